"""Bring a sheet into upright tables: turn it, part what stands side by side or in blocks."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.tables.cell_forms import names_area
from shengzhou_quality.published.tables.headings import Heading, headings_of
from shengzhou_quality.published.tables.lines import Line, grid_without_empty, lines_of, spaced
from shengzhou_quality.published.tables.printed_headers import (
    FIGURES,
    ColumnRole,
    PrintedColumn,
)
from shengzhou_quality.reported import Sheet

_WIDEST = 80
"""A sheet with more rows is never one whose indicators stand side by side in columns."""


class UprightTable(NamedTuple):
    """A header with its body: one line an indicator. `above` are texts over the header."""

    above: tuple[str, ...]
    columns: tuple[PrintedColumn, ...]
    body: tuple[Line, ...]
    beside: bool = False
    """Whether it is one of several that stand side by side."""


class Layout(NamedTuple):
    """The upright tables of a sheet; `lines` as they stand, for a sheet without a header."""

    tables: tuple[UprightTable, ...]
    lines: tuple[Line, ...]


def layout_of(sheet: Sheet) -> Layout:
    grid = grid_without_empty(sheet)
    lines = lines_of(grid)
    above = 0
    while above < len(lines) and len(lines[above].distinct) == 1:
        above += 1
    titles = tuple(spaced(line.texts[0]) for line in lines[:above])
    upright = headings_of(lines)
    if above < len(lines) <= _WIDEST and len(lines[0].cells) > 1:
        turned = lines_of(grid.part(above, len(grid)).turned())
        across = headings_of(turned)
        if _is_turned(upright, across, lines):
            return Layout(tuple(_tables(turned, across, titles)), tuple(lines))
    return Layout(tuple(_tables(lines, upright, ())), tuple(lines))


def _is_turned(upright: list[Heading], across: list[Heading], lines: list[Line]) -> bool:
    """Whether the indicators stand in columns."""
    if not across or across[0].first > 1:
        return False
    if upright and _areas_are_rows(upright[0], lines):
        return True
    high = max((heading.score for heading in upright), default=0)
    return across[0].score > high


def _areas_are_rows(heading: Heading, lines: list[Line]) -> bool:
    """Whether the first column names areas, and the header above the others indicators."""
    behind = heading.columns[1:]
    if any(column.role is ColumnRole.NAME for column in behind):
        return False
    headed = heading.columns[0].role is ColumnRole.AREA
    first = [line.cells[0] for line in lines[heading.after :] if line.cells[0] is not None]
    named = sum(names_area(cell.text) for cell in first if cell is not None) * 2 > len(first)
    return (headed or named) and not _names_areas(lines[heading.first])


def _names_areas(line: Line) -> bool:
    """Whether most cells behind the first name areas."""
    rest = line.texts[1:]
    return sum(names_area(text) for text in rest) * 2 > len(rest)


def _tables(
    lines: list[Line], headings: list[Heading], titles: tuple[str, ...]
) -> list[UprightTable]:
    tables: list[UprightTable] = []
    carried: list[str] = []
    for number, heading in enumerate(headings):
        last = headings[number + 1].first if number + 1 < len(headings) else len(lines)
        body: list[Line] = lines[heading.after : last]
        tail: list[Line] = []
        if number + 1 < len(headings):
            # A title over the next header belongs to it, not to this body.
            while body and len(body[-1].distinct) == 1 and _is_title(body[-1].texts[0]):
                tail.insert(0, body.pop())
        if number == 0:
            over = lines[: heading.first]
            carried = [spaced(line.texts[0]) for line in over if len(line.distinct) == 1]
        above = carried
        carried = [spaced(line.texts[0]) for line in tail]
        tables.extend(_side_by_side(heading, body, (*titles, *above)))
    return tables


def _is_title(text: str) -> bool:
    cleaned = clean(text)
    return cleaned.endswith(("表", "指标", "目标")) or cleaned.startswith(
        ("表", "专栏", "单位", "(单位")
    )


def _side_by_side(heading: Heading, body: list[Line], above: tuple[str, ...]) -> list[UprightTable]:
    """Part 序号 指标 目标 | 序号 指标 目标 into its blocks; what stands before them is of all."""
    columns = heading.columns
    texts = [clean(column.text) for column in columns]
    for first in range(min(3, len(texts))):
        for width in range(2, (len(texts) - first) // 2 + 1):
            block = texts[first : first + width]
            names = [
                column
                for column in columns[first : first + width]
                if column.role is ColumnRole.NAME
            ]
            figures = [
                column for column in columns[first : first + width] if column.role in FIGURES
            ]
            behind = texts[first + width :]
            repeats = (
                all(text == block[at % width] or not text for at, text in enumerate(behind))
                and behind[:width] == block
            )
            if names and figures and repeats:
                tables = []
                for start in range(first, len(texts), width):
                    chosen = [*range(first), *range(start, min(start + width, len(texts)))]
                    parts = tuple(line.part(chosen) for line in body)
                    tables.append(
                        UprightTable(
                            above,
                            tuple(columns[at] for at in chosen),
                            tuple(line for line in parts if line.distinct),
                            beside=True,
                        )
                    )
                return tables
    return [UprightTable(above, columns, tuple(body))]
