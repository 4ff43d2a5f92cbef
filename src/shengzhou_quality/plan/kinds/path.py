"""The path from a start to the target's bound, the place of an actual on it, and the steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Paces, Period, Progress
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.steps import (
    Formula,
    Line,
    Measure,
    Operand,
    Quantity,
    Quotient,
    Remark,
    RemarkCode,
    Side,
    Step,
)

_LENGTH = Formula(Quantity("length", Measure.YEARS, exact=True), "{target_year} - {baseline_year}")
_ELAPSED = Formula(Quantity("elapsed", Measure.YEARS, exact=True), "{year} - {baseline_year}")
_REMAINING = Formula(Quantity("remaining", Measure.YEARS, exact=True), "{target_year} - {year}")
_TIME_SHARE = Formula(
    Quantity("expected_progress", Measure.RATIO, "expected_progress"), "{elapsed} ÷ {length}"
)
EXPECTED: Final = Quantity("expected", Measure.UNIT, "expected")
PROGRESS: Final = Quantity("progress", Measure.RATIO, "progress")
PACE: Final = Quantity("pace", Measure.RATIO, "pace")
PROJECTED: Final = Quantity("projected", Measure.UNIT, "projected")
_ON_LEG = Formula(EXPECTED, "{leg_start} + ({leg_end} - {leg_start}) × {leg_time}")
_SHARE = Formula(
    _TIME_SHARE.quantity,
    "({leg_start} - {start} + ({leg_end} - {leg_start}) × {leg_time}) ÷ ({end} - {start})",
)
ON_SCHEDULE: Final = Paces(Fraction(1), Fraction(1))
"""Of what meets a target of which an actual is no share."""
_AT_LIMIT = Formula(PROJECTED, "{limit}")


class Stage(NamedTuple):
    """A year of the plan and the number to be reached in it."""

    year: int
    number: Fraction


class Leg(NamedTuple):
    """The part of a path between two of its stages in which the year judged lies."""

    start: Stage
    end: Stage
    year: int

    @property
    def time(self) -> Quotient:
        """The share of its years that is over."""
        start, end = self.start.year, self.end.year
        return Quotient(Fraction(self.year - start), Fraction(end - start))


@dataclass(frozen=True)
class Path:
    """From `start` in the base year to `end` in the target year, in equal steps (时序进度).

    Through the numbers of the years in `stages`, where the plan sets them; the steps are equal
    between one and the next.
    """

    start: Fraction
    end: Fraction
    period: Period
    stages: tuple[Stage, ...] = ()

    @property
    def points(self) -> tuple[Stage, ...]:
        """Its two ends and the stages between them."""
        first, last = self.period.baseline_year, self.period.target_year
        return (Stage(first, self.start), *self.stages, Stage(last, self.end))

    @cached_property
    def leg(self) -> Leg:
        year = self.period.year
        return next(
            Leg(before, after, year)
            for before, after in pairwise(self.points)
            if before.year < year <= after.year
        )

    @cached_property
    def expected(self) -> Fraction:
        """B + (T−B)·τ, on the leg of the year judged."""
        start, end, _ = self.leg
        return start.number + (end.number - start.number) * _value(self.leg.time)

    @cached_property
    def share(self) -> Quotient:
        """时序进度, the share of the way that is to be done by now: τ on a straight path."""
        if not self.stages:
            return share_of_time(self.period)
        (_, start), (_, end), _ = self.leg
        over, under = self.leg.time
        done = (start - self.start) * under + (end - start) * over
        way = (self.end - self.start) * under
        return Quotient(done, way) if way > 0 else Quotient(-done, -way)

    @cached_property
    def has_pace(self) -> bool:
        """Whether something is to be done by now: stages may lead back to the start or below."""
        return self.share.over > 0

    def pace(self, actual: Fraction) -> Fraction:
        """q/τ."""
        return self._progress(actual) / self._time

    def straight_on(self, actual: Fraction) -> Fraction:
        """Project the progress so far to the last year, at the same rate (by convention)."""
        travelled = actual - self.start
        return self.start + travelled * self._years_to_come

    @cached_property
    def _years_to_come(self) -> Fraction:
        """1/τ: how often the years so far fit into all."""
        return Fraction(self.period.length, self.period.elapsed)

    def pace_ends(self, actual: Interval, direction: Direction) -> Paces:
        """The paces at the two ends of an actual, the worse one first."""
        rising = direction is Direction.INCREASE
        if actual.value is not None:
            pace = self.pace(actual.value)
            return Paces(pace, pace)
        worst, best = (actual.low, actual.high) if rising else (actual.high, actual.low)
        return Paces(
            None if worst is None else self.pace(worst),
            None if best is None else self.pace(best),
            actual.high_open if rising else actual.low_open,
        )

    def standing(self, actual: Interval | None, *, met: bool) -> Progress:
        """All that can be said of `actual`; of one that is a bound, only what is expected."""
        value = actual.value if actual is not None else None
        if value is None:
            return Progress(expected_progress=self._time, expected=self.expected)
        progress = self._progress(value)
        return Progress(
            progress=progress,
            expected_progress=self._time,
            expected=self.expected,
            pace=progress / self._time if self.has_pace else None,
            needed_per_year=None if met else per_year(self.end - value, self.period),
            projected=self.straight_on(value),
        )

    def _progress(self, actual: Fraction) -> Fraction:
        """q = (A−B)/(T−B)."""
        return (actual - self.start) / self._way

    @cached_property
    def _way(self) -> Fraction:
        """T−B."""
        return self.end - self.start

    @cached_property
    def _time(self) -> Fraction:
        """τ as one number."""
        return _value(self.share)


def _value(share: Quotient) -> Fraction:
    return share.over / share.under


def limit_paces(limit: Fraction, actual: Interval) -> Paces:
    """The paces of what must not exceed `limit` by now: limit/actual; 1 while nothing is used."""
    low, high = actual.low, actual.high
    if high is not None and high <= 0:
        return Paces(Fraction(1), Fraction(1))
    return Paces(
        worst=Fraction(0) if high is None else limit / high,
        best=None if low is None or low <= 0 else limit / low,
        best_is_open=actual.low_open,
    )


def per_year(outstanding: Fraction, period: Period) -> Fraction | None:
    """Spread the gap evenly over the remaining years; `None` if there are none."""
    return outstanding / period.remaining if period.remaining else None


def growth_per_year(actual: Fraction, end: Fraction, period: Period) -> Fraction | None:
    """The same growth of every remaining year that leads from `actual` up to `end`, in %."""
    if not period.remaining or not 0 < actual < end:
        return None
    return (nth_root(end / actual, period.remaining) - 1) * 100


def time_steps(period: Period) -> Iterator[Step]:
    """n, k and τ."""
    target, start, year = period.target_year, period.baseline_year, period.year
    yield _LENGTH.step(period.length, target_year=target, baseline_year=start)
    yield _ELAPSED.step(period.elapsed, year=year, baseline_year=start)
    yield _TIME_SHARE.step(period.time_share, elapsed=period.elapsed, length=period.length)


def expected_steps(path: Path, straight: Formula, **operands: Operand) -> Iterator[Line]:
    """n, k, τ and what is expected by now; on a path with stages on the leg of the year judged."""
    period = path.period
    if not path.stages:
        yield from time_steps(period)
        yield straight.step(path.expected, time=path.share, **operands)
        return
    length, elapsed, _ = time_steps(period)
    yield from (length, elapsed)
    yield Remark(RemarkCode.STAGED, {"years": tuple(str(stage.year) for stage in path.stages)})
    leg: dict[str, Operand] = {
        "leg_start": path.leg.start.number,
        "leg_end": path.leg.end.number,
        "leg_time": path.leg.time,
    }
    yield _ON_LEG.step(path.expected, **leg)
    yield _SHARE.step(_value(path.share), **leg, start=path.start, end=path.end)


def remaining_step(period: Period) -> Step:
    """n − k."""
    return _REMAINING.step(period.remaining, target_year=period.target_year, year=period.year)


def share_of_time(period: Period) -> Quotient:
    """τ as the two numbers that it is made of."""
    return Quotient(Fraction(period.elapsed), Fraction(period.length))


def pace_ends(
    formula: Formula,
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
            yield formula.step(pace, side, **{name: actual}, **operands)


def projection(
    path: Path,
    projected: Fraction | None,
    value: Fraction,
    formula: Formula,
    **operands: Operand,
) -> Iterator[Line]:
    """The straight line to the last year, or why it stops at what is possible at all."""
    period, straight = path.period, path.straight_on(value)
    if not period.remaining:
        return
    if projected is None:
        yield Remark(RemarkCode.PROJECTION_LEFT_OUT)
    elif projected != straight:
        yield _AT_LIMIT.step(projected, limit=projected, target_year=period.target_year)
        yield Remark(RemarkCode.PROJECTION_CLIPPED)
    else:
        years = {"length": period.length, "elapsed": period.elapsed}
        yield formula.step(straight, **operands, **years, target_year=period.target_year)
        yield Remark(RemarkCode.STRAIGHT_LINE)
