"""The template's look: fonts, colours, heights, page setup; text is never stored as a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width
from weakref import WeakKeyDictionary

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin", color="FF8C8C8C")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_EDGE = Alignment(horizontal="left", vertical="center")
_RIGHT = Alignment(horizontal="right", vertical="center")
_BODY = Font(name="宋体", size=10.5)
_BOLD = Font(name="黑体", size=10.5)


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """The look of a cell, and whether the office may fill it in; equal to itself only."""

    font: Font
    alignment: Alignment
    fill: str | None = None
    border: bool = True
    locked: bool = True


TITLE = Style(Font(name="黑体", size=16), _CENTRE, border=False)
PLAIN = Style(_BODY, _EDGE, border=False)
LABEL = Style(_BODY, _RIGHT, border=False)
HEADER = Style(_BOLD, _CENTRE, "FFD9E4F0")
GROUP = Style(_BOLD, _LEFT, "FFE8EEE0")
LOCKED = Style(_BODY, _CENTRE, "FFF4F4F4")
LOCKED_TEXT = Style(_BODY, _LEFT, "FFF4F4F4")
FILL_IN = Style(_BODY, _CENTRE, "FFFFF8DC", locked=False)
FILL_IN_TEXT = replace(FILL_IN, alignment=_LEFT)
KNOWN = replace(FILL_IN, font=Font(name="宋体", size=10.5, color="FF1F4E9E"))
KNOWN_TEXT = replace(KNOWN, alignment=_LEFT)
LEGEND = replace(PLAIN, alignment=Alignment(horizontal="left", vertical="center", indent=1))
KNOWN_LEGEND = replace(LEGEND, font=KNOWN.font)
HEADING = Style(_BOLD, _LEFT)
TEXT = Style(_BODY, _LEFT)
TEXT_CENTRED = Style(_BODY, _CENTRE)

MAX_PROMPT_TITLE, MAX_PROMPT = 32, 255
"""The most characters that a workbook allows for a prompt; a longer one damages the file."""

_EXACT_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_MAX_EXACT = 15
_FORMULA_STARTS = ("=", "+", "-", "@")
_NO_TEXT = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ud800-\udfff\ufffe\uffff]")

# Heights in points, and the part of a column's width that its edges take.
_LINE, _PADDING, _INSIDE, _HIGHEST = 13.5, 2.5, 2, 409


_LOOKS: WeakKeyDictionary[Workbook, dict[Style, StyleArray]] = WeakKeyDictionary()
"""The numbers by which each workbook knows the parts of a look, from its first cell on."""


def put(sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
    """Write `text` as text, whatever it begins with, so that no spreadsheet runs it."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "a merged area is written at its first cell"
    _dress(cell, style)
    if not text:
        return
    cell.value = _NO_TEXT.sub("\ufffd", text)
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _dress(cell: Cell, style: Style) -> None:
    """Give the cell its look.

    openpyxl compares each part of a look with all that it knows, so only the first cell of a
    look is dressed part by part; the others copy the numbers of what it came to.
    """
    workbook: Any = cell.parent.parent
    looks = _LOOKS.setdefault(workbook, {})
    if style not in looks:
        cell.font, cell.alignment = style.font, style.alignment
        cell.protection = Protection(locked=style.locked)
        if style.fill:
            cell.fill = PatternFill("solid", fgColor=style.fill)
        if style.border:
            cell.border = _BORDER
        looks[style] = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001
    cell._style = copy(looks[style])  # type: ignore[attr-defined]  # noqa: SLF001


def put_figure(sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
    """Like `put`, but store a number if the number shows exactly these digits."""
    put(sheet, row, column, text, style)
    digits = sum(character.isdigit() for character in text)
    if _EXACT_NUMBER.fullmatch(text) and text != "-0" and digits <= _MAX_EXACT:
        cell = sheet.cell(row, column)
        cell.quotePrefix = False
        cell.value = Decimal(text)


def put_across(
    sheet: Worksheet, row: int, columns: tuple[int, int], text: str, style: Style
) -> None:
    """Write one text across several merged columns."""
    first, last = columns
    put(sheet, row, first, text, style)
    for column in range(first + 1, last + 1):
        put(sheet, row, column, "", style)
    if last > first:
        merge(sheet, (row, row), columns)


def merge(sheet: Worksheet, rows: tuple[int, int], columns: tuple[int, int]) -> None:
    """Show these cells as one. All have a look: `sheet.merge_cells` would replace it, slowly."""
    (top, bottom), (first, last) = rows, columns
    sheet.merged_cells.add(CellRange(None, first, top, last, bottom))


class _GrowingRow(RowDimension):
    """A row with a height that still grows when someone writes more into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's property; True would fix the height
        return False


def fit_height(
    sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], *, grows: bool = False
) -> None:
    """Set the height that the longest of `texts` needs in its column's width."""
    lines = max(_lines(text, width - _INSIDE) for text, width in texts)
    height = min(lines * _LINE + _PADDING, _HIGHEST)
    if grows:
        sheet.row_dimensions[row] = _GrowingRow(sheet, index=row, ht=height)
    else:
        sheet.row_dimensions[row].height = height


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(text_width(part) / width)) for part in text.split("\n"))


def text_width(text: str) -> int:
    """The width in units of a column's width: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def set_up_page(
    sheet: Worksheet,
    widths: Sequence[float],
    header_row: int,
    footer: str,
    *,
    upright: bool = False,
) -> None:
    """Set the page to print; hide grid lines, and lock without a password."""
    set_up_print(sheet, widths, header_row, footer)
    if upright:
        sheet.page_setup.orientation = "portrait"
    sheet.page_margins.top, sheet.page_margins.bottom = 0.45, 0.5
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True
    # A percentage typed into a locked format would lose its sign; columns may be widened.
    sheet.protection.formatCells = False
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def set_up_print(sheet: Worksheet, widths: Sequence[float], header_row: int, footer: str) -> None:
    """Set A4 landscape, one page wide, the header on every page."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
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


def cut(text: str, limit: int) -> str:
    """Cut to at most `limit` UTF-16 units, which is how a workbook counts."""
    if len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    kept = text[: limit - 1]
    while len(kept.encode("utf-16-le")) // 2 > limit - 1:
        kept = kept[:-1]
    return kept + "…"
