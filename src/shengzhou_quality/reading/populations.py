"""Join populations that are reported apart into the value that is judged: the worst of them.

If one is missing, the others give a bound: the whole is no better than the worst of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Verdict, compare, distance
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.reported import Observation


def joined(reported: Iterable[Observation], indicator: AnyIndicator) -> list[Observation]:
    """One observation for each year; populations that are reported apart are joined."""
    reported = list(reported)
    if indicator.of_states or not any(seen.part for seen in reported):
        return reported
    slots: dict[tuple[object, ...], list[Observation]] = {}
    for seen in reported:
        slot = (seen.year, seen.form is Form.MEAN, seen.forecast, seen.partial)
        slots.setdefault(slot, []).append(seen)
    return [_one(group, indicator) for group in slots.values()]


def _one(group: Sequence[Observation], indicator: MeasuredIndicator) -> Observation:
    """Join one group. A value for the whole, if also reported, is treated like a part."""
    parts = {seen.part: seen for seen in group if seen.part is not None}
    if not parts:
        return group[0]
    read = [seen.value for seen in group if isinstance(seen.value, Interval)]
    complete = len(parts) < len(group) or len(parts) == len(indicator.populations)
    value = _worst(read, indicator, complete=complete and len(read) == len(group))
    if len(read) < len(group) and value and not value.is_disjoint_from(indicator.target_set):
        value = None  # the unreadable cell may decide
    return min(group, key=lambda seen: _rank(seen, indicator))._replace(
        value=value,
        part=None,
        provisional=any(seen.provisional for seen in group),
        replaces=tuple(old for seen in group for old in seen.replaces),
        apart=tuple(
            (part.name, parts[part.name].text if part.name in parts else None)
            for part in indicator.populations
        ),
    )


def _worst(
    values: Sequence[Interval], indicator: MeasuredIndicator, *, complete: bool
) -> Interval | None:
    """The interval of the worst value; a missing one may be worse than any known value."""
    if not values:
        return None
    if indicator.direction is Direction.WITHIN:
        return _worst_of_range(values, indicator, complete=complete)
    if indicator.is_undecided:  # the lowest or the highest is the worst, nobody knows which
        return reduce(Interval.hull, values) if complete else indicator.domain.interval
    rising = indicator.direction is Direction.INCREASE
    worst = reduce(Interval.lower_of if rising else Interval.higher_of, values)
    if complete:
        return worst
    if rising:
        return replace(worst, low=indicator.domain.interval.low, low_open=False)
    return replace(worst, high=indicator.domain.interval.high, high_open=False)


def _worst_of_range(
    values: Sequence[Interval], indicator: MeasuredIndicator, *, complete: bool
) -> Interval:
    """Of a target with two ends the value that is farthest outside, or least inside."""
    worst = min(values, key=lambda value: _standing(value, indicator))
    if complete or worst.is_disjoint_from(indicator.target_set):
        return worst
    return indicator.domain.interval


def _standing(value: Interval, indicator: MeasuredIndicator) -> tuple[int, Fraction]:
    """Sort key: first what is outside, then what may be, each by its distance to the edge."""
    certain = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.MET)
    target = indicator.target_set
    apart = distance(value, target, indicator.direction)
    return certain.index(compare(value, target)), (apart.margin or 0) - (apart.gap or Fraction(0))


def _rank(seen: Observation, indicator: MeasuredIndicator) -> tuple[bool, object]:
    """Sort key: the worst value first, unreadable last. The first gives its cell and text."""
    value = seen.value.value if isinstance(seen.value, Interval) else None
    if value is None or not isinstance(seen.value, Interval):
        return (True, 0)
    if indicator.direction is Direction.WITHIN:
        return (False, _standing(seen.value, indicator))
    return (False, value if indicator.direction is Direction.INCREASE else -value)
