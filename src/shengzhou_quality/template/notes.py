"""Make the notes of the template: the rules in words, and what to report for each item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shengzhou_quality.pages.rows import goal
from shengzhou_quality.plan.kinds import KINDS, AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.template.asked import Asked
from shengzhou_quality.template.state_form import all_states
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words

_RULES = (
    "fill", "unit", "percent", "bounds", "missing", "provisional", "forecast", "part-of-year",
    "cumulative", "average_growth", "mean_level", "change", "yearly", "relative", "comparison",
    "trend", "narrative", "milestone", "commitments", "progress", "provenance", "items", "return",
)  # fmt: skip
"""A rule named after a kind appears only if the template has an item of this kind."""

_OF_VALUES = {
    "fill", "unit", "percent", "bounds", "missing", "provisional", "forecast", "part-of-year",
    "provenance",
}  # fmt: skip
"""Rules for values by year; a template with only milestones has none of them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One rule: a heading and a paragraph."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class StateList:
    """A list of states, with a heading that names its milestones, and a text for the reader."""

    heading: str
    text: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """One item. The target is part of the text of `name` and has no column of its own, so that
    nobody reads it as data. `evidence` is what can prove a milestone of the tasks."""

    serial: str
    name: str
    scope: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes sheet, in words. `columns` are the headers of the table of `about`.

    The table's heading is `heading`, or `on_screen` where it is too long to be printed.
    """

    sheet: str
    title: str
    rules: tuple[Paragraph, ...]
    states: tuple[StateList, ...]
    columns: tuple[str, ...]
    about: tuple[About, ...]
    heading: str
    on_screen: str


def make_notes(plan: Plan, asked: Asked, years: str, words: Words) -> Notes:
    """The notes for the items in `asked`; `years` names the template's years in words."""
    title = words.of(plan.head, "title")
    first, last = str(plan.years[0]), str(plan.years[-1])
    named = {"title": title, "first": first, "last": last, "years": years}
    told = _told(asked)
    columns = ("serial", "name", "scope", "evidence")
    return Notes(
        sheet=words("template.notes"),
        title=words("template.notes.title", title=title),
        rules=tuple(
            Paragraph(words(f"template.rule.{rule}"), words(f"template.rule.{rule}.text", **named))
            for rule in told
        ),
        states=(*_state_lists(asked.indicators, words), *_lists_of_tasks(asked, words)),
        columns=tuple(words(f"template.about.{name}") for name in columns),
        about=(
            *(_about(one, last, words) for one in asked.indicators if one.constraint),
            *_about_tasks(plan, asked, last, words),
        ),
        heading=words("template.about.heading"),
        on_screen=words("template.about.screen"),
    )


def _told(asked: Asked) -> list[str]:
    """The rules that apply to an item of the template."""
    told: set[str] = {indicator.kind for indicator in asked.indicators}
    told |= {commitment.kind for commitment in asked.commitments}
    if asked.commitments:
        told.add("commitments")
    if asked.milestones:
        told.add("progress")
    by_kind = {*KINDS, "comparison", "commitments", "progress"}
    return [
        rule
        for rule in _RULES
        if rule in told or (rule not in by_kind and (asked.by_years or rule not in _OF_VALUES))
    ]


def name_of(indicator: AnyIndicator, words: Words) -> str:
    return words.of(indicator, "name")


def state_names(indicator: AnyIndicator, words: Words) -> tuple[str, ...]:
    """The states of a milestone, from first to last; empty for other kinds."""
    if not indicator.of_states:
        return ()
    return tuple(words.of(item, "name") for item in indicator.states)


def what_to_report(indicator: AnyIndicator, first: str, words: Words) -> str:
    """What the office reports for a year, as the cell says it; `first` is the plan's first year.

    What holds for every cell, such as a year without data, stands in the rules.
    """
    sentences = [words(f"template.report.{indicator.kind}{indicator.reporting}", first=first)]
    if not indicator.of_states:
        percent = indicator.unit == PERCENT
        key = "template.report.unit.percent" if percent else "template.report.unit"
        if indicator.unit is not None:
            sentences.append(words(key, unit=indicator.unit))
        if indicator.whole:
            sentences.append(words("template.report.whole"))
    return words.joined(*sentences)


