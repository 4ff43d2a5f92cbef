"""--jobs, --timeout and --scheduler of `sqc batch`: which workers evaluate the submissions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.batch.submission import Settings
    from shengzhou_quality.batch.workers import Workers
    from shengzhou_quality.plan.model import Plan

USUAL_SECONDS = 120
"""A submission that takes longer hangs; a file of 100,000 rows takes some ten seconds."""

_MOST_JOBS = 256
_MOST_SECONDS = 24 * 60 * 60


class WorkersAsked(NamedTuple):
    """Processes of this machine, or the cluster of a scheduler; seconds for a submission."""

    jobs: int | None
    seconds: int
    scheduler: str | None


def read_workers(
    jobs: str | None, timeout: str | None, scheduler: str | None, words: Words
) -> WorkersAsked:
    """Check the options, before anything is read or started."""
    many = _number("--jobs", jobs, _MOST_JOBS, words)
    seconds = _number("--timeout", timeout, _MOST_SECONDS, words) or USUAL_SECONDS
    if scheduler is not None:
        from shengzhou_quality.formats import Extra

        if not scheduler.strip():
            raise UsageError(words("usage.batch.empty-scheduler"))
        if many is not None:
            raise UsageError(words("usage.batch.jobs-of-cluster"))
        needed = Extra("cluster", "distributed")
        if needed.is_missing:
            raise UsageError(words("usage.batch.needs-extra", install=needed.install))
    return WorkersAsked(many, seconds, scheduler)


def start_workers(asked: WorkersAsked, settings: Settings, plan: Plan) -> Workers:
    """Start the processes, or reach the scheduler. Raises `InputError` if it cannot be reached."""
    if asked.scheduler is None:
        from shengzhou_quality.batch.processes import Processes, usable_cores

        return Processes(settings, asked.jobs or usable_cores(), asked.seconds)
    from shengzhou_quality.batch.cluster import Cluster

    return Cluster(settings, asked.scheduler, plan, asked.seconds)


def _number(option: str, given: str | None, most: int, words: Words) -> int | None:
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) <= 9 and 0 < int(given) <= most):
        raise UsageError(words("usage.batch.not-in-range", option=option, name=given, most=most))
    return int(given)
