"""Write figures for readers: with their unit, rounded, but never to a misleading value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from itertools import groupby

from shengzhou_quality.decimals import DERIVED_PLACES, plain
from shengzhou_quality.notation import marks_provisional
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words, cut

_BARE = re.compile(
    r"(?P<figure>[(\[]?[-−+<>≥≤=0-9.,–~\s]*[0-9][)\]]?)(?P<mark>[(（]?(?:初步|初核|快报)\w*[)）]?|)"
)
_MARK = re.compile(r"\s*[(（][^()（）]*(?:初步|初核|快报|预|估)[^()（）]*[)）]$")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SHORT = Decimal("0.001")
"""A derived figure of so few decimals is shown in full: 0.69 in two years is 0.345 a year."""
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_EVEN)


def shown(
    number: Decimal,
    apart_from: Decimal | None = None,
    places: int = 2,
    rounding: str = ROUND_HALF_EVEN,
) -> str:
    """Round to `places`, or to more if that would hide a difference.

    8.9999 against a limit of 9 is not shown as 9, nor 0.003 as 0.
    """
    for decimals in range(places, DERIVED_PLACES + 1):
        cut = number.quantize(Decimal(1).scaleb(-decimals), rounding, context=_CONTEXT)
        hides = (cut == 0 and number != 0) or (cut == apart_from and number != apart_from)
        if not hides:
            return plain(cut)
    return plain(number)


def with_unit(text: str, unit: str | None, words: Words) -> str:
    """A figure as reported, with the indicator's unit where it names none itself."""
    found = _BARE.fullmatch(text)
    if unit is None or found is None:
        return text
    return found["figure"] + (unit if unit == PERCENT else words.unit(unit)) + found["mark"]


def without_unit(text: str, unit: str | None) -> str:
    """A figure as reported, for a table with a column of units; free text (62%和61%) as it is."""
    if not unit or not text.endswith(unit):
        return text
    bare = text[: -len(unit)].rstrip()
    return bare if _BARE.fullmatch(bare) else text


def unmarked(text: str) -> str:
    """A value as reported, without the mark in brackets that it is no final one."""
    return _MARK.sub("", text)


def marked(text: str, words: Words, *, provisional: bool = False, forecast: bool = False) -> str:
    """A value as reported, with that mark in the reader's language: 348.6（初步数）."""
    bare = unmarked(text)
    if forecast:
        said = any(sign in bare for sign in "预估")
        return bare if said else words("forecast.marked", text=bare)
    if provisional:
        return bare if marks_provisional(bare) else bare + words("provisional.mark")
    return text


def amount(
    number: Decimal,
    unit: str | None,
    words: Words,
    *,
    points: bool = True,
    rounding: str = ROUND_HALF_EVEN,
) -> str:
    """A difference or a derived figure with its unit; of a share in percentage points."""
    is_short = number == number.quantize(_SHORT, context=_CONTEXT)
    text = plain(number) if is_short else shown(number, rounding=rounding)
    if unit == PERCENT and points:
        return words("unit.points", number=text)
    written = unit if unit == PERCENT else words.unit(unit or "")
    return words("unit.other", number=text, unit=written or "")


def percentage(ratio: Decimal) -> str:
    """A share of 1 in percent: 0.826087 as 82.6%."""
    return shown(ratio * 100, places=1) + PERCENT


def ratio(number: Decimal, cut_offs: Iterable[Fraction] = ()) -> str:
    """A ratio with two decimals, or with more where it would seem to reach a cut-off.

    0.858696 is shown as 0.86, but 0.9499 against a cut-off of 0.95 not as 0.95.
    """
    cut = number
    for decimals in range(2, DERIVED_PLACES + 1):
        cut = number.quantize(Decimal(1).scaleb(-decimals), context=_CONTEXT)
        if all((Fraction(cut) >= edge) is (Fraction(number) >= edge) for edge in cut_offs):
            break
    return format(cut, "f")


def date_words(text: str, words: Words) -> str:
    """A date as ISO writes it (2021-08-25) for a sentence: 2021年8月25日; another text as it is."""
    found = _DATE.fullmatch(text)
    if found is None:
        return text
    year, month, day = map(int, found.groups())
    if not 1 <= month <= 12:
        return text
    return words("date", year=year, month=words(f"date.month.{month}"), day=day)


def quoted(text: str) -> str:
    """Return the text of a cell on one line, cut if it is long."""
    return cut(" ".join(text.split()))


def year_runs(years: Sequence[int], words: Words) -> Iterator[str]:
    """2021—2023 for three years or more, one after the other."""
    for _, run in groupby(enumerate(years), key=lambda pair: pair[1] - pair[0]):
        together = [year for _, year in run]
        if len(together) > 2:
            yield words("lists.years", first=together[0], last=together[-1])
        else:
            yield from map(str, together)
