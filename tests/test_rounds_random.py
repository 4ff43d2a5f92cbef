"""Compare a replaced file and its corrections with one table in which the cells were changed."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sheets_of_periods import Rows, text_file

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.reading.intake import read_contents

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals

YEARS = (2021, 2022, 2023, 2024, 2025)
CELLS = (
    None, None, None, "—", "约40", ">40", "40%以上", "见附件", "预计41", "41（初步核算）", "0.41",
    "12345678", "39", "40", "41", "2", "7", "0", "95", "100", "推进中", "已命名", "基本到位", "3吨",
)  # fmt: skip
TOLD = {"replaced", "withdrawn"}


def table(values: dict[tuple[str, int], str | None], names: dict[str, str]) -> bytes:
    rows: Rows = [["指标", *(f"{year}年" for year in YEARS)]]
    for item in dict.fromkeys(item for item, _ in values):
        rows.append([names[item], *(values.get((item, year)) for year in YEARS)])
    return text_file(rows)


def seen(plan: Plan, actuals: Actuals) -> tuple[Any, Counter[tuple[str, str | None]]]:
    """All that does not depend on where a value stands."""
    report: Report = evaluate(plan, actuals, year=2025)
    results = [
        (
            one.indicator.id,
            one.verdict,
            one.status,
            one.severity,
            one.gap,
            [(entry.year, entry.text) for entry in one.series],
            [note.code for note in one.notes],
        )
        for one in report.indicators
    ]
    asked = [
        (one.result.indicator.id, one.years, tuple(cell.text for cell in one.cells))
        for one in report.lists.missing
    ]
    by_item: dict[str, list[Any]] = {}
    for identity, years, texts in asked:  # cells in two files are two entries
        by_item.setdefault(identity, []).extend((*years, *texts))
    joined = {identity: sorted(asks, key=str) for identity, asks in by_item.items()}
    told = Counter((one.code, one.indicator) for one in report.diagnostics if one.code not in TOLD)
    return (results, joined, report.exit_code), told


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_corrected_rows_give_what_one_corrected_table_gives(seed: int, plan: Plan) -> None:
    by = random.Random(seed)  # noqa: S311 - the same tables in every run
    names = {one.id: one.name for one in plan.indicators}
    items = by.sample(list(names), 6)
    files: list[dict[tuple[str, int], str | None]] = []
    for number in range(by.choice((2, 2, 3))):
        chosen = items if number == 0 else by.sample(items, by.randint(1, 6))
        share = 1 if number == 0 else by.random()
        files.append({(item, year): by.choice(CELLS) if by.random() < share else None
                      for item in chosen for year in YEARS})  # fmt: skip
    one_table: dict[tuple[str, int], str | None] = {}
    for values in files:
        one_table |= {slot: text for slot, text in values.items()
                      if text is not None or slot not in one_table}  # fmt: skip
    contents = [(f"r{number}.csv", table(values, names)) for number, values in enumerate(files)]
    replaced = read_contents(contents[-1:], plan, replaces=contents[:-1])
    whole = read_contents([("one.csv", table(one_table, names))], plan)
    assert seen(plan, replaced) == seen(plan, whole), files
