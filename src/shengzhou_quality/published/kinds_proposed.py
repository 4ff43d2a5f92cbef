"""Propose the kind of an indicator: the first rule that fits a row says it.

Each rule takes the row as it was read and returns a proposal, or `None` where it does not fit. What
no rule can read stays words, with a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum, auto
from fractions import Fraction
from typing import Any, NamedTuple

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction, clean, is_missing
from shengzhou_quality.plan.kinds.aimed import IN_POINTS, ChangeIn
from shengzhou_quality.plan.target_relative import Sense, read_trend
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.families import (
    Side,
    counts_in_points,
    is_growth,
    is_share,
    side_of,
)
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.row_reading import RowReading, Where, brackets_are_totals
from shengzhou_quality.units import PERCENT


class ProposedKind(StrEnum):
    """The kinds of a plan file that the rules propose."""

    LEVEL = auto()
    MAINTAIN = auto()
    CUMULATIVE = auto()
    AVERAGE_GROWTH = auto()
    MEAN_LEVEL = auto()
    CHANGE = auto()
    YEARLY = auto()
    MILESTONE = auto()
    RELATIVE = auto()
    TREND = auto()
    NARRATIVE = auto()


class KindProposal(NamedTuple):
    """`asks_direction`: a bare number of this kind may be a floor or a ceiling."""

    kind: ProposedKind
    keys: Mapping[str, Any] = {}
    doubts: tuple[Doubt, ...] = ()
    asks_direction: bool = False


Rule = Callable[[RowReading], KindProposal | None]

_NOT_A_NAME = "—"
_ALL, _NONE = Fraction(100), Fraction(0)
_QUALITATIVE = re.compile(r"定性")
_DONE = re.compile(
    r"(?:完成|建成|创成|创建成功|成功创建|建立|通过[^,，;；]{0,8}(?:验收|评估|认定|考核)|验收合格"
    r"|命名|投入使用|投入运行|投用|上线|竣工|达到创建标准|获批|获评)"
)
_NOT_OWN = re.compile(r"下达|上级|任务数|视情|合理区间|基本|左右|前列|[0-9]|同步|力争|高于|低于")
_MEAN_GROWTH = re.compile(r"年均?(?:复合)?(?:增速|增长|增幅|递增)|平均增(?:速|长)|年均.{0,6}增长")
_NEW = re.compile(
    r"^(?:累计|五年|5年)?新(?:增|建|培育|创建|认定|获|引进|参与|改建|扩建|开工|设立|签约|投放|改扩建)"
    r"|(?<!每年)新增(?!长|速|幅)|^创建|^累计"
)
_STOCK_OR_ADDITION = re.compile(
    r"培育|建设|建成|打造|引进|认定|创建|改造|完成|开展|举办|培训|培养|实施"
)
_STOCK = re.compile(r"能力|面积|保有量|拥有量|总量|存量|总数|寿命|年限|里程|规模|产量|产值|储备|人口|容量")
_PER_HEAD = re.compile(r"每[百千万十]?人|每[百千万]|人均|单位|平均|密度")
_COUNTED_IN = re.compile(
    r"(?:万|亿|千|百)?(?:个|家|件|项|张|户|人|次|人次|起|座|所|名|条|台|辆|例|份|批|种|处|幢|栋|套"
    r"|本|册|床|吨|公里|千米|亩|公顷|平方米|平方公里|场|支|对|部|只|株|头|间|户次|家次)"
)
_CHANGE_NAMED = re.compile(
    r"(?P<fall>(?:下降|降低|减少|削减|压减|降幅|减排)(?:率|比例|幅度|量|数)?)$"
    r"|(?P<rise>(?:提高|提升|上升)(?:率|比例|幅度|百分点)?)$"
)
_TREND_NAMES = {Sense.RISE: "rise", Sense.FALL: "fall", Sense.STABLE: "stable"}


def propose_kind(read: RowReading) -> KindProposal:
    """The proposal of the first rule that fits, of words where none does."""
    proposals = (rule(read) for rule in _RULES)
    return next((found for found in proposals if found is not None), _as_level(read))


def as_words(code: str, **said: str) -> KindProposal:
    """The row is listed, and a person says what its target is."""
    return KindProposal(ProposedKind.NARRATIVE, doubts=(Doubt(code, "kind", said),))


def _without_target(read: RowReading) -> KindProposal | None:
    """An empty target, - and / promise nothing."""
    if read.where is not Where.NOWHERE:
        return None
    return as_words("import-target-missing")


def _qualitative(read: RowReading) -> KindProposal | None:
    """定性 in a column beside the target: grades, not figures."""
    said = next((mode for mode in read.row.modes if _QUALITATIVE.search(mode)), None)
    return None if said is None else as_words("import-target-qualitative", written=said)


def _trend(read: RowReading) -> KindProposal | None:
    """稳步提升, 基本稳定: a direction without a figure."""
    found = read_trend(read.target)
    if found is None:
        return None
    side, sense = side_of(read.name), found.sense
    wrong = {Sense.RISE: Side.LESS, Sense.FALL: Side.MORE}.get(sense)
    if side is not None and side is wrong:
        return as_words("import-against-name", written=read.target)
    doubts = [Doubt("import-kind-trend", "kind", {"written": read.target})]
    if sense is Sense.STABLE:
        doubts.append(Doubt("import-tolerance", "tolerance", {"written": read.target}))
    return KindProposal(ProposedKind.TREND, doubts=tuple(doubts))


def _milestone(read: RowReading) -> KindProposal | None:
    """完成创建, 通过验收 and the like without a number: a state to reach."""
    text = clean(read.target)
    if read.phrase is not None or not _DONE.search(text) or _NOT_OWN.search(text):
        return None
    if len(text) > 20:
        return None
    done: dict[str, Any] = {"key": "completed", "name": read.target}
    if text.startswith("完成") and text != "完成":
        done["spellings"] = ["完成"]
    states = [
        {"key": "not-started", "name": "未启动", "spellings": ["未开始", "未开展"]},
        {"key": "in-progress", "name": "推进中", "spellings": ["正在推进", "进行中", "创建中"]},
        done,
    ]
    doubt = Doubt("import-kind-milestone", "states", {"written": read.target})
    return KindProposal(ProposedKind.MILESTONE, {"states": states}, (doubt,))


def _not_read(read: RowReading) -> KindProposal | None:
    """A target of no known form is never guessed at."""
    if read.phrase is not None:
        return None
    return as_words("import-target-not-read", written=read.target)


def _other_unit(read: RowReading) -> KindProposal | None:
    """A figure in another unit than the row's own is of something else."""
    phrase = read.phrase
    written = None if phrase is None else phrase.unit
    if written is None or written in read.units or _names_growth(read):
        return None
    return as_words("import-unit-differs", written=written, unit=read.unit or "")


