"""Read the figure of a target with its verb: 提高到60%, 下降18%, 〔13.5〕, 2020年规模的1.3倍以内.

The figure itself is read by `notation.read_value`. A text of which a word is left over is not read.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import (
    WORDS_AFTER,
    WORDS_BEFORE,
    Direction,
    Figure,
    Relation,
    read_value,
)
from shengzhou_quality.plan.target_words import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    CHANGES,
    DOUBLED,
    DOWN_TO,
    EVERYTHING_COVERED,
    HELD,
    IN_TOTAL,
    NO_GROWTH,
    NOTHING_HAPPENS,
    OWN_PAST,
    REACHED,
    UP_TO,
    PhraseText,
)
from shengzhou_quality.units import PERCENT, is_unit

UP_OR_DOWN_TO = UP_TO | DOWN_TO
_BOUNDS = UP_OR_DOWN_TO | REACHED
_VERBS = _BOUNDS | CHANGES
_AT_LEAST = {verb for verb, relation in REACHED.items() if relation is Relation.AT_LEAST}
"""Verbs that leave it to the figure which way it bounds: 达到96以上, 达到35以下."""
_UPWARDS = (Relation.AT_LEAST, Relation.MORE_THAN)
POINTS, _TIMES = "百分点", "倍"
_TARGET_UNITS = frozenset(("年", "岁", "个月", "天", "小时", "分钟", "分", _TIMES))
"""Known in a target only: in a header or a cell 年 and 天 have other meanings."""
_PER = frozenset(("人", "千人", "万人", "万元", "亿元", "平方公里", "亩", "公顷", "立方米"))
_SIGNS = ("-", "+")
_BRACKETS = frozenset("[]〔〕【】﹝﹞")
_BRACKETED = (
    r"(?P<level>[^\[\]〔〕【】﹝﹞()]*?)(?P<sign>[<>≥≤]?)(?P<open>[\[〔【﹝(])"
    r"(?P<within>[^\[\]〔〕【】﹝﹞()]+)[\]〕】﹞)](?P<unit>%|个?百分点)?"
    r"(?P<behind>以[上下内]|左右)?"
)


class Sort(StrEnum):
    """What the figure of a target is of."""

    LEVEL = "level"
    CHANGE = "change"
    """How much it rises or falls: 〔13.5〕, 下降18%. 新增10个 counts new things: a level."""
    RATIO = "ratio"
    """How many times the baseline: 翻一番 is 2, 增长到1.5倍 is 1.5, 增长1倍 is 2."""


class Phrase(NamedTuple):
    """A target as its words say it."""

    interval: Interval
    """A point for a bare number, a half-line for signs and words, `[a, b]` for a range."""
    relation: Relation | None = None
    sort: Sort = Sort.LEVEL
    fall: bool | None = None
    """Whether a change is a fall; `None` if unsaid (〔13.5〕). Its figure is positive in both."""
    change_unit: str | None = None
    """The unit written behind a change: %, 百分点 …"""
    about: bool = False
    """Whether 左右 or 约 blurs the figure, which is then a point."""
    usual: Direction | None = None
    """Which way 控制在 and 保持在 usually mean, where no 以内 or 以上 says it."""
    modality: str | None = None
    """力争, 确保 …: it never changes the figure."""
    start: Fraction | None = None
    """The baseline inside the phrase: 由55.8%提高到60%."""
    change: Phrase | None = None
    """The change printed beside a level: 23.04〔1.38〕."""
    each_year: bool = False
    mean: bool = False
    """Whether the figure is the mean of the period: >7(年均)."""
    unit: str | None = None
    """The unit written behind a level."""
    subject: str | None = None
    """What the phrase says its figure is of: 比重 in 比重达到58%."""
    since: int | None = None
    """The year from which a change or a ratio counts: 较2020年下降30%."""
    arrives: bool = False
    """Whether it names the level to arrive at: 提高到60%, 降至5, 全覆盖, 零发生."""
    added: bool = False
    """Whether it counts what is new only: 新增10个, 新建5所."""
    in_total: bool = False
    """Whether it is a level that adds up the years: 累计达到96, 累计18%. It may be a change too."""
    period: str | None = None
    """The plan period that the phrase names: 十三五 in “十三五”时期零发生."""

    @property
    def direction(self) -> Direction | None:
        """Which way the figure is better, where the words say it."""
        match self.relation:
            case Relation.AT_LEAST | Relation.MORE_THAN:
                return Direction.INCREASE
            case Relation.AT_MOST | Relation.LESS_THAN:
                return Direction.DECREASE
            case None:
                return None if self.about else self.usual


def read_figure(text: str, units: Collection[str] = ()) -> Phrase | None:
    """Read a figure without a verb: 96, ≥8, 40%以上, 15%左右, 4.5%—5%.

    `units` are the indicator's own, which may be unknown or too long for the notation.
    """
    rest = PhraseText(text)
    about = rest.take(ABOUT_BEFORE) or rest.take_end(ABOUT_AFTER)
    before = max(filter(text.startswith, WORDS_BEFORE), key=len, default=None)
    after = max(filter(text.endswith, WORDS_AFTER), key=len, default=None)
    if before and after and WORDS_BEFORE[before] is WORDS_AFTER[after]:  # ≤6人(含)以下
        rest.take((before,))
    own = next((unit for unit in units if len(unit) > 6 and unit in rest.left), None)
    value = read_value(rest.left.replace(own, "", 1) if own else rest.left)
    if not isinstance(value, Figure) or value.footnote or value.provisional or value.forecast:
        return None
    if (own and value.unit) or rest.left.startswith(tuple(_AT_LEAST)):
        return None
    unit = POINTS if value.unit == f"个{POINTS}" else own or value.unit
    interval = value.interval
    if not _is_known(unit, units) or (unit == "年" and interval.low and interval.low >= 1000):
        return None  # 2025年 is a date
    if about and (value.relation is not None or interval.value is None):
        return None
    return Phrase(interval, value.relation, about=about is not None, unit=unit)


def _is_known(unit: str | None, units: Collection[str]) -> bool:
    if unit is None or unit in units or unit in _TARGET_UNITS or is_unit(unit):
        return True
    of, slash, per = unit.partition("/")
    return bool(slash) and is_unit(of) and per in _PER


def read_all_or_nothing(text: str) -> Phrase | None:
    """Read 全覆盖 as all of 100%, and 零发生 as nothing at all."""
    for verb in ("实现", "达到", "保持"):
        text = text.removeprefix(verb)
    if text in EVERYTHING_COVERED:
        return Phrase(Interval.at_least(100), Relation.AT_LEAST, unit=PERCENT, arrives=True)
    if text in NOTHING_HAPPENS:
        return Phrase(Interval.at_most(0), Relation.AT_MOST, arrives=True)
    return None


def read_body(text: str, units: Collection[str]) -> Phrase | None:
    """Read a target from which the words of modality and time are taken."""
    if (doubled := text.removeprefix("实现").removesuffix("以上")) in DOUBLED:
        return Phrase(Interval.at_least(DOUBLED[doubled]), Relation.AT_LEAST, Sort.RATIO)
    if text.removeprefix("实现") in NO_GROWTH:
        return Phrase(Interval.at_most(0), Relation.AT_MOST, Sort.CHANGE, fall=False)
    if not _BRACKETS.isdisjoint(text):
        return _read_bracket(text, units)
    if text.startswith(("由", "从")):
        return _read_from(text[1:], units)
    if text.startswith(_SIGNS):
        change = _read_change(text[1:], units, fall=text.startswith("-"))
        if change is not None and change.change_unit in (PERCENT, POINTS):  # -5 is a level
            if change.relation is not None:
                return None  # -18%以上 may be a level, or a fall of 18% and more
            if change.interval.value is not None:
                return change
    rest = PhraseText(text)
    sense = rest.take_verb(_VERBS)
    if sense in CHANGES:
        return _read_change(rest.left, units, fall=CHANGES[sense])
    return _read_ratio(text, units) or _read_level(text, units)


def _read_level(text: str, units: Collection[str]) -> Phrase | None:
    """Read a level with its verb: 96, 提高到60%, 突破60%, 控制在0.3以内."""
    rest = PhraseText(text)
    verb = rest.take_verb(_BOUNDS)
    held = None if verb else rest.take(HELD)
    found = read_figure(rest.left, units)
    if found is None or (found.unit == _TIMES and _TIMES not in units):
        return None
    if found.unit == POINTS:
        return None if verb or held else as_change(found, fall=None)
    if verb is not None:
        bounded = _bounded(found, verb, rest.left, units)
        return bounded and bounded._replace(arrives=verb in UP_OR_DOWN_TO)
    if held and found.relation is None and found.interval.value is not None:
        return found._replace(usual=HELD[held])
    return found


def _bounded(found: Phrase, verb: str, figure: str, units: Collection[str]) -> Phrase | None:
    """Make the figure behind a verb the bound that the verb says; `None` if it is another one."""
    relation = _BOUNDS[verb]
    upwards = relation in _UPWARDS
    if found.relation is not None:
        same_way = verb in UP_OR_DOWN_TO and (found.relation in _UPWARDS) is upwards
        return found if verb in _AT_LEAST or same_way else None
    if found.about:
        return found._replace(usual=Direction.INCREASE if upwards else Direction.DECREASE)
    return found if found.interval.value is None else read_figure(relation + figure, units)


def as_change(figure: Phrase, *, fall: bool | None) -> Phrase | None:
    """Take a figure as a change, which is never negative: its sense is told by the verb."""
    interval = figure.interval
    if any(end is not None and end < 0 for end in (interval.low, interval.high)):
        return None
    return figure._replace(sort=Sort.CHANGE, fall=fall, change_unit=figure.unit, unit=None)


def _read_change(text: str, units: Collection[str], *, fall: bool | None) -> Phrase | None:
    """Read a change behind its verb or in its brackets: 18%, 不少于40%, 0.5个百分点以上, 1倍."""
    rest = PhraseText(text)
    reached = rest.take(_AT_LEAST)
    found = read_figure(rest.left, units)
    if found is not None and reached:
        found = _bounded(found, reached, rest.left, units)
    if found is None or found.unit != _TIMES:
        return found and as_change(found, fall=fall)
    if fall is not False or as_change(found, fall=fall) is None:
        return None
    times = found.interval + Interval.point(1)
    return found._replace(interval=times, sort=Sort.RATIO, unit=None)


def _read_signed(text: str, units: Collection[str]) -> Phrase | None:
    """Read -16 as a fall of 16; -5—10 is no change, for its sign is of one end only."""
    change = _read_change(text[1:], units, fall=text.startswith("-"))
    if change is None or change.relation is not None or change.interval.value is None:
        return None
    return change


def _read_bracket(text: str, units: Collection[str]) -> Phrase | None:
    """Read a change in brackets, alone or behind the level that it leads to: 23.04〔1.38〕.

    Reprints confuse one of the two brackets: [2.75) is a change, and never an interval.
    """
    parts = re.fullmatch(_BRACKETED, text)
    if parts is None:
        return None
    if parts["level"] and parts["open"] in "[【" and re.fullmatch("[0-9]{1,2}", parts["within"]):
        return None  # 95[1] may be the first footnote
    if parts["level"] and parts["behind"]:
        return None  # it may bound the level or the change
    behind = (parts["unit"] or "") + (parts["behind"] or "")
    rest = PhraseText(parts["sign"] + parts["within"] + behind)
    rest.take(IN_TOTAL)
    if rest.left.startswith(_SIGNS):
        change = _read_signed(rest.left, units)
    else:
        verb = rest.take_verb(CHANGES)
        change = _read_change(rest.left, units, fall=CHANGES[verb] if verb else None)
    if change is None or not parts["level"]:
        return change
    level = _read_level(parts["level"], units)
    return level and level._replace(change=change) if change.sort is Sort.CHANGE else None


def _read_from(text: str, units: Collection[str]) -> Phrase | None:
    """Read 55.8%提高到60%, behind 由 or 从: a level with its baseline."""
    since = re.match("((?:19|20)[0-9]{2})年的?", text)
    body = text[since.end() :] if since else text
    at = min((body.find(verb) for verb in UP_OR_DOWN_TO if verb in body), default=0)
    start, goal = read_figure(body[:at], units), _read_level(body[at:], units)
    if start is None or goal is None or start.relation or start.about:
        return None
    if start.unit and goal.unit and start.unit != goal.unit:
        return None
    rises = body.startswith(tuple(UP_TO), at)
    before, edge = start.interval.value, goal.interval.low if rises else goal.interval.high
    if before is None or edge is None or not (before < edge if rises else before > edge):
        return None
    return goal._replace(start=before, since=int(since[1]) if since else None)


def _read_ratio(text: str, units: Collection[str]) -> Phrase | None:
    """Read a multiple of the own baseline: 2020年规模的1.3倍以内, 增长到1.5倍."""
    if _TIMES not in text:
        return None
    rest = PhraseText(text)
    verb = rest.take_verb(_BOUNDS)
    held = None if verb else rest.take(HELD)
    past = rest.take_match(OWN_PAST)
    if past is None and (verb not in UP_OR_DOWN_TO or _TIMES in units):
        return None
    found = read_figure(rest.left, units)
    if found is None or found.unit != _TIMES:
        return None
    if verb is not None:
        found = _bounded(found, verb, rest.left, units)
    elif held and found.relation is None:
        found = found._replace(usual=HELD[held])
    since = int(past[1]) if past is not None and past[1] else None
    return found and found._replace(sort=Sort.RATIO, unit=None, since=since)
