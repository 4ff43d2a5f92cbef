"""The columns of the sheets that people fill in, and what reading recognises each of them as.

The writers lay their sheets out from here. A test reads each header, in every language, and
compares what it is recognised as with what stands here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shengzhou_quality.reading.tables.header_words import OpinionColumn, Role, SettlementColumn


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: the key of its header in the words, its width, what it is recognised as."""

    word: str
    width: int
    means: Role | OpinionColumn | SettlementColumn


SheetColumns = Sequence[SheetColumn]

_UNIT = SheetColumn("unit", 7, Role.UNIT)
_BASIS = SheetColumn("form", 11, Role.FORM)
INDICATORS = (
    SheetColumn("serial", 6, Role.SERIAL),
    SheetColumn("name", 36, Role.NAME),
    _UNIT,
    _BASIS,
    SheetColumn("baseline", 9, Role.BASELINE),
)
"""What is printed of an indicator. A column for each year and those of `SAID` follow."""

COMMITMENTS = (
    SheetColumn("id", 6, Role.SERIAL),
    SheetColumn("commitment", 36, Role.NAME),
    _UNIT,
    _BASIS,
    SheetColumn("target", 9, Role.TARGET),
)
"""What is printed of a commitment, in as many columns as of an indicator."""

YEAR = SheetColumn("year", 12, Role.ACTUAL)
SAID = (
    SheetColumn("office", 13, Role.OFFICE),
    SheetColumn("source", 14, Role.SOURCE),
    SheetColumn("evidence", 22, Role.EVIDENCE),
    SheetColumn("remark", 20, Role.REMARK),
)
"""What an office says about the values of a row."""

UPRIGHT = {
    "id": 5, "commitment": 36, "unit": 6, "form": 9, "target": 8, "year": 8,
    "office": 8, "source": 8, "evidence": 10, "remark": 8,
}  # fmt: skip
"""The widths of the columns of the commitments: on an upright page their many rows fit."""

MILESTONES = (
    SheetColumn("id", 6, Role.SERIAL),
    SheetColumn("milestone", 44, Role.NAME),
    SheetColumn("state", 14, Role.STATE),
    SheetColumn("completed", 13, Role.COMPLETED),
    SheetColumn("office", 13, Role.OFFICE),
    SheetColumn("evidence", 24, Role.EVIDENCE),
    SheetColumn("note", 20, Role.REMARK),
)

OPINIONS = (
    SheetColumn("id", 8, Role.SERIAL),
    SheetColumn("name", 40, Role.NAME),
    SheetColumn("status", 18, OpinionColumn.STATUS),
    SheetColumn("reason", 46, OpinionColumn.REASON),
    SheetColumn("by", 12, OpinionColumn.BY),
    SheetColumn("date", 14, OpinionColumn.DATE),
    SheetColumn("baseline", 14, OpinionColumn.BASELINE),
)

SETTLED = (
    SheetColumn("code", 20, SettlementColumn.CODE),
    SheetColumn("id", 8, SettlementColumn.ITEM),
    SheetColumn("name", 36, SettlementColumn.ITEM),
    SheetColumn("year", 8, SettlementColumn.YEAR),
    SheetColumn("text", 22, SettlementColumn.TEXT),
    SheetColumn("reason", 40, SettlementColumn.REASON),
    SheetColumn("by", 12, SettlementColumn.BY),
    SheetColumn("date", 14, SettlementColumn.DATE),
)


def by_years(printed: SheetColumns, count: int) -> tuple[SheetColumn, ...]:
    """All columns of a sheet with `count` years behind the columns that are `printed`."""
    return (*printed, *(YEAR for _ in range(count)), *SAID)


def number_of(word: str, columns: SheetColumns) -> int:
    """The number of a column on its sheet, counted from 1."""
    return [column.word for column in columns].index(word) + 1
