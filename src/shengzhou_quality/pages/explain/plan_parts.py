"""Make the parts about the plan: what it says, and how its target is read."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.chain import Chain
from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.model import Fact, fact, facts
from shengzhou_quality.pages.plan_facts import (
    cited,
    conflict_type,
    effect_words,
    home_words,
    in_time,
    mark_facts,
    other_name,
)
from shengzhou_quality.pages.ranges import (
    cited_words,
    number_words,
    of_whom,
    quote_words,
    range_words,
    read_target,
    with_sections,
)
from shengzhou_quality.pages.rows import state
from shengzhou_quality.pages.target_rules import reference_facts, rule_facts
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict, Quote
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.words import Words


def what_the_plan_says(chain: Chain, words: Words) -> Iterator[Fact]:
    item, kind = chain.item, chain.kind
    if words.translates:
        yield from other_name(item, "name", words)
    if isinstance(item, Commitment | TaskMilestone):
        yield from _promise(item, chain, words)
    else:
        yield from _indicator(item, chain, words)
    holder = kind if kind is not None else item
    if not holder.of_states and holder.unit:
        yield fact(words("column.unit"), holder.unit)
    key = "chain.kind.none" if kind is None else f"chain.kind.{kind.kind}"
    if kind is not None and kind.starts_from_baseline:
        without = ".no-baseline" if kind.baseline is None else ""
        key += ".undecided" if kind.is_undecided else without
    yield fact(words("column.kind"), words(key))
    if not isinstance(item, Commitment | TaskMilestone) and not item.of_states:
        yield from in_time(item, words)
    table = not isinstance(item, Commitment | TaskMilestone)
    source = words("chain.label.row" if table else "chain.label.phrase")
    yield fact(source, cited_words(item.source, words, of=item.name))
    if kind is not None and kind.id != item.id:
        yield fact(words("chain.label.row"), cited_words(kind.source, words, of=kind.name))
    yield from facts(words("chain.label.elsewhere"), _elsewhere(chain, words))
    for conflict in chain.conflicts:
        yield from facts(words("plan.label.conflict"), _conflict(conflict, item.name, words))
    general = tuple(
        one.id for one in chain.plan.conflicts if one.is_general and item.id in one.about
    )
    if general:
        yield fact(
            words("chain.label.general"), words("chain.general", ids=general, first=general[0])
        )
    scope = words.of(item, "scope_note")
    if scope:
        yield fact(words("plan.scope"), scope)
    yield from mark_facts(item.id, chain.plan, words)


def _indicator(item: AnyIndicator, chain: Chain, words: Words) -> Iterator[Fact]:
    category = next((one for one in chain.plan.categories if one.key == item.category), None)
    if category:
        yield fact(words("chain.label.category"), words.of(category, "name"))
    task = next((one for one in chain.plan.tasks if item.id in one.indicators), None)
    if task:
        yield fact(words("chain.label.place"), cited(task, words))


def _promise(item: Commitment | TaskMilestone, chain: Chain, words: Words) -> Iterator[Fact]:
    if chain.home:
        yield fact(words("chain.label.place"), home_words(item, chain.plan, words))
    last = chain.plan.head.target_year
    deadline = item.deadline or words("chain.deadline.implied", year=last)
    yield fact(words("chain.label.deadline"), deadline)
    if item.modality:
        modality = words("chain.modality", modality=item.modality)
        yield fact(words("chain.label.modality"), modality)
    if isinstance(item, TaskMilestone):
        yield fact(words("chain.label.evidence"), words.of(item, "evidence"))
        if item.floor and item.stretch:
            levels = {
                "floor": words.of(item.floor, "name"),
                "stretch": words.of(item.stretch, "name"),
            }
            yield fact(words("chain.label.levels"), words("chain.levels", **levels))
    if item.own_scope and item.restates:
        reason = words.of(item, "own_scope")
        text = words("chain.own-scope", id=item.restates, reason=reason)
        yield fact(words("chain.label.own-scope"), text)


def _elsewhere(chain: Chain, words: Words) -> Iterator[str]:
    """Quote each further phrase about the item, except those that a conflict already quotes."""
    item = chain.item
    quoted = {phrase.quote for conflict in chain.conflicts for phrase in conflict.phrases}
    further: tuple[Quote, ...]
    if isinstance(item, Commitment | TaskMilestone):
        further = item.also
    else:
        further = (*item.readings, *item.restated)
    for quote in further:
        if quote.quote not in quoted:
            yield quote_words(quote, words)


def _conflict(conflict: Conflict, name: str, words: Words) -> Iterator[str]:
    """Its type, both phrases, and what the difference changes."""
    yield words("plan.conflict-of", id=conflict.id, type=conflict_type(conflict, words))
    for phrase in conflict.phrases:
        yield cited_words(phrase, words, of=name)
    effect = with_sections(effect_words(conflict, words), words)
    yield words("chain.effect", effect=effect)


def how_it_is_read(chain: Chain, words: Words) -> Iterator[Fact]:
    kind = chain.kind
    if kind is None:
        return
    if kind.of_states:
        yield from _state_target(kind, words)
    else:
        yield from _target(kind, words)
        yield from reference_facts(kind, chain.plan, words)
        yield from _baseline(kind, chain, words)


def _state_target(kind: StatesIndicator, words: Words) -> Iterator[Fact]:
    target = state(kind, kind.target, words)
    yield fact(words("chain.label.target"), words("chain.read.state", text=target))
    rule = "chain.rule.state.beyond" if kind.beyond else "chain.rule.state"
    yield fact(words("chain.label.rule"), words(rule, target=target))
    same = (
        words(
            "chain.read.state-at",
            section=reading.section,
            said=of_whom(reading, words),
            text=state(kind, reading.target, words),
        )
        for reading in kind.readings
    )
    yield from facts(words("chain.label.reading"), same)


def _target(kind: MeasuredIndicator, words: Words) -> Iterator[Fact]:
    unit = kind.figure_unit
    people = ".people" if kind.left_to_people else ""
    yield fact(words(f"chain.label.target{people}"), read_target(kind, words))
    yield from rule_facts(kind, words)
    if kind.phrase is None:
        return
    domain, said = kind.domain.interval, range_words(kind.domain.interval, unit, words)
    if kind.target_set.value is not None and kind.target_set != kind.asked_by(kind.target):
        only = number_words(kind.target_set.value, unit, words)
        text = words("chain.range.only", only=only, domain=said)
        yield fact(words("chain.label.range"), text)
    elif domain.low is not None or domain.high is not None:
        yield fact(words("chain.label.domain"), said)
    yield fact(words("chain.label.direction"), words(f"plan.direction.{kind.direction}"))
    for reading in kind.readings:
        other = kind.with_target(reading.target)
        text = words(
            "chain.read.at",
            section=reading.section,
            text=reading.target,
            said=of_whom(reading, words),
            range=range_words(other.asked_by(reading.target), unit, words),
        )
        yield fact(words("chain.label.reading"), text)
        yield from rule_facts(other, words, label="")


def _baseline(kind: MeasuredIndicator, chain: Chain, words: Words) -> Iterator[Fact]:
    label = words("chain.label.baseline")
    if kind.sums_years:
        before = kind.baseline_year if kind.may_go_back else None
        base = chain.plan.head.baseline_year
        first = min(base, base if before is None else before) + 1
        yield fact(label, words("chain.baseline.zero", first=first))
        return
    if kind.baseline is None:
        yield fact(label, words("chain.baseline.none"))
    else:
        year = kind.baseline_year or chain.plan.head.baseline_year
        text = with_unit(kind.baseline, kind.unit, words)
        yield fact(label, words("chain.baseline", text=text, year=year))
    for conflict in kind.conflicts:
        other = kind.with_baseline(conflict.baseline).baseline_value
        if conflict.baseline is None or other is None or kind.baseline_value is None:
            continue
        outside = kind.baseline_value.is_disjoint_from(other)
        text = words(
            "chain.baseline.outside" if outside else "chain.baseline.inside",
            section=conflict.phrases[-1].section,
            text=conflict.baseline,
            range=range_words(other, kind.unit, words),
            table=with_unit(kind.baseline or "", kind.unit, words),
        )
        yield fact(words("chain.label.other-baseline"), text)
