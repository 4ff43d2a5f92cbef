"""Units of measure, and the exact factor from one to another.

Only what is written and known is converted (design §6). A counting word (个, 家,
件) is a unit of its own: other spellings of it are the plan's to name.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

PERCENT = "%"

_MONEY = "money"
_SHARE = "share"

# unit: (what it measures, how many of the base unit it is)
_UNITS: dict[str, tuple[str, Fraction]] = {
    "%": (_SHARE, Fraction(1)),
    "百分比": (_SHARE, Fraction(1)),
    "‰": (_SHARE, Fraction(1, 10)),
    "元": (_MONEY, Fraction(1)),
    "千元": (_MONEY, Fraction(10**3)),
    "万元": (_MONEY, Fraction(10**4)),
    "百万元": (_MONEY, Fraction(10**6)),
    "亿元": (_MONEY, Fraction(10**8)),
}
_COUNTS = ("个", "家", "件", "项", "张", "户", "人", "次", "起", "座", "所")
_UNITS.update({unit: (unit, Fraction(1)) for unit in _COUNTS})


def is_unit(written: str) -> bool:
    return written in _UNITS


def conversion_factor(written: str, wanted: str, also: Iterable[str] = ()) -> Fraction | None:
    """What a figure in `written` is multiplied by to be in `wanted`; `None` if unknown.

    `also` holds further spellings of `wanted` itself (件/万人 for 件).
    """
    if written == wanted or written in also:
        return Fraction(1)
    if written not in _UNITS or wanted not in _UNITS:
        return None
    dimension, size = _UNITS[written]
    wanted_dimension, wanted_size = _UNITS[wanted]
    return size / wanted_size if dimension == wanted_dimension else None
