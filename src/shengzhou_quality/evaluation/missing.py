"""Build 催报清单: the items to be reported again, by sheet and office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.addressees import Addressee, Addressees
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.list_entries import (
    MissingEntry,
    ReportedCell,
    Unreported,
    Why,
    whose,
    whose_order,
)
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.judgement import Form, NoteCode, Status, note_of
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Actuals, Contact


class Requests:
    """What is asked for, for one year, from what was reported and what is wrong in it."""

    def __init__(
        self, year: int, actuals: Actuals, findings: Iterable[Diagnostic], offices: Offices
    ) -> None:
        self._year = year
        self._addressees = Addressees(actuals, offices)
        self._rows = actuals.matched
        self._findings: dict[str, list[Diagnostic]] = {}
        for finding in findings:
            # Of the doubts only this one keeps a value from being judged, until it is settled.
            doubted = finding.code == "implausible" and finding.settled is None
            asks = finding.severity is Severity.ERROR or doubted
            if finding.indicator is not None and asks:
                self._findings.setdefault(finding.indicator, []).append(finding)

    def missing(self, results: Sequence[IndicatorResult]) -> tuple[MissingEntry, ...]:
        """By sheet, office and the order of `results`."""
        entries = (entry for result in results for entry in self._entries(result))
        return tuple(sorted(entries, key=lambda one: whose_order(whose(one))))

    def unreported(
        self, plan: Plan, commitments: Sequence[PromiseResult], milestones: Sequence[PromiseResult]
    ) -> tuple[Unreported, ...]:
        """By sheet, office and task."""
        order = [task.id for task in plan.sections]
        groups: dict[tuple[Addressee, str], tuple[list[str], list[str]]] = {}
        for kind, promises in enumerate((commitments, milestones)):
            for one in promises:
                if not one.counted or not one.by_itself or one.reported:
                    continue  # what restates another item is asked for there
                addressee = self._addressees.addressee(one.promise.id)
                groups.setdefault((addressee, one.home.task.id), ([], []))[kind].append(
                    one.promise.id
                )
        found = [
            Unreported(
                task,
                tuple(of[0]),
                tuple(of[1]),
                addressee.sheet,
                addressee.office,
                addressee.found,
                addressee.rows,
                self._contacts((*of[0], *of[1]), addressee.office),
            )
            for (addressee, task), of in groups.items()
        ]
        return tuple(
            sorted(found, key=lambda one: (whose_order(whose(one)), order.index(one.task)))
        )

    def _entries(self, result: IndicatorResult) -> Iterator[MissingEntry]:
        """Build an entry for each sheet with cells to correct, and one for the item's own sheet.

        Missing data are requested once, in the item's own sheet; each cell in its sheet.
        """
        why, cells = _why(result), self._unusable(result)
        if (why is None and not cells) or (not cells and _is_adjusted_for_a_reason(result)):
            return
        if not cells and why is Why.UNUSABLE:
            cells = _reported_cells(result)
        elif not cells and why in (Why.UNDETERMINED, Why.PACE):
            cells = _judged_cells(result)
        identity = result.indicator.id
        addressee, years = self._addressees.addressee(identity), missing_years(result, self._year)
        by_sheet: dict[Place | None, list[ReportedCell]] = {}
        for cell in cells:
            sheet = self._addressees.sheet_of(identity, cell.place)
            by_sheet.setdefault(sheet, []).append(cell)
        if years or not by_sheet:
            by_sheet.setdefault(addressee.sheet, [])
        for sheet, mine in by_sheet.items():
            here = sheet == addressee.sheet
            asked = years if here else ()
            office = addressee.office if here else self._addressees.office(identity, sheet)
            yield MissingEntry(
                result=result,
                why=(why or Why.UNUSABLE) if mine or not asked or why is Why.NO_DATA else Why.YEARS,
                years=asked,
                cells=tuple(mine),
                empty=self._addressees.empty_cells(identity, addressee, asked) if asked else (),
                sheet=sheet,
                office=office,
                found=addressee.found,
                rows=addressee.rows if sheet is None else None,
                contacts=self._contacts((identity,), office),
            )

    def _contacts(self, ids: Iterable[str], office: str | None) -> tuple[Contact, ...]:
        """Whom to call at an office about some items, each once."""
        found = (self._addressees.contact(one, office) for one in ids)
        return tuple(dict.fromkeys(filter(None, found)))

    def _unusable(self, result: IndicatorResult) -> tuple[ReportedCell, ...]:
        """What could not be read, and what its rows hold that contradicts itself."""
        cells = {
            entry.place: ReportedCell(entry.text, entry.place)
            for entry in result.series
            if not entry.readable and entry.text is not None and entry.place is not None
        }
        rows = {place.whole for place in self._rows.get(result.indicator.id, ())}
        for finding in self._findings.get(result.indicator.id, ()):
            place, text = finding.place, finding.parameters.get("text")
            if place is not None and isinstance(text, str) and place.whole in rows:
                cells.setdefault(place, ReportedCell(text, place))
        return tuple(cells[place] for place in sorted(cells, key=Place.sort_key))


def _why(result: IndicatorResult) -> Why | None:
    codes = {note.code for note in result.notes}
    match result.status:
        case Status.NO_DATA:
            return Why.NO_DATA
        case Status.INVALID:
            return Why.UNUSABLE
        case Status.UNDETERMINED if result.form_matters:
            return Why.FORM
        case Status.UNDETERMINED if result.pace_is_open:
            return Why.PACE
        case Status.UNDETERMINED:
            return Why.YEARS if _adds_up(result) and _empty_years(result) else Why.UNDETERMINED
        case _:
            return Why.YEARS if NoteCode.YEARS_MISSING in codes else None


def _is_adjusted_for_a_reason(result: IndicatorResult) -> bool:
    """Whether its office has said all: adjusted (已调整), and on what grounds."""
    grounds = (each.remark or each.evidence for each in result.provenance)
    return note_of(NoteCode.ADJUSTED, result.notes) is not None and any(grounds)


def _adds_up(result: IndicatorResult) -> bool:
    """Whether its years were taken together, so that a missing one can leave all open."""
    if result.indicator.of_growth:
        return result.actual is None or result.actual.form is not Form.MEAN
    return any(note.code is NoteCode.LOWER_BOUND for note in result.notes)


def _empty_years(result: IndicatorResult) -> tuple[int, ...]:
    return tuple(entry.year for entry in result.series if entry.text is None or entry.forecast)


def missing_years(result: IndicatorResult, year: int) -> tuple[int, ...]:
    """Those to be reported: all that the kind needs, which may be only the year judged."""
    empty = _empty_years(result)
    if result.indicator.is_kept:
        return empty
    if result.status is Status.UNDETERMINED:
        return empty if _adds_up(result) and not result.pace_is_open else ()
    if result.status is not Status.NO_DATA:
        return ()
    summed = result.indicator.of_growth or result.indicator.sums_years
    return empty if summed and len(empty) == len(result.series) else (year,)


def _reported_cells(result: IndicatorResult) -> tuple[ReportedCell, ...]:
    return tuple(
        ReportedCell(entry.text, entry.place)
        for entry in result.series
        if entry.text is not None and entry.place is not None
    )


def _judged_cells(result: IndicatorResult) -> tuple[ReportedCell, ...]:
    """Those of the judged values that are bounds; of states, which are none, all.

    Where nothing could be judged, because one value may be anything, that value.
    """
    judged = result.actual.places if result.actual else ()
    bounds = {entry.place for entry in result.series if not entry.exact}
    reported = _reported_cells(result)
    cells = [cell for cell in reported if cell.place in judged] or reported
    return tuple([cell for cell in cells if cell.place in bounds] or cells)
