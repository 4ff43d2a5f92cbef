"""What a line of arithmetic is: a code, the exact numbers put in, and the exact result.

Nothing is computed here: every result is a figure of the judgement, or one that its kind gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shengzhou_quality.decimals import exact_decimal, rounded
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Verdict


class StepCode(StrEnum):
    """What is computed."""

    # time
    LENGTH = "length"
    ELAPSED = "elapsed"
    TIME_SHARE = "time-share"
    REMAINING = "remaining"
    # on a path from a baseline
    EXPECTED = "expected"
    PROGRESS = "progress"
    PACE = "pace"
    PACE_AT_END = "pace-at-end"
    PROJECTED = "projected"
    PROJECTED_AT_LIMIT = "projected-at-limit"
    # of a total
    TOTAL = "total"
    LATEST_TOTAL = "latest-total"
    EXPECTED_TOTAL = "expected-total"
    SHARE = "share"
    TOTAL_PACE = "total-pace"
    TOTAL_PACE_AT_END = "total-pace-at-end"
    PROJECTED_TOTAL = "projected-total"
    # of growth
    GROWTH = "growth"
    GROWTH_OF_MEAN = "growth-of-mean"
    NEEDED_GROWTH = "needed-growth"
    MEAN = "mean"
    GROWTH_PACE = "growth-pace"
    # from here
    GAP = "gap"
    GAP_FALLING = "gap-falling"
    MARGIN = "margin"
    MARGIN_FALLING = "margin-falling"
    GROWTH_GAP = "growth-gap"
    GROWTH_MARGIN = "growth-margin"
    PER_YEAR = "per-year"
    TOTAL_PER_YEAR = "total-per-year"
    COMPOUND = "compound"
    NEEDED_MEAN = "needed-mean"


class Side(StrEnum):
    """Which end of what is possible a step takes, or which form where that is open."""

    LOW = "low"
    HIGH = "high"
    TOTAL = "total"
    OF_YEAR = "of_year"


class Measure(StrEnum):
    """What a result counts in."""

    RATIO = "ratio"
    YEARS = "years"
    UNIT = "unit"
    DIFFERENCE = "difference"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Quotient:
    """A share, with both numbers that it is made of: 3 ÷ 5."""

    over: Fraction
    under: Fraction


@dataclass(frozen=True, slots=True)
class Percent:
    """A growth in %, as reported."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Root:
    """The mean growth in % behind a product of `years` years; only its root is rounded."""

    product: Fraction
    years: int


Operand = Fraction | int | Quotient | Percent | Root | tuple[Fraction, ...] | tuple[Percent, ...]

_FIELDS = {
    StepCode.TIME_SHARE: "expected_progress",
    StepCode.EXPECTED: "expected",
    StepCode.EXPECTED_TOTAL: "expected",
    StepCode.PROGRESS: "progress",
    StepCode.SHARE: "progress",
    StepCode.PACE: "pace",
    StepCode.TOTAL_PACE: "pace",
    StepCode.GROWTH_PACE: "pace",
    StepCode.PROJECTED: "projected",
    StepCode.PROJECTED_TOTAL: "projected",
    StepCode.PROJECTED_AT_LIMIT: "projected",
    StepCode.GAP: "gap",
    StepCode.GAP_FALLING: "gap",
    StepCode.GROWTH_GAP: "gap",
    StepCode.MARGIN: "margin",
    StepCode.MARGIN_FALLING: "margin",
    StepCode.GROWTH_MARGIN: "margin",
    StepCode.PER_YEAR: "needed_per_year",
    StepCode.TOTAL_PER_YEAR: "needed_per_year",
    StepCode.NEEDED_MEAN: "needed_per_year",
}
_EXACT = {
    StepCode.LENGTH, StepCode.ELAPSED, StepCode.REMAINING, StepCode.TOTAL, StepCode.LATEST_TOTAL,
    StepCode.GROWTH, StepCode.GROWTH_OF_MEAN, StepCode.NEEDED_GROWTH,
    StepCode.GAP, StepCode.GAP_FALLING, StepCode.MARGIN, StepCode.MARGIN_FALLING,
}  # fmt: skip
"""Counted in years, or made of reported values by adding, taking away and multiplying alone."""

