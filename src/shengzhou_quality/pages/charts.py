"""The chart of an indicator: values by year, the target, and the schedule or what stands for it.

Only what could be read and judged is drawn: a number as a point, a bound as the range that it is.
The same is said in words, for readers who do not see the chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.evaluation import course
from shengzhou_quality.evaluation.item_result import IndicatorResult, SeriesEntry
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import write
from shengzhou_quality.pages import rows
from shengzhou_quality.pages.figures import marked, shown, unmarked, with_unit
from shengzhou_quality.pages.model import (
    Chart,
    ChartLine,
    ChartPoint,
    ChartStep,
    ChartTarget,
    Drawn,
)
from shengzhou_quality.pages.planned import target_by_year
from shengzhou_quality.pages.ranges import target_text
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.words import Words

_LONGEST = 9
"""A longer text beside a point is replaced by the number that it says."""
_WIDEST_TARGET = 8
"""The room beside the picture, in letters of half the width of a Chinese character."""
_FIRST_WIDE = "⺀"


def chart(result: IndicatorResult, report: Report, words: Words) -> Chart | None:
    """The chart, or `None` where nothing could be drawn but the target."""
    lines = [one for one in _lines(result, report, words) if one.points]
    target = _target(result, report, words)
    if target is None or all(one.drawn in (Drawn.BASELINE, Drawn.SCHEDULE) for one in lines):
        return None
    head, apart = report.plan.head, _apart(result, words)
    unit = words.unit(result.indicator.unit or "").strip()
    return Chart(
        title=words("chart.title.unit", unit=unit) if unit else words("chart.title"),
        description=_description(result, report, lines, apart, words),
        first_year=head.baseline_year,
        last_year=head.target_year,
        lines=lines,
        target=target,
        legend=_legend(result, report, words),
        states=_states(result, words),
        apart=apart,
        provisional=words("chart.provisional"),
    )


def _lines(result: IndicatorResult, report: Report, words: Words) -> Iterator[ChartLine]:
    indicator = result.indicator
    if indicator.of_states:
        yield from _of_states(result, words)
        return
    first = report.plan.head.baseline_year
    points = [
        _point(year, Interval.point(number), said=_with_unit(_plain(number), indicator, words))
        for year, number in course.schedule(result, report)
    ]
    if points:
        yield ChartLine(Drawn.SCHEDULE, words("chart.schedule"), points, joined=True)
    possible = indicator.baseline_value and indicator.possible(indicator.baseline_value)
    if possible:
        text = _short(indicator.baseline or "", possible)
        start = _point(first, possible, text, _with_unit(text, indicator, words))
        label = words("chart.baseline")
        if indicator.baseline_year is not None:
            label = words("chart.baseline.of-year", year=indicator.baseline_year)
        yield ChartLine(Drawn.BASELINE, label, [start])
    if indicator.sums_years:
        yield from _totals(result, report, words)
    elif indicator.is_mean:
        yield from _mean(result, report, words)
    else:
        yield ChartLine(Drawn.ACTUAL, words("chart.actual"), _values(result, words), joined=True)
    yield ChartLine(Drawn.FORECAST, words("chart.forecast"), _values(result, words, forecast=True))


def _totals(result: IndicatorResult, report: Report, words: Words) -> Iterator[ChartLine]:
    """The running total; where the basis is not declared and matters, on either of them."""
    either = result.actual is not None and bool(result.actual.either)
    declared = result.actual.form if result.actual else None
    forms = (Form.OF_YEAR, Form.TOTAL) if either else (declared or Form.OF_YEAR,)
    for form, drawn in zip(forms, (Drawn.ACTUAL, Drawn.OTHER), strict=False):
        points = [
            _total(year, total, form, result, words)
            for year, total in course.totals(result, report, form)
        ]
        key = f"chart.total.{form}" if either else "chart.total"
        yield ChartLine(drawn, words(key), points, joined=True)


def _total(
    year: int, total: Interval, form: Form, result: IndicatorResult, words: Words
) -> ChartPoint:
    """A total is not final where a value is not that it is the sum of, or was reported as."""
    values = [one for one in result.series if one.text is not None and one.year <= year]
    summed = values[-1:] if form is Form.TOTAL else values
    provisional = any(one.provisional for one in summed)
    said = marked(_with_unit(write(total), result.indicator, words), words, provisional=provisional)
    return _point(year, total, write(total), said, provisional=provisional)


def _mean(result: IndicatorResult, report: Report, words: Words) -> Iterator[ChartLine]:
    """The value of each year, and the mean up to the year judged; a declared mean alone."""
    actual, of_growth = result.actual, result.indicator.of_growth
    own = "" if of_growth else ".level"
    if actual is not None and actual.form is Form.MEAN:
        judged = {str(place) for place in actual.places}
        values = [
            point
            for entry, point in _entries(result, words)
            if str(entry.place) in judged
        ]  # fmt: skip
        yield ChartLine(Drawn.MEAN, words(f"chart.mean{own}"), values)
        return
    name = words("chart.growth" if of_growth else "chart.actual")
    yield ChartLine(Drawn.ACTUAL, name, _values(result, words), joined=True)
    mean = actual.bounds if actual else None
    if mean is not None and mean.low is not None and mean.low == mean.high:
        text = shown(mean.low, apart_from=result.expected, places=3)
        first = report.plan.head.baseline_year + 1
        said = rows.actual_words(result, words)
        ends = [ChartPoint(year, mean.low, mean.low, text, said) for year in (first, report.year)]
        years = words(f"chart.mean{own}.years", first=first, last=report.year)
        yield ChartLine(Drawn.MEAN, years, ends[-1:] if first == report.year else ends, joined=True)


def _of_states(result: IndicatorResult, words: Words) -> Iterator[ChartLine]:
    points = [
        ChartPoint(entry.year, Decimal(rank), Decimal(rank), said=_state(rank, result, words))
        for entry, rank in course.states(result)
        if not entry.forecast
    ]
    yield ChartLine(Drawn.ACTUAL, words("chart.state"), points, joined=True)


def _state(rank: int, result: IndicatorResult, words: Words) -> str:
    assert result.indicator.of_states
    return words.of(result.indicator.every_state[rank], "name")


def _states(result: IndicatorResult, words: Words) -> list[str]:
    """The states in their order up to the target, and beyond it as far as they were reached."""
    indicator = result.indicator
    if not indicator.of_states:
        return []
    reached = max((rank for _, rank in course.states(result)), default=0)
    steps = max(len(indicator.states), reached + 1)
    return [words.of(state, "name") for state in indicator.every_state[:steps]]


def _entries(
    result: IndicatorResult, words: Words, *, forecast: bool = False
) -> Iterator[tuple[SeriesEntry, ChartPoint]]:
    for entry, value in course.numbers(result, forecast=forecast):
        text = rows.year_text(entry, result, words)
        bare = _short(unmarked(text), value)
        marks = {"provisional": entry.provisional, "forecast": entry.forecast}
        yield (
            entry,
            _point(
                entry.year,
                value,
                bare if entry.provisional else _short(text, value),
                marked(_with_unit(bare, result.indicator, words), words, **marks),
                provisional=entry.provisional,
            ),
        )


def _values(result: IndicatorResult, words: Words, *, forecast: bool = False) -> list[ChartPoint]:
    return [point for _, point in _entries(result, words, forecast=forecast)]


def _short(text: str, value: Interval) -> str:
    return text if len(text) <= _LONGEST else write(value)


def _with_unit(text: str, indicator: AnyIndicator, words: Words) -> str:
    """With the unit, also behind words that end with the number: 不低于90%."""
    written = with_unit(text, indicator.unit, words)
    if written != text or not text[-1:].isdecimal() or indicator.unit is None:
        return written
    return text[:-1] + with_unit(text[-1:], indicator.unit, words)


def _point(
    year: int, value: Interval, label: str = "", said: str = "", *, provisional: bool = False
) -> ChartPoint:
    low, high = _decimal(value.low), _decimal(value.high)
    return ChartPoint(year, low, high, label, said, provisional)


def _plain(number: Fraction) -> str:
    return plain(exact_decimal(number))


def _decimal(number: Fraction | None) -> Decimal | None:
    return None if number is None else exact_decimal(number)


def _target(result: IndicatorResult, report: Report, words: Words) -> ChartTarget | None:
    """The last target of the plan; where every year has its own, those of the years before it."""
    indicator = result.indicator
    if indicator.of_states:
        last = Decimal(len(indicator.states) - 1)
        return ChartTarget(last, None, last, rows.target_words(result, words))
    if result.target is None or indicator.bound is None or indicator.is_of_steps:
        return None
    if indicator.goes_either_way:
        return None
    steps = _steps(indicator, report)
    if steps:
        indicator = indicator.in_force(report.plan.head.target_year)
    asked, ends = indicator.target_set, indicator.has_two_ends
    low, high, bound = _decimal(asked.low), _decimal(asked.high), indicator.bound
    assert bound is not None, "every year has a target in numbers"
    label = _end(asked.low) if ends else _label(indicator, words)
    return ChartTarget(
        low,
        high,
        low if ends and low is not None else exact_decimal(bound),
        label,
        every_year=indicator.is_kept,
        upper=high if ends else None,
        upper_label=_end(asked.high) if ends else "",
        steps=steps,
    )


def _steps(indicator: MeasuredIndicator, report: Report) -> list[ChartStep]:
    """What each target of a year asks for, in the years that it rules; of one target none."""
    head = report.plan.head
    ruled: dict[int, list[int]] = {}
    for year in range(head.baseline_year, head.target_year + 1):
        by = indicator.ruled_by(year)
        if by is not None:
            ruled.setdefault(by, []).append(year)
    found = []
    for years in ruled.values():
        aimed = indicator.in_force(years[-1])
        if aimed.bound is None or aimed.has_two_ends:
            return []
        ends = _decimal(aimed.target_set.low), _decimal(aimed.target_set.high)
        found.append(ChartStep(years[0], years[-1], *ends, exact_decimal(aimed.bound)))
    return found if len(found) > 1 else []


def _end(number: Fraction | None) -> str:
    return "" if number is None else _plain(number)


def _label(indicator: MeasuredIndicator, words: Words) -> str:
    """The target as printed if there is room for it, else the numbers that it asks for.

    The line of an approximate one (15%左右) is drawn where its tolerance ends, and says so.
    """
    text = target_text(indicator, words)
    width = sum(1 + (sign >= _FIRST_WIDE) for sign in text)
    about = indicator.phrase is not None and indicator.phrase.about
    elsewhere = indicator.counts_from_baseline or (about and not indicator.is_vague)
    if width <= _WIDEST_TARGET and not elsewhere:
        return text
    return write(indicator.asked_by(indicator.target))


def _legend(result: IndicatorResult, report: Report, words: Words) -> str:
    if result.beside:
        return target_by_year(result, report, words)
    kept = ".kept" if result.indicator.is_kept else ""
    return words(f"chart.target{kept}", target=rows.target_words(result, words))


# in words


def _description(
    result: IndicatorResult,
    report: Report,
    lines: Iterable[ChartLine],
    apart: str,
    words: Words,
) -> str:
    """Whose chart it is, a sentence a line, the target, and what could not be drawn."""
    said = [words("chart.says.of", name=rows.name(result, words))]
    said += [_said(one, words) for one in lines]
    if result.beside:
        said.append(words("chart.says.targets", targets=target_by_year(result, report, words)))
    else:
        said.append(words("chart.says.target", target=rows.target_words(result, words)))
    return words.joined(*said, apart)


def _said(line: ChartLine, words: Words) -> str:
    points = line.points[-1:] if line.drawn is Drawn.MEAN else line.points
    values = words("list.separator").join(
        words("chart.says.value", year=point.year, text=point.said) for point in points
    )
    return words("chart.says.line", label=line.label, values=values)


def _apart(result: IndicatorResult, words: Words) -> str:
    """Name each value that was reported and is not drawn."""
    if result.indicator.of_states:
        drawn = {entry.year for entry, _ in course.states(result) if not entry.forecast}
    else:
        found = (course.numbers(result), course.numbers(result, forecast=True))
        drawn = {entry.year for pairs in found for entry, _ in pairs}
    left = [one for one in result.series if one.text is not None and one.year not in drawn]
    if not left:
        return ""
    values = words("list.separator").join(
        words("chart.apart.value", year=one.year, text=rows.year_text(one, result, words))
        for one in left
    )
    return words("chart.apart", values=values)
