"""Write the progress sheet: a list of states and a date cell for each milestone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from shengzhou_quality.formats.workbooks.cells import cut, face_of, put, put_across
from shengzhou_quality.formats.workbooks.paper import UPRIGHT
from shengzhou_quality.formats.workbooks.text_size import height_of_row
from shengzhou_quality.reading.tables.dates import day_of_date
from shengzhou_quality.template import style
from shengzhou_quality.template.layout import Table, lay_out
from shengzhou_quality.template.page import set_up_page
from shengzhou_quality.template.sheets import MILESTONES, number_of
from shengzhou_quality.template.sign_off import Room, sign_off_heights, write_sign_off

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.template.state_form import StateLine, StateSheet

_HEADER_ROW = 3
_STATE, _DATE = number_of("state", MILESTONES), number_of("completed", MILESTONES)
_DATES = get_column_letter(_DATE)
_DATE_FORMAT = "yyyy-mm-dd"
_ROOMS: tuple[Room, Room] = (((1, 2), (_STATE, _DATE)), ((5, 5), (6, len(MILESTONES))))


def write_states(
    sheet: Worksheet,
    form: StateSheet,
    sign_off: Sequence[str],
    lists: Mapping[tuple[str, ...], str],
    footer: str,
) -> None:
    last, face = len(MILESTONES), face_of(sheet)
    title = height_of_row([(form.title, UPRIGHT.width)], face.of_headings, face.title)
    period = height_of_row([(form.period, UPRIGHT.width)], face)
    layout = lay_out(
        Table(
            MILESTONES,
            form.columns,
            [(group.name, [_texts(line) for line in group.lines]) for group in form.groups],
            head=(title, period),
            foot=sign_off_heights(sign_off, _ROOMS),
        ),
        UPRIGHT,
        face,
    )
    put_across(sheet, 1, (1, last), form.title, style.TITLE)
    put_across(sheet, 2, (1, last), form.period, style.PLAIN)
    for column, text in enumerate(form.columns, 1):
        put(sheet, _HEADER_ROW, column, text, style.HEADER)
    row = _HEADER_ROW
    for group in form.groups:
        row += 1
        put_across(sheet, row, (1, last), group.name, style.GROUP)
        for line in group.lines:
            row += 1
            _write_line(sheet, row, line)
            _offer_states(sheet, row, line, lists, form)
    _ask_for_dates(sheet, f"{_DATES}{_HEADER_ROW + 1}:{_DATES}{row}", form)
    write_sign_off(sheet, row + 1, sign_off, _ROOMS)
    layout.apply(sheet)
    set_up_page(sheet, UPRIGHT, layout.widths, _HEADER_ROW, footer)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, _STATE).coordinate


def _texts(line: StateLine) -> tuple[str, ...]:
    return (line.serial, line.name, *line.filled)


def _write_line(sheet: Worksheet, row: int, line: StateLine) -> None:
    put(sheet, row, 1, line.serial, style.LOCKED)
    put(sheet, row, 2, line.name, style.LOCKED_TEXT)
    for column, text in enumerate(line.filled, _STATE):
        centred = column in (_STATE, _DATE)
        known = style.KNOWN if centred else style.KNOWN_TEXT
        empty = style.FILL_IN if centred else style.FILL_IN_TEXT
        put(sheet, row, column, text, known if text else empty)
    day = day_of_date(line.filled[_DATE - _STATE])
    cell = sheet.cell(row, _DATE)
    if day is not None:
        cell.value = day
    cell.number_format = _DATE_FORMAT


def _offer_states(
    sheet: Worksheet,
    row: int,
    line: StateLine,
    lists: Mapping[tuple[str, ...], str],
    form: StateSheet,
) -> None:
    offered = DataValidation(type="list", formula1=lists[line.states])
    offered.errorStyle = "warning"
    offered.promptTitle = offered.errorTitle = cut(line.name, style.MAX_PROMPT_TITLE)
    offered.prompt = cut(line.prompt, style.MAX_PROMPT)
    offered.error = cut(form.state_warning, style.MAX_PROMPT)
    _add(sheet, offered, sheet.cell(row, _STATE).coordinate)


def _ask_for_dates(sheet: Worksheet, cells: str, form: StateSheet) -> None:
    """Ask for a date; Excel warns about 2024年6月, but the office may keep it."""
    asked = DataValidation(
        type="date", operator="greaterThanOrEqual", formula1=f"DATE({form.first},1,1)"
    )
    asked.errorStyle = "warning"
    asked.prompt = cut(form.date_prompt, style.MAX_PROMPT)
    asked.error = cut(form.date_warning, style.MAX_PROMPT)
    _add(sheet, asked, cells)


def _add(sheet: Worksheet, asked: DataValidation, cells: str) -> None:
    asked.allow_blank = True
    asked.showErrorMessage = asked.showInputMessage = True
    asked.add(cells)
    sheet.add_data_validation(asked)
