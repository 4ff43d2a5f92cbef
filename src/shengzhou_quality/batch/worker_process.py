"""A worker process of this machine: how it starts, what it does, and when it must end.

It runs nothing of the program that started it, prints nothing, leaves Ctrl-C to its parent, and
is gone when its parent is.
"""

from __future__ import annotations

import contextlib
import copy
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing import connection
from multiprocessing.context import BaseContext
from threading import Lock, Thread
from types import ModuleType
from typing import Any

from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.workers import Evaluator, line_of

if sys.platform == "linux":
    from multiprocessing import forkserver, resource_tracker
    from multiprocessing.context import ForkServerProcess as StartedProcess
else:
    from multiprocessing.context import SpawnProcess as StartedProcess

_PRELOADED = [
    "shengzhou_quality.batch.quiet_server",
    "shengzhou_quality.batch.worker_process",
    "shengzhou_quality.batch.work",
    "shengzhou_quality.plan.kinds.average_growth",
    "shengzhou_quality.plan.kinds.cumulative",
    "shengzhou_quality.plan.kinds.level",
    "shengzhou_quality.reading.readers.formats",
    "shengzhou_quality.reading.readers.kinds",
    "shengzhou_quality.reading.readers.xlsx",
    "shengzhou_quality.reading.tables.caption_clauses",
    "pebble",
]
"""What every worker needs; imported once, in the server that all of them are forked from."""

_ALARM_SECONDS = 10
"""So much later than its parent would end it, a worker that hangs is ended by the system."""

_starting = Lock()


class WorkerProcess(StartedProcess):
    """A process that knows nothing of the main module, and never hears Ctrl-C."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802 - the name that multiprocessing calls
        with _starting, _without_main(), _without_interrupts():
            return StartedProcess._Popen(process_obj)  # noqa: SLF001


def process_context() -> BaseContext:
    """How worker processes are started: forked from a server of one thread, or as new programs.

    The server has imported what all need: of eight workers the second to eighth start for nothing.
    """
    method = "spawn"
    if sys.platform == "linux":
        method = "forkserver"
        _start_tracker()
        forkserver.set_forkserver_preload(_PRELOADED)
    context: Any = copy.copy(multiprocessing.get_context(method))
    context.Process = WorkerProcess
    made: BaseContext = context
    return made


def _start_tracker() -> None:
    """Python's tracker of semaphores cleans up after a parent that is killed, without a warning."""
    option = "ignore::UserWarning"
    sys.warnoptions.append(option)
    try:
        if sys.platform == "linux":
            with _without_interrupts():
                resource_tracker.ensure_running()
    finally:
        sys.warnoptions.remove(option)


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """A script that calls us is not run a second time in each worker, guarded or not."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """What is started meanwhile inherits it blocked, from its first instruction on: Ctrl-C, and
    the end of the terminal, which goes to all of its processes, too.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# in the worker

_worker: Evaluator | None = None
_seconds = 0


def begin(make: Callable[[Settings], Evaluator], settings: Settings, seconds: int) -> None:
    """Make this process a worker."""
    global _worker, _seconds
    # Pebble's own handler runs Python code, which a worker that hangs in C never reaches.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _worker, _seconds = make(settings), seconds


def _end_with(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)


def ready() -> int:
    """The first task of each worker, which tells its parent that it has started."""
    return os.getpid()


def do(submission: Submission) -> bytes:
    """The line of one submission."""
    assert _worker is not None
    with _alarm():
        return line_of(submission, _worker)


@contextlib.contextmanager
def _alarm() -> Iterator[None]:
    """The system ends the worker if this takes too long: its parent may be gone.

    The thread that waits for the parent's end gets no turn while C code hangs.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, _seconds + _ALARM_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
