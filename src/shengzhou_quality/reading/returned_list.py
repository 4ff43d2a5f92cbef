"""Tell what an office wrote into a 退回 workbook: it is no data, so nothing of it is read.

The list has a row for each question, not for each item, and a value typed over another one does
not say what it is. So the changed cells are named, for somebody to enter in the table itself.
"""

from __future__ import annotations

import io

from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.result_mark import fingerprint, is_result, seals_of


def changes_in(content: bytes, file: str, limits: Limits) -> list[Diagnostic] | None:
    """A finding for each cell with a text that sqc did not write; `None` if it is no such list."""
    if not (content.startswith(b"PK") and is_result(io.BytesIO(content))):
        return None
    seals = seals_of(io.BytesIO(content))
    if not seals:
        return None
    try:
        sheets = read_workbook(content, file, limits).sheets
    except InputError:
        return []
    found: list[Diagnostic] = []
    for sheet in sheets:
        for row in sheet.rows:
            for cell in row.values():
                letters = (cell.place.cell or "").rstrip("0123456789")
                text = cell.shown or cell.text
                if {fingerprint(cell.text), fingerprint(text)} & seals.get(letters, frozenset()):
                    continue
                if text.strip():
                    details: dict[str, Parameter] = {"text": text}
                    found.append(
                        Diagnostic("returned-list-changed", cell.place, parameters=details)
                    )
    return found
