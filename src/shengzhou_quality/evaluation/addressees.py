"""Find the sheet and the office to ask for an item, and the empty cells to fill in.

The office that is responsible for an item is asked (`responsible.py`). Where neither the file
with the offices nor the plan names one, the office that reported part of an item is asked for the
rest. A blank row does not commit the office that returned it: the office that the row names
(责任单位) is asked, else no office. No office is asked about a cell of another one's sheet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.responsible import Offices, latest, sheets_of
from shengzhou_quality.reported import Actuals, Contact, EmptyCell, Observation


class Addressee(NamedTuple):
    """Where an item is asked for, and of which office. Without both it is of nobody in particular.

    Its rows then stand in `rows`, if that is a single sheet: one of several blank forms is not
    the one to fill in. `found`: it has a row in some table.
    """

    sheet: Place | None
    office: str | None
    found: bool
    rows: Place | None = None


class Addressees:
    """Find the addressee of each item from all that was reported."""

    def __init__(self, actuals: Actuals, offices: Offices) -> None:
        self._offices = offices
        self._empty = actuals.empty
        self._rows = actuals.matched
        self._columns = actuals.offices
        self._reported: dict[str, list[Observation]] = {}
        for seen in actuals.observations:
            if not seen.printed:
                self._reported.setdefault(seen.indicator, []).append(seen)
        self._printed = {seen.place for seen in actuals.observations if seen.printed}
        self._reporting = {
            (sheet, self.office(identity, sheet))
            for identity, reported in self._reported.items()
            for sheet in sheets_of(reported)
        }

    def addressee(self, identity: str) -> Addressee:
        found = identity in self._rows or identity in self._reported
        ruled = self._offices.ruled(identity)
        reported = [
            seen
            for seen in self._reported.get(identity, ())
            if ruled is None or self.office(identity, seen.place.whole) == ruled.office
        ]
        if reported:
            sheet = max(reported, key=latest).place.whole
            return Addressee(sheet, self.office(identity, sheet), found)
        if ruled is not None:
            return self._of_office(identity, ruled.office, found=found)
        named = self._columns.get(identity, {})
        if not named:
            sheets = {place.whole for place in self._rows.get(identity, ())}
            return Addressee(None, None, found, sheets.pop() if len(sheets) == 1 else None)
        # A blank row may come back in many files: its own office's is the one to fill in.

        def rank(one: Place) -> tuple[bool, tuple[str, str, int, int]]:
            return ((one, self.office(identity, one)) not in self._reporting, one.sort_key())

        sheet = min(named, key=rank)
        return Addressee(sheet, self.office(identity, sheet), found)

    def _of_office(self, identity: str, office: str, *, found: bool) -> Addressee:
        """Of the sheets with a blank row for the item, the one that its office sent."""
        rows = {place.whole for place in self._rows.get(identity, ())}
        sheets = {sheet for sheet in rows if self.office(identity, sheet) == office}

        def rank(one: Place) -> tuple[bool, bool, tuple[str, str, int, int]]:
            column = self._offices.in_column(identity, one)
            named = column is not None and column.office == office
            mine = named or self._offices.is_own(one, office)
            return (not mine, (one, office) not in self._reporting, one.sort_key())

        own = [one for one in sheets if len(rows) == 1 or not all(rank(one)[:2])]
        return Addressee(min(own, key=rank, default=None), office, found)

    def office(self, identity: str, sheet: Place | None) -> str | None:
        """The office to ask about what a sheet says of an item; without a sheet, as ruled."""
        if not self._offices.names_any:
            return None
        if sheet is None:
            found = self._offices.ruled(identity)
        else:
            found = self._offices.of_cell(identity, sheet)
        return found.office if found else None

    def contact(self, identity: str, office: str | None) -> Contact | None:
        """The contact for an item at an office: that of the item, if this is its office."""
        found = self._offices.of(identity)
        if found is not None and found.office == office:
            return found.contact
        return self._offices.contact_of(office) if office else None

    def sheet_of(self, identity: str, cell: Place) -> Place | None:
        """Whose cell it is: of one that the form came with, only an office that it names."""
        sheet = cell.whole
        named = self._offices.in_column(identity, sheet) is not None
        return None if cell in self._printed and not named else sheet

    def empty_cells(
        self, identity: str, addressee: Addressee, years: Collection[int]
    ) -> tuple[EmptyCell, ...]:
        """The empty cells of `years`, or of a state, where the item is asked for."""
        sheet = addressee.sheet or addressee.rows
        return tuple(
            cell
            for cell in self._empty.get(identity, ())
            if cell.place.whole == sheet and (cell.year is None or cell.year in years)
        )

    def place(self, identity: str, year: int, files: Iterable[Place]) -> Place | None:
        """Where a value of `year` is to be filled in: its empty cell, else its row.

        Of what stands in no table it is the file, where there is only one.
        """
        addressee = self.addressee(identity)
        if not addressee.found:
            only = tuple(files)
            return only[0] if len(only) == 1 else None
        cells = self.empty_cells(identity, addressee, (year,))
        if cells:
            return cells[0].place
        sheet = addressee.sheet or addressee.rows
        rows = (row for row in self._rows.get(identity, ()) if row.whole == sheet)
        return next(rows, sheet)
