"""预警清单 and 催报清单: what fails or lags, and what has to be asked for again.

What can be judged stands in the first, what cannot in the second, so nothing is in both.
What a person has set aside is in neither.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from shengzhou_quality.diagnostics import Place, Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.list_entries import (
    Lists,
    MissingEntry,
    ReportedCell,
    Unreported,
    WarningEntry,
    Why,
    place_order,
)
from shengzhou_quality.evaluation.status import UNPROVEN, Status
from shengzhou_quality.judgement import Course, Form, NoteCode
from shengzhou_quality.plan.kinds import Cumulative
from shengzhou_quality.plan.model import Plan


def make_lists(
    plan: Plan,
    year: int,
    indicators: Sequence[IndicatorResult],
    commitments: Sequence[PromiseResult],
    milestones: Sequence[PromiseResult],
    rows: Mapping[str, Place],
) -> Lists:
    """From results in the plan's order, and the places of the `rows` that the data has by id."""
    promises = (*commitments, *milestones)
    shown = _shown(promises, {result.indicator.id for result in indicators})
    own = [one for one in promises if one.reported]
    results = [*indicators, *(one.result for one in (*shown, *own) if one.result is not None)]
    sheets = {_sheet_of(place) for result in results for place in _places(result, rows)}
    only = sheets.pop() if len(sheets) == 1 else None
    entries = (_missing(result, year, rows, only) for result in results if not result.excluded)
    return Lists(
        warnings=_warnings(indicators, (*shown, *own)),
        missing=tuple(
            sorted(filter(None, entries), key=lambda entry: place_order(entry.sheet, entry.office))
        ),
        unreported=_unreported(plan, commitments, milestones, rows),
    )


def _shown(promises: Sequence[PromiseResult], listed: Collection[str]) -> list[PromiseResult]:
    """Those that show an indicator which `--only` left out; it is `listed` once."""
    of_others = {
        one.result.indicator.id: one
        for one in promises
        if one.result is not None and not one.by_itself
    }
    return [one for identity, one in of_others.items() if identity not in listed]


# ---- 预警清单


def _warnings(
    indicators: Sequence[IndicatorResult], promises: Sequence[PromiseResult]
) -> tuple[WarningEntry, ...]:
    weighed = [
        *((result, result.severity) for result in indicators),
        *((one.result, one.severity) for one in promises if one.result is not None),
    ]
    entries = [
        WarningEntry(result, severity, result.assessed.status if result.assessed else None)
        for result, severity in weighed
        if severity is not None and result.status not in (*UNPROVEN, Status.INVALID)
    ]
    return tuple(sorted(entries, key=lambda entry: list(Severity).index(entry.severity)))


# ---- 催报清单


def _missing(
    result: IndicatorResult, year: int, rows: Mapping[str, Place], only: Place | None
) -> MissingEntry | None:
    """One entry an item, however many of its cells are wrong.

    It belongs to the sheet of its cells, else of its other values, its remarks or its row, else
    to the `only` one that there is.
    """
    why, cells = _why(result), _unusable(result)
    if why is None and not cells:
        return None
    places = [*(cell.place for cell in cells), *_places(result, rows)]
    if not cells and why is Why.UNUSABLE:
        cells = _reported_cells(result)
    elif not cells and why is Why.UNDETERMINED:
        cells = _judged_cells(result)
    return MissingEntry(
        result=result,
        why=why or Why.UNUSABLE,
        years=_missing_years(result, year),
        cells=cells,
        sheet=_sheet_of(places[0]) if places else only,
        office=_office_of(result),
    )


def _unusable(result: IndicatorResult) -> tuple[ReportedCell, ...]:
    return tuple(
        ReportedCell(entry.text, entry.place)
        for entry in result.series
        if not entry.readable and entry.text is not None and entry.place is not None
    )


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


def _places(result: IndicatorResult, rows: Mapping[str, Place]) -> list[Place]:
    """All that is known of where its row stands, the latest year first."""
    row = rows.get(result.indicator.id)
    places = [entry.place for entry in reversed(result.series) if entry.place is not None]
    places += [value.place for value in result.unused]
    places += [said.place for said in result.provenance]
    return places if row is None else [*places, row]


def _sheet_of(place: Place) -> Place:
    return Place(place.file, place.sheet)


def _office_of(result: IndicatorResult) -> str | None:
    return next((said.office for said in result.provenance if said.office), None)


def _unreported(
    plan: Plan,
    commitments: Sequence[PromiseResult],
    milestones: Sequence[PromiseResult],
    rows: Mapping[str, Place],
) -> tuple[Unreported, ...]:
    order = [task.id for task in plan.tasks]
    groups: dict[tuple[Place | None, str | None, str], tuple[list[str], list[str]]] = {}
    for kind, promises in enumerate((commitments, milestones)):
        for one in promises:
            if one.result is None or not one.by_itself or one.reported or one.excluded:
                continue
            places = _places(one.result, rows)
            sheet = _sheet_of(places[0]) if places else None
            where = (sheet, _office_of(one.result), one.home.task.id)
            groups.setdefault(where, ([], []))[kind].append(one.promise.id)
    found = [
        Unreported(task, tuple(of_both[0]), tuple(of_both[1]), sheet, office)
        for (sheet, office, task), of_both in groups.items()
    ]
    found.sort(key=lambda one: (place_order(one.sheet, one.office), order.index(one.task)))
    return tuple(found)
