"""Read tables of settled doubts (数据核实): find them, and turn each row into a settlement.

A row says that somebody looked into a doubt and that the value stands as written: the code of
the finding, the item and the year, the value as written, the reason, by whom and when.
"""

from __future__ import annotations

import re

from shengzhou_quality.diagnostics import Parameter, Severity
from shengzhou_quality.findings import GROUP_OF, nearest_code
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.tables.dates import year_of_date
from shengzhou_quality.reading.tables.filled_grid import Grid, Row
from shengzhou_quality.reading.tables.header_words import SETTLEMENT_WORDS, SettlementColumn
from shengzhou_quality.reading.tables.naming import Naming
from shengzhou_quality.reading.tables.records import (
    Columns,
    columns_of,
    filled_in,
    find_item,
    one_line,
)
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell, Settlement

SHEET = "数据核实"


_YEAR = re.compile(r"(?P<year>[0-9]{4})(?:\.0+)?年?")
_HEADS = {SettlementColumn.CODE, SettlementColumn.TEXT, SettlementColumn.REASON}
_SAID = (SettlementColumn.REASON, SettlementColumn.BY, SettlementColumn.DATE)


def heads_settlements(table: Table) -> bool:
    """Whether the headers are those of settled doubts: 代码, 原文 and 理由."""
    return columns_of(table, SETTLEMENT_WORDS).keys() >= _HEADS


class SettlementReader:
    """Reads the tables of settled doubts of one sheet; `OpinionReader` explains `counted`."""

    def __init__(self, naming: Naming, plan: Plan, layout: Layout, *, counted: bool) -> None:
        self._naming = naming
        self._plan = plan
        self._layout = layout
        self._counted = counted

    def read(self, grid: Grid, table: Table) -> None:
        self._layout.assessment_tables += 1
        columns = columns_of(table, SETTLEMENT_WORDS)
        for row in range(table.first, table.last):
            self._read_row(grid.rows[row], columns)

    def _read_row(self, cells: Row, columns: Columns[SettlementColumn]) -> None:
        said = filled_in(cells, columns, _says_something)
        if not any(column in said for column in _SAID):
            return  # nobody has looked into the doubt yet, or the row is a note across the table
        if SettlementColumn.CODE in said:
            self._accept(said, said[SettlementColumn.CODE])
        elif len({cell.place for cell in said.values()}) > 1:
            self._say(
                "settlement-incomplete", next(iter(said.values())), what=SettlementColumn.CODE
            )

    def _accept(self, said: dict[SettlementColumn, Cell], code: Cell) -> None:
        """Keep the settlement if it has no fault; else report its first fault."""
        known, near = _code_of(code.text)
        item = said.get(SettlementColumn.ITEM)
        found = find_item(item.text, self._naming, self._plan) if item else None
        reason, date = said.get(SettlementColumn.REASON), said.get(SettlementColumn.DATE)
        year, text = said.get(SettlementColumn.YEAR), said.get(SettlementColumn.TEXT)
        if known is None:
            self._say("settlement-unknown-code", code, nearest=near)
        elif item is not None and found is None:
            nearest = self._naming.suggestion(item.text)
            self._say("settlement-of-unknown", item, nearest=nearest)
        elif reason is None:
            self._say("settlement-incomplete", code, what=SettlementColumn.REASON)
        elif item is None and text is None:
            self._say("settlement-incomplete", code, what=SettlementColumn.TEXT)
        elif date is not None and year_of_date(date.text) is None:
            self._say("settlement-date", date)
        elif year is not None and not _YEAR.fullmatch(clean(year.text)):
            self._say("settlement-year", year)
        else:
            self._layout.settlements.append(
                Settlement(
                    code=known,
                    place=code.place,
                    reason=" ".join(reason.text.split()),
                    item=found.id if found else None,
                    year=clean(year.text)[:4] if year else None,
                    text=text.text if text else "",
                    by=one_line(said.get(SettlementColumn.BY)),
                    date=one_line(date),
                )
            )

    def _say(self, code: str, cell: Cell, **parameters: Parameter) -> None:
        severity = None if self._counted else Severity.INFO
        self._layout.say(code, cell, None, severity, **parameters)


def _says_something(column: SettlementColumn, cell: Cell) -> bool:
    """Whether the cell is filled; 暂无 may be the very value that was doubted."""
    return column is SettlementColumn.TEXT or not is_missing(cell.text)


def _code_of(written: str) -> tuple[str | None, str]:
    """Read the code as people copy it (`warning[implausible]`), or suggest the nearest one."""
    asked = clean(written).casefold()
    asked = asked[:-1].rpartition("[")[2] if asked.endswith("]") else asked
    of_data = [code for code, group in GROUP_OF.items() if group != "plan"]
    if asked in of_data:
        return asked, ""
    return None, nearest_code(asked, of_data) or ""
