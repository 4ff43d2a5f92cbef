"""STUB until branch `text` is merged."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction, Figure, Relation, read_value


class Sort(StrEnum):
    LEVEL = "level"
    CHANGE = "change"
    RATIO = "ratio"


class Phrase(NamedTuple):
    interval: Interval
    relation: Relation | None = None
    sort: Sort = Sort.LEVEL
    fall: bool | None = None
    change_unit: str | None = None
    about: bool = False
    usual: Direction | None = None
    modality: str | None = None
    start: Fraction | None = None
    change: Phrase | None = None
    each_year: bool = False
    mean: bool = False
    unit: str | None = None

    @property
    def direction(self) -> Direction | None:
        if self.relation in (Relation.AT_LEAST, Relation.MORE_THAN):
            return Direction.INCREASE
        if self.relation in (Relation.AT_MOST, Relation.LESS_THAN):
            return Direction.DECREASE
        return self.usual


def read_target(text: str) -> Phrase | None:
    figure = read_value(text)
    if not isinstance(figure, Figure) or figure.footnote:
        return None
    return Phrase(figure.interval, figure.relation, unit=figure.unit)
