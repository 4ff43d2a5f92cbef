"""A line of arithmetic: a quantity, its formula, the exact numbers in it, and the result.

Nothing is computed here: every result is a figure of the judgement, or one from its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, NamedTuple

from shengzhou_quality.decimals import exact_decimal, rounded
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Verdict


class Measure(StrEnum):
    """What a result counts in."""

    RATIO = "ratio"
    YEARS = "years"
    UNIT = "unit"
    DIFFERENCE = "difference"
    PERCENT = "percent"


class Quantity(NamedTuple):
    """What a step computes; the catalogues have its word by `name`.

    `field` is the field of the report that holds the same figure. `exact` is what is counted in
    years, or made of reported values by adding, taking away and multiplying alone.
    """

    name: str
    measure: Measure
    field: str | None = None
    exact: bool = False


class Side(StrEnum):
    """The end of an interval that a step uses, or the reporting basis if that is open."""

    LOW = "low"
    HIGH = "high"
    TOTAL = "total"
    OF_YEAR = "of_year"


class Quotient(NamedTuple):
    """A share, with both numbers that it is made of: 3 ÷ 5."""

    over: Fraction
    under: Fraction


class Percent(NamedTuple):
    """A growth in %, as reported."""

    value: Fraction


class Root(NamedTuple):
    """The mean growth in % behind a product of `years` years; only its root is rounded."""

    product: Fraction
    years: int


ROOT: Final = "({growth}^(1 ÷ {elapsed}) - 1) × 100"
"""How a `Root` is written: the product of growth, and the years that it is of."""

Operand = Fraction | int | Quotient | Percent | Root | tuple[Fraction, ...] | tuple[Percent, ...]


class Step(NamedTuple):
    """One line: what is computed and how, the numbers by their names, and what it comes to."""

    quantity: Quantity
    formula: str
    operands: Mapping[str, Operand]
    result: Fraction
    side: Side | None = None

    @property
    def field(self) -> str | None:
        """The field of the report that holds the same figure."""
        return None if self.side else self.quantity.field

    @property
    def figure(self) -> Decimal:
        """As the report gives it: exactly, or as derived figures are rounded."""
        return exact_decimal(self.result) if self.quantity.exact else rounded(self.result)

    @property
    def is_rounded(self) -> bool:
        return Fraction(self.figure) != self.result


class Formula(NamedTuple):
    """How a quantity is computed: the same in every language, names or numbers are put in."""

    quantity: Quantity
    text: str

    def step(
        self, result: Fraction | int, side: Side | None = None, /, **operands: Operand
    ) -> Step:
        return Step(self.quantity, self.text, operands, Fraction(result), side)


class RemarkCode(StrEnum):
    """Why a step cannot be computed, or what a reader must know in addition."""

    NO_BASELINE = "no-baseline"
    BASELINE_IS_BOUND = "baseline-is-bound"
    UNDECIDED = "undecided"
    NO_SIDE = "no-side"
    STARTS_AT_TARGET = "starts-at-target"
    NOTHING_USABLE = "nothing-usable"
    NOTHING_KNOWN = "nothing-known"
    MIXED_FORMS = "mixed-forms"
    NO_UPPER_END = "no-upper-end"
    NO_LOWER_END = "no-lower-end"
    YEARS_UNKNOWN = "years-unknown"
    GROWTH_UNKNOWN = "growth-unknown"
    VALUES_UNKNOWN = "values-unknown"
    TWO_FORMS = "two-forms"
    TOTAL_IS_OLD = "total-is-old"
    WHOLE_PART = "whole-part"
    COUNTS_AS_ON_SCHEDULE = "counts-as-on-schedule"
    MEAN_ALONE = "mean-alone"
    NO_PATH = "no-path"
    STAGED = "staged"
    OTHER_BASELINE_YEAR = "other-baseline-year"
    NOTHING_DUE = "nothing-due"
    EACH_YEAR = "each-year"
    WITHIN_IS_ON_SCHEDULE = "within-is-on-schedule"
    STRAIGHT_LINE = "straight-line"
    PROJECTION_CLIPPED = "projection-clipped"
    PROJECTION_LEFT_OUT = "projection-left-out"
    STATES_ONLY = "states-only"
    NO_STATE = "no-state"
    NO_THRESHOLD = "no-threshold"
    COMPARED_UNKNOWN = "compared-unknown"
    TREND_BROKEN = "trend-broken"
    # how a target in words is read
    IN_STEP = "in-step"
    IN_STEP_OR_ABOVE = "in-step-or-above"
    IN_STEP_OR_BELOW = "in-step-or-below"
    IN_STEP_OPEN = "in-step-open"
    TREND_RISES = "trend-rises"
    TREND_FALLS = "trend-falls"
    TREND_STABLE = "trend-stable"
    TREND_STABLE_OPEN = "trend-stable-open"
    EACH_YEAR_RISES = "each-year-rises"
    EACH_YEAR_FALLS = "each-year-falls"
    # from here
    REPORT_FIRST = "report-first"
    REPORT_STATE = "report-state"
    PEOPLE_DECIDE = "people-decide"
    EVALUATORS_DECIDE = "evaluators-decide"
    COMPLETED_LATER = "completed-later"
    COMPLETED_BEFORE = "completed-before"
    SET_ASIDE = "set-aside"
    REACHED = "reached"
    KEEP_IT = "keep-it"
    NO_YEARS_LEFT = "no-years-left"
    GAP_UNKNOWN = "gap-unknown"
    OTHER_MOVES = "other-moves"
    MUST_EXCEED = "must-exceed"
    MUST_STAY_BELOW = "must-stay-below"
    NEEDS_MORE = "needs-more"
    NEEDS_LESS = "needs-less"
    MEAN_IS_CERTAIN = "mean-is-certain"
    MEAN_OUT_OF_REACH = "mean-out-of-reach"
    STATE_TO_GO = "state-to-go"


class Remark(NamedTuple):
    """A remark's code, and the figures that its sentence needs."""

    code: RemarkCode
    parameters: Mapping[str, Fraction | int | tuple[str, ...]] = MappingProxyType({})


class Basis(StrEnum):
    """What one year's value is checked against."""

    TARGET = "target"
    OTHER = "other"
    """The figure of another item in the same year."""
    EARLIER_LOW = "earlier-low"
    """The year before: not to be below it."""
    EARLIER_HIGH = "earlier-high"
    """The year before: not to be above it."""


class Check(NamedTuple):
    """One year's value against the target, where every year is checked."""

    year: int
    value: Interval
    verdict: Verdict
    basis: Basis = Basis.TARGET


class Rung(NamedTuple):
    """One state of a milestone by its rank; the years that reported it, and where it stands."""

    rank: int
    years: tuple[int, ...]
    is_target: bool
    is_beyond: bool
    is_aside: bool
    is_latest: bool


Line = Step | Remark | Check | Rung
