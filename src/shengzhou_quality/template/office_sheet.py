"""Write the list of offices (分工表) as a workbook; only the cells to fill in are unlocked."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from shengzhou_quality.formats.workbook_bytes import reproducible
from shengzhou_quality.formats.workbooks.cells import (
    face_of,
    put,
    put_across,
    put_figure,
    start_workbook,
)
from shengzhou_quality.formats.workbooks.paper import UPRIGHT
from shengzhou_quality.formats.workbooks.text_size import height_of_row
from shengzhou_quality.template import style
from shengzhou_quality.template.layout import Table, lay_out
from shengzhou_quality.template.page import set_up_page
from shengzhou_quality.template.sheets import OFFICES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.template.office_list import OfficeLine, OfficeList

_HEADER_ROW, _FIRST_OPEN = 3, 3
_LAST = len(OFFICES)


def write_office_sheet(made: OfficeList) -> bytes:
    """The workbook; the same content gives the same bytes."""
    workbook = start_workbook(made.title, made.font)
    sheet = workbook.create_sheet(made.sheet)
    face = face_of(sheet)
    layout = lay_out(
        Table(
            OFFICES,
            made.header,
            [(group.name, [_texts(line) for line in group.lines]) for group in made.groups],
            head=(
                height_of_row([(made.title, UPRIGHT.width)], face.of_headings, face.title),
                height_of_row([(made.note, UPRIGHT.width)], face),
            ),
            foot=(),
        ),
        UPRIGHT,
        face,
    )
    put_across(sheet, 1, (1, _LAST), made.title, style.TITLE)
    put_across(sheet, 2, (1, _LAST), made.note, style.TEXT)
    for column, text in enumerate(made.header, 1):
        put(sheet, _HEADER_ROW, column, text, style.HEADER)
    row = _HEADER_ROW
    for group in made.groups:
        if group.name is not None:
            row += 1
            put_across(sheet, row, (1, _LAST), group.name, style.GROUP)
        for line in group.lines:
            row += 1
            _write_line(sheet, row, line)
    layout.apply(sheet)
    set_up_page(sheet, UPRIGHT, layout.widths, _HEADER_ROW, made.page)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, _FIRST_OPEN).coordinate
    saved = io.BytesIO()
    workbook.save(saved)
    return reproducible(saved.getvalue())


def _texts(line: OfficeLine) -> tuple[str, ...]:
    return (line.serial, line.name, *line.known)


def _write_line(sheet: Worksheet, row: int, line: OfficeLine) -> None:
    put_figure(sheet, row, 1, line.serial, style.LOCKED)
    put(sheet, row, 2, line.name, style.GROUP if line.whole else style.LOCKED_TEXT)
    for column, text in enumerate(line.known, _FIRST_OPEN):
        put(sheet, row, column, text, style.KNOWN_TEXT if text else style.FILL_IN_TEXT)
