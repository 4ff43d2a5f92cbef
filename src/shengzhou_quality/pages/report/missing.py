"""Show 催报清单: the items to be reported or corrected, by sheet and office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Entries,
    Entry,
    EntryGroup,
    Medium,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from shengzhou_quality.pages.report.asked import asked, quoted
from shengzhou_quality.pages.report.warnings import label
from shengzhou_quality.pages.rows import mark, name
from shengzhou_quality.words import Words


def missing(report: Report, words: Words, medium: Medium) -> Iterator[Section]:
    """A screen has a heading for each sheet and office; a document a row for each item."""
    count = selections.missing_count(report)
    if count:
        blocks = _lines(report, words) if medium is Medium.SCREEN else _tables(report, words)
        yield Section(words("lists.missing", count=count), list(blocks))


def _lines(report: Report, words: Words) -> Iterator[Block]:
    yield Entries(
        [
            EntryGroup(
                [
                    *(Entry(label(one.result), missing_line(one, words)) for one in group.entries),
                    *(Entry("", unreported_ids(group, words)) for _ in group.unreported[:1]),
                ],
                group_heading(group, words),
            )
            for group in groups(report)
        ],
        Align.RIGHT,
    )
    nowhere = unreported(report, words)
    if nowhere:
        yield Sentences([nowhere])


def _tables(report: Report, words: Words) -> Iterator[Block]:
    """Indicators and what has a row of its own; then, by task, what nobody reported."""
    rows = [
        (
            *_asked_of(entry, words),
            TableCell(text=entry.result.indicator.id, mark=mark(entry.result)),
            TableCell(text=name(entry.result, words)),
            TableCell(text=asked(entry, words)),
        )
        for entry in report.lists.missing
    ]
    if rows:
        yield _table(("sheet", "office", "id", "name", "asked"), rows, words)
    nowhere = unreported(report, words)
    if nowhere:
        yield Sentence(nowhere)
    by_task = list(_unreported_rows(report, words))
    if by_task:
        yield _table(("sheet", "office", "task", "commitments", "milestones"), by_task, words)


def _unreported_rows(report: Report, words: Words) -> Iterator[tuple[TableCell, ...]]:
    titles = {task.id: words.of(task, "title") for task in report.plan.sections}
    separator = words("list.separator")
    for one in selections.unreported(report):
        task = TableCell(text=f"{one.task} {titles[one.task]}")
        ids = (TableCell(text=separator.join(each)) for each in (one.commitments, one.milestones))
        yield (*_asked_of(one, words), task, *ids)


def _asked_of(one: MissingEntry | Unreported, words: Words) -> tuple[TableCell, TableCell]:
    office = quoted(one.office) if one.office else ""
    return TableCell(text=table_words(one, words), place=one.sheet), TableCell(text=office)


def _table(keys: tuple[str, ...], rows: Sequence[Sequence[TableCell]], words: Words) -> Table:
    columns = [
        TableColumn(words(f"lists.column.{key}"), takes_room=key in ("asked", "milestones"))
        for key in keys
    ]
    return Table(columns, [TableGroup(rows)], none=words("none"))


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


def unreported_ids(group: SheetRequest, words: Words) -> str:
    """The commitments and milestones of a group that nobody reported; empty without any."""
    separator = words("list.separator")
    ids = {
        key: [each for one in group.unreported for each in getattr(one, key)]
        for key in ("commitments", "milestones")
    }
    clauses = (
        words(f"lists.unreported.{key}", count=len(found), ids=tuple(found))
        for key, found in ids.items()
        if found
    )
    return separator.join(clauses)


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


def missing_line(entry: MissingEntry, words: Words) -> str:
    return words("lists.row", name=name(entry.result, words), text=asked(entry, words))


def unreported(report: Report, words: Words) -> str:
    """How many of each task, where no row tells the sheet; nothing where none was reported."""
    missing = [one for one in selections.unreported(report) if not one.found]
    if not missing:
        return ""
    tasks = tuple(words("lists.unreported.task", task=one.task, count=one.count) for one in missing)
    counts = {
        key: sum(len(getattr(one, key)) for one in missing) for key in ("commitments", "milestones")
    }
    items = tuple(
        words(f"lists.unreported.of.{key}", count=count) for key, count in counts.items() if count
    )
    return words("lists.unreported", items=items, tasks=tasks)
