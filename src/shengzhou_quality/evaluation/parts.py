"""A report seen from some parts of the plan's text: tasks, actions, boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.plan.tasks import Part, Safeguard, Task


@dataclass(frozen=True, slots=True)
class PartsReport:
    """The whole `report`, and the `parts` that were asked for, in the plan's order.

    A screen has every item only where that is asked for: `in_full`.
    """

    report: Report
    parts: Sequence[Part]
    in_full: bool = False

    @property
    def narrowed(self) -> Report:
        """The report with no more results in it than belong to the parts."""
        report = self.report
        tasks = {part.id: part for part in self.parts if isinstance(part, Task | Safeguard)}
        inside = {
            each.id
            for part in self.parts
            for each in (tasks[part.id].parts if part.id in tasks else (part,))
        }
        indicators = {identity for task in tasks.values() for identity in task.indicators}
        return replace(
            report,
            indicators=tuple(one for one in report.indicators if one.indicator.id in indicators),
            commitments=tuple(one for one in report.commitments if one.home.part.id in inside),
            milestones=tuple(one for one in report.milestones if one.home.part.id in inside),
            tasks=tuple(one for one in report.tasks if one.task.id in tasks),
        )
