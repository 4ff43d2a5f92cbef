"""Read a plan's YAML files to a checked `Plan`; report every fault with line and column."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, in_order
from shengzhou_quality.plan.checks import check_baselines, check_comparisons, check_indicators
from shengzhou_quality.plan.comparisons import ComparedStatistic
from shengzhou_quality.plan.kinds import KINDS, LEFT_TO_PEOPLE, AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict, Indicator
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.model import Category, CutOffs, Head, Plan, PlanFile
from shengzhou_quality.plan.schema import Fault, Shape, UnsoundError, read_as, unknown_key
from shengzhou_quality.plan.target_checks import check_targets, fill_targets
from shengzhou_quality.plan.task_checks import check_tasks
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.sources.files import read_file
from shengzhou_quality.sources.tree import KeyPath
from shengzhou_quality.sources.yaml import Tree, read_yaml

Entry = Mapping[str, Any]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Every control character but tab and line feed."""


def read_plan(indicators_file: Path, tasks_file: Path | None) -> Plan:
    """Read the plan in these files. Raises `InputError` with every fault found."""
    content = read_file(indicators_file)
    reader = _Reader(read_yaml(content, str(indicators_file)))
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
    check_indicators(indicators, categories, reader.report_at)
    check_comparisons(indicators, comparisons, reader.report_at)
    check_baselines(indicators, reader.warn_at)
    written = reader.written("indicators")
    check_targets(indicators, written, head, reader.report_at, reader.warn_at)
    files = [file_of(content, str(indicators_file))]

    tasks: dict[int, Task] = {}
    safeguards: dict[int, Safeguard] = {}
    conflicts: dict[int, Conflict] = {}
    if tasks_file is not None:
        task_content = read_file(tasks_file)
        files.append(file_of(task_content, str(tasks_file)))
        task_reader = _Reader(read_yaml(task_content, str(tasks_file)))
        tasks = task_reader.many("tasks", Task)
        safeguards = task_reader.many("safeguards", Safeguard)
        if task_reader.has("conflicts"):
            conflicts = task_reader.many("conflicts", Conflict)
        if task_reader.has("milestone_states"):  # the list `works`, where a plan has it here
            own = task_reader.one("milestone_states", MilestoneStates)
            states |= {"works": own} if own is not None else {}
        task_reader.no_other_keys("tasks", "safeguards", "conflicts", "milestone_states")
        if not (reader.faults or task_reader.faults):  # a faulty task hides all its contents
            check_tasks(tasks, safeguards, conflicts, states, indicators, task_reader.report_at)
        reader.faults += task_reader.faults
    if reader.faults or head is None or cut_offs is None:
        raise InputError(*reader.faults)
    return Plan(
        head=head,
        cut_offs=cut_offs,
        categories=tuple(categories.values()),
        indicators=tuple(indicators.values()),
        tasks=tuple(tasks.values()),
        safeguards=tuple(safeguards.values()),
        states=states,
        comparisons=tuple(comparisons.values()),
        other_conflicts=tuple(conflicts.values()),
        sha256=files[0].sha256,
        files=tuple(files),
        warnings=in_order(reader.warnings),
    )


def file_of(content: bytes, path: str) -> PlanFile:
    return PlanFile(path, hashlib.sha256(content).hexdigest())


def _kind_of(item: Entry) -> type[AnyIndicator] | None:
    """The kind decides the shape, so it is looked at before anything else of the item."""
    kind = item.get("kind")
    return KINDS.get(kind) if isinstance(kind, str) else None


def _reads_target(kind: type[Indicator], item: Entry) -> bool:
    target = item.get("target")
    return not isinstance(target, str) or kind.reads_target(target)


