"""Hand submissions to workers, and take their lines back in the order of the submissions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from shengzhou_quality.batch.record import to_line
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.work import Worker
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.evaluation.outcome import FileRead, refused

MOST_LINES = 1024
"""So many lines (some 10 KB each) may wait for a slow submission before the others stop."""

_TICK = 1.0
"""Seconds: on Windows a wait without an end cannot be interrupted."""


class Workers(Protocol):
    """Workers of one kind: in this process, processes of this machine, or a cluster.

    A future ends with the line of its submission: that of a worker that died or hung tells so.
    It raises `InputError` only where no worker is left for any submission, as `submit` does.
    """

    @property
    def window(self) -> int:
        """So many submissions are handed out before the first of them is awaited."""

    def submit(self, submission: Submission) -> Future[bytes]: ...

    def close(self, *, at_once: bool = False) -> None:
        """End the workers; `at_once`: also those in the middle of a submission."""


class Evaluator(Protocol):
    """What makes the line of a submission, in whichever process."""

    def do(self, submission: Submission) -> bytes: ...


@dataclass(eq=False, slots=True)
class HandedOut:
    """A submission and its line to come; `again`: the worker that was at it is lost."""

    submission: Submission
    line: Future[bytes] = field(default_factory=Future)
    again: bool = False

    def fail(self, code: str, **parameters: Parameter) -> None:
        self.line.set_result(line_of_failure(self.submission, code, **parameters))


class Inline:
    """No worker but this process: for tests, and to measure what one submission costs."""

    window = 1

    def __init__(self, settings: Settings) -> None:
        self._worker = Worker(settings)

    def submit(self, submission: Submission) -> Future[bytes]:
        done: Future[bytes] = Future()
        done.set_result(line_of(submission, self._worker))
        return done

    def close(self, *, at_once: bool = False) -> None:
        """Nothing to end."""


class HeldLine(Future[bytes]):
    """A line that was not made in this run: an earlier record holds it."""

    def __init__(self, line: bytes) -> None:
        super().__init__()
        self.set_result(line)


class Done(NamedTuple):
    """A submission and its line of the record; `held`: it is that of an earlier run."""

    submission: Submission
    line: bytes
    held: bool = False


def in_turn(workers: Workers, submissions: Iterable[Submission]) -> Iterator[Done]:
    """Each submission with its line, in order and as soon as it has its turn.

    Ends the workers: at once where the caller stops early or is interrupted.
    """
    waiting: deque[tuple[Submission, Future[bytes]]] = deque()
    whole = False
    try:
        for submission in submissions:
            waiting.append((submission, workers.submit(submission)))
            while waiting and (waiting[0][1].done() or len(waiting) >= workers.window):
                yield _first(waiting)
        while waiting:
            yield _first(waiting)
        whole = True
    finally:
        workers.close(at_once=not whole)


def _first(waiting: deque[tuple[Submission, Future[bytes]]]) -> Done:
    submission, line = waiting[0]
    while not line.done():
        try:
            line.exception(timeout=_TICK)
        except TimeoutError:
            continue
    waiting.popleft()
    return Done(submission, line.result(), isinstance(line, HeldLine))


def line_of(submission: Submission, worker: Evaluator) -> bytes:
    """The line that the worker makes; that of a fault of ours, too, is a line."""
    try:
        return worker.do(submission)
    except Exception as error:  # noqa: BLE001 - MemoryError and RecursionError among them
        return line_of_failure(submission, "worker-failed", problem=type(error).__name__)


def line_of_failure(submission: Submission, code: str, **parameters: Parameter) -> bytes:
    """The line of a submission that no worker could evaluate, with the reason.

    It rests on no plan and no content, so that a resumed run tries it again.
    """
    place = Place(submission.files[0]) if submission.files else None
    finding = Diagnostic(code, place, parameters=dict(parameters))
    files = [FileRead(path, None) for path in submission.files]
    return to_line(refused(submission.entity, submission.said_by, "", files, [finding]))
