"""Compare a figure that the text states with the baseline or the target that the row prints."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Relation
from shengzhou_quality.plan.target_text import Phrase, Sort, read_target
from shengzhou_quality.published.proposals.proposed_kinds import ProposedKind
from shengzhou_quality.published.proposed_plan import ProposedItem
from shengzhou_quality.published.statements.likeness import plain_name
from shengzhou_quality.published.statements.mentions import Mention, Time
from shengzhou_quality.published.statements.subjects import Subject
from shengzhou_quality.published.statements.text_figures import spelled_out
from shengzhou_quality.units import PERCENT, POINTS, conversion_factor

_ANY_COUNT = frozenset("个项家件户所处座条种")
"""Counting words for which 个 may stand."""
_GROWTH = ("年均", "增速", "增长", "增幅")


class Agreement(StrEnum):
    """How a stated figure is to a printed one, the nearest first."""

    SAME = "same"
    LIMIT = "limit"
    """The same number with another bound: 96%以上 and >96."""
    ABOUT = "about"
    """The same number, but the text says only about: 26%左右 and 26."""
    NARROWER = "narrower"
    """Within what is printed: 99.76% and >98."""
    WIDER = "wider"
    """A range that holds all of what is printed: 30%以上 and 33."""
    OTHER = "other"


class Statement(NamedTuple):
    """A mention that names an indicator, and how it agrees with a figure of its row."""

    mention: Mention
    subject: Subject
    agreement: Agreement
    is_of_target: bool
    is_dated: bool
    is_same_subject: bool
    printed: str | None
    """The row's figure that it is compared with; `None` where the row prints none."""

    @property
    def is_conflict(self) -> bool:
        """Whether it contradicts the row, or says as a past figure what the row does not."""
        match self.agreement:
            case Agreement.SAME | Agreement.ABOUT:
                return False
            case Agreement.OTHER:
                return True
            case Agreement.LIMIT:
                return not self.is_of_target
            case Agreement.WIDER:
                return self.is_of_target
            case Agreement.NARROWER:
                # A figure of no time within what is wanted may be a fact, and no stricter target.
                is_goal = self.mention.time is not Time.UNKNOWN or self.mention.is_held
                return self.is_of_target and is_goal

    @property
    def is_reading(self) -> bool:
        return self.is_of_target and self.agreement in (Agreement.LIMIT, Agreement.ABOUT)


@lru_cache(maxsize=4096)
def _read(text: str, units: tuple[str, ...]) -> Phrase | None:
    return read_target(text, units)


def _factor(stated: str | None, keys: Mapping[str, Any]) -> Fraction | None:
    """What converts a figure of the text to the unit of the row; `None` if nothing does."""
    unit, *also = map(spelled_out, _units(keys)) if _units(keys) else (None,)
    if unit is None or stated is None:
        return Fraction(1) if unit is stated else None
    stated = spelled_out(stated)
    whole = conversion_factor(stated, unit, [other for other in also if other])
    if whole is not None:
        return whole
    stated_base, unit_base = stated.partition("/")[0], unit.partition("/")[0]
    if "/" in stated and "/" in unit and stated != unit:
        return None
    factor = conversion_factor(stated_base, unit_base)
    if factor is not None:
        return factor
    counts = {stated_base, unit_base}
    return Fraction(1) if "个" in counts and counts <= _ANY_COUNT else None


def is_comparable(mention: Mention, keys: Mapping[str, Any]) -> bool:
    """Whether both are levels, or both are changes."""
    name = str(keys.get("name") or "")
    target = _read(_text(keys.get("target")), _units(keys))
    wants_change = (target is not None and target.sort is not Sort.LEVEL) or any(
        word in name for word in _GROWTH
    )
    if keys.get("kind") == ProposedKind.CUMULATIVE and not mention.is_change:
        wants_change = False  # 〔30〕 of 城镇新增就业 is a count
    if mention.is_change and mention.unit == POINTS and keys.get("unit") == PERCENT:
        return wants_change
    return mention.is_change == wants_change and _factor(mention.unit, keys) is not None


