"""The words of captions: what a caption can say about values, and the year that a title gives.

Every table needs this module. Reading the clauses of a caption needs another one
(caption_clauses), which most files never load.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import FINAL, MARK, clean
from shengzhou_quality.reading.tables.captions import Caption, Kind
from shengzhou_quality.reading.tables.header_words import BasisMeasure
from shengzhou_quality.reading.tables.periods import read_years


class Said(NamedTuple):
    """One statement of a caption, and the values that it is about: all, unless it names some.

    `words` are the words of the statement. `items` are ids of items of the plan, `numbers` those
    of rows; `others`: it names rows of the table that are not items. `signs` are footnote marks.
    `since` is the year from which a total counts. `clear` is false if the values that the
    statement is about cannot be determined.
    """

    caption: Caption
    words: str
    years: frozenset[int] = frozenset()
    items: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    others: bool = False
    clear: bool = True
    counted: frozenset[str] = frozenset()
    """Only about items that are counted and named so: 新增类指标填当年新增数."""
    predicate: bool = False
    """Whether its clause is about data: …为1-9月数据."""
    partial: str | None = None
    forecast: bool = False
    provisional: bool = False
    of_index: bool = False
    form: Form | None = None
    measure: BasisMeasure | None = None
    since: int | None = None
    units: tuple[str, ...] = ()


SIGN = re.compile(r"[*※★#]+|[①-⑳]")
_NUMBERED_SIGN = re.compile(r"[(\[]注?(?P<number>[1-9])[)\]]|注(?P<note>[1-9])(?![0-9月季、-])")
QUOTED = re.compile(r"《[^》]*》")
DATED = re.compile(
    r"(?<!截至)(?<!截止)(?:19|20)[0-9]{2}(?:年[0-9]{1,2}月|([-/.])[0-9]{1,2}\1)[0-9]{1,2}日?"
)
_NEUTRAL = re.compile(
    r"本表|该表|此表|上表|下表|表[中内]|以上|上述|所列|其中|各项|各年|所有|全部|全市|本市|我市"
    r"|主要|指标|项目|数据|数值|数字|统计|完成|实际|情况|采用|采取|填报|填写|报送|此处|暂[时按用]?"
    r"|目前|年度|年[末底]|口径|当年|本年|核算|报告期|统计期|所属期|时间|时点|期间|截至|截止|[一本该各]列|带有?|标有?"
    r"|(?:一览|统计|汇总|情况)?表|[为系是均都皆按以用属仅只的列栏项年数值和与及、中者.\"“”'—–~-]"
)
MADE = re.compile(
    r"[.]?(?:制|编|修订|修改|印|发布|填|起|前|后|以来|报送|更新|调整|召开|公布|通过|批准|施行|实施)"
)
"""After a month: when something was done, not the period of the values."""
_OTHER_YEAR = re.compile(r"评估|要点|通知|方案|印发|文件|意见|规划纲要|〔|号$")
"""Words of a title whose year need not be that of the values."""
_MAY_SPEAK = re.compile(
    rf"{MARK}|累计|当年|本年|新增|年均|年末|月|季度|半年|100|单位|截[至止]|时点|[Qq][1-4]|[Hh][12]"
)
_MAY_TELL_TIME = re.compile(rf"{MARK}|[月季全半qhQH]|100|[-/.年][0-9]")
_FINALITY = rf"\(?(?:{MARK}|{FINAL})\)?"
"""2025年(快报): how final the values of a sheet are, next to their year."""
_LONGEST_SPOKEN = 500


def with_signs(text: str) -> str:
    """Write footnote marks one way: [1], (注1) and 注1 become ①."""

    def circled(found: re.Match[str]) -> str:
        return chr(ord("①") + int(found["number"] or found["note"]) - 1)

    return _NUMBERED_SIGN.sub(circled, text)


def may_speak(text: str) -> bool:
    """Whether words could say anything about values; fast, as it is called for every row."""
    return len(text) <= _LONGEST_SPOKEN and _MAY_SPEAK.search(text) is not None


def may_tell_time(text: str) -> bool:
    """Whether a title or a sheet's name could say more of values than their unit and their year."""
    return _MAY_TELL_TIME.search(clean(text)) is not None


def year_of(caption: Caption) -> int | None:
    """The one year that a title or a sheet's name gives to the values under it."""
    if caption.kind in (Kind.NOTE, Kind.FILING):
        return None
    text = caption.cell.text
    known = _year_in if len(text) <= _LONGEST_SPOKEN else _year_in.__wrapped__
    return known(text, caption.kind)


@lru_cache(maxsize=1024)  # asked twice of a title, and the titles of files are alike
def _year_in(text: str, kind: Kind) -> int | None:
    text = QUOTED.sub("", clean(text))
    years, rest = read_years([text])
    if years.year is None or years.since is not None or _OTHER_YEAR.search(rest):
        return None
    if DATED.search(text) or (years.partial and MADE.match(rest)):
        return None
    if kind is Kind.SHEET and left_of(re.sub(_FINALITY, "", rest)):
        return None
    return years.year


def left_of(rest: str) -> str:
    """The rest of a text without the known words."""
    return _NEUTRAL.sub("", years_removed(rest))


def years_removed(text: str) -> str:
    return re.sub(r"(?:19|20|21)[0-9]{2}", "", text)
