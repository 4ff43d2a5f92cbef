"""Read what the header of a column says: its role by its words, its year, basis and unit."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.notation import clean
from shengzhou_quality.published.cells.characters import simplified
from shengzhou_quality.published.printed_table import ChangeBasis
from shengzhou_quality.published.tables.cell_forms import is_constraint, is_unit_form, names_area
from shengzhou_quality.published.tables.printed_years import period_in, year_alone, years_in
from shengzhou_quality.published.tables.weights import group_weight


class ColumnRole(StrEnum):
    """What a column of a published table holds."""

    NUMBER = "number"
    GROUP = "group"
    NAME = "name"
    UNIT = "unit"
    BASELINE = "baseline"
    """A figure of a year that is over: 基期, 现状, 2020年实际值."""
    TARGET = "target"
    FIGURE = "figure"
    """A figure of which the words do not say whether it is a fact or a target: 2025年."""
    CHANGE = "change"
    CONSTRAINT = "constraint"
    OFFICE = "office"
    OPERATOR = "operator"
    YEAR = "year"
    AREA = "area"
    NOTE = "note"


FIGURES = frozenset((ColumnRole.BASELINE, ColumnRole.TARGET, ColumnRole.FIGURE, ColumnRole.CHANGE))

_BRACKETED = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")

_WORDS: tuple[tuple[ColumnRole, str], ...] = (
    # The first that fits rules, so what is narrow stands before what is wide.
    (
        ColumnRole.NUMBER,
        r"(?:指标)?(?:序号|编号|项次|番号|代码)|序|号|no\.?|№|№?[nп]/[nп]\.?|№п/п|nп/п|nп\.п\.?|#|s/n",
    ),
    (
        ColumnRole.OFFICE,
        r".{0,6}(?:责任|牵头|主管|实施|承办|配合|负责|落实|主责|报送|填报|提供)(?:单位|部门|科室|处室|机构|人|主体|地区)s?.{0,6}"
        r"|责任部局|担当(?:课|部署)|ответственн.*",
    ),
    (
        ColumnRole.NOTE,
        r"备注|说明|注释?|remarks?|notes?|примечани[ея]|备考|数据来源|资料来源|指标(?:解释|说明|定义|含义|内涵)"
        r"|计算(?:方法|公式)|定义|分值|权重|来源|依据",
    ),
    (
        ColumnRole.UNIT,
        r"(?:指标)?(?:计量|计算|度量|计价|统计)?单位|units?|unitofmeasure|единиц[аы]?измерения|ед\.?изм\.?",
    ),
    (
        ColumnRole.CONSTRAINT,
        r"(?:指标)?(?:属性|性质)|(?:指标)?类型|attributes?|nature",
    ),
    (
        ColumnRole.GROUP,
        r"(?:指标)?(?:类别|分类|门类|大类)|一级指标|领域|维度|板块|类|方面|目标领域|指标领域|分野|category|раздел",
    ),
    (ColumnRole.YEAR, r"年份|年度|年|时间|years?|год"),
    (
        ColumnRole.AREA,
        r"(?:各)?(?:地区|区域|县区|区县|市县|县市区|县\(市、?区\)|县\(市\)区?|市州|州市|地市|设区市|区市|镇街|乡镇|街道|乡镇\(街道\)"
        r"|行政区划?|城市|园区|地域|市町村|都道府县|районы?|region|area)(?:名称)?",
    ),
    (ColumnRole.OPERATOR, r"符号|运算符|比较符?|关系|限值类型|目标方式"),
)
_CHANGE = re.compile(
    r"年均|年平均|累计|增速|增幅|增长率|增长|增减|变化|增量|прирост|темп|meanyearly|growth"
)
_STRONG_CHANGE = re.compile(r"年均|年平均|增速|增幅|增长率")
_TOTAL = re.compile(r"累计|增减|增量|变化")
_MEAN = re.compile(r"年均|年平均|年增长|annual|mean")
_ACTUAL = re.compile(
    r"实际|现状|基期|基数|基准|基线|完成|实现|现值|现有|期初|起点|当前|目前|已达|初始|baseline|actual|факт"
    r"|базов|实绩|ベースライン|情况"
)
_TARGET = re.compile(
    r"目标|规划(?!期?末|编制)|计划|预期(?!寿命)|愿景|展望|远景|target|goal|план|цел(?:ев|ь)|任务数|考核值"
)
_OUTLOOK = re.compile(r"展望|远景|愿景|远期")
"""A year after the plan's own period."""
_ESTIMATE = re.compile(r"预计|预测|预估|估计|初步|快报")
_END = re.compile(r"期末|规划末")
_COMMON = re.compile(
    r"[0-9]{4}|十[一二三四五六七]五|五年|5年|时期|期间|规划期|全[国省市县区]|实际|现状|现值|现有|基期|基数|基准|基线|完成|实现|达到"
    r"|起点|当前|目前|初始|情况|目标|规划|计划|预期|预计|期[初末]|年度|年均|平均|累计|增速|增幅|增长|增减|增加"
    r"|变化|增量|水平|指标|主要|数据|数值|考核|任务|预测|[年底末到至值数率度的内“”\"'（）()\[\]〔〕/、，,—–~-]"
)
"""Words that only headers are made of; few other characters stand beside them."""
_MOST_BESIDE, _MOST_BESIDE_CHANGE = 4, 2
_VALUE = re.compile(r"数值|值|指标值|значени\w*.*|values?|数据|水平|数量")
_NAME = re.compile(
    r"指标(?:名称?|项|项目|内容|体系|及单位|及内容|[(（、/].*)?$|показател|индикатор|indicator|kpi"
)
_BESIDE_NAME = re.compile(r"指标.{1,4}|(?:空间|区域|适用)?(?:层级|范围|尺度)|编码|分级")
"""Of the indicator, but not its name: 指标层级, 指标解释."""
_WEAK_NAME = re.compile(r"(?:项目|目标|工作)?名称|项目|内容|目标|事项|name|项|наименование|item")
_LEVELS = (
    ("四级", 9),
    ("三级", 8),
    ("名称", 7),
    ("具体", 7),
    ("二级", 6),
    ("主要", 5),
    ("体系", 3),
)
_BESIDE_AREA = re.compile(
    r"(?:19|20)[0-9]{2}年?|[“\"]?十[一二三四五六七]五[”\"]?|时期|期间|期[初末]|年?[度末底]|实际|现状|基期|基准|完成|实现|达到"
    r"|目标|规划|计划|预期|预计|平均|水平|[数值的]"
)
"""What stands beside the name of an area in the header of its figures: A区2020年."""
_BOTH_CONSTRAINTS = r"(?:约束性|预期性)[/、和或](?:约束性|预期性)(?:指标)?"
_LEVELS_OF_STATE = frozenset(("国家", "国家级", "省", "省级", "市", "市级", "县", "县级"))
_JAPANESE = str.maketrans("単実県", "单实县")
_LONGEST = 30
_LONGEST_LATIN = 90
_LONGEST_PERIOD = 10
_ADDED_UP = re.compile(
    r"(?:五年|5年|累计|规划期|“?十[一二三四五六七]五”?(?:时期|期间)?)(?:新增|净增|增加)(?:[量数值])?"
)
"""五年新增: how much the years add to the baseline."""


