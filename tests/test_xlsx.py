"""Any page as a workbook: sheets and their names, numbers as numbers, text as text, links."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import workbook_file
from nasty import NASTY

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.xlsx import render
from shengzhou_quality.formats.xlsx.figures import figure_of, plain_figure
from shengzhou_quality.formats.xlsx.links import to_place, to_sheet
from shengzhou_quality.formats.xlsx.sheets import sheet_names
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Facts,
    Finding,
    Findings,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
    fact,
)
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ZH = Words("zh")


def made(*blocks: Block, folder: str = "") -> bytes:
    return render(Page("报告", list(blocks)), ZH, Options(folder=folder))


def in_table(*rows: Sequence[TableCell], right: int = 0) -> Table:
    """The last `right` columns are of numbers."""
    count = len(rows[0])
    columns = [
        TableColumn(f"第{at + 1}列", Align.RIGHT if at >= count - right else Align.LEFT)
        for at in range(count)
    ]
    return Table(columns, [TableGroup(list(rows))], none="—")


# numbers


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("96.5", "96.5", "0.0"),
        ("96.50", "96.5", "0.00"),  # the digits reported
        ("7", "7", "0"),
        ("96.5%", "96.5", '0.0"%"'),  # the number of percents: nothing multiplies it
        ("426.3亿元", "426.3", '0.0"亿元"'),
        ("低6.7个百分点", "6.7", '"低"0.0"个百分点"'),
        ("348.6（初步数）", "348.6", '0.0"（初步数）"'),
        ("1,234.5", "1234.5", "#,##0.0"),
        ("73.9%", "0.739130", "0.0%"),  # a ratio
        ("100%", "1", "0%"),
        ("1%", "0.01", "0%"),  # a ratio too, though 0.01 is less than 1 from 1
        ("1%", "1", '0"%"'),
        ("0%", "0", '0"%"'),
        ("0.86", "0.858696", "0.00"),
        ("-0.5", "-0.5", "0.0"),
        ("减少0.1个", "-0.1", '0.0"个";"减少"0.0"个"'),
        ("28.99亿元", "28.981", '0.000"亿元"'),  # rounded up: a nearer format would show 28.98
        ("第5年3家", "3", '"第5年"0"家"'),
    ],
)
def test_a_number_is_shown_as_its_text(text: str, number: str, code: str) -> None:
    found = figure_of(text, Decimal(number))
    assert found is not None
    assert (found.number, found.code) == (Decimal(number), code)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (">96", "96"),
        ("≥7", "7"),
        ("约6", "6"),
        ("95–97", "95"),
        ("等于40%，须高于40%", "0"),  # what it shows is not this number
        ("等于40%，须高于40%", "40"),  # which of both?
        ("6.7", "6.9"),
        ("一个很长的说明，其中有数6.7个百分点", "6.7"),  # a number is never wrapped
        ("1234567890123456", "1234567890123456"),  # 16 digits
        ("年均降幅不低于7.15%", "7.142568"),  # rounded to the safe side: 7.142568 has no room
    ],
)
def test_what_shows_no_number_stays_a_text(text: str, number: str) -> None:
    assert figure_of(text, Decimal(number)) is None


def test_a_plain_number_in_a_column_of_numbers_is_one() -> None:
    assert plain_figure("0.50") == (Decimal("0.50"), "0.00")
    assert plain_figure("-3") == (Decimal(-3), "0")
    for text in ("007", "1e5", "１２", "1/23", "", "—", "=1", "1 2", "٣"):
        assert plain_figure(text) is None


def test_a_quotation_mark_ends_no_literal_of_a_number_format() -> None:
    found = figure_of('5"a;b', Decimal(5))
    assert found is not None
    assert found.code == r'0\""a;b"'


def test_numbers_are_numbers_and_texts_texts() -> None:
    content = made(
        in_table(
            (TableCell("5"), TableCell("低6.7%", number=Decimal("6.7")), TableCell("12")),
            (TableCell("6"), TableCell(""), TableCell(">96")),
            right=1,
        )
    )
    sheet = workbook_file.opened(content).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert values == [["5", 6.7, 12], ["6", "—", ">96"]]
    assert sheet["B3"].number_format == '"低"0.0"%"'


def test_a_number_is_written_with_its_own_digits() -> None:
    """openpyxl writes 8.7 as 8.699999999999999: to 16 digits, of the nearest binary number."""
    numbers = ("8.7", "0.57", "-0.1", "100", "0.000001", "123456789012.345")
    content = made(in_table(*((TableCell(one, number=Decimal(one)),) for one in numbers)))
    part = workbook_file.parts(content)["xl/worksheets/sheet1.xml"]
    assert re.findall("<v>(.*?)</v>", part) == list(numbers)
    sheet = workbook_file.opened(content).worksheets[0]
    assert [cell.value for (cell,) in sheet.iter_rows(min_row=3)] == [float(one) for one in numbers]


def test_a_column_too_narrow_for_a_number_holds_its_text() -> None:
    """It would be shown as ###."""
    texts = [TableCell(f"{'长' * 7}1", number=Decimal(1)) for _ in range(60)]
    sheet = workbook_file.opened(made(in_table(texts))).worksheets[0]
    for cell in sheet[3]:
        width = sheet.column_dimensions[cell.column_letter].width
        assert cell.value == "长长长长长长长1" or width > 15


