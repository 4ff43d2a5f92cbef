"""Write the table of all submissions and items as it grows: CSV and a workbook."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from shengzhou_quality.batch.file_lock import lock
from shengzhou_quality.batch.record_file import naming, open_to_write, write_whole
from shengzhou_quality.batch.table_rows import TableRow, TableValue, heads
from shengzhou_quality.decimals import plain
from shengzhou_quality.words import Words


class GrowingTable(Protocol):
    """A table that takes the rows of one submission after the other."""

    def add(self, rows: Sequence[TableRow]) -> None: ...

    def finish(self) -> None:
        """All have been added."""

    def close(self) -> None:
        """Give the file back, whether the table is finished or not."""


_FORMULA_STARTS = tuple("=+-@＝＋－＠")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class CsvTable:
    """CSV in UTF-8 with the mark by which Excel knows it, each submission written at once.

    A text that a spreadsheet would take for a formula stands behind a `'`, as in every CSV of
    sqc; a plain number does not.
    """

    def __init__(self, path: Path, words: Words) -> None:
        self._path = path
        with naming(path):
            self._file = open_to_write(path)
        try:
            lock(self._file, path)
            with naming(path):
                self._file.truncate(0)
            self._write(b"\xef\xbb\xbf" + _lines([heads(words)]))
        except BaseException:
            self._file.close()
            raise

    def add(self, rows: Sequence[TableRow]) -> None:
        self._write(_lines(rows))

    def finish(self) -> None:
        with naming(self._path):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def _write(self, content: bytes) -> None:
        with naming(self._path):
            write_whole(self._file, content)


def _lines(rows: Iterable[TableRow]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_field(value) for value in row])
    return text.getvalue().encode()


def _field(value: TableValue) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return plain(value) if isinstance(value, Decimal) else str(value)
    if value.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value
