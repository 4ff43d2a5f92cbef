"""Tell headers and lines (titles, notes, headings) from rows of data, in compact rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.reading.readers.compact import CompactSheet, MarkedText, Text
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reading.tables.captions import says_note, units_in

_NUMBER = re.compile(r"[-+]?[0-9][0-9,.]*%?")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}(?:\.0+)?")
_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]+|[0-9]{1,2})[、.)]|\([一二三四五六七八九十0-9]+\)|附?表[0-9一二三四五六七八九十]"
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LONGEST_NAME = 24

AREAS = Areas(("本地区",))
"""Knows an area by its kind (县, 市), whatever the plan says of its own."""

_CHUNK = 4096
_LONGEST_HEADER = 60

IsItem = Callable[[str], bool]
"""Whether a text names an item of the plan."""


def text_of(cell: Text) -> str:
    return cell.text if isinstance(cell, MarkedText) else cell


def is_figure(text: str) -> bool:
    """Whether a text is a bare number that is not a year."""
    written = clean(text)
    return bool(_NUMBER.fullmatch(written)) and not _YEAR.fullmatch(written)


def find_heads(sheet: CompactSheet, header: str) -> list[tuple[int, int]]:
    """Each row that holds the header, with the columns; `header` is folded."""
    found: list[tuple[int, int]] = []
    for start in range(0, len(sheet.texts), _CHUNK):
        rows = sheet.texts[start : start + _CHUNK]
        spelled = {cell for cell in set().union(*rows) if _is_header(cell, header)}
        if not spelled:
            continue
        for at, texts in enumerate(rows, start):
            if len(texts) > 1 and not spelled.isdisjoint(texts):
                found += [(at, column) for column in _heads_in(sheet.columns[at], texts, spelled)]
    return found


def _heads_in(
    columns: tuple[int, ...], texts: tuple[Text, ...], spelled: set[Text]
) -> Iterator[int]:
    """The columns of a header row; a row of data and a line 地区 | 某省 have none."""
    if any(is_figure(text_of(cell)) for cell in texts):
        return
    for column, cell, after in zip_longest(columns, texts, texts[1:]):
        if cell in spelled and not (after is not None and AREAS.is_area(text_of(after))):
            yield column


def _is_header(cell: Text, header: str) -> bool:
    text = text_of(cell)
    is_short = len(text) <= _LONGEST_HEADER and text[0] not in "0123456789-"
    return is_short and clean(text).casefold() == header


class RowLines(NamedTuple):
    """Looks at single rows of one sheet; `wide` are rows with a cell merged over several columns.

    `knows` tells whether a text is the name of an entity: known from other rows, or an area.
    """

    sheet: CompactSheet
    wide: frozenset[int]
    is_item: IsItem
    knows: Callable[[str], bool]

    def words(self, at: int) -> list[str]:
        return [text_of(cell) for cell in self.sheet.texts[at]]

    def is_lone(self, at: int) -> bool:
        return len(self.sheet.columns[at]) == 1

    def holds_figure(self, at: int) -> bool:
        return any(is_figure(text) for text in self.words(at))

    def holds_data(self, at: int) -> bool:
        """Whether a row holds a figure or names an item."""
        return any(is_figure(text) or self.is_item(text) for text in self.words(at))

    def is_note(self, at: int) -> bool:
        return says_note(self.words(at)[0])

    def is_line(self, at: int, column: int) -> bool:
        """Whether a row is a title, a note, a line of signatures; `column` holds the entities."""
        if self.holds_data(at):
            return False
        words = self.words(at)
        if not self.is_lone(at):
            shown = dict(zip(self.sheet.columns[at], words, strict=True))
            # A row of data may end with a remark; only the first cell of a line is sure.
            looked_at = words if column in shown and not self.knows(shown[column]) else words[:1]
            return any(says_note(one) or units_in(one) or ":" in clean(one) for one in looked_at)
        if self.sheet.numbers[at] in self.wide:
            return True
        return self.sheet.columns[at][0] != column or not self.knows(words[0])

    def is_heading(self, at: int) -> bool:
        """Whether a lone cell reads as a heading or a note, and never as the name of an entity."""
        (text,) = self.words(at)
        written = clean(text)
        return (
            self.sheet.numbers[at] in self.wide
            or len(written) > _LONGEST_NAME
            or says_note(text)
            or bool(units_in(text))
            or ":" in written
            or _NUMBERED.match(written) is not None
        )

    def is_labels(self, at: int) -> bool:
        """甲, 乙, 1, 2 or 栏次, 1, 2 below a header: the names of its columns, none left out."""
        words = [clean(text).strip("()") for text in self.words(at)]
        if words[0] == "栏次":
            del words[0]
        letters = [word for word in words if word in _STEMS]
        numbers = [str(number) for number in range(1, len(words) - len(letters) + 1)]
        return len(words) > 1 and words == [*_STEMS[: len(letters)], *numbers]
