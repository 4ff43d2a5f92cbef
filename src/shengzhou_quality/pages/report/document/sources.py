"""附件1 数据来源和依据: the files, the cells, the ground of what is doubtful, data problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry, WhyUnused
from shengzhou_quality.evaluation.plan_marks import counted
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import (
    AssessedItem,
    are_promises_listed,
    assessments,
    opinions,
    promises_of,
)
from shengzhou_quality.pages import marks, promises, rows, summary
from shengzhou_quality.pages.findings import findings_of, replaced_files, spot
from shengzhou_quality.pages.model import (
    Block,
    Details,
    Facts,
    Findings,
    Section,
    Sentence,
    Sentences,
    TableCell,
    fact,
)
from shengzhou_quality.pages.reasons import explain, provenance_words
from shengzhou_quality.pages.report.document.annexes import annex_label
from shengzhou_quality.pages.report.document.attention import lists
from shengzhou_quality.pages.report.document.tables import table
from shengzhou_quality.pages.report.item_words import compared_with
from shengzhou_quality.plan.marks import is_proposal
from shengzhou_quality.words import Words

_FEW = 8
"""Up to so many indicators are named, more are counted."""


def sources(report: Report, words: Words) -> Iterator[Block]:
    current = tuple(one.path for one in report.sources if not one.replaced)
    yield Sentence(words("sources.files", files=current))
    replaced = replaced_files(report.sources, words)
    if replaced:
        yield Sentence(words("sources.replaced", files=replaced))
    explained = [one for found in lists(report).values() for one in found]
    explained = [one for one in report.indicators if one in explained]
    if explained:
        parts = [_explanation(one, report, words) for one in explained]
        yield Details(words("sources.explained", count=len(parts)), parts, in_rows=True)
    others = [one for one in report.indicators if one not in explained and _filled(one)]
    if others:
        yield _cells(others, words, more=bool(explained))
    signed = [*assessments(report), *opinions(report)]
    if signed:
        yield Sentence(words("sources.opinions", places=tuple(_opinion_at(signed, words))))
    told = [one for one in promises_of(report) if one.said]
    if told and are_promises_listed(report):
        lines = [
            words(
                "remarks.item",
                item=promises.name(one, words),
                text=promises.said(one, words),
            )
            for one in told
        ]
        yield Section(words("sources.said"), [Sentences(lines)])
    yield problems(report, words)
    yield from plan_doubts(report, words)
    yield from unused(report, words)


def _explanation(result: IndicatorResult, report: Report, words: Words) -> Section:
    """From the cell through the rule to the sentence of the plan."""
    found = explain(result, report, words, annex=annex_label("unclear", report, words))
    lines = [fact(label, text) for label, text in found.lines]
    compared = compared_with(result, words)
    if compared:
        lines.append(fact(words("chain.label.compared"), compared))
    return Section(found.heading, [Facts("", tuple(lines))], rows.tone(result))


def _filled(result: IndicatorResult) -> list[SeriesEntry]:
    return [entry for entry in result.series if entry.text is not None]


def _cells(results: list[IndicatorResult], words: Words, *, more: bool) -> Block:
    """The cell of each value; where all stand in one sheet, it is named once."""
    sheets = {entry.place.whole for one in results for entry in _filled(one) if entry.place}
    only = sheets.pop() if len(sheets) == 1 else None
    lines = [
        {
            "id": TableCell(text=one.indicator.id),
            "name": TableCell(text=rows.name(one, words)),
            "cells": TableCell(text=_places(one, only, words)),
            "provenance": TableCell(
                text=words("clause.separator").join(
                    provenance_words(said, words, sheet=only) for said in one.provenance
                )
            ),
        }
        for one in results
    ]
    key = "sources.cells.others" if more else "sources.cells"
    shown = table(("id", "name", "cells", "provenance"), lines, words)
    if only is not None:
        shown = shown._replace(caption=words("sources.sheet", sheet=str(only)))
    return Details(words(key, count=len(lines)), [shown], in_rows=True)


def _places(result: IndicatorResult, only: Place | None, words: Words) -> str:
    own = words("list.separator").join(
        words("sources.cell", year=entry.year, spot=spot(entry.place) if only else str(entry.place))
        for entry in _filled(result)
    )
    compared = compared_with(result, words, only=only)
    return words("clause.separator").join(filter(None, (own, compared)))


def _opinion_at(items: Iterable[AssessedItem], words: Words) -> Iterator[str]:
    for one in items:
        yield words("sources.opinion", id=one.plan.id, place=str(one.assessed.place))


def problems(report: Report, words: Words) -> Section:
    """Every finding about the data, with its place and its correction."""
    counted = summary.problem_counts(report, words)
    if not report.of_data:
        return Section(words("problems.heading"), [Sentence(counted)])
    columns = [words(f"document.column.{key}") for key in ("place", "code", "message", "hint")]
    shown = Findings("", columns, findings_of(report.of_data, words))
    heading = words("sources.problems", counts=counted)
    if len(shown.findings) <= _FEW:
        return Section(heading, [shown])
    return Section(heading, [Details(words("requests.items"), [shown])])


def plan_doubts(report: Report, words: Words) -> Iterator[Section]:
    """What of the plan is to be checked against its text, as it was read; for the evaluators."""
    found = [_plan_doubt(one, words) for one in report.of_plan if one not in report.marks]
    if found:
        yield Section(words("sources.plan-doubts", count=len(found)), [Sentences(found)])
    if report.marks:
        counts = counted(report.marks)
        heading = words(f"sources.marks{counts.variant}", **counts._asdict())
        told = sorted(report.marks, key=is_proposal)
        yield Section(heading, [Sentences([marks.each(one, report.plan, words) for one in told])])


def _plan_doubt(doubt: Diagnostic, words: Words) -> str:
    """In words of the plan: how its file is written is told by `sqc plan check`."""
    key = f"plan-doubt.{doubt.code}"
    details = dict(doubt.parameters)
    if "direction" in details:
        details["direction"] = words(f"plan.direction.{details['direction']}")
    said = words(key, **details) if words.knows(key) else words.message(doubt)
    if doubt.indicator is None:
        return said
    return words("sources.plan-doubt", id=doubt.indicator, text=said)


def unused(report: Report, words: Words) -> Iterator[Section]:
    """What was read and not used, if there is any."""
    found = list(_unused(report, words))
    if found:
        yield Section(words("sources.unused"), [Sentences(found)])


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
