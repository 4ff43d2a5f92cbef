"""The largest job that there is: 14,250 files of 2,850 counties, in one run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import submissions
from commands import Batch
from measured import Cost
from submissions import Asked, Made

JOBS: Final = 2
HEAD: Final = (
    "| run | submissions | refused | seconds | files/s | CPU s | peak MiB | table MB | exit |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def measure(folder: Path, asked: Asked, *, killed: bool) -> int:
    """Print the lines for docs/scale.md: each file by itself, then those of a county merged."""
    tree = folder / "submissions"
    began = perf_counter()
    made = list(submissions.make(tree, asked))
    size = sum(one.path.stat().st_size for one in made) / 1e6
    say(f"{len(made):,} files, {size:.0f} MB, made in {perf_counter() - began:.0f} seconds\n")
    single = Batch([tree], JOBS, folder / "single.jsonl")
    merged = Batch([tree], JOBS, folder / "merged.jsonl", more=())
    say(HEAD)
    cost = single.run()
    say(_line("each file by itself (`--entity file`)", cost, single, made))
    say(_line("the files of a county merged", merged.run(), merged, made))
    if killed:
        again = Batch([tree], JOBS, folder / "killed.jsonl")
        say(_resumed(again, single.output, made))
    return 0 if cost.code in (0, 1) else 1


def _resumed(batch: Batch, whole: Path, made: Sequence[Made]) -> str:
    """Kill the run when half of its table is there, and resume it."""
    half = whole.stat().st_size / 2

    def enough() -> bool:
        return batch.output.exists() and batch.output.stat().st_size >= half

    batch.run(stop=enough)
    kept = batch.output.read_bytes().count(b"\n") if batch.output.exists() else 0
    cost = batch.run("--resume")
    same = batch.output.exists() and batch.output.read_bytes() == whole.read_bytes()
    said = "the same bytes" if same else "**other bytes**"
    return _line(f"killed after {kept:,}, then `--resume`: {said}", cost, batch, made)


def _line(run: str, cost: Cost, batch: Batch, made: Sequence[Made]) -> str:
    if cost.code not in (0, 1):
        sys.stderr.write(cost.errors)
        return f"| {run} | ended with {cost.code} |"
    lines = sum(1 for _ in outcomes(batch.output))
    refused = as_expected(made, batch.output)
    return (
        f"| {run} | {lines:,} | {refused} | {cost.seconds:.0f} | {len(made) / cost.seconds:.0f}"
        f" | {cost.cpu:.0f} | {cost.peak:.0f} | {batch.output.stat().st_size / 1e6:.0f}"
        f" | {cost.code} |"
    )


def as_expected(made: Sequence[Made], output: Path) -> str:
    """How many submissions were refused, and whether the files not read are those that should be.

    Of a submission of several files that is judged, the record names those that were not read.
    """
    broken = {str(one.path) for one in made if not one.judged}
    refused = others = 0
    for outcome in outcomes(output):
        files = {one["path"] for one in outcome["files"]}
        judged = outcome["exit_code"] != 2
        refused += not judged
        unread = {one["location"]["file"] for one in outcome["unread"]} if judged else files
        others += unread != files & broken
    return f"{refused:,}" if not others else f"{refused:,} (**{others:,} not as expected**)"


def outcomes(output: Path) -> Iterator[dict[str, Any]]:
    with output.open("rb") as lines:
        for line in lines:
            yield json.loads(line)


def say(text: str) -> None:
    print(text, flush=True)
