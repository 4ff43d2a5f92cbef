"""The straight path from a start to the target's bound, and where an actual stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Paces, Period, Progress
from shengzhou_quality.notation import Direction


@dataclass(frozen=True, slots=True)
class Path:
    """From `start` in the base year to `end` in the target year, in equal steps (时序进度)."""

    start: Fraction
    end: Fraction
    period: Period

    @property
    def expected(self) -> Fraction:
        """B + (T−B)·τ."""
        return self.start + (self.end - self.start) * self.period.time_share

    def pace(self, actual: Fraction) -> Fraction:
        """q/τ."""
        return self._progress(actual) / self.period.time_share

    def straight_on(self, actual: Fraction) -> Fraction:
        """Where the way already come leads by the last year, at the same speed (by convention)."""
        travelled = actual - self.start
        return self.start + travelled * self.period.length / self.period.elapsed

    def pace_ends(self, actual: Interval, direction: Direction) -> Paces:
        """The paces at the two ends of an actual, the worse one first."""
        rising = direction is Direction.INCREASE
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
            return Progress(expected_progress=self.period.time_share, expected=self.expected)
        return Progress(
            progress=self._progress(value),
            expected_progress=self.period.time_share,
            expected=self.expected,
            pace=self.pace(value),
            needed_per_year=None if met else per_year(self.end - value, self.period),
            projected=self.straight_on(value),
        )

    def _progress(self, actual: Fraction) -> Fraction:
        """q = (A−B)/(T−B)."""
        return (actual - self.start) / (self.end - self.start)


def per_year(outstanding: Fraction, period: Period) -> Fraction | None:
    """What is outstanding, spread evenly over the remaining years; `None` when there are none."""
    return outstanding / period.remaining if period.remaining else None


def growth_per_year(actual: Fraction, end: Fraction, period: Period) -> Fraction | None:
    """The same growth of every remaining year that leads from `actual` up to `end`, in %."""
    if not period.remaining or not 0 < actual < end:
        return None
    return (nth_root(end / actual, period.remaining) - 1) * 100
