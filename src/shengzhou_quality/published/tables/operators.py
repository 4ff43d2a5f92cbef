"""Read a column of operators: its signs and words say how the figure beside them bounds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.target_text import Sort, read_target
from shengzhou_quality.published.cells.unit_text import is_unit_text

SIGNS = {
    "≥": "≥", ">=": "≥", "=>": "≥", "≧": "≥", "≮": "≥", ">": ">", "≤": "≤", "<=": "≤", "=<": "≤",
    "≦": "≤", "≯": "≤", "<": "<", "不低于": "≥", "不少于": "≥",
    "大于等于": "≥", "大于": ">", "高于": ">", "不高于": "≤", "不超过": "≤", "小于等于": "≤",
    "小于": "<", "低于": "<",
}  # fmt: skip
"""What a cell of the column says, as a sign before the figure."""
MODES = frozenset(("定性", "定量", "±", "=", "等于"))
"""Signs and words that say how the target is set, and stand neither before nor behind a figure."""
_BEHIND = frozenset(("以上", "以下", "以内", "左右", "及以上", "及以下"))
_LONGEST = 6
_MAY_BOUND = re.compile(r"[不约力争确努达保稳控维至最超突低高大小少多接近][^0-9]{0,5}")
"""Reading a text as a target takes time, and most texts are names."""
_BOUND_FIRST = re.compile("[≥≤<>=＞＜＝]")
_NUMBER = re.compile(r"[0-9][0-9.,]*[%‰]?")


class Bounded(NamedTuple):
    """A figure with its operator. `against`: the figure as the operator alone would have it."""

    text: str
    against: str | None = None
    is_read: bool = True


@lru_cache(maxsize=4096)
def is_operator(text: str) -> bool:
    """Whether a text stands before or behind a figure of a target and is none itself."""
    cleaned = clean(text)
    if cleaned in SIGNS or cleaned in MODES or cleaned in _BEHIND:
        return True
    if not _MAY_BOUND.fullmatch(cleaned) or is_missing(text):
        return False
    phrase = None if is_unit_text(cleaned) else read_target(f"{cleaned}1")
    # A word that the figure is of is a name: 绿地率1.
    return phrase is not None and phrase.sort is Sort.LEVEL and phrase.subject is None


def are_operators(texts: Sequence[str], *, is_headed: bool) -> bool:
    """Whether a column holds operators; one word of another kind among them changes nothing.

    `is_headed`: its header says so.
    """
    known = sum(map(is_operator, texts))
    if is_headed:
        return known > 0
    others = [clean(text) for text in texts if not is_operator(text)]
    short = all(len(text) <= _LONGEST and not re.search("[0-9]", text) for text in others)
    return known * 2 > len(texts) and short


def bounded(figure: str, word: str, units: Collection[str]) -> Bounded:
    """Put an operator to its figure: ≥ to 95, 左右 behind it. Words stand as printed."""
    cleaned = clean(word)
    if not figure or not cleaned or is_missing(word) or cleaned in MODES:
        return Bounded(figure)
    sign = SIGNS.get(cleaned, cleaned)
    own = read_target(figure, units)
    if _BOUND_FIRST.match(figure) or (own is not None and own.relation is not None):
        number = _NUMBER.search(figure)
        alone = f"{sign}{number[0]}" if number is not None else figure
        other = read_target(alone, units)
        agrees = own is not None and other is not None and own.interval == other.interval
        return Bounded(figure, None if agrees else alone)
    if cleaned in SIGNS:
        return Bounded(sign + figure if re.search("[0-9]", figure) else figure)
    both = (sign + figure, figure + sign)
    read = next((text for text in both if read_target(text, units) is not None), None)
    return Bounded(figure, is_read=False) if read is None else Bounded(read)