def _each_year(read: RowReading) -> KindProposal | None:
    """每年新增10个, 十四五时期零发生: each year is judged by itself."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    none_at_all = phrase.period is not None and phrase.interval == Interval.at_most(0)
    if not (phrase.each_year or none_at_all):
        return None
    if phrase.sort is not Sort.CHANGE:
        return KindProposal(ProposedKind.YEARLY, asks_direction=not phrase.added)
    counted, doubts = _change_in(read)
    reported = "levels" if read.start is not None else "changes"
    keys: dict[str, Any] = {"reported": reported, **counted}
    told = Doubt("import-yearly-reported", "reported", {"variant": reported})
    return KindProposal(ProposedKind.YEARLY, keys, (told, *doubts))


def _mean(read: RowReading) -> KindProposal | None:
    """年均增长 in the name or the cell, or a growth in the column 年均: compounded over the years."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    in_words = phrase.mean or bool(_MEAN_GROWTH.search(clean(read.name)))
    in_column = read.basis is ChangeBasis.YEARLY_MEAN
    if not (in_words or in_column):
        return None
    of_growth = is_growth(read.name) or phrase.sort is Sort.CHANGE
    if of_growth or bool(_MEAN_GROWTH.search(clean(read.name))):
        if phrase.fall:
            return as_words("import-against-name", written=read.target)
        if phrase.sort is Sort.CHANGE and not is_growth(read.name):
            return _growth_of_level(read)
        doubt = Doubt("import-kind-average-growth", "kind")
        return KindProposal(ProposedKind.AVERAGE_GROWTH, {}, (doubt,), asks_direction=True)
    if read.unit == PERCENT and is_share(read.name):
        asked = Doubt("import-mean-or-growth", "kind", {"variant": "mean"})
        return KindProposal(ProposedKind.MEAN_LEVEL, {}, (asked,), asks_direction=True)
    if read.unit == PERCENT or phrase.mean:
        asked = Doubt("import-mean-or-growth", "kind", {"variant": "mean"})
        return KindProposal(ProposedKind.MEAN_LEVEL, {}, (asked,), asks_direction=True)
    return _growth_of_level(read)


