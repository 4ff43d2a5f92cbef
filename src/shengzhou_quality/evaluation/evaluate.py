"""Plan and actuals to a report: a pure function of its arguments."""

from __future__ import annotations

from collections.abc import Collection

from shengzhou_quality.actuals.model import Actuals
from shengzhou_quality.diagnostics import Severity, in_order
from shengzhou_quality.evaluation.report import (
    CategoryCount,
    FailOn,
    IndicatorResult,
    Report,
    Summary,
    TaskCount,
)
from shengzhou_quality.evaluation.result import judge
from shengzhou_quality.evaluation.scope import choose_indicators, choose_year
from shengzhou_quality.evaluation.summary import count
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
    chosen = choose_indicators(plan, only)
    ids = {indicator.id for indicator in chosen}
    observations = [seen for seen in actuals.observations if seen.indicator in ids]
    judged_year, choice, doubts = choose_year(plan, observations, year)
    period = plan.period(judged_year)
    results = tuple(
        judge(
            indicator,
            [seen for seen in observations if seen.indicator == indicator.id],
            period,
            plan,
            fail_on,
            [said for said in actuals.provenance if said.indicator == indicator.id],
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
