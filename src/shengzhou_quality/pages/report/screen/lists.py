"""Choose and word the lists of the closing screen: what fails first, then whom to ask.

Each indicator that is listed is so by its worst side; a list that does not fit on a screen shows
its first rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place, Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.list_entries import MissingEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.status import LAGGING, TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status, note_of
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.cells import Cells
from shengzhou_quality.pages.model import (
    Align,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.report.screen import asks
from shengzhou_quality.pages.report.screen.commands import files_typed
from shengzhou_quality.pages.report.screen.table import gap, outside, value, years_outside
from shengzhou_quality.words import Words

Row = dict[str, TableCell]


class Listed(NamedTuple):
    """A list: its heading without a number, the ids of its items, a row for each of its parts.

    `of_tasks`: its items do not stand in the table of the indicators.
    """

    heading: str
    ids: tuple[str, ...]
    rows: Sequence[Row]
    tone: Tone
    of_tasks: bool = False


def columns(report: Report) -> tuple[str, ...]:
    needed = () if report.final else ("needed",)
    return ("id", "name", "value", "target", "gap", *needed, "cell")


def table(
    lists: Sequence[Listed], report: Report, words: Words, *, brief: bool = False
) -> Table | None:
    """All lists as groups of one table, so that their columns are aligned; numbered.

    What has no room stands in the table above, unless this is the brief screen.
    """
    keys = columns(report)
    groups = []
    for number, each in enumerate(lists, 1):
        where = "tasks" if each.of_tasks else "brief" if brief else "table"
        stands = words(f"screen.stands.{where}", files=files_typed(report))
        groups.append(
            TableGroup(
                [[row[key] for key in keys] for row in each.rows],
                words(f"screen.list.{number}", heading=each.heading),
                tone=each.tone,
                rest=[
                    words("screen.rest", count=count, stands=stands)
                    for count in range(1, len(each.rows) + 1)
                ],
                elsewhere=words("screen.elsewhere", stands=stands),
            )
        )
    heads = [_column(key, report, words) for key in keys]
    return Table(heads, groups) if groups else None


def _column(key: str, report: Report, words: Words) -> TableColumn:
    if key == "value":
        return TableColumn(words("screen.column.year", year=report.year))
    return TableColumn(words(f"screen.column.{key}"), Align.RIGHT if key == "id" else Align.LEFT)


def of_indicators(report: Report, cells: Cells, words: Words) -> list[Listed]:
    """Those with anything in them, in the order in which they weigh."""
    chosen = _final(report, cells, words) if report.final else _before(report, cells, words)
    return [each for each in chosen if each.rows]


def _final(report: Report, cells: Cells, words: Words) -> Iterator[Listed]:
    yield _judged("missed", (Status.MISSED,), report, cells, words)
    yield _asked(report, cells, words)
    yield _outside(report, cells, words)


def _before(report: Report, cells: Cells, words: Words) -> Iterator[Listed]:
    yield _judged("late", LAGGING, report, cells, words)
    yield _judged("slipping", (Status.SLIPPING,), report, cells, words)
    yield _asked(report, cells, words)
    yield _outside(report, cells, words)


def _counted(report: Report) -> list[IndicatorResult]:
    """Without those that are excluded, the ones of severity error first."""
    counted = [result for result in report.indicators if not result.excluded]
    return sorted(counted, key=lambda result: result.severity is not Severity.ERROR)


def _judged(
    key: str, statuses: Sequence[Status], report: Report, cells: Cells, words: Words
) -> Listed:
    """Those of some statuses, named in the heading, with what each remaining year needs."""
    found = [result for result in _counted(report) if result.status in statuses]
    named = [status for status in LAGGING if any(one.status is status for one in found)]
    tone = Tone.WARNING if key == "slipping" else Tone.ERROR
    return Listed(
        words(
            f"screen.{key}",
            count=len(found),
            statuses=tuple(words(f"screen.heading.{status}") for status in named),
        ),
        tuple(result.indicator.id for result in found),
        [judged_row(result, report, cells, words) for result in found],
        tone if _weighs(found) else Tone.WARNING,
    )


def _weighs(found: Sequence[IndicatorResult]) -> bool:
    return any(result.severity is Severity.ERROR for result in found)


def judged_row(result: IndicatorResult, report: Report, cells: Cells, words: Words) -> Row:
    actual = result.actual
    return {
        **_named(result, words),
        "value": TableCell(text=value(result, None, report, words)),
        "target": TableCell(text=rows.target_words(result, words)),
        "gap": TableCell(text=_shortfall(result, report, words), number=result.gap),
        "needed": TableCell(text=rows.needed(result, words), number=result.needed_per_year),
        "cell": cell_of(actual.places if actual else (), cells, words),
    }


def _shortfall(result: IndicatorResult, report: Report, words: Words) -> str:
    """The gap; of a state or of a bound, which have none, the status."""
    late = note_of(NoteCode.LATE, result.notes)
    if late is not None:
        return words("screen.completed-late", year=late.parameters["year"])
    apart = rows.difference(result, words, final=report.final)
    if apart or result.status is Status.PENDING:
        return apart
    return rows.status_words(result, words)


def _asked(report: Report, cells: Cells, words: Words) -> Listed:
    """What cannot be judged before that of which earlier years are missing; a row for each cell."""
    entries: dict[str, list[MissingEntry]] = {}
    for entry in report.lists.missing:
        entries.setdefault(entry.result.indicator.id, []).append(entry)
    counted = _counted(report)
    open_ones = [result for result in counted if result.status in TO_VERIFY]
    others = [one for one in counted if one not in open_ones and one.indicator.id in entries]
    found = [*open_ones, *others]
    lines = [
        asked_row(result, entry, report, cells, words)
        for result in found
        for entry in entries.get(result.indicator.id, [None])
    ]
    return Listed(
        words("screen.asked", count=len(found)),
        tuple(result.indicator.id for result in found),
        lines,
        Tone.ERROR if _weighs(open_ones) else Tone.WARNING,
    )


def asked_row(
    result: IndicatorResult,
    entry: MissingEntry | None,
    report: Report,
    cells: Cells,
    words: Words,
) -> Row:
    asked = asks.ask_whom(entry, report, words) if entry else gap(result, entry, report, words)
    places = asks.cells(entry) if entry else ()
    return {
        **_named(result, words),
        "value": TableCell(text=value(result, entry, report, words)),
        "target": TableCell(text=rows.target_words(result, words)),
        "gap": TableCell(text=asked),
        "needed": TableCell(text=""),
        "cell": cell_of(places, cells, words),
    }


def _outside(report: Report, cells: Cells, words: Words) -> Listed:
    """What is met in the year judged, and was not in an earlier one."""
    found = [
        result
        for result in _counted(report)
        if years_outside(result) and result.status in (Status.MET, Status.MAINTAINED)
    ]
    key = "screen.outside.final" if report.final else "screen.outside.before"
    return Listed(
        words(key, count=len(found), year=report.year),
        tuple(result.indicator.id for result in found),
        [outside_row(result, report, cells, words) for result in found],
        Tone.WARNING,
    )


def outside_row(result: IndicatorResult, report: Report, cells: Cells, words: Words) -> Row:
    places = [one.place for one in years_outside(result) if one.place is not None]
    return {
        **judged_row(result, report, cells, words),
        "gap": TableCell(text=outside(result, words)),
        "cell": cell_of(places, cells, words),
    }


def _named(result: IndicatorResult, words: Words) -> Row:
    return {
        "id": TableCell(text=result.indicator.id, tone=Tone.QUIET, mark=rows.mark(result)),
        "name": TableCell(text=rows.name(result, words)),
    }


def cell_of(places: Sequence[Place], cells: Cells, words: Words) -> TableCell:
    found = tuple(places)
    return TableCell(text=cells.names(found, words), place=found[0] if found else None)
