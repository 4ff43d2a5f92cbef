"""What a column is, by the words of its header.

A header is read whole: 2025年完成率 and 2025年目标值 hold a year too, and are no actuals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import clean, marks_forecast, marks_provisional
from shengzhou_quality.units import is_unit


class Role(StrEnum):
    NAME = "name"
    SERIAL = "serial"
    UNIT = "unit"
    FORM = "form"
    EVIDENCE = "evidence"
    YEAR_OF_ROW = "year_of_row"
    VALUE_OF_ROW = "value_of_row"
    ACTUAL = "actual"
    TARGET = "target"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Header:
    """The meaning of one column. `year` and what follows belong to `ACTUAL` (and `TARGET`)."""

    role: Role
    year: int | None = None
    since: int | None = None
    form: Form | None = None
    unit: str | None = None
    forecast: bool = False
    provisional: bool = False
    partial: str | None = None


_ROLES = {
    Role.NAME: (
        "指标", "指标名称", "二级指标", "主要指标", "具体指标", "指标项目", "项目", "项目名称",
        "名称", "indicator", "name", "indicatorname",
    ),
    Role.SERIAL: ("序号", "编号", "指标序号", "指标编号", "序", "no.", "no", "id", "#"),
    Role.UNIT: ("单位", "计量单位", "指标单位", "unit"),
    Role.FORM: ("口径", "数据口径", "统计口径", "填报口径", "form"),
    Role.EVIDENCE: ("佐证", "佐证材料", "证明材料", "佐证文件", "evidence"),
    Role.YEAR_OF_ROW: ("年份", "年度", "year"),
    Role.VALUE_OF_ROW: (
        "数值", "实际值", "值", "完成值", "实际完成值", "实际完成情况", "完成情况", "指标值",
        "实际", "实绩", "完成", "完成数", "value", "actual",
    ),
}  # fmt: skip
_ROLE_OF = {word: role for role, words in _ROLES.items() for word in words}

_FORMS = {
    Form.OF_YEAR: (
        "当年值", "当年", "当年数", "当年新增", "当年增速", "年度值", "年度新增", "新增", "新增数",
        "增速", "年末值", "年末数", "期末值", "时点值", "of_year", "annual",
    ),
    Form.TOTAL: ("累计值", "累计", "累计数", "累计完成", "累计新增", "合计", "total", "cumulative"),
    Form.MEAN: (
        "年均增速", "年均", "年均值", "年均增长", "平均增速", "年平均", "年平均增速", "mean",
    ),
}  # fmt: skip
_FORM_OF = {word: form for form, words in _FORMS.items() for word in words}

_ACTUAL_WORDS = {
    "", "实际值", "实际", "实际数", "实绩", "实际完成", "实际完成值", "实际完成情况", "完成值",
    "完成", "完成数", "完成情况", "数值", "值", "数", "数据", "指标值", "报送值", "上报值",
    "actual", "value",
}  # fmt: skip

_YEAR = r"(?:19|20|21)[0-9]{2}"
_ONE_YEAR = re.compile(rf"(?:截至|截止|至|到)?(?P<year>{_YEAR})(?:\.0+)?(?P<rest>.*)", re.DOTALL)
_SPAN = re.compile(rf"(?P<since>{_YEAR})年?[-—–~至](?P<year>{_YEAR})(?P<rest>.*)")
_YEAR_WORD = re.compile(r"年度|年末|年底|年")
_PART = re.compile(
    r"(?P<part>[0-9]{1,2}[-—–~至][0-9]{1,2}月(?:份)?|[0-9]{1,2}月(?:份|底|末)?|上半年|下半年"
    r"|前三季度|第?[一二三四1234]季度|[qQ][1-4]|[hH][12])(?P<rest>.*)"
)
_WHOLE_YEAR = re.compile(r"0?1[-—–~至]12月份?|12月(?:份|底|末)?|全年")
_UNIT_IN_BRACKET = re.compile(r"(?P<before>.*)[(\[](?:单位:)?(?P<unit>[^()\[\]]+)[)\]]")
_MARKS = re.compile(r"预计[数值]?|预测[数值]?|初步核算[数值]?|初步统计[数值]?|初步数|快报[数值]?")
_TARGETS = re.compile(r"目标|计划|规划|任务|预期")


def read_form(text: str) -> Form | None:
    """A 口径 as offices write it; `None` for a word that is none."""
    return _FORM_OF.get(clean(text).casefold())


def read_header(text: str) -> Header:
    """What the column under `text` holds."""
    written = clean(text).casefold()
    if written in _ROLE_OF:
        return Header(_ROLE_OF[written])
    if _TARGETS.search(written):
        year = re.search(_YEAR, written)
        return Header(Role.TARGET, year=int(year[0]) if year else None)
    span = _SPAN.fullmatch(written)
    match = span or _ONE_YEAR.fullmatch(written)
    if match is None:
        return Header(Role.OTHER)
    unit, rest = _unit_of(match["rest"])
    rest = re.sub(r"[()\[\]【】]", "", rest)
    if _form_in(rest) is None:  # 2021—2025年均 ends in a form, 2025年累计 in a year and a form
        rest = _YEAR_WORD.sub("", rest, count=1) if _YEAR_WORD.match(rest) else rest
    whole_year = _WHOLE_YEAR.match(rest)
    part = None if whole_year else _PART.fullmatch(rest)
    if whole_year or part:
        rest = rest[whole_year.end() :] if whole_year else part["rest"] if part else rest
    marked = rest
    rest = _MARKS.sub("", rest)
    form = _form_in(rest)
    if form is None and rest not in _ACTUAL_WORDS:
        return Header(Role.OTHER)
    if span and form not in (Form.MEAN, Form.TOTAL):
        return Header(Role.OTHER)
    return Header(
        Role.ACTUAL,
        year=int(match["year"]),
        since=int(span["since"]) if span else None,
        form=form,
        unit=unit,
        forecast=marks_forecast(marked),
        provisional=marks_provisional(marked),
        partial=part["part"] if part else None,
    )


def is_ratio(text: str) -> bool:
    """Whether a header names a rate, a growth or a rank of what was reported."""
    return bool(re.search(r"率|同比|增长|增速|增幅|排名|位次|进度|占比|差距|得分", clean(text)))


def _unit_of(rest: str) -> tuple[str | None, str]:
    """The unit in a header's last bracket, and the header without it: 2025年实际值(万元)."""
    found = _UNIT_IN_BRACKET.fullmatch(rest)
    if found is None or not is_unit(found["unit"]):
        return None, rest
    return found["unit"], found["before"]


def _form_in(rest: str) -> Form | None:
    """The form a header declares: 2023年累计实际值, 2021—2025年年均."""
    for word in (rest, rest.removesuffix("实际值"), rest.removeprefix("实际")):
        if word in _FORM_OF:
            return _FORM_OF[word]
    return None
