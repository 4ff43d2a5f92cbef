"""Evaluate one submission: what a worker does, whichever process it runs in."""

from __future__ import annotations

import gc
from dataclasses import replace
from functools import cache, lru_cache, partial

from shengzhou_quality.batch.digests import Bases, digest_of, files_now
from shengzhou_quality.batch.long.extract import workbook_of
from shengzhou_quality.batch.own_area import read_own
from shengzhou_quality.batch.record import to_line
from shengzhou_quality.batch.report_files import write_reports
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import Evaluation
from shengzhou_quality.evaluation.outcome import FileRead, Outcome, outcome_of, refused, worst_of
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_actuals, read_sheets_of
from shengzhou_quality.reported import Actuals

_OBJECTS = 10_000
"""The collector is started by so many new objects."""


class Worker:
    """Evaluates submissions one after the other; the plan is loaded once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._basis_of = Bases(settings, plan_of)

    def do(self, submission: Submission) -> bytes:
        """The line of the record for one submission. Writes its reports, where asked for."""
        line = to_line(self._outcome(submission))
        spare_the_collector()
        return line

    def _outcome(self, submission: Submission) -> Outcome:
        settings = self._settings
        basis = self._basis_of(submission)
        try:
            plan = plan_of(submission.plan or settings.plan)
            own = read_own(submission, plan, settings.limits, partial(self._read, submission))
            evaluation = Evaluation(
                own.plan,
                own.actuals,
                year=settings.year,
                fail_on=settings.fail_on,
                only=settings.only,
            )
        except InputError as error:
            files = files_now(submission, settings.limits)
            return refused(submission.entity, submission.said_by, basis, files, error.diagnostics)
        sent = self._sent(submission, evaluation)
        outcome = outcome_of(evaluation, own.entity, own.said_by, basis, sent=sent)
        if settings.reports is None:
            return outcome
        names, findings = write_reports(evaluation.report, submission, settings.reports)
        return replace(
            outcome,
            exit_code=1 if findings and settings.fail_on is not FailOn.NEVER else outcome.exit_code,
            problems=worst_of((*findings, *outcome.problems)),
            reports=names,
        )

    def _sent(self, submission: Submission, evaluation: Evaluation) -> tuple[FileRead, ...]:
        """The files of a submission, also those that could not be read beside others."""
        if len(submission.files) < 2 or submission.extracts:
            return ()
        read = {one.path: one.sha256 for one in evaluation.sources}
        limits = self._settings.limits
        return tuple(
            FileRead(path, read.get(path) or digest_of(path, limits)) for path in submission.files
        )

    def _read(self, submission: Submission, plan: Plan) -> Actuals:
        settings = self._settings
        if not submission.extracts:
            return read_actuals(
                submission.files,
                plan,
                limits=settings.limits,
                forms=settings.forms,
                assessments=settings.assessments,
                accept_own_assessments=settings.accept_own,
                offices=settings.offices,
                as_of_folder=len(submission.files) > 1,
            )
        return read_sheets_of(
            [
                (one.path, workbook_of(one, settings.limits), one.sha256)
                for one in submission.extracts
            ],
            plan,
            limits=settings.limits,
            forms=settings.forms,
            assessments=settings.assessments,
            accept_own_assessments=settings.accept_own,
            offices=settings.offices,
        )


@cache
def spare_the_collector() -> None:
    """Let garbage collection pass over what stays to the end; once a process.

    After the first submission that is the plan, the modules and what was derived of them. Each
    further one makes and drops thousands of objects, hardly any in a cycle: looked at every few
    hundred of them, they cost 0.36 ms a file, with no gain in memory.
    """
    gc.freeze()
    gc.set_threshold(_OBJECTS)


@lru_cache(maxsize=8)
def plan_of(path: str | None) -> Plan:
    """The plan of a run, or of a folder of its own."""
    return load_plan() if path is None else load_plan(path)
