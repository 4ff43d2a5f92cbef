"""Name the rule by which a target of the plan is read as a bound, with its source (design §3)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from shengzhou_quality.notation import WORDS_AFTER, WORDS_BEFORE, Direction, as_figure
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.plan.target_words import (
    DOWN_TO,
    EVERYTHING_COVERED,
    HELD,
    NOTHING_HAPPENS,
    REACHED,
    UP_TO,
)


class Wording(StrEnum):
    """What makes a figure a bound."""

    FLOOR = "floor"
    """A bare number of which more is better: at least."""
    CEILING = "ceiling"
    """A bare number of which less is better: at most."""
    LEAST_CHANGE = "least-change"
    """A bare change towards the better side: at least so much."""
    MOST_CHANGE = "most-change"
    """A bare change towards the worse side: at most so much."""
    UNDECIDED = "undecided"
    """A bare number of which nobody has said which way is better: only the number itself."""
    BOTH_ENDS = "both-ends"
    """A range with no better side beyond either end: only inside it."""
    LOWER_END = "lower-end"
    """A range of which more is better: at least its lower end."""
    UPPER_END = "upper-end"
    """A range of which less is better: at most its upper end."""
    SIGN = "sign"
    """A sign of mathematics, as printed."""
    CIVIL_CODE = "civil-code"
    """以上、以下、以内 include the number, 超过、不满、以外 do not: Civil Code art. 1259."""
    LIMIT_VALUE = "limit-value"
    """至少、不低于 include it, 高于、低于 do not: the usage of limit values in GB/T 8170."""
    UP_TO = "up-to"
    """A verb that leads up to the number (提高到, 达到): at least."""
    DOWN_TO = "down-to"
    """A verb that leads down to the number (降至): at most."""
    BEYOND = "beyond"
    """突破: more than the number."""
    USUAL_FLOOR = "usual-floor"
    """保持在 without 以上: at least, as it is usually meant."""
    USUAL_CEILING = "usual-ceiling"
    """控制在 without 以内: at most, as it is usually meant."""
    IN_FULL = "in-full"
    """全覆盖, 全部: all of it, read as 100%."""
    NOTHING = "nothing"
    """零发生, 杜绝: read as 0."""


class Rule(NamedTuple):
    """The rule, and the sign or word of the target that it rests on (`None`: a bare number)."""

    wording: Wording
    said: str | None = None


_SIGNS = {"≥", ">=", "=>", ">", "≤", "<=", "=<", "<"}
_CIVIL_CODE = ("以上", "以下", "以内", "以外", "超过", "不满")
_ALL_OR_NOTHING: dict[Wording, Collection[str]] = {
    Wording.NOTHING: NOTHING_HAPPENS,
    Wording.IN_FULL: EVERYTHING_COVERED,
}
_BY_VERB: dict[Wording, Collection[str]] = {
    Wording.UP_TO: {*UP_TO, *REACHED} - {"突破"},
    Wording.DOWN_TO: DOWN_TO,
    Wording.BEYOND: ("突破", "超"),
}


def rule_of(text: str, phrase: Phrase, direction: Direction) -> Rule:
    """The rule that makes `text`, which reads as `phrase`, a bound."""
    if direction is Direction.UNDECIDED and phrase.relation is None:
        return Rule(Wording.UNDECIDED)
    cleaned = as_figure(text) or text
    return _by_words(cleaned, phrase, direction) or Rule(_of_bare_number(phrase, direction))


def _by_words(text: str, phrase: Phrase, direction: Direction) -> Rule | None:
    known: dict[Wording, Collection[str]] = _ALL_OR_NOTHING if phrase.sort is Sort.LEVEL else {}
    if phrase.relation is not None:
        if said := _longest({*WORDS_BEFORE, *WORDS_AFTER}, text):
            return Rule(_of_bound(said), said)
        known = known | _BY_VERB
    if phrase.usual is direction:
        rising = direction is Direction.INCREASE
        known = known | {Wording.USUAL_FLOOR if rising else Wording.USUAL_CEILING: HELD}
    found = ((wording, _longest(words, text)) for wording, words in known.items())
    return next((Rule(wording, said) for wording, said in found if said), None)


def _of_bare_number(phrase: Phrase, direction: Direction) -> Wording:
    if phrase.sort is Sort.CHANGE:
        rises = phrase.fall is not True
        better = phrase.fall is None or rises is (direction is Direction.INCREASE)
        return Wording.LEAST_CHANGE if better else Wording.MOST_CHANGE
    is_range = phrase.relation is None and phrase.interval.value is None
    match direction:
        case Direction.UNDECIDED:
            return Wording.UNDECIDED
        case Direction.WITHIN:
            return Wording.BOTH_ENDS
        case Direction.INCREASE:
            return Wording.LOWER_END if is_range else Wording.FLOOR
        case Direction.DECREASE:
            return Wording.UPPER_END if is_range else Wording.CEILING


def _longest(words: Collection[str], text: str) -> str | None:
    return max((word for word in words if word in text), key=len, default=None)


def _of_bound(said: str) -> Wording:
    if said in _SIGNS:
        return Wording.SIGN
    # 不超过 stands in GB/T 8170; 及以上 and (含)以上 end as the Civil Code has it.
    if said in _CIVIL_CODE or said.removesuffix("(含)").endswith(("以上", "以下")):
        return Wording.CIVIL_CODE
    return Wording.LIMIT_VALUE
