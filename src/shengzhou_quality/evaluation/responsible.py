"""Decide which office is responsible for each item, from all that names one.

The file with the offices (分工表) rules, then the plan, then the 责任单位 column of a table, then
the 填报单位 line of a workbook that reports the item. An item without any stays without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.offices import OfficeNames, offices_in
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Actuals, Contact, Observation, Responsible, SaidBy


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

    @cached_property
    def _sheets(self) -> Mapping[str, list[Place]]:
        """The sheets in which an office reports each item, the latest value's first."""
        found: dict[str, list[Observation]] = {}
        for seen in self._observations:
            if not seen.printed:
                found.setdefault(seen.indicator, []).append(seen)
        return {
            identity: list(
                dict.fromkeys(
                    seen.place.whole for seen in sorted(reported, key=latest, reverse=True)
                )
            )
            for identity, reported in found.items()
        }

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