def _growth_of_level(read: RowReading) -> KindProposal:
    """6 in the column 年均 beside a baseline in 亿元: the growth of what the row prints."""
    said = Doubt("import-mean-or-growth", "kind", {"variant": "growth"})
    phrase = read.phrase
    in_percent = phrase is not None and PERCENT in (phrase.unit, phrase.change_unit)
    if read.unit not in (None, PERCENT) and not in_percent:
        return KindProposal(ProposedKind.NARRATIVE, {}, (said,))
    keys = {"unit": PERCENT, "baseline": None}
    return KindProposal(ProposedKind.AVERAGE_GROWTH, keys, (said,), asks_direction=True)


def _names_growth(read: RowReading) -> bool:
    phrase = read.phrase
    return phrase is not None and (phrase.mean or read.basis is ChangeBasis.YEARLY_MEAN)


def _basis_unclear(read: RowReading) -> KindProposal | None:
    """A figure under 年均/累计 that nothing tells to be the mean or the total."""
    if read.basis is not ChangeBasis.EITHER:
        return None
    return as_words("import-basis-unclear", written=read.target)


def _added_up(read: RowReading) -> KindProposal | None:
    """新增, 新建, 累计, or a total of things that are counted: the years add up."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    if PERCENT in (read.unit, phrase.unit, phrase.change_unit) or phrase.fall:
        return None
    new = phrase.added or bool(_NEW.search(clean(read.name)))
    bracket = phrase.sort is Sort.CHANGE and phrase.fall is None
    total = phrase.in_total or bracket or read.basis is ChangeBasis.TOTAL
    counted = read.unit is None or bool(_COUNTED_IN.fullmatch(read.unit))
    if _CHANGE_NAMED.search(clean(read.name)) or phrase.change_unit in IN_POINTS:
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
    doubts = [Doubt("import-kind-cumulative", "kind")]
    if read.start is not None:
        doubts = [Doubt("import-stock-or-addition", "kind", {"variant": "baseline"})]
    elif bracket and read.where is Where.TARGET and not brackets_are_totals(read.table):
        doubts = [Doubt("import-bracket-basis", "kind", {"written": read.target})]
    return KindProposal(ProposedKind.CUMULATIVE, {}, tuple(doubts))


def _change(read: RowReading) -> KindProposal | None:
    """下降18%, 〔13.5〕, or a name like 能耗降低: how much it changes."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    named = _CHANGE_NAMED.search(clean(read.name))
    beside = phrase.change
    if phrase.sort is not Sort.CHANGE and named is None:
        return None if beside is None else _level_and_change(read, beside)
    falls = bool(phrase.fall if phrase.fall is not None else named and named["fall"])
    if falls and _base_side(read) in (Side.MORE, Side.LIMIT) and not _is_intensity(read):
        return as_words("import-fall-of-good", written=read.target)
    if not falls and phrase.fall is False and _base_side(read) in (Side.LESS, Side.LIMIT):
        return as_words("import-against-name", written=read.target)
    if phrase.sort is Sort.CHANGE and phrase.interval.high == 0:
        return None  # 零增长 is a limit
    counted, doubts = _change_in(read)
    if phrase.sort is Sort.CHANGE and phrase.fall is None:
        doubts += _about_bracket(read)
    if read.start is not None and named is None and phrase.sort is Sort.CHANGE:
        return _from_baseline(read, counted, doubts)
    if phrase.fall is None and named is None:
        side = _base_side(read)
        if side not in (Side.MORE, Side.LESS):
            return as_words("import-change-sense", written=read.target)
        counted["change"] = "rise" if side is Side.MORE else "fall"
        doubts += (Doubt("import-change-by-name", "change", {"variant": counted["change"]}),)
    if phrase.sort is Sort.LEVEL and read.basis is not ChangeBasis.TOTAL:
        doubts += (Doubt("import-change-of-year-or-total", "kind"),)
    if not any(doubt.is_open for doubt in doubts) and phrase.fall is None:
        doubts += (Doubt("import-kind-change", "kind"),)
    if read.start is not None:
        counted["baseline"] = None  # the figure of the base year is a change too
    return KindProposal(ProposedKind.CHANGE, counted, doubts)


