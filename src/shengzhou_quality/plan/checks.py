"""What must hold between the items of a plan, on whatever of them is sound by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.model import Category, Task
from shengzhou_quality.plan.names import fold


class Report(Protocol):
    def __call__(self, code: str, path: tuple[str | int, ...], **parameters: str) -> None: ...


def check_indicators(
    indicators: Mapping[int, AnyIndicator], categories: Mapping[int, Category], report: Report
) -> None:
    """Ids, keys and names are unique, categories exist, readings can be read."""
    known = {category.key for category in categories.values()}
    ids: dict[str, str] = {}
    names: dict[str, str] = {}
    for number, indicator in indicators.items():
        at = ("indicators", number)
        for identity in (indicator.id, indicator.key):
            if identity in ids:
                report("plan-duplicate-id", (*at, "id"), written=identity, other=ids[identity])
            ids[identity] = indicator.name
        for name in (indicator.name, *indicator.aliases):
            other = names.setdefault(fold(name), indicator.id)
            if other != indicator.id:
                report("plan-name-twice", (*at, "name"), written=name, other=other)
        if known and indicator.category not in known:
            report("plan-unknown-category", (*at, "category"), written=indicator.category)
        for place, reading in enumerate(indicator.readings):
            if not _is_a_target_of(indicator, reading.target):
                path = (*at, "readings", place, "target")
                report("plan-not-a-figure", path, key="target", written=reading.target)


def _is_a_target_of(indicator: AnyIndicator, target: str) -> bool:
    if isinstance(indicator, Milestone):
        return any(target in (state.name, *state.spellings) for state in indicator.states)
    return isinstance(read_value(target), Figure)


def check_tasks(
    tasks: Mapping[int, Task], indicators: Mapping[int, AnyIndicator], report: Report
) -> None:
    """Ids are unique, boxes stand after an action, every indicator has exactly one task."""
    ids: set[str] = set()
    homes: dict[str, str] = {}
    known = {indicator.id for indicator in indicators.values()}
    for number, task in tasks.items():
        at = ("tasks", number)
        actions = {action.id for action in task.actions}
        for identity in (task.id, *(item.id for item in (*task.actions, *task.boxes))):
            if identity in ids:
                report("plan-duplicate-id", (*at, "id"), written=identity, other=task.title)
            ids.add(identity)
        for place, box in enumerate(task.boxes):
            if box.after not in actions:
                report("plan-box-nowhere", (*at, "boxes", place, "after"), written=box.after)
        for place, identity in enumerate(task.indicators):
            path = (*at, "indicators", place)
            if identity not in known:
                report("plan-unknown-indicator", path, written=identity)
            elif identity in homes:
                report("plan-two-tasks", path, written=identity, other=homes[identity])
            homes[identity] = task.id
    _every_indicator_has_a_task(known, homes, report)


def _every_indicator_has_a_task(
    known: Iterable[str], homes: Mapping[str, str], report: Report
) -> None:
    for identity in sorted(known, key=lambda written: (len(written), written)):
        if identity not in homes:
            report("plan-without-task", ("tasks",), written=identity)
