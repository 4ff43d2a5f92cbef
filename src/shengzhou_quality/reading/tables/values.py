"""Read one cell for one indicator: its value in the indicator's unit, or a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Severity
from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.limits import quoted
from shengzhou_quality.notation import (
    MARK,
    Figure,
    Missing,
    Unreadable,
    clean,
    is_missing,
    marks_forecast,
    marks_provisional,
    read_value,
    towards,
    write,
)
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator, StatesIndicator
from shengzhou_quality.plan.kinds.indicator import Indicator
from shengzhou_quality.plan.names import fold
from shengzhou_quality.plan.target_text import Sort, read_target
from shengzhou_quality.reading.doubts import doubt_of
from shengzhou_quality.reading.tables.filled_grid import is_filled
from shengzhou_quality.reading.tables.header_words import BasisMeasure
from shengzhou_quality.reported import Cell
from shengzhou_quality.units import (
    PERCENT,
    YUAN_SIGN,
    conversion_factor,
    is_currency,
    is_unit,
)


@dataclass(slots=True)
class ReadCell:
    """The result of reading a cell. `value` is `None` if nothing could be read.

    `text` is the cell's text, with the row's unit if that is not the indicator's own.
    `implausible` is an implausible value: until somebody settles it, `value` is any number.
    `bare`: the cell itself has no unit.
    """

    text: str
    value: Interval | int | None = None
    implausible: Interval | None = None
    bare: bool = False
    provisional: bool = False
    forecast: bool = False
    since: int | None = None
    """The year in which a state was reached, if its own words say so."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def of_part(self) -> ReadCell:
        """The same for a part of a year: the plausible range of a full year does not apply."""
        if self.implausible is None:
            return self
        kept = [finding for finding in self.diagnostics if finding.code != "implausible"]
        return replace(self, value=self.implausible, implausible=None, diagnostics=kept)


def read_cell(cell: Cell, indicator: AnyIndicator, unit: str | None = None) -> ReadCell | None:
    """Read `cell` as a value of `indicator`; `None` if nothing was reported in it.

    `unit` is what the row itself says its unit is.
    """
    if cell.fault:
        if cell.fault == "struck-out" and is_missing(cell.text):
            return None
        finding = _finding(cell.fault, cell, indicator, shown=cell.shown or "")
        return ReadCell(quoted(cell.text), diagnostics=[finding])
    if indicator.of_states:
        return _read_state(cell, indicator)
    value = read_value(cell.text)
    match value:
        case Missing():
            return None
        case Unreadable("not-a-number" | "approximate") if indicator.takes_words:
            return _as_words(cell, indicator)
        case Unreadable("approximate"):
            return _read_approximate(value, cell, indicator)
        case Unreadable(code):
            return ReadCell(quoted(cell.text), diagnostics=[_finding(code, cell, indicator)])
        case Figure():
            return _read_figure(value, cell, indicator, unit)


def _as_words(cell: Cell, indicator: MeasuredIndicator) -> ReadCell:
    """Keep what is no figure of an item that is left to people: it says nothing of a number."""
    return ReadCell(quoted(cell.text), value=indicator.domain.interval)


def _read_approximate(value: Unreadable, cell: Cell, indicator: MeasuredIndicator) -> ReadCell:
    """Read 约423 as any possible number: it is not an error, but it proves nothing."""
    return ReadCell(
        quoted(cell.text),
        value=indicator.domain.interval,
        provisional=value.provisional,
        forecast=value.forecast,
        diagnostics=[_finding(value.code, cell, indicator)],
    )


def form_fits(form: Form | None, indicator: AnyIndicator) -> bool:
    """Whether the indicator accepts a 口径; one that is not stated is accepted."""
    return form is None or not indicator.forms or form in indicator.forms


def measure_fits(measure: BasisMeasure | None, indicator: AnyIndicator) -> bool:
    match measure:
        case BasisMeasure.GROWTH:
            return indicator.of_growth or indicator.is_rate_of_rise
        case BasisMeasure.ADDITION:
            return indicator.sums_years
        case None:
            return True


