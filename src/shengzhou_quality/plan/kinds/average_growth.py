"""年均增速型: the geometric mean of yearly growth since the base year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Note,
    NoteCode,
    Paces,
    Period,
    Progress,
    Series,
    Verdict,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.aimed import AimedIndicator, by_two
from shengzhou_quality.plan.kinds.growth import (
    end_of,
    factor_of,
    form_of_growth,
    growth_so_far,
    mean_growth,
    mean_of,
    mean_to_put_in,
    years_without,
)
from shengzhou_quality.plan.kinds.measured import Needs, gap_unknown
from shengzhou_quality.plan.kinds.path import ON_SCHEDULE, PACE, limit_paces, remaining_step
from shengzhou_quality.plan.kinds.steps import (
    ROOT,
    Formula,
    Line,
    Measure,
    Percent,
    Quantity,
    Remark,
    RemarkCode,
    Side,
)
from shengzhou_quality.plan.kinds.totals import product_of
from shengzhou_quality.plan.target_text import Phrase, Sort

_PRODUCT = Quantity("growth", Measure.RATIO, exact=True)
_GROWTH = Formula(_PRODUCT, "{growths}")
_GROWTH_OF_MEAN = Formula(_PRODUCT, "(1 + {mean})^{elapsed}")
_NEEDED_GROWTH = Formula(
    Quantity("needed_growth", Measure.RATIO, exact=True), "(1 + {goal})^{elapsed}"
)
_MEAN = Formula(Quantity("mean", Measure.PERCENT), ROOT)
_PACE = Formula(PACE, "{mean} ÷ {goal}")
_PACE_OF_LIMIT = Formula(PACE, "{goal} ÷ {mean}")
_ABOVE, _BELOW = "{mean} - {goal}", "{goal} - {mean}"
_GAP = Quantity("gap", Measure.DIFFERENCE, "gap")
_TO_RISE, _TO_FALL = Formula(_GAP, _BELOW), Formula(_GAP, _ABOVE)
_MARGIN = Formula(Quantity("margin", Measure.DIFFERENCE, "margin"), _ABOVE)
_MARGIN_OF_LIMIT = Formula(Quantity("margin_falling", Measure.DIFFERENCE, "margin"), _BELOW)
_NEEDED_MEAN = Formula(
    Quantity("needed_mean", Measure.PERCENT, "needed_per_year"),
    "(((1 + {goal})^{length} ÷ {growth})^(1 ÷ {remaining}) - 1) × 100",
)


class AverageGrowth(AimedIndicator):
    """Π(1+gᵢ) against (1+T)^k, exactly; shown as the geometric mean (design §5)."""

    kind: Literal["average_growth"]
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR, Form.MEAN)
    is_mean: ClassVar[bool] = True
    of_growth: ClassVar[bool] = True
    reports_changes: ClassVar[bool] = True
    takes_mean: ClassVar[bool] = True
    sorts: ClassVar[frozenset[Sort]] = frozenset({Sort.LEVEL, Sort.CHANGE})

    @property
    def is_derived(self) -> bool:
        return True

    @property
    def needs(self) -> Needs:
        return Needs.GROWTH

    def combined(self, values: Sequence[Fraction]) -> Fraction:
        """The geometric mean of yearly growths in %."""
        return mean_growth(values)

    @classmethod
    def limits(cls, data: Mapping[str, Any]) -> dict[str, str]:  # noqa: ARG003
        """Growth is at least −100%."""
        return {"low": "-100"}

    def _check_phrase(self, phrase: Phrase) -> None:
        """年均增长7%以上 is a growth of each year; a change of another sort is none."""
        super()._check_phrase(phrase)
        if phrase.sort is Sort.CHANGE and (not phrase.mean or phrase.fall):
            raise ValueError("target-of-another-kind")
        self.check_unit(phrase.change_unit)

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        if form_of_growth(series, period) is Form.MEAN:
            return self._judge_declared_mean(series, period)
        reported = {year: series.values[year] for year in period.years if year in series.values}
        if not reported:
            return Judgement(verdict=Verdict.NO_DATA, progress=self._expected())
        known = {year: value for year, value in reported.items() if isinstance(value, Interval)}
        if not known:
            return Judgement(verdict=Verdict.INVALID, progress=self._expected())
        growth = growth_so_far(series, period, Form.OF_YEAR)
        verdict = self.verdict_of_growth(growth, period.elapsed)
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
        growth = growth_so_far(series, period, Form.MEAN)
        verdict = self.verdict_of_growth(growth, period.elapsed)
        return self._judgement(verdict, growth, (period.year,), Form.MEAN, period)

    def needed_growth(self, years: int) -> Interval:
        """(1+T)^k, the growth that `years` on target come to."""
        return product_of([factor_of(self.target_set)] * years)

    def verdict_of_growth(self, growth: Interval, years: int) -> Verdict:
        """Compare the products of growth, which need no root."""
        enough = product_of([factor_of(self.may_meet)] * years)
        return by_two(growth, self.needed_growth(years), enough)

    def _judgement(
        self,
        verdict: Verdict,
        growth: Interval,
        years: tuple[int, ...],
        form: Form,
        period: Period,
        notes: tuple[Note, ...] = (),
    ) -> Judgement:
        mean = mean_of(growth, period.elapsed)
        unknown = not growth.low and growth.high is None  # “at least −100%” carries no information
        apart, paces = self.apart(mean), self._paces(mean, verdict)
        return Judgement(
            verdict=verdict,
            actual=None if unknown else mean,
            form=form,
            years=years,
            margin=apart.margin,
            gap=apart.gap,
            progress=self._progress(growth, mean, paces, period),
            paces=paces,
            notes=apart.notes + notes,
        )

    def _progress(
        self, growth: Interval, mean: Interval, paces: Paces | None, period: Period
    ) -> Progress:
        """r = ((1+T)^n / Π(1+gᵢ))^(1/(n−k)) − 1 is what each remaining year needs."""
        needed = None
        if self.is_undecided:
            return Progress()
        if growth.value and period.remaining:
            outstanding = factor_of(Interval.point(self.bound)).low
            assert outstanding is not None
            ratio = outstanding**period.length / growth.value
            needed = (nth_root(ratio, period.remaining) - 1) * 100
        return Progress(
            expected=self.bound,
            pace=paces.worst if paces and mean.value is not None and self.bound > 0 else None,
            needed_per_year=needed,
        )

    def _expected(self) -> Progress:
        return Progress() if self.is_undecided else Progress(expected=self.bound)

    def _paces(self, mean: Interval, verdict: Verdict) -> Paces | None:
        """mean/T, T/mean of a limit; of a target that is no growth 1 if it is met, else none.

        Of an undecided one too: only a mean of T itself is on schedule either way.
        """
        if self.bound <= 0 or self.is_undecided:
            return ON_SCHEDULE if verdict is Verdict.MET else None
        if self.direction is Direction.DECREASE:
            return limit_paces(self.bound, mean)
        low, high = (None if end is None else end / self.bound for end in (mean.low, mean.high))
        return Paces(low, high, mean.high_open)

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        """The product of yearly growth, its mean, and what the target comes to."""
        asked, mean = self.needed_growth(period.elapsed), judged.actual
        edge = asked.low if self.direction is Direction.INCREASE else asked.high
        if edge is not None:
            yield _NEEDED_GROWTH.step(edge, goal=Percent(self.bound), elapsed=period.elapsed)
        form = judged.form or Form.OF_YEAR
        missing = years_without(series, period) if form is Form.OF_YEAR else ()
        if missing and series.values:
            yield Remark(RemarkCode.GROWTH_UNKNOWN, {"years": missing})
        elif mean is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        else:
            if form is Form.MEAN:
                yield Remark(RemarkCode.MEAN_ALONE)
            for side in (None,) if mean.value is not None else (Side.LOW, Side.HIGH):
                yield from self._steps_at(side, mean, form, series, period, judged.paces)

    def _steps_at(
        self,
        side: Side | None,
        mean: Interval,
        form: Form,
        series: Series[Interval],
        period: Period,
        paces: Paces | None,
    ) -> Iterator[Line]:
        """Product, mean and pace, of a point or at one end of a growth that is a bound."""
        growth, high = growth_so_far(series, period, form), side is Side.HIGH
        product, average = (growth.high, mean.high) if high else (growth.low, mean.low)
        if product is None or average is None:
            yield Remark(RemarkCode.NO_UPPER_END)
            return
        if form is Form.MEAN:
            declared = Percent(end_of(series.means[period.year], high=high))
            yield _GROWTH_OF_MEAN.step(product, side, mean=declared, elapsed=period.elapsed)
        else:
            growths = tuple(
                Percent(end_of(series.values[year], high=high)) for year in period.years
            )
            yield _GROWTH.step(product, side, growths=growths)
            yield _MEAN.step(average, side, growth=product, elapsed=period.elapsed)
        if paces is None or self.is_undecided:
            return
        is_limit = self.direction is Direction.DECREASE
        pace = paces.best if high is not is_limit else paces.worst
        if self.bound <= 0 or (is_limit and average <= 0):
            yield Remark(RemarkCode.WITHIN_IS_ON_SCHEDULE)
        elif pace is not None:
            shown = mean_to_put_in(product, form, series, period, high=high)
            formula = _PACE_OF_LIMIT if is_limit else _PACE
            yield formula.step(pace, side, mean=shown, goal=self.bound)

    def to_go(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        if judged.actual is None:
            yield from super().to_go(series, period, judged)
            return
        if self.is_undecided:
            yield Remark(RemarkCode.NO_SIDE)
            return
        form = judged.form or Form.OF_YEAR
        product, target = growth_so_far(series, period, form).value, self.bound
        if product is None:
            yield from gap_unknown(judged)
            return
        mean = mean_to_put_in(product, form, series, period)
        is_limit = self.direction is Direction.DECREASE
        if judged.margin is not None:
            margin = _MARGIN_OF_LIMIT if is_limit else _MARGIN
            yield margin.step(judged.margin, goal=target, mean=mean)
        elif judged.gap is not None:
            gap = _TO_FALL if is_limit else _TO_RISE
            yield gap.step(judged.gap, goal=target, mean=mean)
        needed, remaining = judged.progress.needed_per_year, period.remaining
        if needed is not None:
            yield remaining_step(period)
            years = {"length": period.length, "remaining": remaining}
            yield _NEEDED_MEAN.step(needed, goal=Percent(target), growth=product, **years)
            yield from self.needs_more()
