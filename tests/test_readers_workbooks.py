"""Test cells of .xlsx, .xls and .ods: number formats, faults, merged and hidden parts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.merge import MergedCellRange
from raw_files import HEAD, MAIN, ods, sheet_xml, xlsx_members, zipped

from shengzhou_quality.diagnostics import InputError, Severity
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reported import Cell, Sheet, Span

CELLS = Path(__file__).parent / "data" / "readers"


def cells(sheet: Sheet) -> dict[str, Cell]:
    return {str(cell.place.cell): cell for row in sheet.rows for cell in row.values()}


def texts(sheet: Sheet) -> dict[str, str]:
    return {place: cell.text for place, cell in cells(sheet).items()}


def read_rows(rows: str, before: str = "", after: str = "", **parts: Any) -> Workbook:
    content = zipped(xlsx_members(sheet_xml(rows, before, after), **parts))
    return read_workbook(content, "表.xlsx")


def one(cell: str, **parts: Any) -> Cell:
    """The cell A1 that this XML makes."""
    (sheet,) = read_rows(f'<row r="1">{cell}</row>', **parts).sheets
    return cells(sheet)["A1"]


def styled(*formats: str) -> str:
    """styles.xml whose cell styles 0, 1 … have these formats: a number, or a code."""
    codes = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{code}"/>'
        for number, code in enumerate(formats)
        if not code.isdigit()
    )
    styles = "".join(
        f'<xf numFmtId="{code if code.isdigit() else 200 + number}"/>'
        for number, code in enumerate(formats)
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>'
    )


# ---- the same sheet in three formats ----------------------------------------


@pytest.fixture(params=["cells.xlsx", "cells.xls", "cells.ods"])
def workbook(request: pytest.FixtureRequest) -> Workbook:
    """One workbook, saved by LibreOffice in each format."""
    name = str(request.param)
    return read_workbook((CELLS / name).read_bytes(), name)


def test_what_each_cell_holds(workbook: Workbook) -> None:
    sheet, second = workbook.sheets
    found = {place: (cell.text, cell.percent, cell.fault) for place, cell in cells(sheet).items()}
    named = {found[f"A{row}"][0]: found.get(f"B{row}") for row in range(2, 21)}
    assert named == {
        "百分比": ("96.5", True, None),
        "小数": ("96.5", False, None),
        "公式噪声": ("57", False, None),  # =0.57*100 is stored as 56.99999999999999
        "公式百分比": ("57", True, None),
        "错误": ("#DIV/0!", False, "error-cell"),
        "不存在": ("#N/A", False, "error-cell"),
        "真": ("TRUE", False, None),
        "日期": ("2025-12-31", False, "date-cell"),
        "日期时间": ("2025-12-31 08:30:00", False, "date-cell"),
        "时间": ("08:30:00", False, "date-cell"),
        "年份": ("2025年", False, None),  # 0"年"
        "文字数": ("96.5%", False, None),
        "千分位": ("3227000", False, None),
        "红色负数": ("-3.5", False, None),
        "空公式": None,
        "部分删除": ("3840", False, "struck-out"),
        "整格删除": ("38", False, "struck-out"),
        "批注": ("7", False, None),
        "链接": ("见网页", False, None),
    }
    assert texts(second) == {"B3": "乙"}


def test_what_is_hidden_or_merged(workbook: Workbook) -> None:
    sheet = workbook.sheets[0]
    assert sheet.merged == (Span(1, 1, 1, 3), Span(22, 1, 24, 1))
    shown = texts(sheet)
    assert (shown["A22"], shown["B24"]) == ("竖并", "3")
    assert not {"A21", "B21", "C2", "A23", "A24"} & shown.keys()
    said = [(f.code, f.place.sheet if f.place else "", f.parameters) for f in workbook.diagnostics]
    assert said == [
        ("hidden-rows", "实际值", {"rows": ("21",)}),
        ("hidden-columns", "实际值", {"columns": ("C",)}),
        ("hidden-sheet", "旧数", {}),
    ]
    assert {finding.severity for finding in workbook.diagnostics} == {Severity.INFO}


# ---- numbers and their formats ----------------------------------------------


@pytest.mark.parametrize(
    ("stored", "format_", "text", "percent", "fault"),
    [
        ("0.57", "9", "57", True, None),
        ("0.965", "10", "96.5", True, None),
        ("0.96499999999999997", "0.0%", "96.5", True, None),
        ("96.00000000000001", "0", "96", False, None),
        ("56.99999999999999", "0", "57", False, None),
        ("1.05", "0.00%;[Red]-0.00%", "105", True, None),
        ("96.5", "0.0&quot;%&quot;", "96.5%", False, None),  # the sign is only written behind it
        ("96.5", "0.0\\%", "96.5%", False, None),
        ("96.5", "General", "96.5", False, None),
        ("96.5", "G/通用格式", "96.5", False, None),
        ("1234.5", "#,##0.00_);[Red]\\(#,##0.00\\)", "1234.5", False, None),
        ("1234.5", "0.00E+00", "1234.5", False, None),
        ("96.5", "_-* #,##0.00\\ _d_-", "96.5", False, None),
        ("1E-2", "0", "0.01", False, None),
        ("-0", "0", "0", False, None),
        ("46022", "14", "2025-12-31", False, "date-cell"),
        ("46022", "31", "2025-12-31", False, "date-cell"),  # yyyy"年"m"月"d"日", built in
        ("46022", "58", "2025-12-31", False, "date-cell"),
        ("46022.5", "22", "2025-12-31 12:00:00", False, "date-cell"),
        ("46022", "yyyy&quot;年&quot;", "2025-12-31", False, "date-cell"),
        ("0.5", "[h]:mm", "12:00:00", False, "date-cell"),
        ("59", "14", "1900-02-28", False, "date-cell"),
        ("61", "14", "1900-03-01", False, "date-cell"),
        ("1", "14", "1900-01-01", False, "date-cell"),
        ("-5", "14", "-5", False, "date-cell"),
        ("99999999999", "14", "99999999999", False, "date-cell"),
        ("1e309", "0", "1e309", False, "not-a-number"),
        ("-1E400", "9", "-1E400", False, "not-a-number"),
        ("1e9999999999", "0", "1e9999999999", False, "not-a-number"),
        ("NaN", "0", "NaN", False, "not-a-number"),
        ("INF", "0", "INF", False, "not-a-number"),
        ("96,5", "0", "96,5", False, "not-a-number"),
        ("٩٦", "0", "٩٦", False, "not-a-number"),
        ("9" * 5000, "0", "9" * 5000, False, "not-a-number"),
    ],
)
def test_a_stored_number_under_its_format(
    stored: str, format_: str, text: str, percent: bool, fault: str | None
) -> None:
    cell = one(f'<c r="A1" s="1"><v>{stored}</v></c>', styles=styled("0", format_))
    assert (cell.text, cell.percent, cell.fault) == (text, percent, fault)


def test_dates_may_count_from_1904() -> None:
    members = xlsx_members(
        sheet_xml('<row r="1"><c r="A1" s="1"><v>44560</v></c></row>'), styles=styled("0", "14")
    )
    book = str(members["xl/workbook.xml"])
    members["xl/workbook.xml"] = book.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    (sheet,) = read_workbook(zipped(members), "表.xlsx").sheets
    assert texts(sheet) == {"A1": "2025-12-31"}


# ---- what an .xlsx cell can be -----------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text", "fault"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", None),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE", None),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", "error-cell"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!", "error-cell"),
        ('<c r="A1" t="d"><v>2025-12-31T00:00:00</v></c>', "2025-12-31", "date-cell"),
        ('<c r="A1"><f>B1+1</f></c>', "=B1+1", "not-calculated"),
        ('<c r="A1"><f>B1+1</f><v></v></c>', "=B1+1", "not-calculated"),
        ('<c r="A1"><f>B1+1</f><v/></c>', "=B1+1", "not-calculated"),
        ('<c r="A1" t="str"><f>B1</f></c>', "=B1", "not-calculated"),
        ('<c r="A1"><f t="shared" si="0"/></c>', "=…", "not-calculated"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2", None),
        ('<c r="A1" t="str"><f>"9"&amp;"6"</f><v>96</v></c>', "96", None),
        ('<c r="A1" t="inlineStr"><is><t>96.5%</t></is></c>', "96.5%", None),
        ('<c r="A1" t="inlineStr"><is><r><t>装配</t></r><r><rPr><b/></rPr><t>式</t></r>'
         "<rPh sb='0' eb='1'><t>zhuang</t></rPh></is></c>", "装配式", None),
        ('<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>38</t></r><r><t>40</t></r></is>'
         "</c>", "3840", "struck-out"),
        ('<c r="A1" t="inlineStr"><is><r><rPr><strike val="0"/></rPr><t>38</t></r><r><t>家</t>'
         "</r></is></c>", "38家", None),
        ('<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>38</t></r></is></c>', "38",
         "struck-out"),
        ('<c r="A1" t="inlineStr"><is><t>4_x000D_2_xD800_</t></is></c>', "4\r2_xD800_", None),
        ('<c t="inlineStr"><is><t>无地址</t></is></c>', "无地址", None),
        ('<c r="A1" t="s"><v>1</v></c>', "共用", None),
        ('<x:c xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="A1">'
         "<x:v>7</x:v></x:c>", "7", None),
    ],
)  # fmt: skip
def test_a_cell_of_xlsx(cell: str, text: str, fault: str | None) -> None:
    shared = (
        f'{HEAD}<sst xmlns="{MAIN}"><si><t/></si><si><r><t>共</t></r><r><t>用</t></r></si></sst>'
    )
    found = one(cell, strings=shared)
    assert (found.text, found.fault) == (text, fault)


@pytest.mark.parametrize(
    "cell",
    ['<c r="A1"/>', '<c r="A1" s="0"/>', '<c r="A1" t="inlineStr"><is><t> \u3000\n</t></is></c>',
     '<c r="A1" t="str"><f>""</f><v></v></c>', '<c r="A1" t="s"><v></v></c>'],
)  # fmt: skip
def test_an_empty_cell_is_none(cell: str) -> None:
    (sheet,) = read_rows(f'<row r="1">{cell}</row>').sheets
    assert sheet.rows == ()


def test_rows_and_cells_may_stand_in_any_order_and_without_an_address() -> None:
    (sheet,) = read_rows(
        '<row r="3"><c r="B3"><v>6</v></c><c r="A3"><v>5</v></c></row>'
        '<row r="1"><c><v>1</v></c><c><v>2</v></c><c r="E1"><v>3</v></c><c><v>4</v></c></row>'
        "<row><c><v>7</v></c></row>"
    ).sheets
    assert texts(sheet) == {"A1": "1", "B1": "2", "E1": "3", "F1": "4", "A2": "7",
                            "A3": "5", "B3": "6"}  # fmt: skip
    assert [list(row) for row in sheet.rows] == [[1, 2, 5, 6], [1], [1, 2]]


def test_a_lying_dimension_hides_nothing() -> None:
    (sheet,) = read_rows(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="J9"><v>2</v></c></row>',
        before='<dimension ref="A1"/>',
    ).sheets
    assert texts(sheet) == {"A1": "1", "J9": "2"}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>5</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A2"><v>5</v></c></row>',
        '<row r="1"><c r="A1"><v>5</v></c><c r="A1"><v>6</v></c></row>',
        '<row r="0"><c r="A0"><v>5</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>5</v></c></row>',
        '<row r="1"><c r="1A"><v>5</v></c></row>',
        f'<row r="{"9" * 5000}"><c><v>5</v></c></row>',
        '<row r="1"><c r="A1"><v>5</c></row>',
    ],
)
def test_a_sheet_that_contradicts_itself_is_damaged(rows: str) -> None:
    with pytest.raises(InputError) as caught:
        read_rows(rows)
    assert [finding.code for finding in caught.value.diagnostics] == ["workbook-damaged"]


def test_sheets_are_found_by_the_workbooks_own_references() -> None:
    members = xlsx_members(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>'))
    moved = {
        name.replace("xl/workbook", "xl/其他workbook").replace("xl/_rels/", "xl/_rels/其他"): text
        for name, text in members.items()
    }
    moved["_rels/.rels"] = str(members["_rels/.rels"]).replace("xl/workbook", "/xl/其他workbook")
    (sheet,) = read_workbook(zipped(moved), "表.xlsx").sheets
    assert texts(sheet) == {"A1": "1"}


def test_no_reference_leads_out_of_the_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(sheet_xml('<row r="1"><c r="A1"><v>42</v></c></row>'), encoding="utf-8")
    for target in (f"../../../../../..{secret}", f"file://{secret}", str(secret)):
        members = xlsx_members(sheet_xml(""))
        links = str(members["xl/_rels/workbook.xml.rels"])
        members["xl/_rels/workbook.xml.rels"] = links.replace("worksheets/sheet1.xml", target)
        with pytest.raises(InputError) as caught:
            read_workbook(zipped(members), "表.xlsx")
        assert [finding.code for finding in caught.value.diagnostics] == ["workbook-damaged"]


# ---- merged and hidden --------------------------------------------------------


def merged_and_hidden(rows: str, cols: str, merges: str) -> Workbook:
    after = f"<mergeCells>{merges}</mergeCells>"
    return read_rows(rows, before=f"<cols>{cols}</cols>", after=after)


def number(reference: str, value: int) -> str:
    return f'<c r="{reference}"><v>{value}</v></c>'


def test_only_the_first_cell_of_a_merged_area_is_read() -> None:
    rows = f'<row r="1">{number("A1", 1)}{number("B1", 2)}</row><row r="2">{number("A2", 3)}</row>'
    (sheet,) = merged_and_hidden(rows, "", '<mergeCell ref="A1:B1"/>').sheets
    assert texts(sheet) == {"A1": "1", "A2": "3"}
    assert sheet.merged == (Span(1, 1, 1, 2),)


def test_a_header_merged_over_a_hidden_column_is_still_that_of_the_others() -> None:
    rows = (
        f'<row r="1">{number("A1", 1)}{number("B1", 2)}</row>'
        f'<row r="2">{number("A2", 3)}{number("B2", 4)}{number("C2", 5)}{number("D2", 6)}</row>'
    )
    hidden = '<col min="2" max="2" hidden="1"/>'
    workbook = merged_and_hidden(rows, hidden, '<mergeCell ref="B1:D1"/>')
    (sheet,) = workbook.sheets
    assert [{column: cell.text for column, cell in row.items()} for row in sheet.rows] == [
        {1: "1", 3: "2"},
        {1: "3", 3: "5", 4: "6"},
    ]
    assert sheet.rows[0][3].place.cell == "B1"
    assert sheet.merged == (Span(1, 3, 1, 4),)


def test_a_group_merged_over_a_hidden_row_is_still_that_of_the_others() -> None:
    rows = (
        f'<row r="1" hidden="1">{number("A1", 1)}{number("B1", 2)}</row>'
        f'<row r="2">{number("B2", 3)}</row><row r="3">{number("B3", 4)}</row>'
    )
    (sheet,) = merged_and_hidden(rows, "", '<mergeCell ref="A1:A3"/>').sheets
    assert [{column: cell.text for column, cell in row.items()} for row in sheet.rows] == [
        {1: "1", 2: "3"},
        {2: "4"},
    ]
    assert sheet.merged == (Span(2, 1, 3, 1),)


def test_merged_areas_neither_overlap_nor_reach_beyond_the_cells() -> None:
    rows = f'<row r="1">{number("A1", 1)}</row><row r="2">{number("B2", 2)}</row>'
    merges = '<mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C3"/><mergeCell ref="A1"/>'
    (sheet,) = merged_and_hidden(rows, "", merges).sheets
    assert sheet.merged == (Span(1, 1, 2, 2),)
    assert texts(sheet) == {"A1": "1"}


def test_hidden_runs_are_named_and_empty_ones_are_not() -> None:
    rows = "".join(
        f'<row r="{row}" hidden="{int(row in (2, 3, 4, 7, 9))}">'
        + ("" if row == 9 else number(f"A{row}", row) + number(f"D{row}", row))
        + "</row>"
        for row in range(1, 10)
    )
    hidden = '<col min="4" max="16384" hidden="1"/><col min="2" max="2" width="0"/>'
    workbook = merged_and_hidden(rows, hidden, "")
    said = {finding.code: finding.parameters for finding in workbook.diagnostics}
    assert said == {
        "hidden-rows": {"rows": ("2–4", "7")},
        "hidden-columns": {"columns": ("D",)},
    }
    assert [row[1].text for row in workbook.sheets[0].rows] == ["1", "5", "6", "8"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_even_parsed(state: str) -> None:
    shown = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    content = zipped(xlsx_members(shown, "<broken", states={2: state}))
    workbook = read_workbook(content, "表.xlsx")
    assert [str(finding.place) for finding in workbook.diagnostics] == ["表.xlsx:表2"]
    assert [finding.code for finding in workbook.diagnostics] == ["hidden-sheet"]


def test_what_openpyxl_writes_as_merged_is_read_as_such() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["标题"])
    sheet.append(["a", "b", "c"])
    sheet.merged_cells.add(MergedCellRange(sheet, "A1:C1"))
    stream = io.BytesIO()
    book.save(stream)
    (found,) = read_workbook(stream.getvalue(), "表.xlsx").sheets
    assert found.merged == (Span(1, 1, 1, 3),)


# ---- .ods ---------------------------------------------------------------------


def ods_table(rows: str, style: str = "") -> str:
    return f'<table:table table:name="表"{style}>{rows}</table:table>'


def ods_row(*inner: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(inner)}</table:table-row>"


def ods_cell(kind: str, value: str, text: str = "", more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" {value}{more}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


@pytest.mark.parametrize(
    ("cell", "text", "percent", "fault"),
    [
        (ods_cell("float", 'office:value="96.50"', "96.5"), "96.5", False, None),
        (ods_cell("percentage", 'office:value="0.965"', "97%"), "96.5", True, None),
        (ods_cell("currency", 'office:value="56.99999999999999"', "¥57"), "57", False, None),
        (ods_cell("boolean", 'office:boolean-value="true"', "真"), "TRUE", False, None),
        (ods_cell("date", 'office:date-value="2025-12-31T00:00:00"'), "2025-12-31", False,
         "date-cell"),
        (ods_cell("time", 'office:time-value="PT8H30M00S"'), "08:30:00", False, "date-cell"),
        (ods_cell("float", 'office:value="1e400"'), "1e400", False, "not-a-number"),
        (ods_cell("float", ""), "", False, None),
        (ods_cell("string", 'calcext:value-type="error"', "#DIV/0!"), "#DIV/0!", False,
         "error-cell"),
        (ods_cell("float", 'office:value="0" table:formula="of:=1/0"', "Err:502"), "Err:502",
         False, "error-cell"),
        (ods_cell("string", "", 'a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d'),
         "a  b\tc\nd", False, None),
        (ods_cell("string", "", '见<text:a xmlns:xlink="x" xlink:href="http://x">网页</text:a>'),
         "见网页", False, None),
        ('<table:table-cell table:formula="of:=[.B1]+1"/>', "=[.B1]+1", False, "not-calculated"),
        ('<table:table-cell office:value-type="string"><office:annotation><text:p>99</text:p>'
         "</office:annotation><text:p>7</text:p><text:p>8</text:p></table:table-cell>", "7\n8",
         False, None),
        ('<table:table-cell office:value-type="string"><text:p>7</text:p><draw:frame xmlns:draw='
         '"d"><text:p>99</text:p></draw:frame></table:table-cell>', "7", False, None),
    ],
)  # fmt: skip
def test_a_cell_of_ods(cell: str, text: str, percent: bool, fault: str | None) -> None:
    (sheet,) = read_workbook(ods(ods_table(ods_row(cell))), "表.ods").sheets
    found = cells(sheet).get("A1")
    if not text:
        assert found is None
        return
    assert found is not None
    assert (found.text, found.percent, found.fault) == (text, percent, fault)


def test_repeated_and_covered_cells_of_ods() -> None:
    rows = (
        ods_row(
            ods_cell("string", "", "标题", ' table:number-columns-spanned="3"'),
            '<table:covered-table-cell table:number-columns-repeated="2"><text:p>藏</text:p>'
            "</table:covered-table-cell>",
            ods_cell("float", 'office:value="4"'),
        ),
        ods_row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            ods_cell("float", 'office:value="5"', more=' table:number-columns-repeated="3"'),
            attributes=' table:number-rows-repeated="2"',
        ),
        ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            attributes=' table:number-rows-repeated="1048572"',
        ),
        ods_row(ods_cell("float", 'office:value="6"')),
    )
    workbook = read_workbook(ods(ods_table("".join(rows))), "表.ods")
    (sheet,) = workbook.sheets
    five = {f"{column}{row}": "5" for row in (2, 3) for column in "CDE"}
    assert texts(sheet) == {"A1": "标题", "D1": "4"} | five
    assert sheet.merged == (Span(1, 1, 1, 3),)
    assert [(f.code, str(f.place)) for f in workbook.diagnostics] == [
        ("beyond-bounds", "表.ods:表!A1048576")
    ]


def test_hidden_parts_of_ods() -> None:
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        + ods_row(ods_cell("string", "", "a"), ods_cell("string", "", "b"))
        + ods_row(ods_cell("string", "", "c"), attributes=' table:visibility="filter"')
        + ods_row(ods_cell("string", "", "d"))
    )
    styles = (
        '<style:style style:name="ta9" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    hidden = ods_table(rows, ' table:style-name="ta9"').replace('"表"', '"旧"')
    changes = f"<table:tracked-changes>{rows}</table:tracked-changes>"
    workbook = read_workbook(ods(changes + ods_table(rows) + hidden, styles), "表.ods")
    (sheet,) = workbook.sheets
    assert texts(sheet) == {"A1": "a", "A3": "d"}
    assert [finding.code for finding in workbook.diagnostics] == [
        "hidden-rows",
        "hidden-columns",
        "hidden-sheet",
    ]


def test_an_ods_with_other_prefixes_is_refused_and_never_misread() -> None:
    content = ods(ods_table(ods_row(ods_cell("float", 'office:value="4"'))))
    assert read_workbook(content, "表.ods").sheets
    from raw_files import ods_content

    renamed = ods_content(ods_table("")).replace("xmlns:table=", "xmlns:t=").replace("table:", "t:")
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    with pytest.raises(InputError) as caught:
        read_workbook(zipped({"mimetype": mimetype, "content.xml": renamed}), "表.ods")
    assert [finding.code for finding in caught.value.diagnostics] == ["workbook-damaged"]
