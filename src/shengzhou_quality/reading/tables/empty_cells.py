"""Find the empty cells to name when the tool asks for a missing value."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.limits import quoted
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.filled_grid import Grid, Row
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.headers import Header, read_header
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import says_nothing
from shengzhou_quality.reported import Cell, EmptyCell, MissingMark


class EmptyCells:
    """Notes the cells of one table without a value; `states` are its columns of states."""

    def __init__(
        self,
        grid: Grid,
        table: Table,
        states: Collection[int],
        years: Collection[int],
        layout: Layout,
    ) -> None:
        self._grid = grid
        self._table = table
        self._states = states
        self._years = years
        self._layout = layout
        headers = table.columns.values()
        self._of_columns = [
            (header.year, column) for column, header in table.columns.items() if self._asks(header)
        ]
        """The slots of every row, unless the years stand in the rows."""
        self._by_rows = any(header.role is Role.VALUE_OF_ROW for header in headers)

    def note(self, row: int, indicator: AnyIndicator) -> None:
        """Keep the first empty cell of each year on a sheet; a list has no empty cells."""
        cells = self._grid.rows[row]
        for year, column in self._slots(cells, indicator):
            cell = cells.get(column)
            if cell is not None and not says_nothing(cell, indicator):
                continue
            if cell is not None:
                mark = MissingMark(indicator.id, year, quoted(cell.text), cell.place)
                self._layout.marks.append(mark)
            place = self._place(row, column, cell)
            if place is not None:
                slot = (indicator.id, year, place.whole)
                self._layout.empty.setdefault(slot, EmptyCell(year, place))

    def _slots(self, cells: Row, indicator: AnyIndicator) -> Sequence[tuple[int | None, int]]:
        """The columns that could hold a value of the row: each of a full year, or a state."""
        if not self._by_rows:
            if self._of_columns or not indicator.of_states:
                return self._of_columns
            return [(None, column) for column in self._states]
        slots: list[tuple[int | None, int]] = []
        for column, heading in self._table.columns.items():
            of_row = heading.role is Role.VALUE_OF_ROW
            header = self._year_of(cells) if of_row else heading
            if header is not None and self._asks(header):
                slots.append((header.year, column))
        if indicator.of_states and not slots:
            return [(None, column) for column in self._states]
        return slots

    def _asks(self, header: Header) -> bool:
        """Whether a value of a full year of the plan belongs under a header."""
        return (
            header.role is Role.ACTUAL
            and header.year in self._years
            and not (header.forecast or header.partial)
        )

    def _year_of(self, cells: Row) -> Header | None:
        columns = [column for column in self._table.of(Role.YEAR_OF_ROW) if column in cells]
        return read_header(cells[columns[0]].text) if columns else None

    def _place(self, row: int, column: int, cell: Cell | None) -> Place | None:
        if cell is not None:
            return cell.place
        if self._grid.listed:
            return None
        beside = next(iter(self._grid.own[row].values())).place
        if self._grid.across:
            return Place(beside.file, beside.sheet, column, beside.column)
        return Place(beside.file, beside.sheet, beside.row, column)
