"""Number formats: what a cell shows of the number that it stores.

A format that only rounds or groups digits changes nothing. Literal text in it (`0.0"万元"`) is
shown beside the number, so it counts as written. A format that divides (`#,##0,`), puts signs
between the digits (`0!.00`) or hides the number shows another number than the cell stores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from shengzhou_quality.decimals import plain

_LITERAL = re.compile(r'"[^"]*"|[\\!].|[_*].|\[[^\]]*\]', re.DOTALL)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_TOKEN: Final = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | [\\!](?P<escaped>.) | (?P<skipped>[_*].)
    | \[\$(?P<symbol>[^\]-]*)[^\]]*\]
    | \[(?P<compared>[<>=]{1,2})(?P<limit>-?[0-9.]+)\]
    | (?P<colour>\[[a-z]+[0-9]*\]|\[颜色[0-9]*\]|\[[黑蓝绿青红洋黄白紫]色?\]) | \[[^\]]*\]
    | (?P<general>general|G/通用格式) | (?P<exponent>e[+-]0+) | (?P<percent>%)
    | (?P<digit>[0#?]) | (?P<point>\.) | (?P<comma>,) | (?P<fraction>/) | (?P<end>;) | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NEGATIVE = frozenset("-−－()（）▲△▼▽↓")
"""What shows that a number is negative where its format has a part for those."""
_SPEAKS = frozenset("%‰‱<>≥≤=±~≈+¥￥$€£℃")
"""Signs that say something of the number; other punctuation is decoration."""
_GROUPING = frozenset(" ,'’\u00a0\u202f")
_BRACKETED = re.compile(r"[(（\[【](?P<inside>[^()（）\[\]【】]+)[)）\]】]")
_LONGEST_CODE, _MOST_DIGITS = 1000, 60


class Shown(StrEnum):
    """What a number format makes of a number."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"


class Display(NamedTuple):
    """A number with the words of its format, and what the cell shows where that differs."""

    text: str
    percent: bool = False
    shown: str | None = None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """`parts` is empty where the format says nothing of a number beside its digits."""

    kind: Shown
    parts: tuple[_Part, ...] = ()
    only_others: bool = False
    """Whether `parts` matter to numbers at or below zero alone."""


PLAIN: Final = NumberFormat(Shown.PLAIN)
PERCENT: Final = NumberFormat(Shown.PERCENT)
DATE: Final = NumberFormat(Shown.DATE)

PERCENT_FORMATS = {9, 10}
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Formats that a workbook names by number alone; 27–36 and 50–58 are the Chinese dates."""
LOCAL_FORMATS = {*range(5, 9), *range(37, 45)}
"""Those whose sign of currency is that of the reader's own country: they say nothing."""


def built_in(number: int) -> NumberFormat:
    if number in PERCENT_FORMATS:
        return PERCENT
    return DATE if number in DATE_FORMATS else PLAIN


@lru_cache(maxsize=1024)
def format_of(code: str) -> NumberFormat:
    """What a format's code makes of a number: `0.0%`, `yyyy"年"m"月"`, `#,##0.00_ `."""
    kind = _kind(code)
    if not code.strip():
        return PLAIN
    if kind is Shown.DATE:
        return DATE
    parts = tuple(_parts(code[:_LONGEST_CODE]))
    if not parts or (len(parts) == 1 and parts[0].is_simple):
        return PERCENT if kind is Shown.PERCENT else PLAIN
    same = parts[0].percents == (kind is Shown.PERCENT)
    first_is_simple = parts[0].is_simple and same and not any(map(_conditions, parts))
    return NumberFormat(kind, parts, first_is_simple)


def _conditions(part: _Part) -> bool:
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


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a format: that for positive numbers, for negative ones, for zero …

    `digits` are the placeholders before the point, with any text that stands between them.
    """

    before: str = ""
    after: str = ""
    digits: tuple[str, ...] = ()
    decimals: int = 0
    thousands: int = 0
    percents: int = 0
    grouped: bool = False
    coloured: bool = False
    has_number: bool = False
    as_stored: bool = False
    """General, a fraction or an exponent: the number itself in another notation."""
    condition: tuple[str, Decimal] | None = None

    @property
    def is_simple(self) -> bool:
        return (
            self.has_number
            and not (self.before or self.after or self.is_scaled)
            and self.condition is None
        )

    @property
    def is_scaled(self) -> bool:
        return self.thousands > 0 or self.percents > 1 or self.is_broken

    @property
    def is_broken(self) -> bool:
        """Whether text stands between the digits, as the point of `0!.00`."""
        inside = "".join(self.digits).translate(dict.fromkeys(map(ord, "0#?")))
        return not _GROUPING.issuperset(inside)

    def holds(self, number: Decimal) -> bool:
        if self.condition is None:
            return True
        sign, limit = self.condition
        compared = (number > limit) - (number < limit)
        return (
            (compared > 0 and ">" in sign and sign != "<>")
            or (compared < 0 and "<" in sign and sign != "<>")
            or (compared == 0 and "=" in sign)
            or (compared != 0 and sign == "<>")
        )


def _parts(code: str) -> list[_Part]:
    """The parts for numbers; one for text (`@`) says nothing of them."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        if token["end"]:
            parts.append([])
        else:
            parts[-1].append(token)
    numeric = parts[:3]
    return [
        _part(tokens) for tokens in numeric if not any(token["text"] for token in tokens)
    ]


