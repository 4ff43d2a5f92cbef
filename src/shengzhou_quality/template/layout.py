"""Lay out a table in groups: the widths of its columns, the heights of its rows, its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.pagebreak import Break

from shengzhou_quality.formats.workbooks.paper import Page, page_starts
from shengzhou_quality.formats.workbooks.text_size import TIGHT, Face, height_of_row, width_for
from shengzhou_quality.template.sheets import SheetColumns

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Group = tuple[str | None, Sequence[Sequence[str]]]
"""A heading, if there is one, and the texts of each line below it."""

_TOGETHER = 3
"""How many of the last lines stand on the page of what follows the table, at least."""
_STEP, _UNBOUND = 2, 10_000
_EMPTY = (6.75, 4.5, TIGHT)
"""The points of a row that its lines leave empty: from roomy rows to tight ones."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is to be laid out: `head` and `foot` are the heights of the rows around the table."""

    columns: SheetColumns
    header: Sequence[str]
    groups: Sequence[Group]
    head: Sequence[float]
    foot: Sequence[float]


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of the columns, the heights of all rows, and the rows that begin a page.

    Rows count from 1. Those in `lines` still grow when someone writes more into them.
    """

    widths: tuple[int, ...]
    heights: tuple[float, ...]
    lines: frozenset[int]
    starts: tuple[int, ...]

    def apply(self, sheet: Worksheet) -> None:
        for row, height in enumerate(self.heights, 1):
            set_height(sheet, row, height, grows=row in self.lines)
        for row in self.starts:
            sheet.row_breaks.append(Break(id=row - 1))


def lay_out(table: Table, page: Page, face: Face) -> Layout:
    """The layout on the fewest pages; of these, one with narrow names and then with roomy rows."""
    unbound = _with_widths(table, (_UNBOUND,) * len(table.columns), TIGHT, page, face)
    best: Layout | None = None
    for widths in _widths(table, page, face):
        for empty in _EMPTY:
            layout = _with_widths(table, widths, empty, page, face)
            if best is None or len(layout.starts) < len(best.starts):
                best = layout
            if len(best.starts) <= len(unbound.starts):
                return best  # nor would there be fewer pages if every text stood on one line
    assert best is not None, "there is at least one width"
    return best


def _widths(table: Table, page: Page, face: Face) -> Iterator[tuple[int, ...]]:
    """The widths of the columns, first with the usual width of the names, then with wider ones.

    What the others leave of the page is shared among the columns to fill in, which are at least
    as wide as their headers.
    """
    columns = [
        replace(column, width=max(column.width, width_for(header, face.of_headings)))
        if column.shares
        else column
        for column, header in zip(table.columns, table.header, strict=True)
    ]
    spare = page.width - sum(column.width for column in columns)
    names = [column.names for column in columns].index(True)
    sharing = [number for number, column in enumerate(columns) if column.shares]
    whole = sum(columns[number].width for number in sharing)
    for wider in range(0, max(spare, 0) + 1, _STEP):
        widths = [column.width for column in columns]
        widths[names] += wider
        for number in sharing:
            widths[number] += (spare - wider) * widths[number] // whole
        widths[sharing[-1]] += page.width - sum(widths)
        yield tuple(widths)


def _with_widths(
    table: Table, widths: tuple[int, ...], empty: float, page: Page, face: Face
) -> Layout:
    def height(texts: Sequence[str]) -> float:
        return height_of_row(zip(texts, widths, strict=True), face, empty=empty)

    header = height_of_row(zip(table.header, widths, strict=True), face.of_headings, empty=empty)
    heights: list[float] = []
    lines: list[int] = []
    kept: set[int] = set()
    for heading, rows in table.groups:
        if heading is not None:
            heights.append(height_of_row([(heading, page.width)], face.of_headings, empty=empty))
            kept.add(len(heights))
        for texts in rows:
            lines.append(len(heights))
            heights.append(height(texts))
    kept.update(lines[1 - _TOGETHER :], range(len(heights), len(heights) + len(table.foot)))
    heights += table.foot
    above = len(table.head) + 1
    starts = page_starts(heights, kept, page.room, sum(table.head) + header, header)
    first = above + 1
    return Layout(
        widths,
        (*table.head, header, *heights),
        frozenset(first + line for line in lines),
        tuple(first + start for start in starts),
    )


class _GrowingRow(RowDimension):
    """A row with a height that still grows when someone writes more into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's property; True would fix the height
        return False


def set_height(sheet: Worksheet, row: int, height: float, *, grows: bool = False) -> None:
    if grows:
        sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)
    else:
        sheet.row_dimensions[row].height = height
