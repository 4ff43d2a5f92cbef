"""Rules for what is counted in each year, and for what the years add up to."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction, clean
from shengzhou_quality.plan.kinds.aimed import IN_POINTS
from shengzhou_quality.plan.target_text import Phrase, Sort, read_target
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.proposals.bases import brackets_are_totals
from shengzhou_quality.published.proposals.families import Side, is_growth, side_of
from shengzhou_quality.published.proposals.kinds_of_change import change_in, names_a_change
from shengzhou_quality.published.proposals.proposed_kinds import (
    KindProposal,
    ProposedKind,
    as_words,
)
from shengzhou_quality.published.proposals.row_reading import (
    ACTIVITY,
    COUNTED_IN,
    RowReading,
    Where,
)
from shengzhou_quality.units import PERCENT

_NEW = re.compile(
    r"^(?:累计|五年|5年)?新(?:增|建|培育|创建|认定|获|引进|参与|改建|扩建|开工|设立|签约|投放|改扩建)"
    r"|(?<!每年)新增(?!长|速|幅)|^创建|^累计"
)


def yearly_by_name(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """每年治理面积 is of each year; 年均治理面积 of things that are done is the mean of them."""
    name = clean(read.name)
    if phrase.sort is not Sort.LEVEL or is_growth(name) or names_a_change(read):
        return None
    if name.startswith(("每年", "逐年")):
        told = Doubt("import-yearly-by-name", "kind", {"variant": "each"})
        return KindProposal(ProposedKind.YEARLY, {}, (told,), asks_direction=True)
    counted = read.unit is not None and COUNTED_IN.fullmatch(read.unit)
    if name.startswith(("年均", "年平均", "平均每年")) and counted:
        told = Doubt("import-yearly-by-name", "kind", {"variant": "mean"})
        return KindProposal(ProposedKind.MEAN_LEVEL, {}, (told,), asks_direction=True)
    return None


def each_year(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """每年新增10个, 十四五时期零发生: each year is judged by itself."""
    none_at_all = phrase.period is not None and phrase.interval == Interval.at_most(0)
    if not (phrase.each_year or none_at_all):
        return None
    if phrase.sort is not Sort.CHANGE:
        return KindProposal(ProposedKind.YEARLY, asks_direction=not phrase.added)
    counted, doubts = change_in(read, phrase)
    reported = "levels" if read.start is not None else "changes"
    keys: dict[str, Any] = {"reported": reported, **counted}
    told = Doubt("import-yearly-reported", "reported", {"variant": reported})
    return KindProposal(ProposedKind.YEARLY, keys, (told, *doubts))


def additions_of_years(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """1.2 in each of five years: what is added in each, for a total would rise."""
    is_stock = read.start is not None and not _NEW.search(clean(read.name))
    added = _NEW.search(clean(read.name)) or ACTIVITY.search(clean(read.name))
    if not added or is_stock or phrase.sort is not Sort.LEVEL or len(read.other_targets) < 2:
        return None
    texts = [
        text
        for _, text in sorted(
            {**read.other_targets, read.table.target_year or 0: read.target}.items()
        )
    ]
    found = [read_target(text, read.units) for text in texts]
    figures = [one.interval.low for one in found if one is not None]
    if len(figures) < len(texts) or None in figures:
        return None
    if all(before < after for before, after in pairwise(filter(None, figures))):
        return None
    asked = Doubt("import-additions-of-years", "kind")
    return KindProposal(ProposedKind.YEARLY, {}, (asked,), asks_direction=True)


def added_up(read: RowReading, phrase: Phrase) -> KindProposal | None:
    """新增, 新建, 累计, or a total of things that are counted: the years add up."""
    if PERCENT in (read.unit, phrase.unit, phrase.change_unit) or phrase.fall:
        return None
    new = phrase.added or bool(_NEW.search(clean(read.name)))
    bracket = phrase.sort is Sort.CHANGE and phrase.fall is None
    told = bracket and brackets_are_totals(read.table, read.row)
    new = new or (told and bool(ACTIVITY.search(clean(read.name))))
    total = phrase.in_total or bracket or read.basis is ChangeBasis.TOTAL
    counted = read.unit is None or bool(COUNTED_IN.fullmatch(read.unit))
    if names_a_change(read) or phrase.change_unit in IN_POINTS:
        return None
    if not new and (not total or not counted or (read.start is not None and bracket)):
        return None
    if side_of(read.name) is Side.LIMIT or phrase.direction is Direction.DECREASE:
        return as_words("import-added-limit", written=read.target)
    if phrase.sort is Sort.RATIO or phrase.change is not None:
        return None
    bound = phrase.interval.low
    if bound is None or bound <= 0 or phrase.interval.high not in (None, bound) or phrase.about:
        return as_words("import-target-not-read", written=read.target)
    return KindProposal(ProposedKind.CUMULATIVE, {}, (_about_total(read, phrase, told=told),))


def _about_total(read: RowReading, phrase: Phrase, *, told: bool) -> Doubt:
    """Whether the figure is what the years add up to; `told`: a note on 〔 〕 says so."""
    in_total = phrase.in_total or clean(read.name).startswith("累计")
    if in_total and not (phrase.added or "新" in read.name):
        return Doubt("import-stock-or-addition", "kind", {"variant": "count"})
    if len(read.other_targets) > 1:
        return Doubt("import-additions-of-years", "kind", {"variant": "rising"})
    if read.start is not None and not told:
        return Doubt("import-stock-or-addition", "kind", {"variant": "baseline"})
    if phrase.sort is Sort.CHANGE and read.where is Where.TARGET and not told:
        return Doubt("import-bracket-basis", "kind", {"written": read.target})
    return Doubt("import-kind-cumulative", "kind")
