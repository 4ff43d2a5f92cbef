"""Show 预警清单: the items that fail or lag, by how much, and what they need."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.list_entries import WarningEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.pages.assessed import beside, said
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Entries,
    Entry,
    EntryGroup,
    Medium,
    Section,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.rows import (
    actual_words,
    difference,
    has_strict_target,
    mark,
    name,
    needed,
    status_words,
)
from shengzhou_quality.words import Words

_TONES = {Severity.ERROR: Tone.ERROR}


def warnings(report: Report, words: Words, medium: Medium) -> Iterator[Section]:
    """A line an item on a screen, with its milestones counted; a document has a table of all."""
    entries = report.lists.warnings
    if not entries:
        return
    blocks = list(_lines(report, words)) if medium is Medium.SCREEN else [_table(report, words)]
    yield Section(words("lists.warnings", count=len(entries)), blocks)


def _lines(report: Report, words: Words) -> Iterator[Block]:
    lines = [
        Entry(
            label(entry.result),
            warning_line(entry, report, words),
            _TONES.get(entry.severity, Tone.WARNING),
        )
        for entry in each_by_line(report)
    ]
    yield Entries([EntryGroup(lines)], Align.RIGHT)
    milestones = milestones_counted(report, words)
    if milestones:
        yield Sentences([milestones], tone=Tone.WARNING)


def _table(report: Report, words: Words) -> Table:
    keys = ["id", "name", "status", "gap", *([] if report.final else ["needed"]), "assessed"]
    columns = [TableColumn(words(f"lists.column.{key}"), takes_room=key == "name") for key in keys]
    rows = [[cells[key] for key in keys] for cells in _cells(report, words)]
    return Table(columns, [TableGroup(rows)], none=words("none"))


def _cells(report: Report, words: Words) -> Iterator[dict[str, TableCell]]:
    for entry in report.lists.warnings:
        result = entry.result
        opinion = said(result.assessed, result.indicator, words) if result.assessed else ""
        unit = result.indicator.unit
        yield {
            "id": TableCell(text=result.indicator.id, mark=mark(result)),
            "name": TableCell(text=name(result, words)),
            "status": TableCell(
                text=standing(result, words),
                tone=_TONES.get(entry.severity, Tone.WARNING),
                status=result.status,
            ),
            "gap": TableCell(text=gap(result, report, words), number=result.gap),
            "needed": TableCell(
                text=needed(result, words), number=result.needed_per_year, unit=unit
            ),
            "assessed": TableCell(text=opinion, status=entry.assessed),
        }


def label(result: IndicatorResult) -> str:
    """The number of an item, with the mark of the binding ones."""
    return result.indicator.id + mark(result)


def each_by_line(report: Report) -> list[WarningEntry]:
    """Those that have a line each where room is short: milestones of the tasks are counted.

    Not where they were asked for by id.
    """
    counted = () if report.only else {item.promise.id for item in report.milestones}
    return [entry for entry in report.lists.warnings if entry.result.indicator.id not in counted]


def milestones_counted(report: Report, words: Words) -> str:
    """How many milestones were left out of the lines; a list of its own names them."""
    count = len(report.lists.warnings) - len(each_by_line(report))
    return words("lists.milestones", count=count) if count else ""


def warning_line(entry: WarningEntry, report: Report, words: Words) -> str:
    """服务业增加值:滞后,差74.4亿元,今后2年每年需增加37.2亿元."""
    result = entry.result
    clauses = [
        standing(result, words),
        gap(result, report, words),
        needs(result, report, words),
    ]
    computed = words("lists.separator").join(filter(None, clauses))
    text = words("clause.separator").join(filter(None, [computed, beside(result, words)]))
    return words("lists.row", name=name(result, words), text=text)


def standing(result: IndicatorResult, words: Words) -> str:
    """The status; of what is only on its way also why that is worth a warning."""
    why = [code for code in (NoteCode.FELL, NoteCode.NEEDS_MORE) if note_of(code, result.notes)]
    status = status_words(result, words)
    if not why:
        return status
    reasons = words("list.separator").join(words(f"lists.{code}") for code in why)
    return words("lists.standing", status=status, reasons=reasons)


def gap(result: IndicatorResult, report: Report, words: Words) -> str:
    """The distance to the target, or the state; of one that is met now and was not before, none."""
    if result.indicator.of_states:
        late = note_of(NoteCode.LATE, result.notes)
        if late is not None:
            return words("lists.late", year=late.parameters["year"])
        return words("lists.state", state=actual_words(result, words)) if result.actual else ""
    return "" if result.margin is not None else difference(result, words, final=report.final)


def needs(result: IndicatorResult, report: Report, words: Words) -> str:
    """What each of the remaining years needs."""
    if result.needed_per_year is None:
        return ""
    growth = result.indicator.of_growth
    key = "lists.needed.growth" if growth else "lists.needed"
    if growth and has_strict_target(result):
        key = "lists.needed.growth.strict"
    remaining = report.plan.period(report.year).remaining
    return words(key, remaining=remaining, amount=needed(result, words))
