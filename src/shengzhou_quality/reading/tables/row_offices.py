"""Read the 责任单位 column of a table: the office that each row names."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.offices import is_ditto, names_nobody, on_one_line
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.tables import Table


class RowOffices:
    """The office of each row of a table, as written; 同上 is the one of the row above."""

    def __init__(self, grid: Grid, table: Table) -> None:
        self._grid = grid
        self._table = table
        self._named: dict[int, str] = {}
        columns = table.of(Role.OFFICE)
        above: dict[int, str] = {}
        for row in range(table.first, table.last) if columns else ():
            cells = grid.rows[row]
            said = []
            for column in columns:
                if column not in cells:
                    continue
                text = cells[column].text
                if not is_ditto(text):
                    # 同上 below 待定 is as open as that.
                    above[column] = "" if names_nobody(text) else on_one_line(text)
                said.append(above.get(column, ""))
            named = ";".join(dict.fromkeys(filter(None, said)))
            if named:
                self._named[row] = named

    def of(self, row: int) -> str | None:
        return self._named.get(row)

    def at(self, places: Collection[Place]) -> Iterator[tuple[Place, str]]:
        """Those of `places` that are cells of a row with an office, and that office."""
        for row, office in self._named.items():
            for cell in self._grid.rows[row].values():
                if cell.place in places:
                    yield cell.place, office
