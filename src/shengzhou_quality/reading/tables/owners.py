"""Resolve each row to its indicator: by name, by number, or as a continuation row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from shengzhou_quality.notation import Figure, clean, is_missing, read_value
from shengzhou_quality.plan.ids import spelled
from shengzhou_quality.plan.names import NameIndex
from shengzhou_quality.reading.tables.filled_grid import Grid, Row, is_filled
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.headers import heads_remarks, read_header, read_label
from shengzhou_quality.reading.tables.naming import NO_INDICATOR, Named, Naming, read_serial
from shengzhou_quality.reading.tables.periods import spelled_period
from shengzhou_quality.reading.tables.table_findings import Layout, OfAnotherArea, OtherNumber
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell

# A line of signatures reaches under the years of a table: 填报人:张三 … 审核人:李四.
_SIGN_OFF = re.compile(r"[::]|填报|填表|审核|审签|制表|负责人|联系|签字|盖章|日期")
_BESIDE = frozenset({Role.EVIDENCE, Role.REMARK, Role.SOURCE, Role.OFFICE})
_MOST_ASKED = 500
"""With more unknown names than this, a table is not about the plan."""


class Owner(NamedTuple):
    """The indicator of a row, and the cell that names it."""

    named: Named
    cell: Cell
    column: int


def serial_of(cells: Row, table: Table) -> Cell | None:
    """Find the cell that holds the number of a row.

    Of several cells an id with a letter wins, then the one under 编号: 序号 may only count rows.
    """

    def doubt(column: int) -> tuple[bool, bool]:
        number, head = read_serial(cells[column].text), table.heads.get(column)
        lettered = number is not None and number[0].isalpha()
        return (not lettered, head is None or "编号" not in head.text)

    found = [
        column
        for column in table.of(Role.SERIAL)
        if column in cells and not is_missing(cells[column].text)
    ]
    if len(found) < 2:
        return cells[found[0]] if found else None
    return cells[min(found, key=doubt)]


class Owners:
    """Finds the owner of one row after the other, from top to bottom."""

    def __init__(self, grid: Grid, table: Table, naming: Naming, layout: Layout) -> None:
        self._grid = grid
        self._table = table
        self._naming = naming
        self._layout = layout
        self._above: Owner | None = None
        self._no_names_told = False
        self._asked_of_areas = 0
        self._is_long = table.is_long

    def of(self, row: int) -> Owner | None:
        """Find the owner of `row`, and report faults in its name or number."""
        cells = self._grid.rows[row]
        names = [(column, cells[column]) for column in self._table.of(Role.NAME) if column in cells]
        names = [(column, cell) for column, cell in names if not is_missing(cell.text)]
        found = [
            Owner(named, cell, column)
            for column, cell in names
            if (named := self._named(cell.text)) is not None
        ]
        if len(found) > 1 and len({owner.named.indicator.id for owner in found}) > 1:
            second = next(one for one in found if one.named.indicator != found[0].named.indicator)
            details = {"other": found[0].cell.text, "place": str(found[0].cell.place)}
            self._layout.say("two-names", second.cell, None, **details)
            self._above = None
        elif found:
            self._above = found[-1]
            self._compare_number(cells, found[-1])
        else:
            self._above = self._without_name(row, cells, [cell for _, cell in names])
        return self._above

    def _named(self, text: str) -> Named | None:
        """What a cell names; 全市服务业增加值 is not that of a county, though 全市 is no name."""
        named = self._naming.find(text)
        if named is None or not self._layout.areas.begins_with_another(text):
            return named
        bare = self._naming.find(clean(text)[2:])
        same = bare is not None and bare.indicator.id == named.indicator.id
        return None if same else named

    def _without_name(self, row: int, cells: Row, names: list[Cell]) -> Owner | None:
        unknown = [cell for cell in names if read_label(cell.text).role is Role.OTHER]
        if unknown:
            if clean(unknown[-1].text) not in NO_INDICATOR:
                self._say_unknown(unknown[-1], row)
            return None
        serial = serial_of(cells, self._table)
        if serial is not None:
            words = next(self._words_beside(cells), None)
            if words is not None:
                self._say_no_names(row, *words)
                return None
            number = read_serial(serial.text)
            indicator = self._naming.index.by_id(number) if number else None
            indicator = indicator or self._naming.index.by_id(clean(serial.text))
            if indicator is not None:
                return Owner(Named(indicator), serial, 0)
            if clean(serial.text) not in NO_INDICATOR:
                self._say_unknown(serial, row)
            return None
        if self._above is not None and (names or self._goes_on(cells)):
            return self._above
        reported = self._reported(row)
        if reported is not None and not self._says_what_it_is(cells):
            self._layout.say("row-without-name", reported)
        return None

    def _words_beside(self, cells: Row) -> Iterator[tuple[int, Cell]]:
        """Words that may be the name of the row, in a column with an unknown header."""
        for column, cell in cells.items():
            header = self._table.columns.get(column)
            known = header is not None and (header.role is not Role.OTHER or header.names_a_year)
            if known or not self._table.holds(column) or cell.fault or is_missing(cell.text):
                continue
            says = read_label(cell.text)
            if says.role is not Role.OTHER or says.unit or says.names_a_year:
                continue
            if not isinstance(read_value(cell.text), Figure) and read_serial(cell.text) is None:
                yield column, cell

    def _say_no_names(self, row: int, column: int, words: Cell) -> None:
        """Report, once for the table, that rows have words but no column is known to hold names."""
        if self._no_names_told or self._reported(row) is None:
            return
        self._no_names_told = True
        head = self._table.heads.get(column, words)
        self._layout.say("no-name-column", head, None, row=words.text)

    def _goes_on(self, cells: Row) -> bool:
        """Whether a row without a name continues the one above: with a year, a 口径, an area."""
        if any(column in cells for column in self._table.of(Role.AREA)):
            return True
        periods = [column for column in self._table.of(Role.PERIOD_OF_ROW) if column in cells]
        if any(not is_missing(cells[column].text) for column in periods):
            return True
        if self._is_long:
            return any(
                read_header(spelled_period(cells[column].text, self._head(column))).role
                in (Role.ACTUAL, Role.VALUE_OF_ROW)
                for column in self._table.of(Role.YEAR_OF_ROW)
                if column in cells
            )
        return any(
            read_label(cell.text).role is not Role.OTHER
            for column, cell in cells.items()
            if self._table.holds(column)
            and self._table.role(column) in (Role.OTHER, Role.PASSIVE, Role.FORM)
        )

    def _head(self, column: int) -> str:
        head = self._table.heads.get(column)
        return head.text if head else ""

    def _says_what_it_is(self, cells: Row) -> bool:
        """Whether a cell of the row says 合计 or the like, in any column."""
        return any(
            clean(cell.text) in NO_INDICATOR for cell in cells.values() if len(cell.text) < 9
        )

    def _compare_number(self, cells: Row, owner: Owner) -> None:
        serial = serial_of(cells, self._table)
        number = read_serial(serial.text) if serial else None
        indicator = owner.named.indicator
        if serial is None or number is None:
            return
        self._layout.numbered.append((number, indicator.id))
        same = number == indicator.id or spelled(number) == spelled(indicator.id)
        if not same and not self._naming.unjudged.restates(number, indicator):
            self._layout.numbers.append(OtherNumber(serial, number, indicator))

    def _say_unknown(self, cell: Cell, row: int) -> None:
        """Report a row that matches no item, unless it holds no values.

        In a row headed 备注 or 数据来源 only a figure can be a value.
        """
        figures_only = heads_remarks(cell.text)
        if self._reported(row, figures_only=figures_only) is not None:
            serial = serial_of(self._grid.rows[row], self._table)
            said, index = self._written(row), self._naming.index
            if self._naming.unjudged.say(cell, serial, said, index, self._layout):
                return
            if self._say_unlike(cell) or self._is_of_another_area(cell):
                return
            nearest = self._naming.suggestion(cell.text)
            self._layout.say("unknown-indicator", cell, nearest=nearest)

    def _say_unlike(self, cell: Cell) -> bool:
        """Report a name that the plan lists as another statistic, with the plan's reason."""
        other = self._naming.other_statistic(cell.text)
        if other is None:
            return False
        item = self._naming.index.by_id(other.item)
        details = {"id": other.item, "reason": other.unlike.reason}
        details["reason_en"] = other.unlike.reason_en
        self._layout.say("unlike", cell, item, **details)
        return True

    def _is_of_another_area(self, cell: Cell) -> bool:
        """Whether the name is that of another area: 全省平均, 全省服务业增加值.

        The tool must not suggest that such a row be renamed to 服务业增加值.
        """
        areas = self._layout.areas
        area: str | None = clean(cell.text) if areas.is_other(cell.text) else None
        self._asked_of_areas += 1
        if area is None and self._asked_of_areas <= _MOST_ASKED:
            named = (one for one, name in areas.beside_name(cell.text) if self._naming.find(name))
            area = next(named, None)
        if area is None:
            return False
        self._layout.other_areas.append(OfAnotherArea(cell, area))
        return True

    def _written(self, row: int) -> list[tuple[int | None, Cell]]:
        """The filled cells of the row under a year or a value, with the year."""
        columns = self._table.columns
        return [
            (columns[column].year, cell)
            for column, cell in self._table.values_in(self._grid.own[row])
            if _may_be_value(cell)
        ]

    def _reported(self, row: int, *, figures_only: bool = False) -> Cell | None:
        """The first filled cell of the row under a year or a value."""
        own = self._grid.own[row]
        under = [cell for _, cell in self._table.values_in(own)]
        if figures_only or self._is_sign_off(own):
            under = [cell for cell in under if isinstance(read_value(cell.text), Figure)]
        return next((cell for cell in under if _may_be_value(cell)), None)

    def _is_sign_off(self, own: Row) -> bool:
        """Whether the row is a line of signatures.

        A row with a number is not; 名单：… under 佐证 or 备注 does not count as one either.
        """
        serial = serial_of(own, self._table)
        if serial is not None and read_serial(serial.text) is not None:
            return False
        return any(
            _SIGN_OFF.search(cell.text)
            for column, cell in own.items()
            if self._table.role(column) not in _BESIDE
        )


