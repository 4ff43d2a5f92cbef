"""Decide one item by its own observations: its verdict, status and severity, and what fails.

What only a report shows of it (`result.py`) is made when it is asked for: of a batch, most is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.assessed import Assessed, assess
from shengzhou_quality.evaluation.beside import Beside, notes_beside, targets_beside
from shengzhou_quality.evaluation.figures import actual_of, derived, exact
from shengzhou_quality.evaluation.item_result import Actual, IndicatorResult
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.evaluation.result import result_of
from shengzhou_quality.evaluation.sensitivity import JudgedIndicator
from shengzhou_quality.evaluation.series import (
    NOTHING_REPORTED,
    Reported,
    compared_series,
    series_of,
    sort_out,
)
from shengzhou_quality.evaluation.status import FAILING, UNPROVEN, severity_of, status_of
from shengzhou_quality.judgement import Note, Period, Status, Verdict
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Assessment, Observation, Provenance


@dataclass(frozen=True, kw_only=True, eq=False)
class Ruling:
    """What is decided of one item, and all that it rests on.

    `printed` is the item as in the plan, `other` what was reported of the item that it is compared
    with, `notes_beside` are the notes on other targets than the one that rules. The figures are
    those of its `result`.
    """

    printed: AnyIndicator
    plan: Plan
    finding: JudgedIndicator
    reported: Reported
    other: Reported
    beside: tuple[Beside, ...]
    notes_beside: tuple[Note, ...]
    severity: Severity | None
    fails: bool
    assessed: Assessed | None
    opinions: Sequence[Assessment]
    provenance: Sequence[Provenance]
    offices: Offices | None

    @property
    def indicator(self) -> AnyIndicator:
        return self.finding.indicator

    @property
    def verdict(self) -> Verdict:
        return self.finding.judgement.verdict

    @property
    def status(self) -> Status:
        return self.finding.status

    @property
    def excluded(self) -> bool:
        """Whether a person excluded it: it does not count anywhere."""
        return self.assessed is not None and self.assessed.excluded

    @cached_property
    def entered(self) -> tuple[Observation, ...]:
        """The observations that entered what was judged, in year order."""
        judgement = self.finding.judgement
        return self.reported.entering(judgement.years, judgement.form)

    @cached_property
    def actual(self) -> Actual | None:
        return actual_of(self.indicator, self.finding.judgement, self.entered)

    @property
    def margin(self) -> Decimal | None:
        return self._distance(self.finding.judgement.margin)

    @property
    def gap(self) -> Decimal | None:
        return self._distance(self.finding.judgement.gap)

    @property
    def progress(self) -> Decimal | None:
        return derived(self.finding.judgement.progress.progress)

    @property
    def pace(self) -> Decimal | None:
        return derived(self.finding.judgement.progress.pace)

    @cached_property
    def result(self) -> IndicatorResult:
        """Everything that a report says about it."""
        return result_of(self)

    def _distance(self, number: Fraction | None) -> Decimal | None:
        """What is judged is a reported value or a sum of them, unless its kind derives it."""
        return derived(number) if self.indicator.is_derived else exact(number)


def result_in(one: Ruling | IndicatorResult) -> IndicatorResult:
    """The result of an item, whether or not a report was made of it."""
    return one.result if isinstance(one, Ruling) else one


def rule(
    indicator: AnyIndicator,
    observations: Iterable[Observation],
    period: Period,
    plan: Plan,
    fail_on: FailOn,
    provenance: Sequence[Provenance] = (),
    assessment: Assessment | None = None,
    opinions: Sequence[Assessment] = (),
    of_other: Iterable[Observation] = (),
    offices: Offices | None = None,
) -> Ruling:
    """Judge one indicator by its own observations, as `fail_on` counts what fails.

    `of_other` are the observations of the item that it is compared with.

    An `assessment` changes no verdict and no figure; an excluded indicator does not count.
    `opinions` of offices are shown and change nothing.
    """
    reported = sort_out(observations, period)
    printed, indicator = indicator, indicator.in_force(period.year)
    other = sort_out(of_other, period) if of_other else NOTHING_REPORTED
    finding = find(indicator, reported, period, plan, other)
    judgement, status = finding.judgement, finding.status
    beside = targets_beside(finding)
    notes = tuple(notes_beside(finding, printed, beside))
    severity = severity_of(status, indicator.constraint, judgement.notes + notes, period)
    assessed = assess(assessment, finding)
    if assessed is not None and assessed.excluded:
        severity, fail_on = None, FailOn.NEVER
    return Ruling(
        printed=printed,
        plan=plan,
        finding=finding,
        reported=reported,
        other=other,
        beside=beside,
        notes_beside=notes,
        severity=severity,
        fails=_fails(status, severity, fail_on, period),
        assessed=assessed,
        opinions=opinions,
        provenance=provenance,
        offices=offices,
    )


def find(
    indicator: AnyIndicator,
    reported: Reported,
    period: Period,
    plan: Plan,
    of_other: Reported = NOTHING_REPORTED,
) -> JudgedIndicator:
    """The exact judgement behind a result, and what it was judged by."""
    series = series_of(reported, indicator)
    other = plan.other_of(indicator)
    if other is not None:
        series = series._replace(compared=compared_series(of_other, other, period.years))
    judgement = indicator.judge(series, period)
    status = status_of(judgement, indicator, period, plan.cut_offs)
    return JudgedIndicator(indicator, series, period, plan.cut_offs, judgement, status)


def _fails(status: Status, severity: Severity | None, fail_on: FailOn, period: Period) -> bool:
    """Whether this indicator alone makes the run fail, as `fail_on` counts it."""
    if fail_on is FailOn.NEVER:
        return False
    if severity is Severity.ERROR:
        return True
    unproven = period.is_final and status in UNPROVEN
    return fail_on is FailOn.ANY and (status in FAILING or unproven)
