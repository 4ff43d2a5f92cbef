"""What an evaluation finds of one indicator, commitment or milestone: codes and figures.

Figures are Decimals: reported values, their sums and differences exactly, all others
rounded half-even to six places after every comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple

from shengzhou_quality.contract import IN_WORDS, Each, Rule, Shape, own, under
from shengzhou_quality.diagnostics import Place, Severity
from shengzhou_quality.evaluation.assessed import Assessed
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Note, NoteCode, Status, Verdict, note_of
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Quote
from shengzhou_quality.plan.model import Home
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.reported import Provenance, Responsible

Weight = Annotated[Severity, Rule(among=("error", "warning"))]
"""The severity of a result, which is never `info`."""


_LEAVES_OPEN = (NoteCode.ABOUT, NoteCode.NO_BASELINE, NoteCode.DIRECTION_UNDECIDED)
"""The notes on what the plan leaves open, so that no better figure settles it."""
_OFFICE: Shape = {
    "office": "responsible.office",
    "office_said_by": "responsible.said_by",
    "supporting_offices": Each("responsible.supporting"),
    "contact": "responsible.contact",
}


class WhyUnused(StrEnum):
    """Why a reported value was listed and not judged."""

    BASELINE_YEAR = "baseline_year"
    OUTSIDE_PERIOD = "outside_period"
    AFTER_YEAR = "after_year"
    PARTIAL_PERIOD = "partial_period"
    FORECAST = "forecast"


class NumberSet(NamedTuple):
    """A set of numbers; an infinite bound is `None` and open."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool

    @property
    def number(self) -> Decimal | None:
        """The number itself, where it is one and no range."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class TargetSet:
    """A target as printed, and the numbers that meet it."""

    json: ClassVar[Shape] = {"text": "text", **under("bounds", NumberSet)}
    text: str
    bounds: NumberSet


class TargetText(NamedTuple):
    """A target of which no more than the text is judged or shown: a state."""

    text: str


class NoTarget:
    """An item without its own target."""

    json: ClassVar[Shape] = own("text")
    text: ClassVar[None] = None


@dataclass(frozen=True, slots=True)
class EitherActual:
    """The result of values on one of the possible reporting bases (口径), and its distance."""

    json: ClassVar[Shape] = {**under("bounds", NumberSet), "form": "form"}
    form: Form
    text: str
    bounds: NumberSet
    margin: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True, slots=True)
class Actual:
    """What was judged: the value of the year, the total, the mean or the state.

    `either` holds the total and the sum where the form is open; `bounds` are then their hull.
    """

    json: ClassVar[Shape] = {
        "text": IN_WORDS,
        **under("bounds", NumberSet),
        **own("state", "form", "provisional", "places"),
        "either": "open_form",
    }
    text: str
    bounds: NumberSet | None
    state: str | None
    form: Form | None
    provisional: bool
    places: tuple[Place, ...]
    either: tuple[EitherActual, ...] = ()

    @property
    def open_form(self) -> tuple[EitherActual, ...] | None:
        """`either`, where the form is open."""
        return self.either or None


@dataclass(frozen=True, slots=True)
class SeriesEntry:
    """One plan year. `verdict` is given where every year is checked (maintain).

    `readable` is false where something was reported that could not be used; `exact` tells that
    it is one number, or a state, and no bound; `doubted` that it is implausible, and not judged
    before somebody has settled it. `read` is the number, or the rank of the state, as it was read.
    """

    json: ClassVar[Shape] = own(
        "year", "text", "place", "verdict", "readable", "provisional", "forecast"
    )
    year: int
    text: str | None
    place: Place | None
    verdict: Verdict | None
    readable: bool
    provisional: bool
    forecast: bool
    exact: bool = True
    doubted: bool = False
    read: Interval | int | None = None


class TargetBeside(NamedTuple):
    """A target of another `year`, or the stretch, and its verdict; `None` of a year to come."""

    year: int | None
    text: str
    bounds: NumberSet
    verdict: Verdict | None


class ChangeOfTarget(NamedTuple):
    """What the plan prints in place of the target in force, the date of the change, its source."""

    printed: str
    date: str
    source: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedFigure:
    """The item that an indicator is compared with, and the figure that it was compared with.

    `places` are the cells of its figures, `missing` the years without one that count.
    """

    json: ClassVar[Shape] = {
        "id": "indicator.id",
        "name": "indicator.name",
        "text": "text",
        **under("bounds", NumberSet),
        "places": Each("places"),
        "series": Each("series", own("year", "text", "place")),
        "missing": Each("missing"),
    }
    indicator: AnyIndicator
    text: str | None
    bounds: NumberSet | None
    places: tuple[Place, ...]
    series: tuple[SeriesEntry, ...]
    missing: tuple[int, ...]


class UnusedValue(NamedTuple):
    year: int
    text: str
    place: Place
    why: WhyUnused


_BESIDE: dict[str, str] = {
    "text": "text",
    **{name: f"bounds.{name}" for name in NumberSet._fields},
    "verdict": "verdict",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorResult:
    """One indicator judged; `indicator` is what the plan says of it."""

    json: ClassVar[Shape] = {
        "id": "indicator.id",
        "key": "indicator.key",
        "name": "indicator.name",
        "category": "indicator.category",
        "unit": "indicator.unit",
        "constraint": "indicator.constraint",
        "kind": "indicator.kind",
        "baseline": {"text": "indicator.baseline"},
        "target": "printed_target",
        "targets": Each("targets", {"year": "year", **_BESIDE}),
        "stretch_target": {name: f"stretch.{path}" for name, path in _BESIDE.items()},
        "target_changed": "changed",
        "actual": "actual",
        "compared": "compared",
        "series": Each("series"),
        "unused": Each("unused"),
        **own("verdict", "status", "severity", "margin", "gap"),
        **own("progress", "expected_progress", "expected", "pace", "needed_per_year", "projected"),
        "notes": Each("notes"),
        "evidence": Each("evidence"),
        "provenance": Each("provenance"),
        "source": "indicator.source",
        "assessed": "assessed",
        "opinions": Each("opinions"),
        **_OFFICE,
    }
    indicator: AnyIndicator
    target: NumberSet | None
    actual: Actual | None
    series: tuple[SeriesEntry, ...]
    unused: tuple[UnusedValue, ...]
    verdict: Verdict
    status: Status
    severity: Weight | None
    fails: bool
    margin: Decimal | None
    gap: Decimal | None
    progress: Decimal | None
    expected_progress: Decimal | None
    expected: Decimal | None
    pace: Decimal | None
    needed_per_year: Decimal | None
    projected: Decimal | None
    notes: tuple[Note, ...]
    evidence: tuple[str, ...]
    provenance: tuple[Provenance, ...]
    assessed: Assessed | None = None
    compared: ComparedFigure | None = None
    """What it is compared with, where its target is another figure."""
    opinions: tuple[Assessed, ...] = ()
    """The opinions in submitted files: they are shown and do not count."""
    beside: tuple[TargetBeside, ...] = ()
    """The targets of other years, in their order, then the stretch."""
    changed: ChangeOfTarget | None = None
    responsible: Responsible | None = None
    """The office that answers for it (责任单位), if any source names one."""

    @property
    def targets(self) -> tuple[TargetBeside, ...]:
        """The targets of other years than the plan's last."""
        return tuple(one for one in self.beside if one.year is not None)

    @property
    def stretch(self) -> TargetBeside | None:
        return next((one for one in self.beside if one.year is None), None)

    @property
    def printed_target(self) -> TargetSet | TargetText:
        text = self.indicator.target
        return TargetText(text) if self.target is None else TargetSet(text, self.target)

    @property
    def is_for_evaluators(self) -> bool:
        """Whether no better figure would settle it: its target is in words, or is approximate."""
        if self.status is not Status.UNDETERMINED or self.actual is None:
            return False
        bounds = self.actual.bounds
        is_exact = bounds is not None and bounds.number is not None
        lacks = any(note.code in _LEAVES_OPEN for note in self.notes)
        is_vague = lacks and (not self.lacks_years or self.waits_for_direction)
        return self.indicator.left_to_people or (is_exact and is_vague)

    @property
    def waits_for_direction(self) -> bool:
        """Whether it stays open until somebody says if its target is a floor or a ceiling."""
        if self.status is not Status.UNDETERMINED or not self._is_undecided:
            return False
        return not self.indicator.is_kept or bool(self.unconfirmed)

    @property
    def unconfirmed(self) -> tuple[int, ...]:
        """The years of which nobody can say whether they meet a target of no known side."""
        years = (one.year for one in self.series if one.verdict is Verdict.UNDETERMINED)
        return tuple(years) if self._is_undecided else ()

    @property
    def _is_undecided(self) -> bool:
        return note_of(NoteCode.DIRECTION_UNDECIDED, self.notes) is not None

    @property
    def decided(self) -> Status | None:
        """What the evaluators have decided on the record of what no figure settles."""
        return self.assessed.status if self.assessed and self.is_for_evaluators else None

    @property
    def lacks_years(self) -> bool:
        """Whether a year that is checked has no value."""
        return note_of(NoteCode.YEARS_MISSING, self.notes) is not None

    @property
    def lacks_other(self) -> bool:
        """Whether only the figure that it is to be compared with is missing."""
        if self.compared is None or not self.compared.missing or self.actual is None:
            return False
        bounds = self.actual.bounds
        is_exact = bounds is not None and bounds.number is not None
        return self.status is Status.UNDETERMINED and is_exact

    @property
    def doubted(self) -> tuple[SeriesEntry, ...]:
        """The implausible values that leave the verdict open until they are settled."""
        if self.verdict is not Verdict.UNDETERMINED:
            return ()
        entered = None if self.actual is None else self.actual.places
        return tuple(
            entry
            for entry in self.series
            if entry.doubted and (entered is None or entry.place in entered)
        )

    @property
    def pace_is_open(self) -> bool:
        """Whether the verdict is settled and only the pace is not."""
        settled = self.verdict in (Verdict.MET, Verdict.NOT_MET)
        return settled and self.status is Status.UNDETERMINED

    @property
    def form_matters(self) -> bool:
        """Whether the verdict or the pace depends on the reporting basis that is not stated."""
        either = self.actual is not None and bool(self.actual.either)
        return either and (self.pace_is_open or any(note.forms_differ for note in self.notes))

    @property
    def forecast(self) -> SeriesEntry | None:
        """The forecast for the year judged, if nothing else was reported for it."""
        last = self.series[-1] if self.series else None
        only_this = self.verdict is Verdict.NO_DATA and last is not None and last.forecast
        return last if only_this else None

    @property
    def excluded(self) -> bool:
        """Whether a person excluded it: it does not count anywhere."""
        return self.assessed is not None and self.assessed.excluded


