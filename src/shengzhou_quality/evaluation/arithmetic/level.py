"""水平型: where the value of the year judged stands on the path from the baseline."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.evaluation.arithmetic.schedule import (
    at_limit,
    pace_ends,
    share_of_time,
    time_steps,
)
from shengzhou_quality.evaluation.sensitivity import Finding
from shengzhou_quality.evaluation.steps import (
    Line,
    Quotient,
    Remark,
    RemarkCode,
    StepCode,
    step,
)
from shengzhou_quality.judgement import Period, Progress
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import Level
from shengzhou_quality.plan.kinds.path import Path


def level_steps(indicator: Level, finding: Finding) -> Iterator[Line]:
    period, judgement = finding.period, finding.judgement
    path, actual = indicator.path(period), judgement.actual
    if path is None:
        yield Remark(_why_no_path(indicator))
    else:
        time = share_of_time(period)
        yield from time_steps(period)
        yield step(StepCode.EXPECTED, path.expected, start=path.start, end=path.end, time=time)
    if actual is None:
        yield Remark(RemarkCode.NOTHING_USABLE)
    elif path is not None and actual.value is not None:
        yield from progress_steps(path, judgement.progress, actual.value, period)
    elif actual == indicator.domain.interval:
        yield Remark(RemarkCode.NOTHING_KNOWN)  # 约423 leaves any number possible
    elif path is not None and judgement.paces is not None:
        rising = indicator.direction is Direction.INCREASE
        worst, best = (actual.low, actual.high) if rising else (actual.high, actual.low)
        code, time = StepCode.PACE_AT_END, share_of_time(period)
        yield from pace_ends(
            code,
            judgement.paces,
            worst,
            best,
            name="actual",
            start=path.start,
            end=path.end,
            time=time,
        )


def progress_steps(
    path: Path, standing: Progress, actual: Fraction, period: Period
) -> Iterator[Line]:
    """How far a point has come, at what pace, and where that leads."""
    start, end = path.start, path.end
    if standing.progress is None or standing.pace is None:
        return
    yield step(StepCode.PROGRESS, standing.progress, actual=actual, start=start, end=end)
    travelled, time = Quotient(actual - start, end - start), share_of_time(period)
    yield step(StepCode.PACE, standing.pace, progress=travelled, time=time)
    if period.remaining:
        yield from _projected(path, standing, actual, period)


def _projected(path: Path, standing: Progress, actual: Fraction, period: Period) -> Iterator[Line]:
    """The straight line to the last year, or why it stops at what is possible at all."""
    straight = path.straight_on(actual)
    if standing.projected is None:
        yield Remark(RemarkCode.PROJECTION_LEFT_OUT)
    elif standing.projected != straight:
        yield from at_limit(standing.projected, period)
    else:
        yield step(
            StepCode.PROJECTED,
            straight,
            actual=actual,
            start=path.start,
            length=period.length,
            elapsed=period.elapsed,
            target_year=period.target_year,
        )
        yield Remark(RemarkCode.STRAIGHT_LINE)


def _why_no_path(indicator: Level) -> RemarkCode:
    if indicator.baseline_value is None:
        return RemarkCode.NO_BASELINE
    if indicator.baseline_value.value is None:
        return RemarkCode.BASELINE_IS_BOUND
    return RemarkCode.STARTS_AT_TARGET
