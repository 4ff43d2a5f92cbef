"""Limits on input files: every size that an input controls is capped.

`docs/limits.md` lists them in a table; a test keeps the two equal.
"""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1024 * 1024


_LONGER = 4
"""So many times the size of another file may a long file have."""


class Limits(NamedTuple):
    """The limits of one file. Cells beyond `rows` and `columns`, and findings beyond `findings`,
    are left out and reported; a file that exceeds any other limit is refused by that limit."""

    file_size: int = 20 * MEGABYTE
    """Bytes of the file."""
    unpacked_size: int = 100 * MEGABYTE
    """Bytes of all parts of a workbook, unpacked. The sizes that it declares are checked first,
    and no part is read beyond its declared size."""
    members: int = 2_000
    """Parts inside a workbook."""
    elements: int = 4_000_000
    """XML elements inside a workbook; a cell with formatting but no value counts too."""
    sheets: int = 200
    rows: int = 50_000
    columns: int = 256
    cells: int = 500_000
    """Cells with content, in all sheets that are read."""
    merged: int = 100_000
    """Cells inside merged areas of a sheet."""
    text: int = 20_000_000
    """Characters in all cells together."""
    cell_text: int = 32_767
    """Characters in one cell, as in Excel."""
    tables: int = 500
    """Table headers in all sheets that are read."""
    values: int = 20_000
    """Indicator values in all tables together."""
    findings: int = 1_000
    """Findings of one code that are listed; further ones are only counted."""
    nodes: int = 200_000
    """Keys and values of a YAML or JSON file."""
    nesting: int = 20
    """Levels of a YAML or JSON file."""
    digits: int = 30
    """Digits of a number written as text."""
    files: int = 1_000
    """Files in all folders and patterns of one run."""
    aliases: int = 0
    """Anchors, aliases and merge keys of a YAML file."""
    long_rows: int = 400_000
    """Rows of a sheet of a long file, which `--by` splits by entity."""
    long_cells: int = 3_000_000
    """Cells with content in all long files of one run."""
    entities: int = 50_000
    """Entities in all long files of one run."""

    @classmethod
    def asked(cls, megabytes: int | None = None, cells: int | None = None) -> Limits:
        """Limits with another file size (`unpacked_size` and `text` grow with it) or cell count."""
        usual = cls()
        size = usual.file_size if megabytes is None else megabytes * MEGABYTE
        larger = max(size, usual.file_size)
        return cls(
            file_size=size,
            unpacked_size=usual.unpacked_size * larger // usual.file_size,
            text=usual.text * larger // usual.file_size,
            cells=usual.cells if cells is None else cells,
        )

    def of_long_files(self) -> Limits:
        """The limits of a long file as a whole. What one entity has in it keeps its own limits."""
        return self._replace(
            file_size=self.file_size * _LONGER,
            unpacked_size=self.unpacked_size * _LONGER,
            elements=self.elements * _LONGER,
            text=self.text * _LONGER,
            rows=self.long_rows,
            merged=self.long_rows,
            cells=max(self.long_cells, self.cells),
        )


LONGEST_QUOTE = 200
"""Characters of a cell's text that may be shown; a longer text cannot be a value."""


def quoted(text: str) -> str:
    """The text of a cell for output: all of it, or its first `LONGEST_QUOTE` characters."""
    if len(text) <= LONGEST_QUOTE:
        return text
    text = " ".join(text[: LONGEST_QUOTE * 2].split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


USUAL = Limits()
