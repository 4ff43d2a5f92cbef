"""Propose which way a bare number is better, and ask where its row does not say it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from shengzhou_quality.notation import Direction, clean
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.plan.target_words import REACHED
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.proposals.families import Side, is_growth, is_share, side_of
from shengzhou_quality.published.proposals.row_reading import RowReading
from shengzhou_quality.units import PERCENT

INCREASE, DECREASE, UNDECIDED = "increase", "decrease", "undecided"
_OF_SIDE = {Side.MORE: INCREASE, Side.LESS: DECREASE}
_SENSE = {INCREASE: "rises", DECREASE: "falls"}


class DirectionProposal(NamedTuple):
    """`written` is `None` where the words of the target say it, as the loader reads them."""

    written: str | None = None
    doubts: tuple[Doubt, ...] = ()


def propose_direction(read: RowReading) -> DirectionProposal:
    phrase = read.phrase
    if phrase is None or phrase.sort is Sort.CHANGE:
        return DirectionProposal()
    if phrase.sort is Sort.RATIO:
        return _said(read, phrase)
    if phrase.about:
        return _about(read, phrase)
    if phrase.relation is not None:
        return _said(read, phrase)
    if phrase.usual is not None:
        doubt = Doubt(
            "import-direction-by-verb", "direction", _parameters(read, phrase.usual.value)
        )
        return DirectionProposal(phrase.usual.value, (doubt,))
    return _of_bare(read, phrase)


def _said(read: RowReading, phrase: Phrase) -> DirectionProposal:
    """Words and signs decide; a question where they are against what the name suggests."""
    weak = _said_weakly(read, phrase)
    if weak.doubts:
        return weak
    wrong = {Direction.INCREASE: Side.LESS, Direction.DECREASE: Side.MORE}
    if phrase.direction is not None and side_of(read.name) is wrong.get(phrase.direction):
        return DirectionProposal(None, (_asked("sign", read),))
    return DirectionProposal()


def _said_weakly(read: RowReading, phrase: Phrase) -> DirectionProposal:
    """达到5 of a death rate is no floor: 达到 alone may only name the figure.

    Nor is it one where the baseline is beyond it already.
    """
    text = clean(read.target)
    if phrase.arrives or not text.startswith(tuple(REACHED)) or phrase.interval.low is None:
        return DirectionProposal()
    if not (text[-1:].isdigit() or text.endswith((PERCENT, *read.units))):
        return DirectionProposal()  # 达到96以上
    start = None if read.start is None else read.start.low
    falls = start is not None and start > phrase.interval.low and not is_growth(read.name)
    if falls or side_of(read.name) in (Side.LESS, Side.LIMIT):
        return DirectionProposal(None, (_asked("words", read),))
    return DirectionProposal()


def _about(read: RowReading, phrase: Phrase) -> DirectionProposal:
    """15%左右: the verb in front (降至) says which way, else it is as of a bare number."""
    if phrase.usual is not None:
        return DirectionProposal(phrase.usual.value)
    return _of_bare(read, phrase)


def _of_bare(read: RowReading, phrase: Phrase) -> DirectionProposal:
    goal = phrase.interval.value
    if goal is None:
        return DirectionProposal(UNDECIDED, (_asked("unknown", read),))
    limit = _of_limits(read, goal)
    if limit is not None:
        return limit
    if read.says_equal:
        return DirectionProposal(UNDECIDED, (_asked("equals", read),))
    side = side_of(read.name)
    start = None if read.start is None else read.start.value
    if side is Side.LIMIT:
        return DirectionProposal(UNDECIDED, (_asked("limit", read),))
    if start is not None and not is_growth(read.name):
        return _from(read, start, goal, side)
    if side is None and is_growth(read.name):
        return DirectionProposal(UNDECIDED, (_asked("unknown", read),))
    if side is None:
        return DirectionProposal(UNDECIDED, (_asked("unknown", read),))
    if _is_passed(read, goal, side):
        return DirectionProposal(UNDECIDED, (_asked("against", read),))
    direction = _OF_SIDE[side]
    return DirectionProposal(
        direction, (Doubt("import-direction-by-name", "direction", _parameters(read, direction)),)
    )


def _is_passed(read: RowReading, goal: Fraction, side: Side) -> bool:
    """Whether a baseline that is a bound (>96) is beyond the number already."""
    if read.start is None or is_growth(read.name):
        return False
    low, high = read.start.low, read.start.high
    if side is Side.MORE:
        return low is not None and low >= goal
    return high is not None and high <= goal


def _from(
    read: RowReading, start: Fraction, goal: Fraction, side: Side | None
) -> DirectionProposal:
    """A figure that moves the way its family is better; any other one is a question."""
    if start == goal:
        return DirectionProposal(UNDECIDED, (_asked("equal", read),))
    moved = INCREASE if goal > start else DECREASE
    if side is None:
        return DirectionProposal(UNDECIDED, (_asked("unknown", read),))
    if _OF_SIDE[side] != moved:
        return DirectionProposal(UNDECIDED, (_asked("against", read),))
    doubt = Doubt("import-direction-by-baseline", "direction", {"variant": _SENSE[moved]})
    return DirectionProposal(moved, (doubt,))


def _of_limits(read: RowReading, goal: Fraction) -> DirectionProposal | None:
    """Nothing is below 0, and no share above 100: such a target leaves one way only."""
    if is_growth(read.name) or (read.unit not in (None, PERCENT) and goal != 0):
        return None
    if goal == 0 and side_of(read.name) is not Side.MORE:
        doubt = Doubt("import-direction-of-limit", "direction", {"variant": "none"})
        return DirectionProposal(DECREASE, (doubt,))
    if goal == 100 and read.unit == PERCENT and is_share(read.name):
        if side_of(read.name) is Side.LESS:
            return None
        doubt = Doubt("import-direction-of-limit", "direction", {"variant": "all"})
        return DirectionProposal(INCREASE, (doubt,))
    return None


def _parameters(read: RowReading, direction: str) -> dict[str, str]:
    return {"written": read.target, "variant": _SENSE[direction]}


def _asked(variant: str, read: RowReading) -> Doubt:
    if read.baseline.text is None and variant in ("unknown", "limit"):
        variant = "no-baseline"
    said = {"variant": variant, "written": read.target, "baseline": read.baseline.text or "—"}
    return Doubt("import-direction-open", "direction", said)
