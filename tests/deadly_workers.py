"""A worker that dies, hangs or fails as the name of the entity says; for tests of what follows."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from shengzhou_quality.batch.work import Worker

if TYPE_CHECKING:
    from shengzhou_quality.batch.submission import Settings, Submission


class DeadlyWorker:
    """What comes before the first `-` of an entity's name is what happens; else it is judged."""

    def __init__(self, settings: Settings) -> None:
        self._worker = Worker(settings)

    def do(self, submission: Submission) -> bytes:  # noqa: C901, PLR0912 - a list of ways
        how = submission.entity.partition("-")[0]
        match how:
            case "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "once":
                mark = Path(submission.files[0])
                if not mark.exists():
                    mark.touch()
                    os.kill(os.getpid(), signal.SIGKILL)
            case "left":
                os._exit(0)
            case "crashed":
                ctypes.string_at(0)
            case "sleeps":
                time.sleep(1000)
            case "hangs":  # in C code, and keeps Python's own lock
                re.match(r"(a+)+b", "a" * 60)
            case "memory":
                raise MemoryError
            case "recursion":
                return self.do(submission)
            case "exits":
                sys.exit(3)
            case "large":
                return b"x" * 3_000_000 + b"\n"
            case "prints":
                sys.stdout.write("out of the worker\n")
                os.write(2, b"out of the worker\n")
            case "judged":
                return self._worker.do(submission)
        return submission.entity.encode() + b"\n"