class HeaderWord(NamedTuple):
    """What one header, or one line of it, says. `rank`: how surely its column holds the names."""

    role: ColumnRole | None = None
    year: int | None = None
    rank: int = 0
    basis: ChangeBasis | None = None
    brackets_are_totals: bool = False
    unit: str | None = None
    is_wish: bool = False
    """目标 alone: a figure to be reached, or in words what is wished for."""
    is_outlook: bool = False
    """2035年展望: a target after the plan's own period."""
    is_estimate: bool = False
    """2020年（预计）: a forecast of a fact."""

    @property
    def is_known(self) -> bool:
        return self.role is not None or self.year is not None


@lru_cache(maxsize=4096)
def header_word(text: str) -> HeaderWord:
    """Read one header by its words; glosses in its brackets say year, basis and unit only."""
    # A program that reads a scan takes the 0 between two digits for a letter.
    full = re.sub("(?<=[0-9])o(?=[0-9])", "0", clean(text).casefold())
    full = simplified(full).translate(_JAPANESE)
    base = _BRACKETED.sub("", full)
    base = _BRACKETED.sub("", base).strip("*※:") or full.strip("()[]〔〕【】")
    longest = _LONGEST if re.search(r"[一-鿿]", base) else _LONGEST_LATIN
    if re.fullmatch(_BOTH_CONSTRAINTS, base):
        return HeaderWord(ColumnRole.CONSTRAINT)
    if not base or len(base) > longest or is_constraint(base) or group_weight(base):
        return HeaderWord()
    if year_alone(full) is not None:
        return HeaderWord(ColumnRole.FIGURE, year_alone(full))
    unit = next((part[1:-1] for part in _BRACKETED.findall(full) if is_unit_form(part[1:-1])), None)
    for role, pattern in _WORDS:
        if re.fullmatch(pattern, base):
            return HeaderWord(role, rank=1 if role is ColumnRole.GROUP else 0)
    return _figure_word(base, full)._replace(
        unit=unit,
        is_outlook=_OUTLOOK.search(full) is not None,
        is_estimate=_ESTIMATE.search(full) is not None,
    )


