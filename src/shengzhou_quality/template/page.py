"""Set up a sheet that offices fill in: the page to print, and what is locked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from shengzhou_quality.formats.workbooks.paper import Page, set_up_margins, set_up_print

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def set_up_page(
    sheet: Worksheet, page: Page, widths: Sequence[float], header_row: int | None, footer: str
) -> None:
    """Set the page to print; hide grid lines, and lock without a password."""
    set_up_print(sheet, widths, header_row, footer)
    set_up_margins(sheet, page)
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    # A percentage typed into a locked format would lose its sign; columns may be widened.
    sheet.protection.formatCells = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
