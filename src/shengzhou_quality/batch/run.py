"""One run: every submission to a worker, its line to the record, its outcome to the tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shengzhou_quality.batch.record import from_line
from shengzhou_quality.batch.submission import Submission
from shengzhou_quality.batch.workers import Workers, in_turn
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.evaluation.roll_up import RollUp
from shengzhou_quality.evaluation.tally import Tally
from shengzhou_quality.plan.model import Plan


def run(
    submissions: Iterable[Submission],
    plan: Plan,
    workers: Workers,
    write: Callable[[bytes], object],
    tell: Callable[[Outcome], object],
) -> RollUp:
    """Evaluate all of them. `write` takes each line of the record, then `tell` its outcome."""
    tally = Tally(plan)
    for done in in_turn(workers, submissions):
        write(done.line)
        outcome = from_line(done.line)
        tally.add(outcome)
        tell(outcome)
    return tally.roll_up()
