"""Find how the tables of a sheet lie: indicators down, as usual, across, or side by side."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import VALUES, Role
from shengzhou_quality.reading.tables.naming import Named, Naming, names_in
from shengzhou_quality.reading.tables.tables import Table


@dataclass(slots=True)
class _Block:
    """Rows without an empty row between; `across` is `None` if they name no item."""

    first: int
    last: int
    across: bool | None


class Stretch(NamedTuple):
    """Rows of a sheet, and what the cells of each of them name, whatever else they may be."""

    grid: Grid
    names: Sequence[Mapping[int, Named]]


def parts_of(grid: Grid, naming: Naming) -> Iterator[Stretch]:
    """Split a sheet into parts, each of which lies one way as a whole."""
    parts: list[_Block] = []
    names = [names_in(row, naming.find) for row in grid.own]
    blocks = _blocks(grid, names)
    for number, block in enumerate(blocks):
        before = parts[-1] if parts else None
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        introduces = block.across is None and after is not None and bool(after.across)
        if before is None or block.across or (introduces and not before.across):
            parts.append(block)
        elif before.across is None:
            before.last, before.across = block.last, block.across
        elif before.across and block.across is False:
            parts.append(block)
        else:
            before.last = block.last
    if parts and any(part.across for part in parts):
        parts = _joined(parts)
        for part in parts:
            yield Stretch(grid.part(part.first, part.last), names[part.first : part.last])
    elif len(grid):
        yield Stretch(grid, names)


def _joined(parts: Sequence[_Block]) -> list[_Block]:
    """Join a title with the table below it that lies across."""
    joined: list[_Block] = []
    for part in parts:
        if joined and joined[-1].across is None:
            joined[-1] = _Block(joined[-1].first, part.last, part.across)
        else:
            joined.append(part)
    return joined


def _blocks(grid: Grid, names: Sequence[Mapping[int, Named]]) -> list[_Block]:
    starts = [row for row in range(len(grid)) if not grid.follows(row)]
    ends = [*starts[1:], len(grid)][: len(starts)]
    return [
        _Block(start, end, _lies_across(names[start:end]))
        for start, end in zip(starts, ends, strict=True)
    ]


def _lies_across(names: Iterable[Mapping[int, Named]]) -> bool | None:
    """Whether one row names more indicators than any column does."""
    in_columns: dict[int, set[str]] = {}
    most_in_row = 0
    for row in names:
        in_row = set()
        for column, named in row.items():
            in_row.add(named.indicator.id)
            in_columns.setdefault(column, set()).add(named.indicator.id)
        most_in_row = max(most_in_row, len(in_row))
    if not most_in_row:
        return None
    return most_in_row > max(len(named) for named in in_columns.values())


def panels(table: Table) -> Iterator[Table]:
    """Split a table whose columns repeat (name, values, name, values) into its panels."""
    names = table.of(Role.NAME) or table.of(Role.SERIAL)
    order = list(table.columns)
    starts = [order[0]]
    for before, name in pairwise(names):
        between = [column for column in order if before < column < name]
        if any(table.role(column) in VALUES for column in between):
            serials = [column for column in between if table.role(column) is Role.SERIAL]
            starts.append(serials[-1] if serials else name)
    if len(starts) == 1:
        yield table
        return
    for start, end in pairwise([*starts, sys.maxsize]):
        mine = {column: table.columns[column] for column in order if start <= column < end}
        yield replace(table, columns=mine, panel=(start, end - 1))
