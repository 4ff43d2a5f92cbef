"""The columns of the sheets that people fill in, and what reading recognises each of them as.

The writers lay their sheets out from here. A test reads each header, in every language, and
compares what it is recognised as with what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shengzhou_quality.formats.workbooks.text_size import Face, width_for
from shengzhou_quality.reading.office_list import OfficeColumn
from shengzhou_quality.reading.tables.header_words import OpinionColumn, Role, SettlementColumn


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: the key of its header in the words, its width, what it is recognised as.

    The width is the least one: a column that `shares` gets its part of what is left of the page,
    and the one that `names` the rows as much as it takes to print on fewer pages.
    """

    word: str
    width: int
    means: Role | OpinionColumn | SettlementColumn | OfficeColumn
    names: bool = False
    shares: bool = False


SheetColumns = Sequence[SheetColumn]

_WIDEST_UNIT = 14
_UNIT = SheetColumn("unit", 7, Role.UNIT)
_BASIS = SheetColumn("form", 11, Role.FORM)
INDICATORS = (
    SheetColumn("serial", 6, Role.SERIAL),
    SheetColumn("name", 40, Role.NAME, names=True),
    _UNIT,
    _BASIS,
    SheetColumn("baseline", 9, Role.BASELINE),
)
"""What is printed of an indicator. A column for each year and those of `SAID` follow."""

COMMITMENTS = (
    SheetColumn("id", 5, Role.SERIAL),
    SheetColumn("commitment", 34, Role.NAME, names=True),
    replace(_UNIT, width=5),
    replace(_BASIS, width=10),
    SheetColumn("target", 10, Role.TARGET),
)
"""What is printed of a commitment, in as many columns as of an indicator."""

YEAR = SheetColumn("year", 6, Role.ACTUAL, shares=True)
SAID = (
    SheetColumn("office", 7, Role.OFFICE, shares=True),
    SheetColumn("source", 7, Role.SOURCE, shares=True),
    SheetColumn("evidence", 9, Role.EVIDENCE, shares=True),
    SheetColumn("remark", 7, Role.REMARK, shares=True),
)
"""What an office says about the values of a row."""

MILESTONES = (
    SheetColumn("id", 6, Role.SERIAL),
    SheetColumn("milestone", 50, Role.NAME, names=True),
    SheetColumn("state", 14, Role.STATE),
    SheetColumn("completed", 12, Role.COMPLETED),
    SheetColumn("office", 10, Role.OFFICE, shares=True),
    SheetColumn("evidence", 14, Role.EVIDENCE, shares=True),
    SheetColumn("note", 12, Role.REMARK, shares=True),
)

OPINIONS = (
    SheetColumn("id", 6, Role.SERIAL),
    SheetColumn("name", 36, Role.NAME, names=True),
    SheetColumn("status", 16, OpinionColumn.STATUS),
    SheetColumn("reason", 36, OpinionColumn.REASON, shares=True),
    SheetColumn("by", 10, OpinionColumn.BY),
    SheetColumn("date", 12, OpinionColumn.DATE),
    SheetColumn("baseline", 11, OpinionColumn.BASELINE),
)

SETTLED = (
    SheetColumn("code", 20, SettlementColumn.CODE),
    SheetColumn("id", 6, SettlementColumn.ITEM),
    SheetColumn("name", 28, SettlementColumn.ITEM, names=True),
    SheetColumn("year", 7, SettlementColumn.YEAR),
    SheetColumn("text", 18, SettlementColumn.TEXT),
    SheetColumn("reason", 30, SettlementColumn.REASON, shares=True),
    SheetColumn("by", 11, SettlementColumn.BY),
    SheetColumn("date", 12, SettlementColumn.DATE),
)

OFFICES = (
    SheetColumn("id", 6, OfficeColumn.SERIAL),
    SheetColumn("name", 50, OfficeColumn.NAME, names=True),
    SheetColumn("office", 18, OfficeColumn.OFFICE, shares=True),
    SheetColumn("supporting", 18, OfficeColumn.SUPPORTING, shares=True),
    SheetColumn("contact", 11, OfficeColumn.CONTACT),
    SheetColumn("phone", 18, OfficeColumn.PHONE),
)
"""The list of offices (分工表)."""


def by_years(printed: SheetColumns, count: int) -> tuple[SheetColumn, ...]:
    """All columns of a sheet with `count` years behind the columns that are `printed`."""
    return (*printed, *(YEAR for _ in range(count)), *SAID)


def with_room_for(units: Iterable[str], columns: SheetColumns, face: Face) -> SheetColumns:
    """The printed columns, of which that of the units holds each on one line, up to a bound."""
    widest = max((width_for(unit, face) for unit in units), default=0)
    return tuple(
        replace(column, width=max(column.width, min(widest, _WIDEST_UNIT)))
        if column.means is Role.UNIT
        else column
        for column in columns
    )


def number_of(word: str, columns: SheetColumns) -> int:
    """The number of a column on its sheet, counted from 1."""
    return [column.word for column in columns].index(word) + 1
