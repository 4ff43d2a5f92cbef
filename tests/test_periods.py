"""Test the year, and the part of a year, of a value: period columns, one sheet for each year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sheets_of_periods import P7, P11, P18, Rows, book, read, text_file, told, turned, values

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan


# ---- long tables


@pytest.mark.parametrize(
    ("head", "said", "part"),
    [
        ("月份", 9, "9月"), ("月份", "9", "9月"), ("月", "09", "09月"), ("月份", "9月", "9月"),
        ("月份", "九月", "九月"), ("月份", "1-9月", "1-9月"), ("月份", "1-9", "1-9月"),
        ("月份", "1月至9月", "1月至9月"), ("季度", 3, "3季度"), ("季度", "三", "三季度"),
        ("季度", "三季度", "三季度"), ("季度", "前三季度", "前三季度"), ("季度", "Q3", "q3"),
        ("期间", "上半年", "上半年"), ("统计期", "1-9月", "1-9月"), ("时间", "9月", "9月"),
        ("月份", 12, "12月"), ("月份", "12月", "12月"), ("月份", 1, "1月"),
        ("期间", "2025年9月", "9月"), ("月份", "202509", "9月"),
        ("统计期", "2025-09-30", "9月30日"),
        ("时间", date(2025, 9, 30), "9月30日"), ("月份", "截至9月底", "截至9月底"),
    ],
)  # fmt: skip
def test_a_part_of_the_year_beside_it(plan: Plan, head: str, said: object, part: str) -> None:
    rows: Rows = [["指标", "年份", head, "数值"], [P7, 2025, said, 430]]
    actuals = read(plan, book({"表": rows}))
    assert values(actuals) == [f"7 2025 {part} 430"]
    assert told(actuals) == ["no-full-year C2"]
    if not isinstance(said, date):
        assert values(read(plan, text_file(rows), suffix="csv")) == [f"7 2025 {part} 430"]


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("月份", "全年"), ("月份", "1-12月"), ("月份", "1—12"), ("月份", "12月底"),
        ("月份", "12月末"),
        ("季度", "全年"), ("季度", "1-4季度"), ("期间", "2025年"), ("期间", "2025年全年"),
        ("统计期", "2025年1-12月"), ("时间", "截至2025年12月底"), ("时间", "2025-12-31"),
        ("时间", date(2025, 12, 31)), ("累计月份", 12), ("累计月份", "12月"), ("期间", None),
    ],
)  # fmt: skip
def test_a_full_year_beside_the_year(plan: Plan, head: str, said: object) -> None:
    actuals = read(plan, book({"表": [["指标", "年份", head, "数值"], [P7, 2025, said, 430]]}))
    assert values(actuals) in (["7 2025 430"], ["7 2025 430 of_year"])
    assert told(actuals) == []


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2025年9月", "7 2025 9月 430"), ("2025-09", "7 2025 9月 430"),
        ("2025年1-9月", "7 2025 1-9月 430"), ("202509", "7 2025 9月 430"),
        ("2025.9", "7 2025 9月 430"), ("20250930", "7 2025 9月30日 430"),
        ("2025年三季度", "7 2025 三季度 430"), ("2025Q3", "7 2025 q3 430"),
        ("2025年", "7 2025 430"), ("2025", "7 2025 430"), ("2025年12月底", "7 2025 430"),
        ("2025-12-31", "7 2025 430"), ("2025年12月", "7 2025 12月 430"),
        (date(2025, 9, 1), "7 2025 9月1日 430"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("head", ["时间", "期间", "统计期", "年月", "月份"])
def test_one_column_of_year_and_month(plan: Plan, head: str, said: object, value: str) -> None:
    actuals = read(plan, book({"表": [["指标", head, "数值"], [P7, said, 430]]}))
    assert values(actuals) == [value]


def test_january_among_months_is_no_year(plan: Plan) -> None:
    rows: Rows = [["指标", "时间", "数值"]]
    rows += [[P7, date(2025, month, 1), 30 * month] for month in (1, 2)]
    assert values(read(plan, book({"表": rows}))) == ["7 2025 1月 30", "7 2025 2月1日 60"]


@pytest.mark.parametrize(
    ("head", "value", "note"),
    [
        ("月份", "累计值", None),
        ("月份", "数值", "注：表中数据均为累计数。"),
        ("累计月份", "值", None),
    ],
)
def test_december_is_the_year_where_figures_are_cumulative(
    plan: Plan, head: str, value: str, note: str | None
) -> None:
    rows: Rows = [["指标", "年份", head, value], [P7, 2025, 9, 310], [P7, 2025, 12, 430], [note]]
    found = [one.removesuffix(" of_year") for one in values(read(plan, book({"表": rows})))]
    assert found == ["7 2025 430", "7 2025 9月 310"]


def test_a_month_under_a_title_with_the_year(plan: Plan) -> None:
    rows: Rows = [["2025年月度数据"], ["指标", "月份", "数值"], [P7, 9, 310], [P7, "1-12月", 430]]
    assert values(read(plan, book({"表": rows}))) == ["7 2025 430", "7 2025 9月 310"]


def test_a_month_without_any_year_is_none(plan: Plan) -> None:
    actuals = read(plan, book({"表": [["指标", "月份", "数值"], [P7, 9, 310]]}))
    assert (values(actuals), told(actuals)) == ([], ["not-a-year B2"])


def test_names_merged_down_over_months(plan: Plan) -> None:
    rows: Rows = [["指标", "年份", "月份", "数值"], [P7, 2025, 9, 310], [None, None, "全年", 430]]
    assert values(read(plan, book({"表": rows}, "A2:A3", "B2:B3"))) == [
        "7 2025 430", "7 2025 9月 310",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["中旬", "2025年中旬", "2024年9月", "13", "去年"])
def test_what_is_no_period_is_told_and_not_read(plan: Plan, said: str) -> None:
    rows: Rows = [["指标", "年份", "月份", "数值"], [P7, 2025, said, 310]]
    actuals = read(plan, book({"表": rows}))
    assert (values(actuals), told(actuals)) == ([], ["not-a-period C2"])


def test_a_row_without_the_month_that_others_have(plan: Plan) -> None:
    rows: Rows = [["指标", "年份", "月份", "数值"], [P7, 2025, 9, 310], [P11, 2025, None, 95]]
    actuals = read(plan, book({"表": rows}))
    assert values(actuals) == ["7 2025 9月 310"]
    assert "no-period-in-row D3" in told(actuals)


def test_an_empty_value_needs_no_month(plan: Plan) -> None:
    rows: Rows = [["指标", "月份", "2025年"], [P7, "全年", 430], [P11, None, None]]
    actuals = read(plan, book({"表": rows}))
    assert (values(actuals), told(actuals)) == (["7 2025 430"], [])


def test_the_day_of_reporting_is_no_period(plan: Plan) -> None:
    rows: Rows = [["指标", "2024年", "2025年", "时间", "填报时间"], [P7, 400, 430, "2026-01-15", 1]]
    assert values(read(plan, book({"表": rows}))) == ["7 2024 400", "7 2025 430"]
    rows = [["指标", "年份", "数值", "时间"], [P7, 2025, 430, "2026-01-15"]]
    assert values(read(plan, book({"表": rows}))) == ["7 2025 430"]


# ---- wide tables, and tables across


@pytest.mark.parametrize("month", [9, "9月", "1-9月", 12])
def test_a_row_a_month_under_the_years(plan: Plan, month: object) -> None:
    rows: Rows = [
        ["指标", "月份", "2024年", "2025年"],
        [P7, month, 300, 430],
        [None, "全年", 400, 424],
    ]
    actuals = read(plan, book({"表": rows}))
    full = [value for value in values(actuals) if "月" not in value]
    assert full == ["7 2024 400", "7 2025 424"]
    assert len(values(actuals)) == 4


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("month", [9, "9月", "1-9月"])
def test_months_across(plan: Plan, order: tuple[int, int], month: object) -> None:
    """年份 and 月份 as columns, an indicator a column."""
    time: Rows = [["年份", 2025, 2025], ["月份", month, "全年"]]
    rows = turned([time[order[0]], time[order[1]], [P7, 310, 430], [P11, 91, 95]])
    assert [one for one in values(read(plan, book({"表": rows}))) if "月" not in one] == [
        "11 2025 95", "7 2025 430",
    ]  # fmt: skip


def test_one_column_of_time_across(plan: Plan) -> None:
    rows = turned(
        [["时间", "2025年9月", "202510", "2025年"], [P7, 310, 340, 430], [P11, 9, 91, 95]]
    )
    assert values(read(plan, book({"表": rows}))) == [
        "11 2025 10月 91", "11 2025 95", "11 2025 9月 9",
        "7 2025 10月 340", "7 2025 430", "7 2025 9月 310",
    ]  # fmt: skip


def test_parts_and_the_year_under_one_merged_year(plan: Plan) -> None:
    rows: Rows = [["指标", "单位", "2025年", None], [None, None, "1-9月", "1-12月"]]
    rows.append([P7, "亿元", 310, 426.3])
    actuals = read(plan, book({"表": rows}, "C1:D1", "A1:A2", "B1:B2"))
    assert values(actuals) == ["7 2025 1-9月 310", "7 2025 4263/10"]
    assert told(actuals) == []


def test_quarters_alone_are_no_year(plan: Plan) -> None:
    quarters = ["2025年一季度", "2025年二季度", "2025年三季度", "2025年四季度"]
    rows: Rows = [["指标", *quarters], [P7, 100, 105, 110, 111], [P11, 91, 92, 93, 94]]
    assert told(read(plan, book({"表": rows}))) == ["no-full-year B1"]
    rows[0].append("2025年全年")
    rows[1].append(426)
    rows[2].append(95)
    assert told(read(plan, book({"表": rows}))) == []


def test_full_years_and_a_part_of_the_running_one_are_in_order(plan: Plan) -> None:
    rows: Rows = [["指标", "2023年", "2024年", "2025年1-9月"], [P7, 380, 400, 310]]
    assert told(read(plan, book({"表": rows}))) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2025年1-9月", ["7 2024 400", "7 2025 1-9月 310"]),
        ("2021—2025年", ["7 2024 400", "7 2025 310"]),
        ("“十四五”时期", ["7 2024 400", "7 2025 310"]),
    ],
)
def test_a_period_beside_a_column_each_year(plan: Plan, said: str, expected: list[str]) -> None:
    rows: Rows = [["指标", "2024年", "2025年", "统计期"], [P7, 400, 310, said]]
    actuals = read(plan, book({"表": rows}))
    assert (values(actuals), told(actuals)) == (expected, [])


def test_the_state_of_december_is_that_of_the_year(plan: Plan) -> None:
    milestone = "完成国家级生态文明示范市创建"
    rows: Rows = [["指标", "年份", "月份", "状态"]]
    rows += [[milestone, 2025, 6, "推进中"], [milestone, 2025, 12, "完成创建"]]
    actuals = read(plan, book({"表": rows}))
    found = [one.removesuffix(" of_year") for one in values(actuals)]
    assert (found, told(actuals)) == (["13 2025 3", "13 2025 6月 1"], [])


# ---- one sheet a year


@pytest.mark.parametrize(
    "head", ["实际值", "完成值", "数值", "完成情况", "实际完成值", "本年实际值"]
)
def test_a_sheet_a_year(plan: Plan, head: str) -> None:
    sheets: dict[str, Rows] = {
        f"{year}年": [["指标", head], [P7, value], [P11, 95]]
        for year, value in ((2024, 400), (2025, 430))
    }
    actuals = read(plan, book(sheets))
    assert values(actuals) == ["11 2024 95", "11 2025 95", "7 2024 400", "7 2025 430"]
    assert told(actuals) == []


@pytest.mark.parametrize(
    ("sheet", "title", "value"),
    [
        ("表", "2025年主要指标完成情况表", "7 2025 430"),
        ("表", "嵊州市质量发展“十四五”规划指标2025年度完成情况", "7 2025 430"),
        ("2025", None, "7 2025 430"), ("2025年度", "指标完成情况", "7 2025 430"),
        ("2025年1-9月", None, "7 2025 1-9月 430"),
        ("表", "2025年1-9月完成情况", "7 2025 1-9月 430"),
        ("2025年", "（预计）", "7 2025 430 f"),
    ],
)  # fmt: skip
def test_the_year_of_a_title_or_a_sheet(
    plan: Plan, sheet: str, title: str | None, value: str
) -> None:
    rows: Rows = [["指标", "实际值"], [P7, 430], [P11, 95]]
    actuals = read(plan, book({sheet: [[title], *rows] if title else rows}))
    assert value in values(actuals)
    assert "no-year" not in " ".join(told(actuals))


@pytest.mark.parametrize(
    "title",
    [
        "嵊州市质量发展“十四五”规划指标完成情况（2021—2025年）", "2026年终期评估报送表",
        "根据《2025年工作要点》填报", "2024年、2025年指标", "2025年12月31日",
        "关于报送2025年数据的通知",
    ],
)  # fmt: skip
def test_a_title_that_gives_no_year(plan: Plan, title: str) -> None:
    actuals = read(plan, book({"表": [[title], ["指标", "实际值"], [P7, 430]]}))
    assert (values(actuals), told(actuals)) == ([], ["no-year B2"])


def test_a_sheet_and_its_title_of_two_years_give_none(plan: Plan) -> None:
    rows: Rows = [["2025年指标完成情况"], ["指标", "实际值"], [P7, 430]]
    assert values(read(plan, book({"2024年": rows}))) == []


def test_a_year_of_its_own_over_the_sheets(plan: Plan) -> None:
    rows: Rows = [["指标", "2024年", "2025年"], [P7, 400, 430]]
    assert values(read(plan, book({"2023年": rows}))) == ["7 2024 400", "7 2025 430"]


def test_a_narrative_under_a_sheet_of_one_year(plan: Plan) -> None:
    rows: Rows = [["指标", "完成情况"], [P7, "已完成全年任务，增长良好"], [P18, "12家"]]
    assert values(read(plan, book({"2025年": rows}))) == []
