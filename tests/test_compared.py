"""What is compared with another item: whose figures, where they stand, and what is asked for.

The verdicts and figures of the kinds are in cases/relative.yaml and cases/trend.yaml.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sums import is_right

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import CHAIN_FORMATS, FORMATS, Options
from shengzhou_quality.plan.compiled import compile_plan, compiled_plan
from shengzhou_quality.plan.loader import inspect_files, load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

HEAD = {"id": "example", "title": "示例规划", "baseline_year": "2020", "target_year": "2025"}
ITEM = {
    "category": "all", "unit": "%", "constraint": "binding",
    "source": {"section": "一", "quote": "示例"},
}  # fmt: skip
GDP = {"id": "1", "name": "地区生产总值增速", "kind": "narrative", "target": "保持在合理区间"}
INCOME = {
    "id": "2", "name": "居民收入增速", "kind": "relative", "target": "高于GDP增长",
    "against": "1", "over": "period",
}  # fmt: skip
AIR = {
    "id": "3", "name": "优良率", "kind": "relative", "target": "不低于全省平均水平",
    "against": "R1", "over": "year",
}  # fmt: skip
SALES = {
    "id": "4", "name": "消费增速", "kind": "relative", "target": "与GDP增长基本同步",
    "against": "1", "over": "period", "tolerance": "0.5",
}  # fmt: skip
READING = {"id": "5", "name": "阅读率", "kind": "trend", "target": "稳步提升", "baseline": "70"}
PROVINCE = {"id": "R1", "name": "全省平均优良率", "unit": "%"}

VALUES = """\
指标,2021年,2022年,2023年
地区生产总值增速,8,3,6
居民收入增速,9,4,6.5
优良率,90,91,92
消费增速,8,3,7
阅读率,71,70.5,73
全省平均优良率,89,92,91.5
"""


def written(
    *items: Mapping[str, Any], comparisons: tuple[Mapping[str, Any], ...] = (PROVINCE,)
) -> str:
    """JSON is YAML; an item a line, so that a fault has a line of its own."""
    found = ({key: one for key, one in (ITEM | dict(item)).items() if one} for item in items)
    lines = ",\n".join(json.dumps(item, ensure_ascii=False) for item in found)
    rest = {"plan": HEAD, "categories": [{"key": "all", "name": "全部"}]}
    if comparisons:
        rest["comparisons"] = list(comparisons)
    return f'{json.dumps(rest, ensure_ascii=False)[:-1]},\n"indicators": [\n{lines}\n]}}\n'


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    file = tmp_path_factory.mktemp("plan") / "indicators.yaml"
    file.write_text(written(GDP, INCOME, AIR, SALES, READING), encoding="utf-8")
    return load_plan(file)


def actuals_of(plan: Plan, text: str = VALUES) -> Actuals:
    return read_contents([("data.csv", text.encode())], plan)


def report_of(plan: Plan, text: str = VALUES, **options: Any) -> Report:
    return evaluate(plan, actuals_of(plan, text), **options)


def without(name: str, year: str = "") -> str:
    """The values without a row, or without the value of one year of it."""
    head, *rows = [line.split(",") for line in VALUES.splitlines()]
    if not year:
        return "\n".join(",".join(row) for row in (head, *rows) if row[0] != name)
    place = head.index(f"{year}年")
    for row in rows:
        row[place] = "" if row[0] == name else row[place]
    return "\n".join(",".join(row) for row in (head, *rows))


def test_both_rows_stand_in_the_chain_with_their_cells(example: Plan) -> None:
    chain = trace(example, example.indicators[1], actuals_of(example))
    assert chain.judged is not None
    other = chain.judged.compared
    assert other is not None
    assert other.indicator.name == "地区生产总值增速"
    assert [str(one.seen.place) for one in other.reported] == [
        "data.csv:2:2", "data.csv:2:3", "data.csv:2:4",
    ]  # fmt: skip
    assert all(one.entered for one in other.reported)


def test_every_sum_is_right(example: Plan) -> None:
    """tests/sums.py computes each line anew: 1.09 × 1.04 × 1.065 = 1.207284."""
    seen = set()
    actuals = actuals_of(example)
    for indicator in example.indicators:
        made = CHAIN_FORMATS["json"].render(
            trace(example, indicator, actuals), Words("zh"), Options()
        )
        data = json.loads(made, parse_float=Decimal)
        for line in (*data["arithmetic"], *data["outlook"]):
            if line["line"] == "step":
                seen.add(line["code"])
                assert is_right(line["numbers"], Decimal(line["result"]), rounded=line["rounded"])
    assert {"growth", "compared-growth", "mean", "compared-mean", "growth-margin"} <= seen


def test_the_report_names_the_other_and_its_figure(example: Plan) -> None:
    data = json.loads(FORMATS["json"].render(report_of(example), Words("zh"), Options()))
    gdp, income, air, *_ = data["indicators"]
    assert gdp["compared"] is None
    assert income["compared"]["id"] == "1"
    assert income["compared"]["low"] == income["compared"]["high"] == 5.646622  # 1.179144^(1/3)
    assert income["compared"]["missing"] == []
    assert air["compared"]["name"] == "全省平均优良率"
    assert air["compared"]["text"] == "91.5"
    assert air["compared"]["places"] == ["data.csv:7:4"]
    assert income["compared"]["places"] == ["data.csv:2:2", "data.csv:2:3", "data.csv:2:4"]
    assert [one["text"] for one in air["compared"]["series"]] == ["89", "92", "91.5"]
    assert len(data["indicators"]) == data["summary"]["total"] == 5  # R1 is in no table, no count


@pytest.mark.parametrize(
    ("left_out", "asked", "missing"),
    [
        (("全省平均优良率", ""), {"R1": (2021, 2022, 2023)}, {"3": (2021, 2022, 2023)}),
        (("全省平均优良率", "2022"), {"R1": (2022,)}, {"3": (2022,)}),
        # Of a narrative item only the year judged is needed, but two others compare its growth.
        (("地区生产总值增速", "2022"), {"1": (2022,)}, {"2": (2022,), "4": (2022,)}),
        (("居民收入增速", "2022"), {"2": (2022,)}, {}),
    ],
)
def test_the_missing_figure_is_asked_for_where_it_is_reported(
    example: Plan,
    left_out: tuple[str, str],
    asked: dict[str, tuple[int, ...]],
    missing: dict[str, tuple[int, ...]],
) -> None:
    report = report_of(example, without(*left_out), year=2023)
    assert {one.result.indicator.id: one.years for one in report.lists.missing} == asked
    found = {one.indicator.id: one.compared.missing for one in report.indicators if one.compared}
    assert {identity: years for identity, years in found.items() if years} == missing
    for name in ("terminal", "markdown", "json"):
        assert b"None" not in FORMATS[name].render(report, Words("en"), Options())


def test_a_provisional_figure_of_the_other_is_marked(example: Plan) -> None:
    report = report_of(example, VALUES.replace("91.5", "91.5（初步核算）"))
    said = FORMATS["markdown"].render(report, Words("zh"), Options()).decode()
    assert "“全省平均优良率”2023年为初步数。" in said


def test_one_item_alone_is_judged_alike(example: Plan) -> None:
    whole, alone = report_of(example), report_of(example, only=["2"])
    (found,) = alone.indicators
    assert found.compared == whole.indicators[1].compared
    assert (found.verdict, found.pace) == (whole.indicators[1].verdict, whole.indicators[1].pace)
    assert alone.summary.everything.total == 1


def test_a_compiled_plan_is_the_same(example: Plan) -> None:
    again = compiled_plan(compile_plan(example).encode(), example.files)
    assert again is not None
    assert again.comparisons == example.comparisons
    assert again.indicators == example.indicators


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ({"against": None}, "plan-against-not-written"),
        ({"over": None}, "plan-over-not-written"),
        ({"unit": "元"}, "plan-over-needs-growth"),
        ({"over": "month"}, "plan-not-one-of"),
        ({"tolerance": "一点"}, "plan-not-a-figure"),
        ({"tolerance": "-1"}, "plan-not-a-tolerance"),
        ({"direction": "decrease"}, "plan-target-against-direction"),
        ({"against": "R2"}, "plan-against-unknown"),
        ({"against": "2"}, "plan-against-itself"),
        ({"against": "6"}, "plan-against-not-comparable"),
        ({"against": "7"}, "plan-against-in-other-unit"),
    ],
)
def test_what_cannot_be_compared_is_a_fault_at_its_line(
    item: dict[str, str | None], code: str, tmp_path: Path
) -> None:
    states = [{"key": "begun", "name": "推进中"}, {"key": "done", "name": "完成创建"}]
    others = (
        {"id": "6", "name": "创建", "kind": "milestone", "target": "完成创建",
         "unit": "/", "states": states},
        {"id": "7", "name": "人口", "kind": "narrative", "target": "保持稳定", "unit": "万人"},
    )  # fmt: skip
    file = tmp_path / "indicators.yaml"
    file.write_text(written(GDP, INCOME | item, *others), encoding="utf-8")
    (fault,) = inspect_files(file).faults
    assert (fault.code, fault.severity) == (code, "error")
    assert fault.place is not None
    assert fault.place.line == 4


@pytest.mark.parametrize(
    ("comparison", "code"),
    [
        ({"id": "X1"}, "plan-bad-value"),
        ({"name": "居民收入增速"}, "plan-name-twice"),
        ({"figure": "很高"}, "plan-not-a-figure"),
        ({"figure": "5元"}, "plan-figure-in-other-unit"),
        ({"figure": "8.5"}, "plan-figure-without-source"),
        ({"figur": "5"}, "plan-unknown-key"),
    ],
)
def test_a_comparison_is_checked(comparison: dict[str, str], code: str, tmp_path: Path) -> None:
    file = tmp_path / "indicators.yaml"
    file.write_text(written(GDP, INCOME, comparisons=(PROVINCE | comparison,)), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_plan(file)
    assert [fault.code for fault in caught.value.diagnostics] == [code]
