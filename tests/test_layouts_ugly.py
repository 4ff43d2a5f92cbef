"""Test untidy real-world tables: what is read from each, and what is reported about the rest.

Every figure in an indicator's row is read correctly, or a finding names its cell or column.
"""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.judgement import Form
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

P1, P5, P6 = (
    "制造业产品质量监督抽查合格率",
    "装配式建筑占新建建筑比例",
    "二星级及以上绿色建筑占新建民用建筑比例",
)
P7, P8 = "服务业增加值", "社会消费品零售总额年均增速"
P13 = "完成国家级生态文明示范市创建"
P15, P16 = "新参与制修订国际、国家、行业标准", "新增“浙江制造”标准"
P22, P23 = "高新技术企业数", "每万人高价值发明专利拥有量"

Rows = list[list[Any]]
Read = "Callable[..., tuple[dict[tuple[str, int], str], list[tuple[str, str | None]]]]"


def book(rows: Rows, *merged: str) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = "实际值"
    for row in rows:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def shown(actuals: Actuals) -> dict[tuple[str, int], str]:
    """Full years only: indicator and year to what was read, `None` for what could not be."""
    return {
        (one.indicator, one.year): str(getattr(one.value, "value", one.value))
        for one in actuals.observations
        if not (one.partial or one.forecast)
    }


def told(actuals: Actuals) -> list[tuple[str, str | None]]:
    return [(one.code, one.place.cell if one.place else None) for one in actuals.diagnostics]


@pytest.fixture
def read(plan: Plan) -> Callable[..., Actuals]:
    def run(rows: Rows, *merged: str, forms: Mapping[str, Form] | None = None) -> Actuals:
        return read_contents([("data.xlsx", book(rows, *merged))], plan, forms=forms)

    return run


# ---- headers ----------------------------------------------------------------


def test_three_rows_of_header(read: Callable[..., Actuals]) -> None:
    actuals = read(
        [
            ["指标", "“十四五”期间", None, None, None],
            [None, "2024年", None, "2025年", None],
            [None, "目标值", "实际值", "目标值", "实际值"],
            [P5, 38, 39, ">40", 45],
        ],
        "A1:A3", "B1:E1", "B2:C2", "D2:E2",
    )  # fmt: skip
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "45"}
    assert told(actuals) == []


def test_actuals_and_targets_under_words_that_only_look_merged(
    read: Callable[..., Actuals],
) -> None:
    """Without the merged areas a word above the years holds until the next one."""
    actuals = read(
        [
            [None, "目标值", None, "实际值", None],
            ["指标", 2024, 2025, 2024, 2025],
            [P5, 38, ">40", 39, 45],
        ]
    )
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "45"}
    assert told(actuals) == []


@pytest.mark.parametrize("place", ["全省平均", "绍兴市", "上年同期"])
def test_the_figures_of_another_place_are_not_read(
    read: Callable[..., Actuals], place: str
) -> None:
    actuals = read(
        [["指标", place, None, "实际值", None], [None, 2024, 2025, 2024, 2025], [P5, 1, 2, 39, 45]],
        "A1:A2", "B1:C1", "D1:E1",
    )  # fmt: skip
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "45"}
    assert told(actuals) == [("column-not-read", "B1")]


def test_a_title_with_a_year_above_the_first_value(read: Callable[..., Actuals]) -> None:
    """The title stands in the column of a year, and is no header of it."""
    actuals = read([[None, "2025年完成情况"], ["指标", "2023年", "2024年"], [P5, 38, 39]])
    assert shown(actuals) == {("5", 2023): "38", ("5", 2024): "39"}


@pytest.mark.parametrize("corner", [None, "指标\\年份", "指标/年份", "年份", "项目", "类别"])
def test_the_corner_may_say_anything(read: Callable[..., Actuals], corner: str | None) -> None:
    actuals = read([[corner, "2024年", "2025年"], [P5, 39, 45], [P22, 400, 420]])
    assert shown(actuals) == {
        ("5", 2024): "39", ("5", 2025): "45", ("22", 2024): "400", ("22", 2025): "420"
    }  # fmt: skip
    assert told(actuals) == []


