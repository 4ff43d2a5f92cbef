"""Word every line of arithmetic, up to the verdict and of what is still needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from shengzhou_quality.decimals import exact_decimal
from shengzhou_quality.pages.explain.formulas import write_step
from shengzhou_quality.pages.figures import amount
from shengzhou_quality.pages.model import Fact, fact
from shengzhou_quality.pages.ranges import number_words, range_words
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.steps import Basis, Check, Line, Remark, RemarkCode, Rung, Step
from shengzhou_quality.words import Words

_YEARS = {"year", "base_year"}
_COUNTS = {"remaining", "state"}
"""Numbers in a remark that are not in the indicator's unit."""


def line_entries(lines: Iterable[Line], kind: AnyIndicator, words: Words) -> Iterator[Fact]:
    for line in lines:
        match line:
            case Step():
                written = write_step(line, kind.figure_unit, words)
                yield Fact(written.name, written.pieces, is_sum=True)
            case Check():
                value = range_words(line.value, kind.figure_unit, words)
                if line.value.value is not None:
                    value = number_words(line.value.value, kind.figure_unit, words)
                basis = "" if line.basis is Basis.TARGET else f"{line.basis}."
                text = words(f"chain.check.{basis}{line.verdict}", value=value)
                yield fact(words("chain.label.year", year=line.year), text)
            case Rung():
                yield _rung(line, kind, words)
            case Remark():
                yield fact("", remark_words(line, kind, words))


def remark_words(remark: Remark, kind: AnyIndicator, words: Words) -> str:
    shown: dict[str, str | int | tuple[str, ...]] = {}
    for name, value in remark.parameters.items():
        if isinstance(value, tuple) or name in _YEARS:
            shown[name] = value if isinstance(value, tuple) else str(value)
        elif remark.code is RemarkCode.STATE_TO_GO:
            shown[name] = _state(int(value), kind, words)
        elif name == "tolerance":
            shown[name] = amount(exact_decimal(Fraction(value)), kind.figure_unit, words)
        elif name in _COUNTS:
            shown[name] = int(value)
        else:
            shown[name] = number_words(Fraction(value), kind.figure_unit, words)
    return words(f"chain.remark.{remark.code}", **shown)


def _state(rank: int, kind: AnyIndicator, words: Words) -> str:
    assert kind.of_states, "only a milestone has states"
    found = kind.every_state[rank]
    return words.of(found, "name")


def _rung(rung: Rung, kind: AnyIndicator, words: Words) -> Fact:
    """Word a state with its rank, and its marks."""
    if rung.is_aside:
        label = words("chain.rung.aside")
    elif rung.is_beyond:
        label = words("chain.rung.beyond")
    else:
        label = words("chain.rung", rank=rung.rank + 1)
    marks = [words("chain.rung.target")] if rung.is_target else []
    if rung.years:
        marks.append(words("chain.rung.years", years=tuple(map(str, rung.years))))
    if rung.is_latest:
        marks.append(words("chain.rung.latest"))
    named = _state(rung.rank, kind, words)
    text = words("chain.rung.marked", state=named, marks=tuple(marks)) if marks else named
    return fact(label, text)
