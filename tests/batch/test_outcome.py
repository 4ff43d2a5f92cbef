"""The outcome of what is judged alone is what the whole report says, for any file and option."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from outcomes import outcome_by_judging, outcome_by_report

from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import Evaluation, evaluate
from shengzhou_quality.reading.intake import read_actuals, read_contents

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = (
    "actuals.yaml", "county-2025.xlsx", "failing-2025.xlsx", "final-2025.xlsx",
    "midterm-2023.xlsx", "tasks-2023.xlsx", "tasks-2025.xlsx",
)  # fmt: skip
FILES = sorted(
    file
    for folder in ("valid", "invalid", "published", "readers")
    for file in (ROOT / "tests/data" / folder).iterdir()
    if file.is_file() and not file.name.endswith(".expect.yaml")
)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(plan: Plan, name: str) -> None:
    check(plan, read_actuals([ROOT / "examples" / name], plan), (None, *plan.years))


@pytest.mark.parametrize("only", [["6"], ["8", "C05"], ["T01"], ["15-20"], ["M01", "1"]])
def test_a_part_of_the_plan(plan: Plan, only: list[str]) -> None:
    """A commitment that shows an indicator which is left out stands for it in the lists."""
    for name in ("failing-2025.xlsx", "tasks-2023.xlsx"):
        actuals = read_actuals([ROOT / "examples" / name], plan)
        found = outcome_by_judging(plan, actuals, only=only)
        assert found == outcome_by_report(evaluate(plan, actuals, only=only))


def test_offices_and_opinions(plan: Plan) -> None:
    for year in (2023, None):
        actuals = read_actuals(
            [ROOT / "examples/midterm-2023.xlsx", ROOT / "examples/tasks-2023.xlsx"],
            plan,
            assessments=[ROOT / "examples/assessments-2023.yaml"],
            offices=ROOT / "examples/offices.yaml",
        )
        check(plan, actuals, (year,))


def test_a_file_that_a_later_one_replaces(plan: Plan) -> None:
    """Whether anything is asked for decides which of its findings are told."""
    first = (ROOT / "examples/failing-2025.xlsx", ROOT / "examples/midterm-2023.xlsx")
    for old in first:
        actuals = read_actuals([ROOT / "examples/final-2025.xlsx"], plan, replaces=[old])
        check(plan, actuals, (None, 2023))


def test_an_office_is_spelled_the_same_whatever_is_asked_first(plan: Plan) -> None:
    """市场监管局 and 嵊州市市场监管局 are one office, spelled as the first item names it."""
    names = {one.id: one.name for one in plan.indicators}
    rows = (
        "填报单位：嵊州市市场监管局,,,",
        "指标,责任单位,2024年,2025年",
        f"{names['9']},科技局,3,3",
        f"{names['1']},,97,",
        f"{names['5']},嵊州市科技局,,",
        f"{names['2']},,,",
    )
    content = "\n".join(rows).encode()
    actuals = read_contents([("甲.csv", content)], plan)
    found = outcome_by_judging(plan, actuals)
    # 5 comes before 9 in the plan; nothing is reported of it, so 9 is looked at first.
    assert "嵊州市科技局" in {ask.office for ask in found.asks}
    assert "科技局" not in {ask.office for ask in found.asks}
    check(plan, actuals, (None, 2025))


def test_what_only_a_report_shows_is_not_made(plan: Plan) -> None:
    actuals = read_actuals([ROOT / "examples/final-2025.xlsx"], plan)
    evaluation = Evaluation(plan, actuals)
    assert evaluation.missing == ()
    assert not any("result" in vars(one) for one in evaluation.indicators)
    assert {one.id for one in plan.judged_promises}.isdisjoint(vars(evaluation._judge)["_results"])


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_any_file(plan: Plan, file: Path) -> None:
    try:
        actuals = read_contents([(file.name, file.read_bytes())], plan)
    except InputError:
        return
    check(plan, actuals, (None, 2023))


def check(plan: Plan, actuals: Actuals, years: tuple[int | None, ...]) -> None:
    for number, year in enumerate(years):
        fail_on = ("binding", "any", "never")[number % 3]
        found = outcome_by_judging(plan, actuals, year=year, fail_on=fail_on)
        assert found == outcome_by_report(evaluate(plan, actuals, year=year, fail_on=fail_on))
