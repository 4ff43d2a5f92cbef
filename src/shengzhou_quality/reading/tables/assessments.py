"""Tables of assessments (评估意见): which tables they are, and their rows to assessments.

A row that is wrong in anything is said to be so and has no effect: a person's judgement is
taken as written or not at all. No cell of such a table is ever read as a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity
from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.reading.tables.assessment_words import EXCLUDED, known_statuses, status_of
from shengzhou_quality.reading.tables.dates import year_of_date
from shengzhou_quality.reading.tables.filled_grid import Grid, Row
from shengzhou_quality.reading.tables.header_words import VALUES, Role
from shengzhou_quality.reading.tables.naming import Naming, read_serial
from shengzhou_quality.reading.tables.owners import serial_of
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import read_cell
from shengzhou_quality.reported import Assessment, Cell

SHEETS = frozenset({"评估意见", "评估意见表", "assessments"})
"""Sheets of these names hold nothing else."""


class Column(StrEnum):
    """What a column of such a table holds, beside the id and the name of the item."""

    STATUS = "状态"
    REASON = "理由"
    BY = "评估人"
    DATE = "日期"
    BASELINE = "修订基期值"


_WORDS: dict[Column, tuple[str, ...]] = {
    Column.STATUS: (
        "状态", "评估状态", "认定状态", "评定状态", "评估意见", "评估结论", "认定结论",
        "评估结果", "认定结果", "评定结果", "status",
    ),
    Column.REASON: (
        "理由", "评估理由", "认定理由", "评定理由", "理由和依据", "理由及依据", "reason",
    ),
    Column.BY: ("评估人", "评估人员", "认定人", "评定人", "by", "assessedby", "assessor"),
    Column.DATE: ("日期", "评估日期", "认定日期", "评定日期", "评估时间", "date"),
    Column.BASELINE: (
        "修订基期值", "修订后基期值", "修订后的基期值", "调整后基期值", "revisedbaseline",
    ),
}  # fmt: skip
_COLUMN_OF = {word: column for column, words in _WORDS.items() for word in words}
_ITEMS = (Role.SERIAL, Role.NAME)
_UNREADABLE = frozenset({"error-cell", "not-calculated"})
_LINE = r"\s*(?:注|备注|说明|填表|填报|审核|制表|负责人|联系|评估人|评估单位|盖章)"
"""How a line of signatures or a note begins; no name of a plan's item does."""


def columns_of(table: Table) -> dict[Column, int]:
    """Where its columns stand, by the words over them."""
    found: dict[Column, int] = {}
    for number, cell in table.heads.items():
        column = _COLUMN_OF.get(fold(cell.text))
        if column is not None:
            found.setdefault(column, number)
    return found


@dataclass(frozen=True, slots=True)
class _Item:
    """What a row assesses; `judged` as the kind that judges it, if it has a row of its own.

    `restates` is the indicator that is judged instead.
    """

    id: str
    name: str
    judged: AnyIndicator | None
    restates: str | None = None


