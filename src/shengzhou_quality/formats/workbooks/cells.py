"""Write the cells of a workbook: fonts, colours, borders; text is never stored as a formula.

Used by everything that makes workbooks: the template, and the pages that are workbooks.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.cell_range import CellRange

from shengzhou_quality.decimals import plain
from shengzhou_quality.formats.workbooks.text_size import FACES, GRID, SIZE, Face

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin", color="FF8C8C8C")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
EDGE = Alignment(horizontal="left", vertical="center")
RIGHT = Alignment(horizontal="right", vertical="center")


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """The look of a cell, and whether the office may fill it in; equal to itself only.

    Which font it is depends on the workbook: `start_workbook` chooses the face.
    """

    alignment: Alignment
    fill: str | None = None
    border: bool = True
    locked: bool = True
    heading: bool = False
    title: bool = False
    colour: str | None = None
    underlined: bool = False
    figure: str | None = None
    """The number format of a number."""

    def font(self, face: Face) -> Font:
        return Font(
            name=face.heading if self.heading else face.body,
            size=face.title if self.title else SIZE,
            bold=self.heading and face.bold,
            color=self.colour,
            underline="single" if self.underlined else None,
        )


_EXACT_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_MAX_EXACT = 15
_FORMULA_STARTS = ("=", "+", "-", "@")
_NO_TEXT = re.compile(f"{ILLEGAL_CHARACTERS_RE.pattern}|[\ud800-\udfff\ufffe\uffff]")

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""A workbook would read `_x0041_` as an A."""
_LONGEST = 32_767
"""The most characters of a cell, in UTF-16 units."""


@dataclass(slots=True)
class _Looks:
    """A workbook's face, and the numbers by which it knows the parts of each look."""

    face: Face
    numbers: dict[Style, StyleArray] = field(default_factory=dict)


_LOOKS: WeakKeyDictionary[Workbook, _Looks] = WeakKeyDictionary()


def start_workbook(title: str, font: str) -> Workbook:
    """A workbook without sheets, in the face whose texts have this font."""
    workbook = Workbook()
    workbook.properties.creator = "sqc"
    workbook.properties.title = title
    workbook.remove(workbook.worksheets[0])
    workbook._fonts[0] = Font(name=GRID, size=SIZE)  # type: ignore[attr-defined]  # noqa: SLF001
    _LOOKS[workbook] = _Looks(FACES[font])
    return workbook


def face_of(sheet: Worksheet) -> Face:
    assert sheet.parent is not None, "a sheet of a workbook"
    return _LOOKS[sheet.parent].face


def put(sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
    """Write `text` as text, whatever it begins with, so that no spreadsheet runs it."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell), "a merged area is written at its first cell"
    _dress(cell, style)
    if not text:
        return
    escaped = _ESCAPE.sub("_x005F_", _NO_TEXT.sub("\ufffd", text))
    cell.value = cut(escaped, _LONGEST)
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _dress(cell: Cell, style: Style) -> None:
    """Give the cell its look.

    openpyxl compares each part of a look with all that it knows, so only the first cell of a
    look is dressed part by part; the others copy the numbers of what it came to.
    """
    workbook: Any = cell.parent.parent
    looks = _LOOKS[workbook]
    if style not in looks.numbers:
        cell.font, cell.alignment = style.font(looks.face), style.alignment
        cell.protection = Protection(locked=style.locked)
        if style.fill:
            cell.fill = PatternFill("solid", fgColor=style.fill)
        if style.border:
            cell.border = _BORDER
        if style.figure:
            cell.number_format = style.figure
        looks.numbers[style] = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001
    cell._style = copy(looks.numbers[style])  # type: ignore[attr-defined]  # noqa: SLF001


def put_number(sheet: Worksheet, row: int, column: int, number: Decimal, style: Style) -> None:
    """Write a number of at most 15 digits; `style.figure` says how it is shown."""
    put(sheet, row, column, "", style)
    _store(sheet.cell(row, column), number)


def put_figure(sheet: Worksheet, row: int, column: int, text: str, style: Style) -> None:
    """Like `put`, but store a number if the number shows exactly these digits."""
    put(sheet, row, column, text, style)
    digits = sum(character.isdigit() for character in text)
    if _EXACT_NUMBER.fullmatch(text) and text != "-0" and digits <= _MAX_EXACT:
        cell = sheet.cell(row, column)
        cell.quotePrefix = False
        _store(cell, Decimal(text))


def _store(cell: Any, number: Decimal) -> None:
    """Store the digits themselves: openpyxl would write 8.7 as 8.699999999999999."""
    cell.value = number
    cell._value = plain(number)  # noqa: SLF001


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


def cut(text: str, limit: int) -> str:
    """Cut to at most `limit` UTF-16 units, which is how a workbook counts."""
    if len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    kept = text[: limit - 1]
    while len(kept.encode("utf-16-le")) // 2 > limit - 1:
        kept = kept[:-1]
    return kept + "…"
