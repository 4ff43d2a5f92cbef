"""Read a file of any size that has rows: its sheets as compact rows, whatever its format."""

from __future__ import annotations

import io

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, Severity, refusal
from shengzhou_quality.limits import MEGABYTE, Limits
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.compact import CompactSheet, MarkedText, Text
from shengzhou_quality.reading.readers.compact_rows import CompactRows
from shengzhou_quality.reported import PREFILLED_SHEET, Cell, Sheet
from shengzhou_quality.result_mark import is_result


def read_compact(
    content: bytes, file: str, limits: Limits
) -> tuple[list[CompactSheet], list[Diagnostic]]:
    """The sheets of a file as compact rows. Raises `InputError` if it cannot be read.

    `limits` are those of a long file. A format that only keeps whole cells has the usual ones.
    """
    from shengzhou_quality.reading.readers.kinds import kind_of

    if len(content) > limits.file_size:
        limit = f"{limits.file_size // MEGABYTE} MB"
        raise refusal("file-too-large", Place(file), limit=limit)
    if is_result(io.BytesIO(content)):
        raise InputError(
            Diagnostic(
                "own-result",
                Place(file),
                parameters={"variant": "named"},
                severity=Severity.ERROR,
            )
        )
    kind = kind_of(content, file, limits)
    if kind == "csv":
        from shengzhou_quality.reading.readers.csv import read_compact_csv

        sheet, findings = read_compact_csv(content, file, limits)
        return [sheet], findings
    if kind == "xlsx":
        from shengzhou_quality.reading.readers.xlsx import read_sheets

        sheets, findings = read_sheets(content, file, limits, CompactRows)
        return [sheet for sheet in sheets if sheet.name != PREFILLED_SHEET], findings
    if kind in ("yaml", "json"):
        raise refusal("by-no-rows", Place(file))
    workbook = read_workbook(content, file)
    return [_compact(sheet) for sheet in workbook.sheets], list(workbook.diagnostics)


def _compact(sheet: Sheet) -> CompactSheet:
    numbers, columns, texts = [], [], []
    for cells in sheet.rows:
        row = next(iter(cells.values())).place.row or 0
        numbers.append(row)
        columns.append(tuple(cells))
        texts.append(tuple(_text(cell, (row, column)) for column, cell in cells.items()))
    return CompactSheet(sheet.place.sheet, numbers, columns, texts, sheet.merged)


def _text(cell: Cell, shown_at: tuple[int, int]) -> Text:
    written_at = (cell.place.row or 0, cell.place.column or 0)
    at = None if written_at == shown_at else written_at
    if not (cell.percent or cell.fault or cell.shown is not None or at):
        return cell.text
    return MarkedText(cell.text, cell.percent, cell.fault, cell.shown, at)
