"""Another figure of a target (of a year, a stretch, a reading of the text) may be unsound too.

Its fault is told in words, in both languages, and the evaluation goes on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.loader import inspect_files, load_plan
from shengzhou_quality.reading.intake import read_contents
from shengzhou_quality.words import Words

HEAD = """\
plan: {id: x, title: 某规划, baseline_year: 2020, target_year: 2025}
categories: [{key: c, name: 甲}]
indicators:
"""
ITEM = (
    "  - {{id: 1, name: 甲, category: c, constraint: 约束性, "
    "source: {{section: 一, quote: 甲}}, {}}}\n"
)
VALUES = "actuals:\n  - {id: 1, values: {2021: 8, 2022: 7, 2023: 3, 2024: 9, 2025: 5}}\n"


def _plan(folder: Path, keys: str) -> Path:
    file = folder / "indicators.yaml"
    file.write_text(HEAD + ITEM.format(keys), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("kind", "reading", "verdict"),
    [
        # 1.08 × 1.07 × 1.03 × 1.09 × 1.05 is a mean of 6.4%: below 9, so a ceiling of 9 is met.
        ('kind: average_growth, target: 9, unit: "%"', "9以下", Verdict.MET),
        ('kind: average_growth, target: "<9", unit: "%"', "9以上", Verdict.NOT_MET),
        ('kind: mean_level, target: 9, unit: "%"', "不超过9", Verdict.MET),  # 32 ÷ 5 = 6.4
        ("kind: level, baseline: 1, target: 9, unit: 个", "9以内", Verdict.MET),
        ("kind: maintain, baseline: 9, target: 9, unit: 个", "9以内", Verdict.MET),
        ("kind: yearly, target: 每年新增3个, unit: 个", "每年新增5个以下", Verdict.NOT_MET),
    ],
)
def test_a_reading_on_the_other_side_is_compared(
    tmp_path: Path, kind: str, reading: str, verdict: Verdict
) -> None:
    read = f'{kind}, readings: [{{section: 四, quote: 乙, target: "{reading}"}}]'
    plan = load_plan(_plan(tmp_path, read))
    indicator = plan.indicators[0]
    assert indicator.readings, "it is not left to people"
    actuals = read_contents([("a.yaml", VALUES.encode())], plan)
    (result,) = evaluate(plan, actuals).indicators
    notes = [note for note in result.notes if note.code == "reading-sensitive"]
    assert [note.parameters["target"] for note in notes] == [reading]
    assert (result.verdict, verdict) in {
        (Verdict.MET, Verdict.NOT_MET),
        (Verdict.NOT_MET, Verdict.MET),
    }
    met = Status.MET if verdict is Verdict.MET else Status.MISSED
    assert [note.parameters["status"] for note in notes] == [met.value]


@pytest.mark.parametrize(
    "keys",
    [
        'kind: level, baseline: 50, target: 90, unit: "%", {}: 120%',
        'kind: level, baseline: 50, target: 90, unit: "%", {}: 95个',
        "kind: cumulative, target: 9, unit: 个, {}: 9个以下",
        "kind: level, baseline: 50, target: 90, unit: 个, {}: 年均增长7%",
        "kind: level, baseline: 50, target: 90, unit: 个, {}: 由60提高到95",
    ],
)
@pytest.mark.parametrize("at", ["reading", "year", "stretch", "changed"])
def test_an_unsound_figure_is_told(tmp_path: Path, keys: str, at: str) -> None:
    before, figure = keys.split(", {}: ")
    others = {
        "reading": f'readings: [{{section: 四, quote: 乙, target: "{figure}"}}]',
        "year": f'targets: {{2023: "{figure}"}}',
        "stretch": f'stretch: "{figure}"',
        "changed": f'changed_targets: [{{date: 2023-05-01, target: "{figure}", '
        "source: {section: 会议, quote: 乙}}]",
    }
    file = _plan(tmp_path, f"{before}, {others[at]}")
    found = inspect_files(file).faults
    assert found
    for language in ("zh", "en"):
        assert all(Words(language).line(finding) for finding in found)
    plan = load_plan(file)
    report = evaluate(plan, read_contents([("a.yaml", VALUES.encode())], plan))
    assert report.indicators[0].verdict is Verdict.UNDETERMINED
