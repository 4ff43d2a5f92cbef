"""Test workbooks as offices send them: what is read, what is ignored, and where each fault is."""

from __future__ import annotations

import io
import json
import os
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from shengzhou_quality.diagnostics import InputError, Severity
from shengzhou_quality.reading.intake import read_actuals, read_contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shengzhou_quality.evaluation.item_result import IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

P1, P5 = "制造业产品质量监督抽查合格率", "装配式建筑占新建建筑比例"
P7, P8 = "服务业增加值", "社会消费品零售总额年均增速"
P12, P13 = "地表水市控以上断面水质Ⅰ-Ⅲ类的比例", "完成国家级生态文明示范市创建"
P15, P19 = "新参与制修订国际、国家、行业标准", "新增各级政府质量奖企业"
P22 = "高新技术企业数"

Rows = list[list[Any]]


@pytest.fixture
def read(plan: Plan, xlsx: Callable[..., bytes]) -> Callable[..., Actuals]:
    """Rows to actuals, as the one sheet 实际值 of data.xlsx."""

    def run(rows: Rows, **options: Any) -> Actuals:
        return read_contents([("data.xlsx", xlsx(rows, **options))], plan)

    return run


def codes(actuals: Actuals) -> list[str]:
    return [finding.code for finding in actuals.diagnostics]


def places(actuals: Actuals) -> list[tuple[str, str]]:
    """Each finding with its cell; the cell alone is enough in these one-sheet files."""
    return [
        (finding.code, finding.place.cell or str(finding.place))
        for finding in actuals.diagnostics
        if finding.place
    ]


def seen(actuals: Actuals) -> dict[tuple[str, int], str]:
    """What was observed: indicator and year to the figure (or rank), as text."""
    found = {}
    for one in actuals.observations:
        value = getattr(one.value, "value", one.value)
        found[one.indicator, one.year] = str(value)
    return found


def only(report: Report, number: str) -> IndicatorResult:
    return next(one for one in report.indicators if one.indicator.id == number)


# ---- layouts ----------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [2025, 2025.0, "2025", "2025.0", "2025年", "2025年度", "2025年实际值", "2025 年 实际值",
     "2025年完成值",
     "\uff12\uff10\uff12\uff15", "\uff12\uff10\uff12\uff15年", "2025年末",
     "2025年实际完成情况", "2025年\n实际值"],
)  # fmt: skip
def test_a_year_in_a_header(read: Callable[..., Actuals], header: Any) -> None:
    actuals = read([["序号", "指标", "单位", header], [5, P5, "%", 45]])
    assert seen(actuals) == {("5", 2025): "45"}
    assert codes(actuals) == []


WIDE: Rows = [
    ["序号", "指标", "单位", "2021年", "2022年", "2023年", "2024年", "2025年"],
    [1, P1, "%", 97, 97.2, ">96", "96%以上", 96],
    [5, P5, "%", 34.1, 35.8, "—", None, 45],
    [13, P13, "/", "推进中", None, "已申报", None, "完成创建"],
    [15, P15, "个", 3, 2, 4, 5, 6],
    [22, P22, "家", 220, "260(初步统计)", 300, "预计350", "约400"],
]


def long_rows() -> Rows:
    rows: Rows = [["指标", "年份", "数值"]]
    for row in WIDE[1:]:
        rows += [[row[1], 2020 + k, value] for k, value in enumerate(row[3:], 1)]
    return rows


def yaml_of_wide() -> bytes:
    items = [
        {
            "indicator": row[1],
            "values": {
                str(2020 + k): "" if value is None else str(value)
                for k, value in enumerate(row[3:], 1)
            },
        }
        for row in WIDE[1:]
    ]
    return json.dumps({"actuals": items}, ensure_ascii=False).encode()


def test_wide_long_and_yaml_are_the_same_report(
    judge: Callable[..., Report],
    xlsx: Callable[..., bytes],
    without_places: Callable[[Report], Any],
) -> None:
    wide, long, yaml = judge(xlsx(WIDE)), judge(xlsx(long_rows())), judge(yaml_of_wide())
    assert without_places(wide) == without_places(long)
    assert without_places(wide) == without_places(yaml)


