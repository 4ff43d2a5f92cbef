"""The cells that wait for a value: empty, or with no more than a sign that it is missing."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.actuals.layout.filled_grid import Row
from shengzhou_quality.actuals.layout.header_words import Role
from shengzhou_quality.actuals.layout.headers import Header, read_header
from shengzhou_quality.actuals.layout.owners import Owner
from shengzhou_quality.actuals.layout.tables import Table
from shengzhou_quality.actuals.model import Cell
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.notation import is_missing


def empty_cells(cells: Row, table: Table, owner: Owner) -> Iterator[tuple[int, Place]]:
    """The years for which the row has a cell and no value in it, each with that cell."""
    for column, header in table.columns.items():
        cell = cells.get(column)
        if cell is not None and (cell.fault or not is_missing(cell.text)):
            continue
        year = _year_under(header, cells, table)
        head = table.heads.get(column)
        if year is not None and (cell or head):
            yield year, cell.place if cell else _crossing(owner.cell, head or owner.cell)


def _year_under(header: Header, cells: Row, table: Table) -> int | None:
    """The full year that a value in the column would be of."""
    if header.role is Role.VALUE_OF_ROW:
        of_row = (cells[column] for column in table.of(Role.YEAR_OF_ROW) if column in cells)
        year = next(of_row, None)
        header = read_header(year.text) if year else header
    if header.role is not Role.ACTUAL or header.partial or header.forecast:
        return None
    return header.year


def _crossing(name: Cell, head: Cell) -> Place:
    """Where the row of the name meets the column of the head, or the other way round."""
    row, column = name.place.row, head.place.column
    if (head.place.row or 0) > (name.place.row or 0):  # the table lies across
        row, column = head.place.row, name.place.column
    return Place(name.place.file, name.place.sheet, row, column)
