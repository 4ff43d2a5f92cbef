"""催报清单: what has to be asked for again, by sheet and office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.list_entries import (
    MissingEntry,
    ReportedCell,
    Unreported,
    Why,
    place_order,
)
from shengzhou_quality.evaluation.status import Status
from shengzhou_quality.judgement import Course, Form, NoteCode
from shengzhou_quality.plan.kinds import Cumulative
from shengzhou_quality.plan.model import Plan


class Asked:
    """What is asked for, for one year, from the rows of the data and what is wrong in them."""

    def __init__(
        self, year: int, rows: Mapping[str, Sequence[Place]], findings: Iterable[Diagnostic]
    ) -> None:
        self._year = year
        self._rows = rows
        self._findings: dict[str, list[Diagnostic]] = {}
        for finding in findings:
            if finding.indicator is not None and finding.severity is Severity.ERROR:
                self._findings.setdefault(finding.indicator, []).append(finding)

    def missing(self, results: Sequence[IndicatorResult]) -> tuple[MissingEntry, ...]:
        """By sheet, office and the order of `results`."""
        sheets = {_sheet_of(place) for result in results for place in self._places(result)}
        only = sheets.pop() if len(sheets) == 1 else None
        entries = (entry for result in results for entry in self._entries(result, only))
        return tuple(sorted(entries, key=lambda entry: place_order(entry.sheet, entry.office)))

    def unreported(
        self, plan: Plan, commitments: Sequence[PromiseResult], milestones: Sequence[PromiseResult]
    ) -> tuple[Unreported, ...]:
        """By sheet, office and task."""
        order = [task.id for task in plan.sections]
        groups: dict[tuple[Place | None, str | None, str], tuple[list[str], list[str]]] = {}
        for kind, promises in enumerate((commitments, milestones)):
            for one in promises:
                if not one.counted or not one.by_itself or one.reported or one.result is None:
                    continue  # what restates another item is asked for there
                sheet = next(map(_sheet_of, self._places(one.result)), None)
                where = (sheet, _office_in(sheet, one.result), one.home.task.id)
                groups.setdefault(where, ([], []))[kind].append(one.promise.id)
        found = [
            Unreported(task, tuple(of_both[0]), tuple(of_both[1]), sheet, office)
            for (sheet, office, task), of_both in groups.items()
        ]
        found.sort(key=lambda one: (place_order(one.sheet, one.office), order.index(one.task)))
        return tuple(found)

    def _entries(self, result: IndicatorResult, only: Place | None) -> Iterator[MissingEntry]:
        """One for each sheet that has cells to mend, else one where the item stands.

        That is the sheet of its values, its remarks or its row, else the `only` one that there is.
        """
        why, cells = _why(result), self._unusable(result)
        if why is None and not cells:
            return
        if not cells and why is Why.UNUSABLE:
            cells = _reported_cells(result)
        elif not cells and why is Why.UNDETERMINED:
            cells = _judged_cells(result)
        home = next(map(_sheet_of, self._places(result)), only)
        by_sheet: dict[Place | None, list[ReportedCell]] = {}
        for cell in cells:
            by_sheet.setdefault(_sheet_of(cell.place), []).append(cell)
        years = _missing_years(result, self._year)
        for sheet, mine in (by_sheet or {home: []}).items():
            yield MissingEntry(
                result=result,
                why=why or Why.UNUSABLE,
                years=years,
                cells=tuple(mine),
                sheet=sheet,
                office=_office_in(sheet, result),
            )
            years = ()  # asked for once

    def _unusable(self, result: IndicatorResult) -> tuple[ReportedCell, ...]:
        """What could not be read, and what its rows hold that contradicts itself."""
        cells = {
            entry.place: ReportedCell(entry.text, entry.place)
            for entry in result.series
            if not entry.readable and entry.text is not None and entry.place is not None
        }
        rows = {_sheet_of(place) for place in self._rows.get(result.indicator.id, ())}
        for finding in self._findings.get(result.indicator.id, ()):
            place, text = finding.place, finding.parameters.get("text")
            if place is not None and isinstance(text, str) and _sheet_of(place) in rows:
                cells.setdefault(place, ReportedCell(text, place))
        return tuple(cells[place] for place in sorted(cells, key=Place.sort_key))

    def _places(self, result: IndicatorResult) -> Iterator[Place]:
        """All that is known of where its row stands, the latest year first."""
        yield from (entry.place for entry in reversed(result.series) if entry.place is not None)
        yield from (value.place for value in result.unused)
        yield from (said.place for said in result.provenance)
        yield from self._rows.get(result.indicator.id, ())


def _why(result: IndicatorResult) -> Why | None:
    codes = {note.code for note in result.notes}
    forms_differ = any(note.forms_differ for note in result.notes)
    match result.status:
        case Status.NO_DATA:
            return Why.NO_DATA
        case Status.INVALID:
            return Why.UNUSABLE
        case Status.UNDETERMINED if forms_differ:
            return Why.FORM
        case Status.UNDETERMINED:
            return Why.YEARS if _adds_up(result) and _empty_years(result) else Why.UNDETERMINED
        case _:
            return Why.YEARS if NoteCode.YEARS_MISSING in codes else None


def _adds_up(result: IndicatorResult) -> bool:
    """Whether its years were taken together, so that a missing one can leave all open."""
    if result.course is Course.AVERAGE:
        return result.actual is None or result.actual.form is not Form.MEAN
    return any(note.code is NoteCode.LOWER_BOUND for note in result.notes)


def _empty_years(result: IndicatorResult) -> tuple[int, ...]:
    return tuple(entry.year for entry in result.series if entry.text is None)


def _missing_years(result: IndicatorResult, year: int) -> tuple[int, ...]:
    """Those that the kind needs, which may be only the year judged."""
    empty = _empty_years(result)
    if result.course is Course.KEEP:
        return empty
    if result.status is Status.UNDETERMINED:
        return empty if _adds_up(result) else ()
    if result.status is not Status.NO_DATA:
        return ()
    summed = result.course is Course.AVERAGE or isinstance(result.indicator, Cumulative)
    return empty if summed and len(empty) == len(result.series) else (year,)


def _reported_cells(result: IndicatorResult) -> tuple[ReportedCell, ...]:
    return tuple(
        ReportedCell(entry.text, entry.place)
        for entry in result.series
        if entry.text is not None and entry.place is not None
    )


def _judged_cells(result: IndicatorResult) -> tuple[ReportedCell, ...]:
    judged = result.actual.places if result.actual else ()
    return tuple(cell for cell in _reported_cells(result) if cell.place in judged)


def _sheet_of(place: Place) -> Place:
    return Place(place.file, place.sheet)


def _office_in(sheet: Place | None, result: IndicatorResult) -> str | None:
    """The office that this sheet names beside the item; that of another sheet is not asked."""
    return next(
        (
            said.office
            for said in result.provenance
            if said.office and _sheet_of(said.place) == sheet
        ),
        None,
    )
