"""Give each entity what its rows share with those of others, before the rows are taken apart.

Where the items come one after the other and the entities below each, the name of the item stands
in the first row alone (merged, or the cells below it empty). A cell merged over rows of several
entities shows in all of them; a value there is nobody's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from shengzhou_quality.batch.long.entity_names import NoEntity
from shengzhou_quality.batch.long.entity_rows import EntityTable, LongSheet
from shengzhou_quality.batch.long.row_lines import text_of
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.reading.readers.compact import CompactSheet, MarkedText, Text, cells_of
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.filled_grid import grid_of
from shengzhou_quality.reading.tables.header_words import VALUES, Role
from shengzhou_quality.reading.tables.naming import Naming
from shengzhou_quality.reading.tables.tables import TableFinder
from shengzhou_quality.reported import Span

_SAMPLE = 60


class Columns(NamedTuple):
    """The columns of one table that hold the names of its items, and those that hold values."""

    names: frozenset[int]
    values: frozenset[int]


def columns_of(long: LongSheet, naming: Naming, areas: Areas) -> list[Columns]:
    """Read the header of each table with its first rows, as a whole sheet is read."""
    merged: dict[int, list[Span]] = defaultdict(list)
    for span in long.sheet.merged:
        merged[span.top].append(span)
    return [_columns(long, table, merged, naming, areas) for table in long.tables]


def _columns(
    long: LongSheet,
    table: EntityTable,
    merged: dict[int, list[Span]],
    naming: Naming,
    areas: Areas,
) -> Columns:
    sheet = long.sheet
    sample = range(table.first, min(table.first + _SAMPLE, table.last))
    rows = sorted({*sample, *(at for at in table.common if at < table.first)})
    numbers = [sheet.numbers[at] for at in rows]
    part = CompactSheet(
        sheet.name,
        numbers,
        [sheet.columns[at] for at in rows],
        [sheet.texts[at] for at in rows],
        tuple(span for number in numbers for span in merged.get(number, ())),
    )
    grid = grid_of(cells_of(part, ""))
    finder = TableFinder(grid, naming.find, Place(""), len(rows) + 1, areas)
    head = rows.index(table.head)
    found = next((one for one in finder.tables() if one.top <= head < one.first), None)
    names, values = set[int](), set[int]()
    if found is not None:
        names = {one for one in found.of(Role.NAME) if one != table.column}
        values = set(found.of(*VALUES))
    for at in range(table.head, table.first):
        cells = zip(sheet.columns[at], sheet.texts[at], strict=True)
        values |= {one for one, cell in cells if naming.find(text_of(cell)) is not None}
    return Columns(frozenset(names), frozenset(values))


def spread_merged(long: LongSheet, columns: list[Columns]) -> dict[int, list[Span]]:
    """Write a cell merged over rows of several entities into each of these rows.

    Returns the other merged areas, by the position of each of their rows.
    """
    sheet, owners = long.sheet, long.owners
    kept: dict[int, list[Span]] = defaultdict(list)
    if not sheet.merged:
        return kept
    index = {row: at for at, row in enumerate(sheet.numbers)}
    table_of = [0] * len(owners)
    for number, table in enumerate(long.tables):
        table_of[table.first : table.last] = [number] * (table.last - table.first)
    for span in sheet.merged:
        rows = [index[row] for row in range(span.top, span.bottom + 1) if row in index]
        if not rows:
            continue
        if owners[rows[0]] == NoEntity.COMMON or len({owners[at] for at in rows}) == 1:
            for at in rows:
                kept[at].append(span)
            continue
        cells = zip(sheet.columns[rows[0]], sheet.texts[rows[0]], strict=True)
        cell = next((each for one, each in cells if one == span.left), None)
        for at in rows:
            if cell is None or owners[at] < 0 or span.left == long.tables[table_of[at]].column:
                continue
            values = columns[table_of[at]].values
            shared = any(span.left <= one <= span.right for one in values)
            _put(sheet, at, span.left, _faulty(cell) if shared else cell)
    return kept


def fill_names(long: LongSheet, table: EntityTable, names: frozenset[int]) -> list[int]:
    """Repeat the names of items in the rows below them, where entities change below each name.

    Returns, of any other table, the rows that could be mistaken for a row of another item: an
    entity's next rows, further down, of which the first has no name.
    """
    sheet = long.sheet
    shapes = {sheet.columns[at] for at in range(table.first, table.last)}
    if not names or not any(map(names.isdisjoint, shapes)):
        return []
    unnamed = list(_unnamed(long, table, names))
    owners = long.owners
    by_entity = sum(
        owners[at] == owners[at - 1] and not names.isdisjoint(sheet.columns[at])
        for at in range(table.first + 1, table.last)
    )
    if len(unnamed) <= by_entity:
        return [one.at for one in unnamed if one.doubtful]
    for at, named, _ in unnamed:
        for one, cell in zip(sheet.columns[named], sheet.texts[named], strict=True):
            if one in names:
                _put(sheet, at, one, cell)
    return []


class _Unnamed(NamedTuple):
    """A row without a name where an entity begins, the row above that has one, and whether the
    entity's own rows further above could be taken for it."""

    at: int
    named: int
    doubtful: bool


def _unnamed(long: LongSheet, table: EntityTable, names: frozenset[int]) -> Iterator[_Unnamed]:
    shapes, owners = long.sheet.columns, long.owners
    named, above = -1, int(NoEntity.NOBODY)
    seen: set[int] = set()
    for at in range(table.first, table.last):
        owner = owners[at]
        if owner in (NoEntity.COMMON, NoEntity.REPEATED, NoEntity.OUTSIDE):
            continue
        if not names.isdisjoint(shapes[at]):
            named = at
            seen.add(owner)
        elif owner >= 0 and named >= 0 and owner != owners[named] and table.column in shapes[at]:
            yield _Unnamed(at, named, owner in seen and owner != above)
        above = owner


def _faulty(cell: Text) -> MarkedText:
    marked = cell if isinstance(cell, MarkedText) else MarkedText(cell)
    return marked._replace(fault=marked.fault or "merged-value")


def _put(sheet: CompactSheet, at: int, column: int, cell: Text) -> None:
    if isinstance(cell, MarkedText):
        cell = cell._replace(at=None)
    cells = {**dict(zip(sheet.columns[at], sheet.texts[at], strict=True)), column: cell}
    sheet.columns[at] = tuple(sorted(cells))
    sheet.texts[at] = tuple(cells[one] for one in sheet.columns[at])
