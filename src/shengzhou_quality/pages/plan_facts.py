"""Turn what the plan file says about an item into labelled facts, for any page of the plan."""

from __future__ import annotations

from shengzhou_quality.notation import Direction, write
from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.model import Fact, fact, facts
from shengzhou_quality.pages.rows import state
from shengzhou_quality.plan.kinds import AnyIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.indicator import Bounds, Conflict, Quote, Reading
from shengzhou_quality.plan.model import Item, Plan
from shengzhou_quality.plan.spellings import spread
from shengzhou_quality.plan.tasks import Commitment, Part, Promise, Safeguard, TaskMilestone
from shengzhou_quality.words import Words

_NAMED = 8
"""A conflict about more than this gives their ids alone."""


def named(item: Item, words: Words) -> str:
    """The name or title, in the reader's language; a conflict has none."""
    if isinstance(item, Conflict):
        return ""
    if isinstance(item, Part):
        return words.of(item, "title")
    return words.of(item, "name")


def heading(item: Item, words: Words) -> str:
    return f"{item.id} {named(item, words)}".rstrip()


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


def _part(part: Part, words: Words) -> list[Fact]:
    found = [fact(words("plan.other-name"), words.other(part, "title"))]
    if isinstance(part, Safeguard):
        found.append(fact(words("plan.source"), part.section))
    return [*found, *_optional("plan.scope", words.of(part, "scope_note"), words)]


def conflict_type(conflict: Conflict, words: Words) -> str:
    """抵触, 界限 or 未界定, with what it means."""
    return words(f"plan.type.{conflict.type.name.lower()}")


def _conflict(conflict: Conflict, plan: Plan, words: Words) -> list[Fact]:
    """Word a conflict: its items, the phrases that conflict, and the effect."""
    about = [heading(item, words) for one in conflict.about if (item := plan.item(one))]
    if len(about) > _NAMED:
        about = [words("list.separator").join(conflict.about)]
    found = [fact(words("plan.type"), conflict_type(conflict, words))]
    found += facts(words("plan.about"), about)
    found += facts(words("plan.phrases"), [_quote(one, words) for one in conflict.phrases])
    if conflict.baseline:
        found.append(fact("", words("plan.other-baseline", baseline=conflict.baseline)))
    effect = words.of(conflict, "effect")
    return [*found, fact(words("plan.effect"), effect)]


def target_words(promise: Commitment | TaskMilestone, words: Words) -> str:
    """In a line of a list: the target as printed, or why there is none to judge by."""
    if isinstance(promise, Commitment) and promise.narrative:
        return words("plan.by-people")
    if promise.shown_as:
        return words("plan.see-indicator", id=promise.shown_as)
    if isinstance(promise, Commitment):
        return with_unit(promise.target or "", promise.unit, words)
    if promise.floor and promise.stretch:
        levels = (promise.floor, promise.stretch)
        return " / ".join(words.of(one, "name") for one in levels)
    return ""


def _commitment(one: Commitment, plan: Plan, words: Words) -> list[Fact]:
    judged = one.indicator
    found = [
        fact(words("plan.other-name"), words.other(one, "name")),
        fact(words("plan.home"), home_words(one, plan, words)),
    ]
    if judged is not None:
        found.append(fact(words("column.kind"), words(f"kind.{judged.kind}")))
    if one.target:
        text = with_unit(one.target, one.unit, words)
        if judged is not None:
            text = words("plan.read-as", text=text, read=write(judged.target_set))
        found.append(fact(words("column.target"), text))
        found.append(fact(words("column.unit"), one.unit or words("plan.no-unit")))
    if judged is not None:
        baseline = judged.baseline or words("none")
        found.append(fact(words("column.baseline"), baseline))
        found += _limits(judged.direction, judged.domain, judged.plausible, words)
    found += _promise(one, plan, words)
    if judged is not None:
        readings = [_reading(item, words) for item in judged.readings]
        found += facts(words("plan.readings"), readings)
        parts = [words.of(part, "name") for part in judged.populations]
        found += facts(words("plan.populations"), parts)
    found += _optional("plan.own-scope", words.of(one, "own_scope"), words)
    found += _optional("plan.narrative", words.of(one, "narrative"), words)
    found += _optional("plan.scope", words.of(one, "scope_note"), words)
    found += _names(one, words)
    return [*found, *_further_conflicts(one.id, plan, words)]


def _milestone(one: TaskMilestone, plan: Plan, words: Words) -> list[Fact]:
    found = [
        fact(words("plan.other-name"), words.other(one, "name")),
        fact(words("plan.home"), home_words(one, plan, words)),
        fact(words("plan.evidence"), words.of(one, "evidence")),
    ]
    judged = plan.judged(one)
    if judged is not None and judged.of_states:
        found.append(fact(words("plan.states"), _states(judged, words)))
        if judged.beyond:
            found.append(fact("", words("plan.floor", state=state(judged, judged.target, words))))
    if not one.demanded:
        found.append(fact(words("plan.demanded"), words("plan.encouraged")))
    found += _promise(one, plan, words)
    found += _optional("plan.own-scope", words.of(one, "own_scope"), words)
    found += _optional("plan.scope", words.of(one, "scope_note"), words)
    return [*found, *_further_conflicts(one.id, plan, words)]


