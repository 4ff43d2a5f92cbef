"""Judge an actual against a target; the period, and what a kind receives and returns.

This module does not know where a value was reported or how a result is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import ClassVar, Final, Generic, NamedTuple, TypeVar

from shengzhou_quality.contract import IN_WORDS, Shape
from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction


class Verdict(StrEnum):
    """判定: the result of comparing the actual with the target."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NO_DATA = "no_data"
    INVALID = "invalid"


class Status(StrEnum):
    """What the reader sees, in the order in which reports count the statuses."""

    MET = "met"
    ACHIEVED = "achieved"
    MAINTAINED = "maintained"
    AHEAD = "ahead"
    ON_TRACK = "on_track"
    SLIPPING = "slipping"
    BEHIND = "behind"
    REGRESSED = "regressed"
    LAPSED = "lapsed"
    MISSED = "missed"
    PENDING = "pending"
    UNDETERMINED = "undetermined"
    NO_DATA = "no_data"
    INVALID = "invalid"


class Form(StrEnum):
    """口径: the reporting basis of a value."""

    OF_YEAR = "of_year"
    TOTAL = "total"
    MEAN = "mean"


class NoteCode(StrEnum):
    """What a reader must know besides the verdict, in the order in which notes are shown."""

    AT_THE_LIMIT = "at-the-limit"
    READING_SENSITIVE = "reading-sensitive"
    BASELINE_SENSITIVE = "baseline-sensitive"
    PLAN_CONFLICT = "plan-conflict"
    NO_THRESHOLD = "no-threshold"
    DIRECTION_UNDECIDED = "direction-undecided"
    ABOUT = "about"
    COUNTS_FROM_EARLIER = "counts-from-earlier"
    TARGET_CHANGED = "target-changed"
    YEAR_TARGET = "year-target"
    STRETCH = "stretch"
    COMPARED_MISSING = "compared-missing"
    WENT_BACK = "went-back"
    YEAR_OUTSIDE = "year-outside"
    YEARS_TOGETHER = "years-together"
    YEARS_MISSING = "years-missing"
    LOWER_BOUND = "lower-bound"
    FORM_UNCLEAR = "form-unclear"
    OLDER_VALUE = "older-value"
    PARTIAL_PERIOD = "partial-period"
    PROVISIONAL = "provisional"
    FORECAST = "forecast"
    NO_BASELINE = "no-baseline"
    BASELINE_IN_TARGET = "baseline-in-target"
    STATE_WENT_BACK = "state-went-back"
    LATE = "late"
    BEFORE_PLAN = "before-plan"
    NO_EVIDENCE = "no-evidence"
    ADJUSTED = "adjusted"
    UNDATED = "undated"
    DEADLINE_IMPLIED = "deadline-implied"
    FELL = "fell"
    NEEDS_MORE = "needs-more"
    APART = "apart"


_RANKS = {code: rank for rank, code in enumerate(NoteCode)}


@dataclass(frozen=True, slots=True)
class Note:
    """A note's code, and the figures for its sentence."""

    json: ClassVar[Shape] = {"code": "code", "text": IN_WORDS}
    code: NoteCode
    parameters: Mapping[str, Parameter] = field(default_factory=dict, hash=False)

    @property
    def rank(self) -> int:
        return _RANKS[self.code]

    @property
    def years(self) -> tuple[str, ...]:
        """The years that it names."""
        years = self.parameters.get("years", ())
        assert isinstance(years, tuple)
        return years

    @property
    def forms_differ(self) -> bool:
        """For `form-unclear`: whether additions and totals would give different verdicts."""
        return self.parameters.get("differ") == "verdict"

    @property
    def year_missed(self) -> bool:
        """Whether the year judged missed the target that it has of its own."""
        is_of_year = self.code is NoteCode.YEAR_TARGET
        return is_of_year and self.parameters.get("verdict") == Verdict.NOT_MET.value


def note_of(code: NoteCode, notes: Iterable[Note]) -> Note | None:
    """The first note with this code, or `None`."""
    return next((note for note in notes if note.code is code), None)


