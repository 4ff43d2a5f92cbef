"""Word why an item is met, not met or open, with the numbers put in."""

from __future__ import annotations

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.judgement import NoteCode, Verdict, note_of
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.differences import has_to_fall, side_of_reference
from shengzhou_quality.pages.figures import amount, unmarked, with_unit
from shengzhou_quality.pages.ranges import limit_words
from shengzhou_quality.words import Words


def verdict_reason(result: IndicatorResult, figures: dict[str, Parameter], words: Words) -> str:
    if result.verdict in (Verdict.MET, Verdict.NOT_MET):
        settled = _settled(result, figures, words)
        if settled:
            return settled
    apart = _apart(result, figures, words)
    if apart:
        return apart
    return _open(result, figures, words)


def _settled(result: IndicatorResult, figures: dict[str, Parameter], words: Words) -> str:
    """Of a state, of what went back, and of what is held against another figure; else nothing."""
    if result.indicator.of_states:
        return words("reason.not-completed" if result.actual is None else "reason.state", **figures)
    went_back = note_of(NoteCode.WENT_BACK, result.notes)
    if went_back is not None and result.gap is None and result.verdict is Verdict.NOT_MET:
        return words("reason.went-back", fell=rows.went_back(result, words), **figures)
    side = side_of_reference(result, words)
    if side is None:
        return ""
    beside = words(f"reason.beside.{side[0]}", **figures, **side[1])
    return words(f"reason.beside.{result.verdict}", beside=beside, **figures)


def _open(result: IndicatorResult, figures: dict[str, Parameter], words: Words) -> str:
    """Why there is no verdict; of one that needs no more words, the verdict alone."""
    if result.forecast is not None:
        text = with_unit(unmarked(result.forecast.text or ""), result.indicator.unit, words)
        return words("reason.no_data.forecast", text=text, **figures)
    if result.doubted:
        return words("reason.doubted", values=doubted_words(result, words))
    if result.is_for_evaluators:
        decided = rows.decision(result, words)
        return words(f"reason.for-evaluators.{_left_open(result)}", decided=decided, **figures)
    if result.lacks_other:
        return words("reason.lacks-other", lacking=rows.lacking_other(result, words), **figures)
    if result.verdict is Verdict.UNDETERMINED:
        lacking = rows.years_lacking(result)
        if lacking:
            return words("reason.undetermined.years", years=lacking, **figures)
        return words(f"reason.undetermined{_unsettled(result)}", **figures)
    return words(f"reason.{result.verdict}", **figures)


def _left_open(result: IndicatorResult) -> str:
    """What the plan leaves open, so that no figure settles it."""
    if result.indicator.left_to_people:
        return "words" if any(map(str.isalnum, result.indicator.target)) else "unprinted"
    if note_of(NoteCode.DIRECTION_UNDECIDED, result.notes) is not None:
        return "undecided"
    about = note_of(NoteCode.ABOUT, result.notes)
    return "no-baseline" if about is None else str(about.parameters.get("of", "about"))


def _apart(result: IndicatorResult, figures: dict[str, Parameter], words: Words) -> str:
    """How far it is from the target, or that it stands on its limit; else nothing."""
    indicator = result.indicator
    if indicator.of_states:
        return ""
    falling = ".falling" if has_to_fall(result) else ""
    if note_of(NoteCode.AT_THE_LIMIT, result.notes) is not None:
        limit = limit_words(indicator, words)
        return words(f"reason.at-the-limit{falling}", limit=limit, **figures)
    if result.verdict is not Verdict.NOT_MET or not result.gap:
        return ""
    gap = amount(result.gap, indicator.figure_unit, words)
    which = "range" if indicator.has_two_ends else "fewer" if indicator.whole else "gap"
    short = indicator.sums_years and not falling
    of_change = ".change" if indicator.counts_changes else ""
    key = f"reason.short{of_change}" if short else f"reason.{which}{falling}"
    return words(key, gap=gap, **figures)


def doubted_words(result: IndicatorResult, words: Words) -> tuple[str, ...]:
    """The values that are not judged before they are settled, each with its year."""
    unit = result.indicator.unit
    return tuple(
        words(
            "reason.doubted.value", year=entry.year, text=with_unit(entry.text or "", unit, words)
        )
        for entry in result.doubted
    )


def _unsettled(result: IndicatorResult) -> str:
    """Choose the sentence that says why the verdict is undetermined."""
    if result.indicator.of_states:
        return ".state"
    if result.indicator.sums_years or result.indicator.is_mean:
        return ".total"
    return "" if result.actual is not None else ".unknown"
