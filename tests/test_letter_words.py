"""Test what a letter says of a cell: what is wrong with it, and a cure that fits its item."""

from __future__ import annotations

from typing import Any

import pytest
from test_letter_pages import letters_of
from test_letters import table

from shengzhou_quality.formats import LETTER_FORMATS, Options
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.words import Words

UNITS = {"5": "%", "7": "亿元", "15": "个", "22": "家", "23": "件"}
"""The units that the plan prints."""


def told(plan: Plan, item: str, text: Any, lang: str = "zh", **more: Any) -> tuple[str, str]:
    """The problem and the cure of a value of 2025."""
    name = next(one.name for one in plan.indicators if one.id == item)
    data = ("a.xlsx", table((name, "某局", text), head=("指标", "责任单位", "2025年")))
    for shown in letters_of(plan, data, year=2025, only=[item], **more):
        for one in shown.letter.to_correct:
            asks = Asks(shown.report, Words(lang))
            return asks.problem(one), asks.cure(one)
    raise AssertionError(text)


@pytest.mark.parametrize("item", UNITS)
@pytest.mark.parametrize("text", ["约16", "较好", "见附件", "5-7月", "15/15", "2025年6.1", "1.2.3"])
def test_a_cure_names_the_unit_of_its_item_and_nothing_that_is_refused_there(
    item: str, text: str, plan: Plan
) -> None:
    _, cure = told(plan, item, text)
    assert f"（单位：{UNITS[item]}）" in cure
    for word in ("96", "≥", "以上", "留空"):
        assert word not in cure
    assert ("%" in cure) is (UNITS[item] == "%")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("较好", "不是数值"),
        ("详见附件", "没有写明数值"),
        ("5-7月", "月份"),
        ("99.2%(1-9月)", "月份"),
        ("2025年6.1", "年份"),
        ("15/15", "两个数"),
        ("1.2.3", "不是一个完整的数"),
    ],
)
def test_what_is_wrong_with_a_text_is_said(text: str, what: str, plan: Plan) -> None:
    problem, _ = told(plan, "22", text)
    assert what in problem
    assert text in problem


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_that_a_value_may_be_right_is_said_once_and_last(lang: str, plan: Plan) -> None:
    head = ("指标", "责任单位", "2025年")
    files = [
        (name, table(("服务业增加值", "统计局", value), head=head))
        for name, value in (("a.xlsx", 426), ("b.xlsx", 4_260_000))
    ]
    confirm = Words(lang)("letter.cure.confirm")
    cures = [
        Asks(shown.report, Words(lang)).cure(one)
        for shown in letters_of(plan, *files, year=2025, only=["7"])
        for one in shown.letter.to_correct
    ]
    assert cures
    for cure in cures:
        assert cure.count(confirm) == 1
        assert cure.endswith(confirm)


def test_a_cell_without_a_value_contradicts_nothing(plan: Plan) -> None:
    """Neither letter tells the office that ######## is another value than 426."""
    head = ("指标", "责任单位", "2025年")
    files = [
        (name, table(("服务业增加值", office, value), head=head))
        for name, office, value in (("a.xlsx", "甲局", "########"), ("b.xlsx", "乙局", "三百"))
    ]
    said = [
        Asks(shown.report, Words("zh")).problem(one)
        for shown in letters_of(plan, *files, year=2025, only=["7"])
        for one in shown.letter.to_correct
    ]
    assert len(said) == 2
    assert not any("不同" in problem for problem in said)


def test_states_are_told_apart_though_one_has_a_comma(plan: Plan) -> None:
    _, cure = told(plan, "14", "差不多")
    assert "推进中；已申报或通过验收，待命名；完成创建" in cure


def test_another_place_in_a_text_is_named_by_row_and_column(plan: Plan) -> None:
    files = [
        (f"报送/{name}.csv", f"指标,责任单位,2025年\n服务业增加值,{name},{value}\n".encode())
        for name, value in (("甲局", 426), ("乙局", 430))
    ]
    for shown in letters_of(plan, *files, year=2025, only=["7"]):
        text = LETTER_FORMATS["md"].render(shown, Words("zh"), Options()).decode()
        assert "局.csv 第2行第3列" in text
        assert ".csv:2" not in text


def test_a_file_from_standard_input_has_a_name_that_an_office_knows(plan: Plan) -> None:
    content = "指标,2025年\n服务业增加值,较好\n".encode()
    for lang in ("zh", "en"):
        (shown, *_) = letters_of(plan, ("<stdin>", content), year=2025, only=["7"])
        text = LETTER_FORMATS["md"].render(shown, Words(lang), Options()).decode()
        assert "stdin" not in text


def test_no_unit_is_left_in_chinese_in_english(plan: Plan) -> None:
    for item in UNITS:
        _, cure = told(plan, item, "较好", lang="en")
        assert not any("\u4e00" <= each <= "\u9fff" for each in cure), cure
