"""Find the indicator, commitment or milestone that a cell names, by name or by number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import NameIndex, OtherStatistic, fold
from shengzhou_quality.plan.spellings import Spelled
from shengzhou_quality.reading.tables.filled_grid import Row
from shengzhou_quality.reading.tables.header_words import Role
from shengzhou_quality.reading.tables.headers import Header, read_label, says_index
from shengzhou_quality.reading.tables.unjudged import Unjudged
from shengzhou_quality.reading.tables.values import form_fits, measure_fits
from shengzhou_quality.units import is_unit

_LONGEST = 160
"""A longer cell is not looked up."""

_MOST_KNOWN = 20_000
"""Texts whose item is remembered; there is no end to the names in foreign tables."""

_SUGGESTIONS = 100
"""The most suggestions in a run: each costs as much as reading a hundred rows."""

_MOST_SUGGESTIONS = 100
"""Comparing a name with all others is slow, and a foreign table has thousands of names."""

_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛㈠-㈩"
_LEADING = re.compile(
    rf"\s*(?:[{_CIRCLED}]|第?(?:[(（](?:[0-9]{{1,3}}|[{_CHINESE}]{{1,3}})[)）]"
    rf"|(?:[CMcm]?[0-9]{{1,3}}(?:[.．-][0-9]{{1,3}})*|[{_CHINESE}]{{1,3}}|指标[0-9]{{1,3}})"
    rf"(?=[)）.、．,，:：\s]|项)项?))[)）.、．,，:：\s]*(?P<name>\D.*)",
    re.DOTALL,
)
_UNIT_BEHIND = re.compile(
    r"(?P<name>.*?[^\s,，、:：;；/|_])(?:[\s,，、:：;；/|_]*(?:单位[:：]?)?(?P<sign>[%％‰])"
    r"|[\s,，、:：;；/|_]+(?:单位[:：]?)?(?P<unit>\D{1,6}))\s*",
    re.DOTALL,
)
"""A unit after a name without brackets: after a separator, or the sign % itself."""
_TRAILING = re.compile(r"(?P<name>.+?)[(（\[【](?P<note>[^()（）\[\]【】]*)[)）\]】]\s*", re.DOTALL)
_SIGNED = re.compile(rf"(?P<name>.+?)[{_CIRCLED}※]+\s*", re.DOTALL)
_FOOTNOTE = re.compile(r"注?[1-9]")
"""A footnote mark after a name, which is not part of the name."""
_SERIAL = re.compile(
    r"(?:no\.?|第)?[(\[]?(?P<id>[A-Za-z]?[0-9]{1,3})(?:\.0+)?[)\]]?[.、:项条号]*", re.IGNORECASE
)
_LONGEST_SERIAL = 20
_CHINESE_SERIAL = rf"第?[(\[]?(?P<number>[{_CHINESE}]{{1,3}})[)\]]?[.、:项条号]*"
_SAYS_NOTHING = frozenset({"约束性", "预期性", "约束性指标", "预期性指标", "约束", "预期"})

NO_INDICATOR = frozenset(
    {"合计", "总计", "小计", "平均", "平均值", "总和", "甲", "乙", "栏次", "合 计", "总 计"}
)
"""Names of rows that are never an item of the plan."""


class Named(NamedTuple):
    """An indicator, and what the brackets after its name say about the row.

    `label` gathers forms, marks and kinds of row (累计, 预计, 目标值). `part` is the one of
    several populations of the indicator that the row is about.
    """

    indicator: AnyIndicator
    unit: str | None = None
    label: Header | None = None
    part: str | None = None


NameOf = Callable[[str], Named | None]


def names_in(row: Row, name_of: NameOf) -> dict[int, Named]:
    """What the cells of a row name, by column."""
    return {
        column: named for column, cell in row.items() if (named := name_of(cell.text)) is not None
    }


class Finder:
    """Finds the indicators of a plan in cells; it looks up each text once, in all files."""

    def __init__(self, plan: Plan) -> None:
        self.index = plan.names
        self.unjudged = Unjudged(plan.unjudged)
        self._parts = _parts_of(plan.reportable)
        self._known: dict[str, Named | None] = {}
        self._beginnings = _beginnings(self.index, self._parts)

    def find(self, text: str) -> Named | None:
        """Find by the name as written, else without a leading number or trailing brackets."""
        if len(text) > _LONGEST or self._beginnings.isdisjoint(text):
            return None
        if text not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> Named | None:
        bracket = _TRAILING.fullmatch(text)
        behind = None if bracket else _UNIT_BEHIND.fullmatch(text)
        if behind and is_unit(unit := clean(behind["sign"] or behind["unit"])):
            found = self.find(behind["name"])
            return Named(found.indicator, unit, found.label) if found else None
        indicator = self.index.by_name(text)
        # 服务业增加值(%) folds into the name alone, but its bracket says what is measured.
        if indicator is not None and not (bracket and not fold(bracket["note"])):
            return Named(indicator)
        part = self._parts.find_name(text)
        if part is not None:
            return part
        if bracket:
            found = self.find(bracket["name"])
            if found is not None:
                return _with_note(found, bracket["note"])
        signed = _SIGNED.fullmatch(text)
        if signed:
            return self.find(signed["name"])
        leading = _LEADING.fullmatch(text)
        return self.find(leading["name"]) if leading else None


finder_of = lru_cache(maxsize=4)(Finder)
"""The finder of a plan, made once."""


class Naming:
    """The names in one run's files: a plan's finder, and what was suggested for those unknown."""

    def __init__(self, plan: Plan) -> None:
        finder = finder_of(plan)
        self.find = finder.find
        self.index = finder.index
        self.unjudged = finder.unjudged
        self._suggestions = 0
        self._suggested: dict[str, str] = {}

    def other_statistic(self, text: str) -> OtherStatistic | None:
        """The other statistic that `text` names, if the plan lists it as not its own."""
        if len(text) > _LONGEST:
            return None
        found = self.index.other_statistic(text)
        for pattern in (_TRAILING, _UNIT_BEHIND, _LEADING):
            inner = None if found else pattern.fullmatch(text)
            if inner:
                found = self.other_statistic(inner["name"])
        return found

    def suggestion(self, text: str) -> str:
        """The name that was probably misspelt; empty if no name is near."""
        self._suggestions += 1
        if self._suggestions > _SUGGESTIONS:
            return ""
        if text not in self._suggested and len(self._suggested) < _MOST_SUGGESTIONS:
            nearest = self.index.misspelt(text[:_LONGEST])
            self._suggested[text] = nearest.name if nearest else ""
        return self._suggested.get(text, "")


def _parts_of(indicators: Sequence[AnyIndicator]) -> Spelled[Named]:
    """The populations that may be reported apart, by each of their names."""
    found: Spelled[Named] = Spelled()
    for indicator in indicators:
        for part in () if indicator.of_states else indicator.populations:
            for name in filter(None, (part.name, part.name_en, *part.aliases)):
                found.add(name, Named(indicator, part=part.name))
    return found


def _beginnings(index: NameIndex, parts: Spelled[Named]) -> frozenset[str]:
    """Every way to write the first character of a name: most cells contain none of them."""
    first = index.first_characters | parts.first_characters
    wide = {chr(ord(each) + 0xFEE0) for each in first if "!" <= each <= "~"}
    return frozenset(first | wide | {each.upper() for each in first | wide})


def _with_note(named: Named, note: str) -> Named | None:
    """Add what the brackets after a name say: a unit, a 口径, a mark.

    `None` for anything else (市本级), or if the indicator cannot be that (增速 of a level): then
    it is another name.
    """
    written = clean(note).removeprefix("单位").lstrip(":")
    indicator = named.indicator
    says_nothing = written in _SAYS_NOTHING or _FOOTNOTE.fullmatch(written)
    if not written or says_nothing or says_index(written):
        return named
    if is_unit(written) or written in (indicator.unit, *indicator.unit_aliases):
        return named._replace(unit=written)
    label = read_label(written)
    fits = form_fits(label.form, indicator) and measure_fits(label.measure, indicator)
    if label.role is Role.OTHER or named.label is not None or not fits:
        return None
    return named._replace(label=label)


def read_serial(text: str) -> str | None:
    """Read the number in a serial cell: 5, 05, 5.0, (5), ⑤, 五、, 第5项; `None` if it has none."""
    return _read_serial(text) if len(text) <= _LONGEST_SERIAL else None


@lru_cache(maxsize=2048)  # each row asks several times, and every file has the same numbers
def _read_serial(text: str) -> str | None:
    written = clean(text)
    if not written.isascii() and re.fullmatch(rf"[{_CIRCLED}][.、]?", written):
        return str(int(unicodedata.numeric(written[0])))
    found = _SERIAL.fullmatch(written)
    if found:
        number = found["id"]
        return number if number[0].isalpha() else str(int(number))
    chinese = re.fullmatch(_CHINESE_SERIAL, written)
    return _chinese_number(chinese["number"]) if chinese else None


def _chinese_number(written: str) -> str | None:
    """Read 一 to 九十九."""
    tens, ten, units = written.rpartition("十")
    if len(tens) > 1 or len(units) > 1 or "十" in tens:
        return None
    value = (_CHINESE.index(tens) + 1 if tens else 1) * 10 if ten else 0
    value += _CHINESE.index(units) + 1 if units else 0
    return str(value)
