"""The notes of the form: every rule in plain words, and what each indicator asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.rows import state
from shengzhou_quality.plan.kinds import KINDS, AnyIndicator, Milestone
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.template.asked import Asked
from shengzhou_quality.template.state_form import all_states
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words

_RULES = (
    "fill", "unit", "percent", "bounds", "missing", "provisional", "forecast", "part-of-year",
    "cumulative", "average_growth", "milestone", "commitments", "progress", "provenance",
    "return",
)  # fmt: skip
"""A rule named for a kind is told only where the form has an indicator of it."""

_OF_VALUES = {
    "fill", "unit", "percent", "bounds", "missing", "provisional", "forecast", "part-of-year",
    "provenance",
}  # fmt: skip
"""Rules for values by year, of which a form of milestones alone has none."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One paragraph."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class StateList:
    """The states that some milestones may be in, and which milestones those are."""

    heading: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """One indicator. Its target stands in the text of `name` and nowhere else: it heads no
    column, so that nobody reads it as data."""

    serial: str
    name: str
    report: str
    scope: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The second sheet, in words. `columns` head the table of `about`."""

    sheet: str
    title: str
    rules: tuple[Rule, ...]
    states: tuple[StateList, ...]
    columns: tuple[str, ...]
    about: tuple[About, ...]


def make_notes(plan: Plan, asked: Asked, years: str, words: Words) -> Notes:
    """The notes for a form of what is `asked`; `years` are those it asks for, in words."""
    title = words.of(plan.head, "title")
    first, last = str(plan.years[0]), str(plan.years[-1])
    named = {"title": title, "first": first, "last": last, "years": years}
    told = _told(asked)
    columns = ("serial", "name", "report", "scope")
    return Notes(
        sheet=words("template.notes"),
        title=words("template.notes.title", title=title),
        rules=tuple(
            Rule(words(f"template.rule.{rule}"), words(f"template.rule.{rule}.text", **named))
            for rule in told
        ),
        states=(*_state_lists(asked.indicators, words), *_lists_of_tasks(asked, words)),
        columns=tuple(words(f"template.about.{name}") for name in columns),
        about=(
            *(_about(indicator, first, last, words) for indicator in asked.indicators),
            *_about_tasks(plan, asked, first, last, words),
        ),
    )


def _told(asked: Asked) -> list[str]:
    """The rules that bear on something of the form."""
    told: set[str] = {indicator.kind for indicator in asked.indicators}
    told |= {commitment.kind for commitment in asked.commitments}
    if asked.commitments:
        told.add("commitments")
    if asked.milestones:
        told.add("progress")
    by_kind = {*KINDS, "commitments", "progress"}
    return [
        rule
        for rule in _RULES
        if rule in told or (rule not in by_kind and (asked.by_years or rule not in _OF_VALUES))
    ]


def name_of(indicator: AnyIndicator, words: Words) -> str:
    return words.of(indicator, "name")


def state_names(indicator: AnyIndicator, words: Words) -> tuple[str, ...]:
    """What a milestone may be, from its first state to its last; nothing for other kinds."""
    if not isinstance(indicator, Milestone):
        return ()
    return tuple(words.of(item, "name") for item in indicator.states)


def what_to_report(indicator: AnyIndicator, first: str, words: Words) -> str:
    """What the office puts down for a year; `first` is the first year of the plan."""
    sentences = [words(f"template.report.{indicator.kind}", first=first)]
    if isinstance(indicator, MeasuredIndicator):
        percent = indicator.unit == PERCENT
        key = "template.report.unit.percent" if percent else "template.report.unit"
        if indicator.unit is not None:
            sentences.append(words(key, unit=indicator.unit))
        if indicator.whole:
            sentences.append(words("template.report.whole"))
    sentences.append(words("template.report.missing"))
    return words.joined(*sentences)


def _state_lists(indicators: Iterable[AnyIndicator], words: Words) -> tuple[StateList, ...]:
    """Each list once, however many milestones share it."""
    users: dict[tuple[str, ...], list[str]] = {}
    for indicator in indicators:
        if names := state_names(indicator, words):
            users.setdefault(names, []).append(indicator.id)
    return tuple(
        StateList(words("template.states", ids=tuple(ids)), names) for names, ids in users.items()
    )


def _lists_of_tasks(asked: Asked, words: Words) -> tuple[StateList, ...]:
    """The list that they share, and those of the milestones of two levels."""
    users: dict[tuple[str, ...], list[str]] = {}
    for milestone in asked.milestones:
        users.setdefault(all_states(milestone, words), []).append(milestone.id)
    return tuple(
        StateList(
            words("template.states.tasks")
            if len(ids) > 1
            else words("template.states.task", ids=tuple(ids)),
            names,
        )
        for names, ids in users.items()
    )


def _about_tasks(plan: Plan, asked: Asked, first: str, last: str, words: Words) -> Iterator[About]:
    """What each commitment asks for, and what would prove each milestone."""
    for commitment in asked.commitments:
        target = with_unit(commitment.target, commitment.unit, words)
        name = name_of(commitment, words)
        yield About(
            serial=commitment.id,
            name=words("template.about.commitment", name=name, last=last, target=target),
            report=what_to_report(commitment, first, words),
            scope=_scope_of(plan, commitment, words),
        )
    evidence = {one.id: words.of(one, "evidence") for one in plan.milestones}
    for milestone in asked.milestones:
        text = words("template.report.evidence", text=evidence[milestone.id])
        scope = _scope_of(plan, milestone, words)
        yield About(milestone.id, name_of(milestone, words), text, scope)


def _scope_of(plan: Plan, indicator: AnyIndicator, words: Words) -> str:
    """With the conflicts of the plan that are about it and not about many others as well."""
    about = [
        item for item in plan.other_conflicts if indicator.id in item.about and not item.is_general
    ]
    effects = [words.of(item, "effect") for item in about]
    promise = plan.item(indicator.id)
    own = []
    if isinstance(promise, Promise) and promise.own_scope:
        own = [(words.of(promise, "own_scope")) or promise.own_scope]
    return "\n".join([*own, *_scope(indicator, words), *effects]) or words("none")


def _about(indicator: AnyIndicator, first: str, last: str, words: Words) -> About:
    if isinstance(indicator, Milestone):
        target = state(indicator, indicator.target, words)
    else:
        target = with_unit(indicator.target, indicator.unit, words)
    assert indicator.constraint is not None, "an indicator of the table has its weight"
    return About(
        serial=indicator.id,
        name=words(
            "template.about.named",
            name=name_of(indicator, words),
            weight=words(f"constraint.{indicator.constraint.value}"),
            last=last,
            target=target,
        ),
        report=what_to_report(indicator, first, words),
        scope="\n".join(_scope(indicator, words)) or words("none"),
    )


def _scope(indicator: AnyIndicator, words: Words) -> list[str]:
    """A conflict that only names another baseline bears on the judging, not on what to report."""
    note = words.of(indicator, "scope_note")
    conflicts = [item for item in indicator.conflicts if item.baseline is None]
    return [*filter(None, [note]), *(words.of(item, "effect") for item in conflicts)]
