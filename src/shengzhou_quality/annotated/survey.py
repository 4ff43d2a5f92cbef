"""Survey a sheet before it is marked: merged areas, column styles, sizes, where a drawing goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import attribute_bytes, prefix_of, start_tag, walk
from shengzhou_quality.annotated.styles import MAIN

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_STRICT = "http://purl.oclc.org/ooxml/"
_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_BEHIND_DRAWING: Final = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
}  # fmt: skip
"""What the schema puts behind `legacyDrawing`."""
_USUAL_WIDTH, _USUAL_HEIGHT = 8.43, 15.0
_DIGIT, _EDGES, _PIXELS = 7, 5, 4 / 3
"""The pixels of a digit of the usual font, of a column's edges, and of a point."""

Cell = tuple[int, int]
"""Row and column, from 1."""


class _Columns(NamedTuple):
    first: int
    last: int
    width: int
    style: int


class Survey:
    """What must be known of a sheet; offsets are those of its part."""

    def __init__(
        self,
        content: bytes,
        part: str,
        sheet: str,
        is_filled: Callable[[int], bool] = lambda _: False,
    ) -> None:
        """`is_filled` tells the styles that have the fill of an earlier round."""
        self._is_filled = is_filled
        self._cell: Cell = (0, 0)
        self.marked: set[Cell] = set()
        self._used: dict[int, Counter[int]] = {}
        self._content, self._part, self._sheet = content, part, sheet
        self._columns: list[_Columns] = []
        self._heights: dict[int, int] = {}
        self._merged: list[tuple[Cell, Cell]] = []
        self._width, self._height = _in_digits(_USUAL_WIDTH), round(_USUAL_HEIGHT * _PIXELS)
        self._parents: list[str] = []
        self._alternative_at = 0
        self._data_seen = False
        self.root: tuple[int, bytes] = (0, b"")
        self.dimension: tuple[int, str] | None = None
        self.drawing: str | None = None
        """The reference of the sheet's drawing of comments and buttons."""
        self.place_of_drawing = 0
        """Where its element is to be inserted if it has none."""
        walk(content, part, MAIN, self._start, self._end)

    def anchor_of(self, cell: Cell) -> Cell:
        """The cell itself, or the first cell of the merged area that hides it."""
        row, column = cell
        for first, last in self._merged:
            if first[0] <= row <= last[0] and first[1] <= column <= last[1]:
                return first
        return cell

    def style_of_column(self, column: int) -> int:
        return next((each.style for each in self._columns if each.first <= column <= each.last), 0)

    def styles_used(self, column: int) -> Mapping[int, int]:
        """How many cells of a column have each style."""
        return self._used.get(column, {})

    def width_of(self, column: int) -> int:
        """In pixels; 0 if it is hidden."""
        found = (each.width for each in self._columns if each.first <= column <= each.last)
        return next(found, self._width)

    def height_of(self, row: int) -> int:
        """In pixels; 0 if it is hidden."""
        return self._heights.get(row, self._height)

    def drawing_element(self, reference: str) -> bytes:
        """The element that refers to a drawing, to insert where the sheet has none."""
        _, tag = self.root
        bound = attribute_bytes(tag).get("xmlns:r") == OFFICE.encode()
        declared = "" if bound else f' xmlns:r="{OFFICE}"'
        return f'<{prefix_of(tag)}legacyDrawing{declared} r:id="{reference}"/>'.encode()

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        match depth:
            case 0:
                self._begin(name, at)
            case 1:
                self._see_part(name, attributes, at)
            case _ if name == f"{_COMPATIBILITY}AlternateContent":
                if self._parents[1] == "sheetData":
                    raise NotAnnotatedError("alternatives", sheet=self._sheet)
            case 2 | 3:
                self._see_detail(self._parents[-1], name, attributes)
        if depth > 1 and self._alternative_at and name in _BEHIND_DRAWING:
            self._put_before(self._alternative_at)
        if depth > 1 and self._alternative_at and name == "legacyDrawing":
            raise NotAnnotatedError("alternatives", sheet=self._sheet)
        self._parents.append(name)

    def _begin(self, name: str, at: int) -> None:
        if name.startswith(_STRICT):
            raise NotAnnotatedError("strict")
        if name != "worksheet":
            raise NotAnnotatedError("no-worksheet", sheet=self._sheet)
        self.root = (at, start_tag(self._content, at))

    def _see_part(self, name: str, attributes: dict[str, str], at: int) -> None:
        if name == f"{_COMPATIBILITY}AlternateContent":
            self._alternative_at = at if self._data_seen else 0
        elif name == "sheetData":
            if self._data_seen:
                raise NotAnnotatedError("unusual-part", part=self._part)
            self._data_seen = True
        elif name == "dimension":
            self.dimension = (at, attributes.get("ref", ""))
        elif name == "legacyDrawing":
            self.drawing = attributes.get(f"{OFFICE} id", "")
        elif name == "sheetFormatPr":
            self._see_usual_sizes(attributes)
        elif name in _BEHIND_DRAWING:
            self._put_before(at)

    def _see_usual_sizes(self, attributes: dict[str, str]) -> None:
        base = float(attributes.get("baseColWidth", _USUAL_WIDTH))
        self._width = _in_digits(float(attributes.get("defaultColWidth", base)))
        height = float(attributes.get("defaultRowHeight", _USUAL_HEIGHT))
        self._height = max(round(height * _PIXELS), 1)

    def _see_detail(self, parent: str, name: str, attributes: dict[str, str]) -> None:
        match parent, name:
            case "cols", "col":
                hidden = is_on(attributes.get("hidden"))
                width = _in_digits(float(attributes.get("width", _USUAL_WIDTH)))
                first, last = int(attributes["min"]), int(attributes["max"])
                style = int(attributes.get("style", 0))
                self._columns.append(_Columns(first, last, 0 if hidden else width, style))
            case "sheetData", "row":
                self._cell = (int(attributes.get("r", self._cell[0] + 1)), 0)
                if "r" in attributes and is_on(attributes.get("hidden")):
                    self._heights[self._cell[0]] = 0
                elif "r" in attributes and "ht" in attributes:
                    self._heights[self._cell[0]] = round(float(attributes["ht"]) * _PIXELS)
            case "row", "c":
                row, column = self._cell
                written = attributes.get("r")
                self._cell = read_cell(written) if written else (row, column + 1)
                style = int(attributes.get("s", 0))
                self._used.setdefault(self._cell[1], Counter())[style] += 1
                if self._is_filled(style):
                    self.marked.add(self._cell)
            case "mergeCells", "mergeCell":
                first_cell, _, last_cell = attributes["ref"].partition(":")
                found = read_cell(first_cell), read_cell(last_cell or first_cell)
                self._merged.append(found)

    def _end(self, depth: int, name: str, at: int) -> None:
        self._parents.pop()
        if depth == 0:
            self._put_before(at)
            if not self._data_seen:
                raise NotAnnotatedError("unusual-part", part=self._part)
        elif depth == 1 and name == f"{_COMPATIBILITY}AlternateContent":
            self._alternative_at = 0

    def _put_before(self, at: int) -> None:
        self.place_of_drawing = self.place_of_drawing or at


def read_cell(written: str) -> Cell:
    """`G7` → (7, 7). Raises `ValueError` for anything that is no cell of a sheet."""
    found = _CELL.fullmatch(written.replace("$", ""))
    if found is None:
        raise ValueError(written)
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(written)
    return row, column


def cell_name(cell: Cell) -> str:
    """(7, 7) → `G7`."""
    letters, number = "", cell[1]
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{cell[0]}"


def hull(written: str, cells: Iterable[Cell]) -> str:
    """A range such as `A1:K28` widened so far that it holds the cells."""
    first, _, last = written.partition(":")
    corners = [read_cell(first), read_cell(last or first), *cells]
    rows, columns = [row for row, _ in corners], [column for _, column in corners]
    return f"{cell_name((min(rows), min(columns)))}:{cell_name((max(rows), max(columns)))}"


def _in_digits(width: float) -> int:
    return round(width * _DIGIT) + _EDGES if width > 0 else 0


def is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")
