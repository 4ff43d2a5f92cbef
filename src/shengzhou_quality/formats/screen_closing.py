"""Lay out the closing screen: of its lists as many of the first rows as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from shengzhou_quality.formats.screen import Screen, display_width, pad, visible, wrap
from shengzhou_quality.formats.screen_tables import Cells, Slot, headings, set_row, slots_of
from shengzhou_quality.pages.model import (
    Align,
    Banner,
    Closing,
    Counts,
    Few,
    FileName,
    Table,
    TableGroup,
    Tone,
)

Blocks = Callable[[Screen], None]
_STEP = 2
_EMPTY = 2
"""The empty lines above and below the lists."""


def set_banner(screen: Screen, banner: Banner) -> None:
    """Write both texts on one line where they fit, the second flush right; else one by one."""
    text, end = visible(banner.text), visible(banner.end)
    gap = screen.width - display_width(text) - display_width(end)
    if gap >= _STEP:
        screen.line((text, Tone.STRONG), (" " * gap, Tone.PLAIN), (end, banner.tone))
    else:
        screen.paragraph(banner.text, Tone.STRONG)
        screen.paragraph(banner.end, banner.tone)


def set_counts(screen: Screen, counts: Counts, indent: int) -> None:
    """Align the clauses; where a line is too long, write each row as a sentence."""
    inside = indent + _STEP
    rows = [[visible(text) for text in row] for row in counts.rows]
    columns = max(map(len, rows))
    widths = [
        max((display_width(row[number]) for row in rows if number < len(row)), default=0)
        for number in range(columns)
    ]
    if inside + sum(widths) + 1 > screen.width:
        for sentence in counts.sentences:
            screen.hanging(sentence, inside, _STEP)
        return
    for row in rows:
        first, *others = row
        flush = (
            " " * (width - display_width(text)) + text
            for text, width in zip(others, widths[1:], strict=False)
        )
        screen.line((" " * inside + pad(first, widths[0] + 1) + "".join(flush), Tone.PLAIN))


def set_few(screen: Screen, few: Few) -> None:
    """Write sentences while they fit into their lines, then how many are left out."""
    heights = [len(wrap(visible(one.text), screen.width)) for one in few.sentences]
    kept = _kept([heights], lambda shown: _height(heights, shown[0]) <= few.lines)[0]
    for sentence in few.sentences[:kept]:
        screen.paragraph(sentence.text, sentence.tone)
    if kept < len(few.sentences):
        screen.paragraph(few.rest[len(few.sentences) - kept - 1], Tone.QUIET)


def set_closing(screen: Screen, closing: Closing, blocks: Blocks) -> None:
    """Write the closing screen in its lines, unless what is beside its lists takes more.

    Where not all of its rows fit, the empty lines around the lists go first.
    """
    before, after, last = (Screen(screen.width) for _ in range(3))
    set_banner(before, closing.banner)
    before.blank()
    blocks(before)
    for sentence in closing.foot:
        after.paragraph(sentence.text, sentence.tone)
    _commands(last, closing)
    room = closing.lines - sum(len(part.lines) for part in (before, after, last))
    lists, tight = Screen(screen.width), False
    if closing.table is not None:
        lists, files, whole = _lists(closing.table, closing.files, screen.width, room - _EMPTY)
        if not whole:
            lists, files, _ = _lists(closing.table, closing.files, screen.width, room)
            tight = True
        _files(after, files)
    after.lines += last.lines
    for part in (before, lists, after):
        if part is before or (part.lines and not tight):
            screen.apart()
        screen.lines += part.lines


def _commands(screen: Screen, closing: Closing) -> None:
    """Write the commands on one line where they fit; none is broken, so that it can be copied."""
    texts = [visible(what + line) for what, line in closing.commands]
    joined = "    ".join(texts)
    if display_width(joined) <= screen.width:
        if joined:
            screen.line((joined, Tone.QUIET))
        return
    for (what, line), text in zip(closing.commands, texts, strict=True):
        if display_width(text) <= screen.width:
            screen.line((text, Tone.QUIET))
        else:
            screen.paragraph(what.rstrip(), Tone.QUIET)
            screen.line(("  " + line, Tone.QUIET))


def _files(screen: Screen, files: Iterable[FileName]) -> None:
    """Write the files one after the other, each whole on a line where it can be."""
    line = ""
    for file in files:
        text = visible(file.text)
        if line and display_width(line) + _STEP + display_width(text) > screen.width:
            screen.paragraph(line, Tone.QUIET)
            line = ""
        line += ("  " if line else "") + text
    if line:
        screen.paragraph(line, Tone.QUIET)


def _lists(
    table: Table, files: Sequence[FileName], width: int, room: int
) -> tuple[Screen, list[FileName], bool]:
    """Return what fits into `room`, the files of the cells in it, and whether that is all.

    The optional columns are left out where more rows of the first list fit without them.
    """
    found = _rows_in(table, files, width, room, fewest=False)
    if found.kept[0] < len(table.groups[0].rows):
        other = _rows_in(table, files, width, room, fewest=True)
        found = other if other.kept[0] > found.kept[0] else found
    return found.screen, found.files, found.whole


class _Shown(NamedTuple):
    screen: Screen
    files: list[FileName]
    whole: bool
    kept: Sequence[int]


def _rows_in(
    table: Table, files: Sequence[FileName], width: int, room: int, *, fewest: bool
) -> _Shown:
    slots = slots_of(table, width, 0, fewest=fewest)
    # Each row is laid out once, though how many of them fit takes many trials.
    laid = [[_laid_out(table, row, slots, width) for row in one.rows] for one in table.groups]

    def made(kept: Sequence[int]) -> tuple[Screen, list[FileName]]:
        screen = Screen(width)
        named: set[str] = set()
        groups = zip(table.groups, laid, kept, strict=True)
        for number, (group, rows, count) in enumerate(groups):
            _heading(screen, table, group, slots, first=not number, empty=not count)
            for row, own in zip(group.rows[:count], rows, strict=False):
                screen.lines += own.lines
                named |= {cell.place.file for cell in row if cell.place is not None}
            if 0 < count < len(group.rows):
                hang = next(slot.start for slot in slots if slot.column.align is Align.LEFT)
                screen.paragraph(group.rest[len(group.rows) - count - 1], Tone.QUIET, hang)
        return screen, [file for file in files if file.file in named]

    def fits(kept: Sequence[int]) -> bool:
        screen, named = made(kept)
        legend = Screen(width)
        _files(legend, named)
        return len(screen.lines) + len(legend.lines) <= room

    kept = _kept(laid, fits)
    screen, named = made(kept)
    return _Shown(screen, named, kept == [len(rows) for rows in laid], kept)


def _laid_out(table: Table, row: Cells, slots: Sequence[Slot], width: int) -> Screen:
    screen = Screen(width)
    set_row(screen, table, row, slots)
    return screen


def _heading(
    screen: Screen,
    table: Table,
    group: TableGroup,
    slots: Sequence[Slot],
    *,
    first: bool,
    empty: bool,
) -> None:
    """Write the heading of a list; the first has the columns' headings beside it, or above."""
    heading = group.heading + (group.elsewhere if empty else "")
    fits = len(slots) < 3 or display_width(visible(heading)) + _STEP <= slots[2].start
    if first and fits:
        headings(screen, table, heading, slots, group.tone)
        return
    if first:
        headings(screen, table, "", slots, Tone.QUIET)
    screen.paragraph(heading, group.tone)


def _kept(lists: Sequence[Sequence[object]], fits: Callable[[Sequence[int]], bool]) -> list[int]:
    """Return how many of its first rows each list shows.

    All if they fit. Else a list shows rows only where all before it are whole: what fails stands
    first, and a later list has to do with its heading.
    """
    every = [len(rows) for rows in lists]
    kept = [0] * len(every)
    for number, count in enumerate(every):
        while kept[number] < count:
            more = (count, kept[number] + 1)  # the last row may fit where one less does not
            longer = ([*kept[:number], rows, *kept[number + 1 :]] for rows in more)
            fitting = next(filter(fits, longer), None)
            if fitting is None:
                return kept
            kept = fitting
    return kept


def _height(heights: Sequence[int], kept: int) -> int:
    """The lines of the first rows, with one for what is left out."""
    return sum(heights[:kept]) + (kept < len(heights))