# text


def test_text_from_data_is_never_a_formula_an_error_or_a_link() -> None:
    every = [*NASTY, "#REF!", "#N/A", "TRUE", "2021-01-01", "1e5", "007", "http://a.example"]
    content = made(
        Section(
            "一", [in_table(*((TableCell(text), TableCell("x", note=text)) for text in every))]
        ),
        Section(NASTY[0], [Sentences(every, label=every[-1])]),
        *(Section(text, [Facts(text, (fact(text, text),))]) for text in every),
    )
    assert workbook_file.formulas(content) == []
    workbook = workbook_file.opened(content)
    found = workbook_file.texts(content)
    for text in every:
        if clean(text):
            assert re.sub("_(?=x[0-9A-F]{4}_)", "_x005F_", clean(text)) in found
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert not isinstance(cell.value, int | float)
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix
    external = [part for name, part in workbook_file.parts(content).items() if ".rels" in name]
    assert not any("External" in part for part in external)


def test_a_text_that_looks_like_an_escape_is_escaped() -> None:
    content = made(in_table((TableCell("_x0041_"), TableCell("a_x000D_b"), TableCell("_x41_"))))
    part = workbook_file.parts(content)["xl/worksheets/sheet1.xml"]
    for written in (">_x005F_x0041_<", ">a_x005F_x000D_b<", ">_x41_<"):
        assert written in part


def test_a_text_longer_than_a_cell_is_cut_with_a_mark() -> None:
    content = made(Sentence("长" * 40_000))
    (long,) = [text for text in workbook_file.texts(content) if len(text) > 1_000]
    assert len(long) == 32_767
    assert long.endswith("长…")


def test_a_text_higher_than_a_row_has_several() -> None:
    """A row has at most 409 points; 5,000 characters of 10.5 points take far more."""
    content = made(in_table((TableCell("长" * 5_000), TableCell("x"))), Sentence("长" * 20_000))
    sheet = workbook_file.opened(content).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert max(heights) <= 409
    merged = {str(one) for one in sheet.merged_cells.ranges}
    assert any(re.fullmatch(r"A3:A\d+", one) for one in merged)
    assert any(re.fullmatch(r"A\d+:B\d+", one) for one in merged)
    assert sheet.auto_filter.ref is None


# sheets


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("指标完成情况", "指标完成情况"),
        ("a[b]:c*d?e/f\\g", "a-b--c-d-e-f-g"),
        ("'quoted'", "quoted"),
        ("History", "History (2)"),
        ("", "表"),
        ("' '", "表"),
        ("长" * 40, "长" * 30 + "…"),
        ("😀" * 20, "😀" * 15 + "…"),  # an emoji is two of the 31 units
        ("a\nb\x00", "a b-x00"),
    ],
)
def test_a_heading_becomes_a_legal_name(heading: str, name: str) -> None:
    assert sheet_names([heading], "表") == [name]


def test_no_two_sheets_have_one_name_in_any_case() -> None:
    names = sheet_names(["Data", "DATA", "data (2)", "长" * 40, "长" * 41, "", ""], "表")
    assert names == [
        "Data", "DATA (2)", "data (2) (2)", "长" * 30 + "…", "长" * 26 + "… (2)", "表", "表 (2)",
    ]  # fmt: skip
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)


