"""No verdict that the evidence does not force: bounds and gaps, filled at random.

Every form of target is judged by figures of which some are bounds or missing. A verdict that is
reached must be that of every set of full figures which these leave possible.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

import pytest
from test_every_form import every_form, groups

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.interval import Interval
from shengzhou_quality.plan.kinds import LEFT_TO_PEOPLE, AnyIndicator
from shengzhou_quality.reading.intake import read_contents

SETTLED = {"met", "not_met"}
ROUNDS, FILLINGS = 6, 5
OFTEN_OF_YEAR = ("change", "cumulative", "average_growth")
"""Kinds of which the basis has to be said."""

Values = dict[int, str]
ANY = Interval(None, None)


class Cell(NamedTuple):
    """What a cell says, and what its number can be."""

    text: str | None
    low: Fraction | None
    high: Fraction | None


def figures_of(form: str) -> list[Fraction]:
    """The figures of its cases: they lie about its target."""
    cases = next(group["cases"] for group in groups() if group["form"] == form)
    return [Fraction(text.strip("<>≥≤")) for case in cases for text in case["actuals"].values()]


def drawn(draw: random.Random, near: list[Fraction]) -> Cell:
    number = abs(draw.choice(near) + Fraction(draw.choice((-20, -5, -1, 0, 0, 1, 5, 20)), 10))
    text = plain(exact_decimal(number))
    return draw.choice(
        [Cell(text, number, number)] * 6
        + [Cell(f"<{text}", None, number), Cell(f">{text}", number, None), Cell(None, None, None)]
    )


def filled(draw: random.Random, cell: Cell, near: list[Fraction], possible: Interval) -> str:
    """A number that the cell leaves possible."""
    beyond, inner = Fraction(draw.choice((1, 5, 20, 200)), 10), Fraction(1, 1000)
    match cell.low, cell.high:
        case None, None:
            middle = draw.choice(near)
            low, high = middle - beyond, middle + beyond
        case None, Fraction() as end:
            low, high = end - beyond, end - inner
        case Fraction() as end, None:
            low, high = end + inner, end + beyond
        case Fraction() as low, Fraction() as high:
            pass
    number = low + (high - low) * Fraction(draw.randint(0, 10), 10)
    if possible.low is not None:
        number = max(number, possible.low)
    if possible.high is not None:
        number = min(number, possible.high)
    return plain(exact_decimal(number))


def verdict_of(item: AnyIndicator, own: Values, other: Values, year: int) -> str | None:
    """The verdict, or nothing if the data is at fault."""
    plan, compared = every_form(), every_form().other_of(item)
    named = [(item.name, own), *([(compared.name, other)] if compared is not None else [])]
    rows = [{"indicator": name, "values": values} for name, values in named if values]
    if not own:
        return None
    if item.kind in OFTEN_OF_YEAR:
        rows[0]["form"] = "当年值"
    content = json.dumps({"actuals": rows}, ensure_ascii=False).encode()
    report = evaluate(plan, read_contents([("d.json", content)], plan), year=year, only=[item.id])
    if report.diagnostics:
        return None
    return report.indicators[0].verdict.value


@pytest.mark.slow
def test_a_verdict_holds_whatever_the_unknown_figures_are() -> None:
    draw, settled = random.Random(15), 0  # noqa: S311 - nothing secret
    others = [Fraction(4), Fraction(5), Fraction(6)]
    for item in every_form().indicators:
        if item.kind == LEFT_TO_PEOPLE or item.of_states:
            continue
        near, possible = figures_of(item.name), item.domain.interval
        for _ in range(ROUNDS):
            year = draw.choice((2022, 2023, 2025))
            own = {one: drawn(draw, near) for one in range(2021, year + 1)}
            other = {one: drawn(draw, others) for one in own}
            verdict = verdict_of(item, told(own), told(other), year)
            if verdict not in SETTLED:
                continue
            settled += 1
            for _ in range(FILLINGS):
                full = {one: filled(draw, cell, near, possible) for one, cell in own.items()}
                of_other = {one: filled(draw, cell, others, ANY) for one, cell in other.items()}
                found = verdict_of(item, full, of_other, year)
                assert found in (None, verdict), (item.name, year, told(own), full, of_other)
    assert settled > len(every_form().indicators), "the figures settle too little to test anything"


def told(cells: Mapping[int, Cell]) -> Values:
    return {year: cell.text for year, cell in cells.items() if cell.text is not None}
