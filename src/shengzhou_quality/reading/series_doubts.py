"""Doubt a series in another notation: fractions for percentages, indices (上年=100) for growth.

One such figure may be real. If all of several figures look so, each is refused at its cell. Falls
with a minus sign (−3.0%, as statistics print them) may be rises: each is to be confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Diagnostic, Parameter
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.reading.doubts import looks_like_index, may_be_fraction
from shengzhou_quality.reported import Observation, finding_on
from shengzhou_quality.units import PERCENT

_HUNDRED = Fraction(100)

Checked = tuple[list[Observation], list[Diagnostic]]


def refuse_other_notations(
    reported: list[Observation], indicator: AnyIndicator, length: int
) -> Checked:
    """`reported` without the values of such a series, and a finding for each of them.

    `length` is that of the plan, in years.
    """
    if indicator.of_states or not (indicator.unit == PERCENT or indicator.asks_for_fall):
        return reported, []
    numbers = _numbers(reported)
    if not numbers:
        return reported, []
    several = len({seen.year for seen, _ in numbers}) > 1
    if several and all(looks_like_index(number, indicator) for _, number in numbers):
        return _refused(reported, numbers, indicator, "looks-like-index", _growth)
    if _may_be_falls(reported, indicator, length):
        return _to_confirm(reported, indicator)
    totals = all(seen.form is Form.TOTAL for seen, _ in numbers)
    years = length if indicator.may_go_back and not totals else 1
    if not all(seen.bare and may_be_fraction(one, indicator, years) for seen, one in numbers):
        return reported, []
    if several:
        return _refused(reported, numbers, indicator, "looks-like-fraction", _percent)
    told = [
        finding_on(seen, "may-be-fraction", indicator.name, **_percent(number))
        for seen, number in numbers
    ]
    return reported, told


def _may_be_falls(
    reported: Sequence[Observation], indicator: MeasuredIndicator, years: int
) -> bool:
    """Whether figures of a fall that is asked for are all negative.

    A single one is of a rise, unless it would be as great a fall as one of the years needs.
    """
    if not indicator.asks_for_fall or indicator.bound is None:
        return False
    ends = {
        (seen.year, read.high) for seen in reported if isinstance(read := seen.as_read, Interval)
    }
    known = [high for _, high in ends if high is not None and high < 0]
    if len(known) < len(ends) or not known:
        return False
    several = len({year for year, _ in ends}) > 1
    return several or -min(known) * years >= indicator.bound


def _to_confirm(reported: Sequence[Observation], indicator: MeasuredIndicator) -> Checked:
    """Each may be any number until a person has said that it is a rise."""
    told = [
        finding_on(seen, "implausible", indicator.name, variant="minus")
        for seen in reported
        if isinstance(seen.value, Interval) and seen.implausible is None
    ]
    places = {finding.place for finding in told}
    kept = [
        seen._replace(value=indicator.domain.interval, implausible=seen.value)
        if seen.place in places and isinstance(seen.value, Interval)
        else seen
        for seen in reported
    ]
    return kept, told


def _numbers(reported: Sequence[Observation]) -> list[tuple[Observation, Fraction]]:
    """The observations that are single numbers as written, each with its number."""
    return [
        (seen, read.value)
        for seen in reported
        if isinstance(read := seen.as_read, Interval) and read.value is not None
    ]


def _refused(
    reported: list[Observation],
    numbers: Sequence[tuple[Observation, Fraction]],
    indicator: MeasuredIndicator,
    code: str,
    meant: Callable[[Fraction], dict[str, Parameter]],
) -> Checked:
    refused = {id(seen) for seen, _ in numbers}
    kept = [
        seen._replace(value=None, implausible=None) if id(seen) in refused else seen
        for seen in reported
    ]
    findings = [finding_on(seen, code, indicator.name, **meant(number)) for seen, number in numbers]
    return kept, findings


def _growth(number: Fraction) -> dict[str, Parameter]:
    return {"growth": _digits(number - _HUNDRED)}


def _percent(number: Fraction) -> dict[str, Parameter]:
    return {"percent": _digits(number * _HUNDRED)}


def _digits(number: Fraction) -> str:
    return plain(exact_decimal(number))
