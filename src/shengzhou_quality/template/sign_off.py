"""Write the lines of signatures below a table: who reports, reviews and answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from shengzhou_quality.formats.workbooks.cells import put_across
from shengzhou_quality.template import style
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEIGHT = 20.25

Room = tuple[tuple[int, int], tuple[int, int]]
"""The columns of a label, and those to fill in beside it."""


def sign_off_labels(words: Words) -> tuple[str, ...]:
    names = ("person", "reviewer", "head", "phone", "seal")
    return tuple(words(f"template.field.{name}") for name in names)


def write_sign_off(
    sheet: Worksheet, row: int, labels: Sequence[str], rooms: Sequence[Room]
) -> None:
    """Write the lines from `row` on, a label in each room.

    The last label is that of the seal and takes what is left of its line.
    The last room of a line may not lie under a year or a state: reading would take a phone
    number there for a value. Names may: reading knows a line of signatures.
    """
    for start in range(0, len(labels), len(rooms)):
        for text, (label, (first, last)) in zip(labels[start:], rooms, strict=False):
            put_across(sheet, row, label, text, style.LABEL)
            end = rooms[-1][1][1] if text == labels[-1] else last
            put_across(sheet, row, (first, end), "", style.FILL_IN)
        row += 1


def sign_off_heights(labels: Sequence[str], rooms: Sequence[Room]) -> list[float]:
    return [_HEIGHT] * ceil(len(labels) / len(rooms))
