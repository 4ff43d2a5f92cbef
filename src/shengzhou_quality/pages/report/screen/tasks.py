"""Show the tasks: a line each with counts, then what is unfinished of what the plan demands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import PromiseResult
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.evaluation.selections import (
    are_promises_listed,
    at_the_floor,
    counted_apart,
    left_to_people,
    promises_of,
    restated,
    unproved,
    unreported,
)
from shengzhou_quality.evaluation.status import LAGGING, TO_VERIFY
from shengzhou_quality.evaluation.summary import count
from shengzhou_quality.judgement import NoteCode, Status, note_of
from shengzhou_quality.pages import promises, tasks_overview
from shengzhou_quality.pages.cells import Cells
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Section,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.report.screen import counts
from shengzhou_quality.pages.report.screen.commands import command
from shengzhou_quality.pages.report.screen.lists import (
    Listed,
    Row,
    asked_row,
    cell_of,
    judged_row,
    outside_row,
)
from shengzhou_quality.pages.report.screen.table import years_outside
from shengzhou_quality.words import Words

_FEW = 8
"""Up to so many items are named by id, more are counted."""


def tasks(report: Report, words: Words) -> Iterator[Block]:
    """Nothing where the selection holds no commitment or milestone, or nothing was reported."""
    if not (promises_of(report) and are_promises_listed(report)):
        return
    if report.only is not None:  # what was asked for by id is shown item by item
        from shengzhou_quality.pages.tasks import asked_for

        yield Section(words("promises.heading"), [asked_for(report, words)])
    else:
        yield _shares(report, words)
        yield Sentences(list(_apart(report, words)), tone=Tone.QUIET)


def _apart(report: Report, words: Words) -> Iterator[str]:
    """What the counts at the end leave out: what is only encouraged, said twice, or for people."""
    results = [
        one.result for one in counted_apart(report)["encouraged"] if one.counted and one.result
    ]
    if results:
        counted = count(results, final=report.final)
        said = counts.clauses(counted, words, final=report.final, created=True)
        yield words("screen.encouraged", total=counted.total, counts=said)
    twice, people = len(restated(report)), len(left_to_people(report))
    if twice or people:
        see = command("sqc tasks --all", report, words)
        yield words("screen.restated", count=twice, people=people, command=see)


def alone(report: Report) -> bool:
    """Whether something was reported of tasks, and nothing of any indicator."""
    of_indicators = any(
        entry.text is not None for result in report.indicators for entry in result.series
    )
    of_tasks = any(item.reported or item.said for item in promises_of(report))
    return bool(report.indicators) and of_tasks and not of_indicators


def asked_for(report: Report, listed: Collection[str], words: Words) -> Iterator[Block]:
    """What --only names by id and no list shows: how it stands, and what was reported."""
    others = [one for one in promises_of(report) if one.promise.id not in listed]
    if report.only is not None and 0 < len(others) <= _FEW:
        from shengzhou_quality.pages.tasks import outlined

        yield outlined(others, report, words)


def nothing_reported(report: Report, words: Words) -> Iterator[str]:
    if promises_of(report) and not are_promises_listed(report):
        yield promises.nothing_reported(report, words)


def _shares(report: Report, words: Words) -> Table:
    """How many of the indicators, commitments and milestones of each task are done."""
    keys = ("indicators", "commitments", "milestones")
    columns = [
        TableColumn(words("promises.column.task")),
        TableColumn("", takes_room=True),
        *(TableColumn(words(f"promises.column.{key}"), Align.RIGHT) for key in keys),
    ]
    shown = [
        (
            TableCell(text=item.task.id),
            TableCell(text=words.of(item.task, "title")),
            *(TableCell(text=tasks_overview.share(one, report, words)) for one in of_task),
        )
        for item in report.tasks
        for of_task in [(item.count, item.commitments, item.milestones)]
        if any(one.total for one in of_task)
    ]
    caption = words("screen.shares", done=tasks_overview.done_words(report, words))
    return Table(columns, [TableGroup(shown)], caption)


def counted(report: Report, words: Words) -> list[tuple[str, Count, bool]]:
    """The commitments, and the milestones that the plan demands."""
    if not (promises_of(report) and are_promises_listed(report)):
        return []
    found = []
    for key in ("commitments", "milestones"):
        results = [one.result for one in counted_apart(report)[key] if one.counted and one.result]
        label, created = words(f"screen.label.{key}"), key == "milestones"
        found.append((label, count(results, final=report.final), created))
    return found


def unfinished(report: Report, cells: Cells, words: Words) -> Listed | None:
    """What was reported and is not as it should be: the worst first."""
    if not are_promises_listed(report):
        return None
    own = {result.indicator.id for result in report.indicators}
    found = [
        item
        for item in promises_of(report)
        if item.result is not None
        and not item.excluded
        and item.demanded
        and (item.reported or not (item.by_itself or item.result.indicator.id in own))
        and (_rank(item) < _LAST)
    ]
    found.sort(key=_rank)
    if not found:
        return None
    return Listed(
        words(f"screen.unfinished.{'final' if report.final else 'before'}", count=len(found)),
        tuple(item.promise.id for item in found),
        [_row(item, report, cells, words) for item in found],
        Tone.ERROR if any(one.severity is Severity.ERROR for one in found) else Tone.WARNING,
        of_tasks=True,
    )


_LAST = 4


def _rank(item: PromiseResult) -> int:
    """What fails, what is slow, what is to be verified, what weighs as a warning; then the rest."""
    result = item.result
    assert result is not None
    if result.status in (Status.MISSED, *LAGGING):
        return 0
    if result.status is Status.SLIPPING:
        return 1
    if result.status in TO_VERIFY:
        return 2
    return 3 if item.severity is Severity.WARNING else _LAST


def _row(item: PromiseResult, report: Report, cells: Cells, words: Words) -> Row:
    result = item.result
    assert result is not None
    if result.status in TO_VERIFY:
        asked = [one for one in report.lists.missing if one.result.indicator.id == item.promise.id]
        row = asked_row(result, asked, report, cells, words)
    elif years_outside(result):
        row = outside_row(result, report, cells, words)
    else:
        row = judged_row(result, report, cells, words)
        if result.actual is None and result.unused:  # completed after the year judged
            row["cell"] = cell_of([result.unused[-1].place], cells, words)
        if result.status is Status.PENDING:
            row["gap"] = row["gap"]._replace(text=_why(item, row["gap"].text, words))
    return row | {
        "id": TableCell(text=item.promise.id, tone=Tone.QUIET),
        "name": TableCell(text=promises.name(item, words)),
    }


def _why(item: PromiseResult, gap: str, words: Words) -> str:
    """Why what is only on its way is worth a warning, behind its gap."""
    assert item.result is not None
    reasons = (
        words(f"lists.{code}")
        for code in (NoteCode.FELL, NoteCode.NEEDS_MORE)
        if note_of(code, item.result.notes)
    )
    return words("screen.separator").join(filter(None, (gap, *reasons)))


def remarks(report: Report, words: Words) -> Iterator[str]:
    """What nobody reported, and what is completed without evidence."""
    if not (promises_of(report) and are_promises_listed(report)):
        return
    groups = unreported(report)
    for key in ("commitments", "milestones"):
        by_office: dict[str | None, list[str]] = {}
        for one in groups:
            by_office.setdefault(one.office, []).extend(getattr(one, key))
        asked = tuple(
            _whose(office, ids, by_office, words) for office, ids in by_office.items() if ids
        )
        if asked:
            yield words(f"screen.unreported.{key}", items=asked)
    said: frozenset[str] = frozenset()
    if report.since is not None:
        from shengzhou_quality.evaluation.repeated import unchanged

        said = unchanged(report)
    ids = [item.promise.id for item in unproved(report) if item.promise.id not in said]
    if ids:
        yield words("screen.no-evidence", items=named(ids, words))
    stretched = [item for item in at_the_floor(report) if promises.stretch(item, words)]
    ids = [item.promise.id for item in stretched if item.promise.id not in said]
    if ids:
        yield words("screen.stretch", items=named(ids, words))


def _whose(
    office: str | None, ids: list[str], by_office: Mapping[str | None, object], words: Words
) -> str:
    """Name what is asked of an office; where no office is named at all only the items."""
    items = named(ids, words)
    if office is None:
        return items if len(by_office) == 1 else words("screen.unreported.nobody", items=items)
    named_as = quoted(office)
    return words("screen.unreported.office", office=named_as, items=items)


def named(ids: list[str], words: Words) -> str:
    """3项（M36、M43、M47）, or of many only how many they are."""
    key = "promises.ids" if len(ids) <= _FEW else "promises.count"
    return words(key, count=len(ids), ids=tuple(ids))
