"""Choose among rows of one indicator by their own words: 合计 | 其中：规上, 数值 | 全省排名.

The same rule applies to columns under one year: a row holds the value if its words say so, or
if it has no such words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.notation import Figure, clean, is_missing, read_value
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import BasisMeasure, Role
from shengzhou_quality.reading.tables.headers import read_header, read_label
from shengzhou_quality.reading.tables.naming import read_serial
from shengzhou_quality.reading.tables.owners import Owner
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import measure_fits
from shengzhou_quality.reported import Cell

_OF_WHOLE = frozenset({"合计", "总计", "总数", "总量", "全部", "整体", "总体"})
_HOLD_WORDS = (Role.OTHER, Role.NAME)


class SharedRows:
    """Finds the rows of one table that are not read because of another row of their name."""

    def __init__(
        self, grid: Grid, table: Table, owners: Mapping[int, Owner | None], layout: Layout
    ) -> None:
        self._grid = grid
        self._table = table
        self._owners = owners
        self._layout = layout
        self._is_long = table.is_long

    def withheld(self) -> set[int]:
        """The rows that hold something other than the value; report those with a figure."""
        found: set[int] = set()
        for rows in self._groups():
            words = self._words_of(rows)
            growths = {row: cell for row in rows if (cell := self._growth(row)) is not None}
            others = {row: cells[-1] for row, cells in words.items() if cells} | growths
            alike = len({tuple(cell.text for cell in cells) for cells in words.values()}) == 1
            if alike and (not growths or len(growths) == len(rows)):
                continue  # the same words in each row distinguish nothing
            whole = len(others) < len(rows)
            for row, cell in others.items():
                found.add(row)
                if self._table.reports(self._grid.own[row]):
                    self._say(row, cell, beside_value=whole)
        return found

    def _groups(self) -> Iterator[list[int]]:
        """Rows of one indicator (and, in a long table, one year) that follow each other."""
        group: list[int] = []
        last: tuple[str, str] | None = None
        for row, owner in self._owners.items():
            key = (owner.named.indicator.id, self._year(row)) if owner is not None else None
            if key is None or key != last:
                if len(group) > 1:
                    yield group
                group = []
            if key is not None:
                group.append(row)
            last = key
        if len(group) > 1:
            yield group

    def _year(self, row: int) -> str:
        """In a long table, the texts of the cells that give the year and period of a row."""
        if not self._is_long:
            return ""
        cells, columns = self._grid.rows[row], self._table.of(Role.YEAR_OF_ROW, Role.PERIOD_OF_ROW)
        return "|".join(cells[column].text for column in columns if column in cells)

    def _words_of(self, rows: list[int]) -> dict[int, list[Cell]]:
        """The words of each row, without those of the plan's own area."""
        words = {row: list(self._words(row)) for row in rows}
        areas = self._layout.areas.among([cell.text] for cells in words.values() for cell in cells)
        return {
            row: [cell for cell in cells if not areas.is_own(cell.text)]
            for row, cells in words.items()
        }

    def _words(self, row: int) -> Iterator[Cell]:
        """What a row says of itself beside its name and is no unit, no year, no 口径."""
        owner = self._owners[row]
        assert owner is not None, "only rows with an owner are in a group"
        own = self._grid.own[row]
        for column, cell in own.items():
            if column == owner.column or cell == owner.cell or not self._may_tell(row, column):
                continue
            written = clean(cell.text)
            if cell.fault or is_missing(cell.text) or written in _OF_WHOLE:
                continue
            if clean(owner.named.indicator.name).endswith(written):
                continue  # 比重 under R&D经费支出占GDP比重
            label = read_label(cell.text)
            if label.role is not Role.OTHER or label.unit or label.names_a_year:
                continue
            if isinstance(read_value(cell.text), Figure) or read_serial(cell.text) is not None:
                continue
            yield cell

    def _may_tell(self, row: int, column: int) -> bool:
        """Whether the words of `column` could say which of several rows holds the value.

        分类 does so where the name is merged over several rows; where each row has its own name,
        it is the kind of the indicator. In a table that lies across, 年份 is above the words.
        """
        role = self._table.role(column)
        if not self._table.holds(column):
            return False
        if role is Role.PASSIVE:
            return self._shares_name(row)
        return role in _HOLD_WORDS or (role is Role.YEAR_OF_ROW and not self._is_long)

    def _shares_name(self, row: int) -> bool:
        owner = self._owners[row]
        span = self._grid.span(row, owner.column) if owner is not None else None
        return span is not None and span.bottom > span.top

    def _growth(self, row: int) -> Cell | None:
        """The cell that makes a row the growth (增速 next to 绝对值) of a level."""
        owner = self._owners[row]
        if owner is None or self._is_long:
            return None
        for column, cell in self._grid.own[row].items():
            if column == owner.column or not self._may_tell(row, column):
                continue
            label = read_label(cell.text)
            if label.measure is BasisMeasure.GROWTH and not measure_fits(
                label.measure, owner.named.indicator
            ):
                return cell
        return None

    def _say(self, row: int, cell: Cell, *, beside_value: bool) -> None:
        owner = self._owners[row]
        assert owner is not None, "only rows with an owner are in a group"
        derived = read_header(cell.text).role is Role.DERIVED
        known = derived or read_label(cell.text).measure is BasisMeasure.GROWTH
        severity = Severity.INFO if known and beside_value else Severity.WARNING
        indicator = owner.named.indicator
        self._layout.say("row-not-read", cell, indicator, severity, variant="words")
