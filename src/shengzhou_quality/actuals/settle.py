"""Observations against each other and the plan: twice reported, mixed forms, falling totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from shengzhou_quality.actuals.model import Observation
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Severity
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.kinds import AnyIndicator, Cumulative
from shengzhou_quality.plan.kinds.cumulative import has_fallen
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.model import Plan


def settle(
    observations: Iterable[Observation], plan: Plan
) -> tuple[tuple[Observation, ...], tuple[Diagnostic, ...]]:
    """Each indicator's observations, one for each year and form, in the order of the plan."""
    settled: list[Observation] = []
    diagnostics: list[Diagnostic] = []
    by_indicator: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        by_indicator[observation.indicator].append(observation)
    for indicator in plan.indicators:
        reported = by_indicator[indicator.id]
        diagnostics += _mixed_forms(reported, indicator, plan)
        reported, findings = _once_each(reported, indicator)
        diagnostics += findings
        diagnostics += _baseline_differs(reported, indicator, plan)
        if isinstance(indicator, Cumulative):
            diagnostics += _falling_totals(reported, indicator, plan)
        settled += reported
    return tuple(settled), tuple(diagnostics)


def _once_each(
    reported: Iterable[Observation], indicator: AnyIndicator
) -> tuple[list[Observation], list[Diagnostic]]:
    """The same year twice: the same value is one; different values are an error at both."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for seen in reported:
        groups[_slot(seen)].append(seen)
    once: list[Observation] = []
    findings: list[Diagnostic] = []
    for slot in sorted(groups, key=str):
        same = sorted(groups[slot], key=lambda seen: (seen.place.sort_key(), seen.text))
        first = same[0]
        differing = [seen for seen in same[1:] if seen.value != first.value]
        findings += (
            _finding(
                "conflicting-values",
                other,
                indicator,
                year=first.year,
                other=first.text,
                place=str(first.place),
            )
            for other in differing
        )
        once.append(replace(first, value=None) if differing else _joined(same))
    return once, findings


def _joined(same: list[Observation]) -> Observation:
    """One of several that say the same; what any of them adds is kept, whichever stands first."""
    return replace(
        same[0],
        text=min((seen.text for seen in same), key=lambda text: (len(text), text)),
        provisional=any(seen.provisional for seen in same),
        form=min((seen.form for seen in same if seen.form), default=None),
        evidence=min((seen.evidence for seen in same if seen.evidence), default=None),
        name_says_mean=any(seen.name_says_mean for seen in same),
    )


def _slot(seen: Observation) -> tuple[object, ...]:
    """What may be reported once: a year's value, its mean to date, its forecast, a part of it."""
    return (seen.year, seen.form is Form.MEAN, seen.forecast, seen.partial or "")


def _mixed_forms(
    reported: Iterable[Observation], indicator: AnyIndicator, plan: Plan
) -> Iterator[Diagnostic]:
    """Additions and running totals in one series cannot be told apart, so never together."""
    if not isinstance(indicator, Cumulative):
        return
    judged = [
        seen
        for seen in reported
        if seen.year in plan.years and not seen.forecast and not seen.partial
    ]
    totals = [seen for seen in judged if seen.form is Form.TOTAL]
    if totals and len(totals) < len(judged):
        yield _finding("mixed-forms", totals[0], indicator)


def _baseline_differs(
    reported: Iterable[Observation], indicator: AnyIndicator, plan: Plan
) -> Iterator[Diagnostic]:
    """A reported base-year value that cannot be the plan's: the plan's rules (design §4)."""
    if not isinstance(indicator, MeasuredIndicator) or indicator.baseline_value is None:
        return
    for seen in reported:
        if seen.year != plan.head.baseline_year or not isinstance(seen.value, Interval):
            continue
        if seen.value.is_disjoint_from(indicator.baseline_value):
            baseline = indicator.baseline or ""
            yield _finding("baseline-differs", seen, indicator, Severity.WARNING, baseline=baseline)


def _falling_totals(
    reported: Iterable[Observation], indicator: AnyIndicator, plan: Plan
) -> Iterator[Diagnostic]:
    """A running total cannot fall; the kind leaves both values unused."""
    totals = [
        seen
        for seen in reported
        if seen.form is Form.TOTAL
        and seen.year in plan.years
        and not (seen.forecast or seen.partial)
    ]
    totals.sort(key=lambda seen: seen.year)
    for before, after in pairwise(totals):
        if not isinstance(before.value, Interval) or not isinstance(after.value, Interval):
            continue
        if has_fallen(before.value, after.value):
            yield _finding(
                "total-falls",
                after,
                indicator,
                year=after.year,
                before=before.text,
                place=str(before.place),
            )


def _finding(
    code: str,
    seen: Observation,
    indicator: AnyIndicator,
    severity: Severity = Severity.ERROR,
    **parameters: Parameter,
) -> Diagnostic:
    named: dict[str, Parameter] = {"text": seen.text, "name": indicator.name, **parameters}
    return Diagnostic(code, severity, seen.place, indicator.id, named)
