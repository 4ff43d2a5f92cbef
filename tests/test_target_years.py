"""Test targets by year, changed targets, the stretch and baselines of other years."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sums import is_right

from shengzhou_quality import evaluate, load_plan
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.trace import trace
from shengzhou_quality.formats import render
from shengzhou_quality.formats.chain_json import chain_data
from shengzhou_quality.judgement import NoteCode
from shengzhou_quality.plan.loader import inspect_files
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from shengzhou_quality.evaluation.item_result import IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

QUOTE = {"section": "一", "quote": "示例"}
DOCUMENT = {"section": "关于调整规划指标的通知", "quote": "调整为88%"}
STAGED = {"kind": "level", "baseline": "60", "targets": {"2023": "63以上", "2025": "70以上"}}
CHANGED = {
    "kind": "level", "baseline": "80", "target": "≥90",
    "changed_targets": [{"date": "2023-06-30", "target": "≥88", "source": DOCUMENT}],
}  # fmt: skip


def made(folder: Path, **item: Any) -> Plan:
    """A plan with one indicator, in %."""
    whole = {"id": "1", "name": "示例率", "category": "all", "unit": "%", "source": QUOTE}
    data = {
        "plan": {
            "id": "example", "title": "示例规划", "issuer": "示例市",
            "baseline_year": "2020", "target_year": "2025",
        },
        "categories": [{"key": "all", "name": "全部"}],
        "indicators": [whole | {"constraint": "binding"} | item],
    }  # fmt: skip
    file = folder / "indicators.yaml"
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return load_plan(file)


def judged(plan: Plan, rows: str, year: int) -> tuple[Report, IndicatorResult]:
    report = evaluate(plan, read_contents([("data.csv", rows.encode())], plan), year=year)
    return report, report.indicators[0]


def verdict_of(result: IndicatorResult, code: NoteCode) -> object:
    return next(note.parameters["verdict"] for note in result.notes if note.code is code)


@pytest.mark.parametrize(
    ("value", "verdict"), [("63", "met"), ("62.9", "not_met"), ("≥62", "undetermined")]
)
def test_the_note_says_whether_the_year_reached_its_own_target(
    tmp_path: Path, value: str, verdict: str
) -> None:
    plan = made(tmp_path, **STAGED)
    report, result = judged(plan, f"指标,2023年\n示例率,{value}\n", 2023)
    assert verdict_of(result, NoteCode.YEAR_TARGET) == verdict
    (stage,) = json.loads(render(report, "json"))["indicators"][0]["targets"]
    assert (stage["year"], stage["text"], stage["low"]) == (2023, "63以上", 63)
    assert stage["verdict"] == verdict


@pytest.mark.parametrize(
    ("item", "values", "verdicts"),
    [
        ({}, "90,91,92,93,95", ["met", "met", "met", "met"]),
        ({}, "90,90,92,93,95", ["met", "not_met", "met", "met"]),
        ({}, "90,,92,abc,95", ["met", "no_data", "met", "invalid"]),
        ({"kind": "maintain"}, "90,90,92,93,95", ["met", "not_met", "met", "met"]),
        # a mean of all years so far: 90, 90.5, 91, 91.5
        ({"kind": "mean_level"}, "90,91,92,93,95", ["met", "not_met", "not_met", "not_met"]),
    ],
)  # fmt: skip
def test_each_year_is_held_against_its_own_target(
    tmp_path: Path, item: dict[str, str], values: str, verdicts: list[str]
) -> None:
    targets = {"2021": "≥90", "2022": "≥91", "2023": "≥92", "2024": "≥93", "2025": "≥95"}
    plan = made(tmp_path, **{"kind": "yearly", "targets": targets} | item)
    report, _ = judged(plan, f"指标,2021年,2022年,2023年,2024年,2025年\n示例率,{values}\n", 2025)
    beside = json.loads(render(report, "json"))["indicators"][0]["targets"]
    assert [one["verdict"] for one in beside] == verdicts


@pytest.mark.parametrize(
    ("levels", "verdicts"),
    [
        ("10,9,8.5,8,6", ["met", "not_met", "not_met"]),
        # from 2021 to 2023 in two steps, of which nobody knows the second
        ("10,,9,8,6", ["no_data", "undetermined", "met"]),
    ],
)
def test_each_yearly_change_is_held_against_its_own_target(
    tmp_path: Path, levels: str, verdicts: list[str]
) -> None:
    """Levels from 12: falls of at least 1 in 2022, 2023 (0.6) and 2024."""
    falls = {"2022": "1", "2023": "0.6", "2024": "1", "2025": "2"}
    targets = {year: f"每年降{least}以上" for year, least in falls.items()}
    plan = made(
        tmp_path, kind="yearly", unit="吨", baseline="12", reported="levels", targets=targets
    )
    report, _ = judged(plan, f"指标,2021年,2022年,2023年,2024年,2025年\n示例率,{levels}\n", 2025)
    beside = json.loads(render(report, "json"))["indicators"][0]["targets"]
    assert [one["verdict"] for one in beside] == verdicts


@pytest.mark.parametrize(
    ("value", "verdict"), [("85.5", "met"), ("86", "not_met"), ("≤86", "undetermined")]
)
def test_the_stretch_is_told_and_never_judged(tmp_path: Path, value: str, verdict: str) -> None:
    """A fall of 13.5% from 100 leaves 86.5, one of 14.5% leaves 85.5."""
    item = {"kind": "level", "direction": "decrease", "baseline": "100", "unit": "吨"}
    plan = made(tmp_path, **item, target="下降13.5%", stretch="下降14.5%")
    _, result = judged(plan, f"指标,2025年\n示例率,{value}\n", 2025)
    assert result.verdict == "met"
    assert result.severity is None
    assert verdict_of(result, NoteCode.STRETCH) == verdict


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "json"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_report_shows_the_target_before_and_after_a_change(
    tmp_path: Path, name: str, language: str
) -> None:
    plan = made(tmp_path, **CHANGED)
    report, result = judged(plan, "指标,2023年\n示例率,85\n", 2023)
    assert result.indicator.target == "≥88"
    shown = render(report, name, language=language).decode()
    flat = "".join(shown.split()).replace("&gt;", ">")
    for part in ("≥90", "≥88", "2023-06-30", "关于调整规划指标的通知"):
        assert part in flat


def test_a_target_that_was_changed_twice_is_named_as_the_plan_prints_it(tmp_path: Path) -> None:
    changes = [
        {"date": date, "target": target, "source": DOCUMENT}
        for date, target in (("2022-03-01", "≥90"), ("2023-03-01", "≥88"))
    ]
    plan = made(tmp_path, kind="level", baseline="80", target="≥92", changed_targets=changes)
    for year, named in ((2022, ["≥92%", "≥90%"]), (2023, ["≥92%", "≥90%", "≥88%"])):
        report, _ = judged(plan, f"指标,{year}年\n示例率,85\n", year)
        said = render(report, "markdown").decode()
        sentence = said[said.index("目标值原为" if year == 2023 else "目标值已由") :]
        assert re.findall("≥[0-9]+%", sentence.partition("（")[0]) == named


def test_a_data_file_never_changes_a_target(tmp_path: Path) -> None:
    """Only a target that the plan file knows is no difference; the verdict stays in any case."""
    plan = made(tmp_path, **CHANGED)
    for written, codes in (("≥90", []), ("≥88", []), ("≥85", ["target-differs"])):
        report, result = judged(plan, f"指标,目标值,2025年\n示例率,{written},86\n", 2025)
        assert [one.code for one in report.diagnostics] == codes
        assert result.verdict == "not_met"
    staged = made(tmp_path, **STAGED)
    rows = "指标,2023年目标值,2025年目标值,2023年\n示例率,64以上,70以上,63\n"
    report, _ = judged(staged, rows, 2023)
    assert [one.code for one in report.diagnostics] == ["target-differs"]


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (STAGED, "62.5"),
        (STAGED | {"targets": {"2024": "69以上", "2025": "70以上"}}, "62.5"),
        (CHANGED | {"stretch": "≥95"}, "85"),
        ({"kind": "cumulative", "unit": "家", "target": "20", "targets": {"2024": "15"}}, "8"),
    ],
)
def test_every_sum_of_explain_is_right(tmp_path: Path, item: dict[str, Any], value: str) -> None:
    plan = made(tmp_path, **item)
    actuals = read_contents([("data.csv", f"指标,2023年\n示例率,{value}\n".encode())], plan)
    chain = trace(plan, plan.indicators[0], actuals, year=2023)
    data = json.loads(json.dumps(chain_data(chain, Words("zh")), default=str))
    beside = [step for one in data["beside"] for step in one["steps"]]
    steps = (*data["arithmetic"], *data["outlook"], *beside)
    sums = [one for one in steps if one["line"] == "step"]
    assert len(sums) > 5
    for one in sums:
        assert is_right(one["numbers"], Decimal(one["result"]), rounded=one["rounded"]), one[
            "numbers"
        ]


@pytest.mark.parametrize(
    ("item", "code", "key"),
    [
        (STAGED | {"targets": {"中期": "63", "2025": "70"}}, "plan-not-a-year", "中期"),
        (STAGED | {"targets": {"2023": "较高", "2025": "70"}}, "plan-not-a-figure", "2023"),
        (STAGED | {"targets": {"2019": "55", "2025": "70"}}, "plan-target-before-plan", "2019"),
        (STAGED | {"targets": {"2023": "63以下", "2025": "70"}},
         "plan-target-against-direction", "2023"),
        (STAGED | {"targets": {"2023": "63家", "2025": "70"}},
         "plan-figure-in-other-unit", "2023"),
        (STAGED | {"target": "71"}, "plan-two-targets", "2025"),
        (STAGED | {"targets": {"2023": "63"}}, "plan-missing-key", "id"),
        ({"kind": "average_growth", "target": "9", "targets": {"2023": "8"}},
         "plan-targets-of-another-kind", "targets"),
        (STAGED | {"baseline": "0", "targets": {"2023": "翻一番", "2025": "70"}},
         "plan-share-of-nothing", "2023"),
        (CHANGED | {"stretch": "≥85"}, "plan-stretch-not-beyond", "stretch"),
        (CHANGED | {"stretch": "≥90"}, "plan-stretch-not-beyond", "stretch"),
        (CHANGED | {"changed_targets": [{"date": "2023-06-30", "target": "≥88"}]},
         "plan-missing-key", "date"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place(tmp_path: Path, item: dict[str, Any], code: str, key: str) -> None:
    """A fault of the target leaves the item to people; one of the file refuses the plan."""
    try:
        assert made(tmp_path, **item).indicators[0].left_to_people
    except InputError:
        assert code == "plan-missing-key"
    (found,) = inspect_files(tmp_path).faults
    assert found.code == code
    lines = (tmp_path / "indicators.yaml").read_text(encoding="utf-8").splitlines()
    assert found.place is not None
    assert found.place.row is not None
    near = lines[found.place.row - 1 : found.place.row + 1]
    assert any(f'"{key}"' in line for line in near), (near, key)


def test_changes_stand_in_the_order_of_their_dates(tmp_path: Path) -> None:
    change = {"target": "≥88", "source": DOCUMENT}
    dates = [{**change, "date": "2024-01-01"}, {**change, "date": "2023-06-30"}]
    plan = made(tmp_path, **CHANGED | {"changed_targets": dates})
    assert [one.code for one in plan.warnings] == ["plan-changes-out-of-order"]
    assert plan.indicators[0].left_to_people


KEPT = {"kind": "maintain", "unit": "亿亩"}


def changed_on(date: str) -> dict[str, Any]:
    return CHANGED | {"changed_targets": [{"date": date, "target": "≥88", "source": DOCUMENT}]}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (KEPT | {"target": "保持在18.18亿亩"}, "plan-usual-sense"),
        (KEPT | {"target": "保持在18.18亿亩", "direction": "increase"}, None),
        (KEPT | {"target": "控制在18.18亿亩以内"}, None),
        (KEPT | {"target": "50–60"}, "plan-range-without-direction"),
        (KEPT | {"target": "50–60", "direction": "within"}, None),
        ({"kind": "level", "baseline": "21.6", "target": "23.04〔1.38〕"}, "plan-level-and-change"),
        ({"kind": "level", "baseline": "21.66", "target": "23.04〔1.38〕"}, None),
        ({"kind": "level", "baseline": "60.6*", "target": "65"}, "plan-baseline-year-unsaid"),
        ({"kind": "level", "baseline": "60.6*", "baseline_year": "2019", "target": "65"}, None),
        ({"kind": "level", "baseline": "—", "target": "65"}, None),
        (changed_on("2020-12-31"), "plan-change-outside-plan"),
        (changed_on("2021-01-01"), None),
        (changed_on("2025-12-31"), None),
        (changed_on("2026-01-01"), "plan-change-outside-plan"),
    ],
)  # fmt: skip
def test_what_a_person_still_has_to_say(
    tmp_path: Path, item: dict[str, Any], code: str | None
) -> None:
    plan = made(tmp_path, **item)
    assert [one.code for one in plan.warnings] == ([] if code is None else [code])


def test_a_row_below_another_is_found_with_and_without_of_which(tmp_path: Path) -> None:
    """An item of the table that the plan calls 其中：…, with a number such as 3.1."""
    item = {"kind": "maintain", "unit": "万亩", "target": "90"}
    plan = made(tmp_path, **item, id="3.1", name="其中：永久基本农田")
    for name in ("其中：永久基本农田", "永久基本农田", "其中:永久基本农田"):
        rows = f"序号,指标,2025年\n3.1,{name},91\n"
        assert judged(plan, rows, 2025)[1].verdict == "met"
    assert [one.id for one in (plan.indicator("3.1"), plan.indicator("indicator-3-1")) if one] == [
        "3.1", "3.1",
    ]  # fmt: skip


TASK = """\
tasks:
  - id: T1
    section: 三
    title: 任务
    indicators: [1]
    actions:
      - id: T1.1
        title: 行动
        commitments:
          - {id: C01, name: 单耗, unit: 吨, kind: level, baseline: "100", target: 下降18%左右,
             tolerance: "1", source: {section: 三, quote: 下降18%左右}}
          - {id: C02, name: 余量, unit: 吨, kind: level, baseline: "50", baseline_year: 2019,
             target: 〔5〕, change_in: units, source: {section: 三, quote: 增加5吨}}
