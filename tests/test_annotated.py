"""Test annotated copies: what is added, and that no other byte of the workbook changes."""

from __future__ import annotations

import copy
import io
import random
import re
import struct
import warnings
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from annotated_books import (
    BOOKS,
    NOTE_TYPE,
    ROWS,
    SHEET,
    SPREADSHEET,
    Book,
    comments,
    drawing,
    members,
    note_shape,
    packed,
    relation,
    sheet,
)
from nasty import NASTY
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from raw_files import MAIN

from shengzhou_quality.annotated import annotate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl.workbook import Workbook

    from shengzhou_quality.evaluation.report import Report

    Judge = Callable[..., Report]

EXAMPLES = Path(__file__).parent.parent / "examples"
SAYS = "“98%以上”不够具体，\n请报准确数 <如98.6> & “署名”。"
RED = "FFFFC7CE"
SECOND = "xl/worksheets/sheet2.xml"
CHANGED = re.compile(
    r"\[Content_Types\]\.xml|xl/styles\.xml|xl/worksheets/sheet[0-9]+\.xml"
    r"|xl/worksheets/_rels/sheet[0-9]+\.xml\.rels|xl/comments[0-9]*\.xml"
    r"|xl/drawings/vmlDrawing[0-9]*\.vml",
)
"""The parts that may differ; of sheets and what belongs to them, those with remarks."""


def annotated(content: bytes, remarks: Mapping[str, Mapping[str, str]]) -> bytes:
    made = annotate(content, remarks)
    assert isinstance(made, bytes), made
    return made


def marked(book: Book, says: str = SAYS) -> tuple[bytes, bytes]:
    """A workbook and its copy."""
    content = packed(book)
    return content, annotated(content, {SHEET: dict.fromkeys(book.cells, says)})


def opened(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparkline Group extension")
        return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)


