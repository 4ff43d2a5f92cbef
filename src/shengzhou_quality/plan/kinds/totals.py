"""Combine values of several years: the sum of additions, the latest of totals, a product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from math import prod
from typing import NamedTuple

from shengzhou_quality.decimals import rounded
from shengzhou_quality.interval import Interval, order
from shengzhou_quality.judgement import ByForm, Form, Note, NoteCode, Period, Series
from shengzhou_quality.notation import write

_ANY_ADDITION = Interval.at_least(0)
"""The addition of a year without data (yearly additions are ≥ 0)."""

_NOTHING = Interval.point(0)
_TWO = 2


class Total(NamedTuple):
    """A total so far, the years it was made of, and whether a cell it wants is unreadable."""

    interval: Interval
    form: Form
    years: tuple[int, ...]
    complete: bool
    wants_unreadable: bool = False


def sum_up(series: Series[Interval], period: Period, form: Form) -> Total:
    """The total up to the year judged, read as additions of the year or as totals so far.

    With a missing or unreadable year, only a lower bound is known.
    """
    reported = {year: series.values[year] for year in period.years if year in series.values}
    known = {year: value for year, value in reported.items() if isinstance(value, Interval)}
    years: tuple[int, ...]
    if form is Form.TOTAL:
        sound = _without_falls(known)
        fell = len(sound) < len(known)
        known = sound
        latest = max(known, default=None)
        complete = latest == period.year
        interval = _never_below(known.values(), known[latest]) if latest else _ANY_ADDITION
        years = (latest,) if latest is not None else ()
        later = (year for year in reported.keys() - known if latest is None or year > latest)
        unreadable = fell or any(later)
    else:
        complete = len(known) == period.elapsed
        additions = (value.intersection(_ANY_ADDITION) or value for value in known.values())
        interval = sum(additions, start=_NOTHING)
        years = tuple(known)
        unreadable = len(known) < len(reported)
    if not complete:
        interval = interval + _ANY_ADDITION
    return Total(interval, form, years, complete, unreadable)


def _never_below(totals: Iterable[Interval], latest: Interval) -> Interval:
    """The latest total is at least every earlier one, though it may be known less well."""
    for total in totals:
        reached = Interval(total.low, None, total.low_open)
        latest = latest.intersection(reached) or latest
    return latest


def could_be_totals(series: Series[Interval], period: Period) -> bool:
    """Two or more values that nowhere certainly fall and may rise look like running totals."""
    values = ((year, series.values.get(year)) for year in period.years)
    known = {year: value for year, value in values if isinstance(value, Interval)}
    if len(known) < _TWO or falls(known):
        return False
    first, *_, last = known.values()
    return first.low is None or last.high is None or last.high > first.low


def by_form(
    series: Series[Interval], period: Period, additions: Total, as_totals: Total
) -> tuple[ByForm, ...]:
    """Return the total and the sum if the reporting basis is open; nothing if both are equal."""
    if series.form is not None or not could_be_totals(series, period):
        return ()
    if as_totals.interval == additions.interval:
        return ()
    return (ByForm(Form.TOTAL, as_totals.interval), ByForm(Form.OF_YEAR, additions.interval))


def form_unclear(either: tuple[ByForm, ...], verdicts_differ: bool) -> Note:
    """The note on an open basis, with both figures."""
    totals, additions = (write(_shown(one.actual)) for one in either)
    differ = "verdict" if verdicts_differ else "figure"
    shown = {"additions": additions, "totals": totals, "differ": differ}
    return Note(NoteCode.FORM_UNCLEAR, shown)


def form_of_one(series: Series[Interval], period: Period, as_total: Interval) -> Note | None:
    """The note on one value without a basis, of the last of several years: as a total it is all.

    As the value of its year it would leave the years before it open.
    """
    before = tuple(str(year) for year in period.years if year < period.year)
    reported = [year for year in period.years if year in series.values]
    if series.form is not None or not before or reported != [period.year]:
        return None
    return Note(NoteCode.FORM_UNCLEAR, {"totals": write(as_total), "years": before})


def _shown(total: Interval) -> Interval:
    """A compounded change has more digits than anyone reads."""
    return total if total.value is None else Interval.point(rounded(total.value))


def product_of(factors: Iterable[Interval]) -> Interval:
    """Return the interval of the products of numbers that are not negative."""
    known = list(factors)
    points = [one.value for one in known if one.value is not None]
    if len(points) == len(known):
        return Interval.point(prod(points, start=Fraction(1)))
    lows = [(one.low or Fraction(0), one.low_open) for one in known]
    highs = [one.high for one in known]
    low = prod((low for low, _ in lows), start=Fraction(1))
    reaches_zero = any(low == 0 and not is_open for low, is_open in lows)
    low_open = any(is_open for _, is_open in lows) and not reaches_zero
    if any(high == 0 for high in highs):
        return Interval.point(0)  # whatever the others are, even without a limit
    if any(high is None for high in highs):
        return Interval(low, None, low_open)
    high = prod((high for high in highs if high is not None), start=Fraction(1))
    return Interval(low, high, low_open, any(one.high_open for one in known))


def falls(totals: Mapping[int, Interval]) -> tuple[tuple[int, int], ...]:
    """Every two years, in order, of which the later total is certainly below the earlier one.

    A running total never falls, so one of the two is wrong. Years between them change nothing:
    6, ≤7, 4 falls from 6 to 4.
    """
    years = sorted(totals)
    points = [totals[year].value for year in years]
    if all(
        before is not None and after is not None and order(before, after) <= 0
        for before, after in pairwise(points)
    ):
        return ()  # as nearly all totals do, these rise from each to the next
    return tuple(
        (before, after)
        for before, after in combinations(years, 2)
        if _has_fallen(totals[before], totals[after])
    )


def _has_fallen(before: Interval, after: Interval) -> bool:
    """Whatever the bounds leave open; 5 has fallen to <5."""
    if before.low is None or after.high is None:
        return False
    rise = order(after.high, before.low)
    return rise < 0 or (rise == 0 and (before.low_open or after.high_open))


def _without_falls(known: dict[int, Interval]) -> dict[int, Interval]:
    """If a total falls, one of the two is wrong, so neither is used."""
    doubtful = {year for pair in falls(known) for year in pair}
    return {year: value for year, value in known.items() if year not in doubtful}
