"""Store a checked plan as plain data, so that a shipped plan need not be checked at every start.

The data is keyed by the SHA-256 of its source files and valid only for these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.aimed import ChangeIn
from shengzhou_quality.plan.kinds.fields import PlanText
from shengzhou_quality.plan.kinds.indicator import (
    Bounds,
    ChangedTarget,
    Conflict,
    ConflictType,
    Constraint,
    Population,
    Quote,
    Reading,
    Unlike,
)
from shengzhou_quality.plan.kinds.states import MilestoneStates, State
from shengzhou_quality.plan.model import Category, CutOffs, Head, Plan, PlanFile
from shengzhou_quality.plan.tasks import (
    Action,
    Box,
    Commitment,
    Safeguard,
    Task,
    TaskMilestone,
)

_CLASS = "="
"""The key of the class name in the data of one piece; no field has this name."""
_FILES = "files"
_VALUE = "value"
_PIECES: Final[Mapping[str, type[Any]]] = {
    piece.__name__: piece
    for piece in (
        *(Head, CutOffs, Category),
        *(Quote, Reading, ChangedTarget, Unlike, Conflict, Bounds, Population, State),
        *(MilestoneStates,),
        *(Task, Action, Box, Safeguard, Commitment, TaskMilestone),
        *(Constraint, ConflictType, Direction, ChangeIn),
    )
}
_ELSEWHERE: Final = {
    "ComparedStatistic": "shengzhou_quality.plan.comparisons",
    "Over": "shengzhou_quality.plan.kinds.relative",
}
_PARTS = (
    "head", "cut_offs", "categories", "indicators", "states", "tasks", "safeguards",
    "other_conflicts", "comparisons",
)  # fmt: skip


def compile_plan(plan: Plan) -> str:
    """The data of a plan about which there is no warning, which would name a place of its YAML."""
    assert not plan.warnings, "only a plan that is beyond doubt is compiled"
    data = {_FILES: _key(plan.files)} | {name: _plain(getattr(plan, name)) for name in _PARTS}
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


@lru_cache(maxsize=4)
def compiled_plan(content: bytes, files: tuple[PlanFile, ...]) -> Plan | None:
    """Return the plan of `files`; `None` if `content` was made from others or cannot be read."""
    try:
        data = json.loads(content, object_hook=_piece)
        if data.pop(_FILES) != _key(files):
            return None
        parts: dict[str, Any] = _with_tuples(data)
        return Plan(sha256=files[0].sha256, files=files, **parts)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _key(files: Sequence[PlanFile]) -> list[list[str]]:
    return [[file.path, file.sha256] for file in files]


def _plain(value: Any) -> Any:
    """Convert the values that differ from the class defaults, with the name of the class."""
    if isinstance(value, PlanText):
        written = {field.name: getattr(value, field.name) for field in fields(value)}
        own = {field.name: field.default for field in fields(value) if field.default is not MISSING}
        kept = {name: _plain(one) for name, one in written.items() if one != own.get(name, MISSING)}
        return {_CLASS: type(value).__name__, **kept}
    if isinstance(value, StrEnum):
        return {_CLASS: type(value).__name__, _VALUE: value.value}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    return value


def _piece(data: dict[str, Any]) -> Any:
    """An object of JSON, whose parts are pieces already, as the class that it names."""
    name = data.pop(_CLASS, None)
    if name is None:
        return data
    shape = _PIECES.get(name) or _used(name, data)
    return shape(**_with_tuples(data))


def _used(name: str, data: Mapping[str, Any]) -> type[Any]:
    """A class of which the module is imported only for a plan that uses it."""
    if name in _ELSEWHERE:
        found: type[Any] = getattr(import_module(_ELSEWHERE[name]), name)
        return found
    return KINDS[data["kind"]]


def _with_tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    """Convert lists to tuples, which JSON does not have."""
    return {name: tuple(one) if isinstance(one, list) else one for name, one in data.items()}
