"""Find the names of the own area in a text, as whole names: 义县 is not in 武义县.

Plain comparisons, no pattern: in a province's run each county has names of its own, and compiling
a pattern of them would cost as much as reading a small file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shengzhou_quality.reading.tables.county_names import is_zone

_KINDS = frozenset("省市县区州盟旗")
_BEFORE_A_NAME = frozenset("省市县区州盟旗年度月期件表的为在于由对及和与级、")
"""The characters behind which the name of an area may begin: 河南省开封市, 2025年开封市."""
_SHORT = 3
"""A longer name is no part of another, but that of a zone: 临港经济开发区."""


class NameFound(NamedTuple):
    """Where a name stands in a text."""

    start: int
    end: int


class OwnNames:
    """Finds some names, the longest first. `wide` are words such as 全市, found anywhere.

    `ends` is a pattern for what may follow the last character of an area: in 市场 no area ends.
    """

    def __init__(self, names: Iterable[str], wide: str, ends: str) -> None:
        self._names = tuple(sorted(dict.fromkeys(filter(None, names)), key=len, reverse=True))
        self._plain = frozenset(
            name for name in self._names if not all(map(_is_han, name)) or re.fullmatch(wide, name)
        )
        self._contained = frozenset(
            name for name in self._names if len(name) <= _SHORT or is_zone(name)
        )
        self._ends = ends

    def __bool__(self) -> bool:
        return bool(self._names)

    def each(self, text: str) -> Iterator[NameFound]:
        """Each name in the text, from left to right."""
        if not any(name in text for name in self._names):
            return
        at = 0
        while at < len(text):
            end = next((end for end in self._ends_at(text, at)), None)
            if end is not None:
                yield NameFound(at, end)
            at = at + 1 if end is None else end

    def first(self, text: str) -> NameFound | None:
        return next(self.each(text), None)

    def is_in(self, text: str) -> bool:
        return self.first(text) is not None

    def without(self, text: str) -> str:
        """The text with the names taken out."""
        kept, at = [], 0
        for found in self.each(text):
            kept.append(text[at : found.start])
            at = found.end
        return "".join((*kept, text[at:]))

    def _ends_at(self, text: str, at: int) -> Iterator[int]:
        for name in self._names:
            end = at + len(name)
            if text.startswith(name, at) and self._is_whole(name, text, at, end):
                yield end

    def _is_whole(self, name: str, text: str, at: int, end: int) -> bool:
        if name in self._plain:
            return True
        if name[-1] not in _KINDS and name[-1] not in "镇乡道":
            # 长沙 is not in 长沙县, but in 长沙市场.
            return text[end : end + 1] not in _KINDS or not re.match(self._ends, text[end + 1 :])
        if at == 0 or name not in self._contained:
            return True
        return not _is_han(text[at - 1]) or text[at - 1] in _BEFORE_A_NAME


def _is_han(character: str) -> bool:
    return "一" <= character <= "鿿"
