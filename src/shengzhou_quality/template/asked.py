"""Select the indicators, commitments and milestones that a template asks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shengzhou_quality.plan.kinds import AnyIndicator, StatesIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class Asked:
    """The selected items, each group in the order of the plan.

    What indicators are compared with stands behind them, unless the plan prints its figure.
    """

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


def group_name(plan: Plan, category: str | None, words: Words) -> str:
    """一级指标; what indicators are compared with has none."""
    found = next((one for one in plan.categories if one.key == category), None)
    return words("template.comparisons") if found is None else words.of(found, "name")


def asked_for(plan: Plan, ids: Collection[str] | None = None) -> Asked:
    """The items in `ids` that get a row of their own; without `ids`, all of them."""
    wanted = [one for one in plan.reportable if ids is None or one.id in ids]
    of_table = {one.id for one in (*plan.indicators, *plan.comparisons)}
    printed = {one.id for one in plan.comparisons if one.planned(plan.years).values}
    wanted = [one for one in wanted if one.id not in printed]
    of_tasks = [one for one in wanted if one.id not in of_table]
    return Asked(
        tuple(one for one in wanted if one.id in of_table),
        tuple(one for one in of_tasks if not one.of_states),
        tuple(one for one in of_tasks if one.of_states),
    )