def _may_be_value(cell: Cell) -> bool:
    """Whether something other than a date is entered: a date is the day of a signature."""
    return is_filled(cell) and cell.fault != "date-cell"


_FEWEST = 5
"""In a shorter sheet, two rows with swapped numbers would already be more than half."""


def tell_numbers(layout: Layout, index: NameIndex, reported: Collection[str]) -> None:
    """Report the numbers of a sheet that differ from its names, then clear the list.

    If most numbers are not the plan's, or they only count the rows, the sheet has its own
    numbering. Otherwise a number of another item that the sheet reports in the same unit may be
    right, and the name wrong.
    `reported` are the items of the sheet.
    """
    numbers, layout.numbers = layout.numbers, []
    # An item may have a row a year.
    rows, layout.numbered = [row for row, _ in groupby(layout.numbered)], []
    differing = {(one.number, one.indicator.id) for one in numbers}
    most = len(rows) >= _FEWEST and sum(row in differing for row in rows) * 2 > len(rows)
    by_itself = most or _only_counts(rows)
    own = []
    for one in numbers:
        other = index.by_id(one.number)
        confusable = other is not None and other.id in reported and other.unit == one.indicator.unit
        if by_itself or not confusable:
            own.append(one)
            continue
        details = {"number": one.number, "id": one.indicator.id}
        layout.say("number-differs", one.cell, one.indicator, **details)
    if own:
        layout.say("own-numbers", own[0].cell, None, count=len(own))


def _only_counts(rows: Sequence[tuple[str, str]]) -> bool:
    """Whether the numbers are 1, 2, 3… from the top, or from the top of each group of rows.

    Of exactly the items 1, 2, 3… they may be the plan's, with two names or numbers swapped.
    """
    last = 0
    for number, _ in rows:
        if number not in ("1", str(last + 1)):
            return False
        last = int(number)
    return sorted(number for number, _ in rows) != sorted(item for _, item in rows)
