"""Rows of a table to observations.

Every cell of an indicator under a column that could hold a value is read, or a finding
says why it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from shengzhou_quality.actuals.layout.area_rows import AreaRows, note_other
from shengzhou_quality.actuals.layout.filled_grid import Grid
from shengzhou_quality.actuals.layout.header_words import VALUES, Role
from shengzhou_quality.actuals.layout.headers import Header, read_header
from shengzhou_quality.actuals.layout.naming import Named, Naming
from shengzhou_quality.actuals.layout.owners import Owner, Owners
from shengzhou_quality.actuals.layout.row_words import RowWords, read_provenance, read_row_words
from shengzhou_quality.actuals.layout.statements import Statements, fits
from shengzhou_quality.actuals.layout.states import StateReader
from shengzhou_quality.actuals.layout.table_findings import Layout
from shengzhou_quality.actuals.layout.tables import Table
from shengzhou_quality.actuals.layout.unread import Unread
from shengzhou_quality.actuals.layout.values import read_cell, same_target
from shengzhou_quality.actuals.model import Cell, Observation
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import is_missing
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.model import Plan

_OF_VALUES = VALUES | {Role.BASELINE}


class TableReader:
    """Reads the rows of one table. `forms` holds the 口径 given from outside, by indicator."""

    def __init__(
        self,
        grid: Grid,
        table: Table,
        naming: Naming,
        plan: Plan,
        forms: Mapping[str, Form],
        layout: Layout,
    ) -> None:
        self._grid = grid
        self._table = table
        self._plan = plan
        self._layout = layout
        self._is_long = table.has(Role.YEAR_OF_ROW) and table.has(Role.VALUE_OF_ROW)
        owners = Owners(grid, table, naming, layout)
        whose = AreaRows(grid, table, layout.areas)
        self._owners = {
            row: self._owner(row, owners, whose) for row in range(table.first, table.last)
        }
        self._statements = Statements(table, plan, forms, layout)
        self._states = StateReader(table, plan.head.target_year, layout)
        self._unread = Unread(grid, table, layout, plan.years)
        self._seen: set[tuple[str, int, Cell]] = set()
        self._values = {
            row: list(self._values_of(row, owner.named.indicator))
            for row, owner in self._owners.items()
            if owner is not None
        }
        self._shared = self._shared_cells()

    def _owner(self, row: int, owners: Owners, whose: AreaRows) -> Owner | None:
        """The owner of a row of the plan's own area; of a row of another nothing is said here."""
        told = whose.other(row)
        if told is None:
            return owners.of(row)
        said, numbers = len(self._layout.diagnostics), len(self._layout.numbers)
        owner = owners.of(row)
        del self._layout.diagnostics[said:], self._layout.numbers[numbers:]
        if owner is not None and self._holds_something(row):
            note_other(self._layout, told, self._table)
        return None

    def _holds_something(self, row: int) -> bool:
        cells = self._grid.own[row]
        under = (cells[column] for column in self._table.of(*VALUES) if column in cells)
        return any(cell.fault or not is_missing(cell.text) for cell in under)

    def read(self) -> None:
        passed_over: dict[str, tuple[AnyIndicator, Cell]] = {}
        observed: set[str] = set()
        for row, owner in self._owners.items():
            if owner is None:
                continue
            indicator = owner.named.indicator
            if self._table.has(*VALUES):
                self._layout.matched_rows += 1
                self._layout.matched.setdefault(indicator.id, []).append(owner.cell.place)
            said = len(self._layout.diagnostics)
            words = read_row_words(self._grid.rows[row], self._table, owner, self._layout)
            if words.role is Role.ACTUAL:
                self._read_row(row, owner, words)
                observed.add(indicator.id)
                continue
            if words.role is Role.TARGET:
                for header, cell in self._values[row]:
                    self._check_target(cell, header, indicator, words)
            if said == len(self._layout.diagnostics):
                passed_over[indicator.id] = (indicator, words.said_in)
        for indicator, said_in in passed_over.values():
            if indicator.id not in observed:
                self._layout.say("row-not-read", Severity.WARNING, said_in, indicator)
        self._unread.tell()

    def _read_row(self, row: int, owner: Owner, words: RowWords) -> None:
        indicator, cells = owner.named.indicator, self._grid.rows[row]
        values = [
            (header, cell)
            for header, cell in self._values[row]
            if cell.fault or not is_missing(cell.text)
        ]
        under_years = [value for value in values if value[0].role is not Role.STATE]
        values = under_years or values[:1]  # 状态 is read where no year has a value
        years = {header.year for header, _ in values if header.year is not None}
        provenance = read_provenance(cells, self._table, indicator, years)
        if provenance is not None:
            self._layout.provenance.append(provenance)
        evidence = provenance.evidence if provenance else None
        statement = self._statements.of_row(words, indicator)
        fitting = {header.year for header, _ in values if fits(header, indicator)}
        for header, cell in values:
            if header.role is Role.TARGET:
                self._check_target(cell, header, indicator, words)
            elif not fits(header, indicator) and header.year in fitting:
                self._unread.add_unfitting(cell, indicator, header)
            elif header.year is None and isinstance(indicator, Milestone):
                shared = cell in self._shared
                self._states.observe(cell, cells, indicator, evidence, shared=shared)
            else:
                self._observe(cell, header, owner.named, statement, evidence)
        for column in self._table.of(Role.TARGET):
            if column in cells:
                self._check_target(cells[column], self._table.columns[column], indicator, words)
        states_read = bool(values) and not under_years
        if not states_read:
            self._states.tell_unread(cells, indicator)
        self._unread.look_at(row, owner, values, states_read=states_read)

    def _values_of(self, row: int, indicator: AnyIndicator) -> Iterator[tuple[Header, Cell]]:
        """The cells of the row that hold a year's value, each under what heads it."""
        cells = self._grid.rows[row]
        for column, header in self._table.columns.items():
            cell = cells.get(column)
            if cell is None or self._is_title(row, column):
                continue
            if header.role in _OF_VALUES:
                self._layout.count_value(cell)
            if header.role is Role.BASELINE:
                year = self._plan.head.baseline_year
                yield replace(header, role=Role.ACTUAL, year=year), cell
            elif header.role is Role.ACTUAL:
                yield header, cell
            elif column in self._states.columns and isinstance(indicator, Milestone):
                of_row = self._year_of(row, cell, indicator) if self._is_long else None
                if of_row is not None or not self._is_long:
                    yield replace(of_row or header, role=Role.STATE), cell
            elif header.role is Role.VALUE_OF_ROW and self._is_long:
                of_row = self._year_of(row, cell, indicator)
                if of_row is not None:
                    yield _together(header, of_row), cell

    def _year_of(self, row: int, value: Cell, indicator: AnyIndicator) -> Header | None:
        """What the year cell of a long table's row says; what is wrong with it is said."""
        cells = self._grid.rows[row]
        columns = [column for column in self._table.of(Role.YEAR_OF_ROW) if column in cells]
        missing = is_missing(value.text) and not value.fault
        if not columns:
            if not missing:
                self._layout.say("no-year-in-row", Severity.ERROR, value, indicator)
            return None
        year = cells[columns[0]]
        header = read_header(year.text)
        if header.role in (Role.ACTUAL, Role.TARGET):
            return header
        if header.role is not Role.DERIVED and not missing:
            self._layout.say("not-a-year", Severity.ERROR, year, indicator)
        return None

    def _is_title(self, row: int, column: int) -> bool:
        """Merged from the header or from above it down into the rows."""
        span = self._grid.span(row, column)
        return span is not None and span.top < self._grid.numbers[self._table.first]

    def _shared_cells(self) -> set[Cell]:
        """Merged cells over several years or indicators: whose value they hold cannot be told.

        A state that stands over several years is the state of each of them.
        """
        slots: dict[Cell, set[tuple[str, int | None]]] = {}
        for row, values in self._values.items():
            owner = self._owners[row]
            assert owner is not None, "only rows with an owner have values"
            indicator = owner.named.indicator
            for header, cell in values:
                year = None if isinstance(indicator, Milestone) else header.year
                slots.setdefault(cell, set()).add((indicator.id, year))
        return {cell for cell, shown_for in slots.items() if len(shown_for) > 1}

    def _observe(
        self,
        cell: Cell,
        header: Header,
        named: Named,
        statement: RowWords,
        evidence: str | None,
    ) -> None:
        indicator, year = named.indicator, header.year
        if year is None or (indicator.id, year, cell) in self._seen:
            return
        self._seen.add((indicator.id, year, cell))
        if self._statements.is_another_measure(cell, header, statement, indicator):
            return
        unit, unit_known = self._statements.unit(cell, header, statement, indicator)
        read = read_cell(cell, indicator, unit)
        if read is None:
            return
        form, form_fits = self._statements.form(cell, header, statement, indicator)
        usable = unit_known and form_fits
        if cell in self._shared:
            self._layout.say("merged-value", Severity.ERROR, cell, indicator)
            usable = False
        elif unit_known:
            self._layout.diagnostics.extend(read.diagnostics)
        self._layout.observations.append(
            Observation(
                indicator=indicator.id,
                year=max(year, read.since or year),  # 2026年已完成 is nothing of 2025
                text=read.text,
                place=cell.place,
                value=read.value if usable else None,
                form=form,
                provisional=read.provisional or header.provisional or statement.provisional,
                forecast=read.forecast or header.forecast or statement.forecast,
                partial=header.partial or statement.partial,
                name_says_mean=statement.name_says_mean,
                part=named.part,
                evidence=evidence,
            )
        )

    def _check_target(
        self, cell: Cell, header: Header, indicator: AnyIndicator, words: RowWords
    ) -> None:
        """A target is never an actual; one that differs is the wrong form or the wrong plan."""
        if header.year not in (None, self._plan.head.target_year) or is_missing(cell.text):
            return
        unit = words.units[0] if words.units else header.unit
        if not same_target(cell, indicator, unit):
            target = indicator.target
            self._layout.say("target-differs", Severity.WARNING, cell, indicator, target=target)


def _together(value: Header, year: Header) -> Header:
    """What heads a value of a long table: the word over its column and the year of its row."""
    return replace(
        year,
        form=year.form or value.form,
        measure=year.measure or value.measure,
        forecast=year.forecast or value.forecast,
        provisional=year.provisional or value.provisional,
        partial=year.partial or value.partial,
        unit=value.unit or year.unit,
    )
