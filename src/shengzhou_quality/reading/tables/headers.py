"""Read what a column holds from the words of its header, from the top row to the bottom.

2025年完成率 and 2025年目标值 name a year but are not actual values: a header is read as one only
if it consists of a year and known words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import MARK, clean, marks_forecast, marks_provisional
from shengzhou_quality.reading.tables.header_words import (
    ACTUAL_WORDS,
    BASELINE_WORDS,
    CORRECTION_WORDS,
    DERIVED_WORDS,
    FORM_WORDS,
    LOOSE_PERIODS,
    LOOSE_STATES,
    NEUTRAL_WORDS,
    ROLE_WORDS,
    TARGET_LABELS,
    TARGET_WORDS,
    VALUE_WORDS,
    BasisMeasure,
    Correction,
    Role,
)
from shengzhou_quality.reading.tables.periods import Years, read_years
from shengzhou_quality.units import is_unit


class Header(NamedTuple):
    """The meaning of one column: its role, and what its words add to a value."""

    role: Role
    year: int | None = None
    since: int | None = None
    form: Form | None = None
    measure: BasisMeasure | None = None
    forecast: bool = False
    provisional: bool = False
    partial: str | None = None
    unit: str | None = None
    names_a_year: bool = False
    """Whether the header names a year at all, even if it is not read."""
    first_day: bool = False
    """A date of 1 January: the year, or January if other months are next to it."""
    area: str | None = None
    """The area that the header names, if it is not the plan's own."""
    correction: Correction | None = None
    summed: bool = False
    """合计: of the years next to it if it has no year, else of the parts of a value."""
    loose: bool = False
    """完成情况 may head values or a narrative, 进展情况 states or a narrative."""


_ROLE_OF = {word: role for role, words in ROLE_WORDS.items() for word in words}
_SUM = "合计"
_LONGEST_ROLE = 24
_LONGEST_LABEL = 30
_OF_NAMES = frozenset("指名项序编任果工事建#nNiI")
"""Every header of names and serial numbers holds one of these."""
_NOT_OVER_OTHERS = (
    None, Role.NAME, Role.YEAR_OF_ROW, Role.PERIOD_OF_ROW, Role.SERIAL, Role.STATE,
    Role.AREA,
)  # fmt: skip
"""Roles that, above other headers, say nothing about the columns below them."""
_REMARKS = (Role.REMARK, Role.OFFICE, Role.SOURCE, Role.EVIDENCE)
_BESIDE_VALUES = (*_REMARKS, Role.PASSIVE)
_FORM_OF = {word.replace("_", ""): form for form, words in FORM_WORDS.items() for word in words}
_PUNCTUATION = re.compile(r"[\s()\[\]【】{}〔〕“”‘’\"'《》<>、,.:;。·/\\|_*#-]|—|–|~")
_BRACKETS = re.compile(r"[(\[【〔](?P<inside>[^()\[\]【】〔〕]*)[)\]】〕]")


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_CORRECTION_OF = {word: one for one, words in CORRECTION_WORDS.items() for word in words}
_WORD = re.compile(
    rf"(?P<correction>{_longest_first(_CORRECTION_OF)})|"
    rf"(?P<form>{_longest_first(_FORM_OF)})|(?P<mark>{MARK})"
    rf"|(?P<actual>{_longest_first(ACTUAL_WORDS)})|(?P<neutral>{_longest_first(NEUTRAL_WORDS)})"
)
_TARGETS = re.compile(_longest_first(TARGET_WORDS))
_DERIVED = re.compile(_longest_first(DERIVED_WORDS))
_DONE = re.compile(r"完成|实际|实绩")
_PLAN_PERIOD = re.compile(
    r"(?:十[一二三四五六]五)?规划(?:期[间内]?|指标)|十[一二三四五六]五规划(?!目标|值)"
)


def read_form(text: str) -> Form | None:
    """Read a 口径 as offices write it; `None` for any other word."""
    return _FORM_OF.get(_bare(text))


_INDEX = r"(?:以)?上年(?:同期|同月)?(?:[=为]|等于)100(?:计算?)?"


