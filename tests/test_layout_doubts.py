"""Test tables that look like other tables: never misread, and never dropped silently."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from shengzhou_quality import Actuals, InputError, Plan, Report, evaluate, load_plan
from shengzhou_quality.reading.intake import read_contents

NAMES = {item.id: item.name for item in load_plan().indicators}
N1, N5, N6, N7, N8, N15, N19, N22 = (NAMES[i] for i in ["1", "5", "6", "7", "8", "15", "19", "22"])


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


def read(rows: Sequence[Any], plan: Plan) -> Actuals:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return read_contents([("data.xlsx", content.getvalue())], plan)


def judged(rows: Sequence[Any], plan: Plan, year: int = 2025) -> Report:
    return evaluate(plan, read(rows, plan), year=year)


def verdicts(report: Report) -> dict[str, str]:
    """Of the indicators with any data."""
    found = {item.indicator.id: item.verdict.value for item in report.indicators}
    return {key: value for key, value in found.items() if value != "no_data"}


def codes(actuals: Actuals | Report) -> list[str]:
    return [finding.code for finding in actuals.diagnostics]


@pytest.mark.parametrize("header", ["2025年目标值", "完成率"])
def test_a_second_table_without_actuals_is_not_read_under_the_first_ones_years(
    header: str, plan: Plan
) -> None:
    rows = [["指标", "2025年"], [N5, 41], [], ["指标", header], [N6, 16], [N22, 430]]
    assert verdicts(judged(rows, plan)) == {"5": "met"}


@pytest.mark.parametrize(
    "name",
    [
        "高新技术企业数(新增)",
        "服务业增加值(增速)",
        "装配式建筑占新建建筑比例(仅保障性住房)",
    ],
)
def test_a_bracket_that_makes_it_another_quantity_is_another_name(name: str, plan: Plan) -> None:
    report = judged([["指标", "2025年"], [N1, 97], [name, 430 if "比例" not in name else 45]], plan)
    assert verdicts(report) == {"1": "met"}
    assert codes(report) in (["unknown-indicator"], ["unlike"])


def test_a_row_of_targets_is_compared_and_never_judged(plan: Plan) -> None:
    report = judged([["指标", "2025年"], [N1, 97], [f"{N5}(目标)", 45]], plan)
    assert verdicts(report) == {"1": "met"}
    assert codes(report) == ["target-differs"]


@pytest.mark.parametrize("unit", ["亿美元", "单位:亿美元"])
def test_a_bracket_with_a_foreign_unit_is_refused(unit: str, plan: Plan) -> None:
    report = judged([["指标", "2025年"], [N1, 97], [f"{N7}({unit})", 430]], plan)
    assert verdicts(report) == {"1": "met", "7": "invalid"}
    assert codes(report) == ["unit-mismatch"]


def test_a_bracket_with_a_form_declares_it(plan: Plan) -> None:
    rows = [["指标", "2021年", "2022年", "2023年"], [f"{N19}(累计)", 2, 4, 5]]
    report = judged(rows, plan, year=2023)
    assert report.indicators[18].actual is not None
    assert report.indicators[18].actual.text == "5"


def test_a_bracket_with_a_unit_that_is_known_converts(plan: Plan) -> None:
    report = judged([["指标", "2025年"], [f"{N7}(万元)", 4_300_000]], plan)
    assert report.indicators[6].actual is not None
    assert report.indicators[6].actual.text == "430"
    assert verdicts(report) == {"7": "met"}


def test_values_in_a_row_without_name_and_number_are_said(plan: Plan) -> None:
    rows = [["序号", "指标", "2025年"], [5, N5, 45], [None, None, 39]]
    actuals = read(rows, plan)
    assert [(item.code, str(item.place)) for item in actuals.diagnostics] == [
        ("row-without-name", "data.xlsx:Sheet!C3")
    ]


@pytest.mark.parametrize("value", ["完成创建", "约96", 96])
def test_whatever_stands_under_a_year_of_an_unknown_row_is_said(value: object, plan: Plan) -> None:
    rows = [["指标", "2025年"], [N1, 97], ["国家级生态文明示范市建设工作", value]]
    assert codes(read(rows, plan)) == ["unknown-indicator"]


def test_a_sign_off_line_is_silent(plan: Plan) -> None:
    rows = [["指标", "2024年", "2025年"], [N1, 97, 97], ["填报人:", "审核人:", "日期:2026年1月"]]
    assert codes(read(rows, plan)) == []


@pytest.mark.parametrize("header", ["2025年(%)", "2025年实际值(%)", "2025年实际值(单位:%)"])
def test_a_unit_in_a_header_is_the_columns_unit(header: str, plan: Plan) -> None:
    actuals = read([["指标", "2024年", header], [N5, 39, 46]], plan)
    assert evaluate(plan, actuals).year == 2025
    assert verdicts(judged([["指标", "2025年(万元)"], [N7, 4_300_000]], plan)) == {"7": "met"}


def test_a_year_column_that_is_not_read_is_a_warning(plan: Plan) -> None:
    actuals = read([["指标", "2024年", "2025年调整后口径"], [N5, 39, 46]], plan)
    assert [(item.code, item.severity.value) for item in actuals.diagnostics] == [
        ("column-not-read", "warning")
    ]


@pytest.mark.parametrize("header", ["2025年1-12月", "2025年1—12月", "2025年12月底", "2025年12月末"])
def test_all_twelve_months_are_the_year(header: str, plan: Plan) -> None:
    assert verdicts(judged([["指标", header], [N5, 46]], plan)) == {"5": "met"}


def test_an_extra_column_without_a_year_does_no_harm(plan: Plan) -> None:
    rows = [["指标", "2025年", "完成情况"], [N5, 46, "已完成"]]
    report = judged(rows, plan)
    assert (codes(report), verdicts(report)) == ([], {"5": "met"})
    assert report.exit_code == 1  # the other binding ones have no data; the column adds nothing


def test_a_partial_total_beside_additions_is_no_mix(plan: Plan) -> None:
    rows = [["指标", "2021年", "2022年", "2023年1-9月累计"], [N15, 8, 12, 25]]
    assert codes(judged(rows, plan, year=2022)) == []


def test_a_name_column_is_the_one_that_says_indicator(plan: Plan) -> None:
    rows = [["项目", "指标", "2025年"], ["质量建设", N1, 97], [None, N5, 45]]
    assert verdicts(judged(rows, plan)) == {"1": "met", "5": "met"}


def test_a_row_and_a_header_that_declare_different_forms_are_an_error(plan: Plan) -> None:
    rows = [["指标", "口径", "2025年累计"], [N19, "当年值", 9]]
    assert codes(judged(rows, plan)) == ["forms-contradict"]


def test_two_value_columns_in_a_long_table_are_an_error(plan: Plan) -> None:
    rows = [["指标", "年份", "数值", "完成值"], [N5, 2025, 45, 30]]
    actuals = read(rows, plan)
    assert codes(actuals) == ["conflicting-values"]
    assert [item.value for item in actuals.observations] == [None]


def test_a_unit_line_is_the_unit_of_what_it_can_measure(plan: Plan) -> None:
    rows = [["单位:万元"], ["指标", "2025年"], [N7, 1000], [N5, 46]]
    report = judged(rows, plan)
    assert verdicts(report) == {"5": "met", "7": "undetermined"}  # 1000万元 is 0.1亿元


@pytest.mark.slow
def test_a_small_file_that_unpacks_to_millions_of_rows_is_refused(plan: Plan) -> None:
    """The bound holds before anything is unpacked: what a member declares is all it gives."""
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.save(content)
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(content) as source,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for item in source.infolist():
            text = source.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                text = text.replace(b"<sheetData/>", b"<sheetData>" + b"<row/>" * 4_000_000)
                text = text.replace(b"<sheetData></sheetData>", b"<row/>" * 4_000_000)
            out.writestr(item, text)
    assert len(bomb.getvalue()) < 200_000
    with pytest.raises(InputError) as refused:
        read_contents([("bomb.xlsx", bomb.getvalue())], plan)
    assert [item.code for item in refused.value.diagnostics] == ["too-many-elements"]


@pytest.mark.parametrize("word", ["项目", "指标", "名称"])
def test_a_remark_is_no_header(word: str, plan: Plan) -> None:
    rows = [["指标", "2025年", "备注"], [N1, 97, None], [N5, 39, word], [N6, 10, None]]
    assert verdicts(judged(rows, plan)) == {"1": "met", "5": "not_met", "6": "not_met"}


@pytest.mark.parametrize("years", [(2025, 2024), ("2025年", "2024年")])
@pytest.mark.parametrize("band", [("目标", "实绩"), ("目标值", "实际值"), ("目标", "完成")])
def test_years_under_a_band_of_targets_are_targets(
    years: tuple[object, object], band: tuple[str, str], plan: Plan
) -> None:
    rows = [["指标", *band], ["指标", *years], [N5, 45, 39]]
    assert verdicts(judged(rows, plan, year=2024)) == {"5": "not_met"}
    assert verdicts(judged(rows, plan, year=2025)) == {}


def test_a_year_split_into_target_and_actual(plan: Plan) -> None:
    rows = [["指标", "2025年", None], [None, "目标", "实际"], [N5, 45, 39], [N1, 97, 95]]
    assert verdicts(judged(rows, plan)) == {"1": "not_met", "5": "not_met"}


@pytest.mark.parametrize("value", ["四十一", "41%(同比+2%)", "达标", "TRUE"])
@pytest.mark.parametrize("name", ["装配式建筑占比例", None])
def test_what_cannot_be_read_in_an_unknown_row_is_said(
    name: str | None, value: str, plan: Plan
) -> None:
    code = "unknown-indicator" if name else "row-without-name"
    assert codes(read([["指标", "2025年"], [N1, 97], [name, value]], plan)) == [code]


@pytest.mark.parametrize("turned", [False, True])
def test_what_one_of_two_equal_rows_adds_is_kept_in_either_order(turned: bool, plan: Plan) -> None:
    said = [[N19, "当年值", 2, 4, 5, 6, 7], [N19, None, 2, 4, 5, 6, 7]]
    rows = [["指标", "口径", 2021, 2022, 2023, 2024, 2025], *(said[::-1] if turned else said)]
    assert verdicts(judged(rows, plan)) == {"19": "met"}


def test_every_cell_that_differs_is_named_with_what_it_holds(plan: Plan) -> None:
    actuals = read([["指标", "2025年"], [N5, 45], [N5, "46.00"], [N5, 47]], plan)
    assert [str(item.place) for item in actuals.diagnostics] == [
        "data.xlsx:Sheet!B3",
        "data.xlsx:Sheet!B4",
    ]
    assert {item.parameters["other"] for item in actuals.diagnostics} == {"45"}


def test_a_unit_line_ends_with_its_table(plan: Plan) -> None:
    rows = [["单位:万元"], ["指标", "2025年"], [N7, 4_300_000], ["指标", "2024年"], [N7, 420]]
    assert codes(read(rows, plan)) == []


def test_a_converted_figure_is_doubted_as_converted(plan: Plan) -> None:
    (doubt,) = read([["单位:万元"], ["指标", "2025年"], [N7, 1000]], plan).diagnostics
    assert (doubt.code, doubt.parameters["text"]) == ("implausible", "0.1")


def test_a_blank_as_wide_as_a_percent_sign_is_no_percentage(plan: Plan) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标", "2025年"])
    sheet.append([N5, 41])
    sheet["B2"].number_format = "0.0_%"
    content = io.BytesIO()
    book.save(content)
    actuals = read_contents([("data.xlsx", content.getvalue())], plan)
    assert verdicts(evaluate(plan, actuals, year=2025)) == {"5": "met"}
