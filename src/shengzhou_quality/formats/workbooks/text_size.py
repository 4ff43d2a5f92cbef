"""Measure text: how many lines it takes in a column, and how high its row must be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil
from unicodedata import east_asian_width

UNIT = 5.25
"""The points of one unit of a column's width: a digit of the workbook's own font, `GRID`."""
GRID, SIZE = "Times New Roman", 10.5
"""Its digits are as wide in LibreOffice as in Excel, so a sheet prints alike from both."""

_EDGES = 4.5
HIGHEST = 409.0
"""The points of the highest row that a workbook allows."""
TIGHT = 2.25
"""The points of a row that its lines leave empty, at least."""
_FIRST, _NEXT = 1.16, 1.16
_FIRST_OF_CHINESE, _NEXT_OF_CHINESE = 1.28, 1.43
"""The heights of a first and of each further line, in parts of the size of the font."""
_STEP = 0.75
"""The points of a pixel: a row is so many pixels high."""


@dataclass(frozen=True, slots=True)
class Face:
    """The fonts of a workbook.

    A heading has a font of its own, or else is bold, and then it is `wider`. `letter` is the
    width of every letter, in parts of the size: a half in 宋体, and something to spare for the
    font that stands in for it elsewhere. Without it each letter has a width of its own. A `careful`
    face takes the widest font that may stand in: for rows that nobody is to widen.
    """

    body: str
    heading: str
    letter: float | None
    title: float
    wider: float = 1.0
    careful: bool = False

    @property
    def bold(self) -> bool:
        return self.heading == self.body

    @property
    def of_headings(self) -> Face:
        return replace(self, wider=1.06) if self.bold else self

    def width_of(self, text: str) -> float:
        """The width of one line, in parts of the size of the font."""
        return sum(map(self._width_of, text)) * self.wider

    def _width_of(self, character: str) -> float:
        if _is_chinese(character):
            return 1.0
        if self.letter is not None:
            if self.careful:
                return _WIDEST if character in _WIDE else _RATHER_WIDE
            return self.letter
        usual = 0.72 if character.isupper() else 0.5
        return _WIDTHS.get(character, usual)


FACES = {
    face.body: face
    for face in (
        Face("宋体", "黑体", letter=0.6, title=16),
        Face(GRID, GRID, letter=None, title=13),
    )
}

_WIDTHS = {
    letter: width
    for letters, width in (
        (" .,:;'|", 0.25), ("ijlt/!", 0.28), ("frI()[]-", 0.34), ("s", 0.39), ("acez", 0.45),
        ("EFJLPSTZ", 0.6), ("wm&", 0.78), ("MW%@", 0.95),
    )
    for letter in letters
}  # fmt: skip
"""The widths of letters that differ from the usual ones of small letters and of capitals."""

_WIDE, _WIDEST, _RATHER_WIDE = frozenset("%&@MWmw+<=>≤≥"), 0.95, 0.66

_LETTERS, _CLOSING = r"[^\s\u2e80-\uffff“‘]+", "[，。、；：！？”’）》]"
_PIECE = re.compile(rf"\s+|[“‘（《]*(?:[\u2e80-\uff00]|{_LETTERS}){_CLOSING}*|.")
_LONG_PIECE = re.compile(
    rf"\s+|[“‘（《]*(?:[\u2e80-\uff00]|{_LETTERS}(?:{_CLOSING}+{_LETTERS})*){_CLOSING}*|."
)
"""LibreOffice breaks no line between words of letters that a Chinese mark separates: id、form."""


def lines_of(text: str, width: float, face: Face, size: float = SIZE) -> int:
    """The lines of `text` in a cell of `width`, in units: words stay whole, 汉字 may part."""
    room = (width * UNIT - _EDGES) / size
    return sum(_wrapped(part, room, face) for part in text.split("\n"))


def width_for(text: str, face: Face) -> int:
    """The width, in units, in which `text` stands on one line."""
    return ceil((face.width_of(text) * SIZE + _EDGES) / UNIT)


def height_of_row(
    texts: Iterable[tuple[str, float]], face: Face, size: float = SIZE, empty: float = TIGHT
) -> float:
    """The height that the longest of `texts` needs in its column's width, up to the highest row."""
    return min(height_of_texts(texts, face, size, empty), HIGHEST)


def height_of_texts(
    texts: Iterable[tuple[str, float]], face: Face, size: float = SIZE, empty: float = TIGHT
) -> float:
    """The height that the longest of `texts` needs, also where that takes several rows."""
    height = max(_height_of(text, lines_of(text, width, face, size)) for text, width in texts)
    return ceil((height * size + empty) / _STEP) * _STEP


def _height_of(text: str, lines: int) -> float:
    if any(map(_is_chinese, text)):
        return _FIRST_OF_CHINESE + (lines - 1) * _NEXT_OF_CHINESE
    return _FIRST + (lines - 1) * _NEXT


def _is_chinese(character: str) -> bool:
    return east_asian_width(character) in "WFA"


def _wrapped(text: str, room: float, face: Face) -> int:
    if len(text) * face.wider <= room:
        return 1  # no character is wider than the font is high
    lines, used = 1, 0.0
    for piece in (_LONG_PIECE if face.careful else _PIECE).findall(text):
        wide = face.width_of(piece)
        if used + wide <= room:
            used += wide
        elif not piece.isspace():
            lines += ceil(wide / room) - (0 if used else 1)
            used = wide - (ceil(wide / room) - 1) * room
    return lines
