"""What is needed from here: the distance to the target, and what each remaining year must bring."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.evaluation.arithmetic.growth import mean_to_put_in
from shengzhou_quality.evaluation.arithmetic.listing import completed_before, completed_later
from shengzhou_quality.evaluation.sensitivity import Finding
from shengzhou_quality.evaluation.steps import (
    Line,
    Percent,
    Remark,
    RemarkCode,
    Side,
    Step,
    StepCode,
    step,
)
from shengzhou_quality.judgement import Course, Form, Period, Verdict, is_strict
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import AverageGrowth, Cumulative, Level, Milestone
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.kinds.path import growth_per_year
from shengzhou_quality.units import PERCENT


def outlook(finding: Finding) -> Iterator[Line]:
    """The distance first, then the remaining years."""
    indicator, judgement, period = finding.indicator, finding.judgement, finding.period
    if isinstance(indicator, Milestone):
        yield from _state_to_go(indicator, finding)
    elif judgement.actual is None:
        yield Remark(RemarkCode.REPORT_FIRST, {"year": period.year})
    elif isinstance(indicator, AverageGrowth):
        yield from _growth_needed(indicator, finding)
    else:
        yield from _distance(indicator, finding)
        yield from _per_year(indicator, finding)
    if period.is_final:
        yield Remark(RemarkCode.NO_YEARS_LEFT)
    elif indicator.course is Course.KEEP:
        yield Remark(RemarkCode.KEEP_IT, {"remaining": period.remaining})
    elif judgement.verdict is Verdict.MET and indicator.course is Course.REACH:
        yield Remark(RemarkCode.REACHED)


def _distance(indicator: MeasuredIndicator, finding: Finding) -> Iterator[Line]:
    judgement, falling = finding.judgement, indicator.direction is Direction.DECREASE
    value, target = judgement.actual.value if judgement.actual else None, indicator.bound
    either = [(one.form, one.actual.value) for one in judgement.either]
    if either and all(total is not None for _, total in either):
        for form, total in either:
            yield _gap_by_form(form, total or Fraction(0), indicator)
    elif value is None:
        yield from _gap_unknown(finding)
    elif judgement.margin is not None:
        code = StepCode.MARGIN_FALLING if falling else StepCode.MARGIN
        yield step(code, judgement.margin, target=target, actual=value)
    elif judgement.gap is not None:
        code = StepCode.GAP_FALLING if falling else StepCode.GAP
        yield step(code, judgement.gap, target=target, actual=value)
        yield from _edge(indicator)


def _gap_by_form(form: Form, total: Fraction, indicator: MeasuredIndicator) -> Step:
    """The distance of a total by one of the forms that are open."""
    side, target = Side(form), indicator.bound
    if total in indicator.target_set:
        return step(StepCode.MARGIN, total - target, side, target=target, actual=total)
    return step(StepCode.GAP, target - total, side, target=target, actual=total)


def _gap_unknown(finding: Finding) -> Iterator[Remark]:
    """Of what is met for certain nobody needs the exact number."""
    if finding.judgement.verdict is not Verdict.MET:
        yield Remark(RemarkCode.GAP_UNKNOWN)


def _edge(indicator: MeasuredIndicator) -> Iterator[Remark]:
    """Of a target that leaves its own number out, reaching the number is not enough."""
    if is_strict(indicator.target_set, indicator.direction):
        falling = indicator.direction is Direction.DECREASE
        code = RemarkCode.MUST_STAY_BELOW if falling else RemarkCode.MUST_EXCEED
        yield Remark(code, {"target": indicator.bound})


def _per_year(indicator: MeasuredIndicator, finding: Finding) -> Iterator[Line]:
    period, needed = finding.period, finding.judgement.progress.needed_per_year
    value = finding.judgement.actual.value if finding.judgement.actual else None
    if needed is None or value is None:
        return
    yield _remaining(period)
    target, remaining = indicator.bound, period.remaining
    code = StepCode.TOTAL_PER_YEAR if isinstance(indicator, Cumulative) else StepCode.PER_YEAR
    yield step(code, needed, target=target, actual=value, remaining=remaining)
    if is_strict(indicator.target_set, indicator.direction):
        yield Remark(RemarkCode.NEEDS_MORE)
    grows = isinstance(indicator, Level) and indicator.baseline is not None
    if grows and indicator.unit != PERCENT:
        growth = growth_per_year(value, target, period)
        if growth is not None:
            code = StepCode.COMPOUND
            yield step(code, growth, target=target, actual=value, remaining=remaining)


def _remaining(period: Period) -> Step:
    years = period.target_year, period.year
    return step(StepCode.REMAINING, period.remaining, target_year=years[0], year=years[1])


def _growth_needed(indicator: AverageGrowth, finding: Finding) -> Iterator[Line]:
    judgement, period, target = finding.judgement, finding.period, indicator.bound
    form = judgement.form or Form.OF_YEAR
    product = indicator.growth(finding.series, period, form).value
    if product is None:
        yield from _gap_unknown(finding)
        return
    mean = mean_to_put_in(finding, product, form)
    if judgement.margin is not None:
        yield step(StepCode.GROWTH_MARGIN, judgement.margin, goal=target, mean=mean)
    elif judgement.gap is not None:
        yield step(StepCode.GROWTH_GAP, judgement.gap, goal=target, mean=mean)
    needed = judgement.progress.needed_per_year
    if needed is not None:
        yield _remaining(period)
        yield step(
            StepCode.NEEDED_MEAN,
            needed,
            goal=Percent(target),
            length=period.length,
            growth=product,
            remaining=period.remaining,
        )
        if is_strict(indicator.target_set, indicator.direction):
            yield Remark(RemarkCode.NEEDS_MORE)


def _state_to_go(indicator: Milestone, finding: Finding) -> Iterator[Line]:
    state, last = finding.judgement.state, len(indicator.states) - 1
    if finding.judgement.verdict is Verdict.MET:
        return
    later, before = completed_later(finding), completed_before(finding)
    if before is not None:
        yield Remark(RemarkCode.COMPLETED_BEFORE, {"year": int(before)})
    elif later is not None:
        yield Remark(RemarkCode.COMPLETED_LATER, {"year": int(later)})
    elif state is None:
        yield Remark(RemarkCode.REPORT_STATE)
    elif finding.judgement.verdict is Verdict.UNDETERMINED:
        yield Remark(RemarkCode.PEOPLE_DECIDE)
    elif state < last:
        yield Remark(RemarkCode.STATE_TO_GO, {"state": state, "target": last})
