"""附件2 催报清单: what each office is asked for, and in which sheet."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.list_entries import MissingEntry, Unreported
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.model import Block, Section, TableCell
from shengzhou_quality.pages.report.document.tables import folded, table
from shengzhou_quality.pages.report.item_words import asked
from shengzhou_quality.words import Words

_COLUMNS = ("item_id", "item", "asked", "sheet")

_Line = dict[str, TableCell]


def requests(report: Report, words: Words) -> Iterator[Block]:
    """A table for each office; after them what is of no office, and what no table holds."""
    by_office: dict[str, list[_Line]] = {}
    for entry in report.lists.missing:
        by_office.setdefault(_whose(entry, words), []).append(_entry(entry, words))
    for one in selections.unreported(report):
        lines = by_office.setdefault(_whose(one, words), [])
        lines += _unreported(one, report, words)
    last = [words("lists.unnamed"), words("lists.nowhere")]
    for office in sorted(by_office, key=lambda one: last.index(one) + 1 if one in last else 0):
        shown = table(_COLUMNS, by_office[office], words)
        heading = words("requests.office", office=office, count=len(by_office[office]))
        yield Section(heading, [folded(words("requests.items"), shown)])


def asked_items(report: Report) -> int:
    """How many rows the annex has."""
    unreported = selections.unreported(report)
    others = sum(len(one.commitments) + len(one.milestones) for one in unreported)
    return len(report.lists.missing) + others


def _whose(one: MissingEntry | Unreported, words: Words) -> str:
    if one.office is not None:
        return quoted(one.office)
    return words("lists.unnamed" if one.found else "lists.nowhere")


def _entry(entry: MissingEntry, words: Words) -> _Line:
    return {
        "item_id": TableCell(text=entry.result.indicator.id),
        "item": TableCell(text=rows.name(entry.result, words)),
        "asked": TableCell(text=asked(entry, words)),
        "sheet": _sheet(entry),
    }


def _unreported(one: Unreported, report: Report, words: Words) -> Iterator[_Line]:
    """A row for each commitment and milestone of a task that nobody has reported."""
    names = {
        item.promise.id: words.of(item.promise, "name") for item in selections.promises_of(report)
    }
    for key, ids in (("commitment", one.commitments), ("milestone", one.milestones)):
        for identity in ids:
            yield {
                "item_id": TableCell(text=identity),
                "item": TableCell(text=names[identity]),
                "asked": TableCell(text=words(f"requests.{key}", year=report.year)),
                "sheet": _sheet(one),
            }


def _sheet(one: MissingEntry | Unreported) -> TableCell:
    sheet = one.sheet or one.rows
    return TableCell(text="" if sheet is None else str(sheet), place=sheet)