def _promise(one: Promise, plan: Plan, words: Words) -> list[Fact]:
    implied = words("plan.no-deadline", year=plan.head.target_year)
    found = [fact(words("plan.deadline"), one.deadline or implied)]
    found += _optional("plan.modality", one.modality, words)
    if one.restates and (indicator := plan.item(one.restates)):
        found.append(fact(words("plan.restates"), heading(indicator, words)))
    found.append(fact(words("plan.source"), _quote(one.source, words)))
    return [*found, *facts(words("plan.also"), [_quote(quote, words) for quote in one.also])]


def home_words(one: Promise, plan: Plan, words: Words) -> str:
    """The task, and the action or box where it is not the opening paragraph."""
    home = plan.home(one)
    parts = [home.task] if home.part is home.task else [home.task, home.part]
    return " > ".join(heading(part, words) for part in parts)


def _indicator(indicator: AnyIndicator, plan: Plan, words: Words) -> list[Fact]:
    category = next(item for item in plan.categories if item.key == indicator.category)
    measured = None if indicator.of_states else indicator
    baseline = measured.baseline if measured else None
    found = [
        fact(words("plan.other-name"), words.other(indicator, "name")),
        fact(words("plan.key"), indicator.key),
        fact(words("plan.category"), words.of(category, "name")),
        fact(words("column.constraint"), words(f"constraint.{indicator.constraint}")),
        fact(words("column.kind"), words(f"kind.{indicator.kind}")),
        fact(words("column.unit"), indicator.unit or "/"),
        fact(words("column.baseline"), figure(baseline, indicator, words)),
        fact(words("column.target"), _target(indicator, words)),
    ]
    if indicator.of_states:
        found.append(fact(words("plan.states"), _states(indicator, words)))
    else:
        found += _limits(indicator.direction, indicator.domain, indicator.plausible, words)
    found.append(fact(words("plan.source"), _quote(indicator.source, words)))
    found += facts(words("plan.readings"), [_reading(item, words) for item in indicator.readings])
    found += facts(words("plan.restated"), [_quote(item, words) for item in indicator.restated])
    for conflict in indicator.conflicts:
        of_type = words("plan.conflict-of", id=conflict.id, type=conflict_type(conflict, words))
        found.append(fact(words("plan.conflicts"), of_type))
        found += [fact("", _quote(item, words)) for item in conflict.phrases]
        if conflict.baseline:
            found.append(fact("", words("plan.other-baseline", baseline=conflict.baseline)))
        effect = words.of(conflict, "effect")
        found.append(fact("", words("plan.effect-is", effect=effect)))
    found += _further_conflicts(indicator.id, plan, words)
    found += _optional("plan.scope", words.of(indicator, "scope_note"), words)
    task = next((item for item in plan.tasks if indicator.id in item.indicators), None)
    if task:
        found.append(fact(words("plan.task"), heading(task, words)))
    return [*found, *_names(indicator, words)]


_MOST_NAMES = 12
"""So many of the names that are read are shown; with choices in braces there are hundreds."""


def _names(item: AnyIndicator | Commitment, words: Words) -> list[Fact]:
    """Other names that are read, and other statistics with the reason why they are not."""
    names = list(spread(item.aliases))
    shown = words("list.separator").join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        shown = words("plan.aliases.some", names=shown, count=len(names))
    found = _optional("plan.aliases", shown, words)
    for other in item.unlike:
        name, reason = next(spread(other.names)), words.of(other, "reason")
        found.append(fact(words("plan.unlike"), words("plan.unlike.one", name=name, reason=reason)))
    return found


def figure(text: str | None, indicator: AnyIndicator, words: Words) -> str:
    """A baseline or target as printed, with its unit; a state in the reader's language."""
    if indicator.of_states and text is not None:
        return state(indicator, text, words)
    return words("none") if text is None else with_unit(text, indicator.unit, words)


def _target(indicator: AnyIndicator, words: Words) -> str:
    text = figure(indicator.target, indicator, words)
    if indicator.of_states:
        return text
    return words("plan.read-as", text=text, read=write(indicator.target_set))


def _states(judged: StatesIndicator, words: Words) -> str:
    ordered = " > ".join(words.of(one, "name") for one in (*judged.states, *judged.beyond))
    aside = [words.of(one, "name") for one in judged.aside]
    return words("plan.states-aside", states=ordered, aside=tuple(aside)) if aside else ordered


def _limits(direction: Direction, domain: Bounds, plausible: Bounds, words: Words) -> list[Fact]:
    return [
        fact(words("plan.direction"), words(f"plan.direction.{direction}")),
        fact(words("plan.domain"), write(domain.interval)),
        fact(words("plan.plausible"), write(plausible.interval)),
    ]


def _further_conflicts(identity: str, plan: Plan, words: Words) -> list[Fact]:
    """Those of the plan that name it; an indicator's own are told in full beside it."""
    ids = tuple(one.id for one in plan.other_conflicts if identity in one.about)
    return [fact(words("plan.conflicts"), words("plan.see-conflicts", ids=ids))] if ids else []


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


def _quote(quote: Quote, words: Words) -> str:
    return words("plan.quote", section=quote.section, quote=quote.quote)
