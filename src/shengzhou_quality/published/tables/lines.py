"""The rows of a grid as lines of equal length, merged cells filled in."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.reading.tables.filled_grid import Grid, grid_of
from shengzhou_quality.reported import Cell, Sheet


class Line(NamedTuple):
    """One row; a merged cell stands in each column that it covers, `None` where nothing is."""

    cells: tuple[Cell | None, ...]

    @property
    def distinct(self) -> list[Cell]:
        """Its cells from left to right, a merged one once."""
        found: list[Cell] = []
        for cell in self.cells:
            if cell is not None and not any(cell is other for other in found[-4:]):
                found.append(cell)
        return found

    @property
    def is_single(self) -> bool:
        """Whether it holds one cell alone; told early, as it is asked for each cell."""
        first = next((cell for cell in self.cells if cell is not None), None)
        return first is not None and all(cell is None or cell is first for cell in self.cells)

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.distinct]

    def part(self, columns: list[int]) -> Line:
        return Line(tuple(self.cells[column] for column in columns))


def grid_without_empty(sheet: Sheet) -> Grid:
    """The grid of a sheet, rows without text left out."""
    rows = tuple(row for row in sheet.rows if any(cell.text.strip() for cell in row.values()))
    return grid_of(sheet._replace(rows=rows))


def lines_of(grid: Grid) -> list[Line]:
    lines = []
    for row in grid.rows:
        cells = (row.get(column) for column in grid.columns)
        line = Line(
            tuple(cell if cell is not None and cell.text.strip() else None for cell in cells)
        )
        if line.distinct:
            lines.append(line)
    return lines


def spaced(text: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(text.split())
