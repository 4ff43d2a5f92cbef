"""Workbooks of Excel 97–2003 (.xls), through xlrd: stored values under their number formats."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from shengzhou_quality.actuals.limits import Limits
from shengzhou_quality.actuals.model import PREFILLED_SHEET
from shengzhou_quality.actuals.readers import Workbook
from shengzhou_quality.actuals.readers.grid import Count, Grid
from shengzhou_quality.actuals.readers.numbers import Shown, read_number, shown_by
from shengzhou_quality.actuals.readers.package import damage_told
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity, refusal

if TYPE_CHECKING:
    from types import ModuleType

_ENCRYPTED = 0x2F
_NO_VALUE = {0, 6}
"""Cells that are empty, or only formatted."""
# Records that hold cells: how many bytes of them are no cell, and how many a cell takes.
_ONE_CELL = {0x06, 0x0203, 0x0204, 0x0205, 0x027E, 0xFD, 0xD6, 0x0201}
_MANY_CELLS = {0xBD: 6, 0xBE: 2}
_BLANKS = 4
"""Cells that are only formatted cost little, and may be so many times more than others."""


def read_xls(content: bytes, file: str, limits: Limits) -> Workbook:
    """The visible sheets. Raises `InputError`, also where the reader is not installed."""
    xlrd = _library(file)
    count = Count(file, limits)
    sheets, diagnostics = [], []
    with damage_told(file):
        _check_records(xlrd, content, count)
        # Rows as long as they are: a lone cell in the last row would fill 16 million others.
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
                diagnostics.append(Diagnostic("hidden-sheet", Severity.INFO, place))
                continue
            grid = Grid(place, count)
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


def _check_records(xlrd: ModuleType, content: bytes, count: Count) -> None:
    """xlrd loads a sheet whole, and asks for no password: look before it does."""
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


def _read_sheet(book: Any, sheet: Any, grid: Grid) -> None:
    for top, bottom, left, right in sheet.merged_cells:
        grid.merge(top + 1, left + 1, bottom, right)
    for row, info in sheet.rowinfo_map.items():
        if info.hidden:
            grid.hide_rows(row + 1, row + 1)
    for column, info in sheet.colinfo_map.items():
        if info.hidden:
            grid.hide_columns(column + 1, column + 1)
    shown: dict[int, Shown] = {}
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            if kind in _NO_VALUE:
                continue
            style = sheet.cell_xf_index(row, column)
            if style not in shown:
                shown[style] = _shown(book, style)
            runs = sheet.rich_text_runlist_map.get((row, column), ())
            struck = runs and _struck_in_part(book, style, value, runs)
            at = (row + 1, column + 1)
            _put(grid, at, kind, value, shown[style], book, "struck-out" if struck else None)


def _struck_in_part(book: Any, style: int, text: str, runs: list[tuple[int, int]]) -> bool:
    """Whether some of the text is struck out and some is not."""
    starts = [(0, book.xf_list[style].font_index), *runs]
    ends = [start for start, _ in runs] + [len(text)]
    return (
        len(
            {
                bool(book.font_list[font].struck_out)
                for (start, font), end in zip(starts, ends, strict=True)
                if text[start:end].strip()
            }
        )
        > 1
    )


def _shown(book: Any, style: int) -> Shown:
    key = book.xf_list[style].format_key
    return shown_by(book.format_map[key].format_str)


def _put(
    grid: Grid,
    at: tuple[int, int],
    kind: int,
    value: Any,
    shown: Shown,
    book: Any,
    fault: str | None,
) -> None:
    match kind:
        case 1:
            grid.put(*at, value, fault=fault)
        case 2 | 3:
            # repr() is the shortest text of the stored number, exact at 15 digits.
            number = read_number(repr(value), shown, since_1904=bool(book.datemode))
            grid.put(*at, number.text, percent=number.percent, fault=number.fault)
        case 4:
            grid.put(*at, "TRUE" if value else "FALSE")
        case _:
            grid.put(*at, _error(value), fault="error-cell")


def _error(code: int) -> str:
    from xlrd.biffh import error_text_from_code

    return str(error_text_from_code.get(code, f"#{code}"))