def test_the_order_of_rows_columns_and_sheets_does_not_matter(
    judge: Callable[..., Report],
    xlsx: Callable[..., bytes],
    without_places: Callable[[Report], Any],
) -> None:
    mixed = [[row[k] for k in (7, 1, 4, 0, 3, 6, 2, 5)] for row in (WIDE[0], *reversed(WIDE[1:]))]
    book = openpyxl.Workbook()
    for number, row in enumerate(WIDE[1:]):
        sheet = book.create_sheet(f"表{number}")
        sheet.append(WIDE[0])
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    expected = without_places(judge(xlsx(WIDE)))
    assert without_places(judge(xlsx(mixed))) == expected
    assert without_places(judge(stream.getvalue())) == expected


def test_every_place_is_a_cell(judge: Callable[..., Report], xlsx: Callable[..., bytes]) -> None:
    report = judge(("data.xlsx", xlsx(WIDE)), year=2025)
    value, total = only(report, "1").actual, only(report, "15").actual
    assert value is not None
    assert total is not None
    assert [str(place) for place in value.places] == ["data.xlsx:实际值!H2"]
    assert [place.cell for place in total.places] == ["D5", "E5", "F5", "G5", "H5"]
    assert [entry.place.cell if entry.place else None for entry in only(report, "5").series] == [
        "D3", "E3", None, None, "H3"
    ]  # fmt: skip


def test_titles_notes_and_extra_columns(read: Callable[..., Actuals]) -> None:
    actuals = read(
        [
            ["嵊州市质量发展“十四五”规划主要指标完成情况"],
            ["单位:见表", None, None, None, None, "填报日期:2026年1月"],
            [],
            ["序号", "责任单位", "指标名称", "单位", "2024年", "2025年实际值", "备注"],
            [5, "住建局", P5, "%", 43, 45, "2025年数为初步数"],
            ["注:本表数据截至2025年12月31日"],
            ["填报人:张三", None, None, None, None, "联系电话 83000000"],
        ]
    )
    assert seen(actuals) == {("5", 2024): "43", ("5", 2025): "45"}
    assert codes(actuals) == []


def test_two_tables_on_one_sheet(read: Callable[..., Actuals]) -> None:
    actuals = read(
        [["指标", "2025年"], [P5, 45], [], ["指标", "2024年"], [P22, 380]],
    )
    assert seen(actuals) == {("5", 2025): "45", ("22", 2024): "380"}


def test_a_sheet_without_a_header_is_said(read: Callable[..., Actuals]) -> None:
    with pytest.raises(InputError) as caught:
        read([[5, P5, 45]])
    assert "no-header" in {finding.code for finding in caught.value.diagnostics}


# ---- columns that are no actuals -------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["2025年完成率", "2025年目标完成率", "完成率(%)", "2025年目标值", "2025年计划值", "目标值",
     "2025年时序进度", "2025年同比", "2025年排名", "2025年责任单位"],
)  # fmt: skip
def test_a_column_beside_the_actuals_is_never_an_actual(
    read: Callable[..., Actuals], header: str
) -> None:
    actuals = read([["指标", "2024年", header], [P5, 43, ">40"]])
    assert seen(actuals) == {("5", 2024): "43"}


@pytest.mark.parametrize(
    ("header", "target", "found"),
    [
        ("2025年目标值", ">40", []),
        ("2025年目标值", "40%以上", [("target-differs", "B2")]),
        ("2025年目标值", 40, [("target-differs", "B2")]),
        ("2025年目标值", 50, [("target-differs", "B2")]),
        ("目标值", 50, [("target-differs", "B2")]),
        ("2024年目标值", 50, []),
        ("2025年目标值", None, []),
    ],
)
def test_a_target_that_differs(
    read: Callable[..., Actuals], header: str, target: Any, found: list[tuple[str, str]]
) -> None:
    actuals = read([["指标", header, "2025年"], [P5, target, 45]])
    assert places(actuals) == found
    assert seen(actuals) == {("5", 2025): "45"}


