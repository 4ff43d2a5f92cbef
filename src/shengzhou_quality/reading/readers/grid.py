"""Collect cells in any order into a sheet: apply limits, merged areas and hidden rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reported import Cell, Sheet, Span

_NAMED = 12
"""A finding names at most this many hidden rows or columns (or runs of them)."""

Runs = list[tuple[int, int]]


class CellCount:
    """Counts the cells and text of one file; raises `InputError` above a limit."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self._cells = 0
        self._text = 0

        self._most_cells = limits.cells
        self._most_text = limits.text

    def take_cell(self) -> None:
        self._cells += 1
        if self._cells > self._most_cells:
            self.refuse("too-many-cells", self._most_cells)

    def take_text(self, text: str) -> None:
        self._text += len(text)
        if self._text > self._most_text:
            self.refuse("too-much-text", self._most_text)

    def take(self, cells: int, text: int) -> None:
        """Count several cells at once, with the length of all their texts."""
        self._cells += cells
        if self._cells > self._most_cells:
            self.refuse("too-many-cells", self._most_cells)
        self._text += text
        if self._text > self._most_text:
            self.refuse("too-much-text", self._most_text)

    def refuse(self, code: str, limit: int) -> None:
        raise refusal(code, Place(self.file), limit=f"{limit:,}")


Made_co = TypeVar("Made_co", covariant=True)


class SheetSink(Protocol[Made_co]):
    """Takes the cells of one sheet in any order, and makes of them what is kept of the sheet."""

    def put(
        self,
        row: int,
        column: int,
        text: str,
        *,
        percent: bool = False,
        fault: str | None = None,
        counted: bool = False,
        line: int | None = None,
        shown: str | None = None,
    ) -> None: ...

    def merge(self, top: int, left: int, bottom: int, right: int) -> None: ...

    def hide_rows(self, first: int, last: int) -> None: ...

    def hide_columns(self, first: int, last: int) -> None: ...

    def sheet(self) -> tuple[Made_co, list[Diagnostic]]: ...


class SheetAreas:
    """The merged areas of one sheet, its hidden rows and columns, and what lies beyond bounds."""

    def __init__(self, place: Place, count: CellCount) -> None:
        self._place = place
        self._count = count
        self._limits = count.limits
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merged: list[Span] = []
        self._beyond: tuple[int, int] | None = None

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if len(self._merged) >= self._limits.merged:
            self._count.refuse("too-many-merged", self._limits.merged)
        if top < bottom or left < right:
            self._merged.append(Span(top, left, bottom, right))

    def hide_rows(self, first: int, last: int) -> None:
        self._hidden_rows.update(range(first, min(last, self._limits.rows) + 1))

    def hide_columns(self, first: int, last: int) -> None:
        self._hidden_columns.update(range(first, min(last, self._limits.columns) + 1))


