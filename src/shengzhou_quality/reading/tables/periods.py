"""Read the year, the span of years or the part of a year that a header names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_YEAR = r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])"
_TO = r"[-—–~至到]"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})[-/.年](?P<month>0?[1-9]|1[0-2])[-/.月]"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])日?(?:00:00(?::00)?)?(?![0-9月])"
)
_MONTH = re.compile(rf"(?P<year>{_YEAR})[-/](?P<month>1[0-2]|0?[1-9])(?![0-9月~至到—–-])")
_OF_YEAR = r"(?:年度|年末|年底|年(?!均|平均))?"  # 2021—2025年均 ends in 年均
_SPAN = re.compile(rf"(?P<since>{_YEAR})年?{_TO}+(?P<year>{_YEAR}){_OF_YEAR}")
_ONE = re.compile(rf"(?P<year>{_YEAR})(?:\.0+)?{_OF_YEAR}")
_CHINESE_YEAR = r"[二一][〇零○九一]{1}[〇零○一二三四五六七八九]{2}(?=年)"
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")

_FROM_JANUARY = rf"(?:0?1|一)月?(?:份)?{_TO}"
_COUNT = r"[0-9一二三四五六七八九十]{1,2}"
_WHOLE_YEAR = (
    rf"(?<![0-9十])(?:全年|(?:0?1|一)月?(?:份)?{_TO}(?:12|十二)月(?:份)?(?:底|末)?"
    rf"|前(?:12|十二)个?月|前(?:4|四)个?季度|第?(?:1|一)(?:季度)?{_TO}第?(?:4|四)季度"
    r"|(?:截至|截止|至|到)?(?:12|十二)月(?:份)?(?:底|末|31日))"
)
_END = r"(?:底|末)?"
_QUARTER = r"[一二三四1-4]"
_PART = (
    rf"(?:截至|截止|至|到)?(?:{_COUNT}月?(?:份)?{_TO}{_COUNT}月(?:份)?{_END}"
    rf"|{_COUNT}月(?:份)?(?:[0-9]{{1,2}}日)?{_END}|前{_COUNT}个?月"
    rf"|[前第]?{_QUARTER}(?:{_TO}{_QUARTER})?季度{_END}|[上下]?半年度?{_END}|q[1-4]|h[12])"
)
_SAYS_PART = frozenset("月季全半qh")
"""A part of a year, or 全年, holds one of these; most headers do not, and need no pattern of it."""
_LONE_YEAR_WORD = re.compile(r"^(?:年度|年末|年底|年)(?!均|平均|份)|(?:截至|截止)(?=年|$)")


class Years(NamedTuple):
    """What a header says about time.

    `heading`: a span that begins in `since` is written above the single year.
    `by_month`: from January to December, so 累计 is the total of the year.
    `whole`: words that mean the full year (全年, 1-12月, 12月底).
    `first_day`: a date of 1 January: the year, or January if other months are next to it.
    `unclear`: the years are neither one year nor one span.
    """

    year: int | None = None
    since: int | None = None
    partial: str | None = None
    heading: bool = False
    by_month: bool = False
    whole: bool = False
    first_day: bool = False
    unclear: bool = False


def read_years(parts: Sequence[str]) -> tuple[Years, str]:
    """Read the time that the parts of a header name, and return the remaining words.

    A span in an upper part is a heading over the single years below it.
    """
    spans: list[tuple[int, int]] = []
    singles: list[int] = []
    partial: str | None = None
    by_month = is_whole = first_day = False
    rest: list[str] = []
    for part in parts:
        text = year_in_digits(part)
        date = _DATE.search(text) or _MONTH.search(text)
        if date:
            singles.append(int(date["year"]))
            partial = partial or _part_of_date(date)
            first_day = "day" in date.re.groupindex and (int(date["month"]), int(date["day"])) == (
                1,
                1,
            )
            text = text[: date.start()] + text[date.end() :]
        spans += [(int(span["since"]), int(span["year"])) for span in _SPAN.finditer(text)]
        text = _SPAN.sub("", text)
        singles += [int(year["year"]) for year in _ONE.finditer(text)]
        text = _ONE.sub("", text)
        says_part = not _SAYS_PART.isdisjoint(text)
        whole = re.search(_WHOLE_YEAR, text) if says_part else None
        part_of_year = re.search(_PART, text) if says_part and not whole else None
        if part_of_year:
            partial = partial or part_of_year[0]
        found = whole or part_of_year
        by_month = by_month or bool(whole and re.match(_FROM_JANUARY, whole[0]))
        is_whole = is_whole or whole is not None
        if found:
            text = text[: found.start()] + text[found.end() :]
        rest.append(_LONE_YEAR_WORD.sub("", text))
    settled = _settled(set(singles), spans, partial)
    return settled._replace(by_month=by_month, whole=is_whole, first_day=first_day), "".join(rest)


_BARE_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_BARE_COUNT = r"(?:1[0-2]|0?[1-9])"
_YEAR_AND_MONTH = rf"{_BARE_YEAR}(?:[./年]?(?P<month>1[0-2]|0[1-9])|[./年](?P<short>[1-9]))"
_DAY_IN_DIGITS = rf"{_BARE_YEAR}(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12][0-9]|0[1-9])"
_COUNTED = (
    rf"(?:{_BARE_YEAR}[./年])?(?P<counted>(?:{_BARE_COUNT}{_TO})?{_BARE_COUNT}|[一二三四])(?:\.0+)?"
)
_LAST_PART = r"(?:[^前]|^)(?:12|十二)月(?:份)?|第?(?:4|四)季度|q4|下半年"


@lru_cache(maxsize=4096)
def spelled_period(text: str, head: str) -> str:
    """Spell a cell of a column of periods as a header would.

    `head` is the column's header: a bare 9 under 月份 is 9月, a bare 3 under 季度 is 3季度.
    202509 is 2025年9月, and 20250930 is a date.
    """
    written = year_in_digits("".join(text.split()))
    day = re.fullmatch(_DAY_IN_DIGITS, written)
    if day:
        return f"{day['year']}-{day['month']}-{day['day']}"
    month = re.fullmatch(_YEAR_AND_MONTH, written)
    if month and "季" not in head:
        return f"{month['year']}年{int(month['month'] or month['short'])}月"
    counted = re.fullmatch(_COUNTED, written)
    if counted:
        year = f"{counted['year']}年" if counted["year"] else ""
        return year + counted["counted"] + ("季度" if "季" in head else "月")
    return written


def ends_the_year(part: str) -> bool:
    """Whether a part of a year is its last, so that a cumulative figure covers the full year."""
    return re.fullmatch(_LAST_PART, part) is not None


def years_in(text: str) -> set[int]:
    """Every year that a text names, including the years inside a span."""
    text = year_in_digits(text)
    found = {
        year
        for span in _SPAN.finditer(text)
        for year in range(int(span["since"]), int(span["year"]) + 1)
    }
    return found | {int(year["year"]) for year in _ONE.finditer(_SPAN.sub("", text))}


def year_in_digits(text: str) -> str:
    """Write years in digits: 二〇二四年六月 becomes 2024年六月."""
    if "一" not in text and "二" not in text:
        return text
    return re.sub(_CHINESE_YEAR, lambda year: year[0].translate(_CHINESE_DIGITS), text)


def _part_of_date(date: re.Match[str]) -> str | None:
    """The part of the year that a date stands for; `None` (the year) for its first or last day."""
    month = int(date["month"])
    day = int(date["day"]) if "day" in date.re.groupindex else None
    if (month, day) in ((1, 1), (12, 31)):
        return None
    return f"{month}月" if day is None else f"{month}月{day}日"


def _settled(singles: set[int], spans: list[tuple[int, int]], partial: str | None) -> Years:
    if len(singles) > 1 or len(set(spans)) > 1:
        return Years(unclear=True)
    since, last = spans[0] if spans else (None, None)
    if not singles:
        return Years(last, since, partial)
    year = next(iter(singles))
    if since is not None and last is not None and not since <= year <= last:
        return Years(unclear=True)
    return Years(year, since, partial, heading=since is not None)
