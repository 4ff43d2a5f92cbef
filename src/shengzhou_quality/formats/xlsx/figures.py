"""Find how a number is shown: the number format by which a cell shows the text of the page.

A text is kept as it is: `低6.7个百分点` with the number 6.7 becomes `"低"0.0"个百分点"`, so that
people can sort and count what they read. A number in % stays the number of percents, with the
sign as a text behind it; only a ratio (0.739130, shown as 73.9%) has a format that multiplies.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.units import PERCENT

LONGEST = 20
"""A number is never wrapped: one with more half-widths than this stays a text."""

_MOST_DIGITS = 15
"""So many digits of a number are kept by Excel."""
_MOST_PLACES = 6
_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_MINUS = "-−"
_NO_POINT = re.compile(r"[<>≤≥~±≈约–—至]")
"""Signs of a bound, a range or an estimate: its number is no value."""


class Figure(NamedTuple):
    """A number, and the number format that shows it."""

    number: Decimal
    code: str


def figure_of(text: str, number: Decimal | None) -> Figure | None:
    """How `text` shows `number`; `None` where a cell has to hold the text instead."""
    if number is None or _NO_POINT.search(text) or display_width(text) > LONGEST:
        return None
    found = [figure for each in _DIGITS.finditer(text) if (figure := _shown_by(each, number))]
    return found[0] if len(found) == 1 else None


def plain_figure(text: str) -> Figure | None:
    """The number that a text in a column of numbers is, with all of its digits."""
    return figure_of(text, Decimal(text)) if _PLAIN.fullmatch(text) else None


def _shown_by(found: re.Match[str], number: Decimal) -> Figure | None:
    """The format that replaces these digits of a text, if the number may be shown by them."""
    written = found[0].replace(",", "")
    digits, places = Decimal(written), len(written.partition(".")[2])
    size, before, behind = abs(number), found.string[: found.start()], found.string[found.end() :]
    is_share = behind.startswith(PERCENT) and abs(size * 100 - digits) < abs(size - digits)
    if is_share:
        size, behind = size * 100, behind[1:]
    if not _is_near(size, digits, places):
        return None
    if _rounded(size, places) != digits:
        if before.strip(_MINUS):
            return None  # 不低于7.15%: rounded to the safe side, as no number format rounds
        places = max(0, -int(size.normalize().as_tuple().exponent))
    if places > _MOST_PLACES or len(size.as_tuple().digits) > _MOST_DIGITS:
        return None
    if display_width(before + behind) + len(f"{digits:.{places}f}") > LONGEST:
        return None
    whole = "#,##0" if "," in found[0] else "0"
    shown = whole + (f".{'0' * places}" if places else "") + (PERCENT if is_share else "")
    return Figure(number, _with_sign(before, shown + _quoted(behind), is_below=number < 0))


def _with_sign(before: str, shown: str, *, is_below: bool) -> str:
    """A number below zero has its own minus, unless words before it stand for that."""
    if not is_below or before in _MINUS:
        return (_quoted(before) if not is_below else "") + shown
    return f"{shown};{_quoted(before)}{shown}"


def _is_near(number: Decimal, digits: Decimal, places: int) -> bool:
    """Whether the digits are this number, rounded up or down."""
    return abs(number - digits) < Decimal(1).scaleb(-places)


def _rounded(number: Decimal, places: int) -> Decimal:
    """As a spreadsheet rounds what it shows."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _quoted(text: str) -> str:
    """A text within a number format; a quotation mark cannot stand inside the marks."""
    pieces = (f'"{one}"' if one else "" for one in text.split('"'))
    return r"\"".join(pieces)
