"""Recognise lists of works with unknown headers by the content of their columns.

One column holds names of the plan, another states that the plan knows. A column of bare 是 and
否, of figures, or under 目标 or a year is not a column of states.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shengzhou_quality.notation import clean
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import VALUES, Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.naming import Named
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell

_NO_STATES = r"目标|计划|要求|标准|应|拟|上年|去年|以前|上报|是否|[0-9]{4}"
_OFTEN = 2


def head_works(
    grid: Grid, named: Sequence[dict[int, Named]], tables: list[Table], areas: Areas
) -> list[Table]:
    """The tables, with the columns of works and of states recognised by content if unnamed."""
    for table in tables:
        if not table.has(Role.NAME):
            _head_names(named, table)
    if any(table.has(*VALUES) for table in tables):
        return tables
    if not tables:
        found = _table_of_works(grid, named, areas)
        return [found] if found else []
    for table in tables:
        names = table.of(Role.NAME)
        rows = range(table.first, table.last)
        if names:
            column = _column_of_states(grid, named, rows, names[0], table, areas)
            if column is not None:
                table.set_header(column, Header(Role.STATE))
    return tables


def _head_names(named: Sequence[dict[int, Named]], table: Table) -> None:
    """Find the column of works where only its header is unknown (序号 and 进展情况 are known)."""
    rows = range(table.first, min(table.last, len(named)))
    columns = Counter(column for row in rows for column in _works_in(named[row]))
    if len(columns) == 1:
        (column,) = columns
        if table.role(column) is Role.OTHER:
            table.set_header(column, Header(Role.NAME))


def _table_of_works(grid: Grid, named: Sequence[dict[int, Named]], areas: Areas) -> Table | None:
    rows = [row for row, found in enumerate(named) if _works_in(found)]
    if not rows:
        return None
    columns = Counter(column for row in rows for column in _works_in(named[row]))
    names = columns.most_common(1)[0][0]
    first = rows[0]
    heads = grid.own[first - 1] if first and grid.follows(first) else {}
    table = Table(max(first - 1, 0) if heads else first, first, len(grid), {}, heads)
    column = _column_of_states(grid, named, range(first, len(grid)), names, table, areas)
    if column is None:
        return None
    table.set_header(names, Header(Role.NAME))
    table.set_header(column, Header(Role.STATE))
    return table


def _works_in(found: dict[int, Named]) -> list[int]:
    return [column for column, one in found.items() if one.indicator.of_states]


def _column_of_states(
    grid: Grid,
    named: Sequence[dict[int, Named]],
    rows: range,
    names: int,
    table: Table,
    areas: Areas,
) -> int | None:
    """The one column in which at least half of the cells next to the works are known states."""
    filled: Counter[int] = Counter()
    known: Counter[int] = Counter()
    worded: set[int] = set()
    for row in rows:
        work = named[row].get(names)
        if work is None or not work.indicator.of_states:
            continue
        for column, cell in grid.rows[row].items():
            if column in named[row] or table.role(column) is not Role.OTHER:
                continue
            filled[column] += 1
            if work.indicator.rank_of(cell.text) is not None:
                known[column] += 1
                if len(clean(cell.text)) > 1:
                    worded.add(column)
    found = [
        column
        for column in worded
        if known[column] * _OFTEN >= filled[column] and _may_head_states(table.heads.get(column))
    ]
    if len(found) != 1:
        return None
    head = table.heads.get(found[0])
    return None if head is not None and areas.names_other(head.text) else found[0]


def _may_head_states(head: Cell | None) -> bool:
    return head is None or not re.search(_NO_STATES, clean(head.text))
