"""Ask about a figure in % that looks like a fraction: sheets show 0.95 for 95% when copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.target_text import Sort
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposals.families import Side, is_share, side_of
from shengzhou_quality.published.proposals.row_reading import RowReading
from shengzhou_quality.units import PERCENT

_OF_OUTPUT = re.compile(r"占.*(?:GDP|生产总值)")
_OF_ANOTHER_SCALE = 20
"""No share of what is wanted grows or falls to less than a part in so many."""


def ask_fractions(read: RowReading) -> Iterator[Doubt]:
    """0.95 beside 98% or 0.85: of a share that is better the higher, or that nothing is said of.

    A share of what nobody wants may fall to 0.5%, and one of GDP may be below 1%.
    """
    if read.unit != PERCENT or not is_share(read.name) or side_of(read.name) is Side.LESS:
        return
    phrase = read.phrase
    is_level = phrase is not None and phrase.sort is Sort.LEVEL
    goal = _edge(phrase.interval) if phrase is not None and is_level else None
    start = _edge(read.start)
    of_output = bool(_OF_OUTPUT.search(clean(read.name)))
    if goal is not None and _is_like(goal, start, read.target, of_output=of_output):
        yield _asked("target", read.target)
    printed = read.baseline.text or ""
    if start is not None and _is_like(start, goal, printed, of_output=of_output):
        yield _asked("baseline", printed)


def _is_like(figure: Fraction, other: Fraction | None, text: str, *, of_output: bool) -> bool:
    if PERCENT in text or not 0 < figure <= 1:
        return False
    if other is None or other <= 1:
        return not of_output
    return other >= figure * _OF_ANOTHER_SCALE


def _edge(interval: Interval | None) -> Fraction | None:
    if interval is None:
        return None
    return interval.low if interval.low is not None else interval.high


def _asked(field: str, text: str) -> Doubt:
    return Doubt("import-like-fraction", field, {"written": text})
