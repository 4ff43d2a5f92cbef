"""The commands that are compared: `sqc batch` and its peers, each as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import measured
from measured import Cost
from submissions import Made

HERE: Final = Path(__file__).resolve().parent
SQC: Final = (sys.executable, "-m", "shengzhou_quality")


class NotDoneError(Exception):
    """A command did not do its work, so that its time means nothing."""


class Time(NamedTuple):
    """By the clock and of the processor, in seconds; peak memory in MiB; the rows read."""

    seconds: float
    cpu: float
    peak: float
    rows: int = 0


@dataclass(frozen=True)
class Batch:
    """A run of `sqc batch`."""

    paths: Sequence[Path]
    jobs: int
    output: Path
    more: Sequence[str] = ("--entity", "file")

    def command(self, *more: str) -> list[str]:
        """It writes the table and shows the roll-up, as a person would have it."""
        paths = map(str, self.paths)
        jobs = ("--jobs", str(self.jobs), "-o", str(self.output), "--quiet")
        return [*SQC, "batch", *paths, *jobs, *self.more, *more]

    def run(self, *more: str, stop: Callable[[], bool] | None = None) -> Cost:
        return measured.run(self.command(*more), stop)

    def time(self) -> Time:
        """Measure a run from nothing. Raises `NotDoneError` where it did not end with 0 or 1."""
        self.output.unlink(missing_ok=True)
        cost = self.run()
        if cost.code not in (0, 1):
            said = cost.errors.strip().splitlines() or ["no message"]
            raise NotDoneError(f"sqc batch ended with {cost.code}: {said[-1]}")
        return Time(cost.seconds, cost.cpu, cost.peak)


def peer(task: str, files: Iterable[Made], python: str = sys.executable) -> Time:
    """What one peer costs for these files, without its imports; the peak is with them."""
    lines = ("\t".join(map(str, (one.path, *one.header))) for one in files)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as listed:
        listed.write("\n".join(lines))
        listed.flush()
        cost = measured.run([python, str(HERE / "peers.py"), task], listed=Path(listed.name))
    if cost.code:
        raise NotDoneError(f"{task}: {cost.errors.strip().splitlines()[-1]}")
    told = json.loads(cost.output)
    return Time(told["seconds"], told["cpu"], cost.peak, told["rows"])


def install_peers(folder: Path) -> str:
    """Make a venv with the peers and give its interpreter. Raises `NotDoneError`."""
    python = folder / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True)
        subprocess.run(
            [str(python), "-m", "pip", "install", "-q", "-r", str(HERE / "peers.txt")],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotDoneError(f"the peers could not be installed: {error}") from None
    return str(python)
