"""累计型: the total since the base year, from 0, by additions of the year or running totals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import floor
from typing import ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    ByForm,
    Course,
    Form,
    Judgement,
    Note,
    NoteCode,
    Paces,
    Period,
    Series,
    Verdict,
    compare,
    distance,
)
from shengzhou_quality.notation import Direction, write
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.kinds.path import Path

_ANY_ADDITION = Interval.at_least(0)
"""What a year adds of which nothing is known (yearly additions are ≥ 0)."""

_TWO = 2


@dataclass(frozen=True, slots=True)
class Total:
    """A total so far, the years it was made of, and whether a cell it wants is unreadable."""

    interval: Interval
    form: Form
    years: tuple[int, ...]
    complete: bool
    wants_unreadable: bool = False


@dataclass(frozen=True, kw_only=True)
class Cumulative(MeasuredIndicator):
    """q = total/T, expected now T·τ; whole units are on schedule from ⌊T·τ⌋ on (design §5)."""

    kind: Literal["cumulative"]
    course: ClassVar[Course] = Course.REACH
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.TOTAL)

    def check(self) -> None:
        """It counts up from nothing."""
        super().check()
        if self.direction is not Direction.INCREASE or self.bound <= 0:
            raise ValueError("cumulative-counts-up")

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        path = self.path(period)
        if not any(year in period.years for year in series.values):
            return Judgement(verdict=Verdict.NO_DATA, progress=path.standing(None, met=False))
        if series.mixed:
            return Judgement(verdict=Verdict.INVALID, progress=path.standing(None, met=False))
        total = sum_up(series, period, series.form or Form.OF_YEAR)
        if not total.years:
            return Judgement(verdict=Verdict.INVALID, progress=path.standing(None, met=False))
        verdict, actual = self._verdict(total), total.interval
        notes: tuple[Note, ...] = () if total.complete else (Note(NoteCode.LOWER_BOUND),)
        either = _either(series, period, total)
        if either:
            as_totals = sum_up(series, period, Form.TOTAL)
            actual = as_totals.interval.hull(total.interval)
            notes += (_form_unclear(either, self._verdict(as_totals) is not verdict),)
            if verdict not in (self._verdict(as_totals), Verdict.INVALID):
                verdict = Verdict.UNDETERMINED
        apart = distance(actual, self.target_set, self.direction)
        return Judgement(
            verdict=verdict,
            actual=actual,
            either=either,
            form=None if either else total.form,
            years=total.years,
            margin=apart.margin,
            gap=apart.gap,
            progress=self.in_domain(
                path.standing(actual, met=verdict is Verdict.MET), Fraction(0), actual
            ),
            paces=self._paces(actual, path),
            notes=apart.notes + notes,
        )

    def path(self, period: Period) -> Path:
        return Path(Fraction(0), self.bound, period)

    def enough_by_now(self, period: Period) -> int | None:
        """⌊T·τ⌋: nobody can deliver a fraction of a unit, so that many are on schedule."""
        return floor(self.path(period).expected) if self.whole else None

    def _verdict(self, total: Total) -> Verdict:
        verdict = compare(total.interval, self.target_set)
        if verdict is Verdict.UNDETERMINED and total.wants_unreadable:
            return Verdict.INVALID
        return verdict

    def _paces(self, total: Interval, path: Path) -> Paces:
        worst, best = total.low, total.high
        return Paces(
            None if worst is None else self._ladder_pace(worst, path),
            None if best is None else self._ladder_pace(best, path),
            total.high_open,
        )

    def _ladder_pace(self, total: Fraction, path: Path) -> Fraction:
        enough = self.enough_by_now(path.period)
        on_schedule = enough is not None and total >= enough
        return max(path.pace(total), Fraction(1)) if on_schedule else path.pace(total)


def sum_up(series: Series[Interval], period: Period, form: Form) -> Total:
    """The total up to the year judged, read as additions of the year or as totals so far.

    What is missing or unreadable leaves it known from below only.
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
        interval = sum(additions, start=Interval.point(0))
        years = tuple(known)
        unreadable = len(known) < len(reported)
    if not complete:
        interval = interval + _ANY_ADDITION
    return Total(interval, form, years, complete, unreadable)


def _either(series: Series[Interval], period: Period, additions: Total) -> tuple[ByForm, ...]:
    """The total and the sum of values whose form is open; nothing where both are the same."""
    if series.form is not None or not could_be_totals(series, period):
        return ()
    as_totals = sum_up(series, period, Form.TOTAL)
    if as_totals.interval == additions.interval:
        return ()
    return (ByForm(Form.TOTAL, as_totals.interval), ByForm(Form.OF_YEAR, additions.interval))


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


def falls(totals: Mapping[int, Interval]) -> tuple[tuple[int, int], ...]:
    """Every two years, in order, of which the later total is certainly below the earlier one.

    A running total never falls, so one of the two is wrong. Years between them change nothing:
    6, ≤7, 4 falls from 6 to 4.
    """
    years = sorted(totals)
    return tuple(
        (before, after)
        for before, after in combinations(years, 2)
        if _has_fallen(totals[before], totals[after])
    )


def _has_fallen(before: Interval, after: Interval) -> bool:
    """Whatever the bounds leave open; 5 has fallen to <5."""
    if before.low is None or after.high is None:
        return False
    meet = after.high == before.low and (before.low_open or after.high_open)
    return after.high < before.low or meet


def _without_falls(known: dict[int, Interval]) -> dict[int, Interval]:
    """Of two totals that fall one is wrong, so neither is used."""
    doubtful = {year for pair in falls(known) for year in pair}
    return {year: value for year, value in known.items() if year not in doubtful}


def _form_unclear(either: tuple[ByForm, ...], verdicts_differ: bool) -> Note:
    totals, additions = (write(one.actual) for one in either)
    differ = "verdict" if verdicts_differ else "figure"
    shown = {"additions": additions, "totals": totals, "differ": differ}
    return Note(NoteCode.FORM_UNCLEAR, shown)
