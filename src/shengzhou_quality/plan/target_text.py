"""Read a target as a plan prints it: 40%以上, 〔13.5〕, 较2020年下降18%, 由55.8%提高到60%, 翻一番.

The figure itself is read by `notation.read_value`; the words around it are taken one by one, and
a text of which a word is left over is not read at all.
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
    as_figure,
    read_value,
)
from shengzhou_quality.plan.target_words import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    AT_THE_END,
    CHANGES,
    COUNTED,
    DOUBLED,
    DOWN_TO,
    EACH_YEAR,
    EVERYTHING_COVERED,
    HELD,
    IN_TOTAL,
    IN_TOTAL_MARKS,
    MEAN_GROWTH,
    MODALITIES,
    NOTHING_HAPPENS,
    OWN_PAST,
    PERIOD,
    POINTS,
    REACHED,
    SINCE,
    TARGET_IS,
    TIMES,
    UP_TO,
    PhraseText,
)
from shengzhou_quality.units import PERCENT, is_unit

_LONGEST = 100
_TO = UP_TO | DOWN_TO
_BOUNDS = _TO | REACHED
_VERBS = _BOUNDS | CHANGES
_REACHES = ("达到", "达", "完成")
_UPWARDS = (Relation.AT_LEAST, Relation.MORE_THAN)
_DOWNWARDS = (Relation.AT_MOST, Relation.LESS_THAN)
_BRACKETS = frozenset("[]〔〕【】﹝﹞")
_BRACKETED = (
    r"(?P<level>[^\[\]〔〕【】﹝﹞()]*?)(?P<sign>[<>≥≤]?)(?P<open>[\[〔【﹝(])"
    r"(?P<within>[^\[\]〔〕【】﹝﹞()]+)[\]〕】﹞)](?P<unit>%|个?百分点)?"
)
_YEAR_LEAD = r"(?:^|[,，;；、])\s*[到至]?\s*(\d{4})\s*年(?:底|末|时)?\s*[,，:：]?"
_OTHER_UNITS = frozenset(("年", "岁", "个月", "天", "小时", "分钟", TIMES))
_PER = frozenset(
    ("人", "千人", "万人", "十万人", "万元", "亿元", "平方公里", "亩", "公顷", "立方米")
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


def read_target(text: str, units: Collection[str] = ()) -> Phrase | None:
    """Read a target; `None` if its form is not known, or its unit neither known nor in `units`.

    A text that names its own year (到2025年92以上) is for `read_targets_by_year`.
    """
    if len(text) > _LONGEST or (cleaned := as_figure(text)) is None:
        return None
    rest = PhraseText(_percent_behind(cleaned))
    period = rest.take_match(PERIOD) if "五" in cleaned else None
    rest.take(AT_THE_END)
    rest.take(TARGET_IS)
    modality = rest.take(MODALITIES)
    subject = rest.take_subject()
    modality = rest.take(MODALITIES) or modality
    found = _read_in_time(rest, units)
    return found and found._replace(
        modality=modality, subject=subject, period=period[1] if period is not None else None
    )


def _percent_behind(cleaned: str) -> str:
    """百分之90 as 90%, 100(百分之) and 100(%) as 100%."""
    if "百分之" in cleaned:
        cleaned = re.sub(r"百分之([0-9.]+)", r"\1%", cleaned).replace("(百分之)", PERCENT)
    return cleaned.replace("(%)", PERCENT)


def _read_in_time(rest: PhraseText, units: Collection[str]) -> Phrase | None:
    """Read a phrase with what it says of time: 较2020年, 累计, 每年, 年均."""
    mean = rest.take_end(("(年均)",))
    in_total = rest.take_end(IN_TOTAL_MARKS) or rest.take(IN_TOTAL_MARKS)
    since = rest.take_match(SINCE)
    in_total = in_total or rest.take(IN_TOTAL)
    since = since or rest.take_match(SINCE)
    each_year = rest.take(EACH_YEAR) or _take_per_year(rest, units)
    growth = rest.take(MEAN_GROWTH)
    mean = mean or growth or rest.take(("年均",))
    counted = rest.take(COUNTED)
    moves = rest.left.startswith(tuple(_TO))
    found = _read_body(rest, units)
    if found is None:
        return None
    is_share = found.unit in (None, PERCENT)
    if found.sort is not Sort.LEVEL:
        fits = not counted and not (found.sort is Sort.RATIO and (each_year or mean))
    elif growth or (in_total and is_share and not counted):
        found = found._replace(
            sort=Sort.CHANGE, fall=False if growth else None, change_unit=found.unit, unit=None
        )
        fits = is_share
    else:
        # A level is not reached anew in each year, and is measured from no year.
        fits = not since and each_year != "逐年" and not (moves and (each_year or mean))
        fits = fits and not (counted and found.unit == PERCENT)
    return (
        found._replace(
            each_year=bool(each_year),
            mean=bool(mean),
            since=int(since[1]) if since is not None else found.since,
        )
        if fits
        else None
    )


def _take_per_year(rest: PhraseText, units: Collection[str]) -> bool:
    """Take /年 from ≥300项/年, unless 项/年 is the indicator's own unit."""
    head, slash, tail = rest.left.rpartition("/年")
    if not slash or any(unit.endswith("/年") for unit in units):
        return False
    if tail and tail not in WORDS_AFTER and tail not in ABOUT_AFTER:
        return False
    rest.left = head + tail
    return True


