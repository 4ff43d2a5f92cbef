"""Find the tables of a grid: where a header is, how many rows it has, where the table ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.captions import Caption, Extent
from shengzhou_quality.reading.tables.filled_grid import Grid, Row, is_filled
from shengzhou_quality.reading.tables.header_rows import (
    NOTHING,
    Parts,
    header_cells,
    header_parts,
    headers_of,
    is_number,
    is_title,
    may_head_by_content,
    read_cells,
    read_columns,
)
from shengzhou_quality.reading.tables.header_words import (
    HEADS_VALUES,
    SPEAKS_OF_VALUES,
    VALUES,
    Role,
)
from shengzhou_quality.reading.tables.headers import Header, heads_names, heads_periods
from shengzhou_quality.reading.tables.more_header import belongs_below, tells_apart
from shengzhou_quality.reading.tables.naming import Named, NameOf, names_in
from shengzhou_quality.reported import Cell

_MOST_ROWS_BELOW, _MOST_ROWS_ABOVE = 3, 2
_NAMES_ROWS = frozenset({Role.NAME, Role.SERIAL})
# 年份 may stand in the corner over the names as well as beside the years.
_MAY_NAME_ROWS = frozenset(
    {Role.OTHER, Role.PASSIVE, Role.YEAR_OF_ROW, Role.PERIOD_OF_ROW, Role.AREA}
)


@dataclass(slots=True)
class Table:
    """One table: its columns, their header cells, and its rows from `first` to `last`."""

    top: int
    first: int
    last: int
    columns: Mapping[int, Header]
    heads: Mapping[int, Cell]
    units: tuple[str, ...] = ()
    """The units that a line above or below the table gives (单位:亿元、%)."""
    captions: tuple[Caption, ...] = ()
    """Its titles, unit lines and notes, and the name of its sheet."""
    parts: Parts = field(default_factory=dict)
    """The header's cells over each column, without titles."""
    panel: tuple[int, int] | None = None
    """Its first and last column, where another table is next to it."""
    _by_roles: dict[tuple[Role, ...], list[int]] = field(default_factory=dict, init=False)
    """The columns of roles that were asked for: each row of a table asks for the same ones."""

    def set_header(self, column: int, header: Header) -> None:
        """Read a column in another way than its own words say."""
        self.columns = {**self.columns, column: header}
        self._by_roles.clear()

    def extent(self) -> Extent:
        return Extent(self.top, self.first, self.last)

    def holds(self, column: int) -> bool:
        return self.panel is None or self.panel[0] <= column <= self.panel[1]

    def of(self, *roles: Role) -> Sequence[int]:
        found = self._by_roles.get(roles)
        if found is None:
            found = [column for column, header in self.columns.items() if header.role in roles]
            self._by_roles[roles] = found
        return found

    def role(self, column: int) -> Role:
        """The role of a column, `OTHER` if it has no header."""
        header = self.columns.get(column)
        return header.role if header else Role.OTHER

    def has(self, *roles: Role) -> bool:
        return bool(self.of(*roles))

    @property
    def is_long(self) -> bool:
        """Whether each row holds the value of one year (指标, 年份, 数值)."""
        return self.has(Role.YEAR_OF_ROW) and self.has(Role.VALUE_OF_ROW)

    def values_in(self, row: Row) -> list[tuple[int, Cell]]:
        """The cells of `row` under a year or a value, with their columns."""
        return [(column, row[column]) for column in self.of(*VALUES) if column in row]

    def reports(self, row: Row) -> bool:
        """Whether something is filled in under a year or a value."""
        return any(is_filled(cell) for _, cell in self.values_in(row))


def table_of_list(grid: Grid) -> Table:
    """Make the one table of a list: its first row is the header, whatever the rows hold."""
    heads = grid.own[0]
    columns = {column: read_cells(cell) for column, cell in heads.items()}
    return Table(0, 1, len(grid), columns, heads)


