"""Populations reported apart to the one value that is judged: the worst of them counts.

One that is missing leaves the others as a bound: the whole is no better than they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.reported import Observation


def joined(reported: Iterable[Observation], indicator: AnyIndicator) -> list[Observation]:
    """One observation for each year of whatever was reported of it in parts, each part once."""
    reported = list(reported)
    if not isinstance(indicator, MeasuredIndicator) or not any(seen.part for seen in reported):
        return reported
    slots: dict[tuple[object, ...], list[Observation]] = {}
    for seen in reported:
        slot = (seen.year, seen.form is Form.MEAN, seen.forecast, seen.partial)
        slots.setdefault(slot, []).append(seen)
    return [_one(group, indicator) for group in slots.values()]


def _one(group: Sequence[Observation], indicator: MeasuredIndicator) -> Observation:
    """Of the whole itself, where it was reported too, the same holds as of a part."""
    parts = {seen.part: seen for seen in group if seen.part is not None}
    if not parts:
        return group[0]
    read = [seen.value for seen in group if isinstance(seen.value, Interval)]
    complete = len(parts) < len(group) or len(parts) == len(indicator.populations)
    value = _worst(read, indicator, complete=complete and len(read) == len(group))
    if len(read) < len(group) and value and not value.is_disjoint_from(indicator.target_set):
        value = None  # the cell that could not be read may decide
    return replace(
        min(group, key=lambda seen: _rank(seen, indicator)),
        value=value,
        part=None,
        provisional=any(seen.provisional for seen in group),
        apart=tuple(
            (part.name, parts[part.name].text if part.name in parts else None)
            for part in indicator.populations
        ),
    )


def _worst(
    values: Sequence[Interval], indicator: MeasuredIndicator, *, complete: bool
) -> Interval | None:
    """What the worst of them can be; one that is missing may be worse than any that is known."""
    if not values:
        return None
    rising = indicator.direction is Direction.INCREASE
    worst = reduce(Interval.lower_of if rising else Interval.higher_of, values)
    if complete:
        return worst
    if rising:
        return replace(worst, low=indicator.domain.interval.low, low_open=False)
    return replace(worst, high=indicator.domain.interval.high, high_open=False)


def _rank(seen: Observation, indicator: MeasuredIndicator) -> tuple[bool, object]:
    """The worst first, what could not be read last; it lends its cell and text."""
    value = seen.value.value if isinstance(seen.value, Interval) else None
    if value is None:
        return (True, 0)
    return (False, value if indicator.direction is Direction.INCREASE else -value)
