"""Select the results that fail, are to be watched, are not completed or must be reported.

Pages select what they show with these functions; they never decide themselves what fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.assessed import Assessed
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult, WhyUnused
from shengzhou_quality.evaluation.list_entries import Unreported
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.status import FAILING, LAGGING, TO_VERIFY
from shengzhou_quality.judgement import NoteCode, Verdict, note_of
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.tasks import Promise, TaskMilestone

# indicators


def failing(report: Report) -> list[IndicatorResult]:
    """Indicators with severity error, or that fail the run by --fail-on."""
    return [
        result for result in report.indicators if result.severity is Severity.ERROR or result.fails
    ]


def watched(report: Report) -> list[IndicatorResult]:
    """Indicators with severity warning that do not fail the run."""
    return [
        result
        for result in report.indicators
        if result.severity is Severity.WARNING and not result.fails
    ]


def needing_attention(report: Report) -> list[IndicatorResult]:
    """需关注: of those watched, all but the ones to verify, which are a list of their own."""
    return [result for result in watched(report) if result.status not in TO_VERIFY]


def failing_by_status(report: Report) -> list[IndicatorResult]:
    """Indicators with severity error, or that fail the run, by their status, not by their data."""
    return [result for result in failing(report) if result.status in FAILING]


def lagging(results: Iterable[IndicatorResult]) -> list[IndicatorResult]:
    """滞后: those of the results that lag before the final year, whatever fails the run."""
    return [result for result in results if result.status in LAGGING and not result.excluded]


# commitments and milestones


def promises_of(report: Report) -> tuple[PromiseResult, ...]:
    return (*report.commitments, *report.milestones)


def counted_apart(report: Report) -> dict[str, list[PromiseResult]]:
    """Commitments, milestones, and the milestones that the plan only encourages: each a count."""
    return {
        "commitments": list(report.commitments),
        "milestones": [item for item in report.milestones if item.demanded],
        "encouraged": [item for item in report.milestones if not item.demanded],
    }


def are_promises_listed(report: Report) -> bool:
    """Whether there is more to say of them than that nothing was reported.

    There is, too, where they were asked for by id, or their rows stand empty in a sheet.
    """
    reported = any(item.reported or item.said for item in promises_of(report))
    in_rows = any(one.found for one in report.lists.unreported)
    return report.only is not None or reported or in_rows


def unreported(report: Report) -> tuple[Unreported, ...]:
    """What nobody reported, where that is worth asking for by id."""
    return report.lists.unreported if are_promises_listed(report) else ()


def undone(report: Report) -> list[PromiseResult]:
    """Milestones that the plan demands and that were reported, and not completed."""
    return [item for item in _reported_and(Verdict.NOT_MET, report) if item.demanded]


def unsettled(report: Report) -> list[PromiseResult]:
    """Milestones whose states do not settle the verdict (已调整, went back): evaluators decide."""
    return _reported_and(Verdict.UNDETERMINED, report)


def _reported_and(verdict: Verdict, report: Report) -> list[PromiseResult]:
    return [
        item
        for item in report.milestones
        if item.reported and not item.excluded and item.result and item.result.verdict is verdict
    ]


def at_the_floor(report: Report) -> list[PromiseResult]:
    """Milestones of two levels that have reached what the plan promises."""
    return [
        item
        for item in report.milestones
        if isinstance(item.promise, TaskMilestone)
        and item.promise.floor
        and item.reported
        and item.result
        and item.result.verdict is Verdict.MET
    ]


def unproved(report: Report) -> list[PromiseResult]:
    """Milestones that were reported as completed without evidence."""
    return [
        item
        for item in report.milestones
        if item.by_itself and item.result and note_of(NoteCode.NO_EVIDENCE, item.result.notes)
    ]


def restated(report: Report) -> list[PromiseResult]:
    """What asks for the same as an indicator or another item, which is counted there."""
    return [item for item in promises_of(report) if item.promise.restates and not item.excluded]


def left_to_people(report: Report) -> list[PromiseResult]:
    """Commitments without a figure to judge by."""
    return [item for item in promises_of(report) if item.result is None and not item.excluded]


def told(report: Report) -> list[PromiseResult]:
    """Commitments for the evaluators to decide, on which an office wrote something."""
    return [item for item in promises_of(report) if item.said and not item.excluded]


def warned(report: Report) -> list[PromiseResult]:
    """What weighs as a warning and was reported; what was not is only counted."""
    return [
        item for item in promises_of(report) if item.reported and item.severity is Severity.WARNING
    ]


# all of it


def is_blank(report: Report) -> bool:
    """Whether nothing was filled in: no value, state or remark on any item, and no error.

    Base-year values are no report: a template has them printed.
    """
    if any(finding.severity is Severity.ERROR for finding in report.diagnostics):
        return False
    promises = promises_of(report)
    results = [*report.indicators, *(one.result for one in promises if one.result is not None)]
    return (
        not any(one.said for one in promises)
        and not any(entry.text is not None for result in results for entry in result.series)
        and all(
            value.why is WhyUnused.BASELINE_YEAR for result in results for value in result.unused
        )
    )


# what people say


class AssessedItem(NamedTuple):
    """An indicator, commitment or milestone that a person has assessed."""

    plan: AnyIndicator | Promise
    result: IndicatorResult | None
    assessed: Assessed

    @property
    def judged(self) -> AnyIndicator | Promise:
        """As the kind that judges it, which has words of its own."""
        return self.result.indicator if self.result else self.plan


def assessments(report: Report) -> list[AssessedItem]:
    """All of them, in the plan's order; what only restates an indicator has none of its own."""
    found = [
        AssessedItem(result.indicator, result, result.assessed)
        for result in report.indicators
        if result.assessed
    ]
    listed = {result.indicator.id for result in report.indicators}
    of_others, own = [], []
    for promise in promises_of(report):
        result = promise.result
        if promise.assessed and not _shares(promise):
            own.append(AssessedItem(promise.promise, result, promise.assessed))
        elif promise.assessed and result and result.indicator.id not in listed:
            # left out by --only
            of_others.append(AssessedItem(result.indicator, result, promise.assessed))
    return [*found, *of_others, *own]


def _shares(promise: PromiseResult) -> bool:
    """Whether what a person said of it was said of the indicator that it restates."""
    of_indicator = promise.result.assessed if promise.result else None
    return not promise.by_itself and promise.assessed is of_indicator


def opinions(report: Report) -> list[AssessedItem]:
    """What submitted files say of their own items, in the plan's order: it counts for nothing."""
    of_indicators = (
        AssessedItem(result.indicator, result, one)
        for result in report.indicators
        for one in result.opinions
    )
    of_promises = (
        AssessedItem(promise.promise, promise.result, one)
        for promise in promises_of(report)
        for one in promise.opinions
    )
    return [*of_indicators, *of_promises]
