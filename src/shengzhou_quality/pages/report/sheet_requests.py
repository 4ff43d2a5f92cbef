"""Group what is asked for by sheet and office: what an office gets back in one letter."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.list_entries import (
    MissingEntry,
    Unreported,
    Whose,
    whose,
    whose_order,
)
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages.report.item_words import quoted
from shengzhou_quality.words import Words


class SheetRequest(NamedTuple):
    """What is asked for again in one sheet of one office.

    Without a sheet: of nobody in particular, with `rows` in one sheet or in several; or, where
    nothing was `found`, in no table.
    """

    sheet: Place | None
    office: str | None
    found: bool
    rows: Place | None
    entries: tuple[MissingEntry, ...]
    unreported: tuple[Unreported, ...] = ()


def groups(report: Report) -> list[SheetRequest]:
    """By sheet and office; of what nobody reported only what has rows."""
    entries: dict[Whose, list[MissingEntry]] = {}
    unasked: dict[Whose, list[Unreported]] = {}
    for entry in report.lists.missing:
        entries.setdefault(whose(entry), []).append(entry)
    for one in selections.unreported(report):
        if one.found:
            unasked.setdefault(whose(one), []).append(one)
    return [
        SheetRequest(*each, tuple(entries.get(each, ())), tuple(unasked.get(each, ())))
        for each in sorted({*entries, *unasked}, key=whose_order)
    ]


def group_heading(group: SheetRequest, words: Words) -> str:
    where = table_words(group, words)
    if group.office is None:
        return words("lists.sheet", sheet=where)
    return words("lists.sheet.office", sheet=where, office=quoted(group.office))


def table_words(one: SheetRequest | MissingEntry | Unreported, words: Words) -> str:
    """The sheet in which it is asked for, or why there is none."""
    if one.sheet is not None:
        return str(one.sheet)
    if one.rows is not None:
        return words("lists.unnamed.in", sheet=str(one.rows))
    return words("lists.unnamed" if one.found else "lists.nowhere")
