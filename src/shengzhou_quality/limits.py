"""How much a file may be: one bound for everything that could be made without end.

`docs/limits.md` states them in a table; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file. Beyond `rows` and `columns` cells, and beyond `findings`
    findings, are left out, and said so; beyond any other the file is refused, naming it."""

    file_size: int = 20 * MEGABYTE
    """Bytes of the file."""
    unpacked_size: int = 100 * MEGABYTE
    """Bytes of all that is packed inside a workbook, as it declares them; never more are read."""
    members: int = 2_000
    """Parts that are packed inside a workbook."""
    elements: int = 4_000_000
    """Elements of the XML inside a workbook: a cell that is only formatted is one, too."""
    sheets: int = 200
    rows: int = 50_000
    columns: int = 256
    cells: int = 500_000
    """Cells that hold something, in all sheets that are read."""
    merged: int = 100_000
    """Cells that lie in merged areas of a sheet."""
    text: int = 20_000_000
    """Characters in all cells together."""
    cell_text: int = 32_767
    """Characters in one cell, as in Excel."""
    tables: int = 500
    """Headers of tables in all sheets that are read."""
    values: int = 20_000
    """Values of indicators in all tables together."""
    findings: int = 1_000
    """Findings of one code that are listed one by one; beyond them they are only counted."""
    nodes: int = 200_000
    """Keys and values of a YAML or JSON file."""
    nesting: int = 20
    """Levels of a YAML or JSON file."""
    digits: int = 30
    """Digits of a number written as text."""
    files: int = 1_000
    """Files that the folders and patterns of one run hold."""
    aliases: int = 0
    """Anchors, aliases and merge keys of a YAML file."""

    @classmethod
    def asked(cls, megabytes: int | None = None, cells: int | None = None) -> Limits:
        """The bounds with another file size (`unpacked_size` and `text` in step) or count."""
        usual = cls()
        size = usual.file_size if megabytes is None else megabytes * MEGABYTE
        larger = max(size, usual.file_size)
        return cls(
            file_size=size,
            unpacked_size=usual.unpacked_size * larger // usual.file_size,
            text=usual.text * larger // usual.file_size,
            cells=usual.cells if cells is None else cells,
        )


LONGEST_QUOTE = 200
"""Characters of a cell's text that are kept to be shown; longer ones are no value."""


def quoted(text: str) -> str:
    """The text of a cell as it is shown: whole, or its beginning."""
    if len(text) <= LONGEST_QUOTE:
        return text
    text = " ".join(text[: LONGEST_QUOTE * 2].split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


USUAL = Limits()
