"""累计型: what the total is made of, and where it stands on the way from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.evaluation.arithmetic.schedule import (
    at_limit,
    pace_ends,
    share_of_time,
    time_steps,
)
from shengzhou_quality.evaluation.sensitivity import Finding
from shengzhou_quality.evaluation.steps import (
    Line,
    Quotient,
    Remark,
    RemarkCode,
    Side,
    StepCode,
    step,
)
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Paces
from shengzhou_quality.plan.kinds import Cumulative
from shengzhou_quality.plan.kinds.cumulative import sum_up


def total_steps(indicator: Cumulative, finding: Finding) -> Iterator[Line]:
    period, total = finding.period, finding.judgement.actual
    path, two_forms = indicator.path(period), _has_two_totals(finding)
    if finding.series.mixed:
        yield Remark(RemarkCode.MIXED_FORMS)
    elif two_forms:
        yield Remark(RemarkCode.TWO_FORMS)
        for form in (Form.OF_YEAR, Form.TOTAL):
            yield from _sum(finding, sum_up(finding.series, period, form).interval, form)
    elif total is not None:
        yield from _sum(finding, total, finding.judgement.form or Form.OF_YEAR)
    yield from time_steps(period)
    time = share_of_time(period)
    yield step(StepCode.EXPECTED_TOTAL, path.expected, target=path.end, time=time)
    enough = indicator.enough_by_now(period)
    if enough is not None and enough != path.expected:
        yield Remark(RemarkCode.WHOLE_PART, {"expected": path.expected, "enough": enough})
    if total is None:
        yield Remark(RemarkCode.NOTHING_USABLE)
    else:
        yield from _standing(indicator, finding, total)


def _standing(indicator: Cumulative, finding: Finding, total: Interval) -> Iterator[Line]:
    period, standing = finding.period, finding.judgement.progress
    path, time = indicator.path(period), share_of_time(period)
    if total.value is None or standing.progress is None or standing.pace is None:
        low, high = total.low, total.high
        ends = Paces(
            None if low is None else path.pace(low), None if high is None else path.pace(high)
        )
        code = StepCode.TOTAL_PACE_AT_END
        yield from pace_ends(code, ends, low, high, name="total", target=path.end, time=time)
        yield from _counted_as_on_schedule(indicator, finding, total)
        return
    yield step(StepCode.SHARE, standing.progress, total=total.value, target=path.end)
    share = Quotient(total.value, path.end)
    yield step(StepCode.TOTAL_PACE, standing.pace, progress=share, time=time)
    yield from _counted_as_on_schedule(indicator, finding, total)
    if not period.remaining:
        return
    straight = path.straight_on(total.value)
    if standing.projected is None:
        yield Remark(RemarkCode.PROJECTION_LEFT_OUT)
    elif standing.projected != straight:
        yield from at_limit(standing.projected, period)
    else:
        yield step(
            StepCode.PROJECTED_TOTAL,
            straight,
            total=total.value,
            length=period.length,
            elapsed=period.elapsed,
            target_year=period.target_year,
        )
        yield Remark(RemarkCode.STRAIGHT_LINE)


def _counted_as_on_schedule(
    indicator: Cumulative, finding: Finding, total: Interval
) -> Iterator[Remark]:
    """Where the ladder of statuses takes another pace than the arithmetic gives."""
    path, paces = indicator.path(finding.period), finding.judgement.paces
    enough = indicator.enough_by_now(finding.period)
    if total.low is not None and paces and paces.worst != path.pace(total.low):
        yield Remark(RemarkCode.COUNTS_AS_ON_SCHEDULE, {"enough": enough or 0})


def _has_two_totals(finding: Finding) -> bool:
    """Undeclared, and another figure as additions than as totals."""
    return bool(finding.judgement.either)


def _sum(finding: Finding, total: Interval, form: Form) -> Iterator[Line]:
    """The total and what it is made of, at both ends where it is not known exactly."""
    series, period = finding.series, finding.period
    reported = ((year, series.values.get(year)) for year in period.years)
    known = {year: value for year, value in reported if isinstance(value, Interval)}
    alone = Side(form) if finding.judgement.either else None
    for side in (alone,) if total.value is not None else (Side.LOW, Side.HIGH):
        end = total.high if side is Side.HIGH else total.low
        if end is None:
            continue
        if form is Form.TOTAL:
            yield step(StepCode.LATEST_TOTAL, end, side, latest=end)
        else:
            ends = (value.high if side is Side.HIGH else value.low for value in known.values())
            additions = tuple(max(number or Fraction(0), Fraction(0)) for number in ends)
            yield step(StepCode.TOTAL, end, side, additions=additions)
    missing = tuple(str(year) for year in period.years if year not in known)
    if form is Form.TOTAL and known and max(known) < period.year:
        yield Remark(RemarkCode.TOTAL_IS_OLD, {"year": max(known)})
    elif form is not Form.TOTAL and missing:
        yield Remark(RemarkCode.YEARS_UNKNOWN, {"years": missing})
