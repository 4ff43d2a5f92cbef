"""Test that the published schemas match the code, and that every shipped file validates."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from shengzhou_quality.evaluation.check import check
from shengzhou_quality.formats import CHECK_FORMATS, FORMATS, Options
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.sources.yaml import read_yaml
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*-20*.xlsx"))


@cache
def schema(name: str) -> Draft202012Validator:
    written = json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(written)
    return Draft202012Validator(written)


def faults(validator: Draft202012Validator, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_the_schemas_are_what_the_code_says() -> None:
    script = ROOT / "scripts" / "make_schemas.py"
    run = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("file", "against"),
    [
        ("plan/indicators.yaml", "plan.schema.json"),
        ("plan/tasks.yaml", "tasks.schema.json"),
        ("examples/actuals.yaml", "actuals.schema.json"),
    ],
)
def test_the_files_we_ship_validate(file: str, against: str) -> None:
    data = read_yaml((ROOT / file).read_bytes(), file).data
    assert faults(schema(against), data) == []


@pytest.mark.parametrize(
    ("language", "choice"),
    [("zh", {}), ("en", {}), ("zh", {"year": 2022}), ("zh", {"only": ["5", "13", "C05", "M28"]})],
)
@pytest.mark.parametrize(
    "example", [*EXAMPLES, ROOT / "examples" / "actuals.yaml"], ids=lambda path: path.name
)
def test_every_report_validates(
    example: Path, language: str, choice: dict[str, Any], judge: Callable[..., Report]
) -> None:
    report = judge((example.name, example.read_bytes()), **choice)
    written = FORMATS["json"].render(report, Words(language), Options())
    assert faults(schema("report.schema.json"), json.loads(written)) == []


@pytest.mark.parametrize("only", [None, ["5", "13", "C05", "M28"]])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_check_validates(example: Path, only: list[str] | None, plan: Plan) -> None:
    report = check(plan, read_actuals([example], plan), only=only)
    written = CHECK_FORMATS["json"].render(report, Words("zh"), Options())
    assert faults(schema("check.schema.json"), json.loads(written)) == []


def test_a_report_with_a_field_missing_does_not_validate() -> None:
    assert faults(schema("report.schema.json"), {"schema_version": 1})


@pytest.fixture(scope="module")
def of_tasks(judge: Callable[..., Report]) -> bytes:
    """The report of the example with tasks."""
    example = ROOT / "examples" / "tasks-2025.xlsx"
    report = judge((example.name, example.read_bytes()))
    return FORMATS["json"].render(report, Words("zh"), Options())


@pytest.mark.parametrize(
    ("part", "field", "wrong"),
    [
        ("indicators", "category", None),
        ("indicators", "constraint", None),
        ("indicators", "severity", "info"),
        ("indicators", "kind", None),
        ("indicators", "status", "good"),
        ("indicators", "gap", "1.5"),
        ("indicators", "series", None),
        ("commitments", "constraint", "binding"),
        ("commitments", "demanded", True),
        ("milestones", "narrative", None),
    ],
)
def test_the_schema_is_as_exact_as_the_contract(
    part: str, field: str, wrong: object, of_tasks: bytes
) -> None:
    """What the contract never holds (design §7) does not validate."""
    data = json.loads(of_tasks)
    data[part][0][field] = wrong
    assert faults(schema("report.schema.json"), data)
