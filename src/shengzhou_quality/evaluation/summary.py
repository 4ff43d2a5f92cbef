"""Count a group of results by status, with 指标完成率 and the share on schedule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from shengzhou_quality.decimals import rounded
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.report import CategoryCount, Count, Summary, TaskCount
from shengzhou_quality.evaluation.status import ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Status, Verdict, note_of
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Safeguard, Task


def count(everything: Sequence[IndicatorResult], *, final: bool, excluded: int = 0) -> Count:
    """Count every status and verdict, zeros included, without the excluded results.

    `excluded` is the number of excluded items that `everything` does not contain. In the `final`
    year there is no schedule left to compare with: the completion rate tells the outcome.
    """
    results = [result for result in everything if not result.excluded]
    verdicts = Counter(result.verdict for result in results)
    statuses = Counter(result.status for result in results)
    met = verdicts[Verdict.MET]
    judged = met + verdicts[Verdict.NOT_MET]
    on_schedule = None if final else sum(statuses[status] for status in ON_SCHEDULE)
    return Count(
        total=len(results),
        excluded=len(everything) - len(results) + excluded,
        met=met,
        judged=judged,
        completion_rate=_rate(met, len(results)),
        completion_rate_judged=_rate(met, judged),
        on_schedule=on_schedule,
        on_schedule_rate=None if on_schedule is None else _rate(on_schedule, len(results)),
        to_verify=sum(statuses[status] for status in TO_VERIFY),
        statuses={status: statuses[status] for status in Status},
        verdicts={verdict: verdicts[verdict] for verdict in Verdict},
        for_evaluators=sum(result.is_for_evaluators for result in results),
        decided=sum(result.decided is not None for result in results),
        open_paces=sum(result.pace_is_open for result in results),
        outside=sum(
            result.status is Status.MAINTAINED
            and note_of(NoteCode.YEAR_OUTSIDE, result.notes) is not None
            for result in results
        ),
    )


def summarise(plan: Plan, results: tuple[IndicatorResult, ...], *, final: bool) -> Summary:
    """Count all indicators, those of each legal weight, and those of each category."""

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


def count_tasks(
    plan: Plan,
    indicators: tuple[IndicatorResult, ...],
    commitments: tuple[PromiseResult, ...],
    milestones: tuple[PromiseResult, ...],
    *,
    final: bool,
) -> tuple[TaskCount, ...]:
    """Count what belongs to each task and safeguard with contents."""

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


def _rate(part: int, whole: int) -> Decimal | None:
    return rounded(Fraction(part, whole)) if whole else None
