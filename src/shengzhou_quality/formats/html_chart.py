"""Draw a chart as SVG, to scale: nothing of it lies outside the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from shengzhou_quality.decimals import plain
from shengzhou_quality.formats.html_nodes import Node, node
from shengzhou_quality.formats.html_scale import (
    BOTTOM,
    FOOT,
    LETTER,
    TOP,
    WIDTH,
    Scale,
    scale_of,
)
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.pages.model import (
    Chart,
    ChartLine,
    ChartPoint,
    ChartStep,
    ChartTarget,
    Drawn,
)

_BESIDE = 14
"""From the last year to the label of the target, so that the last value has room."""
_FREE = 18
"""From a number of the axis to the first year."""
_ARROW = 4
_LINE = 14
"""From one line of text to the next."""

_MARKS = {
    Drawn.ACTUAL: "actual",
    Drawn.OTHER: "other",
    Drawn.MEAN: "mean",
    Drawn.SCHEDULE: "schedule",
    Drawn.BASELINE: "baseline",
    Drawn.FORECAST: "forecast",
}


def figure(chart: Chart, name: str) -> Node:
    """The chart with its title above, and below it what each line is; `name` is unique."""
    scale = scale_of(chart)
    drawn = node(
        "svg",
        node("title", chart.title, id=f"{name}t"),
        node("desc", chart.description, id=f"{name}d"),
        _frame(chart, scale),
        _target(chart, scale),
        [_line(one, chart, scale) for one in chart.lines],
        viewBox=f"0 0 {WIDTH} {FOOT}",
        role="img",
        aria_labelledby=f"{name}t",
        aria_describedby=f"{name}d",
    )
    return node(
        "figure",
        node("figcaption", chart.title),
        drawn,
        node("ul", list(_keys(chart)), class_="keys", aria_hidden="true"),
        node("p", chart.apart, class_="quiet") if chart.apart else None,
    )


def _keys(chart: Chart) -> Iterator[Node]:
    """What each line is, beside a sample of it as it is drawn."""
    for line in chart.lines:
        sort = _MARKS[line.drawn] + ("" if any(map(_is_number, line.points)) else " bar")
        yield _key(sort, line.label)
    if any(
        point.provisional and _is_number(point) for line in chart.lines for point in line.points
    ):
        yield _key("provisional", chart.provisional)
    yield _key("target kept" if chart.target.every_year else "target", chart.legend)


def _key(sort: str, label: str) -> Node:
    return node("li", node("span", class_=f"key {sort}"), label)


def _frame(chart: Chart, scale: Scale) -> Iterator[Node]:
    """A line for each year, with the years below that have room; one for each number or state."""
    right = WIDTH - scale.right
    years = range(chart.first_year, chart.last_year + 1)
    heights = [scale.y(one, beyond=BOTTOM) for one in scale.ticks or _ranks(chart)]
    grid = [f"M{scale.x(year)} {TOP}V{BOTTOM}" for year in years]
    grid += [f"M{scale.left} {y}H{right}" for y in heights]
    yield node("path", d="".join(grid), class_="grid")
    step = 1 + len(years) * 6 * LETTER // (right - scale.left + 6 * LETTER)
    for year in years[::step]:
        yield node("text", str(year), x=scale.x(year), y=BOTTOM + 21, class_="year")
    for tick, y in zip(scale.ticks, heights, strict=False):
        yield node("text", plain(tick), x=scale.left - _FREE, y=_lower(y, 4), class_="tick")
    for name, y in zip(chart.states, heights, strict=False):
        yield _lines_of(name, scale.left - 8, Decimal(y), "state")


def _ranks(chart: Chart) -> Iterator[Decimal]:
    return map(Decimal, range(len(chart.states)))


def _lower(y: str, by: int) -> str:
    return f"{Decimal(y) + by:f}"


def _lines_of(text: str, x: int, y: Decimal, sort: str) -> Node:
    """A text of one or two lines, which ends at `x`; a sign tells that it is longer."""
    lines = list(_wrapped(text, (x - 4) // LETTER))
    lines = [lines[0], lines[1] + "…"] if len(lines) > 2 else lines
    first = y + 4 - 7 * (len(lines) - 1)
    spans = [
        node("tspan", line, x=str(x), y=f"{first + _LINE * number:f}")
        for number, line in enumerate(lines)
    ]
    return node("text", spans, class_=sort)


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` letters; Latin words are kept together."""
    line = ""
    for part in _parts(text):
        if line and display_width((line + part).rstrip()) > width:
            yield line.rstrip()
            line = part.lstrip()
        else:
            line += part
    if line:
        yield line


def _parts(text: str) -> list[str]:
    """Latin words, spaces, and single Chinese characters with the punctuation behind them."""
    return re.findall(r"\s|[!-~]+|.[,.;:!?，。；：、！？”）)]*", text)


