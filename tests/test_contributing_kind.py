"""The kind that CONTRIBUTING.md adds as an example works as it stands there, and needs no more."""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import word_document
from jsonschema import Draft202012Validator
from sums import is_right
from test_cases import FIGURES, check_keys, file_of, found_in, plan_of, wanted

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, FORMATS, Options
from shengzhou_quality.plan.kinds import CLASSES
from shengzhou_quality.plan.kinds.steps import Step
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.sources.yaml import read_yaml
from shengzhou_quality.words import LANGUAGES, Words
from shengzhou_quality.words.en import MESSAGES as ENGLISH
from shengzhou_quality.words.zh import MESSAGES as CHINESE

if TYPE_CHECKING:
    from collections.abc import Callable

    from shengzhou_quality.plan.model import Plan

ROOT = Path(__file__).parent.parent
NAME = "cap"


def blocks() -> list[tuple[str, str]]:
    """The blocks of the section, each with its language."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("\n## A kind\n")[2].partition("\n## ")[0]
    found = re.findall(r"^ *```(\w+)\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL)
    return [(language, textwrap.dedent(block)) for language, block in found]


def cases() -> list[Any]:
    ((_, written),) = [block for block in blocks() if block[0] == "yaml"]
    data = read_yaml(written.encode(), "CONTRIBUTING.md").data
    assert isinstance(data, list)
    return data


@pytest.fixture
def cap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[Any]:
    """The kind, in the table and with its words; no file of the package is touched."""
    code, chinese, english = (block for language, block in blocks() if language == "python")
    path = tmp_path / "cap.py"
    path.write_text(code, encoding="utf-8")
    name = f"shengzhou_quality.plan.kinds.{NAME}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    spec.loader.exec_module(module)
    monkeypatch.setitem(CLASSES, NAME, "Cap")
    for catalogue, written in ((CHINESE, chinese), (ENGLISH, english)):
        for key, message in ast.literal_eval(written).items():
            monkeypatch.setitem(catalogue, key, message)
    return module.Cap  # type: ignore[no-any-return]


def plan_in(folder: Path, given: dict[str, Any]) -> Plan:
    file = folder / "indicators.yaml"
    file.write_text(json.dumps(plan_of(given), ensure_ascii=False), encoding="utf-8")
    return load_plan(file)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_its_cases_hold_and_are_explained(
    cap: type[Any], case: dict[str, Any], xlsx: Callable[..., bytes], tmp_path: Path
) -> None:
    check_keys(case)
    plan = plan_in(tmp_path, case["plan"])
    assert isinstance(plan.indicators[0], cap)
    actuals = read_contents([file_of(case, plan.indicators[0].name, xlsx)], plan)
    year = int(case["year"]) if "year" in case else None
    report = evaluate(plan, actuals, year=year)
    (result,) = report.indicators
    expected, found = wanted(case["expect"]), found_in(report, result, case["expect"])
    assert {key: found[key] for key in expected} == expected, case.get("why")

    chain = trace(plan, plan.indicators[0], actuals, year=year)
    assert chain.judged is not None
    for step in (*chain.judged.arithmetic, *chain.judged.outlook):
        if isinstance(step, Step) and step.field:
            assert step.figure == getattr(result, step.field)
            assert step.field in FIGURES
    for language in LANGUAGES:
        for form in CHAIN_FORMATS.values():
            made = word_document.said(form.render(chain, Words(language), Options()))
            assert "None" not in made
            assert "Fraction" not in made
        for format_ in FORMATS.values():
            assert format_.render(report, Words(language), Options())


@pytest.mark.usefixtures("cap")
def test_its_sums_are_right(xlsx: Callable[..., bytes], tmp_path: Path) -> None:
    """3 + 2 = 5 of 10 × (2 ÷ 5) = 4; 4 ÷ 5 = 0.8."""
    case = next(one for one in cases() if one.get("year") == "2022")
    plan = plan_in(tmp_path, case["plan"])
    actuals = read_contents([file_of(case, plan.indicators[0].name, xlsx)], plan)
    chain = trace(plan, plan.indicators[0], actuals, year=2022)
    made = CHAIN_FORMATS["json"].render(chain, Words("zh"), Options())
    lines = json.loads(made, parse_float=Decimal)["arithmetic"]
    steps = {line["code"]: line for line in lines if line["line"] == "step"}
    assert {code: (line["numbers"], line["result"]) for code, line in steps.items()} == {
        "total": ("3 + 2", 5),
        "length": ("2025 - 2020", 5),
        "elapsed": ("2022 - 2020", 2),
        "time-share": ("2 ÷ 5", Decimal("0.4")),
        "expected-total": ("10 × (2 ÷ 5)", 4),
        "total-pace": ("10 × (2 ÷ 5) ÷ 5", Decimal("0.8")),
    }
    for line in steps.values():
        assert is_right(line["numbers"], Decimal(line["result"]), rounded=line["rounded"])


@pytest.mark.usefixtures("cap")
def test_its_faults_are_those_of_every_kind(tmp_path: Path) -> None:
    for given, code in (
        ({"kind": NAME, "target": "10", "direction": "increase"}, "plan-target-against-direction"),
        (
            {"kind": NAME, "target": "10", "baseline": "few", "direction": "decrease"},
            "plan-not-a-figure",
        ),
    ):
        plan = plan_in(tmp_path, given)
        assert [finding.code for finding in plan.warnings] == [code]
        assert [one.left_to_people for one in plan.indicators] == [True]


def test_its_schema_is_made(cap: type[Any]) -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        from make_schemas import plan_schema
    finally:
        sys.path.pop(0)
    schema = plan_schema()
    assert schema["$defs"][cap.__name__]["properties"]["kind"]["const"] == NAME
    plan = plan_of({"kind": NAME, "target": "10", "direction": "decrease"})
    Draft202012Validator(schema).validate(plan)


def test_its_line_in_the_table_is_as_the_text_says() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert '`"cap": "Cap"`' in text
