"""The workers of a running cluster of dask.distributed, reached through its scheduler.

The scheduler decides which worker evaluates what, and hands out again what a worker had that
died. Files and plan are read where the worker is.
"""

from __future__ import annotations

import logging
import time
import warnings
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from threading import Event, RLock, Thread
from typing import Any
from uuid import uuid4

from shengzhou_quality.batch.cluster_worker import all_there, do_there, version_and_basis
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.workers import MOST_LINES, HandedOut
from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.version import __version__

_CONNECT_SECONDS = 5
_ANSWER_SECONDS = 15
"""A scheduler or worker that does not answer within them is lost: dask itself would wait."""
_EMPTY_SECONDS = 30
"""So long a cluster may be without any worker: a nanny starts a dead one again in a few."""

_AHEAD = 2
"""So many submissions are handed out for each thread, so that none waits for us."""


@dataclass(eq=False, slots=True)
class _Away:
    """A submission that is on the cluster; `since`: when it should have got a thread."""

    handed: HandedOut
    line: Future[bytes | None]
    since: float | None = None


class Cluster:
    """The workers of the scheduler at an address, each submission within `seconds`.

    Raises `InputError` where there are none, or where they would judge by another plan or version.
    """

    def __init__(self, settings: Settings, address: str, plan: Plan, seconds: int) -> None:
        self._address = address
        self._seconds = seconds
        self._basis = settings.basis(plan)
        self._settings = settings
        self._logged = logging.root.manager.disable
        # What dask logs of a worker that died, our lines say in the reader's language.
        logging.disable(logging.CRITICAL)
        try:
            self._client = _connect(address)
        except InputError:
            logging.disable(self._logged)
            raise
        try:
            self._threads = self._checked()
        except BaseException:
            self._leave()
            raise
        self._executor = self._client.get_executor()
        self._run = uuid4().hex
        self._count = 0
        self._waiting: deque[HandedOut] = deque()
        self._away: dict[str, _Away] = {}
        self._fault: InputError | None = None
        self._lock = RLock()
        self._ended = Event()
        self._seen = time.monotonic()
        Thread(target=self._watch, daemon=True).start()

    @property
    def window(self) -> int:
        return max(MOST_LINES, 8 * self._threads)

    def submit(self, submission: Submission) -> Future[bytes]:
        handed = HandedOut(submission)
        with self._lock:
            if self._fault is not None:
                raise self._fault
            if not self._count and not self._waiting:
                self._check_files(submission)
            self._waiting.append(handed)
            self._hand_out()
        return handed.line

    def close(self, *, at_once: bool = False) -> None:
        """Leave the cluster, which drops what it has of ours, and goes on for others."""
        del at_once
        self._ended.set()
        with self._lock:
            away, self._away = self._away, {}
            self._waiting.clear()
        for each in away.values():
            each.line.cancel()
        self._leave()

    def _leave(self) -> None:
        with suppress(Exception):
            self._client.close(timeout=_CONNECT_SECONDS)
        logging.disable(self._logged)

    def _checked(self) -> int:
        """The threads of the cluster, if all its workers have our version and plan."""
        with suppress(Exception):
            self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        found = self._answer(self._client.run, version_and_basis, self._settings, on_error="return")
        if not found:
            raise InputError(Diagnostic("cluster-empty", parameters={"address": self._address}))
        for worker, said in sorted(found.items()):
            if said != (__version__, self._basis):
                same = isinstance(said, tuple) and said[0] == __version__
                raise self._differs(worker, "plan" if same else "version")
        return sum(self._answer(self._client.nthreads).values())

    def _answer(self, ask: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """What the cluster answers. Raises `InputError` if it does not."""
        try:
            return _within(_ANSWER_SECONDS, ask, *arguments, **options)
        except Exception:  # noqa: BLE001 - TimeoutError, and what the connection raised
            raise self._is_lost() from None

    def _is_lost(self) -> InputError:
        return InputError(Diagnostic("cluster-lost", parameters={"address": self._address}))

    def _check_files(self, first: Submission) -> None:
        """Raise `InputError` if a worker does not see what is here: its disk is another one."""
        if all_there(first.files):
            found = self._answer(self._client.run, all_there, first.files)
            for worker, there in sorted(found.items()):
                if not there:
                    raise self._differs(worker, "files")

    def _differs(self, worker: str, what: str) -> InputError:
        parameters = {"worker": worker, "variant": what}
        return InputError(Diagnostic("cluster-differs", parameters={**parameters}))

    def _hand_out(self) -> None:
        while self._waiting and self._fault is None:
            most = 1 if self._waiting[0].again or self._alone else _AHEAD * self._threads
            if len(self._away) >= most:
                return
            handed = self._waiting.popleft()
            self._count += 1
            key = f"sqc-{self._run}-{self._count}"
            try:
                line = self._executor.submit(
                    do_there, self._settings, self._basis, handed.submission, key=key
                )
            except Exception:  # noqa: BLE001 - a client that has lost its scheduler
                self._end_all(self._is_lost(), handed)
                return
            self._away[key] = _Away(handed, line)
            line.add_done_callback(partial(self._take, key))

    @property
    def _alone(self) -> bool:
        """Whether a submission is under way that has been lost before: nothing else is then."""
        return any(each.handed.again for each in self._away.values())

    def _take(self, key: str, done: Future[bytes | None]) -> None:
        """Take a line, or find out why there is none. Called by the client's thread."""
        with self._lock:
            away = self._away.pop(key, None)
            if away is None:
                return
            handed = away.handed
            if done.cancelled():
                self._end_all(self._is_lost(), handed)
                return
            error = done.exception()
            if type(error).__name__ == "KilledWorker":
                self._lost(handed, "worker-died")
            elif isinstance(error, ImportError | AttributeError) or (
                error is None and done.result() is None
            ):
                self._end_all(self._differs(self._address, "version"), handed)
            elif error is not None:
                handed.fail("worker-failed", problem=type(error).__name__)
            else:
                handed.line.set_result(done.result() or b"")
            self._hand_out()

    def _lost(self, handed: HandedOut, code: str) -> None:
        """Of all that a worker had when it died one is to blame: each goes once more, alone."""
        if handed.again:
            handed.fail(code, **({"seconds": self._seconds} if code == "worker-timed-out" else {}))
            return
        handed.again = True
        self._waiting.appendleft(handed)

    def _end_all(self, why: InputError, *handed: HandedOut) -> None:
        away, self._away = self._away, {}
        waiting = [*handed, *(each.handed for each in away.values()), *self._waiting]
        self._waiting.clear()
        self._fault = why
        for each in waiting:
            each.line.set_exception(why)

    def _watch(self) -> None:
        """Count the threads, and take back what takes too long."""
        while not self._ended.wait(1):
            try:
                threads = sum(self._answer(self._client.nthreads).values())
            except InputError:
                threads = 0
            now = time.monotonic()
            with self._lock:
                if threads:
                    self._threads, self._seen = threads, now
                elif now - self._seen > _EMPTY_SECONDS:
                    self._end_all(self._is_lost())
                late = self._late(now)
            for key, away in late:
                self._take_back(key, away)

    def _late(self, now: float) -> list[tuple[str, _Away]]:
        """Those that have had a thread for too long. They got them in the order they came."""
        late = []
        for key, away in islice(self._away.items(), self._threads):
            away.since = away.since or now
            if now - away.since > self._seconds:
                late.append((key, away))
        for key, _ in late:
            del self._away[key]
        return late

    def _take_back(self, key: str, away: _Away) -> None:
        """End the worker that is at a submission: nothing else frees a thread that hangs."""
        with suppress(Exception):
            busy = self._answer(self._client.processing)
            away.line.cancel()
            at = [worker for worker, keys in busy.items() if key in keys]
            self._answer(self._client.restart_workers, at, timeout=_ANSWER_SECONDS)
        answers = not away.handed.again or self._answers()
        with self._lock:
            if self._ended.is_set():
                return
            if answers:
                self._lost(away.handed, "worker-timed-out")
                self._hand_out()
            else:
                self._end_all(self._is_lost(), away.handed)

    def _answers(self) -> bool:
        """Whether the cluster does anything at all: else all that follows would be late, too."""
        with suppress(Exception):
            asked = self._executor.submit(version_and_basis, self._settings)
            return asked.result(timeout=_EMPTY_SECONDS) is not None
        return False


def _connect(address: str) -> Any:
    try:
        with warnings.catch_warnings():
            # Of versions that differ a little; those that cannot talk to each other do not connect.
            warnings.simplefilter("ignore")
            from distributed import Client

            return _within(
                2 * _CONNECT_SECONDS,
                Client,
                address,
                timeout=_CONNECT_SECONDS,
                set_as_default=False,
            )
    except Exception:  # noqa: BLE001 - whatever is wrong with an address or its scheduler
        refused = Diagnostic("cluster-not-reached", parameters={"address": address})
        raise InputError(refused) from None


def _within(seconds: float, ask: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """What a call of dask returns. Some of them wait for ever where nobody is left to answer."""
    answer: Future[Any] = Future()

    def wait() -> None:
        try:
            answer.set_result(ask(*arguments, **options))
        except BaseException as error:  # noqa: BLE001 - raised to who waits
            answer.set_exception(error)

    Thread(target=wait, daemon=True).start()
    return answer.result(seconds)
