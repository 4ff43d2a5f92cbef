"""What `sqc batch` costs: growth, peers and budgets, on files that it makes first.

    python benchmarks/batch.py                     all of it: about a quarter of an hour
    python benchmarks/batch.py --quick             small numbers, to see that it works
    python benchmarks/batch.py --whole             14,250 files, the lines for docs/scale.md
    python benchmarks/batch.py --whole --killed    the same run killed halfway, and resumed

The peers (`peers.txt`) get a venv of their own, in a temporary folder; --peers-python takes one
that exists. A rate is compared with openpyxl's of the same round, by the clock and by the
processor; a budget is met if the better of the two is, as in the other benchmarks. The imports
and the start count for `sqc batch`, not for a peer. Two workers need two idle cores.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

import long_growth
import submissions
import whole_run
from commands import Batch, NotDoneError, Time, install_peers, peer
from comparison import OURS, SLOW, Report, against, in_mib, in_rounds
from submissions import Asked

SEED: Final = 17
ONE_WORKER: Final = 0.9
TWO_WORKERS: Final = 1.7
FLAT: Final = 1.15
"""Peak memory at the largest number of files, against that at a tenth of them."""
BUSY: Final = 0.7
"""A load at which something else runs."""

DOES: Final = {
    "openpyxl": "reads every cell of every sheet; knows no indicator, unit or target",
    "openpyxl-read-only": "the same, a row at a time",
    "split": "sqc reads a long file and divides it by counties; judges nothing",
    "csv": "reads every row, makes a Decimal of each number; nothing else",
    "worker": "sqc's verdicts in one process: no command, pipe or table",
    "evaluate": "sqc's Python API in one process: a whole report of each file",
    "sqc batch --jobs 1": "finds, reads and judges all sheets; writes the table and the roll-up",
    "sqc batch --jobs 2": "the same, with two workers",
    "frictionless": "checks the first sheet's types by a schema, told where the header is; no "
    "long or transposed table, no unit, no verdict",
    "pandera": "as frictionless, by pandas.read_excel",
}


def rates(report: Report, folder: Path, options: argparse.Namespace, python: str | None) -> None:
    """Every program on the same readable workbooks, in an order that alternates."""
    asked = Asked(options.rate_files, SEED, plain=True)
    files = list(submissions.make(folder / "plain", asked))
    tasks: dict[str, Callable[[], Time]] = {
        name: partial(peer, name, files) for name in ("openpyxl", "worker", "evaluate")
    }
    for jobs in (1, 2):
        batch = Batch([folder / "plain"], jobs, folder / "plain.jsonl")
        tasks[f"sqc batch --jobs {jobs}"] = batch.time
    if python is not None:
        tasks |= {name: partial(peer, name, files, python) for name in SLOW}
    found, failed = in_rounds(tasks, options.rounds)
    bare, rows = found["openpyxl"], []
    for name, times in found.items():
        if name in failed:
            rows.append([name, failed[name], *["–"] * 5])
            continue
        seconds, cpu = against(bare, times)
        rows.append(
            [
                name,
                DOES[name],
                f"{median(one.seconds for one in times) * 1000 / len(files):.2f}",
                f"{median(one.cpu for one in times) * 1000 / len(files):.2f}",
                f"{seconds:.2f}",
                f"{cpu:.2f}",
                in_mib(max(one.peak for one in times)),
            ]
        )
    head = ("", "what it does", "ms a file", "of CPU", "rate/openpyxl", "by CPU", "peak MiB")
    report.table(f"{len(files)} workbooks, {options.rounds} rounds", head, rows)
    one, two = OURS, "sqc batch --jobs 2"
    if failed.keys() & {one, two}:
        report.not_measured("rates of sqc batch", failed.get(one, failed.get(two)))
        return
    report.at_least("one worker / openpyxl", max(against(bare, found[one])), ONE_WORKER)
    report.at_least("two workers / one, by the clock", against(found[one], found[two])[0],
                    TWO_WORKERS)  # fmt: skip


def growth_in_files(report: Report, folder: Path, options: argparse.Namespace) -> None:
    """Varied files, five in a hundred of them broken or hostile."""
    rows: list[list[str]] = []
    peaks: list[float] = []
    for count in options.files:
        tree = folder / f"tree-{count}"
        made = list(submissions.make(tree, Asked(count, SEED)))
        batch = Batch([tree], 2, folder / f"tree-{count}.jsonl")
        try:
            time = batch.time()
        except NotDoneError as error:
            report.not_measured(f"{count:,} files", error)
            continue
        peaks.append(time.peak)
        rows.append(
            [
                f"{count:,}",
                whole_run.as_expected(made, batch.output),
                f"{time.seconds:.1f}",
                f"{count / time.seconds:.0f}",
                f"{time.cpu * 1000 / count:.2f}",
                in_mib(time.peak),
                f"{batch.output.stat().st_size / 1024 / count:.1f}",
            ]
        )
    head = ("files", "refused", "seconds", "files/s", "CPU ms a file", "peak MiB", "KiB a line")
    report.table("Growth in files, two workers", head, rows)
    if len(peaks) > 1:
        report.at_most("peak memory at ten times the files", peaks[-1] / peaks[-2], FLAT)


def peers_python(report: Report, folder: Path, options: argparse.Namespace) -> str | None:
    """An interpreter with frictionless and pandera; `None`: not compared, and the report says."""
    if options.no_peers:
        report.not_measured("frictionless and pandera", "--no-peers")
        return None
    try:
        return options.peers_python or install_peers(folder / "peers")
    except NotDoneError as error:
        report.not_measured("frictionless and pandera", error)
        return None


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--files", type=numbers, help="such as 100,1000,10000")
    parser.add_argument("--rows", type=numbers, help="such as 1000,10000,100000")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--peers-python", help="an interpreter with the peers")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--whole", nargs="?", type=int, const=submissions.COUNTRY, metavar="FILES")
    parser.add_argument("--killed", action="store_true", help="with --whole")
    options = parser.parse_args()
    quick = options.quick
    options.files = options.files or ([20, 100] if quick else [100, 1_000, 10_000])
    options.rows = options.rows or ([500, 2_000] if quick else [1_000, 10_000, 100_000])
    options.rounds = options.rounds or (2 if quick else 5)
    options.seed = SEED
    options.rate_files = 50 if quick else 500
    cores = os.cpu_count()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    version = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{version}, {platform.system()}, {cores} cores, seed {SEED}")
    if load > BUSY:
        print(f"**The machine is busy (load {load:.1f}): what is told by the clock is too slow.**")
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.whole:
            return whole_run.measure(folder, Asked(options.whole, SEED), killed=options.killed)
        python = peers_python(report, folder, options)
        rates(report, folder, options, python)
        growth_in_files(report, folder, options)
        long_growth.measure(report, folder, options, python)
    report.table("Budgets", ("budget", "figure", ""), report.budgets)
    return 0


if __name__ == "__main__":
    sys.exit(main())