def _read_body(rest: PhraseText, units: Collection[str]) -> Phrase | None:
    """Read what is left once the words of modality and time are taken."""
    left = rest.left
    named = left.removeprefix("实现").removeprefix("达到")
    if named in EVERYTHING_COVERED:
        return Phrase(Interval.at_least(100), Relation.AT_LEAST, unit=PERCENT)
    if named in NOTHING_HAPPENS:
        return Phrase(Interval.at_most(0), Relation.AT_MOST)
    if (doubled := named.removesuffix("以上")) in DOUBLED:
        return Phrase(Interval.at_least(DOUBLED[doubled]), Relation.AT_LEAST, Sort.RATIO)
    if not _BRACKETS.isdisjoint(left):
        return _read_bracket(left, units)
    if left.startswith(("由", "从")):
        return _read_from(left[1:], units)
    if left.startswith(("-", "+")) and left.endswith((PERCENT, POINTS)):
        return _read_change(left[1:], units, fall=left.startswith("-"))
    verb = rest.take_verb(_VERBS)
    if verb in CHANGES:
        return _read_change(rest.left, units, fall=CHANGES[verb])
    return _read_ratio(left, units) or _read_level(left, units)


def _read_level(text: str, units: Collection[str]) -> Phrase | None:
    """Read a level with its verb: 96, 提高到60%, 突破60%, 控制在0.3以内."""
    rest = PhraseText(text)
    verb = rest.take_verb(_BOUNDS)
    held = None if verb else rest.take(HELD)
    found = _read_figure(rest.left, units)
    if found is None or (found.unit == TIMES and TIMES not in units):
        return None
    if verb is not None:
        points = found.unit in (POINTS, "个百分点")
        return None if points else _bounded(found, verb, rest.left, units)
    if found.unit in (POINTS, "个百分点"):
        return found._replace(sort=Sort.CHANGE, change_unit=POINTS, unit=None)
    if held and found.relation is None and found.interval.value is not None:
        return found._replace(usual=HELD[held])
    return found


def _bounded(found: Phrase, verb: str, figure: str, units: Collection[str]) -> Phrase | None:
    """Make the figure behind a verb the bound that the verb says; `None` if its own is another."""
    relation = _BOUNDS[verb]
    if found.relation is not None:
        same_way = found.relation in (_UPWARDS if relation in _UPWARDS else _DOWNWARDS)
        return found if verb in _REACHES or (same_way and verb in _TO) else None
    if found.about:
        better = Direction.INCREASE if relation in _UPWARDS else Direction.DECREASE
        return found._replace(usual=better)
    return found if found.interval.value is None else _read_figure(relation + figure, units)


def _read_figure(text: str, units: Collection[str]) -> Phrase | None:
    """Read a figure without a verb: 96, ≥8, 40%以上, 15%左右, 4.5%—5%."""
    rest = PhraseText(text)
    about = rest.take(ABOUT_BEFORE) or rest.take_end(ABOUT_AFTER)
    before = max(filter(text.startswith, WORDS_BEFORE), key=len, default=None)
    after = max(filter(text.endswith, WORDS_AFTER), key=len, default=None)
    if before and after and WORDS_BEFORE[before] is WORDS_AFTER[after]:  # ≤6人(含)以下
        rest.take((before,))
    value = read_value(rest.left)
    if not isinstance(value, Figure) or value.footnote or value.provisional or value.forecast:
        return None
    if rest.left.startswith(_REACHES) or not _is_known(value.unit, units):
        return None
    if about and (value.relation is not None or value.interval.value is None):
        return None
    return Phrase(value.interval, value.relation, about=about is not None, unit=value.unit)