def test_each_section_is_a_sheet_and_the_first_lists_the_others() -> None:
    page = Page(
        "报告",
        [
            Section("汇总", [Sentence("先看这里。")]),
            Section("表一", [in_table((TableCell("a"),))]),
            Sentence("其后。"),
            Section("表二", [Section("小节", [Sentence("没有表。")])]),
        ],
        title="规划",
        lead=[Sentence("结论：通过。", Tone.GOOD)],
        foot=["注。"],
    )
    workbook = workbook_file.opened(render(page, ZH, Options()))
    said = {sheet.title: [row[0] for row in workbook_file.rows_of(sheet)] for sheet in workbook}
    assert said == {
        "汇总": [
            "报告",
            "规划",
            "结论：通过。",
            "先看这里。",
            "注。",
            "本工作簿的各表",
            "表一",
            "表二",
        ],
        "表一": ["表一", "第1列", "a", "其后。"],
        "表二": ["表二", "小节", "没有表。"],
    }
    first = workbook.worksheets[0]
    assert first["A7"].hyperlink.location == "'表一'!A1"
    assert first["A8"].hyperlink.location == "'表二'!A1"


def test_a_page_without_a_table_is_one_sheet() -> None:
    content = made(Section("一、什么", [Sentence("a")]), Section("二、怎样", [Sentence("b")]))
    (sheet,) = workbook_file.opened(content).worksheets
    assert [row[0] for row in workbook_file.rows_of(sheet)] == [
        "报告",
        "一、什么",
        "a",
        "二、怎样",
        "b",
    ]


def many(count: int, columns: int = 3) -> Table:
    return in_table(
        *(tuple(TableCell(f"{at}-{one}") for one in range(columns)) for at in range(count))
    )


def test_a_table_can_be_filtered_and_its_head_stays() -> None:
    workbook = workbook_file.opened(made(Section("表", [Sentence("说明"), many(9)])))
    sheet = workbook.worksheets[0]
    assert sheet.auto_filter.ref == "A3:C12"
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.oddFooter.center.text == "第&P页，共&N页"
    wide = workbook_file.opened(made(many(3, 9))).worksheets[0]
    assert wide.page_setup.orientation == "landscape"
    assert wide.auto_filter.ref == "A2:I5"  # a short one too
    assert wide.print_title_rows == "$2:$2"


def test_a_head_is_frozen_or_printed_above_the_rows_of_its_own_table_only() -> None:
    """Of several tables none is frozen; on each page stands the head of what goes on there."""
    for tables in ((many(90, 3), many(90, 5)), (many(90, 5), many(90, 3)), (many(90, 4),) * 2):
        blocks = [Section(f"表{at}", [each]) for at, each in enumerate(tables)]
        page = Page("报告", [Section("总", blocks)])
        sheet = workbook_file.opened(render(page, ZH, Options())).worksheets[0]
        assert sheet.freeze_panes is None
        heads = {
            row: [cell.value for cell in sheet[row] if cell.value is not None]
            for row in range(1, sheet.max_row + 1)
            if sheet.cell(row, 1).value == "第1列"
        }
        last = max(
            row
            for row in heads
            if heads[row] == [f"第{at + 1}列" for at in range(len(tables[1].columns))]
        )
        (title,) = {int(one) for one in sheet.print_title_rows.replace("$", "").split(":")}
        assert title == last
        starts = [one.id + 1 for one in sheet.row_breaks.brk]
        assert len([one for one in starts if one < last]) >= 1
        for start in starts:
            assert start > last or start in heads or sheet.cell(start, 1).value.startswith("表")
        filtered = sheet.auto_filter.ref
        if filtered:
            (low, high) = (cell.row for cell in (sheet[one] for one in filtered.split(":")))
            assert low == last
            assert high == sheet.max_row


def test_a_table_of_sums_is_not_filtered() -> None:
    sheet = workbook_file.opened(made(many(9)._replace(summed=True))).worksheets[0]
    assert sheet.auto_filter.ref is None
    assert sheet.print_title_rows == "$2:$2"


def test_the_headings_of_groups_do_not_keep_a_table_from_being_sorted() -> None:
    """A merged cell among its rows would; a heading too long for the sheet has one."""
    table = many(6)
    groups = [TableGroup([*table.rows], heading=f"甲局（{at}项）") for at in range(3)]
    sheet = workbook_file.opened(made(table._replace(groups=groups))).worksheets[0]
    assert sheet.auto_filter.ref == f"A2:C{sheet.max_row}"
    assert sheet.max_row == 2 + 3 * 7
    assert not [one for one in sheet.merged_cells.ranges if one.min_row > 2]
    assert not sheet["A3"].alignment.wrap_text


