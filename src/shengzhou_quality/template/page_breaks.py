"""Break a sheet into printed pages, so that no heading stands alone at the foot of one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_INCH = 72
_SHORT, _LONG = 595.0, 842.0
"""The sides of A4 in points."""
_OF_WIDTH, _EDGES = 5.25, 3.75
"""The points of one unit of a column's width, and of the edges of a column."""
_LINE = 15.0
_SURE = 0.95
"""The part of a page to fill: programs differ a little in the heights of their rows."""


def break_pages(sheet: Worksheet, header_row: int, last: int, kept: Collection[int]) -> None:
    """Start a new page before the rows that no longer fit; the header repeats on each.

    A row in `kept` stays on the page of the row above it: the first line below a heading, and
    the lines of signatures.
    """
    room = room_on_page(sheet)
    used = height_of(sheet, range(1, header_row + 1))
    blocks: list[list[int]] = []
    for row in range(header_row + 1, last + 1):
        if row in kept and blocks:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    for number, block in enumerate(blocks):
        height = height_of(sheet, block)
        if number and used + height > room:
            sheet.row_breaks.append(Break(id=block[0] - 1))
            used = height_of(sheet, [header_row])
        used += height


def height_of(sheet: Worksheet, rows: Iterable[int]) -> float:
    return sum(sheet.row_dimensions[row].height or _LINE for row in rows)


def room_on_page(sheet: Worksheet) -> float:
    """The height of the rows that fit on one page, when its columns fit across."""
    upright = sheet.page_setup.orientation == "portrait"
    across, down = (_SHORT, _LONG) if upright else (_LONG, _SHORT)
    margins = sheet.page_margins
    across -= (margins.left + margins.right) * _INCH
    down -= (margins.top + margins.bottom) * _INCH
    return down * _SURE / min(1.0, across / _width_of(sheet))


def _width_of(sheet: Worksheet) -> float:
    widths: Sequence[float] = [column.width for column in sheet.column_dimensions.values()]
    return sum(width * _OF_WIDTH + _EDGES for width in widths)
