"""The plan: its head, how pace is put into words, and the whole with everything in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from shengzhou_quality.contract import Sha256, Shape, own
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.judgement import Period
from shengzhou_quality.notation import Figure, read_value
from shengzhou_quality.plan.ids import read_span, spelled
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.kinds.fields import (
    DateText,
    FigureText,
    PlanText,
    PlanWords,
    Slug,
    Year,
)
from shengzhou_quality.plan.kinds.indicator import Conflict, Quote
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.names import NameIndex
from shengzhou_quality.plan.tasks import (
    Commitment,
    Part,
    Promise,
    Safeguard,
    Task,
    TaskMilestone,
)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Head(PlanText):
    """What the first page says of the plan. What it does not print is `None`.

    `evaluation` is the phrase that orders an evaluation; `scope_note` what holds for all of it.
    """

    id: Slug
    title: PlanWords
    title_en: PlanWords = ""
    area: tuple[PlanWords, ...] = ()
    """The names of the plan's own area in tables; figures of another area are not read."""
    issuer: PlanWords | None = None
    index_number: PlanWords | None = None
    document_number: PlanWords | None = None
    adopted: DateText | None = None
    published: DateText | None = None
    baseline_year: Year
    target_year: Year
    evaluation: Quote | None = None
    scope_note: PlanWords | None = None
    scope_note_en: PlanWords | None = None

    def check(self) -> None:
        if self.baseline_year >= self.target_year:
            raise ValueError("years-reversed")

    @property
    def _values(self) -> tuple[tuple[str, Any], ...]:
        """Without the area: what is made from a plan once also serves it for another area."""
        return tuple(each for each in super()._values if each[0] != "area")


class Edges(NamedTuple):
    """The cut-offs as exact values, the highest first."""

    ahead: Fraction
    on_track: Fraction
    slipping: Fraction


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class CutOffs(PlanText):
    """The paces at which the words change: the tool's own convention, not the plan's."""

    ahead: FigureText = "1.05"
    on_track: FigureText = "0.95"
    slipping: FigureText = "0.60"

    def check(self) -> None:
        ahead, on_track, slipping = self.exact
        if not ahead > 1 >= on_track > slipping > 0:
            raise ValueError("cut-offs-out-of-order")

    @cached_property
    def exact(self) -> Edges:
        return Edges(_exactly(self.ahead), _exactly(self.on_track), _exactly(self.slipping))


def _exactly(text: str) -> Fraction:
    figure = read_value(text)
    value = figure.interval.value if isinstance(figure, Figure) else None
    if value is None:
        raise ValueError("not-a-figure")
    return value


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Category(PlanText):
    """一级指标."""

    key: Slug
    name: PlanWords
    name_en: PlanWords = ""


class Home(NamedTuple):
    """Where a commitment or milestone stands: its task or safeguard, and which part of it."""

    task: Task | Safeguard
    part: Part


Item = AnyIndicator | Commitment | TaskMilestone | Conflict | Part
"""Whatever of a plan has an id."""


class PlanFile(NamedTuple):
    """A file that the plan was read from: its path as typed (of the shipped plan its name)."""

    path: str
    sha256: Sha256


