"""Read states of milestones without a year: as of a date of completion, or of the reporting."""

from __future__ import annotations

from shengzhou_quality.limits import quoted
from shengzhou_quality.plan.kinds import AnyIndicator, StatesIndicator
from shengzhou_quality.reading.tables.dates import year_in_date_cell, year_of_date
from shengzhou_quality.reading.tables.filled_grid import Row, is_filled
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import ReadCell, read_cell
from shengzhou_quality.reported import Cell, Observation


def state_columns(table: Table) -> tuple[int, ...]:
    """The columns of states: 状态; without years also 进展情况 and 完成情况."""
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
        self,
        cell: Cell,
        row: Row,
        milestone: StatesIndicator,
        evidence: str | None,
        *,
        shared: bool,
    ) -> None:
        """Keep the state of a row. `shared`: it is merged over several milestones, so unclear."""
        read = read_cell(cell, milestone)
        if read is None:
            return
        if shared:
            self._layout.say("merged-value", cell, milestone)
        else:
            self._layout.diagnostics.extend(read.diagnostics)
        year, completed, unreadable = self._completion(read, row, milestone)
        if year is None and read.since is not None and read.since > self._target_year:
            year = read.since
        self._layout.observations.append(
            Observation(
                indicator=milestone.id,
                year=year or self._target_year,
                # If the date is unreadable, the finding points at the date to correct.
                text=quoted(unreadable.text) if unreadable else read.text,
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
        """Report a date without a state, or a state in the row of a figure."""
        states = [row[column] for column in self.columns if column in row]
        filled = [cell for cell in states if is_filled(cell)]
        if not indicator.of_states:
            if filled and not self._holds_figures:
                self._layout.say("state-for-figure", filled[0], indicator)
            return
        dated = self._date(row)
        if dated is not None and not filled:
            self._layout.say("date-without-state", dated, indicator)

    def _completion(
        self, read: ReadCell, row: Row, milestone: StatesIndicator
    ) -> tuple[int | None, str | None, Cell | None]:
        """Read the year and the date of completion, or return the cell whose date is unreadable.

        A state that completes nothing has no date of completion: it is as of the reporting.
        """
        dated = self._date(row)
        if dated is None:
            return None, None, None
        year = None
        if dated.fault in (None, "date-cell"):
            year = (year_in_date_cell if dated.fault else year_of_date)(dated.text)
        if year is None:
            self._layout.say("not-a-date", dated, milestone)
            return None, None, dated
        if not isinstance(read.value, int):
            return None, None, None
        if milestone.fulfils(read.value):
            text = " ".join(dated.text.split())
            # A year that was typed as a year is shown as a year.
            return year, text if year_of_date(text) == year else str(year), None
        self._layout.say("date-not-completed", dated, milestone, state=read.text)
        return None, None, None

    def _date(self, row: Row) -> Cell | None:
        cells = (row[column] for column in self._dates if column in row)
        return next((cell for cell in cells if is_filled(cell)), None)
