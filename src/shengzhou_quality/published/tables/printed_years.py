"""Read the years that headers and titles name: 2025年, “十四五”末, 令和14年度, 2021—2025年."""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.notation import clean

_YEAR = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")
_RANGE = re.compile(
    r"(?<![0-9])((?:19|20|21)[0-9]{2})年?(?:[—–―~-]{1,2}|至|到)((?:19|20|21)[0-9]{2})(?![0-9])"
)
_ERA = re.compile(r"(令和|平成)(元|[0-9]{1,2})年?")
_ERA_BEGINS = {"令和": 2018, "平成": 1988}
_PLAN = re.compile(r"[“\"「]?十([一二三四五六七])五[”\"」]?")
_PLANS = "一二三四五六七"
_TWELFTH_ENDS = 2015


class PlannedSpan(NamedTuple):
    """The year before its first year, whose figures are the baseline, and its last year."""

    base: int
    end: int


def period_in(text: str) -> PlannedSpan | None:
    """The period that a text names: 2021—2025年 and “十四五” are both 2020 to 2025."""
    cleaned = clean(text)
    found = _RANGE.search(cleaned)
    if found is not None and int(found[1]) < int(found[2]):
        return PlannedSpan(int(found[1]) - 1, int(found[2]))
    plan = _PLAN.search(cleaned)
    if plan is None:
        return None
    end = _TWELFTH_ENDS + 5 * (_PLANS.index(plan[1]) - 1)
    return PlannedSpan(end - 5, end)


def years_in(text: str) -> tuple[int, ...]:
    """The single years that a text names, in its order; a range of years names none."""
    cleaned = _RANGE.sub("", clean(text))
    found = [(match.start(), int(match[1])) for match in _YEAR.finditer(cleaned)]
    for match in _ERA.finditer(cleaned):
        number = 1 if match[2] == "元" else int(match[2])
        found.append((match.start(), _ERA_BEGINS[match[1]] + number))
    return tuple(year for _, year in sorted(found))


def year_alone(text: str) -> int | None:
    """The year of a text that says nothing else: 2025, 2025年, 2025年度, 2012 год, 令和14年度."""
    cleaned = clean(text).casefold()
    if re.fullmatch(r"(?:fy)?[0-9]{4}(?:年度?末?底?|г\.?|год[уа]?)?", cleaned) or re.fullmatch(
        r"(?:令和|平成)(?:元|[0-9]{1,2})(?:年度?)?", cleaned
    ):
        years = years_in(cleaned)
        return years[0] if years else None
    return None