def test_a_target_of_states(read: Callable[..., Actuals]) -> None:
    assert codes(read([["指标", "目标值", "2025年"], [P13, "完成创建", "推进中"]])) == []


@pytest.mark.parametrize(
    ("value", "found"), [(33, []), (34, [("baseline-differs", "B2")]), ("—", [])]
)
def test_a_base_year_column(
    read: Callable[..., Actuals], value: Any, found: list[tuple[str, str]]
) -> None:
    actuals = read([["指标", "2020年实际值", "2025年"], [P5, value, 45]])
    assert places(actuals) == found
    assert all(finding.severity is Severity.WARNING for finding in actuals.diagnostics)


def test_a_base_year_value_of_another_form_is_no_part_of_the_totals(
    read: Callable[..., Actuals],
) -> None:
    """14 in 2020 is a stock of the years before; totals count from the first day of 2021."""
    rows = [["指标", "口径", "2020年实际值", "2021年", "2022年"], [P15, "累计值", 14, 3, 8]]
    assert codes(read(rows)) == []


# ---- forecasts, provisional values, parts of a year ------------------------


@pytest.mark.parametrize("header", ["2025年预计", "2025年(预计)", "2025年预计数", "2025年预测值"])
def test_a_forecast_header(read: Callable[..., Actuals], header: str) -> None:
    actuals = read([["指标", "2024年", header], [P5, 43, 45]])
    assert {(one.year, one.forecast) for one in actuals.observations} == {
        (2024, False),
        (2025, True),
    }


@pytest.mark.parametrize("header", ["2025年初步核算", "2025年(快报数)", "2025年初步统计数"])
def test_a_provisional_header(read: Callable[..., Actuals], header: str) -> None:
    actuals = read([["指标", header], [P7, 430]])
    assert [one.provisional for one in actuals.observations] == [True]


@pytest.mark.parametrize(
    "header",
    ["2025年1-9月", "2025年1—9月", "2025年上半年", "2025年前三季度", "2025年第三季度", "2025年9月",
     "2025年6月底", "2025年1-11月份实际值"],
)  # fmt: skip
def test_a_part_of_a_year(read: Callable[..., Actuals], header: str) -> None:
    actuals = read([["指标", header], [P7, 300]])
    assert [(one.year, bool(one.partial)) for one in actuals.observations] == [(2025, True)]


# ---- 口径 -------------------------------------------------------------------


def test_a_form_column(judge: Callable[..., Report], xlsx: Callable[..., bytes]) -> None:
    years = [f"{year}年" for year in range(2021, 2026)]
    rows: Rows = [["指标", "口径", *years], [P19, "累计值", 2, 4, 5, 6, 7]]
    result = judge(xlsx(rows), only=["19"]).indicators[0]
    assert (result.verdict, str(result.gap)) == ("not_met", "1")
    rows = [["指标", "口径", *years], [P19, "当年值", 2, 4, 5, 6, 7]]
    result = judge(xlsx(rows), only=["19"]).indicators[0]
    assert (result.verdict, str(result.margin)) == ("met", "16")


def test_a_form_in_a_header(judge: Callable[..., Report], xlsx: Callable[..., bytes]) -> None:
    rows: Rows = [["指标", "2025年累计值"], [P19, 7]]
    result = judge(xlsx(rows), only=["19"]).indicators[0]
    assert (result.verdict, str(result.gap)) == ("not_met", "1")


@pytest.mark.parametrize("header", ["2021—2025年均", "2021-2025年年均增速", "2021—2025年平均增速"])
def test_a_declared_mean(
    judge: Callable[..., Report], xlsx: Callable[..., bytes], header: str
) -> None:
    result = judge(xlsx([["指标", header], [P8, 9.2]]), only=["8"]).indicators[0]
    assert result.verdict == "met"
    assert result.actual is not None
    assert result.actual.form == "mean"


