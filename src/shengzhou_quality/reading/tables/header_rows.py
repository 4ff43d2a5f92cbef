"""Read the rows of a header together: what each column holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from shengzhou_quality.notation import clean
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.filled_grid import Grid, Row
from shengzhou_quality.reading.tables.header_words import SPEAKS_OF_VALUES, VALUES, Role
from shengzhou_quality.reading.tables.headers import Header, heads_periods, read_header
from shengzhou_quality.reading.tables.periods import spelled_period
from shengzhou_quality.reported import Cell

LONGEST_HEADER = 60
NOTHING = Header(Role.OTHER)
_NO_HEADER = re.compile(r"(?!(?:19|20|21)[0-9]{2}(?:\.0+)?$)-?[0-9]+(?:\.[0-9]+)?")
_CAPTION = re.compile(r"(?!其中)[^:]{1,12}:.|[(\[]?(?:计量)?单位:")
_MAY_BE_YEAR = re.compile(r"(?:19|20|21|１９|２０|２１)[0-9０-９]{2}|[〇零○]")

Parts = Mapping[int, Sequence[Cell]]
"""The header cells of each column, from top to bottom."""


def headers_of(grid: Grid, top: int, bottom: int, areas: Areas) -> dict[int, Header]:
    """Read each column from its header cells between `top` and `bottom`."""
    return read_columns(header_parts(grid, top, bottom, areas), areas)


def read_columns(parts: Parts, areas: Areas) -> dict[int, Header]:
    """Read each column from its own header cells."""
    areas = areas.among([cell.text for cell in cells] for cells in parts.values())
    columns = {column: _read(cells, areas) for column, cells in parts.items()}
    return _with_states_of_years(_without_doubles(_with_months(_with_years_of_rows(columns))))


def header_parts(grid: Grid, top: int, bottom: int, areas: Areas) -> Parts:
    """The header cells of each column, without a title over all years."""
    parts: dict[int, list[Cell]] = {}
    for row in range(top, bottom):
        for column, cell in filled_right(grid, row, last=row == bottom - 1).items():
            above = parts.setdefault(column, [])
            if not above or above[-1] is not cell:
                above.append(cell)
    titles = _titles(parts.values(), areas)
    return {
        column: [cell for cell in cells if cell not in titles]
        for column, cells in sorted(parts.items())
    }


def _titles(columns: Collection[Sequence[Cell]], areas: Areas) -> list[Cell]:
    """Unknown words above all years of a table: 各年度进展 distinguishes no column."""
    above_years: list[list[Cell]] = []
    for cells in columns:
        year = next((n for n, cell in enumerate(cells) if read_cells(cell).names_a_year), None)
        if year is not None:
            above_years.append(list(cells[:year]))
    if not above_years:
        return []
    return [
        cell
        for cell in above_years[0]
        if all(cell in above for above in above_years[1:]) and is_unknown(cell, areas)
    ]


def is_unknown(cell: Cell, areas: Areas) -> bool:
    """Whether `cell` says nothing about a column: no year, no role, no area."""
    header = read_cells(cell)
    return header.role is Role.OTHER and not header.names_a_year and not areas.is_area(cell.text)


def _read(cells: Sequence[Cell], areas: Areas) -> Header:
    """Read the meaning of a column; figures of another area are not values of the plan."""
    if not cells:
        return NOTHING
    if not areas.known:
        return read_cells(*cells)
    other = next((cell for cell in cells if areas.names_other(cell.text)), None)
    if other is not None:
        years = other._replace(text=areas.years_beside(other.text))
        rest = read_cells(
            *(years if cell is other else cell for cell in cells if cell is not other or years.text)
        )
        values = rest.role in SPEAKS_OF_VALUES or rest.names_a_year
        role = Role.OTHER if values else rest.role
        named = rest.names_a_year
        return Header(role, rest.year, names_a_year=named, area=clean(other.text))
    if not any(areas.names_own(cell.text) for cell in cells):
        return read_cells(*(cell for cell in cells if cell.text))
    own = [cell._replace(text=areas.without_own(cell.text)) for cell in cells]
    if not any(cell.text for cell in own):  # 甲县 alone: a title or a row gives the year
        return Header(Role.VALUE_OF_ROW)
    return read_cells(*(cell for cell in own if cell.text))


def filled_right(grid: Grid, row: int, *, last: bool) -> dict[int, Cell]:
    """The cells of a header row; in an upper row a word holds until the next word.

    Merged cells look like this in a text file, and in sheets that only look merged.
    """
    cells = {
        column: cell
        for column, cell in header_cells(grid, row).items()
        if not is_title(grid, row, column) and not is_caption(cell)
    }
    if last:
        return cells
    filled = dict(cells)
    holding: Cell | None = None
    for column in grid.columns:
        if column in cells:
            merged = grid.span(row, column) is not None
            holding = cells[column] if _may_hold(cells[column]) and not merged else None
        elif holding is not None:
            filled[column] = holding
    return filled


def _may_hold(cell: Cell) -> bool:
    """Whether a word may hold over empty cells: a year, a word of values, or an unknown word."""
    role = read_cells(cell).role
    return role in SPEAKS_OF_VALUES or (role is Role.OTHER and not is_number(cell))


def is_caption(cell: Cell) -> bool:
    """Whether a cell is about the whole table: 单位：亿元, 填报单位：市统计局."""
    is_line = _CAPTION.match(clean(cell.text)) is not None
    return is_line and not read_cells(cell).names_a_year


def header_cells(grid: Grid, row: int) -> Row:
    """The cells of a header row; after 月份 a bare 9 is 9月, and 202509 is 2025年9月."""
    cells = grid.rows[row]
    head = next((cell.text for cell in cells.values() if heads_periods(cell.text)), None)
    if head is None:
        return cells
    return {
        column: cell._replace(text=spelled_period(cell.text, head))
        for column, cell in cells.items()
    }


def is_title(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is merged from the first column over more than half of the columns."""
    span, columns = grid.span(row, column), grid.columns
    if span is None or span.left > columns[0]:
        return False
    covered = sum(span.left <= each <= span.right for each in columns)
    return covered > 1 and 2 * covered > len(columns)


