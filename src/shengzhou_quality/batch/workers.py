"""Hand submissions to workers, and take their lines back in the order of the submissions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from typing import NamedTuple, Protocol

from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.work import Worker


class Workers(Protocol):
    """Workers of one kind: in this process, processes of this machine, or a cluster.

    A future always ends with the line of its submission: that of a worker that died or hung
    tells so. Nothing of ours is raised in it.
    """

    window: int
    """So many submissions are handed out before the first of them is awaited."""

    def submit(self, submission: Submission) -> Future[bytes]: ...

    def close(self, *, at_once: bool = False) -> None:
        """End the workers; `at_once`: also those in the middle of a submission."""


class Inline:
    """No worker but this process: for tests, and to measure what one submission costs."""

    window = 1

    def __init__(self, settings: Settings) -> None:
        self._worker = Worker(settings)

    def submit(self, submission: Submission) -> Future[bytes]:
        done: Future[bytes] = Future()
        done.set_result(self._worker.do(submission))
        return done

    def close(self, *, at_once: bool = False) -> None:
        """Nothing to end."""


class Done(NamedTuple):
    """A submission and its line of the record."""

    submission: Submission
    line: bytes


def in_turn(workers: Workers, submissions: Iterable[Submission]) -> Iterator[Done]:
    """Each submission with its line, in order; never more than the window are under way."""
    waiting: deque[tuple[Submission, Future[bytes]]] = deque()
    for submission in submissions:
        waiting.append((submission, workers.submit(submission)))
        if len(waiting) >= workers.window:
            first, done = waiting.popleft()
            yield Done(first, done.result())
    for submission, done in waiting:
        yield Done(submission, done.result())
