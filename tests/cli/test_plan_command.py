"""Test `sqc plan list`, `sqc plan show` and `sqc plan conflicts`."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.formats.screen import display_width

if TYPE_CHECKING:
    from cli.conftest import Sqc
    from shengzhou_quality.plan.model import Plan


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list_has_a_row_for_every_indicator(lang: str, sqc: Sqc, plan: Plan) -> None:
    ran = sqc.once("plan", "list", SQC_LANG=lang)
    assert (ran.code, ran.err) == (0, b"")
    numbers = re.findall(r"(?m)^ {1,2}(\d+)  \S", ran.report)
    assert numbers == [indicator.id for indicator in plan.indicators]


def test_list_as_json(sqc: Sqc) -> None:
    listed = json.loads(sqc.once("plan", "list", "--format", "json").out)
    assert len(listed["indicators"]) == 23
    assert listed["indicators"][4]["target"] == ">40"
    assert listed["indicators"][7]["baseline"] is None


def test_show_as_json_is_the_whole_plan(sqc: Sqc) -> None:
    ran = sqc.once("plan", "show", "--format", "json")
    whole = json.loads(ran.out)
    assert (ran.code, ran.err) == (0, b"")
    assert len(whole["indicators"]) == 23
    assert len(whole["tasks"]) == 10
    assert sum(len(task["actions"]) for task in whole["tasks"]) == 37
    assert sum(len(task["boxes"]) for task in whole["tasks"]) == 8
    assert len(whole["safeguards"]) == 4
    assert all(item["source"]["quote"] for item in whole["indicators"])
    assert whole["plan"]["baseline_year"] == 2020


def test_what_the_page_does_not_print_is_null_and_never_the_word(sqc: Sqc) -> None:
    whole = json.loads(sqc.once("plan", "show", "--format", "json").out)
    assert whole["plan"]["document_number"] is None
    for lang in ("zh", "en"):
        for arguments in (("plan", "list"), ("plan", "show")):
            assert "null" not in sqc.once(*arguments, SQC_LANG=lang).report


def test_show_an_indicator_by_number_key_and_name(sqc: Sqc) -> None:
    by_number = sqc.once("plan", "show", "5")
    assert by_number.code == 0
    assert by_number.report.startswith("5 装配式建筑占新建建筑比例\n")
    assert sqc.once("plan", "show", "prefabricated-building-share").out == by_number.out
    assert sqc.once("plan", "show", "装配式建筑占新建建筑比例").out == by_number.out


def test_show_an_indicator_as_json(sqc: Sqc) -> None:
    shown = json.loads(sqc.once("plan", "show", "5", "--format", "json").out)
    assert (shown["id"], shown["target"], shown["baseline"]) == ("5", ">40", "33")


def test_show_quotes_the_plan_and_its_conflicts(sqc: Sqc) -> None:
    shown = sqc.once("plan", "show", "5").report
    for label in ("目标值", "基期值", "出处", "其他表述", "表述不一致", "重点任务"):
        assert f"  {label}" in shown
    assert "40%以上" in shown


def test_an_indicator_that_does_not_exist_is_2(sqc: Sqc) -> None:
    ran = sqc.once("plan", "show", "nosuch")
    assert (ran.code, ran.out) == (2, b"")
    assert "“nosuch”" in ran.said[0]


def test_a_near_name_is_suggested(sqc: Sqc) -> None:
    ran = sqc.once("plan", "show", "装配式建筑新建建筑比例")
    assert ran.code == 2
    assert "5 装配式建筑占新建建筑比例" in ran.said[0]


def test_the_english_pages_are_in_english(sqc: Sqc) -> None:
    """Chinese is quoted there (names, phrases of the plan), but no sentence of ours."""
    shown = sqc.once("plan", "show", "13", "--lang", "en").report
    assert "  Target      Established" in shown
    assert sqc.once("plan", "list", "--lang", "en").report.startswith("Quality Development Plan")


def test_a_plan_may_be_given_by_its_folder_or_its_file(sqc: Sqc, examples: Path) -> None:
    folder = examples.parent / "plan"
    shipped = sqc.once("plan", "list").out
    assert sqc("plan", "list", "--plan", folder).out == shipped
    assert sqc("plan", "list", "--plan", folder / "indicators.yaml").out == shipped


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["terminal", "markdown"])
def test_list_all_has_the_whole_of_part_three(sqc: Sqc, plan: Plan, form: str, lang: str) -> None:
    listed = sqc.once("plan", "list", "--all", "--format", form, SQC_LANG=lang).report
    shown = re.findall(r"(?m)^[ #-]*(?:专栏 |Box )?([A-Z]+[0-9][0-9.]*) ", listed)
    parts = [part for task in plan.sections for part in task.parts]
    expected: list[str] = []
    for part in parts:
        expected += [part.id, *(promise.id for promise in part.promises)]
    assert shown == expected
    letters = Counter(re.sub(r"[0-9.]+$", "", one) for one in shown)
    assert letters == {"T": 47, "B": 8, "C": 36, "M": 92, "S": 4}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_item_fits_one_screen(sqc: Sqc, plan: Plan, lang: str) -> None:
    """Of the indicators: 24 rows are one screen; a conflict quoted in full may need some more."""
    for indicator in plan.indicators:
        shown = sqc.once("plan", "show", indicator.id, SQC_LANG=lang, COLUMNS="100").report
        quoted = sum(2 + 3 * len(one.phrases) for one in indicator.conflicts)
        assert len(shown.splitlines()) <= 24 + quoted, indicator.id


def test_show_says_how_to_go_on_and_all_shows_the_rest(sqc: Sqc) -> None:
    overview, whole = sqc.once("plan", "show").report, sqc.once("plan", "show", "--all").report
    assert "sqc plan show 5 " in overview
    assert "专栏 B2" not in overview
    for text in ("索引号：11330683002584812B/2021-69858", "专栏 B2", "出处"):
        assert text in whole
    ran = sqc.once("plan", "show", "5", "--all")
    assert (ran.code, ran.out) == (2, b"")
    assert "“5”" in ran.said[0]


def test_list_without_all_has_no_tasks(sqc: Sqc) -> None:
    assert "T01" not in sqc.once("plan", "list").report
    assert "tasks" not in json.loads(sqc.once("plan", "list", "--format", "json").out)


def test_list_all_as_json(sqc: Sqc) -> None:
    listed = json.loads(sqc.once("plan", "list", "--all", "--format", "json").out)
    tasks = listed["tasks"]
    assert len(listed["indicators"]) == 23
    assert len(tasks) == 10
    parts = [part for task in tasks for part in (task, *task["actions"], *task["boxes"])]
    assert sum(len(part["commitments"]) for part in parts) == 36
    assert sum(len(part["milestones"]) for part in (*parts, *listed["safeguards"])) == 92
    assert len(listed["safeguards"]) == 4
    assert [one["target"] for one in tasks[7]["boxes"][0]["commitments"]] == ["2"]


@pytest.mark.parametrize("width", ["60", "80", "120"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_terminal(sqc: Sqc, lang: str, width: str) -> None:
    for command in (("plan", "list", "--all"), ("plan", "show"), ("plan", "conflicts")):
        ran = sqc.once(*command, SQC_LANG=lang, COLUMNS=width)
        assert max(map(display_width, ran.report.splitlines())) <= int(width), command


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ("C34", ["C34 特种设备万台事故率",
                 "  目标值      0.3以内，即不大于0.3（含0.3）"]),
        ("C15", ["  同一要求    装配式建筑占新建建筑比例（指标5）", "  目标值      40%以上"]),
        ("C36", ["  同一要求    制造业产品质量监督抽查合格率（指标1）",
                 "  目标值      96%以上，即不小于96%（含96%）"]),
        ("M43", ["  要求        原文只支持、鼓励或争取，不作要求，另行计数",
                 "              达到“已申报”即为完成"]),
        ("C11", ["  可分开报送  药品制剂生产企业规范化质量控制实验室建立率"]),
        ("C02", ["  目标值      8家", "  期限        “十四五”期间", "  语气        争取"]),
        ("C09", ["  不判定      “基本全覆盖”没有写明比例，无法判定",
                 "  表述不一致  见X29"]),
        ("c06", ["C06 高新技术产业增加值占规上增加值比重", "  期限        到2025年"]),
        ("M28", ["              达到“省级创建成功”即为完成"]),
        ("M01", ["  状态次序    未启动、推进中、已完成；另有“已调整、已停止”"]),
        ("X07", ["X07 表述不一致", "  类别        抵触：两处不能同时成立，或要求的轻重不同",
                 "  涉及        二星级及以上绿色建筑占新建民用建筑比例（指标6）",
                 "              另一基期值：10%以上"]),
        ("X06", ["  类别        界限：只差界值本身算不算"]),
        ("X35", ["  涉及        国家级电子商务进农村综合示范县（M17）"]),
        ("T03", ["T03 加强品牌强市建设",
                 "  M03  品牌培育规划完善", "    专栏 B2 重点领域品牌提升行动"]),
        ("B8", ["B8 推动质量基础“一站式”服务平台建设"]),
        ("S2", ["  出处        四(二)", "  M88  促进质量发展的财政投入机制"]),
        ("数字经济核心产业增加值占GDP的比重", ["C07 数字经济核心产业增加值占GDP比重"]),
    ],
)  # fmt: skip
def test_show_anything_by_its_id_or_name(sqc: Sqc, wanted: str, lines: list[str]) -> None:
    ran = sqc.once("plan", "show", wanted)
    assert ran.code == 0
    shown = ran.report.splitlines()
    assert [line for line in lines if line not in shown] == []


def test_an_indicator_names_the_conflicts_of_the_whole_plan_about_it(sqc: Sqc) -> None:
    assert "  表述不一致  见X23\n" in sqc.once("plan", "show", "4").report


def test_show_a_commitment_as_json(sqc: Sqc) -> None:
    shown = json.loads(sqc.once("plan", "show", "C34", "--format", "json").out)
    assert (shown["id"], shown["target"], shown["unit"], shown["kind"]) == (
        "C34", "0.3以内", None, "maintain",
    )  # fmt: skip
    assert (shown["task"], shown["part"]) == ("T09", "T09.1")
    assert shown["conflicts"] == ["X43"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_conflicts_shows_each_with_its_phrases_and_effect(sqc: Sqc, plan: Plan, lang: str) -> None:
    page = sqc.once("plan", "conflicts", "--all", SQC_LANG=lang).report
    listed = re.findall(r"(?m)^  (X\d+)$", page)
    assert sorted(listed) == sorted(one.id for one in plan.conflicts)
    short = sqc.once("plan", "conflicts", SQC_LANG=lang, COLUMNS="100").report
    assert re.findall(r"(?m)^(X\d+)  \S", short) == listed
    inner = str.maketrans("‘’", "“”")  # marks inside a quotation are single ones
    joined = "".join(page.split()).translate(inner)
    for conflict in plan.conflicts:
        effect = conflict.effect if lang == "zh" else conflict.effect_en
        for text in (*(phrase.quote for phrase in conflict.phrases), effect):
            assert "".join(text.split()) in joined, conflict.id


def test_conflicts_as_json(sqc: Sqc) -> None:
    found = json.loads(sqc.once("plan", "conflicts", "--format", "json").out)["conflicts"]
    assert len(found) == 47
    assert (found[4]["id"], found[4]["type"], found[4]["about"]) == ("X06", "界限", ["5"])
    assert [one["id"] for one in found if one["type"] == "抵触"] == [
        "X07", "X12", "X23", "X29", "X31", "X41", "X54", "X57",
    ]  # fmt: skip
    assert all(one["phrases"] and one["effect"] and one["effect_en"] for one in found)


def test_an_id_that_does_not_exist_is_2(sqc: Sqc) -> None:
    ran = sqc.once("plan", "show", "C99")
    assert (ran.code, ran.out) == (2, b"")
    assert "规划中没有“C99”" in ran.said[0]


def test_a_doubtful_plan_is_used_and_the_doubt_is_on_stderr(sqc: Sqc, tmp_path: Path) -> None:
    """66 → 65: a level that starts in its target has nothing to reach."""
    shipped = Path(__file__).resolve().parents[2] / "plan" / "indicators.yaml"
    text = shipped.read_text(encoding="utf-8")
    file = tmp_path / "indicators.yaml"
    file.write_text(text.replace('baseline: "322.7"', 'baseline: "430"'), encoding="utf-8")
    made = ["template", "-o", str(tmp_path / "x.xlsx")]
    for command in (["plan", "list"], ["plan", "show", "7"], ["explain", "7"], made):
        ran = sqc.once(*command, "--plan", str(file))
        assert ran.code == 0
        assert any("plan-baseline-in-target" in line for line in ran.said), command


@pytest.mark.parametrize(
    "arguments", [("list",), ("show",), ("show", "5"), ("show", "C06"), ("conflicts",)]
)
def test_what_the_screen_shows_of_the_plan_is_written_to_files_too(
    arguments: tuple[str, ...], sqc: Sqc, tmp_path: Path
) -> None:
    path = tmp_path / "a.html"
    ran = sqc("plan", *arguments, "-o", str(path))
    assert (ran.code, ran.out) == (0, b"")
    assert path.read_bytes() == sqc("plan", *arguments, "-f", "html").out
    assert sqc("plan", *arguments, "-o", str(tmp_path / "a.csv")).code == 2
