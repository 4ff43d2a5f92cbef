"""Word a person's judgement: next to the computed status, in full, and in the opening."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shengzhou_quality.evaluation.assessed import Assessed, RevisedBaseline
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import (
    AssessedItem,
    assessments,
    opinions,
    promises_of,
)
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.figures import percentage, ratio, with_unit
from shengzhou_quality.pages.rows import goal, status_words
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.words import Words

_FEW = 3
"""Up to so many commitments and milestones are named in a sentence."""


def opening(report: Report, words: Words) -> Iterator[str]:
    """Say which items are excluded, and that all other assessments are only shown."""
    aside = [one for one in assessments(report) if one.assessed.excluded]
    of_table = {indicator.id for indicator in report.plan.indicators}
    counted = report.summary.everything.total  # without indicators there are no counts
    of_aside = "assessed.opening.aside" if counted else "assessed.opening.aside.alone"
    if all_excluded(report):
        of_aside = "assessed.opening.all"
    groups: dict[str, list[AnyIndicator | Promise]] = {
        of_aside: [one.plan for one in aside if one.plan.id in of_table],
        "assessed.opening.restating": [
            one.promise
            for one in promises_of(report)
            if one.result and one.result.excluded and not one.by_itself
        ],
        "assessed.opening.promises": [one.plan for one in aside if one.plan.id not in of_table],
        "assessed.opening.shown": [
            one.plan for one in assessments(report) if not one.assessed.excluded
        ],
    }
    for key, items in groups.items():
        if items:
            yield words(key, count=len(items), items=_items(items, words))
    own = opinions(report)
    if own:
        once = list({one.plan.id: one.plan for one in own}.values())
        yield words("assessed.opening.opinions", count=len(own), items=_items(once, words))


def _items(items: Sequence[AnyIndicator | Promise], words: Words) -> str:
    """Indicators by the number in the plan's table; a few commitments and milestones by name."""
    promises = [one for one in items if isinstance(one, Promise)]
    named = [
        *(words("assessed.item", id=one.id) for one in items if not isinstance(one, Promise)),
        *(words("assessed.item.promise", name=words.of(one, "name")) for one in promises[:_FEW]),
    ]
    joined = words("list.separator").join(named)
    return words("assessed.more", items=joined) if len(promises) > _FEW else joined


def aside(report: Report, words: Words) -> str:
    """Name the excluded indicators, for the line of the result."""
    excluded = [result.indicator for result in report.indicators if result.excluded]
    if not excluded:
        return ""
    if all_excluded(report):
        return words("result.aside.all", count=len(excluded))
    return words("result.aside", count=len(excluded), items=_items(excluded, words))


def all_excluded(report: Report) -> bool:
    """Whether the evaluators have excluded every indicator, several of them."""
    return len(report.indicators) > _FEW and all(one.excluded for one in report.indicators)


def beside(result: IndicatorResult, words: Words) -> str:
    """Word the assessment briefly, next to the computed status; empty without an assessment."""
    if result.assessed is None:
        return ""
    return words("assessed.beside", said=said(result.assessed, result.indicator, words))


def said(assessed: Assessed, item: AnyIndicator | Promise, words: Words) -> str:
    """认定为“基本符合时序进度”;按修订基期值计为“滞后”."""
    clauses = _opinion(assessed, item, words)
    if assessed.baseline is not None:
        status = assessed_status(assessed.baseline.status, item, words)
        clauses.append(words("assessed.baseline.beside", status=status))
    return words("clause.separator").join(clauses)


def _opinion(assessed: Assessed, item: AnyIndicator | Promise, words: Words) -> list[str]:
    """不纳入评估, or the status; a revised baseline alone gives neither."""
    if assessed.excluded:
        return [words("assessed.excluded")]
    if assessed.status is None:
        return []
    return [words("assessed.status", status=assessed_status(assessed.status, item, words))]


def assessed_status(status: Status, item: AnyIndicator | Promise, words: Words) -> str:
    """A status as the kind of the item says it: 完成 of what is created."""
    done = f"status.{status}.done"
    created = item.is_created
    return words(done if created and words.knows(done) else f"status.{status}")


def name(one: AssessedItem, words: Words) -> str:
    return words.of(one.plan, "name")


def computed(one: AssessedItem, words: Words) -> str:
    """Word the computed status; an item for the evaluators to decide has none."""
    return status_words(one.result, words) if one.result else words("assessed.by-people")


def findings(one: AssessedItem, report: Report, words: Words) -> str:
    """Word the person's judgement, with the figures from a revised baseline."""
    clauses = _opinion(one.assessed, one.judged, words)
    if one.assessed.baseline is not None:
        clauses.append(_baseline(one.judged, one.assessed.baseline, report, words))
    return words("clause.separator").join(clauses)


def _target_from(baseline: str, item: MeasuredIndicator, words: Words) -> str:
    """Of a target that is so far from the baseline, the level that it then comes to."""
    if not item.counts_from_baseline:
        return ""
    target = goal(item.with_baseline(baseline), words)
    return words("assessed.baseline.target", target=target)


def _baseline(
    item: AnyIndicator | Promise, baseline: RevisedBaseline, report: Report, words: Words
) -> str:
    assert not isinstance(item, Promise)
    assert not item.of_states, "a revised baseline of anything else is refused"
    details = {
        "baseline": with_unit(baseline.text, item.unit, words),
        "table": words("assessed.baseline.given", table=with_unit(item.baseline, item.unit, words))
        if item.baseline
        else words("assessed.baseline.not-given"),
        "status": assessed_status(baseline.status, item, words),
        "target": _target_from(baseline.text, item, words),
    }
    if baseline.pace is None or baseline.progress is None:
        return words("assessed.baseline.no-pace", **details)
    pace = ratio(baseline.pace, report.plan.cut_offs.exact)
    progress = percentage(baseline.progress)
    return words("assessed.baseline", progress=progress, pace=pace, **details)


def in_full(one: AssessedItem, report: Report, words: Words) -> str:
    """Word the judgement in full: with computed status, reason, person, date and cell."""
    status = computed(one, words)
    status = words("assessed.computed", status=status) if one.result else status
    text = words("clause.separator").join([status, findings(one, report, words)])
    reason = one.assessed.reason.rstrip("。.")
    return words("assessed.full", said=text, reason=reason, signed=signed(one, words))


def of_result(result: IndicatorResult, report: Report, words: Words) -> list[str]:
    """The line that stands with one result where each is shown by itself."""
    return [
        words("assessed.beside", said=text) for text in in_full_of_result(result, report, words)
    ]


def in_full_of_result(result: IndicatorResult, report: Report, words: Words) -> list[str]:
    """The same without a label, or nothing."""
    if result.assessed is None:
        return []
    return [in_full(AssessedItem(result.indicator, result, result.assessed), report, words)]


def signed(one: AssessedItem, words: Words) -> str:
    assessed = one.assessed
    who = "signed" if assessed.by else "unsigned"
    return words(
        f"assessed.{who}.dated" if assessed.date else f"assessed.{who}",
        by=assessed.by or "",
        date=assessed.date or "",
        place=str(assessed.place),
    )
