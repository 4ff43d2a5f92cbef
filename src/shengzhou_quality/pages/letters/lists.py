"""The tables of what to send and what to correct, for a letter and for the workbook beside it."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.asks import ToCorrect, ToSend
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.pages.letters.places import needs_template
from shengzhou_quality.pages.model import Table, TableCell, TableColumn, TableGroup
from shengzhou_quality.words import Words

_ROOM = ("name", "problem", "cure")
"""The columns that take the room which the others leave."""

_Line = dict[str, TableCell]


def send_table(
    asked: Sequence[ToSend], asks: Asks, words: Words, *, every_place: bool = False
) -> Table:
    """A row for each item; if all stand in one sheet, it is named once, unless `every_place`."""
    sheets = [_sheet_of(one) for one in asked]
    all_there = not every_place and not any(one.cells for one in asked)

    def in_template(one: ToSend) -> str:
        """Said where the others have a cell; where none has one, the letter says it once."""
        return words("letter.template") if needs_template(one) and not all_there else ""

    lines = [
        {
            **_where(sheet, asks),
            "id": TableCell(one.item.id),
            "name": TableCell(words.of(one.item, "name")),
            "unit": TableCell(_unit(one, words)),
            "asked": TableCell(asks.content(one)),
            "cells": TableCell(
                asks.places.cells(one) or in_template(one),
                place=one.cells[0] if one.cells else one.sheet,
            ),
        }
        for one, sheet in zip(asked, sheets, strict=True)
    ]
    keys = ("id", "name", "unit", "asked", "*place", "cells")
    return _table("send", keys, sheets, lines, asks, words, every_place=every_place)


def correct_table(
    asked: Sequence[ToCorrect], asks: Asks, words: Words, *, every_place: bool = False
) -> Table:
    """A row for each cell: its text, what is wrong and how to correct it."""
    sheets = [one.place.whole for one in asked]
    lines = [
        {
            **_where(one.place, asks),
            "cells": TableCell(asks.places.spot(one.place), place=one.place),
            "item": TableCell(asks.item(one.item)),
            "text": TableCell("" if one.text is None else quoted(one.text)),
            "problem": TableCell(asks.problem(one)),
            "cure": TableCell(asks.cure(one)),
        }
        for one in asked
    ]
    keys = ("*place", "cells", "item", "text", "problem", "cure")
    return _table("correct", keys, sheets, lines, asks, words, every_place=every_place)


def _sheet_of(one: ToSend) -> Place | None:
    """The sheet in which it is to be filled in; none where that is the template."""
    if one.cells:
        return one.cells[0].whole
    return None if needs_template(one) else one.sheet


def _unit(one: ToSend, words: Words) -> str:
    unit = getattr(one.item, "unit", None)
    return words.unit(unit).strip() if isinstance(unit, str) else ""


def _where(place: Place | None, asks: Asks) -> _Line:
    if place is None:
        return {"file": TableCell(""), "sheet": TableCell("")}
    sheet = "" if place.sheet is None else quoted(place.sheet)
    return {"file": TableCell(asks.places.file(place.file)), "sheet": TableCell(sheet)}


def _table(
    about: str,
    keys: Sequence[str],
    sheets: Sequence[Place | None],
    lines: Sequence[_Line],
    asks: Asks,
    words: Words,
    *,
    every_place: bool,
) -> Table:
    """The table with its caption; file and sheet (`*place`) are columns only where they differ.

    What stands in no sheet differs from what stands in one.
    """
    known = {sheet for sheet in sheets if sheet is not None}
    all_in_one = len(known) == 1 and None not in sheets
    apart = len(known) == 1 and not all_in_one
    where = []
    if every_place or len({sheet.file for sheet in known}) > 1 or apart:
        where.append("file")
    if every_place or len(known) > 1 or apart:
        where.append("sheet")
    shown = [each for key in keys for each in (where if key == "*place" else [key])]
    # A column in which no row has a text is left out, so that the others have its room.
    shown = [key for key in shown if every_place or any(line[key].text for line in lines)]
    columns = [TableColumn(words(f"letter.column.{key}"), takes_room=key in _ROOM) for key in shown]
    key, count = f"letter.list.{about}", len(lines)
    if all_in_one and not every_place:
        (sheet,) = known
        file = asks.places.file(sheet.file)
        key += ".in.file" if sheet.sheet is None else ".in"
        caption = words(key, count=count, file=file, sheet=quoted(sheet.sheet or ""))
    else:
        caption = words(key, count=count)
    rows = [[line[key] for key in shown] for line in lines]
    return Table(columns, [TableGroup(rows)], caption=caption, none=words("none"))
