"""A table among the lines of a text, whatever parts its columns."""

from __future__ import annotations

import re
from typing import NamedTuple

_GAP = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\u3000[\u3000 \u00a0]*")


class TextRow(NamedTuple):
    """The fields of one row, and the line on which it begins."""

    line: int
    fields: tuple[str, ...]


class TextTable(NamedTuple):
    """The rows of one table: lines `first` to `last`, counted from 0, `last` not included.

    `open_rows` are lines that have more or fewer words than columns; `unread` are left out.
    """

    first: int
    last: int
    rows: tuple[TextRow, ...]
    by_spaces: bool = False
    marked_up: bool = False
    open_rows: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()


def gap_fields(line: str) -> tuple[str, ...]:
    """The fields of a line that wide gaps part."""
    return tuple(_GAP.split(line.strip()))
