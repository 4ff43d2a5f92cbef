"""Turn a table with one row for each name and year into one with a column for each year."""

from __future__ import annotations

from shengzhou_quality.published.tables.aligned import AlignedRow, AlignedTable
from shengzhou_quality.published.tables.cell_forms import is_figure
from shengzhou_quality.published.tables.lines import Line
from shengzhou_quality.published.tables.printed_headers import (
    FIGURES,
    ColumnRole,
    PrintedColumn,
    header_word,
)
from shengzhou_quality.reported import Cell

_Key = tuple[ColumnRole, int | None]


def with_year_columns(table: AlignedTable) -> AlignedTable:
    """The same table with its years as columns; itself, if no column holds years."""
    years = table.of(ColumnRole.YEAR)
    figures = [at for at, column in enumerate(table.columns) if column.role in FIGURES]
    if not years or not figures or not table.names:
        return table
    kinds = [
        at
        for at, column in enumerate(table.columns)
        if at not in (*years, *figures, *table.names) and _says_kind(table, at)
    ]
    kept = [at for at in range(len(table.columns)) if at not in (*years, *figures, *kinds)]
    rows: list[tuple[AlignedRow, dict[_Key, Cell]]] = []
    for row in table.rows:
        name = row.cells[table.names[-1]]
        if row.is_single:
            rows.append((row, {}))
            continue
        same = rows and not rows[-1][0].is_single and _is_of(rows[-1][0], name, table.names[-1])
        if not same:
            rows.append((row, {}))
        for key, cell in _figures_of(table, row, years[0], figures, kinds):
            rows[-1][1].setdefault(key, cell)
    keys = list(dict.fromkeys(key for _, found in rows for key in found))
    keys.sort(key=lambda key: key[1] or 0)
    columns = [table.columns[at] for at in kept]
    columns += [PrintedColumn(str(year or ""), role, year) for role, year in keys]
    moved = [
        AlignedRow(
            [row.cells[at] for at in kept] + [found.get(key) for key in keys],
            _line(row, found),
            row.lead,
        )
        for row, found in rows
    ]
    names = [kept.index(at) for at in table.names]
    return AlignedTable(columns, moved, names, table.shifted)


def _is_of(row: AlignedRow, name: Cell | None, at: int) -> bool:
    first = row.cells[at]
    return name is None or (first is not None and first.text.split() == name.text.split())


def _line(row: AlignedRow, found: dict[_Key, Cell]) -> Line:
    own = row.line.cells
    return Line((*own, *(cell for cell in found.values() if not any(cell is o for o in own))))


def _says_kind(table: AlignedTable, at: int) -> bool:
    """Whether each cell of a column says what the figure of its row is: 目标, 实际."""
    texts = [cell.text for row in table.rows if (cell := row.cells[at]) and not row.is_single]
    kinds = {header_word(text).role for text in texts}
    return bool(kinds) and kinds <= {ColumnRole.BASELINE, ColumnRole.TARGET}


def _figures_of(
    table: AlignedTable, row: AlignedRow, year_at: int, figures: list[int], kinds: list[int]
) -> list[tuple[_Key, Cell]]:
    cell = row.cells[year_at]
    said = header_word(cell.text) if cell is not None else None
    found = []
    for at in figures:
        figure = row.cells[at]
        role = table.columns[at].role
        if figure is None or role is None or said is None:
            continue
        words = [header_word(kind.text).role for k in kinds if (kind := row.cells[k]) is not None]
        for word in (*words, said.role):
            if word in (ColumnRole.BASELINE, ColumnRole.TARGET):
                role = word
        if role is ColumnRole.TARGET and len(figures) == 1 and not words:
            # One column for all years: 目标值 in its header says nothing of the first year.
            role = ColumnRole.TARGET if said.role is ColumnRole.TARGET else ColumnRole.FIGURE
        if is_figure(figure.text) or figure.text.strip():
            found.append(((role, said.year), figure))
    return found