@dataclass(frozen=True, slots=True)
class Period:
    """The plan's years y0 < year ≤ yT, and the year judged.

    Raises `ValueError` when the year judged lies outside the period.
    """

    baseline_year: int
    target_year: int
    year: int

    def __post_init__(self) -> None:
        if not self.baseline_year < self.year <= self.target_year:
            raise ValueError(f"{self.year} is not a year of the plan")

    @property
    def length(self) -> int:
        """n, in years."""
        return self.target_year - self.baseline_year

    @property
    def elapsed(self) -> int:
        """k, in years."""
        return self.year - self.baseline_year

    @property
    def remaining(self) -> int:
        return self.target_year - self.year

    @property
    def time_share(self) -> Fraction:
        """τ = k/n."""
        return Fraction(self.elapsed, self.length)

    @property
    def is_final(self) -> bool:
        return self.remaining == 0

    @property
    def years(self) -> range:
        """The plan years up to the year judged."""
        return range(self.baseline_year + 1, self.year + 1)


class Unknown:
    """A value that was reported but could not be read."""

    __slots__ = ()


UNKNOWN: Final = Unknown()
ANY_STATE: Final = Unknown()
"""A state that no list of the plan knows: it may be any state."""

T = TypeVar("T")


class Series(NamedTuple, Generic[T]):
    """A kind's input: reported values by year, as intervals or as ranks of states.

    `form` says whether `values` belong to single years or are totals so far (`None`:
    undeclared; `mixed`: both, which no kind accepts). `means` are means since the first plan
    year. `completed_in` is the year of the completion date; the item was incomplete before it.
    `compared` is what was reported of the item that it is compared with.
    """

    values: Mapping[int, T | Unknown] = MappingProxyType({})
    means: Mapping[int, T | Unknown] = MappingProxyType({})
    form: Form | None = None
    mixed: bool = False
    name_says_mean: bool = False
    has_evidence: bool = False
    completed_in: int | None = None
    compared: Series[T] | None = None


class Progress(NamedTuple):
    """How far the actual has come towards the target (design §5).

    `progress` (q), `expected_progress` (τ) and `pace` (q/τ) are ratios; `expected`,
    `needed_per_year` and `projected` are in the indicator's unit.
    """

    progress: Fraction | None = None
    expected_progress: Fraction | None = None
    expected: Fraction | None = None
    pace: Fraction | None = None
    needed_per_year: Fraction | None = None
    projected: Fraction | None = None


UNMEASURED: Final = Progress()


class Paces(NamedTuple):
    """The pace at the worst and at the best possible value; `None` is infinite.

    If `best_is_open`, the pace is below `best` but never equal to it.
    """

    worst: Fraction | None
    best: Fraction | None
    best_is_open: bool = False


class ByForm(NamedTuple):
    """The actual that undeclared values give if they have this reporting basis."""

    form: Form
    actual: Interval


class Judgement(NamedTuple):
    """A kind's result; its figures are exact and in the indicator's unit.

    `years` are the years whose values entered the actual. The ladder of statuses is applied
    to `paces`. Where a kind counts a figure as on schedule (whole units), `paces` are 1,
    while `progress.pace` stays as computed.

    If the reporting basis is open and the two figures differ, `either` holds both, the total
    first, and `actual` is their hull. `compared` is the figure of another item that `actual` was
    compared with. `is_below_start` is for an indicator without a path,
    because its baseline is already at the target: whether the actual is worse than the
    baseline, `None` if that is open. `is_lost`: a year that counts has failed for good, whatever
    the year judged is like.
    """

    verdict: Verdict
    actual: Interval | None = None
    compared: Interval | None = None
    either: tuple[ByForm, ...] = ()
    state: int | None = None
    form: Form | None = None
    years: tuple[int, ...] = ()
    margin: Fraction | None = None
    gap: Fraction | None = None
    progress: Progress = UNMEASURED
    paces: Paces | None = None
    is_below_start: bool | None = False
    is_lost: bool = False
    verdict_by_year: Mapping[int, Verdict] = MappingProxyType({})
    notes: tuple[Note, ...] = ()

    @property
    def completed_later(self) -> str | None:
        """The year in which a milestone was completed, where that is after the year judged."""
        return self._year_of(NoteCode.LATE)

    @property
    def completed_before(self) -> str | None:
        """The year in which it was completed, where that is before the plan began."""
        return self._year_of(NoteCode.BEFORE_PLAN)

    def _year_of(self, code: NoteCode) -> str | None:
        note = note_of(code, self.notes)
        return None if note is None else str(note.parameters["year"])


