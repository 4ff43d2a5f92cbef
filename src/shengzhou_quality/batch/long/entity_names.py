"""Tell the entity that a cell names: spellings that fold together are one, wholes are none."""

from __future__ import annotations

import re
from enum import IntEnum

from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.reading.readers.compact import MarkedText, Text
from shengzhou_quality.reading.tables.areas import is_place

_LONGEST = 60
_MOST_KNOWN = 1 << 17
_WHOLE = re.compile(
    r"(?:全|本|我)(?:国|省|市|县|区|州|盟|旗|地区|自治[区州县])(?:\(.*\))?"
    r"|.*(?:合计|总计|小计|共计|总和|总体|汇总|平均|均值|平均(?:值|数|水平))(?:\(.*\))?"
    r"|(?:sub-?|grand)?totals?|average|mean|overall|all",
    re.IGNORECASE,
)
"""全省, 合计, 各县平均: the figures of all entities together, of no single one."""
_PART = re.compile("其中:")
_OF_WHOLE = re.compile(r"(?P<area>.+?)\(?(?:全[省市县区州旗])\)?")
_DITTO = frozenset({"同上", "〃", "″", "”", '"', "''"})
_HAN = re.compile("[一-鿿]")


class NoEntity(IntEnum):
    """NoEntity a row is, if it is not an entity's; entities count from 0."""

    COMMON = -1
    """A title, a header, a note: it belongs to every entity of its table."""
    OUTSIDE = -2
    """A row of another table, which has no column of entities."""
    WHOLE = -3
    NOBODY = -4
    """The row has no entity, or a cell that names none."""
    REPEATED = -5
    """The header once more, at the top of a page."""
    DITTO = -6
    """The entity of the row above."""


class EntityNames:
    """The entities of a run, numbered in order of their first appearance."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._numbers: dict[str, int] = {}
        self.known: dict[Text, int] = {}
        """What `of` has found for a cell, for a fast way past it."""
        self.names: list[str] = []

    def of(self, cell: Text, file: str) -> int:
        """The number of the entity, or a `NoEntity`. Raises `InputError` if there are too many."""
        number = self.known.get(cell)
        if number is None:
            if len(self.known) >= _MOST_KNOWN:
                self.known.clear()
            number = self.known[cell] = self._look_up(cell, file)
        return number

    def knows(self, text: str) -> bool:
        return clean(text) in self._numbers

    def _look_up(self, cell: Text, file: str) -> int:
        if isinstance(cell, MarkedText):
            if cell.fault or cell.percent:
                return NoEntity.NOBODY
            cell = cell.text
        if len(cell) > _LONGEST:
            return NoEntity.NOBODY
        written = clean(cell)
        if is_ditto(written):
            return NoEntity.DITTO
        if is_missing(cell) or _PART.match(written):
            return NoEntity.NOBODY
        if _WHOLE.fullmatch(written):
            return NoEntity.WHOLE
        written = _without_whole(written)
        number = self._numbers.get(written)
        if number is None:
            if len(self.names) >= self._most:
                raise refusal("too-many-entities", Place(file), limit=f"{self._most:,}")
            number = self._numbers[written] = len(self.names)
            self.names.append(written if _HAN.search(written) else " ".join(cell.split()))
        return number


def is_ditto(cell: Text) -> bool:
    """Whether a cell says that it repeats the one above it: 同上."""
    return not isinstance(cell, MarkedText) and len(cell) <= _LONGEST and clean(cell) in _DITTO


def _without_whole(name: str) -> str:
    """甲县 of 甲县(全县)."""
    found = _OF_WHOLE.fullmatch(name)
    return found["area"] if found and is_place(found["area"]) else name
