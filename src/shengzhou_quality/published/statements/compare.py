"""Compare a proposed plan with the plan's full text: sentences that name an indicator's figure.

Nothing is decided here: each statement found is proposed with a doubt that a person settles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.plan.target_words import COUNTED
from shengzhou_quality.published.compared_text import ComparedText, TextSentence
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposed_plan import ProposedPlan
from shengzhou_quality.published.statements.likeness import TableNames
from shengzhou_quality.published.statements.mentions import Mention, Time, read_mentions
from shengzhou_quality.published.statements.named import NamedMention, name_mentions
from shengzhou_quality.published.statements.sentences import read_sentences
from shengzhou_quality.published.statements.stated import Statement
from shengzhou_quality.published.statements.statement_entries import (
    conflict_numbers,
    with_statements,
)
from shengzhou_quality.published.statements.text_figures import spelled_out

_MOST_OF_AN_ITEM = 20
_MOST_BESIDE = 500
"""So many sentences of each sort are listed that no item has."""
_SHOWN = 3


@dataclass(slots=True)
class _Found:
    """What has been found so far; the same words are taken once."""

    statements: dict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    unmatched: list[TextSentence] = field(default_factory=list)
    aside: list[TextSentence] = field(default_factory=list)
    sentences: set[tuple[int, str]] = field(default_factory=set)
    """Those that name an indicator, each by its line and words."""
    indicators: set[int] = field(default_factory=set)
    seen: set[tuple[int | None, str, str]] = field(default_factory=set)


def compared(plan: ProposedPlan, text: str, path: str) -> ProposedPlan:
    """The plan with `readings`, `restated` and `conflicts` that the text proposes, all marked."""
    names = TableNames([str(item.keys.get("name", "")) for item in plan.items])
    units = _units(plan)
    found = _Found()
    for sentence in read_sentences(text, path):
        mentions = [*read_mentions(sentence, units)]
        for named in name_mentions(mentions, plan, names):
            _take(named, plan, found)
    numbers = conflict_numbers()
    items = tuple(
        with_statements(item, plan, found.statements[at], numbers)
        if at in found.statements
        else item
        for at, item in enumerate(plan.items)
    )
    told = ComparedText(
        path=path,
        sentences=len(found.sentences),
        indicators=len(found.indicators),
        unmatched=tuple(found.unmatched[:_MOST_BESIDE]),
        aside=tuple(found.aside[:_MOST_BESIDE]),
    )
    return replace(plan, items=items, doubts=(*plan.doubts, *_doubts(found, path)), text=told)


def _units(plan: ProposedPlan) -> frozenset[str]:
    """The units of the table, as it prints them and as a text spells them out."""
    printed = {str(item.keys.get("unit") or "") for item in plan.items}
    units = printed | {spelled_out(unit) for unit in printed}
    return frozenset(unit for unit in units | {unit.partition("/")[0] for unit in units} if unit)


def _take(named: NamedMention, plan: ProposedPlan, found: _Found) -> None:
    """Put a mention where it belongs: to its item, or to the sentences that no item has."""
    mention, at, statement, area = named
    key = (at, mention.quote, mention.figure)
    if at is not None and area is None:
        found.sentences.add((mention.sentence.line, mention.sentence.text))
        found.indicators.add(at)
    if key in found.seen:
        return
    if at is None:
        if not _is_goal(mention, plan):
            return
        found.unmatched.append(TextSentence(section=mention.section, quote=mention.quote))
    elif statement is not None and len(found.statements[at]) < _MOST_OF_AN_ITEM:
        found.statements[at].append(statement)
    else:
        identity = str(plan.items[at].keys.get("id", ""))
        said = TextSentence(
            section=mention.section, quote=mention.quote, indicator=identity, area=area
        )
        if said not in found.aside[-1:]:  # a rise has two figures in one sentence
            found.aside.append(said)
    found.seen.add(key)


def _doubts(found: _Found, path: str) -> Iterator[Doubt]:
    """What is beside the items, as marks of the plan: the first sentences, and where all are."""
    if not found.sentences:
        yield Doubt("import-text-silent", None, {"file": path})
    listed = {"import-text-unmatched": found.unmatched, "import-text-aside": found.aside}
    for code, sentences in listed.items():
        if not sentences:
            continue
        shown = tuple(one.quote for one in sentences[:_SHOWN])
        parameters: dict[str, Parameter] = {"number": len(sentences), "sentences": shown}
        if len(sentences) > _MOST_BESIDE:
            parameters |= {"variant": "most", "listed": _MOST_BESIDE}
        elif len(sentences) > _SHOWN:
            parameters["variant"] = "more"
        yield Doubt(code, None, parameters)


def _is_goal(mention: Mention, plan: ProposedPlan) -> bool:
    """Whether a figure without an indicator may be that of a commitment."""
    if mention.is_start or mention.unit is None or mention.time is Time.PAST:
        return False
    if mention.time is Time.YEAR and mention.year != plan.head.get("target_year"):
        return False
    if any(word in mention.texts[0] for word in COUNTED):
        return True
    is_goal = mention.reaches or mention.falls_to
    return is_goal or mention.time is not Time.UNKNOWN or mention.figure[-1:] in "上下内%"
