"""What of a sheet stays in view and together: frozen heads, a filter, rows on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import get_column_letter

from shengzhou_quality.formats.xlsx.grid import Grid
from shengzhou_quality.formats.xlsx.lines import Line, Role, Row, Shape, Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADINGS = (Role.TITLE, Role.HEADING, Role.GROUP)
_FEW = 6
"""A table of fewer rows has no filter."""
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
    return sum(isinstance(one, Row) for one in lines[at + 1 : at + 1 + _FEW]) == _FEW


def tables_in(placed: Sequence[Placed]) -> Iterator[TablePlaced]:
    head: Placed | None = None
    rows: list[Placed] = []
    for one in placed:
        if isinstance(one.line, Row) and one.line.is_head:
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


def kept_together(placed: Sequence[Placed], room: float) -> set[int]:
    """The places of the lines that stay on the page of the line above them."""
    kept: set[int] = set()
    for at, one in enumerate(placed[:-1]):
        is_heading = isinstance(one.line, Text) and one.line.role in _HEADINGS
        is_head = isinstance(one.line, Row) and one.line.is_head
        if is_heading or is_head:
            kept.add(at + 1)
    for at, one in enumerate(placed):
        if isinstance(one.line, Text) and one.line.role is Role.HEADING:
            block = list(_below(placed, at, one.line.level))
            above = range(at) if all(isinstance(each.line, Text) for each in placed[:at]) else ()
            taken = (placed[each] for each in (*above, at, *block))
            if sum(each.height * each.rows for each in taken) <= room:
                kept.update(block)
    return kept


def _below(placed: Sequence[Placed], at: int, level: int) -> Iterator[int]:
    """The places of the lines under a heading, up to the next one of its level."""
    for each in range(at + 1, len(placed)):
        line = placed[each].line
        if isinstance(line, Text) and line.role is Role.HEADING and line.level <= level:
            return
        yield each


def freeze(
    sheet: Worksheet, placed: Sequence[Placed], tables: Sequence[TablePlaced], grid: Grid
) -> None:
    """Keep the head of the first table in view, and in a wide one the name of each row."""
    if not tables or len(tables[0].rows) < _FEW:
        return
    table = tables[0]
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
    """Filter the longest table; one with merged cells cannot be sorted."""
    possible = [
        one
        for one in tables
        if len(one.rows) >= _FEW
        and len(one.shape.heads) == len(grid.widths)
        and all(row.rows == 1 for row in (one.head, *one.rows))
        and one.rows[-1].last - one.head.last == len(one.rows)
    ]
    if possible:
        longest = max(possible, key=lambda one: len(one.rows))
        last = get_column_letter(len(grid.widths))
        sheet.auto_filter.ref = f"A{longest.head.first}:{last}{longest.rows[-1].last}"
