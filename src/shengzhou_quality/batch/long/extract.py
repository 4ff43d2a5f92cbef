"""An extract: what a long file holds of one entity, as if it were a file of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers.compact import CompactSheet, Text, cells_of
from shengzhou_quality.reading.readers.grid import tell_beyond
from shengzhou_quality.reading.readers.workbook import Workbook


class Extract(NamedTuple):
    """The titles and headers of a file, and the rows of one entity; plain data, for a worker.

    `sha256` is that of this content with its places, so another entity's change leaves it.
    """

    path: str
    sha256: str
    sheets: tuple[CompactSheet, ...] = ()


def extract_of(path: str, sheets: Iterable[CompactSheet]) -> Extract:
    kept = tuple(sheets)
    return Extract(path, _digest(kept), kept)


def workbook_of(extract: Extract, limits: Limits) -> Workbook:
    """Its cells, within the limits of any file. Raises `InputError` beyond them."""
    findings: list[Diagnostic] = []
    sheets = []
    cells = 0
    for sheet in extract.sheets:
        cells += sum(map(len, sheet.columns))
        if cells > limits.cells:
            raise refusal("too-many-cells", Place(extract.path), limit=f"{limits.cells:,}")
        most = limits.rows
        if len(sheet.numbers) > most:
            first = (sheet.numbers[most], sheet.columns[most][0])
            findings.append(tell_beyond(Place(extract.path, sheet.name), first, limits))
        sheets.append(cells_of(sheet.up_to(most), extract.path))
    return Workbook(tuple(sheets), tuple(findings))


def _digest(sheets: Iterable[CompactSheet]) -> str:
    content = hashlib.sha256()
    for sheet in sheets:
        lines = [repr((sheet.name, sheet.merged, sorted(sheet.follows), len(sheet.numbers)))]
        shapes = {columns: f" {columns} " for columns in set(sheet.columns)}
        for row, columns, texts in zip(sheet.numbers, sheet.columns, sheet.texts, strict=True):
            lines.append(f"{row}{shapes[columns]}{_written(texts)}")
        content.update("\n".join(lines).encode("utf-8", "surrogatepass"))
    return content.hexdigest()


def _written(texts: tuple[Text, ...]) -> str:
    """The texts of a row, so that no other texts are written alike."""
    try:
        line = "\t".join(texts)  # type: ignore[arg-type]
    except TypeError:  # one of them is marked
        return repr(texts)
    return line if line.count("\t") < len(texts) and "\n" not in line else repr(texts)
