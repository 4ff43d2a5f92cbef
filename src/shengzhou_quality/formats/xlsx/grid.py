"""Lay the tables of a sheet on one grid of columns, as wide as the page has room for.

The table with the most columns decides the grid, and has no merged cells: it can be sorted and
filtered. A cell of a smaller table spans several columns of the grid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from math import ceil
from typing import NamedTuple

from shengzhou_quality.formats.column_widths import least_widths, longest_piece, widths
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.formats.workbooks.paper import Page
from shengzhou_quality.formats.workbooks.text_size import Face
from shengzhou_quality.formats.xlsx.figures import LONGEST
from shengzhou_quality.formats.xlsx.lines import Cell, Line, Row, Shape

_ABOVE = 0.5
"""Inches above the rows, in which the header of the page stands."""

_PAGES = (
    (7, Page(upright=True, width=110, above=_ABOVE)),
    (12, Page(upright=False, width=160, above=_ABOVE)),
    (16, Page(upright=False, width=190, above=_ABOVE)),
    (1_000, Page(upright=False, width=208, above=_ABOVE)),
)
"""The most columns of a table, and the page for it, on which a text has 10, 10, 8 or 7.5 points."""
SURE = 0.95
"""The part of a column's width that its texts may fill: fonts that stand in for 宋体 are wider."""
_EDGES = 1
"""The half-widths of a column that its texts leave empty."""
_BUTTON = "xx"
"""As wide as the button of a filter, which stands behind the head of a column."""
_MOST = 210
"""A table of many columns makes its page wider, and so its print smaller, up to this."""
_MEASURED = 200
"""So many rows of a table, the longest, decide how wide its columns are."""
_NEVER = 1_000_000
"""The cost of a span in which a word would be broken."""

INDENT = "　"
"""The room that a node of a tree stands in from the one above it."""

Span = tuple[int, int]
"""The first and the last column of the grid, counted from 1, in which a cell stands."""


class Grid(NamedTuple):
    """The page, the widths of the columns, and where each table has its cells."""

    page: Page
    widths: tuple[int, ...]
    spans: Mapping[Shape, Sequence[Span]]

    def width_of(self, span: Span) -> int:
        return sum(self.widths[span[0] - 1 : span[1]])

    @property
    def across(self) -> Span:
        return 1, len(self.widths)


def grid_of(lines: Sequence[Line], face: Face) -> Grid:
    tables: dict[Shape, list[Row]] = {}
    for line in lines:
        if isinstance(line, Row):
            tables.setdefault(line.shape, []).append(line)
    page = _page(tables)
    if not tables:
        return Grid(page, (page.width,), {})
    most = max(len(shape.heads) for shape in tables)
    largest = [shape for shape in tables if len(shape.heads) == most]
    columns = _Columns(face.of_headings)
    found = columns.shared(
        max(largest, key=lambda one: len(tables[one])),
        [row for shape in largest for row in tables[shape]],
        page.width,
    )
    spans = {
        shape: [(at, at) for at in range(1, len(found) + 1)]
        if shape in largest
        else columns.spans(shape, rows, found)
        for shape, rows in tables.items()
    }
    return Grid(replace(page, width=sum(found)), tuple(found), spans)


def _page(tables: Mapping[Shape, object]) -> Page:
    most = max((len(shape.heads) for shape in tables), default=0)
    wide = any(shape.wide for shape in tables)
    possible = (page for columns, page in _PAGES if most <= columns and not (wide and page.upright))
    return next(possible, _PAGES[-1][1])


class _Columns:
    """Measures texts in half-widths of the face, in which a letter is wider than a half."""

    def __init__(self, face: Face) -> None:
        self._measure = lru_cache(maxsize=65_536)(lambda text: ceil(face.width_of(text) * 2))

    def shared(self, shape: Shape, rows: Sequence[Row], available: int) -> list[int]:
        """The page shared among the columns of a table; a page too narrow for them is widened."""
        heads = [f"{head}{_BUTTON}" if head else "" for head in shape.heads]
        texts = self._texts(shape._replace(heads=tuple(heads)), rows)
        least = sum(least_widths(texts, shape.with_room, self._measure))
        room = max(int((available - _EDGES * len(heads)) * SURE), min(least, _MOST))
        found = widths(texts, shape.with_room, room, self._measure)
        return [ceil(width / SURE) + _EDGES for width in found]

    def spans(self, shape: Shape, rows: Sequence[Row], grid: Sequence[int]) -> list[Span]:
        """The columns of the grid shared among fewer columns, so that they take the fewest lines.

        Every number of columns for the first cell is tried, then for the next, each once.
        """
        texts, last = self._texts(shape, rows), len(grid)
        pieces = [longest_piece(cells, self._measure) for cells in texts]
        lengths = [[self._measure(text) for text in cells] for cells in texts]

        @cache
        def best(at: int, start: int) -> tuple[int, tuple[int, ...]]:
            """The least cost of the columns from `at` on, and where each of them ends."""
            left = len(texts) - at - 1
            ends = range(start + 1, last - left + 1) if left else (last,)
            found = []
            for end in ends:
                room = int(sum(grid[start:end]) * SURE) - _EDGES
                cost = sum(ceil(length / max(room, 1)) or 1 for length in lengths[at])
                cost += _NEVER if room < pieces[at] else 0
                more, following = best(at + 1, end) if left else (0, ())
                found.append((cost + more, (end, *following)))
            return min(found)

        _, ends = best(0, 0)
        return [(start + 1, end) for start, end in zip((0, *ends), ends, strict=False)]

    def _texts(self, shape: Shape, rows: Sequence[Row]) -> list[list[str]]:
        """What decides the widths: the longest rows, and of the others their longest words."""
        measured = sorted(rows, key=lambda row: -sum(len(cell.text) for cell in row.cells))
        texts = [[_unbroken(row.cells[at]) for row in measured] for at in range(len(shape.heads))]
        return [
            [head, *cells[:_MEASURED], *self._longest_word(cells[_MEASURED:])]
            for head, cells in zip(shape.heads, texts, strict=True)
        ]

    def _longest_word(self, cells: Sequence[str]) -> list[str]:
        if not cells:
            return []
        return [max(set(cells), key=lambda text: (longest_piece([text], self._measure), text))]


def _unbroken(cell: Cell) -> str:
    """The text of a cell; a number and a short link as a word of Latin letters, never broken."""
    is_link = cell.place is not None and display_width(cell.text) <= LONGEST
    if cell.figure is None and not is_link:
        return INDENT * cell.indent + cell.text
    letters = (sign if sign.isascii() else "W" for sign in cell.text)
    return "".join(letters).replace(" ", "i") + "i"
