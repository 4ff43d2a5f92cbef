"""Take the row's number, bullets and stars off the front of a name: 1. 森林覆盖率, ①…, * ….

A digit may begin a name too (5岁以下儿童死亡率, 15分钟…, 5G…): where nothing shows which it is, the
digit stays and a person decides.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.published.cells.characters import HAN
from shengzhou_quality.published.doubts import Doubt

_BULLETS = re.compile(r"[·●○◆◇■▪◎➢➤✓√–—-]+\s*(?=\S)")
_STARS = re.compile(r"([*★☆▲△※])+\s*(?=\S)")
_COUNTING = (
    r"岁|歳|周岁|分钟|小时|公里|千米|平方|立方|个月|年级|级|类|[%‰℃/~～+—-]|以上|以下|至|到"
    r"|日当|当たり|[A-Za-z](?![A-Za-z&])"
)
"""Behind digits that begin a name it shows that they are no row number: 5岁以下, 15分钟, 5G."""
_MAY_COUNT = r"[个年月日天周种项条家人名户米亩度倍万千百亿成时分代期星次位座所套张道大公多余]"
_NUMBER = re.compile(
    r"[(（]\s*(?P<round>\d{1,3}|[一二三四五六七八九十]{1,3})\s*[)）]\s*"
    r"|[\[〔【]\s*(?P<square>\d{1,3})\s*[\]〕】]\s*"
    r"|(?P<circled>[①-⓿❶-❿])\s*"
    r"|(?P<dotted>[⒈-⒛⑴-⒇])\s*"
    r"|(?P<plain>\d{1,3})\s*(?:[.．、](?!\d)|[)）:：]|[.．、]\s+(?=\d))\s*"
    r"|(?P<levels>\d{1,2}(?:[.．-]\d{1,2}){1,3})(?:[.．、]\s*|\s+)"
    rf"(?=[^\d\s])(?!{_COUNTING}|{_MAY_COUNT})"
    r"|(?P<han>[一二三四五六七八九十]{1,3})、(?![一二三四五六七八九十])\s*"
    r"|(?P<latin>[A-Za-z]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])[.、)）]\s*(?=[^\x00-\x7f])"
)
_LEADING_DIGITS = re.compile(
    rf"(?P<number>\d{{1,2}}(?:[.．]\d{{1,2}})?)(?:(?P<gap>\s+)|(?!\d))(?!{_COUNTING})"
    rf"(?=(?P<han>[{HAN}“《])|[A-Za-z])(?P<may_count>(?={_MAY_COUNT}))?"
)
_POINT_OR_NUMBER = re.compile(
    r"\d{1,2}\s+\d|[1-9]\d?[.．、]\d+\s*[^\s\d%]|[一二三四五六]、[一二三四五六七八九十]"
)


class Front(NamedTuple):
    """The name without what stood in front of it."""

    text: str
    number: str | None = None
    marks: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def take_number(name: str) -> Front:
    """Take what stands in front of a name whose characters are evened, its spaces still there."""
    text = _without(_BULLETS, name)[0]
    text, star = _without(_STARS, text)
    marks = (star.strip(),) if star else ()
    number = _NUMBER.match(text)
    if number is not None and number.end() < len(text):
        return Front(text[number.end() :], _written(number), marks)
    digits = _LEADING_DIGITS.match(text)
    if digits and digits["gap"] and digits["han"] and digits["may_count"] is None:
        doubt = Doubt("import-name-number", "name", {"text": digits["number"]})
        return Front(text[digits.end() :], digits["number"], marks, (doubt,))
    if digits is not None or _POINT_OR_NUMBER.match(text):
        shown = " ".join(text.split())
        return Front(text, None, marks, (Doubt("import-number-or-name", "name", {"text": shown}),))
    return Front(text, None, marks)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text without what the pattern finds at its beginning, and that."""
    found = pattern.match(text)
    return (text[found.end() :], found[0]) if found is not None else (text, "")


def _written(found: re.Match[str]) -> str:
    """The row's number as a plan file writes it: 1 for ①, ⒈ and (1); others as printed."""
    kind = found.lastgroup or "plain"
    written = found[kind]
    if kind in ("circled", "dotted"):
        for first, last in ("①⑳", "❶❿", "⑴⒇", "⒈⒛"):
            if first <= written <= last:
                return str(ord(written) - ord(first) + 1)
    return written
