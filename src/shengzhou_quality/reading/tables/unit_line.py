"""The line that gives the unit of a whole table: 单位:万元, above it or in its title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds import MeasuredIndicator
from shengzhou_quality.units import conversion_factor, is_currency, is_unit

_LINE = re.compile(
    r"(?:^|[(\[,;、:。])(?:计量|计算|金额|数据)?单位(?::|均?为)(?P<units>[^()\[\]。]+)"
)
_BRACKETS = re.compile(r"[(\[](?P<inside>[^()\[\]]+)[)\]]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")
_LONGEST = 200
_BETWEEN = re.compile(r"[、,,;/和及]")


def units_in(text: str) -> tuple[str, ...]:
    """The units that a line names; none where it speaks of an office (单位:统计局)."""
    line = _LINE.search(clean(text)) if "单位" in text and len(text) <= _LONGEST else None
    if line is None:
        return ()
    words = [line["units"]] if is_unit(line["units"]) else _BETWEEN.split(line["units"])
    return tuple(word for word in words if is_unit(word))


def units_of_title(text: str) -> tuple[str, ...]:
    """Those of a unit line, or of brackets that hold nothing but units: 情况表(万元)."""
    named = units_in(text)
    if named or len(text) > _LONGEST:
        return named
    for found in _BRACKETS.finditer(clean(text)):
        words = [word for word in _BETWEEN.split(found["inside"]) if not _YEAR.fullmatch(word)]
        if words and all(map(is_unit, words)):
            return tuple(words)
    return ()


def unit_for(units: Iterable[str], indicator: MeasuredIndicator) -> tuple[str, ...]:
    """Those of `units` that can be meant for `indicator`.

    A line about another measure says nothing of it (单位:亿元、% of a count); another
    currency is one that cannot be converted.
    """
    wanted = indicator.unit or ""
    return tuple(
        unit
        for unit in dict.fromkeys(units)
        if conversion_factor(unit, wanted, indicator.unit_aliases) is not None
        or (is_currency(unit) and is_currency(wanted))
    )
