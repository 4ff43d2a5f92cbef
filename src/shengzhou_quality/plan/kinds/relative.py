"""比较型: the figures reported against those of another item or statistic (高于GDP增长)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Final, Literal

from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import (
    Distance,
    Form,
    Judgement,
    Note,
    NoteCode,
    Paces,
    Period,
    Progress,
    Series,
    Verdict,
    distance,
    earlier_years,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction, Relation, towards
from shengzhou_quality.plan.kinds.aimed import by_two
from shengzhou_quality.plan.kinds.fields import FigureText, PlanWords, number_in
from shengzhou_quality.plan.kinds.growth import Growth, growth_steps, mean_growth
from shengzhou_quality.plan.kinds.measured import (
    MeasuredIndicator,
    distance_steps,
    gap_unknown,
)
from shengzhou_quality.plan.kinds.path import PACE
from shengzhou_quality.plan.kinds.steps import (
    Basis,
    Check,
    Formula,
    Line,
    Operand,
    Remark,
    RemarkCode,
)
from shengzhou_quality.plan.target_relative import RelativeTarget, read_comparison
from shengzhou_quality.units import PERCENT

_NOT_BELOW = (Relation.MORE_THAN, Relation.AT_LEAST)
_ALLOWED: Final = {
    Relation.MORE_THAN: Interval.at_least(0, strict=True),
    Relation.AT_LEAST: Interval.at_least(0),
    Relation.LESS_THAN: Interval.at_most(0, strict=True),
    Relation.AT_MOST: Interval.at_most(0),
}
"""What the figure may differ from the other's by."""

_OTHER = "compared_"
_PACE_UP = Formula(PACE, "{mean} ÷ {compared_mean}")
_PACE_DOWN = Formula(PACE, "{compared_mean} ÷ {mean}")