def _state_lists(indicators: Iterable[AnyIndicator], words: Words) -> tuple[StateList, ...]:
    """Each list of states once, with the ids of the milestones that share it."""
    users: dict[tuple[str, ...], list[str]] = {}
    for indicator in indicators:
        if names := state_names(indicator, words):
            users.setdefault(names, []).append(indicator.id)
    return tuple(
        StateList(words("template.states", ids=tuple(ids)), _named(names, words), names)
        for names, ids in users.items()
    )


def _named(states: tuple[str, ...], words: Words) -> str:
    return words("template.states.separator").join(states)


def _lists_of_tasks(asked: Asked, words: Words) -> tuple[StateList, ...]:
    """The states of the tasks' milestones: the list of most of them, and those of the others."""
    users: dict[tuple[str, ...], list[str]] = {}
    for milestone in asked.milestones:
        users.setdefault(all_states(milestone, words), []).append(milestone.id)
    usual = max(users.values(), key=len, default=None)
    return tuple(
        StateList(
            words("template.states.tasks")
            if len(ids) > 1 and ids is usual
            else words("template.states.task", ids=tuple(ids)),
            _named(names, words),
            names,
        )
        for names, ids in users.items()
    )


def _about_tasks(plan: Plan, asked: Asked, last: str, words: Words) -> Iterator[About]:
    """The target of each commitment, and the evidence for each milestone."""
    for commitment in asked.commitments:
        name, target = name_of(commitment, words), goal(commitment, words)
        yield About(
            serial=commitment.id,
            name=words("template.about.commitment", name=name, last=last, target=target),
            scope=_scope_of(plan, commitment, words),
            evidence=words("none"),
        )
    evidence = {one.id: words.of(one, "evidence") for one in plan.milestones}
    for milestone in asked.milestones:
        scope = _scope_of(plan, milestone, words)
        yield About(milestone.id, name_of(milestone, words), scope, evidence[milestone.id])


def _scope_of(plan: Plan, indicator: AnyIndicator, words: Words) -> str:
    """The item's scope, and the plan's conflicts about it, unless they concern many items."""
    about = [
        item for item in plan.other_conflicts if indicator.id in item.about and not item.is_general
    ]
    effects = [words.of(item, "effect") for item in about]
    promise = plan.item(indicator.id)
    own = []
    if isinstance(promise, Promise) and promise.own_scope:
        own = [(words.of(promise, "own_scope")) or promise.own_scope]
    return "\n".join([*own, *_scope(indicator, words), *effects]) or words("none")


def _about(indicator: AnyIndicator, last: str, words: Words) -> About:
    assert indicator.constraint is not None, "an indicator of the table has its weight"
    ruling = indicator.in_force(int(last))
    return About(
        serial=indicator.id,
        name=words(
            "template.about.named",
            name=name_of(indicator, words),
            weight=words(f"constraint.{indicator.constraint.value}"),
            last=last,
            target=goal(ruling, words),
        )
        + "".join(_other_years(indicator, last, words)),
        scope="\n".join(_scope(indicator, words)) or words("none"),
        evidence=words("none"),
    )


def _other_years(indicator: AnyIndicator, last: str, words: Words) -> Iterator[str]:
    """The targets of other years than the last, a line each."""
    if not indicator.of_states:
        for year, aimed in indicator.by_year.items():
            if str(year) != last:
                yield "\n" + words("template.about.year", year=str(year), target=goal(aimed, words))


def _scope(indicator: AnyIndicator, words: Words) -> list[str]:
    """The scope note and the conflicts, without those that only name another baseline."""
    note = words.of(indicator, "scope_note")
    conflicts = [item for item in indicator.conflicts if item.baseline is None]
    return [*filter(None, [note]), *(words.of(item, "effect") for item in conflicts)]