def _part(tokens: list[re.Match[str]]) -> _Part:
    """Sort the pieces of one part: text before, between and after the digits."""
    numeral = [
        at
        for at, token in enumerate(tokens)
        if token["digit"] or token["general"] or token["exponent"]
    ]
    first, last = (numeral[0], numeral[-1]) if numeral else (len(tokens), len(tokens))
    before, after, digits = "", "", []
    decimals = thousands = percents = 0
    grouped = beyond_point = False
    for at, token in enumerate(tokens):
        literal = token["quoted"] or token["escaped"] or token["symbol"] or token["other"]
        if token["fraction"] and not first < at < last:
            literal = "/"
        if token["percent"]:
            percents += 1
        elif token["comma"] and first < at:
            thousands, grouped = thousands + (at > last), grouped or at < last
        elif token["point"] and first <= at <= last + 1:
            beyond_point = True
        elif token["digit"] and beyond_point:
            decimals += 1
        elif token["digit"]:
            digits.append(token["digit"])
        elif literal and at < first:
            before += literal
        elif literal and at > last:
            after += literal
        elif literal:
            digits.append(literal)
    # `0,.0` divides too: a comma right before the point.
    thousands += _commas_before_point(tokens)
    stored = ("general", "exponent", "fraction")
    as_stored = any(token[kind] for token in tokens for kind in stored)
    condition = next(
        ((one["compared"], Decimal(one["limit"])) for one in tokens if _is_condition(one)), None
    )
    return _Part(
        before=before.strip(),
        after=after.strip(),
        digits=() if as_stored else tuple(digits),
        decimals=decimals,
        thousands=0 if as_stored else thousands,
        percents=percents,
        grouped=grouped,
        coloured=any(token["colour"] for token in tokens),
        has_number=bool(numeral),
        as_stored=as_stored,
        condition=condition,
    )


def _commas_before_point(tokens: list[re.Match[str]]) -> int:
    point = next((at for at, token in enumerate(tokens) if token["point"]), 0)
    count = 0
    while point > count and tokens[point - count - 1]["comma"]:
        count += 1
    has_decimals = any(token["digit"] for token in tokens[point + 1 :])
    return count if has_decimals else 0


def _is_condition(token: re.Match[str]) -> bool:
    return bool(token["compared"]) and re.fullmatch(r"-?[0-9]+\.?[0-9]*", token["limit"]) is not None


def display(number: Decimal, shape: NumberFormat) -> Display:
    """`number`, as stored, with the words that its format puts beside it.

    `shown` is given where the cell shows another number, or none: it is then no value.
    """
    percent = shape.kind is Shown.PERCENT
    if not shape.parts or (shape.only_others and number > 0):
        return Display(plain(number.scaleb(2) if percent else number), percent)
    part = _part_for(number, shape.parts)
    percent = part.percents > 0
    own = part is not _part_for(abs(number), shape.parts)  # then the part shows the sign itself
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


def _is_zero_as_dash(number: Decimal, part: _Part) -> bool:
    """Accounting formats show a zero as a dash: by convention it is one all the same."""
    written = {*part.before, *part.after}
    return number == 0 and bool(written) and written <= {*"-—–－−", *" "}


def _part_for(number: Decimal, parts: tuple[_Part, ...]) -> _Part:
    """Excel's order: positive, negative, zero, unless conditions say otherwise."""
    if not any(map(_conditions, parts)):
        if len(parts) == 1:
            return parts[0]
        if number < 0:
            return parts[1]
        return parts[2] if number == 0 and len(parts) > 2 else parts[0]  # noqa: PLR2004
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        if part.holds(number) and (part.condition or last or number < 0):
            return part
    return parts[-1]


def _words(literal: str) -> str:
    """The literal text where it says something, without brackets around all of it."""
    literal = literal.strip()
    if not any(sign.isalnum() or sign in _SPEAKS for sign in literal):
        return ""
    match = _BRACKETED.fullmatch(literal)
    return match["inside"] if match else literal


def _rendered(number: Decimal, part: _Part, *, with_sign: bool) -> str:
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


def _placed(whole: str, part: _Part) -> str:
    """The digits before the point in their placeholders, from the right; the first takes the rest."""
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
