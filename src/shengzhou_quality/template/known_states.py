"""Find the known state of each milestone of the tasks, and when it was completed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shengzhou_quality.plan.kinds import StatesIndicator
from shengzhou_quality.reported import Actuals, Observation
from shengzhou_quality.template.known import LeftOut, Reason, said_beside
from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class KnownState:
    """`beside` holds the office, source, evidence and remark."""

    state: str
    completed: str
    beside: tuple[str, str, str, str]


def known_states(
    actuals: Actuals, milestones: Iterable[StatesIndicator], words: Words
) -> tuple[dict[str, KnownState], tuple[LeftOut, ...]]:
    """The latest state of each milestone, by id, and the values that cannot be prefilled."""
    known: dict[str, KnownState] = {}
    left_out: list[LeftOut] = []
    for milestone in milestones:
        own = [seen for seen in actuals.observations if seen.indicator == milestone.id]
        read = [seen for seen in own if isinstance(seen.value, int) and not seen.forecast]
        left_out += (LeftOut(seen, Reason.UNREADABLE) for seen in own if seen not in read)
        if not read:
            continue
        read.sort(key=lambda seen: seen.year)
        state = milestone.every_state[_rank(read[-1])]
        said = [item for item in actuals.provenance if item.indicator == milestone.id]
        known[milestone.id] = KnownState(
            words.of(state, "name"),
            _completed(milestone, read),
            said_beside(said),
        )
    return known, tuple(left_out)


def _rank(seen: Observation) -> int:
    assert isinstance(seen.value, int), "only states that were read get here"
    return seen.value


def _completed(milestone: StatesIndicator, read: Sequence[Observation]) -> str:
    """The completion date, else the first year from which it was always reported as completed."""
    first: Observation | None = None
    for seen in reversed(read):
        if not milestone.fulfils(_rank(seen)):
            break
        first = seen
    if first is None or first.undated:
        return ""
    return first.completed or str(first.year)