@dataclass(frozen=True)
class Plan:
    """A whole plan, checked. `sha256` is that of the file with the indicators.

    `files` are all files that it was read from; `warnings` are what is doubtful in them.

    `other_area` is the area whose figures are read instead of those of the plan's own.
    `comparisons` are what indicators are compared with outside of it.
    `other_conflicts` are those that belong to no single indicator; `conflicts` are all.
    """

    json: ClassVar[Shape] = {
        **{name: f"head.{name}" for name in ("id", "title", "baseline_year", "target_year")},
        **own("sha256", "files"),
    }
    head: Head
    cut_offs: CutOffs
    categories: tuple[Category, ...]
    indicators: tuple[AnyIndicator, ...]
    tasks: tuple[Task, ...]
    safeguards: tuple[Safeguard, ...]
    sha256: Sha256
    states: Mapping[str, MilestoneStates] = field(default_factory=dict)
    other_conflicts: tuple[Conflict, ...] = ()
    comparisons: tuple[MeasuredIndicator, ...] = ()
    files: tuple[PlanFile, ...] = field(default=(), compare=False)
    warnings: tuple[Diagnostic, ...] = field(default=(), compare=False)
    other_area: str | None = field(default=None, compare=False)

    def __hash__(self) -> int:
        """Cheap, so that what is derived from a plan can be cached by it."""
        return hash(self.sha256)

    def of_area(self, names: tuple[str, ...]) -> Plan:
        """The same plan, with the figures of another area as its own: 甲县, 全县, 新江市甲县.

        If the first name is one of the plan's own area already, that only gets more names.
        It is equal to this plan, and has all that was made from it: nothing of that rests on the
        names of the area.
        """
        first, *_ = names
        whole = max((name for name in names if name.endswith(first)), key=len)
        for name, made in vars(Plan).items():
            if isinstance(made, cached_property):
                getattr(self, name)
        other = object.__new__(Plan)
        vars(other).update(
            vars(self),
            head=replace(self.head, area=names),
            other_area=self.other_area if first in self.head.area else whole,
        )
        return other

    @property
    def milestone_states(self) -> MilestoneStates | None:
        """The states of the milestones of tasks, unless they name another list."""
        return self.states.get("works")

    def period(self, year: int) -> Period:
        """Raises `ValueError` when `year` is not a year of the plan."""
        return Period(self.head.baseline_year, self.head.target_year, year)

    @property
    def years(self) -> range:
        """y0 < year ≤ yT."""
        return range(self.head.baseline_year + 1, self.head.target_year + 1)

    def indicator(self, wanted: str) -> AnyIndicator | None:
        """By id or key."""
        return _find(self.indicators, wanted)

    @property
    def sections(self) -> tuple[Task | Safeguard, ...]:
        """The tasks, then the safeguards: what can hold commitments and milestones."""
        return (*self.tasks, *self.safeguards)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """In the plan's order."""
        return tuple(one for home in self._parts for one in home.part.commitments)

    @cached_property
    def milestones(self) -> tuple[TaskMilestone, ...]:
        """In the plan's order."""
        return tuple(one for home in self._parts for one in home.part.milestones)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Those of the indicators, each about its indicator, then the others."""
        of_indicators = (
            replace(conflict, about=(indicator.id, *conflict.about))
            for indicator in self.indicators
            for conflict in indicator.conflicts
        )
        return (*of_indicators, *self.other_conflicts)

    def conflicts_of(self, identity: str) -> tuple[Conflict, ...]:
        """Those about one item, without what is general.

        Of a commitment whose scope is its own also those of the indicator that quote its phrase.
        """
        own = self._conflicts_about.get(identity, ())
        item = self._items.get(spelled(identity))
        if isinstance(item, Commitment) and item.own_scope:
            quote = item.source.quote
            of_indicator = self.conflicts_of(item.restates or "")
            own += tuple(
                one
                for one in of_indicator
                if one not in own
                and any(phrase.quote in quote or quote in phrase.quote for phrase in one.phrases)
            )
        return own

    @cached_property
    def _conflicts_about(self) -> Mapping[str, tuple[Conflict, ...]]:
        """By the id of each item that they are about, without what is general."""
        found: dict[str, tuple[Conflict, ...]] = {}
        for one in self.conflicts:
            for identity in () if one.is_general else dict.fromkeys(one.about):
                found[identity] = (*found.get(identity, ()), one)
        return found

    def judged(self, promise: Commitment | TaskMilestone) -> AnyIndicator | None:
        """As the kind that judges it; `None` for one that is only shown or left to people."""
        if isinstance(promise, Commitment):
            return promise.indicator
        return promise.judged(self.states)

    @cached_property
    def judged_promises(self) -> tuple[AnyIndicator, ...]:
        """The commitments, then the milestones, that are judged by themselves."""
        of_both = (
            *(self.judged(one) for one in self.commitments),
            *(self.judged(one) for one in self.milestones),
        )
        return tuple(one for one in of_both if one is not None)

    @cached_property
    def judged_by_id(self) -> Mapping[str, AnyIndicator]:
        return {one.id: one for one in self.judged_promises}

    @cached_property
    def reportable(self) -> tuple[AnyIndicator, ...]:
        """Everything that data can be reported for, as the kinds that judge it."""
        return (*self.indicators, *self.comparisons, *self.judged_promises)

    def other_of(self, indicator: AnyIndicator) -> MeasuredIndicator | None:
        """What an indicator is compared with, where it is compared."""
        wanted = indicator.compared_with
        if wanted is None:
            return None
        found = _find((*self.indicators, *self.comparisons), wanted)
        assert found is not None, "checked when the plan was read"
        assert not found.of_states, "checked when the plan was read"
        return found

    @cached_property
    def names(self) -> NameIndex:
        """Finds what can be reported by its names; made once, however many files are read."""
        return NameIndex(self.reportable)

    def find_reportable(self, wanted: str) -> AnyIndicator | None:
        """By id or key."""
        return _find(self.reportable, wanted)

    @cached_property
    def unjudged(self) -> tuple[Commitment | TaskMilestone, ...]:
        """Those that have no row of their own: shown as an indicator, or left to people."""
        return (
            *(one for one in self.commitments if one.id not in self.judged_by_id),
            *(one for one in self.milestones if one.id not in self.judged_by_id),
        )

    def home(self, promise: Promise) -> Home:
        """Where it stands in the plan's text."""
        return self._homes[promise.id]

    @cached_property
    def offices(self) -> Mapping[str, tuple[str, ...]]:
        """The offices that the plan prints (责任单位) by item: its own, else its part's or task's.

        The one that leads comes first. Items for which the plan prints none are left out.
        """
        found: dict[str, tuple[str, ...]] = {}
        for home in self._parts:
            for promise in home.part.promises:
                found[promise.id] = promise.offices or home.part.offices or home.task.offices
        for task in self.tasks:
            found |= dict.fromkeys(task.indicators, task.offices)
        found |= {one.id: one.offices for one in self.indicators if one.offices}
        return {identity: offices for identity, offices in found.items() if offices}

    def item(self, wanted: str) -> Item | None:
        """Whatever has this id, as a person may write it; an indicator also by its key."""
        return self.indicator(wanted) or self._items.get(spelled(wanted))

    def ids_of(self, wanted: str) -> tuple[str, ...]:
        """What is evaluated by this id or key, in this range (15-20), or in this task or box."""
        named = self.item(wanted)
        items = (named,) if named is not None else self._within(wanted)
        ids: list[str] = []
        for item in items:
            if isinstance(item, Part):
                ids.extend(item.contents)
            elif not isinstance(item, Conflict):
                ids.append(item.id)
        return tuple(ids)

    def _within(self, span: str) -> tuple[Item, ...]:
        """The items of a range, of which the first and the last must be in the plan."""
        letter, numbers = read_span(span) or ("", range(0))
        found = [self.item(f"{letter}{number}") for number in numbers]
        if not found or found[0] is None or found[-1] is None:
            return ()
        return tuple(item for item in found if item is not None)

    @cached_property
    def _parts(self) -> tuple[Home, ...]:
        return tuple(Home(task, part) for task in self.sections for part in task.parts)

    @cached_property
    def _homes(self) -> dict[str, Home]:
        return {one.id: home for home in self._parts for one in home.part.promises}

    @cached_property
    def _items(self) -> dict[str, Item]:
        items: tuple[Item, ...] = (
            *(home.part for home in self._parts),
            *self.commitments,
            *self.milestones,
            *self.conflicts,
        )
        return {spelled(item.id): item for item in items}


class Contents(StrEnum):
    """What a plan can show of itself: `LISTS` are the indicators and what the tasks demand."""

    INDICATORS = "indicators"
    TASKS = "tasks"
    LISTS = "lists"
    EVERYTHING = "everything"
    CONFLICTS = "conflicts"


class Excerpt(NamedTuple):
    """The part of a plan to show: one item, or some of its contents.

    A screen has an overview of contents, unless it is asked for them `in_full`; a document
    always has all of them. `typed` are the options that name the plan, for the commands shown.
    """

    plan: Plan
    of: Item | Contents
    in_full: bool = False
    typed: str = ""


def _find(items: Iterable[AnyIndicator], wanted: str) -> AnyIndicator | None:
    written = spelled(wanted)
    return next((one for one in items if one.key == wanted or spelled(one.id) == written), None)