def test_a_second_table_without_a_row_between(read: Callable[..., Actuals]) -> None:
    actuals = read(
        [["指标", "2025年"], [P5, 45], ["指标", "2024年", "2023年"], [P22, 400, 380]],
    )
    assert shown(actuals) == {("5", 2025): "45", ("22", 2024): "400", ("22", 2023): "380"}


def test_a_second_table_of_other_things_ends_the_first(read: Callable[..., Actuals]) -> None:
    """权重 10 is no value of 2025."""
    actuals = read([["指标", "2025年"], [P5, 45], ["指标", "权重"], [P22, 10]])
    assert shown(actuals) == {("5", 2025): "45"}


def test_a_second_table_whose_corner_is_blank(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年"], [P5, 45], [], [None, "2024年"], [P22, 400]])
    assert shown(actuals) == {("5", 2025): "45", ("22", 2024): "400"}


def test_a_row_that_numbers_the_columns(read: Callable[..., Actuals]) -> None:
    actuals = read([["序号", "指标", "2024年", "2025年"], ["甲", "乙", 1, 2], [5, P5, 39, 45]])
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "45"}
    assert told(actuals) == []


@pytest.mark.parametrize(
    ("header", "year", "partial"),
    [
        (date(2025, 12, 31), 2025, None),
        (date(2025, 1, 1), 2025, None),
        (date(2025, 6, 30), 2025, "6月30日"),
        ("2025-12-31", 2025, None),
        ("2025/12/31", 2025, None),
        ("2025年12月31日", 2025, None),
        ("截至2025年底", 2025, None),
        ("截至2025年12月底", 2025, None),
        ("2025年1-12月", 2025, None),
        ("2025年全年", 2025, None),
        ("二〇二五年", 2025, None),
        ("2025年截至6月底", 2025, "截至6月底"),
        ("截至2025年6月底", 2025, "截至6月底"),
        ("2025年(1-9月)", 2025, "1-9月"),
        ("2025年11-12月", 2025, "11-12月"),
        ("2025年前9个月", 2025, "前9个月"),
        ("2025年一至三季度", 2025, "一至三季度"),
        ("2025年9月", 2025, "9月"),
    ],
)
def test_the_time_of_a_column(
    read: Callable[..., Actuals], header: Any, year: int, partial: str | None
) -> None:
    actuals = read([["指标", header], [P7, 300]])
    assert [(one.year, one.partial) for one in actuals.observations] == [(year, partial)]


def test_a_new_years_day_among_months_is_january(read: Callable[..., Actuals]) -> None:
    days = [date(2025, month, 1) for month in range(1, 13)]
    actuals = read([["指标", *days], [P7, *range(301, 313)]])
    assert all(one.partial for one in actuals.observations)
    assert len(actuals.observations) == 12


def test_a_part_of_the_year_named_above_the_years(read: Callable[..., Actuals]) -> None:
    actuals = read([[None, "1-9月", None], ["指标", 2024, 2025], [P7, 300, 310]], "B1:C1")
    assert {(one.year, one.partial) for one in actuals.observations} == {
        (2024, "1-9月"), (2025, "1-9月")
    }  # fmt: skip


@pytest.mark.parametrize(
    "header", ["2025年全省平均", "2025年比2020年", "2024、2025年", "2025年目标完成值", "=B1+1"]
)
def test_a_header_with_a_year_that_is_not_understood_is_said(
    read: Callable[..., Actuals], header: str
) -> None:
    actuals = read([["指标", "2024年", header], [P5, 39, 45]])
    assert shown(actuals) == {("5", 2024): "39"}
    assert told(actuals) == [("column-not-read", "C1")]


