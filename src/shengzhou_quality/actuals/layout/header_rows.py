"""The rows of a header taken together: what each column under them holds."""

from __future__ import annotations

import re
from dataclasses import replace

from shengzhou_quality.actuals.layout.filled_grid import Grid, Row
from shengzhou_quality.actuals.layout.header_words import SPEAKS_OF_VALUES, VALUES, Role
from shengzhou_quality.actuals.layout.headers import Header, heads_periods, read_header
from shengzhou_quality.actuals.layout.periods import spelled_period
from shengzhou_quality.actuals.model import Cell

LONGEST_HEADER = 60
NOTHING = Header(Role.OTHER)
_NO_HEADER = re.compile(r"(?!(?:19|20|21)[0-9]{2}(?:\.0+)?$)-?[0-9]+(?:\.[0-9]+)?")


def headers_of(grid: Grid, top: int, bottom: int) -> dict[int, Header]:
    """What each column holds, its cells from `top` to `bottom` taken together."""
    parts: dict[int, list[Cell]] = {}
    for row in range(top, bottom):
        for column, cell in _filled_right(grid, row, last=row == bottom - 1).items():
            above = parts.setdefault(column, [])
            if not above or above[-1] is not cell:
                above.append(cell)
    columns = {column: read_cells(*cells) for column, cells in sorted(parts.items())}
    return _with_states_of_years(_without_doubles(_with_months(_with_years_of_rows(columns))))


def _filled_right(grid: Grid, row: int, *, last: bool) -> dict[int, Cell]:
    """A row of a header; in an upper row that is not merged a word holds until the next.

    That is how merged cells look in a text file, and in sheets that only look merged.
    """
    cells = {
        column: cell
        for column, cell in header_cells(grid, row).items()
        if not is_title(grid, row, column)
    }
    if last:
        return cells
    filled = dict(cells)
    holding: Cell | None = None
    for column in grid.columns:
        if column in cells:
            merged = grid.span(row, column) is not None
            groups = read_cells(cells[column]).role in SPEAKS_OF_VALUES
            holding = cells[column] if groups and not merged else None
        elif holding is not None:
            filled[column] = holding
    return filled


def header_cells(grid: Grid, row: int) -> Row:
    """The cells of a row of a header; behind 月份 a bare 9 is 9月, a bare 202509 2025年9月."""
    cells = grid.rows[row]
    head = next((cell.text for cell in cells.values() if heads_periods(cell.text)), None)
    if head is None:
        return cells
    return {
        column: replace(cell, text=spelled_period(cell.text, head))
        for column, cell in cells.items()
    }


def is_title(grid: Grid, row: int, column: int) -> bool:
    """Merged from the first column of the sheet over more than half of it."""
    span, columns = grid.span(row, column), grid.columns
    if span is None or span.left > columns[0]:
        return False
    covered = sum(span.left <= each <= span.right for each in columns)
    return covered > 1 and 2 * covered > len(columns)


def read_cells(*cells: Cell) -> Header:
    if len(cells) == 1 and is_number(cells[0]):
        return NOTHING  # most cells are such, and need no further look
    if any(len(cell.text) > LONGEST_HEADER for cell in cells):
        return NOTHING
    return read_header(*(cell.text for cell in cells))


def is_number(cell: Cell) -> bool:
    """A bare one that is no year."""
    return _NO_HEADER.fullmatch(cell.text) is not None


def _with_months(columns: dict[int, Header]) -> dict[int, Header]:
    """2025-01-01 is the year, but beside 2025-02-01 it is January."""
    by_month = {header.year for header in columns.values() if header.partial}
    return {
        column: replace(header, partial="1月")
        if header.first_day and header.year in by_month
        else header
        for column, header in columns.items()
    }


def _without_doubles(columns: dict[int, Header]) -> dict[int, Header]:
    """Of 实际值 and 完成情况 for the same year only the first heads values."""
    strict = {
        (header.role, header.year, header.form, header.partial)
        for header in columns.values()
        if header.role in VALUES and not header.loose
    }
    return {
        column: Header(Role.OTHER, names_a_year=header.names_a_year)
        if header.loose and (header.role, header.year, header.form, header.partial) in strict
        else header
        for column, header in columns.items()
    }


def _with_years_of_rows(columns: dict[int, Header]) -> dict[int, Header]:
    """A column of periods says the year of a row where no other column does.

    时间 beside years, or beside anything but values, is the day of reporting.
    """
    roles = {header.role for header in columns.values()}
    if Role.PERIOD_OF_ROW not in roles:
        return columns
    has_values = any(
        header.role is Role.VALUE_OF_ROW and not header.loose for header in columns.values()
    )
    is_long = has_values and Role.ACTUAL not in roles and roles & {Role.NAME, Role.SERIAL}
    columns = {
        column: replace(header, role=Role.PASSIVE)
        if header.role is Role.PERIOD_OF_ROW and header.loose and not is_long
        else header
        for column, header in columns.items()
    }
    if not is_long or Role.YEAR_OF_ROW in roles:
        return columns
    periods = [column for column, header in columns.items() if header.role is Role.PERIOD_OF_ROW]
    first = min(periods, key=lambda column: (columns[column].loose, column))
    return {**columns, first: replace(columns[first], role=Role.YEAR_OF_ROW)}


def _with_states_of_years(columns: dict[int, Header]) -> dict[int, Header]:
    """状态 beside 年份 is what a row of a long table reports for its year."""
    roles = {header.role for header in columns.values()}
    if Role.YEAR_OF_ROW not in roles or roles & {Role.ACTUAL, Role.VALUE_OF_ROW}:
        return columns
    return {
        column: replace(header, role=Role.VALUE_OF_ROW) if header.role is Role.STATE else header
        for column, header in columns.items()
    }
