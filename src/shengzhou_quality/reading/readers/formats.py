"""Number formats: what a cell shows for the number that it stores.

A format that only rounds or groups digits changes nothing. Its literal text (`0.0"万元"`) is
shown next to the number, so it counts as written. A format that divides (`#,##0,`), puts signs
between the digits (`0!.00`) or hides the number shows another number than the cell stores.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from shengzhou_quality.decimals import plain
from shengzhou_quality.reading.readers.format_parts import FormatPart, parts_of

_LITERAL = re.compile(r'"[^"]*"|[\\!].|[_*].|\[[^\]]*\]', re.DOTALL)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_NEGATIVE = frozenset("-−－()（）▲△▼▽↓")
"""Signs that show a negative number, in a format that has a part for negative numbers."""
_SPEAKS = frozenset("%‰‱<>≥≤=±~≈+¥￥$€£℃")
"""Signs with a meaning for the number; other punctuation is decoration."""
_ARROWS = " \u00a0↑↓▲▼△▽→"
_BRACKETED = r"[(（\[【](?P<inside>[^()（）\[\]【】]+)[)）\]】]"
_LONGEST_CODE, _MOST_DIGITS = 1000, 60


class Shown(StrEnum):
    """What a number format turns a number into."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"


class Display(NamedTuple):
    """A number with the literal text of its format; `shown` is set if the cell shows another."""

    text: str
    percent: bool = False
    shown: str | None = None


class NumberFormat(NamedTuple):
    """`parts` is empty if the format adds nothing to the digits of a number."""

    kind: Shown
    parts: tuple[FormatPart, ...] = ()
    only_others: bool = False
    """Whether `parts` matter only for numbers that are zero or negative."""


PLAIN: Final = NumberFormat(Shown.PLAIN)
PERCENT: Final = NumberFormat(Shown.PERCENT)
DATE: Final = NumberFormat(Shown.DATE)

PERCENT_FORMATS = {9, 10}
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats that a workbook names only by number; 27–36 and 50–58 are the Chinese dates."""
LOCAL_FORMATS = {*range(5, 9), *range(37, 45)}
"""Formats with the currency sign of the reader's own locale; it says nothing of the unit."""


def built_in(number: int) -> NumberFormat:
    if number in PERCENT_FORMATS:
        return PERCENT
    return DATE if number in DATE_FORMATS else PLAIN


@lru_cache(maxsize=1024)
def format_of(code: str) -> NumberFormat:
    """Parse a format's code, for example `0.0%`, `yyyy"年"m"月"`, `#,##0.00_ `."""
    kind = _kind(code)
    if not code.strip():
        return PLAIN
    if kind is Shown.DATE:
        return DATE
    parts = tuple(parts_of(code[:_LONGEST_CODE]))
    if not parts or (len(parts) == 1 and parts[0].is_simple):
        return PERCENT if kind is Shown.PERCENT else PLAIN
    same = parts[0].percents == (kind is Shown.PERCENT)
    first_is_simple = parts[0].is_simple and same and not any(map(_conditions, parts))
    return NumberFormat(kind, parts, first_is_simple)


def _conditions(part: FormatPart) -> bool:
    return part.condition is not None


def _kind(code: str) -> Shown:
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


def display(number: Decimal, shape: NumberFormat) -> Display:
    """`number`, as stored, with the literal text of its format.

    `shown` is set if the cell shows another number, or none; the cell then has no usable value.
    """
    percent = shape.kind is Shown.PERCENT
    if not shape.parts or (shape.only_others and number > 0):
        return Display(plain(number.scaleb(2) if percent else number), percent)
    part = _part_for(number, shape.parts)
    percent = part.percents > 0
    own = part is not _part_for(abs(number), shape.parts)  # this part shows the sign itself
    before, after, signed = part.before, part.after, False
    if number == 0:
        before = before.translate(dict.fromkeys(map(ord, "-—–−")))
    if number < 0 and own:
        signed = part.coloured or bool(_NEGATIVE & {*before, *after})
        drop = dict.fromkeys(map(ord, _NEGATIVE))
        before, after = before.translate(drop), after.translate(drop)
    differs = (
        part.is_scaled
        or (not part.has_number and not _is_zero_as_dash(number, part))
        or (number < 0 and own and not signed)
        or (number > 0 and before.endswith(("-", "−")))
        or any(sign.isdecimal() for sign in before + after)
    )
    before, after = _words(before), _words(after)
    text = plain(number.scaleb(2) if percent else number)
    if differs:
        return Display(text, percent, _rendered(number, part, with_sign=not own))
    return Display(before + text + after, percent)


def _is_zero_as_dash(number: Decimal, part: FormatPart) -> bool:
    """Accounting formats show zero as a dash; by convention the dash is still a zero."""
    written = {*part.before, *part.after}
    return number == 0 and bool(written) and written <= {*"-—–－−", *" "}


def _part_for(number: Decimal, parts: tuple[FormatPart, ...]) -> FormatPart:
    """Choose in Excel's order (positive, negative, zero), unless conditions say otherwise."""
    if not any(map(_conditions, parts)):
        if len(parts) == 1:
            return parts[0]
        if number < 0:
            return parts[1]
        return parts[2] if number == 0 and len(parts) > 2 else parts[0]
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        if part.holds(number) and (part.condition or last or number < 0):
            return part
    return parts[-1]


def _words(literal: str) -> str:
    """The literal text if it has a meaning, without brackets around the whole of it."""
    literal = literal.strip(_ARROWS)
    if not any(sign.isalnum() or sign in _SPEAKS for sign in literal):
        return ""
    match = re.fullmatch(_BRACKETED, literal)
    return match["inside"] if match else literal


def _rendered(number: Decimal, part: FormatPart, *, with_sign: bool) -> str:
    """What the cell shows, digit by digit."""
    if not part.has_number:
        return part.before + part.after
    with localcontext(prec=_MOST_DIGITS * 20, rounding=ROUND_HALF_UP) as context:
        scaled = abs(number).scaleb(2 * part.percents - 3 * part.thousands)
        if part.as_stored:
            written = plain(scaled)
        else:
            step = Decimal(1).scaleb(-min(part.decimals, _MOST_DIGITS))
            written = plain(scaled.quantize(step, context=context))
    whole, point, behind = written.partition(".")
    if not part.as_stored:
        behind = behind.ljust(min(part.decimals, _MOST_DIGITS), "0")
        point = "." if behind else ""
        whole = _placed(whole, part)
    sign = "-" if number < 0 and with_sign else ""
    return f"{sign}{part.before}{whole}{point}{behind}{'%' * part.percents}{part.after}"


def _placed(whole: str, part: FormatPart) -> str:
    """Place the digits before the point from the right; the first placeholder takes the rest."""
    if not part.is_broken:
        return f"{int(whole):,}" if part.grouped else whole
    shown: list[str] = []
    left = sum(sign in "0#?" for sign in part.digits)
    rest = whole
    for sign in reversed(part.digits):
        if sign not in "0#?":
            shown.append(sign)
            continue
        left -= 1
        if left == 0:
            shown.append(rest or "0")
        else:
            shown.append(rest[-1:] or "0")
            rest = rest[:-1]
    return "".join(reversed(shown))
