"""Write the lines of a sheet: cells in the grid, the heights of rows, the pages to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil
from typing import TYPE_CHECKING

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from shengzhou_quality.formats.workbooks.cells import merge, put, put_number
from shengzhou_quality.formats.workbooks.paper import set_up_margins, set_up_print
from shengzhou_quality.formats.workbooks.text_size import (
    HIGHEST,
    SIZE,
    Face,
    height_of_texts,
    width_for,
)
from shengzhou_quality.formats.xlsx.breaks import Paged, paged
from shengzhou_quality.formats.xlsx.grid import SURE, Grid, Span, grid_of
from shengzhou_quality.formats.xlsx.lines import Cell, Line, Role, Row, Side, Text
from shengzhou_quality.formats.xlsx.links import Link, to_place, to_sheet
from shengzhou_quality.formats.xlsx.looks import Looks
from shengzhou_quality.formats.xlsx.views import (
    Placed,
    filter_longest,
    freeze,
    may_be_filtered,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ROOMY, _TIGHT = 6.75, 4.5
"""The points that the lines of a heading, and of other rows, leave empty."""
_BUTTON = 3
"""The half-widths that the button of a filter takes from the head of a column."""
_MOST_FORMATS = 200
"""A workbook holds about so many number formats; a number with a further one is a text."""
_MOST_LINKS = 60_000
"""So many links of a sheet are safe: Excel repairs a sheet with more than 65,530."""


class Writer:
    """Writes the sheets of one workbook. Links to data start from `folder`."""

    def __init__(self, face: Face, folder: str, header: str, footer: str) -> None:
        self._face, self._folder = face, folder
        self._header, self._footer = header, footer
        self._looks = Looks()
        self._codes: set[str] = set()

    def write(self, sheet: Worksheet, lines: Sequence[Line]) -> None:
        grid = grid_of(lines, self._face)
        pages = paged(list(self._placed(lines, grid)), grid.page.room)
        placed = pages.placed
        links = 0
        for one in placed:
            links += self._write(sheet, one, grid, with_links=links < _MOST_LINKS)
            for row in range(one.first, one.last + 1):
                sheet.row_dimensions[row].height = one.height
        self._print(sheet, pages, grid)
        if pages.titled and len(pages.tables) == 1:
            freeze(sheet, pages.titled, placed, grid)
        filter_longest(sheet, pages.tables, grid)

    def _placed(self, lines: Sequence[Line], grid: Grid) -> Iterator[Placed]:
        row = 1
        for at, line in enumerate(lines):
            height = self._height(line, grid, has_buttons=may_be_filtered(lines, at, grid))
            rows = ceil(height / HIGHEST)
            yield Placed(line, row, rows, height if rows == 1 else ceil(height / rows))
            row += rows

    def _height(self, line: Line, grid: Grid, *, has_buttons: bool) -> float:
        if isinstance(line, Text):
            heading = self._looks.of_text(line).heading
            face = self._face.of_headings if heading else self._face
            size = face.title if line.role is Role.TITLE else SIZE
            empty = _ROOMY if line.role is not Role.TEXT else _TIGHT
            width = grid.width_of(grid.across)
            return height_of_texts([(line.text, width * SURE)], face, size, empty)
        face = self._face.of_headings if line.is_head else self._face
        spans = grid.spans[line.shape]
        taken = _BUTTON if has_buttons else 0
        texts = [
            (cell.text, max((grid.width_of(span) - 2 * cell.indent) * SURE - taken, 1))
            for cell, span in zip(line.cells, spans, strict=True)
        ]
        return height_of_texts(texts, face, SIZE, _TIGHT)

    def _write(self, sheet: Worksheet, placed: Placed, grid: Grid, *, with_links: bool) -> int:
        """Write a line; return how many links it has."""
        line, high = placed.line, placed.rows > 1
        if isinstance(line, Text):
            # A merged cell among the rows of a table would forbid to sort them.
            alone = line.role is Role.GROUP and self._fits(
                line.text, int(grid.width_of(grid.across) * SURE)
            )
            style = self._looks.of_text(line, high=high, alone=alone)
            if not alone:
                _join(sheet, placed, grid.across)
            for column in range(1, len(grid.widths) + 1):
                put(sheet, placed.first, column, line.text if column == 1 else "", style)
            if not line.sheet:
                return 0
            _link(sheet, placed.first, 1, to_sheet(line.sheet))
            return 1
        links = 0
        for cell, span, side in zip(
            line.cells, grid.spans[line.shape], line.shape.sides, strict=True
        ):
            fits = cell.place is not None and self._fits(cell.text, grid.width_of(span))
            link = (
                to_place(cell.place, self._folder) if cell.place and fits and with_links else None
            )
            self._put(sheet, placed, cell, span, grid, side, linked=link is not None)
            if link:
                _link(sheet, placed.first, span[0], link)
                links += 1
        return links

    def _put(
        self,
        sheet: Worksheet,
        placed: Placed,
        cell: Cell,
        span: Span,
        grid: Grid,
        side: Side,
        *,
        linked: bool,
    ) -> None:
        assert isinstance(placed.line, Row)
        code = self._code(cell, grid.width_of(span))
        style = (
            self._looks.of_head()
            if placed.line.is_head
            else self._looks.of_cell(cell, code, side, linked=linked, high=placed.rows > 1)
        )
        first, last = span
        if code is not None and cell.figure is not None:
            put_number(sheet, placed.first, first, cell.figure.number, style)
        else:
            put(sheet, placed.first, first, cell.text, style)
        for row in range(placed.first, placed.last + 1):
            for column in range(first, last + 1):
                if (row, column) != (placed.first, first):
                    put(sheet, row, column, "", style)
        _join(sheet, placed, span)

    def _code(self, cell: Cell, width: int) -> str | None:
        """The number format of a number; none where the column is too narrow for it."""
        if cell.figure is None or not self._fits(cell.text, width):
            return None
        code = cell.figure.code
        if code not in self._codes and len(self._codes) >= _MOST_FORMATS:
            return None
        self._codes.add(code)
        return code

    def _fits(self, text: str, width: int) -> bool:
        """Whether a text stands on one line: a number is not wrapped, nor a link in LibreOffice."""
        return width_for(text, self._face) <= width

    def _print(self, sheet: Worksheet, pages: Paged, grid: Grid) -> None:
        """One page wide; what fits on one page stands on one; heads stand on each of theirs."""
        head_row = pages.titled.head.first if pages.titled else None
        set_up_print(sheet, grid.widths, head_row, self._footer)
        set_up_margins(sheet, grid.page)
        sheet.sheet_view.showGridLines = False
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.right is not None
        sheet.oddHeader.right.text = self._header
        for start in pages.starts:
            sheet.row_breaks.append(Break(id=pages.placed[start].first - 1))


def _join(sheet: Worksheet, placed: Placed, span: Span) -> None:
    if placed.rows > 1 or span[1] > span[0]:
        merge(sheet, (placed.first, placed.last), span)


def _link(sheet: Worksheet, row: int, column: int, link: Link) -> None:
    cell = sheet.cell(row, column)
    made = Hyperlink(ref="", target=link.file or None, location=link.location)
    cell.hyperlink = made
