"""Make the JSON Schemas in schemas/ from the code: plan, tasks, actuals, report, check.

Run with `--check` to compare instead of writing; a test does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Union

from pydantic import Field, TypeAdapter, create_model

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.check import CheckGate
from shengzhou_quality.evaluation.item_result import WhyUnused
from shengzhou_quality.evaluation.list_entries import Why
from shengzhou_quality.evaluation.report import Conclusion, FailOn, YearRule
from shengzhou_quality.formats.json import SCHEMA_VERSION
from shengzhou_quality.judgement import Form, NoteCode, Status, Verdict
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.indicator import Conflict, Constraint
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.model import Category, CutOffs, Head
from shengzhou_quality.plan.schema import Written, model_of
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.reading.readers.assessment_list import FIELDS as ASSESSMENT_FIELDS
from shengzhou_quality.reading.readers.assessment_list import KEYS as ASSESSMENTS
from shengzhou_quality.reading.readers.assessment_list import SETTLED_FIELDS, SETTLED_KEYS
from shengzhou_quality.reading.readers.listing import FIELDS, STATES, VALUES

FOLDER = Path(__file__).resolve().parent.parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def plan_schema() -> Schema:
    """The schema of plan/indicators.yaml."""
    kinds: Any = Union[tuple(model_of(kind) for kind in KINDS.values())]  # noqa: UP007
    indicators = Annotated[kinds, Field(discriminator="kind")]
    states = model_of(MilestoneStates)
    model = create_model(
        "PlanFile",
        __base__=Written,
        plan=(model_of(Head), ...),
        states=(dict[str, states], {}),  # type: ignore[valid-type]
        assessment=(model_of(CutOffs), ...),
        categories=(_many(model_of(Category)), ...),
        indicators=(_many(indicators), ...),
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
        field.pop("default")
        field |= next(part for part in field.pop("anyOf") if part != {"type": "null"})
    schema["required"] += keys


def tasks_schema() -> Schema:
    """The schema of plan/tasks.yaml."""
    model = create_model(
        "TasksFile",
        __base__=Written,
        milestone_states=(model_of(MilestoneStates), None),
        tasks=(_many(model_of(Task)), ...),
        safeguards=(_many(model_of(Safeguard)), ...),
        conflicts=(_many(model_of(Conflict)), ()),
    )
    title = "A plan's tasks with their commitments and milestones, its safeguards and conflicts"
    return _of_yaml(TypeAdapter(model).json_schema(), title)


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
    """The schema of `--format json` (design §7): numbers are numbers, every field is present."""
    text, count, flag = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
    ratio, year = {"type": "number"}, {"type": "integer"}
    number = _or_null(ratio)
    statuses = {status.value: count for status in Status}
    counted = {
        "total": count,
        "excluded": count,
        "met": count,
        "not_met": count,
        "judged": count,
        "completion_rate": number,
        "completion_rate_judged": number,
        **statuses,
    }
    quote = _object(section=text, quote=text)
    bounds = {"low": number, "high": number, "low_open": flag, "high_open": flag}
    actual = _object(
        text=text,
        low=number,
        high=number,
        low_open=_or_null(flag),
        high_open=_or_null(flag),
        state=_or_null(text),
        form=_or_null(_one_of(Form)),
        provisional=flag,
        places=_list(text),
        either=_or_null(_list(_object(**bounds, form=_one_of(Form)))),
    )
    series = _object(
        year=year,
        text=_or_null(text),
        place=_or_null(text),
        verdict=_or_null(_one_of(Verdict)),
        readable=flag,
        provisional=flag,
        forecast=flag,
    )
    fields: dict[str, Schema] = {
        "id": text,
        "key": text,
        "name": text,
        "category": text,
        "unit": _or_null(text),
        "constraint": _one_of(Constraint),
        "kind": {"enum": list(KINDS)},
        "baseline": _object(text=_or_null(text)),
        "target": {"anyOf": [_object(text=text, **bounds), _object(text=text)]},
        "actual": _or_null(actual),
        "series": _list(series),
        "unused": _list(_object(year=year, text=text, place=text, why=_one_of(WhyUnused))),
        "verdict": _one_of(Verdict),
        "status": _one_of(Status),
        "severity": {"enum": ["error", "warning", None]},
        "margin": number,
        "gap": number,
        "progress": number,
        "expected_progress": number,
        "expected": number,
        "pace": number,
        "needed_per_year": number,
        "projected": number,
        "notes": _list(_object(code=_one_of(NoteCode), text=text)),
        "evidence": _list(text),
        "provenance": _list(
            _object(
                year=_or_null(year),
                office=_or_null(text),
                source=_or_null(text),
                evidence=_or_null(text),
                remark=_or_null(text),
                place=text,
            )
        ),
        "source": quote,
        "assessed": _or_null(_assessed()),
        "opinions": _list(_assessed()),
    }
    promise = {
        **fields,
        "category": {"type": "null"},
        "constraint": {"type": "null"},
        "kind": {"enum": [*KINDS, None]},
        "target": {
            "anyOf": [_object(text=text, **bounds), _object(text=_or_null(text))],
        },
        "verdict": _or_null(_one_of(Verdict)),
        "status": _or_null(_one_of(Status)),
        "deadline": _or_null(text),
        "modality": _or_null(text),
        "task": text,
        "place": text,
        "restates": _or_null(text),
        "own_scope": _or_null(text),
    }
    commitment = {
        "narrative": _or_null(text),
        "said": _list(_object(year=_or_null(year), text=text, place=text)),
    }
    milestone = {
        "completed": _or_null(text),
        "demanded": flag,
        "floor": _or_null(text),
        "stretch": _or_null(text),
    }
    report = _object(
        **_head(),
        year=year,
        year_choice=_object(rule=_one_of(YearRule), with_value=count, with_data=count),
        final=flag,
        only=_or_null(_list(text)),
        sources=_list(_object(path=text, sha256=_SHA256)),
        result=_object(
            passed=flag,
            exit_code={"enum": [0, 1]},
            fail_on=_one_of(FailOn),
            conclusion=_one_of(Conclusion),
        ),
        summary=_object(
            **counted,
            binding=_object(**counted),
            anticipatory=_object(**counted),
            categories=_list(_object(key=text, name=text, **counted)),
        ),
        assessment=_object(ahead=ratio, on_track=ratio, slipping=ratio),
        indicators=_list(_object(**fields)),
        commitments=_list(_object(**promise, **commitment)),
        milestones=_list(_object(**promise, **milestone)),
        tasks=_list(
            _object(
                id=text,
                title=text,
                **counted,
                commitments=_object(**counted, left_to_people=count),
                milestones=_object(**counted),
                encouraged=_object(**counted),
            )
        ),
        lists=_lists(),
        diagnostics=_list(_diagnostic()),
    )
    return {"$schema": DIALECT, "title": "A report of sqc evaluate --format json", **report}


def _assessed() -> Schema:
    """A person's judgement next to the computed one."""
    text, number = {"type": "string"}, _or_null({"type": "number"})
    baseline = _object(
        text=text,
        status=_one_of(Status),
        progress=number,
        expected=number,
        pace=number,
        needed_per_year=number,
        projected=number,
    )
    return _object(
        status=_or_null(_one_of(Status)),
        excluded={"type": "boolean"},
        baseline=_or_null(baseline),
        reason=text,
        by=_or_null(text),
        date=_or_null(text),
        place=text,
    )