def test_a_mean_of_other_years_is_refused(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2016—2020年均", "2021—2025年均"], [P8, 10, 9.2]])
    assert places(actuals) == [("other-first-year", "B2")]


def test_a_total_since_another_year_is_refused(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    """Totals count from the first day of the first plan year; 25 since 2016 proves nothing."""
    rows: Rows = [["指标", "2016—2025年累计"], [P15, 25]]
    report = judge(xlsx(rows), only=["15"])
    assert report.indicators[0].verdict == "invalid"
    assert report.exit_code == 1


def test_a_total_since_the_first_plan_year(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    rows: Rows = [["指标", "2021—2025年累计"], [P15, 25]]
    result = judge(xlsx(rows), only=["15"]).indicators[0]
    assert (result.verdict, str(result.margin)) == ("met", "5")


def test_an_unknown_form(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "口径", "2025年"], [P15, "估算", 20]])
    assert places(actuals) == [("unknown-form", "B2")]


def test_additions_and_totals_are_never_mixed(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    rows: Rows = [["指标", "2021年当年新增", "2022年累计值"], [P15, 12, 20]]
    report = judge(xlsx(rows), only=["15"])
    assert "mixed-forms" in [finding.code for finding in report.diagnostics]
    assert report.indicators[0].verdict == "invalid"
    assert report.exit_code == 1


def test_a_falling_total_names_its_cell(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "口径", "2021年", "2022年"], [P15, "累计值", 5, 4]])
    assert places(actuals) == [("total-falls", "D2")]


# ---- numbers and their cells ------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "figure"),
    [
        (0.57, "0%", "57"),
        (0.57, "0.00%", "57"),
        (0.4, "0%", "40"),
        (0.965, "0.0%", "193/2"),
        (0.07, "0%", "7"),
        (1, "0%", "100"),
        (45, "General", "45"),
        (45, '0"%"', "45"),
        (56.99999999999999, "0.00", "57"),
        (96.00000000000001, "General", "96"),
        (0.1 + 0.2 + 56.7, "General", "57"),
    ],
)
def test_percent_cells_and_formula_noise(
    read: Callable[..., Actuals], value: float, number_format: str, figure: str
) -> None:
    actuals = read([["指标", "2025年"], [P5, value]], formats={"B2": number_format})
    assert seen(actuals) == {("5", 2025): figure}


