"""Read what a caption says about values: their year or part of a year, and how final they are.

A caption is split into clauses. A clause is about values if all its other words are known:
2025年为预计数, 截至2025年9月底. 预计2026年将达到430亿元 is narrative
and says nothing about a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property, lru_cache

from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import MARK, clean, marks_forecast, marks_provisional
from shengzhou_quality.reading.tables.caption_words import (
    DATED,
    MADE,
    QUOTED,
    SIGN,
    Said,
    left_of,
    with_signs,
)
from shengzhou_quality.reading.tables.captions import Caption, Kind
from shengzhou_quality.reading.tables.headers import (
    measure_of,
    read_form,
    says_index,
    without_index,
)
from shengzhou_quality.reading.tables.periods import Years, read_years, year_in_digits, years_in
from shengzhou_quality.units import is_unit

_PREFIX = re.compile(
    r"^[(\[【]?(?:附注|备注|注释|(?:数据|填报|填表|填写|编制|指标|统计)?说明|填[报表写](?:要求|须知)|注)"
    r"[0-9一二三四五六七八九十]?[:.、)\]】]*"
)
_COUNT = re.compile(r"^\(?[0-9]{1,2}[).、]\)?(?=(?:19|20)[0-9]{2}年|[^0-9])")
_NUMBERED = re.compile(
    r"(?:第|序号为?|编号为?|指标)(?P<numbers>[0-9]{1,3}(?:[、和及][0-9]{1,3})*)(?:项|号|条|行)?(?:指标)?"
)
_LEADING_SIGN = re.compile(r"(?P<sign>[①-⑳])[:.、]?")
_LABEL = re.compile(r"((?:数据|统计|报告|所属)(?:截[止至])?(?:时间|时点|日期|期间?|区间|范围)):")
"""Such a label and its text are one clause: 数据截止时间:2025年9月30日."""
_LISTED = re.compile(r"(月|季度|半年|全年|数|值)[、和及](?=(?:19|20)[0-9]{2}年)")
"""2024年1-12月、2025年1-9月 are two clauses."""
_SENTENCE = re.compile(r"[。;\n!！？?]")
_CLAUSE = re.compile(r"[,:()\[\]【】〔〕]")
_UNSURE = r"除.*外|部分|个别|少数|有的|之外"
_DENIED = r"(?:[非无]|不[是含为]?|未含?)(?:含有?)?$"
_MARK = re.compile(MARK)
_MARK_BEFORE_TIME = rf"{MARK}[^\ue000]*(?:[0-9]|年底|年末|月)"
"""预计6月完成 says when something happens, not what a value is."""
_MARK_AS_NOUN = rf"(?:{MARK})(?<=[数值据])"
_BEHIND_MARK = (
    r"(?:完成|实现|达到|实际)?(?:情况|数据|数值|结果|统计|数|值|指标|核算)*(?:一览|统计|汇总)?表?"
)
_UNIT = re.compile(r"(?:计量|金额)?单位(?:为|是|均为)(?P<unit>.+)$")
_BASIS = re.compile(
    r"(?P<word>累计新增|累计完成|累计|当年新增|本年新增|当年增速|当年|年末|年均增速|年均|新增)"
    r"(?P<noun>数据|数|值)?$"
)
_COUNTING = re.compile("新增|创建|累计")
_COUNTED_UP = re.compile(
    rf"(?:(?:{_COUNTING.pattern})[、和及]?)+(?:类|型)(?:指标|任务|项目|数据)?(?:[均都]?填[写报]?)?"
)
"""A kind of items, named by what is counted: 新增、创建类指标."""
_SINCE = re.compile(r"[自从]?(?P<since>(?:19|20)[0-9]{2})年?(?:起|以来|开始|至今)")
_YEAR_BEFORE = re.compile(r"((?:19|20)[0-9]{2})年?$")
_PREDICATE = re.compile(r"[为系是]|(?:数据|数|值)$")
_UNTIL = re.compile(r"截至|截止|(?:数据|统计|报告|所属)(?:期|时间|时点|日期)")
_PRESENT = re.compile(r"截[至止](?:目前|当前|现在|本期)")
_SLOT = re.compile("\ue000([0-9]+)\ue001")


class CaptionReader:
    """Reads captions of one table. `names` are the names of its rows, with the id of the item.

    A row that is not an item of the plan has no id. `signs` finds the footnote marks in the table.
    """

    def __init__(
        self, names: Mapping[str, str | None], signs: Callable[[], Collection[str]]
    ) -> None:
        self._signs = signs
        self._ids = list(names.values())
        spelled = {clean(name): number for number, name in enumerate(names)}
        self._spelled = {name: number for name, number in spelled.items() if len(name) > 1}

    def read(self, caption: Caption) -> Iterator[Said]:
        """Everything that `caption` says about values, clause by clause."""
        text = year_in_digits(QUOTED.sub("", clean(_lines(caption.cell.text))))
        if caption.kind is Kind.NOTE:
            text = self._without_prefix(with_signs(text))
        text = _LISTED.sub(r"\1,", _LABEL.sub(r"\1", text))
        if any(name in text for name in self._spelled):
            text = self._names.sub(lambda name: f"\ue000{self._spelled[name[0]]}\ue001", text)
        for sentence in _SENTENCE.split(text):
            yield from self._sentence(caption, _COUNT.sub("", sentence))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        """A pattern of all row names, longest first. Most tables have no caption with one."""
        order = sorted(self._spelled, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, order)))

    def _without_prefix(self, text: str) -> str:
        """Remove 注1 or ① that numbers a note, unless it is a footnote mark of the table."""
        text = _COUNT.sub("", _PREFIX.sub("", text))
        sign = _LEADING_SIGN.match(text)
        if sign is None:
            return text
        rest = _PREFIX.sub("", text[sign.end() :])
        return sign["sign"] + rest if sign["sign"] in self._signs() else rest

    def _sentence(self, caption: Caption, sentence: str) -> Iterator[Said]:
        """Read a sentence; what a clause names applies until another clause names something."""
        context = Said(caption, "")
        told: list[Said] = []
        plain = True
        for clause in filter(None, _CLAUSE.split(sentence)):
            context = self._narrowed(context, clause)
            predicate = _PREDICATE.search(clause) is not None
            said = [
                each._replace(predicate=predicate) for each in _read(context, clause) if each.words
            ]
            told += said
            plain = plain and (bool(said) or not left_of(_without_time(clause)[1]))
        for each in told:
            # 截至2025年9月底,全市建成20家 and 新增3家,累计完成 are narrative.
            told_of_time = caption.kind is Kind.NOTE and (each.partial or each.form)
            may_tell = told_of_time and not plain and not each.predicate
            yield each._replace(clear=False) if may_tell else each

    def _narrowed(self, context: Said, clause: str) -> Said:
        """`context` with the years, rows and footnote marks that the clause names."""
        slots = [self._ids[int(slot)] for slot in _SLOT.findall(clause)]
        items = frozenset(each for each in slots if each is not None)
        numbers = frozenset(
            number
            for found in _NUMBERED.finditer(clause)
            for number in re.split(r"[、和及]", found["numbers"])
        )
        signs = frozenset(SIGN.findall(clause))
        years = frozenset(years_in(clause))
        if slots or numbers or signs:
            context = context._replace(
                items=items, numbers=numbers, signs=signs, others=None in slots
            )
        return context._replace(years=years) if years else context


def _lines(text: str) -> str:
    return "。".join(text.splitlines())


def _without_time(clause: str) -> tuple[Years, str]:
    known = _known_time if len(clause) <= _LONGEST_KNOWN else _known_time.__wrapped__
    return known(clause)


_LONGEST_KNOWN = 100


@lru_cache(maxsize=2048)  # asked several times of a clause, and the titles of files are alike
def _known_time(clause: str) -> tuple[Years, str]:
    clause = _SLOT.sub("", _NUMBERED.sub("", SIGN.sub("", clause)))
    return read_years([clause])


def _read(context: Said, clause: str) -> Iterator[Said]:
    years, rest = _without_time(clause)
    yield _marked(context, clause, rest)
    yield _of_part(context, clause, years, rest)
    if says_index(clause):
        left = left_of(without_index(rest))
        narrowed = context.items or context.numbers or context.signs or context.others
        clear = context.caption.kind is not Kind.NOTE or bool(narrowed) or not left
        yield context._replace(words="上年=100", of_index=True, clear=clear)
    if context.caption.kind is not Kind.NOTE:
        return
    unit = _UNIT.search(rest)
    if unit and is_unit(unit["unit"]) and context.items:
        yield context._replace(words=unit[0], units=(unit["unit"],))
    said = _basis(context, clause)
    if said is not None and not years.partial:
        yield said


def _basis(context: Said, clause: str) -> Said | None:
    """The reporting basis, as a whole clause: 为累计数, 自2021年起累计, 当年新增."""
    since = _SINCE.search(clause)
    years, rest = _without_time(_SINCE.sub("", clause))
    kind = _COUNTED_UP.match(rest)
    rest = rest[kind.end() :] if kind else rest
    basis = _BASIS.search(rest)
    if basis is None or left_of(rest[: basis.start()]):
        return None
    form = read_form(basis[0]) or read_form(basis["word"])
    if form is None:
        return None
    if years.by_month and form is Form.TOTAL:
        form = Form.OF_YEAR  # 1—12月累计 is the total of that year
    return context._replace(
        words=basis[0],
        years=frozenset() if since else context.years,
        form=form,
        measure=measure_of(basis["word"]),
        since=int(since["since"]) if since else None,
        counted=frozenset(_COUNTING.findall(kind[0]) if kind else ()),
    )


def _marked(context: Said, clause: str, rest: str) -> Said:
    """预计, 快报 as the predicate of a clause, or as a word of a title."""
    mark = _MARK.search(rest)
    if mark is None:
        return context
    before, after = rest[: mark.start()], rest[mark.end() :]
    said = context._replace(
        words=mark[0],
        forecast=marks_forecast(mark[0]),
        provisional=marks_provisional(mark[0]),
    )
    noun = re.search(_MARK_AS_NOUN, rest)
    story = context.caption.kind is Kind.NOTE and re.search(_MARK_BEFORE_TIME, clause)
    if re.search(_DENIED, before) or story:
        return context
    if not re.fullmatch(_BEHIND_MARK, after):
        return said._replace(clear=False) if noun else context
    if re.search(_UNSURE, before):
        return said._replace(clear=False)
    left = left_of(before)
    if not left or (context.caption.kind is Kind.TITLE and (noun or after)):
        return said
    return said._replace(clear=False)


def _of_part(context: Said, clause: str, years: Years, rest: str) -> Said:
    """A part of a year: 1-9月, 上半年, 截至9月底."""
    if years.partial is None or _PRESENT.search(clause):
        return context
    until = _UNTIL.search(clause) is not None
    if DATED.search(clause) and not until:
        return context
    said = context._replace(words=years.partial, partial=years.partial)
    at = clause.find(years.partial)
    of_year = _YEAR_BEFORE.search(clause[:at]) if at >= 0 and "同期" not in clause else None
    if of_year:  # 2021—2024年和2025年1-9月
        said = said._replace(years=frozenset({int(of_year[1])}))
    behind = clause[at + len(years.partial) :] if at >= 0 else ""
    if MADE.match(behind) or re.match(r"[起前]", behind):
        return context
    left = left_of(rest.replace("累计", ""))
    if not left and not re.search(_UNSURE, rest):
        return said
    if context.caption.kind is Kind.TITLE:
        return said if years.year is not None or at == 0 else said._replace(clear=False)
    speaks_of_data = until or re.search(r"(?:数据|数|值|口径)$", rest) is not None
    sheet = context.caption.kind is Kind.SHEET
    return said._replace(clear=False) if speaks_of_data or sheet else context
