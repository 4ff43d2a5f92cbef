"""年均增速型: the geometric mean of yearly growth since the base year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Course,
    Form,
    Judgement,
    Note,
    NoteCode,
    Paces,
    Period,
    Progress,
    Series,
    Verdict,
    compare,
    distance,
    of_the_year,
    older_value,
)
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator

_ANY_GROWTH = Interval.at_least(-100)
"""The growth of a year of which nothing is known, in %: nothing shrinks below nothing."""


@dataclass(frozen=True, kw_only=True)
class AverageGrowth(MeasuredIndicator):
    """Π(1+gᵢ) against (1+T)^k, exactly; shown as the geometric mean (design §5)."""

    kind: Literal["average_growth"]
    course: ClassVar[Course] = Course.AVERAGE
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.MEAN)

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        if period.year in series.means or (series.means and not series.values):
            return self._judge_declared_mean(series, period)
        reported = {year: series.values[year] for year in period.years if year in series.values}
        if not reported:
            return Judgement(verdict=Verdict.NO_DATA, progress=self._expected())
        known = {year: value for year, value in reported.items() if isinstance(value, Interval)}
        if not known:
            return Judgement(verdict=Verdict.INVALID, progress=self._expected())
        growth = self.growth(series, period, Form.OF_YEAR)
        verdict = compare(growth, self.needed_growth(period.elapsed))
        if verdict is Verdict.UNDETERMINED and len(known) < len(reported):
            verdict = Verdict.INVALID
        notes = (Note(NoteCode.FORM_UNCLEAR),) if series.name_says_mean and not series.form else ()
        return self._judgement(verdict, growth, tuple(known), Form.OF_YEAR, period, notes)

    def _judge_declared_mean(self, series: Series[Interval], period: Period) -> Judgement:
        """A mean since the base year is judged alone (2021—2025年均)."""
        found = of_the_year(series, period, form=Form.MEAN)
        if isinstance(found, Verdict):
            older = older_value(series, period) if found is Verdict.NO_DATA else ()
            return Judgement(verdict=found, progress=self._expected(), notes=older)
        growth = self.growth(series, period, Form.MEAN)
        verdict = compare(growth, self.needed_growth(period.elapsed))
        return self._judgement(verdict, growth, (period.year,), Form.MEAN, period)

    def growth(self, series: Series[Interval], period: Period, form: Form) -> Interval:
        """Π(1+gᵢ) up to the year judged: of each year's growth, or of a mean in every year."""
        chosen = series.means if form is Form.MEAN else series.values
        years = [period.year] * period.elapsed if form is Form.MEAN else period.years
        reported = (chosen.get(year) for year in years)
        return _product(
            _factor(value if isinstance(value, Interval) else _ANY_GROWTH) for value in reported
        )

    def needed_growth(self, years: int) -> Interval:
        """(1+T)^k, the growth that `years` on target come to."""
        return _product([_factor(self.target_set)] * years)

    def _judgement(
        self,
        verdict: Verdict,
        growth: Interval,
        years: tuple[int, ...],
        form: Form,
        period: Period,
        notes: tuple[Note, ...] = (),
    ) -> Judgement:
        mean = _mean(growth, period.elapsed)
        unknown = not growth.low and growth.high is None  # at least −100% is no figure
        apart = distance(mean, self.target_set, self.direction)
        return Judgement(
            verdict=verdict,
            actual=None if unknown else mean,
            form=form,
            years=years,
            margin=apart.margin,
            gap=apart.gap,
            progress=self._progress(growth, mean, period),
            paces=self._paces(mean),
            notes=apart.notes + notes,
        )

    def _progress(self, growth: Interval, mean: Interval, period: Period) -> Progress:
        """r = ((1+T)^n / Π(1+gᵢ))^(1/(n−k)) − 1 is what each remaining year needs."""
        needed = None
        if growth.value and period.remaining:
            outstanding = _factor(Interval.point(self.bound)).low
            assert outstanding is not None
            ratio = outstanding**period.length / growth.value
            needed = (nth_root(ratio, period.remaining) - 1) * 100
        return Progress(
            expected=self.bound,
            pace=self._pace(mean.value),
            needed_per_year=needed,
        )

    def _expected(self) -> Progress:
        return Progress(expected=self.bound)

    def _pace(self, mean: Fraction | None) -> Fraction | None:
        return None if mean is None or self.bound <= 0 else mean / self.bound

    def _paces(self, mean: Interval) -> Paces | None:
        """No pace against a target that is no growth."""
        if self.bound <= 0:
            return None
        return Paces(self._pace(mean.low), self._pace(mean.high), mean.high_open)


def _factor(growth: Interval) -> Interval:
    """1 + g of a growth in %."""
    possible = growth.intersection(_ANY_GROWTH) or _ANY_GROWTH
    return (possible + Interval.point(100)).scaled(Fraction(1, 100))


def _product(factors: Iterable[Interval]) -> Interval:
    """Every product of numbers that are not negative."""
    low, high, low_open, high_open = Fraction(1), Fraction(1), False, False
    unbounded = reaches_zero = False
    for factor in factors:
        low *= factor.low or 0
        low_open = low_open or factor.low_open
        reaches_zero = reaches_zero or (factor.low == 0 and not factor.low_open)
        unbounded = unbounded or factor.high is None
        high *= factor.high if factor.high is not None else 1
        high_open = high_open or factor.high_open
    return Interval(low, None if unbounded else high, low_open and not reaches_zero, high_open)


def _mean(growth: Interval, years: int) -> Interval:
    """The geometric mean in %, of which only the root is rounded, far below what is shown."""

    def root(product: Fraction | None) -> Fraction | None:
        return None if product is None else (nth_root(product, years) - 1) * 100

    return Interval(root(growth.low), root(growth.high), growth.low_open, growth.high_open)