def test_a_tree_has_a_head() -> None:
    """It stays in view, and on each page; columns in which nothing stands are left out."""
    nodes = [OutlineRow(at % 3, f"节点{at}", f"M{at:02}", status="完成") for at in range(99)]
    sheet = workbook_file.opened(made(Section("任务", [Outline(nodes)]))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["内容", "情况"]
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"


def test_notes_do_not_stand_alone_on_a_page() -> None:
    for count in range(20, 60):
        blocks: list[Block] = [
            many(count),
            Sentence("注一", Tone.QUIET),
            Sentence("注二", Tone.QUIET),
        ]
        sheet = workbook_file.opened(made(*blocks)).worksheets[0]
        assert sheet.cell(sheet.max_row, 1).value == "注二"
        assert all(one.id < sheet.max_row - 2 for one in sheet.row_breaks.brk)


def test_decimals_are_flush_and_a_text_behind_a_number_stands_apart() -> None:
    table = in_table((TableCell("0.5"), TableCell("达标")), (TableCell("12.25"), TableCell("达标")))
    right = table.columns[0]._replace(align=Align.RIGHT)
    long = [[*row[:1], TableCell("达标，但2022年未达标")] for row in table.rows]
    table = table._replace(columns=[right, table.columns[1]], groups=[TableGroup(long)])
    sheet = workbook_file.opened(made(table)).worksheets[0]
    assert sheet["A3"].alignment.horizontal == "right"
    assert sheet["B3"].alignment.indent == 1


def test_a_smaller_table_spans_the_columns_of_the_larger_one() -> None:
    content = made(many(4, 2), many(8, 5))
    sheet = workbook_file.opened(content).worksheets[0]
    assert sheet.auto_filter.ref == "A7:E15"
    merged = [str(one) for one in sheet.merged_cells.ranges if one.min_row in range(2, 7)]
    assert merged
    assert not [one for one in sheet.merged_cells.ranges if one.min_row in range(7, 16)]


def test_an_ampersand_in_the_header_of_a_sheet_is_no_code() -> None:
    content = render(Page("R&D &P", [Sentence("x")]), Words("en"), Options())
    assert workbook_file.opened(content).worksheets[0].oddHeader.right.text == "R&&D &&P"


# links


@pytest.mark.parametrize(
    ("place", "folder", "file", "location"),
    [
        (Place("data.xlsx", "实际值", 7, 11), "", "./data.xlsx", "'实际值'!K7"),
        (Place("报送/data 1.xlsx", "a'b", 1, 1), "", "./报送/data%201.xlsx", "'a''b'!A1"),
        (Place("a/data.xlsx", "S"), "a/out", "../data.xlsx", "'S'!A1"),
        (Place("data.csv", None, 3, 2), "", "./data.csv", None),
        (Place("javascript:alert(1).xlsx"), "", "./javascript%3Aalert%281%29.xlsx", None),
        (Place("a#b?c%.xlsx"), "", "./a%23b%3Fc%25.xlsx", None),
    ],
)
def test_a_cell_links_to_the_file_from_where_the_workbook_stands(
    place: Place, folder: str, file: str, location: str | None
) -> None:
    assert to_place(place, folder) == (file, location)


def test_a_stream_or_a_name_with_unseen_signs_has_no_link() -> None:
    for name in ("<stdin>", "a\nb.xlsx", "\u202egnp.xlsx", "\udcff.xlsx", "x" * 3_000):
        assert to_place(Place(name, "S", 1, 1), "") is None
    assert to_sheet("a'b") == ("", "'a''b'!A1")


def test_links_of_findings_and_cells(tmp_path: Path) -> None:
    place = Place(str(tmp_path / "数据.xlsx"), "实际值", 7, 11)
    finding = Finding(
        "数据.xlsx:实际值", "K7", str(place), "错误 [x]", Tone.ERROR, "错", "改", place
    )
    content = made(
        Findings("", ("位置", "代码", "问题", "怎样改"), [finding]),
        in_table((TableCell("K7", place=place), TableCell("", place=place))),
        folder=str(tmp_path),
    )
    sheet = workbook_file.opened(content).worksheets[0]
    linked = {
        cell.value: (cell.hyperlink.target, cell.hyperlink.location)
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert linked == {"K7": ("./数据.xlsx", "'实际值'!K7")}


def test_the_same_page_gives_the_same_bytes() -> None:
    blocks = (Section("a", [many(9)]), Section("b", [Sentences(list(NASTY))]))
    assert made(*blocks) == made(*blocks)
