"""Draw a chart as SVG, to scale: places are computed exactly and rounded once, when written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from shengzhou_quality.formats.html_nodes import Node, node
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.pages.model import Chart, ChartLine, ChartPoint, Drawn

_WIDTH, _TOP, _BOTTOM, _FOOT = 380, 18, 158, 186
_LEFT, _RIGHT = 24, 66
_BESIDE = 14
"""From the last year to the label of the target, so that the last value has room."""
_STATES = 128
"""The room of the names of states, left of the first year; right of the last they need none."""
_LETTER = 6
"""Half the width of a Chinese character at the size of the labels."""
_ROOM = Fraction(15, 100)
"""Of the range of the values, above and below it."""
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
    scale = _scale(chart)
    drawn = node(
        "svg",
        node("title", chart.title, id=f"{name}t"),
        node("desc", chart.description, id=f"{name}d"),
        _frame(chart, scale),
        _target(chart, scale),
        [_line(one, chart, scale) for one in chart.lines],
        viewBox=f"0 0 {_WIDTH} {_FOOT}",
        role="img",
        aria_labelledby=f"{name}t {name}d",
    )
    keys = [
        node("li", node("span", class_=f"key {_MARKS[one.drawn]}"), one.label)
        for one in chart.lines
    ]
    kept = " kept" if chart.target.every_year else ""
    keys.append(node("li", node("span", class_=f"key target{kept}"), chart.legend))
    return node(
        "figure",
        node("figcaption", chart.title),
        drawn,
        node("ul", keys, class_="keys", aria_hidden="true"),
        node("p", chart.apart, class_="quiet") if chart.apart else None,
    )


class _Scale(NamedTuple):
    """From years and values to places in the picture."""

    first: int
    last: int
    low: Fraction
    high: Fraction
    left: int
    right: int

    def x(self, year: int) -> str:
        share = Fraction(year - self.first, max(self.last - self.first, 1))
        return _written(self.left + share * (_WIDTH - self.right - self.left))

    def y(self, value: Decimal | None, *, beyond: int) -> str:
        """The place of a value; without one, the edge of the picture."""
        if value is None:
            return str(beyond)
        share = (Fraction(value) - self.low) / (self.high - self.low)
        return _written(_BOTTOM - share * (_BOTTOM - _TOP))


def _scale(chart: Chart) -> _Scale:
    ends = [end for line in chart.lines for one in line.points for end in (one.low, one.high)]
    values = [Fraction(end) for end in (*ends, chart.target.bound) if end is not None]
    values += [Fraction(rank) for rank in range(len(chart.states))]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or Fraction(1)) * _ROOM
    left, right = (_STATES, _LEFT) if chart.states else (_LEFT, _RIGHT)
    return _Scale(chart.first_year, chart.last_year, low - room, high + room, left, right)


def _written(place: Fraction) -> str:
    return f"{Decimal(round(place * 100)) / 100:f}"


def _frame(chart: Chart, scale: _Scale) -> Iterator[Node]:
    """A line for each year, with the years below that have room; of states a line for each."""
    years = range(chart.first_year, chart.last_year + 1)
    step = 1 + len(years) * 6 * _LETTER // (_WIDTH - scale.left - scale.right + 6 * _LETTER)
    for year in years:
        x = scale.x(year)
        yield node("line", x1=x, x2=x, y1=_TOP, y2=_BOTTOM, class_="grid")
        if (year - chart.first_year) % step == 0:
            yield node("text", str(year), x=x, y=_BOTTOM + 21, class_="year")
    for rank, name in enumerate(chart.states):
        y = scale.y(Decimal(rank), beyond=_BOTTOM)
        right = _WIDTH - scale.right
        yield node("line", x1=scale.left, x2=right, y1=y, y2=y, class_="grid")
        yield _lines_of(name, scale.left - 8, Decimal(y), "state")


def _lines_of(text: str, x: int, y: Decimal, sort: str) -> Node:
    """A text of one or two lines, which ends at `x`."""
    lines = list(_wrapped(text, (x - 4) // _LETTER))[:2]
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


def _target(chart: Chart, scale: _Scale) -> Iterator[Node]:
    """The line to reach, over all years; where every year counts, the whole range too."""
    target, right = chart.target, _WIDTH - scale.right
    bound = scale.y(target.bound, beyond=_TOP)
    if target.every_year:
        low = Decimal(scale.y(target.low, beyond=_BOTTOM))
        high = max(Decimal(scale.y(target.high, beyond=_TOP)), Decimal(_TOP))
        yield node(
            "rect",
            x=scale.left,
            width=right - scale.left,
            y=f"{high:f}",
            height=f"{max(low - high, Decimal(0)):f}",
            class_="band",
        )
    yield node("line", x1=scale.left, x2=right, y1=bound, y2=bound, class_="target")
    if not chart.states:
        yield node(
            "text", target.label, x=right + _BESIDE, y=f"{Decimal(bound) + 4:f}", class_="aim"
        )  # fmt: skip


def _line(line: ChartLine, chart: Chart, scale: _Scale) -> Node:
    """The line through numbers that follow each other, then each value with its label."""
    joined = _path(line, chart, scale) if line.joined else None
    return node("g", joined, _values(line, chart, scale), class_=_MARKS[line.drawn])


def _path(line: ChartLine, chart: Chart, scale: _Scale) -> Node | None:
    """Steps between states; of values straight lines, which a missing year or a bound ends."""
    ends = line.drawn in (Drawn.SCHEDULE, Drawn.MEAN)
    drawn = ""
    for one, other in pairwise(line.points):
        follows = ends or bool(chart.states) or other.year == one.year + 1
        if not (follows and _is_number(one) and _is_number(other)):
            continue
        y = scale.y(other.low, beyond=_BOTTOM)
        drawn += f"M{scale.x(one.year)} {scale.y(one.low, beyond=_BOTTOM)}"
        drawn += f"H{scale.x(other.year)}V{y}" if chart.states else f"L{scale.x(other.year)} {y}"
    return node("path", d=drawn) if drawn else None


def _is_number(point: ChartPoint) -> bool:
    return point.low is not None and point.low == point.high


def _values(line: ChartLine, chart: Chart, scale: _Scale) -> Iterator[Node]:
    if line.drawn is Drawn.SCHEDULE:
        return
    if line.drawn is Drawn.MEAN and line.joined:
        yield _mean_label(line.points[-1], chart, scale)
        return
    for point in line.points:
        x, low = scale.x(point.year), scale.y(point.low, beyond=_BOTTOM)
        high = scale.y(point.high, beyond=_TOP)
        year = str(point.year)
        if _is_number(point):
            yield node("circle", cx=x, cy=low, r=3, data_year=year)
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


def _mean_label(mean: ChartPoint, chart: Chart, scale: _Scale) -> Node:
    """Behind the end of the line, and clear of the label of the target."""
    y = Decimal(scale.y(mean.low, beyond=_BOTTOM))
    aim = Decimal(scale.y(chart.target.bound, beyond=_TOP))
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