def test_noise_never_passes_a_strict_limit(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    report = judge(xlsx([["指标", "2025年"], [P1, 96.00000000000001]]), only=["1"])
    assert report.indicators[0].verdict == "not_met"


def test_a_percent_cell_and_a_plain_one_are_identical(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    one = judge(xlsx([["指标", "2025年"], [P5, 40]]), only=["5"])
    other = judge(xlsx([["指标", "2025年"], [P5, 0.4]], formats={"B2": "0%"}), only=["5"])
    assert one.indicators == other.indicators
    assert one.diagnostics == other.diagnostics
    assert [note.code.value for note in one.indicators[0].notes][:2] == [
        "at-the-limit",
        "reading-sensitive",
    ]


@pytest.mark.parametrize(
    ("name", "unit", "value", "figure"),
    [
        (P7, "亿元", 430, "430"),
        (P7, "万元", 4300000, "430"),
        (P7, "亿元人民币", 430, "430"),
        (P22, "家", 411, "411"),
        (P22, "个", 411, "411"),
        (P15, "项", 12, "12"),
        (P5, "%", 45, "45"),
        (P7, None, 430, "430"),
    ],
)
def test_units(
    read: Callable[..., Actuals], name: str, unit: str | None, value: int, figure: str
) -> None:
    actuals = read([["指标", "单位", "2025年"], [name, unit, value]])
    assert list(seen(actuals).values()) == [figure]
    assert codes(actuals) == []


@pytest.mark.parametrize(
    ("name", "unit"), [(P7, "家"), (P7, "%"), (P22, "万元"), (P5, "亿元"), (P7, "万美元")]
)
def test_units_that_are_refused(read: Callable[..., Actuals], name: str, unit: str) -> None:
    actuals = read([["指标", "单位", "2025年"], [name, unit, 430]])
    assert places(actuals) == [("unit-mismatch", "C2")]
    assert list(seen(actuals).values()) == ["None"]


def test_a_unit_in_brackets_behind_the_name(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年"], [f"{P7}(万元)", 4300000]])
    assert seen(actuals) == {("7", 2025): "430"}


def test_the_unit_of_a_value_outweighs_its_row(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "单位", "2025年"], [P7, "亿元", "4300000万元"]])
    assert seen(actuals) == {("7", 2025): "430"}


@pytest.mark.parametrize("error", ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?"])
def test_error_cells(read: Callable[..., Actuals], error: str) -> None:
    actuals = read([["指标", "2025年"], [P5, error]])
    assert places(actuals) == [("error-cell", "B2")]


def test_a_formula_that_was_never_calculated(read: Callable[..., Actuals]) -> None:
    """openpyxl stores no result, as a program does that writes formulas without Excel."""
    actuals = read([["指标", "2024年", "2025年"], [P5, 43, "=B2+2"]])
    assert places(actuals) == [("not-calculated", "C2")]


def test_a_date_is_no_number(read: Callable[..., Actuals]) -> None:
    assert places(read([["指标", "2025年"], [P5, date(2025, 12, 31)]])) == [("date-cell", "B2")]


def test_a_truth_value_is_no_number(read: Callable[..., Actuals]) -> None:
    assert places(read([["指标", "2025年"], [P5, True]])) == [("not-a-number", "B2")]


@pytest.mark.parametrize("text", ["=1+1", "+45", "@cmd", "[red]45[/]", "<b>45</b>", "\x1b[31m45"])
def test_hostile_text_is_only_text(plan: Plan, text: str) -> None:
    content = json.dumps({"actuals": {P5: {"2025": text}}}, ensure_ascii=False).encode()
    actuals = read_contents([("data.yaml", content)], plan)
    assert len(actuals.observations) == 1
    assert actuals.observations[0].text == text


# ---- which indicator --------------------------------------------------------


def test_the_name_decides_over_a_number_of_the_sheet_itself(
    read: Callable[..., Actuals],
) -> None:
    actuals = read([["序号", "指标", "2025年"], [1, P5, 45]])
    assert seen(actuals) == {("5", 2025): "45"}
    assert places(actuals) == [("own-numbers", "A2")]
    assert actuals.diagnostics[0].severity is Severity.INFO


def test_a_number_alone_identifies_a_row(read: Callable[..., Actuals]) -> None:
    actuals = read([["序号", "指标", "2025年"], [5, None, 45], [22, None, 411]])
    assert seen(actuals) == {("5", 2025): "45", ("22", 2025): "411"}
    assert codes(actuals) == []


def test_an_unknown_name_is_not_rescued_by_its_number(read: Callable[..., Actuals]) -> None:
    actuals = read([["序号", "指标", "2025年"], [5, "装配建筑比重", 45], [22, P22, 411]])
    assert seen(actuals) == {("22", 2025): "411"}
    assert places(actuals) == [("unknown-indicator", "B2")]
    finding = actuals.diagnostics[0]
    assert finding.severity is Severity.WARNING
    assert finding.parameters["nearest"] == P5


def test_a_name_far_from_all_gets_no_suggestion(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年"], ["人均公园绿地面积", 15], [P22, 411]])
    assert places(actuals) == [("unknown-indicator", "A2")]
    assert actuals.diagnostics[0].parameters["nearest"] == ""


def test_an_unknown_row_without_values_is_no_data(read: Callable[..., Actuals]) -> None:
    actuals = read([["指标", "2025年"], ["一、质量建设", None], ["合计", "—"], [P22, 411]])
    assert codes(actuals) == []


@pytest.mark.parametrize(
    "name",
    [
        "装配式建筑占新建建筑比例", " 装配式建筑 占新建建筑比例 ", "装配式建筑\n占新建建筑比例",
        "装配式建筑占比", "5.装配式建筑占新建建筑比例", "5、装配式建筑占新建建筑比例",
        "装配式建筑占新建建筑比例(%)",
        "装配式建筑占新建建筑比例\uff08%\uff09", "“装配式建筑”占新建建筑比例",
    ],
)  # fmt: skip
def test_names_as_offices_write_them(read: Callable[..., Actuals], name: str) -> None:
    actuals = read([["指标", "2025年"], [name, 45]])
    assert seen(actuals) == {("5", 2025): "45"}
    assert codes(actuals) == []


@pytest.mark.parametrize(
    "name", ["装配式建筑", "新建建筑比例", "“浙江制造”标准", "社会消费品零售总额", "工业增加值"]
)
def test_names_that_only_look_alike_are_not_matched(
    read: Callable[..., Actuals], name: str
) -> None:
    actuals = read([["指标", "2025年"], [name, 45], [P22, 411]])
    assert seen(actuals) == {("22", 2025): "411"}
    assert codes(actuals) in (["unknown-indicator"], ["unlike"])


# ---- several files ----------------------------------------------------------


def test_two_files_are_one_table(judge: Callable[..., Report], xlsx: Callable[..., bytes]) -> None:
    report = judge(xlsx([["指标", "2025年"], [P5, 45]]), xlsx([["指标", "2025年"], [P22, 411]]))
    assert only(report, "5").verdict == only(report, "22").verdict == "met"
    assert [source.path for source in report.sources] == ["data1.xlsx", "data2.xlsx"]


def test_conflicting_values_name_both_cells(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    a = ("a.xlsx", xlsx([["指标", "2025年"], [P5, 45]]))
    b = ("b.xlsx", xlsx([["序号", "指标", "2025年"], [5, P5, 46]]))
    report = judge(a, b, only=["5"])
    (finding,) = report.diagnostics
    assert finding.code == "conflicting-values"
    assert finding.severity is Severity.ERROR
    assert str(finding.place) == "b.xlsx:实际值!C2"
    assert finding.parameters["place"] == "a.xlsx:实际值!B2"
    assert report.indicators[0].verdict == "invalid"
    assert report.exit_code == 1


def test_the_same_value_twice_is_one_value(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    same = xlsx([["指标", "2025年"], [P5, 45]])
    report = judge(same, xlsx([["指标", "2025年"], [P5, "45.0%"]]), only=["5"])
    assert report.indicators[0].verdict == "met"
    (note,) = report.diagnostics
    assert (note.code, note.severity) == ("reported-twice", Severity.INFO)


def test_all_problems_are_reported_in_one_run(read: Callable[..., Actuals]) -> None:
    actuals = read(
        [
            ["序号", "指标", "单位", "2024年", "2025年"],
            [1, P1, "%", "约97", 0.965],
            [2, P5, "亿元", 43, ">100%"],
            [3, "装配建筑比重", "%", 40, 41],
            [22, P22, "家", 380.5, 411],
            [13, P13, None, "已完成70%", "完成创建"],
        ]
    )
    assert places(actuals) == [
        ("approximate", "D2"),
        ("looks-like-fraction", "E2"),
        ("own-numbers", "A3"),
        ("unit-mismatch", "D3"),
        ("outside-domain", "E3"),
        ("unknown-indicator", "B4"),
        ("not-whole", "D5"),
        ("unknown-state", "D6"),
    ]
    assert seen(actuals)["22", 2025] == "411"
    assert seen(actuals)["13", 2025] == "3"


# ---- sheets -----------------------------------------------------------------


def test_a_hidden_sheet_is_not_read_and_said_so(plan: Plan) -> None:
    book = openpyxl.Workbook()
    shown, hidden = book.active, book.create_sheet("旧数")
    assert shown is not None
    for sheet, value in ((shown, 45), (hidden, 46)):
        sheet.append(["指标", "2025年"])
        sheet.append([P5, value])
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    actuals = read_contents([("data.xlsx", stream.getvalue())], plan)
    assert seen(actuals) == {("5", 2025): "45"}
    assert [(one.code, str(one.place)) for one in actuals.diagnostics] == [
        ("hidden-sheet", "data.xlsx:旧数")
    ]


def test_a_stray_cell_at_the_far_end_does_not_hang(plan: Plan) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标", "2025年"])
    sheet.append([P5, 45])
    sheet["XFD1048576"] = "x"
    stream = io.BytesIO()
    book.save(stream)
    actuals = read_contents([("data.xlsx", stream.getvalue())], plan)
    assert seen(actuals) == {("5", 2025): "45"}
    assert codes(actuals) == ["beyond-bounds"]


# ---- YAML -------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"actuals:\n  - indicator: {P5}\n    values: {{2025: 45}}\n",
        "actuals:\n  - id: 5\n    values: {2025: 45}\n",
        f"actuals:\n  {P5}: {{2025: 45}}\n",
        f"实际值:\n  - 指标: {P5}\n    数值: {{2025年: 45%}}\n",
        "actuals:\n  prefabricated-building-share:\n    2025: 45\n",
    ],
)
def test_shapes_of_yaml(plan: Plan, text: str) -> None:
    actuals = read_contents([("actuals.yaml", text.encode())], plan)
    assert seen(actuals) == {("5", 2025): "45"}
    assert codes(actuals) == []


def test_places_in_yaml_are_lines_and_columns(plan: Plan) -> None:
    text = f"actuals:\n  {P5}:\n    2024: 约43\n    2025: 45\n  {P22}:\n    2025: 4o0\n"
    actuals = read_contents([("actuals.yaml", text.encode())], plan)
    assert [(one.code, str(one.place)) for one in actuals.diagnostics] == [
        ("approximate", "actuals.yaml:3:11"),
        ("not-a-number", "actuals.yaml:6:11"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("actual: {}\n", "yaml-no-actuals"),
        ("45\n", "yaml-no-actuals"),
        (f"actuals:\n  {P5}: {{2025: >45}}\n", "yaml-quote-it"),
        (f"actuals: &a\n  {P5}: {{2025: 45}}\n", "yaml-anchor"),
        (f"actuals:\n  {P5}: {{2025: 45, 2025: 46}}\n", "yaml-duplicate-key"),
        ("[" * 100_000, "yaml-too-deep"),
        ("actuals: {}\n", "nothing-to-judge"),
        ("actuals: {人均公园绿地面积: {2025: 15}}\n", "unknown-indicator"),
    ],
)
def test_yaml_that_is_refused(plan: Plan, text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_contents([("actuals.yaml", text.encode())], plan)
    assert code in {finding.code for finding in caught.value.diagnostics}


# ---- files that are no workbook --------------------------------------------


def refusal(path: Path, plan: Plan) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_actuals([path], plan)
    assert all(finding.place for finding in caught.value.diagnostics)
    return [finding.code for finding in caught.value.diagnostics]


def test_a_text_file_renamed(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "data.xlsx"
    path.write_text("这里没有表格。\n" * 20_000, encoding="utf-8")
    assert refusal(path, plan) == ["not-a-workbook"]


def test_an_empty_file(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "data.xlsx"
    path.touch()
    assert refusal(path, plan) == ["file-empty"]


def test_a_folder(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "data.xlsx"
    path.mkdir()
    assert refusal(path, plan) == ["no-data-files"]


def test_a_missing_file(tmp_path: Path, plan: Plan) -> None:
    assert refusal(tmp_path / "nosuch.xlsx", plan) == ["file-not-found"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_hang(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "data.xlsx"
    os.mkfifo(path)
    assert refusal(path, plan) == ["not-a-file"]


def test_a_zip_that_is_no_workbook(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
    assert refusal(path, plan) == ["not-a-workbook"]


def test_a_truncated_workbook(tmp_path: Path, plan: Plan, xlsx: Callable[..., bytes]) -> None:
    path = tmp_path / "data.xlsx"
    content = xlsx(WIDE)
    for length in (10, 100, len(content) // 2, len(content) - 10):
        path.write_bytes(content[:length])
        assert refusal(path, plan) == ["workbook-damaged"], length


def test_a_zip_bomb(tmp_path: Path, plan: Plan, xlsx: Callable[..., bytes]) -> None:
    """300 MB of blanks in 300 kB, in a member that a workbook may have."""
    path = tmp_path / "data.xlsx"
    path.write_bytes(xlsx(WIDE))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (300 * 2**20))
    assert refusal(path, plan) == ["unpacks-too-large"]


def test_a_web_page_and_a_legacy_workbook(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "data.xls"
    path.write_text("<html><table></table></html>", encoding="utf-8")
    assert refusal(path, plan) == ["web-page"]
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512)
    assert refusal(path, plan) == ["workbook-damaged"]


def test_noise_is_refused(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "data.bin"
    path.write_bytes(bytes(range(256)) * 16)
    assert refusal(path, plan) == ["unknown-format"]


def test_a_workbook_is_known_by_its_content(
    tmp_path: Path, plan: Plan, xlsx: Callable[..., bytes]
) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(xlsx(WIDE))
    assert read_actuals([path], plan).observations


def test_a_workbook_of_other_things(tmp_path: Path, plan: Plan, xlsx: Callable[..., bytes]) -> None:
    path = tmp_path / "data.xlsx"
    path.write_bytes(xlsx([["姓名", "电话"], ["张三", 83000000]]))
    assert refusal(path, plan) == ["nothing-to-judge"]


def test_every_unreadable_file_is_named(
    tmp_path: Path, plan: Plan, xlsx: Callable[..., bytes]
) -> None:
    good, bad, none = (tmp_path / name for name in ("good.xlsx", "bad.xlsx", "none.xlsx"))
    good.write_bytes(xlsx(WIDE))
    bad.write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        read_actuals([good, bad, none], plan)
    named = {finding.place.file for finding in caught.value.diagnostics if finding.place}
    assert named == {str(bad), str(none)}


# ---- the year judged --------------------------------------------------------


def test_a_year_that_few_have_is_a_warning(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    rows: Rows = [["指标", "2022年", "2023年"], [P5, 36, None], [P22, 260, 300], [P7, 340, None]]
    report = judge(xlsx(rows))
    assert report.year == 2023
    assert [finding.code for finding in report.diagnostics] == ["year-has-few"]
    rows[3][2] = 350
    assert judge(xlsx(rows)).diagnostics == ()


@pytest.mark.parametrize("year", [2020, 2026, 1999])
def test_a_year_outside_the_period_is_refused(
    judge: Callable[..., Report], xlsx: Callable[..., bytes], year: int
) -> None:
    with pytest.raises(InputError) as caught:
        judge(xlsx(WIDE), year=year)
    assert [finding.code for finding in caught.value.diagnostics] == ["year-outside-period"]


def test_only_narrows_the_report_and_the_gate(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    rows: Rows = [["指标", "2025年"], [P1, 95], [P22, 411]]
    assert judge(xlsx(rows)).exit_code == 1
    report = judge(xlsx(rows), only=["high-tech-enterprises"])
    assert (report.exit_code, report.only) == (0, ("22",))
    with pytest.raises(InputError) as caught:
        judge(xlsx(rows), only=["99"])
    assert [finding.code for finding in caught.value.diagnostics] == ["only-unknown"]


# ---- notes with what they say ----------------------------------------------


def test_a_reading_names_its_subject_and_modality(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    result = judge(xlsx([["指标", "2025年"], [P1, 96]]), only=["1"]).indicators[0]
    (note,) = [note for note in result.notes if note.code == "reading-sensitive"]
    assert note.parameters["target"] == "96%以上"
    assert note.parameters["subject"] == "制造业产品总体合格率"
    assert note.parameters["modality"] == "力争"
    assert note.parameters["status"] == "met"


def test_a_baseline_names_both_statuses(
    judge: Callable[..., Report], xlsx: Callable[..., bytes]
) -> None:
    rows: Rows = [["序号", "2023年"], [6, 11]]
    result = judge(xlsx(rows), only=["6"]).indicators[0]
    (note,) = [note for note in result.notes if note.code == "baseline-sensitive"]
    assert result.status == "slipping"
    assert note.parameters["baseline"] == "10%以上"
    assert note.parameters["status"] == "behind"
    assert note.parameters["end"] == "best"


def test_years_outside_are_named(judge: Callable[..., Report], xlsx: Callable[..., bytes]) -> None:
    years = [f"{year}年" for year in range(2021, 2026)]
    rows: Rows = [["指标", *years], [P12, 100, 100, 93.3, 100, 100]]
    result = judge(xlsx(rows), only=["12"]).indicators[0]
    (note,) = [note for note in result.notes if note.code == "year-outside"]
    assert note.parameters["years"] == ("2023",)
    assert [entry.verdict for entry in result.series] == ["met", "met", "not_met", "met", "met"]
