"""Part three of a plan: its tasks, and the commitments and milestones at their places in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal, Self

from shengzhou_quality.contract import Rule
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import KINDS, MeasuredIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.aimed import ChangeIn
from shengzhou_quality.plan.kinds.fields import FigureText, Names, PlanText, PlanWords, TargetText
from shengzhou_quality.plan.kinds.indicator import (
    Bounds,
    Quote,
    Unlike,
)
from shengzhou_quality.plan.kinds.milestone import Milestone
from shengzhou_quality.plan.kinds.states import MilestoneStates, State, fold_state

_FIGURE_KEYS = (
    "part_of_area", "unit", "unit_aliases", "populations", "kind", "direction", "whole", "baseline",
    "baseline_year", "target", "tolerance", "change_in", "domain", "plausible", "readings",
    "narrative", "narrative_en",
)  # fmt: skip
"""The last keys of a commitment, in the order of the plan file: most are of its indicator."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Promise(PlanText):
    """What a commitment and a milestone have in common.

    `also` are further places where the same is printed, `offices` those that the plan prints for
    it (责任单位), the one that leads first. With `restates` it is the item of
    that id (an indicator, or of a milestone also a commitment) and is counted there. It shows
    that item's verdict instead of being judged again, unless `own_scope` says why it has a row
    of its own all the same; nobody is asked for that row.
    """

    id: PlanWords
    name: PlanWords
    name_en: PlanWords = ""
    deadline: PlanWords | None = None
    modality: PlanWords | None = None
    restates: PlanWords | None = None
    own_scope: PlanWords | None = None
    own_scope_en: PlanWords | None = None
    offices: tuple[PlanWords, ...] = ()
    source: Quote
    also: tuple[Quote, ...] = ()
    scope_note: PlanWords | None = None
    scope_note_en: PlanWords | None = None

    is_created: ClassVar[bool] = False

    @property
    def shown_as(self) -> str | None:
        """The item whose verdict it shows."""
        return None if self.own_scope else self.restates


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Commitment(Promise):
    """量化任务: a statement with a figure, or of full coverage, outside the table of indicators.

    It is settled in one of three ways: judged by its own target, shown as the indicator that
    it restates, or left to people because the plan draws no threshold (`narrative` says why).
    """

    id: Annotated[str, Rule(pattern=r"^C[0-9]{2,3}$")]
    aliases: Names = ()
    unlike: tuple[Unlike, ...] = ()
    unit: PlanWords | None = None
    target: TargetText | None = None
    narrative: PlanWords | None = None
    narrative_en: PlanWords | None = None
    indicator: MeasuredIndicator | None = None
    """As the kind that judges it; `None` for one that is shown or left to people."""
    of_states: ClassVar[Literal[False]] = False

    @classmethod
    def written_keys(cls) -> dict[str, tuple[Any, Any]]:
        """Those of its indicator stand among its own."""
        own = super().written_keys()
        del own["indicator"]
        types = {
            **MeasuredIndicator.written_keys(),
            **own,
            "kind": (Literal["level", "maintain", "cumulative"] | None, None),
            "direction": (Direction | None, None),
            "domain": (Bounds | None, None),
            "tolerance": (FigureText | None, None),
            "change_in": (ChangeIn | None, None),
        }
        first = [name for name in own if name not in _FIGURE_KEYS]
        return {name: types[name] for name in (*first, *_FIGURE_KEYS)}

    @classmethod
    def made_of(cls, written: Mapping[str, Any]) -> Self:
        """With its indicator, where a kind judges it."""
        names = super().written_keys()
        own = {name: value for name, value in written.items() if name in names}
        if written["kind"] is None:
            return cls(**own)
        if written["target"] is None:
            raise ValueError("commitment-not-one-way")
        kind = KINDS[written["kind"]]
        if written["change_in"] is not None and "change_in" not in kind.written_keys():
            raise ValueError("commitment-change-in")
        data = {name: written.get(name) for name in kind.written_keys()}
        data = {name: value for name, value in data.items() if value is not None}
        indicator = kind(**kind.filled(data | {"restated": written["also"]}))
        assert not indicator.of_states, "its kinds are those of figures"
        return cls(**own, indicator=indicator)

    def check(self) -> None:
        """It is settled in one way; one that is judged is sound as the kind that judges it."""
        ways = (self.indicator, self.shown_as, self.narrative)
        if sum(way is not None for way in ways) != 1 or (self.narrative and self.target):
            raise ValueError("commitment-not-one-way")
        if self.indicator is not None:
            self.indicator.check()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TaskMilestone(Promise):
    """标志性成果: an outcome that a person can check, and what would count as evidence of it.

    One of two levels has a `floor`, which is what the plan promises, and a `stretch`, which
    it strives for; they take the place of the last of the common states. What the plan only
    encourages (支持, 探索, 力争) is not `demanded`, and is counted apart. `states` names one of
    the lists of states in the head of the indicators' file.
    """

    id: Annotated[str, Rule(pattern=r"^M[0-9]{2,3}$")]
    evidence: PlanWords
    evidence_en: PlanWords = ""
    demanded: bool = True
    aliases: Names = ()
    unlike: tuple[Unlike, ...] = ()
    states: PlanWords = "works"
    floor: State | None = None
    stretch: State | None = None
    of_states: ClassVar[Literal[True]] = True
    is_created: ClassVar[bool] = True

    def check(self) -> None:
        """It has both levels, or none."""
        if (self.floor is None) is not (self.stretch is None):
            raise ValueError("milestone-one-level")
        if self.floor and self.stretch and self.floor.key == self.stretch.key:
            raise ValueError("milestone-one-level")

    def judged(self, lists: Mapping[str, MilestoneStates]) -> StatesIndicator | None:
        """As the kind that judges it; `None` where the item that it restates is shown."""
        if self.shown_as is not None:
            return None
        common = lists[self.states]
        *before, last = common.states
        if self.floor and self.stretch:
            # Whoever reports only 已完成 says no more than that the floor is reached.
            said = {*map(fold_state, (*self.floor.written, *self.stretch.written))}
            before = [_without(state, said) for state in before]
            left = _without(last, said).spellings
            spellings = (*self.floor.spellings, last.name, *left)
            last = replace(self.floor, spellings=spellings)
        return Milestone(
            id=self.id,
            key=self.id.lower(),
            name=self.name,
            name_en=self.name_en,
            kind="milestone",
            aliases=self.aliases,
            unlike=self.unlike,
            source=self.source,
            restated=self.also,
            scope_note=self.scope_note,
            scope_note_en=self.scope_note_en,
            target=last.name,
            states=(*before, last),
            beyond=(self.stretch,) if self.stretch else (),
            aside=common.aside,
        )


