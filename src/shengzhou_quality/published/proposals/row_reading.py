"""Read the cells of one printed row by the notation of the plan: target, baseline, change, unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Figure, clean, is_missing, read_value
from shengzhou_quality.plan.kinds.aimed import IN_POINTS
from shengzhou_quality.plan.target_text import Phrase, read_target, read_targets_by_year
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import ChangeBasis, PrintedRow, PrintedTable
from shengzhou_quality.published.proposals.bases import (
    basis_of,
    basis_of_target,
    names_growth,
    without_brackets,
)
from shengzhou_quality.published.proposals.glosses import Glossed, part_gloss
from shengzhou_quality.units import PERCENT

_PERCENTS = frozenset({"％", "百分比", "百分数", "百分之"})
_EQUALS = "=＝"
_SAY_EQUAL = frozenset(("=", "等于"))
_NOW = re.compile(r"^(?:目前|现状|现有|当前)(?:为|是)?")
_OF_YEAR = re.compile(
    r"^((?:19|20)[0-9]{2})年(?:底|末|度)?(?P<what>[^0-9<>≥≤]{0,30}?)(?=[0-9<>≥≤])"
)
_ABOUT = re.compile(r"^(?:大约|约)为?|(?:左右|上下)$")
_ARRIVES = re.compile(r"达到|提高[到至]|提升[到至]|降[到至低]|控制在|力争")
_OTHER_YEAR = re.compile(r"(?:\*|＊|★|※|①|②|注)[^0-9]{0,12}((?:19|20)[0-9]{2})年")
_ANY_OTHER_YEAR = re.compile(r"((?:19|20)[0-9]{2})年(?:度|底|末)?(?:的)?(?:数据|数值|数|值|实际)")
_ONLY_FIGURE = re.compile(
    r"[<>≥≤]?(?P<open>[〔\[【﹝(]?)(?:年均|累计|五年累计)?"
    r"(?:增长|增加|提高|下降|降低|减少|递增)?[<>≥≤]?"
    r"(?P<figure>[-+]?[0-9]+(?:\.[0-9]+)?)(?P<unit>%|个?百分点)?(?:以[上下内]|左右)?[〕\]】﹞)]?"
)
_BRACKET_BEHIND = re.compile(r"[〔\[【﹝(（][^〔〕\[\]【】﹝﹞()（）]+[〕\]】﹞)）]$")
_SINCE = re.compile("[较比]((?:19|20)[0-9]{2})年")
ACTIVITY = re.compile(r"培育|建设|建成|打造|引进|认定|创建|改造|完成|开展|举办|培训|培养|实施")
"""What is done, so that a number of it may be of the years or in all."""
COUNTED_IN = re.compile(
    r"(?:万|亿|千|百)?(?:个|家|件|项|张|户|人|次|人次|起|座|所|名|条|台|辆|例|份|批|种|处|幢|栋|套"
    r"|本|册|床|吨|公里|千米|亩|公顷|平方米|平方公里|场|支|对|部|只|株|头|间|户次|家次)"
)
"""The units of things that are counted, or of areas and lengths that are made."""


class Where(StrEnum):
    """The column that sets the target."""

    TARGET = "target"
    CHANGE = "change"
    NOWHERE = "nowhere"


class BaselineDoubt(StrEnum):
    """What is unclear about a baseline."""

    NO_YEAR = "no-year"
    TARGET = "target"
    NOT_READ = "not-read"
    FORECAST = "forecast"
    STAR = "star"
    UNIT = "unit"
    SINCE = "since"
    LATE = "late"
    ABOUT = "about"

    def about(self, text: str) -> Doubt:
        said = {"variant": str(self), "written": text}
        return Doubt("import-baseline-open", "baseline", said)


class PrintedChange(NamedTuple):
    """The figure of the column 年均/累计 that stands beside a target."""

    text: str
    figure: str
    is_rate: bool | None
    """Whether it is in %; `None` where only a number is printed."""
    basis: ChangeBasis


class Baseline(NamedTuple):
    """`text` is for the plan file. `year` is set where it is printed for this row only."""

    text: str | None
    interval: Interval | None
    unit: str | None = None
    year: int | None = None
    doubts: tuple[Doubt, ...] = ()
    about: bool = False
    """Whether it is printed as approximate: 120左右."""


NO_BASELINE = Baseline(None, None)


@dataclass(frozen=True, kw_only=True)
class RowReading:
    """What the rules of proposals look at."""

    row: PrintedRow
    table: PrintedTable
    target: str
    where: Where
    unit: str | None
    phrase: Phrase | None
    baseline: Baseline
    change: PrintedChange | None
    basis: ChangeBasis | None = None
    """What the figure of the target counts, if the column 年均/累计 or a word on 〔 〕 says it."""
    glossed: Glossed | None = None
    """The target with what stands behind it in brackets, where it is read without that only."""
    stretch: str | None = None
    """A figure beyond the target that its gloss strives for."""
    says_equal: bool = False
    """Whether = stands in front of the number: it is to be this very one."""
    change_not_read: str | None = None
    """What the column 年均/累计 prints beside a target, where it is no figure."""

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def start(self) -> Interval | None:
        """The baseline as a figure, if it is in the unit of the row."""
        is_own = self.baseline.unit is None or self.baseline.unit in self.units
        return self.baseline.interval if is_own else None

    @property
    def units(self) -> tuple[str, ...]:
        return () if self.unit is None else (self.unit,)

    @property
    def is_bare(self) -> bool:
        """Whether the target is one number without a word or a sign that says which way."""
        phrase = self.phrase
        return phrase is not None and phrase.relation is None and phrase.interval.value is not None

    @property
    def since_in_name(self) -> int | None:
        """2005 of 碳强度较2005年下降."""
        found = _SINCE.search(clean(self.name))
        return None if found is None else int(found[1])

    @property
    def names_growth(self) -> bool:
        """Whether header or note calls a yearly figure of this row a growth."""
        of_mean = self.basis is ChangeBasis.YEARLY_MEAN
        return of_mean and names_growth(self.row, self.table)

    @cached_property
    def other_targets(self) -> Mapping[int, str]:
        """The targets of other years than the plan's last, as printed."""
        last = self.table.target_year
        return {
            year: text
            for year, text in sorted((y, t) for y, t in self.row.targets.items() if y is not None)
            if year != last and not is_missing(text) and last is not None
        }


