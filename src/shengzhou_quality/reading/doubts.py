"""Find the doubt about a figure: impossible, implausible, or in another notation."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import floor
from typing import NamedTuple

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction, write
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.plan.kinds.indicator import ANYTHING
from shengzhou_quality.units import PERCENT, conversion_factor, is_currency

_HUNDRED = Fraction(100)
_TIMES = 3
"""A figure is plausible up to this factor above or below the target or the baseline."""
_STEP = 20
"""Where a share is to change by a few per cent, no more than this is plausible."""
_INDICES = Interval.between(80, 130)
"""The range of an index with the year before as 100."""
_MAY_FALL = (Direction.DECREASE, Direction.UNDECIDED)
_MONEY = ("元", "万元", "百万元", "亿元")
_SCALES = ("", "百", "万", "亿")


class Doubt(NamedTuple):
    """A doubt: its code, and the figures for its message."""

    code: str
    parameters: dict[str, Parameter]


class _Ranges(NamedTuple):
    """The numbers that an indicator may have.

    `believable` is the plan's own range or one around the target, `plausible` what a figure is
    compared with, `sound` what is plausible and possible; `None` if no number is.
    """

    plausible: Interval
    believable: Interval
    sound: Interval | None

    def clears(self, number: Fraction, indicator: MeasuredIndicator, *, bare: bool) -> bool:
        """Whether nothing is doubtful about a number: true of most, and quickly seen."""
        if self.sound is None or number not in self.sound:
            return False
        if indicator.whole and number.denominator != 1:
            return False
        return not (bare and _is_fraction(number, indicator))


@lru_cache(maxsize=1024)  # asked for every value of an indicator, in every file
def _ranges(indicator: MeasuredIndicator) -> _Ranges:
    believable = _believable(indicator)
    plausible = indicator.plausible.interval
    if indicator.is_of_steps:
        plausible = believable
    elif _may_be_level(indicator):
        plausible = Interval.between(-_STEP, _STEP)
    return _Ranges(plausible, believable, plausible.intersection(indicator.domain.interval))


def doubt_of(
    value: Interval,
    written: Interval,
    indicator: MeasuredIndicator,
    *,
    unit: str | None,
    bare: bool,
    text: str,
) -> Doubt | None:
    """The first doubt about `value`, which was written as `written` in `unit`.

    `bare`: the cell itself names no unit. `text` quotes the figure that is compared.
    """
    ranges = _ranges(indicator)
    point = value.low if value.low is value.high else value.value
    if point is not None and ranges.clears(point, indicator, bare=bare):
        return None
    ends = _ends(value)
    domain, plausible = indicator.domain.interval, ranges.plausible
    believable = all(end in plausible for end in ends)
    if bare and point is not None and _is_fraction(point, indicator):
        return Doubt("looks-like-fraction", {"percent": _digits(point * _HUNDRED), "text": text})
    if not believable and point is not None and looks_like_index(point, indicator):
        return Doubt("looks-like-index", {"growth": _digits(point - _HUNDRED), "text": text})
    if not all(end in domain for end in ends) or value.is_disjoint_from(domain):
        return Doubt("outside-domain", {"domain": write(domain), "text": text})
    if indicator.whole and any(end.denominator != 1 for end in ends):
        return Doubt("not-whole", {"unit": indicator.unit or "", "text": text})
    if believable:
        return None
    details: dict[str, Parameter] = {"plausible": write(plausible), "text": text}
    details |= _likely_unit(written, unit, indicator, plausible)
    if indicator.is_of_steps:
        details["variant"] = "level"
    elif _may_be_level(indicator):
        details["variant"] = "change"
    return Doubt("implausible", details)


def _may_be_level(indicator: MeasuredIndicator) -> bool:
    """Whether a small change of a share is asked for: a large figure is the share itself."""
    is_small = indicator.bound is not None and indicator.bound * _TIMES * _TIMES < _STEP
    of_share = indicator.reports_steps and indicator.unit == PERCENT
    return of_share and is_small and indicator.plausible == ANYTHING


def _ends(value: Interval) -> list[Fraction]:
    return [end for end in (value.low, value.high) if end is not None]


def _digits(number: Fraction) -> str:
    return plain(exact_decimal(number))


def _is_fraction(number: Fraction, indicator: MeasuredIndicator) -> bool:
    """Whether it is ≤ 1 and only its hundredfold is plausible (0.965 where 96.5 is meant).

    For a level of which a yearly step is asked it may be the step as well.
    """
    if indicator.unit != PERCENT or number.numerator > number.denominator or indicator.is_of_steps:
        return False
    believable = _ranges(indicator).believable
    return number not in believable and number * _HUNDRED in believable


def _believable(indicator: MeasuredIndicator) -> Interval:
    """The plan's plausible range; if it gives none, a range around baseline and target.

    A growth and a decreasing indicator get no such range: a growth may be small in any year,
    and a decreasing value may have fallen far.
    """
    usual = indicator.plausible.interval
    is_level = indicator.is_of_steps or not indicator.reports_changes
    if usual.low is not None or not is_level or indicator.direction in _MAY_FALL:
        return usual
    known = indicator.printed_figures
    if not known or min(known) <= 0:
        return usual
    lowest = min(known) / _TIMES
    highest = max(known) * _TIMES if usual.high is None else usual.high
    return Interval(Fraction(floor(lowest)) if lowest > 1 else lowest, highest)


def looks_like_index(number: Fraction, indicator: MeasuredIndicator) -> bool:
    """Whether a growth near 100 is an index with the year before as 100 (109.5 for 9.5)."""
    if not indicator.of_growth or indicator.unit != PERCENT:
        return False
    if number not in _INDICES or (indicator.bound is not None and indicator.bound in _INDICES):
        return False
    return number - _HUNDRED in indicator.plausible.interval


def may_be_fraction(number: Fraction, indicator: MeasuredIndicator, years: int = 1) -> bool:
    """Whether it is between 0 and 1 and its hundredfold is near the target (0.09 for 9%).

    A target that is reached in several `years` is compared in equal parts with each year's figure.
    """
    target = indicator.bound
    if indicator.unit != PERCENT or target is None or not 0 < number < 1:
        return False
    if indicator.is_of_steps:
        return False
    target /= years
    return target / _TIMES <= number * _HUNDRED <= target * _TIMES


def _likely_unit(
    written: Interval, unit: str | None, indicator: MeasuredIndicator, plausible: Interval
) -> dict[str, Parameter]:
    """The unit in which the figure would be plausible, if there is exactly one."""
    if written.value is None or indicator.unit is None:
        return {}
    found = {
        other: factor
        for other in _units_like(indicator.unit)
        if (factor := conversion_factor(other, indicator.unit, indicator.unit_aliases))
        and factor != conversion_factor(unit or indicator.unit, indicator.unit)
        and written.value * factor in plausible
    }
    if len(found) != 1:
        return {}
    ((other, factor),) = found.items()
    return {"likely_unit": other, "likely": _digits(written.value * factor) + indicator.unit}


def _units_like(unit: str) -> Iterable[str]:
    """Units of the same quantity at another scale, for example ten thousands or thousandths."""
    if is_currency(unit):
        return _MONEY
    return ("%", "‰") if unit == PERCENT else tuple(scale + unit for scale in _SCALES)
