"""Build the items that fail or lag and 催报清单 (items to be reported again).

Judged items belong to the first, items that cannot be judged to the second; none is in both.
Excluded items are in neither.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.list_entries import Lists, WarningEntry
from shengzhou_quality.evaluation.missing import Requests
from shengzhou_quality.evaluation.status import UNPROVEN
from shengzhou_quality.judgement import Status
from shengzhou_quality.plan.model import Plan


def make_lists(
    plan: Plan,
    indicators: Sequence[IndicatorResult],
    commitments: Sequence[PromiseResult],
    milestones: Sequence[PromiseResult],
    asked: Requests,
    compared: Sequence[IndicatorResult] = (),
) -> Lists:
    """From results in the plan's order; `asked` tells what of them is asked for again.

    `compared` are what the indicators are compared with and are no indicators of them.
    """
    promises = (*commitments, *milestones)
    shown = _shown(promises, {result.indicator.id for result in indicators})
    own = [one for one in promises if one.reported]
    results = [*indicators, *(one.result for one in (*shown, *own) if one.result is not None)]
    return Lists(
        warnings=_warnings(indicators, (*shown, *own)),
        missing=asked.missing([result for result in (*results, *compared) if not result.excluded]),
        unreported=asked.unreported(plan, commitments, milestones),
    )


def _shown(promises: Sequence[PromiseResult], listed: Collection[str]) -> list[PromiseResult]:
    """Those that show an indicator which `--only` left out; it is `listed` once."""
    of_others = {
        one.result.indicator.id: one
        for one in promises
        if one.result is not None and not one.by_itself
    }
    return [one for identity, one in of_others.items() if identity not in listed]


def _warnings(
    indicators: Sequence[IndicatorResult], promises: Sequence[PromiseResult]
) -> tuple[WarningEntry, ...]:
    weighed = [
        *((result, result.severity) for result in indicators),
        *((one.result, one.severity) for one in promises if one.result is not None),
    ]
    entries = [
        WarningEntry(result, severity, result.assessed.status if result.assessed else None)
        for result, severity in weighed
        if severity is not None and result.status not in (*UNPROVEN, Status.INVALID)
    ]
    return tuple(sorted(entries, key=lambda entry: list(Severity).index(entry.severity)))
