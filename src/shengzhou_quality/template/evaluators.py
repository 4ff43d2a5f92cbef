"""Write the workbook for evaluators: 评估意见 on the items, and 数据核实 of open doubts.

The evaluators return it with `--assessments`. An empty one changes no result.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.worksheet.datavalidation import DataValidation

from shengzhou_quality.formats.workbook_bytes import reproducible
from shengzhou_quality.formats.workbooks.cells import face_of, put, put_across, start_workbook
from shengzhou_quality.formats.workbooks.paper import UPRIGHT
from shengzhou_quality.formats.workbooks.text_size import height_of_row
from shengzhou_quality.judgement import Status
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.template import style
from shengzhou_quality.template.layout import Table, lay_out
from shengzhou_quality.template.page import set_up_page
from shengzhou_quality.template.sheets import OPINIONS, SETTLED, SheetColumns, number_of
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADER_ROW = 3
_STATUS = number_of("status", OPINIONS)
_LONGEST_LIST = 255
"""The most characters that a workbook allows for a cell's list of choices."""


@dataclass(frozen=True, slots=True)
class OpenDoubt:
    """An open doubt, as named in the row that settles it."""

    code: str
    item: AnyIndicator | None
    year: str
    text: str


def write_evaluators_book(
    title: str, items: Sequence[AnyIndicator], doubts: Iterable[OpenDoubt], words: Words
) -> bytes:
    """The workbook; the same plan and doubts give the same bytes."""
    workbook = start_workbook(title, words("template.font"))
    page = words("template.page")
    sheet = workbook.create_sheet(words("template.assessments.sheet"))
    rows = [_opinion_row(item, words) for item in items]
    _write(sheet, "assessments", OPINIONS, rows, words, page)
    _offer_statuses(sheet, len(rows), words)
    open_ones = [
        {
            "code": doubt.code,
            "id": doubt.item.id if doubt.item else "",
            "name": _name(doubt.item, words) if doubt.item else "",
            "year": doubt.year,
            "text": doubt.text,
        }
        for doubt in doubts
    ]
    if open_ones:
        settled = workbook.create_sheet(words("template.settled.sheet"))
        _write(settled, "settled", SETTLED, open_ones, words, page)
    saved = io.BytesIO()
    workbook.save(saved)
    return reproducible(saved.getvalue())


def _opinion_row(item: AnyIndicator, words: Words) -> dict[str, str]:
    """One row; an item whose kind uses no baseline has its baseline cell locked."""
    row = {"id": item.id, "name": _name(item, words)}
    return row if item.starts_from_baseline else row | {"baseline": "—"}


def _name(item: AnyIndicator, words: Words) -> str:
    return words.of(item, "name")


def _write(
    sheet: Worksheet,
    name: str,
    columns: SheetColumns,
    rows: Sequence[Mapping[str, str]],
    words: Words,
    page: str,
) -> None:
    last, face = len(columns), face_of(sheet)
    title, note = words(f"template.{name}.title"), words(f"template.{name}.note")
    header = [words(f"template.{name}.{column.word}") for column in columns]
    lines = [[row.get(column.word, "") for column in columns] for row in rows]
    head = (
        height_of_row([(title, UPRIGHT.width)], face.of_headings, face.title),
        height_of_row([(note, UPRIGHT.width)], face),
    )
    layout = lay_out(Table(columns, header, [(None, lines)], head, foot=()), UPRIGHT, face)
    put_across(sheet, 1, (1, last), title, style.TITLE)
    put_across(sheet, 2, (1, last), note, style.TEXT)
    for at, text in enumerate(header, 1):
        put(sheet, _HEADER_ROW, at, text, style.HEADER)
    for number, texts in enumerate(lines, _HEADER_ROW + 1):
        for at, text in enumerate(texts, 1):
            put(sheet, number, at, text, style.LOCKED_TEXT if text else style.FILL_IN_TEXT)
    layout.apply(sheet)
    set_up_page(sheet, UPRIGHT, layout.widths, _HEADER_ROW, page)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 1).coordinate


def _offer_statuses(sheet: Worksheet, count: int, words: Words) -> None:
    """Offer the known statuses; Excel warns about any other text, and reading it reports it."""
    known = [words("assessed.excluded"), *(words(f"status.{status}") for status in Status)]
    choices = ",".join(dict.fromkeys(known))
    if not count or len(choices) > _LONGEST_LIST:
        return
    offered = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    offered.errorStyle = "warning"
    offered.showErrorMessage = True
    first = sheet.cell(_HEADER_ROW + 1, _STATUS).coordinate
    offered.add(f"{first}:{sheet.cell(_HEADER_ROW + count, _STATUS).coordinate}")
    sheet.add_data_validation(offered)
