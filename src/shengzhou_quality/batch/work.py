"""Evaluate one submission: what a worker does, whichever process it runs in."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from shengzhou_quality.batch.long.extract import workbook_of
from shengzhou_quality.batch.record import to_line
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.outcome import FileRead, Outcome, outcome_of, refused
from shengzhou_quality.plan.loader import load_plan
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.intake import read_actuals, read_sheets_of
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
            if submission.own_area:
                plan = _plan_of(plan, submission.entity)
            actuals = _read(submission, plan, settings)
            report = evaluate(
                plan,
                actuals,
                year=settings.year,
                fail_on=settings.fail_on,
                only=settings.only,
            )
        except InputError as error:
            extracts = [FileRead(one.path, one.sha256 or None) for one in submission.extracts]
            files = extracts or [FileRead(path, None) for path in submission.files]
            return refused(submission.entity, submission.said_by, basis, files, error.diagnostics)
        return outcome_of(report, submission.entity, submission.said_by, basis)


def _read(submission: Submission, plan: Plan, settings: Settings) -> Actuals:
    if submission.extracts:
        refusals = [finding for one in submission.extracts for finding in one.refusals]
        if refusals:
            raise InputError(*refusals)
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
    return read_actuals(
        submission.files,
        plan,
        limits=settings.limits,
        forms=settings.forms,
        assessments=settings.assessments,
        accept_own_assessments=settings.accept_own,
        offices=settings.offices,
    )


def _plan_of(plan: Plan, area: str) -> Plan:
    """The plan with the figures of another area as its own."""
    # Until Plan.of_area is there.
    return replace(plan, head=replace(plan.head, area=(area,)))


@lru_cache(maxsize=8)
def _plan(path: str | None) -> Plan:
    return load_plan() if path is None else load_plan(path)
