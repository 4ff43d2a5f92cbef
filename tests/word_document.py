"""A Word document as its reader sees it: paragraphs and tables in order, read by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

import docx
from docx.table import Table as WordTable


class Paragraph(NamedTuple):
    """A paragraph with the name of its style; a break of a line is a line end."""

    style: str
    text: str


class Rows(NamedTuple):
    """A table: the texts of each row, the head first. Of joined cells each has the text."""

    rows: list[list[str]]


def blocks(content: bytes) -> Iterator[Paragraph | Rows]:
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, WordTable):
            yield Rows([[cell.text for cell in row.cells] for row in block.rows])
        else:
            assert block.style is not None
            assert block.style.name is not None
            yield Paragraph(block.style.name, block.text)


def text(content: bytes) -> str:
    """Everything that it says, a line a paragraph or a row of a table."""
    return "".join(f"{line}\n" for line in lines(content) if line)


def said(made: bytes) -> str:
    """What a reader sees of the output of any format: of a Word document, its text."""
    return text(made) if made.startswith(b"PK") else made.decode("utf-8")


def lines(content: bytes) -> Iterator[str]:
    for block in blocks(content):
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (" | ".join(row).rstrip() for row in block.rows)
