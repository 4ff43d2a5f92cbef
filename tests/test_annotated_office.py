"""Annotated copies in LibreOffice, and with cells drawn at random: slow."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from annotated_books import BOOKS, SHEET, packed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from test_annotated import (
    SAYS,
    annotated,
    assert_cells_as_before,
    assert_only_named_parts_differ,
    opened,
)

from shengzhou_quality.annotated import NotAnnotated, annotate
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.reading.readers import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from office import Office

    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
RED = "#ffc7ce"


class Seen:
    """What LibreOffice shows of one sheet: its comments, the red cells, all texts."""

    def __init__(self, document: bytes, title: str) -> None:
        root = ET.fromstring(document)  # noqa: S314 - LibreOffice's
        self._red = {
            style.get(f"{_STYLE}name")
            for style in root.iter(f"{_STYLE}style")
            if any(each.get(f"{_FO}background-color") == RED for each in style)
        }
        self.comments: dict[str, str] = {}
        self.red: set[str] = set()
        self.texts: dict[str, str] = {}
        (table,) = (t for t in root.iter(f"{_TABLE}table") if t.get(f"{_TABLE}name") == title)
        self._columns: list[str | None] = []
        for column in table.iter(f"{_TABLE}table-column"):
            repeated = int(column.get(f"{_TABLE}number-columns-repeated", "1"))
            self._columns += [column.get(f"{_TABLE}default-cell-style-name")] * repeated
        number = 0
        for row in table.iter(f"{_TABLE}table-row"):
            self._read_row(row, number + 1)
            number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))

    def _read_row(self, row: ET.Element, number: int) -> None:
        column = 0
        for cell in row:
            name = f"{get_column_letter(column + 1)}{number}"
            style = cell.get(f"{_TABLE}style-name") or self._columns[column]
            column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            note = cell.find(f"{_OFFICE}annotation")
            if note is not None:
                lines = note.findall(f"{_TEXT}p")
                self.comments[name] = "\n".join("".join(line.itertext()) for line in lines)
            if style in self._red:
                self.red.add(name)
            text = "\n".join("".join(line.itertext()) for line in cell.findall(f"{_TEXT}p"))
            if text:
                self.texts[name] = text


def seen(office: Office, books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    names = [folder / f"{name}.xlsx" for name in books]
    said = office.run("--convert-to", "fods", "--outdir", folder, *names)
    documents = {name: folder / f"{name}.fods" for name in books}
    assert all(path.is_file() for path in documents.values()), said
    return {name: path.read_bytes() for name, path in documents.items()}


def test_libreoffice_shows_comments_fills_and_all_that_was_there(
    office: Office, tmp_path: Path
) -> None:
    books = {name: packed(book) for name, book in BOOKS.items()}
    copies = {
        f"{name}-copy": annotated(books[name], {SHEET: dict.fromkeys(BOOKS[name].cells, SAYS)})
        for name in books
    }
    shown = seen(office, books | copies, tmp_path)
    for name, book in BOOKS.items():
        before = Seen(shown[name], SHEET)
        after = Seen(shown[f"{name}-copy"], SHEET)
        cells = {"E5" if cell == "F6" else cell for cell in book.cells}
        assert after.texts == before.texts, name
        assert after.red == cells, name
        assert set(after.comments) == set(before.comments) | cells, name
        assert all(after.comments[cell].endswith(SAYS) for cell in cells), name
        kept = set(before.comments) - cells
        assert all(after.comments[cell] == before.comments[cell] for cell in kept), name


def test_a_workbook_that_libreoffice_saved(office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "实际值"
    page["B2"], page["B2"].comment = "96%以上", Comment("旧批注", "李四")
    page["D4"].comment = Comment("不动", "李四")
    page["C5"], page["C5"].number_format = 0.965, "0.0%"
    page.merge_cells("A7:C8")
    book.save(tmp_path / "in.xlsx")
    office.run("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out",
               tmp_path / "in.xlsx")  # fmt: skip
    content = (tmp_path / "out" / "in.xlsx").read_bytes()
    new = annotated(content, {"实际值": {"B2": SAYS, "C5": SAYS, "B8": SAYS, "Z99": SAYS}})
    assert_only_named_parts_differ(content, new, {1})
    assert_cells_as_before(content, new, {"实际值": {"B2", "C5", "A7", "Z99"}})
    after = Seen(seen(office, {"copy": new}, tmp_path)["copy"], "实际值")
    assert after.red == {"B2", "C5", "A7", "Z99"}
    assert after.comments == {
        "B2": f"旧批注\n————\n{SAYS}", "D4": "不动", "C5": SAYS, "A7": SAYS, "Z99": SAYS,
    }  # fmt: skip


def test_the_fill_is_printed(office: Office, tmp_path: Path) -> None:
    """Of the example with faults, its two red cells; ffc7ce is 1, 0.78, 0.808 on paper."""
    content = (EXAMPLES / "failing-2025.xlsx").read_bytes()
    copy = annotated(content, {"实际值": {"K6": SAYS, "K25": SAYS}})
    (tmp_path / "copy.xlsx").write_bytes(copy)
    office.run("--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "copy.xlsx")
    pdf = (tmp_path / "copy.pdf").read_bytes()
    assert pdf.count(b"/Type/Page/") == 1
    assert len(re.findall(rb"1 0\.78\d* 0\.80\d* rg", b"".join(streams(pdf)))) >= 1


def streams(pdf: bytes) -> list[bytes]:
    found = []
    for packed_stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed_stream))
        except zlib.error:
            continue
    return found


# the workbooks that the readers are tested with

NOT_MADE = {
    "rows-out-of-order.xlsx": "unusual-part",
    "an-old-workbook-named.xlsx": "old-workbook",
    "a-csv-named.xlsx": "no-workbook",
    "an-ods-named.xlsx": "opendocument",
}
VALID = sorted((Path(__file__).parent / "data" / "valid").glob("*.xls[xm]"))


@pytest.mark.parametrize("path", VALID, ids=[path.name for path in VALID])
def test_a_workbook_of_the_readers_is_evaluated_alike(path: Path, plan: Plan) -> None:
    """Cells with and without values, in rows that are there and in one that is not."""
    content = path.read_bytes()
    titles = {cell.place.sheet for sheet in read_workbook(content, path.name).sheets
              for row in sheet.rows for cell in row.values()}  # fmt: skip
    cells = dict.fromkeys(("C2", "D4", "B3", "AA300"), SAYS)
    made = annotate(content, dict.fromkeys(sorted(filter(None, titles)), cells))
    if path.name in NOT_MADE:
        assert isinstance(made, NotAnnotated)
        assert made.code == NOT_MADE[path.name]
        return
    assert isinstance(made, bytes), made
    assert_only_named_parts_differ(content, made, set(range(1, 100)))
    old, new = ([(path.name, each)] for each in (content, made))
    assert read_contents(old, plan).observations == read_contents(new, plan).observations
    assert read_contents(old, plan).diagnostics == read_contents(new, plan).diagnostics


# cells at random

NAMES = st.builds(
    lambda column, row: f"{get_column_letter(column)}{row}",
    st.one_of(st.integers(1, 20), st.integers(1, 16_384)),
    st.one_of(st.integers(1, 70), st.integers(1, 1_048_576)),
)
EXAMPLE_NAMES = ("failing-2025.xlsx", "county-2025.xlsx", "tasks-2023.xlsx", "midterm-2023.xlsx")


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(EXAMPLE_NAMES), cells=st.dictionaries(NAMES, st.text(), max_size=30))
def test_any_cells_of_an_example(
    name: str, cells: dict[str, str], judge: Callable[..., Report]
) -> None:
    content = (EXAMPLES / name).read_bytes()
    titles = opened(content).sheetnames
    new = annotated(content, {titles[0]: cells})
    assert_only_named_parts_differ(content, new, {1})
    before, after = read_workbook(content, name), read_workbook(new, name)
    assert before == after
    one, two = judge((name, content)), judge((name, new))
    assert (one.indicators, one.commitments) == (two.indicators, two.commitments)
    assert one.diagnostics == two.diagnostics
    page = opened(new)[titles[0]] if all(int(re.sub(r"\D", "", c)) < 999 for c in cells) else None
    if page is not None:
        for cell in cells:
            shown = next((str(area).split(":")[0] for area in page.merged_cells.ranges
                          if cell in area), cell)  # fmt: skip
            assert page[shown].comment is not None
            assert page[shown].fill.fgColor.rgb == "FFFFC7CE"


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(BOOKS)),
    first=st.dictionaries(NAMES, st.text(min_size=1, max_size=50), min_size=1, max_size=12),
    second=st.dictionaries(NAMES, st.text(min_size=1, max_size=50), min_size=1, max_size=12),
)
def test_any_cells_of_any_book_twice(
    name: str, first: dict[str, str], second: dict[str, str]
) -> None:
    """A copy is a workbook like any other; every part of it stays well-formed."""
    content = packed(BOOKS[name])
    once = annotated(content, {SHEET: first})
    twice = annotated(once, {SHEET: second})
    assert_only_named_parts_differ(content, once, {2})
    assert_only_named_parts_differ(once, twice, {2})
    archive = zipfile.ZipFile(io.BytesIO(twice))
    for part in archive.namelist():
        if part.endswith((".xml", ".rels", ".vml")):
            ET.fromstring(archive.read(part).replace(b"<br>", b""))  # noqa: S314 - our own
    assert read_workbook(content, "x.xlsx") == read_workbook(twice, "x.xlsx")