def compare(actual: Interval, target: Interval) -> Verdict:
    """Met iff the actual lies inside the target set, not met iff it lies outside."""
    if actual.is_subset_of(target):
        return Verdict.MET
    if actual.is_disjoint_from(target):
        return Verdict.NOT_MET
    return Verdict.UNDETERMINED


def excess(actual: Fraction, bound: Fraction, direction: Direction) -> Fraction:
    """The distance from `bound` to `actual`; positive on the better side, else negative."""
    return bound - actual if direction is Direction.DECREASE else actual - bound


def bound_of(target: Interval, direction: Direction) -> Fraction | None:
    """T: the bound of the target set that has to be reached; of a range the lower one."""
    return target.high if direction is Direction.DECREASE else target.low


def is_strict(target: Interval, direction: Direction) -> bool:
    """Whether the bound itself is outside the target set."""
    return target.high_open if direction is Direction.DECREASE else target.low_open


class Distance(NamedTuple):
    """The distance from a point to the target's bound T.

    `margin` is the distance to T if the point is inside the target set, else `None`. `gap` is
    the distance to the set: 0 inside it, and 0 at a strict limit (等于界值).
    """

    margin: Fraction | None = None
    gap: Fraction | None = None
    notes: tuple[Note, ...] = ()


def distance(actual: Interval, target: Interval, direction: Direction) -> Distance:
    """The distance from a point to the target; empty if the actual is only a bound.

    Empty too where nobody has said on which side of the number the target lies.
    """
    if direction is Direction.UNDECIDED:
        return Distance()
    if direction is Direction.WITHIN:
        above = distance(actual, target, Direction.INCREASE)
        below = distance(actual, target, Direction.DECREASE)
        if above.margin is None or below.margin is None:
            return max(above, below, key=lambda end: end.gap or Fraction(0))
        return above if above.margin <= below.margin else below
    value, bound = actual.value, bound_of(target, direction)
    if value is None or bound is None:
        return Distance()
    beyond = excess(value, bound, direction)
    met = actual.is_subset_of(target)
    at_limit = beyond == 0 and is_strict(target, direction)
    return Distance(
        margin=beyond if met else None,
        gap=Fraction(0) if met else max(-beyond, Fraction(0)),
        notes=(Note(NoteCode.AT_THE_LIMIT),) if at_limit else (),
    )


def of_the_year(
    series: Series[Interval], period: Period, *, form: Form = Form.OF_YEAR
) -> Interval | Verdict:
    """The value of the year judged, or the verdict if there is none.

    A kind that needs the year's own value never uses an older one (design §5).
    """
    values = series.means if form is Form.MEAN else series.values
    found = values.get(period.year)
    if isinstance(found, Interval):
        return found
    return Verdict.NO_DATA if found is None else Verdict.INVALID


def older_value(series: Series[Interval], period: Period) -> tuple[Note, ...]:
    """A note that names the latest earlier year with a readable value."""
    reported = (*series.values.items(), *series.means.items())
    years = [
        year for year, value in reported if year in period.years and isinstance(value, Interval)
    ]
    if not years:
        return ()
    return (Note(NoteCode.OLDER_VALUE, {"year": max(years)}),)


def earlier_years(
    by_year: Mapping[int, Verdict], series: Series[Interval], period: Period
) -> tuple[Note, ...]:
    """Notes that name the years before the one judged that are outside the target, or missing."""
    before = [year for year in period.years if year < period.year]
    outside = tuple(str(year) for year in before if by_year.get(year) is Verdict.NOT_MET)
    missing = tuple(str(year) for year in before if year not in series.values)
    notes = []
    if outside:
        notes.append(Note(NoteCode.YEAR_OUTSIDE, {"years": outside}))
    if missing:
        notes.append(Note(NoteCode.YEARS_MISSING, {"years": missing}))
    return tuple(notes)
