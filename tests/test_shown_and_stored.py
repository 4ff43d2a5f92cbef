"""Test what a cell shows and what it stores, in cases that a data file alone cannot express."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from raw_files import HEAD, ods, ods_content, zipped

from shengzhou_quality.cli import main
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.interval import Interval
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.formats import format_of
from shengzhou_quality.reading.readers.numbers import read_number
from shengzhou_quality.reading.readers.runs import Run, read_runs

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Cell

HERE = Path(__file__).parent
NATIONAL = HERE / "plans" / "national-14fyp.yaml"
N5, N7, N22 = "装配式建筑占新建建筑比例", "服务业增加值", "高新技术企业数"


def read_ods(content: bytes) -> tuple[dict[str, Cell], list[tuple[str, str]]]:
    book = read_workbook(content, "表.ods")
    cells = {
        str(cell.place.cell): cell
        for sheet in book.sheets
        for row in sheet.rows
        for cell in row.values()
    }
    said = [(finding.code, str(finding.place)) for finding in book.diagnostics]
    return cells, said


# ---- number formats -----------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "stored", "text", "shown"),
    [
        ('0.0"万元"', "426.34", "426.34万元", None),  # rounded on the screen, kept in full
        ('0.0"（万元）"', "5", "5万元", None),
        ('#,##0.0"亿元";[Red]-#,##0.0"亿元"', "-5", "-5亿元", None),
        ('"约"0.0', "423", "约423", None),
        ("0.0_);[Red]\\(0.0\\)", "-5", "-5", None),
        ("↑0.0;↓0.0", "-5", "-5", None),
        ('0.0"%↑"', "41.5", "41.5%", None),
        ("[DBNum1][$-804]General", "5", "5", None),
        ("# ?/?", "0.5", "0.5", None),
        ("0.00E+00", "15000", "15000", None),
        ("# ##0", "4263", "4263", None),
        ("#,##0.00 [$€-407]", "5", "5€", None),
        ("[<1]0.0%;0.0", "5", "5", None),
        ("0,.0", "5000", "5000", "5.0"),
        ("0.0%%", "0.5", "50", "5000.0%%"),
        ('0000"-"00', "202512", "202512", "2025-12"),
        ('0.0"m2"', "5", "5", "5.0m2"),
        ("-0.0", "5", "5", "-5.0"),
        ("0;0", "-5", "-5", "5"),
        ('[>=10000]0.0,"千";0"家"', "20000", "20000", "20.0千"),
        ('[>=10000]0.0,"千";0"家"', "300", "300家", None),
        ('0!.0000"万"', "4265", "4265", "0.4265万"),
        ("#,##0,,", "4263000000", "4263000000", "4,263"),
        ("", "5", "5", None),
        ("@", "5", "5", None),
    ],
)
def test_what_a_format_makes_of_a_number(
    code: str, stored: str, text: str, shown: str | None
) -> None:
    number = read_number(stored, format_of(code))
    assert (number.text, number.shown) == (text, shown)
    assert number.fault == (None if shown is None else "format-changes-value")


def _styled(number_style: str, default_of: str) -> str:
    """A column, a row or a cell under a style whose number style is N1."""
    styles = (
        number_style
        + '<style:style style:name="base" style:family="table-cell" style:data-style-name="N1"/>'
        '<style:style style:name="ce1" style:family="table-cell"'
        ' style:parent-style-name="base"/>'
    )
    at = {
        kind: f' table:{name}="ce1"' if kind == default_of else ""
        for kind, name in (
            ("column", "default-cell-style-name"),
            ("row", "default-cell-style-name"),
            ("cell", "style-name"),
        )
    }
    table = (
        f'<table:table table:name="表"><table:table-column{at["column"]}/>'
        f"<table:table-row{at['row']}><table:table-cell{at['cell']}"
        ' office:value-type="float" office:value="4263000"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    return ods_content(table, styles).replace(
        ' xmlns:style="', ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
        ' xmlns:style="', 1
    )  # fmt: skip


@pytest.mark.parametrize("default_of", ["column", "row", "cell"])
@pytest.mark.parametrize(
    ("number_style", "text", "shown"),
    [
        ('<number:number-style style:name="N1"><number:number number:decimal-places="1"'
         ' number:min-integer-digits="1"/><number:text>万元</number:text></number:number-style>',
         "4263000万元", None),
        ('<number:number-style style:name="N1"><number:number number:decimal-places="1"'
         ' number:min-integer-digits="1" number:display-factor="1000"/></number:number-style>',
         "4263000", "4263.0"),
        ('<number:number-style style:name="N1"><number:number number:min-integer-digits="1">'
         '<number:embedded-text number:position="4">.</number:embedded-text></number:number>'
         "<number:text>万</number:text></number:number-style>", "4263000", "426.3000万"),
        ('<number:currency-style style:name="N1"><number:currency-symbol>¥'
         '</number:currency-symbol><number:number number:min-integer-digits="1"'
         ' number:grouping="true"/></number:currency-style>', "¥4263000", None),
    ],
)  # fmt: skip
def test_the_number_styles_of_an_open_document(
    number_style: str, text: str, shown: str | None, default_of: str
) -> None:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    content = _styled(number_style, default_of)
    cells, _ = read_ods(zipped({"mimetype": mimetype, "content.xml": content}))
    assert (cells["A1"].text, cells["A1"].shown) == (text, shown)


def test_a_named_style_stands_in_a_part_of_its_own() -> None:
    styles = (
        f'{HEAD}<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:'
        'office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<office:styles><style:style style:name="旧数" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        "</office:styles></office:document-styles>"
    )
    table = (
        '<table:table table:name="表"><table:table-row><table:table-cell table:style-name="旧数"'
        ' office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    members = {"mimetype": mimetype, "content.xml": ods_content(table), "styles.xml": styles}
    cells, _ = read_ods(zipped(members))
    assert cells["A1"].fault == "struck-out"


def test_a_table_inside_a_cell_is_told_at_that_cell() -> None:
    inner = (
        '<table:table table:name="内"><table:table-row><table:table-cell'
        ' office:value-type="float" office:value="426.3"><text:p>426.3</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    table = (
        '<table:table table:name="表"><table:table-row>'
        '<table:table-cell office:value-type="string"><text:p>指标</text:p></table:table-cell>'
        f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'
        "</table:table-row></table:table>"
    )
    cells, said = read_ods(ods(table))
    assert set(cells) == {"A1"}
    assert said == [("nested-table", "表.ods:表!B1")]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([("426.3", 0), ("1", 1)], "426.3"),
        ([("426.3", 0), ("[1]", -1)], "426.3"),
        ([("426.3", 0), ("①", 1), ("亿元", 0)], "426.3亿元"),
        ([("426.3", 0), ("万元", -1)], "426.3万元"),  # small print, and no mark
        ([("4", 0), ("1", 1), (".5", 0)], "4¹.5"),  # refused: what it marks is not known
        ([("1", 1), ("426.3", 0)], "¹426.3"),
        ([("3", 1), ("/", 0), ("4", -1)], "³/"),
        ([("PM", 0), ("2.5", -1), ("浓度", 0)], "PM2.5浓度"),
        ([("km", 0), ("2", 1)], "km2"),
        ([("服务业增加值", 0), ("注1", 1)], "服务业增加值"),
        ([("426.3", 1)], "426.3"),  # the whole cell is raised
        ([("426.3", 0), (" ", 1)], "426.3 "),
    ],
)
def test_which_raised_runs_are_marks(runs: list[tuple[str, int]], text: str) -> None:
    assert read_runs(Run(*run) for run in runs).text == text


# ---- doubts -------------------------------------------------------------------


def test_without_plausible_the_baseline_and_the_target_say_what_is_a_fraction() -> None:
    """60.6 → 65 and 87 → 87.5 per cent: 0.6616 and 0.885 are fractions."""
    rows = "指标,2023年\n常住人口城镇化率,0.6616\n地级及以上城市空气质量优良天数比率,0.885\n"
    plan = load_plan(NATIONAL)
    actuals = read_contents([("l01.csv", rows.encode())], plan)
    assert [(one.code, str(one.place)) for one in actuals.diagnostics] == [
        ("looks-like-fraction", "l01.csv:2:2"),
        ("looks-like-fraction", "l01.csv:3:2"),
    ]


def test_what_is_to_fall_may_have_fallen_far() -> None:
    """A rate of 0.12 where less than 5.5 is asked for may be one; alone it is only doubted."""
    rows = "指标,2023年\n城镇调查失业率,0.12\n"
    actuals = read_contents([("l.csv", rows.encode())], load_plan(NATIONAL))
    assert [(one.code, one.severity) for one in actuals.diagnostics] == [
        ("may-be-fraction", "warning")
    ]
    assert [seen.value for seen in actuals.observations] == [Interval.point(Fraction("0.12"))]


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("4179000", "417.9亿元"),  # 万元
        ("41790000000", "417.9亿元"),  # 元
        ("4.179", None),
        ("426.3万元", "426.3亿元"),
        ("3000", None),
    ],
)
def test_the_likely_unit_is_named_where_there_is_one(
    text: str, likely: str | None, plan: Plan
) -> None:
    rows = f"指标,2025年\n{N7},{text}\n"
    (doubt,) = read_contents([("d.csv", rows.encode())], plan).diagnostics
    assert doubt.code == "implausible"
    assert doubt.parameters.get("likely") == likely


def test_an_implausible_value_is_shown_as_written_and_asked_for_again(plan: Plan) -> None:
    rows = f"指标,单位,2024年,2025年\n{N7},亿元,404.7,4179000\n"
    report = evaluate(plan, read_contents([("d.csv", rows.encode())], plan), only=["7"])
    (result,) = report.indicators
    assert result.actual is not None
    assert (result.status, result.actual.text) == ("undetermined", "4179000")
    bounds = result.actual.bounds
    assert bounds is not None
    assert [bounds.low, bounds.high] == [Decimal(0), None]  # any amount that is possible
    cells = [str(cell.place) for entry in report.lists.missing for cell in entry.cells]
    assert cells == ["d.csv:2:4"]


def test_of_additions_the_implausible_one_is_asked_for_beside_the_missing_years(plan: Plan) -> None:
    rows = "指标,2021年,2022年,2023年,2024年,2025年\n新增“品字标”品牌企业,1,,300,1,1\n"
    report = evaluate(plan, read_contents([("d.csv", rows.encode())], plan), only=["18"])
    (entry,) = report.lists.missing
    assert [str(cell.place) for cell in entry.cells] == ["d.csv:2:4"]
    assert entry.years == (2022,)


def test_two_implausible_values_are_not_the_same(plan: Plan) -> None:
    rows = f"指标,2025年\n{N7},4179000\n{N7},4180000\n"
    codes = [one.code for one in read_contents([("d.csv", rows.encode())], plan).diagnostics]
    assert sorted(codes) == ["conflicting-values", "implausible", "implausible"]


def test_an_implausible_value_is_never_prefilled(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data, path = tmp_path / "d.csv", tmp_path / "x.xlsx"
    data.write_text(f"指标,单位,2024年,2025年\n{N7},亿元,404.7,4179000\n", encoding="utf-8")
    asked = ["--for", "7", "--year", "2025", "--values", str(data), "-o", str(path)]
    assert main(["template", *asked]) == 0
    assert "不在通常的范围之内，须先核实" in capfd.readouterr().err
    values = {cell.value for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row}
    assert N7 in values
    assert not {4179000, "4179000"} & values


def test_a_yuan_sign_alone_is_yuan_and_another_currency_is_refused(plan: Plan) -> None:
    rows = f"指标,2025年\n{N7},¥42630000000\n"
    actuals = read_contents([("d.csv", rows.encode())], plan)
    assert [seen.text for seen in actuals.observations] == ["¥42630000000"]
    report = evaluate(plan, actuals, only=["7"])
    assert report.indicators[0].status == "met"
    rows = f"指标,单位,2025年\n{N7},亿元,$430\n{N5},%,¥41.5\n"
    codes = [one.code for one in read_contents([("d.csv", rows.encode())], plan).diagnostics]
    assert codes == ["unit-mismatch", "unit-mismatch"]


def test_a_remark_that_a_figure_is_not_out_yet_is_kept(plan: Plan) -> None:
    rows = f"指标,2025年,备注\n{N7},—,统计数据尚未公布\n{N22},420,—\n"
    actuals = read_contents([("d.csv", rows.encode())], plan)
    assert [said.remark for said in actuals.provenance] == ["统计数据尚未公布"]


# ---- sizes --------------------------------------------------------------------

LONG = "9" * 1_000_000


@pytest.mark.parametrize("form", ["terminal", "markdown", "json", "github", "junit"])
@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("csv", f"指标,2025年\n{N7},{LONG}\n"),
        ("yaml", f"actuals:\n  7: {{2025: {LONG}}}\n"),
        ("json", json.dumps({"actuals": {"7": {"2025": LONG}}})),
    ],
)
def test_a_value_of_a_million_digits_is_refused_and_cut(
    suffix: str, content: str, form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / f"d.{suffix}"
    data.write_text(content, encoding="utf-8")
    assert main(["evaluate", str(data), "--only", "7", "--format", form]) == 1
    out, err = capfd.readouterr()
    assert "9" * 500 not in out + err
    assert main(["explain", "7", str(data)]) == 0
    assert "9" * 500 not in "".join(capfd.readouterr())
