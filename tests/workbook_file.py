"""Read a workbook of ours with openpyxl, as a test needs it: rows of values, links, parts."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet: Worksheet) -> list[list[Any]]:
    """The values of each row, empty cells left out."""
    return [
        [value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)
    ]


def table(sheet: Worksheet, head: str) -> list[dict[str, Any]]:
    """The rows below the row that has this head, by their heads, up to the first empty cell."""
    rows = list(sheet.iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if head in row)
    found = []
    for row in rows[at + 1 :]:
        if any(value is None for value in row):
            break
        found.append(dict(zip(rows[at], row, strict=True)))
    return found


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def formulas(content: bytes) -> list[str]:
    """Every formula of a sheet, as a program reads it."""
    return [
        found
        for name, part in parts(content).items()
        if name.startswith("xl/worksheets/sheet")
        for found in re.findall(r"<f[ >/].*?</f>|<f/>", part)
    ]


def texts(content: bytes) -> list[str]:
    """Every text of every cell."""
    return [
        cell.value
        for sheet in opened(content)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