def agreement(mention: Mention, printed: str, keys: Mapping[str, Any]) -> Agreement | None:
    """How the mention is to a figure of the row; `None` where one of the two cannot be read."""
    units = _units(keys)
    row = _read(printed, units)
    stated = _read(mention.figure, (*units, mention.unit or ""))
    if row is None or stated is None or mention.is_about or row.about:
        return None
    factor = _factor(mention.unit, keys)
    if factor is None and mention.unit != POINTS:
        return None
    said = stated.interval if factor in (None, 1) else stated.interval.scaled(factor or Fraction(1))
    if {said.low, said.high} == {row.interval.low, row.interval.high} or (
        _number(said) is not None and _number(said) == _number(row.interval)
    ):
        relation = stated.relation
        if relation is None and mention.reaches and row.relation is Relation.AT_LEAST:
            relation = Relation.AT_LEAST
        if relation is None and mention.falls_to and row.relation is Relation.AT_MOST:
            relation = Relation.AT_MOST
        if stated.about:
            return Agreement.ABOUT
        return Agreement.SAME if relation is row.relation else Agreement.LIMIT
    if said.is_subset_of(row.interval):
        return Agreement.NARROWER
    return Agreement.WIDER if row.interval.is_subset_of(said) else Agreement.OTHER


def _number(interval: Interval) -> Fraction | None:
    """The one number that a figure with or without a bound prints."""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    return ends[0] if len(ends) == 1 or ends[0] == ends[-1] else None


def _units(keys: Mapping[str, Any]) -> tuple[str, ...]:
    also = keys.get("unit_aliases") or ()
    return tuple(str(unit) for unit in (keys.get("unit"), *also) if unit)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def read_statement(
    mention: Mention, subject: Subject, item: ProposedItem, head: Mapping[str, Any]
) -> Statement | None:
    """What a mention states of an item; `None` if of a year of which the row says nothing."""
    keys, baseline_year = item.keys, head.get("baseline_year")
    targets, target_year = _targets(keys), head.get("target_year")
    baseline = _figure(keys.get("baseline"))
    target = _figure(keys.get("target")) or targets.get(str(target_year))
    of_target, dated = True, False
    match mention.time:
        case Time.YEAR if mention.year == target_year:
            dated = True
        case Time.YEAR if str(mention.year) in targets:
            target, dated = targets[str(mention.year)], True
        case Time.YEAR if mention.year == baseline_year:
            of_target, dated = False, not mention.is_of_period
        case Time.YEAR:
            return None
        case Time.PAST:
            of_target = False
        case Time.UNKNOWN:
            of_target = _is_nearer_to_target(mention, keys, baseline, target)
        case Time.GOAL:
            pass
    if mention.is_start and of_target:  # 到2025年由88%提高到95%: nobody says of which year 88% is
        of_target = dated = False
    printed = target if of_target else baseline
    found = Agreement.OTHER if printed is None else agreement(mention, printed, keys)
    if found is None or _says_nothing(mention, printed, baseline_year):
        return None
    same = plain_name(subject.text) == plain_name(str(keys.get("name", "")))
    return Statement(mention, subject, found, of_target, dated, same, printed)


def _says_nothing(mention: Mention, printed: str | None, since: object) -> bool:
    """A change from another year, or one that the row does not print."""
    return mention.is_change and (mention.since not in (None, since) or printed is None)


def _figure(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _targets(keys: Mapping[str, Any]) -> dict[str, str]:
    """The targets of the years of an item with several."""
    targets = keys.get("targets")
    if not isinstance(targets, Mapping):
        return {}
    return {str(year): text for year, text in targets.items() if isinstance(text, str)}


def _is_nearer_to_target(
    mention: Mention, keys: Mapping[str, Any], baseline: str | None, target: str | None
) -> bool:
    """Whether a figure without a time is rather the target: it agrees, or the baseline does not.

    控制在5%以内 speaks of what is wanted, unless it is just what the baseline says.
    """
    order = (*Agreement, None)
    of_target = agreement(mention, target, keys) if target is not None else None
    of_baseline = agreement(mention, baseline, keys) if baseline is not None else None
    if mention.is_held and of_target is not None and of_baseline is not Agreement.SAME:
        return True
    return order.index(of_target) <= order.index(of_baseline)
