"""Word by which rules a target of the plan is read, with the arithmetic of its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.decimals import exact_decimal
from shengzhou_quality.evaluation.wording import Rule, Wording, rule_of
from shengzhou_quality.judgement import is_strict
from shengzhou_quality.notation import Direction
from shengzhou_quality.pages.figures import amount
from shengzhou_quality.pages.model import Fact, fact
from shengzhou_quality.pages.ranges import number_words, range_words
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words

_ALL = 100
"""全部, in percent."""
_INCLUDES_OR_NOT = (Wording.SIGN, Wording.CIVIL_CODE, Wording.LIMIT_VALUE)
"""The rules that say whether the number itself meets the target."""


def rule_facts(
    kind: MeasuredIndicator, words: Words, *, label: str | None = None
) -> Iterator[Fact]:
    """The rules behind the target, and how its numbers follow from the baseline or a tolerance."""
    from shengzhou_quality.pages.explain.formulas import write_step

    phrase = kind.phrase
    if phrase is None:
        yield from _in_words(kind, words, label)
        return
    said = words("clause.separator").join(_rules(phrase, kind, words))
    yield fact(words("chain.label.rule") if label is None else label, said)
    for step in kind.aim():
        written = write_step(step, kind.figure_unit, words)
        yield Fact(written.name, written.pieces, is_sum=True)


def reference_facts(kind: MeasuredIndicator, plan: Plan, words: Words) -> Iterator[Fact]:
    """What a target in words compares with, over what time, and how far apart still meets it."""
    other = plan.other_of(kind)
    if other is not None:
        key = "chain.compared.period" if kind.of_growth else "chain.compared.year"
        first = plan.years[0]
        named = words(key, name=words.of(other, "name"), id=other.id, first=first)
        yield fact(words("chain.label.compared"), named)
    if kind.phrase is None and kind.allowed is not None:
        allowed = amount(exact_decimal(kind.allowed), kind.figure_unit, words)
        yield fact(words("chain.label.tolerance"), allowed)


def _in_words(kind: MeasuredIndicator, words: Words, label: str | None) -> Iterator[Fact]:
    """How a target without a figure is read, where a kind reads it."""
    from shengzhou_quality.pages.explain.line_words import remark_words

    said = words.joined(*(remark_words(rule, kind, words) for rule in kind.rules()))
    if said:
        yield fact(words("chain.label.rule") if label is None else label, said)


def _rules(phrase: Phrase, kind: MeasuredIndicator, words: Words) -> Iterator[str]:
    """What its figure is of, then what makes it a bound, or how far an approximate one reaches."""
    start = kind.baseline_point
    if phrase.change is not None:
        yield words("chain.rule.level-and-change")
    elif kind.counts_from_baseline and start is not None:
        key = "chain.rule.ratio" if phrase.sort is Sort.RATIO else "chain.rule.change"
        yield words(key, start=number_words(start, kind.figure_unit, words))
    if kind.is_undecided:
        either = ".either-way" if kind.goes_either_way else ""
        yield words(f"chain.rule.{Wording.UNDECIDED}{either}")
    elif kind.is_vague:
        yield _open_end(kind, words)
    elif phrase.about:
        yield _tolerance(kind, words)
    else:
        # Where the figure itself is a change, a fall of 20% is more of it than one of 18%.
        counted = phrase if kind.counts_from_baseline else phrase._replace(fall=False)
        yield _bound(rule_of(kind.target, counted, kind.direction), kind, words)


def _bound(rule: Rule, kind: MeasuredIndicator, words: Words) -> str:
    if kind.unit == PERCENT and kind.bound == _ALL and str(_ALL) not in kind.source.quote:
        return words("chain.rule.in-full")  # 全部, 全覆盖: the plan prints no number
    key = f"chain.rule.{rule.wording}"
    if rule.wording is Wording.IN_FULL:
        key += ".said"
    elif rule.wording in _INCLUDES_OR_NOT:
        strict = is_strict(kind.asked_by(kind.target), kind.direction)
        key += ".without" if strict else ".with"
    return words(key, said=rule.said or "")


def _tolerance(kind: MeasuredIndicator, words: Words) -> str:
    """How far an approximate target reaches, as the plan file has it."""
    asked, allowed = kind.asked_by(kind.target), kind.allowed
    assert allowed is not None, "it is not vague"
    return words(
        f"chain.rule.about.{kind.direction}",
        tolerance=amount(exact_decimal(allowed), kind.figure_unit, words),
        low=_end(asked.low, kind, words),
        high=_end(asked.high, kind, words),
    )


def _open_end(kind: MeasuredIndicator, words: Words) -> str:
    """What is certain of an approximate target of which nobody has said how far it reaches."""
    asked, start = kind.asked_by(kind.target), kind.baseline_point
    said = range_words(asked, kind.figure_unit, words)
    if start is None or start in asked or kind.direction is Direction.WITHIN:
        return words("chain.rule.about.open", range=said)
    return words("chain.rule.about.open.start", range=said, start=_end(start, kind, words))


def _end(number: Fraction | None, kind: MeasuredIndicator, words: Words) -> str:
    return "" if number is None else number_words(number, kind.figure_unit, words)
