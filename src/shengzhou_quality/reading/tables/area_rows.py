"""Find the area of each row, from a column, a line above, a title or the name of the sheet.

Rows of another area are not read; one finding for each sheet names the areas.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.captions import Caption, Kind
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import VALUES, Role
from shengzhou_quality.reading.tables.headers import Header, read_header
from shengzhou_quality.reading.tables.table_findings import Layout, OfAnotherArea
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell

_MAY_HOLD_AREAS = frozenset({Role.OTHER, Role.PASSIVE, Role.UNIT, Role.NAME})
_MOST_NAMED = 5


class Told(NamedTuple):
    """The cell that gives the area of a row; `area` is `None` for the plan's own."""

    cell: Cell
    area: str | None
    column: int | None = None


class AreaRows:
    """Finds the area of each row in turn, from top to bottom."""

    def __init__(self, grid: Grid, table: Table, areas: Areas) -> None:
        self._grid = grid
        self._table = table
        self._areas = areas
        self._columns = list(self._area_columns()) if areas.known else []
        self._names = self._names_of_rows() if self._columns else {}
        self._areas_of = self._by_name()
        names_own = self._columns or any(
            areas.is_own(cell.text) for cells in table.parts.values() for cell in cells
        )
        self._of_table = _told_in_header(grid, table, areas)
        if self._of_table is None and not names_own:
            self._of_table = told_by(table.captions, areas)
        self._section: Told | None = None
        self._above: dict[int, Cell] = {}

    def other(self, row: int) -> Told | None:
        """What says that `row` is about another area; `None` for the plan's own."""
        if not self._areas.known:
            return None
        self._begin_section(row)
        for column in self._columns:
            cell = self._grid.rows[row].get(column)
            if cell is not None and not is_missing(cell.text):
                self._above[column] = cell
            held = self._above.get(column)  # an empty cell repeats the one above it
            if held is not None:
                of_cell = self._of_cell(row, held, column)
                return of_cell if of_cell.area else None
        told = self._section or self._of_table
        return told if told and told.area else None

    def _of_cell(self, row: int, cell: Cell, column: int) -> Told:
        """In a column of areas, any text that is not the own area is another."""
        own = self._areas_of.get(self._names.get(row, ""), self._areas).is_own(cell.text)
        return Told(cell, None if own else clean(cell.text), column)

    def _names_of_rows(self) -> dict[int, str]:
        """The name of each row, or of the row above that it continues."""
        names: dict[int, str] = {}
        name = ""
        for row in range(self._table.first, self._table.last):
            cells = self._grid.rows[row]
            written = [cells[each].text for each in self._table.of(Role.NAME) if each in cells]
            name = names[row] = next((text for text in written if not is_missing(text)), name)
        return names

    def _by_name(self) -> dict[str, Areas]:
        """How to read areas in the rows of each name: 全市 next to 甲县 is another area."""
        beside: dict[str, set[str]] = {}
        above: dict[int, str] = {}
        for row, name in self._names.items():
            for column in self._columns:
                cell = self._grid.rows[row].get(column)
                if cell is not None and not is_missing(cell.text):
                    above[column] = cell.text
                if column in above:
                    beside.setdefault(name, set()).add(above[column])
        return {name: self._areas.among([text] for text in texts) for name, texts in beside.items()}

    def _begin_section(self, row: int) -> None:
        """Let a line that holds only an area apply to the rows below it."""
        own = self._grid.own[row]
        if len(own) != 1:
            return
        cell = next(iter(own.values()))
        told = _told_by_line(cell, self._areas)
        if told is None and self._areas.is_area(cell.text):
            told = Told(cell, None if self._areas.is_own(cell.text) else clean(cell.text))
        if told is not None:
            self._section = told
            self._above.clear()

    def _area_columns(self) -> Iterator[int]:
        """The columns with the header 地区, and other columns that hold only areas."""
        yield from self._table.of(Role.AREA)
        names = self._table.of(Role.NAME)
        is_long = self._table.has(Role.VALUE_OF_ROW)
        for column in self._grid.columns:
            header = self._table.columns.get(column)
            role = self._table.role(column)
            # In a table that lies across, 年份 is merged over the column beside the names too.
            may_hold = role in _MAY_HOLD_AREAS or (role is Role.YEAR_OF_ROW and not is_long)
            if not may_hold or not self._table.holds(column):
                continue
            if (header is not None and header.names_a_year) or names == [column]:
                continue
            if self._holds_areas(column):
                self._table.set_header(column, Header(Role.AREA))
                yield column

    def _holds_areas(self, column: int) -> bool:
        values = self._table.of(*VALUES)
        found = False
        for row in range(self._table.first, self._table.last):
            own = self._grid.own[row]
            cell = own.get(column)
            if cell is None or not any(each in own for each in values):
                continue
            if not self._areas.is_area(cell.text):
                return False
            found = True
        return found


def told_by(captions: Iterable[Caption], areas: Areas) -> Told | None:
    """What the nearest title with an area says, else the name of the sheet."""
    if not areas.known:
        return None
    listed = list(captions)
    titles = [one.cell for one in listed if one.kind is Kind.TITLE]
    filings = [one.cell for one in listed if one.kind is Kind.FILING]
    sheets = [one.cell for one in listed if one.kind is Kind.SHEET]
    for cell in (*reversed(titles), *reversed(filings), *sheets):
        told = _told_by_line(cell, areas)
        if told is not None:
            return told
        if areas.names_own(cell.text):
            return Told(cell, None)
        area = areas.of_title(cell.text, of_sheet=cell in sheets)
        if area is not None:
            return Told(cell, area)
    return None


def _told_in_header(grid: Grid, table: Table, areas: Areas) -> Told | None:
    """Read the cells 地区 and 乙县 side by side, where their row stands as one of the header."""
    if not (areas.known and table.has(*VALUES)):  # without values, the column says why
        return None
    for row in range(table.top, table.first):
        cells = grid.own[row].values()
        if sum(areas.is_area(cell.text) for cell in cells) != 1:
            continue
        for label, cell in pairwise(cells):
            if areas.is_area(cell.text) and read_header(label.text).role is Role.AREA:
                return Told(cell, None if areas.is_own(cell.text) else clean(cell.text))
    return None


def _told_by_line(cell: Cell, areas: Areas) -> Told | None:
    """Read a line such as 地区：某省."""
    area = areas.of_line(cell.text)
    if area is None or is_missing(area):
        return None
    return Told(cell, None if areas.is_own(area) else area)


def note_other(layout: Layout, told: Told, table: Table) -> None:
    """Keep a row that is not read, for the single finding of its sheet."""
    head = table.heads.get(told.column) if told.column is not None else None
    if head is not None and read_header(head.text).role is Role.YEAR_OF_ROW:
        head = None  # merged over the column of areas
    layout.other_areas.append(OfAnotherArea(told.cell, told.area or "", head))


def tell_other_areas(layout: Layout) -> None:
    """Report once the rows of a sheet that are about other areas, then clear the list."""
    others, layout.other_areas = layout.other_areas, []
    if not others:
        return
    first = others[0]
    areas = tuple(dict.fromkeys(one.area for one in others))
    named = areas if len(areas) <= _MOST_NAMED else (*areas[:_MOST_NAMED], "…")
    details: dict[str, Parameter] = {
        "where": (first.head or first.cell).text,
        "areas": named,
        "count": len(others),
        "area": layout.areas.first,
    }
    layout.say("another-area", first.cell, None, **details)
