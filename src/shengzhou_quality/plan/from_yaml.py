"""Read a plan's YAML files to a checked `Plan`; report every fault with line and column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from shengzhou_quality.diagnostics import InputError, Severity, in_order
from shengzhou_quality.plan.checks import (
    check_baselines,
    check_comparisons,
    check_directions,
    check_indicators,
)
from shengzhou_quality.plan.comparisons import ComparedStatistic
from shengzhou_quality.plan.english import (
    texts_of_indicators,
    texts_of_tasks,
)
from shengzhou_quality.plan.file_reader import Entry, FileReader
from shengzhou_quality.plan.inspected import InspectedPlan
from shengzhou_quality.plan.kinds import KINDS, AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.marks import MARK_CODE
from shengzhou_quality.plan.model import Category, CutOffs, Head, Plan
from shengzhou_quality.plan.target_checks import check_targets, fill_targets
from shengzhou_quality.plan.task_checks import check_tasks
from shengzhou_quality.plan.tasks import Safeguard, Task


def read_plan(indicators_file: Path, tasks_file: Path | None) -> Plan:
    """Read the plan in these files. Raises `InputError` with every fault found."""
    seen = inspect_plan(indicators_file, tasks_file)
    if seen.is_refused or seen.head is None or seen.cut_offs is None:
        raise InputError(*seen.faults)
    named = {one.id: one.name for one in seen.indicators.values()}
    left = (
        replace(one, severity=Severity.WARNING, parameters=one.parameters | {"left": named[of]})
        for one in seen.faults
        if (of := one.indicator) is not None
    )
    return Plan(
        head=seen.head,
        cut_offs=seen.cut_offs,
        categories=tuple(seen.categories.values()),
        indicators=tuple(seen.indicators.values()),
        tasks=tuple(seen.tasks.values()),
        safeguards=tuple(seen.safeguards.values()),
        states=seen.states,
        comparisons=tuple(seen.comparisons.values()),
        other_conflicts=tuple(seen.conflicts.values()),
        sha256=seen.files[0].sha256,
        files=seen.files,
        warnings=in_order((*left, *seen.warnings)),
    )


def inspect_plan(indicators_file: Path, tasks_file: Path | None) -> InspectedPlan:
    """Read what is sound in these files, and find every fault in the rest.

    Raises `InputError` for a file that cannot be read to its end.
    """
    reader = FileReader.of(indicators_file, texts_of_indicators())
    if reader.is_not_filled_in():
        return InspectedPlan(tuple(reader.files), (reader.tree,), tuple(reader.faults))
    head = reader.one("plan", Head)
    cut_offs = reader.one("assessment", CutOffs) if reader.has("assessment") else CutOffs()
    categories = reader.many("categories", Category)
    states = reader.named("states", MilestoneStates) if reader.has("states") else {}
    reader.put_in_lists("indicators", "states", states)
    fill_targets(reader.written("indicators"), head, reader.report_at)
    indicators: dict[int, AnyIndicator] = reader.many("indicators", _kind_of)
    comparisons: dict[int, ComparedStatistic] = {}
    if reader.has("comparisons"):
        comparisons = reader.many("comparisons", ComparedStatistic)
    reader.no_other_keys("plan", "assessment", "states", "categories", "indicators", "comparisons")
    check_indicators(indicators, categories, reader.report_at, reader.unread)
    written = reader.written("indicators")
    check_targets(indicators, written, head, reader.report_at, reader.warn_at)
    reader.leave_to_people(indicators)
    check_comparisons(indicators, comparisons, reader.report_at)
    reader.leave_to_people(indicators)
    check_baselines(indicators, reader.warn_at)
    marked = {one.indicator for one in reader.warnings if one.code == MARK_CODE}
    check_directions(indicators, marked, reader.warn_at)

    tasks: dict[int, Task] = {}
    safeguards: dict[int, Safeguard] = {}
    conflicts: dict[int, Conflict] = {}
    readers = [reader]
    if tasks_file is not None:
        task_reader = FileReader.of(tasks_file, texts_of_tasks())
        readers.append(task_reader)
        tasks = task_reader.many("tasks", Task)
        if task_reader.has("safeguards"):
            safeguards = task_reader.many("safeguards", Safeguard)
        if task_reader.has("conflicts"):
            conflicts = task_reader.many("conflicts", Conflict)
        if task_reader.has("milestone_states"):  # the list `works`, where a plan has it here
            own = task_reader.one("milestone_states", MilestoneStates)
            states |= {"works": own} if own is not None else {}
        task_reader.no_other_keys("tasks", "safeguards", "conflicts", "milestone_states")
        unread = reader.unread | task_reader.unread
        check_tasks(tasks, safeguards, conflicts, states, indicators, task_reader.report_at, unread)
    return InspectedPlan(
        head=head,
        cut_offs=cut_offs,
        categories=categories,
        indicators=indicators,
        tasks=tasks,
        safeguards=safeguards,
        conflicts=conflicts,
        states=states,
        comparisons=comparisons,
        files=tuple(file for one in readers for file in one.files),
        trees=tuple(one.tree for one in readers),
        faults=in_order(fault for one in readers for fault in one.faults),
        warnings=in_order(warning for one in readers for warning in one.warnings),
    )


def _kind_of(item: Entry) -> type[AnyIndicator] | None:
    """The kind decides the shape, so it is looked at before anything else of the item."""
    kind = item.get("kind")
    return KINDS.get(kind) if isinstance(kind, str) else None
