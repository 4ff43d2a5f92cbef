"""Run every case of cases/*.yaml; the expected results are in the cases."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from outcomes import outcome_by_judging, outcome_by_report

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.sources.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shengzhou_quality.evaluation.item_result import Actual, IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

FOLDER = Path(__file__).parent / "cases"

CASE_KEYS = {
    "case", "why", "indicator", "plan", "actuals", "form", "serial", "evidence",
    "percent_cells", "year", "fail_on", "expect", "state", "completed", "others",
}  # fmt: skip
PLAN_KEYS = {
    "kind", "target", "baseline", "direction", "domain", "plausible", "whole", "unit",
    "constraint", "readings", "states", "name", "baseline_year", "target_year", "cut_offs",
    "targets", "changed_targets", "stretch", "baseline_of",
    "against", "over", "tolerance", "every_year", "comparisons", "change", "change_in", "reported",
}  # fmt: skip
FIGURES = (
    "gap", "margin", "progress", "expected", "expected_progress", "pace", "needed_per_year",
    "projected",
)  # fmt: skip
EXPECT_KEYS = {
    "verdict", "status", "severity", "actual", *FIGURES, "notes", "no_notes", "diagnostics",
    "exit_code", "year_judged", "unused",
}  # fmt: skip


def all_cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in read_yaml(path.read_bytes(), path.name).data or ():
            title = case.get("case", "?") if isinstance(case, dict) else "?"
            yield pytest.param(case, id=f"{path.stem}: {title}")


@pytest.mark.parametrize("case", list(all_cases()))
def test_case(case: dict[str, Any], plan: Plan, xlsx: Callable[..., bytes], tmp_path: Path) -> None:
    check_keys(case)
    if "plan" in case:
        file = tmp_path / "indicators.yaml"
        file.write_text(json.dumps(plan_of(case["plan"]), ensure_ascii=False), encoding="utf-8")
        plan = load_plan(file)
    indicator = plan.find_reportable(case.get("indicator", "1"))
    assert indicator is not None, "no such indicator in the plan"
    name, content = file_of(case, indicator.name, xlsx)
    actuals = read_contents([(name, content)], plan)
    options: dict[str, Any] = {
        "year": int(case["year"]) if "year" in case else None,
        "only": [indicator.id],
        "fail_on": case.get("fail_on", "binding"),
    }
    report = evaluate(plan, actuals, **options)
    assert outcome_by_judging(plan, actuals, **options) == outcome_by_report(report)
    expected = wanted(case["expect"])
    promises = (item.result for item in (*report.commitments, *report.milestones))
    result = next(each for each in (*report.indicators, *promises) if each is not None)
    found = found_in(report, result, case["expect"])
    assert {key: found[key] for key in expected} == expected, case.get("why") or case["case"]


def check_keys(case: dict[str, Any]) -> None:
    """A misspelt key would be a check that never runs."""
    assert isinstance(case, dict)
    assert set(case) <= CASE_KEYS, f"unknown keys {sorted(set(case) - CASE_KEYS)}"
    assert {"case", "expect"} <= set(case), "a case needs case and expect"
    assert {"actuals", "state"} & set(case), "a case needs actuals or state"
    assert ("indicator" in case) is not ("plan" in case), "either indicator or plan"
    assert case["expect"], "nothing is expected"
    assert set(case["expect"]) <= EXPECT_KEYS, sorted(set(case["expect"]) - EXPECT_KEYS)
    assert set(case.get("plan", ())) <= PLAN_KEYS, sorted(set(case["plan"]) - PLAN_KEYS)


def plan_of(given: dict[str, Any]) -> dict[str, Any]:
    """A plan of one indicator, around what the case says of it."""
    quote = {"section": "一", "quote": "示例"}
    item: dict[str, Any] = {
        "id": "1", "key": "example", "name": "示例指标",
        "category": "all", "unit": "个", "constraint": "binding", "source": quote,
    }  # fmt: skip
    head = {
        "id": "example", "title": "示例规划", "issuer": "示例",
        "index_number": "1", "document_number": "1",
        "adopted": "2021-01-01", "published": "2021-01-01",
        "baseline_year": given.get("baseline_year", "2020"),
        "target_year": given.get("target_year", "2025"),
        "evaluation": quote,
    }  # fmt: skip
    outside = {
        "baseline_year", "target_year", "readings", "states", "cut_offs", "baseline_of",
        "changed_targets", "comparisons",
    }  # fmt: skip
    item |= {key: value for key, value in given.items() if key not in outside}
    item["readings"] = [{"target": target, **quote} for target in given.get("readings", ())]
    if "baseline_of" in given:
        item["baseline_year"] = given["baseline_of"]
    changes = [{**change, "source": quote} for change in given.get("changed_targets", ())]
    item |= {"changed_targets": changes} if changes else {}
    if "states" in given:
        item["states"] = [
            {"key": f"s{number}", "name": name} for number, name in enumerate(given["states"], 1)
        ]
    ahead, on_track, slipping = given.get("cut_offs", ("1.05", "0.95", "0.60"))
    return {
        "plan": head,
        "assessment": {"ahead": ahead, "on_track": on_track, "slipping": slipping},
        "categories": [{"key": "all", "name": "全部"}],
        "indicators": [item],
        **({"comparisons": given["comparisons"]} if "comparisons" in given else {}),
    }


def file_of(case: dict[str, Any], name: str, xlsx: Callable[..., bytes]) -> tuple[str, bytes]:
    values = case.get("actuals") or {}
    if case.get("percent_cells") == "true":
        header = ["指标", *(f"{year}年" for year in values)]
        cells = [float(value) for value in values.values()]
        formats = {f"{chr(ord('B') + place)}2": "0.00%" for place in range(len(cells))}
        return "data.xlsx", xlsx([header, [name, *cells]], formats=formats)
    item = {"indicator": name} | ({"values": values} if "actuals" in case else {})
    told = ("form", "evidence", "state", "completed")
    item |= {key: case[key] for key in told if key in case}
    if "serial" in case:
        item["id"] = case["serial"]
    others = [
        {"indicator": name, "values": values} for name, values in case.get("others", {}).items()
    ]
    return "data.yaml", json.dumps({"actuals": [item, *others]}, ensure_ascii=False).encode()


def wanted(expect: Mapping[str, Any]) -> dict[str, Any]:
    """The expectations with figures as Decimals; no diagnostics unless the case names them."""
    expected: dict[str, Any] = {"diagnostics": []}
    expected |= {key: None if value == "null" else value for key, value in expect.items()}
    for key in FIGURES:
        if expected.get(key) is not None:
            expected[key] = Decimal(expected[key])
    expected["diagnostics"] = sorted(expected["diagnostics"])
    return expected


def found_in(report: Report, result: IndicatorResult, expect: Mapping[str, Any]) -> dict[str, Any]:
    codes = [note.code.value for note in result.notes]
    found: dict[str, Any] = {key: getattr(result, key) for key in FIGURES}
    return found | {
        "verdict": result.verdict.value,
        "status": result.status.value,
        "severity": result.severity.value if result.severity else None,
        "actual": _actual(result.actual, expect.get("actual")),
        "notes": [code for code in expect.get("notes", ()) if code in codes],
        "no_notes": [code for code in expect.get("no_notes", ()) if code not in codes],
        "diagnostics": sorted(finding.code for finding in report.diagnostics),
        "exit_code": str(report.exit_code),
        "year_judged": str(report.year),
        "unused": [str(value.year) for value in result.unused],
    }


def _actual(actual: Actual | None, wanted_as: object) -> Any:
    """In the form in which the case wrote it: a point, a state, or both ends as `[20, ∞)`."""
    if actual is None:
        return None
    if actual.bounds is None:
        return actual.text
    bounds = actual.bounds
    point = isinstance(wanted_as, str) and wanted_as[:1] not in {"[", "("}
    if point and bounds.low == bounds.high:
        return wanted_as if bounds.low == Decimal(str(wanted_as)) else str(bounds.low)
    low = "−∞" if bounds.low is None else f"{bounds.low.normalize():f}"
    high = "∞" if bounds.high is None else f"{bounds.high.normalize():f}"
    return f"{'(' if bounds.low_open else '['}{low}, {high}{')' if bounds.high_open else ']'}"


@pytest.mark.parametrize(
    "case",
    [
        {"case": "拼错", "indicator": "1", "actuals": {}, "expect": {"verdikt": "met"}},
        {"case": "拼错", "indicator": "1", "actual": {}, "expect": {"verdict": "met"}},
        {"case": "拼错", "plan": {"knd": "level"}, "actuals": {}, "expect": {"verdict": "met"}},
        {"case": "没有期望", "indicator": "1", "actuals": {}, "expect": {}},
    ],
)
def test_a_case_with_an_unknown_key_fails(case: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        check_keys(case)


def test_every_case_file_says_how_to_add_a_case() -> None:
    for path in FOLDER.glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_titles_are_unique() -> None:
    titles = [str(param.id) for param in all_cases()]
    assert len(titles) == len(set(titles))
