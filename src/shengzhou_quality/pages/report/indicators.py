"""Show the indicators: counts by status, each with its figures, and why the failing ones fail."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from shengzhou_quality.evaluation.item_result import IndicatorResult, NumberSet
from shengzhou_quality.evaluation.report import CategoryCount, Count, Report
from shengzhou_quality.evaluation.selections import failing, watched
from shengzhou_quality.judgement import Verdict
from shengzhou_quality.pages import assessed, rows, summary
from shengzhou_quality.pages.figures import percentage
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Facts,
    Medium,
    Section,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
    fact,
)
from shengzhou_quality.pages.reasons import conflicts, explain
from shengzhou_quality.words import Words

_SHOWN = {
    Medium.SCREEN: ("id", "name", "status", "actual", "target", "difference", "pace"),
    Medium.DOCUMENT: (
        "id", "name", "constraint", "status", "actual", "target", "difference", "pace", "needed",
    ),
}  # fmt: skip
"""A screen marks the binding ones by their number, and has what a year needs in the warnings."""


def indicators(report: Report, words: Words, medium: Medium) -> Iterator[Table]:
    """By category; on a screen with its counts."""
    shown = [key for key in _SHOWN[medium] if key != "needed" or not report.final]
    marked = "constraint" not in shown
    groups = []
    for category in report.summary.categories:
        mine = (one for one in report.indicators if one.indicator.category == category.key)
        cells = (_cells(result, report, words, marked=marked) for result in mine)
        groups.append(
            TableGroup(
                [[row[key] for key in shown] for row in cells],
                words.of(category, "name"),
                _counts(category, words) if medium is Medium.SCREEN else "",
            )
        )
    if groups:
        yield Table([_column(key, words) for key in shown], groups, none=words("none"))


def _column(key: str, words: Words) -> TableColumn:
    labelled = key in ("actual", "target")
    return TableColumn(
        words(f"column.{key}"),
        Align.RIGHT if key == "id" else Align.LEFT,
        takes_room=key == "name",
        detail=key in ("actual", "target", "difference", "pace"),
        label=words(f"field.{key}") if labelled else "",
        drawn=key == "pace",
    )


def _counts(category: CategoryCount, words: Words) -> str:
    count = category.count
    counted = (summary.counts(count, words), assessed.count_aside(count, words))
    return words("clause.separator").join(filter(None, counted))


def _cells(
    result: IndicatorResult, report: Report, words: Words, *, marked: bool
) -> dict[str, TableCell]:
    indicator, actual = result.indicator, result.actual
    return {
        "id": TableCell(
            text=indicator.id, tone=Tone.QUIET, mark=rows.mark(result) if marked else ""
        ),
        "name": TableCell(text=rows.name(result, words)),
        "constraint": TableCell(text=words(f"constraint.{indicator.constraint}")),
        "status": TableCell(
            text=rows.status_words(result, words),
            tone=rows.tone(result),
            note=assessed.beside(result, words),
            status=result.status,
        ),
        "actual": TableCell(
            text=rows.actual_words(result, words),
            number=_number(actual.bounds if actual else None),
            unit=indicator.unit,
            place=actual.places[-1] if actual and actual.places else None,
        ),
        "target": TableCell(
            text=rows.target_words(result, words),
            number=_number(result.target),
            unit=indicator.unit,
            quote=indicator.source.quote,
        ),
        "difference": TableCell(
            text=rows.difference(result, words, final=report.final),
            number=result.gap if result.margin is None else result.margin,
        ),
        "pace": TableCell(text=rows.pace(result, report), number=result.pace),
        "needed": TableCell(
            text=rows.needed(result, words), number=result.needed_per_year, unit=indicator.unit
        ),
    }


def _number(bounds: NumberSet | None) -> Decimal | None:
    """The number itself, where it is one and no range."""
    one = bounds is not None and bounds.low == bounds.high
    return bounds.low if bounds is not None and one else None


def counts_table(report: Report, words: Words) -> Iterator[Table]:
    """How many of each constraint and category are met, not met and not judged."""
    everything = report.summary.everything
    if not everything.total:
        return
    keys = ["group", "total", "met", "not_met" if report.final else "not_met.before"]
    keys += ["undetermined", "no_data", "invalid", "rate"]
    headings = [words(f"report.{key}") for key in keys]
    headings += [words("assessed.excluded")] if everything.excluded else []
    groups = (
        (words("constraint.binding"), report.summary.binding),
        (words("constraint.anticipatory"), report.summary.anticipatory),
        *((words.of(item, "name"), item.count) for item in report.summary.categories),
        (words("report.all"), everything),
    )
    counted = [
        (TableCell(text=name), *list(_numbers(count))[: len(headings) - 1])
        for name, count in groups
        if count.total or count.excluded
    ]
    first, *others = headings
    columns = (TableColumn(heading, Align.RIGHT) for heading in others)
    yield Table(
        [TableColumn(first, takes_room=True), *columns],
        [TableGroup(counted)],
        none=words("none"),
    )


def _numbers(count: Count) -> Iterator[TableCell]:
    """Yield the counts by verdict, the completion rate, and the number excluded."""
    verdicts = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NO_DATA, Verdict.INVALID)
    for number in (count.total, count.met, *(count.verdicts[one] for one in verdicts)):
        yield TableCell(text=str(number), number=Decimal(number))
    rate = count.completion_rate
    yield TableCell(text="" if rate is None else percentage(rate), number=rate)
    yield TableCell(text=str(count.excluded), number=Decimal(count.excluded))


def explanations(report: Report, words: Words, medium: Medium) -> Iterator[Section]:
    """What fails and what is to be watched, from the cell through the rule to the plan.

    What the plan's contradictions would change is too long for a screen: `sqc explain` has it.
    """
    final = "final" if report.final else "before"
    for heading, results in (
        (f"explain.failing.{final}", failing(report)),
        ("explain.watch", watched(report)),
    ):
        if results:
            parts = [_explanation(result, report, words, medium) for result in results]
            yield Section(words(heading), parts)


def _explanation(result: IndicatorResult, report: Report, words: Words, medium: Medium) -> Section:
    found = explain(result, report, words)
    lines = tuple(fact(label, text) for label, text in found.lines)
    blocks: list[Block] = [Facts("", lines, punctuated=True)]
    if medium is Medium.DOCUMENT:
        blocks.append(Sentences(conflicts(result, words)))
    return Section(found.heading, blocks, rows.tone(result))
