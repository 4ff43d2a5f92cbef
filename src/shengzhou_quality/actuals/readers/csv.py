"""Tables as text (.csv, .tsv). The place of a cell is its line, and which field of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from shengzhou_quality.actuals.limits import Limits
from shengzhou_quality.actuals.readers import Workbook
from shengzhou_quality.actuals.readers.grid import Count, Grid
from shengzhou_quality.actuals.readers.separated import find_separator, stated_separator
from shengzhou_quality.actuals.readers.text import decode_beginning
from shengzhou_quality.diagnostics import Place, refusal


def read_csv(content: bytes, file: str, limits: Limits) -> Workbook:
    """The one table of a text. Raises `InputError` when its quotes or columns do not hold."""
    beginning = decode_beginning(content)
    if beginning.fault:
        raise refusal(beginning.fault, Place(file))
    separator = find_separator(beginning.text)
    if separator is None:
        raise refusal("no-separator", Place(file))
    grid = Grid(Place(file), Count(file, limits))
    lines = io.TextIOWrapper(io.BytesIO(content), encoding=beginning.encoding, newline="")
    skipped = 0
    if stated_separator(beginning.text):
        lines.readline()
        skipped = 1
    for line, record in _records(lines, separator, skipped, file):
        below = 0
        for column, text in enumerate(record, 1):
            if text:
                grid.put(line, column, text, line=line + below)
                below += _line_ends(text)
    sheet, findings = grid.sheet()
    return Workbook((sheet,), tuple(findings))


def _records(
    lines: io.TextIOWrapper, separator: str, skipped: int, file: str
) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    # Strict: an open quote would otherwise swallow the rest of the file without a word.
    reader = csv.reader(lines, delimiter=separator, strict=True)
    line = skipped + 1
    try:
        for record in reader:
            yield line, record
            line = skipped + reader.line_num + 1
    except csv.Error:
        raise refusal("csv-quote", Place(file, row=line)) from None


def _line_ends(text: str) -> int:
    if "\n" not in text and "\r" not in text:
        return 0
    return text.count("\n") + text.count("\r") - text.count("\r\n")
