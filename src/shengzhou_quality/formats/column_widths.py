"""Share the width of a sheet among the columns of a table, in half-widths of a character.

A Chinese character has two. What a column holds decides, not a list of columns: words and figures
stay whole, and each further half-width goes where it makes the table shorter. Columns that differ
in a number of their heads only (2021年, 2022年) are alike, and have the same width.
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

_NUMBER = re.compile(r"[0-9]+")

_NARROW = re.compile(r"[acefijlrst]")

_BOUNDARY = re.compile(r"(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])")
"""Programs leave a quarter of a Chinese character there."""

_SHORT = 8
"""A text of so many half-widths stays on one line: four Chinese characters, 2025年."""

_ROOM = 20
"""So much at least is for a column that takes the room of others."""

_MORE = 6
"""So much wider than others such a column stays where there is too little room for all."""

LONGEST_PIECE = 20
"""A longer word than this is broken rather than the other columns squeezed."""

_HIGHER = Fraction(5, 4)
"""A table may be so much higher for the sake of columns of one width."""

_STEPS = (2, 6, 16)
"""So many half-widths more are tried: a long remark gains by several characters at once."""

Measure = Callable[[str], int]
"""Gives the half-widths of a text on one line."""


def _width(text: str) -> int:
    return display_width(text) + len(_WIDE.findall(text))


def widths(
    columns: Sequence[Sequence[str]],
    with_room: Sequence[bool],
    available: int,
    measure: Measure = _width,
) -> list[int]:
    """The width of each column, whose cells and head are given; together they are `available`."""
    lengths = [[measure(cell) for cell in cells] for cells in columns]
    least, whole = _least_and_whole(columns, with_room, measure)
    own = _shared(lengths, least, whole, with_room, available)
    alike = _alike([cells[0] for cells in columns])
    if not alike:
        return _filled(own, available, alike)
    for group in alike:
        for each in (least, whole):
            _set(each, group, max(each[at] for at in group))
    if sum(least) > available:  # words would be broken for it
        return _filled(own, available, [])
    even = _shared(lengths, least, whole, with_room, available)
    for group in alike:
        _set(even, group, sum(even[at] for at in group) // len(group))
    even = _filled(even, available, alike)
    low = _height(lengths, even) <= _height(lengths, own) * _HIGHER
    return even if low else _filled(own, available, [])


def least_widths(
    columns: Sequence[Sequence[str]], with_room: Sequence[bool], measure: Measure
) -> list[int]:
    """The width of each column below which its short texts and words would be broken."""
    return _least_and_whole(columns, with_room, measure)[0]


def _least_and_whole(
    columns: Sequence[Sequence[str]], with_room: Sequence[bool], measure: Measure
) -> tuple[list[int], list[int]]:
    """The least width of each column, and that in which all of its texts are on one line."""
    pieces = [longest_piece(cells, measure) for cells in columns]
    longest = (max(map(measure, cells)) for cells in columns)
    whole = [max(each, piece) for each, piece in zip(longest, pieces, strict=True)]
    least = [
        max(piece, min(wide, _ROOM) if roomy else _whole_words(cells, measure))
        for piece, wide, roomy, cells in zip(pieces, whole, with_room, columns, strict=True)
    ]
    return least, whole


def _shared(
    lengths: Sequence[Sequence[int]],
    least: Sequence[int],
    whole: Sequence[int],
    with_room: Sequence[bool],
    available: int,
) -> list[int]:
    if sum(least) > available:
        return _squeezed(least, with_room, available)
    if sum(whole) <= available:
        return [wide * available // sum(whole) for wide in whole]
    return _shortest(lengths, least, whole, available)


def _height(lengths: Sequence[Sequence[int]], found: Sequence[int]) -> int:
    """The lines of all rows of a table."""
    lines = [_lines(cells, wide) for cells, wide in zip(lengths, found, strict=True)]
    return sum(map(max, zip(*lines, strict=True)))


def _whole_words(column: Sequence[str], measure: Measure) -> int:
    """Room for short cells; above them a head of four Chinese characters may take two lines."""
    head, *cells = map(measure, column)
    longest = max(cells, default=0)
    fits = head // 2 if head == _SHORT and longest <= head // 2 else min(head, _SHORT)
    return max(fits + bool(_BOUNDARY.search(column[0])), min(longest, _SHORT))


def _alike(heads: Sequence[str]) -> list[list[int]]:
    """The places of columns whose heads differ in a number only."""
    groups: dict[str, list[int]] = {}
    for at, head in enumerate(heads):
        if _NUMBER.search(head):
            groups.setdefault(_NUMBER.sub("0", head), []).append(at)
    return [group for group in groups.values() if len(group) > 1]


def _set(found: list[int], group: Sequence[int], wide: int) -> None:
    for at in group:
        found[at] = wide


def _squeezed(least: Sequence[int], with_room: Sequence[bool], available: int) -> list[int]:
    """Take from the widest columns first: a short word of a narrow one stays whole.

    A column that has most of the text keeps some more than the others.
    """
    found = list(least)
    more = [_MORE if roomy else 0 for roomy in with_room]
    while sum(found) > available and max(found) > 1:
        at = max(range(len(found)), key=lambda at: (found[at] > 1, found[at] - more[at]))
        found[at] -= 1
    return found


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


def _filled(found: list[int], available: int, alike: Sequence[Sequence[int]]) -> list[int]:
    """Give what rounding has left to the widest column that no other has to be equal to."""
    paired = {at for group in alike for at in group}
    single = [at for at in range(len(found)) if at not in paired] or [*range(len(found))]
    found[max(single, key=found.__getitem__)] += available - sum(found)
    return found


def longest_piece(cells: Sequence[str], measure: Measure = _width) -> int:
    """The half-widths of the longest text that is never broken, up to a bound."""
    pieces = (_width_of_piece(one, measure) for cell in cells for one in _PIECE.findall(cell))
    return min(max(pieces, default=1), LONGEST_PIECE)


def _width_of_piece(piece: str, measure: Measure) -> int:
    """The width of a word. Our own estimate is too wide for narrow letters; others know them."""
    narrow = len(_NARROW.findall(piece)) // 3 if measure is _width else 0
    return measure(piece) + piece.isascii() - narrow
