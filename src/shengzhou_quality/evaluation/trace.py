"""Build the whole chain behind the verdict of one item from the plan and the actuals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.assessed import Assessed
from shengzhou_quality.evaluation.beside import targets_beside
from shengzhou_quality.evaluation.chain import (
    BesideWay,
    Chain,
    ComparedValues,
    Judged,
    OtherWay,
    ReportedValue,
    Traceable,
)
from shengzhou_quality.evaluation.evaluate import evaluate
from shengzhou_quality.evaluation.grounds import grounds_of
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.ruling import find
from shengzhou_quality.evaluation.sensitivity import (
    JudgedIndicator,
    other_baselines,
    other_readings,
)
from shengzhou_quality.evaluation.series import Reported, sort_out
from shengzhou_quality.evaluation.status import LADDER
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Series
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.steps import Line, Remark, RemarkCode, Step
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.reported import Actuals, Observation


def trace(
    plan: Plan, item: Traceable, actuals: Actuals | None = None, *, year: int | None = None
) -> Chain:
    """The chain of `item`; with `actuals` judged as `evaluate` judges, for the same year.

    Raises `InputError` when `year` is none of the plan's.
    """
    if actuals is None:
        return trace_in(plan, item)
    return trace_in(plan, item, actuals, evaluate(plan, actuals, year=year))


def trace_in(
    plan: Plan, item: Traceable, actuals: Actuals | None = None, report: Report | None = None
) -> Chain:
    """The chain of `item` in a report on `actuals` that is there already."""
    promise = item if isinstance(item, Commitment | TaskMilestone) else None
    kind = _kind_of(plan, item)
    if kind is not None and report is not None:
        kind = kind.in_force(report.year)
    result = _result_of(kind, report)
    judged = None
    if report is not None and actuals is not None and result is not None:
        judged = _judged(plan, report, result, actuals)
    return Chain(
        plan=plan,
        item=item,
        kind=kind,
        home=plan.home(promise) if promise else None,
        conflicts=_conflicts_of(plan, item, kind),
        report=report,
        judged=judged,
        opinion=_opinion_of(promise, report),
        of_offices=_of_offices(item, report),
    )


def _conflicts_of(plan: Plan, item: Traceable, kind: AnyIndicator | None) -> tuple[Conflict, ...]:
    """Those of the item, and of the indicator whose verdict it shows; each once, by id."""
    ids = (item.id,) if kind is None or kind.id == item.id else (item.id, kind.id)
    found = {one.id: one for identity in ids for one in plan.conflicts_of(identity)}
    return tuple(found[identity] for identity in sorted(found))


def _opinion_of(
    promise: Commitment | TaskMilestone | None, report: Report | None
) -> Assessed | None:
    """What a person said of a commitment or milestone; of an indicator its result holds it."""
    if promise is None or report is None:
        return None
    promises = (*report.commitments, *report.milestones)
    return next((one.assessed for one in promises if one.promise.id == promise.id), None)


def _of_offices(item: Traceable, report: Report | None) -> tuple[Assessed, ...]:
    """What submitted files say of the item itself."""
    if report is None:
        return ()
    promises = {one.promise.id: one.opinions for one in (*report.commitments, *report.milestones)}
    own = {result.indicator.id: result.opinions for result in report.indicators}
    return (own | promises).get(item.id, ())


def _kind_of(plan: Plan, item: Traceable) -> AnyIndicator | None:
    """Return the kind that judges it: its own or its indicator's; `None` if people decide."""
    if not isinstance(item, Commitment | TaskMilestone):
        return item
    own = plan.judged(item)
    return plan.indicator(item.restates) if own is None and item.restates else own


def _result_of(kind: AnyIndicator | None, report: Report | None) -> IndicatorResult | None:
    if kind is None or report is None:
        return None
    promises = (*report.commitments, *report.milestones)
    results = {one.promise.id: one.result for one in promises if one.result is not None}
    results |= {result.indicator.id: result for result in report.indicators}
    return results.get(kind.id)


