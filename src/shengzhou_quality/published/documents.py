"""Open a published document, whatever its format; its content decides."""

from __future__ import annotations

import hashlib

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.published.document import Document
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.text import decode_beginning
from shengzhou_quality.reported import Cell, Sheet


def read_document(content: bytes, file: str, limits: Limits = USUAL) -> Document:
    """Read paragraphs and tables. Raises `InputError` for what is no document with a table."""
    digest = hashlib.sha256(content).hexdigest()
    text = decode_beginning(content, len(content)).text
    if "|" in text:
        rows = []
        for number, line in enumerate(text.splitlines(), 1):
            parts = [part.strip() for part in line.strip().strip("|").split("|")]
            if len(parts) < 2 or not set(line) - set("|:- "):
                continue
            cells = {
                at: Cell(part, Place(file, None, number, at))
                for at, part in enumerate(parts, 1)
                if part
            }
            rows.append(cells)
        return Document(file, digest, (Sheet(Place(file), tuple(rows)),))
    workbook = read_workbook(content, file, limits)
    return Document(file, digest, workbook.sheets, workbook.diagnostics)