def _is_known(unit: str | None, units: Collection[str]) -> bool:
    if unit is None or unit in units or unit in _OTHER_UNITS or is_unit(unit):
        return True
    of, slash, per = unit.partition("/")
    return bool(slash) and is_unit(of) and per in _PER


def _read_change(text: str, units: Collection[str], *, fall: bool | None) -> Phrase | None:
    """Read a change behind its verb or in its brackets: 18%, 不少于40%, 0.5个百分点以上, 1倍."""
    rest = PhraseText(text)
    reached = rest.take(_REACHES)
    found = _read_figure(rest.left, units)
    if found is not None and reached:
        found = _bounded(found, reached, rest.left, units)
    if found is None or (bound := found.interval.low or found.interval.high) is None or bound < 0:
        return None
    if found.unit == TIMES:
        if fall is not False:
            return None
        times = found.interval + Interval.point(1)
        return found._replace(interval=times, sort=Sort.RATIO, unit=None)
    unit = POINTS if found.unit == "个百分点" else found.unit
    return found._replace(sort=Sort.CHANGE, fall=fall, change_unit=unit, unit=None)


def _read_bracket(text: str, units: Collection[str]) -> Phrase | None:
    """Read a change in brackets, alone or behind the level that it leads to: 23.04〔1.38〕.

    Reprints confuse one of the two brackets: [2.75) is a change, and never an interval.
    """
    parts = re.fullmatch(_BRACKETED, text)
    if parts is None:
        return None
    rest = PhraseText(parts["sign"] + parts["within"] + (parts["unit"] or ""))
    rest.take(IN_TOTAL)
    signed = rest.take(("-", "+"))
    verb = rest.take_verb(CHANGES)
    fall = CHANGES[verb] if verb else signed == "-" if signed else None
    change = _read_change(rest.left, units, fall=fall)
    if not parts["level"] or change is None:
        return change
    if parts["open"] in "[【" and re.fullmatch("[0-9]{1,2}", parts["within"]):
        return None  # 95[1] may be the first footnote
    level = _read_level(parts["level"], units)
    return level and level._replace(change=change)


def _read_from(text: str, units: Collection[str]) -> Phrase | None:
    """Read 55.8%提高到60%, behind 由 or 从: a level with its baseline."""
    since = re.match("((?:19|20)[0-9]{2})年的?", text)
    body = text[since.end() :] if since else text
    at = min((body.find(verb) for verb in _TO if verb in body), default=0)
    start, goal = _read_figure(body[:at], units), _read_level(body[at:], units)
    if start is None or goal is None or start.relation or start.about:
        return None
    if start.unit and goal.unit and start.unit != goal.unit:
        return None
    before = start.interval.value
    edge = goal.interval.low if body.startswith(tuple(UP_TO), at) else goal.interval.high
    if before is None or edge is None or (before < edge) is not body.startswith(tuple(UP_TO), at):
        return None
    return goal._replace(start=before, since=int(since[1]) if since else None)


def _read_ratio(text: str, units: Collection[str]) -> Phrase | None:
    """Read a multiple of the own baseline: 2020年规模的1.3倍以内, 增长到1.5倍."""
    rest = PhraseText(text)
    verb = rest.take_verb(_BOUNDS)
    held = None if verb else rest.take(HELD)
    past = rest.take_match(OWN_PAST)
    if past is None and (verb not in _TO or TIMES in units):
        return None
    found = _read_figure(rest.left, units)
    if found is not None and verb is not None:
        found = _bounded(found, verb, rest.left, units)
    if found is None or found.unit != TIMES:
        return None
    return found._replace(
        sort=Sort.RATIO,
        unit=None,
        usual=HELD[held] if held and found.relation is None else found.usual,
        since=int(past[1]) if past is not None and past[1] else None,
    )


def read_targets_by_year(text: str) -> dict[int, str]:
    """Part 到2025年92以上，到2027年92.5以上 into the target of each year, as written.

    Empty if the text is not of this form, or none of its targets can be read.
    """
    first, *rest = re.split(_YEAR_LEAD, text.strip()) if "年" in text else (text,)
    years, targets = [int(year) for year in rest[::2]], [target.strip() for target in rest[1::2]]
    if first or len(set(years)) < len(years) or not all(targets):
        return {}
    return dict(zip(years, targets, strict=True)) if any(map(read_target, targets)) else {}
