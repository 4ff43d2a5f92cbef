"""Read a table of one column, whose cells each hold name, target and baseline."""

from __future__ import annotations

from shengzhou_quality.published.tables.bodies import Body
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.lines import Line


def read_one_column(
    lines: tuple[Line, ...], caption: str | None
) -> tuple[Body, FigureColumns, str | None] | None:
    return None
