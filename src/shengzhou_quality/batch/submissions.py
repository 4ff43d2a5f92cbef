"""The submissions of a run: which files there are, and which of them belong together.

A folder is read with all its subfolders. What is named and is not there, or cannot be read, is a
submission that is refused with its reason, as what lies below a folder is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.batch.entities import EntityRule, SubmittedFile, submissions_of
from shengzhou_quality.batch.plan_folders import PLAN, PlanFolders
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.folders import (
    DATA_SUFFIXES,
    SCAN_SUFFIXES,
    entries,
    identity,
    is_lock,
    is_own_result,
    matches_of,
)
from shengzhou_quality.reading.readers.text import decode_beginning
from shengzhou_quality.reading.tables.areas import is_place

_SUBMITTED = DATA_SUFFIXES | SCAN_SUFFIXES
_MARKED = frozenset({".jsonl", ".ndjson", ".docx"})
"""Suffixes of results of sqc that are no data files, and say that they are results."""


class Apart(NamedTuple):
    """What lies in the folders of a run and is no submission: its outputs, its other inputs.

    Nothing below one of `folders` is read.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


NOTHING_APART = Apart()


def find_submissions(
    paths: Sequence[str],
    limits: Limits,
    *,
    rule: EntityRule | None = None,
    own_plans: bool = False,
    apart: Apart = NOTHING_APART,
    tell: Callable[[Diagnostic], object] = lambda _: None,
) -> Iterator[Submission]:
    """The submissions in the order of their paths.

    `own_plans`: files below a folder that holds a folder `plan/` are judged by that plan. `tell`
    gets what is worth knowing about the files that are no submissions. Raises `InputError` if
    there is no file at all.
    """
    whose = EntityRule(limits=limits) if rule is None else rule
    search = _FileSearch(own_plans=own_plans, apart=apart)
    for path in paths:
        search.add(path)
    files = search.files()
    if search.skipped:
        details: dict[str, Parameter] = {"count": search.skipped}
        tell(Diagnostic("files-not-submitted", search.first_skipped, parameters=details))
    found = list(submissions_of(files, whose))
    if whose.is_usual:
        _tell_of_folders(found, tell)
    return iter(found)


def _no_data(path: str) -> Diagnostic:
    """Of a folder all below it has been looked at, unlike in other commands."""
    return Diagnostic("no-data-files", Place(path), parameters={"variant": "batch"})


class _FileSearch:
    """Collects the files of all paths."""

    def __init__(self, *, own_plans: bool, apart: Apart) -> None:
        self._own_plans = own_plans
        self._apart = {identity(path) for path in apart.files}
        self._closed = {identity(path) for path in apart.folders}
        self._found: dict[str, SubmittedFile] = {}
        self._without: list[Diagnostic] = []
        self._plans = PlanFolders()
        self.skipped = 0
        self.first_skipped: Place | None = None

    def add(self, path: str) -> None:
        """Add what a path stands for, or keep why it stands for nothing."""
        if os.path.isdir(path):  # noqa: PTH112 - Path raises where a folder above is closed
            self._add_folder(path)
            return
        try:
            several = matches_of(path)
        except OSError:
            self._without.append(Diagnostic("file-unreadable", Place(path)))
            return
        if several is not None:
            names, closed = several
            kept = [name for name in names if self._is_data(name)]
            for name in kept:
                self._put(SubmittedFile(name, plan=self._plan_of_file(name)))
            for one in closed:
                self._put(SubmittedFile(str(one.place), refused=(one,)))
            if not (kept or closed):
                self._without.append(_no_data(path))
        elif not os.path.lexists(path):
            self._without.append(Diagnostic("file-not-found", Place(path)))
        elif not is_lock(path) and identity(path) not in self._apart:
            self._put(SubmittedFile(path, plan=self._plan_of_file(path)))

    def files(self) -> list[SubmittedFile]:
        """All of them in the order of their paths, each file once whatever path leads to it.

        Raises `InputError` if there is none.
        """
        if not self._found:
            raise InputError(*self._without)
        for finding in self._without:
            self._refuse(finding)
        kept: dict[object, SubmittedFile] = {}
        for file in sorted(self._found.values(), key=lambda file: (file.parts, file.path)):
            kept.setdefault(identity(file.path), file)
        return list(kept.values())

    def _add_folder(self, top: str) -> None:
        given = len(SubmittedFile(top).parts)
        found = len(self._found)
        waiting: list[tuple[str, str | None]] = [(top, self._plan_of_file(top))]
        while waiting:
            folder, plan = waiting.pop()
            if self._closed and identity(folder) in self._closed:
                continue
            try:
                folders, names = entries(folder)
            except OSError:
                self._refuse(Diagnostic("file-unreadable", Place(folder)), given)
                continue
            if PLAN in folders and self._plans.has_one(folder):
                folders.remove(PLAN)
                plan = _joined(folder, PLAN) if self._own_plans else None
            for path in (_joined(folder, name) for name in names):
                if self._is_data(path):
                    self._put(SubmittedFile(path, given, plan))
            waiting += ((_joined(folder, name), plan) for name in folders)
        if len(self._found) == found:
            self._without.append(_no_data(top))

    def _put(self, file: SubmittedFile) -> None:
        self._found.setdefault(file.path, file)

    def _refuse(self, finding: Diagnostic, given: int | None = None) -> None:
        path = str(finding.place)
        depth = len(SubmittedFile(path).parts) - 1
        above = max(depth if given is None else min(given, depth), 0)
        self._put(SubmittedFile(path, above, refused=(finding,)))

    def _is_data(self, path: str) -> bool:
        """Whether it may hold data; counts what cannot, and is no result of sqc either."""
        suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
        if suffix not in _SUBMITTED:
            if not (suffix in _MARKED and is_own_result(path)):
                self.skipped += 1
                self.first_skipped = self.first_skipped or Place(path)
            return False
        return not (self._apart and identity(path) in self._apart) and not is_own_result(path)

    def _plan_of_file(self, path: str) -> str | None:
        return self._plans.above(path) if self._own_plans else None


def read_list(content: bytes, file: str) -> list[str]:
    """The paths of a list, one a line; blank lines and comments (#) are skipped.

    Raises `InputError` if it is no text, or names nothing.
    """
    whole = decode_beginning(content, len(content))
    if whole.fault is not None:
        raise refusal(whole.fault, Place(file))
    paths = [line.strip() for line in whole.text.replace("\r", "\n").split("\n")]
    named = [path for path in paths if path and not path.startswith("#")]
    if not named:
        raise refusal("list-empty", Place(file))
    return named


def _tell_of_folders(found: Iterable[Submission], tell: Callable[[Diagnostic], object]) -> None:
    """Report once that the files of one area's folder are judged each by itself."""
    first_in: dict[str, None] = {}
    for submission in found:
        folder = os.path.dirname(submission.files[0])  # noqa: PTH120
        if not submission.refusals and is_place(os.path.basename(folder)):  # noqa: PTH119
            if folder in first_in:
                tell(Diagnostic("entity-by-folder", Place(folder)))
                return
            first_in[folder] = None


def _joined(folder: str, name: str) -> str:
    return os.path.join(folder, name)  # noqa: PTH118
