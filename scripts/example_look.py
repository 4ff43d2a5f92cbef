"""The look of the example workbooks: fonts, borders, heights, page setup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NOTICE: Final = "示例数据,非官方统计"

# Heights in points, and the part of a column's width that its edges and indent take.
LINE, PADDING, INSIDE = 14.5, 9.0, 2
_THIN = Side(style="thin", color="FF7F7F7F")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
TITLE = Font(name="黑体", size=16, bold=True)
WARNING = Font(name="黑体", size=12, bold=True, color="FFC00000")
HEADER = Font(name="黑体", size=10.5)
BODY = Font(name="宋体", size=10.5)


def write_line(
    sheet: Worksheet, row: int, width: int, text: str, font: Font, side: Alignment, height: float
) -> None:
    """Write one text across the whole table."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    cell = sheet.cell(row, 1, text)
    cell.font = font
    cell.alignment = side
    sheet.row_dimensions[row].height = height


def text_width(text: str) -> int:
    """The width in units of a column's width: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def set_up_page(
    sheet: Worksheet, columns: Sequence[tuple[str, float]], header_row: int, frozen: str
) -> None:
    """Set A4 landscape, one page wide; keep the header and the columns before `frozen` visible."""
    for number, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"{frozen}{header_row + 1}"
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
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.center is not None
    footer.center.text = f"{NOTICE}    第 &P 页,共 &N 页"