class SheetBuilder(SheetAreas):
    """One sheet while it is being read."""

    def __init__(self, place: Place, count: CellCount) -> None:
        super().__init__(place, count)
        self._file, self._sheet = place.file, place.sheet
        self._last_row, self._last_column = count.limits.rows, count.limits.columns
        self._longest = count.limits.cell_text
        self._rows: dict[int, dict[int, Cell]] = {}

    def put(
        self,
        row: int,
        column: int,
        text: str,
        *,
        percent: bool = False,
        fault: str | None = None,
        counted: bool = False,
        line: int | None = None,
        shown: str | None = None,
    ) -> None:
        """Store one cell; a blank cell is skipped. `counted`: its text was counted before.

        `line` is the cell's own line if it lies below the first line of its row.
        """
        if not text or text.isspace():
            return
        if row > self._last_row or column > self._last_column:
            self._count.take_cell()
            self._beyond = min(self._beyond or (row, column), (row, column))
            return
        if len(text) > self._longest:
            text, fault = text[: self._longest], "text-too-long"
        self._count.take(1, 0 if counted else len(text))
        cells = self._rows.get(row)
        if cells is None:
            cells = self._rows[row] = {}
        if column in cells:  # No program writes a cell twice; either could be meant.
            raise refusal("workbook-damaged", Place(self._file))
        place = Place(self._file, self._sheet, line or row, column)
        cells[column] = Cell(text, place, percent, fault, shown)

    def sheet(self) -> tuple[Sheet, list[Diagnostic]]:
        """The visible part of the sheet, and findings on what was not read."""
        merged = tuple(self._settle_merged())
        findings = [*self._hide(), *self._tell_beyond()]
        rows = tuple(_in_order(self._rows[row]) for row in sorted(self._rows))
        return Sheet(self._place, rows, merged), findings

    def _settle_merged(self) -> Iterator[Span]:
        """Each visible merged area, with its cell moved to the top left of what is visible."""
        if not self._merged:
            return
        last_row = max(self._rows, default=0)
        last_column = max((max(cells) for cells in self._rows.values()), default=0)
        area = 0
        covered: set[tuple[int, int]] = set()
        for span in sorted(self._merged, key=lambda one: (one.top, one.left)):
            rows = range(span.top, min(span.bottom, last_row) + 1)
            columns = range(span.left, min(span.right, last_column) + 1)
            area += len(rows) * len(columns)
            if area > self._limits.merged:
                self._count.refuse("too-many-merged", self._limits.merged)
            spots = [(row, column) for row in rows for column in columns]
            if not covered.isdisjoint(spots):
                continue
            covered.update(spots)
            shown = self._drop_covered(spots, rows, columns)
            if shown is not None and (shown.top < shown.bottom or shown.left < shown.right):
                yield shown

    def _drop_covered(
        self, spots: Iterable[tuple[int, int]], rows: range, columns: range
    ) -> Span | None:
        """Empty a merged area except for its first cell, which may be in a hidden row."""
        first = None
        for number, (row, column) in enumerate(spots):
            cell = self._rows.get(row, {}).pop(column, None)
            first = cell if number == 0 else first
        seen_rows = [row for row in rows if row not in self._hidden_rows]
        seen_columns = [column for column in columns if column not in self._hidden_columns]
        top, left = (seen_rows or rows)[:1], (seen_columns or columns)[:1]
        if first is not None:
            self._rows.setdefault(top[0], {})[left[0]] = first
        if not (seen_rows and seen_columns):
            return None
        return Span(top[0], left[0], rows[-1], columns[-1])

    def _hide(self) -> Iterator[Diagnostic]:
        rows = sorted(row for row in self._hidden_rows if self._rows.pop(row, None))
        columns = set()
        if self._hidden_columns:
            for cells in self._rows.values():
                hidden = self._hidden_columns & cells.keys()
                columns |= hidden
                for column in hidden:
                    del cells[column]
        self._rows = {row: cells for row, cells in self._rows.items() if cells}
        yield from tell_hidden(self._place, rows, sorted(columns))

    def _tell_beyond(self) -> Iterator[Diagnostic]:
        if self._beyond is not None:
            yield tell_beyond(self._place, self._beyond, self._limits)


def tell_beyond(sheet: Place, first: tuple[int, int], limits: Limits) -> Diagnostic:
    """Report the first cell beyond the rows and columns that are read."""
    place = Place(sheet.file, sheet.sheet, *first)
    named: dict[str, Parameter] = {"rows": str(limits.rows), "columns": str(limits.columns)}
    return Diagnostic("beyond-bounds", place, parameters=named)


def tell_hidden(sheet: Place, rows: list[int], columns: list[int]) -> Iterator[Diagnostic]:
    """Report hidden rows and columns with content, which are not read."""
    for code, name, runs in (
        ("hidden-rows", "rows", _named(_runs(rows), str)),
        ("hidden-columns", "columns", _named(_runs(columns), _letters)),
    ):
        if runs:
            yield Diagnostic(code, sheet, parameters={name: runs})


def line_ends(text: str) -> int:
    """How many lines a text has below its first."""
    if "\n" not in text and "\r" not in text:
        return 0
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _in_order(cells: dict[int, Cell]) -> dict[int, Cell]:
    columns = list(cells)
    return cells if columns == sorted(columns) else dict(sorted(cells.items()))


def _runs(numbers: list[int]) -> Runs:
    runs: Runs = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _named(runs: Runs, name: Callable[[int], str]) -> tuple[str, ...]:
    """Name the runs: `3–5`, `9` …"""
    shown = [
        name(first) if first == last else f"{name(first)}–{name(last)}"
        for first, last in runs[:_NAMED]
    ]
    return (*shown, "…") if len(runs) > _NAMED else tuple(shown)


def _letters(column: int) -> str:
    cell = Place("", sheet="", row=1, column=column).cell
    return cell.removesuffix("1") if cell else ""