def test_a_column_without_a_header_is_said(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2024年", None], [P5, 39, 45], [P22, 400, 420]])
    assert shown(actuals) == {("5", 2024): "39", ("22", 2024): "400"}
    assert told(actuals) == [("no-column-header", "C2")]


def test_numbers_of_rows_need_no_header(read: Callable[..., Actuals]) -> None:
    actuals = read([[None, "指标", "2025年"], [1, P5, 45], [2, P22, 420]])
    assert shown(actuals) == {("5", 2025): "45", ("22", 2025): "420"}
    assert told(actuals) == []


# ---- merged cells -----------------------------------------------------------


def test_one_cell_for_two_years_is_refused(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2023年", "2024年", "2025年"], [P5, 38, 45, None]], "C2:D2")
    assert shown(actuals) == {("5", 2023): "38", ("5", 2024): "None", ("5", 2025): "None"}
    assert told(actuals) == [("merged-value", "C2")]


def test_one_cell_for_two_indicators_is_refused(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年"], [P5, 45], [P6, None], [P22, 420]], "B2:B3")
    assert shown(actuals) == {("5", 2025): "None", ("6", 2025): "None", ("22", 2025): "420"}
    assert set(told(actuals)) == {("merged-value", "B2")}
    assert {one.indicator for one in actuals.diagnostics} == {"5", "6"}


def test_a_dash_over_two_years_is_nothing(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2023年", "2024年", "2025年"], [P5, "—", None, 45]], "B2:C2")
    assert shown(actuals) == {("5", 2025): "45"}
    assert told(actuals) == []


def test_a_state_over_two_years_is_the_state_of_both(read: Callable[..., Actuals]) -> None:
    rows = [["指标", "2023年", "2024年", "2025年"], [P13, "推进中", None, "完成创建"]]
    actuals = read(rows, "B2:C2")
    assert shown(actuals) == {("13", 2023): "1", ("13", 2024): "1", ("13", 2025): "3"}
    assert told(actuals) == []


def test_name_and_value_merged_down_alike(read: Callable[..., Actuals]) -> None:
    """An indicator that takes two lines, with a remark on each."""
    rows = [["指标", "2025年", "备注"], [P5, 45, "按面积"], [None, None, "住建局提供"]]
    actuals = read(rows, "A2:A3", "B2:B3")
    assert shown(actuals) == {("5", 2025): "45"}
    assert told(actuals) == []
    assert [said.remark for said in actuals.provenance] == ["按面积", "住建局提供"]


def test_a_category_across_the_table_is_no_row(read: Callable[..., Actuals]) -> None:
    rows = [["序号", "指标", "2025年"], ["一、质量建设", None, None], [5, P5, 45]]
    actuals = read(rows, "A2:C2")
    assert shown(actuals) == {("5", 2025): "45"}
    assert told(actuals) == []


# ---- whose row --------------------------------------------------------------


def test_forms_on_rows_of_their_own_without_merged_cells(read: Callable[..., Actuals]) -> None:
    """A blank name under a name, beside a 口径, is what a text file makes of a merged one."""
    actuals = read(
        [
            ["指标", "口径", "2024年", "2025年"],
            [P16, "累计值", 9, 11],
            [P8, "当年增速", 8.5, 9],
            [None, "年均增速", None, 9.2],
        ]
    )
    assert told(actuals) == []
    assert [
        (one.indicator, one.year, one.form) for one in actuals.observations if one.indicator == "8"
    ] == [("8", 2024, Form.OF_YEAR), ("8", 2025, Form.OF_YEAR), ("8", 2025, Form.MEAN)]


def test_a_long_table_with_each_name_once(read: Callable[..., Actuals]) -> None:
    rows = [["指标", "年份", "数值"], [P5, 2024, 39], [None, 2025, 45], [P22, 2025, 420]]
    actuals = read(rows)
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "45", ("22", 2025): "420"}
    assert told(actuals) == []


def test_a_name_forgotten_in_a_long_table_never_overwrites(read: Callable[..., Actuals]) -> None:
    rows = [["指标", "年份", "数值"], [P5, 2024, 39], [P5, 2025, 45], [None, 2025, 420]]
    actuals = read(rows)
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "None"}
    assert told(actuals) == [("conflicting-values", "C4"), ("outside-domain", "C4")]


def test_a_row_of_targets_is_no_row_of_actuals(read: Callable[..., Actuals]) -> None:
    rows = [
        ["指标", "类别", "2024年", "2025年"],
        [P5, "目标值", 38, ">40"],
        [P5, "实际值", 39, 45],
        [P5, "完成率", 102, 112],
        [P22, "目标值", 300, 411],
    ]
    actuals = read(rows)
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "45"}
    assert told(actuals) == [("row-not-read", "B5")]


@pytest.mark.parametrize(
    "name",
    [f"{P22}(新增)", f"{P22}(市本级)", f"其中:{P22}", f"{P22}(2020年口径)", f"{P7}(增速)"],
)
def test_a_name_that_says_more_is_another_name(read: Callable[..., Actuals], name: str) -> None:
    actuals = read([["指标", "2025年"], [P5, 45], [name, 30]])
    assert shown(actuals) == {("5", 2025): "45"}
    # 市本级 is a part of the area: no value of the item, and never told to be renamed.
    ((code, place),) = told(actuals)
    assert place == "A3"
    assert code in ("unknown-indicator", "unlike", "another-area")


@pytest.mark.parametrize("value", ["约96", "#REF!", "〃", "完成创建", "1.5e3"])
def test_whatever_was_meant_as_a_value_under_an_unknown_name_is_said(
    read: Callable[..., Actuals], value: str
) -> None:
    actuals = read([["指标", "2025年"], [P5, 45], ["市民满意度", value]])
    assert told(actuals) == [("unknown-indicator", "A3")]


def test_sums_and_signatures_are_no_rows(read: Callable[..., Actuals]) -> None:
    rows = [
        ["序号", "指标", "2024年", "2025年"],
        [5, P5, 39, 45],
        [None, "合 计", 39, 45],
        ["总计", None, 39, 45],
        ["填报人:张三", None, "审核人:李四", date(2026, 1, 20)],
        ["注:2025年数为初步统计数。"],
    ]
    actuals = read(rows)
    assert shown(actuals) == {("5", 2024): "39", ("5", 2025): "45"}
    assert told(actuals) == []


def test_a_list_of_contents_is_no_table(read: Callable[..., Actuals]) -> None:
    with pytest.raises(InputError) as caught:
        read([["序号", "指标"], [5, P5], [22, P22]])
    assert [one.code for one in caught.value.diagnostics] == ["nothing-to-judge"]


def test_a_list_of_offices_among_the_data_needs_its_option(read: Callable[..., Actuals]) -> None:
    with pytest.raises(InputError) as caught:
        read([["序号", "指标", "责任单位"], [5, P5, "市建设局"], [22, P22, "市科技局"]])
    assert [one.code for one in caught.value.diagnostics] == ["office-list-unused"]


# ---- columns that hold something else ---------------------------------------


@pytest.mark.parametrize(
    ("header", "value"),
    [("2025年增速", 7.5), ("2025年新增", 30), ("2021—2025年均", 5.1), ("2021—2025年累计", 1900)],
)
def test_beside_the_value_another_measure_is_passed_over(
    read: Callable[..., Actuals], header: str, value: float
) -> None:
    """服务业增加值 430 in 2025, and beside it what it grew by."""
    actuals = read([["指标", "2025年", header], [P7, 430, value]])
    assert shown(actuals) == {("7", 2025): "430"}
    assert told(actuals) == [("value-beside", "C2")]


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        (P7, "增速", "growth-for-level"),
        (P22, "当年新增", "addition-for-stock"),
        (P15, "年均增速", "form-mismatch"),
    ],
)
def test_alone_another_measure_is_no_value(
    read: Callable[..., Actuals], name: str, form: str, code: str
) -> None:
    actuals = read([["指标", "口径", "2025年"], [P5, None, 45], [name, form, 7]])
    assert [one for one in shown(actuals).values() if one != "45"] in ([], ["None"])
    assert [finding for finding, _ in told(actuals)] == [code]