def read_row(row: PrintedRow, table: PrintedTable) -> RowReading:
    printed, where = _target_of(row, table)
    target = printed.lstrip(_EQUALS).strip()
    is_own = where is Where.CHANGE
    basis = (basis_of if is_own else basis_of_target)(target, row, table)
    if basis is ChangeBasis.YEARLY_MEAN:
        printed, target = without_brackets(printed), without_brackets(target)
    baseline = _read_baseline(row, table)
    unit = _unit_of(row, target, baseline)
    units = () if unit is None else (unit,)
    phrase = read_target(target, units) if target else None
    if phrase is None and table.target_year is not None:
        by_year = read_targets_by_year(target, units)
        phrase = read_target(by_year.get(table.target_year, ""), units) if by_year else None
    glossed = part_gloss(target, units) if phrase is None else None
    if glossed is not None:
        printed = target = glossed.target
        phrase = read_target(target, units)
    target = printed if phrase is None else target
    if phrase is not None and unit is None:
        unit = phrase.unit
        # 下降5% of a level in an unknown unit says nothing of that unit.
        of_change = phrase.change_unit == PERCENT and baseline.interval is None
        unit = PERCENT if of_change or phrase.change_unit in IN_POINTS else unit
    beside = (row.change or "") if where is Where.TARGET else ""
    change = _read_change(beside, row, table)
    not_read = None if change is not None or is_missing(beside) else beside
    if change is None and phrase is not None and phrase.change is not None:
        within = _BRACKET_BEHIND.search(target)
        change = _read_change(within[0], row, table) if within else None
    return RowReading(
        basis=basis, glossed=glossed, stretch=None if glossed is None else glossed.stretch,
        row=row, table=table, target=target, where=where, unit=unit, phrase=phrase,
        baseline=baseline, change=change, change_not_read=not_read,
        says_equal=target != printed or not _SAY_EQUAL.isdisjoint(row.modes),
    )  # fmt: skip


