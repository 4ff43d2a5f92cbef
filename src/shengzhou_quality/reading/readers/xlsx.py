"""Read Excel workbooks (.xlsx, .xlsm) from their XML, cell by cell, as last calculated.

openpyxl is not used for reading: it holds the whole workbook several times (half a gigabyte
for 500,000 cells), needs a second pass to tell a formula that was never calculated from a
blank cell, and fails on styles that it does not know. This reader executes nothing and
follows no link.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers.grid import CellCount, Made_co, SheetBuilder, SheetSink
from shengzhou_quality.reading.readers.numbers import date_text, is_shown_as_stored, read_number
from shengzhou_quality.reading.readers.package import Package, damage_told
from shengzhou_quality.reading.readers.runs import Text
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reading.readers.workbook_parts import (
    RichText,
    WorkbookParts,
    read_parts,
    unescaped,
)
from shengzhou_quality.reading.readers.xlsx_styles import USUAL_STYLE, CellStyle, is_on
from shengzhou_quality.reported import PREFILLED_SHEET

_REFERENCE = re.compile(r"\$?(?P<letters>[A-Za-z]{1,3})\$?(?P<row>[0-9]{1,7})")


_TEXTS = ("s", "inlineStr", "str")


def read_xlsx(content: bytes, file: str, limits: Limits) -> Workbook:
    """Read the visible sheets. Raises `InputError` if the workbook cannot be read."""
    sheets, diagnostics = read_sheets(content, file, limits, SheetBuilder)
    return Workbook(tuple(sheets), tuple(diagnostics))


def read_sheets(
    content: bytes,
    file: str,
    limits: Limits,
    sink: Callable[[Place, CellCount], SheetSink[Made_co]],
) -> tuple[list[Made_co], list[Diagnostic]]:
    """Read the visible sheets into sinks, and return what they make, with all findings."""
    package = Package(content, file, limits)
    count = CellCount(file, limits)
    sheets, diagnostics = [], []
    with damage_told(file):
        parts = read_parts(package, count)
        for part in parts.sheets:
            place = Place(file, sheet=part.name)
            if part.hidden and part.name != PREFILLED_SHEET:
                diagnostics.append(Diagnostic("hidden-sheet", place))
                continue
            grid = sink(place, count)
            reader = _SheetReader(grid, parts, file, limits)
            package.parse(part.member, reader.start, reader.end, reader.take)
            sheet, findings = grid.sheet()
            sheets.append(sheet)
            diagnostics += findings
    return sheets, diagnostics


class _SheetReader:
    """Follows the XML of one sheet; puts a cell into the grid when it ends."""

    def __init__(
        self, grid: SheetSink[object], parts: WorkbookParts, file: str, limits: Limits
    ) -> None:
        self._grid = grid
        self._parts = parts
        self._file = file
        self._longest = limits.cell_text
        self._row = self._column = 0
        self._digits = ""
        """The number of the row as it ends each reference in the row."""
        self._attributes: dict[str, str] = {}
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: str | None = None
        """The text that stands in the cell itself, while it has no format."""
        self._rich: RichText | None = None
        self._taking = ""
        """The tag whose text is being taken: `v`, `f`, `t` without a format, or none."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "c":
                self._attributes = attributes
                self._value = self._formula = self._inline = self._rich = None
            case "v":
                self._value, self._taking = "", tag
            case "is":
                self._inline, self._rich = "", None
            case "t" if self._inline is not None and self._rich is None:
                self._taking = tag
            case "f":
                self._formula, self._taking = "", tag
            case "row":
                self._begin_row(attributes)
            case "col":
                self._take_column(attributes)
            case "mergeCell":
                first, _, last = attributes["ref"].partition(":")
                self._grid.merge(*_position(first), *_position(last or first))
            case _ if self._inline is not None:
                self._start_in_text(tag, attributes)

    def _take_column(self, attributes: dict[str, str]) -> None:
        if is_on(attributes.get("hidden")) or attributes.get("width") == "0":
            self._grid.hide_columns(int(attributes["min"]), int(attributes["max"]))

    def _start_in_text(self, tag: str, attributes: dict[str, str]) -> None:
        """From the first format on, a text in a cell is one of runs: few are."""
        if self._rich is None:
            self._rich, self._taking = RichText(self._longest), ""
            if self._inline:
                self._rich.start("t", {})
                self._rich.take(self._inline)
                self._rich.end("t")
        self._rich.start(tag, attributes)

    def take(self, data: str) -> None:
        match self._taking:
            case "v":
                self._value = self._with(self._value, data)
            case "t":
                self._inline = self._with(self._inline, data)
            case "f":
                self._formula = self._with(self._formula, data)
            case _ if self._rich is not None:
                self._rich.take(data)

    def _with(self, text: str | None, more: str) -> str:
        """`text` and `more`, cut behind the first character that is too much."""
        return ((text or "") + more)[: self._longest + 1]

    def end(self, tag: str) -> None:
        match tag:
            case "c":
                self._end_cell()
                self._inline = self._rich = None
            case "v" | "f":
                self._taking = ""
            case "t" if self._rich is None:
                self._taking = ""
            case _ if self._rich is not None:
                self._rich.end(tag)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._digits = str(self._row) if self._row > 0 else ""
        self._column = 0
        if is_on(attributes.get("hidden")) or attributes.get("ht") == "0":
            self._grid.hide_rows(self._row, self._row)

    def _end_cell(self) -> None:
        attributes = self._attributes
        row, column = self._row, self._column + 1
        if "r" in attributes:
            column = self._column_of(attributes["r"])
        self._column = column
        if self._value is None and self._formula is None and self._inline is None:
            return
        kind = attributes.get("t", "n")
        if kind in _TEXTS:
            self._put_text(row, column, kind)
        elif self._value:
            style = self._style()
            if kind == "n" and style is USUAL_STYLE and is_shown_as_stored(self._value):
                self._grid.put(row, column, self._value)  # most cells of a table
            else:
                self._put_value(row, column, kind, self._value)
        elif self._formula is not None:
            self._put_formula(row, column)

    def _column_of(self, reference: str) -> int:
        letters = reference.removesuffix(self._digits)
        if letters in _COLUMNS:
            return _COLUMNS[letters]
        row, column = _position(reference)
        if row != self._row:
            raise refusal("workbook-damaged", Place(self._file))
        return column

    def _put_text(self, row: int, column: int, kind: str) -> None:
        if self._rich is not None:
            self._put_runs(row, column, self._rich.result())
        elif self._inline is not None:
            self._put_plain(row, column, self._inline)
        elif self._value is None:
            if self._formula is not None:
                self._put_formula(row, column)
        elif kind == "s" and self._value:
            self._put_runs(row, column, self._shared(int(self._value)), counted=True)
        else:
            self._put_plain(row, column, self._value)

    def _put_plain(self, row: int, column: int, text: str) -> None:
        fault = "struck-out" if self._style().struck else None
        self._grid.put(row, column, unescaped(text), fault=fault)

    def _put_runs(self, row: int, column: int, text: Text, *, counted: bool = False) -> None:
        fault = text.fault_under(struck=self._style().struck)
        self._grid.put(row, column, text.text, fault=fault, counted=counted, shown=text.shown)

    def _put_value(self, row: int, column: int, kind: str, value: str) -> None:
        match kind:
            case "e":
                self._grid.put(row, column, value, fault="error-cell")
            case "b":
                self._grid.put(row, column, "TRUE" if is_on(value.strip()) else "FALSE")
            case "d":
                self._grid.put(row, column, date_text(value), fault="date-cell")
            case _:
                shape, struck = self._style()
                number = read_number(value, shape, since_1904=self._parts.since_1904)
                text, percent, fault, shown = number
                if struck:
                    fault = "struck-out"
                self._grid.put(row, column, text, percent=percent, fault=fault, shown=shown)

    def _put_formula(self, row: int, column: int) -> None:
        """Report a formula without a stored result; this reader never calculates one."""
        formula = self._formula or "…"
        self._grid.put(row, column, f"={formula}", fault="not-calculated")

    def _shared(self, number: int) -> Text:
        if not 0 <= number < len(self._parts.texts):
            raise refusal("workbook-damaged", Place(self._file))
        return self._parts.texts[number]

    def _style(self) -> CellStyle:
        written, styles = self._attributes.get("s"), self._parts.styles
        if written is None and styles:
            return styles[0]
        number = int(written) if written else 0
        return styles[number] if 0 <= number < len(styles) else USUAL_STYLE


def _position(reference: str) -> tuple[int, int]:
    """`G7` → (7, 7): row, column."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    row = int(match["row"])
    if row < 1:
        raise ValueError(reference)
    return row, _column(match["letters"])


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


_COLUMNS = {letter: _column(letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
"""The columns with one letter: nearly all cells stand there."""
