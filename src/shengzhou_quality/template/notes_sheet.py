"""Write the notes as a sheet: the rules and the states to print, then the items in a table.

The table of the items is printed if one page holds it, as in the share of a department. That of
all items is for the screen: it would fill pages that nobody takes along. A rule says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from shengzhou_quality.formats.workbooks.cells import face_of, put, put_across
from shengzhou_quality.formats.workbooks.paper import UPRIGHT
from shengzhou_quality.formats.workbooks.text_size import height_of_row
from shengzhou_quality.template import style
from shengzhou_quality.template.layout import set_height
from shengzhou_quality.template.page import set_up_page

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.template.notes import Notes

_WIDTHS = (7, 17, 22, 63, 32)
_RULE = ((1, 2), (3, 5))
"""The columns of a rule's heading and of its text; the others are those of the table of items."""
_ABOUT = ((1, 1), (2, 3), (4, 4), (5, 5))
_EMPTY = 6.75
"""The points of a row of the rules that its lines leave empty."""
_LAST = len(_WIDTHS)
_ABOUT_STYLES = (style.TEXT_CENTRED, style.TEXT, style.TEXT, style.TEXT)


def write_notes(sheet: Worksheet, notes: Notes, footer: str) -> dict[tuple[str, ...], str]:
    """Write the sheet; return the address of each list of states, for the cells that use it."""
    put_across(sheet, 1, (1, _LAST), notes.title, style.TITLE)
    face = face_of(sheet)
    title = height_of_row([(notes.title, UPRIGHT.width)], face.of_headings, face.title)
    set_height(sheet, 1, title)
    explained = [(rule.heading, rule.text) for rule in notes.rules]
    explained += ((states.heading, states.text) for states in notes.states)
    above = title
    for row, (heading, text) in enumerate(explained, 2):
        put_across(sheet, row, _RULE[0], heading, style.HEADING)
        put_across(sheet, row, _RULE[1], text, style.TEXT)
        height = max(
            height_of_row([(heading, _width_of(_RULE[0]))], face.of_headings, empty=_EMPTY),
            height_of_row([(text, _width_of(_RULE[1]))], face, empty=_EMPTY),
        )
        set_height(sheet, row, height)
        above += height
    row = len(explained) + 1
    heading_row = row + 2
    last, height = _write_about(sheet, notes, heading_row)
    prints = height <= UPRIGHT.room
    put_across(
        sheet,
        heading_row,
        (1, _LAST),
        notes.heading if prints else notes.on_screen,
        style.GROUP,
    )
    if prints and above + height > UPRIGHT.room:
        sheet.row_breaks.append(Break(id=heading_row - 1))
    set_up_page(sheet, UPRIGHT, _WIDTHS, None, footer)
    sheet.print_area = f"A1:{get_column_letter(_LAST)}{last if prints else row}"
    return _write_lists(sheet, notes, last + 2)


def _write_about(sheet: Worksheet, notes: Notes, row: int) -> tuple[int, float]:
    """Write the table below its heading; return its last row and its height."""
    face = face_of(sheet)
    widths = [_width_of(columns) for columns in _ABOUT]
    height = 3 * height_of_row([("", 1)], face)  # the empty row above, the heading, and to spare
    lines = [(one.serial, one.name, one.scope, one.evidence) for one in notes.about]
    for number, texts in enumerate([notes.columns, *lines]):
        row += 1
        looks = _ABOUT_STYLES if number else [style.HEADER] * len(_ABOUT)
        for columns, text, look in zip(_ABOUT, texts, looks, strict=True):
            put_across(sheet, row, columns, text, look)
        needed = height_of_row(zip(texts, widths, strict=True), face)
        set_height(sheet, row, needed)
        height += needed
    return row, height


def _width_of(columns: tuple[int, int]) -> float:
    first, last = columns
    return sum(_WIDTHS[first - 1 : last])


def _write_lists(sheet: Worksheet, notes: Notes, row: int) -> dict[tuple[str, ...], str]:
    """Write the choices of the drop-down lists, which are not printed: the rules name them."""
    places: dict[tuple[str, ...], str] = {}
    for states in notes.states:
        places[states.names] = f"'{notes.sheet}'!$D${row}:$D${row + len(states.names) - 1}"
        for number, name in enumerate(states.names):
            put(sheet, row, 1, states.heading if number == 0 else "", style.PLAIN)
            put(sheet, row, 4, name, style.TEXT)
            row += 1
    return places
