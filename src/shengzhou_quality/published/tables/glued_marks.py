"""Ask whether the last digit of a figure is a footnote mark, where the notes number that digit.

Copied text loses what was raised: 80.5² becomes 80.52. Only a figure that is odd beside the other
figures of its row is asked, for most figures end in a digit that also numbers some note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.tables.notes import digits_in
from shengzhou_quality.units import PERCENT

_FIGURE = re.compile(r"[^0-9]{0,6}(?P<number>[0-9]{1,9}(?:\.[0-9]{1,6})?)[%‰]?")
_MOST_TIMES = 3
"""Few figures grow or fall more than so many times within one plan."""


class _Figure(NamedTuple):
    field: str
    text: str
    number: Decimal

    @property
    def decimals(self) -> int:
        return len(self.text.partition(".")[2].rstrip("%‰"))

    @property
    def last(self) -> str:
        return self.text.rstrip("%‰")[-1:]


def ask_glued_marks(rows: Sequence[PrintedRow], notes: Sequence[str]) -> list[PrintedRow]:
    labels = digits_in(notes)
    return [_asked(row, labels | digits_in(row.notes)) for row in rows]


def _asked(row: PrintedRow, labels: frozenset[str]) -> PrintedRow:
    figures = list(_figures(row))
    glued = [figure for figure in figures if figure.last in labels]
    doubts = [
        Doubt("import-mark-or-figure", figure.field, {"text": figure.text})
        for figure in glued
        if _is_odd(figure, [other for other in figures if other is not figure], row.unit)
    ]
    return replace(row, doubts=(*row.doubts, *doubts)) if doubts else row


def _figures(row: PrintedRow) -> Iterator[_Figure]:
    printed = [("baseline", row.baseline or ""), *(("target", t) for t in row.targets.values())]
    for field, text in printed:
        found = _FIGURE.fullmatch(clean(text))
        if found is not None:
            yield _Figure(field, text, Decimal(found["number"]))


def _is_odd(figure: _Figure, others: Sequence[_Figure], unit: str | None) -> bool:
    """Whether the figure is a decimal longer, or far from the others, or a share above 100."""
    if unit == PERCENT and figure.number > 100:
        return True
    # 92.1 beside 93 is usual, 5.81 beside 7.2 is not.
    longer = others and all(figure.decimals == other.decimals + 1 > 1 for other in others)
    return bool(longer) or any(_are_apart(figure.number, other.number) for other in others)


def _are_apart(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((one, other))
    return low * _MOST_TIMES < high
