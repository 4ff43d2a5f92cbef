"""What is looked at: which indicators of the plan, and which year."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from shengzhou_quality.actuals.model import Observation
from shengzhou_quality.diagnostics import Diagnostic, InputError, Severity
from shengzhou_quality.evaluation.report import YearChoice, YearRule
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan


def choose_indicators(plan: Plan, only: Collection[str] | None) -> tuple[AnyIndicator, ...]:
    """Those of `only`, by id or key, in the plan's order; all without it."""
    if only is None:
        return plan.indicators
    wanted = [(name, plan.indicator(name)) for name in only]
    unknown = tuple(name for name, indicator in wanted if indicator is None)
    if unknown or not wanted:
        raise InputError(
            Diagnostic("only-unknown", Severity.ERROR, parameters={"written": unknown})
        )
    ids = {indicator.id for _, indicator in wanted if indicator is not None}
    return tuple(indicator for indicator in plan.indicators if indicator.id in ids)


def choose_year(
    plan: Plan, observations: Iterable[Observation], given: int | None
) -> tuple[int, YearChoice, list[Diagnostic]]:
    """The year judged: as given, else the latest full year with any value (design §4)."""
    having: dict[int, set[str]] = {}
    with_data: set[str] = set()
    for seen in observations:
        if seen.year in plan.years and not seen.forecast and not seen.partial:
            having.setdefault(seen.year, set()).add(seen.indicator)
            with_data.add(seen.indicator)
    if given is not None:
        if given not in plan.years:
            first, last = str(plan.years[0]), str(plan.years[-1])
            details = {"year": str(given), "first": first, "last": last}
            raise InputError(
                Diagnostic("year-outside-period", Severity.ERROR, parameters=dict(details))
            )
        with_value = len(having.get(given, ()))
        return given, YearChoice(YearRule.GIVEN, with_value, len(with_data)), []
    if not having:
        return plan.head.target_year, YearChoice(YearRule.NO_VALUES, 0, 0), []
    latest = max(having)
    choice = YearChoice(YearRule.LATEST, len(having[latest]), len(with_data))
    doubts = []
    if 2 * choice.with_value < choice.with_data:
        details = {
            "year": str(latest),
            "with_value": str(choice.with_value),
            "with_data": str(choice.with_data),
        }
        doubts.append(Diagnostic("year-has-few", Severity.WARNING, parameters=dict(details)))
    return latest, choice, doubts