def test_a_year_to_december_cumulated_is_the_year(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年1-12月累计"], [P7, 430], [P16, 3]])
    assert shown(actuals) == {("7", 2025): "430", ("16", 2025): "3"}
    assert {one.form for one in actuals.observations} == {Form.OF_YEAR}


def test_two_statements_of_the_form_contradict_each_other(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "口径", "2025年累计"], [P16, "当年值", 8]])
    assert shown(actuals) == {("16", 2025): "None"}
    assert told(actuals) == [("forms-contradict", "C2")]


def test_a_mean_against_the_growth_of_its_years(
    judge: Callable[..., Report],
) -> None:
    """Five years of 5% are 5% a year; a mean of 9.5% would meet the target of 9."""
    years = [f"{year}年" for year in range(2021, 2026)]
    rows: Rows = [["指标", *years, "2021—2025年均"], [P8, 5, 5, 5, 5, 5, 9.5]]
    result = judge(book(rows), only=["8"])
    assert [one.code for one in result.diagnostics] == ["mean-differs"]
    assert result.indicators[0].verdict == "invalid"
    rows[1][-1] = 5
    result = judge(book(rows), only=["8"])
    assert result.diagnostics == ()
    assert result.indicators[0].verdict == "not_met"


# ---- units ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "value", "figure"),
    [
        ("单位:万元", 4300000, "430"),
        ("（单位：万元）", 4300000, "430"),
        ("计量单位:万元", 4300000, "430"),
        ("主要指标完成情况(单位:万元)", 4300000, "430"),
        ("单位:亿元、%", 430, "430"),
        ("单位:万元、%", 4300000, "430"),
        ("单位:%", 430, "430"),
        ("单位:见表", 430, "430"),
        ("单位:嵊州市统计局", 430, "430"),
        ("填报单位:万元科技公司", 430, "430"),
    ],
)
def test_a_unit_line(read: Callable[..., Actuals], line: str, value: int, figure: str) -> None:
    actuals = read([[None, None, line], ["指标", "2025年"], [P7, value], [P5, 45]])
    assert shown(actuals) == {("7", 2025): figure, ("5", 2025): "45"}
    assert told(actuals) == []