def _judged(plan: Plan, report: Report, result: IndicatorResult, actuals: Actuals) -> Judged:
    indicator, period = result.indicator, plan.period(report.year)
    observations = [seen for seen in actuals.observations if seen.indicator == indicator.id]
    reported = sort_out(observations, period)
    other = plan.other_of(indicator)
    of_other = [seen for seen in actuals.observations if other and seen.indicator == other.id]
    finding = find(indicator, reported, period, plan, sort_out(of_other, period))
    diagnostics = [found for found in report.diagnostics if found.indicator == indicator.id]
    values = tuple(_values(observations, reported, finding, diagnostics))
    shown = {id(found) for value in values for found in value.diagnostics}
    return Judged(
        report=report,
        result=result,
        finding=finding,
        reported=values,
        compared=_compared(other, of_other, finding, report.diagnostics) if other else None,
        diagnostics=tuple(found for found in diagnostics if id(found) not in shown),
        arithmetic=tuple(indicator.steps(finding.series, period, finding.judgement)),
        outlook=_outlook(finding, excluded=result.excluded),
        grounds=grounds_of(finding),
        readings=tuple(OtherWay(other, ()) for other in other_readings(finding)),
        baselines=tuple(OtherWay(o, _from_there(o.finding)) for o in other_baselines(finding)),
        beside=tuple(_beside_ways(finding)),
        revised=_from_revised(result, finding),
    )


def _compared(
    other: MeasuredIndicator,
    observations: Sequence[Observation],
    finding: JudgedIndicator,
    diagnostics: Sequence[Diagnostic],
) -> ComparedValues:
    """Year by year; what the plan itself gives rules what was reported."""
    series, period = finding.series.compared or Series(), finding.period
    reported = sort_out(observations, period)
    years = tuple(period.years) if finding.indicator.of_growth else (period.year,)
    form = Form.MEAN if finding.indicator.of_growth and period.year in series.means else None
    judgement = finding.judgement._replace(years=years, form=form)
    as_judged = finding._replace(series=series, judgement=judgement)
    planned = next(iter(other.planned(period.years).values.values()), None)
    found = [one for one in diagnostics if one.indicator == other.id]
    values = () if planned else tuple(_values(observations, reported, as_judged, found))
    return ComparedValues(other, values, planned if isinstance(planned, Interval) else None)


def _values(
    observations: Sequence[Observation],
    reported: Reported,
    finding: JudgedIndicator,
    diagnostics: Sequence[Diagnostic],
) -> Iterator[ReportedValue]:
    """Year by year, as the kind saw each; what is wrong with a cell stands at its value."""
    judgement, series = finding.judgement, finding.series
    entered = reported.entering(judgement.years, judgement.form)
    why_unused = {id(seen): why for seen, why in reported.unused}
    for seen in sorted(observations, key=lambda seen: (seen.year, seen.place.sort_key())):
        why = why_unused.get(id(seen))
        read: object = seen.value
        if why is None:
            read = (series.means if seen.form is Form.MEAN else series.values).get(seen.year)
        yield ReportedValue(
            seen,
            read if isinstance(read, Interval | int) else None,
            why,
            seen in entered,
            tuple(found for found in diagnostics if found.place == seen.place),
        )


def _beside_ways(finding: JudgedIndicator) -> Iterator[BesideWay]:
    """Each further target with the steps to it, in the year in which it is judged."""
    for beside in targets_beside(finding):
        lines: Iterable[Line] = ()
        if beside.judgement is not None:
            lines = beside.aimed.to_go(finding.series, beside.period, beside.judgement)
        yield BesideWay(beside, tuple(line for line in lines if isinstance(line, Step)))


def _from_revised(result: IndicatorResult, finding: JudgedIndicator) -> tuple[Step, ...]:
    baseline = result.assessed.baseline if result.assessed else None
    if baseline is None or finding.indicator.of_states:
        return ()
    return _from_there(finding.otherwise(finding.indicator.with_baseline(baseline.text)))


def _from_there(finding: JudgedIndicator) -> tuple[Step, ...]:
    """How far the actual has come from another baseline, where its pace decides a status."""
    if not finding.indicator.starts_from_baseline or finding.status not in LADDER:
        return ()
    lines = finding.indicator.steps(finding.series, finding.period, finding.judgement)
    steps = (line for line in lines if isinstance(line, Step))
    return tuple(step for step in steps if step.field in ("progress", "pace"))


def _outlook(finding: JudgedIndicator, *, excluded: bool) -> tuple[Line, ...]:
    """Compute what is still needed; nothing for an excluded item."""
    if excluded:
        return (Remark(RemarkCode.SET_ASIDE),)
    return tuple(finding.indicator.outlook(finding.series, finding.period, finding.judgement))
