"""What the files of a plan hold: the pieces that are sound, the faults and warnings, the trees."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.plan.comparisons import ComparedStatistic
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.model import Category, CutOffs, Head, PlanFile
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.sources.tree import Tree


class InspectedPlan(NamedTuple):
    """The sound pieces of a list are by their place in it; a faulty piece is only in `faults`.

    A fault that names its indicator is of the target of that one only, which is left to people.
    """

    files: tuple[PlanFile, ...]
    trees: tuple[Tree, ...]
    faults: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...] = ()
    head: Head | None = None
    cut_offs: CutOffs | None = None
    categories: Mapping[int, Category] = MappingProxyType({})
    indicators: Mapping[int, AnyIndicator] = MappingProxyType({})
    comparisons: Mapping[int, ComparedStatistic] = MappingProxyType({})
    tasks: Mapping[int, Task] = MappingProxyType({})
    safeguards: Mapping[int, Safeguard] = MappingProxyType({})
    conflicts: Mapping[int, Conflict] = MappingProxyType({})
    states: Mapping[str, MilestoneStates] = MappingProxyType({})

    @property
    def is_refused(self) -> bool:
        """Whether a fault keeps the plan from being used at all."""
        return any(fault.indicator is None for fault in self.faults)
