"""更正前 and 更正后: what a table says was wrong, and what is right instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shengzhou_quality.notation import is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import Correction
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.owners import Owner
from shengzhou_quality.reading.tables.row_words import labels
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell

_Slot = tuple[str, int | None, str | None]


class Corrections:
    """The values before correction, by columns or by rows; they are never reported values."""

    def __init__(
        self,
        grid: Grid,
        table: Table,
        owned: Mapping[int, Owner | None],
        values: Mapping[int, Iterable[tuple[Header, Cell]]],
    ) -> None:
        self._of_row = {
            row: _said_by(grid, row, table, owner)
            for row, owner in owned.items()
            if owner is not None
        }
        self._before: dict[_Slot, Cell] = {}
        for row, cells in values.items():
            owner = owned[row]
            for header, cell in cells:
                if owner is not None and self.is_before(row, header) and not is_missing(cell.text):
                    self._before[_slot(owner.named.indicator, header)] = cell

    def is_before(self, row: int, header: Header) -> bool:
        return self._said(row, header) is Correction.BEFORE

    def before(self, row: int, header: Header, indicator: AnyIndicator) -> Cell | None:
        """The cell that the value of a row under `header` corrects."""
        if self._said(row, header) is not Correction.AFTER:
            return None
        return self._before.get(_slot(indicator, header))

    def _said(self, row: int, header: Header) -> Correction | None:
        return header.correction or self._of_row.get(row)


def _slot(indicator: AnyIndicator, header: Header) -> _Slot:
    return (indicator.id, header.year, header.partial)


def _said_by(grid: Grid, row: int, table: Table, owner: Owner) -> Correction | None:
    cells = grid.rows[row].values()
    if not any("正" in cell.text or "勘误" in cell.text for cell in cells):
        return None  # most rows, and labels take long to read
    said = (label.correction for _, label in labels(grid.rows[row], table, owner))
    return next((each for each in said if each is not None), None)
