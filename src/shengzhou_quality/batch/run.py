"""One run: every submission to a worker, its line to the record, its outcome to all that shows it.

What is shown is always made from the line, held or new: a run that was killed and resumed ends
like one that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.table_rows import TableRows
from shengzhou_quality.batch.tables import GrowingTable
from shengzhou_quality.batch.work import plan_of
from shengzhou_quality.batch.workers import Workers, in_turn
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.evaluation.roll_up import RollUp
from shengzhou_quality.evaluation.tally import Tally
from shengzhou_quality.plan.model import Plan


class Teller(Protocol):
    """Takes each outcome as it comes, with the plan that it was judged by."""

    def __call__(self, outcome: Outcome, plan: Plan | None, *, held: bool) -> None: ...


def run(
    submissions: Iterable[Submission],
    plan: Plan,
    settings: Settings,
    workers: Workers,
    *,
    write: Callable[[bytes], object],
    tell: Teller,
    see: Callable[[Outcome], object] = lambda _: None,
    tables: Sequence[GrowingTable] = (),
    rows: TableRows | None = None,
) -> RollUp:
    """Evaluate all of them. `write` takes each line of the record, `tell` and `see` its outcome.

    The `tables` take what `rows` makes of it.
    """
    tally = Tally(plan, settings.fail_on)
    for done in in_turn(workers, submissions):
        write(done.line)
        outcome = from_line(done.line)
        judged_by = _plan_of(done.submission, plan)
        if rows is not None:
            made = rows.of(outcome, judged_by)
            for table in tables:
                table.add(made)
        tally.add(outcome, judged_by)
        see(outcome)
        tell(outcome, judged_by, held=done.held)
    return tally.roll_up()


def _plan_of(submission: Submission, plan: Plan) -> Plan | None:
    if submission.plan is None:
        return plan
    try:
        return plan_of(submission.plan)
    except InputError:
        return None
