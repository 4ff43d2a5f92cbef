"""States of milestones under no year: of the date beside them, or as of the reporting."""

from __future__ import annotations

import re
from datetime import date

from shengzhou_quality.actuals.layout.filled_grid import Row
from shengzhou_quality.actuals.layout.header_words import Role
from shengzhou_quality.actuals.layout.periods import year_in_digits
from shengzhou_quality.actuals.layout.table_findings import Layout
from shengzhou_quality.actuals.layout.tables import Table
from shengzhou_quality.actuals.layout.values import ReadCell, read_cell
from shengzhou_quality.actuals.model import Cell, Observation
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone

_YEAR = r"(?P<year>(?:19|20|21)[0-9]{2})"
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12][0-9]|0?[1-9])"
# One way of writing throughout: 2024年1-6月 is half a year and no sixth of January.
_DATES = tuple(
    re.compile(_YEAR + rest + r"(?: ?[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?")
    for rest in (
        "",
        rf"[-/.]{_MONTH}(?:[-/.]{_DAY}|月?份?[底末]?)",
        rf"年{_MONTH}(?:月{_DAY}日?|月?份?[底末]?)",
    )
)
_COMPACT = re.compile(_YEAR + r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_MONTHS = "十一|十二|[一二三四五六七八九十]"
_PART_OF_YEAR = re.compile(
    rf"{_YEAR}年?(?:度?|年?[初中底末]|[上下]半年|第?[一二三四1-4]季度"
    rf"|(?:{_MONTHS})月份?[初中底末]?)"
)


def day_of_date(text: str) -> date | None:
    """The day of 2024-06-30; `None` where only a month or a year is given."""
    found = _date_in(clean(text))
    return _first_day(found) if found and found.groupdict().get("day") else None


def _date_in(written: str) -> re.Match[str] | None:
    matches = (pattern.fullmatch(written) for pattern in (*_DATES, _COMPACT))
    return next(filter(None, matches), None)


def _first_day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    try:
        return date(int(found["year"]), int(parts.get("month") or 1), int(parts.get("day") or 1))
    except ValueError:
        return None


def year_of_date(text: str) -> int | None:
    """The year of 2024-06-30, 20240630, 2024年6月, 2024.6, 2024年 or 2024年上半年.

    `None` for whatever is no date, a span of months and a day that no month has among it.
    """
    written = year_in_digits(clean(text))
    found = _date_in(written)
    if found:
        first = _first_day(found)
        return first.year if first else None
    part = _PART_OF_YEAR.fullmatch(written)
    return int(part["year"]) if part else None


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
        year, completed, unreadable = self._completion(read, row, milestone)
        self._layout.observations.append(
            Observation(
                indicator=milestone.id,
                year=year or self._target_year,
                # Of a date that cannot be read the date is what has to be mended.
                text=unreadable.text if unreadable else read.text,
                place=unreadable.place if unreadable else cell.place,
                value=None if shared or unreadable else read.value,
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
    ) -> tuple[int | None, str | None, Cell | None]:
        """The year and the date of completion, or the cell whose date cannot be read.

        Of a state that completes nothing it is no such date: the state is of the reporting.
        """
        dated = self._date(row)
        if dated is None:
            return None, None, None
        year = year_of_date(dated.text) if dated.fault in (None, "date-cell") else None
        if year is None:
            self._layout.say("not-a-date", Severity.ERROR, dated, milestone)
            return None, None, dated
        if not isinstance(read.value, int):
            return None, None, None
        if milestone.fulfils(read.value):
            return year, " ".join(dated.text.split()), None
        self._layout.say("date-not-completed", Severity.INFO, dated, milestone, state=read.text)
        return None, None, None

    def _date(self, row: Row) -> Cell | None:
        cells = (row[column] for column in self._dates if column in row)
        return next((cell for cell in cells if cell.fault or not is_missing(cell.text)), None)