class _Reader:
    """Validates parts of one file and collects all faults instead of stopping at the first."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.faults: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self._top: dict[str, Any] = tree.data if isinstance(tree.data, dict) else {}
        if not isinstance(tree.data, dict):
            self.report("plan-not-a-mapping", tree.place())
        for path in _with_control_characters(tree.data, ()):
            key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
            self.report("plan-control-character", tree.place(*path), key=key)

    def has(self, key: str) -> bool:
        return key in self._top

    def written(self, key: str) -> Any:
        return self._top.get(key)

    def one(self, key: str, shape: type[Shape]) -> Shape | None:
        if not isinstance(self._top.get(key), dict):
            self.report("plan-missing-part", self.tree.place(key), key=key)
            return None
        return self._validated(shape, self._top[key], (key,))

    def many(self, key: str, of: type[Shape] | Callable[[Entry], Any]) -> dict[int, Any]:
        """The items that validated, by their place in the list."""
        items = self._top.get(key)
        if not isinstance(items, list) or not items:
            self.report("plan-missing-part", self.tree.place(key), key=key)
            return {}
        valid: dict[int, Any] = {}
        for number, item in enumerate(items):
            if not isinstance(item, dict):
                self.report("plan-not-a-mapping", self.tree.place(key, number))
                continue
            shape = of if isinstance(of, type) else of(item)
            data = item
            if shape and issubclass(shape, Indicator) and not _reads_target(shape, item):
                shape, data = self._left_to_people(item, (key, number))
            if shape is None:
                known = ", ".join(KINDS)
                place = self.tree.place(key, number, "kind")
                self.report("plan-unknown-kind", place, written=str(item.get("kind")), known=known)
                continue
            found = self._validated(shape, data, (key, number))
            if found is not None:
                valid[number] = found
        return valid

    def _left_to_people(
        self, item: Entry, path: KeyPath
    ) -> tuple[type[AnyIndicator], dict[str, Any]]:
        """An item of whose target no form is known stays in the plan as words, with a warning."""
        narrative = KINDS[LEFT_TO_PEOPLE]
        known = narrative.written_keys()
        self.warn_at(
            "plan-target-not-read",
            (*path, "target"),
            str(item.get("id", "")),
            name=str(item.get("name", "")),
            written=str(item["target"]),
        )
        kept = {name: one for name, one in item.items() if name in known}
        return narrative, kept | {"kind": LEFT_TO_PEOPLE}

    def named(self, key: str, shape: type[Shape]) -> dict[str, Shape]:
        """What validated of a mapping from names to parts of one shape."""
        parts = self._top.get(key)
        if not isinstance(parts, dict) or not parts:
            self.report("plan-missing-part", self.tree.place(key), key=key)
            return {}
        found = {name: self._validated(shape, part, (key, name)) for name, part in parts.items()}
        return {name: part for name, part in found.items() if part is not None}

    def put_in_lists(self, key: str, of: str, lists: Mapping[str, MilestoneStates]) -> None:
        """Replace the name of a list of states in an item by what the list holds."""
        items = self._top.get(key)
        for number, item in enumerate(items if isinstance(items, list) else ()):
            name = item.get(of) if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            chosen = lists.get(name)
            if chosen is not None:
                item |= {of: chosen.states, "aside": chosen.aside}
            else:
                known = ", ".join(lists)
                place = self.tree.place(key, number, of)
                self.report("plan-not-one-of", place, key=of, written=name, known=known)

    def no_other_keys(self, *known: str) -> None:
        for key in self._top:
            if key not in known:
                self._report_fault(unknown_key((key,), known))

    def report(self, code: str, place: Place, **parameters: str) -> None:
        self.faults.append(Diagnostic(code, place, parameters=dict(parameters)))

    def report_at(self, code: str, path: KeyPath, **parameters: str) -> None:
        self.report(code, self.tree.place(*path), **parameters)

    def warn_at(self, code: str, path: KeyPath, indicator: str, **parameters: str) -> None:
        """Add a warning: the plan can be used all the same."""
        place = self.tree.place(*path)
        self.warnings.append(Diagnostic(code, place, indicator, dict(parameters)))

    def _validated(self, shape: type[Shape], data: object, path: KeyPath) -> Shape | None:
        try:
            return read_as(shape, data)
        except UnsoundError as error:
            for fault in error.faults:
                self._report_fault(fault, path)
            return None

    def _report_fault(self, fault: Fault, within: KeyPath = ()) -> None:
        path = (*within, *fault.path)
        place = self.tree.key_place(*path) if fault.at_key else self.tree.place(*path)
        self.report(fault.code, place, **{"key": str(path[-1])} | fault.parameters)


def _with_control_characters(data: object, path: KeyPath) -> Iterator[KeyPath]:
    """Where a text holds one: no workbook can take it, and no name needs it."""
    if isinstance(data, dict):
        for key, item in data.items():
            yield from _with_control_characters(item, (*path, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _with_control_characters(item, (*path, number))
    elif isinstance(data, str) and _CONTROL.search(data):
        yield path
