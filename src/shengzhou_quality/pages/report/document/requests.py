"""附件2 催报清单: what each office is asked for, and in which sheet."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.list_entries import MissingEntry, Unreported
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.findings import spot
from shengzhou_quality.pages.model import Block, Section, Sentence, TableCell
from shengzhou_quality.pages.offices import whom_to_call
from shengzhou_quality.pages.report.document.tables import folded, table
from shengzhou_quality.pages.report.item_words import asked
from shengzhou_quality.reported import Contact
from shengzhou_quality.words import Words

_COLUMNS = ("item_id", "item", "asked", "sheet")

Line = dict[str, TableCell]


def requests(report: Report, words: Words) -> Iterator[Block]:
    """A table for each office, with whom to call there."""
    if report.since is not None:
        from shengzhou_quality.pages.since import still_open

        said = still_open(report, report.since, words)
        if said:
            yield Sentence(said)
    found = lines_by_office(report, words)
    contacts = _contacts(report, words)
    for heading, lines in found.items():
        shown = table(_COLUMNS, lines, words)
        whom = whom_to_call(contacts[lines[0]["office"].text], words)
        called = [Sentence(whom)] if whom else []
        yield Section(heading, [*called, folded(words("requests.items"), shown)])


def lines_by_office(report: Report, words: Words) -> dict[str, list[Line]]:
    """What each office is asked for, under its name and the number of lines.

    After the offices comes what is of no office, then what no table holds. A line has a cell for
    each of `office`, `item_id`, `item`, `asked`, `sheet` and `cell`, the cells to look at;
    `asked_apart` is `asked` without a cell that stands there alone.
    """
    by_office: dict[str, list[Line]] = {}
    for entry in report.lists.missing:
        by_office.setdefault(_whose(entry, words), []).append(_entry(entry, words))
    for one in selections.unreported(report):
        lines = by_office.setdefault(_whose(one, words), [])
        lines += _unreported(one, report, words)
    last = [words("lists.unnamed"), words("lists.nowhere")]
    offices = sorted(by_office, key=lambda one: last.index(one) + 1 if one in last else 0)
    return {
        words("requests.office", office=office, count=len(by_office[office])): by_office[office]
        for office in offices
    }


def _contacts(report: Report, words: Words) -> dict[str, dict[Contact, None]]:
    """The contacts of each office, by the name under which it is asked."""
    found: dict[str, dict[Contact, None]] = {}
    every: list[MissingEntry | Unreported] = [*report.lists.missing]
    every += selections.unreported(report)
    for one in every:
        found.setdefault(_whose(one, words), {}).update(dict.fromkeys(one.contacts))
    return found


def asked_items(report: Report) -> int:
    """How many rows the annex has."""
    unreported = selections.unreported(report)
    others = sum(len(one.commitments) + len(one.milestones) for one in unreported)
    return len(report.lists.missing) + others


def _whose(one: MissingEntry | Unreported, words: Words) -> str:
    if one.office is not None:
        return quoted(one.office)
    return words("lists.unnamed" if one.found else "lists.nowhere")


def _entry(entry: MissingEntry, words: Words) -> Line:
    return {
        "office": TableCell(_whose(entry, words)),
        "item_id": TableCell(text=entry.result.indicator.id),
        "item": TableCell(text=rows.name(entry.result, words)),
        "asked": TableCell(text=asked(entry, words)),
        "asked_apart": TableCell(text=asked(entry, words, with_cells=len(_places(entry)) > 1)),
        "sheet": _sheet(entry),
        "cell": _cell(entry, words),
    }


def _places(entry: MissingEntry) -> list[Place]:
    """The cells to correct, then those to fill in."""
    return [*(one.place for one in entry.cells), *(one.place for one in entry.empty)]


def _cell(entry: MissingEntry, words: Words) -> TableCell:
    """A cell can link to one place: to the first."""
    places = _places(entry)
    if not places:
        return TableCell("")
    spots = dict.fromkeys(map(spot, places))
    return TableCell(text=words("list.separator").join(spots), place=places[0])


def _unreported(one: Unreported, report: Report, words: Words) -> Iterator[Line]:
    """A row for each commitment and milestone of a task that nobody has reported."""
    names = {
        item.promise.id: words.of(item.promise, "name") for item in selections.promises_of(report)
    }
    for key, ids in (("commitment", one.commitments), ("milestone", one.milestones)):
        for identity in ids:
            yield {
                "office": TableCell(_whose(one, words)),
                "item_id": TableCell(text=identity),
                "item": TableCell(text=names[identity]),
                "asked": TableCell(text=words(f"requests.{key}", year=report.year)),
                "asked_apart": TableCell(text=words(f"requests.{key}", year=report.year)),
                "sheet": _sheet(one),
                "cell": TableCell(""),
            }


def _sheet(one: MissingEntry | Unreported) -> TableCell:
    sheet = one.sheet or one.rows
    return TableCell(text="" if sheet is None else str(sheet), place=sheet)
