"""Write the plan as JSON: its lists, its conflicts, one item or everything in the files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from shengzhou_quality.contract import SCHEMA_VERSION
from shengzhou_quality.evaluation.plan_marks import counted, marks_among
from shengzhou_quality.formats import Options
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.fields import PlanText
from shengzhou_quality.plan.kinds.indicator import Bounds
from shengzhou_quality.plan.model import Contents, Excerpt, Item, Plan
from shengzhou_quality.plan.spellings import spread
from shengzhou_quality.plan.tasks import Commitment, Part, TaskMilestone
from shengzhou_quality.words import Words

_INDICATOR = ("id", "key", "name", "name_en", "category", "unit", "constraint", "kind", "target")
_COMMITMENT = ("id", "name", "name_en", "unit", "kind", "target", "restates", "narrative")
_MILESTONE = ("id", "name", "name_en", "restates", "demanded")


def render(excerpt: Excerpt, _words: Words, _options: Options) -> bytes:
    plan = excerpt.plan
    match excerpt.of:
        case Contents.EVERYTHING:
            data = _everything(plan)
        case Contents.CONFLICTS:
            data = {"schema_version": SCHEMA_VERSION, "conflicts": _all(plan.conflicts)}
        case Contents():
            data = _lists(plan, tasks=excerpt.of is not Contents.INDICATORS)
        case item:
            data = _plain(item) | _context(plan, item)
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _everything(plan: Plan) -> dict[str, Any]:
    """Return the whole content of the files."""
    return {
        "schema_version": SCHEMA_VERSION,
        "plan": _plain(plan.head),
        "assessment": _plain(plan.cut_offs),
        "categories": _all(plan.categories),
        "indicators": _all(plan.indicators),
        "tasks": _all(plan.tasks),
        "safeguards": _all(plan.safeguards),
        "milestone_states": (_plain(plan.milestone_states) if plan.milestone_states else None),
        "states": {name: _plain(found) for name, found in plan.states.items()},
        "conflicts": _all(plan.conflicts),
        "sha256": plan.sha256,
    }


def _lists(plan: Plan, *, tasks: bool) -> dict[str, Any]:
    """Return every indicator; on request also the tasks with their items."""
    rows = []
    for indicator in plan.indicators:
        baseline = None if indicator.of_states else indicator.baseline
        direction = None if indicator.of_states else indicator.direction
        row = _some(indicator, _INDICATOR) | {"baseline": baseline, "direction": direction}
        rows.append(row)
    listed: dict[str, Any] = {"schema_version": SCHEMA_VERSION, **_open(plan), "indicators": rows}
    if tasks:
        listed["tasks"] = [
            _part(task, "section", "indicators")
            | {
                "actions": [_part(action) for action in task.actions],
                "boxes": [_part(box, "after") for box in task.boxes],
            }
            for task in plan.tasks
        ]
        listed["safeguards"] = _all(plan.safeguards)
    return listed


def _open(plan: Plan) -> dict[str, int]:
    """How many places of the files are not settled, and how many of them only to be looked at."""
    return counted(marks_among(plan.warnings))._asdict()


def _context(plan: Plan, item: Item) -> dict[str, Any]:
    """Return the location of a commitment or milestone, and the conflicts that name it."""
    if not isinstance(item, Commitment | TaskMilestone):
        return {}
    home = plan.home(item)
    about = [one.id for one in plan.conflicts if item.id in one.about]
    return {"task": home.task.id, "part": home.part.id, "conflicts": about}


def _part(part: Part, *more: str) -> dict[str, Any]:
    return _some(part, ("id", "title", "title_en", *more)) | {
        "commitments": [_some(one, _COMMITMENT) for one in part.commitments],
        "milestones": [_some(one, _MILESTONE) for one in part.milestones],
    }


def _some(item: PlanText, keys: Iterable[str]) -> dict[str, Any]:
    data = _plain(item)
    return {key: data[key] for key in keys}


def _all(items: Iterable[PlanText]) -> list[dict[str, Any]]:
    return [_plain(item) for item in items]


def _plain(item: PlanText) -> dict[str, Any]:
    """Convert every field of a piece of the plan to JSON; names with each of their choices."""
    if isinstance(item, Commitment):
        return _commitment(item)
    return _fields(item)


def _commitment(one: Commitment) -> dict[str, Any]:
    """Convert a commitment as the plan file has it: its indicator's keys among its own."""
    data, indicator = _fields(one), one.indicator
    if indicator is not None:
        data = _fields(indicator) | data
        if indicator.direction is Direction.INCREASE:
            del data["direction"]
        if indicator.domain == Bounds(**indicator.limits(data)):
            del data["domain"]
    keys = Commitment.written_keys()
    return {key: data.get(key, _json(default)) for key, (_, default) in keys.items()}


def _fields(item: PlanText) -> dict[str, Any]:
    shape: Any = type(item)
    of_choices = _with_choices(shape)
    data: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        data[field.name] = _json(tuple(spread(value)) if field.name in of_choices else value)
    return data


def _json(value: Any) -> Any:
    if isinstance(value, PlanText):
        return _plain(value)
    return [_json(one) for one in value] if isinstance(value, tuple | list) else value


@cache
def _with_choices(shape: type[PlanText]) -> frozenset[str]:
    """The fields whose names may contain choices in braces."""
    found = set()
    for name, written in get_type_hints(shape, include_extras=True).items():
        if any(rule.choices_in_braces for rule in getattr(written, "__metadata__", ())):
            found.add(name)
    return frozenset(found)
