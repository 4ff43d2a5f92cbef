"""Rows of a long file as texts: a tenth of the memory that cells take.

A sheet of 100,000 rows is read once and split by entity; only the rows whose turn it is become
cells (`cells_of`).
"""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.reported import Cell, Sheet, Span


class MarkedText(NamedTuple):
    """The text of a cell that is more than a plain text; the fields are those of a `Cell`.

    `at` is the cell's own row and column, where it is shown in another place: below the first
    line of its row, or beside what is hidden.
    """

    text: str
    percent: bool = False
    fault: str | None = None
    shown: str | None = None
    at: tuple[int, int] | None = None


Text = str | MarkedText
"""What a compact row holds for one cell."""


class CompactSheet(NamedTuple):
    """Rows of texts, from top to bottom: their numbers, their columns, their texts.

    `merged` is as in a `Sheet`. `follows` are the numbers of rows that stand directly below the
    row before them, although other rows were left out between the two.
    """

    name: str | None
    numbers: list[int]
    columns: list[tuple[int, ...]]
    texts: list[tuple[Text, ...]]
    merged: tuple[Span, ...] = ()
    follows: frozenset[int] = frozenset()

    def up_to(self, rows: int) -> CompactSheet:
        """So many rows of it, from the first."""
        if len(self.numbers) <= rows:
            return self
        return self._replace(
            numbers=self.numbers[:rows], columns=self.columns[:rows], texts=self.texts[:rows]
        )


def cells_of(sheet: CompactSheet, file: str) -> Sheet:
    """Make the cells of a compact sheet, each with its place in the file."""
    name = sheet.name
    rows = tuple(
        {
            column: _cell(text, file, name, row, column)
            for column, text in zip(columns, texts, strict=True)
        }
        for row, columns, texts in zip(sheet.numbers, sheet.columns, sheet.texts, strict=True)
    )
    return Sheet(Place(file, name), rows, sheet.merged, follows=sheet.follows)


def _cell(text: Text, file: str, name: str | None, row: int, column: int) -> Cell:
    if isinstance(text, str):
        return Cell(text, Place(file, name, row, column))
    place = Place(file, name, *(text.at or (row, column)))
    return Cell(text.text, place, text.percent, text.fault, text.shown)
