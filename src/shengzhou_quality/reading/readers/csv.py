"""Read tables written as text (.csv, .tsv). A cell's place is its line and its field number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers.grid import CellCount, SheetBuilder, line_ends
from shengzhou_quality.reading.readers.text import (
    decode_beginning,
    find_separator,
    stated_separator,
)
from shengzhou_quality.reading.readers.workbook import Workbook

if TYPE_CHECKING:
    from shengzhou_quality.reading.readers.compact import CompactSheet

_LONG_LINE, _PIECE = 1 << 20, 1 << 16


def read_csv(content: bytes, file: str, limits: Limits) -> Workbook:
    """Read the table of a text. Raises `InputError` if its quotes or columns are broken."""
    count = CellCount(file, limits)
    grid = SheetBuilder(Place(file), count)
    for line, _, record in _read(content, count):
        below = 0
        for column, cell in enumerate(record, 1):
            if cell:
                grid.put(line, column, cell, line=line + below)
                below += line_ends(cell)
    sheet, findings = grid.sheet()
    return Workbook((sheet,), tuple(findings))


def read_compact_csv(
    content: bytes, file: str, limits: Limits
) -> tuple[CompactSheet, list[Diagnostic]]:
    """Read the table of a long text; see `read_csv`."""
    from shengzhou_quality.reading.readers.compact_rows import CompactRows

    count = CellCount(file, limits)
    rows = CompactRows(Place(file), count)
    rows.put_records(_read(content, count))
    return rows.sheet()


def _read(content: bytes, count: CellCount) -> Iterator[tuple[int, int, list[str]]]:
    """Each record with its first line and the number of its lines."""
    file = count.file
    beginning = decode_beginning(content)
    if beginning.fault:
        raise refusal(beginning.fault, Place(file))
    separator = find_separator(beginning.text)
    if separator is None:
        raise refusal("no-separator", Place(file))
    text = io.TextIOWrapper(io.BytesIO(content), encoding=beginning.encoding, newline="")
    skipped = 0
    if stated_separator(beginning.text):
        text.readline()
        skipped = 1
    many = content.count(separator.encode()) > count.limits.cells
    lines = _of_bearable_length(text, separator, count) if many else text
    yield from _records(lines, separator, skipped, file, count.limits)


def _of_bearable_length(lines: Iterable[str], separator: str, count: CellCount) -> Iterator[str]:
    """Refuse an over-long line before csv splits it."""
    for line in lines:
        if len(line) > _LONG_LINE:
            pieces = (line[at : at + _PIECE] for at in range(0, len(line), _PIECE))
            cells = sum(sum(map(bool, piece.split(separator))) for piece in pieces)
            if cells > count.limits.cells:
                count.refuse("too-many-cells", count.limits.cells)
        yield line


def _records(
    lines: Iterable[str], separator: str, skipped: int, file: str, limits: Limits
) -> Iterator[tuple[int, int, list[str]]]:
    """Each non-blank record, with the line on which it begins and the number of its lines."""
    # Strict: otherwise an open quote would silently swallow the rest of the file.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    usual = csv.field_size_limit(limits.file_size)  # the grid cuts and reports a long cell
    line = skipped + 1
    try:
        for record in reader:
            after = skipped + reader.line_num + 1
            if record:  # a file may hold millions of blank lines
                yield line, after - line, record
            line = after
    except csv.Error:
        raise refusal("csv-quote", Place(file, row=line)) from None
    finally:
        csv.field_size_limit(usual)