def read_cells(*cells: Cell) -> Header:
    if len(cells) == 1 and is_number(cells[0]):
        return NOTHING  # a fast way out for most cells
    if any(len(cell.text) > LONGEST_HEADER for cell in cells):
        return NOTHING
    return read_header(*(cell.text for cell in cells))


def is_number(cell: Cell) -> bool:
    """Whether a cell is a bare number that is not a year."""
    return _NO_HEADER.fullmatch(cell.text) is not None


def may_head_by_content(cells: Collection[Cell]) -> bool:
    """Whether the row holds years and no figure; fast, as it is called for every row."""
    if any(is_number(cell) for cell in cells):
        return False
    return any(
        _MAY_BE_YEAR.search(cell.text) and read_cells(cell).role is Role.ACTUAL for cell in cells
    )


def _with_months(columns: dict[int, Header]) -> dict[int, Header]:
    """Read 2025-01-01 as the year, but next to 2025-02-01 as January."""
    by_month = {header.year for header in columns.values() if header.partial}
    return {
        column: header._replace(partial="1月")
        if header.first_day and header.year in by_month
        else header
        for column, header in columns.items()
    }


def _without_doubles(columns: dict[int, Header]) -> dict[int, Header]:
    """Of 实际值 and 完成情况 for the same year, keep only 实际值 as a column of values."""
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
    """Take the year of a row from a column of periods if no other column gives it.

    时间 next to years, or in a table without values, is the day of reporting.
    """
    roles = {header.role for header in columns.values()}
    if Role.PERIOD_OF_ROW not in roles:
        return columns
    has_values = any(
        header.role is Role.VALUE_OF_ROW and not header.loose for header in columns.values()
    )
    is_long = has_values and Role.ACTUAL not in roles and roles & {Role.NAME, Role.SERIAL}
    columns = {
        column: header._replace(role=Role.PASSIVE)
        if header.role is Role.PERIOD_OF_ROW and header.loose and not is_long
        else header
        for column, header in columns.items()
    }
    if not is_long or Role.YEAR_OF_ROW in roles:
        return columns
    periods = [column for column, header in columns.items() if header.role is Role.PERIOD_OF_ROW]
    first = min(periods, key=lambda column: (columns[column].loose, column))
    return {**columns, first: columns[first]._replace(role=Role.YEAR_OF_ROW)}


def _with_states_of_years(columns: dict[int, Header]) -> dict[int, Header]:
    """With 年份, 状态 is the value that a row of a long table reports for its year."""
    roles = {header.role for header in columns.values()}
    if Role.YEAR_OF_ROW not in roles or roles & {Role.ACTUAL, Role.VALUE_OF_ROW}:
        return columns
    return {
        column: header._replace(role=Role.VALUE_OF_ROW) if header.role is Role.STATE else header
        for column, header in columns.items()
    }
