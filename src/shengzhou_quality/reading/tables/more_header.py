"""Recognise rows that belong to a header by their position, below or above it.

A row of words says what its columns are if a merged cell of the header covers it, if it is
under a year over several columns, or if it is above repeated years.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from shengzhou_quality.notation import Figure, clean, is_missing, read_value
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_rows import (
    NOTHING,
    filled_right,
    is_caption,
    is_title,
    is_unknown,
    read_cells,
)
from shengzhou_quality.reading.tables.header_words import SPEAKS_OF_VALUES, Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.periods import read_years
from shengzhou_quality.reported import Cell

_NAMES_ROWS = frozenset({Role.NAME, Role.SERIAL})
_BESIDE_NAMES = _NAMES_ROWS | {Role.UNIT}


def belongs_below(grid: Grid, top: int, row: int, alone: Mapping[int, Header]) -> bool:
    """Whether `row` continues the header that begins in `top`, whose cells are `alone`."""
    own = grid.own[row]
    if not all(_is_words(cell) for cell in own.values()):
        return False
    if all(read_cells(cell).unit for cell in own.values()):
        return True  # (亿元) below each year
    named_above = any(header.role in _NAMES_ROWS for header in alone.values())
    heads_rows = any(read_cells(cell).role in _NAMES_ROWS for cell in own.values())
    if not named_above and heads_rows:
        return len(own) > 1  # 指标 below the years
    in_names = (column for column in own if alone.get(column, NOTHING).role in _NAMES_ROWS)
    if any(read_cells(own[column]).role not in _NAMES_ROWS for column in in_names):
        return False
    if any(header.role is Role.YEAR_OF_ROW for header in alone.values()):
        return _first_column(grid) in own and _is_of_area(own[_first_column(grid)])
    if not named_above and _first_column(grid) in own:
        return _is_of_area(own[_first_column(grid)])  # turned: 地区 below 年份
    return _is_covered(grid, top, row, alone) or _is_below_a_wide_year(grid, top, row)


def _is_words(cell: Cell) -> bool:
    header = read_cells(cell)
    if header.role is not Role.OTHER or header.names_a_year:
        return True
    if not read_years([clean(cell.text)])[1]:  # 1-12月
        return True
    is_figure = isinstance(read_value(cell.text), Figure)
    return not (cell.fault or is_figure or is_missing(cell.text) or is_caption(cell))


def _first_column(grid: Grid) -> int:
    return grid.columns[0]


def _is_of_area(cell: Cell) -> bool:
    return read_cells(cell).role is Role.AREA


def _is_covered(grid: Grid, top: int, row: int, alone: Mapping[int, Header]) -> bool:
    """Whether a cell of names or units is merged from the header down over `row`."""
    for column, header in alone.items():
        span = grid.span(row, column) if header.role in _BESIDE_NAMES else None
        if span is not None and span.top <= grid.numbers[top]:
            return True
    return False


def _is_below_a_wide_year(grid: Grid, top: int, row: int) -> bool:
    """Whether words are under a year that covers several columns, merged or by empty cells."""
    for above in range(top, row):
        held = filled_right(grid, above, last=False)
        shown = Counter(id(cell) for cell in held.values())
        for column in grid.own[row]:
            cell = held.get(column)
            if cell is None or shown[id(cell)] == 1:
                continue
            if above > top or read_cells(cell).role in SPEAKS_OF_VALUES:
                return True
    return False


def tells_apart(
    grid: Grid, row: int, over: Mapping[int, Cell], alone: Mapping[int, Header], areas: Areas
) -> bool:
    """Whether the cells of `row` distinguish the columns of the header below them.

    Areas do. Unknown words do so if they are merged over some of the columns, or if the header
    below has a year twice.
    """
    words = {column: cell for column, cell in over.items() if not is_caption(cell)}
    if any(areas.is_area(cell.text) for cell in words.values()):
        return True
    unknown = {column: cell for column, cell in words.items() if is_unknown(cell, areas)}
    years = Counter(
        (header.role, header.year)
        for header in alone.values()
        if header.role in SPEAKS_OF_VALUES and header.year is not None
    )
    repeated = any(count > 1 for count in years.values())
    return any(
        repeated or (_is_wide(grid, row, column) and not is_title(grid, row, column))
        for column in unknown
        if column in alone or _is_wide(grid, row, column)
    )


def _is_wide(grid: Grid, row: int, column: int) -> bool:
    span = grid.span(row, column)
    return span is not None and span.right > span.left
