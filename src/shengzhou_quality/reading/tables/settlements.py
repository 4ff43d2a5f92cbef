"""Tables of settled doubts (数据核实): which tables they are, and their rows to settlements.

A row says that a doubt was looked into and that the value stands as it is written: which code,
of which item and year, the value as written, why, by whom and when.
"""

from __future__ import annotations

import re
from enum import StrEnum

from shengzhou_quality.diagnostics import Parameter, Severity
from shengzhou_quality.findings import GROUP_OF, nearest_code
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import fold
from shengzhou_quality.reading.tables.dates import year_of_date
from shengzhou_quality.reading.tables.filled_grid import Grid, Row
from shengzhou_quality.reading.tables.naming import Naming, read_serial
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell, Settlement

SHEET = "数据核实"


class Column(StrEnum):
    """What a column of such a table holds."""

    CODE = "代码"
    ITEM = "指标"
    YEAR = "年份"
    TEXT = "原文"
    REASON = "理由"
    BY = "认定人"
    DATE = "日期"


_WORDS: dict[Column, tuple[str, ...]] = {
    Column.CODE: ("代码", "问题代码", "提示代码", "code"),
    Column.ITEM: ("指标", "编号", "名称", "指标名称", "指标编号", "序号", "item", "id", "name"),
    Column.YEAR: ("年份", "年度", "year"),
    Column.TEXT: ("原文", "原值", "原报数", "报送值", "text"),
    Column.REASON: ("理由", "核实理由", "认定理由", "核实情况", "reason"),
    Column.BY: ("认定人", "核实人", "评估人", "by"),
    Column.DATE: ("日期", "认定日期", "核实日期", "评估日期", "date"),
}
_COLUMN_OF = {word: column for column, words in _WORDS.items() for word in words}
_YEAR = re.compile(r"(?P<year>[0-9]{4})(?:\.0+)?年?")
_SAID = (Column.REASON, Column.BY, Column.DATE)


def heads_settlements(table: Table) -> bool:
    """代码, 原文 and 理由 together head no other table."""
    found = {_COLUMN_OF.get(fold(cell.text)) for cell in table.heads.values()}
    return {Column.CODE, Column.TEXT, Column.REASON} <= found


class SettlementReader:
    """Reads the tables of settled doubts of one sheet; see `AssessmentReader` for `counted`."""

    def __init__(self, naming: Naming, plan: Plan, layout: Layout, *, counted: bool) -> None:
        self._naming = naming
        self._plan = plan
        self._layout = layout
        self._counted = counted

    def read(self, grid: Grid, table: Table) -> None:
        self._layout.assessment_tables += 1
        columns: dict[Column, list[int]] = {}
        for number, cell in table.heads.items():
            column = _COLUMN_OF.get(fold(cell.text))
            if column is not None:
                columns.setdefault(column, []).append(number)
        for row in range(table.first, table.last):
            self._read_row(grid.rows[row], columns)

    def _read_row(self, cells: Row, columns: dict[Column, list[int]]) -> None:
        said = _said_in(cells, columns)
        if not any(column in said for column in _SAID):
            return  # a doubt that nobody has looked into yet, or a note across the table
        if Column.CODE in said:
            self._accept(said, said[Column.CODE])
        elif len({cell.place for cell in said.values()}) > 1:
            self._say("settlement-incomplete", next(iter(said.values())), what=Column.CODE)

    def _accept(self, said: dict[Column, Cell], code: Cell) -> None:
        """The settlement, if nothing is wrong with it; the first fault is told."""
        known, near = _code_of(code.text)
        item = said.get(Column.ITEM)
        identity = self._item(item.text) if item else None
        reason, date = said.get(Column.REASON), said.get(Column.DATE)
        year, text = said.get(Column.YEAR), said.get(Column.TEXT)
        if known is None:
            self._say("settlement-unknown-code", code, nearest=near)
        elif item is not None and identity is None:
            nearest = self._naming.suggestion(item.text)
            self._say("settlement-of-unknown", item, nearest=nearest)
        elif reason is None:
            self._say("settlement-incomplete", code, what=Column.REASON)
        elif item is None and text is None:
            self._say("settlement-incomplete", code, what=Column.TEXT)
        elif date is not None and year_of_date(date.text) is None:
            self._say("settlement-date", date)
        elif year is not None and not _YEAR.fullmatch(clean(year.text)):
            self._say("settlement-year", year)
        else:
            by = said.get(Column.BY)
            self._layout.settlements.append(
                Settlement(
                    code=known,
                    place=code.place,
                    reason=" ".join(reason.text.split()),
                    item=identity,
                    year=clean(year.text)[:4] if year else None,
                    text=text.text if text else "",
                    by=" ".join(by.text.split()) if by else None,
                    date=" ".join(date.text.split()) if date else None,
                )
            )

    def _item(self, text: str) -> str | None:
        """As for assessments: a name, an id or a key."""
        named = self._naming.find(text)
        if named is not None:
            return named.indicator.id
        number = read_serial(text) or clean(text)
        found = self._naming.unjudged.find(text) or self._plan.find_reportable(number)
        return found.id if found else None

    def _say(self, code: str, cell: Cell, **parameters: Parameter) -> None:
        severity = None if self._counted else Severity.INFO
        self._layout.say(code, cell, None, severity, **parameters)


def _said_in(cells: Row, columns: dict[Column, list[int]]) -> dict[Column, Cell]:
    """The first cell of each column that says something; of the value as written any."""
    said: dict[Column, Cell] = {}
    for column, numbers in columns.items():
        for number in numbers:
            cell = cells.get(number)
            if cell is not None and (column is Column.TEXT or not is_missing(cell.text)):
                said.setdefault(column, cell)
    return said


def _code_of(written: str) -> tuple[str | None, str]:
    """The code of a finding as people copy it (`warning[implausible]`), else the nearest."""
    asked = clean(written).casefold()
    asked = asked[:-1].rpartition("[")[2] if asked.endswith("]") else asked
    of_data = [code for code, group in GROUP_OF.items() if group != "plan"]
    if asked in of_data:
        return asked, ""
    return None, nearest_code(asked, of_data) or ""
