"""The plan's YAML files to a checked `Plan`; every fault with its line and column."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shengzhou_quality import yaml_tree
from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity, in_order
from shengzhou_quality.plan.checks import check_baselines, check_indicators
from shengzhou_quality.plan.kinds import KINDS, AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.model import Category, CutOffs, Head, Plan, PlanFile
from shengzhou_quality.plan.task_checks import check_tasks
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.source_files import read_file
from shengzhou_quality.yaml_tree import Tree, read_yaml

Model = TypeVar("Model", bound=BaseModel)
Item = Mapping[str, Any]


_INDICATORS = "indicators.yaml"
_TASKS = "tasks.yaml"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
"""Every control character but tab and line feed."""


def load_plan(path: str | Path | None = None) -> Plan:
    """The plan in `path` (a folder, or its indicators.yaml), else the one that ships with sqc.

    Raises `InputError` with every fault found when the plan cannot be used.
    """
    indicators_file, tasks_file = _files(path)
    content = read_file(indicators_file)
    reader = _Reader(read_yaml(content, str(indicators_file)))
    head = reader.one("plan", Head)
    assessment = reader.one("assessment", CutOffs) if reader.has("assessment") else CutOffs()
    categories = reader.many("categories", Category)
    states = reader.named("states", MilestoneStates) if reader.has("states") else {}
    reader.put_in_lists("indicators", "states", states)
    indicators: dict[int, AnyIndicator] = reader.many("indicators", _kind_of)
    reader.no_other_keys("plan", "assessment", "states", "categories", "indicators")
    check_indicators(indicators, categories, reader.report_at)
    check_baselines(indicators, reader.warn_at)
    files = [_digest(content, indicators_file, path)]

    tasks: dict[int, Task] = {}
    safeguards: dict[int, Safeguard] = {}
    conflicts: dict[int, Conflict] = {}
    if tasks_file is not None:
        task_content = read_file(tasks_file)
        files.append(_digest(task_content, tasks_file, path))
        task_reader = _Reader(read_yaml(task_content, str(tasks_file)))
        tasks = task_reader.many("tasks", Task)
        safeguards = task_reader.many("safeguards", Safeguard)
        if task_reader.has("conflicts"):
            conflicts = task_reader.many("conflicts", Conflict)
        if task_reader.has("milestone_states"):  # the list `works`, where a plan has it here
            own = task_reader.one("milestone_states", MilestoneStates)
            states |= {"works": own} if own is not None else {}
        task_reader.no_other_keys("tasks", "safeguards", "conflicts", "milestone_states")
        if not (reader.faults or task_reader.faults):  # a faulty task hides all that it holds
            check_tasks(tasks, safeguards, conflicts, states, indicators, task_reader.report_at)
        reader.faults += task_reader.faults
    if reader.faults or head is None or assessment is None:
        raise InputError(*reader.faults)
    return Plan(
        head=head,
        assessment=assessment,
        categories=tuple(categories.values()),
        indicators=tuple(indicators.values()),
        tasks=tuple(tasks.values()),
        safeguards=tuple(safeguards.values()),
        states=states,
        other_conflicts=tuple(conflicts.values()),
        sha256=files[0].sha256,
        files=tuple(files),
        warnings=in_order(reader.warnings),
    )


def _digest(content: bytes, file: Path, given: str | Path | None) -> PlanFile:
    """The shipped plan lies elsewhere on every machine, so its files go by their names."""
    shown = file.name if given is None else str(file)
    return PlanFile(shown, hashlib.sha256(content).hexdigest())


def _files(path: str | Path | None) -> tuple[Path, Path | None]:
    if path is None:
        folder = _shipped_folder()
        return folder / _INDICATORS, folder / _TASKS
    path = Path(path)
    # os.path: Path.is_dir raises where a folder above may not be entered.
    indicators = path / _INDICATORS if os.path.isdir(path) else path  # noqa: PTH112
    tasks = indicators.parent / _TASKS
    # A link that leads nowhere, a folder or a pipe is there, and reading it says what it is.
    return indicators, tasks if os.path.lexists(tasks) else None


def _shipped_folder() -> Path:
    """Inside an installed wheel the data folder; in a checkout the folder `plan/` at its top."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "plan_data"
    return installed if installed.is_dir() else package.parent.parent / "plan"


def _kind_of(item: Item) -> type[AnyIndicator] | None:
    """The kind decides the shape, so it is looked at before anything else of the item."""
    kind = item.get("kind")
    return KINDS.get(kind) if isinstance(kind, str) else None


