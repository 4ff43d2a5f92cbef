"""Choose and word the lists of the closing screen: what fails first, then whom to ask.

Each indicator that is listed is so by its worst side; a list that does not fit on a screen shows
its first rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place, Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.list_entries import MissingEntry, ReportedCell
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.status import LAGGING, ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status, note_of
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.cells import Cells
from shengzhou_quality.pages.differences import difference
from shengzhou_quality.pages.model import (
    Align,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.report.screen import asks
from shengzhou_quality.pages.report.screen.commands import command
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
        stands = words(f"screen.stands.{where}", command=command("sqc tasks", report, words))
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
    align = Align.RIGHT if key == "id" else Align.LEFT
    return TableColumn(words(f"screen.column.{key}"), align, optional=key == "needed")


def of_indicators(report: Report, cells: Cells, words: Words) -> list[Listed]:
    """Those with anything in them, in the order in which they weigh."""
    chosen = _final(report, cells, words) if report.final else _before(report, cells, words)
    return [each for each in chosen if each.rows]


def new_of(every: Sequence[Listed], report: Report, new: Report, words: Words) -> list[Listed]:
    """Of each list what an earlier report did not say; a list of which all was said is left out.

    `new` has the requests that are new. An item that is asked for is new if any of them is its.
    """
    from shengzhou_quality.evaluation.repeated import unchanged

    asked = {entry.result.indicator.id for entry in report.lists.missing}
    asked_now = {entry.result.indicator.id for entry in new.lists.missing}
    said = unchanged(report)
    found = []
    for each in every:
        rows = [
            (identity, row)
            for identity, row in zip(each.ids, each.rows, strict=True)
            if (identity in asked_now if identity in asked else identity not in said)
        ]
        heading = each.heading
        if len(rows) < len(each.rows):
            heading = words("screen.new-of", heading=heading, count=len(rows))
        if rows:
            ids, left = zip(*rows, strict=True)
            found.append(each._replace(heading=heading, ids=ids, rows=left))
    return found


def _final(report: Report, cells: Cells, words: Words) -> Iterator[Listed]:
    yield _judged("missed", (Status.MISSED,), report, cells, words)
    yield _to_verify(report, cells, words)
    yield _other_years(report, cells, words)
    yield _outside(report, cells, words)


def _before(report: Report, cells: Cells, words: Words) -> Iterator[Listed]:
    yield _judged("late", LAGGING, report, cells, words)
    yield _judged("slipping", (Status.SLIPPING,), report, cells, words)
    yield _year_missed(report, cells, words)
    yield _to_verify(report, cells, words)
    yield _other_years(report, cells, words)
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


def _year_missed(report: Report, cells: Cells, words: Words) -> Listed:
    """Those that missed the target of the year judged, and stand in no list above."""
    found = [
        result
        for result in _counted(report)
        if result.status in (*ON_SCHEDULE, Status.PENDING)
        and any(note.year_missed for note in result.notes)
    ]
    return Listed(
        words("screen.year-missed", count=len(found), year=report.year),
        tuple(result.indicator.id for result in found),
        [judged_row(result, report, cells, words) for result in found],
        Tone.WARNING,
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
    apart = difference(result, words, final=report.final) or rows.went_back(result, words)
    if apart or result.status is Status.PENDING:
        return apart
    return rows.status_words(result, words)


def _to_verify(report: Report, cells: Cells, words: Words) -> Listed:
    """What cannot be judged: as many as the sentence counts."""
    found = [result for result in _counted(report) if result.status in TO_VERIFY]
    tone = Tone.ERROR if _weighs(found) else Tone.WARNING
    return _asked("screen.to-verify", _by_office(found, report), tone, report, cells, words)


def _other_years(report: Report, cells: Cells, words: Words) -> Listed:
    """What is judged, with years that are missing or whose values cannot be used."""
    asked = {entry.result.indicator.id for entry in report.lists.missing}
    found = [
        result
        for result in _counted(report)
        if result.status not in TO_VERIFY and result.indicator.id in asked
    ]
    of_offices = _by_office(found, report)
    return _asked("screen.other-years", of_offices, Tone.WARNING, report, cells, words)


def _by_office(found: Sequence[IndicatorResult], report: Report) -> list[IndicatorResult]:
    """What is asked of one office stands together; errors come first, nobody's last."""
    whom = {entry.result.indicator.id: entry.office for entry in reversed(report.lists.missing)}
    offices = list(dict.fromkeys(whom.get(result.indicator.id) for result in found))
    offices.sort(key=lambda office: office is None)

    def order(result: IndicatorResult) -> tuple[bool, int]:
        is_error = result.severity is Severity.ERROR
        return (not is_error, offices.index(whom.get(result.indicator.id)))

    return sorted(found, key=order)


def _asked(
    key: str,
    found: Sequence[IndicatorResult],
    tone: Tone,
    report: Report,
    cells: Cells,
    words: Words,
) -> Listed:
    """A row for each, with all that is asked for."""
    entries: dict[str, list[MissingEntry]] = {}
    for entry in report.lists.missing:
        entries.setdefault(entry.result.indicator.id, []).append(entry)
    return Listed(
        words(key, count=len(found)),
        tuple(result.indicator.id for result in found),
        [
            asked_row(result, entries.get(result.indicator.id, ()), report, cells, words)
            for result in found
        ],
        tone,
    )


def asked_row(
    result: IndicatorResult,
    entries: Sequence[MissingEntry],
    report: Report,
    cells: Cells,
    words: Words,
) -> Row:
    differing = asks.differing(result, entries, report)
    if differing:
        asked = [
            words("screen.ask.differing")
            if year == report.year
            else words("screen.ask.differing.of", year=year, texts=_in_files(of, cells, words))
            for year, of in differing.items()
        ]
        places = [cell.place for of in differing.values() for cell in of]
    else:
        asked = [asks.ask_whom(entry, report, words) for entry in entries]
        places = [place for entry in entries for place in asks.cells(entry)]
    if asked and result.waits_for_direction:  # no answer of an office settles that
        asked.insert(0, words("screen.gap.direction"))
    said = dict.fromkeys(asked or [gap(result, None, report, words)])
    written = value(result, entries[0] if entries else None, report, words)
    if report.year in differing:
        written = _in_files(differing[report.year], cells, words)
    return {
        **_named(result, words),
        "value": TableCell(text=written),
        "target": TableCell(text=rows.target_words(result, words)),
        "gap": TableCell(
            text=words("clause.separator").join(said), place=places[-1] if places else None
        ),
        "needed": TableCell(text=""),
        "cell": cell_of(places, cells, words),
    }


def _in_files(found: Sequence[ReportedCell], cells: Cells, words: Words) -> str:
    """①40、②41.5: what each of several files says."""
    return words("list.separator").join(cells.mark(one.place.file) + one.text for one in found)


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