def _without(state: State, said: Collection[str]) -> State:
    """A common state but for the spellings that a level of the milestone's own claims."""
    kept = tuple(one for one in state.spellings if fold_state(one) not in said)
    return replace(state, spellings=kept)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Part(PlanText):
    """A piece of the plan's text that can hold commitments and milestones.

    `offices` are those that the plan prints for all of it, the one that leads first.
    """

    id: PlanWords
    title: PlanWords
    title_en: PlanWords = ""
    offices: tuple[PlanWords, ...] = ()
    scope_note: PlanWords | None = None
    scope_note_en: PlanWords | None = None
    commitments: tuple[Commitment, ...] = ()
    milestones: tuple[TaskMilestone, ...] = ()

    @property
    def promises(self) -> tuple[Commitment | TaskMilestone, ...]:
        return (*self.commitments, *self.milestones)

    @property
    def contents(self) -> tuple[str, ...]:
        """The ids of all that can be judged in it."""
        return tuple(one.id for one in self.promises)


class Action(Part):
    """行动: one headed paragraph of a task."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Box(Part):
    """专栏: it stands after the paragraph of the action `after`."""

    after: PlanWords


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Task(Part):
    """重点任务, with the indicators that its text is about.

    Its own commitments and milestones are those of its opening paragraph.
    """

    section: PlanWords
    indicators: tuple[str, ...] = ()
    actions: Annotated[tuple[Action, ...], Rule(shortest=1)]
    boxes: tuple[Box, ...] = ()

    @property
    def parts(self) -> Iterator[Part]:
        """In the order of print: the opening paragraph, each action, the boxes behind it."""
        yield self
        for action in self.actions:
            yield action
            yield from (box for box in self.boxes if box.after == action.id)

    @property
    def contents(self) -> tuple[str, ...]:
        return (*self.indicators, *(one.id for part in self.parts for one in part.promises))


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Safeguard(Part):
    """保障措施, with the milestones that its text sets."""

    section: PlanWords
    indicators: ClassVar[tuple[str, ...]] = ()

    @property
    def parts(self) -> Iterator[Part]:
        yield self
