"""Read the year of a row of a long table, and the part of a year that any row covers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.filled_grid import Grid, Row, is_filled
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.headers import Header, read_header
from shengzhou_quality.reading.tables.periods import ends_the_year, spelled_period, years_in
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell

_OF_TIME = (Role.ACTUAL, Role.TARGET, Role.VALUE_OF_ROW)


class RowPeriod(NamedTuple):
    """What the cells of a row say about time, as the header to read the value under.

    `said_in` is the cell that limits the value to a part of a year.
    """

    header: Header
    said_in: Cell | None = None


class RowPeriods:
    """Reads the columns 年份, 月份, 季度, 期间 of one table, row by row.

    `year` is the year in the table's captions, for rows that name only a month. `cumulative`:
    the captions say that each figure counts from January.
    """

    def __init__(
        self,
        grid: Grid,
        table: Table,
        rows: Iterable[int],
        layout: Layout,
        *,
        year: int | None = None,
        cumulative: bool = False,
    ) -> None:
        self._grid = grid
        self._table = table
        self._layout = layout
        self._year = year
        self._cumulative = cumulative
        self._years = table.of(Role.YEAR_OF_ROW)
        self._parts = table.of(Role.PERIOD_OF_ROW)
        self._divided, self._filled = self._look_through(rows)

    @property
    def are_whole_years(self) -> bool:
        """Whether no column divides the years of the header."""
        return not self._parts

    def _look_through(self, rows: Iterable[int]) -> tuple[set[int | None], set[int]]:
        """Find the years that some rows divide, and the columns of periods that are filled."""
        divided: set[int | None] = set()
        filled: set[int] = set()
        for row in rows:
            cells = self._grid.rows[row]
            for column in self._parts:
                if column in cells and not is_missing(cells[column].text):
                    filled.add(column)
            for column in self._years:
                header = self._read(column, cells[column]) if column in cells else None
                if header is not None and header.partial:
                    divided.add(header.year)
        return divided, filled

    def of(self, row: int, value: Cell, under: Header, indicator: AnyIndicator) -> RowPeriod | None:
        """Read the year of a value in a long table, or the part of the year.

        Faults in the cells that give it are reported. `under` is the header of the value.
        """
        cells = self._grid.rows[row]
        columns = [column for column in self._years if column in cells]
        missing = not is_filled(value)
        if not columns:
            if not missing:
                self._layout.say("no-year-in-row", value, indicator)
            return None
        year = cells[columns[0]]
        header = self._read(columns[0], year)
        if header.role is Role.VALUE_OF_ROW and self._year is not None:
            header = header._replace(role=Role.ACTUAL, year=self._year)
        if header.role not in (Role.ACTUAL, Role.TARGET):
            if header.role is not Role.DERIVED and not missing:
                self._layout.say("not-a-year", year, indicator)
            return None
        if header.first_day and header.year in self._divided:
            header = header._replace(partial="1月")
        period = RowPeriod(header, year if header.partial else None)
        if self._parts:
            narrowed = self.narrow(row, value, period.header, indicator)
            if narrowed is None:
                return None
            period = RowPeriod(narrowed.header, narrowed.said_in or period.said_in)
        return self._cumulated(period, columns[0], under, indicator)

    def narrow(
        self, row: int, value: Cell, header: Header, indicator: AnyIndicator
    ) -> RowPeriod | None:
        """Add to `header` the part of the year that the columns of periods give for the row.

        Return `None` and report a finding if this row lacks it and other rows have it.
        """
        if not self._parts or not is_filled(value):
            return RowPeriod(header)
        cells: Row = self._grid.rows[row]
        said_in: Cell | None = None
        for column in self._parts:
            cell = cells.get(column)
            if cell is None or is_missing(cell.text):
                if column in self._filled:
                    self._layout.say("no-period-in-row", value, indicator)
                    return None
                continue
            read = self._read(column, cell)
            of_other = read.year is not None and header.year not in (None, read.year)
            if of_other and (read.loose or not self._years):
                continue  # it is the day of reporting; or 2024年 next to 2025年1-9月
            if read.role not in _OF_TIME and _of_many_years(cell.text):
                continue
            if of_other or read.role not in _OF_TIME:
                self._layout.say("not-a-period", cell, indicator)
                return None
            if read.partial:
                period = self._cumulated(RowPeriod(read), column, header, indicator)
                if period.header.partial:
                    header, said_in = header._replace(partial=read.partial), cell
                else:
                    header = header._replace(form=period.header.form or header.form)
        return RowPeriod(header, said_in)

    def _read(self, column: int, cell: Cell) -> Header:
        head = self._table.heads.get(column)
        header = read_header(spelled_period(cell.text, head.text if head else ""))
        return header._replace(loose=True) if self._table.columns[column].loose else header

    def _cumulated(
        self, period: RowPeriod, column: int, under: Header, indicator: AnyIndicator
    ) -> RowPeriod:
        """Treat December as the full year where figures count from January.

        The same holds for a milestone: its state in December is the state at the year's end.
        """
        header, head = period.header, self._table.heads.get(column)
        counted = self._cumulative or under.form is Form.TOTAL
        counted = counted or (head is not None and "累计" in head.text)
        counted = counted or indicator.of_states
        if not counted or header.partial is None:
            return period
        partial = None if ends_the_year(header.partial) else header.partial
        return RowPeriod(header._replace(partial=partial, form=Form.OF_YEAR), period.said_in)


def _of_many_years(text: str) -> bool:
    """Whether a text names the years of a table (2021—2025年, 十四五), not a part of a year."""
    written = clean(text)
    span = len(years_in(written)) > 1 and not re.search(_PART_WORD, written)
    return span or re.fullmatch(_PLAN_PERIOD, written) is not None


_PART_WORD = r"[月季旬半]"


_PLAN_PERIOD = r"[“\"]?十[一二三四五六]五[”\"]?(?:规划)?(?:期间|时期)?|规划期[间内]?"
