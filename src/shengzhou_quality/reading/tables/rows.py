"""Turn the rows of a table into observations.

Reading takes each cell of an indicator that could hold a value, or reports why it does not.
"""

from __future__ import annotations

from collections.abc import Mapping

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.reading.tables.area_rows import AreaRows, note_other
from shengzhou_quality.reading.tables.caption_marks import (
    CaptionMarks,
    Marks,
    give_year,
    year_of_captions,
)
from shengzhou_quality.reading.tables.empty_cells import EmptyCells
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import VALUES, Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.naming import Named, Naming
from shengzhou_quality.reading.tables.owners import Owner, Owners
from shengzhou_quality.reading.tables.row_offices import RowOffices
from shengzhou_quality.reading.tables.row_periods import RowPeriods
from shengzhou_quality.reading.tables.row_values import RowValues
from shengzhou_quality.reading.tables.row_words import RowWords, read_provenance, read_row_words
from shengzhou_quality.reading.tables.shared_rows import SharedRows
from shengzhou_quality.reading.tables.statements import Statements, fits
from shengzhou_quality.reading.tables.states import StateReader
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.unread import Unread
from shengzhou_quality.reading.tables.values import read_cell, same_target, says_nothing
from shengzhou_quality.reported import Cell, Observation, Replaced


