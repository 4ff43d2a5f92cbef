"""均值型: the arithmetic mean of the yearly values since the base year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Paces,
    Period,
    Progress,
    Series,
    Verdict,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.aimed import AimedIndicator
from shengzhou_quality.plan.kinds.measured import Needs
from shengzhou_quality.plan.kinds.path import ON_SCHEDULE, PACE, limit_paces
from shengzhou_quality.plan.kinds.steps import (
    Formula,
    Line,
    Measure,
    Quantity,
    Quotient,
    Remark,
    RemarkCode,
    Side,
)

_SUM = Formula(Quantity("sum_of_years", Measure.UNIT, exact=True), "{values}")
_MEAN = Formula(Quantity("mean_of_years", Measure.UNIT), "{sum_of_years} ÷ {elapsed}")
_PACE_UP = Formula(PACE, "{average} ÷ {target}")
_PACE_DOWN = Formula(PACE, "{target} ÷ {average}")
_OUTSTANDING = Formula(
    Quantity("needed_level", Measure.UNIT, "needed_per_year"),
    "({target} × {length} - {sum_of_years}) ÷ {remaining}",
)


class MeanLevel(AimedIndicator):
    """The mean of every plan year up to the year judged; never early: the period is not over.

    A year without a value may have any possible one. A mean that is declared is judged alone.
    """

    kind: Literal["mean_level"]
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.MEAN)
    is_mean: ClassVar[bool] = True
    takes_range: ClassVar[bool] = True
    takes_mean: ClassVar[bool] = True
    takes_targets: ClassVar[bool] = True
    targets_rule: ClassVar[bool] = True

    @property
    def is_derived(self) -> bool:
        return True

    @property
    def needs(self) -> Needs:
        return Needs.MEAN

    def combined(self, values: Sequence[Fraction]) -> Fraction:
        """The arithmetic mean."""
        return sum(values, start=Fraction(0)) / len(values)

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        if period.year in series.means or (series.means and not series.values):
            return self._judge_declared(series, period)
        reported = {year: series.values[year] for year in period.years if year in series.values}
        known = {year: value for year, value in reported.items() if isinstance(value, Interval)}
        if not known:
            verdict = Verdict.INVALID if reported else Verdict.NO_DATA
            return Judgement(verdict=verdict, progress=Progress(expected=self._aim))
        mean = self.mean(series, period, Form.OF_YEAR)
        verdict = self.verdict_of(mean)
        if verdict is Verdict.UNDETERMINED and len(known) < len(reported):
            verdict = Verdict.INVALID
        return self._judgement(verdict, mean, tuple(known), Form.OF_YEAR, period)

    def _judge_declared(self, series: Series[Interval], period: Period) -> Judgement:
        found = of_the_year(series, period, form=Form.MEAN)
        if isinstance(found, Verdict):
            older = older_value(series, period) if found is Verdict.NO_DATA else ()
            return Judgement(verdict=found, progress=Progress(expected=self._aim), notes=older)
        return self._judgement(self.verdict_of(found), found, (period.year,), Form.MEAN, period)

    def mean(self, series: Series[Interval], period: Period, form: Form) -> Interval:
        """The mean up to the year judged, as far as the values tell it."""
        if form is Form.MEAN:
            declared = series.means.get(period.year)
            return declared if isinstance(declared, Interval) else self.domain.interval
        possible = self._possible(series, period)
        return sum(possible, start=Interval.point(0)).scaled(Fraction(1, period.elapsed))

    def _possible(self, series: Series[Interval], period: Period) -> list[Interval]:
        """What each year can be: as reported, or anything that is possible at all."""
        reported = (series.values.get(year) for year in period.years)
        return [
            value if isinstance(value, Interval) else self.domain.interval for value in reported
        ]

    @property
    def _aim(self) -> Fraction | None:
        """The mean that is expected at any time; a range names no single one.

        Nor does a number that is to be reached or to be kept below, nobody knows which.
        """
        without = self.direction in (Direction.WITHIN, Direction.UNDECIDED)
        return None if without else self.bound

    def _judgement(
        self,
        verdict: Verdict,
        mean: Interval,
        years: tuple[int, ...],
        form: Form,
        period: Period,
    ) -> Judgement:
        apart, is_unknown = self.apart(mean), mean == self.domain.interval
        paces = None if is_unknown else self._paces(mean, verdict)
        needed = None
        if mean.value is not None and self._aim is not None and self._is_open(mean, period):
            needed = (self._aim * period.length - mean.value * period.elapsed) / period.remaining
        return Judgement(
            verdict=verdict,
            actual=None if is_unknown else mean,
            form=form,
            years=years,
            margin=apart.margin,
            gap=apart.gap,
            progress=Progress(
                expected=self._aim,
                pace=None if self.is_undecided or mean.value is None else paces and paces.worst,
                needed_per_year=needed,
            ),
            paces=paces,
            notes=apart.notes,
        )

    def _at_the_end(self, mean: Interval, period: Period) -> Verdict:
        """What the mean of all years comes to, as far as the years so far decide it."""
        rest = [self.domain.interval] * period.remaining
        whole = sum(rest, start=mean.scaled(Fraction(period.elapsed)))
        return self.verdict_of(whole.scaled(Fraction(1, period.length)))

    def _is_open(self, mean: Interval, period: Period) -> bool:
        """Whether the remaining years still matter."""
        undecided = self._at_the_end(mean, period) is Verdict.UNDETERMINED
        return period.remaining > 0 and undecided

    def _paces(self, mean: Interval, verdict: Verdict) -> Paces | None:
        """mean/T, or T/mean where less is better; without such a share 1 if met, else none."""
        if not self._has_shares:
            return ON_SCHEDULE if verdict is Verdict.MET else None
        if self.direction is Direction.DECREASE:
            return limit_paces(self.bound, mean)
        low, high = (None if end is None else end / self.bound for end in (mean.low, mean.high))
        return Paces(low, high, mean.high_open)

    @property
    def _has_shares(self) -> bool:
        """Whether the target is an amount above 0, of which a mean can be a share."""
        return self._aim is not None and self._aim > 0

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        """The sum of the years, their mean, and how it compares with the target."""
        mean, form = judged.actual, judged.form or Form.OF_YEAR
        missing = () if form is Form.MEAN else _years_without(series, period)
        if missing and series.values:
            yield Remark(RemarkCode.VALUES_UNKNOWN, {"years": missing})
        if mean is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
            return
        if form is Form.MEAN:
            yield Remark(RemarkCode.MEAN_ALONE)
        if mean.value is None:
            if form is Form.OF_YEAR:
                yield from self._ends(series, period)
            return
        shown: Fraction | Quotient = mean.value
        if form is Form.OF_YEAR:
            known = (series.values[year] for year in period.years)
            values = tuple(one.low or Fraction(0) for one in known if isinstance(one, Interval))
            added = sum(values, start=Fraction(0))
            yield _SUM.step(added, values=values)
            yield _MEAN.step(mean.value, sum_of_years=added, elapsed=period.elapsed)
            shown = Quotient(added, Fraction(period.elapsed))
        if judged.progress.pace is not None:
            rising = self.direction is Direction.INCREASE
            if self._has_shares and (rising or mean.value > 0):
                formula = _PACE_UP if rising else _PACE_DOWN
                yield formula.step(judged.progress.pace, average=shown, target=self.bound)
            else:
                yield Remark(RemarkCode.WITHIN_IS_ON_SCHEDULE)

    def _ends(self, series: Series[Interval], period: Period) -> Iterator[Line]:
        """The lowest and the highest mean, as far as there is one."""
        possible = self._possible(series, period)
        for side, ends in (
            (Side.LOW, [one.low for one in possible]),
            (Side.HIGH, [one.high for one in possible]),
        ):
            values = tuple(end for end in ends if end is not None)
            if len(values) == len(ends):
                added = sum(values, start=Fraction(0))
                mean = added / period.elapsed
                yield _SUM.step(added, side, values=values)
                yield _MEAN.step(mean, side, sum_of_years=added, elapsed=period.elapsed)

    def to_go(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        yield from super().to_go(series, period, judged)
        if judged.actual is None or not period.remaining:
            return
        match self._at_the_end(judged.actual, period):
            case Verdict.MET:
                yield Remark(RemarkCode.MEAN_IS_CERTAIN)
            case Verdict.NOT_MET:
                yield Remark(RemarkCode.MEAN_OUT_OF_REACH)

    def _per_year(self, needed: Fraction, value: Fraction, period: Period) -> Iterator[Line]:
        added = value * period.elapsed
        years = {"length": period.length, "remaining": period.remaining}
        yield _OUTSTANDING.step(needed, target=self.bound, sum_of_years=added, **years)
        yield from self.needs_more()


def _years_without(series: Series[Interval], period: Period) -> tuple[str, ...]:
    known = series.values
    return tuple(str(year) for year in period.years if not isinstance(known.get(year), Interval))
