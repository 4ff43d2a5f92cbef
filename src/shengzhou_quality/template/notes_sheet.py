"""Write the notes as a sheet: the rules, the lists of states, the items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shengzhou_quality.template import style
from shengzhou_quality.template.style import fit_height, merge, put, put_across

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.template.notes import Notes

_WIDTHS = (24, 42, 50, 70)
_ABOUT_STYLES = (style.TEXT_CENTRED, style.TEXT, style.TEXT, style.TEXT)


def write_notes(sheet: Worksheet, notes: Notes, footer: str) -> dict[tuple[str, ...], str]:
    """Write the sheet; return the address of each list of states, for the cells that use it."""
    last = len(_WIDTHS)
    put_across(sheet, 1, (1, last), notes.title, style.TITLE)
    sheet.row_dimensions[1].height = 32
    row = 1
    for rule in notes.rules:
        row += 1
        put(sheet, row, 1, rule.heading, style.HEADING)
        put_across(sheet, row, (2, last), rule.text, style.TEXT)
        fit_height(sheet, row, [(rule.heading, _WIDTHS[0]), (rule.text, sum(_WIDTHS[1:]))])
    places: dict[tuple[str, ...], str] = {}
    for states in notes.states:
        places[states.names] = f"'{notes.sheet}'!$B${row + 1}:$B${row + len(states.names)}"
        for number, name in enumerate(states.names):
            row += 1
            put(sheet, row, 1, states.heading if number == 0 else "", style.HEADING)
            put_across(sheet, row, (2, last), name, style.TEXT)
            fit_height(sheet, row, [("", _WIDTHS[0])])
        top = row - len(states.names) + 1
        merge(sheet, (top, row), (1, 1))
    row += 2
    header_row = row
    for column, text in enumerate(notes.columns, 1):
        put(sheet, row, column, text, style.HEADER)
    fit_height(sheet, row, list(zip(notes.columns, _WIDTHS, strict=True)))
    for about in notes.about:
        row += 1
        texts = (about.serial, about.name, about.report, about.scope)
        for column, (text, look) in enumerate(zip(texts, _ABOUT_STYLES, strict=True), 1):
            put(sheet, row, column, text, look)
        fit_height(sheet, row, list(zip(texts, _WIDTHS, strict=True)), grows=True)
    style.set_up_page(sheet, _WIDTHS, header_row, footer)
    return places
