"""Collect the cells of a long sheet as compact rows; the rules are those of `grid.py`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.reading.readers.compact import CompactSheet, MarkedText, Text
from shengzhou_quality.reading.readers.grid import (
    CellCount,
    SheetAreas,
    line_ends,
    tell_beyond,
    tell_hidden,
)
from shengzhou_quality.reported import Span

_FIRST = tuple(range(1, 1025))
_COUNTED = 10_000
"""Cells of usual rows are counted by so many."""

_MOST_KNOWN = 1 << 17
"""Equal texts are kept once; beyond so many different ones, a new collection begins."""


class CompactRows(SheetAreas):
    """One sheet while it is being read; takes what a `SheetBuilder` takes."""

    def __init__(self, place: Place, count: CellCount) -> None:
        super().__init__(place, count)
        self._numbers: list[int] = []
        self._columns: list[tuple[int, ...]] = []
        self._texts: list[tuple[Text, ...]] = []
        self._row = 0
        self._row_columns: list[int] = []
        self._row_texts: list[Text] = []
        self._known: dict[Text, Text] = {}
        self._shapes: dict[tuple[int, ...], tuple[int, ...]] = {}

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
        """Store one cell; see `SheetBuilder.put`."""
        if not text or text.isspace():
            return
        self._count.take_cell()
        if row > self._limits.rows or column > self._limits.columns:
            self._beyond = min(self._beyond or (row, column), (row, column))
            return
        if len(text) > self._limits.cell_text:
            text, fault = text[: self._limits.cell_text], "text-too-long"
        if not counted:
            self._count.take_text(text)
        if row != self._row:
            self._end_row()
            self._row = row
        kept: Text = text
        if percent or fault or shown is not None or line not in (None, row):
            at = None if line in (None, row) else (line or row, column)
            kept = MarkedText(text, percent, fault, shown, at)
        self._row_columns.append(column)
        self._row_texts.append(kept)

    def put_records(self, records: Iterable[tuple[int, int, list[str]]]) -> None:
        """Store whole rows of plain texts: the first line of each, how many, its texts.

        This is what `put` does with each cell, at once for a row without anything unusual.
        """
        count, known, strip = self._count, self._known, str.strip
        most_rows, most_text = self._limits.rows, self._limits.cell_text
        plain = _FIRST[: self._limits.columns]
        add_number, add_texts = self._numbers.append, self._texts.append
        add_columns = self._columns.append
        firsts = [plain[:width] for width in range(len(plain) + 1)]
        cells = written = 0
        for row, lines, record in records:
            length, width = sum(map(len, record)), len(record)
            columns: tuple[int, ...] = ()
            texts = record
            usual = lines == 1 and row <= most_rows and length <= most_text
            if usual and all(map(strip, record)):
                columns = firsts[width] if width < len(firsts) else ()
            elif usual:
                columns = tuple([at for at, text in enumerate(record, 1) if strip(text)])
                columns = self._shapes.setdefault(columns, columns)
                texts = [record[at - 1] for at in columns]
            if not columns or columns[-1] > len(plain):
                self._put_unusual(row, record)
                continue
            cells += len(texts)
            written += length
            if cells > _COUNTED:
                count.take(cells, written)
                cells = written = 0
            if len(known) > _MOST_KNOWN:
                known.clear()
                self._shapes.clear()
            add_number(row)
            add_columns(columns)
            add_texts(tuple(map(known.setdefault, texts, texts)))
        count.take(cells, written)
        self._row = 0

    def _put_unusual(self, row: int, record: list[str]) -> None:
        """Store the cells of a row; one below a cell of several lines has its own line."""
        below = 0
        for column, text in enumerate(record, 1):
            if text:
                self.put(row, column, text, line=row + below)
                below += line_ends(text)
        self._end_row()

    def _end_row(self) -> None:
        if self._row_columns:
            self._keep(self._row, tuple(self._row_columns), self._row_texts)
            self._row_columns, self._row_texts = [], []

    def _keep(self, row: int, columns: tuple[int, ...], texts: Sequence[Text]) -> None:
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
            self._shapes.clear()
        self._numbers.append(row)
        self._columns.append(self._shapes.setdefault(columns, columns))
        self._texts.append(tuple(map(known.setdefault, texts, texts)))

    def sheet(self) -> tuple[CompactSheet, list[Diagnostic]]:
        """The visible part of the sheet, and findings on what was not read."""
        self._end_row()
        self._known.clear()
        if any(map(int.__ge__, self._numbers, self._numbers[1:])):
            self._sort()
        odd = {
            columns for columns in set(self._columns) if any(map(int.__le__, columns[1:], columns))
        }
        if any(len(set(columns)) < len(columns) for columns in odd):  # Either cell could be meant.
            raise refusal("workbook-damaged", Place(self._place.file))
        for at, columns in enumerate(self._columns if odd else ()):
            if columns in odd:
                self._change(at, dict(self._cells(at)))
        merged = tuple(self._settle_merged()) if self._merged else ()
        findings = self._hide() if self._hidden_rows or self._hidden_columns else []
        if self._beyond is not None:
            findings.append(tell_beyond(self._place, self._beyond, self._limits))
        sheet = CompactSheet(self._place.sheet, self._numbers, self._columns, self._texts, merged)
        return sheet, findings

    # ---- what few sheets need: rows out of order, merged areas, hidden rows

    def _cells(self, at: int) -> Iterable[tuple[int, Text]]:
        return zip(self._columns[at], self._texts[at], strict=True)

    def _change(self, at: int, cells: dict[int, Text]) -> None:
        self._columns[at] = tuple(sorted(cells))
        self._texts[at] = tuple(cells[column] for column in self._columns[at])

    def _sort(self) -> None:
        """Put rows in order that a file holds out of order, or in several pieces."""
        rows: dict[int, tuple[tuple[int, ...], tuple[Text, ...]]] = {}
        for row, columns, texts in zip(self._numbers, self._columns, self._texts, strict=True):
            before = rows.get(row, ((), ()))
            rows[row] = (before[0] + columns, before[1] + texts)
        self._numbers = sorted(row for row, (columns, _) in rows.items() if columns)
        self._columns = [rows[row][0] for row in self._numbers]
        self._texts = [rows[row][1] for row in self._numbers]

    def _settle_merged(self) -> list[Span]:
        """Each visible merged area, with its cell moved to the top left of what is visible."""
        index = {row: at for at, row in enumerate(self._numbers)}
        last_row = self._numbers[-1] if self._numbers else 0
        last_column = max((columns[-1] for columns in set(self._columns)), default=0)
        area, settled = 0, []
        covered: set[tuple[int, int]] = set()
        for span in sorted(self._merged, key=lambda one: (one.top, one.left)):
            rows = range(span.top, min(span.bottom, last_row) + 1)
            columns = range(span.left, min(span.right, last_column) + 1)
            area += len(rows) * len(columns)
            if area > self._limits.merged:
                self._count.refuse("too-many-merged", self._limits.merged)
            spots = [(row, column) for row in rows for column in columns]
            if not spots or not covered.isdisjoint(spots):
                continue
            covered.update(spots)
            seen_rows = [row for row in rows if row not in self._hidden_rows]
            seen_columns = [column for column in columns if column not in self._hidden_columns]
            top, left = (seen_rows or rows)[0], (seen_columns or columns)[0]
            self._gather(index, rows, columns, (top, left))
            if seen_rows and seen_columns and (top < rows[-1] or left < columns[-1]):
                settled.append(Span(top, left, rows[-1], columns[-1]))
        self._sort()  # a cell may have moved into a row that held nothing
        return settled

    def _gather(
        self, index: dict[int, int], rows: range, columns: range, to: tuple[int, int]
    ) -> None:
        """Empty a merged area except for its first cell, which is put where it is visible."""
        first: Text | None = None
        for row in rows:
            at = index.get(row)
            inside = [] if at is None else [one for one in self._columns[at] if one in columns]
            in_place = to == (rows[0], columns[0]) and (row, inside) == (rows[0], [columns[0]])
            if at is None or not inside or in_place:
                continue
            cells = dict(self._cells(at))
            taken = {column: cells.pop(column) for column in inside}
            first = taken.get(columns[0]) if row == rows[0] else first
            self._change(at, cells)
        if first is None:
            return
        if to != (rows[0], columns[0]):
            first = first if isinstance(first, MarkedText) else MarkedText(first)
            first = first._replace(at=first.at or (rows[0], columns[0]))
        if to[0] not in index:
            index[to[0]] = len(self._numbers)
            self._numbers.append(to[0])
            self._columns.append(())
            self._texts.append(())
        at = index[to[0]]
        self._change(at, {**dict(self._cells(at)), to[1]: first})

    def _hide(self) -> list[Diagnostic]:
        rows: list[int] = []
        columns: set[int] = set()
        kept: list[int] = []
        for at, row in enumerate(self._numbers):
            if row in self._hidden_rows:
                rows += [row] if self._columns[at] else []
                continue
            hidden = self._hidden_columns.intersection(self._columns[at])
            if hidden:
                columns |= hidden
                shown = {one: text for one, text in self._cells(at) if one not in hidden}
                self._change(at, shown)
            if self._columns[at]:
                kept.append(at)
        self._numbers = [self._numbers[at] for at in kept]
        self._columns = [self._columns[at] for at in kept]
        self._texts = [self._texts[at] for at in kept]
        return list(tell_hidden(self._place, rows, sorted(columns)))