@pytest.mark.parametrize("line", ["单位:亿元、万元", "单位:亿美元"])
def test_a_unit_line_that_cannot_be_settled(read: Callable[..., Actuals], line: str) -> None:
    actuals = read([[line], ["指标", "2025年"], [P7, 430], [P5, 45]])
    assert shown(actuals) == {("7", 2025): "None", ("5", 2025): "45"}
    code = "unit-unclear" if "、" in line else "unit-mismatch"
    assert told(actuals) == [(code, "B3")]


def test_a_unit_line_is_for_the_table_below_it(read: Callable[..., Actuals]) -> None:
    rows = [["单位:万元"], ["指标", "2024年"], [P7, 4100000], [], ["指标", "2025年"], [P7, 430]]
    assert shown(read(rows)) == {("7", 2024): "410", ("7", 2025): "430"}


@pytest.mark.parametrize(
    ("rows", "figure"),
    [
        ([["单位:亿元"], ["指标", "单位", "2025年"], [P7, "万元", 4300000]], "430"),
        ([["指标", "单位", "2025年(亿元)"], [P7, "亿元", 430]], "430"),
        ([["指标", "2025年(万元)"], [P7, 4300000]], "430"),
        ([["指标", "2025年实际值(万元)"], [P7, "430亿元"]], "430"),
        ([["指标", "单位", "2025年"], [P22, "万家", 0.0411]], "411"),
    ],
)
def test_the_nearest_unit_holds(read: Callable[..., Actuals], rows: Rows, figure: str) -> None:
    actuals = read(rows)
    assert list(shown(actuals).values()) == [figure]
    assert told(actuals) == []


def test_units_that_contradict_each_other(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "单位", "2025年(万元)"], [P7, "亿元", 430]])
    assert shown(actuals) == {("7", 2025): "None"}
    assert told(actuals) == [("unit-unclear", "C2")]


def test_a_target_in_another_unit_is_the_same_target(read: Callable[..., Actuals]) -> None:
    rows = [["指标", "单位", "2025年目标值", "2025年"], [P7, "万元", 4230000, 4300000]]
    assert told(read(rows)) == []


# ---- 口径 from outside ------------------------------------------------------


def test_a_form_given_from_outside(plan: Plan, judge: Callable[..., Report]) -> None:
    """2, 4, 5, 6, 7 are 24 as additions and 7 as totals; the target is 8."""
    years = [f"{year}年" for year in range(2021, 2026)]
    content = book([["指标", *years], ["新增各级政府质量奖企业", 2, 4, 5, 6, 7]])
    assert judge(content, only=["19"]).indicators[0].verdict == "undetermined"
    given = read_contents([("data.xlsx", content)], plan, forms={"19": "total"})
    assert {one.form for one in given.observations} == {Form.TOTAL}
    by_key = {"government-quality-award-winners": Form.OF_YEAR}
    given = read_contents([("data.xlsx", content)], plan, forms=by_key)
    assert {one.form for one in given.observations} == {Form.OF_YEAR}


