"""The submissions of a run: which files there are, and which of them belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import SaidBy
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.folders import find_files


def find_submissions(paths: Sequence[str], limits: Limits) -> Iterator[Submission]:
    """Each file by itself, in the order of the paths. Raises `InputError` if there is none."""
    files = find_files(paths, limits)
    if files.refusals:
        raise InputError(*files.refusals)
    for found in files.found:
        yield Submission(PurePath(found.path).stem, SaidBy.FILE, (found.path,))
