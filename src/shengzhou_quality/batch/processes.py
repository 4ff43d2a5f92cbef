"""Worker processes of this machine, each of them a pool of one of the library `pebble`.

The workers of one pool share a pipe and its lock: one that is killed while it holds the lock, or
in the middle of a line, would stop the others. So each has its own, and what dies with it is
known: the submission that it was at. That is evaluated once more, in a new process and alone.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import active_children
from multiprocessing.context import BaseContext
from threading import Event, RLock, Thread

from pebble import ProcessPool

from shengzhou_quality.batch import worker_process
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.work import Worker
from shengzhou_quality.batch.workers import MOST_LINES, Evaluator, HandedOut
from shengzhou_quality.diagnostics import Diagnostic, InputError

_AHEAD = 2
"""A process has one submission at work and the next at hand, so that it never waits for us."""

_SLACK = 30
"""Seconds after which we end a worker that pebble should have ended, or that never starts."""

_MOST_FAILED_STARTS = 3
_MOST_END_SECONDS = 5


def usable_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@dataclass(eq=False, slots=True)
class _Lane:
    """One worker process and what was handed to it, in order: it is at the first."""

    pool: ProcessPool | None = None
    pid: int | None = None
    """`None` until it has started."""
    handed: deque[HandedOut] = field(default_factory=deque)
    since: float = 0.0
    """When the first of them got its turn."""

    @property
    def has_room(self) -> bool:
        return len(self.handed) < _AHEAD and not (self.handed and self.handed[0].again)


class Processes:
    """Worker processes, `jobs` of them, each of them given `seconds` for a submission."""

    def __init__(
        self,
        settings: Settings,
        jobs: int,
        seconds: int,
        make: Callable[[Settings], Evaluator] = Worker,
    ) -> None:
        self.window = max(MOST_LINES, 8 * jobs)
        self._beginning = (make, settings, seconds)
        self._seconds = seconds
        self._context: BaseContext = worker_process.process_context()
        self._lanes = [_Lane() for _ in range(jobs)]
        self._waiting: deque[HandedOut] = deque()
        self._failed_starts = 0
        self._fault: InputError | None = None
        self._lock = RLock()
        self._ended = Event()
        self._ending: list[Thread] = []
        Thread(target=self._watch, daemon=True).start()

    def submit(self, submission: Submission) -> Future[bytes]:
        handed = HandedOut(submission)
        with self._lock:
            if self._fault is not None:
                raise self._fault
            self._waiting.append(handed)
            self._hand_out()
        return handed.line

    def close(self, *, at_once: bool = False) -> None:
        """End the workers. Whoever takes all lines has nothing under way: both ways are one."""
        del at_once
        self._ended.set()
        with self._lock:
            self._waiting.clear()
            pools = [lane.pool for lane in self._lanes if lane.pool is not None]
            for lane in self._lanes:
                lane.pool = None
                lane.handed.clear()
        for pool in pools:
            pool.stop()
        for pool in pools:
            _join(pool)
        for thread in self._ending:  # else they would meet the end of the interpreter
            thread.join(_MOST_END_SECONDS)

    def _hand_out(self) -> None:
        while self._waiting and self._fault is None:
            lane = min(self._lanes, key=lambda one: (not one.has_room, len(one.handed)))
            if not lane.has_room or (self._waiting[0].again and lane.handed):
                return
            if self._waiting[0].again:
                self._give_up(lane)
            handed = self._waiting.popleft()
            lane.handed.append(handed)
            if len(lane.handed) == 1:
                lane.since = time.monotonic()
            try:
                pool = lane.pool or self._start(lane)
                done = pool.schedule(
                    worker_process.do, args=(handed.submission,), timeout=self._seconds
                )
            except (RuntimeError, OSError):  # broken, or no process can be started
                self._lost(lane, "worker-died")
            else:
                done.add_done_callback(partial(self._take, lane, pool, handed))

    def _start(self, lane: _Lane) -> ProcessPool:
        pool = ProcessPool(
            max_workers=1,
            initializer=worker_process.begin,
            initargs=self._beginning,
            context=self._context,
        )
        lane.pool, lane.pid = pool, None
        pool.schedule(worker_process.ready).add_done_callback(partial(self._begun, lane, pool))
        return pool

    def _begun(self, lane: _Lane, pool: ProcessPool, pid: Future[int]) -> None:
        with self._lock:
            if lane.pool is not pool:
                return
            if pid.cancelled() or pid.exception() is not None:
                self._lost(lane, "worker-died")
                return
            lane.pid, lane.since = pid.result(), time.monotonic()
            self._failed_starts = 0

    def _take(self, lane: _Lane, pool: ProcessPool, handed: HandedOut, done: Future[bytes]) -> None:
        """Take a line, or find out that the worker is lost. Called by a thread of pebble."""
        with self._lock:
            if lane.pool is not pool:
                return
            error = None if done.cancelled() else done.exception()
            if done.cancelled() or isinstance(error, (OSError, RuntimeError)):
                # A worker's own errors are lines: these are pebble's. TimeoutError is an OSError.
                hung = isinstance(error, TimeoutError)
                self._lost(lane, "worker-timed-out" if hung else "worker-died")
                return
            lane.handed.remove(handed)
            lane.since = time.monotonic()
            if error is None:
                handed.line.set_result(done.result())
            else:
                handed.fail("worker-failed", problem=type(error).__name__)
            self._hand_out()

    def _lost(self, lane: _Lane, code: str) -> None:
        """The worker is lost, and only its first submission can be why: it goes alone, or ends."""
        started = lane.pid is not None
        handed = self._give_up(lane)
        if not started:
            self._failed_starts += 1
            if self._failed_starts >= _MOST_FAILED_STARTS:
                self._end_all(InputError(Diagnostic("workers-not-started")), handed)
                return
        elif handed and handed[0].again:
            seconds = {"seconds": self._seconds} if code == "worker-timed-out" else {}
            handed.popleft().fail(code, **seconds)
        elif handed:
            handed[0].again = True
        self._waiting.extendleft(reversed(handed))
        self._hand_out()

    def _give_up(self, lane: _Lane) -> deque[HandedOut]:
        """End the process of a lane, if it has one, and return what was handed to it."""
        pool, handed = lane.pool, lane.handed
        lane.pool, lane.pid, lane.handed = None, None, deque()
        if pool is not None:
            pool.stop()
            # Not here: it waits for the thread of pebble that may have called us.
            ending = Thread(target=_join, args=(pool,), daemon=True)
            ending.start()
            self._ending = [*(one for one in self._ending if one.is_alive()), ending]
        return handed

    def _end_all(self, fault: InputError, handed: deque[HandedOut]) -> None:
        self._fault = fault
        for lane in self._lanes:
            handed.extend(self._give_up(lane))
        handed.extend(self._waiting)
        self._waiting.clear()
        for each in handed:
            each.line.set_exception(fault)

    def _watch(self) -> None:
        """See what pebble does not: a worker that ended with code 0, a start that hangs, a pipe
        whose lock died with its holder.
        """
        while not self._ended.wait(1):
            alive = {process.pid for process in active_children()}
            with self._lock:
                for lane in self._lanes:
                    if lane.pool is None or not lane.handed:
                        continue
                    waited = time.monotonic() - lane.since
                    if lane.pid is not None and waited > self._seconds + _SLACK:
                        self._lost(lane, "worker-timed-out")
                    elif (
                        not lane.pool.active
                        or (lane.pid is not None and lane.pid not in alive)
                        or (lane.pid is None and waited > _SLACK)
                    ):
                        self._lost(lane, "worker-died")


def _join(pool: ProcessPool) -> None:
    with suppress(Exception):
        pool.join()
