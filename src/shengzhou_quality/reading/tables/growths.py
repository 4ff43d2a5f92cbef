"""Columns of growth beside the values of a year: named once each, never taken for a value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.header_words import Measure, Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell


@dataclass(slots=True)
class _Column:
    """The first growth in it, and whether a row with one lacks the value of the year itself."""

    cell: Cell
    indicator: AnyIndicator
    lacking: bool = False


@dataclass(slots=True)
class Growths:
    """Gathers them over all rows of a table."""

    table: Table
    layout: Layout
    _found: dict[int, _Column] = field(default_factory=dict)

    def takes(self, header: Header) -> bool:
        """增长% of a year; 增速 of none, beside columns of years."""
        if header.measure is not Measure.GROWTH:
            return False
        return header.role is Role.DERIVED or (
            header.role is Role.VALUE_OF_ROW and self.table.has(Role.ACTUAL)
        )

    def look_at(
        self,
        column: int,
        header: Header,
        cell: Cell,
        indicator: AnyIndicator,
        values: Iterable[tuple[Header, Cell]],
    ) -> None:
        """`values` are those of the row that are read."""
        year = header.year or self._year_before(column)
        found = self._found.setdefault(column, _Column(cell, indicator))
        if not any(year in (None, each.year) for each, _ in values):
            found.lacking = True

    def _year_before(self, column: int) -> int | None:
        """The year of the nearest column of values on the left."""
        before = [each for each in self.table.of(Role.ACTUAL) if each < column]
        return self.table.columns[max(before)].year if before else None

    def tell(self) -> None:
        """A growth beside its value is information; one alone may hide a value not reported."""
        for column, found in self._found.items():
            head = self.table.heads[column]
            if found.lacking:
                self.layout.say("column-not-read", head, None, variant="growth")
            else:
                self.layout.say("value-beside", found.cell, found.indicator, variant="growth")
