"""Say which indicator a figure of the text is of, and what it states of its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from shengzhou_quality.published.proposed_plan import ProposedPlan
from shengzhou_quality.published.statements.likeness import Likeness, TableNames
from shengzhou_quality.published.statements.mentions import Mention, Time
from shengzhou_quality.published.statements.stated import (
    Agreement,
    Statement,
    is_comparable,
    read_statement,
)
from shengzhou_quality.published.statements.subjects import Subject, read_subject

_ENOUGH = 0.6
"""So much of a name has to be in the words, where the figure is that of the row."""
_ENOUGH_FOR_ANOTHER_FIGURE = 0.7
_NEARER = 0.02
"""By so much the best name has to be better than the next."""

_Candidate = tuple[Likeness, Subject]


class NamedMention(NamedTuple):
    """A figure of the text; `at` is the place of its indicator, `None` if it names none."""

    mention: Mention
    at: int | None = None
    statement: Statement | None = None
    """`None` if the figure is not of a year or of a sort that the row prints."""
    area: str | None = None
    """The other area whose figure it is."""


def name_mentions(
    mentions: Sequence[Mention], plan: ProposedPlan, names: TableNames
) -> Iterator[NamedMention]:
    """The mentions of one sentence, each with its indicator.

    Where a rise begins is another base-year value only if the rise ends at the target; and where
    a rise ends that begins in another year, is another target only if it is said so.
    """
    named = [_named(mention, plan, names) for mention in mentions]
    before: NamedMention | None = None
    for one, after in zip_longest(named, named[1:]):
        differs = one.statement is not None and one.statement.agreement is Agreement.OTHER
        if differs and one.mention.is_start:
            ends = None if after is None or after.at != one.at else after.statement
            if ends is not None and ends.is_of_target:
                yield one
        elif differs and one.mention.time is Time.UNKNOWN and _is_of_other_year(before, one):
            yield one._replace(statement=None)
        else:
            yield one
        before = one


def _is_of_other_year(before: NamedMention | None, one: NamedMention) -> bool:
    """Whether the rise that ends here begins in a year of which the row says nothing."""
    if before is None or not before.mention.is_start or before.at != one.at:
        return False
    return before.statement is None


def _named(mention: Mention, plan: ProposedPlan, names: TableNames) -> NamedMention:
    found = [*_candidates(mention, plan, names)]
    comparable = [one for one in found if is_comparable(mention, plan.items[one[0].number].keys)]
    chosen = _best(comparable)
    if chosen is not None:
        like, subject = chosen
        statement = read_statement(mention, subject, plan.items[like.number], plan.head)
        if statement is not None and (
            statement.agreement in (Agreement.SAME, Agreement.LIMIT, Agreement.ABOUT)
            or _is_sure(like, subject, plan, is_compared=statement.printed is not None)
        ):
            return NamedMention(mention, like.number, statement)
        if statement is not None:
            return NamedMention(mention)
    chosen = chosen or _best(found)
    if chosen is None:
        return _of_another_area(mention, plan, names)
    if not _is_sure(*chosen, plan, is_compared=True):
        return NamedMention(mention)
    return NamedMention(mention, chosen[0].number)


def _best(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The likeliest, unless another is as likely."""
    ordered = sorted(candidates, key=lambda found: (-found[0].trimmed, -found[0].whole))
    if not ordered:
        return None
    best = ordered[0][0]
    others = [like for like, _ in ordered[1:] if like.number != best.number]
    if others and best.trimmed - others[0].trimmed < _NEARER and best.whole <= others[0].whole:
        return None
    return ordered[0]


def _is_sure(like: Likeness, subject: Subject, plan: ProposedPlan, *, is_compared: bool) -> bool:
    """Whether the name alone says that it is this indicator, though the figure is another."""
    name = str(plan.items[like.number].keys.get("name", ""))
    is_of_more = like.is_qualified or (subject.text.startswith("新") and name[:1] != "新")
    return like.whole >= _ENOUGH_FOR_ANOTHER_FIGURE and not (is_of_more and is_compared)


def _of_another_area(mention: Mention, plan: ProposedPlan, names: TableNames) -> NamedMention:
    """The mention with the indicator that it names, if it is a figure of 全省 or another city."""
    chosen = _best([one for one in _likely(mention, names) if _other_area(*one, plan)])
    if chosen is None:
        return NamedMention(mention)
    is_named = chosen[1].named_area is not None  # then its name is what the words have more
    if not _is_sure(*chosen, plan, is_compared=not is_named):
        return NamedMention(mention)
    return NamedMention(mention, chosen[0].number, area=_other_area(*chosen, plan))


def _candidates(mention: Mention, plan: ProposedPlan, names: TableNames) -> Iterator[_Candidate]:
    """The indicators that a mention may be of: with a name like its words, of the same area."""
    found = _likely(mention, names)
    return (one for one in found if _other_area(*one, plan) is None)


def _likely(mention: Mention, names: TableNames) -> Iterator[_Candidate]:
    for text in mention.texts:
        subject = read_subject(text)
        if len(subject.text) < 2:
            continue
        for like in names.likely(subject.text):
            if like.trimmed >= _ENOUGH:
                yield like, subject


def _other_area(like: Likeness, subject: Subject, plan: ProposedPlan) -> str | None:
    """The area of which the subject is, unless it is that of the plan."""
    title, name = str(plan.head.get("title")), str(plan.items[like.number].keys.get("name", ""))
    named = subject.named_area
    if named is not None and named not in name + title:
        return named
    return subject.area if subject.is_of_larger_area(title, name) else None
