"""Units of measure, and the exact factor that converts one into another.

Only units that are written and known are converted (design §6). A counting word (个, 家,
件) is a unit of its own; the plan file lists its other spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

PERCENT = "%"
POINTS = "个百分点"
"""What a change of a share counts in."""
YUAN_SIGN = "¥"
"""Names only the currency; the row or the header may name the scale (万, 亿)."""

_SHARE, _MONEY = "share", "money"

_SCALES = {
    "": 1, "十": 10, "百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6,
    "千万": 10**7, "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
}  # fmt: skip

# unit: (quantity measured, size in base units)
_SHARES = {
    "%": (_SHARE, Fraction(1)),
    "百分比": (_SHARE, Fraction(1)),
    "‰": (_SHARE, Fraction(1, 10)),
    "千分比": (_SHARE, Fraction(1, 10)),
    "百分点": ("points", Fraction(1)),
    "个百分点": ("points", Fraction(1)),
}
_BASES = {
    **dict.fromkeys(("元", "元人民币", "人民币元", YUAN_SIGN), _MONEY),
    # Other currencies are only known to differ from yuan: there is no exchange rate.
    **{unit: unit for unit in ("美元", "欧元", "港元", "日元", "英镑")},
    "$": "美元", "US$": "美元", "€": "欧元", "£": "英镑",
    **{
        unit: unit
        for unit in (
            "个", "家", "件", "项", "张", "户", "人", "次", "起", "座", "所", "名", "条", "台",
            "辆", "例", "份", "批", "种", "处", "幢", "栋", "套", "本", "册", "床", "吨", "公里",
            "千米", "米", "亩", "公顷", "平方米", "平方公里", "斤",
            "担", "立方米", "人次", "千瓦时",
        )
    },
}  # fmt: skip
_PER_100_000 = re.compile(r"(?:1|人|例)?/(?:10|十)万人?")
"""12/10万, 12人/10万: so many in 100,000 people, whatever stands for one of them."""
CURRENCIES = frozenset({_MONEY, "美元", "欧元", "港元", "日元", "英镑"})
_SCALED = re.compile(r"(?P<scale>万亿|[十百千]?[万亿]|[十百千]?)(?P<base>\D+)")


def _parts(written: str) -> tuple[Fraction, str] | None:
    """Split 万家 into (10000, 家); `None` if the text is not a scale and a base."""
    if written in _BASES:  # 千米 is a base unit, not 千 (1000) of 米
        return Fraction(1), written
    match = _SCALED.fullmatch(written)
    return (Fraction(_SCALES[match["scale"]]), match["base"]) if match else None


_LONGEST = 24
"""No unit is longer, with its scale."""


def _measure(written: str) -> tuple[str, Fraction] | None:
    """The quantity that a unit measures, and its size in base units; `None` if unknown."""
    return _known_measure(written) if len(written) <= _LONGEST else None


@lru_cache(maxsize=2048)  # the same few units stand in every row and every file
def _known_measure(written: str) -> tuple[str, Fraction] | None:
    if written in _SHARES:
        return _SHARES[written]
    if _PER_100_000.fullmatch(written):
        return "in 100,000", Fraction(1)
    parts = _parts(written)
    if parts is None or parts[1] not in _BASES:
        return None
    return _BASES[parts[1]], parts[0]


def is_unit(written: str) -> bool:
    return _measure(written) is not None


def is_currency(written: str) -> bool:
    measure = _measure(written)
    return measure is not None and measure[0] in CURRENCIES


def conversion_factor(written: str, wanted: str, also: Iterable[str] = ()) -> Fraction | None:
    """The factor that converts a figure in `written` to `wanted`; `None` if unknown.

    `also` lists further spellings of `wanted` (件/万人 for 件).
    """
    if written == wanted:
        return _SAME
    known = _factor if len(written) <= _LONGEST else _factor.__wrapped__
    return known(written, wanted, tuple(also))


_SAME = Fraction(1)


@lru_cache(maxsize=2048)  # asked for every value, of a few units
def _factor(written: str, wanted: str, also: tuple[str, ...]) -> Fraction | None:
    if written in also:
        return _SAME
    found, asked = _measure(written), _measure(wanted)
    if found is not None and asked is not None and found[0] == asked[0]:
        return found[1] / asked[1]
    parts = _parts(written)
    return parts[0] if parts is not None and parts[1] in (wanted, *also) else None
