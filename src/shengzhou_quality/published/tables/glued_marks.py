"""Ask whether the last digit of a figure is a footnote mark, where the notes number that digit.

Copied text loses what was raised: 80.5² becomes 80.52. Only a figure that is odd beside the other
figures of its row or its column is asked, for most figures end in a digit that also numbers some
note.
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

_FIGURE = re.compile(r"[^0-9]{0,6}(?P<number>[0-9]{1,9}(?:\.[0-9]{1,6})?)[%‰]?(?:以[内上下]|左右)?")
_MOST_TIMES = 3
"""Few figures grow or fall more than so many times within one plan."""
_FAR_ABOVE = 2
"""So many times the largest other figure of its column is far above the column."""


class _Figure(NamedTuple):
    field: str
    year: int | None
    text: str
    number: Decimal
    decimals: int
    is_labelled: bool
    """Whether it ends in the digit of a note."""

    @property
    def can_be_glued(self) -> bool:
        """Whether a figure is left without the last digit: 80.3 of 80.32, but none of 4.2."""
        is_longer = self.decimals > 1 or (not self.decimals and self.number > 9)
        return self.is_labelled and is_longer

    @property
    def shortened(self) -> Decimal:
        """The figure without its last digit, which matters for whole numbers only."""
        return self.number if self.decimals else self.number // 10


def ask_glued_marks(rows: Sequence[PrintedRow], notes: Sequence[str]) -> list[PrintedRow]:
    general = digits_in(notes)
    of_rows = [list(_figures(row, general | digits_in(row.notes))) for row in rows]
    columns: dict[tuple[str, int | None], list[_Figure]] = {}
    for figure in (figure for figures in of_rows for figure in figures):
        columns.setdefault((figure.field, figure.year), []).append(figure)
    return [_asked(row, figures, columns) for row, figures in zip(rows, of_rows, strict=True)]


def _asked(
    row: PrintedRow,
    figures: list[_Figure],
    columns: dict[tuple[str, int | None], list[_Figure]],
) -> PrintedRow:
    doubts = []
    for figure in (figure for figure in figures if figure.is_labelled):
        others = [other for other in figures if other is not figure]
        column = [o for o in columns[figure.field, figure.year] if o is not figure]
        if _is_odd(figure, others, row.unit) or _is_odd_in_column(figure, others, column):
            doubts.append(Doubt("import-mark-or-figure", figure.field, {"text": figure.text}))
    return replace(row, doubts=(*row.doubts, *doubts)) if doubts else row


def _figures(row: PrintedRow, labels: frozenset[str]) -> Iterator[_Figure]:
    targets = [("target", year, text) for year, text in row.targets.items()]
    printed = [("baseline", None, row.baseline or ""), *targets]
    for field, year, text in printed:
        found = _FIGURE.fullmatch(clean(text))
        if found is not None:
            number = found["number"]
            decimals = len(number.partition(".")[2])
            yield _Figure(field, year, text, Decimal(number), decimals, number[-1] in labels)


def _is_odd(figure: _Figure, others: Sequence[_Figure], unit: str | None) -> bool:
    """Whether the figure has more decimals, or is far from the others, or a share above 100."""
    if unit == PERCENT and figure.number > 100:
        return True
    # 92.1 beside 93 is usual, 5.81 beside 7.2 is not, nor is 80.32 beside 81.
    longer = others and all(figure.decimals > max(other.decimals, 1) for other in others)
    return bool(longer) or any(_are_apart(figure.number, other.number) for other in others)


def _is_odd_in_column(
    figure: _Figure, others: Sequence[_Figure], column: Sequence[_Figure]
) -> bool:
    """Whether most of its column have fewer decimals, or are far smaller.

    Another figure of the row, without a mark, shows that the row is so precise or so large.
    """
    if not figure.can_be_glued or any(_settles(other, figure) for other in others):
        return False
    if figure.decimals:
        fewer = sum(other.decimals < figure.decimals for other in column)
        return fewer * 2 > len(column)
    largest = max((other.number for other in column if not _may_be_too_large(other)), default=None)
    if largest is None or figure.number <= largest * _FAR_ABOVE:
        return False
    return figure.shortened <= largest * _FAR_ABOVE


def _settles(other: _Figure, figure: _Figure) -> bool:
    if figure.decimals:
        return other.decimals >= figure.decimals and not other.can_be_glued
    read_as = (other.number, other.shortened) if other.can_be_glued else (other.number,)
    return all(_are_apart(figure.shortened, number) for number in read_as)


def _may_be_too_large(figure: _Figure) -> bool:
    return figure.can_be_glued and not figure.decimals


def _are_apart(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((one, other))
    return low * _MOST_TIMES < high
