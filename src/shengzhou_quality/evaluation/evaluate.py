"""Evaluate actuals against the plan: a pure function of its arguments."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from shengzhou_quality.diagnostics import Diagnostic, Severity, in_order
from shengzhou_quality.evaluation.assessed import set_aside, weighed
from shengzhou_quality.evaluation.conclusion import conclude
from shengzhou_quality.evaluation.faults import faults_of
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.lists import make_lists
from shengzhou_quality.evaluation.missing import Requests
from shengzhou_quality.evaluation.promises import PromiseJudge
from shengzhou_quality.evaluation.report import (
    CategoryCount,
    Count,
    FailOn,
    Report,
    Summary,
    TaskCount,
)
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.evaluation.result import judge
from shengzhou_quality.evaluation.scope import choose, choose_year, compared_ids
from shengzhou_quality.evaluation.settled import settle_doubts
from shengzhou_quality.evaluation.summary import count
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.reported import Actuals, Assessment, Observation, Provenance

Kept = TypeVar("Kept", Observation, Provenance)


def evaluate(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    fail_on: FailOn | str = FailOn.BINDING,
    only: Collection[str] | None = None,
) -> Report:
    """Judge every indicator, commitment and milestone of `plan` (or those of `only`) for one year.

    Without `year`, the latest full year with any value is judged. Raises `InputError`
    when `year` is none of the plan's, or `only` names none of them by id or key.
    """
    fail_on = FailOn(fail_on)
    scope = choose(plan, only)
    ids = {*scope.ids, *scope.restated}
    others = compared_ids(plan, ids)
    ids |= others
    reported = _by_id(seen for seen in actuals.observations if seen.indicator in ids)
    provenance = _by_id(actuals.provenance)
    assessments = {assessment.item: assessment for assessment in actuals.assessments}
    opinions: dict[str, list[Assessment]] = {}
    for opinion in actuals.opinions:
        opinions.setdefault(opinion.item, []).append(opinion)
    judged_year, choice, doubts = choose_year(plan, actuals.observations, year)
    period = plan.period(judged_year)
    offices = Offices(plan, actuals)
    results = {
        indicator.id: replace(
            judge(
                indicator,
                reported.get(indicator.id, ()),
                period,
                plan,
                fail_on,
                provenance.get(indicator.id, ()),
                assessments.get(indicator.id),
                opinions.get(indicator.id, ()),
                of_other=reported.get(of.id, ()) if (of := plan.other_of(indicator)) else (),
            ),
            responsible=offices.of(indicator.id),
        )
        for indicator in (*plan.indicators, *plan.comparisons)
        if indicator.id in ids
    }
    promises = PromiseJudge(plan, period, reported, provenance, assessments, opinions, offices)
    commitments = promises.results(scope.commitments, results)
    milestones = promises.results(scope.milestones, results)
    indicators = tuple(results[indicator.id] for indicator in scope.indicators)
    mine = [finding for finding in actuals.diagnostics if finding.indicator in {None, *ids}]
    own = (one.result for one in (*commitments, *milestones) if one.result and one.by_itself)
    mine += faults_of(plan, period, [*results.values(), *own], reported, mine)
    doubts += (finding for finding in plan.warnings if finding.indicator in ids)
    settled = settle_doubts([*mine, *doubts], actuals, ids)
    diagnostics = in_order(weighed(settled, set_aside(actuals)))
    faulty = any(finding.severity is Severity.ERROR for finding in diagnostics)
    fails = fail_on is not FailOn.NEVER and (faulty or any(result.fails for result in indicators))
    asked = Requests(judged_year, actuals, diagnostics, offices)
    compared = [results[identity] for identity in others.difference(scope.ids)]
    lists = make_lists(plan, indicators, commitments, milestones, asked, compared)
    if not (lists.missing or lists.unreported):
        diagnostics = _without_unread(diagnostics, actuals)
    return Report(
        plan=plan,
        year=judged_year,
        final=period.is_final,
        year_choice=choice,
        only=None if only is None else scope.ids,
        sources=actuals.sources,
        fail_on=fail_on,
        exit_code=1 if fails else 0,
        conclusion=conclude(indicators, fail_on, faulty=faulty),
        summary=_summary(plan, indicators, final=period.is_final),
        indicators=indicators,
        commitments=commitments,
        milestones=milestones,
        tasks=_tasks(plan, indicators, commitments, milestones, final=period.is_final),
        lists=lists,
        diagnostics=diagnostics,
    )


def _without_unread(findings: tuple[Diagnostic, ...], actuals: Actuals) -> tuple[Diagnostic, ...]:
    """Where nothing is asked for any more, without what was not read in a replaced file.

    Later files gave what stood there.
    """
    replaced = {source.path for source in actuals.sources if source.replaced}
    if not replaced:
        return findings
    from shengzhou_quality.evaluation.office_findings import is_unread

    return tuple(
        one
        for one in findings
        if one.place is None or one.place.file not in replaced or not is_unread(one)
    )


def _by_id(items: Iterable[Kept]) -> dict[str, list[Kept]]:
    grouped: dict[str, list[Kept]] = {}
    for item in items:
        grouped.setdefault(item.indicator, []).append(item)
    return grouped


def _summary(plan: Plan, results: tuple[IndicatorResult, ...], *, final: bool) -> Summary:
    def of(constraint: Constraint) -> list[IndicatorResult]:
        return [result for result in results if result.indicator.constraint is constraint]

    categories = []
    for category in plan.categories:
        mine = [result for result in results if result.indicator.category == category.key]
        if mine:
            counted = count(mine, final=final)
            categories.append(CategoryCount(category.key, category.name, category.name_en, counted))
    return Summary(
        everything=count(results, final=final),
        binding=count(of(Constraint.BINDING), final=final),
        anticipatory=count(of(Constraint.ANTICIPATORY), final=final),
        categories=tuple(categories),
    )


def _tasks(
    plan: Plan,
    indicators: tuple[IndicatorResult, ...],
    commitments: tuple[PromiseResult, ...],
    milestones: tuple[PromiseResult, ...],
    *,
    final: bool,
) -> tuple[TaskCount, ...]:
    def of(task: Task | Safeguard, promises: Iterable[PromiseResult]) -> Count:
        mine = [one for one in promises if one.home.task is task]
        results = [one.result for one in mine if one.result is not None and one.counted]
        return count(results, final=final, excluded=sum(one.excluded for one in mine))

    demanded = [one for one in milestones if one.demanded]
    encouraged = [one for one in milestones if not one.demanded]
    return tuple(
        TaskCount(
            task=task,
            count=count(
                [item for item in indicators if item.indicator.id in task.indicators], final=final
            ),
            commitments=of(task, commitments),
            milestones=of(task, demanded),
            encouraged=of(task, encouraged),
            left_to_people=sum(
                one.result is None and not one.excluded
                for one in commitments
                if one.home.task is task
            ),
        )
        for task in plan.sections
        if task.contents
    )
