"""A sheet as rows of cells, with merged cells filled in; it can be turned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shengzhou_quality.notation import is_missing
from shengzhou_quality.reported import Cell, Sheet, Span

Row = Mapping[int, Cell]


def is_filled(cell: Cell) -> bool:
    """Whether something was entered in a cell; a fault counts, 暂无 and — do not."""
    return cell.fault is not None or not is_missing(cell.text)


class Grid:
    """The rows of a sheet from top to bottom, by their place in the file's own numbering.

    `own` holds the cells of a row, `rows` also the merged cells that show there. `across`: the
    rows are the columns of the sheet. `listed`: the rows come from a list, not from cells.
    `joined` are the numbers of rows between which and the row before only other rows were left out.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        own: Sequence[Row],
        merged: Sequence[Span],
        *,
        across: bool = False,
        listed: bool = False,
        joined: frozenset[int] = frozenset(),
    ) -> None:
        self.across = across
        self.listed = listed
        self._joined = joined
        self.numbers = numbers
        self.own = own
        self._spans: dict[tuple[int, int], Span] = {}
        self.rows: list[Row] = list(own)
        self.columns = sorted({column for row in own for column in row})
        self._fill(merged)

    def _fill(self, merged: Sequence[Span]) -> None:
        index = {number: position for position, number in enumerate(self.numbers)}
        known = set(self.columns)
        for span in merged:
            top = index.get(span.top)
            cell = None if top is None else self.own[top].get(span.left)
            if cell is None:
                continue
            columns = [column for column in range(span.left, span.right + 1) if column in known]
            for number in range(span.top, span.bottom + 1):
                row = index.get(number)
                if row is None:
                    continue
                filled = dict(self.rows[row])
                for column in columns:
                    self._spans[row, column] = span
                    filled.setdefault(column, cell)
                self.rows[row] = filled

    def __len__(self) -> int:
        return len(self.own)

    @property
    def shows_twice(self) -> bool:
        """Whether a cell may show in several places: merged cells do, and a list has no places."""
        return self.listed or bool(self._spans)

    def span(self, row: int, column: int) -> Span | None:
        """The merged area that the cell belongs to."""
        return self._spans.get((row, column))

    def follows(self, row: int) -> bool:
        """Whether `row` is directly below the row before it, without an empty row between."""
        if row == 0:
            return False
        apart = self.numbers[row] - self.numbers[row - 1]
        if apart <= 1 or self.numbers[row] in self._joined:
            return True
        # In a text file a cell of several lines takes several line numbers.
        lines = max(cell.text.count("\n") for cell in self.own[row - 1].values())
        return apart <= 1 + lines

    def part(self, first: int, last: int) -> Grid:
        """The rows from `first` up to, not including, `last`."""
        spans = {span for (row, _), span in self._spans.items() if first <= row < last}
        numbers, own = self.numbers[first:last], self.own[first:last]
        ordered = sorted(spans, key=lambda span: (span.top, span.left))
        return Grid(numbers, own, ordered, across=self.across, joined=self._joined)

    def turned(self) -> Grid:
        """The same with its rows as columns, so that one reader reads both."""
        columns: dict[int, dict[int, Cell]] = {}
        for number, row in zip(self.numbers, self.own, strict=True):
            for column, cell in row.items():
                columns.setdefault(column, {})[number] = cell
        spans = [
            span._replace(top=span.left, left=span.top, bottom=span.right, right=span.bottom)
            for span in set(self._spans.values())
        ]
        numbers = sorted(columns)
        return Grid(
            numbers,
            [columns[number] for number in numbers],
            sorted(spans, key=lambda span: (span.top, span.left)),
            across=not self.across,
        )


def grid_of(sheet: Sheet) -> Grid:
    """Make the grid of a sheet; number rows without a row number (YAML) in order."""
    numbers: list[int] = []
    for row in sheet.rows:
        number = next(iter(row.values())).place.row
        last = numbers[-1] if numbers else 0
        numbers.append(number if number is not None and number > last else last + 1)
    return Grid(numbers, sheet.rows, sheet.merged, listed=sheet.listed, joined=sheet.follows)
