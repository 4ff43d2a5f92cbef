"""Test that all that keeps an item open is asked for at once: the answers leave nothing to ask."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

HEAD = "编号,2021年,2022年,2023年,2024年,2025年,口径,责任单位"
GOOD = {
    "1": "97", "2": "99", "3": "99.5", "5": "41", "7": "400", "8": "9", "9": "6", "12": "100",
    "15": "5", "18": "5", "19": "1", "21": "3.2", "22": "300",
}  # fmt: skip
SLIPS = (
    *("", "", "约{}", "大于", "5-7月", "{}x", "预计{}", "≥{}", "{}以上", "≤{}"),
    "数据待核实",
)
FORMS = ("当年值", "累计值")
YEARS = range(2021, 2026)


def asked(plan: Plan, row: list[str], year: int) -> set[int]:
    """The years whose value is asked for; all else that a letter asks is none of them."""
    content = "\n".join([HEAD, ",".join(row)]).encode()
    actuals = read_contents([("a.csv", content)], plan)
    report = evaluate(plan, actuals, year=year, only=row[:1])
    found: set[int] = set()
    for letter in select_letters(report, actuals).letters:
        for send in letter.to_send:
            found |= {*send.years} or {0}
        found |= {2019 + (one.place.column or 0) for one in letter.to_correct}
    return found


@pytest.mark.parametrize("seed", range(12))
def test_the_answers_to_one_letter_leave_nothing_to_ask(seed: int, plan: Plan) -> None:
    rng = random.Random(seed)  # noqa: S311
    for _ in range(30):
        item, good = rng.choice(list(GOOD.items()))
        texts = [rng.choice(SLIPS).format(good) if rng.random() < 0.45 else good for _ in YEARS]
        (summed,) = [one.sums_years for one in plan.indicators if one.id == item]
        row = [item, *texts, rng.choice(FORMS) if summed else "", "某局"]
        year = rng.choice((2023, 2025))
        first = asked(plan, row, year)
        answered = [good if at in first else text for at, text in zip(YEARS, texts, strict=True)]
        again = asked(plan, [item, *answered, *row[6:]], year)
        assert first <= {*YEARS}, row
        assert again == set(), (row, first, answered)


def test_what_is_not_needed_is_not_asked_for(plan: Plan) -> None:
    """An earlier year of a level that is only about right; of what is kept it is checked."""
    assert asked(plan, ["21", "3", "3", "3", "约3", "3.4", "", "某局"], 2025) == set()
    assert asked(plan, ["21", "3", "3", "3", "3", "约3.4", "", "某局"], 2025) == {2025}
    assert asked(plan, ["1", "97", "97", "97", "约97", "97", "", "某局"], 2025) == {2024}
    assert asked(plan, ["15", "30", "", "约5", "5", "5", "当年值", "某局"], 2025) == set()
