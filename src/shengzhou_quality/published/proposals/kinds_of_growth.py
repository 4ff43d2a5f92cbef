"""Rules for growth and for means over the plan's years."""

from __future__ import annotations

import re

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds.aimed import IN_POINTS
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.proposals.families import is_growth, is_share
from shengzhou_quality.published.proposals.proposed_kinds import (
    KindProposal,
    ProposedKind,
    as_words,
)
from shengzhou_quality.published.proposals.row_reading import RowReading
from shengzhou_quality.units import PERCENT

_NAMES_A_FALL = re.compile(r"(?:下降|降低|减少|降幅)(?:率|幅度|量)?$")
_ADDED = re.compile(r"新[增建开]|累计")
_NO_GROWTH_FROM = 100
"""No plan asks for as much growth in % each year."""
_MEAN_GROWTH = re.compile(
    r"(?<![0-9])年均?(?:复合)?(?:增速|增长|增幅|递增)|平均增(?:速|长)|年均.{0,6}增长"
)


def mean(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """年均增长 in name, cell or header, or a growth in the column 年均: growths that compound."""
    in_name = bool(_MEAN_GROWTH.search(clean(read.name)))
    if not (phrase.mean or in_name or read.basis is ChangeBasis.YEARLY_MEAN):
        return None
    named = in_name or is_growth(read.name)
    of_change = phrase.sort is Sort.CHANGE or read.names_growth
    if not (named or of_change) or (is_share(read.name) and phrase.sort is Sort.LEVEL):
        return _mean_of_levels(read, phrase)
    if phrase.fall or _NAMES_A_FALL.search(clean(read.name)):
        return as_words("import-mean-fall", written=read.target)
    if phrase.change_unit in IN_POINTS or (is_share(read.name) and not named):
        return as_words("import-mean-step", written=read.target)
    if not named and _ADDED.search(clean(read.name)):
        return _growth_of_level(phrase)
    unit, about_unit = _unit_of_growth(read)
    doubts = (Doubt("import-kind-average-growth", "kind"), *about_unit)
    return KindProposal(ProposedKind.AVERAGE_GROWTH, unit, doubts, asks_direction=True)


def _unit_of_growth(read: RowReading) -> tuple[dict[str, str | None], tuple[Doubt, ...]]:
    """A growth is in %: the unit and the baseline that a row prints beside it are of the level."""
    if read.unit == PERCENT:
        return {}, ()
    unit, baseline = read.unit, read.baseline.text
    if unit is None and is_growth(read.name):
        baseline = None  # a growth too
    variant = "none" if baseline is None else "baseline"
    if unit is not None:
        variant = "unit" if baseline is None else "unit-and-baseline"
    said = {"variant": variant, "unit": unit or "—", "baseline": baseline or "—"}
    keys: dict[str, str | None] = {"unit": PERCENT}
    if baseline is not None:
        keys |= {"baseline": None, "baseline_year": None}
    return keys, (Doubt("import-growth-unit", "unit", said),)


def _mean_of_levels(read: RowReading, phrase: Phrase) -> KindProposal:
    """<5.5 of an unemployment rate under 年均: the mean of the years; of an amount, its growth."""
    goal = phrase.interval.low if phrase.interval.low is not None else phrase.interval.high
    is_amount = goal is not None and goal >= _NO_GROWTH_FROM
    if read.unit != PERCENT and not phrase.mean and not is_amount:
        return _growth_of_level(phrase)
    asked = Doubt("import-mean-or-growth", "kind", {"variant": "mean"})
    return KindProposal(ProposedKind.MEAN_LEVEL, {}, (asked,), asks_direction=True)


def _growth_of_level(phrase: Phrase) -> KindProposal:
    """6 in the column 年均 beside a baseline in 亿元: it may be the growth of what is printed."""
    asked = Doubt("import-mean-or-growth", "kind", {"variant": "growth"})
    if PERCENT not in (phrase.unit, phrase.change_unit):
        return KindProposal(ProposedKind.NARRATIVE, {}, (asked,))
    keys = {"unit": PERCENT, "baseline": None}
    return KindProposal(ProposedKind.AVERAGE_GROWTH, keys, (asked,), asks_direction=True)


def basis_unclear(read: RowReading, phrase: Phrase) -> KindProposal | None:  # noqa: ARG001
    """A figure under 年均/累计 that nothing tells to be the mean or the total."""
    if read.basis is not ChangeBasis.EITHER:
        return None
    return as_words("import-basis-unclear", written=read.target)


def growth_of_one_year(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """5.5 of 地区生产总值增速 under 2025年 may be of that year or the mean of five."""
    if not is_growth(read.name) or read.unit != PERCENT:
        return None
    if read.since_in_name is not None and phrase.sort is Sort.LEVEL:
        return _growth_since(read.since_in_name)
    asked = Doubt("import-growth-of-year-or-mean", "kind")
    keys = {"domain": {"low": "-100"}}
    return KindProposal(ProposedKind.LEVEL, keys, (asked,), asks_direction=True)


def _growth_since(year: int) -> KindProposal:
    """60 of 地区生产总值较2015年增长: the change since that year."""
    told = Doubt("import-change-in", "change_in", {"variant": "rate"})
    keys = {"change": "rise", "change_in": "rate", "baseline": None, "baseline_year": str(year)}
    return KindProposal(ProposedKind.CHANGE, keys, (told,))
