"""Report, once each, columns that hold values but were not read, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import Figure, clean, read_value
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_rows import is_unknown
from shengzhou_quality.reading.tables.header_words import BasisMeasure, Role
from shengzhou_quality.reading.tables.headers import Header, read_label
from shengzhou_quality.reading.tables.owners import Owner
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import holds_value
from shengzhou_quality.reading.totals import is_total, sum_details
from shengzhou_quality.reported import Cell

Values = Iterable[tuple[Header, Cell]]
_MAY_BE_UNREAD = (Role.OTHER, Role.VALUE_OF_ROW, Role.STATE, Role.DERIVED)


class Unread:
    """Collects, over all rows of a table, the values in columns that are not read."""

    def __init__(self, grid: Grid, table: Table, layout: Layout, years: Collection[int]) -> None:
        self._grid = grid
        self._table = table
        self._layout = layout
        self._years = years
        self._is_long = table.is_long
        self._settled = frozenset(
            column for column, header in table.columns.items() if header.role not in _MAY_BE_UNREAD
        )
        self._cells: dict[int, list[Cell]] = {}
        self._growths = Growths(table, layout)
        self._unfitting: list[tuple[Cell, AnyIndicator, bool]] = []

    def look_at(self, row: int, owner: Owner, values: Values, *, states_read: bool) -> None:
        """Note what could be a value under a column that is not read.

        `values` are those of the row that are read.
        """
        for column, cell in self._grid.own[row].items():
            if column in self._settled:
                continue
            header = self._table.columns.get(column)
            role = header.role if header else Role.OTHER
            unread = self._table.holds(column) and (
                role is Role.OTHER
                or (role is Role.VALUE_OF_ROW and not self._is_long and not states_read)
                or (role is Role.STATE and not states_read)
                or (role is Role.DERIVED and header is not None and header.names_a_year)
            )
            if (
                unread
                and column != owner.column
                and holds_value(cell, owner.named.indicator)
                and read_label(cell.text).role is Role.OTHER
            ):
                if header is not None and self._growths.takes(header):
                    self._growths.look_at(column, header, cell, owner.named.indicator, values)
                    continue
                self._cells.setdefault(column, []).append(cell)
                if header is not None and header.form is Form.TOTAL:
                    self._compare(cell, owner.named.indicator, values)

    def _compare(self, cell: Cell, indicator: AnyIndicator, values: Values) -> None:
        """Compare a total without a year with the years: with their sum, or the last total."""
        years = [
            _number(each)
            for header, each in values
            if header.year in self._years and not (header.partial or header.forecast)
        ]
        known = [value for value in years if value is not None]
        if not indicator.sums_years or not known:
            return
        added, written = indicator.combined(known), _number(cell)
        if written is None or written == known[-1]:
            return
        if not is_total(Interval.point(written), added, indicator):
            details = sum_details(added, indicator)
            self._layout.say("total-differs", cell, indicator, Severity.WARNING, **details)

    def add_unfitting(self, cell: Cell, indicator: AnyIndicator, header: Header) -> None:
        """Note a growth next to the level of the same year, or a total next to the addition."""
        self._unfitting.append((cell, indicator, header.measure is BasisMeasure.GROWTH))

    def tell(self) -> None:
        alike: dict[tuple[str, Severity, bool], list[Cell]] = {}
        for column, cells in self._cells.items():
            head = self._table.heads.get(column)
            header = self._table.columns.get(column)
            if head is None or header is None:
                if not _are_serials(cells):
                    self._layout.say("no-column-header", cells[0])
            elif header.role is Role.VALUE_OF_ROW and not self._may_do_without(header):
                alone = not self._table.has(Role.ACTUAL)
                severity = Severity.ERROR if alone else Severity.WARNING
                self._layout.say("no-year", head, None, severity)
            else:
                named = header.role is Role.OTHER and (header.names_a_year or header.area)
                doubtful = named or (head.fault is not None and head.fault != "date-cell")
                severity = Severity.WARNING if doubtful else Severity.INFO
                deciding = self._deciding(column, header) or head
                key = (clean(deciding.text), severity, header.area is not None)
                if deciding not in alike.setdefault(key, []):
                    alike[key].append(deciding)
        for (_, severity, of_area), heads in alike.items():  # 全省平均 under each year: once
            variant = {"variant": "area"} if of_area else {}
            count = len(heads)
            self._layout.say("column-not-read", heads[0], None, severity, count=count, **variant)
        self._growths.tell()
        for cell, indicator, is_growth in self._unfitting:
            variant = {"variant": "growth"} if is_growth else {}
            self._layout.say("value-beside", cell, indicator, **variant)

    def _deciding(self, column: int, header: Header) -> Cell | None:
        """The header cell of a column because of which the column is not read."""
        areas, parts = self._layout.areas, self._table.parts.get(column, ())
        if header.area:
            return next((cell for cell in parts if areas.names_other(cell.text)), None)
        return next((cell for cell in parts if is_unknown(cell, areas)), None)

    def _may_do_without(self, header: Header) -> bool:
        """Whether the column needs no year: a total next to the years that it sums."""
        return header.form is Form.TOTAL and self._table.has(Role.ACTUAL)


def _number(cell: Cell) -> Fraction | None:
    value = read_value(cell.text)
    return value.interval.value if isinstance(value, Figure) and not cell.fault else None


def _are_serials(cells: list[Cell]) -> bool:
    """Whether a column without a header only numbers the rows 1, 2, 3 …"""
    return [cell.text for cell in cells] == [str(number + 1) for number in range(len(cells))]


@dataclass(slots=True)
class _Column:
    """The first growth in a column, and whether any of its rows lacks the value of the year."""

    cell: Cell
    indicator: AnyIndicator
    lacking: bool = False


@dataclass(slots=True)
class Growths:
    """Collects the columns of growth next to the values of a year, over all rows of a table."""

    table: Table
    layout: Layout
    _found: dict[int, _Column] = field(default_factory=dict)

    def takes(self, header: Header) -> bool:
        """Whether a column holds growth: 增长% of a year, or 增速 next to columns of years."""
        if header.measure is not BasisMeasure.GROWTH:
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
        """Report the columns; growth without its value may hide a value that is not reported."""
        for column, found in self._found.items():
            head = self.table.heads[column]
            if found.lacking:
                self.layout.say("column-not-read", head, None, variant="growth")
            else:
                self.layout.say("value-beside", found.cell, found.indicator, variant="growth")