def only_heads(text: str) -> bool:
    """Whether a text is of words of headers alone: 目标值, 2025年, 单位; never 人均预期寿命."""
    word = header_word(text)
    if word.role not in FIGURES and word.role is not ColumnRole.NAME:
        return word.is_known
    rest = _COMMON.sub("", _BRACKETED.sub("", simplified(clean(text))))
    return len(rest.replace("名称", "")) == 0


def _figure_word(base: str, full: str) -> HeaderWord:
    """Read a header of names or figures, which may name a year or a period."""
    years = years_in(base) or years_in(full)
    period = period_in(base)
    year = years[0] if len(years) == 1 else None
    if not years and not (period and _CHANGE.search(base)) and _names_indicators(base):
        rank = next((rank for word, rank in _LEVELS if word in base), 6)
        return HeaderWord(ColumnRole.NAME, rank=rank)
    if year_alone(base) is not None:
        base = full  # 2020年（基期）: the bracket says what the year is
    role = _figure_role(base, dated=year is not None)
    if role is ColumnRole.CHANGE:
        both = bool(_MEAN.search(full) and _TOTAL.search(full))
        basis = _basis(base, full)
        return HeaderWord(role, year, basis=basis, brackets_are_totals=both)
    ends = period.end if period is not None and year is None else year
    if role is not None:
        wish = base == "目标"
        return HeaderWord(role, ends, rank=int(wish), is_wish=wish)
    if ends is None and (_END.search(base) or _ESTIMATE.search(base)) and role is None:
        return HeaderWord(ColumnRole.TARGET) if _is_of_figures(base) else HeaderWord()
    if ends is not None and (year is not None or len(base) <= _LONGEST_PERIOD):
        return HeaderWord(ColumnRole.FIGURE, ends)
    if _VALUE.fullmatch(base):
        return HeaderWord(ColumnRole.FIGURE)
    if _BESIDE_NAME.fullmatch(base):
        return HeaderWord(ColumnRole.NOTE)
    return HeaderWord(ColumnRole.NAME, rank=2) if _WEAK_NAME.fullmatch(base) else HeaderWord()


def _names_indicators(base: str) -> bool:
    is_value = base.endswith(("值", "数", "情况")) or _VALUE.fullmatch(base) is not None
    return _NAME.search(base) is not None and not is_value


