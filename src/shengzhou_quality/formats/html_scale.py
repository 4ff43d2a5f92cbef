"""The scale of a chart: from years and values to places, all of them inside the picture.

Places are computed exactly and rounded once, when they are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import ceil, floor
from typing import NamedTuple

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.pages.model import Chart

WIDTH, TOP, BOTTOM, FOOT = 380, 18, 158, 186
LETTER = 6
"""Half the width of a Chinese character at the size of the labels."""
_RIGHT = 66
"""The room of the target's label."""
_STATES, _RIGHT_OF_STATES = 140, 24
"""The room of the names of states, left of the first year; right of the last they need none."""
_DIGIT = 7
_BESIDE = 22
"""From a number of the axis to the first year, so that the label of the first value has room."""
_ROOM = Fraction(15, 100)
"""Of the range of the values, above and below it."""
_STEPS = (Fraction(5), Fraction(2), Fraction(1))


class Scale(NamedTuple):
    """The first and last year and the lowest and highest value drawn, and the margins beside.

    `ticks` are the numbers of the value axis; a chart of states has none.
    """

    first: int
    last: int
    low: Fraction
    high: Fraction
    left: int
    right: int
    ticks: tuple[Decimal, ...] = ()

    def x(self, year: int | Fraction) -> str:
        share = Fraction(year - self.first) / max(self.last - self.first, 1)
        return _written(self.left + share * (WIDTH - self.right - self.left))

    def y(self, value: Decimal | None, *, beyond: int) -> str:
        """The place of a value; of none, and of one outside the picture, its edge."""
        if value is None:
            return str(beyond)
        share = (Fraction(value) - self.low) / (self.high - self.low)
        return _written(min(max(BOTTOM - share * (BOTTOM - TOP), Fraction(TOP)), Fraction(BOTTOM)))


def scale_of(chart: Chart) -> Scale:
    """A scale on which every value that is drawn has room, and the target to reach."""
    ends = [end for line in chart.lines for one in line.points for end in (one.low, one.high)]
    target = chart.target
    edges = (target.bound, target.upper, *(one.bound for one in target.steps))
    values = [Fraction(end) for end in (*ends, *edges) if end is not None]
    values += [Fraction(rank) for rank in range(len(chart.states))]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or Fraction(1)) * _ROOM
    years = chart.first_year, chart.last_year
    if chart.states:
        return Scale(*years, low - room, high + room, _STATES, _RIGHT_OF_STATES)
    ticks = (low, high) if low < high else (low - room, high + room)
    round_ones = tuple(exact_decimal(one) for one in _round_numbers(*ticks))
    left = _DIGIT * max(len(plain(one)) for one in round_ones) + _BESIDE
    return Scale(*years, low - room, high + room, left, _RIGHT, round_ones)


def _round_numbers(low: Fraction, high: Fraction) -> list[Fraction]:
    """At least two multiples of 1, 2 or 5 times a power of ten, as far apart as can be."""
    for step in _steps(high - low):
        first, last = ceil(low / step), floor(high / step)
        if last > first:
            return [step * number for number in range(first, last + 1)]
    raise AssertionError("some step is small enough")


def _steps(length: Fraction) -> Iterator[Fraction]:
    """Smaller and smaller, the first not smaller than the `length`."""
    power = len(str(floor(length))) if length >= 1 else 1
    for exponent in count():
        for step in _STEPS:
            yield step * Fraction(10) ** (power - exponent)


def _written(place: Fraction) -> str:
    return f"{Decimal(round(place * 100)) / 100:f}"
