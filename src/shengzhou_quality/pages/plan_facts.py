"""Turn what the plan file says about an item into labelled facts, for any page of the plan."""

from __future__ import annotations

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.plan_marks import marks_of
from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.model import Fact, fact, facts
from shengzhou_quality.pages.ranges import quote_words, range_words, read_target
from shengzhou_quality.pages.rows import goal, state
from shengzhou_quality.pages.target_rules import reference_facts, rule_facts
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.indicator import Bounds, Conflict, Reading
from shengzhou_quality.plan.marks import is_proposal
from shengzhou_quality.plan.model import Head, Item, Plan
from shengzhou_quality.plan.spellings import spread
from shengzhou_quality.plan.tasks import Commitment, Part, Promise, Safeguard, TaskMilestone
from shengzhou_quality.words import Words

_NAMED = 8
"""A conflict about more than this names them in one line."""


def named(item: Item, words: Words) -> str:
    """The name or title, in the reader's language; a conflict has none."""
    if isinstance(item, Conflict):
        return ""
    if isinstance(item, Part):
        return words.of(item, "title")
    return words.of(item, "name")


def heading(item: Item, words: Words) -> str:
    return f"{item.id} {named(item, words)}".rstrip()


def cited(item: Item, words: Words) -> str:
    """In a sentence or behind a label: the name, then the id in brackets."""
    numbered = isinstance(item, Part | Commitment | TaskMilestone)
    key = "plan.cited" if numbered else "plan.cited.indicator"
    return words(key, name=named(item, words), id=item.id)


def facts_of(item: Item, plan: Plan, words: Words) -> list[Fact]:
    """Everything that the plan file says of it. A part's content is a tree of its own."""
    match item:
        case Conflict():
            return _conflict(item, plan, words)
        case Commitment():
            return _commitment(item, plan, words)
        case TaskMilestone():
            return _milestone(item, plan, words)
        case Part():
            return _part(item, words)
        case _:
            return _indicator(item, plan, words)


def head_notes(plan: Plan, words: Words) -> list[str]:
    """Word the basis of the evaluation and the remark on the whole plan, if the plan has them."""
    head = plan.head
    found = []
    if head.evaluation:
        quote = head.evaluation
        found.append(words("plan.evaluation", section=quote.section, quote=quote.quote))
    note = words.of(head, "scope_note")
    return [*found, *([note] if note else [])]


def issued_by(head: Head) -> str:
    """The sentence that says what the plan prints of its issue: by whom, when, both or neither."""
    if head.issuer and head.adopted:
        return "issued"
    return "issuer" if head.issuer else "adopted" if head.adopted else "period"


def _part(part: Part, words: Words) -> list[Fact]:
    found = [fact(words("plan.source"), part.section)] if isinstance(part, Safeguard) else []
    found += _optional("plan.offices", words("list.separator").join(part.offices), words)
    found += _optional("plan.scope", words.of(part, "scope_note"), words)
    return [*found, *other_name(part, "title", words)]


def conflict_type(conflict: Conflict, words: Words) -> str:
    """抵触, 界限 or 未界定, with what it means."""
    return words(f"plan.type.{conflict.type.name.lower()}")


def _conflict(conflict: Conflict, plan: Plan, words: Words) -> list[Fact]:
    """Word a conflict: its items, the phrases that conflict, and the effect."""
    found = [fact(words("plan.type"), words(f"plan.type.{conflict.type.name.lower()}.means"))]
    found += facts(words("plan.about"), about(conflict, plan, words))
    found += facts(words("plan.phrases"), [quote_words(one, words) for one in conflict.phrases])
    if conflict.baseline:
        found.append(fact("", words("plan.other-baseline", baseline=conflict.baseline)))
    effect = effect_words(conflict, words)
    return [*found, fact(words("plan.effect"), effect)]