def holds_value(cell: Cell, indicator: AnyIndicator) -> bool:
    """Whether `cell` may be meant as a value, to report it if it is not read as one."""
    if cell.fault:
        return False
    if indicator.of_states:
        return _rank_of(indicator, cell.text) is not None
    return indicator.takes_words or isinstance(read_value(cell.text), Figure)


def says_nothing(cell: Cell, indicator: AnyIndicator) -> bool:
    """Whether `cell` reports nothing; 未开展 is a state of a milestone, but not a figure."""
    if is_filled(cell):
        return False
    return not indicator.of_states or _rank_of(indicator, cell.text) is None


def same_target(cell: Cell, indicator: AnyIndicator, unit: str | None = None) -> bool:
    """Whether `cell` states the plan's target; `unit` is the unit that its row gives."""
    if indicator.of_states:
        return fold(cell.text) == fold(indicator.target)
    text = cell.text
    if indicator.unit == PERCENT and clean(text) in _ALL_OF_IT:
        text = "100%"
    own, other = indicator.phrase, read_target(text, indicator.units)
    if own is None or other is None or clean(text) == clean(indicator.target):
        return fold(text) == fold(indicator.target)
    if own.about is not other.about:
        return False
    if other.sort is not Sort.LEVEL or other.about or other.change is not None:
        return _asks_for_the_same(text, indicator)
    written = other.unit or (PERCENT if cell.percent else unit)
    factor = (
        conversion_factor(written, indicator.unit or "", indicator.unit_aliases) if written else 1
    )
    if factor is None:
        return False
    asked = towards(other.interval.scaled(Fraction(factor)), indicator.direction)
    return asked.intersection(indicator.domain.interval) == indicator.target_set


def _asks_for_the_same(text: str, indicator: MeasuredIndicator) -> bool:
    """Whether a target that is no plain figure (〔13.5〕, 15%左右) leads to the plan's numbers."""
    other = indicator.with_target(text)
    try:
        other.check()
    except ValueError:
        return False
    return other.target_set == indicator.target_set


_LONGEST_STATE = 100
"""The rank of a longer text is not remembered."""


def _rank_of(milestone: StatesIndicator, text: str) -> int | None:
    known = _known_rank if len(text) <= _LONGEST_STATE else _known_rank.__wrapped__
    return known(milestone, text)


@lru_cache(maxsize=4096)  # several readers ask for each cell, and all files say the same words
def _known_rank(milestone: StatesIndicator, text: str) -> int | None:
    return milestone.rank_of(text)


_ALL_OF_IT = frozenset({"全部", "全覆盖", "全部覆盖", "实现全覆盖", "全面覆盖", "全量"})
"""For a share, these words mean 100%, as in the plan file."""

_MARKED_STATE = rf"(?P<state>.+)\((?P<mark>{MARK})\)"
_DATED_STATE = (
    r"(?P<done>已经?)?[于在]?(?P<year>(?:19|20)[0-9]{2})年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
    r"(?:年?[底初末]|[上下]半年|[一二三四1-4]季度)?(?P<again>已经?)?(?P<state>\D+)"
)
"""已于2023年9月上线运行, 2022年已印发: without 已 it may be a plan, and is no state."""
_DATED_BEHIND = (
    r"(?P<state>已\D+)\((?P<year>(?:19|20)[0-9]{2})"
    r"(?:[年./-](?:[0-9]{1,2}(?:[月./-](?:[0-9]{1,2}日?)?)?)?)?\)"
)
"""已完成(2023年12月); 完成(2025年) may be a plan."""
_FORESEEN = (
    r"(?:预计|预期|计划|力争|争取|拟|将|有望|确保|可望).*|.*(?:年内|年底前|月底前|月前|季度前|[年底]前)"
    r"(?:可|能|将|要|拟)?(?:全面|全部)?(?:完成|建成|创成|创建成功|投用|印发|出台|上线|验收|命名).*"
)
"""A state in the future: 预计2025年底完成, 年内完成."""
_NO_STATES = {"ditto", "error-cell", "column-too-narrow"}