class _Reader:
    """Validates parts of one file, gathering faults instead of stopping at the first."""

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

    def one(self, key: str, model: type[Model]) -> Model | None:
        if not isinstance(self._top.get(key), dict):
            self.report("plan-missing-part", self.tree.place(key), key=key)
            return None
        return self._validated(model, self._top[key], (key,))

    def many(self, key: str, model: type[Model] | Callable[[Item], Any]) -> dict[int, Any]:
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
            shape = model if isinstance(model, type) else model(item)
            if shape is None:
                known = ", ".join(KINDS)
                place = self.tree.place(key, number, "kind")
                self.report("plan-unknown-kind", place, written=str(item.get("kind")), known=known)
                continue
            found = self._validated(shape, item, (key, number))
            if found is not None:
                valid[number] = found
        return valid

    def named(self, key: str, model: type[Model]) -> dict[str, Model]:
        """What validated of a mapping from names to parts of one shape."""
        parts = self._top.get(key)
        if not isinstance(parts, dict) or not parts:
            self.report("plan-missing-part", self.tree.place(key), key=key)
            return {}
        found = {name: self._validated(model, part, (key, name)) for name, part in parts.items()}
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
                self._unknown_key(self.tree.key_place(key), key, known)

    def report(self, code: str, place: Place, **parameters: str) -> None:
        self.faults.append(Diagnostic(code, Severity.ERROR, place, parameters=dict(parameters)))

    def report_at(self, code: str, path: yaml_tree.Path, **parameters: str) -> None:
        self.report(code, self.tree.place(*path), **parameters)

    def warn_at(
        self, code: str, path: yaml_tree.Path, indicator: str, **parameters: str
    ) -> None:
        """Doubtful, and yet a plan that can be used."""
        place = self.tree.place(*path)
        self.warnings.append(
            Diagnostic(code, Severity.WARNING, place, indicator, dict(parameters))
        )

    def _validated(self, model: type[Model], data: object, path: yaml_tree.Path) -> Model | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            self._translate(error.errors(include_url=False), model, path)
            return None

    def _translate(
        self, errors: Iterable[ErrorDetails], model: type[BaseModel], path: yaml_tree.Path
    ) -> None:
        """pydantic's findings in our own codes; a missing and a misspelt key are one fault."""
        errors = list(errors)
        missing = {(*path, *error["loc"]): error for error in errors if error["type"] == "missing"}
        for error in errors:
            at = (*path, *error["loc"])
            key = str(at[-1])
            match error["type"]:
                case "missing":
                    continue
                case "too_short" if _items_are_at_fault(error, errors):
                    continue
                case "extra_forbidden":
                    siblings = [str(other[-1]) for other in missing if other[:-1] == at[:-1]]
                    meant = get_close_matches(key, siblings, n=1)
                    if meant:
                        missing.pop((*at[:-1], meant[0]))
                    known = meant or _keys_at(model, error["loc"][:-1])
                    self._unknown_key(self.tree.key_place(*at), key, known)
                case _:
                    code, parameters = _fault(error)
                    self.report(code, self.tree.place(*at), key=key, **parameters)
        for at in missing:
            self.report("plan-missing-key", self.tree.place(*at), key=str(at[-1]))

    def _unknown_key(self, place: Place, key: str, known: Iterable[str]) -> None:
        nearest = get_close_matches(key, list(known), n=1)
        self.report("plan-unknown-key", place, key=key, nearest=nearest[0] if nearest else "")


def _items_are_at_fault(short: ErrorDetails, errors: Iterable[ErrorDetails]) -> bool:
    """pydantic counts the sound items of a list only: it is not short, they are unsound."""
    depth = len(short["loc"])
    return any(len(one["loc"]) > depth and one["loc"][:depth] == short["loc"] for one in errors)


def _keys_at(model: type[BaseModel], path: yaml_tree.Path) -> list[str]:
    """The keys that are known at a place within `model`."""
    for step in path:
        if isinstance(step, str):
            inner = _model_in(model.model_fields[step].annotation)
            assert inner is not None, "only a model has keys of its own"
            model = inner
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, be it in a tuple or optional."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _fault(error: ErrorDetails) -> tuple[str, dict[str, str]]:
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return f"plan-{context.get('error')}", {"written": _short(error["input"])}
    if error["type"] in ("enum", "literal_error"):
        return "plan-not-one-of", {
            "written": _short(error["input"]),
            "known": str(context.get("expected")).replace("'", "").replace(" or ", ", "),
        }
    return "plan-bad-value", {"written": _short(error["input"])}


def _with_control_characters(data: object, path: yaml_tree.Path) -> Iterator[yaml_tree.Path]:
    """Where a text holds one: no workbook can take it, and no name needs it."""
    if isinstance(data, dict):
        for key, item in data.items():
            yield from _with_control_characters(item, (*path, key))
    elif isinstance(data, list):
        for number, item in enumerate(data):
            yield from _with_control_characters(item, (*path, number))
    elif isinstance(data, str) and _CONTROL.search(data):
        yield path


def _short(written: object) -> str:
    if isinstance(written, (dict, list)):
        return ""
    text = "" if written is None else str(written)
    return text if len(text) <= 60 else text[:59] + "…"

