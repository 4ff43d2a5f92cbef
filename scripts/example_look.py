"""The look of the example workbooks: fonts, borders, heights, page setup."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from shengzhou_quality.formats.workbooks.paper import set_up_print

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

NOTICE: Final = "示例数据,非官方统计"

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
TITLE = Font(name="黑体", size=16, bold=True)
WARNING = Font(name="黑体", size=12, bold=True, color="FFC00000")
BODY = Font(name="宋体", size=10.5)
_HEADER = Font(name="黑体", size=10.5)
_HEADER_FILL = PatternFill("solid", fgColor="FFDCE6F1")
_THIN = Side(style="thin", color="FF7F7F7F")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)

# Heights in points, and the part of a column's width that its edges and indent take.
_LINE, _PADDING, _INSIDE = 14.5, 9.0, 2


def write_line(
    sheet: Worksheet, row: int, width: int, text: str, font: Font, side: Alignment, height: float
) -> None:
    """Write one text across the whole table."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    cell = sheet.cell(row, 1, text)
    cell.font = font
    cell.alignment = side
    sheet.row_dimensions[row].height = height


def write_header_cell(sheet: Worksheet, row: int, column: int, text: str | None = None) -> None:
    cell = sheet.cell(row, column, text)
    cell.font, cell.fill, cell.border, cell.alignment = _HEADER, _HEADER_FILL, _BORDER, CENTRE


def write_cell(
    sheet: Worksheet, row: int, column: int, value: Any, side: Alignment
) -> Cell | MergedCell:
    """A cell of the table's body."""
    cell: Cell | MergedCell = sheet.cell(row, column, value)
    cell.font, cell.border, cell.alignment = BODY, _BORDER, side
    return cell


def fit_height(sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]]) -> None:
    """As high as the longest of `texts` needs in its column's width."""
    lines = max(1, *(ceil(text_width(text) / (width - _INSIDE)) for text, width in texts))
    sheet.row_dimensions[row].height = lines * _LINE + _PADDING


def text_width(text: str) -> int:
    """The width in units of a column's width: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def set_up_page(
    sheet: Worksheet, columns: Sequence[tuple[str, float]], header_row: int, frozen: str
) -> None:
    """Set the page to print; keep the header and the columns before `frozen` visible."""
    footer = f"{NOTICE}    第 &P 页,共 &N 页"
    set_up_print(sheet, [width for _, width in columns], header_row, footer)
    sheet.freeze_panes = f"{frozen}{header_row + 1}"