def about(conflict: Conflict, plan: Plan, words: Words) -> list[str]:
    """Name the items that a conflict concerns, many of them in one line."""
    items = [item for one in conflict.about if (item := plan.item(one))]
    named = [cited(item, words) for item in items]
    return [words("list.separator").join(named)] if len(named) > _NAMED else named


def target_words(promise: Commitment | TaskMilestone, words: Words) -> str:
    """In a line of a list: the target as printed, or why there is none to judge by."""
    if isinstance(promise, Commitment) and promise.narrative:
        return words("plan.by-people")
    if promise.shown_as:
        return words("plan.see-indicator", id=promise.shown_as)
    if isinstance(promise, Commitment):
        if promise.indicator is not None:
            return goal(promise.indicator, words)
        return with_unit(promise.target or "", promise.unit, words)
    if promise.floor and promise.stretch:
        levels = (promise.floor, promise.stretch)
        return " / ".join(words.of(one, "name") for one in levels)
    return ""


def _commitment(one: Commitment, plan: Plan, words: Words) -> list[Fact]:
    judged = one.indicator
    found: list[Fact] = []
    if one.target:
        text = with_unit(one.target, one.unit, words)
        text = text if judged is None else read_target(judged, words)
        found.append(fact(words("column.target"), text))
        found += () if judged is None else rule_facts(judged, words)
    if one.target and not one.unit:
        found.append(fact(words("column.unit"), words("plan.no-unit")))
    if judged is not None:
        found += _optional("column.baseline", judged.baseline, words)
        found.append(fact(words("column.kind"), words(f"kind.{judged.kind}")))
    found += _optional("plan.narrative", words.of(one, "narrative"), words)
    found += _promise(one, plan, words)
    if judged is not None:
        readings = [_reading(item, words) for item in judged.readings]
        found += facts(words("plan.readings"), readings)
        parts = [words.of(part, "name") for part in judged.populations]
        found += facts(words("plan.populations"), parts)
    found += _further_conflicts(one.id, plan, words)
    found += _optional("plan.own-scope", words.of(one, "own_scope"), words)
    found += _optional("plan.scope", words.of(one, "scope_note"), words)
    found += mark_facts(one.id, plan, words)
    if judged is not None:
        found += _usual(judged.plausible, judged.unit, words)
    found += _names(one, words)
    return [*found, *other_name(one, "name", words)]


def _milestone(one: TaskMilestone, plan: Plan, words: Words) -> list[Fact]:
    found: list[Fact] = []
    judged = plan.judged(one)
    if judged is not None and judged.of_states:
        found.append(fact(words("plan.states"), _states(judged, words)))
        if judged.beyond:
            found.append(fact("", words("plan.floor", state=state(judged, judged.target, words))))
    if not one.demanded:
        found.append(fact(words("plan.demanded"), words("plan.encouraged")))
    found.append(fact(words("plan.evidence"), words.of(one, "evidence")))
    found += _promise(one, plan, words)
    found += _further_conflicts(one.id, plan, words)
    found += _optional("plan.own-scope", words.of(one, "own_scope"), words)
    found += _optional("plan.scope", words.of(one, "scope_note"), words)
    found += mark_facts(one.id, plan, words)
    return [*found, *other_name(one, "name", words)]


def _promise(one: Promise, plan: Plan, words: Words) -> list[Fact]:
    implied = words("plan.no-deadline", year=plan.head.target_year)
    found = [fact(words("plan.deadline"), one.deadline or implied)]
    found += _optional("plan.modality", one.modality, words)
    if one.restates and (indicator := plan.item(one.restates)):
        found.append(fact(words("plan.restates"), cited(indicator, words)))
    found.append(fact(words("plan.home"), home_words(one, plan, words)))
    found += _printed_offices(one.id, plan, words)
    found.append(fact(words("plan.source"), quote_words(one.source, words)))
    return [*found, *facts(words("plan.also"), [quote_words(quote, words) for quote in one.also])]


