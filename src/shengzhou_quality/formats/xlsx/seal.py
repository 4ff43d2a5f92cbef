"""Note in a workbook what was written in it, so that a changed cell is known when it comes back.

The notes are properties of the document (docProps/custom.xml), which spreadsheets keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter

from shengzhou_quality.decimals import plain
from shengzhou_quality.result_mark import SEAL, fingerprint

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_A_PROPERTY = 36
"""The fingerprints in one property: Excel shows 255 characters of one."""


def seal(workbook: Workbook) -> None:
    """Store the fingerprints of all texts, by column."""
    columns: dict[int, dict[str, None]] = {}
    for sheet in workbook.worksheets:
        for column, text in _texts(sheet):
            columns.setdefault(column, {})[fingerprint(text)] = None
    for column, found in sorted(columns.items()):
        prints = list(found)
        for start in range(0, len(prints), _A_PROPERTY):
            name = f"{SEAL}-{get_column_letter(column)}-{start // _A_PROPERTY + 1}"
            value = " ".join(prints[start : start + _A_PROPERTY])
            kept = workbook.custom_doc_props  # type: ignore[attr-defined]
            kept.append(StringProperty(name=name, value=value))


def _texts(sheet: Worksheet) -> Iterator[tuple[int, str]]:
    """The text of each cell as it will be read; that of a percentage also as its number."""
    for row in sheet.iter_rows():
        for column, cell in enumerate(row, 1):
            value = cell.value
            if value is None:
                continue
            if isinstance(value, str):
                yield column, value.replace("_x005F_", "_")
                continue
            number = Decimal(str(value))
            yield column, plain(number)
            if "%" in cell.number_format:
                yield column, plain(number * 100)
