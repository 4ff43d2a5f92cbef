"""五、需要说明的问题: opinions, statements of the plan that differ, figures that are not final."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import (
    AssessedItem,
    are_promises_listed,
    assessments,
    left_to_people,
    opinions,
    promises_of,
    unsettled,
)
from shengzhou_quality.judgement import NoteCode
from shengzhou_quality.pages import assessed, summary
from shengzhou_quality.pages.marks import said_of
from shengzhou_quality.pages.model import Block, Section, Sentence, Sentences, TableCell
from shengzhou_quality.pages.planned import target_by_year
from shengzhou_quality.pages.reasons import note_words
from shengzhou_quality.pages.report.document.annexes import annex_label
from shengzhou_quality.pages.report.document.attention import lists
from shengzhou_quality.pages.report.document.numbering import part
from shengzhou_quality.pages.report.document.requests import asked_items
from shengzhou_quality.pages.report.document.tables import item, table
from shengzhou_quality.pages.report.document.unclear import unclear_places
from shengzhou_quality.words import Words

_READINGS = (NoteCode.READING_SENSITIVE, NoteCode.BASELINE_SENSITIVE)
_NOT_FINAL = (NoteCode.PROVISIONAL, NoteCode.FORECAST, NoteCode.PARTIAL_PERIOD)
_SAID_ELSEWHERE = (NoteCode.PLAN_CONFLICT, NoteCode.AT_THE_LIMIT, *_READINGS, *_NOT_FINAL)
"""The first two stand in an annex and in the gap, the others in a list of their own here."""


def remarks(report: Report, words: Words) -> Iterator[Block]:
    found, elsewhere = list(_parts(report, words)), list(_elsewhere(report, words))
    if elsewhere:
        yield Sentences(elsewhere)
    elif not found:
        yield Sentence(words("remarks.none"))
    for number, (key, block) in enumerate(found, 1):
        yield Section(part(number, words(key), words), [block])


def _elsewhere(report: Report, words: Words) -> Iterator[str]:
    """What other parts and the annexes list: how much of it, and where."""
    if report.of_data:
        counted = summary.problem_counts(report, words)
        annex = annex_label("sources", report, words)
        yield words("remarks.problems", counts=counted, annex=annex)
    annex = annex_label("sources", report, words)
    if report.marks:
        yield words("remarks.plan-marks", said=said_of(report.marks, words), annex=annex)
    if doubts := len(report.of_plan) - len(report.marks):
        yield words("remarks.plan-doubts", count=doubts, annex=annex)
    if annex := annex_label("requests", report, words):
        yield words("remarks.requests", count=asked_items(report), annex=annex)
    promises = promises_of(report)
    if promises and not are_promises_listed(report):
        yield words(
            "remarks.unreported",
            commitments=len(report.commitments),
            milestones=len(report.milestones),
        )
    to_decide = [*unsettled(report), *left_to_people(report)]
    if to_decide and are_promises_listed(report):
        yield words("remarks.decide", count=len(to_decide))
    if annex := annex_label("unclear", report, words):
        yield words("remarks.unclear", count=unclear_places(report, words), annex=annex)


def _parts(report: Report, words: Words) -> Iterator[tuple[str, Block]]:
    for key, items in (
        ("assessed.heading", assessments(report)),
        ("assessed.heading.opinions", opinions(report)),
    ):
        if items:
            yield key, _table(items, report, words)
    targets = list(_targets(report, words))
    if targets:
        yield "remarks.targets", Sentences(targets)
    explained = {one.indicator.id for found in lists(report).values() for one in found}
    others = [one for one in report.indicators if one.indicator.id not in explained]
    rest = tuple(code for code in NoteCode if code not in _SAID_ELSEWHERE)
    for key, codes, results in (
        ("remarks.readings", _READINGS, report.indicators),
        ("remarks.not-final", _NOT_FINAL, report.indicators),
        ("remarks.others", rest, others),
    ):
        lines = list(_notes(codes, results, words))
        if lines:
            yield key, Sentences(lines)


def _targets(report: Report, words: Words) -> Iterator[str]:
    """Each item with more targets than that of the plan's last year, and with them all."""
    for result in report.indicators:
        if result.beside:
            text = words("remarks.targets.of", targets=target_by_year(result, report, words))
            yield words("remarks.item", item=item(result, words), text=text)


def _notes(
    codes: Sequence[NoteCode], results: Sequence[IndicatorResult], words: Words
) -> Iterator[str]:
    for result in results:
        notes = [note for note in result.notes if note.code in codes]
        if notes:
            text = words.joined(*(note_words(note, result, words) for note in notes))
            yield words("remarks.item", item=item(result, words), text=text)


def _table(items: Sequence[AssessedItem], report: Report, words: Words) -> Block:
    keys = ("item_id", "item", "computed", "opinion", "reason", "signed")
    lines = [
        {
            "item_id": TableCell(text=one.plan.id),
            "item": TableCell(text=assessed.name(one, words)),
            "computed": TableCell(
                text=assessed.computed(one, words),
                status=one.result.status if one.result else None,
            ),
            "opinion": TableCell(
                text=assessed.findings(one, report, words), status=one.assessed.status
            ),
            "reason": TableCell(text=one.assessed.reason),
            "signed": TableCell(text=_signed(one, words), place=one.assessed.place),
        }
        for one in items
    ]
    return table(keys, lines, words)


def _signed(one: AssessedItem, words: Words) -> str:
    by = one.assessed.by or words("remarks.unsigned")
    return words("lists.separator").join(filter(None, (by, one.assessed.date)))
