"""Lay out a table on a terminal: one line a row, or a head line with details below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from shengzhou_quality.formats.screen import Screen, display_width, pad, visible, wrap
from shengzhou_quality.pages.model import Align, Table, TableCell, TableColumn, TableGroup, Tone

_LEAST_ROOM = 24
_NUMBER = 3
_GAP, _GAP_OF_NUMBERS = 2, 3
_DETAILS = (17, 15, 22)
_BAR = 10

Cells = Sequence[TableCell]


def set_table(screen: Screen, table: Table, indent: int) -> None:
    if table.caption:
        screen.paragraph(table.caption, indent=indent)
    if any(column.detail for column in table.columns):
        _stacked(screen, table, indent)
    else:
        _lined(screen, table, indent)


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
    heading, note = (group.heading, Tone.STRONG), (group.note, Tone.QUIET)
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
    """Write the parts on one line if they fit; else a bar gets its own line, aligned over rows."""
    texts = [_labelled(column, cell) for column, cell in details if not column.drawn]
    bar = "".join(_bar(cell) for column, cell in details if column.drawn)
    widths = [*_DETAILS, *[_DETAILS[-1]] * len(texts)][: len(texts)]
    line = "".join(
        pad(visible(text), width - _GAP) + " " * _GAP
        for text, width in zip(texts, widths, strict=True)
    )
    room = screen.width - indent
    if display_width(line + bar) > room:
        for part in wrap(line.rstrip(), room):
            screen.line((" " * indent + part, Tone.QUIET))
        line = " " * min(sum(widths), room - display_width(bar))
    if bar or line.strip():
        screen.line((" " * indent + (line + bar).rstrip(), Tone.QUIET))


def _labelled(column: TableColumn, cell: TableCell) -> str:
    return f"{column.label} {cell.text}" if column.label and cell.text else cell.text


def _bar(cell: TableCell) -> str:
    """Draw a ratio as a bar of ASCII signs: full at 1."""
    if cell.number is None:
        return ""
    filled = _BAR if cell.number >= 1 else max(0, int(cell.number * _BAR))
    return f"[{'#' * filled}{'-' * (_BAR - filled)}] {cell.text}"


def _lined(screen: Screen, table: Table, indent: int) -> None:
    """Write one line a row; a group's heading replaces those of its first columns."""
    slots = _slots(table, screen.width, indent)
    (wrapped,) = (slot for slot in slots if slot.column.takes_room)
    for number, group in enumerate(table.groups):
        if number:
            screen.apart()
        _headings(screen, table, group, slots)
        for row in group.rows:
            texts = [visible(cell.text + cell.mark) or table.none for cell in row]
            first, *more = wrap(texts[wrapped.number], wrapped.width)
            texts[wrapped.number] = first
            screen.line((_in_slots(texts, slots), Tone.PLAIN))
            for part in more:
                screen.line((" " * wrapped.start + part, Tone.PLAIN))


def _headings(screen: Screen, table: Table, group: TableGroup, slots: Sequence[_Slot]) -> None:
    texts = [column.heading for column in table.columns]
    if group.heading:
        above = next(n for n, column in enumerate(table.columns) if column.takes_room)
        texts = [group.heading, *[""] * above, *texts[above + 1 :]]
    if any(texts):
        tone = Tone.STRONG if group.heading else Tone.QUIET
        screen.line((_in_slots(texts, slots), tone))


class _Slot(NamedTuple):
    """The position of a column on a line."""

    number: int
    column: TableColumn
    start: int
    width: int


def _slots(table: Table, width: int, indent: int) -> list[_Slot]:
    """Drop optional columns from the last one on while the table is too wide."""
    optional = [number for number, column in enumerate(table.columns) if column.optional]
    for left_out in range(len(optional), -1, -1):
        kept = [n for n in range(len(table.columns)) if n not in optional[left_out:]]
        widths = {number: _width(table, number) for number in kept}
        gaps = {number: _gap(table.columns[number]) if number else 0 for number in kept}
        room = width - indent - sum(widths.values()) - sum(gaps.values())
        if room >= _LEAST_ROOM:
            break
    slots, start = [], indent
    for number in kept:
        column = table.columns[number]
        start += gaps[number]
        slots.append(_Slot(number, column, start, widths[number] or room))
        start += slots[-1].width
    return slots


def _width(table: Table, number: int) -> int:
    """Return the width of each column's widest text, and 0 for the column that takes the rest."""
    column = table.columns[number]
    if column.takes_room:
        return 0
    widest = max(
        (display_width(row[number].text + row[number].mark) for row in table.rows), default=0
    )
    leads = any(other.takes_room for other in table.columns[number + 1 :])
    if leads:  # its heading may extend over the column that takes the rest
        return max(widest, _NUMBER if column.align is Align.RIGHT else 0)
    return max(widest, display_width(column.heading))


def _gap(column: TableColumn) -> int:
    """Continuing columns follow closely; columns of numbers get a wider gap."""
    if column.align is Align.RIGHT:
        return _GAP_OF_NUMBERS
    return _GAP if column.heading else 1


def _in_slots(texts: Sequence[str], slots: Sequence[_Slot]) -> str:
    line = ""
    for slot in slots:
        text = texts[slot.number]
        if slot.column.align is Align.RIGHT:
            text = " " * (slot.width - display_width(text)) + text
        line = pad(pad(line, slot.start) + text, slot.start + slot.width)
    return line
