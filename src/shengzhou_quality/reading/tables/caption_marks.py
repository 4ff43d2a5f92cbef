"""Apply what the captions of a table say to its values: to those they name, else to all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.caption_words import (
    SIGN,
    Said,
    may_speak,
    may_tell_time,
    with_signs,
    year_of,
)
from shengzhou_quality.reading.tables.captions import Caption, Kind
from shengzhou_quality.reading.tables.filled_grid import Grid
from shengzhou_quality.reading.tables.header_words import BasisMeasure, Role
from shengzhou_quality.reading.tables.headers import Header
from shengzhou_quality.reading.tables.naming import read_serial
from shengzhou_quality.reading.tables.owners import Owner, serial_of
from shengzhou_quality.reading.tables.periods import years_in
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reading.tables.values import holds_value
from shengzhou_quality.reported import Cell

if TYPE_CHECKING:
    from shengzhou_quality.reading.tables.caption_clauses import CaptionReader

Owned = Mapping[int, Owner | None]


class Marks(NamedTuple):
    """What captions add to one value. `said_in` is the cell that limits it to a part of a year."""

    partial: str | None = None
    said_in: Cell | None = None
    forecast: bool = False
    provisional: bool = False
    of_index: bool = False
    form: Form | None = None
    form_cell: Cell | None = None
    measure: BasisMeasure | None = None
    since: int | None = None
    units: tuple[str, ...] = ()


NO_MARKS = Marks()


def year_of_captions(table: Table) -> int | None:
    """The year that the name of the sheet and the titles of a table give, if they agree."""
    years = {year_of(caption) for caption in table.captions} - {None}
    return years.pop() if len(years) == 1 else None


def give_year(table: Table, grid: Grid, owned: Owned) -> None:
    """Give columns of values without a year the year of the captions.

    完成情况 may also be narrative: it is taken only if all its cells can be values.
    """
    year = year_of_captions(table)
    if year is None or table.is_long:
        return
    headers = table.columns.values()
    if any(header.role is Role.ACTUAL and header.year == year for header in headers):
        return
    for column, header in table.columns.items():
        if header.role is not Role.VALUE_OF_ROW:
            continue
        if header.loose and not _holds_values(column, grid, owned):
            continue
        form = None if header.summed else header.form
        table.set_header(column, header._replace(role=Role.ACTUAL, year=year, form=form))


def _holds_values(column: int, grid: Grid, owned: Owned) -> bool:
    cells = [
        (grid.rows[row][column], owner.named.indicator)
        for row, owner in owned.items()
        if owner is not None and column in grid.rows[row]
    ]
    return bool(cells) and all(holds_value(cell, indicator) for cell, indicator in cells)


def _is_counted(indicator: AnyIndicator, words: frozenset[str]) -> bool:
    """Whether a kind of items includes the indicator: 新参与制修订… is a 新增类, 创建… a 创建类."""
    first = indicator.name[:1]
    return indicator.sums_years and any(word.startswith(first) for word in words)


class CaptionMarks:
    """The captions of one table, read once; unclear ones are reported."""

    def __init__(self, grid: Grid, table: Table, owned: Owned, layout: Layout) -> None:
        self._grid = grid
        self._table = table
        self._said: list[Said] = []
        self._remarks: dict[str, tuple[Said, ...]] = {}
        self._numbers: dict[str, str] = {}
        self._known: CaptionReader | None = None
        self._owned = owned
        self._borne = lru_cache(maxsize=1)(partial(_borne_in, grid, table))
        if not any(owned.values()):
            return
        unclear: dict[Cell, Said] = {}
        for caption in table.captions:
            text = caption.cell.text
            if caption.kind is Kind.FILING:
                continue
            if not may_speak(text) or not (caption.kind is Kind.NOTE or may_tell_time(text)):
                continue
            for said in self._reader().read(caption):
                if said.clear and self._has_signs(said) and not self._of_many_years(said):
                    self._said.append(said)
                elif self._concerns(said):
                    unclear.setdefault(caption.cell, said)
        for cell, said in unclear.items():
            layout.say("caption-unclear", cell, None, words=said.words)

    def _reader(self) -> CaptionReader:
        """Made when there is something to read: most tables need none."""
        if self._known is None:
            from shengzhou_quality.reading.tables.caption_clauses import CaptionReader

            self._numbers = self._numbers_of(self._owned)
            self._known = CaptionReader(self._names(self._owned), self._borne)
        return self._known

    @property
    def cumulative(self) -> bool:
        """Whether a note says that all figures are counted up (累计数)."""
        return any(
            said.form is Form.TOTAL and not (said.items or said.counted) for said in self._said
        )

    def remarks(self, row: int) -> tuple[Said, ...]:
        """What 备注 of a row says of its values; a clause that tells a story says nothing."""
        cells = self._grid.rows[row]
        found: list[Said] = []
        for column in self._table.of(Role.REMARK):
            cell = cells.get(column)
            if cell is None or not may_speak(cell.text):
                continue
            if cell.text not in self._remarks:
                said = self._reader().read(Caption(cell, Kind.NOTE))
                self._remarks[cell.text] = tuple(each for each in said if each.clear)
            caption = Caption(cell, Kind.NOTE)
            found += (each._replace(caption=caption) for each in self._remarks[cell.text])
        return tuple(found)

    def of(
        self,
        row: int,
        cell: Cell,
        header: Header,
        indicator: AnyIndicator,
        remarks: tuple[Said, ...] = (),
    ) -> Marks:
        """All that is said of one value, its own row's remarks first."""
        if not (remarks or self._said):
            return NO_MARKS
        marks = NO_MARKS
        for said in (*remarks, *self._said):
            if not self._names_it(said, row, cell, header, indicator):
                continue
            if said.partial and marks.partial is None:
                marks = marks._replace(partial=said.partial, said_in=said.caption.cell)
            of_kind = said in remarks or not indicator.forms or said.form in indicator.forms
            if said.form and marks.form is None and of_kind:
                at = said.caption.cell
                marks = marks._replace(
                    form=said.form, form_cell=at, measure=said.measure, since=said.since
                )
            marks = marks._replace(
                forecast=marks.forecast or said.forecast,
                provisional=marks.provisional or said.provisional,
                of_index=marks.of_index or said.of_index,
                units=marks.units or said.units,
            )
        return marks

    # ---- what a statement names

    def _names_it(
        self, said: Said, row: int, cell: Cell, header: Header, indicator: AnyIndicator
    ) -> bool:
        if said.years and header.year not in said.years:
            return False
        if said.counted and not _is_counted(indicator, said.counted):
            return False
        if said.signs:
            return bool(said.signs & self._signs_at(row, cell))
        items = said.items | {self._numbers.get(number, number) for number in said.numbers}
        return indicator.id in items or not (items or said.others)

    def _signs_at(self, row: int, cell: Cell) -> set[str]:
        """The footnote marks on the names of a row, over its column and on the value itself."""
        cells = [cell, *(self._grid.rows[row][each] for each in self._named_in(row))]
        column = next((each for each, one in self._grid.rows[row].items() if one is cell), None)
        head = self._table.heads.get(column) if column is not None else None
        return {sign for each in (*cells, *([head] if head else [])) for sign in _signs(each)}

    def _named_in(self, row: int) -> list[int]:
        return [each for each in self._table.of(Role.NAME) if each in self._grid.rows[row]]

    def _has_signs(self, said: Said) -> bool:
        """Whether the table has the footnote marks that a statement is about."""
        return not said.signs or bool(said.signs & self._borne())

    def _of_many_years(self, said: Said) -> bool:
        """Whether a sheet named 9月 has columns of years, so that it is the month of reporting."""
        if said.caption.kind is not Kind.SHEET or said.partial is None or said.years:
            return False
        headers = self._table.columns.values()
        return len({header.year for header in headers if header.role is Role.ACTUAL}) > 1

    def _concerns(self, said: Said) -> bool:
        """Whether the table holds values that a statement may be about but that do not say so."""
        headed = [
            header
            for header in self._table.columns.values()
            if header.role is Role.ACTUAL and (not said.years or header.year in said.years)
        ]
        if not headed:
            return self._table.has(Role.YEAR_OF_ROW)
        return not all(
            (said.forecast and header.forecast)
            or (said.provisional and header.provisional)
            or (said.partial and header.partial)
            for header in headed
        )

    def _names(self, owned: Owned) -> dict[str, str | None]:
        """The names of the rows as written, and for items also their names in the plan."""
        names: dict[str, str | None] = {}
        captions = {caption.cell for caption in self._table.captions}
        for row, owner in owned.items():
            if owner is not None:
                indicator = owner.named.indicator
                names[_unsigned(owner.cell.text)] = indicator.id
                names.update(_names_of(indicator))
                continue
            if len(names) > _MOST_NAMES:
                continue
            for column in self._named_in(row):
                cell = self._grid.rows[row][column]
                if cell not in captions and _may_be_name(cell.text):
                    names.setdefault(cell.text, None)
        return names

    def _numbers_of(self, owned: Owned) -> dict[str, str]:
        """The number of each row as the table counts, with the id of its item."""
        numbers: dict[str, str] = {}
        for row, owner in owned.items():
            serial = serial_of(self._grid.rows[row], self._table) if owner else None
            number = read_serial(serial.text) if serial else None
            if owner is not None and number is not None:
                numbers.setdefault(number, owner.named.indicator.id)
        return numbers


