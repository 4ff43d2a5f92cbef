"""水平型: the value of the year judged, on a straight path from the baseline to the target."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Progress,
    Series,
    Verdict,
    compare,
    excess,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.from_baseline import FromBaselineIndicator
from shengzhou_quality.plan.kinds.path import (
    EXPECTED,
    ON_SCHEDULE,
    PACE,
    PROGRESS,
    PROJECTED,
    Path,
    expected_steps,
    growth_per_year,
    pace_ends,
    per_year,
    projection,
)
from shengzhou_quality.plan.kinds.steps import (
    Formula,
    Line,
    Measure,
    Operand,
    Quantity,
    Quotient,
    Remark,
    RemarkCode,
)
from shengzhou_quality.units import PERCENT

_EXPECTED = Formula(EXPECTED, "{start} + ({end} - {start}) × {time}")
_PROGRESS = Formula(PROGRESS, "({actual} - {start}) ÷ ({end} - {start})")
_PACE = Formula(PACE, "{progress} ÷ {time}")
_PACE_AT_END = Formula(PACE, "({actual} - {start}) ÷ ({end} - {start}) ÷ {time}")
_PROJECTED = Formula(PROJECTED, "{start} + ({actual} - {start}) × {length} ÷ {elapsed}")
_AS_GROWTH = Formula(
    Quantity("compound", Measure.PERCENT), "(({target} ÷ {actual})^(1 ÷ {remaining}) - 1) × 100"
)


class Level(FromBaselineIndicator):
    """q = (A−B)/(T−B), expected now B + (T−B)·τ, pace q/τ (design §5).

    The target may say how far it is from the baseline: 下降18%, 〔1〕, 翻一番.
    """

    kind: Literal["level"]
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR,)
    starts_from_baseline: ClassVar[bool] = True
    takes_targets: ClassVar[bool] = True

    @cached_property
    def can_be_early(self) -> bool:
        """A limit that the baseline leaves room to (1.3倍以内) is kept to the end."""
        if self.is_undecided:
            return False
        start, falling = self.baseline_point, self.direction is Direction.DECREASE
        return not (falling and start is not None and start < self.bound)

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        path = self.path(period)
        found = of_the_year(series, period)
        if isinstance(found, Verdict):
            return Judgement(
                verdict=found,
                progress=path.standing(None, met=False) if path else Progress(),
                notes=older_value(series, period) if found is Verdict.NO_DATA else (),
            )
        verdict = self.verdict_of(found)
        met = verdict is Verdict.MET
        apart = self.apart(found)
        if path:
            progress = self.in_domain(path.standing(found, met=met), path.start, found)
        else:
            progress = Progress(needed_per_year=self._needed(found, met, period))
        start = self.baseline_point
        paces = path.pace_ends(found, self.direction) if path and path.has_pace else None
        if met and not self.can_be_early:
            paces = ON_SCHEDULE
        notes = apart.notes
        if path is None and not met and not self.is_undecided:
            without = start is None
            notes += (Note(NoteCode.NO_BASELINE if without else NoteCode.BASELINE_IN_TARGET),)
        return Judgement(
            verdict=verdict,
            actual=found,
            form=Form.OF_YEAR,
            years=(period.year,),
            margin=apart.margin,
            gap=apart.gap,
            progress=progress,
            paces=paces,
            is_below_start=self._is_worse(found, start)
            if path is None and start is not None and not self.is_undecided
            else False,
            notes=notes,
        )

    def _path(self, period: Period) -> Path | None:
        """No path without a baseline, from one that is a bound, or from the target itself.

        Nor where it is undecided whether the target is to be reached at all.
        """
        start = self.baseline_point
        if start is None or self.starts_in_target or self.is_undecided:
            return None
        return Path(start, self.bound, period, self.stages(period))

    @cached_property
    def starts_in_target(self) -> bool:
        """Whether the baseline is inside the target or on its limit: nothing is to be reached."""
        start = self.baseline_point
        if self.is_undecided:
            return False
        return start is not None and excess(start, self.bound, self.direction) >= 0

    def _is_worse(self, actual: Interval, start: Fraction) -> bool | None:
        """Whether `actual` is worse than the baseline; `None` if this is not known."""
        not_worse = (
            Interval.at_least(start)
            if self.direction is Direction.INCREASE
            else Interval.at_most(start)
        )
        return {Verdict.MET: False, Verdict.NOT_MET: True}.get(compare(actual, not_worse))

    def _needed(self, actual: Interval, met: bool, period: Period) -> Fraction | None:
        if met or actual.value is None or self.is_undecided:
            return None
        return per_year(self.bound - actual.value, period)

    def steps(
        self,
        series: Series[Interval],  # noqa: ARG002
        period: Period,
        judged: Judgement,
    ) -> Iterator[Line]:
        """Where the value of the year judged stands on the path from the baseline."""
        path, actual = self.path(period), judged.actual
        if path is None:
            yield Remark(self._why_no_path())
        else:
            if self.baseline_year not in (None, period.baseline_year):
                years = {"year": self.baseline_year or 0, "base_year": period.baseline_year}
                yield Remark(RemarkCode.OTHER_BASELINE_YEAR, years)
            yield from expected_steps(path, _EXPECTED, start=path.start, end=path.end)
            if not path.has_pace:
                yield Remark(RemarkCode.NOTHING_DUE)
        if actual is None:
            yield Remark(RemarkCode.NOTHING_USABLE)
        elif path is not None and actual.value is not None:
            yield from self._standing(actual.value, path, judged.progress)
        elif actual == self.domain.interval:
            yield Remark(RemarkCode.NOTHING_KNOWN)  # 约423 allows any number
        elif path is not None and judged.paces is not None:
            rising, paces = self.direction is Direction.INCREASE, judged.paces
            worst, best = (actual.low, actual.high) if rising else (actual.high, actual.low)
            named: dict[str, Operand] = {"start": path.start, "end": path.end, "time": path.share}
            yield from pace_ends(_PACE_AT_END, paces, worst, best, name="actual", **named)

    def _standing(self, actual: Fraction, path: Path, standing: Progress) -> Iterator[Line]:
        """Yield the progress of a point, its pace and its projection."""
        if standing.progress is None:
            return
        start, end, time = path.start, path.end, path.share
        yield _PROGRESS.step(standing.progress, actual=actual, start=start, end=end)
        if standing.pace is not None:
            progress = Quotient(actual - start, end - start)
            yield _PACE.step(standing.pace, progress=progress, time=time)
        projected = standing.projected
        yield from projection(path, projected, actual, _PROJECTED, actual=actual, start=start)

    def _why_no_path(self) -> RemarkCode:
        if self.is_undecided:
            return RemarkCode.UNDECIDED
        if self.baseline_value is None:
            return RemarkCode.NO_BASELINE
        if self.baseline_value.value is None:
            return RemarkCode.BASELINE_IS_BOUND
        return RemarkCode.STARTS_AT_TARGET

    def _per_year(self, needed: Fraction, value: Fraction, period: Period) -> Iterator[Line]:
        """Of what starts from a baseline also the same growth of every remaining year."""
        yield from super()._per_year(needed, value, period)
        if self.baseline is None or self.unit == PERCENT:
            return
        growth = growth_per_year(value, self.bound, period)
        if growth is not None:
            remaining = period.remaining
            yield _AS_GROWTH.step(growth, target=self.bound, actual=value, remaining=remaining)
