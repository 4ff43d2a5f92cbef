"""What of a sheet stays in view and together: frozen heads, a filter, rows on one page.

A head stands, frozen or printed, above the rows of its own table only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import get_column_letter

from shengzhou_quality.formats.xlsx.grid import Grid
from shengzhou_quality.formats.xlsx.lines import Line, Role, Row, Shape, Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADINGS = (Role.TITLE, Role.HEADING, Role.GROUP)
_MOST_FROZEN = 220.0
"""Rows that stay in view take at most so many points, and columns so many half-widths."""
_MOST_FROZEN_ACROSS = 60


class Placed(NamedTuple):
    """A line with its first row; `rows` of `height` points each hold it."""

    line: Line
    first: int
    rows: int
    height: float

    @property
    def last(self) -> int:
        return self.first + self.rows - 1


class TablePlaced(NamedTuple):
    """A table of a sheet: its head and its rows."""

    head: Placed
    rows: Sequence[Placed]

    @property
    def shape(self) -> Shape:
        assert isinstance(self.head.line, Row)
        return self.head.line.shape


def may_be_filtered(lines: Sequence[Line], at: int, grid: Grid) -> bool:
    """Whether a line is the head of a table with a column of the grid for each of its own."""
    head = lines[at]
    if not (isinstance(head, Row) and head.is_head and len(head.shape.heads) == len(grid.widths)):
        return False
    return not head.shape.summed


def tables_in(placed: Sequence[Placed]) -> Iterator[TablePlaced]:
    head: Placed | None = None
    rows: list[Placed] = []
    for one in placed:
        if isinstance(one.line, Row) and one.line.is_head and not one.line.again:
            if head is not None:
                yield TablePlaced(head, rows)
            head, rows = one, []
        elif isinstance(one.line, Row) and head is not None:
            if one.line.shape is not head.line.shape:  # type: ignore[union-attr]
                yield TablePlaced(head, rows)
                head = None
            else:
                rows.append(one)
    if head is not None:
        yield TablePlaced(head, rows)


def named_on_every_page(
    placed: Sequence[Placed], tables: Sequence[TablePlaced]
) -> TablePlaced | None:
    """The last table, if its head is true of all that follows: it is printed on each page.

    A spreadsheet prints such a row on the pages behind its own only.
    """
    if not tables or tables[-1].head.rows > 1:
        return None
    last = tables[-1]
    below = [one.line for one in placed if one.first > last.head.last]
    if any(isinstance(line, Row) and line.shape is not last.shape for line in below):
        return None
    if any(isinstance(line, Text) and line.role is Role.HEADING for line in below):
        return None
    return last


def kept_together(placed: Sequence[Placed], room: float) -> set[int]:
    """The places of the lines that stay on the page of the line above them."""
    kept: set[int] = set()
    for at, one in enumerate(placed[:-1]):
        is_heading = isinstance(one.line, Text) and one.line.role in _HEADINGS
        is_head = isinstance(one.line, Row) and one.line.is_head
        if is_heading or is_head:
            kept.add(at + 1)
        follows = isinstance(one.line, Row) or (_is_note(one) and at in kept)
        if follows and _is_note(placed[at + 1]):
            kept.add(at + 1)  # a page of notes alone would have a head above nothing
    for at, one in enumerate(placed):
        if not isinstance(one.line, Text) or one.line.role not in (Role.HEADING, Role.GROUP):
            continue
        block = list(_below(placed, at, one.line))
        above = range(at) if all(isinstance(each.line, Text) for each in placed[:at]) else ()
        taken = (placed[each] for each in (*above, at, *block))
        if sum(each.height * each.rows for each in taken) <= room:
            kept.update(block)
    return kept


def _is_note(one: Placed) -> bool:
    return isinstance(one.line, Text) and one.line.role is Role.NOTE


def _below(placed: Sequence[Placed], at: int, heading: Text) -> Iterator[int]:
    """The places of the lines under a heading, up to the next one of its level, or of its table."""
    ends = (Role.HEADING,) if heading.role is Role.HEADING else (Role.HEADING, Role.GROUP)
    for each in range(at + 1, len(placed)):
        line = placed[each].line
        if isinstance(line, Text) and line.role in ends and line.level <= heading.level:
            return
        yield each


def freeze(sheet: Worksheet, table: TablePlaced, placed: Sequence[Placed], grid: Grid) -> None:
    """Keep the head of the only table in view, and in a wide one the name of each row."""
    above = sum(one.height * one.rows for one in placed if one.last <= table.head.last)
    if above > _MOST_FROZEN:
        return
    column = 1
    if not grid.page.upright and any(table.shape.with_room):
        named = table.shape.with_room.index(True)
        span = grid.spans[table.shape][named]
        if grid.width_of((1, span[1])) <= _MOST_FROZEN_ACROSS:
            column = span[1] + 1
    sheet.freeze_panes = f"{get_column_letter(column)}{table.head.last + 1}"


def filter_longest(sheet: Worksheet, tables: Sequence[TablePlaced], grid: Grid) -> None:
    """Filter the longest table; one with merged cells or with its head within cannot be sorted."""
    possible = [
        one
        for one in tables
        if one.rows
        and len(one.shape.heads) == len(grid.widths)
        and not one.shape.summed
        and all(row.rows == 1 for row in (one.head, *one.rows))
        and not any(isinstance(row.line, Row) and row.line.again for row in one.rows)
    ]
    if possible:
        longest = max(possible, key=lambda one: len(one.rows))
        last = get_column_letter(len(grid.widths))
        sheet.auto_filter.ref = f"A{longest.head.first}:{last}{longest.rows[-1].last}"
