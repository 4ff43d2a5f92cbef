"""Tell of what was not read: tables of other things, columns with figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.published.tables.aligned import AlignedTable
from shengzhou_quality.published.tables.captions import first_words
from shengzhou_quality.published.tables.cell_forms import holds_figure
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.layouts import UprightTable
from shengzhou_quality.published.tables.printed_headers import ColumnRole
from shengzhou_quality.reported import Sheet

_MOST_SHOWN = 5


def table_left(sheet: Sheet, caption: str | None) -> Diagnostic:
    cells = [cell for row in sheet.rows for cell in row.values() if cell.text.strip()]
    place = cells[0].place if cells else sheet.place
    words = _first_words((caption or "", *(cell.text for cell in cells[:_MOST_SHOWN])))
    return Diagnostic("import-table-left-out", place, parameters={"text": words})


def part_left(table: UprightTable) -> Iterator[Diagnostic]:
    """Of one table of a sheet that was not read while others of it were."""
    cells = [cell for line in table.body for cell in line.distinct]
    if cells:
        words = _first_words((*table.above, *(column.text for column in table.columns)))
        yield Diagnostic("import-table-left-out", cells[0].place, parameters={"text": words})


def column_left(place: Place, text: str) -> Diagnostic:
    return Diagnostic("import-column-left-out", place, parameters={"text": first_words(text)})


def columns_left(table: AlignedTable, figures: FigureColumns) -> Iterator[Diagnostic]:
    """Of columns with figures that were not read."""
    used = {at for at, _ in (*figures.targets, *figures.further, *figures.facts)}
    for at, column in enumerate(table.columns):
        cells = [row.cells[at] for row in table.rows if not row.is_single]
        filled = [cell for cell in cells if cell is not None]
        if not filled or at == figures.baseline or at in used:
            continue
        is_left = at in figures.left or column.role in (None, ColumnRole.FIGURE)
        if is_left and any(holds_figure(cell.text) for cell in filled):
            yield column_left(filled[0].place, column.text or filled[0].text)


def is_about(found: Diagnostic, sheet: Sheet) -> bool:
    """Whether a finding says that this sheet was left out."""
    places = [cell.place for row in sheet.rows for cell in row.values()]
    return found.code == "import-table-left-out" and found.place in places


def _first_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The first words of a table, each cell apart: 表1完成情况、序号、指标、单位."""
    return tuple(first_words(text) for text in texts if text.strip())[:_MOST_SHOWN]
