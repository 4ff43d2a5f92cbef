"""How the cost of one long file grows with its rows, beside what only reads or splits it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

import long_file
from commands import Batch, Time, peer
from comparison import OURS, SLOW, Report, against, in_mib, in_rounds
from submissions import Made

SPLIT: Final = "split"
LONG_XLSX: Final = 1.3
LONG_CSV: Final = 4.0
LONG_PEAK: Final = 200.0
LINEAR: Final = 1.15
"""Processor time a row at the largest number of rows, against that at a tenth of them."""


def measure(report: Report, folder: Path, options: argparse.Namespace, python: str | None) -> None:
    """Files of several lengths, each by its peers and by `sqc batch --by`."""
    rows: list[list[str]] = []
    for suffix, make, references, budget in (
        (".xlsx", long_file.make_xlsx, ("openpyxl", "openpyxl-read-only"), LONG_XLSX),
        (".csv", long_file.make_csv, ("csv",), LONG_CSV),
    ):
        costs: list[float] = []
        for count in options.rows:
            path = folder / f"long-{count}{suffix}"
            make(path, count, options.seed)
            found = _times(report, path, references, options.rounds, python)
            bare = found[references[0]]
            rows += [
                [f"{count:,}", suffix, name, *_cells(bare, times)] for name, times in found.items()
            ]
            if OURS in found:
                costs.append(median(one.cpu for one in found[OURS]) / count)
            if count == options.rows[-1]:
                _hold(report, found, f"{count:,} rows {suffix}", references[0], budget)
        if len(costs) > 1:
            more = f"CPU a row of the longest {suffix} / of the one before"
            report.at_most(more, costs[-1] / costs[-2], LINEAR)
    head = ("rows", "file", "", "seconds", "CPU", "peak MiB", "times the first", "by CPU")
    report.table("Growth in rows of one long file, one worker", head, rows)


def _times(
    report: Report, path: Path, references: Sequence[str], rounds: int, python: str | None
) -> dict[str, list[Time]]:
    """By name; without those that failed, which the report tells."""
    files = [Made(path, "long", judged=True, header=(1,))]
    tasks = {name: partial(peer, name, files) for name in (*references, SPLIT)}
    batch = Batch([path], 1, path.with_name("long.jsonl"), ("--by", long_file.BY))
    tasks[OURS] = partial(Batch.time, batch)
    if python is not None:
        tasks |= {name: partial(peer, name, files, python) for name in SLOW}
    found, failed = in_rounds(tasks, min(rounds, 3))
    for name, reason in failed.items():
        report.not_measured(f"{path.name}, {name}", reason)
    return {name: times for name, times in found.items() if name not in failed}


def _hold(
    report: Report, found: dict[str, list[Time]], what: str, reference: str, budget: float
) -> None:
    for name in (SPLIT, OURS):
        if name in found:
            ratio = 1 / max(against(found[reference], found[name]))
            report.at_most(f"{what}, {name} / {reference}", ratio, budget)
    if OURS in found:
        report.at_most(f"peak MiB of {what}", max(one.peak for one in found[OURS]), LONG_PEAK)


def _cells(bare: Sequence[Time], times: Sequence[Time]) -> list[str]:
    seconds, cpu = against(times, bare)
    return [
        f"{median(one.seconds for one in times):.2f}",
        f"{median(one.cpu for one in times):.2f}",
        in_mib(max(one.peak for one in times)),
        f"{seconds:.2f}",
        f"{cpu:.2f}",
    ]
