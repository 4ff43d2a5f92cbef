"""年均增速型: the product of yearly growth, its mean, and what the target comes to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.evaluation.sensitivity import Finding
from shengzhou_quality.evaluation.steps import (
    Line,
    Percent,
    Remark,
    RemarkCode,
    Root,
    Side,
    StepCode,
    step,
)
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Unknown
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import AverageGrowth


def growth_steps(indicator: AverageGrowth, finding: Finding) -> Iterator[Line]:
    period, mean = finding.period, finding.judgement.actual
    asked = indicator.needed_growth(period.elapsed)
    edge = asked.low if indicator.direction is Direction.INCREASE else asked.high
    if edge is not None:
        target = Percent(indicator.bound)
        yield step(StepCode.NEEDED_GROWTH, edge, goal=target, elapsed=period.elapsed)
    form = finding.judgement.form or Form.OF_YEAR
    missing = _years_without(finding) if form is Form.OF_YEAR else ()
    if missing and finding.series.values:
        yield Remark(RemarkCode.GROWTH_UNKNOWN, {"years": missing})
    elif mean is None:
        yield Remark(RemarkCode.NOTHING_USABLE)
    else:
        if form is Form.MEAN:
            yield Remark(RemarkCode.MEAN_ALONE)
        for side in (None,) if mean.value is not None else (Side.LOW, Side.HIGH):
            yield from _at(side, indicator, finding, mean, form)


def _at(
    side: Side | None, indicator: AverageGrowth, finding: Finding, mean: Interval, form: Form
) -> Iterator[Line]:
    """Product, mean and pace, of a point or at one end of a growth that is a bound."""
    period, series, high = finding.period, finding.series, side is Side.HIGH
    growth = indicator.growth(series, period, form)
    product, average = (growth.high, mean.high) if high else (growth.low, mean.low)
    if product is None or average is None:
        yield Remark(RemarkCode.NO_UPPER_END)
        return
    if form is Form.MEAN:
        declared = Percent(_end(series.means[period.year], high=high))
        code = StepCode.GROWTH_OF_MEAN
        yield step(code, product, side, mean=declared, elapsed=period.elapsed)
    else:
        growths = tuple(Percent(_end(series.values[year], high=high)) for year in period.years)
        yield step(StepCode.GROWTH, product, side, growths=growths)
        yield step(StepCode.MEAN, average, side, growth=product, elapsed=period.elapsed)
    paces = finding.judgement.paces
    pace = None if paces is None else paces.best if high else paces.worst
    if pace is not None:
        shown = mean_to_put_in(finding, product, form, high=high)
        yield step(StepCode.GROWTH_PACE, pace, side, mean=shown, goal=indicator.bound)


def mean_to_put_in(
    finding: Finding, product: Fraction, form: Form, *, high: bool = False
) -> Root | Fraction:
    """The mean growth: as it was declared, else as the root that it is, before any rounding."""
    if form is Form.MEAN:
        return _end(finding.series.means[finding.period.year], high=high)
    return Root(product, finding.period.elapsed)


def _years_without(finding: Finding) -> tuple[str, ...]:
    known = finding.series.values
    return tuple(
        str(year) for year in finding.period.years if not isinstance(known.get(year), Interval)
    )


def _end(value: Interval | Unknown, *, high: bool) -> Fraction:
    """One end of a growth in %; nothing shrinks below nothing."""
    end = (value.high if high else value.low) if isinstance(value, Interval) else None
    return Fraction(-100) if end is None else max(end, Fraction(-100))
