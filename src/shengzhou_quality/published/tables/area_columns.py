"""Choose one area of a table that has a column, or a row, for each area."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.tables.cell_forms import holds_figure
from shengzhou_quality.published.tables.layouts import UprightTable
from shengzhou_quality.published.tables.lines import Line
from shengzhou_quality.published.tables.printed_headers import (
    FIGURES,
    ColumnRole,
    PrintedColumn,
)

_ENDS = ("自治县", "街道", "省", "市", "县", "区", "镇", "乡")


class AreaChoice(NamedTuple):
    """The areas of a table, and the table of the one chosen (`None`: not chosen, or unknown)."""

    areas: tuple[str, ...]
    table: UprightTable | None


def choose_area(table: UprightTable, area: str | None) -> AreaChoice | None:
    """Part a table by its areas; `None` if it is of one area only."""
    labels = _labels(table)
    if labels:
        names = _once(labels.values())
        chosen = None if area is None else find_area(area, names)
        if chosen is None:
            return AreaChoice(names, None)
        kept = [at for at in range(len(table.columns)) if labels.get(at) in (None, chosen)]
        columns = tuple(_of_area(table.columns[at], at in labels) for at in kept)
        body = tuple(line.part(kept) for line in table.body)
        body = tuple(line for line in body if line.distinct)
        return AreaChoice(names, table._replace(columns=columns, body=body))
    return _by_rows(table, area)


def find_area(wanted: str, areas: Iterable[str]) -> str | None:
    """The area that is meant: as printed, or without 市, 县, 区 at its end."""
    known = list(areas)
    same = [area for area in known if clean(area) == clean(wanted)]
    if not same:
        same = [area for area in known if _bare(area) == clean(wanted)]
    return same[0] if len(same) == 1 else None


def nearest_area(wanted: str, areas: Iterable[str]) -> str | None:
    known = list(areas)
    within = [area for area in known if _bare(wanted) in area or _bare(area) in wanted]
    return next(iter(within or get_close_matches(wanted, known, n=1, cutoff=0.6)), None)


def _bare(area: str) -> str:
    cleaned = clean(area)
    for end in _ENDS:
        if cleaned.endswith(end) and len(cleaned) > len(end) + 1:
            return cleaned[: -len(end)]
    return cleaned


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _of_area(column: PrintedColumn, is_labelled: bool) -> PrintedColumn:
    if is_labelled and column.role is None:
        return column._replace(role=ColumnRole.TARGET)
    return column


def _labels(table: UprightTable) -> dict[int, str]:
    """The columns that each are of one area, with its name; empty if the columns are of one."""
    has_name = any(
        column.role in (ColumnRole.NAME, ColumnRole.GROUP, ColumnRole.AREA)
        for column in table.columns
    )
    labels = {
        at: column.label
        for at, column in enumerate(table.columns)
        if column.label is not None
        and (column.role is None or column.role in FIGURES)
        and _holds_figures(table.body, at)
    }
    plain = [
        column
        for at, column in enumerate(table.columns)
        if at not in labels
        and column.role in (ColumnRole.TARGET, ColumnRole.FIGURE, ColumnRole.BASELINE)
        and _holds_figures(table.body, at)
    ]
    if not has_name or plain or len(set(labels.values())) < 2:
        return {}
    return labels


def _holds_figures(body: tuple[Line, ...], at: int) -> bool:
    cells = [line.cells[at] for line in body if len(line.distinct) > 1]
    texts = [cell.text for cell in cells if cell is not None]
    return bool(texts) and sum(holds_figure(text) for text in texts) * 2 >= len(texts)


def _by_rows(table: UprightTable, area: str | None) -> AreaChoice | None:
    """A table with the area in a column of its own beside the names of the indicators."""
    named = any(column.role is ColumnRole.NAME for column in table.columns)
    at = next(
        (at for at, column in enumerate(table.columns) if column.role is ColumnRole.AREA), None
    )
    if at is None or not named:
        return None
    last = ""
    of_line: list[tuple[str, Line]] = []
    for line in table.body:
        cell = line.cells[at]
        last = cell.text.strip() if cell is not None else last
        of_line.append((last, line))
    names = _once(name for name, _ in of_line if name)
    if len(names) < 2:
        return None
    chosen = None if area is None else find_area(area, names)
    if chosen is None:
        return AreaChoice(names, None)
    return AreaChoice(
        names, table._replace(body=tuple(line for name, line in of_line if name == chosen))
    )
