"""Select the indicators, commitments and milestones that a template asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shengzhou_quality.plan.kinds import AnyIndicator, StatesIndicator
from shengzhou_quality.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Asked:
    """The selected items, each group in the order of the plan."""

    indicators: tuple[AnyIndicator, ...]
    commitments: tuple[AnyIndicator, ...]
    milestones: tuple[StatesIndicator, ...]

    @property
    def by_years(self) -> tuple[AnyIndicator, ...]:
        """Items with one value for each year; a milestone of the tasks has one state instead."""
        return (*self.indicators, *self.commitments)

    @property
    def everything(self) -> tuple[AnyIndicator, ...]:
        return (*self.by_years, *self.milestones)


def asked_for(plan: Plan, ids: Collection[str] | None = None) -> Asked:
    """The items in `ids` that get a row of their own; without `ids`, all of them."""
    wanted = [one for one in plan.reportable if ids is None or one.id in ids]
    of_table = {indicator.id for indicator in plan.indicators}
    of_tasks = [one for one in wanted if one.id not in of_table]
    return Asked(
        tuple(one for one in wanted if one.id in of_table),
        tuple(one for one in of_tasks if not one.of_states),
        tuple(one for one in of_tasks if one.of_states),
    )
