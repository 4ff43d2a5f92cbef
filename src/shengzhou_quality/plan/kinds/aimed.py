"""An indicator whose target is a figure: the numbers that meet it, and the distance to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Final, Self

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import (
    Distance,
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Progress,
    Series,
    Verdict,
    bound_of,
    compare,
    distance,
    is_strict,
)
from shengzhou_quality.notation import Direction, towards
from shengzhou_quality.plan.kinds.fields import FigureText, TargetText, number_in, units_of
from shengzhou_quality.plan.kinds.measured import gap_unknown
from shengzhou_quality.plan.kinds.path import remaining_step
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
from shengzhou_quality.plan.kinds.timed import TimedIndicator
from shengzhou_quality.plan.target_text import Phrase, Sort, read_target
from shengzhou_quality.units import PERCENT

_RISING, _FALLING = "{actual} - {target}", "{target} - {actual}"
_GAP = Quantity("gap", Measure.DIFFERENCE, "gap", exact=True)
_ABOVE = Quantity("margin", Measure.DIFFERENCE, "margin", exact=True)
_BELOW = Quantity("margin_falling", Measure.DIFFERENCE, "margin", exact=True)
_TO_RISE, _TO_FALL = Formula(_GAP, _FALLING), Formula(_GAP, _RISING)
_MARGIN_ABOVE, _MARGIN_BELOW = Formula(_ABOVE, _RISING), Formula(_BELOW, _FALLING)
_TO_RANGE = Formula(_GAP, "{lower_end} - {actual}")
_BACK_TO_RANGE = Formula(_GAP, "{actual} - {upper_end}")
_INSIDE = Quantity("margin_within", Measure.DIFFERENCE, "margin", exact=True)
_OVER_LOWER = Formula(_INSIDE, "{actual} - {lower_end}")
_UNDER_UPPER = Formula(_INSIDE, "{upper_end} - {actual}")
_LOWER_END = Formula(Quantity("lower_end", Measure.UNIT, exact=True), "{target} - {tolerance}")
_UPPER_END = Formula(Quantity("upper_end", Measure.UNIT, exact=True), "{target} + {tolerance}")
_PER_YEAR: Final = Formula(
    Quantity("needed_per_year", Measure.DIFFERENCE, "needed_per_year"),
    "({target} - {actual}) ÷ {remaining}",
)
IN_POINTS: Final = ("百分点", "个百分点")
"""The units of a change of a share that adds up."""


class ChangeIn(StrEnum):
    """What a change counts in, as the plan file writes it."""

    RATE = "rate"
    """Per cent of the start, compounding: a fall of 18% leaves 82%."""
    POINTS = "points"
    """Percentage points."""
    UNITS = "units"
    """The indicator's own unit."""

    @classmethod
    def of(cls, written: str | None, unit: str | None) -> ChangeIn:
        """By the words of a change: % of a share are points only where they say so."""
        if written == PERCENT:
            return cls.RATE
        return cls.POINTS if unit == PERCENT else cls.UNITS


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class AimedIndicator(TimedIndicator):
    """An indicator with a figure for its target.

    `tolerance`, in the indicator's unit, is how far from an approximate target (左右, 约) still
    meets it. Without one nothing short of the figure is certain, up to the baseline: where the
    plan starts from it has not arrived.

    While the direction is undecided only the figure itself is certain: it meets the target as a
    floor and as a ceiling. Of every other figure one of the two says so and the other not.
    """

    target: TargetText
    tolerance: FigureText | None = None
    may_be_undecided: ClassVar[bool] = True

    sorts: ClassVar[frozenset[Sort]] = frozenset({Sort.LEVEL})
    """What the figure of its target may be of."""
    takes_range: ClassVar[bool] = False
    """Its target may have two ends (4.5%—5%), with no better side beyond either."""
    takes_mean: ClassVar[bool] = False
    """Its target may be said to be a mean (年均)."""
    takes_each_year: ClassVar[bool] = False
    """Its target may be said to be of each year (每年, /年)."""

    @property
    def takes_arrival(self) -> bool:
        """Its target may be told as a level to arrive at: 提高到60%, 由50提高到60, 96〔1.38〕."""
        return False

    @classmethod
    def reads_target(cls, target: str, units: Collection[str]) -> bool:
        return read_target(target, units) is not None

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """The target's words say which way is better (以内), and may say the baseline (由55%)."""
        target = data.get("target")
        phrase = read_target(target, units_of(data)) if isinstance(target, str) else None
        said: dict[str, Any] = {}
        if phrase is not None and data.get("direction") is None:
            said["direction"] = cls.direction_of(phrase)
        if phrase is not None and phrase.start is not None and data.get("baseline") is None:
            said["baseline"] = plain(exact_decimal(phrase.start))
        return super().filled({**data, **said})

    @classmethod
    def direction_of(cls, phrase: Phrase) -> Direction:
        """Which way is better by the words alone; a bare number is a lower bound.

        A range and an approximate level do not say it: where the kind knows no inside, a person
        has to write it. Of a fall by about so much a greater one is as good.
        """
        if phrase.direction is not None:
            return phrase.direction
        is_level = phrase.fall is None
        both_ends = (phrase.about and is_level) or phrase.interval.value is None
        return Direction.WITHIN if both_ends else Direction.INCREASE

    def check(self) -> None:
        """The target is one that the kind takes, in its own unit, and open to the better side."""
        super().check()
        self._check_phrase(self.phrase)
        asked, allowed = self.asked, self.allowed
        if self.tolerance is not None and (allowed is None or allowed < 0):
            raise ValueError("not-a-tolerance")
        ends = {
            Direction.INCREASE: (asked.low is not None, asked.high is None),
            Direction.DECREASE: (asked.high is not None, asked.low is None),
            Direction.WITHIN: (asked.low is not None, asked.high is not None),
            # A sign or a word that makes the number a bound has said what is undecided.
            Direction.UNDECIDED: (asked.low is not None, asked.high is not None),
        }[self.direction]
        if not all(ends):
            raise ValueError("target-against-direction")
        if self.direction is Direction.WITHIN and not self.takes_range:
            raise ValueError("target-needs-direction")
        if asked.is_disjoint_from(self.aims_within):
            raise ValueError("target-outside-domain")

    def _check_phrase(self, phrase: Phrase) -> None:
        self.check_unit(phrase.unit)
        if phrase.sort not in self.sorts or not (self._takes_time(phrase) and self._is_own(phrase)):
            raise ValueError("target-of-another-kind")
        if phrase.start not in (None, self.baseline_point):
            raise ValueError("baseline-not-in-target")

    def _takes_time(self, phrase: Phrase) -> bool:
        """Whether the figure is of the years that the kind looks at."""
        mean_taken = self.takes_mean or not phrase.mean
        each_year_taken = self.takes_each_year or not phrase.each_year
        return mean_taken and each_year_taken and (self.sums_years or not phrase.in_total)

    def _is_own(self, phrase: Phrase) -> bool:
        """Whether the figure is of what the kind looks at: levels, or what is new or changes."""
        if phrase.added and not self.sums_years:
            return (phrase.each_year or phrase.mean) and not self.of_growth
        if self.takes_arrival or phrase.sort is not Sort.LEVEL:
            return True
        of_level = phrase.arrives or phrase.start is not None or phrase.change is not None
        return not of_level and not (phrase.subject and self.reports_changes)

    @cached_property
    def phrase(self) -> Phrase:
        phrase = read_target(self.target, self.units)
        assert phrase is not None, "checked when the plan was read"
        return phrase

    @cached_property
    def asked(self) -> Interval:
        """The numbers that the target asks for, before what is possible at all."""
        figures = self._figures(self.phrase)
        allowed = self.allowed if self.phrase.about else None
        if allowed and figures.low is not None and figures.high is not None:
            figures = Interval.between(figures.low - allowed, figures.high + allowed)
        return towards(figures, self.direction)

    def asked_by(self, target: str) -> Interval:
        return self.with_target(target).asked

    def with_target(self, target: str) -> Self:
        """The same indicator under another reading: 9以下 of the text is a ceiling, 9 as before."""
        phrase = read_target(target, self.units)
        if phrase is None or phrase.direction is None:
            return replace(self, target=target)
        return replace(self, target=target, direction=self.direction_of(phrase))

    def _figures(self, phrase: Phrase) -> Interval:
        """The figures of the target as levels of the indicator, by its words alone."""
        return phrase.interval

    @property
    def changed_to(self) -> Fraction | None:
        """The level to which the change beside the target's own (23.04〔1.38〕) leads."""
        return None

    @property
    def aims_within(self) -> Interval:
        """What the figure that is judged can be at all: any possible value."""
        return self.domain.interval

    @cached_property
    def target_set(self) -> Interval:
        """The possible numbers that meet the target."""
        inside = self.asked.intersection(self.aims_within)
        assert inside is not None, "checked when the plan was read"
        return inside

    @property
    def allowed(self) -> Fraction | None:
        return number_in(self.tolerance)

    @property
    def is_vague(self) -> bool:
        return self.phrase.about and self.tolerance is None

    def aim(self) -> Iterator[Step]:
        """Of an approximate target, the ends that its tolerance leaves."""
        figures, allowed = self._figures(self.phrase), self.allowed
        point = figures.value
        if not self.phrase.about or allowed is None or point is None:
            return
        if self.direction is not Direction.DECREASE:
            yield _LOWER_END.step(point - allowed, target=point, tolerance=allowed)
        if self.direction is not Direction.INCREASE:
            yield _UPPER_END.step(point + allowed, target=point, tolerance=allowed)

    @property
    def not_arrived(self) -> Fraction | None:
        """The figure at which nothing is reached yet, where one is known."""
        return self.baseline_point

    @cached_property
    def may_meet(self) -> Interval:
        """All numbers that could meet the target: more than the target set if it is vague."""
        start = self.not_arrived
        if self.is_undecided:
            return EVERYTHING
        if not self.is_vague:
            return self.target_set
        if start is None or start in self.target_set:
            return EVERYTHING
        match self.direction:
            case Direction.INCREASE:
                return Interval.at_least(start, strict=True)
            case Direction.DECREASE:
                return Interval.at_most(start, strict=True)
            case Direction.WITHIN | Direction.UNDECIDED:
                return EVERYTHING

    def verdict_of(self, actual: Interval) -> Verdict:
        """Met inside the target set, not met outside all that could meet the target."""
        return by_two(actual, self.target_set, self.may_meet)

    def apart(self, actual: Interval) -> Distance:
        """The distance to the target, and what the words of the target leave open."""
        found = distance(actual, self.target_set, self.direction)
        if self.is_undecided:
            return found._replace(notes=(Note(NoteCode.DIRECTION_UNDECIDED),))
        if self.is_vague and self.verdict_of(actual) is Verdict.UNDETERMINED:
            return found._replace(notes=(*found.notes, Note(NoteCode.ABOUT)))
        return found

    @cached_property
    def bound(self) -> Fraction:
        """T: the edge of the target set that has to be reached; of a range the lower one."""
        edge = bound_of(self.asked, self.direction)
        if edge is None and self.is_undecided:
            edge = self.asked.high  # a reading of the text may be a bound: 40%以下
        assert edge is not None, "checked when the plan was read"
        return edge

    def in_domain(self, progress: Progress, start: Fraction, actual: Interval) -> Progress:
        """Limit the projection to the possible range; drop it if it is far outside.

        It is clipped to the domain. If it leaves the domain by more than the distance already
        covered, the straight line carries no information.
        """
        raw, value = progress.projected, actual.value
        if raw is None or value is None:
            return progress
        domain = self.domain.interval
        if raw in domain:
            return progress
        limit = raw
        if domain.low is not None:
            limit = max(limit, domain.low)
        if domain.high is not None:
            limit = min(limit, domain.high)
        left_out = abs(raw - limit) > abs(value - start)
        return progress._replace(projected=None if left_out else limit)

    def to_go(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        yield from super().to_go(series, period, judged)
        if judged.actual is None:
            return
        yield from self._distance(judged)
        needed, value = judged.progress.needed_per_year, judged.actual.value
        if needed is not None and value is not None:
            yield remaining_step(period)
            yield from self._per_year(needed, value, period)

    def _distance(self, judged: Judgement) -> Iterator[Line]:
        value = judged.actual.value if judged.actual else None
        either = [(one.form, one.actual.value) for one in judged.either]
        if self.is_undecided:
            yield Remark(RemarkCode.NO_SIDE)
            return
        if either and all(total is not None for _, total in either):
            for form, total in either:
                yield self._distance_by_form(form, total or Fraction(0))
        elif value is None:
            yield from gap_unknown(judged)
        elif judged.margin is not None:
            yield self._margin(judged.margin, value)
        elif judged.gap is not None:
            yield self._gap(judged.gap, value)
            yield from self._edge()

    def _distance_by_form(self, form: Form, total: Fraction) -> Step:
        """Return the distance of a total on one of the possible reporting bases."""
        side, met = Side(form), total in self.target_set
        distance = total - self.bound if met else self.bound - total
        return self._margin(distance, total, side) if met else self._gap(distance, total, side)

    def _margin(self, margin: Fraction, value: Fraction, side: Side | None = None) -> Step:
        edge = self.edge_near(value)
        if self.has_two_ends:
            if edge == self.asked.low:
                return _OVER_LOWER.step(margin, side, actual=value, lower_end=edge)
            return _UNDER_UPPER.step(margin, side, actual=value, upper_end=edge)
        formula = _MARGIN_BELOW if value < edge else _MARGIN_ABOVE
        if value == edge and self.direction is Direction.DECREASE:
            formula = _MARGIN_BELOW
        return self._as_derived(formula).step(margin, side, target=edge, actual=value)

    def _gap(self, gap: Fraction, value: Fraction, side: Side | None = None) -> Step:
        edge = self.edge_near(value)
        if self.has_two_ends:
            if edge == self.asked.low:
                return _TO_RANGE.step(gap, side, actual=value, lower_end=edge)
            return _BACK_TO_RANGE.step(gap, side, actual=value, upper_end=edge)
        formula = _TO_FALL if value > edge else _TO_RISE
        if value == edge and self.direction is Direction.DECREASE:
            formula = _TO_FALL
        return self._as_derived(formula).step(gap, side, target=edge, actual=value)

    def _as_derived(self, formula: Formula) -> Formula:
        """The distance of a derived actual is rounded as that is."""
        if not self.is_derived:
            return formula
        return formula._replace(quantity=formula.quantity._replace(exact=False))

    def edge_near(self, value: Fraction) -> Fraction:
        """The edge of the target that counts for `value`: of a range the nearer one."""
        low, high = self.asked.low, self.asked.high
        if self.direction is not Direction.WITHIN or low is None or high is None:
            return self.bound
        return low if abs(value - low) <= abs(value - high) else high

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
        """Yield a remark if the target excludes its own number: each year needs more, or less."""
        if is_strict(self.target_set, self.direction):
            is_limit = self.direction is Direction.DECREASE and not self.starts_from_baseline
            yield Remark(RemarkCode.NEEDS_LESS if is_limit else RemarkCode.NEEDS_MORE)


def by_two(actual: Interval, certain: Interval, possible: Interval) -> Verdict:
    """Met inside what certainly meets the target, not met outside what could."""
    verdict = compare(actual, certain)
    if possible is certain:
        return verdict
    if verdict is Verdict.NOT_MET and not actual.is_disjoint_from(possible):
        return Verdict.UNDETERMINED
    return verdict
