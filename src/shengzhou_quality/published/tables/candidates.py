"""Tell whether a table is of indicators, and date its targets by its caption."""

from __future__ import annotations

from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.tables.aligned import AlignedTable
from shengzhou_quality.published.tables.cell_forms import may_be_name
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.printed_headers import ColumnRole, only_heads
from shengzhou_quality.published.tables.printed_years import years_in

_SURE_NAME = 3
"""A header whose words rank as high names indicators, and not just anything."""
_NOT_INDICATORS = ("投资", "资金", "预算", "经费", "工期", "建设期", "开工")


def date_by_caption(figures: FigureColumns, caption: str | None, table: AlignedTable) -> None:
    """Take the one year of the names or of the caption for targets whose header says none."""
    if not any(year is None for _, year in figures.targets):
        return
    named = [years_in(text) for text in names_in(table)]
    if named and named[0] and len(set(named)) == 1 == len(named[0]):
        year = named[0][0]
        figures.targets = [(at, year if found is None else found) for at, found in figures.targets]
        return
    years = years_in(caption or "")
    if len(set(years)) != 1:
        return
    figures.targets = [(at, years[0] if year is None else year) for at, year in figures.targets]
    figures.doubts.append(Doubt("import-year-from-title", "target_year", {"year": years[0]}))


def names_in(table: AlignedTable) -> list[str]:
    return [
        cell.text
        for row in table.rows
        if not row.is_single and (cell := row.cells[table.names[-1]]) is not None
    ]


def is_of_indicators(table: AlignedTable, figures: FigureColumns) -> bool:
    """Whether names of indicators stand beside targets, and not projects beside their cost."""
    if not figures.reads_targets:
        return False
    texts = names_in(table)
    if not texts or sum(map(only_heads, texts)) * 2 > len(texts):
        return False
    if not any(map(may_be_name, texts)):
        return False
    sure = max(table.columns[at].rank for at in table.names) >= _SURE_NAME
    aimed = any(table.columns[at].role is ColumnRole.TARGET for at, _ in figures.targets)
    constrained = bool(table.of(ColumnRole.CONSTRAINT))
    area_names = any(table.columns[at].text and _heads_areas(table, at) for at in table.names)
    if sure or constrained or area_names:
        return True
    costs = any(word in column.text for column in table.columns for word in _NOT_INDICATORS)
    return aimed and not costs


def _heads_areas(table: AlignedTable, at: int) -> bool:
    """Whether the names stand under 地区: rows and columns of a matrix of areas were turned."""
    return any(word in table.columns[at].text for word in ("地区", "区县", "县区", "市县", "区域"))
