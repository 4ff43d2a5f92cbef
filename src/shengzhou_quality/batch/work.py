"""Evaluate one submission: what a worker does, whichever process it runs in."""

from __future__ import annotations

from functools import lru_cache, partial

from shengzhou_quality.batch.own_area import read_own
from shengzhou_quality.batch.record import to_line
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.outcome import FileRead, Outcome, outcome_of, refused
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_actuals
from shengzhou_quality.reported import Actuals


class Worker:
    """Evaluates submissions one after the other; the plan is loaded once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def do(self, submission: Submission) -> bytes:
        """The line of the record for one submission. Writes its reports, where asked for."""
        return to_line(self._outcome(submission))

    def _outcome(self, submission: Submission) -> Outcome:
        settings = self._settings
        basis = ""
        try:
            plan = _plan(submission.plan or settings.plan)
            basis = settings.basis(plan)
            own = read_own(submission, plan, settings.limits, partial(self._read, submission))
            report = evaluate(
                own.plan,
                own.actuals,
                year=settings.year,
                fail_on=settings.fail_on,
                only=settings.only,
            )
        except InputError as error:
            files = [FileRead(path, None) for path in submission.files]
            return refused(submission.entity, submission.said_by, basis, files, error.diagnostics)
        return outcome_of(report, own.entity, own.said_by, basis)

    def _read(self, submission: Submission, plan: Plan) -> Actuals:
        settings = self._settings
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


@lru_cache(maxsize=8)
def _plan(path: str | None) -> Plan:
    return load_plan() if path is None else load_plan(path)