def part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def raw_entries(content: bytes) -> dict[str, bytes]:
    """Each entry from its header to the next one, as it stands in the file."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    (directory,) = struct.unpack_from("<L", content, content.rfind(b"PK\x05\x06") + 16)
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    places = [*(info.header_offset for info in infos), directory]
    spans = pairwise(places)
    return {info.filename: content[a:b] for info, (a, b) in zip(infos, spans, strict=True)}


def assert_only_named_parts_differ(old: bytes, new: bytes, sheets: set[int]) -> None:
    before, after = raw_entries(old), raw_entries(new)
    names = list(before)
    assert list(after)[: len(names)] == names
    assert zipfile.ZipFile(io.BytesIO(new)).testzip() is None
    differ = {name for name in names if before[name] != after[name]}
    assert differ | (set(after) - set(names)) == {
        name
        for name in differ | (set(after) - set(names))
        if CHANGED.fullmatch(name)
        and (not (found := re.search(r"sheet([0-9]+)\.xml", name)) or int(found[1]) in sheets)
    }
    for old_info in zipfile.ZipFile(io.BytesIO(old)).infolist():
        new_info = zipfile.ZipFile(io.BytesIO(new)).getinfo(old_info.filename)
        for field in ("date_time", "external_attr", "create_system", "comment"):
            assert getattr(old_info, field) == getattr(new_info, field)


def looks(cell: Any) -> dict[str, Any]:
    """All of a cell but its fill."""
    if isinstance(cell, openpyxl.cell.cell.MergedCell):
        return {}
    names = ("value", "data_type", "number_format", "font", "border", "alignment", "protection")
    return {name: copy.copy(getattr(cell, name)) for name in names}


def holds(cell: Any) -> bool:
    """Whether there is anything in it: most cells of a row to XFD are none at all."""
    return cell.value is not None or cell.has_style or cell.comment is not None


def assert_cells_as_before(old: bytes, new: bytes, cells: Mapping[str, set[str]]) -> None:
    """`cells` are those with a remark, where it is shown."""
    before, after = opened(old), opened(new)
    assert before.sheetnames == after.sheetnames
    for title in before.sheetnames:
        one, two, red = before[title], after[title], cells.get(title, set())
        for row in two.iter_rows():
            for cell in row:
                other = one[cell.coordinate]
                if cell.coordinate not in red and not (holds(cell) or holds(other)):
                    continue
                assert looks(cell) == looks(other) or (
                    cell.coordinate in red and other.value is None and not other.has_style
                ), cell.coordinate
                if cell.coordinate in red:
                    assert (cell.fill.fill_type, cell.fill.fgColor.rgb) == ("solid", RED)
                    assert cell.comment is not None
                else:
                    assert repr(cell.fill) == repr(other.fill)
                    assert (cell.comment and cell.comment.text) == (
                        other.comment and other.comment.text
                    )
        assert two.max_row >= one.max_row
        assert one.merged_cells.ranges == two.merged_cells.ranges
        for name in (
            "conditional_formatting",
            "data_validations",
            "protection",
            "column_dimensions",
        ):
            assert repr(getattr(one, name)) == repr(getattr(two, name)) or name.startswith("con")


@pytest.mark.parametrize("name", BOOKS)
def test_no_byte_changes_outside_of_the_named_parts(name: str) -> None:
    old, new = marked(BOOKS[name])
    assert_only_named_parts_differ(old, new, {2})


@pytest.mark.parametrize("name", BOOKS)
def test_every_cell_keeps_its_value_and_its_look(name: str) -> None:
    old, new = marked(BOOKS[name])
    shown = {"E5" if cell == "F6" else cell for cell in BOOKS[name].cells}
    assert_cells_as_before(old, new, {SHEET: shown})


@pytest.mark.parametrize("name", BOOKS)
def test_every_remark_can_be_read(name: str) -> None:
    _, new = marked(BOOKS[name])
    book = opened(new)[SHEET]
    for cell in BOOKS[name].cells:
        comment = book["E5" if cell == "F6" else cell].comment
        assert comment is not None
        assert comment.text.endswith(SAYS)


@pytest.mark.parametrize("name", BOOKS)
def test_nothing_is_taken_away_from_a_part(name: str) -> None:
    """All that stood in a changed part stands in the new one, in its order (with other counts)."""
    old, new = marked(BOOKS[name])
    before, after = raw_entries(old), raw_entries(new)
    for each in before:
        if before[each] != after[each]:
            kept = pieces(part(new, each))
            for piece in pieces(part(old, each)):
                found = next((at for at, other in enumerate(kept) if other.startswith(piece)), None)
                assert found is not None, (each, piece)
                del kept[: found + 1]


def pieces(xml: bytes) -> list[bytes]:
    """Tags and texts, without what a copy may rewrite: style, spans, counts, sizes, empty tags."""
    rewritten = rb"\s+(?:s|spans|count|ref)\s*=\s*(?:\"[^\"]*\"|'[^']*')"
    found = re.findall(rb"<[^>]*>|[^<]+", xml)
    return [
        re.sub(rewritten, b"", each).replace(b"/", b"").replace(b" ", b"")
        for each in found
        if not re.fullmatch(rb"\s*[0-9]+(?:,\s*[0-9]+){7}", each)
    ]


# the sheet


def xml_of(book: Book, name: str = SECOND) -> ET.Element:
    return ET.fromstring(part(marked(book)[1], name))  # noqa: S314 - our own


def places_of(root: ET.Element) -> list[tuple[str, list[str]]]:
    main = f"{{{MAIN}}}"
    return [
        (row.get("r", ""), [cell.get("r", "") for cell in row.iter(f"{main}c")])
        for row in root.iter(f"{main}row")
    ]


def test_new_cells_and_rows_stand_in_their_order() -> None:
    assert places_of(xml_of(BOOKS["row-absent"])) == [
        ("1", ["A1", "B1", "C1"]), ("2", ["A2"]), ("3", ["A3", "C3"]), ("4", ["A4"]),
        ("5", ["C5"]), ("7", []), ("99", ["B99"]),
    ]  # fmt: skip
    assert places_of(xml_of(BOOKS["empty-cell"])) == [
        ("1", ["A1", "B1", "C1", "XFD1"]), ("3", ["A3", "B3", "C3", "D3"]), ("7", []),
    ]  # fmt: skip


def test_the_spans_of_a_row_and_the_dimension_hold_the_new_cells() -> None:
    rows = [row.get("spans") for row in xml_of(BOOKS["empty-cell"]).iter(f"{{{MAIN}}}row")]
    assert rows == ["1:16384", "1:4", None]
    (dimension,) = xml_of(BOOKS["columns-styled"]).iter(f"{{{MAIN}}}dimension")
    assert dimension.get("ref") == "A1:G9"


def test_an_empty_place_keeps_the_look_of_its_row_or_column() -> None:
    """D2 and G9 lie in columns of style 1 (10: 0.00%), E3 in a row of style 2 (万元)."""
    book = opened(marked(BOOKS["columns-styled"])[1])[SHEET]
    formats = [book[cell].number_format for cell in ("D2", "G9", "E3")]
    assert formats == ["0.00%", "0.00%", '0.0"万元"']
    assert book["E3"].protection.locked is False


def test_a_style_is_made_once_and_counted() -> None:
    root = xml_of(BOOKS["comments"], "xl/styles.xml")
    for name in ("fills", "cellXfs"):
        (found,) = root.iter(f"{{{MAIN}}}{name}")
        assert found.get("count") == str(len(found))
    (styles,) = root.iter(f"{{{MAIN}}}cellXfs")
    assert len(styles) == 4 + 3  # of B1 (1), C1 (2) and A3 (3)
    root = xml_of(Book(sheet(), ("A1", "A2", "A4", "A5")), "xl/styles.xml")
    (styles,) = root.iter(f"{{{MAIN}}}cellXfs")
    assert len(styles) == 4 + 1


def test_legacy_drawing_stands_where_the_schema_wants_it() -> None:
    for name, behind in (
        ("sparklines", ["extLst"]),
        ("rules", []),
        ("head-picture", ["legacyDrawingHF", "AlternateContent"]),
        ("prefixed", ["tableParts"]),
    ):
        tags = [child.tag.rpartition("}")[2] for child in xml_of(BOOKS[name])]
        assert tags[tags.index("legacyDrawing") + 1 :] == behind


# merged cells


def test_a_remark_on_a_hidden_cell_of_a_merged_area_is_shown_by_its_first() -> None:
    merged = sheet(after='<mergeCells><mergeCell ref="B1:C3"/></mergeCells>')
    content = packed(Book(merged, ()))
    new = annotated(content, {SHEET: {"C3": "二", "B1": "一"}})
    comment = opened(new)[SHEET]["B1"].comment
    assert comment is not None
    assert comment.text == "二\n一"
    styles = re.findall(rb'<c r="([A-Z]1|C3)"[^>]* s="([0-9]+)"', part(new, SECOND))
    assert styles == [(b"B1", b"4"), (b"C1", b"2")]


# comments


def test_an_old_comment_stays_in_front_of_the_remark() -> None:
    _, new = marked(BOOKS["comments"])
    book = opened(new)[SHEET]
    texts = {cell: book[cell].comment.text for cell in ("B1", "A3", "C3", "C1")}
    assert texts == {
        "B1": f"张三：已核\n————\n{SAYS}",
        "A3": f"只有一段\n————\n{SAYS}",
        "C3": "不动",
        "C1": SAYS,
    }
    assert [book[cell].comment.author for cell in ("B1", "C1")] == ["张三", "sqc"]


def test_an_old_box_grows_and_a_new_one_has_a_number_of_its_own() -> None:
    """A line is 17 pixels, the edges are 12; a row is 20. The remark has two lines."""
    xml = part(marked(BOOKS["comments"])[1], "xl/drawings/vmlDrawing7.vml").decode()
    assert re.findall(r'id="_x0000_s([0-9]+)"', xml) == ["2049", "2050", "2051", "2052"]
    anchors = [
        [int(number) for number in found.split(",")]
        for found in re.findall(r"<x:Anchor>([^<]*)<", xml)
    ]
    assert [anchor[:4] for anchor in anchors[:3]] == [[2, 15, 0, 2], [1, 15, 2, 2], [3, 15, 2, 2]]
    heights = [20 * (a[6] - a[2]) + a[7] - a[3] for a in anchors]
    assert heights == [4 * 17 + 12, 4 * 17 + 12, 42, 2 * 17 + 12]  # the third is not touched


def test_comments_that_openpyxl_wrote_are_extended() -> None:
    """It declares prefixes on each element, and gives boxes a style instead of an anchor."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["B2"], page["B2"].comment = "x", Comment("旧", "李四")
    page["D4"].comment = Comment("不动", "李四")
    stream = io.BytesIO()
    book.save(stream)
    new = annotated(stream.getvalue(), {page.title: {"B2": "退", "C3": "补"}})
    after = opened(new)[page.title]
    texts = {cell: after[cell].comment.text for cell in ("B2", "C3", "D4")}
    assert texts == {"B2": "旧\n————\n退", "C3": "补", "D4": "不动"}
    root = ET.fromstring(part(new, "xl/drawings/commentsDrawing1.vml"))  # noqa: S314 - our own
    data = "{urn:schemas-microsoft-com:office:excel}"
    boxes = [
        [each.findtext(f"{data}{name}", "") for name in ("Row", "Column")]
        + [each.findtext(f"{data}Anchor", "").count(",")]
        for each in root.iter(f"{data}ClientData")
    ]
    assert boxes == [["1", "1", 7], ["3", "3", 0], ["2", "2", 7]]


