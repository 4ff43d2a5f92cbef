"""Read workbooks of Excel 97–2003 (.xls) through xlrd: stored values and number formats."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers.formats import (
    LOCAL_FORMATS,
    PLAIN,
    NumberFormat,
    format_of,
)
from shengzhou_quality.reading.readers.grid import CellCount, SheetBuilder
from shengzhou_quality.reading.readers.numbers import read_number
from shengzhou_quality.reading.readers.package import damage_told
from shengzhou_quality.reading.readers.runs import Run, Text, read_runs
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reported import PREFILLED_SHEET

if TYPE_CHECKING:
    from types import ModuleType

_ENCRYPTED = 0x2F
_NO_VALUE = {0, 6}
"""Cells that are empty, or only formatted."""
_TEXT = 1
# Records with one cell; with many cells (kind: bytes per cell, after 6 bytes of header).
_ONE_CELL = {0x06, 0x0203, 0x0204, 0x0205, 0x027E, 0xFD, 0xD6, 0x0201}
_MANY_CELLS = {0xBD: 6, 0xBE: 2}
_BLANKS = 4
"""Cells that are only formatted cost little, so this many times more of them are allowed."""


def read_xls(content: bytes, file: str, limits: Limits) -> Workbook:
    """Read the visible sheets. Raises `InputError`, also if xlrd is not installed."""
    xlrd = _library(file)
    count = CellCount(file, limits)
    sheets, diagnostics = [], []
    with damage_told(file):
        _check_records(xlrd, content, count)
        # ragged_rows: otherwise one cell in the last row would make xlrd fill 16 million others.
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        if book.nsheets > limits.sheets:
            count.refuse("too-many-sheets", limits.sheets)
        for number, name in enumerate(book.sheet_names()):
            place = Place(file, sheet=name)
            loaded = book.sheet_by_index(number)
            book.unload_sheet(number)
            if loaded.visibility and name != PREFILLED_SHEET:
                diagnostics.append(Diagnostic("hidden-sheet", place))
                continue
            grid = SheetBuilder(place, count)
            _read_sheet(book, loaded, grid)
            sheet, findings = grid.sheet()
            sheets.append(sheet)
            diagnostics += findings
    return Workbook(tuple(sheets), tuple(diagnostics))


def _library(file: str) -> ModuleType:
    try:
        import xlrd
    except ImportError:
        install = 'pip install "shengzhou-quality[legacy]"'
        raise refusal("needs-extra", Place(file), suffix=".xls", install=install) from None
    return xlrd


def _check_records(xlrd: ModuleType, content: bytes, count: CellCount) -> None:
    """Check before xlrd reads: it loads a sheet whole and cannot handle a password."""
    cells = 0
    for kind, length in _records(xlrd, content):
        if kind == _ENCRYPTED:
            raise refusal("encrypted", Place(count.file))
        if kind in _ONE_CELL:
            cells += 1
        elif kind in _MANY_CELLS:
            cells += max(0, length - 6) // _MANY_CELLS[kind] + 1
    if cells > count.limits.cells * _BLANKS:
        count.refuse("too-many-cells", count.limits.cells)


def _records(xlrd: ModuleType, content: bytes) -> Iterator[tuple[int, int]]:
    """The kind and length of every record of the workbook's stream."""
    streams = xlrd.compdoc.CompDoc(content, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        stream, at, length = streams.locate_named_stream(name)
        if stream:
            end = at + length
            while at + 4 <= end:
                kind, size = struct.unpack_from("<HH", stream, at)
                yield kind, size
                at += 4 + size
            return


def _read_sheet(book: Any, sheet: Any, grid: SheetBuilder) -> None:
    for top, bottom, left, right in sheet.merged_cells:
        grid.merge(top + 1, left + 1, bottom, right)
    for row, info in sheet.rowinfo_map.items():
        if info.hidden:
            grid.hide_rows(row + 1, row + 1)
    for column, info in sheet.colinfo_map.items():
        if info.hidden:
            grid.hide_columns(column + 1, column + 1)
    _read_cells(book, sheet, grid)


def _read_cells(book: Any, sheet: Any, grid: SheetBuilder) -> None:
    styles: dict[int, tuple[NumberFormat, bool]] = {}
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind in _NO_VALUE:
                continue
            style = sheet.cell_xf_index(row, column)
            if style not in styles:
                font = book.xf_list[style].font_index
                styles[style] = _shape(book, style), _is_struck(book, font)
            at = (row + 1, column + 1)
            if kind == _TEXT:
                runs = sheet.rich_text_runlist_map.get((row, column), ())
                text = _read_text(book, style, value, runs)
                fault = text.fault_under(struck=styles[style][1])
                grid.put(*at, text.text, fault=fault, shown=text.shown)
            else:
                shape, struck = styles[style]
                _put(grid, at, kind, value, book, shape, struck=struck)


def _read_text(book: Any, style: int, text: str, runs: list[tuple[int, int]]) -> Text:
    if not runs:
        return Text(text)
    starts = [(0, book.xf_list[style].font_index), *runs]
    ends = [start for start, _ in runs] + [len(text)]
    return read_runs(
        Run(text[start:end], _raised(book, font), _is_struck(book, font))
        for (start, font), end in zip(starts, ends, strict=True)
    )


def _is_struck(book: Any, font: int) -> bool:
    return bool(book.font_list[font].struck_out)


def _raised(book: Any, font: int) -> int:
    return {1: 1, 2: -1}.get(book.font_list[font].escapement, 0)


def _shape(book: Any, style: int) -> NumberFormat:
    key = book.xf_list[style].format_key
    code = book.format_map[key].format_str
    return PLAIN if key in LOCAL_FORMATS and "$" in code else format_of(code)


def _put(
    grid: SheetBuilder,
    at: tuple[int, int],
    kind: int,
    value: Any,
    book: Any,
    shape: NumberFormat,
    *,
    struck: bool,
) -> None:
    match kind:
        case 2 | 3:
            # repr() is the shortest text of the stored number, exact at 15 digits.
            number = read_number(repr(value), shape, since_1904=bool(book.datemode))
            text, percent, fault, shown = number
            if struck:
                fault = "struck-out"
            grid.put(*at, text, percent=percent, fault=fault, shown=shown)
        case 4:
            grid.put(*at, "TRUE" if value else "FALSE")
        case _:
            grid.put(*at, _error(value), fault="error-cell")


def _error(code: int) -> str:
    from xlrd.biffh import error_text_from_code

    return str(error_text_from_code.get(code, f"#{code}"))
