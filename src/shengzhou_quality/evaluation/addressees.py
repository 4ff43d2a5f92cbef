"""Find the sheet and the office to ask for an item, and the empty cells to fill in.

The office that reported part of an item is asked for the rest. A blank row does not commit the
office that returned it: the office that the row names (责任单位) is asked, else no office.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.reported import Actuals, EmptyCell, Observation


class Addressee(NamedTuple):
    """Where an item is asked for. Without `sheet` it is of nobody in particular.

    Its rows then stand in `rows`, if that is a single sheet: one of several blank forms is not
    the one to fill in. `found`: it has a row in some table.
    """

    sheet: Place | None
    office: str | None
    found: bool
    rows: Place | None = None


class Addressees:
    """Find the addressee of each item from all that was reported."""

    def __init__(self, actuals: Actuals) -> None:
        self._empty = actuals.empty
        self._rows = actuals.matched
        self._offices = actuals.offices
        self._reported: dict[str, list[Observation]] = {}
        for seen in actuals.observations:
            if not seen.printed:
                self._reported.setdefault(seen.indicator, []).append(seen)
        self._printed = {seen.place for seen in actuals.observations if seen.printed}
        self._reporting = {
            (seen.place.whole, self.office(identity, seen.place.whole))
            for identity, reported in self._reported.items()
            for seen in reported
        }

    def addressee(self, identity: str) -> Addressee:
        found = identity in self._rows or identity in self._reported
        reported = self._reported.get(identity)
        if reported:
            sheet = max(reported, key=_latest).place.whole
            return Addressee(sheet, self.office(identity, sheet), found)
        named = self._offices.get(identity, {})
        if not named:
            sheets = {place.whole for place in self._rows.get(identity, ())}
            return Addressee(None, None, found, sheets.pop() if len(sheets) == 1 else None)
        # A blank row may come back in many files: its own office's is the one to fill in.

        def rank(one: Place) -> tuple[bool, tuple[str, str, int, int]]:
            return ((one, named[one]) not in self._reporting, one.sort_key())

        sheet = min(named, key=rank)
        return Addressee(sheet, named[sheet], found)

    def office(self, identity: str, sheet: Place | None) -> str | None:
        """The office that this sheet names beside the item; that of another is not asked."""
        return None if sheet is None else self._offices.get(identity, {}).get(sheet)

    def sheet_of(self, identity: str, cell: Place) -> Place | None:
        """Whose cell it is: of one that the form came with, only an office that it names."""
        sheet = cell.whole
        printed = cell in self._printed and self.office(identity, sheet) is None
        return None if printed else sheet

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


def _latest(seen: Observation) -> tuple[bool, int, tuple[str, str, int, int]]:
    return (seen.is_full_year, seen.year, seen.place.sort_key())
