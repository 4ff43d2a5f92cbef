"""Write the template as a workbook; only the cells to fill in are unlocked."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.formats.workbook_bytes import reproducible
from shengzhou_quality.formats.workbooks.cells import (
    cut,
    face_of,
    put,
    put_across,
    put_figure,
    start_workbook,
)
from shengzhou_quality.formats.workbooks.paper import LANDSCAPE, UPRIGHT
from shengzhou_quality.formats.workbooks.text_size import height_of_row
from shengzhou_quality.reported import PREFILLED_SHEET
from shengzhou_quality.template import style
from shengzhou_quality.template.layout import Table, lay_out
from shengzhou_quality.template.notes_sheet import write_notes
from shengzhou_quality.template.page import set_up_page
from shengzhou_quality.template.sheets import (
    COMMITMENTS,
    INDICATORS,
    SAID,
    by_years,
    number_of,
    with_room_for,
)
from shengzhou_quality.template.sign_off import Room, sign_off_heights, write_sign_off
from shengzhou_quality.template.state_sheet import write_states

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from shengzhou_quality.template.form import Template, TemplateRow, TemplateSheet

# The period spans the whole table, so that no entry of the office stands right above the
# header, where it could be read as part of the header.
_TITLE_ROW, _FIELDS_ROW, _PERIOD_ROW, _HEADER_ROW = 1, 2, 3, 4
_PRINTED = INDICATORS  # a commitment has as many columns
_NAME_COLUMN, _FORM_COLUMN = number_of("name", _PRINTED), number_of("form", _PRINTED)
_FIRST_YEAR = len(_PRINTED) + 1
_FIELDS_HEIGHT = 21.0


def write_template(template: Template) -> bytes:
    """The workbook; the same content gives the same bytes."""
    workbook = start_workbook(template.title, template.font)
    sheets = [workbook.create_sheet(table.sheet) for table in template.tables]
    states = workbook.create_sheet(template.states.sheet) if template.states else None
    lists = write_notes(workbook.create_sheet(template.notes.sheet), template.notes, template.page)
    for sheet, table in zip(sheets, template.tables, strict=True):
        _write_table(sheet, table, template, lists)
    if states is not None and template.states is not None:
        write_states(states, template.states, template.sign_off, lists, template.page)
    if template.prefilled:
        _list_prefilled(workbook.create_sheet(PREFILLED_SHEET), template)
    saved = io.BytesIO()
    workbook.save(saved)
    return reproducible(saved.getvalue())


def _list_prefilled(sheet: Worksheet, template: Template) -> None:
    """List the prefilled values on a hidden sheet, to tell them from what an office reports."""
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    for number, texts in enumerate(template.prefilled, 1):
        for column, text in enumerate(texts, 1):
            put(sheet, number, column, text, style.TEXT)


def _write_table(
    sheet: Worksheet, table: TemplateSheet, template: Template, lists: Mapping[tuple[str, ...], str]
) -> None:
    face = face_of(sheet)
    printed = with_room_for(
        [line.unit for group in table.groups for line in group.lines],
        COMMITMENTS if table.upright else INDICATORS,
        face,
    )
    columns = by_years(printed, len(template.years))
    page, last = UPRIGHT if table.upright else LANDSCAPE, len(columns)
    rooms: tuple[Room, Room] = (
        ((1, _NAME_COLUMN), (_NAME_COLUMN + 1, _FIRST_YEAR - 1)),
        ((_FIRST_YEAR, last - len(SAID) + 1), (last - len(SAID) + 2, last)),
    )
    title = height_of_row([(table.title, page.width)], face.of_headings, face.title)
    period = height_of_row([(table.period, page.width)], face)
    layout = lay_out(
        Table(
            columns,
            table.columns,
            [(group.name, [_texts(line) for line in group.lines]) for group in table.groups],
            head=(title, _FIELDS_HEIGHT, period),
            foot=(height_of_row([("", 1)], face), *sign_off_heights(template.sign_off, rooms)),
        ),
        page,
        face,
    )
    _write_head(sheet, table, template, last)
    row = _HEADER_ROW
    for group in table.groups:
        row += 1
        put_across(sheet, row, (1, last), group.name, style.GROUP)
        for line in group.lines:
            row += 1
            _write_line(sheet, row, line)
            _ask_for_values(sheet, row, line, lists)
            if line.forms:
                _offer_forms(sheet, row, line, template.form_prompt)
    _write_legend(sheet, row + 1, template, last)
    write_sign_off(sheet, row + 2, template.sign_off, rooms)
    layout.apply(sheet)
    set_up_page(sheet, page, layout.widths, _HEADER_ROW, template.page)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, _FIRST_YEAR).coordinate


def _write_head(sheet: Worksheet, table: TemplateSheet, template: Template, last: int) -> None:
    put_across(sheet, _TITLE_ROW, (1, last), table.title, style.TITLE)
    put_across(sheet, _PERIOD_ROW, (1, last), table.period, style.PLAIN)
    office, date = template.fields
    put_across(sheet, _FIELDS_ROW, (1, _NAME_COLUMN), office, style.LABEL)
    look = style.KNOWN if template.office else style.FILL_IN
    put_across(sheet, _FIELDS_ROW, (_NAME_COLUMN + 1, _FIRST_YEAR), template.office, look)
    put_across(sheet, _FIELDS_ROW, (last - 3, last - 2), date, style.LABEL)
    put_across(sheet, _FIELDS_ROW, (last - 1, last), "", style.FILL_IN)
    for column, text in enumerate(table.columns, 1):
        put(sheet, _HEADER_ROW, column, text, style.HEADER)


def _texts(line: TemplateRow) -> tuple[str, ...]:
    printed = (line.serial, line.name, line.unit, line.form, line.printed)
    return (*printed, *line.values, *line.beside)


def _write_line(sheet: Worksheet, row: int, line: TemplateRow) -> None:
    put_figure(sheet, row, 1, line.serial, style.LOCKED)
    put(sheet, row, _NAME_COLUMN, line.name, style.LOCKED_TEXT)
    put(sheet, row, _NAME_COLUMN + 1, line.unit, style.LOCKED)
    put(sheet, row, _FORM_COLUMN, line.form, style.FILL_IN if line.forms else style.LOCKED)
    put_figure(sheet, row, _FORM_COLUMN + 1, line.printed, style.LOCKED)
    for column, text in enumerate(line.values, _FIRST_YEAR):
        put_figure(sheet, row, column, text, style.KNOWN if text else style.FILL_IN)
    for column, text in enumerate(line.beside, _FIRST_YEAR + len(line.values)):
        put(sheet, row, column, text, style.KNOWN_TEXT if text else style.FILL_IN_TEXT)


def _ask_for_values(
    sheet: Worksheet, row: int, line: TemplateRow, lists: Mapping[tuple[str, ...], str]
) -> None:
    """Say what to report; warn about an entry that looks wrong, but never refuse it."""
    first = f"{get_column_letter(_FIRST_YEAR)}{row}"
    last = f"{get_column_letter(_FIRST_YEAR + len(line.values) - 1)}{row}"
    if line.states:
        asked = DataValidation(type="list", formula1=lists[line.states])
    else:
        asked = DataValidation(type="custom", formula1=_looks_right(first, line))
    asked.allow_blank = True
    asked.errorStyle = "warning"
    asked.showErrorMessage = asked.showInputMessage = True
    asked.promptTitle = asked.errorTitle = cut(line.name, style.MAX_PROMPT_TITLE)
    asked.prompt, asked.error = (
        cut(line.prompt, style.MAX_PROMPT),
        cut(line.warning, style.MAX_PROMPT),
    )
    asked.add(f"{first}:{last}")
    sheet.add_data_validation(asked)


def _looks_right(cell: str, line: TemplateRow) -> str:
    """Accept any text (for >96, 96%以上, —, 初步核算), and numbers in the plausible range."""
    tests = [f"ISNUMBER({cell})"]
    if line.plausible.low is not None:
        tests.append(f"{cell}>={plain(exact_decimal(line.plausible.low))}")
    if line.plausible.high is not None:
        tests.append(f"{cell}<={plain(exact_decimal(line.plausible.high))}")
    if line.whole:
        tests.append(f"{cell}=INT({cell})")
    return f"OR(ISTEXT({cell}),AND({','.join(tests)}))"


def _offer_forms(sheet: Worksheet, row: int, line: TemplateRow, prompt: str) -> None:
    offered = DataValidation(type="list", formula1=f'"{",".join(line.forms)}"', allow_blank=True)
    offered.errorStyle = "stop"
    offered.showErrorMessage = offered.showInputMessage = True
    offered.prompt = offered.error = cut(prompt, style.MAX_PROMPT)
    offered.add(f"{get_column_letter(_FORM_COLUMN)}{row}")
    sheet.add_data_validation(offered)


def _write_legend(sheet: Worksheet, row: int, template: Template, last: int) -> None:
    """Explain the colours; the column of serial numbers holds no text, and neither does a year."""
    looks = [
        (1, template.legend_fill, style.FILL_IN, style.LEGEND),
        (_NAME_COLUMN + 1, template.legend_locked, style.LOCKED, style.LEGEND),
    ]
    if template.legend_known is not None:
        beside = last - len(SAID) + 1
        looks.append((beside, template.legend_known, style.FILL_IN, style.KNOWN_LEGEND))
    for column, text, look, label in looks:
        put(sheet, row, column, "", replace(look, locked=True))
        put(sheet, row, column + 1, text, label)