safeguards:
  - {id: S1, section: 四, title: 保障}
"""


@pytest.mark.parametrize(
    ("rows", "verdicts"),
    [
        # A fall of 18% from 100 leaves 82, the tolerance allows 83; 50 and 5 make 55.
        ("单耗,83\n余量,55\n", ["met", "met"]),
        ("单耗,83.1\n余量,54.9\n", ["not_met", "not_met"]),
    ],
)
def test_a_commitment_has_a_tolerance_and_a_change_too(
    tmp_path: Path, rows: str, verdicts: list[str]
) -> None:
    (tmp_path / "tasks.yaml").write_text(TASK, encoding="utf-8")
    plan = made(tmp_path, kind="level", target="70")
    report, _ = judged(plan, f"指标,2025年\n{rows}", 2025)
    assert [one.result.verdict for one in report.commitments if one.result] == verdicts


@pytest.mark.parametrize("target", ["翻一番", "下降18%"])
def test_a_share_of_a_baseline_needs_one_above_0(tmp_path: Path, target: str) -> None:
    plan = made(tmp_path, kind="level", unit="家", baseline="0", target=target)
    assert [one.code for one in plan.warnings] == ["plan-share-of-nothing"]
    assert plan.indicators[0].left_to_people


def test_a_stretch_that_a_change_has_overtaken_is_none_any_more(tmp_path: Path) -> None:
    """≥95 is no stretch of ≥96."""
    change = {"date": "2023-06-30", "target": "≥96", "source": DOCUMENT}
    plan = made(tmp_path, **CHANGED | {"stretch": "≥95", "changed_targets": [change]})
    for year, told in ((2022, True), (2023, False)):
        _, result = judged(plan, f"指标,{year}年\n示例率,95\n", year)
        assert (NoteCode.STRETCH in {note.code for note in result.notes}) is told


def test_the_screen_lists_what_missed_the_target_of_the_year(tmp_path: Path) -> None:
    """On schedule, (2.9/10)/(3/10) = 0.967, and to be watched all the same."""
    plan = made(tmp_path, **STAGED)
    report, result = judged(plan, "指标,2023年\n示例率,62.9\n", 2023)
    assert (result.status, result.severity) == ("on_track", "warning")
    assert "一、没有达到2023年度目标值的（1项）" in render(report, "terminal").decode()
