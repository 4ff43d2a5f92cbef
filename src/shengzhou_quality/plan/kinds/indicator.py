"""What every indicator of a plan says, whatever its kind: the shape of its YAML.

All figures stay the text that the plan prints; the notation reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Annotated, Any, Literal, Self

from shengzhou_quality.contract import Rule
from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import Progress, bound_of
from shengzhou_quality.notation import Direction, Figure, read_value
from shengzhou_quality.plan.kinds.defaults import key_of, limits_of
from shengzhou_quality.plan.kinds.fields import FigureText, Names, PlanText, Slug, Words


class Constraint(StrEnum):
    """The legal weight: 约束性 or 预期性. It decides severity, never the arithmetic."""

    BINDING = "binding"
    ANTICIPATORY = "anticipatory"


@dataclass(frozen=True, kw_only=True)
class Quote(PlanText):
    """A phrase of the plan, verbatim, and the section where it stands."""

    section: Words
    quote: Words


@dataclass(frozen=True, kw_only=True)
class Reading(Quote):
    """表述: another statement about the same target, in the words of the text."""

    target: Words
    subject: Words | None = None
    modality: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Unlike(PlanText):
    """Names of another statistic that an office could confuse with an item, and the reason.

    They are never read as the item and it is never suggested for them. Such a name may be
    the name of another item, and is then read as that one.
    """

    names: Annotated[Names, Rule(shortest=1)]
    reason: Words
    reason_en: Words


_MANY = 6
"""Beyond so many a conflict is of a whole list of the plan rather than of the items in it."""


class ConflictType(StrEnum):
    """What a conflict is, as the plan file writes it."""

    CONTRADICTION = "抵触"
    """The phrases cannot both hold, or ask for the same with another force."""
    LIMIT = "界限"
    """They differ in no more than whether the limit itself counts."""
    UNDEFINED = "未界定"
    """What is counted, or of what, the plan leaves open."""


@dataclass(frozen=True, kw_only=True)
class Conflict(PlanText):
    """矛盾: phrases of the plan against each other, and what that changes for an evaluation.

    What changes nothing is no conflict but a `scope_note`. `baseline` is set where the text
    names another base-year value; it is computed too.
    `about` names what it concerns by id; within an indicator it is the indicator.
    """

    id: Annotated[str, Rule(pattern=r"^X[0-9]{2,3}$")]
    type: ConflictType = ConflictType.UNDEFINED
    about: tuple[Words, ...] = ()
    phrases: Annotated[tuple[Quote, ...], Rule(shortest=1)]
    effect: Words
    effect_en: Words = ""
    baseline: FigureText | None = None

    @property
    def is_general(self) -> bool:
        """About so many that it tells nothing of any one of them."""
        return len(self.about) > _MANY


@dataclass(frozen=True, kw_only=True)
class Bounds(PlanText):
    """A range that includes its ends; a side that is left out has no limit."""

    low: FigureText | None = None
    high: FigureText | None = None

    def check(self) -> None:
        low, high = _number(self.low), _number(self.high)
        if low is not None and high is not None and low > high:
            raise ValueError("bounds-reversed")

    @cached_property
    def interval(self) -> Interval:
        return Interval(_number(self.low), _number(self.high))


ANYTHING = Bounds()
"""No limit on either side."""


def _number(text: str | None) -> Fraction | None:
    figure = read_value(text) if text is not None else None
    return figure.interval.value if isinstance(figure, Figure) else None


def _whole(value: Interval) -> Interval | None:
    """The whole numbers of an interval, from the lowest to the highest of them."""
    low = None if value.low is None else ceil(value.low)
    high = None if value.high is None else floor(value.high)
    low = low + 1 if low == value.low and value.low_open and low is not None else low
    high = high - 1 if high == value.high and value.high_open and high is not None else high
    if low is not None and high is not None and low > high:
        return None
    return Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


@dataclass(frozen=True, kw_only=True)
class Indicator(PlanText):
    """指标: what the table prints of it, and what the text adds.

    `id` is the table's number, `key` a stable name for programs, `unit` is `None` where
    the table prints `/`. `part_of_area` is what of the plan's area it is of, where that is not
    the whole (城市). `category` and `constraint` are `None` for what the table does not
    hold, a commitment or a milestone of a task; of its own rows the loader asks for both.
    """

    id: Annotated[str, Rule(pattern=r"^[A-Za-z]?[0-9]{1,3}$")]
    key: Slug = ""
    name: Words
    name_en: Words = ""
    aliases: Names = ()
    unlike: tuple[Unlike, ...] = ()
    part_of_area: Words | None = None
    category: Slug | None = None
    unit: Words | None = None
    unit_aliases: tuple[Words, ...] = ()
    constraint: Constraint | None = None
    source: Quote
    readings: tuple[Reading, ...] = ()
    restated: tuple[Quote, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    scope_note: Words | None = None
    scope_note_en: Words | None = None

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        key = {"key": key_of(data["id"])} if "id" in data else {}
        return super().filled({**key, **data})


@dataclass(frozen=True, kw_only=True)
class Population(PlanText):
    """One of several populations or measures that an item joins, by the name offices give it."""

    name: Words
    name_en: Words = ""
    aliases: Names = ()


@dataclass(frozen=True, kw_only=True)
class MeasuredIndicator(Indicator):
    """An indicator with a figure for its target: every kind but the milestone.

    Where the plan asks one figure of several `populations`, they may be reported apart; the
    worst of them counts, and one that is missing leaves the rest known from one side only.
    """

    kind: Literal["level", "maintain", "cumulative", "average_growth"]
    target: FigureText
    baseline: FigureText | None = None
    populations: tuple[Population, ...] = ()
    direction: Direction = Direction.INCREASE
    domain: Bounds = Bounds()
    plausible: Bounds = ANYTHING
    whole: bool = False

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        domain = Bounds(**limits_of(data))
        return super().filled({"domain": domain, **data})

    def check(self) -> None:
        """The target set is open to the better side, and in the indicator's own unit."""
        for text in (self.target, self.baseline):
            figure = read_value(text) if text is not None else None
            if isinstance(figure, Figure) and figure.unit not in (None, self.unit):
                raise ValueError("figure-in-other-unit")
        asked = self._read(self.target)
        unlimited = asked.high if self.direction is Direction.INCREASE else asked.low
        if unlimited is not None or bound_of(asked, self.direction) is None:
            raise ValueError("target-against-direction")
        if asked.is_disjoint_from(self.domain.interval):
            raise ValueError("target-outside-domain")

    @cached_property
    def target_set(self) -> Interval:
        """The numbers that meet the target, among those that are possible at all."""
        inside = self._read(self.target).intersection(self.domain.interval)
        assert inside is not None, "checked when the plan was read"
        return inside

    @cached_property
    def bound(self) -> Fraction:
        """T: the edge of the target set that has to be reached."""
        edge = bound_of(self._read(self.target), self.direction)
        assert edge is not None, "checked when the plan was read"
        return edge

    @cached_property
    def baseline_value(self) -> Interval | None:
        if self.baseline is None:
            return None
        figure = read_value(self.baseline)
        return figure.interval if isinstance(figure, Figure) else None

    def _read(self, target: str) -> Interval:
        figure = read_value(target)
        return figure.as_target(self.direction) if isinstance(figure, Figure) else EVERYTHING

    def with_target(self, target: str) -> Self:
        """The same indicator under another reading of its target."""
        return replace(self, target=target)

    def with_baseline(self, baseline: str | None) -> Self:
        """The same indicator from another baseline."""
        return replace(self, baseline=baseline)

    def in_domain(self, progress: Progress, start: Fraction, actual: Interval) -> Progress:
        """The projection within what is possible at all, and none far beyond it.

        It is clipped to the domain; where it leaves the domain by more than the distance already
        come, the straight line says nothing.
        """
        raw, value = progress.projected, actual.value
        if raw is None or value is None:
            return progress
        domain = self.domain.interval
        limit = raw
        if domain.low is not None:
            limit = max(limit, domain.low)
        if domain.high is not None:
            limit = min(limit, domain.high)
        left_out = abs(raw - limit) > abs(value - start)
        return replace(progress, projected=None if left_out else limit)

    def possible(self, value: Interval) -> Interval | None:
        """What of `value` can be at all (in whole units >410 is ≥411); `None` if nothing can."""
        inside = value.intersection(self.domain.interval)
        return _whole(inside) if self.whole and inside else inside
