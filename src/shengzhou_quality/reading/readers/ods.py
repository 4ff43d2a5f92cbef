"""Read OpenDocument sheets (.ods) from their XML, cell by cell.

The well-maintained libraries build the whole document first, at a kilobyte a cell, and leave
repeated cells, tracked changes and comments to the caller; the format itself is simple.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers.formats import PERCENT, Shown
from shengzhou_quality.reading.readers.grid import CellCount, SheetBuilder
from shengzhou_quality.reading.readers.numbers import date_text, read_number, time_text
from shengzhou_quality.reading.readers.ods_styles import USUAL, OdsStyle, OdsStyles
from shengzhou_quality.reading.readers.ods_text import OdsText
from shengzhou_quality.reading.readers.package import Package, damage_told
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reported import PREFILLED_SHEET, Sheet

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_IN_TABLE = {
    "table-column", "table-columns", "table-header-columns", "table-column-group",
    "table-row", "table-rows", "table-header-rows", "table-row-group",
}  # fmt: skip
_CELLS = {"table-cell", "covered-table-cell"}
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|(?:Err|错误):[0-9]{3}")
_IN_STYLES = {"automatic-styles", "styles"}


class _Value(NamedTuple):
    text: str
    percent: bool = False
    fault: str | None = None
    shown: str | None = None


class _Cell(NamedTuple):
    """A cell of the row being read, and the number of columns that it fills."""

    column: int
    times: int
    value: _Value


def read_ods(content: bytes, file: str, limits: Limits) -> Workbook:
    """Read the visible sheets. Raises `InputError` if the document cannot be read."""
    package = Package(content, file, limits)
    with damage_told(file):
        _refuse_encrypted(package)
        reader = _Reader(file, CellCount(file, limits), limits)
        if _STYLES in package:
            styles = reader.styles
            package.parse(_STYLES, styles.start, styles.end, styles.take)
        package.parse(_CONTENT, reader.start, reader.end, reader.take)
    return Workbook(tuple(reader.sheets), tuple(reader.diagnostics))


def _refuse_encrypted(package: Package) -> None:
    def start(tag: str, _: dict[str, str]) -> None:
        if tag == "encryption-data":
            raise refusal("encrypted", Place(package.file))

    if "encrypted-package" in package:
        raise refusal("encrypted", Place(package.file))
    if _MANIFEST in package:
        package.parse(_MANIFEST, start, lambda _: None)


class _Reader:
    """Follows the XML; at the end of a row, puts it into the grid as often as it is repeated."""

    def __init__(self, file: str, count: CellCount, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self.diagnostics: list[Diagnostic] = []
        self._file = file
        self._count = count
        self._limits = limits
        self._path: list[str] = []
        self._skipped_from = 0
        self.styles = OdsStyles()
        self._in_styles = 0
        self._column_styles: list[tuple[int, int, str]] = []
        self._grid: SheetBuilder | None = None
        self._sheet = ""
        self._row = self._column = 0
        self._row_attributes: dict[str, str] = {}
        self._cells: list[_Cell] = []
        self._attributes: dict[str, str] = {}
        self._text = OdsText(self.styles, limits.cell_text)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        above = self._path[-1] if self._path else ""
        self._path.append(tag)
        if self._skipped_from:
            return
        if self._grid is None and (self._in_styles or tag in _IN_STYLES):
            self._in_styles = self._in_styles or len(self._path)
            self.styles.start(tag, attributes)
        elif _is_no_data(tag, above):
            self._skipped_from = len(self._path)
            if tag == "table":
                self._tell_nested()
        else:
            self._start_data(tag, attributes)

    def _start_data(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "document-content":
                _check_names(attributes)
            case "table":
                self._begin_sheet(attributes)
            case "table-column":
                self._take_column(attributes)
            case "table-row":
                self._row_attributes, self._column, self._cells = attributes, 0, []
            case "table-cell" | "covered-table-cell":
                self._begin_cell(attributes)
            case _:
                self._text.start(tag, attributes, len(self._path))

    def _tell_nested(self) -> None:
        """Report a table inside a cell and do not read it: it is not one value."""
        if self._grid is not None:
            place = Place(self._file, self._sheet, self._row + 1, self._column + 1)
            self.diagnostics.append(Diagnostic("nested-table", place))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._text.begin()

    def take(self, data: str) -> None:
        if self._in_styles:
            self.styles.take(data)
        elif not self._skipped_from and "p" in self._path:
            self._text.take(data)

    def end(self, tag: str) -> None:
        depth = len(self._path)
        self._path.pop()
        if self._skipped_from:
            if depth == self._skipped_from:
                self._skipped_from = 0
            return
        if self._in_styles:
            self.styles.end(tag)
            if depth == self._in_styles:
                self._in_styles = 0
            return
        if self._text.has_styles:
            self._text.end(depth)
        match tag:
            case "table-cell":
                self._end_cell()
            case "covered-table-cell":
                self._column += _times(self._attributes, "table:number-columns-repeated")
            case "table-row":
                self._end_row()
            case "table":
                self._end_sheet()

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        self._sheet = attributes.get("table:name", "")
        place = Place(self._file, sheet=self._sheet)
        is_hidden = self.styles.is_hidden(attributes.get("table:style-name"))
        if is_hidden and self._sheet != PREFILLED_SHEET:
            self.diagnostics.append(Diagnostic("hidden-sheet", place))
            self._skipped_from = len(self._path)
            return
        if len(self.sheets) >= self._limits.sheets:
            self._count.refuse("too-many-sheets", self._limits.sheets)
        self._grid = SheetBuilder(place, self._count)
        self._row = self._column = 0
        self._column_styles = []

    def _end_sheet(self) -> None:
        if self._grid is not None:
            sheet, findings = self._grid.sheet()
            self.sheets.append(sheet)
            self.diagnostics += findings
            self._grid = None

    def _take_column(self, attributes: dict[str, str]) -> None:
        first = self._column + 1
        self._column += _times(attributes, "table:number-columns-repeated")
        if "table:default-cell-style-name" in attributes:
            name = attributes["table:default-cell-style-name"]
            self._column_styles.append((first, self._column, name))
        if self._grid is not None and _is_hidden(attributes):
            self._grid.hide_columns(first, self._column)

    def _cell_style(self) -> OdsStyle:
        """The cell's own style, otherwise that of its row, otherwise that of its column."""
        name = self._attributes.get("table:style-name") or self._row_attributes.get(
            "table:default-cell-style-name"
        )
        if not name and self._column_styles:
            column = self._column + 1
            styles = self._column_styles
            name = next((name for first, last, name in styles if first <= column <= last), "")
        return self.styles.of_cell(name) if name else USUAL

    def _end_cell(self) -> None:
        attributes = self._attributes
        times = _times(attributes, "table:number-columns-repeated")
        value = self._value()
        column = self._column + 1
        self._column += times
        if value.text and not value.text.isspace():
            self._cells.append(_Cell(column, times, value))
        rows = _times(attributes, "table:number-rows-spanned")
        columns = _times(attributes, "table:number-columns-spanned")
        if self._grid is not None and (rows > 1 or columns > 1):
            row = self._row + 1
            self._grid.merge(row, column, row + rows - 1, column + columns - 1)

    def _end_row(self) -> None:
        first = self._row + 1
        self._row += _times(self._row_attributes, "table:number-rows-repeated")
        if self._grid is None:
            return
        if _is_hidden(self._row_attributes):
            self._grid.hide_rows(first, self._row)
        if not self._cells:
            return
        for row in range(first, self._row + 1):
            for cell in self._cells:
                text, percent, fault, shown = cell.value
                for column in range(cell.column, cell.column + cell.times):
                    self._grid.put(row, column, text, percent=percent, fault=fault, shown=shown)

    def _value(self) -> _Value:
        attributes, text = self._attributes, str(self._text)
        kind = attributes.get("office:value-type")
        formula = attributes.get("table:formula")
        is_error = attributes.get("calcext:value-type") == "error"
        if is_error or (formula and _ERROR.fullmatch(text.strip())):
            return _Value(text, fault="error-cell")
        if formula and text.strip().upper() in ("TRUE", "FALSE"):
            return _Value(text.strip().upper())  # LibreOffice stores the result as 1 or 0
        match kind:
            case "float" | "currency" | "percentage":
                return self._number(kind, attributes.get("office:value", text))
            case "boolean":
                return _Value(
                    "TRUE" if attributes.get("office:boolean-value") == "true" else "FALSE"
                )
            case "date" | "time":
                write = date_text if kind == "date" else time_text
                return _Value(
                    write(attributes.get(f"office:{kind}-value", text)), fault="date-cell"
                )
        if formula and kind is None and not self._text.has_paragraphs:
            return _Value("=" + formula.partition("=")[2], fault="not-calculated")
        return self._words()

    def _number(self, kind: str, stored: str) -> _Value:
        shape, struck = self._cell_style()
        if kind == "percentage" and shape.kind is not Shown.PERCENT:
            shape = PERCENT
        text, percent, fault, shown = read_number(stored, shape)
        if struck or (self._text.has_styles and self._text.result().is_struck):
            fault = "struck-out"
        return _Value(text, percent, fault, shown)

    def _words(self) -> _Value:
        read = self._text.result()
        fault = read.fault_under(struck=self._cell_style().struck)
        return _Value(read.text, fault=fault, shown=read.shown)


def _check_names(attributes: dict[str, str]) -> None:
    """Check the namespaces: elements are recognised by their usual prefixes."""
    for prefix in ("office", "table", "text"):
        if not attributes.get(f"xmlns:{prefix}", "").startswith(_NAMES + prefix):
            raise ValueError(prefix)


def _is_no_data(tag: str, above: str) -> bool:
    """Whether the element is not cell data: changes, comments, shapes, nested tables."""
    if above == "spreadsheet":
        return tag != "table"
    if above == "table":
        return tag not in _IN_TABLE
    if above in _CELLS:
        return tag != "p"
    return tag == "ruby-text"


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("table:visibility", "visible") != "visible"


def _times(attributes: dict[str, str], name: str) -> int:
    written = attributes.get(name)
    return max(1, int(written)) if written else 1
