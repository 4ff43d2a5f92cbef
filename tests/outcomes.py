"""The outcome of a submission in two ways: of what is judged alone, and out of a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.evaluate import Evaluation
from shengzhou_quality.evaluation.outcome import (
    Ask,
    EntitySource,
    FileRead,
    ItemOutcome,
    Outcome,
    outcome_of,
    worst_of,
)

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.item_result import IndicatorResult
    from shengzhou_quality.evaluation.report import Report
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.reported import Actuals


def outcome_by_judging(plan: Plan, actuals: Actuals, **options: Any) -> Outcome:
    """As a batch makes it, which never asks for the report."""
    evaluation = Evaluation(plan, actuals, **options)
    outcome = outcome_of(evaluation, "甲县", EntitySource.FILE, "")
    assert "report" not in vars(evaluation), "no report is made for an outcome"
    return outcome


def outcome_by_report(report: Report) -> Outcome:
    """What the report says of everything that an outcome keeps."""
    counted = [one for one in report.diagnostics if one.settled is None]
    warnings = [one for one in counted if one.severity is Severity.WARNING]
    errors = [one for one in counted if one.severity is Severity.ERROR]
    found: Counter[str] = Counter()
    for one in (*errors, *warnings):
        summed_up = one.code == "more-findings"
        found[str(one.parameters["kind"]) if summed_up else one.code] += (
            int(str(one.parameters["count"])) if summed_up else 1
        )
    asked: dict[str | None, list[int]] = {}
    for entry in report.lists.missing:
        counts = asked.setdefault(entry.office, [0, 0])
        if entry.cells:
            counts[1] += len(entry.cells)
        else:
            counts[0] += 1
    own = (
        one.result
        for one in (*report.commitments, *report.milestones)
        if one.reported and one.own is not None
    )
    return Outcome(
        entity="甲县",
        said_by=EntitySource.FILE,
        files=tuple(FileRead(one.path, one.sha256) for one in report.sources if one.of_values),
        basis="",
        exit_code=report.exit_code,
        year=report.year,
        final=report.final,
        conclusion=report.conclusion,
        indicators=tuple(item_of(one) for one in report.indicators),
        promises=tuple(item_of(one) for one in own if one is not None),
        worst=worst_by_report(report),
        errors=len(errors),
        warnings=len(warnings),
        problems=worst_of(report.diagnostics),
        asks=tuple(
            Ask(office, *asked[office])
            for office in sorted(asked, key=lambda name: (name is None, name or ""))
        ),
        excluded=tuple(one.indicator.id for one in report.indicators if one.excluded),
        found=dict(sorted(found.items())),
    )


def worst_by_report(report: Report) -> str | None:
    """The first of the first kind that occurs, as a reader would look for it."""
    left = [one for one in report.indicators if not one.excluded]
    binding_first = sorted(left, key=lambda one: one.indicator.constraint != "binding")
    for severity in ("error", "warning"):
        named = [one for one in binding_first if one.severity == severity]
        for kind in (
            [one for one in named if one.status in FAILED],
            [one for one in named if one.status in OPEN],
            [one for one in named if one.verdict != "met"],
            named,
        ):
            if kind:
                return kind[0].indicator.id
    return None


FAILED = ("missed", "behind", "regressed", "lapsed")
OPEN = ("undetermined", "no_data", "invalid")


def item_of(one: IndicatorResult) -> ItemOutcome:
    actual = one.actual
    bounds = actual.bounds if actual else None
    return ItemOutcome(
        one.indicator.id,
        one.indicator.constraint,
        one.verdict,
        one.status,
        one.severity,
        text=actual.text if actual else None,
        low=bounds.low if bounds else None,
        high=bounds.high if bounds else None,
        margin=one.margin,
        gap=one.gap,
        progress=one.progress,
        pace=one.pace,
        place=next(iter(actual.places), None) if actual else None,
    )