def test_the_file_holds_against_the_form_from_outside(read: Callable[..., Actuals]) -> None:
    rows = [["指标", "口径", "2024年", "2025年"], [P16, "当年值", 3, 4]]
    actuals = read(rows, forms={"16": Form.TOTAL})
    assert {one.form for one in actuals.observations} == {Form.OF_YEAR}
    assert told(actuals) == [("form-differs", "B2")]


@pytest.mark.parametrize(
    ("forms", "code"),
    [({"99": Form.TOTAL}, "form-of-unknown"), ({"5": Form.TOTAL}, "form-mismatch")],
)
def test_forms_from_outside_must_go_with_the_plan(
    read: Callable[..., Actuals], forms: Mapping[str, Form], code: str
) -> None:
    with pytest.raises(InputError) as caught:
        read([["指标", "2025年"], [P5, 45]], forms=forms)
    assert [one.code for one in caught.value.diagnostics] == [code]


# ---- provenance -------------------------------------------------------------


def test_provenance_is_carried_into_the_report(judge: Callable[..., Report]) -> None:
    rows: Rows = [
        ["责任单位", "指标", "2024年", "2025年", "数据来源", "佐证材料", "备注"],
        ["市建设局", P5, 39, 45, "年报", "浙建函〔2026〕3号", "按建筑面积\n计算"],
        ["市科技局", P22, None, None, None, None, "名单未收到"],
        [None, P23, 5, 6.1, None, None, "—"],
    ]
    report = judge(("data.xlsx", book(rows)), year=2025)
    results = {one.indicator.id: one.provenance for one in report.indicators}
    (said,) = results["5"]
    assert (said.office, said.source, said.evidence, said.remark) == (
        "市建设局", "年报", "浙建函〔2026〕3号", "按建筑面积 计算"
    )  # fmt: skip
    assert (said.year, str(said.place)) == (None, "data.xlsx:实际值!A2")
    (said,) = results["22"]
    assert (said.office, said.remark, said.year) == ("市科技局", "名单未收到", None)
    assert results["23"] == ()


def test_provenance_of_one_year(judge: Callable[..., Report]) -> None:
    rows: Rows = [
        ["指标", "年份", "数值", "备注"],
        [P5, 2024, 39, "年报"],
        [P5, 2025, 45, "快报"],
        [P22, 2024, 400, "年报"],
        [P22, 2025, 420, "年报"],
    ]
    report = judge(("data.xlsx", book(rows)), year=2025)
    results = {one.indicator.id: one.provenance for one in report.indicators}
    assert [(one.year, one.remark) for one in results["5"]] == [(2024, "年报"), (2025, "快报")]
    assert [(one.year, one.remark) for one in results["22"]] == [(None, "年报")]


# ---- twice ------------------------------------------------------------------


def test_the_same_value_twice_is_a_note_naming_both_cells(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年"], [P5, 45], [P5, "45.0%(初步核算)"]])
    (finding,) = actuals.diagnostics
    assert (finding.code, finding.severity.value) == ("reported-twice", "info")
    assert (finding.place and finding.place.cell, finding.parameters["place"]) == (
        "B3", "data.xlsx:实际值!B2"
    )  # fmt: skip
    assert [one.provisional for one in actuals.observations] == [True]


def test_every_value_that_differs_is_named(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年"], [P5, 45], [P5, 46], [P5, 47]])
    assert told(actuals) == [("conflicting-values", "B3"), ("conflicting-values", "B4")]


def test_a_part_of_the_year_is_no_mix_of_forms(judge: Callable[..., Report]) -> None:
    """2 + 1 + 2 + 3 = 8 additions and 累计 of nine months beside them."""
    years = ["2021年", "2022年", "2023年", "2024年", "2025年1-9月累计"]
    report = judge(book([["指标", *years], [P16, 2, 1, 2, 3, 1]]), only=["16"], year=2024)
    assert report.diagnostics == ()
    assert report.indicators[0].actual is not None
    assert report.indicators[0].actual.text == "8"


@pytest.mark.parametrize("first", [["说明", None, "指标"], ["5", None, "2021年"]])
def test_a_merged_title_beside_a_header_is_no_column(first: list[Any], plan: Plan) -> None:
    rows = [first, ["x", "%", P1], [P1, None, 98]]
    with pytest.raises(InputError):
        read_contents([("a.xlsx", book(rows, "A1:B1"))], plan)
