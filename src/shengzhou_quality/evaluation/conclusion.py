"""Conclude an evaluation: what it comes to as a whole, apart from the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Conclusion, FailOn
from shengzhou_quality.evaluation.ruling import Ruling
from shengzhou_quality.judgement import Verdict
from shengzhou_quality.plan.kinds.indicator import Constraint

_JUDGED = (Verdict.MET, Verdict.NOT_MET)


def conclude(indicators: Sequence[Ruling], fail_on: FailOn, *, faulty: bool) -> Conclusion:
    """Without a judged indicator in the gate nothing is concluded, neither good nor bad.

    `faulty` tells that the data has an error. Where nothing makes the run fail (`never`), the
    binding indicators are what the conclusion is about.
    """
    if not any(result.verdict in _JUDGED for result in gate_of(indicators, fail_on)):
        return Conclusion.NOT_JUDGED
    if faulty or any(result.fails or result.severity is Severity.ERROR for result in indicators):
        return Conclusion.FAILING
    watched = any(result.severity is Severity.WARNING for result in indicators)
    return Conclusion.ATTENTION if watched else Conclusion.MET


Decided = TypeVar("Decided", IndicatorResult, Ruling)


def gate_of(indicators: Sequence[Decided], fail_on: FailOn) -> tuple[Decided, ...]:
    """Return the indicators that count for the gate: binding ones, or all; never excluded ones."""
    return tuple(
        result
        for result in indicators
        if not result.excluded
        and (fail_on is FailOn.ANY or result.indicator.constraint is Constraint.BINDING)
    )
