"""Test 更正后 over 更正前, and final over provisional figures, in one table and across files."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from sheets_of_periods import P7, P11, Rows, book, read, told, values

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

OLD: Rows = [["指标", "单位", "2024年", "2025年"], [P7, "亿元", 404.7, 4179000]]
LONG: Rows = [
    ["指标", "单位", "年份", "更正前", "更正后", "更正原因"],
    [P7, "亿元", "2025年", 4179000, 417.9, "单位误填"],
]
WIDE: Rows = [["指标", "单位", "2025年更正前", "2025年更正后"], [P7, "亿元", 4179000, 417.9]]
BY_ROWS: Rows = [
    ["指标", "单位", "更正情况", "2025年"],
    [P7, "亿元", "更正前", 4179000],
    [P7, "亿元", "更正后", 417.9],
]
MERGED: Rows = [
    ["指标", "单位", "2025年", None],
    [None, None, "修正前", "修正后"],
    [P7, "亿元", 4179000, 417.9],
]
TITLED: Rows = [["2025年数据更正表"], ["指标", "更正前", "更正后"], [P7, 4179000, 417.9]]
TABLES = [
    book({"更正": LONG}), book({"更正": WIDE}), book({"更正": BY_ROWS}),
    book({"更正": MERGED}, "C1:D1"), book({"更正": TITLED}),
]  # fmt: skip


def infos(actuals: Actuals) -> list[str]:
    return [one.code for one in actuals.diagnostics if one.severity.value == "info"]


@pytest.mark.parametrize("table", TABLES)
def test_a_correction_alone(plan: Plan, table: bytes) -> None:
    actuals = read(plan, table)
    assert (values(actuals), told(actuals)) == (["7 2025 4179/10"], [])


@pytest.mark.parametrize("table", TABLES)
def test_a_correction_replaces_the_old_value_in_any_order(plan: Plan, table: bytes) -> None:
    for files in permutations((book({"表": OLD}), table)):
        actuals = read(plan, *files)
        assert values(actuals) == ["7 2024 4047/10", "7 2025 4179/10"]
        assert told(actuals) == []  # that 4179000 is implausible is settled
        assert infos(actuals) == ["corrected"]


def test_a_correction_of_another_value_is_a_conflict(plan: Plan) -> None:
    other: Rows = [["指标", "2025年"], [P7, 420]]
    actuals = read(plan, book({"表": other}), book({"更正": LONG}))
    conflict = next(one for one in actuals.diagnostics if one.code == "conflicting-values")
    assert str(conflict.place) == "data1.xlsx:更正!E2"
    assert conflict.parameters["place"] == "data0.xlsx:表!B2"


def test_a_correction_that_is_there_already_says_nothing_new(plan: Plan) -> None:
    new: Rows = [["指标", "2025年"], [P7, 417.9]]
    actuals = read(plan, book({"表": new}), book({"更正": LONG}))
    assert (values(actuals), told(actuals)) == (["7 2025 4179/10"], [])
    assert infos(actuals) == ["reported-twice"]


def test_an_unreadable_value_is_corrected_too(plan: Plan) -> None:
    old: Rows = [["指标", "2025年"], [P7, "41,79"]]
    new: Rows = [["指标", "年份", "更正前", "更正后"], [P7, 2025, "41,79", 417.9]]
    actuals = read(plan, book({"表": old}), book({"更正": new}))
    assert (values(actuals), told(actuals)) == (["7 2025 4179/10"], [])


def test_a_correction_left_empty_corrects_nothing(plan: Plan) -> None:
    new: Rows = [["指标", "年份", "更正前", "更正后"], [P7, 2025, 417, None], [P11, 2025, 94, 95]]
    assert values(read(plan, book({"更正": new}))) == ["11 2025 95"]


@pytest.mark.parametrize(
    "marked",
    [
        [["指标", "2025年初步核算数"], [P7, 417]],
        [["指标", "2025年"], [P7, "417(快报)"]],
        [["指标", "2025年", "备注"], [P7, 417, "为初步核算数"]],
        [["指标", "2025年"], [P7, 417], ["注：2025年为快报数。"]],
    ],
)
def test_a_final_figure_stands_over_the_provisional_one(plan: Plan, marked: Rows) -> None:
    final: Rows = [["指标", "2025年"], [P7, 417.9]]
    for files in permutations((book({"表": final}), book({"快报": marked}))):
        actuals = read(plan, *files)
        assert (values(actuals), told(actuals)) == (["7 2025 4179/10"], [])
        assert infos(actuals) == ["provisional-replaced"]


def test_two_provisional_or_two_final_figures_conflict(plan: Plan) -> None:
    for word in ("初步核算数", ""):
        sheets: list[Rows] = [[["指标", f"2025年{word}"], [P7, value]] for value in (417, 418)]
        actuals = read(plan, *(book({"表": rows}) for rows in sheets))
        assert "conflicting-values B2" in told(actuals)


def test_a_final_figure_that_cannot_be_read_replaces_nothing(plan: Plan) -> None:
    first: Rows = [["指标", "2025年初步核算数"], [P7, 417]]
    actuals = read(plan, book({"表": first}), book({"表": [["指标", "2025年"], [P7, "见附件"]]}))
    assert "conflicting-values B2" in told(actuals)
