"""One run: every submission to a worker, its line to the record, its outcome to all that shows it.

What is shown is always made from the line, held or new: a run that was killed and resumed ends
like one that was not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Settings, Submission
from shengzhou_quality.batch.table_rows import TableRows
from shengzhou_quality.batch.tables import GrowingTable
from shengzhou_quality.batch.work import plan_of
from shengzhou_quality.batch.workers import Workers, in_turn
from shengzhou_quality.diagnostics import InputError
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.evaluation.roll_up import RollUp, Tally
from shengzhou_quality.plan.model import Plan


def run(
    submissions: Iterable[Submission],
    plan: Plan,
    settings: Settings,
    workers: Workers,
    *,
    write: Callable[[bytes], object],
    tell: Callable[[Outcome], object],
    tables: Sequence[GrowingTable] = (),
    rows: TableRows | None = None,
) -> RollUp:
    """Evaluate all of them. `write` takes each line of the record, `tell` its outcome.

    The `tables` take what `rows` makes of it.
    """
    tally = Tally(plan)
    for done in in_turn(workers, submissions):
        write(done.line)
        outcome = from_line(done.line)
        if rows is not None:
            made = rows.of(outcome, _plan_of(done.submission, plan))
            for table in tables:
                table.add(made)
        tally.add(outcome)
        tell(outcome)
    rolled = tally.roll_up()
    # An unreadable file counts as an error does in `sqc evaluate`: under `never` nothing fails.
    passes = settings.fail_on is FailOn.NEVER and rolled.exit_code == 1
    return replace(rolled, exit_code=0) if passes else rolled


def _plan_of(submission: Submission, plan: Plan) -> Plan | None:
    if submission.plan is None:
        return plan
    try:
        return plan_of(submission.plan)
    except InputError:
        return None
