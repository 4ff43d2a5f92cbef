"""Runs a command and measures it with all the processes that it starts.

On Linux orphans are adopted, so that the processor time of workers counts whose parent did not
wait for them; elsewhere only what the system tells about the children that were waited for.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep
from typing import Final, NamedTuple

EVERY: Final = 0.05
"""Seconds between two looks at the memory."""

PATIENCE: Final = 30.0
"""Seconds for a command's own processes to end when it has ended."""

_SUBREAPER: Final = 36


class Cost(NamedTuple):
    """`cpu` in seconds and `peak` in MiB are of all processes.

    The peak is the sum of the peaks of the processes that ran at one time, and pages that they
    share count for each: the true peak is lower. 0 where the system does not tell.
    """

    code: int
    seconds: float
    cpu: float
    peak: float
    output: str
    errors: str


def run(
    command: Sequence[str],
    stop: Callable[[], bool] | None = None,
    listed: Path = Path(os.devnull),
) -> Cost:
    """Run it to its end, with the list of files on stdin.

    `stop` is asked now and then; if it says yes, the command is killed.
    """
    _adopt_orphans()
    with (
        listed.open("rb") as files,
        tempfile.TemporaryFile() as output,
        tempfile.TemporaryFile() as errors,
    ):
        began = perf_counter()
        child = subprocess.Popen(
            command, stdin=files, stdout=output, stderr=errors, env=_environment()
        )
        peaks = [0.0]
        ended = threading.Event()

        def watch() -> None:
            while not ended.wait(EVERY):
                peaks.append(_memory(child.pid))
                if stop is not None and stop():
                    with suppress(ProcessLookupError):
                        os.kill(child.pid, signal.SIGKILL)
                    return

        watching = threading.Thread(target=watch)
        watching.start()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = perf_counter() - began
        ended.set()
        watching.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime + _orphans()
        output.seek(0)
        errors.seek(0)
        return Cost(
            child.returncode,
            seconds,
            cpu,
            max(peaks),
            output.read().decode(errors="replace"),
            errors.read().decode(errors="replace"),
        )


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONIOENCODING": "utf-8"}


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _orphans() -> float:
    """Wait for the processes that outlived the command, and add up their processor time.

    One that does not end is a fault of the command: it is ended, and told.
    """
    total, until = 0.0, perf_counter() + PATIENCE
    with suppress(ChildProcessError):
        while True:
            process, _, usage = os.wait4(-1, os.WNOHANG)
            if process:
                total += usage.ru_utime + usage.ru_stime
            elif perf_counter() < until:
                sleep(0.02)
            else:
                for each in list(_family(os.getpid()))[1:]:
                    sys.stderr.write(f"process {each} outlived its command, and was ended\n")
                    os.kill(each, signal.SIGKILL)
                until += PATIENCE
    return total


def _memory(process: int) -> float:
    """The peaks of a process and of all below it, in MiB.

    Not `ru_maxrss`: there a process has at least the memory of the one that started it.
    """
    total = 0
    for each in _family(process):
        with suppress(OSError):
            for line in Path(f"/proc/{each}/status").read_text().splitlines():
                if line.startswith("VmHWM:"):
                    total += int(line.split()[1])
    return total / 1024


def _family(process: int) -> Iterator[int]:
    yield process
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _family(int(child))
