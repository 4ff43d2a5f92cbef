"""How one submission stands: what a list of many says of it, and which of two is the worse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from shengzhou_quality.contract import HowMany, Shape, own, under
from shengzhou_quality.decimals import rounded
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.outcome import EntitySource, ItemOutcome, Outcome
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.evaluation.status import FAILING, ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint

MOST_FILES = 5
"""Of a submission of more files only the first are named."""


@dataclass(frozen=True, slots=True)
class StandingCounts:
    """How many indicators of a submission stand how; all that were excluded are left out.

    `failing` are the ids of those missed in the final year, lagging before it. `to_watch` do not,
    but carry a warning: those that slip, and those outside the target in some year before.
    """

    json: ClassVar[Shape] = own(
        "total",
        "met",
        "not_met",
        "on_schedule",
        "slipping",
        "pending",
        "to_verify",
        "failing",
        "to_watch",
    )
    total: HowMany
    met: HowMany
    not_met: HowMany
    on_schedule: HowMany
    slipping: HowMany
    pending: HowMany
    to_verify: HowMany
    failing: tuple[str, ...]
    to_watch: HowMany


@dataclass(frozen=True, slots=True)
class Standing:
    """How the submission of one entity stands in the year judged.

    `files` are those that it was judged by, `unread` counts the others. `rate` is the share of
    those met in the final year, and before it of those on schedule; `None` without indicators.
    `worst` is the id of the indicator to look at first.
    """

    json: ClassVar[Shape] = {
        **own("entity", "said_by", "files", "year", "final", "conclusion"),
        **under("every", StandingCounts),
        **own("rate", "binding", "errors", "warnings", "worst", "reports", "unread"),
    }
    entity: str
    said_by: EntitySource
    files: tuple[str, ...]
    year: int
    final: bool
    conclusion: Conclusion
    every: StandingCounts
    binding: StandingCounts
    errors: HowMany
    warnings: HowMany
    worst: str | None
    reports: tuple[str, ...]
    unread: HowMany = 0

    @property
    def share(self) -> Fraction | None:
        done = self.every.met if self.final else self.every.on_schedule
        return Fraction(done, self.every.total) if self.every.total else None

    @property
    def rate(self) -> Decimal | None:
        return None if self.share is None else rounded(self.share)

    @property
    def is_not_judged(self) -> bool:
        """Whether nothing is concluded: of the indicators that count, not one was judged."""
        return self.conclusion is Conclusion.NOT_JUDGED

    @property
    def order(self) -> tuple[object, ...]:
        """Sorts the worst first, equal ones by name.

        First those of which nothing is concluded, then by what fails of the binding ones, of all,
        by what is to be verified, by errors.
        """
        return (
            not self.is_not_judged,
            -len(self.binding.failing),
            -len(self.every.failing),
            -self.binding.to_verify,
            -self.every.to_verify,
            -self.errors,
            self.entity,
            self.files,
        )


def standing_of(outcome: Outcome) -> Standing | None:
    """`None` of a submission that could not be judged."""
    if outcome.year is None or outcome.final is None or outcome.conclusion is None:
        return None
    left_out = outcome.excluded
    items = [one for one in outcome.indicators if one.id not in left_out]
    return Standing(
        entity=outcome.entity,
        said_by=outcome.said_by,
        files=outcome.files_read[:MOST_FILES],
        year=outcome.year,
        final=outcome.final,
        conclusion=outcome.conclusion,
        every=_counts(items),
        binding=_counts(one for one in items if one.constraint is Constraint.BINDING),
        errors=outcome.errors,
        warnings=outcome.warnings,
        worst=outcome.worst,
        reports=outcome.reports,
        unread=len(outcome.unread),
    )


def _counts(items: Iterable[ItemOutcome]) -> StandingCounts:
    total = met = not_met = on_schedule = slipping = pending = to_verify = to_watch = 0
    failing = []
    for one in items:
        total += 1
        met += one.verdict is Verdict.MET
        not_met += one.verdict is Verdict.NOT_MET
        status = one.status
        if status in FAILING:
            failing.append(one.id)
            continue
        if status in TO_VERIFY:
            to_verify += 1
            continue
        to_watch += one.severity is Severity.WARNING
        if status in ON_SCHEDULE:
            on_schedule += 1
        elif status is Status.SLIPPING:
            slipping += 1
        elif status is Status.PENDING:
            pending += 1
    return StandingCounts(
        total, met, not_met, on_schedule, slipping, pending, to_verify, tuple(failing), to_watch
    )
