"""Compare a proposed plan with the plan's full text: sentences that name an indicator's figure.

Nothing is decided here: each statement found is proposed with a doubt that a person settles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.plan.target_words import COUNTED
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposed_plan import ProposedPlan
from shengzhou_quality.published.statements.likeness import Likeness, TableNames
from shengzhou_quality.published.statements.mentions import Mention, Time, read_mentions
from shengzhou_quality.published.statements.sentences import read_sentences
from shengzhou_quality.published.statements.stated import (
    Agreement,
    Statement,
    is_comparable,
    read_statement,
)
from shengzhou_quality.published.statements.statement_entries import (
    conflict_numbers,
    with_statements,
)
from shengzhou_quality.published.statements.subjects import Subject, read_subject

_ENOUGH = 0.6
"""So much of a name has to be in the words, where the figure is that of the row."""
_ENOUGH_FOR_ANOTHER_FIGURE = 0.7
_NEARER = 0.02
"""By so much the best name has to be better than the next."""
_MOST_OF_AN_ITEM = 20
_SHOWN = 3


def compared(plan: ProposedPlan, text: str, path: str) -> ProposedPlan:
    """The plan with `readings`, `restated` and `conflicts` that the text proposes, all marked."""
    names = TableNames([str(item.keys.get("name", "")) for item in plan.items])
    units = _units(plan)
    found: dict[int, list[Statement]] = defaultdict(list)
    unnamed: list[str] = []
    seen: set[tuple[int | None, str, str]] = set()
    for sentence in read_sentences(text, path):
        for mention in read_mentions(sentence, units):
            at, statement = _named(mention, plan, names)
            key = (at, mention.quote, mention.figure)
            if key in seen:
                continue
            if at is None and _is_goal(mention, plan):
                unnamed.append(mention.quote)
            elif at is None or statement is None or len(found[at]) >= _MOST_OF_AN_ITEM:
                continue
            else:
                found[at].append(statement)
            seen.add(key)
    numbers = conflict_numbers()
    items = tuple(
        with_statements(item, plan, found[at], numbers) if at in found else item
        for at, item in enumerate(plan.items)
    )
    doubts = plan.doubts
    if unnamed:
        parameters: dict[str, Parameter] = {
            "number": len(unnamed),
            "sentences": tuple(unnamed[:_SHOWN]),
            "file": path,
        }
        doubts = (*doubts, Doubt("import-text-unmatched", None, parameters))
    return replace(plan, items=items, doubts=doubts)


def _units(plan: ProposedPlan) -> frozenset[str]:
    units = {str(item.keys.get("unit") or "") for item in plan.items}
    return frozenset(unit for unit in units | {unit.partition("/")[0] for unit in units} if unit)


def _named(
    mention: Mention, plan: ProposedPlan, names: TableNames
) -> tuple[int | None, Statement | None]:
    """The place of the indicator that a mention names, and what it states of it."""
    candidates = sorted(
        _candidates(mention, plan, names), key=lambda found: (-found[0].trimmed, -found[0].whole)
    )
    if not candidates:
        return None, None
    best, subject = candidates[0]
    others = [like for like, _ in candidates[1:] if like.number != best.number]
    if others and best.trimmed - others[0].trimmed < _NEARER and best.whole <= others[0].whole:
        return None, None
    statement = read_statement(mention, subject, plan.items[best.number], plan.head)
    if statement is None or statement.agreement in (Agreement.SAME, Agreement.LIMIT):
        return best.number, statement
    name = str(plan.items[best.number].keys.get("name", ""))
    is_of_more = best.is_qualified or (subject.text.startswith("新") and name[:1] != "新")
    if best.whole < _ENOUGH_FOR_ANOTHER_FIGURE or (is_of_more and statement.printed is not None):
        return None, None
    return best.number, statement


def _candidates(
    mention: Mention, plan: ProposedPlan, names: TableNames
) -> Iterator[tuple[Likeness, Subject]]:
    """The indicators that a mention may be of: with a name like its words, of the same area."""
    title = str(plan.head.get("title"))
    for text in mention.texts:
        subject = read_subject(text)
        if len(subject.text) < 2:
            continue
        for like in names.likely(subject.text):
            keys = plan.items[like.number].keys
            name, area = str(keys.get("name", "")), subject.named_area
            if area is not None and area not in name + title:
                continue
            if subject.is_of_larger_area(title, name):
                continue
            if like.trimmed >= _ENOUGH and is_comparable(mention, keys):
                yield like, subject


def _is_goal(mention: Mention, plan: ProposedPlan) -> bool:
    """Whether a figure without an indicator may be that of a commitment."""
    if mention.is_start or mention.unit is None or mention.time is Time.PAST:
        return False
    if mention.time is Time.YEAR and mention.year != plan.head.get("target_year"):
        return False
    if any(word in mention.texts[0] for word in COUNTED):
        return True
    return mention.reaches or mention.time is not Time.UNKNOWN or mention.figure[-1:] in "上下内%"
