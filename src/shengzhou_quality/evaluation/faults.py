"""Give every invalid result an error at its cell, even if no reader reported one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.ruling import Ruling
from shengzhou_quality.falls import falling_totals
from shengzhou_quality.judgement import Form, Period, Verdict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Observation


def faults_of(
    plan: Plan,
    period: Period,
    results: Iterable[Ruling | IndicatorResult],
    reported: Mapping[str, Sequence[Observation]],
    known: Iterable[Diagnostic],
) -> list[Diagnostic]:
    """The falling totals of each result, and what makes it invalid where `known` does not say it.

    Readers report what they refuse; `known` lacks such a finding only where observations were
    made by other means, or where a file has more findings than are listed one by one.
    """
    results = list(results)
    falls = [
        finding
        for result in results
        for finding in falling_totals(reported.get(result.indicator.id, ()), result.indicator, plan)
    ]
    errors: dict[str | None, list[Diagnostic]] = {}
    for finding in (*known, *falls):
        if finding.severity is Severity.ERROR:
            errors.setdefault(finding.indicator, []).append(finding)
    unexplained = [
        finding
        for result in results
        if result.verdict is Verdict.INVALID
        for finding in _unexplained(
            result,
            period,
            reported.get(result.indicator.id, ()),
            errors.get(result.indicator.id, ()),
        )
    ]
    return [*falls, *unexplained]


def _unexplained(
    result: Ruling | IndicatorResult,
    period: Period,
    reported: Sequence[Observation],
    errors: Iterable[Diagnostic],
) -> Iterator[Diagnostic]:
    """Nothing where one of `errors` is about what was judged: any but at a value of other years."""
    judged = [seen for seen in reported if seen.year in period.years]
    of_other_years = {seen.place for seen in reported} - {seen.place for seen in judged}
    if any(finding.place not in of_other_years for finding in errors):
        return
    unreadable = [seen for seen in judged if seen.value is None]
    totals = [seen for seen in judged if seen.form is Form.TOTAL]
    is_mix = not unreadable and 0 < len(totals) < len(judged)
    code = "mixed-forms" if is_mix else "unusable-value"
    for seen in totals[:1] if is_mix else unreadable or judged:
        named: dict[str, Parameter] = {"text": seen.text, "name": result.indicator.name}
        yield Diagnostic(code, seen.place, result.indicator.id, named)
