"""Tell of a figure whose cell covers the rows of two indicators that may not have it in common."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.tables.aligned import AlignedRow, same_text
from shengzhou_quality.published.tables.cell_forms import holds_figure
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.lines import spaced

_BRACKETED = re.compile(r"[\[〔【(（﹝].*[\]〕】)）﹞]")


class RowAsRead(NamedTuple):
    """A row as it stands in the table, and what was read of it."""

    cells: AlignedRow
    row: PrintedRow


def shared_figures(other: RowAsRead, own: RowAsRead, figures: FigureColumns) -> list[Doubt]:
    """The doubts of the row `own` about what it has in common with `other`, next to it.

    A total in brackets over several rows is usual; it is asked for where the units differ. Other
    figures are asked for also where the rows differ in a figure beside it.
    """
    if other.row.name == own.row.name:
        return []
    fields = dict(_fields(figures))
    shared = [
        at
        for at in fields
        if (cell := own.cells.cells[at]) is not None
        and cell is other.cells.cells[at]
        and holds_figure(cell.text)
    ]
    other_unit = other.row.unit != own.row.unit
    differs = any(_differ(other.cells, own.cells, at) for at in fields if at not in shared)
    doubts = []
    for at in shared:
        cell = own.cells.cells[at]
        text = spaced(cell.text) if cell is not None else ""
        if other_unit or (differs and not _BRACKETED.fullmatch(clean(text))):
            said = {"name": other.row.name, "text": text}
            doubts.append(Doubt("import-figure-shared", fields[at], {**said}))
    return doubts


def _fields(figures: FigureColumns) -> Iterator[tuple[int, str]]:
    """The columns of figures with the key of the plan file that each is for."""
    if figures.baseline is not None:
        yield figures.baseline, "baseline"
    yield from ((at, "target") for at, _ in figures.targets)
    yield from ((at, "change") for at in figures.changes)


def _differ(above: AlignedRow, below: AlignedRow, at: int) -> bool:
    """Whether both rows have a figure of their own in a column, and another one."""
    one, other = above.cells[at], below.cells[at]
    if one is None or other is None or same_text(one, other):
        return False
    return holds_figure(one.text) and holds_figure(other.text)
