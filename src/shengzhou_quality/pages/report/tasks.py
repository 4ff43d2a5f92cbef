"""Show the tasks in the report: how much is met, and their commitments and milestones.

A screen has a line a task and lists what is not done; a document has a row for each item.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from shengzhou_quality.evaluation.item_result import PromiseResult
from shengzhou_quality.evaluation.report import Count, Report, TaskCount
from shengzhou_quality.evaluation.selections import (
    are_promises_listed,
    at_the_floor,
    promises_of,
    told,
    undone,
    unsettled,
)
from shengzhou_quality.pages import promises, rows
from shengzhou_quality.pages.figures import with_unit
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
    Tone,
)
from shengzhou_quality.pages.tasks import asked_for
from shengzhou_quality.plan.tasks import Commitment, Safeguard
from shengzhou_quality.words import Words

_COMMITMENT = (
    "id", "name", "place", "status", "actual", "target", "difference", "deadline", "remarks",
)  # fmt: skip
_MILESTONE = (
    "id", "name", "place", "status", "state", "completed", "evidence", "deadline", "remarks",
)  # fmt: skip


def tasks(report: Report, words: Words, medium: Medium) -> Iterator[Block]:
    return _on_screen(report, words) if medium is Medium.SCREEN else _in_document(report, words)


# on a screen


def _on_screen(report: Report, words: Words) -> Iterator[Block]:
    """Nothing where the selection holds no commitment or milestone.

    Commitments that fail or lag stand in 预警清单. What `--only` names is shown item by item.
    """
    if not promises_of(report):
        return
    if not are_promises_listed(report):
        yield Sentence(promises.nothing_reported(report, words), Tone.QUIET)
        return
    if report.only is not None:
        yield Section(words("promises.heading"), [asked_for(report, words)])
    else:
        opening = Sentences(promises.opening(report, words))
        yield Section(words("promises.heading"), [opening, _shares(report, words)])
        yield from _lists(report, words)
    yield Sentences(promises.closing(report, words), tone=Tone.QUIET)


def _shares(report: Report, words: Words) -> Table:
    """How many of the indicators, commitments and milestones of each task are met."""
    keys = ("indicators", "commitments", "milestones")
    columns = [
        TableColumn(words("promises.column.task")),
        TableColumn("", takes_room=True),
        *(TableColumn(words(f"promises.column.{key}"), Align.RIGHT) for key in keys),
    ]
    shares = [
        (
            TableCell(text=item.task.id),
            TableCell(text=words.of(item.task, "title")),
            *(TableCell(text=promises.share(count, words)) for count in counts),
        )
        for item in report.tasks
        for counts in [(item.count, item.commitments, item.milestones)]
        if any(count.total for count in counts)
    ]
    return Table(columns, [TableGroup(shares)], words("promises.shares"))


def _lists(report: Report, words: Words) -> Iterator[Section]:
    lists: Sequence[tuple[str, list[PromiseResult], Callable[[PromiseResult, Words], str]]] = (
        ("promises.undone", undone(report), promises.milestone_line),
        ("promises.unsettled", unsettled(report), promises.milestone_line),
        ("promises.levels", at_the_floor(report), promises.level_line),
        ("promises.told", told(report), promises.told_line),
    )
    for key, items, line_of in lists:
        if items:
            lines = [Entry(item.promise.id, line_of(item, words)) for item in items]
            yield Section(words(key), [Entries([EntryGroup(lines)])])


# in a document


def _in_document(report: Report, words: Words) -> Iterator[Block]:
    """The tasks by what stands where, then every commitment and milestone; never a score."""
    blocks: list[Block] = list(_sentences(report, words))
    if report.tasks:
        yield Section(words("report.tasks"), [_tasks(report, words), *blocks])
    else:
        yield from blocks
    if not (promises_of(report) and are_promises_listed(report)):
        return
    for name, keys, items in (
        ("commitments", _COMMITMENT, report.commitments),
        ("milestones", _MILESTONE, report.milestones),
    ):
        if items:
            columns = [_column(key, name, words) for key in keys]
            cells = (_cells(item, report, words) for item in items)
            lines = TableGroup([[row[key] for key in keys] for row in cells])
            table = Table(columns, [lines], none=words("none"))
            yield Section(words(f"promises.column.{name}"), [table])


def _sentences(report: Report, words: Words) -> Iterator[Sentences]:
    if not promises_of(report):
        return
    if are_promises_listed(report):
        yield Sentences([*promises.opening(report, words), *promises.closing(report, words)])
    else:
        yield Sentences([promises.nothing_reported(report, words)])


def _tasks(report: Report, words: Words) -> Table:
    """How many indicators, commitments and milestones of each task stand where."""
    listed = are_promises_listed(report)
    keys = ["indicators", "commitments", "milestones", "encouraged"] if listed else ["indicators"]
    columns = [
        TableColumn(words("promises.column.id")),
        TableColumn(words("column.task"), takes_room=True),
        *(TableColumn(words(f"promises.column.{key}")) for key in keys),
    ]
    counts = [
        (
            TableCell(text=item.task.id),
            TableCell(text=words.of(item.task, "title")),
            *(TableCell(text=text) for text in _counts(item, words)[: len(keys)]),
        )
        for item in report.tasks
        if listed or not isinstance(item.task, Safeguard)  # no indicator stands under one
    ]
    return Table(columns, [TableGroup(counts)])


def _counts(item: TaskCount, words: Words) -> list[str]:
    counted: Sequence[tuple[Count, bool]] = (
        (item.count, False),
        (item.commitments, False),
        (item.milestones, True),
        (item.encouraged, True),
    )
    return [promises.counts_of(count, words, created=created) for count, created in counted]


def _column(key: str, of: str, words: Words) -> TableColumn:
    shared = key in ("status", "actual", "target", "difference")
    of_kind = of if key == "name" else key
    heading = words(f"column.{key}" if shared else f"promises.column.{of_kind}")
    return TableColumn(heading, takes_room=key == "name", sparse=key == "remarks")


def _cells(item: PromiseResult, report: Report, words: Words) -> dict[str, TableCell]:
    """What any of the columns shows of a commitment or a milestone."""
    promise, result = item.promise, item.result
    actual = result.actual if result else None
    reported = TableCell(
        text=rows.actual_words(result, words) if result else "",
        place=actual.places[-1] if actual and actual.places else None,
    )
    gap = rows.difference(result, words, final=report.final) if result and item.by_itself else ""
    evidence = words("clause.separator").join(result.evidence) if result else ""
    return {
        "id": TableCell(text=promise.id),
        "name": TableCell(text=promises.name(item, words)),
        "place": TableCell(text=item.home.part.id),
        "status": TableCell(
            text=rows.status_words(result, words) if result else words("promises.by-people"),
            tone=rows.tone(result) if result else Tone.PLAIN,
            status=result.status if result else None,
        ),
        "actual": reported,
        "state": reported,
        "target": TableCell(text=_target(promise, words), quote=promise.source.quote),
        "difference": TableCell(text=gap, number=result.gap if result else None),
        "completed": TableCell(text=item.completed or ""),
        "evidence": TableCell(text=evidence),
        "deadline": TableCell(text=promises.deadline(item, words)),
        "remarks": TableCell(text=promises.explanation(item, words)),
    }


def _target(promise: Commitment | object, words: Words) -> str:
    if isinstance(promise, Commitment) and promise.target:
        return with_unit(promise.target, promise.unit, words)
    return ""