def _is_of_figures(base: str) -> bool:
    return len(_COMMON.sub("", base)) <= _MOST_BESIDE


def _figure_role(base: str, *, dated: bool) -> ColumnRole | None:
    """Whether the words say a change, a fact or a target."""
    rest = len(_COMMON.sub("", base)) if re.search(r"[一-鿿]", base) else 0
    if rest > _MOST_BESIDE:
        return None  # 完成生态文明示范市创建 is a name
    if _ADDED_UP.fullmatch(base):
        return ColumnRole.CHANGE
    aimed = _TARGET.search(base) is not None
    if rest > _MOST_BESIDE_CHANGE and not dated and not aimed and _CHANGE.search(base):
        return None  # GDP增长 is a name
    if _STRONG_CHANGE.search(base) or (_CHANGE.search(base) and not (dated and aimed)):
        return ColumnRole.CHANGE
    if _ACTUAL.search(base) and not re.search(r"(?:期末|目标值?|规划末)$", base):
        return ColumnRole.BASELINE
    return ColumnRole.TARGET if aimed else None


def _basis(base: str, full: str) -> ChangeBasis | None:
    mean = bool(_MEAN.search(full))
    total = bool(_TOTAL.search(full) or _ADDED_UP.fullmatch(base))
    if mean and total:
        return ChangeBasis.EITHER
    if total:
        return ChangeBasis.TOTAL
    return ChangeBasis.YEARLY_MEAN if mean or _STRONG_CHANGE.search(base) else None


class PrintedColumn(NamedTuple):
    """A column with the words of all lines of its header. `label` are words of no known role."""

    text: str
    role: ColumnRole | None = None
    year: int | None = None
    rank: int = 0
    basis: ChangeBasis | None = None
    brackets_are_totals: bool = False
    unit: str | None = None
    is_wish: bool = False
    is_outlook: bool = False
    is_estimate: bool = False
    label: str | None = None
    area: str | None = None
    """The area that the header names beside a year or 目标: A区2020年."""


def column_of(lines: list[str]) -> PrintedColumn:
    """Put the lines of one column's header together: 目标值 over 2025年 is the target of 2025."""
    words = [header_word(line) for line in lines]
    joined = " ".join(lines)
    unknown = [line for line, word in zip(lines, words, strict=True) if not word.is_known]
    year = next((word.year for word in reversed(words) if word.year is not None), None)
    roles = [word.role for word in words if word.role is not None]
    role = _together(roles)
    if role is ColumnRole.YEAR and len(lines) > 1 and year is not None:
        role = ColumnRole.FIGURE
    chosen = next((word for word in reversed(words) if word.role is role), HeaderWord())
    area = next(filter(None, map(_area_in, lines)), None) if role in FIGURES else None
    return PrintedColumn(
        joined,
        role,
        year,
        chosen.rank,
        chosen.basis,
        chosen.brackets_are_totals,
        next((word.unit for word in words if word.unit), None),
        chosen.is_wish and len(lines) == 1 and year is None,
        any(word.is_outlook for word in words),
        any(word.is_estimate for word in words),
        " ".join(unknown) or area,
        area,
    )


def _area_in(line: str) -> str | None:
    rest = _BESIDE_AREA.sub("", _BRACKETED.sub("", clean(line)))
    return rest if names_area(rest) or rest in _LEVELS_OF_STATE else None


def _together(roles: list[ColumnRole]) -> ColumnRole | None:
    """Of the lines of one header: a fact or a change rules over a year, the last over the first."""
    if not roles:
        return None
    figures = [role for role in roles if role in FIGURES]
    if not figures:
        return roles[-1]
    if len(figures) < len(roles) and roles[-1] not in FIGURES:
        return roles[-1]
    for role in (ColumnRole.CHANGE, ColumnRole.BASELINE, ColumnRole.TARGET):
        if role in figures:
            return role
    return ColumnRole.FIGURE
