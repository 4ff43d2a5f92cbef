"""An indicator of which figures are reported: what is possible at all, and where it starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any, ClassVar, Literal, Self

from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import (
    UNKNOWN,
    Form,
    Judgement,
    Period,
    Series,
    Unknown,
    Verdict,
)
from shengzhou_quality.notation import Direction, Figure, Missing, read_value
from shengzhou_quality.plan.kinds.defaults import limits_of
from shengzhou_quality.plan.kinds.fields import BaselineText, PlanWords, Year
from shengzhou_quality.plan.kinds.indicator import (
    ANYTHING,
    Bounds,
    ChangedTarget,
    Indicator,
    Population,
)
from shengzhou_quality.plan.kinds.path import Path
from shengzhou_quality.plan.kinds.steps import (
    Formula,
    Line,
    Measure,
    Operand,
    Quantity,
    Remark,
    RemarkCode,
    Step,
)
from shengzhou_quality.plan.kinds.totals import Total, sum_up
from shengzhou_quality.plan.target_text import Phrase


class Needs(StrEnum):
    """What the figure is of that each remaining year needs."""

    GROWTH = "growth"
    MEAN = "mean"
    RISE = "rise"
    FALL = "fall"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MeasuredIndicator(Indicator):
    """An indicator of which figures are reported, whatever its target is: a figure or words.

    If the plan sets one figure for several `populations`, they may be reported separately;
    the worst of them counts, and a missing one leaves only a bound. `baseline_year` is set where
    the baseline is of another year than the plan's base year; the path starts from it all the same.
    """

    kind: str
    target: PlanWords
    baseline: BaselineText | None = None
    baseline_year: Year | None = None
    populations: tuple[Population, ...] = ()
    direction: Direction = Direction.INCREASE
    domain: Bounds = ANYTHING
    plausible: Bounds = ANYTHING
    whole: bool = False
    of_states: ClassVar[Literal[False]] = False
    may_be_undecided: ClassVar[bool] = False
    """Its target may be a number of which nobody has said whether it is a floor or a ceiling."""

    @property
    def is_undecided(self) -> bool:
        """Whether a person has still to say which way is better."""
        return self.direction is Direction.UNDECIDED

    @property
    def goes_either_way(self) -> bool:
        """Whether nobody has said either whether its target is a rise or a fall: 〔5〕."""
        return False

    @classmethod
    def filled(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        written = data.get("baseline")
        if isinstance(written, str) and isinstance(read_value(written), Missing):
            data = {**data, "baseline": None}  # the table prints —, / or 无
        domain = Bounds(**cls.limits(data))
        return super().filled({"domain": domain, **data})

    @classmethod
    def limits(cls, data: Mapping[str, Any]) -> dict[str, str]:
        """The possible range of an item that does not give one."""
        return limits_of(data, counted_up=cls.sums_years)

    def check(self) -> None:
        """The baseline is in the indicator's own unit; only a figure has an undecided side."""
        if self.is_undecided and not self.may_be_undecided:
            raise ValueError("target-against-direction")
        figure = read_value(self.baseline) if self.baseline is not None else None
        if isinstance(figure, Figure):
            self.check_unit(figure.unit)

    def check_unit(self, written: str | None) -> None:
        """Raise `ValueError` for a figure of the plan in another unit than the indicator's."""
        if written is not None and written not in self.units:
            raise ValueError("figure-in-other-unit")

    @property
    def target_set(self) -> Interval:
        """The possible numbers that meet the target; all of them where it names no figure."""
        return self.domain.interval

    def asked_by(self, target: str) -> Interval:  # noqa: ARG002
        """The numbers that a reading of the target asks for, before what is possible at all."""
        return EVERYTHING

    @property
    def bound(self) -> Fraction | None:
        """T: the number that has to be reached; `None` where the target names none."""
        return None

    @property
    def phrase(self) -> Phrase | None:
        """The target as it is worded, where it names a figure."""
        return None

    @property
    def allowed(self) -> Fraction | None:
        """How far from an approximate target (左右) still meets it, where the plan file says so."""
        return None

    @property
    def is_vague(self) -> bool:
        """Whether the target is approximate (左右) and nobody has said how far it reaches."""
        return False

    @property
    def counts_changes(self) -> bool:
        """Whether the figure judged is itself a change, and not a level."""
        return False

    @property
    def falls(self) -> bool:
        """Whether a figure above 0 that is a change is a fall."""
        return False

    @property
    def has_two_ends(self) -> bool:
        """Whether the target is a range of which both ends count, and not one number."""
        is_range = self.direction is Direction.WITHIN and self.target_set.value is None
        return is_range and self.bound is not None

    @property
    def counts_from_baseline(self) -> bool:
        """Whether the target says how far it is from the baseline: 〔1〕, 下降18%, 翻一番."""
        return False

    def aim(self) -> Iterator[Step]:
        """Yield how the ends of the target set follow from the words of the target."""
        yield from ()

    @cached_property
    def baseline_value(self) -> Interval | None:
        if self.baseline is None:
            return None
        figure = read_value(self.baseline)
        return figure.interval if isinstance(figure, Figure) else None

    @cached_property
    def baseline_point(self) -> Fraction | None:
        """The baseline where it is one number."""
        return self.baseline_value.value if self.baseline_value else None

    @property
    def printed_figures(self) -> tuple[Fraction, ...]:
        """The numbers of the plan itself: what has to be reached, and the ends of the baseline."""
        start = self.baseline_value
        ends = (start.low, start.high) if start is not None else ()
        return tuple(end for end in (self.bound, *ends) if end is not None)

    @property
    def by_year(self) -> Mapping[int, Self]:
        """The item as it aims at the target of each year, where others than the last have one."""
        return {}

    def judge_year(self, series: Series[Interval], period: Period) -> Judgement:
        """Judge by a target that is of the last year of `period` and of no year before it."""
        return self.judge(series, period)

    @property
    def changes(self) -> tuple[ChangedTarget, ...]:
        """How the authority changed its target, in the order of the dates."""
        return ()

    @property
    def stretched(self) -> Self | None:
        """The item as it aims at the stretch (激励目标)."""
        return None

    def ruled_by(self, year: int) -> int | None:  # noqa: ARG002
        """The year whose target rules `year`, where single years have targets of their own."""
        return None

    def change_by(self, year: int) -> ChangedTarget | None:  # noqa: ARG002
        """The change of its target that rules the evaluation of `year`."""
        return None

    def target_before(self, change: ChangedTarget) -> str:  # noqa: ARG002
        """The target that a change took the place of."""
        return self.target

    def with_target(self, target: str) -> Self:
        """The same indicator under another reading of its target."""
        return replace(self, target=target)

    def with_baseline(self, baseline: str | None) -> Self:
        """The same indicator from another baseline."""
        return replace(self, baseline=baseline)

    def possible(self, value: Interval) -> Interval | None:
        """What of `value` can be at all (in whole units >410 is ≥411); `None` if nothing can."""
        inside = value.intersection(self.domain.interval)
        return _whole(inside) if self.whole and inside else inside

    def as_judged(self, value: Interval | int | None) -> Interval | Unknown:
        """A reported value as this kind is given it: one that cannot be at all is unreadable."""
        found = self.possible(value) if isinstance(value, Interval) else None
        return found or UNKNOWN

    def planned(self, years: range) -> Series[Interval]:  # noqa: ARG002
        """The figures that the plan itself gives for `years`, instead of reported ones."""
        return Series()

    @property
    def is_of_steps(self) -> bool:
        """Whether its target is of the step from year to year, while levels are reported."""
        return False

    @property
    def reports_steps(self) -> bool:
        """Whether a value is how much a level rose or fell, and no level."""
        return False

    @property
    def asks_for_fall(self) -> bool:
        """Whether its figures are falls, and at least so great a one is its target."""
        return False

    @property
    def needs(self) -> Needs | None:
        """Of what each remaining year needs a figure; `None` if it needs a step of the actual."""
        return None

    def total(self, series: Series[Interval], period: Period, form: Form) -> Total:
        """The total up to the year judged, where the kind adds up its years."""
        return sum_up(series, period, form)

    def combined(self, values: Sequence[Fraction]) -> Fraction:
        """What the values of all years so far come to, where the kind takes them together."""
        return sum(values, start=Fraction(0))

    def path(self, period: Period) -> Path | None:
        """The way to the target in equal steps, where there is one."""
        found = self._paths
        if period not in found:
            found[period] = self._path(period)
        return found[period]

    @cached_property
    def _paths(self) -> dict[Period, Path | None]:
        """By period, of which a plan has one a year: no value that is reported changes a path."""
        return {}

    def _path(self, period: Period) -> Path | None:  # noqa: ARG002
        return None

    def rules(self) -> Iterator[Remark]:
        """How the words of a target without a figure are read."""
        yield from ()

    @property
    def starts_in_target(self) -> bool:
        """Whether its baseline is inside the target, so nothing is left to reach."""
        return False

    def to_go(self, series: Series[Interval], period: Period, judged: Judgement) -> Iterator[Line]:
        if judged.actual is not None:
            return
        known = series.values
        missing: tuple[str, ...] = (str(period.year),)
        if known and (self.is_mean or self.sums_years):
            without = (year for year in period.years if not isinstance(known.get(year), Interval))
            missing = tuple(map(str, without)) or missing
        yield Remark(RemarkCode.REPORT_FIRST, {"year": missing})