def _target_of(row: PrintedRow, table: PrintedTable) -> tuple[str, Where]:
    """The cell of the plan's last year, else the column 年均/累计; an empty text for neither."""
    own = row.targets.get(table.target_year)
    if own is None and row.targets:
        years = [year for year in row.targets if year is not None]
        latest = max(years) if years and table.target_year is None else None
        own = row.targets.get(latest)
    if own is not None and not is_missing(own):
        return own.strip(), Where.TARGET
    if row.change is not None and not is_missing(row.change):
        return row.change.strip(), Where.CHANGE
    return "", Where.NOWHERE


def _unit_of(row: PrintedRow, target: str, baseline: Baseline) -> str | None:
    """The printed unit, else the one in the cell of the target, else that of the baseline."""
    if row.unit is not None and not is_missing(row.unit):
        unit = row.unit.strip()
        return PERCENT if unit in _PERCENTS else unit
    figure = read_value(target)
    is_grade = isinstance(figure, Figure) and bool(re.fullmatch("[A-Z]", figure.unit or ""))
    if isinstance(figure, Figure) and figure.unit and not figure.unit.startswith("百分点"):
        if is_grade:  # 5A and 4G are grades, no numbers of A
            return None
        return figure.unit
    return None if re.fullmatch("[A-Z]", baseline.unit or "") else baseline.unit


def _read_baseline(row: PrintedRow, table: PrintedTable) -> Baseline:
    """Read 77.3, 60.6*, 目前8.1‰, 2014年为3.6亿人; a text that names a level to reach is none."""
    text = (row.baseline or "").strip()
    if not text or is_missing(text):
        return NO_BASELINE
    year, rest = row.baseline_year, clean(text)
    now, of_year = _NOW.match(rest), _OF_YEAR.match(rest)
    if _ARRIVES.search(rest):
        return Baseline(None, None, doubts=(BaselineDoubt.TARGET.about(text),))
    if now is not None:
        rest = rest[now.end() :]
    elif of_year is not None:
        year, rest = int(of_year[1]), rest[of_year.end() :]
    exact = _ABOUT.sub("", rest)
    is_about, rest = exact != rest, exact
    figure = read_value(rest)
    has_letters = any(  # the O of 9O is no unit
        doubt.code == "import-not-a-digit" and doubt.field == "baseline" for doubt in row.doubts
    )
    if not isinstance(figure, Figure) or has_letters:
        return Baseline(None, None, doubts=(BaselineDoubt.NOT_READ.about(text),))
    doubts = [BaselineDoubt.NO_YEAR.about(text)] if now is not None else []
    doubts += [BaselineDoubt.ABOUT.about(text)] if is_about else []
    if figure.provisional or figure.forecast:
        doubts.append(BaselineDoubt.FORECAST.about(text))
    if year in (None, table.baseline_year):
        said = _year_in_notes(row, table, with_table=figure.footnote)
        year = said or year
        doubts += [BaselineDoubt.STAR.about(text)] if figure.footnote and not said else []
    year = None if year == table.baseline_year else year
    printed = text if rest == clean(text) else rest
    return Baseline(printed, figure.interval, figure.unit, year, tuple(doubts), is_about)


def _year_in_notes(row: PrintedRow, table: PrintedTable, *, with_table: bool) -> int | None:
    """2019 of 带*的为2019年数据, if the notes of the row, else of the table, name one year only."""
    sought = [(row.notes, _ANY_OTHER_YEAR)]
    sought += [(table.notes, _OTHER_YEAR)] if with_table else []
    for notes, pattern in sought:
        years = {int(found) for note in notes for found in pattern.findall(note)}
        if len(years) == 1:
            return years.pop()
    return None


def _read_change(printed: str, row: PrintedRow, table: PrintedTable) -> PrintedChange | None:
    """The figure beside a target, bracket or not; OCR takes one bracket for another."""
    text = clean(printed)
    if row.unit is not None and row.unit != PERCENT:
        text = text.replace(clean(row.unit), "")
    found = _ONLY_FIGURE.fullmatch(text)
    if found is None:
        return None
    basis = basis_of(text, row, table)
    if basis is None:  # 23.04〔1.38〕 under a year
        basis = ChangeBasis.TOTAL if found["open"] else ChangeBasis.EITHER
    is_rate = {None: None, PERCENT: True}.get(found["unit"], False)
    return PrintedChange(printed.strip(), found["figure"], is_rate, basis)
