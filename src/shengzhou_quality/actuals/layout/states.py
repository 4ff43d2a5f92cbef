"""States of milestones under no year: of the date beside them, or as of the reporting."""

from __future__ import annotations

import re
from datetime import date

from shengzhou_quality.actuals.layout.filled_grid import Row
from shengzhou_quality.actuals.layout.header_words import Role
from shengzhou_quality.actuals.layout.periods import read_years
from shengzhou_quality.actuals.layout.table_findings import Layout
from shengzhou_quality.actuals.layout.tables import Table
from shengzhou_quality.actuals.layout.values import ReadCell, read_cell
from shengzhou_quality.actuals.model import Cell, Observation
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone

_DATE = re.compile(
    r"(?P<year>(?:19|20|21)[0-9]{2})(?:[-/.年](?P<month>1[0-2]|0?[1-9])"
    r"(?:[-/.月](?P<day>3[01]|[12][0-9]|0?[1-9])日?)?月?份?[底末]?)?"
    r"(?: ?[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?"
)


def day_of_date(text: str) -> date | None:
    """The day of 2024-06-30; `None` where only a month or a year is given."""
    found = _DATE.fullmatch(clean(text))
    return _first_day(found) if found and found["day"] else None


def _first_day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return None


def year_of_date(text: str) -> int | None:
    """The year of 2024-06-30, 2024年6月, 2024.6, 2024年 or 2024年上半年; `None` for no date."""
    written = clean(text)
    found = _DATE.fullmatch(written)
    if found:
        first = _first_day(found)
        return first.year if first else None
    years, rest = read_years([written])
    return None if rest or years.since is not None or years.unclear else years.year


def state_columns(table: Table) -> tuple[int, ...]:
    """状态; in a table without years also 进展情况 and 完成情况, which else may be narratives."""
    columns = table.columns.items()
    strict = tuple(
        column for column, header in columns if header.role is Role.STATE and not header.loose
    )
    if strict or table.has(Role.ACTUAL, Role.YEAR_OF_ROW):
        return strict
    may_be = (Role.STATE, Role.VALUE_OF_ROW)
    return tuple(column for column, header in columns if header.loose and header.role in may_be)


class StateReader:
    """Reads the states of one table, row by row."""

    def __init__(self, table: Table, target_year: int, layout: Layout) -> None:
        self.columns = state_columns(table)
        self._dates = table.of(Role.COMPLETED)
        self._holds_figures = table.has(Role.ACTUAL, Role.VALUE_OF_ROW)
        self._target_year = target_year
        self._layout = layout

    def observe(
        self, cell: Cell, row: Row, milestone: Milestone, evidence: str | None, *, shared: bool
    ) -> None:
        """`shared`: it is merged over several milestones, so nobody knows whose state it is."""
        read = read_cell(cell, milestone)
        if read is None:
            return
        if shared:
            self._layout.say("merged-value", Severity.ERROR, cell, milestone)
        else:
            self._layout.diagnostics.extend(read.diagnostics)
        year, completed, readable = self._completion(read, row, milestone)
        self._layout.observations.append(
            Observation(
                indicator=milestone.id,
                year=year or self._target_year,
                text=read.text,
                place=cell.place,
                value=None if shared or not readable else read.value,
                provisional=read.provisional,
                forecast=read.forecast,
                evidence=evidence,
                completed=completed,
                undated=year is None,
            )
        )

    def tell_unread(self, row: Row, indicator: AnyIndicator) -> None:
        """What a row without a state to read holds all the same: a date, a state of a figure."""
        states = [row[column] for column in self.columns if column in row]
        filled = [cell for cell in states if cell.fault or not is_missing(cell.text)]
        if not isinstance(indicator, Milestone):
            if filled and not self._holds_figures:
                self._layout.say("state-for-figure", Severity.WARNING, filled[0], indicator)
            return
        dated = self._date(row)
        if dated is not None and not filled:
            self._layout.say("date-without-state", Severity.WARNING, dated, indicator)

    def _completion(
        self, read: ReadCell, row: Row, milestone: Milestone
    ) -> tuple[int | None, str | None, bool]:
        """The year and the date of completion, and whether the date can be read.

        Of a state that completes nothing it is no such date: the state is of the reporting.
        """
        dated = self._date(row)
        if dated is None:
            return None, None, True
        year = year_of_date(dated.text) if dated.fault in (None, "date-cell") else None
        if year is None:
            self._layout.say("not-a-date", Severity.ERROR, dated, milestone)
            return None, None, False
        if not isinstance(read.value, int):
            return None, None, True
        if milestone.fulfils(read.value):
            return year, " ".join(dated.text.split()), True
        self._layout.say("date-not-completed", Severity.INFO, dated, milestone, state=read.text)
        return None, None, True

    def _date(self, row: Row) -> Cell | None:
        cells = (row[column] for column in self._dates if column in row)
        return next((cell for cell in cells if cell.fault or not is_missing(cell.text)), None)
