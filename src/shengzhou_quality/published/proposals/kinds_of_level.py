"""Rules for a figure that is to be reached or kept."""

from __future__ import annotations

import re
from fractions import Fraction

from shengzhou_quality.notation import Direction, clean, is_missing, towards
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.plan.target_words import REACHED
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.proposals.families import is_share, may_be_negative
from shengzhou_quality.published.proposals.proposed_kinds import (
    KindProposal,
    ProposedKind,
    as_words,
)
from shengzhou_quality.published.proposals.row_reading import ACTIVITY, COUNTED_IN, RowReading
from shengzhou_quality.units import PERCENT

_ALL, _NONE = Fraction(100), Fraction(0)
_STOCK = re.compile(
    r"能力|面积|保有量|拥有量|总量|存量|总数|寿命|年限|里程|规模|产量|产值|储备|人口|容量"
)
_PER_HEAD = re.compile(r"每[百千万十]?人|每[百千万]|人均|单位|平均|密度")


def negative(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """-5 of what is never below 0 may be a fall by 5."""
    value = phrase.interval.value
    if phrase.sort is not Sort.LEVEL or value is None or value >= 0 or may_be_negative(read.name):
        return None
    return as_words("import-negative", written=read.target)


def other_unit(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """A figure in another unit than the row's own is of something else."""
    written = phrase.unit
    if written is None or written in read.units or _names_growth(read, phrase):
        return None
    return as_words("import-unit-differs", written=written, unit=read.unit or "")


def _names_growth(read: RowReading, phrase: Phrase) -> bool:
    return phrase.mean or read.basis is ChangeBasis.YEARLY_MEAN


def as_range(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """27—28 is a range, a season or two numbers."""
    low, high = phrase.interval.low, phrase.interval.high
    if low is None or high is None or low == high or phrase.sort is not Sort.LEVEL:
        return None
    asked = [Doubt("import-range-as-within", "direction", {"written": read.target})]
    if read.start is not None and read.start.is_disjoint_from(phrase.interval):
        said = {"written": read.target, "baseline": read.baseline.text or ""}
        asked.append(Doubt("import-range-ahead", "kind", said))
    return KindProposal(ProposedKind.MAINTAIN, {"direction": "within"}, tuple(asked))


def maintained(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """>96 from >96, 100 from 100: nothing is left to reach."""
    start = read.start
    if start is None or phrase.arrives or phrase.about:
        return None
    asked, says_bound = phrase.interval, phrase.relation is not None
    if phrase.usual is not None and not says_bound:
        asked, says_bound = towards(asked, phrase.usual), True
    if not says_bound and asked == start:
        known = (asked.value == _ALL and _is_whole(read)) or asked.value == _NONE
        doubts = (Doubt("import-kind-maintain", "kind"),) if known else ()
        return KindProposal(ProposedKind.MAINTAIN, {}, doubts, asks_direction=True)
    if not says_bound or not start.is_subset_of(asked):
        return None
    doubt = Doubt("import-kind-maintain", "kind")
    return KindProposal(ProposedKind.MAINTAIN, {}, (doubt,), asks_direction=True)


def _is_whole(read: RowReading) -> bool:
    """Whether 100 is all there can be."""
    return read.unit == PERCENT and is_share(read.name)


def count_without_baseline(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """培育企业 30家, without a baseline: 30 in all, or 30 more."""
    if read.baseline.text is not None or read.unit is None or phrase.arrives:
        return None
    name = clean(read.name)
    if not COUNTED_IN.fullmatch(read.unit) or _PER_HEAD.search(name):
        return None
    is_done = bool(ACTIVITY.search(name))
    if not is_done and (_STOCK.search(name) or not (read.is_bare and _prints_baselines(read))):
        return None
    if phrase.interval.value == _NONE or phrase.direction is Direction.DECREASE:
        return None
    asked = Doubt("import-stock-or-addition", "kind", {"variant": "count"})
    return KindProposal(ProposedKind.LEVEL, {}, (asked,), asks_direction=True)


def bound_without_baseline(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """>6.5 in a table with baselines whose row prints none: it may be reached already."""
    if read.baseline.text is not None or phrase.relation is None or phrase.arrives:
        return None
    if clean(read.target).startswith(tuple(REACHED)) or read.baseline.doubts:
        return None
    if not _prints_baselines(read):
        return None
    asked = Doubt("import-level-or-maintain", "kind", {"written": read.target})
    return KindProposal(ProposedKind.LEVEL, {}, (asked,), asks_direction=True)


def _prints_baselines(read: RowReading) -> bool:
    return any(row.baseline and not is_missing(row.baseline) for row in read.table.rows)


def as_level(read: RowReading, phrase: Phrase) -> KindProposal:  # noqa: ARG001
    """A number to be reached in the last year."""
    return KindProposal(ProposedKind.LEVEL, {}, (), asks_direction=True)
