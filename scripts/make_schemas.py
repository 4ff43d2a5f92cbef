"""Make the JSON Schemas in schemas/ from the code: plan, tasks, actuals, report, check, …

Run with `--check` to compare instead of writing; a test does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import Field, TypeAdapter, create_model

from shengzhou_quality import contract
from shengzhou_quality.batch import record
from shengzhou_quality.contract import SCHEMA_VERSION, Each, InWords, Rule, Shape, shape_of
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.evaluation.comparison import Comparison
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.evaluation.plan_check import PlanCheck
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.roll_up import RollUp
from shengzhou_quality.plan.comparisons import ComparedStatistic
from shengzhou_quality.plan.english import (
    SUFFIX,
    By,
    Known,
    Pieces,
    texts_of,
    texts_of_indicators,
    texts_of_tasks,
)
from shengzhou_quality.plan.kinds import KINDS, AnyIndicator, MeasuredIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.model import Category, CutOffs, Head, Plan
from shengzhou_quality.plan.schema import WrittenText, model_of
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.published.import_report import ImportReport
from shengzhou_quality.reading.readers.assessment_list import FIELDS as ASSESSMENT_FIELDS
from shengzhou_quality.reading.readers.assessment_list import KEYS as ASSESSMENTS
from shengzhou_quality.reading.readers.assessment_list import SETTLED_FIELDS, SETTLED_KEYS
from shengzhou_quality.reading.readers.listing import FIELDS, STATES, VALUES
from shengzhou_quality.words import LANGUAGES

FOLDER = Path(__file__).resolve().parent.parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def plan_schema() -> Schema:
    """The schema of plan/indicators.yaml."""
    kinds: Any = Union[tuple(model_of(kind) for kind in KINDS.values())]  # noqa: UP007
    indicators = Annotated[kinds, Field(discriminator="kind")]
    states = model_of(MilestoneStates)
    model = create_model(
        "PlanFile",
        __base__=WrittenText,
        plan=(model_of(Head), ...),
        states=(dict[str, states], {}),  # type: ignore[valid-type]
        assessment=(model_of(CutOffs), {}),
        categories=(_many(model_of(Category)), ...),
        indicators=(_many(indicators), ...),
        comparisons=(_many(model_of(ComparedStatistic)), []),
    )
    schema = TypeAdapter(model).json_schema()
    for name in (kind.__name__ for kind in KINDS.values()):
        _ask_for(schema["$defs"][name], "category", "constraint")
    # An item names a list of the head; the loader replaces the name with the list.
    written = schema["$defs"]["Milestone"]["properties"]
    written["states"] = {"anyOf": [{"type": "string"}, written["states"]]}
    return _of_yaml(schema, "A plan and its indicators, as sqc reads it")


def _many(model: Any) -> Any:
    return list[model]


def _ask_for(schema: Schema, *keys: str) -> None:
    """Require these keys: a kind may lack them, as a commitment does, but an indicator may not."""
    for key in keys:
        field = schema["properties"][key]
        field.pop("default", None)
        field |= next(part for part in field.pop("anyOf") if part != {"type": "null"})
    schema["required"] += [key for key in keys if key not in schema["required"]]


def tasks_schema() -> Schema:
    """The schema of plan/tasks.yaml."""
    model = create_model(
        "TasksFile",
        __base__=WrittenText,
        milestone_states=(model_of(MilestoneStates), None),
        tasks=(_many(model_of(Task)), ...),
        safeguards=(_many(model_of(Safeguard)), ()),
        conflicts=(_many(model_of(Conflict)), ()),
    )
    title = "A plan's tasks with their commitments and milestones, its safeguards and conflicts"
    return _of_yaml(TypeAdapter(model).json_schema(), title)


def plan_english_schema() -> Schema:
    """The schema of plan/indicators.en.yaml."""
    return _of_english(texts_of_indicators(), "The English texts of a plan and its indicators")


def tasks_english_schema() -> Schema:
    """The schema of plan/tasks.en.yaml."""
    return _of_english(texts_of_tasks(), "The English texts of a plan's tasks")


def _of_english(known: Known, title: str) -> Schema:
    return {"$schema": DIALECT, "title": title, **_english(known), "type": "object"}


def _english(known: Known) -> Schema:
    """An object of texts and of further pieces; whatever it holds may be left blank."""
    text = {"type": ["string", "number", "null"], "minLength": 1}
    held = {name: text if pieces is None else _pieces(pieces) for name, pieces in known.items()}
    return {"type": ["object", "null"], "properties": held, "additionalProperties": False}


def _pieces(pieces: Pieces) -> Schema:
    piece = _english(texts_of(pieces.shapes))
    match pieces.by:
        case By.FIELD:
            return piece
        case By.ORDER:
            return {"type": ["array", "null"], "items": piece}
        case _:
            return {"type": ["object", "null"], "additionalProperties": piece}


def actuals_schema() -> Schema:
    """The schema of a YAML file of reported values, such as examples/actuals.yaml."""
    scalar = {"type": ["string", "number", "null"]}
    a_year = "^(19|20|21)[0-9]{2}"
    values = {
        "type": "object",
        "description": "The reported value of each year, as it would stand in a cell.",
        "propertyNames": {"pattern": a_year},
        "additionalProperties": scalar,
    }
    named = {key: scalar for name in ("指标", "序号") for key in FIELDS[name]}
    said = [*FIELDS.values(), *STATES.values()]
    fields = {key: scalar for keys in said for key in keys if key not in named}
    by_year = dict.fromkeys(VALUES, values)
    item = {
        "type": "object",
        "properties": {**named, **by_year, **fields},
        "anyOf": [{"required": [name]} for name in named],
        "additionalProperties": False,
    }
    by_name = {
        "type": "object",
        "additionalProperties": {
            "anyOf": [
                {
                    "type": "object",
                    "description": "The values by year, what is said of them among the years.",
                    "properties": fields,
                    "patternProperties": {a_year: scalar},
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": {**by_year, **fields},
                    "anyOf": [{"required": [key]} for key in (*VALUES, *STATES["状态"])],
                    "additionalProperties": False,
                },
            ]
        },
    }
    actuals = {"anyOf": [{"type": "array", "items": item}, by_name]}
    return {
        "$schema": DIALECT,
        "title": "Reported values of a plan's indicators",
        "type": "object",
        "properties": {
            "actuals": actuals,
            "实际值": actuals,
            **dict.fromkeys(ASSESSMENTS, _listed(ASSESSMENT_FIELDS, scalar)),
            **dict.fromkeys(SETTLED_KEYS, _listed(SETTLED_FIELDS, scalar)),
            **dict.fromkeys(FIELDS["备注"], scalar),
        },
        "anyOf": [
            {"required": [key]} for key in ("actuals", "实际值", *ASSESSMENTS, *SETTLED_KEYS)
        ],
        "additionalProperties": False,
    }


def _listed(known: Mapping[str, tuple[str, ...]], scalar: Schema) -> Schema:
    """A list, or a mapping of ids or names to the other fields."""
    fields = {key: scalar for keys in known.values() for key in keys}
    item = {"type": "object", "properties": fields, "additionalProperties": False}
    return {"anyOf": [_list(item), {"type": "object", "additionalProperties": item}]}


def report_schema() -> Schema:
    """The schema of `sqc evaluate --format json` (design §7)."""
    schema = _of_run(Report, "A report of sqc evaluate --format json")
    _ask_for(schema["properties"]["indicators"]["items"], "category", "constraint")
    return schema


def check_schema() -> Schema:
    """The schema of `sqc check --format json`."""
    return _of_run(CheckReport, "A report of sqc check --format json")


def plan_check_schema() -> Schema:
    """The schema of `sqc plan check --format json`."""
    return _of_run(PlanCheck, "A report of sqc plan check --format json")


def plan_import_schema() -> Schema:
    """The schema of `sqc plan import --format json`."""
    return _of_run(ImportReport, "What sqc plan import --format json read of a published table")


def diff_schema() -> Schema:
    """The schema of `sqc diff --format json`."""
    return _of_run(Comparison, "Two evaluations compared by sqc diff --format json")


def batch_record_schema() -> Schema:
    """The schema of one line of the record of `sqc batch`."""
    return {
        "$schema": DIALECT,
        "title": "One line, of one submission, of the record that sqc batch writes",
        **_object({**_HEAD, **_fields(record.SHAPE, Outcome), "check": _CHECK}),
    }


_CHECK: Schema = {
    "type": "string",
    "pattern": f"^[0-9a-f]{{{2 * record.CHECK_BYTES}}}$",
    "description": (
        f"BLAKE2b ({record.CHECK_BYTES} bytes) of the bytes of the line before the comma in front "
        "of this field; sqc batch --resume does not use a line that differs from it"
    ),
}

_HEAD: dict[str, Schema] = {
    "schema_version": {"const": SCHEMA_VERSION},
    "tool": {
        "type": "object",
        "properties": {"name": {"const": "sqc"}, "version": {"type": "string"}},
        "required": ["name", "version"],
        "additionalProperties": False,
    },
}


def roll_up_schema() -> Schema:
    """The schema of `sqc batch --format json`."""
    return _of_run(RollUp, "The roll-up of many submissions by sqc batch --format json")


def _of_run(of: type[Any], title: str) -> Schema:
    """By what the result classes declare (`contract.py`), each value by its type."""
    head = {
        **_HEAD,
        "language": {"enum": list(LANGUAGES), "description": "of the sentences"},
    }
    return {
        "$schema": DIALECT,
        "title": title,
        **_object({**head, **_fields(shape_of(of), of)}),
    }


def _fields(shape: Shape, of: Any) -> dict[str, Schema]:
    """The schema of each entry of a shape, of a class or a union of classes."""
    return {name: _of_entry(entry, of) for name, entry in shape.items()}


def _of_entry(entry: str | Shape | Each | InWords, of: Any) -> Schema:
    match entry:
        case str():
            return _of_type(_type_at(entry, of))
        case InWords():
            return {"type": "string"}
        case Each():
            (held,) = (one for one in _members(_type_at(entry.path, of)) if one is not NoneType)
            item = get_args(held)[0]
            return _list(_object(_fields(entry.shape, item)) if entry.shape else _of_type(item))
        case _:
            return _object(_fields(entry, of))


def _type_at(path: str, of: Any) -> Any:
    """The type of what is at a path, null where a member of a union lacks an attribute."""
    for step in path.split("."):
        found = [_type_of(step, one) for one in _members(of) if one is not NoneType]
        if not any(found):
            raise AttributeError(f"no {step!r} in {of}, on the path {path!r}")
        some_lack_it = NoneType in _members(of) or not all(found)
        of = Union[(*filter(None, found), *[NoneType] * some_lack_it)]
    return of


def _type_of(name: str, of: Any) -> Any:
    """The type of an attribute, or of what a mapping holds; `None` where there is none."""
    if get_origin(of) is Mapping:
        return get_args(of)[1]
    found = getattr(of, name, None)
    if isinstance(found, property | cached_property):
        getter = found.fget if isinstance(found, property) else found.func
        return get_type_hints(getter, include_extras=True)["return"]
    # The module of the class need not import what only the type of its `json` is made of.
    written = get_type_hints(of, localns=_NAMES, include_extras=True).get(name)
    return get_args(written)[0] if get_origin(written) is ClassVar else written


_NAMES = {**vars(contract), "Comparison": Comparison, "Plan": Plan}
"""What the types of the result classes are made of, imported by their modules or not."""


def _members(of: Any) -> tuple[Any, ...]:
    """The types of a union; an indicator of either shape is one of its kinds."""
    members = get_args(of) if get_origin(of) in (Union, UnionType) else (of,)
    return tuple(kind for one in members for kind in _KINDS_OF.get(one, (one,)))


_KINDS_OF: dict[Any, tuple[type[AnyIndicator], ...]] = {
    shape: tuple(kind for kind in KINDS.values() if issubclass(kind, shape))
    for shape in (MeasuredIndicator, StatesIndicator)
}


def _of_type(of: Any) -> Schema:
    """The schema of a type, as `formats/json.py` writes its values."""
    origin, parts = get_origin(of), get_args(of)
    if origin is Annotated:
        return _of_type(parts[0]) | _of_rule(*parts[1:])
    if origin is Literal:
        return {"enum": list(parts)}
    if origin is tuple:
        return _list(_of_type(parts[0]))
    if origin in (Union, UnionType):
        return _of_union(parts)
    if origin is Mapping:
        return {"type": "object"}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(parts[1])}
    if of in _SCALARS:
        return dict(_SCALARS[of])
    if issubclass(of, StrEnum):
        return {"enum": [one.value for one in of]}
    return _object(_fields(shape_of(of), of))


_SCALARS: dict[Any, Schema] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "number"},
    Fraction: {"type": "number"},
    str: {"type": "string"},
    Place: {"type": "string"},
}


def _of_rule(rule: Rule) -> Schema:
    said = {
        "enum": list(rule.among) or None,
        "pattern": rule.pattern,
        "minLength": rule.shortest,
        "minimum": rule.lowest,
        "maximum": rule.highest,
    }
    return {key: value for key, value in said.items() if value is not None}


def _of_union(parts: tuple[Any, ...]) -> Schema:
    """Literals are one list of values; null comes last."""
    values = [value for part in parts if get_origin(part) is Literal for value in get_args(part)]
    others = [part for part in parts if get_origin(part) is not Literal and part is not NoneType]
    may_be_null = NoneType in parts
    if values and not others:
        return {"enum": values + [None] * may_be_null}
    choices = [_of_type(part) for part in others] + [{"enum": values}] * bool(values)
    choices += [_of_type(NoneType)] * may_be_null
    return choices[0] if len(choices) == 1 else {"anyOf": choices}


def _object(fields: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _of_yaml(schema: Schema, title: str) -> Schema:
    """Allow numbers for text: people leave them unquoted in YAML; sqc reads scalars as text.

    English texts stand in a file of their own.
    """
    for piece in (schema, *schema["$defs"].values()):
        if fields := piece.get("properties"):
            chinese = [name for name in fields if not name.endswith(SUFFIX)]
            piece["properties"] = {name: _as_completed(fields[name]) for name in chinese}
    return {"$schema": DIALECT, **_relaxed(schema), "title": title}


def _as_completed(field: Schema) -> Schema:
    """Without a title made from the key, and without a default that an editor would type."""
    kept = {key: value for key, value in field.items() if key != "title"}
    if kept.get("default") in (None, "", [], ()):
        kept.pop("default", None)
    return kept


def _relaxed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_relaxed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    relaxed = {key: _relaxed(value) for key, value in schema.items()}
    # Older versions of pydantic write the same schema with more nesting.
    if len(relaxed.get("allOf", ())) == 1:
        relaxed = {**relaxed.pop("allOf")[0], **relaxed}
    if "const" in relaxed:
        relaxed.pop("enum", None)
    kind = relaxed.get("type")
    if isinstance(kind, str) and kind in _ALSO and "enum" not in relaxed and "const" not in relaxed:
        relaxed |= _ALSO[kind]
    return relaxed


_ALSO: dict[str, Schema] = {
    "string": {"type": ["string", "number"]},
    "integer": {"type": ["integer", "string"], "pattern": "^[0-9]+$"},
    "boolean": {
        "type": ["boolean", "string"],
        "pattern": "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF|1|0)$",
    },
}
"""How people write it in YAML, some of them in quotes. A pattern is for text only."""

SCHEMAS = {
    "plan.schema.json": plan_schema,
    "plan.en.schema.json": plan_english_schema,
    "tasks.schema.json": tasks_schema,
    "tasks.en.schema.json": tasks_english_schema,
    "actuals.schema.json": actuals_schema,
    "report.schema.json": report_schema,
    "check.schema.json": check_schema,
    "plan-check.schema.json": plan_check_schema,
    "plan-import.schema.json": plan_import_schema,
    "diff.schema.json": diff_schema,
    "batch-record.schema.json": batch_record_schema,
    "roll-up.schema.json": roll_up_schema,
}


def main(arguments: list[str]) -> int:
    stale = []
    for name, make in SCHEMAS.items():
        path = FOLDER / name
        written = json.dumps(make(), ensure_ascii=False, indent=2) + "\n"
        if "--check" in arguments:
            if not path.is_file() or path.read_text(encoding="utf-8") != written:
                stale.append(name)
        else:
            path.write_text(written, encoding="utf-8")
    for name in stale:
        print(f"schemas/{name} is not what the code says: run scripts/make_schemas.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
