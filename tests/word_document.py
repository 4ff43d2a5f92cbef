"""A Word document as its reader sees it: paragraphs and tables in order, read by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import docx
import workbook_file
from docx.oxml.ns import qn


class Paragraph(NamedTuple):
    """A paragraph with the name of its style; a break of a line is a line end."""

    style: str
    text: str


class Rows(NamedTuple):
    """A table: the texts of each row, the head first. Of joined cells each has the text."""

    rows: list[list[str]]


@lru_cache(maxsize=64)
def blocks(content: bytes) -> tuple[Paragraph | Rows, ...]:
    """By the elements, not by `row.cells`, which takes seconds for a long table.

    Several tests look at each report: its blocks are read once, and none of them is changed.
    """
    return tuple(_blocks(content))


def _blocks(content: bytes) -> Iterator[Paragraph | Rows]:
    document = docx.Document(io.BytesIO(content))
    names = {one.style_id: one.name or "" for one in document.styles}
    for block in document.element.body:
        if block.tag == qn("w:tbl"):
            yield Rows(_rows(block))
        elif block.tag == qn("w:p"):
            yield Paragraph(names[block.style] if block.style else "Normal", _text(block))


def _rows(table: Any) -> list[list[str]]:
    found: list[list[str]] = []
    for row in table.iterchildren(qn("w:tr")):
        cells = []
        for at, cell in enumerate(row.iterchildren(qn("w:tc"))):
            joined = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = joined is not None and joined.get(qn("w:val")) is None
            text = "\n".join(map(_text, cell.iterchildren(qn("w:p"))))
            assert not (goes_on and text)
            cells.append(found[-1][at] if goes_on else text)
        found.append(cells)
    return found


def _text(paragraph: Any) -> str:
    return "".join(
        "\n" if one.tag == qn("w:br") else one.text or ""
        for one in paragraph.iter(qn("w:t"), qn("w:br"))
    )


def text(content: bytes) -> str:
    """Everything that it says, a line a paragraph or a row of a table."""
    return "".join(f"{line}\n" for line in lines(content) if line)


def said(made: bytes) -> str:
    """What a reader sees of the output of any format: of a Word document or workbook, its text."""
    if not made.startswith(b"PK"):
        return made.decode("utf-8")
    return workbook_file.said(made) if b"xl/workbook.xml" in made else text(made)


def lines(content: bytes) -> Iterator[str]:
    for block in blocks(content):
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (" | ".join(row).rstrip() for row in block.rows)