def test_a_button_stays_and_its_drawing_holds_the_comment_too() -> None:
    old, new = marked(BOOKS["button"])
    name = "xl/drawings/vmlDrawing7.vml"
    before, after = part(old, name), part(new, name)
    assert after.startswith(before.removesuffix(b"</xml>"))
    assert after.count(b'id="_x0000_t202"') == 1
    assert b"_x0000_s2050" in after
    listing = part(new, "xl/worksheets/_rels/sheet2.xml.rels").decode()
    assert listing.count("vmlDrawing") == 2  # its type and its target, once
    assert 'Target="../comments1.xml"' in listing


def numbers_of(xml: bytes) -> tuple[list[str], list[int]]:
    """The blocks of numbers that a drawing declares, and the numbers of its shapes."""
    (data,) = re.findall(rb'idmap[^>]* data="([^"]*)"', xml)
    return data.decode().split(","), [int(each) for each in re.findall(rb"_x0000_s([0-9]+)", xml)]


def test_a_full_block_of_numbers_is_followed_by_one_that_is_free() -> None:
    """Block 2 ends with 3071, and the other drawing has block 3: the next number is 4097."""
    book = BOOKS["comments"]
    full = str(book.more["xl/drawings/vmlDrawing7.vml"]).replace("_x0000_s2051", "_x0000_s3071")
    other = drawing(note_shape(3073, 0, 0)).replace('data="2"', 'data="3"')
    more = {**book.more, "xl/drawings/vmlDrawing7.vml": full, "xl/drawings/other.vml": other}
    _, new = marked(book._replace(more=more))
    blocks, numbers = numbers_of(part(new, "xl/drawings/vmlDrawing7.vml"))
    assert blocks == ["2", "4"]
    assert sorted(numbers) == [2049, 2050, 3071, 4097]


