"""Make the content of the progress sheet, in words: one state for each milestone of the tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from shengzhou_quality.plan.kinds import StatesIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import TaskMilestone
from shengzhou_quality.template.asked import Asked
from shengzhou_quality.template.known import KnownState
from shengzhou_quality.template.sheets import MILESTONES
from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class StateLine:
    """One milestone; `filled` holds its state, date, office, evidence and remark, if known."""

    serial: str
    name: str
    states: tuple[str, ...]
    prompt: str
    filled: tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class StateGroup:
    """A task and its milestones."""

    name: str
    lines: tuple[StateLine, ...]


@dataclass(frozen=True, slots=True)
class StateSheet:
    """The progress sheet; Excel warns about a completion date before the year `first`."""

    sheet: str
    title: str
    period: str
    columns: tuple[str, ...]
    groups: tuple[StateGroup, ...]
    date_prompt: str
    date_warning: str
    state_warning: str
    first: int


def make_state_form(
    plan: Plan,
    asked: Asked,
    known: Mapping[str, KnownState],
    words: Words,
    offices: Mapping[str, str],
) -> StateSheet | None:
    """The sheet's content; `None` if the template asks for no milestone of the tasks."""
    if not asked.milestones:
        return None
    chosen = {milestone.id: milestone for milestone in asked.milestones}
    promises = [promise for promise in plan.milestones if promise.id in chosen]
    groups = []
    for _, members in groupby(promises, key=lambda promise: plan.home(promise).task.id):
        mine = list(members)
        task = plan.home(mine[0]).task
        title = f"{task.id} {words.of(task, 'title')}"
        lines = (
            _line(it, chosen[it.id], known.get(it.id), offices.get(it.id), words) for it in mine
        )
        groups.append(StateGroup(title, tuple(lines)))
    return StateSheet(
        sheet=words("template.sheet.milestones"),
        title=words("template.title.milestones", title=words.of(plan.head, "title")),
        period=words("template.period.milestones"),
        columns=tuple(words(f"template.column.{column.word}") for column in MILESTONES),
        groups=tuple(groups),
        date_prompt=words("template.prompt.completed"),
        date_warning=words("template.warning.completed"),
        state_warning=words("template.warning.state"),
        first=plan.years[0],
    )


def _line(
    promise: TaskMilestone,
    milestone: StatesIndicator,
    known: KnownState | None,
    responsible: str | None,
    words: Words,
) -> StateLine:
    evidence = words.of(promise, "evidence")
    filled = ("", "", responsible or "", "", "")
    if known is not None:
        office, source, proof, remark = known.beside
        filled = (known.state, known.completed, responsible or office, proof, remark or source)
    return StateLine(
        serial=promise.id,
        name=words.of(promise, "name"),
        states=all_states(milestone, words),
        prompt=words.joined(
            words("template.report.progress"), words("template.report.evidence", text=evidence)
        ),
        filled=filled,
    )


def all_states(milestone: StatesIndicator, words: Words) -> tuple[str, ...]:
    """All states that may be chosen: the ordered ones, those beyond the last, and 已调整."""
    return tuple(words.of(state, "name") for state in milestone.every_state)