def _from_baseline(
    read: RowReading, counted: dict[str, Any], doubts: tuple[Doubt, ...]
) -> KindProposal:
    """77.3 and 〔1〕: the level that so much change leads to."""
    phrase, side = read.phrase, _base_side(read)
    assert phrase is not None, "the caller read it"
    if phrase.fall is None:
        if side not in (Side.MORE, Side.LESS):
            return as_words("import-change-sense", written=read.target)
        counted["direction"] = "increase" if side is Side.MORE else "decrease"
        sense = {"variant": "rise" if side is Side.MORE else "fall"}
        doubts += (Doubt("import-change-by-name", "direction", sense),)
    return KindProposal(ProposedKind.LEVEL, counted, doubts)


def _level_and_change(read: RowReading, change: Phrase) -> KindProposal | None:
    """23.04〔1.38〕 is a level with its change: both have to be reached."""
    if read.start is None:
        return as_words("import-target-not-read", written=read.target)
    keys: dict[str, Any] = {}
    if read.unit == PERCENT and change.change_unit not in IN_POINTS:
        keys["change_in"] = ChangeIn.POINTS.value
    return KindProposal(ProposedKind.LEVEL, keys, (), asks_direction=True)


def _base_side(read: RowReading) -> Side | None:
    """The side of what changes: 耕地 in 耕地减少."""
    return side_of(_CHANGE_NAMED.sub("", clean(read.name)) or read.name)


def _is_intensity(read: RowReading) -> bool:
    """单位GDP能耗, 单位GDP用水量: a fall of what a unit of output takes is what plans ask for."""
    return bool(re.search(r"单位|[万亿]元|强度", clean(read.name)))


def _change_in(read: RowReading) -> tuple[dict[str, Any], tuple[Doubt, ...]]:
    """What a change counts in; only for a figure in % is it a question."""
    phrase = read.phrase
    assert phrase is not None, "the callers read it"
    written = phrase.change_unit
    if written in IN_POINTS:
        return {"change_in": ChangeIn.POINTS.value}, ()
    if PERCENT not in (written, read.unit):
        return {"change_in": ChangeIn.UNITS.value}, ()
    if read.unit != PERCENT:
        return {"change_in": ChangeIn.RATE.value}, ()
    if counts_in_points(_CHANGE_NAMED.sub("", clean(read.name))):
        if written == PERCENT:
            asked = Doubt("import-points-or-rate", "change_in", {"variant": "points"})
            return {"change_in": ChangeIn.POINTS.value}, (asked,)
        told = Doubt("import-change-in", "change_in", {"variant": "points"})
        return {"change_in": ChangeIn.POINTS.value}, (told,)
    if _CHANGE_NAMED.search(clean(read.name)) or phrase.fall is not None:
        told = Doubt("import-change-in", "change_in", {"variant": "rate"})
        return {"change_in": ChangeIn.RATE.value}, (told,)
    asked = Doubt("import-points-or-rate", "change_in", {"variant": "rate"})
    return {"change_in": ChangeIn.RATE.value}, (asked,)


def _about_bracket(read: RowReading) -> tuple[Doubt, ...]:
    """A question where neither header nor note says what 〔 〕 is."""
    if read.basis is ChangeBasis.TOTAL or brackets_are_totals(read.table):
        return ()
    return (Doubt("import-bracket-basis", "kind", {"written": read.target}),)


def _growth_of_one_year(read: RowReading) -> KindProposal | None:
    """5.5 of 地区生产总值增速 under 2025年 may be of that year or the mean of five."""
    if not is_growth(read.name) or read.unit != PERCENT:
        return None
    asked = Doubt("import-growth-of-year-or-mean", "kind")
    keys = {"domain": {"low": "-100"}}
    return KindProposal(ProposedKind.LEVEL, keys, (asked,), asks_direction=True)