def _lists() -> Schema:
    """预警清单, 催报清单, and the items of the tasks that were not reported."""
    text, number = {"type": "string"}, _or_null({"type": "number"})
    where = {name: _or_null(text) for name in ("file", "sheet", "office")}
    where |= {"found": {"type": "boolean"}, "rows": _or_null(text)}
    warning = _object(
        id=text,
        name=text,
        unit=_or_null(text),
        severity={"enum": ["error", "warning"]},
        status=_one_of(Status),
        assessed_status=_or_null(_one_of(Status)),
        gap=number,
        needed_per_year=number,
    )
    missing = _object(
        id=text,
        name=text,
        why=_one_of(Why),
        years=_list({"type": "integer"}),
        cells=_list(_object(text=text, place=text)),
        empty=_list(_object(year=_or_null({"type": "integer"}), place=text)),
        **where,
    )
    unreported = _object(task=text, commitments=_list(text), milestones=_list(text), **where)
    return _object(warnings=_list(warning), missing=_list(missing), unreported=_list(unreported))


def check_schema() -> Schema:
    """The schema of `sqc check --format json`."""
    text, count, flag = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
    year = {"type": "integer"}
    indicator = _object(id=text, key=text, name=text, matched=flag, years=_list(year))
    check = _object(
        **_head(),
        sources=_list(_object(path=text, sha256=_SHA256, sheets=_list(text))),
        result=_object(
            passed=flag,
            exit_code={"enum": [0, 1]},
            fail_on=_one_of(CheckGate),
            errors=count,
            warnings=count,
            infos=count,
        ),
        checked=_object(
            total=count,
            matched=count,
            indicators=_list(indicator),
            commitments=_list(indicator),
            milestones=_list(indicator),
            years=_list(year),
            year=year,
            with_year=count,
            complete=flag,
            only=_or_null(_list(text)),
        ),
        diagnostics=_list(_diagnostic()),
    )
    return {"$schema": DIALECT, "title": "A report of sqc check --format json", **check}


def _head() -> dict[str, Schema]:
    """The fields with which each of our JSON outputs begins."""
    text, year = {"type": "string"}, {"type": "integer"}
    return {
        "schema_version": {"const": SCHEMA_VERSION},
        "tool": _object(name={"const": "sqc"}, version=text),
        "plan": _object(
            id=text,
            title=text,
            baseline_year=year,
            target_year=year,
            sha256=_SHA256,
            files=_list(_object(path=text, sha256=_SHA256)),
        ),
    }


def _diagnostic() -> Schema:
    text, number = {"type": "string"}, {"type": "integer"}
    location = _object(
        file=_or_null(text),
        sheet=_or_null(text),
        cell=_or_null(text),
        line=_or_null(number),
        column=_or_null(number),
    )
    return _object(
        code={"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        severity=_one_of(Severity),
        message=text,
        hint=text,
        indicator=_or_null(text),
        settled=_or_null(_object(reason=text, by=_or_null(text), date=_or_null(text), place=text)),
        location=location,
    )


def _object(**fields: Schema) -> Schema:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(values: type[StrEnum]) -> Schema:
    return {"enum": [value.value for value in values]}


def _of_yaml(schema: Schema, title: str) -> Schema:
    """Allow numbers for text: people leave them unquoted in YAML; sqc reads scalars as text."""
    return {"$schema": DIALECT, **_relaxed(schema), "title": title}


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
    also = {
        "string": ["string", "number"],
        "integer": ["integer", "string"],
        "boolean": ["boolean", "string"],
    }
    kind = relaxed.get("type")
    if isinstance(kind, str) and kind in also and "enum" not in relaxed and "const" not in relaxed:
        relaxed["type"] = also[kind]
    return relaxed


SCHEMAS = {
    "plan.schema.json": plan_schema,
    "tasks.schema.json": tasks_schema,
    "actuals.schema.json": actuals_schema,
    "report.schema.json": report_schema,
    "check.schema.json": check_schema,
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