def test_a_drawing_without_a_block_or_with_one_of_another_gets_its_own() -> None:
    book = BOOKS["comments"]
    layout = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="2"/></o:shapelayout>'
    boxes = str(book.more["xl/drawings/vmlDrawing7.vml"])
    without = boxes.replace(layout, "").replace('id="_x0000_s2', 'id="shape_')
    _, new = marked(book._replace(more={**book.more, "xl/drawings/vmlDrawing7.vml": without}))
    assert numbers_of(part(new, "xl/drawings/vmlDrawing7.vml")) == (["1"], [1025])
    same = {**book.more, "xl/drawings/other.vml": boxes}
    _, new = marked(book._replace(more=same))
    blocks, numbers = numbers_of(part(new, "xl/drawings/vmlDrawing7.vml"))
    assert (blocks, max(numbers)) == (["2", "3"], 3073)


def test_more_comments_than_a_block_has_numbers() -> None:
    cells = tuple(f"A{row}" for row in range(1, 1_101))
    _, new = marked(Book(sheet(), cells), "x")
    blocks, numbers = numbers_of(part(new, "xl/drawings/vmlDrawing1.vml"))
    assert blocks == ["1", "2"]
    assert numbers == list(range(1_025, 1_025 + 1_100))


def test_a_picture_in_the_head_of_the_page_is_no_drawing_of_comments() -> None:
    old, new = marked(BOOKS["head-picture"])
    assert part(old, "xl/drawings/vmlDrawing1.vml") == part(new, "xl/drawings/vmlDrawing1.vml")
    assert "xl/drawings/vmlDrawing2.vml" in zipfile.ZipFile(io.BytesIO(new)).namelist()
    assert b'data="3"' in part(new, "xl/drawings/vmlDrawing2.vml")  # 2 is taken


def test_two_sheets_have_comments_and_drawings_of_their_own() -> None:
    content = packed(BOOKS["plain"])
    new = annotated(content, {SHEET: {"B1": "二"}, "说明": {"A1": "一"}})
    assert_only_named_parts_differ(content, new, {1, 2})
    book = opened(new)
    assert book["说明"]["A1"].comment.text == "一"
    assert book[SHEET]["B1"].comment.text == "二"
    blocks = [
        re.findall(rb'data="([0-9]+)"', part(new, f"xl/drawings/vmlDrawing{number}.vml"))
        for number in (1, 2)
    ]
    assert blocks == [[b"1"], [b"2"]]