def _range(read: RowReading) -> KindProposal | None:
    """27—28 is a range, a season or two numbers."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    low, high = phrase.interval.low, phrase.interval.high
    if low is None or high is None or low == high or phrase.sort is not Sort.LEVEL:
        return None
    asked = Doubt("import-range", "target", {"written": read.target})
    return KindProposal(ProposedKind.MAINTAIN, {"direction": "within"}, (asked,))


def _relative_to_baseline(read: RowReading) -> KindProposal | None:
    """翻一番, 零增长, 1.3倍以内: of the own baseline, which has to be printed."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    if phrase.sort is Sort.LEVEL:
        return None
    if read.start is None or read.start.value is None:
        return as_words("import-baseline-needed", written=read.target)
    is_limit = phrase.direction is Direction.DECREASE
    kind = ProposedKind.MAINTAIN if is_limit else ProposedKind.LEVEL
    return KindProposal(kind, {}, (), asks_direction=phrase.direction is None)


def _maintained(read: RowReading) -> KindProposal | None:
    """>96 from >96, 100 from 100: nothing is left to reach."""
    phrase, start = read.phrase, read.start
    assert phrase is not None, "rules above leave no target unread"
    if start is None or phrase.arrives or phrase.about:
        return None
    asked = phrase.interval
    if phrase.relation is None and asked == start:
        known = (asked.value == _ALL and _is_whole(read)) or asked.value == _NONE
        doubts = (Doubt("import-kind-maintain", "kind"),) if known else ()
        return KindProposal(ProposedKind.MAINTAIN, {}, doubts, asks_direction=True)
    if phrase.relation is None or not start.is_subset_of(asked):
        return None
    doubt = Doubt("import-kind-maintain", "kind")
    return KindProposal(ProposedKind.MAINTAIN, {}, (doubt,))


def _is_whole(read: RowReading) -> bool:
    """Whether 100 is all there can be."""
    return read.unit == PERCENT and is_share(read.name)


def _count_without_baseline(read: RowReading) -> KindProposal | None:
    """培育企业 30家, without a baseline: 30 in all, or 30 more."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    if read.start is not None or read.unit is None or phrase.arrives:
        return None
    name = clean(read.name)
    if not _COUNTED_IN.fullmatch(read.unit) or _PER_HEAD.search(name):
        return None
    is_done = bool(_STOCK_OR_ADDITION.search(name))
    if not is_done and (_STOCK.search(name) or not (read.is_bare and _prints_baselines(read))):
        return None
    if phrase.interval.value == _NONE or phrase.direction is Direction.DECREASE:
        return None
    asked = Doubt("import-stock-or-addition", "kind", {"variant": "count"})
    return KindProposal(ProposedKind.LEVEL, {}, (asked,), asks_direction=True)


def _bound_without_baseline(read: RowReading) -> KindProposal | None:
    """>6.5 in a table with baselines whose row prints none: it may be reached already."""
    phrase = read.phrase
    assert phrase is not None, "rules above leave no target unread"
    if read.start is not None or phrase.relation is None or phrase.arrives:
        return None
    if not _prints_baselines(read) or read.baseline.doubts:
        return None
    asked = Doubt("import-level-or-maintain", "kind", {"written": read.target})
    return KindProposal(ProposedKind.LEVEL, {}, (asked,))


def _prints_baselines(read: RowReading) -> bool:
    return any(row.baseline and not is_missing(row.baseline) for row in read.table.rows)


def _as_level(read: RowReading) -> KindProposal:
    """A number to be reached in the last year."""
    return KindProposal(ProposedKind.LEVEL, {}, (), asks_direction=True)


_RULES: tuple[Rule, ...] = (
    _without_target,
    _qualitative,
    _trend,
    _milestone,
    _not_read,
    _other_unit,
    _each_year,
    _mean,
    _basis_unclear,
    _added_up,
    _change,
    _growth_of_one_year,
    _relative_to_baseline,
    _range,
    _maintained,
    _count_without_baseline,
    _bound_without_baseline,
)
"""In this order. A comparison with another row is proposed before them, by `comparisons`."""
