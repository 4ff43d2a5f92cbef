"""Break a title into lines of about the same length, where its sense has a break."""

from __future__ import annotations

import re

from shengzhou_quality.formats.screen import display_width

_LINE = 40
"""A line of a title has room for twenty Chinese characters."""

_MOST = 5
"""A title of more lines than this is no title any more, and is broken wherever a line is full."""

_GOOD = 6
"""So many half-widths off the middle, a break between words is still the better one."""

_IN_QUOTATION = 16
"""So many half-widths off the middle, a break outside a quotation is still the better one."""

_WORD = re.compile(r"[\x21-\x7e]+\s?|[^\x21-\x7e]")
_CLOSING = "”’》）】，、；："
_OPENING = "“‘《（【"


def title_lines(title: str) -> list[str]:
    """The lines of a title: one if it fits, else as few as hold it."""
    count = -(-display_width(title) // _LINE)
    if count > _MOST:
        return [title]
    pieces = _WORD.findall(title)
    lines = []
    while count > 1:
        share = display_width("".join(pieces)) / count
        at = min(range(1, len(pieces)), key=lambda place: _cost(pieces, place, share), default=0)
        if not at:
            break
        lines.append("".join(pieces[:at]).rstrip())
        pieces, count = pieces[at:], count - 1
    return [*lines, "".join(pieces).rstrip()]


def _cost(pieces: list[str], place: int, share: float) -> float:
    """How far from its share a line would end, and whether it would tear something apart."""
    before, after = pieces[place - 1], pieces[place]
    torn = after[0] in _CLOSING or before[-1] in _OPENING
    line = "".join(pieces[:place])
    in_quotation = line.count("“") > line.count("”")
    between_words = before[0].isascii() != after[0].isascii() or before[-1] == " "
    width = display_width(line.rstrip())
    too_long = width > _LINE
    worse = 99 * (torn + too_long) + _IN_QUOTATION * in_quotation
    return abs(width - share) + worse + (0 if between_words else _GOOD)
