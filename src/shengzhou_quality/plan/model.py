"""The plan: its head, its indicators, its tasks, and how pace is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from shengzhou_quality.judgement import Period
from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import (
    FigureText,
    PlanText,
    Quote,
    Slug,
    Words,
)

DateText = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Year = Annotated[int, Field(ge=1900, le=2200)]


class Head(PlanText):
    """What the first page says of the plan. What it does not print is `None`."""

    id: Slug
    title: Words
    title_en: Words
    issuer: Words
    index_number: Words | None
    document_number: Words | None
    adopted: DateText | None
    published: DateText | None
    baseline_year: Year
    target_year: Year
    evaluation: Quote

    @model_validator(mode="after")
    def _years_in_order(self) -> Self:
        if self.baseline_year >= self.target_year:
            raise ValueError("years-reversed")
        return self


class Assessment(PlanText):
    """The paces at which the words change: the tool's own convention, not the plan's."""

    ahead: FigureText
    on_track: FigureText
    slipping: FigureText

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ahead, on_track, slipping = self.cut_offs
        if not ahead > 1 >= on_track > slipping > 0:
            raise ValueError("cut-offs-out-of-order")
        return self

    @property
    def cut_offs(self) -> tuple[Fraction, Fraction, Fraction]:
        """(ahead, on_track, slipping), compared on exact values."""
        return (_exactly(self.ahead), _exactly(self.on_track), _exactly(self.slipping))


def _exactly(text: str) -> Fraction:
    figure = read_value(text)
    value = figure.interval.value if isinstance(figure, Figure) else None
    if value is None:
        raise ValueError("not-a-figure")
    return value


class Category(PlanText):
    """一级指标."""

    key: Slug
    name: Words
    name_en: Words


class Action(PlanText):
    """行动: one headed paragraph of a task."""

    id: Words
    title: Words
    title_en: Words


class Box(Action):
    """专栏: it stands after the paragraph of the action `after`."""

    after: Words


class Task(PlanText):
    """重点任务, with the indicators that its text is about."""

    id: Words
    section: Words
    title: Words
    title_en: Words
    indicators: tuple[str, ...] = ()
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]
    boxes: tuple[Box, ...] = ()


class Safeguard(PlanText):
    """保障措施."""

    id: Words
    section: Words
    title: Words
    title_en: Words


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan, checked. `sha256` is that of the file with the indicators."""

    head: Head
    assessment: Assessment
    categories: tuple[Category, ...]
    indicators: tuple[AnyIndicator, ...]
    tasks: tuple[Task, ...]
    safeguards: tuple[Safeguard, ...]
    sha256: str

    def period(self, year: int) -> Period:
        """Raises `ValueError` when `year` is not a year of the plan."""
        return Period(self.head.baseline_year, self.head.target_year, year)

    @property
    def years(self) -> range:
        """y0 < year ≤ yT."""
        return range(self.head.baseline_year + 1, self.head.target_year + 1)

    def indicator(self, wanted: str) -> AnyIndicator | None:
        """By id or key."""
        for indicator in self.indicators:
            if wanted in (indicator.id, indicator.key):
                return indicator
        return None
