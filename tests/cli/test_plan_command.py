"""`sqc plan list` and `sqc plan show`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

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
    for label in ("基期值", "目标值", "出处", "其他表述", "矛盾", "重点任务"):
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
