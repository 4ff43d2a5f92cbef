"""Make the overview of the tasks: a task a line, what is not done, what is to be verified."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.evaluation.selections import are_promises_listed, counted_apart, unreported
from shengzhou_quality.evaluation.status import FAILING, ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status, note_of
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Section,
    Sentence,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
)
from shengzhou_quality.words import Words

_LATE = FAILING | {Status.SLIPPING}


def blocks(report: Report, words: Words) -> Iterator[Block]:
    yield _tasks(report, words)
    results = list(_results(report))
    undone = [one for one in results if one.status in _LATE]
    verify = [one for one in results if one.status in TO_VERIFY]
    final = "final" if report.final else "before"
    if undone:
        yield _list(f"tasks.undone.{final}", undone, report, words)
    if verify:
        yield _list("tasks.to-verify", verify, report, words)
    silent = sum(one.count for one in unreported(report))
    if silent:
        yield Sentence(words("tasks.unreported", count=silent))
    if not (undone or verify or silent):
        yield Sentence(words(f"tasks.nothing-open.{final}"))


def is_done(status: Status, report: Report) -> bool:
    """Met in the final year; before it, on schedule."""
    return status is Status.MET if report.final else status in ON_SCHEDULE


def share(count: Count, report: Report, words: Words) -> str:
    """How many of all are done: 2/5."""
    done = count.met if report.final else count.on_schedule
    return f"{done}/{count.total}" if count.total else words("none")


def done_words(report: Report, words: Words) -> str:
    return words("tasks.done.final" if report.final else "tasks.done.before")


def _tasks(report: Report, words: Words) -> Table:
    keys = ["indicators"]
    if are_promises_listed(report):
        keys += ["commitments", "milestones", "encouraged"]
    columns = (
        TableColumn(words("promises.column.id")),
        TableColumn(words("promises.column.task"), takes_room=True),
        *(TableColumn(words(f"promises.column.{key}"), Align.RIGHT) for key in keys),
    )
    table = []
    for item in report.tasks:
        counts = (item.count, item.commitments, item.milestones, item.encouraged)[: len(keys)]
        if any(count.total for count in counts):
            shares = (TableCell(share(count, report, words)) for count in counts)
            title = words.of(item.task, "title")
            table.append([TableCell(item.task.id), TableCell(title), *shares])
    return Table(columns, [TableGroup(table)])


def _results(report: Report) -> Iterator[IndicatorResult]:
    """The indicators, then what else the plan demands and somebody reported."""
    yield from (result for result in report.indicators if not result.excluded)
    apart = counted_apart(report)
    for item in (*apart["commitments"], *apart["milestones"]):
        if item.result is not None and item.reported and item.counted:
            yield item.result


def _list(key: str, found: Iterable[IndicatorResult], report: Report, words: Words) -> Section:
    columns = (
        TableColumn(words("promises.column.id"), Align.RIGHT),
        TableColumn(words("tasks.column.item"), takes_room=True),
        TableColumn(words("column.status")),
        TableColumn(words("field.actual")),
        TableColumn(words("field.target"), optional=True),
        TableColumn(words("tasks.column.gap")),
    )
    listed = [_row(result, report, words) for result in found]
    table = Table(columns, [TableGroup(listed)], none=words("none"))
    return Section(words(key, count=len(listed)), [table])


def _row(result: IndicatorResult, report: Report, words: Words) -> list[TableCell]:
    return [
        TableCell(result.indicator.id, mark=rows.mark(result)),
        TableCell(rows.name(result, words)),
        TableCell(rows.status_words(result, words), rows.tone(result)),
        TableCell(_actual(result, words)),
        TableCell(rows.target_words(result, words)),
        TableCell(difference(result, words, final=report.final)),
    ]


def _actual(result: IndicatorResult, words: Words) -> str:
    """As reported; of a milestone that was completed too late, when."""
    late = note_of(NoteCode.LATE, result.notes)
    if late is not None and result.actual is None:
        return words("tasks.late", year=str(late.parameters["year"]))
    return rows.actual_words(result, words)
