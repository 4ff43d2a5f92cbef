"""Workbooks as LibreOffice opens and prints them: no text is cut, each sheet is one page wide."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import example_reports
import pytest
import workbook_file
from nasty import NASTY

from shengzhou_quality.formats import FORMATS, Options
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.xlsx import render as render_page
from shengzhou_quality.pages.model import (
    Page,
    Section,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from office import Office

    from shengzhou_quality.evaluation.report import Report

pytestmark = pytest.mark.slow

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Measure
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot; : hidden(0).Value = True
  sources = Array({sources})
  Open &quot;{report}&quot; For Output As #1
  On Error Resume Next
  For file = 0 To UBound(sources)
    book = StarDesktop.loadComponentFromURL(sources(file), &quot;_blank&quot;, 0, hidden())
    book.calculateAll()
    Print #1, Join(Array(file, book.getRendererCount(book, hidden())), Chr(9))
    For number = 0 To book.Sheets.Count - 1
      sheet = book.Sheets.getByIndex(number)
      used = sheet.createCursor()
      used.gotoEndOfUsedArea(False)
      last = used.RangeAddress.EndRow
      across = used.RangeAddress.EndColumn
      ReDim heights(last)
      For row = 0 To last
        heights(row) = sheet.Rows.getByIndex(row).Height
      Next row
      sheet.Rows.OptimalHeight = True
      For row = 0 To last
        merged = 0
        For column = 0 To across
          cell = sheet.getCellByPosition(column, row)
          If cell.IsMerged Then merged = 1
        Next column
        found = Array(file, number, row + 1, heights(row), _
          sheet.Rows.getByIndex(row).Height, merged)
        Print #1, Join(found, Chr(9))
      Next row
    Next number
    book.close(True)
  Next file
  Close #1
End Sub
</script:module>
"""


class Measured(NamedTuple):
    """A row of a sheet: its height and the one that LibreOffice would give it, in 0.01 mm."""

    file: str
    sheet: int
    row: int
    height: int
    needed: int
    merged: bool


class Opened(NamedTuple):
    """What LibreOffice found in all files: their rows, and how many pages it prints of each."""

    rows: list[Measured]
    pages: dict[str, int]


def measure(files: list[Path], folder: Path, office: Office) -> Opened:
    """Open each file once: it takes longer than all that is measured."""
    report = folder / "measured.txt"
    sources = ", ".join(f"&quot;{one.as_uri()}&quot;" for one in files)
    module = office.profile / "user" / "basic" / "Standard" / "Module1.xba"
    module.write_text(MACRO.format(report=report, sources=sources), encoding="utf-8")
    said = office.run("macro:///Standard.Module1.Measure")
    assert report.is_file(), said
    found = Opened([], {})
    for line in report.read_text(encoding="utf-8").splitlines():
        file, *numbers = map(int, line.split("\t"))
        if len(numbers) == 1:
            found.pages[files[file].stem] = numbers[0]
            continue
        sheet, row, height, needed, merged = numbers
        found.rows.append(Measured(files[file].stem, sheet, row, height, needed, bool(merged)))
    return found


LONG = "责任单位报送的数与规划的表述不一致（见“说明”），按12.5%和≥96两种读法，结果不同；请核实。"


def of_texts() -> Page:
    """Texts that take the whole width: in one column, so that LibreOffice measures them."""
    return Page("标题", [Sentences([LONG * times for times in range(1, 30)])])


def of_cells() -> Page:
    """A table of long texts in columns of every width."""
    columns = [TableColumn(f"第{at}列", takes_room=at == 1) for at in range(5)]
    rows = [
        [TableCell(LONG[at : at + 4 * number] * (1 + number % at if at else 1)) for at in range(5)]
        for number in range(1, 20)
    ]
    return Page("标题", [Section("表", [Table(columns, [TableGroup(rows)])])])


@pytest.fixture(scope="module")
def files(judge: Callable[..., Report], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("xlsx")
    reports = example_reports.make(judge)
    made = {
        f"{name}-{lang}": FORMATS["xlsx"].render(report, Words(lang), Options())
        for name, report in reports.items()
        for lang in example_reports.LANGUAGES
        if lang == "zh" or name in ("failing-2025", "tasks-2023", "forty-findings")
    }
    made["texts"] = render_page(of_texts(), Words("zh"), Options())
    made["cells"] = render_page(of_cells(), Words("zh"), Options())
    paths = []
    for name, content in made.items():
        paths.append(folder / f"{name}.xlsx")
        paths[-1].write_bytes(content)
    return paths


@pytest.fixture(scope="module")
def opened(files: list[Path], office: Office) -> Opened:
    return measure(files, files[0].parent, office)


def test_no_row_is_lower_than_its_texts(files: list[Path], opened: Opened) -> None:
    assert len({one.file for one in opened.rows}) == len(files)
    low = [one for one in opened.rows if not one.merged and one.needed > one.height + 20]
    assert low == []
    assert max(one.needed for one in opened.rows) > 5_000


def test_each_sheet_is_printed_one_page_wide(files: list[Path], opened: Opened) -> None:
    """As many pages as the breaks of its rows make: a sheet too wide or too long has more."""
    for file in files:
        assert opened.pages[file.stem] == pages_wanted(file), file.stem


def test_the_pages_counted_are_those_of_the_pdf(
    files: list[Path], opened: Opened, office: Office
) -> None:
    """One paper is exported; most of the time of an export goes into its fonts."""
    (file,) = (one for one in files if one.stem == "failing-2025-zh")
    office.run("--convert-to", "pdf", "--outdir", file.parent, file)
    count = len(pages_of(file.with_suffix(".pdf")))
    assert count == opened.pages[file.stem] == pages_wanted(file) > 1


def pages_wanted(file: Path) -> int:
    workbook = workbook_file.opened(file.read_bytes())
    return sum(1 + len(sheet.row_breaks.brk) for sheet in workbook)


def pages_of(pdf: Path) -> list[str]:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (poppler) is not installed")
    made = subprocess.run([reader, "-layout", str(pdf), "-"], capture_output=True, check=True)
    return made.stdout.decode().split("\f")[:-1]


def test_hostile_text_is_text_to_libreoffice(tmp_path: Path, office: Office) -> None:
    every = [*NASTY, "#REF!", "=cmd|' /C calc'!A0", "_x0041_", "TRUE", "1e5", "2021-01-01"]
    table = Table(
        [TableColumn("一"), TableColumn("二")],
        [TableGroup([[TableCell(text), TableCell("x")] for text in every])],
    )
    content = render_page(Page("标题", [table]), Words("zh"), Options())
    (tmp_path / "nasty.xlsx").write_bytes(content)
    office.run("--convert-to", "fods", "--outdir", tmp_path, tmp_path / "nasty.xlsx")
    book = ET.parse(tmp_path / "nasty.fods")  # noqa: S314 - made by LibreOffice
    spaces = {
        "t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    }
    cells = book.findall(".//t:table-cell", spaces)
    assert [one.attrib for one in cells if f"{{{spaces['t']}}}formula" in one.attrib] == []
    kinds = {one.get(f"{{{spaces['o']}}}value-type") for one in cells}
    assert kinds <= {"string", None}
    said = ["".join("".join(one.itertext()).split()) for one in cells]
    for text in every:
        assert "".join(clean(text).split()) in said
