"""Read the texts around a table: its caption, the plan's title, the unit line, the notes below."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shengzhou_quality.published.tables.cell_forms import is_unit_form
from shengzhou_quality.published.tables.cell_texts import joined

_UNIT_LINE = re.compile(r"[(（]?\s*(?:计量)?单\s*位\s*[:：]\s*([^()（）]+?)\s*[)）]?")
_UNIT_BEHIND = re.compile(r"[(（]\s*(?:计量)?单\s*位\s*[:：]\s*([^()（）]+?)\s*[)）]\s*$")
_LEADS_TO = re.compile(r"[,，、](?:其中|部分如下|如下|具体如下|见下|详见).{0,6}$")
"""The end of a sentence that leads to the table: …主要指标，其中："""
_NOTE = re.compile(
    r"[(（]?(?:注释?|备注|说明|附注|资料来源|数据来源|注解)[0-9①-⑳]?[:：.、]|[*＊※①-⑳]|\[[0-9]\]|〔[0-9]〕|примечани"
    r"|[0-9]{1,2}[:：](?:(?![0-9])|(?=(?:19|20)[0-9]{2}年))|[0-9](?:为|指|系)"
    r"|[0-9]{1,2}[.．、]\s*(?:19|20)[0-9]{2}年[^，,。目]{0,4}[数值]",
    re.IGNORECASE,
)
_PLAN = re.compile(r"规划|计划|纲要|規劃|計畫")
_IN_QUOTES = re.compile(r"《([^《》]*(?:规划|计划|纲要|規劃)[^《》]*)》")
_CAPTION_LEADS = re.compile(
    r"^(?:附?[表件图]|专栏|附录)\s*[0-9一二三四五六七八九十]*(?:[-—.－][0-9]+)*\s*[:：.、]?\s*"
)
_LONGEST_CAPTION = 80


def unit_line(texts: Iterable[str]) -> tuple[str | None, str | None]:
    """The one unit of a line 单位：万元 or behind a caption, or the text that names several."""
    for text in texts:
        found = _UNIT_LINE.fullmatch(text.strip()) or _UNIT_BEHIND.search(text)
        if found is None:
            continue
        parts = [part for part in re.split(r"[、,，;；\s]+", found[1]) if part]
        if len(parts) == 1 and is_unit_form(parts[0]):
            return "".join(parts[0].split()), None
        return None, found[1]
    return None, None


def is_unit_line(text: str) -> bool:
    return bool(_UNIT_LINE.fullmatch(text.strip()))


def without_unit(text: str) -> str:
    """A caption without the bracket behind it that names the unit: 主要指标（单位：%）."""
    return _UNIT_BEHIND.sub("", text).rstrip()


def is_note(text: str) -> bool:
    """Whether a line is a note to the table: 注：…, ①…, *…"""
    return bool(_NOTE.match(text.strip()))


def is_continuation(text: str) -> bool:
    """Whether a line only says that a table goes on: 续表, （续表1）, or names its unit."""
    return is_unit_line(text) or bool(
        re.fullmatch(r"[(（]?(?:续|接)[上前]?表.{0,12}", joined(text))
    )


def caption_among(texts: list[str]) -> str | None:
    """The caption: of the lines above a table the last that is neither a unit nor a sentence."""
    for text in reversed(texts):
        plain = joined(text)
        if is_unit_line(plain) or is_note(plain) or not plain:
            continue
        if len(plain) <= _LONGEST_CAPTION or re.search(r"指标|目标值|показател", plain.casefold()):
            return caption_alone(plain)
    return None


def caption_alone(text: str) -> str:
    """A caption without its unit and without words that lead to the table."""
    return _LEADS_TO.sub("", _UNIT_BEHIND.sub("", text).rstrip(":："))


def plan_title_in(texts: list[str], caption: str | None) -> str | None:
    """What the document calls the plan: in 《》, in the caption, else in the first headings."""
    for text in (caption or "", *texts):
        found = _IN_QUOTES.search(text)
        if found is not None:
            return joined(found[1])
    for text in (caption or "", *texts):
        plain = _CAPTION_LEADS.sub("", joined(text).rstrip(":："))
        if not _PLAN.search(plain) or len(plain) > _LONGEST_CAPTION or re.search(r"[。；]", plain):
            continue
        title = _shortened(plain)
        if (
            title
            and re.search(r"(?:规划|计划|纲要|規劃|計畫)(?:[（(].*[)）])?$", title)
            and len(title) > 2
        ):
            return title
    return None


def _shortened(title: str) -> str:
    """The part of a caption up to the last 规划, 计划 or 纲要: …规划主要指标 is …规划."""
    ends = [found.end() for found in re.finditer(r"规划纲要|规划|计划|纲要|規劃|計畫", title)]
    rest = title[ends[-1] :] if ends else ""
    if not ends or re.match(r"[一-鿿]*(?:目标|指标|表)|[（(]|\s|$|[年”]", rest) is None:
        return ""
    return title[: ends[-1]]


def first_words(text: str) -> str:
    plain = joined(text)
    return plain if len(plain) <= 20 else plain[:20] + "…"
