"""Lay out a table on a terminal: one line a row, or a head line with details below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from shengzhou_quality.formats.screen import Screen, display_width, pad, visible, wrap
from shengzhou_quality.pages.model import Align, Table, TableCell, TableColumn, TableGroup, Tone

_ONE_LINE = 100
"""From this width on the details of a row stand beside its head."""
_LEAST_ROOM = 24
_NARROWEST = 4
_SHORT, _WEIGHT = 12, 4
_LONG_WORD = 14
_NUMBER = 3
_WORD = re.compile(r"[!-~×≥≤]+(?:[以亿万个家项件张年]\w)?")
_GAP, _GAP_OF_NUMBERS = 2, 3
_DETAILS = (17, 15, 22)

Cells = Sequence[TableCell]


def set_table(screen: Screen, table: Table, indent: int) -> None:
    if table.caption:
        screen.paragraph(table.caption, indent=indent)
    if any(column.detail for column in table.columns) and screen.width < _ONE_LINE:
        _stacked(screen, table, indent)
    else:
        _lined(screen, table, indent)


# a head line with details below it


def _stacked(screen: Screen, table: Table, indent: int) -> None:
    """Write the head of a row with its last part flush right, and the details below."""
    for number, group in enumerate(table.groups):
        if number:
            screen.apart()
        _group_heading(screen, group, indent)
        for row in group.rows:
            _stacked_row(screen, table, row, indent)


def _group_heading(screen: Screen, group: TableGroup, indent: int) -> None:
    if not group.heading:
        return
    heading, note = (group.heading, group.tone), (group.note, Tone.QUIET)
    if indent + display_width(f"{group.heading}  {group.note}") <= screen.width:
        screen.line((" " * indent, Tone.PLAIN), heading, ("  ", Tone.PLAIN), note)
    else:
        screen.paragraph(*heading, indent)
        screen.paragraph(*note, indent + 2)


def _stacked_row(screen: Screen, table: Table, row: Cells, indent: int) -> None:
    cells = list(zip(table.columns, row, strict=True))
    heads = [(column, cell) for column, cell in cells if not column.detail]
    middle = next(number for number, (column, _) in enumerate(heads) if column.takes_room)
    spans = [(" " * indent, Tone.PLAIN)] if indent else []
    for column, cell in heads[:middle]:
        width = _NUMBER if column.align is Align.RIGHT else 0
        spans.append((f"{cell.text.rjust(width)}{cell.mark or ' '}  ", cell.tone))
    hang = sum(display_width(text) for text, _ in spans)
    tail = [(visible(cell.text), cell.tone) for _, cell in heads[middle + 1 :]]
    room = screen.width - hang - sum(display_width(text) + _GAP for text, _ in tail)
    name = heads[middle][1]
    first, *more = wrap(visible(name.text), room)
    spans.append((pad(first, room), name.tone))
    for text, tone in tail:
        spans += [(" " * _GAP, Tone.PLAIN), (text, tone)]
    screen.line(*spans)
    for part in more:
        screen.line((" " * hang + part, name.tone))
    _details(screen, [(column, cell) for column, cell in cells if column.detail], hang)
    for _, cell in cells:
        if cell.note:
            screen.paragraph(cell.note, indent=hang)


def _details(screen: Screen, details: Sequence[tuple[TableColumn, TableCell]], indent: int) -> None:
    """Write the parts on one line if they fit, aligned over the rows."""
    texts = [_labelled(column, cell) for column, cell in details]
    widths = [*_DETAILS, *[_DETAILS[-1]] * len(texts)][: len(texts)]
    line = "".join(
        pad(visible(text), width - _GAP) + " " * _GAP
        for text, width in zip(texts, widths, strict=True)
    )
    for part in wrap(line.rstrip(), screen.width - indent):
        if part:
            screen.line((" " * indent + part.lstrip(), Tone.QUIET))


def _labelled(column: TableColumn, cell: TableCell) -> str:
    return f"{column.label} {cell.text}" if column.label and cell.text else cell.text


# one line a row


def _lined(screen: Screen, table: Table, indent: int) -> None:
    """Write one line a row; what is too long for its column goes on below it."""
    slots = slots_of(table, screen.width, indent)
    noted = any(group.note for group in table.groups)
    if noted:
        headings(screen, table, "", slots, Tone.QUIET)
    for number, group in enumerate(table.groups):
        if noted:
            _group_heading(screen, group, indent)
        else:
            if number:
                screen.apart()
            headings(screen, table, group.heading, slots, group.tone)
        for row in group.rows:
            set_row(screen, table, row, slots)


class Slot(NamedTuple):
    """The position of a column on a line."""

    number: int
    column: TableColumn
    start: int
    width: int


def headings(screen: Screen, table: Table, heading: str, slots: Sequence[Slot], tone: Tone) -> None:
    """Write the heading of a group over its first columns, and those of the other columns.

    One too long for its columns has a line of its own above.
    """
    texts = [column.heading for column in table.columns]
    spans = [(slot.start, _aligned(texts[slot.number], slot), Tone.QUIET) for slot in slots]
    if heading:
        first = next(
            (n for n, slot in enumerate(slots) if slot.column.takes_room), min(1, len(slots) - 1)
        )
        spans = spans[first + 1 :]
        start = slots[0].start
        if spans and start + display_width(visible(heading)) + _GAP > spans[0][0]:
            screen.paragraph(heading, tone, start)
        else:
            spans = [(start, visible(heading), tone), *spans]
    if any(text.strip() for _, text, _ in spans):
        _write(screen, spans)


def set_row(screen: Screen, table: Table, row: Cells, slots: Sequence[Slot]) -> None:
    for line in row_lines(table, row, slots):
        _write(screen, line)
    hang = next((slot.start for slot in slots if slot.column.align is Align.LEFT), 0)
    for slot in slots:
        if row[slot.number].note:
            screen.paragraph(row[slot.number].note, Tone.WARNING, hang)


def row_lines(
    table: Table, row: Cells, slots: Sequence[Slot]
) -> Iterator[list[tuple[int, str, Tone]]]:
    """Yield the lines of a row: the start, the text and the tone of what stands in each slot."""
    cells = [row[slot.number] for slot in slots]
    texts = [visible(cell.text + cell.mark) or table.none for cell in cells]
    wrapped = [
        _wrapped(text, _room(texts, slots, place), slots[place].column)
        for place, text in enumerate(texts)
    ]
    marked = [any(_marks(table, slot.number)) for slot in slots]
    for number in range(max(map(len, wrapped))):
        spans = []
        for cell, parts, slot, has_marks in zip(cells, wrapped, slots, marked, strict=True):
            if number < len(parts) and parts[number]:
                text = parts[number] + (" " if has_marks and not cell.mark else "")
                spans.append((slot.start, _aligned(text, slot), cell.tone))
        yield spans


def _wrapped(text: str, room: int, column: TableColumn) -> list[str]:
    """Wrap a cell; what is in brackets at its end goes below it first."""
    head, bracketed = _apart(text)
    fits = display_width(text) <= room or column.align is Align.RIGHT
    if fits or not head or not bracketed or display_width(head) > room:
        return [text] if column.align is Align.RIGHT else wrap(text, room)
    return [head, *wrap(bracketed, room)]


def _apart(text: str) -> tuple[str, str]:
    """What stands before the first bracket of a text, and the rest."""
    head, bracket, _ = text.partition(next((one for one in text if one in "(（"), "("))
    head = head.rstrip() if bracket else head
    return head, text[len(head) :].lstrip()


def _room(texts: Sequence[str], slots: Sequence[Slot], place: int) -> int:
    """Return the width of a slot, with that of empty cells behind it."""
    following = place + 1
    while following < len(slots) and not texts[following]:
        following += 1
    last = slots[following - 1]
    return last.start + last.width - slots[place].start


def _marks(table: Table, number: int) -> Iterator[bool]:
    return (bool(row[number].mark) for row in table.rows)


def _aligned(text: str, slot: Slot) -> str:
    text = visible(text)
    if slot.column.align is Align.RIGHT:
        return " " * (slot.width - display_width(text)) + text
    return text


def _write(screen: Screen, spans: Sequence[tuple[int, str, Tone]]) -> None:
    """Write each text from its column on."""
    line: list[tuple[str, Tone]] = []
    used = 0
    for start, text, tone in spans:
        gap = start - used if start > used else 0
        if gap:
            line.append((" " * gap, Tone.PLAIN))
        line.append((text, tone))
        used += gap + display_width(text)
    screen.line(*line)


def slots_of(table: Table, width: int, indent: int, *, fewest: bool = False) -> list[Slot]:
    """Drop optional columns from the last one on while the table is too wide, or all: `fewest`.

    A column that takes the room of the others gets what they leave; where there is none, or its
    room is short, columns are made narrower.
    """
    fills = not any(column.detail for column in table.columns)
    optional = [number for number, column in enumerate(table.columns) if column.optional]
    for left_out in range(0 if fewest else len(optional), -1, -1):
        kept = [n for n in range(len(table.columns)) if n not in optional[left_out:]]
        taking = next((n for n in kept if table.columns[n].takes_room and fills), None)
        gaps = {n: _gap(table.columns[n]) if place else 0 for place, n in enumerate(kept)}
        widths = {n: _width(table, n) for n in kept}
        room = width - indent - sum(gaps.values())
        if taking is None:
            if sum(_least(table, n) for n in kept) <= room:
                break
            continue
        widths[taking] = room - sum(width for n, width in widths.items() if n != taking)
        if widths[taking] >= _LEAST_ROOM:
            break
    if taking is not None and widths[taking] < _LEAST_ROOM:
        widths[taking] = max(widths[taking], min(_width(table, taking), _LEAST_ROOM))
    _narrow(table, widths, room)
    slots, start = [], indent
    for number in kept:
        start += gaps[number]
        slots.append(Slot(number, table.columns[number], start, widths[number]))
        start += widths[number]
    return slots


def _narrow(table: Table, widths: dict[int, int], room: int) -> None:
    """Narrow, a sign at a time, the column whose cells then take the fewest more lines.

    A figure is broken last: a short text counts for several long ones. A word is not broken, nor
    a number and its unit, unless there is no other way.
    """
    pieces = {number: Counter(_pieces(table, number)) for number in widths}
    least = {number: _least(table, number) for number in widths}

    @cache
    def lines(number: int, width: int, beside: int) -> int:
        return sum(
            (-(-piece // (width + beside * spills)) - 1)
            * (_WEIGHT if piece <= _SHORT else 1)
            * times
            for (piece, spills), times in pieces[number].items()
        )

    whole = {number: max(least[number], _widest_word(table, number)) for number in widths}
    while sum(widths.values()) > room:
        able = [number for number, width in widths.items() if width > whole[number]]
        able = able or [number for number, width in widths.items() if width > least[number]]
        if not able:
            break

        def cost(number: int) -> tuple[int, int]:
            width, beside = widths[number], _GAP + widths.get(number + 1, 0)
            return lines(number, width - 1, beside) - lines(number, width, beside), -width

        widths[min(able, key=cost)] -= 1


def _least(table: Table, number: int) -> int:
    return max(_NARROWEST, display_width(table.columns[number].heading))


def _widest_word(table: Table, number: int) -> int:
    """The width of the widest word or figure with its unit; long ones, as of a file, are left."""
    found = (one for row in table.rows for one in _WORD.findall(visible(row[number].text)))
    return max((width for width in map(display_width, found) if width <= _LONG_WORD), default=0)


def _pieces(table: Table, number: int) -> Iterator[tuple[int, bool]]:
    """Yield the width of each text of a column, and whether it may use the next one, too.

    What is in brackets is a text of its own.
    """
    following = number + 1
    for row in table.rows:
        spills = following < len(row) and not (row[following].text or table.none)
        for text in filter(None, _apart(visible(row[number].text))) if row[number].text else ("",):
            yield max(display_width(text), 1), spills


def _width(table: Table, number: int) -> int:
    """Return the width of the widest text of a column, its heading included.

    A heading may extend over the column after it, if that takes room or has no heading.
    """
    column = table.columns[number]
    texts = (display_width(visible(row[number].text)) for row in table.rows)
    widest = max(texts, default=0) + any(_marks(table, number))
    leads = any(other.takes_room for other in table.columns[number + 1 :])
    if leads and not any(other.detail for other in table.columns):
        return max(widest, _NUMBER if column.align is Align.RIGHT else 0)
    return max(widest, display_width(column.heading))


def _gap(column: TableColumn) -> int:
    """Continuing columns follow closely; columns of numbers get a wider gap."""
    if column.detail:
        return _GAP
    if column.align is Align.RIGHT:
        return _GAP_OF_NUMBERS
    return _GAP if column.heading else 1
