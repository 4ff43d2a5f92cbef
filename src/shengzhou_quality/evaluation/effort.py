"""Find commitments without a baseline that fall behind before the final year.

They have no pace, so their status is 推进中. If one fell since the year before, or needs more in
each remaining year than any year has achieved, the report must not show it as merely in progress.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Note, NoteCode, Period, Status, excess
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.reported import Observation

EFFORT = frozenset({NoteCode.FELL, NoteCode.NEEDS_MORE})


def effort_notes(
    result: IndicatorResult, observations: Iterable[Observation], period: Period
) -> Iterator[Note]:
    """`fell` and `needs-more`, of a level that is on its way at no known pace."""
    indicator = result.indicator
    if not indicator.starts_from_baseline or result.status is not Status.PENDING:
        return
    values = _by_year(observations, period)
    now, before = values.get(period.year), values.get(period.year - 1)
    if now is None or indicator.bound is None:
        return
    if before is not None and excess(now, before, indicator.direction) < 0:
        texts = {seen.year: seen.text for seen in observations if seen.year in period.years}
        said = {"before": texts[period.year - 1], "year": str(period.year - 1)}
        yield Note(NoteCode.FELL, {**said})
    most = _most_in_a_year(values, indicator, period)
    outstanding = -excess(now, indicator.bound, indicator.direction)
    if most is not None and period.remaining and outstanding > most * period.remaining:
        yield Note(NoteCode.NEEDS_MORE)


def _by_year(observations: Iterable[Observation], period: Period) -> Mapping[int, Fraction]:
    """The exact values of the plan's full years up to the year judged."""
    return {
        seen.year: seen.value.value
        for seen in observations
        if seen.year in period.years
        and seen.is_full_year
        and isinstance(seen.value, Interval)
        and seen.value.value is not None
    }


def _most_in_a_year(
    values: Mapping[int, Fraction], indicator: MeasuredIndicator, period: Period
) -> Fraction | None:
    """Return the largest yearly gain; for a single value, from the lowest possible start."""
    years = sorted(values)
    if len(years) > 1:
        steps = (
            excess(values[after], values[before], indicator.direction) / (after - before)
            for before, after in pairwise(years)
        )
        return max(*steps, Fraction(0))
    limits = indicator.domain.interval
    least = bound_behind(limits, indicator)
    if least is None:
        return None
    (year,) = years
    return excess(values[year], least, indicator.direction) / (year - period.baseline_year)


def bound_behind(limits: Interval, indicator: MeasuredIndicator) -> Fraction | None:
    """Return the worst possible value."""
    return limits.low if indicator.direction.value == "increase" else limits.high
