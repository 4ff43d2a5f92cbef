"""Compute how an indicator went year by year: what could be read, running totals, the schedule.

Nothing that was not judged is here: no unreadable, doubted or approximate value.
"""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import Form, Series
from shengzhou_quality.plan.kinds.path import Stage


def is_usable(entry: SeriesEntry) -> bool:
    """Whether the entry says something that was judged, or, of a forecast, could be."""
    known = isinstance(entry.read, int) or (
        isinstance(entry.read, Interval) and entry.read != EVERYTHING
    )
    return entry.text is not None and entry.readable and not entry.doubted and known


def numbers(
    result: IndicatorResult, *, forecast: bool = False
) -> Iterator[tuple[SeriesEntry, Interval]]:
    """The usable values of each year, or the forecasts, as the kind was given them."""
    indicator = result.indicator
    if indicator.of_states:
        return
    for entry in result.series:
        if is_usable(entry) and entry.forecast is forecast and isinstance(entry.read, Interval):
            possible = indicator.possible(entry.read)
            if possible is not None and possible != indicator.domain.interval:
                yield entry, possible


def totals(result: IndicatorResult, report: Report, form: Form) -> Iterator[tuple[int, Interval]]:
    """The total so far at the end of each year, where its values are on the basis `form`.

    A total never falls: one that is only known from below is at most what a later year reached.
    """
    indicator = result.indicator
    if indicator.of_states:
        return
    reported = (one for one in result.series if one.text is not None and not one.forecast)
    values = {one.year: indicator.as_judged(_interval(one)) for one in reported}
    series: Series[Interval] = Series(values=values)
    found: list[tuple[int, Interval]] = []
    later = EVERYTHING
    for year in reversed(report.plan.period(report.year).years):
        total = indicator.total(series, report.plan.period(year), form)
        if indicator.may_go_back:
            if total.complete:
                found.append((year, total.interval))
        elif total.years:
            known = total.interval.intersection(later) or total.interval
            found.append((year, known))
            later = Interval(None, known.high, high_open=known.high_open)
    yield from reversed(found)


def states(result: IndicatorResult) -> Iterator[tuple[SeriesEntry, int]]:
    """The rank of the state of each year; without those that stand outside the order."""
    indicator = result.indicator
    if not indicator.of_states:
        return
    for entry in result.series:
        rank = entry.read if isinstance(entry.read, int) else None
        if rank is not None and is_usable(entry) and not indicator.stands_aside(rank):
            yield entry, rank


def schedule(result: IndicatorResult, report: Report) -> tuple[Stage, ...]:
    """时序进度: the line from the base year to the target year, by the points where it bends."""
    indicator = result.indicator
    path = None if indicator.of_states else indicator.path(report.plan.period(report.year))
    return () if path is None else path.points


def _interval(entry: SeriesEntry) -> Interval | None:
    return entry.read if isinstance(entry.read, Interval) else None
