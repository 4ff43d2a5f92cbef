"""A stored number as its cell shows it: plain, a percentage, or a date.

A number stays decimal text: no float comes between the cell and the verdict.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.decimals import plain

_EXCEL = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""Excel's own precision, so that the noise of a formula never decides (design §4)."""

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,3})?"
)
_LARGEST = 307
"""The largest power of ten that a spreadsheet can hold; beyond it are only made-up numbers."""

_LITERAL = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]', re.DOTALL)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_DAY, _LAST_DAY = Decimal(86400), 2958465


class Shown(StrEnum):
    """What a number format makes of a number."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"


class Number(NamedTuple):
    """A number as text, whether it is a percentage, and what makes it no value."""

    text: str
    percent: bool = False
    fault: str | None = None


PERCENT_FORMATS = {9, 10}
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats that a workbook names by number alone; 27–36 and 50–58 are the Chinese dates."""


@lru_cache(maxsize=1024)
def shown_by(code: str) -> Shown:
    """What a format's code makes of a number: `0.0%`, `yyyy"年"m"月"`, `#,##0.00_ `."""
    if _ELAPSED.search(code):
        return Shown.DATE
    bare = _LITERAL.sub("", code).lower()
    if "%" in bare:
        return Shown.PERCENT
    if bare.startswith("general") or bare == "@":
        return Shown.PLAIN
    return Shown.DATE if any(sign in "dmhysae" for sign in _no_exponent(bare)) else Shown.PLAIN


def _no_exponent(bare: str) -> str:
    return re.sub(r"e[+-]|[^a-z]", "", bare.replace("general", ""))


def read_number(raw: str, shown: Shown, *, since_1904: bool = False) -> Number:
    """The stored digits `raw` under a format."""
    raw = raw.strip()
    if not _NUMBER.fullmatch(raw):
        return Number(raw, fault="not-a-number")
    number = _EXCEL.create_decimal(raw)
    if number.adjusted() > _LARGEST:
        return Number(raw, fault="not-a-number")
    if shown is Shown.DATE:
        return Number(_date(number, since_1904=since_1904), fault="date-cell")
    if shown is Shown.PERCENT:
        return Number(plain(number.scaleb(2)), percent=True)
    return Number(plain(number))


def _date(serial: Decimal, *, since_1904: bool) -> str:
    """`2025-12-31`, with the time where there is one; a time of day alone below day 1."""
    if not 0 <= serial <= _LAST_DAY:
        return plain(serial)
    days = int(serial)
    seconds = int(((serial - days) * _DAY).to_integral_value())
    # Excel counts a 29 February 1900 that never was.
    first = (1904, 1, 1) if since_1904 else (1899, 12, 30 if serial >= 60 else 31)
    try:
        # A spreadsheet's dates know no time zone.
        moment = datetime(*first) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001
    except OverflowError:
        return plain(serial)
    if days == 0:
        return moment.strftime("%H:%M:%S")
    return date_text(moment.isoformat(sep=" "))


def date_text(written: str) -> str:
    """An ISO date as text, without a midnight that nobody wrote."""
    return written.strip().replace("T", " ").removesuffix(" 00:00:00")
