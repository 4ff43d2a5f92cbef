"""Write the arithmetic: name = formula = numbers = result.

A formula is the same in every language; filled with names it is the rule, with numbers the sum.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.plan.kinds.steps import (
    ROOT,
    Measure,
    Operand,
    Percent,
    Quotient,
    Root,
    Step,
)
from shengzhou_quality.units import PERCENT
from shengzhou_quality.words import Words


class WrittenStep(NamedTuple):
    """A step in words and numbers; `sign` is `≈` where the result is rounded."""

    name: str
    formula: str
    numbers: str
    sign: str
    figure: str
    result: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """What stands behind the name; a lone number that is the result already is left out."""
        shown = (f"= {self.formula}", f"= {self.numbers}", f"{self.sign} {self.result}")
        return shown if self.numbers != self.figure else (shown[0], shown[2])


def write_step(step: Step, unit: str | None, words: Words) -> WrittenStep:
    operands, template = step.operands, step.formula
    years = {name: str(value) for name, value in operands.items() if name.endswith("year")}
    name = words(f"chain.step.{step.quantity.name}", **years)
    if step.side is not None:
        name = words(f"chain.step.side.{step.side}", name=name)
    numbers = template.format_map({name: _number(value) for name, value in operands.items()})
    return WrittenStep(
        name=name,
        formula=template.format_map({name: words(f"chain.operand.{name}") for name in operands}),
        numbers=_unwrapped(numbers),
        sign="≈" if step.is_rounded else "=",
        figure=plain(step.figure),
        result=with_measure(step.figure, step.quantity.measure, unit, words),
    )


def has_power(step: Step) -> bool:
    """Whether the line has the sign of a power, which the page then explains."""
    roots = any(isinstance(value, Root) for value in step.operands.values())
    return roots or "^" in step.formula


def with_measure(number: Decimal, measure: Measure, unit: str | None, words: Words) -> str:
    """A result with what it counts in, to its last digit."""
    text = plain(number)
    match measure:
        case Measure.YEARS:
            return words("chain.years", number=text)
        case Measure.PERCENT:
            return text + PERCENT
        case Measure.DIFFERENCE if unit == PERCENT:
            return words("unit.points", number=text)
        case Measure.UNIT | Measure.DIFFERENCE if unit:
            written = unit if unit == PERCENT else words.unit(unit)
            # A unit that is itself a multiple (×CNY100m) is no factor of the sum before it.
            return (
                f"{text} ({written.strip()})" if written.startswith((" ", "×")) else text + written
            )
        case _:
            return text


def _number(value: Operand) -> str:
    """A number to put in: exactly, and in brackets where a sign or a share needs them."""
    match value:
        case Quotient(over, under):
            return f"({_number(over)} ÷ {_number(under)})"
        case Percent(growth):
            text = plain(exact_decimal(growth)) + PERCENT
            return f"({text})" if growth < 0 else text
        case Root(product, years):
            return f"({ROOT.format(growth=_number(product), elapsed=years)})"
        case tuple():
            factors = [_factor(term.value) for term in value if isinstance(term, Percent)]
            terms = [_number(term) for term in value]
            return " × ".join(factors) if factors else " + ".join(terms)
        case _:
            text = plain(exact_decimal(Fraction(value)))
            return f"({text})" if value < 0 else text


def _factor(growth: Fraction) -> str:
    """(1 + 9.5%) of a growth, (1 - 2%) of a fall."""
    sign = "-" if growth < 0 else "+"
    return f"(1 {sign} {plain(exact_decimal(abs(growth)))}%)"


def _unwrapped(numbers: str) -> str:
    """A lone negative number needs no brackets: nothing stands before its sign."""
    inner = numbers[1:-1]
    lone = numbers.startswith("(-") and numbers.endswith(")") and not set(inner) & set("() ")
    return inner if lone else numbers
