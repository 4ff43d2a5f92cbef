"""A published document as it was read: paragraphs and tables in their order."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.reported import Sheet


class Paragraph(NamedTuple):
    """Text beside the tables: a title, a line with the unit, a note below."""

    text: str
    place: Place
    is_heading: bool = False


class Document(NamedTuple):
    """The blocks of one file from top to bottom. A table of it is a `Sheet` of cells.

    The cells of a text table have the text as printed; a superscript mark is only in `shown`.
    """

    path: str
    sha256: str
    blocks: tuple[Paragraph | Sheet, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def tables(self) -> tuple[Sheet, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Sheet))
