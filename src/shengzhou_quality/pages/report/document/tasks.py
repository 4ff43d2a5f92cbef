"""四、重点任务进展: the tasks by what stands where, what is not done, then every item, folded."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.item_result import PromiseResult
from shengzhou_quality.evaluation.list_entries import WarningEntry
from shengzhou_quality.evaluation.report import Count, Report, TaskCount
from shengzhou_quality.evaluation.selections import (
    are_promises_listed,
    counted_apart,
    left_to_people,
    promises_of,
    restated,
    unproved,
    unsettled,
)
from shengzhou_quality.pages import promises, rows
from shengzhou_quality.pages.assessed import beside
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.figures import date_words, quoted, with_unit
from shengzhou_quality.pages.model import (
    Block,
    Details,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    Tone,
)
from shengzhou_quality.pages.report.document.numbering import part
from shengzhou_quality.pages.report.document.selecting import by_office, selectable, status_choice
from shengzhou_quality.pages.report.document.tables import office_names, offices, table
from shengzhou_quality.pages.report.item_words import gap, standing
from shengzhou_quality.plan.tasks import Commitment, Promise, Safeguard
from shengzhou_quality.words import Words

_FEW = 8
"""Up to so many are named, more are counted."""

_COLUMNS = {
    "commitments": (
        "item_id", "item", "section", "status", "reported", "goal", "apart", "deadline", "office",
        "remarks",
    ),
    "milestones": (
        "item_id", "item", "section", "status", "state", "completed", "evidence", "deadline",
        "office", "remarks",
    ),
}  # fmt: skip


def tasks(report: Report, words: Words) -> Iterator[Block]:
    """Never a score: how many of each task stand where, and in what state each item is."""
    yield from progress(report, words)
    for key, (heading, shown) in every_item(report, words).items():
        columns = _COLUMNS[key]
        listed = selectable(shown, columns, words)._replace(wide=True)
        yield Details(heading, [listed])


def progress(report: Report, words: Words) -> Iterator[Block]:
    """How many of each task stand where, what is not done, and what is left to decide."""
    listed = bool(promises_of(report)) and are_promises_listed(report)
    if listed:
        yield Sentences([*_counted(report, words), *_apart(report, words)])
    elif promises_of(report):
        yield Sentence(promises.nothing_reported(report, words))
    if any(listed or _has_indicators(one) for one in report.tasks):
        yield _by_task(report, words, listed=listed)
    if listed:
        yield from _parts(report, words)


def _counted(report: Report, words: Words) -> Iterator[str]:
    """Commitments, milestones and those only encouraged: the parts of each are all of it."""
    for key, items in counted_apart(report).items():
        if not items:
            continue
        again = [one for one in items if one in restated(report)]
        to_people = [one for one in left_to_people(report) if one in items and one not in again]
        judged = [one for one in items if one.counted]
        aside = [one for one in items if one.excluded]
        counts = promises.counts_of_results(judged, words, created=key != "commitments")
        alone = len(judged) == len(items)
        parts = [words("tasks.counted.judged", count=len(judged), counts=counts)] if judged else []
        parts += [
            words(f"tasks.counted.{part}", count=len(found))
            for part, found in (("restated", again), ("people", to_people), ("excluded", aside))
            if found
        ]
        said = counts if alone else words("lists.separator").join(parts)
        yield words(f"tasks.counted.of.{key}", total=len(items), parts=said)


def _apart(report: Report, words: Words) -> Iterator[str]:
    """What lacks evidence, and that the conclusion is not about the tasks."""
    unproven = unproved(report)
    if unproven:
        names = tuple(promises.name(item, words) for item in unproven)
        few = len(names) <= _FEW
        key = "tasks.no-evidence" if few else "tasks.no-evidence.many"
        yield words(key, count=len(names), names=names)
    yield words("promises.gate")


def _has_indicators(one: TaskCount) -> bool:
    return not isinstance(one.task, Safeguard)


def _by_task(report: Report, words: Words, *, listed: bool) -> Table:
    keys = ["task", "indicators"]
    keys += ["commitments", "milestones", "encouraged"] if listed else []
    lines = [
        {"task": TableCell(text=words.of(item.task, "title")), **_counts(item, words)}
        for item in report.tasks
        if listed or _has_indicators(item)
    ]
    return table(keys, lines, words)


def _counts(item: TaskCount, words: Words) -> dict[str, TableCell]:
    counted: tuple[tuple[str, Count, bool], ...] = (
        ("indicators", item.count, False),
        ("commitments", item.commitments, False),
        ("milestones", item.milestones, True),
        ("encouraged", item.encouraged, True),
    )
    return {
        key: TableCell(text=promises.counts_of(count, words, created=created))
        for key, count, created in counted
    }


def _parts(report: Report, words: Words) -> Iterator[Section]:
    """What is not done of what the plan demands, and what the evaluators have to decide."""
    listed = {result.indicator.id for result in report.indicators}
    late = [one for one in report.lists.warnings if one.result.indicator.id not in listed]
    needed = [] if report.final else ["needed"]
    found = (
        (
            "tasks.late.final" if report.final else "tasks.late.before",
            ["item_id", "item", "standing", "gap", *needed, "office"],
            [_late(one, report, words) for one in late],
        ),
        (
            "tasks.decide",
            ["item_id", "item", "said", "office"],
            [_decided(one, report, words) for one in (*unsettled(report), *left_to_people(report))],
        ),
    )
    number = 0
    for key, columns, lines in found:
        if lines:
            number += 1
            heading = words(key, count=len(lines))
            yield Section(part(number, heading, words), [table(columns, lines, words)])


def _late(entry: WarningEntry, report: Report, words: Words) -> dict[str, TableCell]:
    result = entry.result
    opinion = beside(result, words)
    return {
        "item_id": TableCell(text=result.indicator.id),
        "item": TableCell(text=rows.name(result, words)),
        "standing": TableCell(
            text=standing(result, words),
            tone=rows.tone(result),
            note=opinion,
            status=result.status,
        ),
        "gap": TableCell(text=gap(result, report, words), number=result.gap),
        "needed": TableCell(
            text=rows.needed(result, words),
            number=result.needed_per_year,
            unit=result.indicator.unit,
        ),
        "office": TableCell(text=offices(result, report, words)),
    }


def _decided(item: PromiseResult, report: Report, words: Words) -> dict[str, TableCell]:
    said = promises.said(item, words, with_cells=False)
    reported = rows.actual_words(item.result, words) if item.result else said
    return {
        "item_id": TableCell(text=item.promise.id),
        "item": TableCell(text=promises.name(item, words)),
        "said": TableCell(text=reported),
        "office": TableCell(text=offices(item, report, words)),
    }


def every_item(report: Report, words: Words) -> dict[str, tuple[str, Table]]:
    """Each commitment, then each milestone, in a table with its heading; none if none is listed."""
    if not (promises_of(report) and are_promises_listed(report)):
        return {}
    listed = {"commitments": report.commitments, "milestones": report.milestones}
    return {
        key: (
            words(f"tasks.{key}", count=len(items)),
            table(_COLUMNS[key], [_cells(item, report, words) for item in items], words),
        )
        for key, items in listed.items()
        if items
    }


def _cells(item: PromiseResult, report: Report, words: Words) -> dict[str, TableCell]:
    """What any of the columns shows of a commitment or a milestone."""
    promise, result = item.promise, item.result
    actual = result.actual if result else None
    reported = TableCell(
        text=rows.actual_words(result, words) if result and actual else "",
        number=actual.bounds.number if actual and actual.bounds else None,
        place=actual.places[-1] if actual and actual.places else None,
    )
    apart = difference(result, words, final=report.final) if result and item.by_itself else ""
    office = TableCell(text=offices(item, report, words))
    evidence = words("clause.separator").join(map(quoted, result.evidence)) if result else ""
    return {
        "item_id": TableCell(text=promise.id),
        "item": TableCell(text=promises.name(item, words)),
        "section": TableCell(text=promise.source.section, quote=promise.source.quote),
        "status": TableCell(
            text=rows.status_to_verify(result, words) if result else words("promises.by-people"),
            tone=rows.tone(result) if result else Tone.PLAIN,
            status=result.status if result else None,
            choices=(status_choice(result, words),),
        ),
        "reported": reported,
        "state": reported,
        "goal": TableCell(text=_goal(promise, words)),
        "apart": TableCell(text=apart, number=result.gap if result else None),
        "completed": TableCell(text=date_words(item.completed or "", words)),
        "evidence": TableCell(text=evidence),
        "deadline": TableCell(text=promises.deadline(item, words)),
        "office": by_office(office, office_names(item, report), words),
        "remarks": TableCell(text=promises.explanation(item, words, with_cells=False)),
    }


def _goal(promise: Promise, words: Words) -> str:
    if not isinstance(promise, Commitment) or promise.target is None:
        return ""
    if promise.indicator is None:  # it shows an item, and prints its target all the same
        return with_unit(promise.target, promise.unit, words)
    return rows.goal(promise.indicator, words)