@pytest.mark.parametrize("text", NASTY)
def test_a_remark_is_text_whatever_it_says(text: str) -> None:
    content = packed(BOOKS["plain"])
    new = annotated(content, {SHEET: {"B1": f"甲{text}乙"}})
    comment = opened(new)[SHEET]["B1"].comment
    assert comment is not None
    said = comment.text
    assert said[0] + said[-1] == "甲乙"
    assert all(each.isprintable() or each == "\n" for each in said)


def test_a_code_of_excel_stays_text() -> None:
    """`_x0041_` would be read as A; openpyxl gives the text as written."""
    new = annotated(packed(BOOKS["plain"]), {SHEET: {"B1": "_x0041_ __x000D_"}})
    assert b"_x005F_x0041_ __x005F_x000D_" in part(new, "xl/comments1.xml")


def test_a_text_beyond_excels_limit_is_cut_with_a_mark() -> None:
    new = annotated(packed(BOOKS["plain"]), {SHEET: {"B1": "𠀀" * 20_000}})
    comment = opened(new)[SHEET]["B1"].comment
    assert comment is not None
    assert comment.text == "𠀀" * 16_383 + "…"  # each is two of 32,767


def test_a_remark_behind_an_old_comment_is_cut_to_what_is_left() -> None:
    old = "旧" * 32_000
    text = comments(f'<comment ref="B1" authorId="0"><text><t>{old}</t></text></comment>')
    boxes = drawing(NOTE_TYPE, note_shape(2049, 0, 1))
    more: dict[str, str | bytes] = {
        "xl/comments7.xml": text, "xl/drawings/vmlDrawing7.vml": boxes,
    }  # fmt: skip
    content = packed(BOOKS["comments"]._replace(more=more))
    new = annotated(content, {SHEET: {"B1": "新" * 900}})
    comment = opened(new)[SHEET]["B1"].comment
    assert comment is not None
    assert len(comment.text) == 32_767
    assert comment.text.endswith("新…")


# the file


def test_no_remark_gives_the_same_bytes() -> None:
    content = packed(BOOKS["comments"])
    assert annotate(content, {}) == content
    assert annotate(content, {SHEET: {}}) == content


def test_the_same_remarks_give_the_same_bytes() -> None:
    content = packed(BOOKS["comments"])
    cells = ["B1", "A3", "C9"]
    first = annotated(content, {SHEET: {cell: cell for cell in cells}})
    assert first == annotated(content, {SHEET: {cell: cell for cell in reversed(cells)}})


def test_a_copy_can_be_annotated_again() -> None:
    _, once = marked(BOOKS["rules"])
    twice = annotated(once, {SHEET: {"B1": "再退", "A9": "新"}})
    assert_only_named_parts_differ(once, twice, {2})
    book = opened(twice)[SHEET]
    assert book["B1"].comment.text == "再退"
    assert book["A9"].comment.text == "新"
    assert book["C1"].comment is None
    assert part(twice, "xl/comments1.xml").count(b"<author>") == 1
    assert part(twice, "xl/drawings/vmlDrawing1.vml").count(b"<v:shape ") == 2


@pytest.mark.parametrize("name", BOOKS)
def test_what_was_settled_since_looks_as_the_office_had_it(name: str) -> None:
    content, once = marked(BOOKS[name])
    before, after = opened(content), opened(annotated(once, {}))
    assert_only_named_parts_differ(once, annotated(once, {}), {2})
    for title in before.sheetnames:
        for row in after[title].iter_rows():
            for cell in row:
                other = before[title][cell.coordinate]
                said = cell.comment.text if cell.comment else None
                assert said == (other.comment.text if other.comment else None), cell.coordinate
                if other.has_style:
                    assert repr(cell.fill) == repr(other.fill), cell.coordinate
                else:
                    assert cell.fill.fgColor.rgb != RED, cell.coordinate


