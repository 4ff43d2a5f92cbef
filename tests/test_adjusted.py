"""Test what is asked about a task reported as adjusted (已调整): its basis, and only once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from campaign.tables import csv_of, xlsx

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.letters import select_letters
from shengzhou_quality.evaluation.selections import unsettled
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.pages.report.item_words import asked
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from shengzhou_quality.evaluation.asks import Letters
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan


def judged(plan: Plan, kind: str, *rows: Sequence[Any]) -> tuple[Report, Letters]:
    lines = [list(row) for row in rows]
    content = csv_of(lines) if kind == "csv" else xlsx({"任务进展": lines})
    actuals = read_contents([(f"a.{kind}", content)], plan)
    report = evaluate(plan, actuals, year=2025, only=["M90"])
    return report, select_letters(report, actuals)


@pytest.mark.parametrize("state", ["已调整", "已停止"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_and_the_letter_ask_for_the_basis(lang: str, state: str, plan: Plan) -> None:
    report, letters = judged(plan, "csv", ("编号", "名称", "状态"), ("M90", "质量发展基金", state))
    words = Words(lang)
    (entry,) = report.lists.missing
    (ask,) = letters.letters[0].to_correct
    basis = {"zh": "依据", "en": "basis"}[lang]
    assert basis in asked(entry, words)
    assert basis in Asks(report, words).problem(ask)
    cure = Asks(report, words).cure(ask)
    assert basis in cure
    assert words.of(entry.result.indicator.states[-2], "name") not in cure  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("column", ["说明", "备注", "佐证材料"])
def test_the_basis_given_is_an_answer(column: str, kind: str, plan: Plan) -> None:
    """The office has said all that it can; the evaluators decide."""
    rows = [
        ("编号", "名称", "状态", column),
        ("M90", "质量发展基金", "已调整", "嵊政办文〔2024〕1号"),
    ]
    report, letters = judged(plan, kind, *rows)
    assert report.lists.missing == ()
    assert letters.letters == ()
    assert [one.promise.id for one in unsettled(report)] == ["M90"]
