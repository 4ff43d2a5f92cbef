"""Read a table of records with known columns: each row is an opinion or a settled doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.reading.tables.filled_grid import Row
from shengzhou_quality.reading.tables.naming import Naming, read_serial
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell

Column = TypeVar("Column")
Columns = Mapping[Column, list[int]]
"""The columns of each meaning, from left to right."""


def columns_of(table: Table, words: Mapping[Column, tuple[str, ...]]) -> Columns[Column]:
    """Find the columns of `table` whose header is one of `words`."""
    meaning = {word: column for column, spellings in words.items() for word in spellings}
    found: dict[Column, list[int]] = {}
    for number, cell in table.heads.items():
        column = meaning.get(fold(cell.text))
        if column is not None:
            found.setdefault(column, []).append(number)
    return found


def filled_in(
    cells: Row, columns: Columns[Column], says: Callable[[Column, Cell], bool]
) -> dict[Column, Cell]:
    """The first cell of each meaning in a row that `says` something."""
    found: dict[Column, Cell] = {}
    for column, numbers in columns.items():
        for number in numbers:
            if number in cells and says(column, cells[number]):
                found.setdefault(column, cells[number])
    return found


def one_line(cell: Cell | None) -> str | None:
    """The text of a cell, if there is one, with single spaces."""
    return " ".join(cell.text.split()) if cell else None


def find_item(text: str, naming: Naming, plan: Plan) -> AnyIndicator | Promise | None:
    """The item that a name, a number, an id or a key means."""
    named = naming.find(text)
    if named is not None:
        return named.indicator
    number = read_serial(text) or clean(text)
    return naming.unjudged.find(text) or plan.find_reportable(number)
