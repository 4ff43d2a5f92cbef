"""Find the header of a table in its lines: several levels, column numbers, a repeated header."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.tables.cell_forms import (
    are_column_numbers,
    holds_figure,
    is_constraint,
    is_unit_form,
    names_area,
)
from shengzhou_quality.published.tables.lines import Line, spaced
from shengzhou_quality.published.tables.printed_headers import (
    FIGURES,
    ColumnRole,
    PrintedColumn,
    column_of,
    header_word,
)
from shengzhou_quality.reported import Cell

_MOST_LEVELS = 4
_SURE_NAME = 3
"""A header whose words rank as high names indicators, and not just anything."""


class Heading(NamedTuple):
    """The columns of a table, and the lines of its header: from `first` up to `after`."""

    first: int
    after: int
    columns: tuple[PrintedColumn, ...]

    @property
    def score(self) -> int:
        """How many different things the header names."""
        said = {(column.role, column.year) for column in self.columns if column.role is not None}
        return len(said)


def headings_of(lines: list[Line]) -> list[Heading]:
    """Every header in a sheet, from top to bottom: of each table, and where it is repeated."""
    found: list[Heading] = []
    at = 0
    while at < len(lines):
        heading = _heading_at(lines, at)
        if heading is not None and (not found or _starts_anew(heading)):
            found.append(heading)
            at = heading.after
        else:
            at += 1
    return found


def _starts_anew(heading: Heading) -> bool:
    """Whether a line within a body is a header beyond doubt."""
    roles = {column.role for column in heading.columns}
    named = any(
        column.role is ColumnRole.NAME and column.rank >= _SURE_NAME for column in heading.columns
    )
    return named and bool(roles & FIGURES) and heading.score >= 2


def _heading_at(lines: list[Line], at: int) -> Heading | None:
    if not is_header(lines[at]):
        return None
    after = at + 1
    while after < len(lines) and after - at < _MOST_LEVELS and _goes_on(lines, at, after):
        after += 1
    first = at - 1 if at > 0 and _areas_above(lines[at - 1]) else at
    columns = tuple(
        column_of(_levels(lines[first:after], index)) for index in range(len(lines[at].cells))
    )
    while after < len(lines) and are_column_numbers(lines[after].texts):
        after += 1
    return Heading(first, after, _named_under_years(columns))


def _named_under_years(columns: tuple[PrintedColumn, ...]) -> tuple[PrintedColumn, ...]:
    """年份 | 2020年 | 2025年: the first word is of the years beside it, so below it stand names."""
    head, *rest = columns
    years = sorted(column.year for column in rest if column.year is not None)
    # Every year of a period is a record of what was done, and has no target.
    if head.role is not ColumnRole.YEAR or (len(years) >= 2 and years[-1] - years[0] < len(years)):
        return columns
    return (head._replace(role=ColumnRole.NAME, rank=_SURE_NAME), *rest)


def _areas_above(line: Line) -> bool:
    """Whether a line over a header only names the areas of its figures."""
    cells = line.distinct
    return line.cells[0] is None and len(cells) > 1 and all(names_area(c.text) for c in cells)


def is_header(line: Line) -> bool:
    """Whether the words of a line head columns, and none of them is a value."""
    cells = line.distinct
    if len(cells) < 2:
        return False
    words = []
    # 约束性 beside 预期性 heads two columns of ticks; a row has one of them.
    weights = {clean(cell.text) for cell in cells if is_constraint(cell.text)}
    for cell in cells:
        word = header_word(cell.text)
        ticked = len(weights) > 1 and is_constraint(cell.text)
        if not word.is_known and _is_value(cell) and not ticked:
            return False
        words.append(word)
    known = sum(word.is_known for word in words)
    names = [word for word in words if word.role in (ColumnRole.NAME, ColumnRole.AREA)]
    if words[0].role is ColumnRole.YEAR and known == len(cells):
        return sum(word.year is not None for word in words) > 1
    if not names and not any(word.role is ColumnRole.GROUP for word in words):
        # The header of the names may be empty where all others are known.
        return line.cells[0] is None and known == len(cells)
    sure = any(word.role is ColumnRole.AREA or word.rank >= _SURE_NAME for word in names)
    return (known >= 2 and known * 2 >= len(cells)) or (sure and len(cells) >= 3)


def _is_value(cell: Cell) -> bool:
    return holds_figure(cell.text) or is_constraint(cell.text) or is_unit_form(cell.text)


def _goes_on(lines: list[Line], first: int, at: int) -> bool:
    """Whether the line `at` is a further level of the header that begins at `first`."""
    above, line = lines[at - 1], lines[at]
    if are_column_numbers(line.texts):
        return False
    new = [
        cell
        for index, cell in enumerate(line.cells)
        if cell is not None and not any(cell is other for other in above.cells)
    ]
    words = [header_word(cell.text) for cell in new]
    if not new or any(
        not word.is_known and _is_value(cell) for word, cell in zip(words, new, strict=True)
    ):
        return False
    if [clean(text) for text in line.texts] == [clean(text) for text in lines[first].texts]:
        return False
    if any(
        cell is not None and cell is other
        for cell, other in zip(line.cells, above.cells, strict=True)
    ):
        return True
    if len(new) < 2:
        return False
    return all(word.is_known for word in words) or _blank_below_names(lines[first], line)


def _blank_below_names(head: Line, line: Line) -> bool:
    for cell, below in zip(head.cells, line.cells, strict=True):
        if cell is not None and header_word(cell.text).role is ColumnRole.NAME:
            return below is None
    return False


def _levels(lines: list[Line], index: int) -> list[str]:
    """The texts that head one column, from top to bottom, each merged cell once.

    In a text file the cells that a header covers are empty: 目标值 | | is over both columns.
    """
    found: list[Cell] = []
    for level, line in enumerate(lines):
        cell = line.cells[index]
        below = [later.cells[index] for later in lines[level + 1 :]]
        if cell is None and any(other is not None for other in below):
            left = next((at for at in range(index - 1, -1, -1) if line.cells[at] is not None), None)
            if left is not None and any(
                later.cells[left] is not None and later.cells[left] is not line.cells[left]
                for later in lines[level + 1 :]
            ):
                cell = line.cells[left]
        if cell is not None and not any(cell is other for other in found):
            found.append(cell)
    return [spaced(cell.text) for cell in found]
