"""Read a table of one column, whose cells each hold name, target and baseline."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.notation import is_missing
from shengzhou_quality.published.cells.one_column import Parts, parts_of
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.tables.bodies import Body
from shengzhou_quality.published.tables.captions import first_words, is_note
from shengzhou_quality.published.tables.cell_forms import is_number_mark, plain_number
from shengzhou_quality.published.tables.cell_texts import joined, plain_mark
from shengzhou_quality.published.tables.lines import Line, spaced
from shengzhou_quality.published.tables.printed_years import period_in, years_in
from shengzhou_quality.reported import Cell

_LEAST_ROWS = 2


class OneColumn(NamedTuple):
    """The rows, the text above them that heads the table, and the year that it names."""

    body: Body
    head: str | None
    year: int | None


def read_one_column(lines: tuple[Line, ...], caption: str | None) -> OneColumn | None:
    """`None` unless most cells hold a name and a target."""
    rows = [_filled(line) for line in lines]
    if len(rows) > 1 and len(rows[0][1]) > 1:
        rows = rows[1:]  # 序号 and 目标 head the columns
    if any(len(cells) > 1 for _, cells in rows):
        return None
    parted = [(number, cells[0], parts_of(cells[0].text)) for number, cells in rows if cells]
    first = next((at for at, (*_, parts) in enumerate(parted) if parts is not None), None)
    if first is None:
        return None
    read = [parts for *_, parts in parted[first:] if parts is not None]
    if len(read) < _LEAST_ROWS or len(read) * 2 < len(parted) - first:
        return None
    heads = [joined(cell.text) for _, cell, _ in parted[:first]]
    year = _year_of([*reversed(heads), caption or ""])
    body = Body()
    for number, cell, parts in parted[first:]:
        if parts is not None:
            body.rows.append(_printed(parts, number, cell, year))
            body.marks.append(frozenset(plain_mark(mark) for mark in parts.marks))
        elif is_note(cell.text):
            body.notes.append(joined(cell.text))
        else:
            told = {"text": first_words(cell.text)}
            body.found.append(
                Diagnostic("import-row-without-name", cell.place, parameters={**told})
            )
    return OneColumn(body, heads[-1] if heads else caption, year)


def _filled(line: Line) -> tuple[str | None, list[Cell]]:
    """The number of a row, and its other cells."""
    cells = [cell for cell in line.distinct if not is_missing(cell.text)]
    if len(cells) == 2 and is_number_mark(cells[0].text):
        return plain_number(cells[0].text), cells[1:]
    return None, cells


def _year_of(texts: list[str]) -> int | None:
    """The one year that the texts above name, or the end of the period that they name."""
    for text in texts:
        years = set(years_in(text))
        if len(years) == 1:
            return years.pop()
        period = period_in(text)
        if period is not None:
            return period.end
    return None


def _printed(parts: Parts, number: str | None, cell: Cell, year: int | None) -> PrintedRow:
    return PrintedRow(
        name=parts.name,
        place=cell.place,
        quote=spaced(cell.text),
        number=number or parts.number,
        baseline=parts.baseline,
        baseline_year=parts.bracket_year,
        targets={parts.target_year or year: parts.target},
        notes=() if parts.bracket is None or parts.baseline else (parts.bracket,),
        doubts=parts.doubts,
    )