def _whole(value: Interval) -> Interval | None:
    """The whole numbers of an interval, from the lowest to the highest of them."""
    if value.value is not None and value.value.denominator == 1:
        return value
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


def distance_steps(
    judged: Judgement,
    figures: Mapping[str, Operand],
    allowed: Interval,
    difference: Fraction,
    *,
    exact: bool = True,
) -> Iterator[Step]:
    """Yield the distance to the nearer limit of what two figures may differ by.

    `figures` names both; `difference` is the first less the second. An end of `allowed` that is
    not 0 is the tolerance.
    """
    inside = judged.margin is not None
    size = judged.margin if inside else judged.gap
    if size is None:
        return
    upper = allowed.low is None or (allowed.high is not None and difference > 0)
    limit = (allowed.high if upper else allowed.low) or Fraction(0)
    own, other = (f"{{{name}}}" for name in figures)
    operands = dict(figures)
    if limit:
        other = f"({other} {'+' if limit > 0 else '-'} {{tolerance}})"
        operands["tolerance"] = abs(limit)
    text = f"{own} - {other}" if difference >= limit else f"{other} - {own}"
    name = "margin" if inside else "gap"
    shown = "margin_falling" if inside and upper else name
    if inside and allowed.low is not None and allowed.high is not None:
        shown = "margin_within"
    yield Formula(Quantity(shown, Measure.DIFFERENCE, name, exact=exact), text).step(
        size, **operands
    )
