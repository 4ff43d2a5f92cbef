"""Read tables of opinions (评估意见): find them, and turn each row into an assessment.

A row with any fault has no effect: a person's judgement is taken exactly as written or not at
all. No cell of such a table is read as a value.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Status
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.reading.tables.dates import year_of_date
from shengzhou_quality.reading.tables.filled_grid import Grid, Row
from shengzhou_quality.reading.tables.header_words import (
    EXCLUDED,
    EXCLUDED_WORDS,
    OPINION_WORDS,
    STATUS_WORDS,
    VALUES,
    OpinionColumn,
    Role,
)
from shengzhou_quality.reading.tables.naming import Naming
from shengzhou_quality.reading.tables.owners import serial_of
from shengzhou_quality.reading.tables.records import (
    Columns,
    columns_of,
    filled_in,
    find_item,
    one_line,
)
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import read_cell
from shengzhou_quality.reported import Assessment, Cell

SHEETS = frozenset({"评估意见", "评估意见表", "assessments"})
"""Sheets with these names hold only opinions."""

_CODE_OF = {
    **{fold(status.value): status.value for status in Status},
    **{fold(word): status.value for status, words in STATUS_WORDS.items() for word in words},
    **{fold(word): EXCLUDED for word in EXCLUDED_WORDS},
}
_ITEMS = (Role.SERIAL, Role.NAME)
_UNREADABLE = frozenset({"error-cell", "not-calculated"})
_LINE = r"\s*(?:注|备注|说明|填表|填报|审核|制表|负责人|联系|评估人|评估单位|盖章)"
"""How a line of signatures or a note begins. No item of the plan has a name that does."""


class _Item(NamedTuple):
    """The item of a row.

    `judged` is the indicator that judges it, `None` for a promise without a row of its own;
    `restates` is then the indicator that is judged instead.
    """

    id: str
    name: str
    judged: AnyIndicator | None
    restates: str | None = None


class OpinionReader:
    """Reads the tables of opinions of one sheet.

    `alone`: the file was given for its opinions, so nothing else is read from it. `counted`:
    the opinions are accepted; where they are not (in a file that an office submits), each
    finding about them is informational.
    """

    def __init__(
        self,
        place: Place,
        naming: Naming,
        plan: Plan,
        layout: Layout,
        *,
        alone: bool,
        counted: bool,
    ) -> None:
        self._place = place
        self._naming = naming
        self._plan = plan
        self._layout = layout
        self._alone = alone
        self._counted = counted
        self._of_them = place.sheet is not None and fold(place.sheet) in SHEETS
        self._found = self._faulty = False

    def takes(self, table: Table) -> bool:
        """Whether the table holds opinions, or stands where no values are read.

        The name of its sheet says so, or the headers 理由 and 评估人 with 编号 or 名称.
        """
        return self._of_them or self._alone or self._heads(table)

    def _heads(self, table: Table) -> bool:
        columns = columns_of(table, OPINION_WORDS)
        signed = OpinionColumn.BY in columns or self._alone
        return OpinionColumn.REASON in columns and signed and table.has(*_ITEMS)

    def read(self, grid: Grid, table: Table) -> None:
        if not (self._of_them or self._heads(table)):
            if table.has(*VALUES):
                self._layout.diagnostics.append(Diagnostic("values-not-read", self._place))
            return
        self._found = True
        self._layout.assessment_tables += 1
        # A second column of the same meaning is not read, and is reported as such.
        found = columns_of(table, OPINION_WORDS)
        columns = {column: numbers[:1] for column, numbers in found.items()}
        for row in range(table.first, table.last):
            self._read_row(grid.rows[row], table, columns)
        self._tell_values(grid, table, columns)

    def tell_unheaded(self, *, empty: bool) -> bool:
        """Report a sheet of opinions without their header; return false for any other sheet."""
        if not self._counted:
            return False  # it may be a page of plain text: 经审核,同意上报
        if self._of_them and not (self._found or empty):
            self._layout.diagnostics.append(Diagnostic("no-assessments", self._place))
        return self._of_them or self._alone

    def _read_row(self, cells: Row, table: Table, columns: Columns[OpinionColumn]) -> None:
        said = filled_in(cells, columns, lambda _, cell: _says_something(cell))
        named = _filled(cells, table, *_ITEMS)
        faulty = [
            cells[number]
            for (number,) in columns.values()
            if number in cells and cells[number].fault in _UNREADABLE
        ]
        if not (said or faulty) or (named and _is_line(cells, named[0])):
            return  # nobody has assessed the item yet, or the row is a line across the table
        item = self._item(cells, table, next(iter((*said.values(), *faulty))))
        for cell in faulty:
            if item is not None and cell.fault is not None:
                self._say(cell.fault, cell, item)
        if item is not None and not faulty:
            self._accept(item, said, named[0])

    # ---- the item

    def _item(self, cells: Row, table: Table, beside: Cell) -> _Item | None:
        """Find the item as for values: by its name, by its number only where it has no name."""
        name = next(iter(_filled(cells, table, Role.NAME)), None)
        serial = serial_of(cells, table)
        decisive = name or serial
        if decisive is None:
            self._refuse("assessment-without-item", beside)
            return None
        item = self._find(decisive.text)
        if item is None:
            nearest = self._naming.suggestion(decisive.text)
            self._refuse("assessment-of-unknown", decisive, nearest=nearest)
            return None
        numbered = self._find(serial.text) if name and serial else None
        if name is None or serial is None or item == numbered:
            return item
        promise = self._naming.unjudged.find(serial.text)
        if numbered is not None and promise is not None and promise.restates == item.id:
            return numbered  # the row has the name of the indicator that the promise restates
        details: dict[str, Parameter] = {"number": clean(serial.text), "id": item.id}
        self._say("number-differs", serial, item, **details)
        return item

    def _find(self, text: str) -> _Item | None:
        found = find_item(text, self._naming, self._plan)
        if found is None:
            return None
        if isinstance(found, Promise):
            return _Item(found.id, found.name, None, found.restates)
        return _Item(found.id, found.name, found)

    # ---- the opinion

    def _accept(self, item: _Item, said: dict[OpinionColumn, Cell], named: Cell) -> None:
        """Keep the opinion if it has no fault; report all faults at once."""
        self._faulty = False
        reason = said.get(OpinionColumn.REASON)
        if reason is None:
            self._say("assessment-without-reason", named, item)
        status = self._status(said.get(OpinionColumn.STATUS), item)
        baseline = self._baseline(said.get(OpinionColumn.BASELINE), item)
        date, by = said.get(OpinionColumn.DATE), said.get(OpinionColumn.BY)
        if date is not None and year_of_date(date.text) is None:
            self._say("assessment-date", date, item)
        if OpinionColumn.STATUS not in said and OpinionColumn.BASELINE not in said:
            self._say("assessment-says-nothing", named, item)
        if reason is None or self._faulty:
            return
        excluded = status == EXCLUDED
        self._layout.assessments.append(
            Assessment(
                item=item.id,
                place=named.place,
                reason=" ".join(reason.text.split()),
                status=None if excluded else status,
                excluded=excluded,
                baseline=baseline,
                by=one_line(by),
                date=one_line(date),
            )
        )

    def _status(self, cell: Cell | None, item: _Item) -> str | None:
        """Read the code of a status, or `EXCLUDED`."""
        if cell is None:
            return None
        status = status_of(cell.text)
        if status is None:
            known = known_statuses()
            self._say("assessment-status", cell, item, known=known)
        return status

    def _baseline(self, cell: Cell | None, item: _Item) -> str | None:
        """Read a revised baseline: one number, in the unit of the item."""
        if cell is None:
            return None
        if item.restates is not None:
            self._say("baseline-elsewhere", cell, item, other=item.restates)
            return None
        if item.judged is None or not item.judged.starts_from_baseline:
            self._say("baseline-not-used", cell, item)
            return None
        read = read_cell(cell, item.judged)
        if read is not None:
            self._layout.diagnostics.extend(
                replace(finding, severity=self._severity or finding.severity)
                for finding in read.diagnostics
            )
        if read is not None and read.value is None:
            self._faulty = True
            return None
        # The evaluators decide, so an implausible figure of theirs is taken.
        value = (read.implausible or read.value) if read else None
        if not isinstance(value, Interval) or value.value is None:
            self._say("baseline-not-exact", cell, item)
            return None
        return plain(exact_decimal(value.value))

    # ---- findings

    def _tell_values(self, grid: Grid, table: Table, columns: Columns[OpinionColumn]) -> None:
        """Report columns of values: they are not read from a table of opinions."""
        for number in table.of(*VALUES):
            filled = any(number in grid.own[row] for row in range(table.first, table.last))
            if [number] not in columns.values() and number in table.heads and filled:
                self._layout.say("column-not-read", table.heads[number])

    def _refuse(self, code: str, cell: Cell, **parameters: Parameter) -> None:
        self._layout.say(code, cell, None, self._severity, **parameters)

    @property
    def _severity(self) -> Severity | None:
        """Informational where opinions are not counted; else the severity of the finding."""
        return None if self._counted else Severity.INFO

    def _say(self, code: str, cell: Cell, item: _Item, **parameters: Parameter) -> None:
        named: dict[str, Parameter] = {"text": cell.text, "name": item.name, **parameters}
        finding = Diagnostic(code, cell.place, item.id, named)
        self._faulty = self._faulty or finding.severity is Severity.ERROR
        severity = self._severity or finding.severity
        self._layout.diagnostics.append(replace(finding, severity=severity))


def _is_line(cells: Row, first: Cell) -> bool:
    """Whether the row is one cell, alone or merged over the columns, or a line of signatures."""
    alone = len({cell.place for cell in cells.values()}) == 1
    return alone or re.match(_LINE, first.text) is not None


def _filled(cells: Row, table: Table, *roles: Role) -> list[Cell]:
    found = [cells[number] for number in table.of(*roles) if number in cells]
    return [cell for cell in found if not is_missing(cell.text)]


def _says_something(cell: Cell) -> bool:
    return cell.fault not in _UNREADABLE and not is_missing(cell.text)


def status_of(text: str) -> str | None:
    """Return the code of a status, or `EXCLUDED`; `None` for any other word."""
    return _CODE_OF.get(fold(text))


def known_statuses() -> tuple[str, ...]:
    """List the words for a status that a Chinese table may hold."""
    words = (word for each in STATUS_WORDS.values() for word in each if not word.isascii())
    return (*words, EXCLUDED_WORDS[0])
