"""Compare the column 年均/累计 with the baseline and the target beside it.

Printed figures are rounded: they agree if some figures that round to them do. Nothing is
rounded here; a yearly mean is raised to the power of the years instead of taking a root.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import clean
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.proposals.bases import names_growth
from shengzhou_quality.published.proposals.row_reading import PrintedChange, RowReading
from shengzhou_quality.units import PERCENT

_YEARLY = re.compile(r"年均|平均|每年|年增|增速|递增")


def contradictions(read: RowReading) -> Iterator[Doubt]:
    """A question where the change that is printed is not the one from baseline to target."""
    if read.change_not_read is not None:
        yield Doubt("import-change-not-read", "target", {"change": read.change_not_read})
    change, start, goal = read.change, _point(read.start), _goal(read)
    if change is None or start is None or goal is None or read.phrase is None:
        return
    if read.baseline.about or read.phrase.about:
        return  # how far from the printed figure it may be, nobody says
    slack = _half_unit(read.baseline.text) + _half_unit(read.target)
    fits = _fits_total(read, change, start, goal, slack)
    mean = _fits_mean(read, change, start, goal, slack)
    agreed = {
        ChangeBasis.TOTAL: fits,
        ChangeBasis.YEARLY_MEAN: mean,
        ChangeBasis.EITHER: fits or mean,
    }[_basis_of(read, change)]
    if not agreed:
        said = {"baseline": read.baseline.text or "", "target": read.target}
        said["change"] = change.text
        yield Doubt("import-change-contradicts", "target", said)


def _basis_of(read: RowReading, change: PrintedChange) -> ChangeBasis:
    """A column 增幅 does not say yearly; with a plus in front (+0.5) a difference is printed."""
    header = clean(read.row.change_header or "")
    is_yearly = not header or _YEARLY.search(header)
    if change.basis is ChangeBasis.YEARLY_MEAN and (not is_yearly or change.figure[0] == "+"):
        return ChangeBasis.EITHER
    return change.basis


def _point(interval: Interval | None) -> Fraction | None:
    return None if interval is None else interval.value


def _goal(read: RowReading) -> Fraction | None:
    """The number of the target, or the edge of a bound (≥95)."""
    if read.phrase is None:
        return None
    interval = read.phrase.interval
    if interval.value is not None:
        return interval.value
    ends = [end for end in (interval.low, interval.high) if end is not None]
    return ends[0] if len(ends) == 1 else None


def _half_unit(text: str | None) -> Fraction:
    """Half a unit of the last printed decimal of the figure in `text`."""
    digits = clean(text or "")
    decimals = 0
    if "." in digits:
        behind = digits.rpartition(".")[2]
        decimals = len(behind) - len(behind.lstrip("0123456789"))
    return Fraction(1, 2 * 10**decimals)


def _fits_total(
    read: RowReading, change: PrintedChange, start: Fraction, goal: Fraction, slack: Fraction
) -> bool:
    """Whether it is the difference, or of another unit than % the share of the baseline."""
    wanted, own = Fraction(change.figure), _half_unit(change.figure)
    moved = goal - start
    apart = min(abs(moved - wanted), abs(abs(moved) - wanted))
    in_own_unit = change.is_rate is not True or read.unit == PERCENT
    if in_own_unit and apart <= slack + own:
        return True
    if read.unit == PERCENT or change.is_rate is False or start <= 0:
        return False
    rate = moved * 100 / start
    return min(abs(rate - wanted), abs(abs(rate) - wanted)) <= own + slack * 100 / start


def _fits_mean(
    read: RowReading, change: PrintedChange, start: Fraction, goal: Fraction, slack: Fraction
) -> bool:
    """Whether it is the yearly growth in %, or the same step in each year."""
    table = read.table
    first = read.baseline.year or table.baseline_year
    if first is None or table.target_year is None or not 0 < table.target_year - first <= 50:
        return True  # without the years nothing contradicts
    years = table.target_year - first
    wanted, own = Fraction(change.figure), _half_unit(change.figure)
    step = (goal - start) / years
    if min(abs(step - wanted), abs(abs(step) - wanted)) <= own + slack / years:
        return True
    in_rates = read.unit != PERCENT or names_growth(read.row, read.table)
    if not in_rates or start <= 0 or wanted <= -100:
        return False
    low, high = ((1 + (wanted + side * own) / 100) ** years for side in (-1, 1))
    return (start - slack) * low <= goal + slack and goal - slack <= (start + slack) * high
