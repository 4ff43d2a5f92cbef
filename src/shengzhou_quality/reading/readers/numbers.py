"""Read a stored number as its cell shows it: plain, with a unit, as a percentage or as a date.

A number stays decimal text: no float is used between the cell and the verdict.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

from shengzhou_quality.decimals import plain
from shengzhou_quality.reading.readers.formats import PLAIN, NumberFormat, Shown, display

_EXCEL = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""Excel's own precision, so that floating-point noise never decides a verdict (design §4)."""

_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE][+-]?[0-9]{1,3})?"
)
_AS_IS = re.compile(r"(?=.{1,15}\Z)(?:0|-?0\.[0-9]*[1-9]|-?[1-9][0-9]*(?:\.[0-9]*[1-9])?)")
_LARGEST = 307
"""The largest power of ten that a spreadsheet can hold; larger numbers are made up."""

_DAY, _LAST_DAY = Decimal(86400), 2958465


class Number(NamedTuple):
    """A number as text, whether it is a percentage, and why it cannot be used as a value.

    `shown` is what the cell shows if its format turns it into another number.
    """

    text: str
    percent: bool = False
    fault: str | None = None
    shown: str | None = None


def read_number(raw: str, shape: NumberFormat, *, since_1904: bool = False) -> Number:
    """Read the stored digits `raw` under a format, and add the format's literal text."""
    raw = raw.strip()
    if not _NUMBER.fullmatch(raw):
        return Number(raw, fault="not-a-number")
    number = _EXCEL.create_decimal(raw)
    if number.adjusted() > _LARGEST:
        return Number(raw, fault="not-a-number")
    if shape.kind is Shown.DATE:
        return Number(_date(number, since_1904=since_1904), fault="date-cell")
    if shape is PLAIN:
        return Number(plain(number))
    text, percent, shown = display(number, shape)
    return Number(text, percent, None if shown is None else "format-changes-value", shown)


def is_shown_as_stored(raw: str) -> bool:
    """Whether a number without a format is shown digit by digit as it is stored: most are."""
    return _AS_IS.fullmatch(raw) is not None


def _date(serial: Decimal, *, since_1904: bool) -> str:
    """`2025-12-31`, with the time if there is one; below day 1 only the time of day."""
    if not 0 <= serial <= _LAST_DAY:
        return plain(serial)
    days = int(serial)
    seconds = int(((serial - days) * _DAY).to_integral_value())
    # Excel counts 29 February 1900, which did not exist.
    first = (1904, 1, 1) if since_1904 else (1899, 12, 30 if serial >= 60 else 31)
    try:
        # A spreadsheet's dates have no time zone.
        moment = datetime(*first) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001
    except OverflowError:
        return plain(serial)
    if days == 0:
        return moment.strftime("%H:%M:%S")
    return date_text(moment.isoformat(sep=" "))


def date_text(written: str) -> str:
    """An ISO date as text, without the midnight that a program added."""
    return written.strip().replace("T", " ").removesuffix(" 00:00:00")


_TIME = r"PT([0-9]+)H([0-9]+)M([0-9]+)(?:[.,][0-9]+)?S"


def time_text(written: str) -> str:
    """Write an OpenDocument time (PT08H30M00S) as 08:30:00."""
    match = re.fullmatch(_TIME, written)
    return ":".join(part.zfill(2) for part in match.groups()) if match else written
