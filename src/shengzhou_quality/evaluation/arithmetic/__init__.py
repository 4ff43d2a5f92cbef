"""The arithmetic behind a judgement: one module a way of counting, from the kind's own figures."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.arithmetic.growth import growth_steps
from shengzhou_quality.evaluation.arithmetic.level import level_steps
from shengzhou_quality.evaluation.arithmetic.listing import state_lines, year_lines
from shengzhou_quality.evaluation.arithmetic.total import total_steps
from shengzhou_quality.evaluation.sensitivity import Finding
from shengzhou_quality.evaluation.steps import Line
from shengzhou_quality.plan.kinds import AverageGrowth, Cumulative, Level, Maintain


def arithmetic(finding: Finding) -> Iterator[Line]:
    """Every step up to the year judged, in the order in which a person would take them."""
    match finding.indicator:
        case Level() as indicator:
            yield from level_steps(indicator, finding)
        case Cumulative() as indicator:
            yield from total_steps(indicator, finding)
        case AverageGrowth() as indicator:
            yield from growth_steps(indicator, finding)
        case Maintain():
            yield from year_lines(finding)
        case indicator:
            yield from state_lines(indicator, finding)
