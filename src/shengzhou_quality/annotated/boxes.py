"""Size the box of a comment so that its whole text can be read, whatever the columns' widths."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import NamedTuple
from unicodedata import east_asian_width

from shengzhou_quality.annotated.survey import LAST_COLUMN, LAST_ROW, Cell, Survey

_USUAL, _WIDE = 260, 520
"""Pixels of a box's width: of a short text, and of one with more than `_LONG` lines."""
_LONG, _MOST_LINES = 20, 60
_LINE, _EDGES = 17, 12
_CHINESE, _LATIN = 12.5, 7.5
_GAP = 15
_MOST_STEPS = 2_000
"""Columns or rows that a box may reach over: hidden ones have no size."""


class CommentBox(NamedTuple):
    """A corner, the opposite one, each as column and row from 0 with pixels inside of them."""

    left: int
    left_by: int
    top: int
    top_by: int
    right: int
    right_by: int
    bottom: int
    bottom_by: int

    def __str__(self) -> str:
        return ", ".join(map(str, self))


def box_beside(cell: Cell, text: str, survey: Survey) -> CommentBox:
    """The box right of the cell; left of it at the sheet's edge."""
    row, column = cell
    width, height = size_of(text)
    left = min(column, LAST_COLUMN - 1 - _columns_for(width))
    top = min(max(row - 2, 0), LAST_ROW - 1 - _rows_for(height))
    return _box(survey, (left, _GAP), (top, 4), (width, height))


def box_grown(old: CommentBox, text: str, survey: Survey) -> CommentBox:
    """The box with the same first corner, at least as large as the text needs."""
    width, height = size_of(text)
    new = _box(survey, (old.left, old.left_by), (old.top, old.top_by), (width, height))
    right = max((old.right, old.right_by), (new.right, new.right_by))
    bottom = max((old.bottom, old.bottom_by), (new.bottom, new.bottom_by))
    return CommentBox(old.left, old.left_by, old.top, old.top_by, *right, *bottom)


def size_of(text: str) -> tuple[int, int]:
    """The pixels of a box's width and height in which the text can be read."""
    width = _USUAL
    if _lines_of(text, width) > _LONG:
        width = _WIDE
    return width, min(_lines_of(text, width), _MOST_LINES) * _LINE + _EDGES


def _lines_of(text: str, width: int) -> int:
    return sum(max(1, ceil(_width_of(line) / (width - _EDGES))) for line in text.split("\n"))


def _width_of(line: str) -> float:
    return sum(_CHINESE if east_asian_width(each) in "WFA" else _LATIN for each in line)


def _columns_for(width: int) -> int:
    return width // 20


def _rows_for(height: int) -> int:
    return height // 5


def _box(
    survey: Survey, left: tuple[int, int], top: tuple[int, int], size: tuple[int, int]
) -> CommentBox:
    right = _reach(left, size[0], survey.width_of, LAST_COLUMN)
    bottom = _reach(top, size[1], survey.height_of, LAST_ROW)
    return CommentBox(*left, *top, *right, *bottom)


def _reach(
    start: tuple[int, int], length: int, size_of: Callable[[int], int], last: int
) -> tuple[int, int]:
    """The place that lies so many pixels behind another: an index from 0, pixels inside of it."""
    index, by = start
    left = by + length
    for _ in range(_MOST_STEPS):
        size = size_of(index + 1)
        if left <= size or index + 1 >= last:
            break
        left -= size
        index += 1
    return index, left
