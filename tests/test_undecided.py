"""Test a plan whose direction is undecided: what it may be written beside, and what is said of it.

How it is judged stands in cases/undecided.yaml.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.plan_check import check_plan
from shengzhou_quality.plan.loader import inspect_files, load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from shengzhou_quality.evaluation.report import Report

ITEM = {
    "id": "1", "name": "恩格尔系数", "category": "all", "unit": "%", "constraint": "binding",
    "kind": "level", "target": "27", "direction": "undecided",
    "source": {"section": "主要指标", "quote": "恩格尔系数"},
}  # fmt: skip


def file_of(folder: Path, changed: dict[str, Any], comment: str = "") -> Path:
    file = folder / "indicators.yaml"
    head = {"id": "example", "title": "示例规划", "baseline_year": 2020, "target_year": 2025}
    item = {key: value for key, value in (ITEM | changed).items() if value is not None}
    text = json.dumps(
        {"plan": head, "categories": [{"key": "all", "name": "全部"}], "indicators": [item]},
        ensure_ascii=False,
        indent=1,
    )
    file.write_text(text.replace('"undecided"', f'"undecided"{comment}'), encoding="utf-8")
    return file


def fault_of(folder: Path, **changed: Any) -> tuple[str, str]:
    """The item stays in the plan as words, which nobody judges."""
    plan = load_plan(file_of(folder, changed))
    assert plan.indicators[0].left_to_people
    (found,) = plan.warnings
    return found.code, Words("zh").message(found)


def reported(folder: Path, text: str, year: str = "2025", **changed: Any) -> Report:
    plan = load_plan(file_of(folder, changed))
    data = f"指标,{year}年\n恩格尔系数,{text}\n".encode()
    return evaluate(plan, read_contents([("d.csv", data)], plan))


@pytest.mark.parametrize(
    "target",
    ["≥27", "<27", "27%以上", "不超过27", "提高到27%", "降至27%", "27以内", "下降5%以上"],
)
def test_beside_words_that_say_the_direction_it_is_a_fault(tmp_path: Path, target: str) -> None:
    code, said = fault_of(tmp_path, target=target, baseline="30")
    assert code == "plan-target-against-direction"
    assert said.startswith(
        f"目标值“{target}”不能写 direction: undecided：已经写明了越大越好还是越小越好，"
        "或者这一类型不看上下限。"
    )


def test_of_a_trend_it_is_a_fault(tmp_path: Path) -> None:
    changed = {"kind": "trend", "target": "持续下降", "baseline": "30"}
    assert fault_of(tmp_path, **changed)[0] == "plan-target-against-direction"


def test_of_words_it_means_nothing(tmp_path: Path) -> None:
    plan = load_plan(file_of(tmp_path, {"kind": "narrative", "target": "显著提升"}))
    assert plan.warnings == ()
    assert check_plan(inspect_files(tmp_path)).passed


def test_a_milestone_has_no_direction(tmp_path: Path) -> None:
    states = {"states": [{"key": "a", "name": "未启动"}, {"key": "b", "name": "完成"}]}
    changed = {"kind": "milestone", "target": "完成", "unit": None, **states}
    with pytest.raises(InputError) as caught:
        load_plan(file_of(tmp_path, changed))
    assert [one.code for one in caught.value.diagnostics] == ["plan-unknown-key"]


def test_the_evaluators_settle_it_and_no_office_is_asked(tmp_path: Path) -> None:
    report = reported(tmp_path, "26")
    (result,) = report.indicators
    assert result.is_for_evaluators
    assert report.summary.binding.to_verify == 1
    assert report.lists.missing == ()
    assert report.exit_code == 1, "unproven is never a pass at the gate"


def test_a_figure_that_is_a_bound_is_asked_for(tmp_path: Path) -> None:
    (result,) = reported(tmp_path, "26%以上").indicators
    assert not result.is_for_evaluators


@pytest.mark.parametrize(
    ("texts", "verdict"),
    [(("27", "27"), "met"), (("27", "26"), "undetermined"), (("27", "28"), "undetermined"),
     (("27", None), "undetermined")],
)  # fmt: skip
def test_of_populations_all_are_to_be_the_figure(
    tmp_path: Path, texts: tuple[str | None, ...], verdict: str
) -> None:
    """Which of them is the worst depends on the side."""
    parts = [{"name": "城镇恩格尔系数"}, {"name": "农村恩格尔系数"}]
    plan = load_plan(file_of(tmp_path, {"populations": parts}))
    rows = "".join(
        f"{part['name']},{text}\n" for part, text in zip(parts, texts, strict=True) if text
    )
    data = f"指标,2025年\n{rows}".encode()
    (result,) = evaluate(plan, read_contents([("d.csv", data)], plan)).indicators
    assert result.verdict == verdict


def test_a_check_of_the_plan_tells_of_one_that_nothing_marks(tmp_path: Path) -> None:
    def codes(comment: str) -> list[str]:
        seen = inspect_files(file_of(tmp_path, {}, comment))
        return [one.code for one in check_plan(seen).diagnostics]

    assert codes("") == ["plan-direction-undecided"]
    assert codes(", # 待定：未写明以上还是以下\n #")[:1] == ["plan-mark"]