@pytest.mark.parametrize("between", ["as it is", "saved again"])
def test_a_settled_cell_has_the_fill_of_its_column_again(between: str) -> None:
    book = openpyxl.Workbook()
    cells = book.active
    assert cells is not None
    yellow = PatternFill("solid", fgColor="FFFFFF00")
    for row in range(1, 6):
        for column in (1, 2):
            cells.cell(row, column, row)
        cells.cell(row, 2).fill = yellow
    cells["A2"].comment = Comment("本单位自己的批注", "某人")
    content = saved(book)
    once = annotated(content, {"Sheet": {"A1": "一", "B1": "一", "A2": "一", "B2": "一"}})
    if between == "saved again":
        once = saved(opened(once))
    sheet = opened(annotated(once, {"Sheet": {"B2": "二"}}))["Sheet"]
    colours = {name: sheet[name].fill.fgColor.rgb for name in ("A1", "B1", "A2", "B2")}
    assert colours == {"A1": "00000000", "B1": "FFFFFF00", "A2": "00000000", "B2": RED}
    said = {name: sheet[name].comment and sheet[name].comment.text for name in colours}
    assert said == {"A1": None, "B1": None, "A2": "本单位自己的批注", "B2": "二"}


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_entries_with_descriptions_behind_and_a_comment_are_kept() -> None:
    """A writer that cannot seek back puts sizes behind the data; an archive has a comment."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

    stream = Pipe()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(BOOKS["comments"]).items():
            archive.writestr(name, data)
        archive.comment = "部门报送".encode()
    old = stream.getvalue()
    new = annotated(old, {SHEET: {"B1": SAYS}})
    assert_only_named_parts_differ(old, new, {2})
    assert zipfile.ZipFile(io.BytesIO(new)).comment == "部门报送".encode()
    assert_cells_as_before(old, new, {SHEET: {"B1"}})


@pytest.mark.parametrize("seekable", [True, False])
def test_headers_with_sizes_of_64_bits_are_kept_where_nothing_changes(seekable: bool) -> None:
    """A writer that does not know the size beforehand leaves room for a large one."""
    stream = io.BytesIO()
    if not seekable:
        stream.seekable = lambda: False  # type: ignore[method-assign]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members(BOOKS["plain"]).items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(data.encode() if isinstance(data, str) else data)
    old = stream.getvalue()
    assert old.count(b"\x01\x00\x10\x00") >= len(members(BOOKS["plain"]))  # the field of sizes
    new = annotated(old, {SHEET: {"B1": SAYS}})
    assert_only_named_parts_differ(old, new, {2})
    assert_cells_as_before(old, new, {SHEET: {"B1"}})


def test_a_large_part_is_deflated() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(10, 30_000)
    )
    old, new = marked(Book(sheet(ROWS + rows), ("B1", "B29998")))
    assert len(new) < len(old) * 1.5
    assert opened(new)[SHEET]["B29998"].comment is not None


# the examples, as sqc reads them


@pytest.mark.parametrize("name", ["failing-2025.xlsx", "county-2025.xlsx", "tasks-2023.xlsx"])
def test_a_copy_is_evaluated_like_its_original(name: str, judge: Judge) -> None:
    content = (EXAMPLES / name).read_bytes()
    titles = opened(content).sheetnames
    draw = random.Random(name)  # noqa: S311
    remarks = {
        title: {
            f"{draw.choice('ABCDEFGHIJKLM')}{draw.randint(1, 60)}": "请核实。" for _ in range(20)
        }
        for title in titles
    }
    new = annotated(content, remarks)
    assert_only_named_parts_differ(content, new, set(range(1, len(titles) + 1)))
    before, after = judge((name, content)), judge((name, new))
    assert before.indicators == after.indicators
    assert before.diagnostics == after.diagnostics
    assert before.summary == after.summary


def test_a_name_that_only_the_types_know_is_not_taken() -> None:
    stale = f'<Override PartName="/xl/Comments1.xml" ContentType="{SPREADSHEET}.comments+xml"/>'
    _, new = marked(BOOKS["plain"]._replace(types=stale))
    assert "xl/comments2.xml" in zipfile.ZipFile(io.BytesIO(new)).namelist()


def test_the_folder_of_the_process_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    _, new = marked(BOOKS["plain"])
    listing = part(new, "xl/worksheets/_rels/sheet2.xml.rels").decode()
    assert re.findall('Target="([^"]*)"', listing) == [
        "../comments1.xml", "../drawings/vmlDrawing1.vml",
    ]  # fmt: skip


def test_a_relation_with_our_name_is_left_alone() -> None:
    book = BOOKS["plain"]._replace(related=relation("rIdSqc1", "printerSettings", "../p.bin"))
    _, new = marked(book)
    listing = part(new, "xl/worksheets/_rels/sheet2.xml.rels").decode()
    assert sorted(re.findall(r'Id="([^"]*)"', listing)) == ["rIdSqc1", "rIdSqc2", "rIdSqc3"]