class TableReader:
    """Reads the rows of one table. `forms` holds the 口径 that the user gave, by indicator."""

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
        self._naming = naming
        self._layout = layout
        self._said = len(layout.diagnostics)
        self._offices = RowOffices(grid, table)
        owners = Owners(grid, table, naming, layout)
        whose = AreaRows(grid, table, layout.areas)
        self._owners = {
            row: self._owner(row, owners, whose) for row in range(table.first, table.last)
        }
        for row in SharedRows(grid, table, self._owners, layout).withheld():
            self._owners[row] = None
        give_year(table, grid, self._owners)
        self._captions = CaptionMarks(grid, table, self._owners, layout)
        periods = RowPeriods(
            grid,
            table,
            [row for row, owner in self._owners.items() if owner is not None],
            layout,
            year=year_of_captions(table),
            cumulative=self._captions.cumulative,
        )
        self._statements = Statements(table, plan, forms, layout)
        self._states = StateReader(table, plan.head.target_year, layout)
        self._empty = EmptyCells(grid, table, self._states.columns, plan.years, layout)
        self._unread = Unread(grid, table, layout, plan.years)
        self._seen: set[tuple[str, int, Cell]] | None = set() if grid.shows_twice else None
        baseline_year = plan.head.baseline_year
        self._values = RowValues(
            grid, table, self._owners, periods, self._states.columns, baseline_year, layout
        )
        self._corrections = self._values.corrections

    def _owner(self, row: int, owners: Owners, whose: AreaRows) -> Owner | None:
        """The owner of a row of the plan's own area. Rows of another area get no finding here."""
        told = whose.other(row)
        if told is None:
            return owners.of(row)
        said, numbers = len(self._layout.diagnostics), len(self._layout.numbers)
        numbered = len(self._layout.numbered)
        owner = owners.of(row)
        del self._layout.diagnostics[said:], self._layout.numbers[numbers:]
        del self._layout.numbered[numbered:]
        if owner is not None and self._table.reports(self._grid.own[row]):
            note_other(self._layout, told, self._table)
        return None

    def read(self) -> None:
        passed_over: dict[str, tuple[AnyIndicator, Cell]] = {}
        observed: set[str] = set()
        holds_values = self._table.has(*VALUES)
        for row, owner in self._owners.items():
            if owner is None:
                continue
            indicator = owner.named.indicator
            if holds_values:
                self._layout.matched_rows += 1
                self._layout.matched.setdefault(indicator.id, []).append(owner.cell.place)
            said = len(self._layout.diagnostics)
            words = read_row_words(self._grid.rows[row], self._table, owner, self._layout)
            if words.role is Role.ACTUAL:
                self._read_row(row, owner, words)
                observed.add(indicator.id)
                continue
            if words.role is Role.TARGET:
                for header, cell in self._values.of(row):
                    self._check_target(cell, header, indicator, words)
            if said == len(self._layout.diagnostics):
                passed_over[indicator.id] = (indicator, words.said_in)
        for indicator, said_in in passed_over.values():
            if indicator.id not in observed:
                self._layout.say("row-not-read", said_in, indicator)
        self._unread.tell()
        found = {one.place for one in self._layout.diagnostics[self._said :] if one.place}
        self._layout.row_offices |= dict(self._offices.at(found))

    def _read_row(self, row: int, owner: Owner, words: RowWords) -> None:
        indicator, cells = owner.named.indicator, self._grid.rows[row]
        values = [
            (header, cell)
            for header, cell in self._values.of(row)
            if not says_nothing(cell, indicator) and not self._corrections.is_before(row, header)
        ]
        under_years = [value for value in values if value[0].role is not Role.STATE]
        values = under_years or values[:1]  # read 状态 only where no year has a value
        years = {header.year for header, _ in values if header.year is not None}
        office = self._offices.of(row)
        provenance = read_provenance(cells, self._table, indicator, years, office)
        if provenance is not None:
            self._layout.provenance.append(provenance)
        self._empty.note(row, indicator)
        evidence = provenance.evidence if provenance else None
        statement = self._statements.of_row(words, indicator)
        remarks = self._captions.remarks(row)
        fit = [fits(header, indicator) for header, _ in values]
        fitting = {header.year for (header, _), each in zip(values, fit, strict=True) if each}
        for (header, cell), its_own in zip(values, fit, strict=True):
            if header.role is Role.TARGET:
                self._check_target(cell, header, indicator, words)
            elif not its_own and header.year in fitting:
                self._unread.add_unfitting(cell, indicator, header)
            elif header.year is None and indicator.of_states:
                shared = self._values.is_shared(cell)
                self._states.observe(cell, cells, indicator, evidence, shared=shared)
            else:
                marks = self._captions.of(row, cell, header, indicator, remarks)
                before = self._corrections.before(row, header, indicator)
                self._observe(cell, header, owner.named, statement, evidence, marks, before)
        for column in self._table.of(Role.TARGET):
            restated = self._naming.unjudged.asks(owner.cell.text)
            if column in cells and fold(cells[column].text) != fold(restated or ""):
                self._check_target(cells[column], self._table.columns[column], indicator, words)
        states_read = bool(values) and not under_years
        if not states_read:
            self._states.tell_unread(cells, indicator)
        self._unread.look_at(row, owner, values, states_read=states_read)

    def _observe(
        self,
        cell: Cell,
        header: Header,
        named: Named,
        statement: RowWords,
        evidence: str | None,
        marks: Marks,
        before: Cell | None,
    ) -> None:
        indicator, year = named.indicator, header.year
        if year is None:
            return
        if self._seen is not None:
            if (indicator.id, year, cell) in self._seen:
                return
            self._seen.add((indicator.id, year, cell))
        statement, agrees = self._statements.with_marks(statement, marks, header, indicator)
        if self._statements.is_another_measure(cell, header, statement, indicator):
            return
        unit, unit_known = self._statements.unit(cell, header, statement, indicator)
        read = read_cell(cell, indicator, unit)
        if read is None:
            return
        partial = header.partial or statement.partial or marks.partial
        if partial:
            read = read.of_part()
        form, form_fits = self._statements.form(cell, header, statement, indicator)
        usable = unit_known and form_fits and agrees
        if self._values.is_shared(cell):
            self._layout.say("merged-value", cell, indicator)
            usable = False
        elif (marks.of_index or statement.of_index) and indicator.of_growth:
            self._layout.say("looks-like-index", cell, indicator, variant="said")
            usable = False
        elif unit_known:
            self._layout.diagnostics.extend(read.diagnostics)
        self._layout.observations.append(
            Observation(
                indicator=indicator.id,
                year=max(year, read.since or year),  # 2026年已完成 says nothing about 2025
                text=read.text,
                place=cell.place,
                value=read.value if usable else None,
                form=form,
                provisional=read.provisional
                or header.provisional
                or statement.provisional
                or marks.provisional,
                forecast=read.forecast or header.forecast or statement.forecast or marks.forecast,
                partial=partial,
                partial_at=self._partial_at(cell, header, statement, marks) if partial else None,
                name_says_mean=statement.name_says_mean,
                part=named.part,
                evidence=evidence,
                corrects=None if before is None else _replaced(before, indicator, unit),
                implausible=read.implausible if usable else None,
                bare=read.bare,
            )
        )

    def _partial_at(
        self, cell: Cell, header: Header, statement: RowWords, marks: Marks
    ) -> Place | None:
        """The place that says that a value covers only a part of a year."""
        if header.partial:
            said_in = self._values.part_said_in(cell, header)
        elif statement.partial:
            said_in = statement.said_in
        else:
            said_in = marks.said_in
        return said_in.place if said_in else None

    def _check_target(
        self, cell: Cell, header: Header, indicator: AnyIndicator, words: RowWords
    ) -> None:
        """Report a target that differs from the plan: a wrong template or a wrong plan.

        It never changes what is judged: only the plan file says that a target was changed.
        """
        last = self._plan.head.target_year
        asked = indicator.targets_of(header.year or last, last)
        if not asked or is_missing(cell.text):
            return
        unit = words.units[0] if words.units else header.unit
        if not any(same_target(cell, aimed, unit) for aimed in asked):
            target = indicator.target
            self._layout.say("target-differs", cell, indicator, target=target)


def _replaced(before: Cell, indicator: AnyIndicator, unit: str | None) -> Replaced | None:
    """Read the value before a correction, in the unit of the corrected value."""
    read = read_cell(before, indicator, unit)
    if read is None:
        return None
    value = read.value if read.implausible is None else read.implausible
    return Replaced(read.text, before.place, value)
