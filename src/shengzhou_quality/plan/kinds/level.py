"""水平型: the value of the year judged, on a straight path from the baseline to the target."""

from __future__ import annotations

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
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.kinds.path import Path, per_year


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
            progress = path.standing(found, met=met)
        else:
            progress = Progress(needed_per_year=self._needed(found, met, period))
        return Judgement(
            verdict=verdict,
            actual=found,
            form=Form.OF_YEAR,
            years=(period.year,),
            margin=apart.margin,
            gap=apart.gap,
            progress=progress,
            paces=path.pace_ends(found, self.direction) if path else None,
            notes=apart.notes + (() if path or met else (Note(NoteCode.NO_BASELINE),)),
        )

    def path(self, period: Period) -> Path | None:
        """No path without a baseline, from one that is a bound, or from the target itself."""
        start = self.baseline_value.value if self.baseline_value else None
        if start is None or excess(start, self.bound, self.direction) >= 0:
            return None
        return Path(start, self.bound, period)

    def _needed(self, actual: Interval, met: bool, period: Period) -> Fraction | None:
        if met or actual.value is None:
            return None
        return per_year(self.bound - actual.value, period)
