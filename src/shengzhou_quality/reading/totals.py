"""Compare totals with additions: drop a total that is the sum of the reported years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from shengzhou_quality.decimals import plain, rounded
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Observation, finding_on

ROUNDING = Fraction(1, 10)
"""A mean or a compounded total may differ so much from what its years come to."""


def settle_totals(
    reported: list[Observation], indicator: AnyIndicator, plan: Plan
) -> tuple[list[Observation], list[Diagnostic]]:
    """Keep the additions of every year, without the totals that are their sum.

    A total that differs from the sum is an error, and so is any other mix: a series of
    additions and totals has no defined result.
    """
    if not indicator.sums_years:
        return reported, []
    totals = [seen for seen in reported if _counts(seen, plan) and seen.form is Form.TOTAL]
    additions = [seen for seen in reported if _counts(seen, plan) and seen.form is not Form.TOTAL]
    if not totals or not additions:
        return reported, []
    by_year = _by_year(additions)
    sums = [
        _sum(by_year, [year for year in plan.years if year <= seen.year], indicator)
        for seen in totals
    ]
    if None in sums:
        return reported, [finding_on(totals[0], "mixed-forms", indicator.name)]
    wrong = [
        finding_on(seen, "total-differs", indicator.name, **sum_details(total, indicator))
        for seen, total in zip(totals, sums, strict=True)
        if total is not None and not is_total(seen.as_read, total, indicator)
    ]
    if wrong:
        return reported, wrong
    told = [finding_on(seen, "value-beside", indicator.name) for seen in totals]
    others = [seen for seen in reported if not _counts(seen, plan)]
    return [*others, *(seen._replace(form=Form.OF_YEAR) for seen in additions)], told


def _counts(seen: Observation, plan: Plan) -> bool:
    return seen.year in plan.years and seen.is_full_year


def _by_year(additions: Iterable[Observation]) -> dict[int, Fraction | None]:
    """The addition of each year; `None` if it is not known to be a single number."""
    values: dict[int, Fraction | None] = {}
    for seen in additions:
        read = seen.as_read
        value = read.value if isinstance(read, Interval) else None
        values[seen.year] = value if values.get(seen.year, value) == value else None
    return values


def _sum(
    by_year: Mapping[int, Fraction | None], years: Iterable[int], indicator: MeasuredIndicator
) -> Fraction | None:
    added = [by_year.get(year) for year in years]
    known = [value for value in added if value is not None]
    return indicator.combined(known) if len(known) == len(added) else None


def is_total(read: object, total: Fraction, indicator: MeasuredIndicator) -> bool:
    """Whether a value is what the years come to; compounded changes are reported rounded."""
    if not indicator.is_derived or not isinstance(read, Interval):
        return read == Interval.point(total)
    return not read.is_disjoint_from(Interval.between(total - ROUNDING, total + ROUNDING))


def sum_details(total: Fraction, indicator: MeasuredIndicator) -> dict[str, str]:
    """What a finding says of what the years come to."""
    compound = {"variant": "compound"} if indicator.is_derived else {}
    return {"sum": plain(rounded(total)), **compound}
