"""The whole chain behind one indicator, commitment or milestone: the model of a page.

It leads from the plan's text through the reported values to the verdict and what is still
needed. It holds codes and exact figures; the pages add the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.assessed import Assessed
from shengzhou_quality.evaluation.beside import Beside
from shengzhou_quality.evaluation.grounds import Grounds
from shengzhou_quality.evaluation.item_result import IndicatorResult, WhyUnused
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.sensitivity import Alternative, JudgedIndicator
from shengzhou_quality.interval import Interval
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.steps import Line, Step
from shengzhou_quality.plan.model import Home, Plan
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.reported import Observation

Traceable = AnyIndicator | Commitment | TaskMilestone
"""What a person can ask for: every item that is reported, or restates one that is."""


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """One reported value: as read (`None`: not at all), why not used, and what was found on it.

    `entered` tells that it is part of the figure that was judged.
    """

    seen: Observation
    read: Interval | int | None
    why: WhyUnused | None
    entered: bool
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Another reading or baseline with its verdict, and its arithmetic where that is another."""

    alternative: Alternative
    steps: tuple[Line, ...]


class BesideWay(NamedTuple):
    """A target of another year, or the stretch, and the distance to it."""

    beside: Beside
    steps: tuple[Line, ...]


class ComparedValues(NamedTuple):
    """What was reported of the item that an item is compared with, or what the plan gives of it."""

    indicator: AnyIndicator
    reported: tuple[ReportedValue, ...]
    planned: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What the data came to, of what was judged in the report.

    `revised` are the steps from a person's revised baseline.
    """

    report: Report
    result: IndicatorResult
    finding: JudgedIndicator
    reported: tuple[ReportedValue, ...]
    compared: ComparedValues | None
    diagnostics: tuple[Diagnostic, ...]
    arithmetic: tuple[Line, ...]
    outlook: tuple[Line, ...]
    grounds: Grounds
    readings: tuple[OtherWay, ...]
    baselines: tuple[OtherWay, ...]
    beside: tuple[BesideWay, ...]
    revised: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """`kind` is what judges the item: itself, or the indicator that it restates.

    It is `None` for what is left to people. `judged` is `None` without data, or where the
    evaluation holds no result of it; then `report` tells which of both. `opinion` is what a
    person said of the item itself, `of_offices` what submitted files say of it.
    """

    plan: Plan
    item: Traceable
    kind: AnyIndicator | None
    home: Home | None
    conflicts: tuple[Conflict, ...]
    report: Report | None
    judged: Judged | None
    opinion: Assessed | None = None
    of_offices: tuple[Assessed, ...] = ()
