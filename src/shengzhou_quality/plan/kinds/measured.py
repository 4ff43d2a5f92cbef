"""An indicator of figures: its target, its possible range, and the distance to the target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any, ClassVar, Final, Literal, Self

from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import (
    UNKNOWN,
    Form,
    Judgement,
    Period,
    Progress,
    Series,
    Unknown,
    Verdict,
    bound_of,
    is_strict,
)
from shengzhou_quality.notation import Direction, Figure, read_value
from shengzhou_quality.plan.kinds.defaults import limits_of
from shengzhou_quality.plan.kinds.fields import FigureText
from shengzhou_quality.plan.kinds.indicator import ANYTHING, Bounds, Indicator, Population
from shengzhou_quality.plan.kinds.path import Path, remaining_step
from shengzhou_quality.plan.kinds.steps import (
    Formula,
    Line,
    Measure,
    Quantity,
    Remark,
    RemarkCode,
    Side,
    Step,
)

_RISING, _FALLING = "{actual} - {target}", "{target} - {actual}"
_GAP = Quantity("gap", Measure.DIFFERENCE, "gap", exact=True)
_ABOVE = Quantity("margin", Measure.DIFFERENCE, "margin", exact=True)
_BELOW = Quantity("margin_falling", Measure.DIFFERENCE, "margin", exact=True)
_GAPS = {Direction.INCREASE: Formula(_GAP, _FALLING), Direction.DECREASE: Formula(_GAP, _RISING)}
_MARGINS = {
    Direction.INCREASE: Formula(_ABOVE, _RISING),
    Direction.DECREASE: Formula(_BELOW, _FALLING),
}
_PER_YEAR: Final = Formula(
    Quantity("needed_per_year", Measure.DIFFERENCE, "needed_per_year"),
    "({target} - {actual}) ÷ {remaining}",
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MeasuredIndicator(Indicator):
    """An indicator with a figure for its target: every kind but the milestone.

    If the plan sets one figure for several `populations`, they may be reported separately;
    the worst of them counts, and a missing one leaves only a bound.
    """

    kind: str
    target: FigureText
    baseline: FigureText | None = None
    populations: tuple[Population, ...] = ()
    direction: Direction = Direction.INCREASE
    domain: Bounds = ANYTHING
    plausible: Bounds = ANYTHING
    whole: bool = False
    of_states: ClassVar[Literal[False]] = False

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        domain = Bounds(**cls.limits(data))
        return super().filled({"domain": domain, **data})

    @classmethod
    def limits(cls, data: Mapping[str, Any]) -> dict[str, str]:
        """The possible range of an item that does not give one."""
        return limits_of(data, counted_up=cls.sums_years)

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
        """The possible numbers that meet the target."""
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
        """Limit the projection to the possible range; drop it if it is far outside.

        It is clipped to the domain. If it leaves the domain by more than the distance already
        covered, the straight line carries no information.
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
        return progress._replace(projected=None if left_out else limit)

    def possible(self, value: Interval) -> Interval | None:
        """What of `value` can be at all (in whole units >410 is ≥411); `None` if nothing can."""
        inside = value.intersection(self.domain.interval)
        return _whole(inside) if self.whole and inside else inside

    def as_judged(self, value: Interval | int | None) -> Interval | Unknown:
        """A reported value as this kind is given it: one that cannot be at all is unreadable."""
        found = self.possible(value) if isinstance(value, Interval) else None
        return found or UNKNOWN

    def path(self, period: Period) -> Path | None:  # noqa: ARG002
        """The way to the target in equal steps, where there is one."""
        return None

    @property
    def starts_in_target(self) -> bool:
        """Whether its baseline is inside the target, so nothing is left to reach."""
        return False

    def to_go(
        self,
        series: Series[Interval],  # noqa: ARG002
        period: Period,
        judged: Judgement,
    ) -> Iterator[Line]:
        if judged.actual is None:
            yield Remark(RemarkCode.REPORT_FIRST, {"year": period.year})
            return
        yield from self._distance(judged)
        needed, value = judged.progress.needed_per_year, judged.actual.value
        if needed is not None and value is not None:
            yield remaining_step(period)
            yield from self._per_year(needed, value, period)

    def _distance(self, judged: Judgement) -> Iterator[Line]:
        value = judged.actual.value if judged.actual else None
        either = [(one.form, one.actual.value) for one in judged.either]
        if either and all(total is not None for _, total in either):
            for form, total in either:
                yield self._distance_by_form(form, total or Fraction(0))
        elif value is None:
            yield from gap_unknown(judged)
        elif judged.margin is not None:
            formula = _MARGINS[self.direction]
            yield formula.step(judged.margin, target=self.bound, actual=value)
        elif judged.gap is not None:
            yield _GAPS[self.direction].step(judged.gap, target=self.bound, actual=value)
            yield from self._edge()

    def _distance_by_form(self, form: Form, total: Fraction) -> Step:
        """Return the distance of a total on one of the possible reporting bases."""
        side, met = Side(form), total in self.target_set
        distance = total - self.bound if met else self.bound - total
        formula = (_MARGINS if met else _GAPS)[self.direction]
        return formula.step(distance, side, target=self.bound, actual=total)

    def _edge(self) -> Iterator[Remark]:
        """Yield a remark if the target excludes its own number: reaching it is not enough."""
        if is_strict(self.target_set, self.direction):
            falling = self.direction is Direction.DECREASE
            code = RemarkCode.MUST_STAY_BELOW if falling else RemarkCode.MUST_EXCEED
            yield Remark(code, {"target": self.bound})

    def _per_year(self, needed: Fraction, value: Fraction, period: Period) -> Iterator[Line]:
        target, remaining = self.bound, period.remaining
        yield _PER_YEAR.step(needed, target=target, actual=value, remaining=remaining)
        yield from self.needs_more()

    def needs_more(self) -> Iterator[Remark]:
        """Yield a remark if the target excludes its own number: each year needs more."""
        if is_strict(self.target_set, self.direction):
            yield Remark(RemarkCode.NEEDS_MORE)


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


def gap_unknown(judged: Judgement) -> Iterator[Remark]:
    """Yield a remark, unless the target is certainly met: then no exact number is needed."""
    if judged.verdict is not Verdict.MET:
        yield Remark(RemarkCode.GAP_UNKNOWN)
