"""The closed set of kinds: one module a kind, its YAML shape, how it judges and its steps.

A new kind is a module here and its line in this table.
"""

from __future__ import annotations

from typing import Final

from shengzhou_quality.plan.kinds.average_growth import AverageGrowth
from shengzhou_quality.plan.kinds.cumulative import Cumulative
from shengzhou_quality.plan.kinds.level import Level
from shengzhou_quality.plan.kinds.maintain import Maintain
from shengzhou_quality.plan.kinds.measured import MeasuredIndicator
from shengzhou_quality.plan.kinds.milestone import Milestone
from shengzhou_quality.plan.kinds.narrative import Narrative
from shengzhou_quality.plan.kinds.relative import Relative
from shengzhou_quality.plan.kinds.states import StatesIndicator
from shengzhou_quality.plan.kinds.trend import DeclaredTrend

__all__ = ["KINDS", "LEFT_TO_PEOPLE", "AnyIndicator", "MeasuredIndicator", "StatesIndicator"]

AnyIndicator = MeasuredIndicator | StatesIndicator
"""An indicator of any kind, with figures or with states."""

LEFT_TO_PEOPLE: Final = "narrative"
"""The kind of an indicator whose target is no form that is known."""

KINDS: Final[dict[str, type[AnyIndicator]]] = {
    "level": Level,
    "maintain": Maintain,
    "cumulative": Cumulative,
    "average_growth": AverageGrowth,
    "milestone": Milestone,
    "relative": Relative,
    "trend": DeclaredTrend,
    LEFT_TO_PEOPLE: Narrative,
}
