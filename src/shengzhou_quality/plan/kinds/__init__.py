"""The closed set of kinds: one module a kind, its YAML shape and how it judges.

A new kind is a module here and its line in this table.
"""

from __future__ import annotations

from shengzhou_quality.plan.kinds.average_growth import AverageGrowth
from shengzhou_quality.plan.kinds.cumulative import Cumulative
from shengzhou_quality.plan.kinds.level import Level
from shengzhou_quality.plan.kinds.maintain import Maintain
from shengzhou_quality.plan.kinds.milestone import Milestone

__all__ = [
    "KINDS",
    "AnyIndicator",
    "AverageGrowth",
    "Cumulative",
    "Level",
    "Maintain",
    "Milestone",
]

AnyIndicator = Level | Maintain | Cumulative | AverageGrowth | Milestone

KINDS: dict[str, type[AnyIndicator]] = {
    "level": Level,
    "maintain": Maintain,
    "cumulative": Cumulative,
    "average_growth": AverageGrowth,
    "milestone": Milestone,
}
