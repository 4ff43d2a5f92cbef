"""水平型: the value of the year judged, on a straight path from the baseline to the target."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Course,
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Progress,
    Series,
    Verdict,
    compare,
    distance,
    excess,
    of_the_year,
    older_value,
)
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.kinds.path import Path, per_year


@dataclass(frozen=True, kw_only=True)
class Level(MeasuredIndicator):
    """q = (A−B)/(T−B), expected now B + (T−B)·τ, pace q/τ (design §5)."""

    kind: Literal["level"]
    course: ClassVar[Course] = Course.REACH
    forms: ClassVar[tuple[Form, ...]] = (Form.OF_YEAR,)

    def judge(self, series: Series[Interval], period: Period) -> Judgement:
        path = self.path(period)
        found = of_the_year(series, period)
        if isinstance(found, Verdict):
            return Judgement(
                verdict=found,
                progress=path.standing(None, met=False) if path else Progress(),
                notes=older_value(series, period) if found is Verdict.NO_DATA else (),
            )
        verdict = compare(found, self.target_set)
        met = verdict is Verdict.MET
        apart = distance(found, self.target_set, self.direction)
        if path:
            progress = self.in_domain(path.standing(found, met=met), path.start, found)
        else:
            progress = Progress(needed_per_year=self._needed(found, met, period))
        start = self.baseline_point
        notes = apart.notes
        if path is None and not met:
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
            paces=path.pace_ends(found, self.direction) if path else None,
            is_below_start=self._is_worse(found, start)
            if path is None and start is not None
            else False,
            notes=notes,
        )

    def path(self, period: Period) -> Path | None:
        """No path without a baseline, from one that is a bound, or from the target itself."""
        start = self.baseline_point
        if start is None or self.starts_in_target:
            return None
        return Path(start, self.bound, period)

    @property
    def starts_in_target(self) -> bool:
        """Whether the baseline lies inside the target or on its limit: nothing is to be reached."""
        start = self.baseline_point
        return start is not None and excess(start, self.bound, self.direction) >= 0

    @property
    def baseline_point(self) -> Fraction | None:
        """The baseline where it is one number."""
        return self.baseline_value.value if self.baseline_value else None

    def _is_worse(self, actual: Interval, start: Fraction) -> bool | None:
        """Whether `actual` is worse than the baseline; `None` where it may be or not."""
        not_worse = (
            Interval.at_least(start)
            if self.direction is Direction.INCREASE
            else Interval.at_most(start)
        )
        return {Verdict.MET: False, Verdict.NOT_MET: True}.get(compare(actual, not_worse))

    def _needed(self, actual: Interval, met: bool, period: Period) -> Fraction | None:
        if met or actual.value is None:
            return None
        return per_year(self.bound - actual.value, period)
