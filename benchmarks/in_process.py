"""The rate in one process: 200 different workbooks, against bare openpyxl on the same files.

    python benchmarks/in_process.py                the budget: at least 0.6 of openpyxl's rate
    python benchmarks/in_process.py --files 40     a quick look

The workbooks are made into a temporary folder out of the rows of five examples. Every number
with a fraction is moved by up to 2% (the workbook's own number is the seed); whole numbers stay.
The layout is one of eight: with or without a second sheet of notes, an empty column in front,
and a remark behind each row. Both sides read every file in each round; imports are not counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time
from typing import Any, Final

import openpyxl

from shengzhou_quality import evaluate, load_plan, read_actuals

EXAMPLES: Final = Path(__file__).resolve().parent.parent / "examples"
SOURCES: Final = ("final-2025", "failing-2025", "midterm-2023", "county-2025", "tasks-2025")
BUDGET: Final = 0.6
ROUNDS: Final = 5


def rows_of(name: str) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(EXAMPLES / f"{name}.xlsx").worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def make(path: Path, number: int, rows: Sequence[tuple[Any, ...]]) -> None:
    """The workbook with this number: its values and its layout depend on nothing else."""
    random = Random(number)  # noqa: S311 - reproducible, not secret
    notes, front, remarks = (bool(number & bit) for bit in (1, 2, 4))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "实际值"
    for row in rows:
        cells = [moved(value, random) for value in row]
        before: list[Any] = [None] if front else []
        behind = [f"第{random.randint(1, 999)}号来文"] if remarks and any(cells) else []
        sheet.append([*before, *cells, *behind])
    if notes:
        book.create_sheet("说明").append([f"第{number}份报表"])
    book.save(path)


def moved(value: Any, random: Random) -> Any:
    """A number with a fraction, up to 2% off; years, serials and text as they are."""
    return round(value * random.uniform(0.98, 1.02), 2) if isinstance(value, float) else value


def read_bare(path: Path) -> None:
    """As openpyxl's documentation reads values: every cell of every sheet."""
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass


def seconds(task: Callable[[Path], object], paths: Sequence[Path]) -> tuple[float, float]:
    """By the clock, and of the processor."""
    began, busy = perf_counter(), process_time()
    for path in paths:
        task(path)
    return perf_counter() - began, process_time() - busy


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200)
    count = parser.parse_args().files
    plan = load_plan()

    def judge(path: Path) -> None:
        evaluate(plan, read_actuals([path], plan))

    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.xlsx" for number in range(count)]
        sources = [rows_of(name) for name in SOURCES]
        for number, path in enumerate(paths):
            make(path, number, sources[number % len(sources)])
        judge(paths[0])
        read_bare(paths[0])
        ratios, shares, rates = [], [], []
        for _ in range(ROUNDS):
            ours, bare = seconds(judge, paths), seconds(read_bare, paths)
            ratios.append(bare[0] / ours[0])
            shares.append(bare[1] / ours[1])
            rates.append((count / ours[0], count / bare[0]))
    mine, other = median(rate for rate, _ in rates), median(rate for _, rate in rates)
    print(f"{count} workbooks, {ROUNDS} rounds: sqc {mine:.0f} a second, openpyxl {other:.0f}")
    print(f"rate against openpyxl: {median(ratios):.2f} wall, {median(shares):.2f} CPU; ", end="")
    best = max(median(ratios), median(shares))
    print(f"budget {BUDGET}: {'met' if best >= BUDGET else 'missed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