class TableFinder:
    """Looks through a grid from top to bottom for header rows."""

    def __init__(
        self,
        grid: Grid,
        name_of: NameOf,
        place: Place,
        most: int,
        areas: Areas | None = None,
        own_names: Sequence[Mapping[int, Named]] | None = None,
    ) -> None:
        self.grid = grid
        self._areas = areas or Areas()
        self._name_of = name_of
        self._place = place
        self._most = most
        self.named: list[dict[int, Named]] = [
            self._named_in(row, own_names[row] if own_names is not None else None)
            for row in range(len(grid))
        ]

    def tables(self) -> list[Table]:
        """Find all tables. Raises `InputError` if there are more than the limit."""
        found: list[Table] = []
        row, free = 0, 0
        while row < len(self.grid):
            table = self._table_at(row, free, found[-1] if found else None)
            if table is None:
                row += 1
                continue
            if found:
                found[-1].last = table.top
            found.append(table)
            if len(found) > self._most:
                raise refusal("too-many-tables", self._place, limit=f"{self._most:,}")
            row = free = table.first
        return found

    def _named_in(self, row: int, own: Mapping[int, Named] | None) -> dict[int, Named]:
        """The names in a row; `own` are those of its own cells, where they are known."""
        cells = self.grid.rows[row]
        if own is None or cells is not self.grid.own[row]:  # merged cells show in it too
            own = names_in(cells, self._name_of)
        return {column: named for column, named in own.items() if not is_number(cells[column])}

    def _table_at(self, row: int, free: int, before: Table | None) -> Table | None:
        """The table whose header `row` is part of; the header may begin in `free` or below."""
        if self.named[row]:
            return None
        cells = header_cells(self.grid, row).values()
        by_word = any(heads_names(cell.text) for cell in cells)
        if not by_word and not may_head_by_content(cells):
            return None
        parts = header_parts(self.grid, row, row + 1, self._areas)
        alone = columns = read_columns(parts, self._areas)
        roles = {header.role for header in alone.values()}
        # Next to a bare number, `no` is an answer and not the header of numbers.
        numbered = Role.SERIAL in roles and not any(is_number(cell) for cell in cells)
        by_word = Role.NAME in roles or numbered
        if not by_word and not self._heads_by_content(row, alone, before):
            return None
        top, bottom = self._extent(row, free, alone)
        if (top, bottom) != (row, row + 1):
            parts = header_parts(self.grid, top, bottom, self._areas)
            columns = read_columns(parts, self._areas)
        heads_values = any(header.role in HEADS_VALUES for header in columns.values())
        heads_years = any(header.names_a_year for header in columns.values())
        if not heads_values and not (by_word and (heads_years or self._heads_others(row, alone))):
            return None
        if not any(header.role in _NAMES_ROWS for header in columns.values()):
            self._name_by_content(bottom, columns)
        heads = {
            column: cell
            for each in range(top, bottom)
            for column, cell in self.grid.rows[each].items()
        }
        return Table(top, bottom, len(self.grid), columns, heads, parts=parts)

    def _extent(self, row: int, free: int, alone: Mapping[int, Header]) -> tuple[int, int]:
        """The rows of the header that `row` is part of: its first row, and the row after it."""
        top, bottom = row, row + 1
        while bottom < len(self.grid) and bottom - row <= _MOST_ROWS_BELOW:
            if not self._goes_on(row, bottom, alone):
                break
            bottom += 1
        while top > free and row - top < _MOST_ROWS_ABOVE and self._groups(top - 1, top, alone):
            top -= 1
        is_title = top == row - 1 and len(self.grid.own[top]) == 1
        if is_title and _blurs(headers_of(self.grid, top, bottom, self._areas), alone):
            top = row  # the row is a title with its own year
        return top, bottom

    def _across(self, row: int, alone: Mapping[int, Header]) -> bool:
        """Whether 月份 is below 年份, so that years stand above months: time runs across."""
        if row >= len(self.grid):
            return False
        return any(
            alone.get(column, NOTHING).role is Role.YEAR_OF_ROW and heads_periods(cell.text)
            for column, cell in self.grid.own[row].items()
        )

    @staticmethod
    def _years_in_rows(alone: Mapping[int, Header]) -> bool:
        return any(header.role is Role.YEAR_OF_ROW for header in alone.values())

    def _heads_others(self, row: int, alone: Mapping[int, Header]) -> bool:
        """Whether 指标 and other words head a table without values, which ends the one above it."""
        cells = self.grid.own[row]
        figures = any(_is_figure(cell) for cell in cells.values())
        return (
            len(cells) > 1
            and not figures
            and any(alone.get(column, NOTHING).role in _NAMES_ROWS for column in cells)
        )

    # ---- the rows of a header

    def _heads_by_content(
        self, row: int, alone: Mapping[int, Header], before: Table | None
    ) -> bool:
        """Whether a row of years is the header of rows that name indicators, without 指标."""
        years = [column for column, header in alone.items() if header.role is Role.ACTUAL]
        if not years or any(
            _is_figure(cell)
            and alone.get(column, NOTHING).role is Role.OTHER
            and not alone.get(column, NOTHING).names_a_year  # 2025年全省平均
            for column, cell in header_cells(self.grid, row).items()
        ):
            return False
        if before is not None:  # below another table, only a row with nothing but header cells
            cells = self.grid.own[row]
            if any(alone[column].role is Role.OTHER for column in cells if column in alone):
                return False
            if any(column in cells for column in before.of(*_NAMES_ROWS)):
                return False
        columns = headers_of(self.grid, row, row + 1, self._areas)
        return bool(self._columns_of_names(row + 1, columns))

    def _columns_of_names(self, first: int, columns: Mapping[int, Header]) -> list[int]:
        """Columns without a known meaning in which the next rows name indicators."""
        for row in range(first, min(first + 50, len(self.grid))):
            found = [
                column
                for column in self.named[row]
                if column not in columns or columns[column].role in _MAY_NAME_ROWS
            ]
            if found:
                return found
        return []

    def _name_by_content(self, first: int, columns: dict[int, Header]) -> None:
        for column in self._columns_of_names(first, columns):
            columns[column] = Header(Role.NAME)

    def _goes_on(self, top: int, row: int, alone: Mapping[int, Header]) -> bool:
        """Whether `row` continues the header: header words, no name, no figure."""
        if self.named[row] or not self.grid.follows(row):
            return False
        if belongs_below(self.grid, top, row, alone):
            return True
        if self._years_in_rows(alone) and not self._across(top + 1, alone):
            return False
        speaks, all_speak = False, True
        cells = header_cells(self.grid, row)
        for column in self.grid.own[row]:
            cell = cells[column]
            header = read_cells(cell)
            if alone.get(column, NOTHING).role in _NAMES_ROWS and header.role not in _NAMES_ROWS:
                return False
            if header.role is Role.OTHER and _is_figure(cell):
                return False
            speaks = speaks or header.role in SPEAKS_OF_VALUES
            all_speak = all_speak and header.role is not Role.OTHER
        return speaks or all_speak

    def _groups(self, row: int, below: int, alone: Mapping[int, Header]) -> bool:
        """Whether `row` groups columns of the header below it: 实际值 over several years."""
        if self.named[row] or not self.grid.follows(below):
            return False
        cells = header_cells(self.grid, row)
        over = {
            column: cells[column]
            for column in self.grid.own[row]
            if not is_title(self.grid, row, column)
            and alone.get(column, NOTHING).role not in (_NAMES_ROWS | {Role.UNIT})
        }
        speaks = any(read_cells(cell).role in SPEAKS_OF_VALUES for cell in over.values())
        return speaks or tells_apart(self.grid, row, over, alone, self._areas)


def _is_figure(cell: Cell) -> bool:
    return cell.fault is None and isinstance(read_value(cell.text), Figure)


def _blurs(columns: Mapping[int, Header], alone: Mapping[int, Header]) -> bool:
    """Whether a year that `alone` had is lost in `columns`."""
    return any(
        header.role is Role.ACTUAL and columns[column].role is Role.OTHER
        for column, header in alone.items()
    )
