"""Decide which office is responsible for each item, from all that names one.

The file with the offices (分工表) rules, then the plan, then the 责任单位 column of a table, then
the 填报单位 line of a workbook that reports the item. An item without any stays without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.offices import OfficeNames, offices_in
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Actuals, Contact, Observation, Responsible, SaidBy

_MANY = 3
"""A sheet with items of so many other offices was compiled for them, and is nobody's own."""


class Offices:
    """Finds the responsible office of an item; each office is spelled as it was named first."""

    def __init__(self, plan: Plan, actuals: Actuals) -> None:
        self._plan = plan
        self._assigned = actuals.assigned
        self._columns = actuals.offices
        self._lines = actuals.filled_by
        self._of_rows = actuals.row_offices
        self._observations = actuals.observations
        self._names = OfficeNames(plan.head.area)
        for one in self._assigned.values():
            self._names.all_spelled(one.names)
        self._contacts = _contacts(self._assigned.values())
        self._found: dict[str, Responsible | None] = {}
        self.names_any = bool(
            actuals.assigned or plan.offices or actuals.offices or actuals.filled_by
        )
        """Whether anything names an office; else none is found, whatever is asked."""

    @cached_property
    def _sheets(self) -> Mapping[str, list[Place]]:
        """The sheets in which an office reports each item, the latest value's first."""
        found: dict[str, list[Observation]] = {}
        for seen in self._observations:
            if not seen.printed:
                found.setdefault(seen.indicator, []).append(seen)
        return {identity: _latest_first(reported) for identity, reported in found.items()}

    def spell(self, items: Iterable[str]) -> None:
        """Spell each office as the first of these items names it, whatever is asked for first."""
        if self.names_any:
            for identity in items:
                self.of(identity)

    def ruled(self, identity: str) -> Responsible | None:
        """What the file with the offices says, else the plan: it holds for every sheet."""
        assigned = self._assigned.get(identity)
        if assigned is not None:
            return assigned
        printed = self._plan.offices.get(identity)
        return self._named(printed, SaidBy.PLAN) if printed else None

    def in_column(self, identity: str, sheet: Place) -> Responsible | None:
        """What the 责任单位 column of a sheet says of an item."""
        written = self._columns.get(identity, {}).get(sheet)
        return self._named(offices_in(written), SaidBy.COLUMN) if written else None

    def of_sheet(self, identity: str, sheet: Place) -> Responsible | None:
        """Who answers for what stands in a sheet about an item that the sheet reports."""
        line = self._lines.get(sheet)
        return (
            self.ruled(identity)
            or self.in_column(identity, sheet)
            or (self._named((line,), SaidBy.WORKBOOK) if line else None)
        )

    def of_cell(self, identity: str, sheet: Place) -> Responsible | None:
        """Who can correct what stands in a sheet about an item: whoever sent the sheet.

        In a table that names the office of the row, or that was compiled for many offices, it is
        the office that is responsible for the item.
        """
        line, ruled = self._lines.get(sheet), self.ruled(identity)
        if not line or self.in_column(identity, sheet) or sheet in self._compiled:
            return self.of_sheet(identity, sheet)
        is_own = ruled is not None and self._is_called(ruled.office, line)
        return ruled if is_own else self._named((line,), SaidBy.WORKBOOK)

    def is_own(self, sheet: Place, office: str) -> bool:
        """Whether an office put its own name above a sheet."""
        line = self._lines.get(sheet)
        return line is not None and self._is_called(office, line)

    def _is_called(self, office: str, line: str) -> bool:
        """Whether a line names an office; in a shorter form too, if that is no office's name."""
        if self._names.same(office, line):
            return True
        is_listed = self._names.spelled(line) in self._ruling
        return not is_listed and self._names.resemble(office, line)

    @cached_property
    def _ruling(self) -> set[str]:
        """Every office that the file with the offices or the plan names, as it is spelled."""
        listed = {name for one in self._assigned.values() for name in one.names}
        return listed | {each for names in self._plan.offices.values()
                         for each in self._names.all_spelled(names)}  # fmt: skip

    @cached_property
    def _compiled(self) -> set[Place]:
        """The sheets that report items of so many other offices that none of them is its own."""
        others: dict[Place, set[str]] = {}
        for seen in self._observations:
            sheet = seen.place.whole
            ruled = None if seen.printed else self.ruled(seen.indicator)
            if ruled is not None and not self.is_own(sheet, ruled.office):
                others.setdefault(sheet, set()).add(ruled.office)
        return {sheet for sheet, offices in others.items() if len(offices) >= _MANY}

    def contact_of(self, office: str) -> Contact | None:
        """The contact of an office that the file with the offices names."""
        return self._contacts.get(office)

    def fills_in(self, sheet: Place) -> str | None:
        """The office of the 填报单位 line of a sheet."""
        line = self._lines.get(sheet)
        return self._names.spelled(line) if line else None

    def in_row(self, place: Place) -> str | None:
        """The office that the row of a finding names: also that of a row of no known item."""
        named = self._named(offices_in(self._of_rows.get(place, "")), SaidBy.COLUMN)
        return named.office if named else None

    def of(self, identity: str) -> Responsible | None:
        """The office of an item: where values are reported, as the sheet with the latest says."""
        if not self.names_any:
            return None
        if identity not in self._found:
            self._found[identity] = self._of(identity)
        return self._found[identity]

    def _of(self, identity: str) -> Responsible | None:
        ruled = self.ruled(identity)
        if ruled is not None:
            return ruled
        for sheet in self._sheets.get(identity, ()):
            found = self.of_sheet(identity, sheet)
            if found is not None:
                return found
        named = sorted(self._columns.get(identity, ()), key=Place.sort_key)
        return next(filter(None, (self.in_column(identity, sheet) for sheet in named)), None)

    def _named(self, offices: tuple[str, ...], said_by: SaidBy) -> Responsible | None:
        if not offices:
            return None
        leading, *others = self._names.all_spelled(offices)
        return Responsible(leading, said_by, tuple(others), self._contacts.get(leading))


def sheets_of(reported: Iterable[Observation]) -> list[Place]:
    """The sheets, or files without sheets, of some values, in their order."""
    return [Place(*sheet) for sheet in dict.fromkeys([seen.place[:2] for seen in reported])]


def _latest_first(reported: Sequence[Observation]) -> list[Place]:
    """The sheets of the values of an item, the one with the latest first."""
    sheets = sheets_of(reported)
    if len(sheets) == 1:
        return sheets
    return sheets_of(sorted(reported, key=latest, reverse=True))


def latest(seen: Observation) -> tuple[bool, int, tuple[str, str, int, int]]:
    """The order of the values of an item: that of a full year, then that of the latest year."""
    return (seen.is_full_year, seen.year, seen.place.sort_key())


def _contacts(assigned: Iterable[Responsible]) -> dict[str, Contact]:
    """The contact of each office that has the same one for all its items."""
    found: dict[str, set[Contact]] = {}
    for one in assigned:
        if one.contact is not None:
            found.setdefault(one.office, set()).add(one.contact)
    return {office: contacts.pop() for office, contacts in found.items() if len(contacts) == 1}