def home_words(one: Promise, plan: Plan, words: Words) -> str:
    """The task, and the action or box where it is not the opening paragraph."""
    home = plan.home(one)
    task, part = cited(home.task, words), cited(home.part, words)
    return task if home.part is home.task else words("chain.place", task=task, part=part)


def _indicator(indicator: AnyIndicator, plan: Plan, words: Words) -> list[Fact]:
    category = next(item for item in plan.categories if item.key == indicator.category)
    found = [fact(words("column.target"), _target(indicator, words))]
    if indicator.of_states:
        found.append(fact(words("plan.states"), _states(indicator, words)))
    else:
        found += rule_facts(indicator, words)
        found += reference_facts(indicator, plan, words)
        found += in_time(indicator, words)
        found.append(fact(words("column.baseline"), baseline_words(indicator, words)))
    found += [
        fact(words("column.constraint"), words(f"constraint.{indicator.constraint}")),
        fact(words("plan.category"), words.of(category, "name")),
        fact(words("column.kind"), words(f"kind.{indicator.kind}")),
        fact(words("plan.source"), quote_words(indicator.source, words)),
    ]
    found += facts(words("plan.readings"), [_reading(item, words) for item in indicator.readings])
    restated = [quote_words(item, words) for item in indicator.restated]
    found += facts(words("plan.restated"), restated)
    for conflict in indicator.conflicts:
        of_type = words("plan.conflict-of", id=conflict.id, type=conflict_type(conflict, words))
        found.append(fact(words("plan.label.conflict"), of_type))
        found += [fact("", quote_words(item, words)) for item in conflict.phrases]
        if conflict.baseline:
            found.append(fact("", words("plan.other-baseline", baseline=conflict.baseline)))
        effect = effect_words(conflict, words)
        found.append(fact("", words("plan.effect-is", effect=effect)))
    found += _further_conflicts(indicator.id, plan, words)
    found += _optional("plan.scope", words.of(indicator, "scope_note"), words)
    found += mark_facts(indicator.id, plan, words)
    task = next((item for item in plan.tasks if indicator.id in item.indicators), None)
    if task:
        found.append(fact(words("plan.task"), cited(task, words)))
    found += _printed_offices(indicator.id, plan, words)
    if not indicator.of_states:
        found += _usual(indicator.plausible, indicator.unit, words)
    found += _names(indicator, words)
    return [*found, *other_name(indicator, "name", words)]


def _printed_offices(identity: str, plan: Plan, words: Words) -> list[Fact]:
    """责任单位, where the plan prints it for the item, its part or its task."""
    offices = words("list.separator").join(plan.offices.get(identity, ()))
    return _optional("plan.offices", offices, words)


def other_name(item: object, field: str, words: Words) -> list[Fact]:
    """The name in the other language, where the plan file gives one."""
    name = words.other(item, field)
    return _optional("plan.other-name", name if name != words.of(item, field) else None, words)


_MOST_NAMES = 3
"""So many of the names that are read are shown; with choices in braces there are hundreds."""


def _names(item: AnyIndicator | Commitment, words: Words) -> list[Fact]:
    """Other names that are read, and other statistics with the reason why they are not."""
    names = list(spread(item.aliases))
    shown = words("list.separator").join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        shown = words("plan.aliases.some", names=shown, count=len(names))
    found = _optional("plan.aliases", shown, words)
    unlike = (
        words("plan.unlike.one", name=next(spread(one.names)), reason=words.of(one, "reason"))
        for one in item.unlike
    )
    return [*found, *facts(words("plan.unlike"), unlike)]


def figure(text: str | None, indicator: AnyIndicator, words: Words) -> str:
    """A baseline or target as printed, with its unit; a state in the reader's language."""
    if indicator.of_states and text is not None:
        return state(indicator, text, words)
    return words("none") if text is None else with_unit(text, indicator.unit, words)


