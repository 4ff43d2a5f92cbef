"""Share the width of a sheet among the columns of a table, in half-widths of a character.

A Chinese character has two. What a column holds decides, not a list of columns: words and figures
stay whole, and where text has to wrap, every column wraps its longest cell into as few lines as
the others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shengzhou_quality.formats.screen import display_width

_PIECE = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]")
"""What is never broken: a word or figure of Latin letters; any other character by itself."""

_SHORT = 8
"""A text of so many half-widths stays on one line: four Chinese characters, 2025年."""

_ROOM = 24
"""So much at least is for a column that takes the room of others."""

_LONGEST_PIECE = 20
"""A longer word than this is broken rather than the other columns squeezed."""


def widths(columns: Sequence[Sequence[str]], with_room: Sequence[bool], available: int) -> list[int]:
    """The width of each column, whose cells and head are given; together they are `available`."""
    whole = [max(map(display_width, cells), default=1) or 1 for cells in columns]
    least = [
        max(_longest_piece(cells), min(wide, _ROOM if roomy else _SHORT))
        for cells, wide, roomy in zip(columns, whole, with_room, strict=True)
    ]
    if sum(least) > available:
        return _filled([wide * available // sum(least) for wide in least], available)
    lines = 1
    while sum(found := _wrapped(whole, least, lines)) > available:
        lines += 1
    spare = available - sum(found)
    shared = [wide + spare * wide // sum(found) for wide in found]
    return _filled(shared, available)


def _wrapped(whole: Sequence[int], least: Sequence[int], lines: int) -> list[int]:
    return [max(low, -(-wide // lines)) for wide, low in zip(whole, least, strict=True)]


def _filled(found: list[int], available: int) -> list[int]:
    """Give what rounding has left to the widest column."""
    found[found.index(max(found))] += available - sum(found)
    return found


def _longest_piece(cells: Sequence[str]) -> int:
    pieces = (display_width(piece) for cell in cells for piece in _PIECE.findall(cell))
    return min(max(pieces, default=1), _LONGEST_PIECE)
