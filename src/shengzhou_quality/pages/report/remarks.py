"""Show the remarks on the figures: assessments, data problems, notes, values not used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shengzhou_quality.evaluation.item_result import IndicatorResult, WhyUnused
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import (
    AssessedItem,
    assessments,
    failing,
    opinions,
    promises_of,
    watched,
)
from shengzhou_quality.judgement import NoteCode
from shengzhou_quality.pages import assessed, summary
from shengzhou_quality.pages.model import (
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
from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.pages.rows import name
from shengzhou_quality.words import Words

_FEW = 8
"""Up to so many indicators are named, more are counted."""


def assessments_of(report: Report, words: Words, medium: Medium) -> Iterator[Section]:
    """Each in full beside the computed status, with its reason, then those of offices."""
    for key, items in (
        ("assessed.heading", assessments(report)),
        ("assessed.heading.opinions", opinions(report)),
    ):
        if items:
            screen = medium is Medium.SCREEN
            blocks = (
                [_in_full(item, report, words) for item in items]
                if screen
                else [_table(items, report, words)]
            )
            yield Section(words(key), blocks)


def _in_full(item: AssessedItem, report: Report, words: Words) -> Section:
    heading = words("assessed.row", id=item.plan.id, name=assessed.name(item, words))
    return Section(heading, [Sentences([assessed.in_full(item, report, words)])], Tone.PLAIN)


def _table(items: Sequence[AssessedItem], report: Report, words: Words) -> Table:
    keys = ("id", "name", "computed", "said", "reason", "signed")
    columns = [
        TableColumn(words(f"assessed.column.{key}"), takes_room=key == "reason") for key in keys
    ]
    rows = [
        (
            TableCell(text=one.plan.id),
            TableCell(text=assessed.name(one, words)),
            TableCell(
                text=assessed.computed(one, words),
                status=one.result.status if one.result else None,
            ),
            TableCell(text=assessed.findings(one, report, words), status=one.assessed.status),
            TableCell(text=one.assessed.reason),
            TableCell(text=assessed.signed(one, words), place=one.assessed.place),
        )
        for one in items
    ]
    return Table(columns, [TableGroup(rows)])


def problems(report: Report, words: Words) -> Section:
    """Every finding about the data in a line."""
    counted = Sentence(summary.problem_counts(report, words))
    lines = Sentences([words.line(finding) for finding in report.diagnostics])
    return Section(words("problems.heading"), [counted, lines])


def remarks(report: Report, words: Words) -> Iterator[Section]:
    """The notes on indicators that are not explained at length; what was not judged, and why."""
    for key, lines in (
        ("report.remarks", list(_notes(report, words))),
        ("report.unused", list(_unused(report, words))),
    ):
        if lines:
            yield Section(words(key), [Sentences(lines)])


def _notes(report: Report, words: Words) -> Iterator[str]:
    explained = {result.indicator.id for result in (*failing(report), *watched(report))}
    for result in report.indicators:
        if result.indicator.id in explained:
            continue
        for text in _notes_on(result, words):
            named = name(result, words)
            yield words("remark.row", id=result.indicator.id, name=named, text=text)


def _notes_on(result: IndicatorResult, words: Words) -> Iterator[str]:
    if result.indicator.of_states:
        for evidence in result.evidence:
            yield words("explain.evidence") + evidence
    for note in result.notes:
        if note.code is not NoteCode.PLAN_CONFLICT:
            yield note_words(note, result, words)


def _unused(report: Report, words: Words) -> Iterator[str]:
    """By year and reason; base-year values are compared only."""
    own = [item.result for item in promises_of(report) if item.by_itself and item.result]
    yield from _unused_of("unused.row", report.indicators, words)
    yield from _unused_of("promises.unused", own, words)


def _unused_of(key: str, results: Iterable[IndicatorResult], words: Words) -> Iterator[str]:
    groups: dict[tuple[int, WhyUnused], list[str]] = {}
    for result in results:
        for value in result.unused:
            if value.why is not WhyUnused.BASELINE_YEAR:
                ids = groups.setdefault((value.year, value.why), [])
                ids += [] if result.indicator.id in ids else [result.indicator.id]
    for (year, why), ids in sorted(groups.items()):
        yield words(
            key if len(ids) <= _FEW else f"{key}.many",
            year=year,
            why=words(f"unused.{why}"),
            ids=tuple(ids),
            count=len(ids),
        )