def says_index(text: str) -> bool:
    """Whether values are indices with the year before as 100 (上年=100)."""
    return "100" in text and re.search(_INDEX, clean(text)) is not None


def without_index(text: str) -> str:
    return re.sub(_INDEX, "", clean(text))


def measure_of(text: str) -> BasisMeasure | None:
    """What the words of a 口径 measure: growth, addition, or nothing stated."""
    written = _bare(text).replace("年均值", "")  # the mean of levels
    if any(word in written for word in ("增速", "增长", "增幅", "同比", "环比", "年均")):
        return BasisMeasure.GROWTH
    return BasisMeasure.ADDITION if "新增" in written else None


def heads_names(text: str) -> bool:
    """Whether a cell is the header of names or serial numbers; fast, as every cell is asked."""
    if len(text) > _LONGEST_ROLE or _OF_NAMES.isdisjoint(text):
        return False
    written = clean(text).casefold()
    return _role([written]) in (Role.NAME, Role.SERIAL) if written else False


def heads_remarks(text: str) -> bool:
    """Whether a text is the header 备注, 数据来源, 责任单位 or 佐证材料, of a column or a row."""
    return len(text) <= _LONGEST_ROLE and _role_alone(text) in _REMARKS


def heads_periods(text: str) -> bool:
    """Whether a text is the header 月份, 季度 or 期间, of a column or a row."""
    return len(text) <= _LONGEST_ROLE and _role_alone(text) is Role.PERIOD_OF_ROW


@lru_cache(maxsize=4096)  # each cell of a row that may be a header is asked several times
def _role_alone(text: str) -> Role | None:
    return _ROLE_OF.get(_bare(text))


@lru_cache(maxsize=4096)
def read_header(*parts: str) -> Header:
    """Read the header cells `parts` of a column, from top to bottom.

    A year may stand above or below the word that it belongs to.
    """
    written = [part for part in (clean(part).casefold() for part in parts) if part]
    role = _role(written)
    years, rest = read_years(written) if role in (None, Role.STATE) else (Years(), "")
    if role is not None and years.year is None:
        unit = _unit_inside(written[-1]) if role is Role.VALUE_OF_ROW else None
        loose = _bare(written[-1]) in (LOOSE_STATES | LOOSE_PERIODS)
        return Header(role, unit=unit, loose=loose)
    return _of_words(rest, years)


@lru_cache(maxsize=4096)
def read_label(text: str) -> Header:
    """Read what a cell next to the name says about its row: 目标值, 完成率, 累计值, 预计.

    Only a cell that consists of such words says it; for any other text the role is `OTHER`.
    """
    if len(text) > _LONGEST_LABEL:
        return Header(Role.OTHER)
    written = clean(text).casefold()
    bare = _bare(written)
    if bare == _SUM:  # over a column it is a 口径, in a row the sum of other rows
        return Header(Role.OTHER)
    if bare in TARGET_LABELS:
        return Header(Role.TARGET)
    if bare in DERIVED_WORDS or bare.removesuffix("情况").removesuffix("%") in DERIVED_WORDS:
        return Header(Role.DERIVED)
    if is_unit(written):
        return Header(Role.OTHER, unit=written)
    if _TARGETS.search(bare) or _DERIVED.search(bare):
        return Header(Role.OTHER)
    years, rest = read_years([written])
    if years.year is not None or years.unclear:
        return Header(Role.OTHER, names_a_year=True)
    return _of_words(rest, years)


def _bare(text: str) -> str:
    return _PUNCTUATION.sub("", clean(text).casefold())


def _role(written: list[str]) -> Role | None:
    """The role that the lowest part gives, or all parts together."""
    if not written:
        return None
    lowest = written[-1]
    for text in (lowest, _BRACKETS.sub("", lowest), "".join(written), "".join(reversed(written))):
        role = Role.SERIAL if text == "#" else _ROLE_OF.get(_bare(text))
        if role is not None:
            return role
    for text in written[:-1]:
        role = _ROLE_OF.get(_bare(_BRACKETS.sub("", text)))
        if role not in _NOT_OVER_OTHERS:
            return role
    return None


