"""附件2 催报清单: what each office is asked for, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.list_entries import Unreported
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.model import Block, Section, Sentence, Table, TableCell
from shengzhou_quality.pages.report.document.tables import folded, table
from shengzhou_quality.pages.report.item_words import asked, quoted
from shengzhou_quality.pages.report.sheet_requests import SheetRequest, groups
from shengzhou_quality.words import Words

_COLUMNS = ("item_id", "item", "asked")


def requests(report: Report, words: Words) -> Iterator[Block]:
    """A table for each office and sheet; at last what stands in no table of any office."""
    if not selections.missing_count(report):
        yield Sentence(words("requests.none"))
    for group in groups(report):
        shown = _table(group, report, words)
        heading = _heading(group, words)
        count = words("requests.items", count=sum(1 for _ in shown.rows))
        yield Section(heading, [folded(count, shown)])
    nowhere = [one for one in selections.unreported(report) if not one.found]
    if nowhere:
        shown = table(
            _COLUMNS, [cells for one in nowhere for cells in _unreported(one, report, words)], words
        )
        count = words("requests.items", count=sum(1 for _ in shown.rows))
        yield Section(words("requests.nowhere"), [folded(count, shown)])


def _heading(group: SheetRequest, words: Words) -> str:
    """The office and the sheet in which it is asked; of no office where the rows are."""
    if group.office is not None:
        return words("requests.office", sheet=str(group.sheet), office=quoted(group.office))
    sheet = group.sheet or group.rows
    if sheet is not None:
        return words("requests.sheet", sheet=str(sheet))
    return words("lists.unnamed" if group.found else "requests.nowhere")


def _table(group: SheetRequest, report: Report, words: Words) -> Table:
    lines = [
        {
            "item_id": TableCell(text=entry.result.indicator.id),
            "item": TableCell(text=rows.name(entry.result, words)),
            "asked": TableCell(text=asked(entry, words)),
        }
        for entry in group.entries
    ]
    for one in group.unreported:
        lines += _unreported(one, report, words)
    return table(_COLUMNS, lines, words)


def _unreported(one: Unreported, report: Report, words: Words) -> Iterator[dict[str, TableCell]]:
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
            }
