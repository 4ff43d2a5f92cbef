"""Read a workbook of ours with openpyxl, as a test needs it: rows of values, links, parts."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import openpyxl


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet: Any) -> list[list[Any]]:
    """The values of each row, empty cells left out."""
    return [
        [value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)
    ]


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


def seen(cell: Any) -> str:
    """What a spreadsheet shows of a cell: its text, or its number in its format."""
    if cell.data_type != "n":
        return str(cell.value)
    number = Decimal(str(cell.value))
    above, _, below = cell.number_format.partition(";")
    code = below if below and number < 0 else above
    pieces = re.findall(r'"[^"]*"|\\.|[#,]*0(?:\.0+)?|%', code)
    assert "".join(pieces) == code
    if "%" in pieces:
        number *= 100
    shown = []
    for piece in pieces:
        if piece.endswith("0"):
            places = len(piece.partition(".")[2])
            rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
            shown.append(f"{abs(rounded) if below else rounded:{',' if ',' in piece else ''}f}")
        else:
            shown.append(piece.strip('"\\'))
    return "".join(shown)


def said(content: bytes) -> str:
    """What a reader sees: each sheet below its name, each row on a line."""
    found = []
    for sheet in opened(content):
        found.append(f"# {sheet.title}")
        found += [
            " | ".join(seen(cell) for cell in row if cell.value is not None)
            for row in sheet.iter_rows()
        ]
    return "".join(f"{line}\n" for line in found)
