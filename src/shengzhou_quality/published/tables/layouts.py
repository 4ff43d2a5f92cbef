"""Bring a sheet into upright tables: turn it, part what stands side by side or in blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.tables.captions import is_note
from shengzhou_quality.published.tables.cell_forms import names_area
from shengzhou_quality.published.tables.headings import Heading, headings_of
from shengzhou_quality.published.tables.lines import Line, grid_without_empty, lines_of, spaced
from shengzhou_quality.published.tables.printed_headers import (
    FIGURES,
    ColumnRole,
    PrintedColumn,
    header_word,
)
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reported import Cell, Sheet

_WIDEST = 80
"""A sheet with more rows is never one whose indicators stand side by side in columns."""


class UprightTable(NamedTuple):
    """A header with its body: one line an indicator. `above` are texts over the header."""

    above: tuple[str, ...]
    columns: tuple[PrintedColumn, ...]
    body: tuple[Line, ...]
    beside: bool = False
    """Whether it is one of several that stand side by side."""


class Layout(NamedTuple):
    """The upright tables of a sheet; `lines` as they stand, for a sheet without a header."""

    tables: tuple[UprightTable, ...]
    lines: tuple[Line, ...]


def layout_of(sheet: Sheet) -> Layout:
    grid = grid_without_empty(sheet)
    lines = lines_of(grid)
    above = 0
    while above < len(lines) and len(lines[above].distinct) == 1:
        above += 1
    titles = tuple(spaced(line.texts[0]) for line in lines[:above])
    upright = headings_of(lines)
    if above < len(lines) <= _WIDEST and len(lines[0].cells) > 1:
        # A note over the whole width is of no column, so it must not be turned with them.
        notes = [line for line in lines[above:] if line.is_single and is_note(line.texts[0])]
        rows = [row for row in sheet.rows if not _is_among(row, notes)]
        plain = grid_without_empty(sheet._replace(rows=tuple(rows)))
        turned = lines_of(plain.part(above, len(plain)).turned())
        across = headings_of(turned)
        if _is_turned(upright, across, lines):
            header = turned[across[0].first].cells
            words = [header_word(cell.text) if cell is not None else None for cell in header]
            starts = _block_starts([word.role if word is not None else None for word in words])
            tables = _turned_tables(plain.part(above, len(plain)), starts, titles)
            return Layout(tuple(_with_notes(tables, notes)), tuple(lines))
    return Layout(tuple(_tables(lines, upright, ())), tuple(lines))


def _is_among(row: Mapping[int, Cell], lines: list[Line]) -> bool:
    return any(cell is line.distinct[0] for line in lines for cell in row.values())


def _block_starts(roles: Sequence[ColumnRole | None]) -> list[int]:
    """Where the blocks of a header begin: at its names, each block with figures of its own."""
    starts, next_start, has_figures = [0], None, False
    for at, role in enumerate(roles):
        if role is ColumnRole.NAME and has_figures:
            next_start, has_figures = at, False
        elif role in FIGURES:
            has_figures = True
            if next_start is not None:
                starts.append(next_start)
                next_start = None
    return starts


def _turned_tables(grid: Grid, starts: list[int], titles: tuple[str, ...]) -> list[UprightTable]:
    """Read each block by itself, as the rows of one may be others than those of the next."""
    tables: list[UprightTable] = []
    lines, group = lines_of(grid), None
    for start, end in zip(starts, [*starts[1:], len(grid)], strict=True):
        # One text alone over a block names its indicators together.
        over = end
        while end < len(grid) and over > start + 1 and lines[over - 1].is_single:
            over -= 1
        turned = lines_of(grid.part(start, over).turned())
        read = _tables(turned, headings_of(turned), titles)
        if group is not None:
            read = [_under(group, table) for table in read]
        tables.extend(read)
        group = lines[end - 1] if over < end else None
    return tables


def _under(group: Line, table: UprightTable) -> UprightTable:
    text = group.texts[0]
    if _is_title(text):
        return table._replace(above=(*table.above, spaced(text)))
    return table._replace(body=(_alone(group, len(table.columns)), *table.body))


def _alone(line: Line, width: int) -> Line:
    """A line of one cell over all columns."""
    return Line((line.distinct[0],) * width)


def _with_notes(tables: list[UprightTable], notes: list[Line]) -> list[UprightTable]:
    if not tables or not notes:
        return tables
    last = tables[-1]
    below = tuple(_alone(line, len(last.columns)) for line in notes)
    return [*tables[:-1], last._replace(body=(*last.body, *below))]


def _is_turned(upright: list[Heading], across: list[Heading], lines: list[Line]) -> bool:
    """Whether the indicators stand in columns."""
    if not across or across[0].first > 1:
        return False
    if upright and _areas_are_rows(upright[0], lines):
        return True
    high = max((heading.score for heading in upright), default=0)
    return across[0].score > high


def _areas_are_rows(heading: Heading, lines: list[Line]) -> bool:
    """Whether the first column names areas, and the header above the others indicators."""
    behind = heading.columns[1:]
    if any(column.role is ColumnRole.NAME for column in behind):
        return False
    headed = heading.columns[0].role is ColumnRole.AREA
    first = [line.cells[0] for line in lines[heading.after :] if line.cells[0] is not None]
    named = sum(names_area(cell.text) for cell in first if cell is not None) * 2 > len(first)
    return (headed or named) and not _names_areas(lines[heading.first])


def _names_areas(line: Line) -> bool:
    """Whether most cells behind the first name areas."""
    rest = line.texts[1:]
    return sum(names_area(text) for text in rest) * 2 > len(rest)


def _tables(
    lines: list[Line], headings: list[Heading], titles: tuple[str, ...]
) -> list[UprightTable]:
    tables: list[UprightTable] = []
    carried: list[str] = []
    for number, heading in enumerate(headings):
        last = headings[number + 1].first if number + 1 < len(headings) else len(lines)
        body: list[Line] = lines[heading.after : last]
        tail: list[Line] = []
        if number + 1 < len(headings):
            # A title over the next header belongs to it, not to this body.
            while body and len(body[-1].distinct) == 1 and _is_title(body[-1].texts[0]):
                tail.insert(0, body.pop())
        if number == 0:
            over = lines[: heading.first]
            carried = [spaced(line.texts[0]) for line in over if len(line.distinct) == 1]
        above = carried
        carried = [spaced(line.texts[0]) for line in tail]
        tables.extend(_side_by_side(heading, body, (*titles, *above)))
    return tables


def _is_title(text: str) -> bool:
    cleaned = clean(text)
    return cleaned.endswith(("表", "指标", "目标")) or cleaned.startswith(
        ("表", "专栏", "单位", "(单位")
    )


def _side_by_side(heading: Heading, body: list[Line], above: tuple[str, ...]) -> list[UprightTable]:
    """Part 序号 指标 目标 | 序号 指标 目标 into its blocks; what stands before them is of all."""
    columns = heading.columns
    blocks = _repeated(columns) or _begun_by_names(columns)
    if len(blocks) < 2:
        return [UprightTable(above, columns, tuple(body))]
    tables = []
    for block in blocks:
        parts = (line.part(block) for line in body)
        lines = tuple(line for line in parts if line.distinct)
        tables.append(UprightTable(above, tuple(columns[at] for at in block), lines, beside=True))
    return tables


def _repeated(columns: tuple[PrintedColumn, ...]) -> list[list[int]]:
    """The columns of each block, where all have the same header."""
    texts = [clean(column.text) for column in columns]
    for first in range(min(3, len(texts))):
        for width in range(2, (len(texts) - first) // 2 + 1):
            block = texts[first : first + width]
            roles = {column.role for column in columns[first : first + width]}
            behind = texts[first + width :]
            repeats = (
                all(text == block[at % width] or not text for at, text in enumerate(behind))
                and behind[:width] == block
            )
            if ColumnRole.NAME in roles and roles & FIGURES and repeats:
                return [
                    [*range(first), *range(start, min(start + width, len(texts)))]
                    for start in range(first, len(texts), width)
                ]
    return []


def _begun_by_names(columns: tuple[PrintedColumn, ...]) -> list[list[int]]:
    """The columns of each block, where a header of names stands again behind figures."""
    names = [at for at, column in enumerate(columns) if column.role is ColumnRole.NAME]
    if not names:
        return []
    starts = _block_starts([column.role for column in columns])
    before = list(range(names[0]))
    for number, start in enumerate(starts[1:], 1):
        own = start
        while columns[own - 1].role in (ColumnRole.NUMBER, ColumnRole.GROUP):
            own -= 1
        if own < start:
            before = []
        starts[number] = own
    ends = [*starts[1:], len(columns)]
    blocks = [list(range(start, end)) for start, end in zip(starts, ends, strict=True)]
    return [blocks[0], *([*before, *block] for block in blocks[1:])]
