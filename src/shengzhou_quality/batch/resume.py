"""What a record already holds for the same content, plan and options is not evaluated again.

The same content is known by the SHA-256 of each file as it is now, never by its time. A file
that could not be read, a plan that is broken, a report that is no longer there: evaluated again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from shengzhou_quality.batch.digests import files_now
from shengzhou_quality.batch.record import from_line, is_of_another_version
from shengzhou_quality.batch.record_file import RecordFile, Spot
from shengzhou_quality.batch.report_files import file_names
from shengzhou_quality.batch.submission import ReportsAsked, Settings, Submission
from shengzhou_quality.batch.workers import HeldLine, Workers
from shengzhou_quality.evaluation.outcome import EntitySource, FileRead, Outcome

_OF_THE_RULE = ("entity-no-match", "entity-not-stated", "entity-stated-twice", "entity-of-several")


class Held:
    """What a record holds, by what each line rests on.

    `count` is how many submissions it has lines of. `unread` lines are none of ours: edited by
    hand, or broken. `others` counts submissions that were evaluated anew because their lines rest
    on another plan, other options or another sqc, and `moved` those whose content it holds only
    under other paths: a line names its files.
    """

    def __init__(self, record: RecordFile, settings: Settings) -> None:
        self.unread = 0
        self.kept = 0
        self.others = 0
        self.moved = 0
        self._record = record
        self._settings = settings
        self._spots: dict[bytes, Spot] = {}
        self._contents: set[bytes] = set()
        self._bytes: set[bytes] = set()
        submissions: set[bytes] = set()
        for spot, line in record.lines():
            try:
                outcome = from_line(line)
            except ValueError:
                of_another = is_of_another_version(line)
                self.others += of_another
                self.unread += not of_another
                continue
            content = _content(outcome.files)
            submissions.add(_key(content, outcome.entity))
            self._contents.add(content)
            if outcome.basis and all(one.sha256 for one in outcome.files):
                self._spots[_key(content, outcome.basis)] = spot
                self._bytes.add(_bytes(outcome.files))
        self.count = len(submissions)

    def line_of(self, submission: Submission, basis: str) -> bytes | None:
        """The line of a submission that need not be evaluated again."""
        if not self._contents:
            return None
        files = files_now(submission, self._settings.limits)
        content = _content(files)
        spot = self._spots.get(_key(content, basis))
        if spot is None:
            if basis and content in self._contents:
                self.others += 1
            elif basis and _bytes(files) in self._bytes:
                self.moved += 1
            return None
        line = self._record.line_at(spot)
        outcome = from_line(line)
        asked = self._settings.reports
        if not _is_of(outcome, submission):
            return None
        if asked is not None and not _are_there(file_names(submission, asked), asked, outcome):
            return None
        self.kept += 1
        return line


class Resumed:
    """Workers that are handed only what the record does not hold."""

    def __init__(self, workers: Workers, held: Held, basis_of: Callable[[Submission], str]) -> None:
        self.window = workers.window
        self._workers = workers
        self._held = held
        self._basis_of = basis_of

    def submit(self, submission: Submission) -> Future[bytes]:
        line = self._held.line_of(submission, self._basis_of(submission))
        return self._workers.submit(submission) if line is None else HeldLine(line)

    def close(self, *, at_once: bool = False) -> None:
        self._workers.close(at_once=at_once)


def _is_of(outcome: Outcome, submission: Submission) -> bool:
    """Whether a line names the same entity; one that the files themselves name rests on them.

    A refusal that rests on `--entity` is made again, because another rule may not refuse.
    """
    if submission.refusals or any(one.code in _OF_THE_RULE for one in outcome.problems):
        return False
    same = (outcome.entity, outcome.said_by) == (submission.entity, submission.said_by)
    return same or (outcome.said_by is EntitySource.TITLE and not submission.area)


def _are_there(names: tuple[str, ...], asked: ReportsAsked, outcome: Outcome) -> bool:
    """Whether the reports of a submission stand where they were written; a refusal has none."""
    there = (Path(asked.folder) / name for name in names)
    return not outcome.judged or (outcome.reports == names and all(map(Path.is_file, there)))


def _content(files: tuple[FileRead, ...]) -> bytes:
    return _digest(files)


def _bytes(files: tuple[FileRead, ...]) -> bytes:
    """The same, wherever the files are."""
    return _digest([one.sha256 for one in files])


def _digest(data: object) -> bytes:
    return hashlib.blake2b(json.dumps(data).encode(), digest_size=16).digest()


def _key(content: bytes, text: str) -> bytes:
    return _digest([content.hex(), text])
