"""Attach a person's judgement to the computed one: it is shown and changes no arithmetic.

Only an item that it excludes (不纳入评估) leaves the counts and the gate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from shengzhou_quality.decimals import rounded
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.sensitivity import JudgedIndicator
from shengzhou_quality.judgement import Status
from shengzhou_quality.reported import Actuals, Assessment


class RevisedBaseline(NamedTuple):
    """The result of the same values from a revised baseline; the plan's baseline decides."""

    text: str
    status: Status
    progress: Decimal | None
    expected: Decimal | None
    pace: Decimal | None
    needed_per_year: Decimal | None
    projected: Decimal | None


class Assessed(NamedTuple):
    """评估意见 on one item, as it is shown beside what was computed."""

    status: Status | None
    excluded: bool
    baseline: RevisedBaseline | None
    reason: str
    by: str | None
    date: str | None
    place: Place


def assess(assessment: Assessment | None, finding: JudgedIndicator | None) -> Assessed | None:
    """`finding` is the computed judgement; `None` for what has none of its own."""
    if assessment is None:
        return None
    return Assessed(
        status=None if assessment.status is None else Status(assessment.status),
        excluded=assessment.excluded,
        baseline=_revised(assessment.baseline, finding),
        reason=assessment.reason,
        by=assessment.by,
        date=assessment.date,
        place=assessment.place,
    )


def _revised(baseline: str | None, finding: JudgedIndicator | None) -> RevisedBaseline | None:
    """As the other baselines of the text are computed."""
    if baseline is None or finding is None or finding.indicator.of_states:
        return None
    other = finding.otherwise(finding.indicator.with_baseline(baseline))
    progress = other.judgement.progress
    return RevisedBaseline(
        text=baseline,
        status=other.status,
        progress=_derived(progress.progress),
        expected=_derived(progress.expected),
        pace=_derived(progress.pace),
        needed_per_year=_derived(progress.needed_per_year),
        projected=_derived(progress.projected),
    )


def _derived(number: Fraction | None) -> Decimal | None:
    return None if number is None else rounded(number)


def set_aside(actuals: Actuals) -> frozenset[str]:
    """Return the ids of the excluded items."""
    return frozenset(one.item for one in actuals.assessments if one.excluded)


def weighed(findings: Iterable[Diagnostic], aside: frozenset[str]) -> list[Diagnostic]:
    """Reduce the findings about an excluded item to information."""
    return [
        replace(finding, severity=Severity.INFO) if finding.indicator in aside else finding
        for finding in findings
    ]
