"""Know the page: how much of a sheet fits on it, and before which rows a further one begins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from shengzhou_quality.formats.workbooks.text_size import UNIT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_INCH = 72
_SHORT, _LONG = 595.0, 842.0
"""The sides of A4 in points."""
_BESIDE, _ABOVE, _BELOW, _FOOTER = 0.25, 0.35, 0.45, 0.2
"""The margins in inches."""
_SURE = 0.98
"""The part of a page to fill: programs differ a little in the heights of their rows."""


@dataclass(frozen=True, slots=True)
class Page:
    """A4, and the width of the sheets on it in units: so wide that 10.5 points print as 8."""

    upright: bool
    width: int
    above: float = _ABOVE
    """The margin above the sheet, in inches; a sheet with a header needs a wider one."""

    @property
    def scale(self) -> float:
        """How much smaller it is printed: a narrow sheet is not enlarged."""
        across = (_SHORT if self.upright else _LONG) - 2 * _BESIDE * _INCH
        return min(across / (self.width * UNIT), 1.0)

    @property
    def room(self) -> float:
        """The height of the rows that fit on one page."""
        down = (_LONG if self.upright else _SHORT) - (self.above + _BELOW) * _INCH
        return down * _SURE / self.scale


UPRIGHT, LANDSCAPE = Page(upright=True, width=141), Page(upright=False, width=194)


def page_starts(
    heights: Sequence[float], kept: Collection[int], room: float, head: float, repeated: float
) -> list[int]:
    """Return the rows that begin a further page, by their place in `heights`.

    A row in `kept` stays on the page of the row above it. The first page begins with `head`,
    each other one with the `repeated` header.
    """
    blocks: list[list[int]] = []
    for row in range(len(heights)):
        if row in kept and blocks:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    starts: list[int] = []
    used = head
    for block in blocks:
        height = sum(heights[row] for row in block)
        if block[0] and used + height > room:
            starts.append(block[0])
            used = repeated
        used += height
    return starts


def set_up_margins(sheet: Worksheet, page: Page) -> None:
    """The margins that a page is measured with."""
    if page.upright:
        sheet.page_setup.orientation = "portrait"
    margins = sheet.page_margins
    margins.left = margins.right = _BESIDE
    margins.top, margins.bottom = page.above, _BELOW
    margins.header = margins.footer = _FOOTER


def set_up_print(
    sheet: Worksheet, widths: Sequence[float], header_row: int | None, footer: str
) -> None:
    """Set A4 landscape, one page wide, the header on every page."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if header_row is not None:
        sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center is not None
    sheet.oddFooter.center.text = footer
