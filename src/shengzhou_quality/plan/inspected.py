"""What the files of a plan hold: the pieces that are sound, the faults and warnings, the trees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.model import Category, CutOffs, Head, PlanFile
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.sources.tree import Tree


class InspectedPlan(NamedTuple):
    """The sound pieces of a list are by their place in it; a faulty piece is only in `faults`."""

    head: Head | None
    cut_offs: CutOffs | None
    categories: Mapping[int, Category]
    indicators: Mapping[int, AnyIndicator]
    tasks: Mapping[int, Task]
    safeguards: Mapping[int, Safeguard]
    conflicts: Mapping[int, Conflict]
    states: Mapping[str, MilestoneStates]
    files: tuple[PlanFile, ...]
    trees: tuple[Tree, ...]
    faults: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
