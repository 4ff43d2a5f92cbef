"""Check the tasks of a plan against each other and against the indicators."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from shengzhou_quality.plan.checks import ReportFault
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.tasks import (
    Commitment,
    Part,
    Promise,
    Safeguard,
    Task,
    TaskMilestone,
)
from shengzhou_quality.sources.tree import KeyPath


def check_tasks(
    tasks: Mapping[int, Task],
    safeguards: Mapping[int, Safeguard],
    conflicts: Mapping[int, Conflict],
    states: Mapping[str, MilestoneStates],
    indicators: Mapping[int, AnyIndicator],
    report: ReportFault,
    unread: Collection[str] = (),
) -> None:
    """Check that ids and names are unique, links resolve, every indicator has exactly one task.

    `unread` are the ids in items that have faults of their own: a link to them is no fault.
    """
    known = {indicator.id: indicator for indicator in indicators.values()}
    ids = {item.id: item.name for item in known.values()}
    ids |= {one.id: item.name for item in known.values() for one in item.conflicts}
    for path, item in _with_ids(tasks, safeguards, conflicts):
        if item.id in ids:
            report("plan-duplicate-id", (*path, "id"), written=item.id, other=ids[item.id])
        ids[item.id] = getattr(item, "title", "") or getattr(item, "name", item.id)
    for number, task in tasks.items():
        actions = {action.id for action in task.actions}
        for place, box in enumerate(task.boxes):
            if box.after not in actions:
                path = ("tasks", number, "boxes", place, "after")
                report("plan-box-nowhere", path, written=box.after)
    _check_homes(tasks, known, report, unread)
    promises = list(_promises(tasks, safeguards))
    _check_promises(promises, known, report, unread)
    _check_states(promises, states, report, unread)
    for number, conflict in conflicts.items():
        at = ("conflicts", number, "about")
        if not conflict.about:
            report("plan-missing-key", at, key="about")
        for place, about in enumerate(conflict.about):
            if about not in ids and about not in unread:
                report("plan-unknown-id", (*at, place), written=about)


def _with_ids(
    tasks: Mapping[int, Task],
    safeguards: Mapping[int, Safeguard],
    conflicts: Mapping[int, Conflict],
) -> Iterator[tuple[KeyPath, Any]]:
    """Whatever of the file has an id, with its place."""
    for number, task in tasks.items():
        yield ("tasks", number), task
        for key, parts in (("actions", task.actions), ("boxes", task.boxes)):
            yield from ((("tasks", number, key, place), part) for place, part in enumerate(parts))
    yield from _promises(tasks, safeguards)
    yield from ((("safeguards", number), item) for number, item in safeguards.items())
    yield from ((("conflicts", number), item) for number, item in conflicts.items())


def _promises(
    tasks: Mapping[int, Task], safeguards: Mapping[int, Safeguard]
) -> Iterator[tuple[KeyPath, Commitment | TaskMilestone]]:
    holders: list[tuple[KeyPath, Part]] = []
    for number, task in tasks.items():
        holders.append((("tasks", number), task))
        for key, parts in (("actions", task.actions), ("boxes", task.boxes)):
            holders += [(("tasks", number, key, place), part) for place, part in enumerate(parts)]
    holders += [(("safeguards", number), part) for number, part in safeguards.items()]
    for path, part in holders:
        for key in ("commitments", "milestones"):
            for place, promise in enumerate(getattr(part, key)):
                yield (*path, key, place), promise


def _check_homes(
    tasks: Mapping[int, Task],
    known: Mapping[str, AnyIndicator],
    report: ReportFault,
    unread: Collection[str],
) -> None:
    """Check that every indicator is listed under exactly one task."""
    homes: dict[str, str] = {}
    for number, task in tasks.items():
        for place, identity in enumerate(task.indicators):
            path = ("tasks", number, "indicators", place)
            if identity not in known:
                if identity not in unread:
                    report("plan-unknown-indicator", path, written=identity)
            elif identity in homes:
                report("plan-two-tasks", path, written=identity, other=homes[identity])
            homes[identity] = task.id
    for identity in sorted(known, key=lambda written: (len(written), written)):
        if identity not in homes and identity not in unread:
            report("plan-without-task", ("tasks",), written=identity)


def _check_promises(
    promises: Sequence[tuple[KeyPath, Promise]],
    known: Mapping[str, AnyIndicator],
    report: ReportFault,
    unread: Collection[str],
) -> None:
    """Check that restated items exist and can be shown, and that reported names are distinct."""
    names = {fold(name): one.id for one in known.values() for name in (one.name, *one.aliases)}
    judged = {one.id for _, one in promises if isinstance(one, Commitment) and one.indicator}
    for path, promise in promises:
        if promise.restates is not None:
            indicator = known.get(promise.restates)
            of_states = isinstance(promise, TaskMilestone)
            same_sort = indicator and indicator.of_states is of_states
            by_itself = of_states and promise.own_scope and promise.restates in judged
            if not same_sort and not by_itself and promise.restates not in unread:
                report("plan-unknown-indicator", (*path, "restates"), written=promise.restates)
            if promise.shown_as is not None:
                continue  # it is reported under the other's name
        for name in _names_of(promise):
            other = names.setdefault(fold(name), promise.id)
            if other != promise.id:
                report("plan-name-twice", (*path, "name"), written=name, other=other)


def _names_of(promise: Promise) -> tuple[str, ...]:
    """Every name that a row of its own may have."""
    if not isinstance(promise, Commitment):
        return (promise.name,)
    populations = promise.indicator.populations if promise.indicator else ()
    parts = (name for one in populations for name in (one.name, *one.aliases))
    return (promise.name, *promise.aliases, *parts)


def _check_states(
    promises: Sequence[tuple[KeyPath, Promise]],
    states: Mapping[str, MilestoneStates],
    report: ReportFault,
    unread: Collection[str],
) -> None:
    """Check that milestones have states, and that two levels fit between the common states."""
    seen: set[str] = set()
    for path, one in promises:
        if not isinstance(one, TaskMilestone):
            continue
        if not states:
            if "milestone_states" not in unread:
                report("plan-missing-part", (), key="milestone_states")
            return
        if one.states not in states:
            known = ", ".join(states)
            report(
                "plan-not-one-of", (*path, "states"), key="states", written=one.states, known=known
            )
        elif one.floor or one.states not in seen:
            # Those of one list without levels of their own are alike: check the first.
            seen.add(one.states)
            try:
                milestone = one.judged(states)
                if milestone is not None:
                    milestone.check()
            except ValueError:
                report("plan-spelling-of-two-states", path)