_MEASURES = {
    Measure.YEARS: {StepCode.LENGTH, StepCode.ELAPSED, StepCode.REMAINING},
    Measure.PERCENT: {StepCode.MEAN, StepCode.COMPOUND, StepCode.NEEDED_MEAN},
    Measure.DIFFERENCE: {
        StepCode.GAP, StepCode.GAP_FALLING, StepCode.MARGIN, StepCode.MARGIN_FALLING,
        StepCode.GROWTH_GAP, StepCode.GROWTH_MARGIN, StepCode.PER_YEAR, StepCode.TOTAL_PER_YEAR,
    },
    Measure.UNIT: {
        StepCode.EXPECTED, StepCode.PROJECTED, StepCode.TOTAL, StepCode.LATEST_TOTAL,
        StepCode.EXPECTED_TOTAL, StepCode.PROJECTED_TOTAL, StepCode.PROJECTED_AT_LIMIT,
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One line: what is computed, the numbers by their names, and what it comes to."""

    code: StepCode
    operands: Mapping[str, Operand] = dataclass_field(hash=False)
    result: Fraction
    side: Side | None = None

    @property
    def field(self) -> str | None:
        """The field of the report that holds the same figure."""
        return None if self.side else _FIELDS.get(self.code)

    @property
    def figure(self) -> Decimal:
        """As the report gives it: exactly, or as derived figures are rounded."""
        return exact_decimal(self.result) if self.code in _EXACT else rounded(self.result)

    @property
    def is_rounded(self) -> bool:
        return Fraction(self.figure) != self.result

    @property
    def measure(self) -> Measure:
        found = (measure for measure, codes in _MEASURES.items() if self.code in codes)
        return next(found, Measure.RATIO)


def step(
    code: StepCode, result: Fraction | int, side: Side | None = None, /, **operands: Operand
) -> Step:
    return Step(code, operands, Fraction(result), side)


class RemarkCode(StrEnum):
    """What keeps a step from being taken, or what a reader must know beside the steps."""

    NO_BASELINE = "no-baseline"
    BASELINE_IS_BOUND = "baseline-is-bound"
    STARTS_AT_TARGET = "starts-at-target"
    NOTHING_USABLE = "nothing-usable"
    NOTHING_KNOWN = "nothing-known"
    MIXED_FORMS = "mixed-forms"
    NO_UPPER_END = "no-upper-end"
    NO_LOWER_END = "no-lower-end"
    YEARS_UNKNOWN = "years-unknown"
    GROWTH_UNKNOWN = "growth-unknown"
    TWO_FORMS = "two-forms"
    TOTAL_IS_OLD = "total-is-old"
    WHOLE_PART = "whole-part"
    COUNTS_AS_ON_SCHEDULE = "counts-as-on-schedule"
    MEAN_ALONE = "mean-alone"
    NO_PATH = "no-path"
    STRAIGHT_LINE = "straight-line"
    PROJECTION_CLIPPED = "projection-clipped"
    PROJECTION_LEFT_OUT = "projection-left-out"
    STATES_ONLY = "states-only"
    NO_STATE = "no-state"
    # from here
    REPORT_FIRST = "report-first"
    REPORT_STATE = "report-state"
    PEOPLE_DECIDE = "people-decide"
    COMPLETED_LATER = "completed-later"
    COMPLETED_BEFORE = "completed-before"
    SET_ASIDE = "set-aside"
    REACHED = "reached"
    KEEP_IT = "keep-it"
    NO_YEARS_LEFT = "no-years-left"
    GAP_UNKNOWN = "gap-unknown"
    MUST_EXCEED = "must-exceed"
    MUST_STAY_BELOW = "must-stay-below"
    NEEDS_MORE = "needs-more"
    STATE_TO_GO = "state-to-go"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark's code, and the figures that its sentence needs."""

    code: RemarkCode
    parameters: Mapping[str, Fraction | int | tuple[str, ...]] = dataclass_field(
        default_factory=dict, hash=False
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One year's value against the target, where every year is checked."""

    year: int
    value: Interval
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Rung:
    """One state of a milestone by its rank; the years that reported it, and where it stands."""

    rank: int
    years: tuple[int, ...]
    is_target: bool
    is_beyond: bool
    is_aside: bool
    is_latest: bool


Line = Step | Remark | Check | Rung