def baseline_words(indicator: MeasuredIndicator, words: Words) -> str:
    """As printed, with its year where that is not the base year of the plan."""
    text = figure(indicator.baseline, indicator, words)
    if indicator.baseline_year is None:
        return text
    return words("plan.baseline-of-year", baseline=text, year=indicator.baseline_year)


def in_time(indicator: MeasuredIndicator, words: Words) -> list[Fact]:
    """The targets of single years, how the authority changed the target, and the stretch."""
    targets = [
        words("plan.year-target", year=year, target=read_target(aimed, words))
        for year, aimed in indicator.by_year.items()
    ]
    changes = [
        words(
            "plan.changed-target",
            date=change.date,
            target=read_target(indicator.in_force(change.year), words),
            year=change.year,
            source=quote_words(change.source, words),
        )
        for change in indicator.changes
    ]
    found = list(facts(words("plan.year-targets"), targets))
    found += facts(words("plan.changed-targets"), changes)
    if indicator.stretched is not None:
        aimed = indicator.stretched
        text = read_target(aimed, words)
        found.append(fact(words("plan.stretch"), text))
    modality = None if indicator.phrase is None else indicator.phrase.modality
    return [*found, *_optional("plan.target-modality", modality, words)]


def _target(indicator: AnyIndicator, words: Words) -> str:
    if indicator.of_states:
        return goal(indicator, words)
    return read_target(indicator, words)


def _states(judged: StatesIndicator, words: Words) -> str:
    ordered = words("list.separator").join(
        words.of(one, "name") for one in (*judged.states, *judged.beyond)
    )
    aside = [words.of(one, "name") for one in judged.aside]
    return words("plan.states-aside", states=ordered, aside=tuple(aside)) if aside else ordered


def _usual(plausible: Bounds, unit: str | None, words: Words) -> list[Fact]:
    """The range of believable values, where the plan file gives one."""
    if plausible.low is None and plausible.high is None:
        return []
    return [fact(words("plan.plausible"), range_words(plausible.interval, unit, words))]


def _further_conflicts(identity: str, plan: Plan, words: Words) -> list[Fact]:
    """Those of the plan that name it; an indicator's own are told in full beside it."""
    ids = tuple(one.id for one in plan.other_conflicts if identity in one.about)
    return [fact(words("plan.label.conflict"), words("plan.see-conflicts", ids=ids))] if ids else []


def effect_words(conflict: Conflict, words: Words) -> str:
    """What it changes; in another language as the words of the plan file that they are."""
    effect = words.of(conflict, "effect")
    return words.of_the_plan(effect) if effect == words.other(conflict, "effect") else effect


def mark_facts(identity: str, plan: Plan, words: Words) -> tuple[Fact, ...]:
    """What the plan file marks as not settled of an item, by its reasons."""
    marks = marks_of(plan.warnings, identity)
    found: list[Fact] = []
    for key, proposed in (("plan.marked", False), ("plan.marked.proposed", True)):
        said = (mark_reason(one, words) for one in marks if is_proposal(one) is proposed)
        found += facts(words(key), said)
    return tuple(found)


def mark_reason(mark: Diagnostic, words: Words) -> str:
    """What a mark says; in another language as the words of the plan file that they are."""
    if "target" in mark.parameters:
        return words("sources.mark.undecided", target=str(mark.parameters["target"]))
    written = mark.parameters.get(f"reason_{words.language}", mark.parameters.get("reason", ""))
    said = words.without_stop(str(written))
    return words.of_the_plan(said) if said else words("plan.marked.bare")


def _optional(label: str, text: str | None, words: Words) -> list[Fact]:
    return [fact(words(label), text)] if text else []


def _reading(reading: Reading, words: Words) -> str:
    details = [part for part in (reading.modality, reading.subject) if part]
    said = words("brackets", text=words("list.separator").join(details)) if details else ""
    return words(
        "plan.reading",
        target=reading.target,
        subject=said,
        section=reading.section,
        quote=reading.quote,
    )
