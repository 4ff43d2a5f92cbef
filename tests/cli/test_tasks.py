"""Test `sqc tasks`: the tree of the plan's tasks, and their state if there is data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.formats.screen import display_width

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Sqc
    from shengzhou_quality.plan.model import Plan

DATA = "tasks-2025.xlsx"
PROMISE = re.compile(r"(?m)^ +([CM][0-9]{2})  ")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_item_of_the_tree_stands_once_in_the_order_of_print(
    lang: str, sqc: Sqc, plan: Plan
) -> None:
    ran = sqc.once("tasks", "--all", DATA, SQC_LANG=lang)
    title = plan.tasks[0].title if lang == "zh" else plan.tasks[0].title_en
    overview, heading, tree = ran.report.partition(f"\nT01 {title}\n")
    assert heading
    in_order = [each.id for task in plan.sections for part in task.parts for each in part.promises]
    assert PROMISE.findall(tree) == in_order
    numbers = re.findall(r"(?m)^  (\d+) +\S", tree)
    assert numbers == [number for task in plan.tasks for number in task.indicators]
    assert sqc.once("tasks", DATA, SQC_LANG=lang).report.startswith(overview.rstrip())


def test_the_overview_counts_what_is_done_and_lists_what_is_not(sqc: Sqc) -> None:
    report = sqc.once("tasks", DATA, COLUMNS="100").report
    lines = report.splitlines()
    assert len(lines) <= 45
    assert lines[2] == "达标或完成：指标23/23，量化任务21/25，标志性成果65/72，只鼓励的5/17。"
    assert re.search(r"(?m)^T04  实施产品质量提升行动 +4/4 +6/8 +6/6 +1/3$", report)
    undone, _, verify = report.partition("待核实（1项）")
    ids = ["C07", "C10", "M16", "M29", "M53", "M58", "M65", "M72"]
    assert re.findall(r"(?m)^ +([CM][0-9]{2})  ", undone) == ids
    assert re.search(r"C07 .* 未达标 +5\.8% +6% +低0\.2个百分点$", report, re.MULTILINE)
    assert re.search(r"M53 .* 未完成 +2026年才完成 ", report)
    assert re.findall(r"(?m)^ +([CM][0-9]{2})  ", verify) == ["C29"]


def test_before_the_final_year_it_counts_what_is_on_schedule(sqc: Sqc) -> None:
    """Fourteen of the 23 indicators of the mid-term example are: design, lists of the issue."""
    report = sqc.once("tasks", "midterm-2023.xlsx", COLUMNS="100").report
    said = "符合或快于时序进度（含已达到目标）：指标14/23；量化任务和标志性成果没有报送数据。"
    assert report.splitlines()[2] == said
    assert "未达标" not in report
    assert "未完成" not in report
    assert "略慢、滞后等（5项）" in report


def test_the_status_of_each_is_that_of_the_evaluation(sqc: Sqc) -> None:
    evaluated = json.loads(sqc.once("evaluate", DATA, "--format", "json").out)
    shown = json.loads(sqc.once("tasks", DATA, "--format", "json").out)
    for key in ("indicators", "commitments", "milestones", "tasks"):
        assert shown[key] == evaluated[key]


def test_one_task_has_its_own_items_only(sqc: Sqc, plan: Plan) -> None:
    task = next(task for task in plan.tasks if task.id == "T06")
    shown = json.loads(sqc.once("tasks", "t06", DATA, "--format", "json").out)
    assert [item["id"] for item in shown["tasks"]] == ["T06"]
    assert [item["id"] for item in shown["indicators"]] == list(task.indicators)
    promises = [each.id for part in task.parts for each in part.promises]
    found = [item["id"] for item in (*shown["commitments"], *shown["milestones"])]
    assert sorted(found) == sorted(promises)


def test_a_box_has_no_more_than_what_stands_in_it(sqc: Sqc) -> None:
    ran = sqc.once("tasks", "B3", DATA)
    assert PROMISE.findall(ran.report) == ["C05", "C06", "C07"]
    assert "与指标21是同一要求" in ran.report
    # 数字经济 5.8% in the example, 6% in the box
    assert re.search(r"C07 .*未达标\n +实际5\.8%  目标6%  低0\.2个百分点", ran.report)
    assert ran.said[-1] == "达标或完成：指标—，量化任务1/2，标志性成果—，只鼓励的—。"


def test_it_is_a_view_and_no_gate(sqc: Sqc) -> None:
    assert sqc.once("evaluate", "failing-2025.xlsx").code == 1
    assert sqc.once("tasks", "failing-2025.xlsx").code == 0
    assert sqc.once("tasks", "nosuch.xlsx").code == 2


def test_without_data_it_is_what_the_plan_says(sqc: Sqc) -> None:
    overview, whole = sqc.once("tasks").report, sqc.once("tasks", "--all").report
    assert re.search(r"(?m)^T03  加强品牌强市建设 +2 +1 +1 +1$", overview)
    assert "C06" not in overview
    assert "C06  高新技术产业增加值占规上增加值比重" in whole
    listed = json.loads(sqc.once("tasks", "--format", "json").out)
    assert listed == json.loads(sqc.once("plan", "list", "--all", "--format", "json").out)
    for form in ("terminal", "markdown", "json"):
        arguments = ("--format", form)
        assert (
            sqc.once("tasks", "T03", *arguments).out
            == sqc.once("plan", "show", "T03", *arguments).out
        )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("C01", DATA), "sqc explain C01"),
        (("T03", "--year", "2023"), "--year"),
        ((DATA, "--format", "xml"), "xml"),
        (("T99",), "T99"),
    ],
)
def test_a_wrong_call_is_2_and_says_why(arguments: tuple[str, ...], said: str, sqc: Sqc) -> None:
    ran = sqc.once("tasks", *arguments)
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.said[0]


def test_markdown_goes_to_a_file_by_its_suffix(sqc: Sqc, tmp_path: Path) -> None:
    ran = sqc("tasks", "T08", DATA, "-o", str(tmp_path / "t.md"))
    assert (ran.code, ran.out) == (0, b"")
    text = (tmp_path / "t.md").read_text(encoding="utf-8")
    assert text.startswith("# 嵊州市质量发展“十四五”规划\n")
    assert [line[3:6] for line in text.splitlines() if line.startswith("## ")] == ["T08"]


def test_the_plan_alone_is_written_to_files_too(sqc: Sqc, tmp_path: Path) -> None:
    paths = [str(tmp_path / f"t.{suffix}") for suffix in ("html", "md", "json")]
    ran = sqc("tasks", "T03", *(part for path in paths for part in ("-o", path)))
    assert (ran.code, ran.out) == (0, b"")
    shown = sqc("tasks", "T03", "-f", "html").out
    assert (tmp_path / "t.html").read_bytes() == shown
    assert b"T03" in (tmp_path / "t.md").read_bytes()
    assert json.loads((tmp_path / "t.json").read_bytes())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_wider_than_80_columns(lang: str, sqc: Sqc) -> None:
    report = sqc.once("tasks", DATA, SQC_LANG=lang).report
    assert max(map(display_width, report.splitlines())) <= 80


def test_a_persons_assessment_stands_beside_the_status(sqc: Sqc) -> None:
    given = ("midterm-2023.xlsx", "--assessments", "assessments-2023.yaml")
    ran = sqc.once("tasks", "T05", *given)
    assert re.search(
        r" 6 +二星级.* 略慢于时序进度\n.*评估意见：认定为“基本符合时序进度”", ran.report
    )
    ran = sqc.once("explain", "6", *given)
    opinion = next(line for line in ran.report.splitlines() if line.startswith("  评估意见"))
    assert "计算结果为“略慢于时序进度”；认定为“基本符合时序进度”" in opinion
    assert sqc.once("explain", "6", "--assessments", "assessments-2023.yaml").code == 2


@pytest.mark.parametrize("written", ["T6", "t06", "\uff34\uff10\uff16"])
def test_an_id_is_read_as_people_write_it(written: str, sqc: Sqc) -> None:
    assert sqc.once("tasks", written).out == sqc.once("tasks", "T06").out


@pytest.mark.parametrize("written", ["T11", "99", "b12", "T06.9"])
def test_an_id_that_is_none_is_no_file(written: str, sqc: Sqc) -> None:
    ran = sqc.once("tasks", written, DATA)
    assert (ran.code, ran.out) == (2, b"")
    assert f"规划中没有编号为“{written}”的任务、行动或专栏" in ran.said[0]


def test_a_file_may_be_named_like_an_id(sqc: Sqc, tmp_path: Path, examples: Path) -> None:
    (tmp_path / "T11").write_bytes((examples / DATA).read_bytes())
    ran = sqc("tasks", "T11", cwd=tmp_path)
    assert ran.code == 0
    assert "达标或完成" in ran.report
