"""Read a target in words alone: relative to another figure (高于GDP增长), or a trend (稳步提升)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from shengzhou_quality.notation import WORDS_BEFORE, Relation, clean
from shengzhou_quality.plan.target_words import MODALITIES, PhraseText

_LONGEST = 100
_RELATIONS = {word: relation for word, relation in WORDS_BEFORE.items() if word != "不足"} | {
    "快于": Relation.MORE_THAN,
    "不快于": Relation.AT_MOST,
    "慢于": Relation.LESS_THAN,
    "不慢于": Relation.AT_LEAST,
}
_OWN_GROWTH = r"[^与和同于]{0,15}?(?:增长|增速|增幅)(?=[高低快慢大小超不与和保<>≥≤])"
"""收入增长 in 收入增长与GDP增长同步: the indicator itself."""
_IN_STEP = (
    r"(?:保持)?[与和同](?P<name>[^与和同、]{2,}?)(?:保持)?(?:大体|大致|基本)?同步(?:增长|提高)?"
)
_NO_NAME = r"下达|任务|要求|目标|指标$|考核|[0-9、,;]|左右"
"""The target that a higher level sets is no figure of its own; nor are two things one."""

_ADVERBS = {
    **dict.fromkeys(("稳步", "不断", "持续", "逐年", "逐步"), True),
    **dict.fromkeys(("进一步", "明显", "显著", "大幅", "有所"), False),
}
"""Whether the word says that every year is to bring more."""


class Sense(StrEnum):
    RISE = "rise"
    FALL = "fall"
    STABLE = "stable"


_TRENDS = {
    **dict.fromkeys(("提升", "提高", "增长", "上升", "增加", "扩大"), Sense.RISE),
    **dict.fromkeys(("下降", "降低", "减少", "缩短", "缩小"), Sense.FALL),
}
_STABLE = frozenset(
    ("稳定", "保持稳定", "基本稳定", "保持基本稳定", "总体稳定", "保持总体稳定", "基本保持稳定")
)


class RelativeTarget(NamedTuple):
    """What a target is compared with."""

    relation: Relation | None
    """`None` for 同步."""
    name: str
    in_step: bool = False
    modality: str | None = None


class TrendTarget(NamedTuple):
    sense: Sense
    every_year: bool = False
    """Whether each year is to bring more: 稳步, 不断, 持续, 逐年, 逐步."""
    modality: str | None = None


def read_comparison(text: str) -> RelativeTarget | None:
    """Read a target that is relative to something with a name.

    不低于国家下达任务 is no comparison: the figure is set elsewhere.
    """
    rest = _text_of(text)
    modality = rest.take(MODALITIES)
    subject = rest.take_subject()
    modality = rest.take(MODALITIES) or modality
    if subject is None:
        rest.take_match(_OWN_GROWTH)
    in_step = re.fullmatch(_IN_STEP, rest.left)
    relation = None if in_step else rest.take(_RELATIONS)
    name = in_step["name"] if in_step else rest.left
    if not name or not (in_step or relation) or re.search(_NO_NAME, name):
        return None
    return RelativeTarget(
        _RELATIONS[relation] if relation else None, name, in_step is not None, modality
    )


def read_trend(text: str) -> TrendTarget | None:
    """Read a direction without a figure."""
    rest = _text_of(text)
    modality = rest.take(MODALITIES)
    rest.take_subject()
    modality = rest.take(MODALITIES) or modality
    if rest.left in _STABLE:
        return TrendTarget(Sense.STABLE, modality=modality)
    adverb = rest.take(_ADVERBS)
    if rest.left not in _TRENDS:
        return None
    every_year = adverb is not None and _ADVERBS[adverb]
    return TrendTarget(_TRENDS[rest.left], every_year=every_year, modality=modality)


def _text_of(text: str) -> PhraseText:
    return PhraseText(clean(text) if len(text) <= _LONGEST else "")
