"""Share the width of a sheet among the columns of a table, in half-widths of a character.

A Chinese character has two. What a column holds decides, not a list of columns: words and figures
stay whole, and each further half-width goes where it makes the table shorter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from shengzhou_quality.formats.screen import display_width

_PIECE = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]")
"""What is never broken: a word or figure of Latin letters; any other character by itself."""

_WIDE = re.compile(r"[%>&@MW+=≥≤]")
"""Latin letters that take about a whole width."""

_SHORT = 8
"""A text of so many half-widths stays on one line: four Chinese characters, 2025年."""

_ROOM = 20
"""So much at least is for a column that takes the room of others."""

LONGEST_PIECE = 20
"""A longer word than this is broken rather than the other columns squeezed."""

_STEPS = (2, 6, 16)
"""So many half-widths more are tried: a long remark gains by several characters at once."""


def _width(text: str) -> int:
    return display_width(text) + len(_WIDE.findall(text))


def widths(
    columns: Sequence[Sequence[str]],
    with_room: Sequence[bool],
    available: int,
    measure: Callable[[str], int] = _width,
) -> list[int]:
    """The width of each column, whose cells and head are given; together they are `available`.

    `measure` gives the half-widths of a text on one line.
    """
    lengths = [[measure(cell) for cell in cells] for cells in columns]
    least, whole = _least_and_whole(columns, with_room, measure)
    if sum(least) > available:
        return _filled([wide * available // sum(least) for wide in least], available)
    if sum(whole) <= available:
        return _filled([wide * available // sum(whole) for wide in whole], available)
    return _filled(_shortest(lengths, least, whole, available), available)


def least_widths(
    columns: Sequence[Sequence[str]], with_room: Sequence[bool], measure: Callable[[str], int]
) -> list[int]:
    """The width of each column below which its short texts and words would be broken."""
    return _least_and_whole(columns, with_room, measure)[0]


def _least_and_whole(
    columns: Sequence[Sequence[str]], with_room: Sequence[bool], measure: Callable[[str], int]
) -> tuple[list[int], list[int]]:
    """The least width of each column, and that in which all of its texts are on one line."""
    pieces = [longest_piece(cells, measure) for cells in columns]
    longest = (max(map(measure, cells)) for cells in columns)
    whole = [max(each, piece) for each, piece in zip(longest, pieces, strict=True)]
    least = [
        max(piece, min(wide, _ROOM if roomy else _SHORT))
        for piece, wide, roomy in zip(pieces, whole, with_room, strict=True)
    ]
    return least, whole


def _shortest(
    lengths: Sequence[Sequence[int]], least: Sequence[int], whole: Sequence[int], available: int
) -> list[int]:
    """Widen one column at a time, the one by which the table loses most lines for the room."""
    found = list(least)
    lines = [_lines(cells, wide) for cells, wide in zip(lengths, found, strict=True)]
    while (spare := available - sum(found)) > 0:
        now = sum(map(max, zip(*lines, strict=True)))
        best: tuple[Fraction, Fraction, int, int] | None = None
        for at, wide in enumerate(found):
            others = [max(row) for row in zip(*lines[:at], *lines[at + 1 :], strict=True)]
            for step in _STEPS:
                more = min(step, spare, whole[at] - wide)
                if more <= 0:
                    continue
                fewer = _lines(lengths[at], wide + more)
                height = sum(map(max, fewer, others)) if others else sum(fewer)
                saved = Fraction(now - height, more), Fraction(sum(lines[at]) - sum(fewer), more)
                best = max(best or (*saved, -at, more), (*saved, -at, more))
        if best is None:
            break
        _, _, negative, more = best
        found[-negative] += more
        lines[-negative] = _lines(lengths[-negative], found[-negative])
    return found


def _lines(cells: Sequence[int], wide: int) -> list[int]:
    return [-(-length // wide) or 1 for length in cells]


def _filled(found: list[int], available: int) -> list[int]:
    """Give what rounding has left to the widest column."""
    found[found.index(max(found))] += available - sum(found)
    return found


def longest_piece(cells: Sequence[str], measure: Callable[[str], int] = _width) -> int:
    """The half-widths of the longest text that is never broken, up to a bound."""
    pieces = (measure(one) + one.isascii() for cell in cells for one in _PIECE.findall(cell))
    return min(max(pieces, default=1), LONGEST_PIECE)