class AssessmentReader:
    """Reads the tables of assessments of one sheet.

    `alone`: its file was given for its assessments, and is read for nothing else. Those of a
    submitted file are not `counted`: what is wrong with them is only told in passing.
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
        """Whether the table is of assessments, or stands where no values are read.

        It is by the name of its sheet, or by 理由 and 评估人 beside 编号 or 名称.
        """
        return self._of_them or self._alone or self._heads(table)

    def _heads(self, table: Table) -> bool:
        columns = columns_of(table)
        signed = Column.BY in columns or self._alone
        return Column.REASON in columns and signed and table.has(*_ITEMS)

    def read(self, grid: Grid, table: Table) -> None:
        if not (self._of_them or self._heads(table)):
            if table.has(*VALUES):
                self._tell("values-not-read")
            return
        self._found = True
        self._layout.assessment_tables += 1
        columns = columns_of(table)
        for row in range(table.first, table.last):
            self._read_row(grid.rows[row], table, columns)
        self._tell_values(grid, table, columns)

    def tell_unheaded(self, *, empty: bool) -> bool:
        """A sheet of assessments without their header; false for any other sheet."""
        if not self._counted:
            return False  # a page of words: 经审核,同意上报
        if self._of_them and not (self._found or empty):
            self._tell("no-assessments")
        return self._of_them or self._alone

    def _read_row(self, cells: Row, table: Table, columns: dict[Column, int]) -> None:
        said = {
            column: cells[number]
            for column, number in columns.items()
            if number in cells and _says_something(cells[number])
        }
        named = [cells[number] for number in table.of(*_ITEMS) if number in cells]
        named = [cell for cell in named if not is_missing(cell.text)]
        faulty = [
            cells[number]
            for number in columns.values()
            if number in cells and cells[number].fault in _UNREADABLE
        ]
        if not (said or faulty) or (named and _is_line(cells, named[0])):
            return  # an item that nobody has assessed yet, or a line across the table
        item = self._item(cells, table, next(iter((*said.values(), *faulty))))
        for cell in faulty:
            if item is not None and cell.fault is not None:
                self._say(cell.fault, cell, item)
        if item is not None and not faulty:
            self._accept(item, said, named[0])

    # ---- the item

    def _item(self, cells: Row, table: Table, beside: Cell) -> _Item | None:
        """As for values: the name decides, a number only where the row has no name."""
        name, serial = _cell_in(cells, table, Role.NAME), serial_of(cells, table)
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
            return numbered  # it has the name of the indicator that it restates
        details: dict[str, Parameter] = {"number": clean(serial.text), "id": item.id}
        self._say("number-differs", serial, item, **details)
        return item

    def _find(self, text: str) -> _Item | None:
        named = self._naming.find(text)
        found: AnyIndicator | Promise | None = named.indicator if named else None
        number = read_serial(text) or clean(text)
        found = found or self._naming.unjudged.find(text) or self._plan.find_reportable(number)
        if found is None:
            return None
        if isinstance(found, Promise):
            return _Item(found.id, found.name, None, found.restates)
        return _Item(found.id, found.name, found)

    # ---- what is said of it

    def _accept(self, item: _Item, said: dict[Column, Cell], named: Cell) -> None:
        """The assessment, if nothing is wrong with it; all that is wrong is told at once."""
        self._faulty = False
        reason = said.get(Column.REASON)
        if reason is None:
            self._say("assessment-without-reason", named, item)
        status = self._status(said.get(Column.STATUS), item)
        baseline = self._baseline(said.get(Column.BASELINE), item)
        date, by = said.get(Column.DATE), said.get(Column.BY)
        if date is not None and year_of_date(date.text) is None:
            self._say("assessment-date", date, item)
        if Column.STATUS not in said and Column.BASELINE not in said:
            self._say("assessment-says-nothing", named, item)
        if reason is None or self._faulty:
            return
        excluded = status == EXCLUDED
        self._layout.assessments.append(
            Assessment(
                item=item.id,
                place=named.place,
                reason=_text(reason),
                status=None if excluded else status,
                excluded=excluded,
                baseline=baseline,
                by=_text(by) if by else None,
                date=_text(date) if date else None,
            )
        )

    def _status(self, cell: Cell | None, item: _Item) -> str | None:
        """The code of a status, or `EXCLUDED`."""
        if cell is None:
            return None
        status = status_of(cell.text)
        if status is None:
            known = known_statuses()
            self._say("assessment-status", cell, item, known=known)
        return status

    def _baseline(self, cell: Cell | None, item: _Item) -> str | None:
        """One number, in the unit of the item."""
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
        # What the evaluators write is their decision, hard to believe or not.
        value = (read.implausible or read.value) if read else None
        if not isinstance(value, Interval) or value.value is None:
            self._say("baseline-not-exact", cell, item)
            return None
        return plain(exact_decimal(value.value))

    # ---- findings

    def _tell_values(self, grid: Grid, table: Table, columns: dict[Column, int]) -> None:
        """Values in a table of assessments are lost, so it is said."""
        for number in table.of(*VALUES):
            filled = any(number in grid.own[row] for row in range(table.first, table.last))
            if number not in columns.values() and number in table.heads and filled:
                self._layout.say("column-not-read", table.heads[number])

    def _tell(self, code: str) -> None:
        self._layout.diagnostics.append(Diagnostic(code, self._place))

    def _refuse(self, code: str, cell: Cell, **parameters: Parameter) -> None:
        self._layout.say(code, cell, None, self._severity, **parameters)

    @property
    def _severity(self) -> Severity | None:
        """Nothing that an office says of its own assessments weighs; else the table decides."""
        return None if self._counted else Severity.INFO

    def _say(self, code: str, cell: Cell, item: _Item, **parameters: Parameter) -> None:
        named: dict[str, Parameter] = {"text": cell.text, "name": item.name, **parameters}
        finding = Diagnostic(code, cell.place, item.id, named)
        self._faulty = self._faulty or finding.severity is Severity.ERROR
        severity = self._severity or finding.severity
        self._layout.diagnostics.append(replace(finding, severity=severity))


def _is_line(cells: Row, first: Cell) -> bool:
    """One cell alone, or merged over the columns, or a line of signatures."""
    alone = len({cell.place for cell in cells.values()}) == 1
    return alone or re.match(_LINE, first.text) is not None


def _cell_in(cells: Row, table: Table, role: Role) -> Cell | None:
    found = (cells[number] for number in table.of(role) if number in cells)
    return next((cell for cell in found if not is_missing(cell.text)), None)


def _says_something(cell: Cell) -> bool:
    return cell.fault not in _UNREADABLE and not is_missing(cell.text)


def _text(cell: Cell) -> str:
    return " ".join(cell.text.split())
