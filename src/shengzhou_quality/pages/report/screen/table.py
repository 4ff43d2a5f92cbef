"""Show every indicator in a line: its status, value, target, gap and progress, by category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from shengzhou_quality.evaluation.item_result import IndicatorResult, NumberSet, SeriesEntry
from shengzhou_quality.evaluation.list_entries import MissingEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.status import TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status, Verdict, note_of
from shengzhou_quality.pages import assessed, rows
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.figures import percentage, with_unit
from shengzhou_quality.pages.model import (
    Align,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.reasons import labelled, note_words
from shengzhou_quality.pages.report.screen import asks, counts
from shengzhou_quality.words import Words, cut

_LABELLED = ("actual", "target", "progress", "before")
_SHOWN = ("id", "name", "status", "actual", "target", "gap", "progress")


def indicators(report: Report, words: Words) -> Iterator[Table]:
    """By category with its counts; nothing where no indicator was asked for.

    Compared with an earlier report of the same year, only those that read otherwise now.
    """
    asked = {entry.result.indicator.id: entry for entry in reversed(report.lists.missing)}
    keys, groups = _SHOWN, []
    if report.since is not None:
        keys = (*_SHOWN[:-1], "before")
    if report.since is not None and report.since.same_year:
        from shengzhou_quality.evaluation.repeated import unchanged

        said = unchanged(report)
        changed = [one for one in report.indicators if one.indicator.id not in said]
        parts = [(changed, words("screen.changed", count=len(changed)), "")]
    else:
        parts = [
            (
                [one for one in report.indicators if one.indicator.category == category.key],
                words.of(category, "name"),
                counts.clauses(category.count, words, final=report.final),
            )
            for category in report.summary.categories
        ]
    for results, heading, counted in parts:
        cells = [_cells(result, asked, report, words) for result in results]
        if cells:
            rows_of = [[row[key] for key in keys] for row in cells]
            groups.append(TableGroup(rows_of, heading, counted))
    if groups:
        yield Table([_column(key, words) for key in keys], groups)


_OF_TARGETS = (NoteCode.TARGET_CHANGED, NoteCode.YEAR_TARGET, NoteCode.STRETCH)
"""What every reader of the row must know of its target."""


def _column(key: str, words: Words) -> TableColumn:
    return TableColumn(
        words(f"screen.column.{key}"),
        Align.RIGHT if key in ("id", "progress") else Align.LEFT,
        takes_room=key == "name",
        detail=key in ("actual", "target", "gap", "progress", "before"),
        label=words(f"screen.column.{key}") if key in _LABELLED else "",
    )


def _cells(
    result: IndicatorResult, asked: Mapping[str, MissingEntry], report: Report, words: Words
) -> dict[str, TableCell]:
    indicator, actual = result.indicator, result.actual
    tone = rows.tone(result)
    quiet = Tone.QUIET if tone is Tone.GOOD or result.excluded else Tone.PLAIN
    entry = asked.get(indicator.id)
    return {
        "id": TableCell(text=indicator.id, tone=Tone.QUIET, mark=rows.mark(result)),
        "name": TableCell(text=rows.name(result, words), tone=quiet),
        "status": TableCell(
            text=short_status(result, words),
            tone=tone,
            note=words("clause.separator").join(_beside(result, report, words)),
            status=result.status,
        ),
        "actual": TableCell(
            text=value(result, entry, report, words),
            tone=quiet,
            number=_number(actual.bounds if actual else None),
            unit=indicator.unit,
            place=actual.places[-1] if actual and actual.places else None,
        ),
        "target": TableCell(
            text=rows.target_words(result, words),
            tone=quiet,
            number=_number(result.target),
            unit=indicator.unit,
            quote=indicator.source.quote,
        ),
        "gap": TableCell(
            text=gap(result, entry, report, words),
            tone=quiet,
            number=result.gap if result.margin is None else result.margin,
        ),
        "progress": TableCell(
            text="" if result.progress is None else percentage(result.progress),
            tone=quiet,
            number=result.progress,
        ),
        "before": _before(result, report, words),
    }


def _before(result: IndicatorResult, report: Report, words: Words) -> TableCell:
    """How it stood in the earlier report, where there is one."""
    if report.since is None:
        return TableCell("")
    from shengzhou_quality.pages.since import before

    return TableCell(before(result.indicator, report.since, words), tone=Tone.QUIET)


def short_status(result: IndicatorResult, words: Words) -> str:
    """The status in the few signs that a column has room for."""
    if result.excluded:
        return words("assessed.excluded")
    if result.status in TO_VERIFY:
        return words("screen.status.to-verify")
    key = f"screen.status.{result.status}"
    if rows.is_not_started(result):
        key = "screen.status.not-started"
    done = f"{key}.done"
    return words(done if result.indicator.is_created and words.knows(done) else key)


def value(result: IndicatorResult, entry: MissingEntry | None, report: Report, words: Words) -> str:
    """What was judged; else what was written for the year and cannot be used."""
    actual = result.actual
    if actual is None:
        return asks.reported(result, entry, report.year, words) or words("none")
    shown = rows.actual_words(result, words)
    written = cut(actual.text)
    of_states = result.indicator.of_states and shown.startswith(written)
    return written if of_states else shown  # how another word was read `sqc explain` says


def gap(result: IndicatorResult, entry: MissingEntry | None, report: Report, words: Words) -> str:
    """The distance to the target, then what is asked for; of what cannot be judged that alone."""
    if entry is not None and result.status in TO_VERIFY:
        asked = asks.ask(entry, report, words)
        first = words("screen.gap.direction") if result.waits_for_direction else ""
        return words("clause.separator").join(filter(None, (first, asked)))
    asked = "" if entry is None else asks.ask(entry, report, words)
    return words("clause.separator").join(filter(None, (_apart(result, report, words), asked)))


def _apart(result: IndicatorResult, report: Report, words: Words) -> str:
    if result.lacks_other:
        return rows.lacking_other(result, words)
    if result.indicator.id in report.faulty_in_plan:
        return words("screen.gap.plan-fault")
    if result.is_for_evaluators:
        return rows.for_evaluators(result, words)
    if result.indicator.of_states:
        evidence = words("clause.separator").join(result.evidence)
        return labelled(words("explain.evidence"), evidence, words) if evidence else ""
    return difference(result, words, final=report.final)


def outside(result: IndicatorResult, words: Words) -> str:
    """The earlier years in which an item that is met was not, each with its value."""
    if result.status not in (Status.MET, Status.MAINTAINED):
        return ""
    unit = result.indicator.unit
    years = (
        words("screen.outside", year=one.year, text=with_unit(one.text or "", unit, words))
        for one in years_outside(result)
    )
    return words("list.separator").join(years)


def years_outside(result: IndicatorResult) -> list[SeriesEntry]:
    """The earlier years outside the target of an item that must be met in every year."""
    if note_of(NoteCode.YEAR_OUTSIDE, result.notes) is None:
        return []
    return [one for one in result.series[:-1] if one.verdict is Verdict.NOT_MET]


def _beside(result: IndicatorResult, report: Report, words: Words) -> Iterator[str]:
    """What stands below the row: years outside the target, and what a person says."""
    for note in result.notes:
        if note.code in _OF_TARGETS:
            yield words.without_stop(note_words(note, result, words))
    yield from filter(None, (outside(result, words), *assessed.of_result(result, report, words)))


def _number(bounds: NumberSet | None) -> Decimal | None:
    """The number itself, where it is one and no range."""
    one = bounds is not None and bounds.low == bounds.high
    return bounds.low if bounds is not None and one else None
