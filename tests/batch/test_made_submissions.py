"""The files that the benchmarks make: always the same, and judged as arithmetic by hand judges.

The values behind a made file are known, so the verdict of each is known without sqc.
"""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.work import Worker
from shengzhou_quality.evaluation.outcome import EntitySource

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
try:
    import broken_files
    import layouts
    import spreadsheets
    import submissions
finally:
    sys.path.remove(str(BENCHMARKS))

ABOVE: Final = {1: "96", 2: "98", 3: "99.5", 4: "98.5", 5: "40", 6: "15", 10: "99", 11: "93"}
AT_LEAST: Final = {7: "423", 9: "6", 12: "100", 21: "3.3", 22: "411", 23: "6"}
"""The targets of the plan's table: above, and at least, this value in the year judged."""


@pytest.fixture(scope="module")
def worker() -> Worker:
    return Worker(Settings())


def judge(worker: Worker, path: Path) -> dict[str, Any]:
    line = worker.do(Submission(path.stem, EntitySource.FILE, (str(path),)))
    outcome: dict[str, Any] = json.loads(line)
    return outcome


def made(folder: Path, seed: int) -> dict[str, bytes]:
    files = list(submissions.make(folder, submissions.Asked(40, seed)))
    assert len({one.path for one in files}) == 40
    assert [one.judged for one in files].count(False) <= 2
    return {str(one.path.relative_to(folder)): one.path.read_bytes() for one in files}


def test_same_seed_same_bytes(tmp_path: Path) -> None:
    first, again, other = (
        made(tmp_path / name, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )
    assert first == again
    assert len(set(first.values()) & set(other.values())) <= 1  # a broken file may be empty
    assert len(set(first.values())) == 40


@pytest.mark.parametrize("kind", broken_files.KINDS, ids=lambda kind: kind.name)
def test_broken_files(kind: broken_files.Kind, worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / f"乙{kind.suffix}"
    path.write_bytes(kind.make(layouts.county(5, layouts.COUNTIES, 17), 2024))
    outcome = judge(worker, path)
    assert (outcome["exit_code"] != 2) is kind.judged
    assert outcome["problems"] or kind.judged


@pytest.mark.parametrize(
    "layout",
    [one for one in layouts.LAYOUTS if one is not layouts.remarks],
    ids=lambda layout: layout.__name__,
)
def test_verdicts(layout: layouts.Layout, worker: Worker, tmp_path: Path) -> None:
    """Without the one layout that names an area: whose figures those are depends on the run."""
    for number in (11, 12):
        county = layouts.county(number, layouts.COUNTIES, 17)
        sheets = layout(county, 2025, Random(number))  # noqa: S311 - reproducible, not secret
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(spreadsheets.xlsx(sheets, number))
        outcome = judge(worker, path)
        assert outcome["year"] == 2025
        verdicts = {str(one["id"]): one["verdict"] for one in outcome["indicators"]}
        for id_ in (*ABOVE, *AT_LEAST):
            value = county.values[id_][2025]
            assert verdicts[str(id_)] in expected(id_, value), (number, id_, value)


def expected(id_: int, value: spreadsheets.Cell) -> set[str]:
    """What the verdict may be, by comparing two decimals."""
    if isinstance(value, Decimal):
        target = Decimal(ABOVE.get(id_) or AT_LEAST[id_])
        met = value > target if id_ in ABOVE else value >= target
        return {"met"} if met else {"not_met"}
    if isinstance(value, str) and value[0] == "≥":
        return {"met"} if Decimal(value[1:]) > Decimal(ABOVE[id_]) else {"undetermined"}
    if isinstance(value, str) and value.endswith("%以上"):
        return {"met"} if Decimal(value[:-3]) > Decimal(ABOVE[id_]) else {"undetermined"}
    return {"no_data", "undetermined"}