@dataclass(frozen=True, slots=True)
class PromiseResult:
    """A commitment or a milestone of the tasks, and where it stands in part three.

    `result` is that of its own row; of one that restates another item, that item's; and
    `None` of one that is left to people, of which `said` is what the office wrote. `completed`
    is the reported date of a milestone. `assessed` is a person's judgement of it, or of the
    item that it restates. `beside` is the result of an indicator that asks for the same in
    another scope: it proves nothing here.
    """

    json: ClassVar[Shape] = {
        **under("result", IndicatorResult),
        "id": "promise.id",
        "key": "key",
        "name": "promise.name",
        "category": "category",
        "unit": "own.unit",
        "constraint": "constraint",
        "kind": "own.kind",
        "baseline": {"text": "own.baseline"},
        "target": "printed_target",
        "severity": "severity",
        "source": "promise.source",
        "assessed": "assessed",
        "opinions": "opinions",
        **_OFFICE,
        "deadline": "promise.deadline",
        "modality": "promise.modality",
        "task": "home.task.id",
        "place": "home.part.id",
        "restates": "promise.restates",
        "own_scope": "promise.own_scope",
    }
    of_commitment: ClassVar[Shape] = {
        **json,
        "unit": "promise.unit",
        "narrative": "promise.narrative",
        "said": Each("said", own("year", "text", "place")),
    }
    of_milestone: ClassVar[Shape] = {
        **json,
        **own("completed", "demanded"),
        "floor": "promise.floor.name",
        "stretch": "promise.stretch.name",
    }
    category: ClassVar[None] = None
    constraint: ClassVar[None] = None
    """The table has them; what stands outside it has neither."""
    promise: Commitment | TaskMilestone
    home: Home
    result: IndicatorResult | None
    completed: str | None
    assessed: Assessed | None = None
    beside: IndicatorResult | None = None
    opinions: tuple[Assessed, ...] = ()
    said: tuple[Provenance, ...] = ()
    responsible: Responsible | None = None
    """Its own office, or that of the item that it shows."""

    @property
    def key(self) -> str:
        return self.promise.id.lower()

    @property
    def own(self) -> AnyIndicator | None:
        """The kind that judges its own row; `None` of what is only shown or left to people."""
        return self.result.indicator if self.result and self.by_itself else None

    @property
    def printed_target(self) -> TargetSet | TargetText | NoTarget:
        """Of one without a row of its own only the text; of a milestone that of the item shown."""
        if self.result and self.by_itself:
            return self.result.printed_target
        if isinstance(self.promise, Commitment):
            text = self.promise.target
        else:
            text = self.result.indicator.target if self.result else None
        return NoTarget() if text is None else TargetText(text)

    @property
    def demanded(self) -> bool:
        """Whether the plan demands it, or only supports, encourages or strives for it."""
        return not isinstance(self.promise, TaskMilestone) or self.promise.demanded

    @property
    def counted(self) -> bool:
        """Whether it is in the counts: what restates another item is counted there."""
        return self.result is not None and self.promise.restates is None and not self.excluded

    @property
    def by_itself(self) -> bool:
        """Whether it is judged by its own row."""
        return self.result is not None and self.result.indicator.id == self.promise.id

    @property
    def reported(self) -> bool:
        """Whether its own row reports anything."""
        result = self.result
        if result is None or not self.by_itself:
            return False
        return bool(result.unused) or any(entry.text is not None for entry in result.series)

    @property
    def excluded(self) -> bool:
        """Whether it is excluded itself, or with the indicator that it restates."""
        own = self.assessed is not None and self.assessed.excluded
        shown = self.result is not None and not self.by_itself and self.result.excluded
        return own or shown

    @property
    def severity(self) -> Weight | None:
        """At most a warning, also where it shows a binding indicator; bad data is an error.

        What the plan does not demand cannot be failed.
        """
        severity = self.result.severity if self.result else None
        if self.excluded or (severity is Severity.WARNING and not self.demanded):
            return None
        shown = severity is Severity.ERROR and not self.by_itself
        return Severity.WARNING if shown else severity
