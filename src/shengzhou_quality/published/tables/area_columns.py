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


_LEVELS = (
    ("全国", "我国", "国家", "国家级"),
    ("全省", "我省", "本省", "省", "省级", "全区", "我区", "全自治区"),
    ("全州", "我州", "本州", "全盟"),
    ("全市", "我市", "本市", "市", "市级"),
    ("全县", "我县", "本县", "县", "县级", "全区", "我区", "本区"),
    ("全镇", "本镇", "全乡", "本乡"),
)
"""Words for the whole of a level, from the widest; each has the next ones within it."""


class AreaChoice(NamedTuple):
    """The areas of a table, and the table of the one chosen (`None`: not chosen, or unknown).

    `own`: the plan's own area, chosen because the others contain it. `left` are the headers of
    columns of other areas beside those of the plan's own, which are without a word.
    """

    areas: tuple[str, ...]
    table: UprightTable | None
    own: str | None = None
    left: tuple[str, ...] = ()


def choose_area(table: UprightTable, area: str | None) -> AreaChoice | None:
    """Part a table by its areas; `None` if it is of one area only."""
    labels = _labels(table)
    if labels:
        names = _once(labels.values())
        own = _smallest(names) if area is None else None
        chosen = own if area is None else find_area(area, names)
        if chosen is None:
            return AreaChoice(names, None)
        kept = [at for at in range(len(table.columns)) if labels.get(at) in (None, chosen)]
        columns = tuple(_of_area(table.columns[at], at in labels) for at in kept)
        body = tuple(line.part(kept) for line in table.body)
        body = tuple(line for line in body if line.distinct)
        return AreaChoice(names, table._replace(columns=columns, body=body), own)
    return _by_rows(table, area) or _without_others(table)


def _smallest(areas: tuple[str, ...]) -> str | None:
    """The area within all others, where all are of different levels: 本市 of 全国, 全省, 本市."""
    depths = {
        area: depth for area in areas for depth, words in enumerate(_LEVELS) if clean(area) in words
    }
    if len(set(depths.values())) < len(areas):
        return None
    return max(areas, key=lambda area: depths[area])


def _without_others(table: UprightTable) -> AreaChoice | None:
    """Leave out 全国2020年 beside 2020年: the figures of an area that contains the plan's own.

    省目标 without a year goes too, where two years or more stand without an area.
    """
    plain = {
        column.year for column in table.columns if column.role in FIGURES and column.area is None
    }
    others = [
        at
        for at, column in enumerate(table.columns)
        if column.area is not None
        and (column.year in plain if column.year is not None else len(plain) > 1)
    ]
    if not others:
        return None
    kept = [at for at in range(len(table.columns)) if at not in others]
    body = tuple(line.part(kept) for line in table.body)
    return AreaChoice(
        (),
        table._replace(columns=tuple(table.columns[at] for at in kept), body=body),
        left=tuple(table.columns[at].text for at in others),
    )


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
    cells = [line.cells[at] for line in body if not line.is_single]
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
