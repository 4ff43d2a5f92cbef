"""Growth in %: the product of yearly growths, and its mean (the root of that product)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Period, Series, Unknown
from shengzhou_quality.plan.kinds.steps import Root
from shengzhou_quality.plan.kinds.totals import product_of

ANY_GROWTH: Final = Interval.at_least(-100)
"""The growth in % of a year without data: at least −100%."""


def form_of_growth(series: Series[Interval], period: Period) -> Form:
    """A declared mean since the base year is used alone (2021—2025年均)."""
    declared = period.year in series.means or (series.means and not series.values)
    return Form.MEAN if declared else Form.OF_YEAR


def years_for_growth(form: Form, period: Period) -> range:
    """The years whose values enter it."""
    return range(period.year, period.year + 1) if form is Form.MEAN else period.years


def growth_so_far(series: Series[Interval], period: Period, form: Form) -> Interval:
    """Π(1+gᵢ) up to the year judged: of each year's growth, or of a mean in every year."""
    chosen = series.means if form is Form.MEAN else series.values
    years = [period.year] * period.elapsed if form is Form.MEAN else period.years
    reported = (chosen.get(year) for year in years)
    return product_of(
        factor_of(value if isinstance(value, Interval) else ANY_GROWTH) for value in reported
    )


def factor_of(growth: Interval) -> Interval:
    """1 + g of a growth in %."""
    possible = growth.intersection(ANY_GROWTH) or ANY_GROWTH
    return (possible + Interval.point(100)).scaled(Fraction(1, 100))


def mean_of(growth: Interval, years: int) -> Interval:
    """The geometric mean in %, of which only the root is rounded, far below what is shown."""

    def root(product: Fraction | None) -> Fraction | None:
        return None if product is None else (nth_root(product, years) - 1) * 100

    return Interval(root(growth.low), root(growth.high), growth.low_open, growth.high_open)


def mean_growth(values: Sequence[Fraction]) -> Fraction:
    """The geometric mean in % of yearly growths."""
    factors = (factor_of(Interval.point(max(value, Fraction(-100)))) for value in values)
    mean = mean_of(product_of(factors), len(values)).value
    assert mean is not None, "of exact growths the mean is exact"
    return mean


def mean_to_put_in(
    product: Fraction, form: Form, series: Series[Interval], period: Period, *, high: bool = False
) -> Root | Fraction:
    """The mean growth: as it was declared, else as the root that it is, before any rounding."""
    if form is Form.MEAN:
        return end_of(series.means[period.year], high=high)
    return Root(product, period.elapsed)


def years_without(series: Series[Interval], period: Period) -> tuple[str, ...]:
    known = series.values
    return tuple(str(year) for year in period.years if not isinstance(known.get(year), Interval))


def end_of(value: Interval | Unknown, *, high: bool) -> Fraction:
    """One end of a growth in %; nothing shrinks below nothing."""
    end = (value.high if high else value.low) if isinstance(value, Interval) else None
    return Fraction(-100) if end is None else max(end, Fraction(-100))
