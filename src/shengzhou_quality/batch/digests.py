"""The digests of what an outcome rests on: its files, the plan, the options.

By them alone a submission is known again; a time says nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable

from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import FileRead
from shengzhou_quality.limits import Limits
from shengzhou_quality.plan.model import Plan


def digest_of(path: str, limits: Limits) -> str | None:
    """The SHA-256 of a file; `None` of one that is not read: missing, too large, a pipe …"""
    try:
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            there = os.fstat(file.fileno())
            if not stat.S_ISREG(there.st_mode) or there.st_size > limits.file_size:
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def files_now(submission: Submission, limits: Limits) -> tuple[FileRead, ...]:
    """The files of a submission as they are now; of a long file, what it holds of the entity."""
    if submission.extracts:
        return tuple(FileRead(one.path, one.sha256) for one in submission.extracts)
    return tuple(FileRead(path, digest_of(path, limits)) for path in submission.files)


class Bases:
    """The basis of each submission: that of its plan, as a worker makes it.

    Empty for a plan that cannot be used: what was said of it is never held.
    """

    def __init__(self, settings: Settings, load: Callable[[str | None], Plan]) -> None:
        self._settings = settings
        self._load = load
        self._known: dict[str | None, str] = {}

    def __call__(self, submission: Submission) -> str:
        path = submission.plan or self._settings.plan
        if path not in self._known:
            try:
                self._known[path] = self._settings.basis(self._load(path))
            except InputError:
                self._known[path] = ""
        return self._known[path]
