"""年度型: the target holds for each year, and each year is judged by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar, Literal, NamedTuple

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import (
    Distance,
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Series,
    Verdict,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.changing import ChangingIndicator
from shengzhou_quality.plan.kinds.steps import (
    Check,
    Formula,
    Line,
    Measure,
    Percent,
    Quantity,
    Remark,
    RemarkCode,
)
from shengzhou_quality.plan.target_text import Phrase, Sort

_OF_YEAR = Quantity("change_of_year", Measure.DIFFERENCE, exact=True)
_RATE_OF_YEAR = Quantity("change_of_year", Measure.PERCENT)
_OVER = Quantity("change_over", Measure.DIFFERENCE, exact=True)
_RATE_OVER = Quantity("change_over", Measure.PERCENT)
_RISE, _FALL = "{actual} - {before}", "{before} - {actual}"
_RATE_OF_RISE, _RATE_OF_FALL = "({actual} ÷ {before} - 1) × 100", "(1 - {actual} ÷ {before}) × 100"
_ASKED = Formula(Quantity("asked_over", Measure.DIFFERENCE, exact=True), "{target} × {elapsed}")
_RATE_ASKED = Quantity("asked_over", Measure.PERCENT)
_ASKED_RISE = Formula(_RATE_ASKED, "((1 + {goal_of_change})^{elapsed} - 1) × 100")
_ASKED_FALL = Formula(_RATE_ASKED, "(1 - (1 - {goal_of_change})^{elapsed}) × 100")
_SOME_YEARS = 5


class _Span(NamedTuple):
    """What is judged of some years: a year's own figure, or the change from `first` to `last`."""

    first: int
    last: int
    value: Interval
    verdict: Verdict

    @property
    def years(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Yearly(ChangingIndicator):
    """Not met as soon as one year is outside; met when every year so far is inside.

    Of a yearly change (每年降0.5以上) `reported` says whether offices report `levels`, of which
    each is compared with the year before, the first with the baseline, or the `changes`.
    """

    kind: Literal["yearly"]
    reported: Literal["levels", "changes"] | None = None
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR,)
    is_kept: ClassVar[bool] = True
    is_of_worst_year: ClassVar[bool] = True
    takes_range: ClassVar[bool] = True
    takes_each_year: ClassVar[bool] = True
    takes_targets: ClassVar[bool] = True
    targets_rule: ClassVar[bool] = True

    @classmethod
    def is_of_changes(cls, data: Mapping[str, Any], phrase: Phrase | None) -> bool:
        of_change = phrase is not None and phrase.sort is Sort.CHANGE
        return data.get("reported") == "changes" or (of_change and not data.get("reported"))

    def check(self) -> None:
        """Of a change it must be said what is reported, and from where levels start."""
        super().check()
        if self.phrase.sort is Sort.CHANGE and self.reported is None:
            raise ValueError("reported-unclear")
        if self.is_of_steps:
            self.check_counting()
            if self.baseline is None:
                raise ValueError("change-without-baseline")
        if self.reported is not None:
            self.check_sense()

    @property
    def reports_steps(self) -> bool:
        return self.reported == "changes"

    def _is_own(self, phrase: Phrase) -> bool:
        """由50提高到96 is on its way in all years but the last."""
        return super()._is_own(phrase) and phrase.start is None

    @property
    def takes_arrival(self) -> bool:
        """零发生 holds in every year; of changes there is no level to arrive at."""
        return self.reported is None

    @property
    def is_of_steps(self) -> bool:
        """Whether the change from level to level is judged."""
        return self.reported == "levels"

    @property
    def counts_changes(self) -> bool:
        return self.reported is not None or self.phrase.sort is Sort.CHANGE

    @property
    def printed_figures(self) -> tuple[Fraction, ...]:
        """Of levels: the first, and the one to which some years of the target's change lead."""
        start = self.baseline_point
        if not self.is_of_steps or start is None:
            return super().printed_figures
        if self.compounds:
            return start, start * self.left_of(self.bound) ** _SOME_YEARS
        change = self.bound * _SOME_YEARS
        return start, start - change if self.falls else start + change

    @property
    def reporting(self) -> str:
        return f".{self.reported}" if self.reported else ""

    @property
    def is_derived(self) -> bool:
        return self.is_of_steps and self.compounds

    @property
    def aims_within(self) -> Interval:
        return EVERYTHING if self.is_of_steps else super().aims_within

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        return self._judge(self._spans(series, period), series, period)

    def judge_year(self, series: Series[Interval], period: Period) -> Judgement:
        """By the figure of that year alone; years together say nothing certain of the last."""
        alone = Period(period.year - 1, period.target_year, period.year)
        spans = self._spans(series, period)
        of_year = [span for span in spans if span.last == period.year and span.years == 1]
        return self._judge(of_year, series, alone)

    def _judge(self, spans: list[_Span], series: Series[Interval], period: Period) -> Judgement:
        by_year = {span.last: span.verdict for span in spans if span.years == 1}
        verdict = _verdict(spans, by_year, series, period)
        worst = max(spans, key=self._badness, default=None)
        notes = self._notes(spans, series, period)
        if verdict is Verdict.NO_DATA:
            notes += older_value(series, period)
        if worst is None or verdict in (Verdict.NO_DATA, Verdict.INVALID):
            return Judgement(verdict=verdict, verdict_by_year=by_year, notes=notes)
        actual = self._each_year(worst)
        # The distance to the target of another year is none to the one that is shown.
        is_shown = verdict is worst.verdict and self.in_force(worst.last) is self
        apart = self.apart(actual) if is_shown or self.is_undecided else Distance()
        return Judgement(
            verdict=verdict,
            actual=actual,
            form=Form.OF_YEAR,
            years=tuple(year for year in self._years_of(worst) if year in series.values),
            margin=apart.margin,
            gap=apart.gap,
            verdict_by_year=by_year,
            notes=apart.notes + notes,
        )

    def _spans(self, series: Series[Interval], period: Period) -> list[_Span]:
        """What is known of each year, and of years together where one between has no level."""
        known = {
            year: value
            for year, value in sorted(series.values.items())
            if year in period.years and isinstance(value, Interval)
        }
        if not self.is_of_steps:
            return [
                _Span(year - 1, year, value, self.in_force(year).verdict_of(value))
                for year, value in known.items()
            ]
        assert self.baseline_value is not None, "checked when the plan was read"
        levels = {period.baseline_year: self.baseline_value, **known}
        found = []
        for (first, before), (last, after) in pairwise(levels.items()):
            change = self._change(before, after)
            verdict = self.in_force(last).verdict_over(change, last - first)
            found.append(_Span(first, last, change, verdict))
        return found

    def _years_of(self, span: _Span) -> range:
        """The years whose values a span was made of."""
        return range(span.first if self.is_of_steps else span.last, span.last + 1)

    def _change(self, before: Interval, after: Interval) -> Interval:
        """How much a level differs from the one before, in the way in which the target asks it."""
        if self.compounds:
            start = before.value
            if start is None or start <= 0:
                return EVERYTHING
            rise = (after.scaled(1 / start) + Interval.point(-1)).scaled(Fraction(100))
        else:
            rise = after + before.negated()
        return rise.negated() if self.falls else rise

    def verdict_over(self, change: Interval, years: int) -> Verdict:
        """Of years together only that they cannot all be inside: then one of them is outside."""
        if years == 1:
            return self.verdict_of(change)
        possible = self.together([self.may_meet] * years)
        return Verdict.NOT_MET if change.is_disjoint_from(possible) else Verdict.UNDETERMINED

    def _each_year(self, span: _Span) -> Interval:
        """The figure of a year; of years together the same one in each of them."""
        if span.years == 1:
            return span.value
        if not self.compounds:
            return span.value.scaled(Fraction(1, span.years))
        left = self.left(span.value)
        low, high = (
            None if end is None else self.change_to(nth_root(end, span.years))
            for end in (left.low, left.high)
        )
        return (
            Interval(high, low, left.high_open, left.low_open)
            if self.falls
            else Interval(low, high, left.low_open, left.high_open)
        )

    def _badness(self, span: _Span) -> tuple[int, int, Fraction]:
        """Outside before unknown before inside, and then by the distance."""
        rank = (Verdict.MET, Verdict.UNDETERMINED, Verdict.NOT_MET).index(span.verdict)
        apart = self.in_force(span.last).apart(self._each_year(span))
        beyond = apart.gap or -(apart.margin or Fraction(0))
        return rank, -span.years, beyond

    def _notes(
        self, spans: list[_Span], series: Series[Interval], period: Period
    ) -> tuple[Note, ...]:
        outside = [span for span in spans if span.verdict is Verdict.NOT_MET]
        alone = tuple(str(span.last) for span in outside if span.years == 1)
        before = (year for year in period.years if year < period.year)
        missing = tuple(str(year) for year in before if year not in series.values)
        notes = []
        if alone:
            notes.append(Note(NoteCode.YEAR_OUTSIDE, {"years": alone}))
        for span in outside:
            if span.years > 1:
                said = {"first": str(span.first + 1), "last": str(span.last)}
                notes.append(Note(NoteCode.YEARS_TOGETHER, {**said}))
        if missing:
            notes.append(Note(NoteCode.YEARS_MISSING, {"years": missing}))
        return tuple(notes)

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        """Yield the comparison of every year with the target, and the change that is compared."""
        spans = self._spans(series, period)
        for span in spans:
            if self.is_of_steps:
                yield from self._change_step(span, series, period)
            if span.years == 1:
                yield Check(span.last, span.value, span.verdict)
            elif self.direction not in (Direction.WITHIN, Direction.UNDECIDED):
                yield self._asked_step(span)
        if judged.actual is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        yield Remark(RemarkCode.EACH_YEAR)

    def _change_step(self, span: _Span, series: Series[Interval], period: Period) -> Iterator[Line]:
        levels = {period.baseline_year: self.baseline_value, **series.values}
        before, after = (levels[year] for year in (span.first, span.last))
        start = before.value if isinstance(before, Interval) else None
        end = after.value if isinstance(after, Interval) else None
        result = span.value.value
        if start is None or end is None or result is None:
            return
        single = span.years == 1
        if self.compounds:
            quantity = _RATE_OF_YEAR if single else _RATE_OVER
            formula = Formula(quantity, _RATE_OF_FALL if self.falls else _RATE_OF_RISE)
        else:
            formula = Formula(_OF_YEAR if single else _OVER, _FALL if self.falls else _RISE)
        first = {} if single else {"first_year": span.first + 1}
        yield formula.step(result, actual=end, before=start, year=span.last, **first)

    def _asked_step(self, span: _Span) -> Line:
        """What the target of each year comes to in all of them."""
        years = {"elapsed": span.years}
        if not self.compounds:
            return _ASKED.step(self.bound * span.years, target=self.bound, **years)
        asked = self.change_to(self.left_of(self.bound) ** span.years)
        formula = _ASKED_FALL if self.falls else _ASKED_RISE
        return formula.step(asked, goal_of_change=Percent(self.bound), **years)


def _verdict(
    spans: list[_Span],
    by_year: Mapping[int, Verdict],
    series: Series[Interval],
    period: Period,
) -> Verdict:
    """One year outside settles it; a year without a figure leaves open whether all are inside."""
    reported = [series.values[year] for year in period.years if year in series.values]
    if any(span.verdict is Verdict.NOT_MET for span in spans):
        return Verdict.NOT_MET
    if any(not isinstance(value, Interval) for value in reported):
        return Verdict.INVALID
    if period.year not in series.values:
        return Verdict.NO_DATA
    met = all(by_year.get(year) is Verdict.MET for year in period.years)
    return Verdict.MET if met else Verdict.UNDETERMINED
