"""Build 催报清单: the items to be reported again, by sheet and office."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.addressees import Addressee, Addressees
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult, SeriesEntry
from shengzhou_quality.evaluation.list_entries import (
    MissingEntry,
    ReportedCell,
    Unreported,
    Why,
    whose,
    whose_order,
)
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.evaluation.ruling import Ruling, result_in
from shengzhou_quality.judgement import Form, NoteCode, Status, Verdict, note_of
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Actuals, Contact

_OPEN = (Status.NO_DATA, Status.INVALID, Status.UNDETERMINED)


class Requests:
    """What is asked for, for one year, from what was reported and what is wrong in it."""

    def __init__(
        self, year: int, actuals: Actuals, findings: Iterable[Diagnostic], offices: Offices
    ) -> None:
        self._year = year
        self._actuals = actuals
        self._offices = offices
        self._rows = actuals.matched
        self._findings: dict[str, list[Diagnostic]] = {}
        for finding in findings:
            # Of the doubts only this one keeps a value from being judged, until it is settled.
            doubted = finding.code == "implausible" and finding.settled is None
            asks = finding.severity is Severity.ERROR or doubted
            if finding.indicator is not None and asks:
                self._findings.setdefault(finding.indicator, []).append(finding)

    @cached_property
    def _addressees(self) -> Addressees:
        return Addressees(self._actuals, self._offices)

    @cached_property
    def _forms(self) -> Mapping[str, set[Form | None]]:
        found: dict[str, set[Form | None]] = {}
        for seen in self._actuals.observations:
            found.setdefault(seen.indicator, set()).add(seen.form)
        return found

    def missing(self, items: Sequence[Ruling | IndicatorResult]) -> tuple[MissingEntry, ...]:
        """By sheet, office and the order of `items`."""
        needed: dict[str, set[int]] = {}
        for one in items:
            compared = one.indicator.compared_with and result_in(one).compared
            if compared and compared.missing:
                needed.setdefault(compared.indicator.id, set()).update(compared.missing)
        asked = self._findings.keys() | needed
        entries = (
            entry
            for one in items
            if not _is_settled(one) or one.indicator.id in asked
            for entry in self._entries(result_in(one), needed.get(one.indicator.id, ()))
        )
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

    def _entries(
        self, result: IndicatorResult, needed: Collection[int] = ()
    ) -> Iterator[MissingEntry]:
        """Build an entry for each sheet with cells to correct, and one for the item's own sheet.

        Missing data are requested once, in the item's own sheet; each cell in its sheet. `needed`
        are years whose figures another item is compared with.
        """
        identity = result.indicator.id
        counts = _counting(result, self._year, self._forms.get(identity, set()))
        years, why = _missing_years(result, counts), _why(result)
        if needed:
            counts = counts.union(needed)
            years = tuple(sorted({*years, *_empty_years(result)} & counts))
            why = why or (Why.YEARS if years else Why.UNDETERMINED)
        # All that may keep an item open is asked for at once: an answer to a part would only
        # show that the rest is needed too.
        unusable = self._unusable(result, counts)
        cells = _with_bounds(unusable, result, counts) or _reported_cells(result, needed)
        if not cells and (why is None or _is_adjusted_for_a_reason(result)):
            return
        if not cells and why is Why.UNUSABLE:
            cells = _reported_cells(result)
        elif not cells and why in (Why.UNDETERMINED, Why.PACE) and not _only_years(result, years):
            cells = _judged_cells(result)
        if why is None and not unusable:
            why = Why.UNDETERMINED
        addressee = self._addressees.addressee(identity)
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

    def _unusable(
        self, result: IndicatorResult, counts: Collection[int]
    ) -> tuple[ReportedCell, ...]:
        """What could not be read, and what its rows hold that contradicts itself.

        What could not be read and is no error (约数) is needed only in a year that counts.
        """
        findings = self._findings.get(result.indicator.id, ())
        # Of two values that differ only one has the finding.
        needed = {*map(str, counts), *(one.parameters.get("year") for one in findings)}
        cells = {
            entry.place: ReportedCell(entry.text, entry.place)
            for entry in result.series
            if not entry.readable and entry.text is not None and entry.place is not None
            if str(entry.year) in needed
        }
        rows = {place.whole for place in self._rows.get(result.indicator.id, ())}
        for finding in findings:
            place, text = finding.place, finding.parameters.get("text")
            if place is not None and isinstance(text, str) and place.whole in rows:
                cells.setdefault(place, ReportedCell(text, place))
        return tuple(cells[place] for place in sorted(cells, key=Place.sort_key))


def _is_settled(one: Ruling | IndicatorResult) -> bool:
    """Whether nothing can be asked for of an item: it is judged, by values that are all exact.

    Of most items of most files; no result is made of them to look closer.
    """
    if isinstance(one, IndicatorResult) or one.status in _OPEN:
        return False
    missing = note_of(NoteCode.YEARS_MISSING, one.finding.judgement.notes)
    return missing is None and one.reported.is_exact


def _why(result: IndicatorResult) -> Why | None:
    codes = {note.code for note in result.notes}
    match result.status:
        case Status.NO_DATA:
            return Why.NO_DATA
        case Status.INVALID:
            return Why.UNUSABLE
        case Status.UNDETERMINED if result.is_for_evaluators or result.lacks_other:
            return Why.YEARS if NoteCode.YEARS_MISSING in codes else None
        case Status.UNDETERMINED if result.form_matters or NoteCode.COUNTS_FROM_EARLIER in codes:
            return Why.FORM  # exact values of the years would settle nothing
        case Status.UNDETERMINED if result.pace_is_open:
            return Why.PACE
        case Status.UNDETERMINED:
            return Why.YEARS if _adds_up(result) and _empty_years(result) else Why.UNDETERMINED
        case _:
            return Why.YEARS if NoteCode.YEARS_MISSING in codes else None


def _only_years(result: IndicatorResult, years: Collection[int]) -> bool:
    """Whether missing years alone leave open what checks every year."""
    return result.indicator.is_kept and bool(years)


def _is_adjusted_for_a_reason(result: IndicatorResult) -> bool:
    """Whether its office has said all: adjusted (已调整), and on what grounds."""
    grounds = (each.remark or each.evidence for each in result.provenance)
    return note_of(NoteCode.ADJUSTED, result.notes) is not None and any(grounds)


def _adds_up(result: IndicatorResult) -> bool:
    """Whether its years were taken together, so that a missing one can leave all open."""
    if result.indicator.is_mean or result.indicator.may_go_back:
        return result.actual is None or result.actual.form not in (Form.MEAN, Form.TOTAL)
    return any(note.code is NoteCode.LOWER_BOUND for note in result.notes)


def _empty_years(result: IndicatorResult) -> tuple[int, ...]:
    return tuple(entry.year for entry in result.series if entry.text is None or entry.forecast)


def missing_years(result: IndicatorResult, year: int) -> tuple[int, ...]:
    """The years to report of an item of which nothing was reported."""
    return _missing_years(result, _counting(result, year, ()))


def _counting(result: IndicatorResult, year: int, forms: Collection[Form | None]) -> set[int]:
    """The years whose values the result needs: of what is settled none, if not all are checked."""
    every = {entry.year for entry in result.series}
    if result.indicator.is_kept:
        return every
    if result.status not in _OPEN:
        return set()
    if result.indicator.of_states:
        return every
    summed = result.indicator.is_mean or result.indicator.sums_years
    # A total so far, or a mean so far, is judged alone.
    alone = {form for form in forms if form is not None} in ({Form.TOTAL}, {Form.MEAN})
    return every if summed and not alone else {year}


def _missing_years(result: IndicatorResult, counts: Collection[int]) -> tuple[int, ...]:
    empty = tuple(year for year in _empty_years(result) if year in counts)
    if result.indicator.of_states:  # a state stands until the next one
        return empty[-1:] if result.status is Status.NO_DATA else ()
    if result.indicator.is_kept or result.status is Status.INVALID:
        return empty
    if result.status is Status.UNDETERMINED:
        return empty if _adds_up(result) and not result.pace_is_open else ()
    if result.status is not Status.NO_DATA:
        return ()
    return empty if len(empty) == len(counts) else tuple(sorted(counts))[-1:]


def _bounds(result: IndicatorResult, counts: Collection[int]) -> Iterator[SeriesEntry]:
    """The values that are bounds and leave the verdict open, or that of their own year."""
    if _why(result) is Why.FORM:
        return
    judged = result.actual.places if result.actual else None
    for entry in result.series:
        if entry.exact or not entry.readable or entry.forecast or entry.year not in counts:
            continue
        if result.indicator.left_to_people:
            continue
        if result.indicator.is_kept:
            is_open = entry.verdict is Verdict.UNDETERMINED
        else:
            is_open = result.status in _OPEN and (judged is None or entry.place in judged)
        if is_open:
            yield entry


def _with_bounds(
    unusable: Iterable[ReportedCell], result: IndicatorResult, counts: Collection[int]
) -> tuple[ReportedCell, ...]:
    """What could not be used, and the bounds that leave an item open."""
    cells = {cell.place: cell for cell in unusable}
    for entry in _bounds(result, counts):
        if entry.text is not None and entry.place is not None:
            cells.setdefault(entry.place, ReportedCell(entry.text, entry.place))
    return tuple(cells[place] for place in sorted(cells, key=Place.sort_key))


def _reported_cells(
    result: IndicatorResult, years: Collection[int] | None = None
) -> tuple[ReportedCell, ...]:
    return tuple(
        ReportedCell(entry.text, entry.place)
        for entry in result.series
        if entry.text is not None and entry.place is not None
        if years is None or entry.year in years
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
