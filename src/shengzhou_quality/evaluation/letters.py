"""Select what each office is asked for: one letter an office, each ask in exactly one letter.

An office must send what 催报清单 lists as missing, and correct the cells that the list or a finding
names. What names no office is asked in a letter of its sheet; what stands in no sheet, in a last
letter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.addressees import Addressees
from shengzhou_quality.evaluation.asks import Item, Letter, Letters, ToCorrect, ToSend
from shengzhou_quality.evaluation.letters_since import Since
from shengzhou_quality.evaluation.list_entries import MissingEntry, Unreported, Why
from shengzhou_quality.evaluation.office_findings import (
    each_conflict_once,
    findings_for_offices,
    is_unread,
    mirrored,
    other_of,
    unread_cells,
    without_answered_beside,
)
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.limits import quoted
from shengzhou_quality.offices import OfficeNames
from shengzhou_quality.reported import Actuals, Contact


class _Key(NamedTuple):
    """Whose letter it is: an office in its one spelling, else a sheet."""

    office: str | None
    sheet: Place | None


def select_letters(report: Report, actuals: Actuals, *, apart: Collection[str] = ()) -> Letters:
    """The letters: of offices in the order of 催报清单, then by sheet, then what is in no sheet.

    `actuals` are those that the report is of. Findings about the files of `apart` (those of the
    evaluators) are no office's.
    """
    chosen = _Selection(report, actuals)
    for entry in report.lists.missing:
        chosen.add_entry(entry)
    for one in selections.unreported(report):
        chosen.add_unreported(one)
    for finding in findings_for_offices(report, apart):
        chosen.add_finding(finding)
    letters, since = tuple(chosen.letters()), chosen.since
    written = {one.office for one in letters}
    answered = tuple(office for office in since.answered() if office not in written)
    return Letters(letters, answered, since.count)


class _Selection:
    """The letters so far, by whose they are; a cell is in the letter that named it first."""

    def __init__(self, report: Report, actuals: Actuals) -> None:
        self._report = report
        self._names = OfficeNames(report.plan.head.area)
        self._offices = Offices(report.plan, actuals)
        self._addressees = Addressees(actuals, self._offices)
        self._items: dict[str, Item] = {
            **{one.promise.id: one.promise for one in selections.promises_of(report)},
            **{one.indicator.id: one.indicator for one in report.indicators},
        }
        self.since = Since(report, self._items, self._names)
        self._contacts: dict[_Key, dict[Contact, None]] = {}
        self._send: dict[_Key, list[ToSend]] = {}
        self._correct: dict[_Key, dict[object, ToCorrect]] = {}
        self._of_cell: dict[Place, _Key] = {}
        self._rows = _items_by_sheet(actuals)
        self._refused: set[str] = set()
        self._unread = unread_cells(report)
        self._mirrored = mirrored(report)
        differ = any(other_of(one) is not None for one in report.diagnostics)
        seen = (
            *(one.place for one in (actuals.observations if differ else ())),
            *(one.place for one in report.diagnostics if differ and one.place),
        )
        self._places = {str(place): place for place in seen}
        """The places of the values that may contradict others, as findings name them."""

    def add_entry(self, entry: MissingEntry) -> None:
        result, sheet = entry.result, entry.sheet or entry.rows
        key = self._key(entry.office, sheet)
        self._contacts.setdefault(key, {}).update(dict.fromkeys(entry.contacts))
        years = self._years_to_send(entry)
        apart = note_of(NoteCode.APART, result.notes)
        lacks_part = apart is not None and bool(apart.parameters["missing"]) and not entry.years
        lacks_form = entry.why is Why.FORM
        if years or lacks_part or lacks_form or not (entry.years or entry.cells):
            cells = [cell.place for cell in entry.empty]
            cells += [
                one.place
                for one in result.series
                if one.forecast and one.place is not None and one.year in years
            ]
            sent = ToSend(
                item=result.indicator, years=years, cells=tuple(cells), sheet=sheet, entry=entry
            )
            self._send.setdefault(key, []).append(sent)
        if lacks_part:
            return  # what was reported of the other part is right
        for cell in entry.cells:
            self._correct_cell(key, cell.place, cell.text, result.indicator, entry)

    def add_unreported(self, group: Unreported) -> None:
        """Each commitment and milestone by itself, at its empty cell."""
        sheet = group.sheet or group.rows
        key = self._key(group.office, sheet)
        self._contacts.setdefault(key, {}).update(dict.fromkeys(group.contacts))
        for ids, years in ((group.commitments, (self._report.year,)), (group.milestones, ())):
            for identity in ids:
                addressee = self._addressees.addressee(identity)
                empty = self._addressees.empty_cells(identity, addressee, years)
                sent = ToSend(
                    item=self._items[identity],
                    years=years,
                    cells=tuple(cell.place for cell in empty),
                    sheet=sheet,
                    entry=None,
                )
                self._send.setdefault(key, []).append(sent)

    def add_finding(self, finding: Diagnostic) -> None:
        """To the letter that asks for its cell already, else to the office of its row or sheet."""
        place = finding.place
        assert place is not None
        key = self._of_cell.get(place) or self._key(self._office_of(finding), place.whole)
        text = finding.parameters.get("text")
        shown = text if isinstance(text, str) else None
        # Of a cell everything is said at once; findings about a whole sheet are apart.
        at: object = place if place.row is not None else (place, finding.sort_key())
        known = self._correct.setdefault(key, {}).get(at)
        if known is None:
            item = self._items.get(finding.indicator or "")
            known = ToCorrect(place=place, text=shown, item=item, findings=(), entry=None)
        self._of_cell.setdefault(place, key)
        self._correct[key][at] = ToCorrect(
            place=place,
            text=known.text if known.text is not None else shown,
            item=known.item or self._items.get(finding.indicator or ""),
            findings=(*known.findings, finding),
            entry=known.entry,
        )

    def letters(self) -> Iterator[Letter]:
        keys = dict.fromkeys((*self._send, *self._correct))
        asked_of = {key: self._corrected(key) for key in sorted(keys, key=_order)}
        of_offices = [one for key, of in asked_of.items() if key.office for one in of]
        for key, corrected in asked_of.items():
            asked = corrected if key.office else without_answered_beside(corrected, of_offices)
            if not (asked or key in self._send):
                continue
            sent = self._send.get(key, [])
            about = {one.item.id for one in sent} | {one.item.id for one in asked if one.item}
            yield Letter(
                office=key.office,
                sheet=key.sheet,
                to_send=tuple(sent),
                to_correct=tuple(asked),
                contacts=tuple(self._contacts.get(key, ())),
                settled=self.since.settled(key.office, about),
                again=self.since.again(key.office, sent, asked),
            )

    def _corrected(self, key: _Key) -> list[ToCorrect]:
        """What an office must correct, in the order of its cells."""
        mine = sorted(self._correct.get(key, {}).values(), key=lambda one: one.place.sort_key())
        needed = each_conflict_once([one for one in mine if self._is_needed(one, key)])
        return [
            replace(one, findings=tuple(self._with_sender(each, key) for each in one.findings))
            for one in needed
        ]

    def _with_sender(self, finding: Diagnostic, key: _Key) -> Diagnostic:
        """A conflict with the office that has sent the other value, if that is another one."""
        other = other_of(finding)
        place = self._places.get(other) if other is not None else None
        if place is None or finding.indicator is None:
            return finding
        office = self._addressees.office(finding.indicator, place.whole)
        by_row = self._offices.in_column(finding.indicator, place.whole)
        line = self._offices.fills_in(place.whole)
        sender = by_row.office if by_row else line or office
        if sender is None or self._names.spelled(sender) == key.office:
            return finding
        return replace(finding, parameters={**finding.parameters, "sender": quoted(sender)})

    def _is_needed(self, ask: ToCorrect, key: _Key) -> bool:
        """Whether a cell is to be corrected, or what was not read there may be what is missing."""
        if ask.entry is not None or not all(map(is_unread, ask.findings)):
            return True
        return any(self._may_hide(finding, key) for finding in ask.findings)

    def _may_hide(self, finding: Diagnostic, key: _Key) -> bool:
        if finding.parameters.get("variant") == "area":
            return False  # the figures of another area
        if finding.indicator is not None:
            asked = {one.item.id for of in self._send.values() for one in of}
            return finding.indicator in asked | self._refused
        place, text = finding.place, str(finding.parameters.get("text", ""))
        assert place is not None
        named = {year for year in self._report.plan.years if str(year) in text}
        # What names a year can only hold a value of that year.
        asked_here, nowhere = (
            [one for one in self._send.get(of, ()) if not named or named & {*one.years}]
            for of in (key, _Key(None, None))
        )
        sheets = [one.sheet for one in asked_here]
        in_sheet = any(
            sheet is None or place.whole in (sheet, Place(sheet.file)) for sheet in sheets
        )
        return in_sheet or bool(nowhere)

    def _key(self, office: str | None, sheet: Place | None) -> _Key:
        name = " ".join((office or "").split())
        return _Key(self._names.spelled(name), None) if name else _Key(None, sheet)

    def _correct_cell(
        self, key: _Key, place: Place, text: str, item: Item, entry: MissingEntry
    ) -> None:
        if place in self._of_cell:
            return
        self._of_cell[place] = key
        other = self._mirrored.get((place, item.id))
        self._correct.setdefault(key, {})[place] = ToCorrect(
            place=place, text=text, item=item, findings=(other,) if other else (), entry=entry
        )

    def _office_of(self, finding: Diagnostic) -> str | None:
        """Of an item, the office that rules; else the one that its row names.

        Where the row names none, who fills in the sheet, or the only office of its rows.
        """
        place, item = finding.place, finding.indicator
        assert place is not None
        ruled = self._offices.ruled(item) if item is not None else None
        named = ruled.office if ruled else self._offices.in_row(place)
        if named is not None:
            return named
        if item is not None:
            found = self._addressees.office(item, place.whole)
            if found is not None or place.row is not None:
                return found
        sheets = [one for one in self._rows if place.whole in (one, Place(one.file))]
        offices = {
            self._offices.fills_in(sheet) or self._addressees.office(identity, sheet)
            for sheet in sheets
            for identity in self._rows[sheet]
        }
        return offices.pop() if len(offices) == 1 else None

    def _years_to_send(self, entry: MissingEntry) -> tuple[int, ...]:
        """The missing years, without those whose cell is there and only could not be read.

        A cell that was refused has no year any more; where there are as many of them as years
        without an empty cell, correcting them is all that is asked.
        """
        empty = {cell.year for cell in entry.empty}
        forecast = {one.year for one in entry.result.series if one.forecast}
        unseen = [year for year in entry.years if year not in empty | forecast]
        refused = self._unread.get((entry.result.indicator.id, entry.sheet or entry.rows), set())
        if unseen and len(refused) >= len(unseen):
            self._refused.add(entry.result.indicator.id)
            return tuple(year for year in entry.years if year not in unseen)
        return entry.years


def _order(key: _Key) -> tuple[object, ...]:
    """Offices first, in the order in which they were named; then sheets; last what is in none."""
    return (key.office is None, key.sheet is None, key.sheet.sort_key() if key.sheet else ())


def _items_by_sheet(actuals: Actuals) -> dict[Place, set[str]]:
    """The items with a row in each sheet."""
    found: dict[Place, set[str]] = {}
    for identity, places in actuals.matched.items():
        for place in places:
            found.setdefault(place.whole, set()).add(identity)
    return found