def _target(chart: Chart, scale: Scale) -> Iterator[Node]:
    """The line to reach, over all years; where every year counts, the whole range too."""
    target, right = chart.target, WIDTH - scale.right
    bound = scale.y(target.bound, beyond=TOP)
    upper = None if target.upper is None else scale.y(target.upper, beyond=TOP)
    for step in target.steps:
        left, end = _years_of(step, chart, scale)
        yield _band(step, left, end, scale)
        edge = scale.y(step.bound, beyond=TOP)
        yield node("line", x1=left, x2=end, y1=edge, y2=edge, class_="target")
    if not target.steps:
        if target.every_year:
            yield _band(target, str(scale.left), str(right), scale)
        for edge in filter(None, (bound, upper)):
            yield node("line", x1=scale.left, x2=right, y1=edge, y2=edge, class_="target")
    if not chart.states:
        yield _aim(target.label, right + _BESIDE, Decimal(bound))
    if upper is not None:
        yield _aim(target.upper_label, right + _BESIDE, min(Decimal(upper), Decimal(bound) - _LINE))


def _years_of(step: ChartStep, chart: Chart, scale: Scale) -> tuple[str, str]:
    """From half a year before the first to half a year after the last, inside the picture."""
    half = Fraction(1, 2)
    return (
        scale.x(max(step.first - half, Fraction(chart.first_year))),
        scale.x(min(step.last + half, Fraction(chart.last_year))),
    )


def _band(asked: ChartStep | ChartTarget, left: str, right: str, scale: Scale) -> Node:
    low, high = scale.y(asked.low, beyond=BOTTOM), scale.y(asked.high, beyond=TOP)
    return node(
        "rect",
        x=left,
        width=f"{Decimal(right) - Decimal(left):f}",
        y=high,
        height=f"{Decimal(low) - Decimal(high):f}",
        class_="band",
    )


def _aim(label: str, x: int, y: Decimal) -> Node:
    return node("text", label, x=x, y=f"{y + 4:f}", class_="aim")


def _line(line: ChartLine, chart: Chart, scale: Scale) -> Node:
    """The line through numbers that follow each other, then each value with its label."""
    joined = _path(line, chart, scale) if line.joined else None
    return node("g", joined, _values(line, chart, scale), class_=_MARKS[line.drawn])


def _path(line: ChartLine, chart: Chart, scale: Scale) -> Node | None:
    """Steps between states; of values straight lines, which a missing year or a bound ends."""
    ends = line.drawn in (Drawn.SCHEDULE, Drawn.MEAN)
    drawn = ""
    for one, other in pairwise(line.points):
        follows = ends or other.year == one.year + 1
        if not (follows and _is_number(one) and _is_number(other)):
            continue
        y = scale.y(other.low, beyond=BOTTOM)
        drawn += f"M{scale.x(one.year)} {scale.y(one.low, beyond=BOTTOM)}"
        drawn += f"H{scale.x(other.year)}V{y}" if chart.states else f"L{scale.x(other.year)} {y}"
    return node("path", d=drawn) if drawn else None


def _is_number(point: ChartPoint) -> bool:
    return point.low is not None and point.low == point.high


def _values(line: ChartLine, chart: Chart, scale: Scale) -> Iterator[Node]:
    if line.drawn is Drawn.SCHEDULE:
        return
    if line.drawn is Drawn.MEAN and line.joined:
        yield _mean_label(line.points[-1], chart, scale)
        return
    for point in line.points:
        x, low = scale.x(point.year), scale.y(point.low, beyond=BOTTOM)
        high = scale.y(point.high, beyond=TOP)
        year = str(point.year)
        if _is_number(point):
            looks = "provisional" if point.provisional else None
            yield node("circle", cx=x, cy=low, r=3, data_year=year, class_=looks)
        else:
            yield from _range(point, x, low, high)
        if point.label and not chart.states:
            yield node(
                "text",
                point.label,
                x=x,
                y=_label_place(point, line.drawn, low, high),
                class_="value",
            )


def _label_place(point: ChartPoint, drawn: Drawn, low: str, high: str) -> str:
    """Above the value; of another reading of it, or of one without an upper end, below."""
    below = drawn is Drawn.OTHER or point.high is None
    place = Decimal(low) + 15 if below else Decimal(high) - 7
    return f"{max(place, Decimal(10)):f}"


def _mean_label(mean: ChartPoint, chart: Chart, scale: Scale) -> Node:
    """Behind the end of the line, and clear of the label of the target."""
    y = Decimal(scale.y(mean.low, beyond=BOTTOM))
    aim = Decimal(scale.y(chart.target.bound, beyond=TOP))
    if mean.year == chart.last_year and abs(y - aim) < _LINE:
        y = aim + (_LINE if y > aim else -_LINE)
    place = Decimal(scale.x(mean.year)) + _BESIDE
    return node("text", mean.label, x=f"{place:f}", y=f"{y + 4:f}", class_="aim")


def _range(point: ChartPoint, x: str, low: str, high: str) -> Iterator[Node]:
    """A bar between both ends: a stroke across each that is known, an arrow where none is."""
    yield node("line", x1=x, x2=x, y1=low, y2=high, class_="range", data_year=str(point.year))
    for value, y, up in ((point.low, low, False), (point.high, high, True)):
        middle, end = Decimal(x), Decimal(y)
        left, right = f"{middle - _ARROW:f}", f"{middle + _ARROW:f}"
        if value is not None:
            yield node("line", x1=left, x2=right, y1=y, y2=y, class_="end")
        else:
            back = f"{end + (_ARROW if up else -_ARROW):f}"
            yield node("path", d=f"M{left} {back}L{x} {y}L{right} {back}", class_="end")
