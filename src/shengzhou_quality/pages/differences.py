"""Word how far a figure is from its target, or from what the target compares it with."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from shengzhou_quality.decimals import exact_decimal
from shengzhou_quality.evaluation.item_result import EitherActual, IndicatorResult
from shengzhou_quality.notation import Direction
from shengzhou_quality.pages.figures import amount, percentage
from shengzhou_quality.pages.ranges import limit_words
from shengzhou_quality.pages.rows import went_back
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.words import Words


def difference(
    result: IndicatorResult, words: Words, *, final: bool, of_target: bool = False
) -> str:
    """By how much the target is passed or missed; `of_target` where no heading says of what."""
    indicator = result.indicator
    if indicator.of_states:
        return ""
    if reference_of(result, words) is not None:
        return _beside(result, words)
    if result.actual is not None and result.actual.either:
        return _either_apart(result.actual.either, indicator, words, final=final)
    if result.margin and indicator.sums_years and result.progress is not None:
        return words("difference.share", share=percentage(result.progress))
    if indicator.is_vague and result.gap and indicator.bound is not None:
        gap = amount(result.gap, indicator.figure_unit, words)
        key = "difference.about.falling" if has_to_fall(result) else "difference.about"
        return words(key, limit=limit_words(indicator, words), amount=gap)
    key, figure = _apart(
        exact_actual(result), result.margin, result.gap, indicator, words, final=final
    )
    if of_target and words.knows(f"{key}.of-target"):
        key = f"{key}.of-target"
    return words(key, amount=figure) if key else ""


def _either_apart(
    either: tuple[EitherActual, ...], indicator: MeasuredIndicator, words: Words, *, final: bool
) -> str:
    """Word the difference on both possible bases: 尚需6家或1家; nothing if one is a bound."""
    (key, one), (other_key, other) = (
        _apart(each.bounds.low, each.margin, each.gap, indicator, words, final=final)
        for each in either
    )
    if not key or not other_key:
        return ""
    if key == other_key:
        figures = one if one == other else words("difference.either", one=one, other=other)
        return words(key, amount=figures)
    return words(
        "difference.either",
        one=words(key, amount=one),
        other=words(other_key, amount=other),
    )


def _apart(
    value: Decimal | None,
    margin: Decimal | None,
    gap: Decimal | None,
    indicator: MeasuredIndicator,
    words: Words,
    *,
    final: bool,
) -> tuple[str, str]:
    """The key and the figure for the distance of what is known exactly; else nothing."""
    falling = _falls(value, indicator)
    if margin is not None and indicator.has_two_ends:
        return "difference.within", ""
    if margin == 0 and indicator.bound == 0:
        return "", ""  # 零发生: nothing happened, and nothing was to be reached
    if margin is not None:
        beyond = "difference.below" if falling else "difference.above"
        return beyond if margin else "difference.exactly", amount(
            margin, indicator.figure_unit, words
        )
    if gap is None:
        return "", ""
    if gap == 0:
        key = "difference.limit.falling" if falling else "difference.limit"
        return key, limit_words(indicator, words)
    if indicator.is_created and not final:
        return "difference.still", amount(gap, indicator.figure_unit, words)
    if indicator.has_two_ends:
        key = "difference.over-upper-end" if falling else "difference.under-lower-end"
        return key, amount(gap, indicator.figure_unit, words)
    # Of a change there is too little; low and high are said of a level.
    which = "short" if indicator.whole or indicator.counts_changes else "gap"
    key = f"difference.{which}.falling" if falling else f"difference.{which}"
    return key, amount(gap, indicator.figure_unit, words)


def has_to_fall(result: IndicatorResult) -> bool:
    """Whether a value short of the target has to fall: of a range, one above it."""
    indicator = result.indicator
    return not indicator.of_states and _falls(exact_actual(result), indicator)


def _falls(value: Decimal | None, indicator: MeasuredIndicator) -> bool:
    if indicator.direction is not Direction.WITHIN:
        return indicator.direction is Direction.DECREASE
    high = indicator.target_set.high
    return value is not None and high is not None and value >= high


def exact_actual(result: IndicatorResult) -> Decimal | None:
    """The figure judged, where it is known exactly."""
    bounds = result.actual.bounds if result.actual else None
    return bounds.number if bounds is not None else None


class Reference(NamedTuple):
    """What a figure is held against where the target names no figure of its own.

    `figure` is `None` where it is not known exactly.
    """

    name: str
    figure: Decimal | None


def reference_of(result: IndicatorResult, words: Words) -> Reference | None:
    """The item that it is compared with (高于GDP增长), or its own baseline (稳步提升)."""
    indicator, other = result.indicator, result.compared
    if indicator.of_states:
        return None
    if other is not None:
        figure = other.bounds.number if other.bounds is not None else None
        return Reference(words.of(other.indicator, "name"), figure)
    if indicator.phrase is not None or indicator.bound is None:
        return None
    return Reference(words("reference.baseline"), exact_decimal(indicator.bound))


def side_of_reference(result: IndicatorResult, words: Words) -> tuple[str, dict[str, str]] | None:
    """Whether the figure is above, below or the same as its reference, and by how much."""
    value, reference = exact_actual(result), reference_of(result, words)
    if value is None or reference is None or reference.figure is None:
        return None
    unit = result.indicator.figure_unit
    apart = value - reference.figure
    return "same" if not apart else "above" if apart > 0 else "below", {
        "other": reference.name,
        "figure": amount(reference.figure, unit, words, points=False),
        "amount": amount(abs(apart), unit, words),
    }


def _beside(result: IndicatorResult, words: Words) -> str:
    """How far it is from its reference; nothing where that does not settle the verdict."""
    if result.margin is None and result.gap is None:
        return went_back(result, words)
    side = side_of_reference(result, words)
    return "" if side is None else words(f"difference.beside.{side[0]}", **side[1])
