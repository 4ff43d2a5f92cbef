"""Tell by the words of a row what it is to the rows around it: a group, a part, rest of a name."""

from __future__ import annotations

import re

from shengzhou_quality.notation import clean
from shengzhou_quality.published.tables.captions import without_unit
from shengzhou_quality.published.tables.cell_forms import is_constraint, is_figure, is_unit_form
from shengzhou_quality.published.tables.cell_texts import joined
from shengzhou_quality.published.tables.operators import is_operator

_LEAD = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,4}[.、]|第[一二三四五六七八九十]"
    r"|Цель|Задача|Подпрограмма|Раздел",
)
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[、.．](?![0-9]))\s*"
)
_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?|[IVX]{1,4}\.?")
_PART = re.compile(r"\s*(?:其中|#|——|--|—|－|-|·)\s*[:：]?\s*(?=\S)")
_WHOLE_NAME = re.compile(
    r"(?:率|数|量|额|值|比例|比重|面积|投入|收入|产量|占比|水平|规模|强度)(?:[（(].*)?$"
)
_REST_FIRST = ("（", "(", "）", ")", "、", "，", "率", "的", "和", "及", "与")
_TOTAL = re.compile(
    r"(?:[合总小共]计|总和|итого|всего|(?:sub)?total)(?:[（(].*[)）])?[:：]?", re.IGNORECASE
)
_SHORT = re.compile(r"[一-鿿]{1,2}")
_GROUP_END = re.compile(
    r"(?:发展|建设|环境|经济|社会|民生|生态|安全|创新|治理|服务|文明|福祉|开放|改革|保障|资源|能力|水平|设施|指标|领域|驱动"
    r"|协调|绿色|共享|效益|结构|动力|人口|就业|教育|健康|文化|农业|工业)$"
)


def has_group_lead(text: str) -> bool:
    """Whether a text begins as a heading does: 一、, （二）, 第三."""
    return bool(_LEAD.match(text.strip()))


def is_group_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(clean(text)))


def group_name(text: str) -> str:
    """The name of a group without its number, and without the unit of its rows."""
    return _ORDINAL.sub("", joined(without_unit(text))).rstrip(":：")


def is_total(text: str) -> bool:
    """Whether a text says only that a row adds up others: 合计, 小计（亿元）. It names nothing."""
    return bool(_TOTAL.fullmatch("".join(text.split())))


def goes_on(name: str, text: str) -> bool:
    """Whether a cell alone below a row is the rest of its name."""
    if is_figure(text) or is_constraint(text) or is_operator(text) or is_unit_form(text):
        return False
    plain = joined(text)
    opened = sum(name.count(sign) for sign in "（(") - sum(name.count(s) for s in "）)")
    begins = plain.startswith(_REST_FIRST)
    return opened > 0 or begins or len(plain) <= 2 or name.endswith(("、", "，", "和", "及", "的"))


def is_rest_of_name(above: str, name: str) -> bool:
    """Whether a name goes on from the line above: 率, 师数, （助理）医师数. 产值 is one itself."""
    if is_total(name):
        return False
    if name.startswith(_REST_FIRST):
        return True
    return bool(_SHORT.fullmatch(name)) and (len(name) < 2 or not _GROUP_END.search(joined(above)))


def part_of(parent: str | None, name: str) -> str | None:
    """就业人数（女性） for 其中：女性 below 就业人数; `None` for a name that is no part."""
    found = _PART.match(name)
    if found is None or parent is None:
        return None
    rest = name[found.end() :]
    return rest if _WHOLE_NAME.search(rest) and len(rest) >= 5 else f"{parent}（{rest}）"
