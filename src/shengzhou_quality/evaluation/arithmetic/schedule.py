"""How much of the period is over (时序进度), and the pace at the two ends of a bound."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.evaluation.steps import (
    Line,
    Operand,
    Quotient,
    Remark,
    RemarkCode,
    Side,
    Step,
    StepCode,
    step,
)
from shengzhou_quality.judgement import Paces, Period


def time_steps(period: Period) -> Iterator[Step]:
    """n, k and τ."""
    target, start, year = period.target_year, period.baseline_year, period.year
    yield step(StepCode.LENGTH, period.length, target_year=target, baseline_year=start)
    yield step(StepCode.ELAPSED, period.elapsed, year=year, baseline_year=start)
    yield step(StepCode.TIME_SHARE, period.time_share, elapsed=period.elapsed, length=period.length)


def share_of_time(period: Period) -> Quotient:
    """τ as the two numbers that it is made of."""
    return Quotient(Fraction(period.elapsed), Fraction(period.length))


def at_limit(limit: Fraction, period: Period) -> Iterator[Line]:
    """A projection that is cut at the edge of what is possible at all."""
    yield step(StepCode.PROJECTED_AT_LIMIT, limit, limit=limit, target_year=period.target_year)
    yield Remark(RemarkCode.PROJECTION_CLIPPED)


def pace_ends(
    code: StepCode,
    paces: Paces,
    worst: Fraction | None,
    best: Fraction | None,
    *,
    name: str,
    **operands: Operand,
) -> Iterator[Line]:
    """The pace at both ends of what is known as a bound, `name`; the better end comes last."""
    for side, actual, pace, unlimited in (
        (Side.LOW, worst, paces.worst, RemarkCode.NO_LOWER_END),
        (Side.HIGH, best, paces.best, RemarkCode.NO_UPPER_END),
    ):
        if actual is None or pace is None:
            yield Remark(unlimited)
        else:
            yield step(code, pace, side, **{name: actual}, **operands)