_LONGEST_NAME = 40
_MOST_NAMES = 500
"""With more rows than this, a table is a list of something else."""


def _may_be_name(text: str) -> bool:
    """Whether a text can name a row in a caption; 合计 and 2025年 cannot."""
    return 2 < len(text) <= _LONGEST_NAME and not may_speak(text) and not years_in(text)


def _borne_in(grid: Grid, table: Table) -> set[str]:
    """All footnote marks in a table, on a header, a name or a value; few captions ask."""
    notes = {caption.cell for caption in table.captions}
    cells = [cell for row in range(table.first, table.last) for cell in grid.own[row].values()]
    cells += table.heads.values()
    return {sign for cell in cells for sign in _signs(cell) if cell not in notes}


def _signs(cell: Cell) -> list[str]:
    """The footnote marks of a cell; ① before a name is its number."""
    if len(cell.text) > _LONGEST_NAME or not _MAY_BE_SIGN.search(cell.text):
        return []
    written = with_signs(clean(cell.text))
    return SIGN.findall(_NUMBERING.sub("", written))


_NUMBERING = re.compile(r"^[①-⑳]")
_MAY_BE_SIGN = re.compile(r"[*＊﹡※★#＃①-⑳注(（\[［]")
"""One of these is in every footnote mark, as it is written in a file."""


@lru_cache(maxsize=1024)  # all files of a plan name the same items
def _names_of(indicator: AnyIndicator) -> Mapping[str, str]:
    return {_unsigned(name): indicator.id for name in (indicator.name, *indicator.aliases)}


@lru_cache(maxsize=2048)
def _unsigned(name: str) -> str:
    return SIGN.sub("", with_signs(clean(name)))
