"""Write the notes as a sheet: the rules and the states to print, then the items in a table.

The table of all items is for the screen: it would fill pages that nobody takes along. It is
printed where it fits on one page, as in the share of a department.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from shengzhou_quality.template import style
from shengzhou_quality.template.page_breaks import height_of, room_on_page
from shengzhou_quality.template.style import fit_height, put, put_across

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.template.notes import Notes

_WIDTHS = (24, 46, 72, 36)
_LAST = len(_WIDTHS)
_ABOUT_STYLES = (style.TEXT_CENTRED, style.TEXT, style.TEXT, style.TEXT)


def write_notes(sheet: Worksheet, notes: Notes, footer: str) -> dict[tuple[str, ...], str]:
    """Write the sheet; return the address of each list of states, for the cells that use it."""
    put_across(sheet, 1, (1, _LAST), notes.title, style.TITLE)
    sheet.row_dimensions[1].height = 26
    explained = [(rule.heading, rule.text) for rule in notes.rules]
    explained += ((states.heading, states.text) for states in notes.states)
    for row, (heading, text) in enumerate(explained, 2):
        put(sheet, row, 1, heading, style.HEADING)
        put_across(sheet, row, (2, _LAST), text, style.TEXT)
        fit_height(sheet, row, [(heading, _WIDTHS[0]), (text, sum(_WIDTHS[1:]))])
    row = len(explained) + 1
    header_row = row + 3
    last = _write_about(sheet, notes, header_row)
    style.set_up_page(sheet, _WIDTHS, header_row, footer)
    if height_of(sheet, range(header_row, last + 1)) <= room_on_page(sheet):
        sheet.row_breaks.append(Break(id=header_row - 2))
        row = last
    else:
        put_across(sheet, header_row - 1, (1, _LAST), notes.on_screen, style.GROUP)
        sheet.print_title_rows = None
    sheet.print_area = f"A1:{get_column_letter(_LAST)}{row}"
    return _write_lists(sheet, notes, last + 2)


def _write_about(sheet: Worksheet, notes: Notes, header_row: int) -> int:
    for column, text in enumerate(notes.columns, 1):
        put(sheet, header_row, column, text, style.HEADER)
    fit_height(sheet, header_row, list(zip(notes.columns, _WIDTHS, strict=True)))
    row = header_row
    for row, about in enumerate(notes.about, header_row + 1):
        texts = (about.serial, about.name, about.scope, about.evidence)
        for column, (text, look) in enumerate(zip(texts, _ABOUT_STYLES, strict=True), 1):
            put(sheet, row, column, text, look)
        fit_height(sheet, row, list(zip(texts, _WIDTHS, strict=True)), grows=True)
    return row


def _write_lists(sheet: Worksheet, notes: Notes, row: int) -> dict[tuple[str, ...], str]:
    """Write the choices of the drop-down lists, which are not printed: the rules name them."""
    places: dict[tuple[str, ...], str] = {}
    for states in notes.states:
        places[states.names] = f"'{notes.sheet}'!$B${row}:$B${row + len(states.names) - 1}"
        for number, name in enumerate(states.names):
            put(sheet, row, 1, states.heading if number == 0 else "", style.HEADING)
            put(sheet, row, 2, name, style.TEXT)
            row += 1
    return places
