"""Find the cells of each row that hold values, each under the header that applies to it.

A header here says everything of time and measure that the column and the row say. Values
before a correction (更正前) are found as well; they are never reported values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from shengzhou_quality.notation import is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import VALUES, Correction, Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.owners import Owner
from shengzhou_quality.reading.tables.row_periods import RowPeriod, RowPeriods
from shengzhou_quality.reading.tables.row_words import labels
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell

_OF_VALUES = (*VALUES, Role.BASELINE)
_Slot = tuple[str, int | None, str | None]


class RowValues:
    """The values of one table, by row. `states` are the columns of states."""

    def __init__(
        self,
        grid: Grid,
        table: Table,
        owners: Mapping[int, Owner | None],
        periods: RowPeriods,
        states: Collection[int],
        baseline_year: int,
        layout: Layout,
    ) -> None:
        self._grid = grid
        self._table = table
        self._periods = periods
        self._states = states
        self._baseline_year = baseline_year
        self._layout = layout
        self._is_long = table.is_long
        self._has_titles = grid.shows_twice
        self._columns = [
            (column, header)
            for column, header in table.columns.items()
            if header.role in _OF_VALUES or column in states
        ]
        self._parts: dict[tuple[Cell, int | None], Cell] = {}
        self._found = {
            row: list(self._values_of(row, owner.named.indicator))
            for row, owner in owners.items()
            if owner is not None
        }
        # Any other cell shows in one row and one column.
        self._shared = self._shared_cells(owners) if grid.shows_twice else set()
        self.corrections = Corrections(grid, table, owners, self._found)

    def of(self, row: int) -> list[tuple[Header, Cell]]:
        """The values of a row that has an owner."""
        return self._found[row]

    def is_shared(self, cell: Cell) -> bool:
        """Whether it is merged over several years or indicators, and so is no value of one."""
        return bool(self._shared) and cell in self._shared

    def part_said_in(self, cell: Cell, header: Header) -> Cell | None:
        """The cell that limits a value to a part of its year."""
        return self._parts.get((cell, header.year))

    def _values_of(self, row: int, indicator: AnyIndicator) -> Iterator[tuple[Header, Cell]]:
        """The cells of the row that hold a year's value, each with its header."""
        cells = self._grid.rows[row]
        for column, header in self._columns:
            cell = cells.get(column)
            if cell is None or (self._has_titles and self._is_title(row, column)):
                continue
            if header.role in _OF_VALUES:
                self._layout.count_value(cell)
            if header.role is Role.ACTUAL and self._periods.are_whole_years:
                if header.partial:
                    self._note_part(RowPeriod(header), column, cell)
                yield header, cell
                continue
            if header.role is Role.BASELINE:
                yield header._replace(role=Role.ACTUAL, year=self._baseline_year), cell
                continue
            yield from self._in_column(row, column, cell, indicator)

    def _in_column(
        self, row: int, column: int, cell: Cell, indicator: AnyIndicator
    ) -> Iterator[tuple[Header, Cell]]:
        """A cell with the year and the period that its column or its row gives."""
        header = self._table.columns[column]
        if header.role is Role.ACTUAL:
            period = self._periods.narrow(row, cell, header, indicator)
            if period is not None:
                self._note_part(period, column, cell)
                yield period.header, cell
        elif column in self._states and indicator.of_states:
            of_row = self._of_row(row, column, cell, indicator) if self._is_long else None
            if of_row is not None or not self._is_long:
                yield (of_row or header)._replace(role=Role.STATE), cell
        elif header.role is Role.VALUE_OF_ROW and self._is_long:
            of_row = self._of_row(row, column, cell, indicator)
            if of_row is not None:
                yield _together(header, of_row), cell

    def _of_row(self, row: int, column: int, cell: Cell, indicator: AnyIndicator) -> Header | None:
        """The year of a row of a long table, or the part of a year."""
        period = self._periods.of(row, cell, self._table.columns[column], indicator)
        if period is None:
            return None
        self._note_part(period, column, cell)
        return period.header

    def _note_part(self, period: RowPeriod, column: int, cell: Cell) -> None:
        """Keep the cell that limits a value to a part of its year."""
        said_in = period.said_in or self._table.heads.get(column)
        if period.header.partial and said_in is not None:
            self._parts[cell, period.header.year] = said_in

    def _is_title(self, row: int, column: int) -> bool:
        """Whether a cell is merged from the header, or from above it, down into the rows."""
        span = self._grid.span(row, column)
        return span is not None and span.top < self._grid.numbers[self._table.first]

    def _shared_cells(self, owners: Mapping[int, Owner | None]) -> set[Cell]:
        """Merged cells over several years or indicators: nobody can tell whose value they hold.

        A state merged over several years is the state of each year.
        """
        slots: dict[Cell, set[tuple[str, int | None]]] = {}
        for row, values in self._found.items():
            owner = owners[row]
            assert owner is not None, "only rows with an owner have values"
            indicator = owner.named.indicator
            for header, cell in values:
                year = None if indicator.of_states else header.year
                slots.setdefault(cell, set()).add((indicator.id, year))
        return {cell for cell, shown_for in slots.items() if len(shown_for) > 1}


class Corrections:
    """The values before a correction, by columns or by rows."""

    def __init__(
        self,
        grid: Grid,
        table: Table,
        owned: Mapping[int, Owner | None],
        values: Mapping[int, Iterable[tuple[Header, Cell]]],
    ) -> None:
        self._of_row = {
            row: _said_by(grid, row, table, owner)
            for row, owner in owned.items()
            if owner is not None
        }
        by_header = any(header.correction for cells in values.values() for header, _ in cells)
        self._none = not (by_header or any(self._of_row.values()))
        self._before: dict[_Slot, Cell] = {}
        for row, cells in {} if self._none else values.items():
            owner = owned[row]
            for header, cell in cells:
                if owner is not None and self.is_before(row, header) and not is_missing(cell.text):
                    self._before[_slot(owner.named.indicator, header)] = cell

    def is_before(self, row: int, header: Header) -> bool:
        return not self._none and self._said(row, header) is Correction.BEFORE

    def before(self, row: int, header: Header, indicator: AnyIndicator) -> Cell | None:
        """The cell that the value of a row under `header` corrects."""
        if self._none or self._said(row, header) is not Correction.AFTER:
            return None
        return self._before.get(_slot(indicator, header))

    def _said(self, row: int, header: Header) -> Correction | None:
        return header.correction or self._of_row.get(row)


def _slot(indicator: AnyIndicator, header: Header) -> _Slot:
    return (indicator.id, header.year, header.partial)


def _said_by(grid: Grid, row: int, table: Table, owner: Owner) -> Correction | None:
    cells = grid.rows[row].values()
    if not any("正" in cell.text or "勘误" in cell.text for cell in cells):
        return None  # true of most rows, and reading labels is slow
    said = (label.correction for _, label in labels(grid.rows[row], table, owner))
    return next((each for each in said if each is not None), None)


def _together(value: Header, year: Header) -> Header:
    """Combine the header over the column of a value with the year of its row."""
    return year._replace(
        form=year.form or (None if value.summed else value.form),
        measure=year.measure or value.measure,
        forecast=year.forecast or value.forecast,
        provisional=year.provisional or value.provisional,
        partial=year.partial or value.partial,
        unit=value.unit or year.unit,
        correction=value.correction,
    )