class Over(StrEnum):
    """Over what time the two are compared."""

    YEAR = "year"
    """The values of the year judged."""
    PERIOD = "period"
    """The mean growth since the base year."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Relative(MeasuredIndicator):
    """`against` is the id of what it is compared with.

    Over the year every year is compared by itself, and the year judged decides; over the period
    Π(1+gᵢ) is compared with Π(1+hᵢ), exactly. In step (同步) it may be apart by `tolerance`, in
    points between the values or the means; without one only equal figures are certain. With a
    `direction` the better side of 同步 is as good.
    """

    kind: Literal["relative"]
    against: PlanWords = ""
    over: Over | None = None
    tolerance: FigureText | None = None
    reports_changes: ClassVar[bool] = True

    @classmethod
    def reads_target(cls, target: str, units: Collection[str]) -> bool:  # noqa: ARG003
        return read_comparison(target) is not None

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """The words say which way is better; only what grows in % has a mean growth."""
        said: dict[str, Any] = {}
        target = data.get("target")
        found = read_comparison(target) if isinstance(target, str) else None
        if data.get("direction") is None and found is not None:
            said["direction"] = _better_side(found)
        if data.get("over") is None and data.get("unit") != PERCENT:
            said["over"] = Over.YEAR
        return super().filled({**data, **said})

    @classmethod
    def limits(cls, data: Mapping[str, Any]) -> dict[str, str]:
        """A growth in % is at least −100%; whether a value in % is one the file does not say."""
        return {"low": "-100"} if data.get("unit") == PERCENT else super().limits(data)

    def check(self) -> None:
        super().check()
        if not self.against:
            raise ValueError("against-not-written")
        if self.over is None:
            raise ValueError("over-not-written")
        if self.over is Over.PERIOD and self.unit != PERCENT:
            raise ValueError("over-needs-growth")
        allowed = number_in(self.tolerance)
        if self.tolerance is not None and (allowed is None or allowed < 0):
            raise ValueError("not-a-tolerance")
        if not self.words.in_step and self.direction is not _better_side(self.words):
            raise ValueError("target-against-direction")

    @property
    def compared_with(self) -> str:
        return self.against

    @property
    def forms(self) -> tuple[Form, ...]:
        return (Form.OF_YEAR, Form.MEAN) if self.of_growth else (Form.OF_YEAR,)

    @property
    def reporting(self) -> str:
        return ".growth" if self.of_growth else ""

    @property
    def of_growth(self) -> bool:
        return self.over is Over.PERIOD

    @property
    def is_mean(self) -> bool:
        return self.of_growth

    @property
    def is_derived(self) -> bool:
        return self.of_growth

    def combined(self, values: Sequence[Fraction]) -> Fraction:
        return mean_growth(values) if self.of_growth else super().combined(values)

    @property
    def is_kept(self) -> bool:
        """No path leads to what others reach in a year: the comparison holds in it or not."""
        return self.over is Over.YEAR

    @cached_property
    def words(self) -> RelativeTarget:
        found = read_comparison(self.target)
        assert found is not None, "checked when the plan was read"
        return found

    @cached_property
    def _allowed(self) -> Interval:
        """The differences from the other's figure that meet the target."""
        if self.words.relation is not None:
            return _ALLOWED[self.words.relation]
        apart = self.allowed or Fraction(0)
        return towards(Interval.between(-apart, apart), self.direction)

    @property
    def allowed(self) -> Fraction | None:
        return number_in(self.tolerance)

    @property
    def is_vague(self) -> bool:
        """Whether nobody has said how far apart is still in step."""
        return self.words.in_step and self.tolerance is None

    def _verdict_of(self, difference: Interval) -> Verdict:
        return by_two(difference, self._allowed, EVERYTHING if self.is_vague else self._allowed)

    def _apart(self, difference: Interval, verdict: Verdict) -> Distance:
        found = distance(difference, self._allowed, self.direction)
        if self.is_vague and verdict is Verdict.UNDETERMINED:
            return found._replace(notes=(Note(NoteCode.ABOUT, {"of": "in-step"}),))
        return found

    def rules(self) -> Iterator[Remark]:
        if self.is_vague:
            yield Remark(RemarkCode.IN_STEP_OPEN)
        elif self.words.in_step:
            code = {
                Direction.WITHIN: RemarkCode.IN_STEP,
                Direction.INCREASE: RemarkCode.IN_STEP_OR_ABOVE,
                Direction.DECREASE: RemarkCode.IN_STEP_OR_BELOW,
            }[self.direction]
            yield Remark(code, {"tolerance": self.allowed or Fraction(0)})

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        if self.over is Over.PERIOD:
            return self._judge_means(series, period)
        return self._judge_year(series, period)

    def _judge_year(self, series: Series[Interval], period: Period) -> Judgement:
        others = _known(_other(series))
        by_year = {
            year: self._verdict_of(value + others[year].negated())
            for year, value in sorted(series.values.items())
            if year in period.years and isinstance(value, Interval) and year in others
        }
        notes = earlier_years(by_year, series, period)
        notes += self._missing(year for year in period.years if year not in others)
        found, other = of_the_year(series, period), others.get(period.year)
        if isinstance(found, Verdict):
            older = older_value(series, period) if found is Verdict.NO_DATA else ()
            return Judgement(
                verdict=found, compared=other, verdict_by_year=by_year, notes=notes + older
            )
        verdict, apart = Verdict.UNDETERMINED, Distance()
        if other is not None:
            verdict = by_year[period.year]
            apart = self._apart(found + other.negated(), verdict)
        return Judgement(
            verdict=verdict,
            actual=found,
            compared=other,
            form=Form.OF_YEAR,
            years=(period.year,),
            margin=apart.margin,
            gap=apart.gap,
            verdict_by_year=by_year,
            notes=apart.notes + notes,
        )

    def _judge_means(self, series: Series[Interval], period: Period) -> Judgement:
        own, other = Growth.of(series, period), Growth.of(_other(series), period)
        notes = self._missing(other.lacking)
        other_mean = None if other.lacking else other.mean
        if not own.known:
            older = () if own.lacking_reported else older_value(series, period)
            verdict = Verdict.INVALID if own.lacking_reported else Verdict.NO_DATA
            return Judgement(verdict=verdict, compared=other_mean, notes=notes + older)
        verdict, apart, pace = Verdict.UNDETERMINED, Distance(), None
        if other_mean is not None:
            means = own.mean + other_mean.negated()
            # The products need no root; a tolerance is between the means.
            by_means = self.words.in_step and self.tolerance is not None
            verdict = self._verdict_of(means if by_means else own.product + other.product.negated())
            apart = self._apart(means, verdict)
            pace = self._pace(own.mean.value, other_mean.value)
        if verdict is Verdict.UNDETERMINED and own.lacking_reported:
            verdict = Verdict.INVALID
        on_ladder = Fraction(1) if pace is None and verdict is Verdict.MET else pace
        return Judgement(
            verdict=verdict,
            actual=None if own.lacking else own.mean,
            compared=other_mean,
            form=own.form,
            years=own.known,
            margin=apart.margin,
            gap=apart.gap,
            progress=Progress(pace=pace),
            paces=None if on_ladder is None else Paces(on_ladder, on_ladder),
            notes=apart.notes + notes,
        )

    def _pace(self, mean: Fraction | None, other: Fraction | None) -> Fraction | None:
        """The mean over the other's, where it is to exceed it and both are growths."""
        if mean is None or other is None or self.words.in_step or min(mean, other) <= 0:
            return None
        return mean / other if self.direction is Direction.INCREASE else other / mean

    def _missing(self, years: Iterable[int]) -> tuple[Note, ...]:
        """A note that names the years without a figure of the other, if there are any."""
        without = tuple(str(year) for year in years)
        details: dict[str, Any] = {"id": self.against, "years": without}
        return (Note(NoteCode.COMPARED_MISSING, details),) if without else ()

    def steps(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        """The figures of both: of each year, or the products of growth and their means."""
        if self.over is Over.PERIOD:
            yield from self._steps_of_means(series, period, judged)
            return
        for year, verdict in judged.verdict_by_year.items():
            value = series.values[year]
            if isinstance(value, Interval):
                yield Check(year, value, verdict, Basis.OTHER)
        if judged.actual is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        yield from _years_lacking(judged)

    def _steps_of_means(
        self, series: Series[Interval], period: Period, judged: Judgement
    ) -> Iterator[Line]:
        for whose, each in (("", series), (_OTHER, _other(series))):
            yield from growth_steps(whose, each, period)
        yield from _years_lacking(judged)
        pace, figures = judged.progress.pace, self._figures(series, period, judged)
        if pace is not None and figures is not None:
            formula = _PACE_UP if self.direction is Direction.INCREASE else _PACE_DOWN
            yield formula.step(pace, **figures)

    def _figures(
        self, series: Series[Interval], period: Period, judged: Judgement
    ) -> dict[str, Operand] | None:
        """Both figures as operands, if they are numbers."""
        own, other = judged.actual, judged.compared
        if own is None or other is None or own.value is None or other.value is None:
            return None
        if self.over is Over.YEAR:
            return {"actual": own.value, "compared": other.value}
        return {
            f"{whose}mean": Growth.of(each, period).to_put_in(each, period)
            for whose, each in (("", series), (_OTHER, _other(series)))
        }

    def to_go(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        yield from super().to_go(series, period, judged)
        figures = self._figures(series, period, judged)
        if judged.actual is None or judged.compared is None:
            return
        if figures is None:
            yield from gap_unknown(judged)
            return
        own, other = judged.actual.value, judged.compared.value
        if own is not None and other is not None:
            exact = self.over is Over.YEAR
            yield from distance_steps(judged, figures, self._allowed, own - other, exact=exact)
        if not period.is_final and judged.verdict is not Verdict.MET:
            yield Remark(RemarkCode.OTHER_MOVES)


def _better_side(target: RelativeTarget) -> Direction:
    if target.relation is None:
        return Direction.WITHIN
    return Direction.INCREASE if target.relation in _NOT_BELOW else Direction.DECREASE


def _other(series: Series[Interval]) -> Series[Interval]:
    """What was reported of the other."""
    return series.compared or Series()


def _known(others: Series[Interval]) -> dict[int, Interval]:
    """The other's values that could be read."""
    return {year: one for year, one in others.values.items() if isinstance(one, Interval)}


def _years_lacking(judged: Judgement) -> Iterator[Remark]:
    for note in judged.notes:
        if note.code is NoteCode.COMPARED_MISSING:
            yield Remark(RemarkCode.COMPARED_UNKNOWN, {"years": note.years})