def _unit_inside(text: str) -> str | None:
    for found in _BRACKETS.finditer(text):
        unit = found["inside"].removeprefix("单位").lstrip(":")
        if is_unit(unit):
            return unit
    return None


def _of_words(text: str, years: Years) -> Header:
    """Read what remains besides the years: known words in sequence, or no value."""
    unit = _unit_inside(text)
    if unit is not None:
        text = _BRACKETS.sub(lambda found: "" if unit in found["inside"] else found["inside"], text)
    bare = _PLAN_PERIOD.sub("", _bare(text))
    named = years.year is not None or years.unclear
    if bare.removesuffix("%") in DERIVED_WORDS or _DERIVED.search(bare):
        growth = _FORM_OF.get(bare)  # 年均增长 is a 口径, 比上年增长 is not
        if growth is None or (bare.startswith("同比") and not named):
            return Header(Role.DERIVED, years.year, measure=measure_of(bare), names_a_year=named)
    if _TARGETS.search(bare) and _DONE.search(bare):  # 目标完成值 may be either
        return Header(Role.OTHER, names_a_year=named)
    if _TARGETS.search(bare) and _value_words(_TARGETS.sub("", bare)) is not None:
        return Header(Role.TARGET, year=years.year, names_a_year=named)
    role = _ROLE_OF.get(bare) if named else None
    if role in _BESIDE_VALUES:
        return Header(role, names_a_year=True)
    if years.year is None and not years.unclear and bare in BASELINE_WORDS:
        return Header(Role.BASELINE, unit=unit)
    return _of_value(bare, years, unit, named=named)


@dataclass(slots=True)
class _ValueWords:
    """What the words of a header say, read in sequence."""

    forms: set[Form]
    measure: BasisMeasure | None = None
    marked: str = ""
    correction: Correction | None = None
    valued: bool = False
    unit: str | None = None


def _value_words(bare: str) -> _ValueWords | None:
    """Read known words, with a unit perhaps at the end; `None` if a word is unknown."""
    words = _ValueWords(set())
    position = 0
    while position < len(bare):
        if is_unit(bare[position:]):  # 2025年实际值%, 2025年亿元
            words.unit = bare[position:]
            return words
        word = _WORD.match(bare, position)
        if word is None:
            return None
        if word["form"]:
            words.forms.add(_FORM_OF[word["form"]])
            words.measure = measure_of(word["form"]) or words.measure
        words.marked += word["mark"] or ""
        words.correction = words.correction or _CORRECTION_OF.get(word["correction"])
        words.valued = words.valued or word["actual"] in VALUE_WORDS or bool(word["correction"])
        position = word.end()
    return words


def _of_value(bare: str, years: Years, unit: str | None, *, named: bool) -> Header:
    other = Header(Role.OTHER, unit=unit, names_a_year=named)
    words = _value_words(bare)
    if words is None or years.unclear or len(words.forms) > 1:
        return other
    form = next(iter(words.forms), None)
    summed = form is Form.TOTAL and _SUM in bare
    if summed and years.year is not None and years.since is None:
        form = None  # 合计 of one year says nothing about the years before it
    if years.by_month and form is Form.TOTAL:
        form = Form.OF_YEAR  # 1—12月累计 is the total of that year, not of all years
    over_years = form in (Form.MEAN, Form.TOTAL)
    if years.since is not None and not over_years and not years.heading:
        return other
    says_when = years.partial or years.whole
    if years.year is None and not (words.valued or form or words.marked or says_when):
        return other
    return Header(
        Role.VALUE_OF_ROW if years.year is None else Role.ACTUAL,
        year=years.year,
        since=years.since if over_years else None,
        form=form,
        measure=words.measure,
        forecast=marks_forecast(words.marked),
        provisional=marks_provisional(words.marked),
        partial=years.partial,
        unit=words.unit or unit,
        names_a_year=named,
        first_day=years.first_day,
        correction=words.correction,
        summed=summed,
        loose="情况" in bare,
    )
