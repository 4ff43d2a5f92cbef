"""Growth in %: the product of yearly growths, and its mean (the root of that product)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from shengzhou_quality.decimals import nth_root
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form, Period, Series, Unknown
from shengzhou_quality.plan.kinds.steps import (
    ROOT,
    Formula,
    Line,
    Measure,
    Percent,
    Quantity,
    Remark,
    RemarkCode,
    Root,
)
from shengzhou_quality.plan.kinds.totals import product_of

ANY_GROWTH: Final = Interval.at_least(-100)
"""The growth in % of a year without data: at least −100%."""
_WHOLE, _HUNDREDTH = Interval.point(100), Fraction(1, 100)


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
    return (possible + _WHOLE).scaled(_HUNDREDTH)


def mean_of(growth: Interval, years: int) -> Interval:
    """The geometric mean in %, of which only the root is rounded, far below what is shown."""

    def root(product: Fraction | None) -> Fraction | None:
        return None if product is None else (nth_root(product, years) - 1) * 100

    if growth.value is not None:
        return Interval.point((nth_root(growth.value, years) - 1) * 100)
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


class Growth(NamedTuple):
    """The growth of a series so far: the years that it needs, its product and its mean.

    `lacking` are the needed years without a figure, `lacking_reported` those of them in which
    something was reported that cannot be read.
    """

    form: Form
    known: tuple[int, ...]
    lacking: tuple[int, ...]
    lacking_reported: tuple[int, ...]
    product: Interval
    mean: Interval

    @classmethod
    def of(cls, series: Series[Interval], period: Period) -> Growth:
        form = form_of_growth(series, period)
        chosen = series.means if form is Form.MEAN else series.values
        needed = years_for_growth(form, period)
        lacking = tuple(year for year in needed if not isinstance(chosen.get(year), Interval))
        product = growth_so_far(series, period, form)
        return cls(
            form=form,
            known=tuple(year for year in needed if year not in lacking),
            lacking=lacking,
            lacking_reported=tuple(year for year in lacking if year in chosen),
            product=product,
            mean=mean_of(product, period.elapsed),
        )

    def to_put_in(self, series: Series[Interval], period: Period) -> Root | Fraction:
        """The mean as an operand, if it is a number."""
        assert self.product.value is not None, "only of figures that are numbers"
        return mean_to_put_in(self.product.value, self.form, series, period)


def growth_steps(whose: str, series: Series[Interval], period: Period) -> Iterator[Line]:
    """The product of yearly growths and its root; of a declared mean nothing is computed."""
    found = Growth.of(series, period)
    product, mean = found.product.value, found.mean.value
    if found.lacking or product is None or mean is None:
        return
    if found.form is Form.MEAN:
        yield Remark(RemarkCode.MEAN_ALONE)
        return
    values = (series.values[year] for year in period.years)
    growths, growth = tuple(Percent(end_of(one, high=False)) for one in values), f"{whose}growth"
    multiplied = Formula(Quantity(growth, Measure.RATIO, exact=True), f"{{{growth}s}}")
    yield multiplied.step(product, **{f"{growth}s": growths})
    root = Formula(Quantity(f"{whose}mean", Measure.PERCENT), ROOT.replace("growth", growth))
    yield root.step(mean, **{growth: product}, elapsed=period.elapsed)
