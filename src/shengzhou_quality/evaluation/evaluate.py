"""Plan and actuals to a report: a pure function of its arguments."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from shengzhou_quality.actuals.model import Actuals, Observation
from shengzhou_quality.diagnostics import Diagnostic, InputError, Severity, in_order
from shengzhou_quality.evaluation.report import (
    CategoryCount,
    FailOn,
    IndicatorResult,
    Report,
    Summary,
    TaskCount,
    YearChoice,
    YearRule,
)
from shengzhou_quality.evaluation.result import judge
from shengzhou_quality.evaluation.summary import count
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.model import Plan


def evaluate(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    fail_on: FailOn | str = FailOn.BINDING,
    only: Collection[str] | None = None,
) -> Report:
    """Judge every indicator of `plan` (or those of `only`, by id or key) for one year.

    Without `year`, the latest full year with any value is judged. Raises `InputError`
    when `year` is none of the plan's, or `only` names what is no indicator.
    """
    fail_on = FailOn(fail_on)
    chosen = _chosen(plan, only)
    ids = {indicator.id for indicator in chosen}
    observations = [seen for seen in actuals.observations if seen.indicator in ids]
    judged_year, choice, doubts = _year(plan, observations, year)
    period = plan.period(judged_year)
    results = tuple(
        judge(
            indicator,
            [seen for seen in observations if seen.indicator == indicator.id],
            period,
            plan,
            fail_on,
        )
        for indicator in chosen
    )
    mine = [finding for finding in actuals.diagnostics if finding.indicator in {None, *ids}]
    diagnostics = in_order([*mine, *doubts])
    faulty = any(finding.severity is Severity.ERROR for finding in diagnostics)
    fails = fail_on is not FailOn.NEVER and (faulty or any(result.fails for result in results))
    return Report(
        plan=plan,
        year=judged_year,
        final=period.is_final,
        year_choice=choice,
        only=None if only is None else tuple(indicator.id for indicator in chosen),
        sources=actuals.sources,
        fail_on=fail_on,
        exit_code=1 if fails else 0,
        summary=_summary(plan, results),
        indicators=results,
        tasks=_tasks(plan, results),
        diagnostics=diagnostics,
    )


def _chosen(plan: Plan, only: Collection[str] | None) -> tuple[AnyIndicator, ...]:
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


def _year(
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


def _summary(plan: Plan, results: tuple[IndicatorResult, ...]) -> Summary:
    def of(constraint: Constraint) -> list[IndicatorResult]:
        return [result for result in results if result.indicator.constraint is constraint]

    categories = []
    for category in plan.categories:
        mine = [result for result in results if result.indicator.category == category.key]
        if mine:
            counted = count(mine)
            categories.append(CategoryCount(category.key, category.name, category.name_en, counted))
    return Summary(
        everything=count(results),
        binding=count(of(Constraint.BINDING)),
        anticipatory=count(of(Constraint.ANTICIPATORY)),
        categories=tuple(categories),
    )


def _tasks(plan: Plan, results: tuple[IndicatorResult, ...]) -> tuple[TaskCount, ...]:
    return tuple(
        TaskCount(
            task,
            count([result for result in results if result.indicator.id in task.indicators]),
        )
        for task in plan.tasks
    )
