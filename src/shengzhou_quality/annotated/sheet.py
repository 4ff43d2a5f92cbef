"""Give cells of a sheet another style at their offsets; an empty place gets a cell, or a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import (
    Splices,
    attribute_bytes,
    end_tag,
    is_empty,
    opened,
    prefix_of,
    put_at_end,
    start_tag,
    walk,
    with_attributes,
)
from shengzhou_quality.annotated.styles import MAIN
from shengzhou_quality.annotated.survey import Cell, Survey, cell_name, hull, is_on, read_cell

StyleFor = Callable[[Cell, int], int]
"""The number of the style that a cell is to have, from the one that it has."""

_SPANS = re.compile(r"[0-9]+")


def mark_sheet(
    content: bytes,
    part: str,
    survey: Survey,
    cells: Collection[Cell],
    style_for: StyleFor,
    drawing: bytes = b"",
) -> bytes:
    """The sheet with another style on each of the cells, and with the element of a drawing."""
    marking = _Marking(content, part, survey, cells, style_for)
    if drawing:
        marking.splices.insert(survey.place_of_drawing, drawing)
    return marking.splices.result()


class _Marking:
    """Follows the rows in their order, with the cells that are still to come."""

    def __init__(
        self,
        content: bytes,
        part: str,
        survey: Survey,
        cells: Collection[Cell],
        style_for: StyleFor,
    ) -> None:
        self.splices = Splices(content)
        self._content, self._part, self._survey, self._style_for = (
            content,
            part,
            survey,
            style_for,
        )
        self._wanted: dict[int, list[int]] = {}
        for row, column in sorted(cells):
            self._wanted.setdefault(row, []).append(column)
        self._rows = list(self._wanted)
        self._in_data = False
        self._data: tuple[int, bytes] = (0, b"")
        self._row = self._column = 0
        self._in_order = True
        self._row_tag: tuple[int, bytes] | None = None
        self._row_style: int | None = None
        self._columns: list[int] = []
        self._new: list[tuple[int, int]] = []
        self._new_cells: list[Cell] = []
        walk(content, part, MAIN, self._start, self._end)
        self._widen_dimension()

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        if depth == 1:
            self._in_data = name == "sheetData"
            if self._in_data:
                self._data = (at, start_tag(self._content, at))
        elif self._in_data and depth in (2, 3):
            if name != ("row" if depth == 2 else "c"):
                raise NotAnnotatedError("unusual-part", part=self._part)
            if depth == 2:
                self._begin_row(attributes, at)
            else:
                self._see_cell(attributes, at)

    def _begin_row(self, attributes: dict[str, str], at: int) -> None:
        number = int(attributes.get("r", self._row + 1))
        self._in_order &= number > self._row
        while self._rows and self._rows[0] < number:
            self._insert_row(self._rows.pop(0), at)
        self._row, self._column, self._row_tag = number, 0, None
        if number in self._wanted:
            if not (self._rows and self._rows[0] == number):
                raise NotAnnotatedError("unusual-part", part=self._part)
            self._rows.pop(0)
            self._row_tag = (at, start_tag(self._content, at))
            styled = is_on(attributes.get("customFormat"))
            self._row_style = int(attributes.get("s", 0)) if styled else None
            self._columns, self._new = list(self._wanted[number]), []

    def _see_cell(self, attributes: dict[str, str], at: int) -> None:
        column = self._column + 1
        if "r" in attributes:
            row, column = read_cell(attributes["r"])
            if row != self._row:
                raise NotAnnotatedError("damaged", part=self._part)
        in_order, self._column = column > self._column, column
        if self._row_tag is None:
            return
        if not in_order:
            raise NotAnnotatedError("unusual-part", part=self._part)
        while self._columns and self._columns[0] < column:
            self._new.append((self._columns.pop(0), at))
        if self._columns and self._columns[0] == column:
            self._columns.pop(0)
            tag = start_tag(self._content, at)
            style = self._style_for((self._row, column), int(attributes.get("s", 0)))
            self.splices.replace(at, at + len(tag), with_attributes(tag, {"s": style}))

    def _end(self, depth: int, name: str, at: int) -> None:
        if depth == 2 and self._row_tag is not None and self._in_data:
            self._end_row(at)
        elif depth == 1 and name == "sheetData":
            if is_empty(self._data[1]):
                rows = b"".join(map(self._row_of, self._rows))
                if rows:
                    put_at_end(self.splices, self._data, at, rows)
            else:
                for row in self._rows:
                    self._insert_row(row, at)
            if self._new_cells and not self._in_order:
                raise NotAnnotatedError("unusual-part", part=self._part)
            self._in_data = False

    def _end_row(self, close: int) -> None:
        assert self._row_tag is not None
        at, tag = self._row_tag
        added = [column for column, _ in self._new] + self._columns
        changed = with_attributes(tag, self._spans(tag, added))
        behind = b"".join(self._cell_of(self._row, each, self._row_style) for each in self._columns)
        if is_empty(tag) and behind:
            self.splices.replace(at, at + len(tag), opened(changed) + behind + end_tag(tag))
        else:
            if changed != tag:
                self.splices.replace(at, at + len(tag), changed)
            for column, before in self._new:
                self.splices.insert(before, self._cell_of(self._row, column, self._row_style))
            if behind:
                self.splices.insert(close, behind)
        self._row_tag = None

    def _spans(self, tag: bytes, added: list[int]) -> dict[str, str]:
        """The row's `spans`, where it says any, so wide that they hold the new cells."""
        written = _SPANS.findall(attribute_bytes(tag).get("spans", b"").decode())
        spans = [int(each) for each in written]
        if not spans or not added or (min(spans) <= min(added) and max(added) <= max(spans)):
            return {}
        return {"spans": f"{min(*spans, *added)}:{max(*spans, *added)}"}

    def _insert_row(self, row: int, at: int) -> None:
        self.splices.insert(at, self._row_of(row))

    def _row_of(self, row: int) -> bytes:
        prefix = prefix_of(self._data[1])
        cells = b"".join(self._cell_of(row, column, None) for column in self._wanted[row])
        return f'<{prefix}row r="{row}">'.encode() + cells + f"</{prefix}row>".encode()

    def _cell_of(self, row: int, column: int, row_style: int | None) -> bytes:
        """An empty cell with the look that the place had: of its row, or of its column."""
        style = self._survey.style_of_column(column) if row_style is None else row_style
        self._new_cells.append((row, column))
        prefix = prefix_of(self._data[1])
        name = cell_name((row, column))
        return f'<{prefix}c r="{name}" s="{self._style_for((row, column), style)}"/>'.encode()

    def _widen_dimension(self) -> None:
        if self._survey.dimension is None or not self._new_cells:
            return
        at, written = self._survey.dimension
        try:
            wide = hull(written, self._new_cells)
        except ValueError:
            return
        if wide != hull(written, ()):
            tag = start_tag(self._content, at)
            self.splices.replace(at, at + len(tag), with_attributes(tag, {"ref": wide}))