def _read_state(cell: Cell, indicator: StatesIndicator) -> ReadCell | None:
    rank, state, mark = _rank_of(indicator, cell.text), clean(cell.text), ""
    if rank is None and (marked := re.fullmatch(_MARKED_STATE, state)):
        state, mark = marked["state"], marked["mark"]
        rank = indicator.rank_of(state)
    since = None
    if rank is None and (dated := re.fullmatch(_DATED_STATE, state)):
        said = dated["done"] or dated["again"]
        rank = indicator.rank_of(f"已{dated['state']}") if said else None
        since = int(dated["year"]) if rank is not None else None
    if rank is None and (dated := re.fullmatch(_DATED_BEHIND, state)):
        rank = indicator.rank_of(dated["state"])
        since = int(dated["year"]) if rank is not None else None
    if rank is None and is_missing(cell.text):
        return None
    if rank is None and (marks_forecast(cell.text) or re.fullmatch(_FORESEEN, state)):
        return ReadCell(quoted(cell.text), forecast=True)
    unreadable = read_value(cell.text)
    if rank is None and isinstance(unreadable, Unreadable) and unreadable.code in _NO_STATES:
        return ReadCell(quoted(cell.text), diagnostics=[_finding(unreadable.code, cell, indicator)])
    if rank is None:
        known = tuple(state.name for state in indicator.every_state)
        finding = _finding("unknown-state", cell, indicator, known=known)
        return ReadCell(quoted(cell.text), value=EVERYTHING, diagnostics=[finding])
    return ReadCell(
        quoted(cell.text),
        value=rank,
        since=since,
        provisional=marks_provisional(mark),
        forecast=marks_forecast(mark),
    )


_SAME = Fraction(1)


def _read_figure(
    figure: Figure, cell: Cell, indicator: MeasuredIndicator, unit: str | None
) -> ReadCell:
    read = ReadCell(quoted(cell.text), provisional=figure.provisional, forecast=figure.forecast)
    written = figure.unit or (PERCENT if cell.percent else unit)
    if figure.unit == YUAN_SIGN and unit and is_currency(unit):
        written = unit  # ¥ gives the currency; the row or the header gives the multiple
    if cell.percent and unit and conversion_factor(unit, PERCENT) is None:
        written = unit  # the row's unit and the cell's format contradict each other
    factor, converted = _SAME, False
    if written is not None:
        found = conversion_factor(written, indicator.unit or "", indicator.unit_aliases)
        if found is None and indicator.takes_words and indicator.unit is None:
            return _as_words(cell, indicator)  # 第2名, 12家: the plan says no unit
        if found is None:
            known = is_unit(written) or figure.unit is None
            code = "unit-mismatch" if known else "not-a-number"
            wanted = indicator.unit or next(iter(indicator.unit_aliases), "/")
            read.diagnostics.append(_finding(code, cell, indicator, unit=written, wanted=wanted))
            return read
        factor, converted = found, found != 1
        if converted and figure.unit in (None, YUAN_SIGN) and written != YUAN_SIGN:
            read.text += written
    value = figure.interval.scaled(factor) if converted else figure.interval
    read.bare = figure.unit is None and not cell.percent
    if figure.footnote or cell.shown:
        details = {"shown": cell.shown or cell.text, "read": write(figure.interval)}
        read.diagnostics.append(_finding("footnote-in-value", cell, indicator, **details))
    text = write(value) if converted else cell.text  # converted, it is compared converted
    doubt = doubt_of(value, figure.interval, indicator, unit=written, bare=read.bare, text=text)
    if doubt is None:
        read.value = value
        return read
    finding = _finding(doubt.code, cell, indicator, **doubt.parameters)
    read.diagnostics.append(finding)
    if finding.severity is Severity.WARNING:
        read.value, read.implausible = indicator.domain.interval, value
    return read


def _finding(
    code: str,
    cell: Cell,
    indicator: Indicator,
    **parameters: Parameter,
) -> Diagnostic:
    named: dict[str, Parameter] = {"text": quoted(cell.text), "name": indicator.name, **parameters}
    return Diagnostic(code, cell.place, indicator.id, named)
