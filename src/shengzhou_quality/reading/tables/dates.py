"""Read a date of completion as offices write it."""

from __future__ import annotations

import re
from datetime import date

from shengzhou_quality.notation import clean
from shengzhou_quality.reading.tables.periods import year_in_digits

_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
_TIME = r"(?: ?[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
# One way of writing in a date: 2024年1-6月 is half a year, not the sixth of January.
_DATES = (
    rf"{_YEAR}{_TIME}",
    rf"{_YEAR}[-/.]{_MONTH}(?:[-/.]{_DAY}|月?份?[底末]?){_TIME}",
    rf"{_YEAR}年{_MONTH}(?:月{_DAY}日?|月?份?[底末]?){_TIME}",
    rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
)
_PART_OF_YEAR = (
    rf"{_YEAR}年?(?:度?|年?[初中底末]|[上下]半年|第?[一二三四1-4]季度"
    r"|(?:十一|十二|[一二三四五六七八九十])月份?[初中底末]?)"
)

_DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts the days of its dates."""
_TYPED_YEARS = range(1949, 2200)


def day_of_date(text: str) -> date | None:
    """Read the day of 2024-06-30; `None` if the text gives only a month or a year."""
    found = _date_in(clean(text))
    return _first_day(found) if found and found.groupdict().get("day") else None


def year_of_date(text: str) -> int | None:
    """Read the year of 2024-06-30, 20240630, 2024年6月, 2024.6, 2024年 or 2024年上半年.

    `None` for anything else, such as a span of months or a day that does not exist.
    """
    written = year_in_digits(clean(text))
    found = _date_in(written)
    if found:
        first = _first_day(found)
        return first.year if first else None
    part = re.fullmatch(_PART_OF_YEAR, written)
    return int(part["year"]) if part else None


def year_in_date_cell(text: str) -> int | None:
    """Read the year of a date cell; Excel keeps 2025 typed into one as a day in 1905."""
    year, day = year_of_date(text), day_of_date(text)
    typed = (day - _DAY_ZERO).days if day else None
    if typed is not None and typed in _TYPED_YEARS:
        return typed
    return year


def _date_in(written: str) -> re.Match[str] | None:
    return next(filter(None, (re.fullmatch(each, written) for each in _DATES)), None)


def _first_day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    try:
        return date(int(found["year"]), int(parts.get("month") or 1), int(parts.get("day") or 1))
    except ValueError:
        return None
