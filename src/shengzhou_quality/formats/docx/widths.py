"""Share the width of a sheet among the columns of a table, in half-widths of a character.

A Chinese character has two. What a column holds decides, not a list of columns: words and figures
stay whole, and each further half-width goes where it makes the table shorter. Columns that differ
in a number of their heads only (2021年, 2022年) are alike, and have the same width.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from shengzhou_quality.formats.screen import display_width

_PIECE = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]")
"""What is never broken: a word or figure of Latin letters; any other character by itself."""

_WIDE = re.compile(r"[%>&@MW+=≥≤]")
"""Latin letters that take about a whole width."""

_NUMBER = re.compile(r"[0-9]+")

_SHORT = 8
"""A text of so many half-widths stays on one line: four Chinese characters, 2025年."""

_ROOM = 20
"""So much at least is for a column that takes the room of others."""

_LONGEST_PIECE = 20
"""A longer word than this is broken rather than the other columns squeezed."""

_STEPS = (2, 6, 16)
"""So many half-widths more are tried: a long remark gains by several characters at once."""


def widths(
    columns: Sequence[Sequence[str]], with_room: Sequence[bool], available: int
) -> list[int]:
    """The width of each column, whose cells and head are given; together they are `available`."""
    lengths = [[_width(cell) for cell in cells] for cells in columns]
    pieces = [_longest_piece(cells) for cells in columns]
    whole = [max(each, piece) for each, piece in zip(map(max, lengths), pieces, strict=True)]
    least = [
        max(piece, min(wide, _ROOM) if roomy else _whole_words(each))
        for piece, wide, roomy, each in zip(pieces, whole, with_room, lengths, strict=True)
    ]
    alike = _alike([cells[0] for cells in columns])
    for group in alike:
        for each in (least, whole):
            _set(each, group, max(each[at] for at in group))
    if sum(least) > available:
        found = _squeezed(least, available)
    elif sum(whole) <= available:
        found = [wide * available // sum(whole) for wide in whole]
    else:
        found = _shortest(lengths, least, whole, available)
    for group in alike:
        _set(found, group, sum(found[at] for at in group) // len(group))
    return _filled(found, available, alike)


def _whole_words(lengths: Sequence[int]) -> int:
    """Room for short cells; above them a head of four Chinese characters may take two lines."""
    head, *cells = lengths
    longest = max(cells, default=0)
    fits = head // 2 if head == _SHORT and longest <= head // 2 else min(head, _SHORT)
    return max(fits, min(longest, _SHORT))


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


def _squeezed(least: Sequence[int], available: int) -> list[int]:
    """Take from the widest columns first: a short word of a narrow one stays whole."""
    found = list(least)
    while sum(found) > available and max(found) > 1:
        widest = max(found)
        next_to = max((one for one in found if one < widest), default=1)
        at = [number for number, one in enumerate(found) if one == widest]
        cut = min(widest - next_to, -(-(sum(found) - available) // len(at)))
        for number in at:
            found[number] -= cut
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


def _longest_piece(cells: Sequence[str]) -> int:
    pieces = (_width(one) + one.isascii() for cell in cells for one in _PIECE.findall(cell))
    return min(max(pieces, default=1), _LONGEST_PIECE)


def _width(text: str) -> int:
    return display_width(text) + len(_WIDE.findall(text))
