"""What a worker of a cluster does for us, judging by our plan and reading our files."""

from __future__ import annotations

from pathlib import Path
from threading import local

from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.work import Worker
from shengzhou_quality.batch.workers import line_of
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.version import __version__

_here = local()
"""A worker of ours for each thread of a worker of the cluster, and what it judges by."""


def all_there(paths: tuple[str, ...]) -> bool:
    """Whether all the files are where the caller says."""
    return all(Path(path).exists() for path in paths)


def version_and_basis(settings: Settings) -> tuple[str, str]:
    """What this worker judges by: it must be what the caller judges by."""
    try:
        plan = load_plan() if settings.plan is None else load_plan(settings.plan)
    except InputError:
        return __version__, ""
    return __version__, settings.basis(plan)


def do_there(settings: Settings, basis: str, submission: Submission) -> bytes | None:
    """The line of one submission; `None` from a worker that joined with another plan or version."""
    if getattr(_here, "basis", None) != basis:
        if version_and_basis(settings)[1] != basis:
            return None
        _here.worker, _here.basis = Worker(settings), basis
    return line_of(submission, _here.worker)
