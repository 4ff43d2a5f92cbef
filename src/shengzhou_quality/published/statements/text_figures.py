"""Find the figures in running text: where each begins and ends, with its unit and its bound."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.notation import WORDS_AFTER, WORDS_BEFORE
from shengzhou_quality.plan.target_words import ABOUT_AFTER
from shengzhou_quality.units import PERCENT, POINTS, is_unit

_LONGEST_UNIT = 6


def _any_of(words: Collection[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = re.compile(
    # No label is a figure: 12338N, PM2.5, 5+5, 2.0版, 3·15, nor the number of a paragraph.
    rf"(?P<before>{_any_of([*WORDS_BEFORE, '突破'])})?\s?(?P<share>百分之)?"
    r"(?<![A-Za-z0-9.+*/·^_第-])(?<![0-9],)(?P<number>[0-9]{1,30}(?:,[0-9]{3})*(?:\.[0-9]{1,15})?)"
    r"(?![0-9.+*·^_]|/(?!(?:10|十)万)|,[0-9]{3})"
)
_RANGE = re.compile(r"\s?(?:[~–—-]+|至|到)\s?(?P<high>[0-9]{1,15}(?:\.[0-9]{1,15})?)(?![0-9.])")
_AFTER = re.compile(rf"\s?(?:{_any_of((*WORDS_AFTER, *ABOUT_AFTER))})")
_PER_100_000 = re.compile(r"(?:人|例)?/(?:10|十)万人?")
_PER = re.compile(r"/(?:每?[十百千万]{0,2}[人户元亩台床]|平方公里|平方米|公顷|立方米|年)")
_NO_FIGURE = re.compile(r"版|年(?!均|度?平均)|月|日(?!均)|号|时[0-9]|[A-Za-z]|[:][0-9]")
"""What stands behind a number that is a date, a time, a version or a label."""
_OF_AN_AGE = re.compile(r"周?岁(?:及?以[上下内])?(?=[\u4e00-\u9fff])(?!左右|上下|以)")
"""5岁以下儿童 names a group of people, and is no figure."""
_SPELLED = (
    ("μg", "微克"), ("µg", "微克"), ("ug", "微克"), ("mg", "毫克"), ("km²", "平方公里"),
    ("hm²", "公顷"), ("m³", "立方米"), ("m3", "立方米"), ("m²", "平方米"), ("/L", "/升"),
    ("㎡", "平方米"), ("km", "公里"), ("kWh", "千瓦时"), ("tce", "吨标准煤"),
)  # fmt: skip
"""Signs of units that a table prints, and what a text writes for them."""
_UNIT_OF_TEXTS = re.compile(
    rf"{POINTS}|倍|微克/立方米|毫克/升|岁|[十百千万亿]{{0,2}}(?:斤|立方米|千瓦时?|吨标准煤)"
)
_QUOTED = re.compile(r"“[^“”]{0,30}”|《[^《》]{0,60}》")


@lru_cache(maxsize=4096)
def spelled_out(unit: str) -> str:
    """The unit without Latin signs: 微克/立方米 for μg/m³."""
    for sign, name in _SPELLED:
        unit = unit.replace(sign, name)
    return unit


class FigureSpan(NamedTuple):
    """Where a figure stands in a text of half-width signs, with its bound; and its unit."""

    start: int
    end: int
    unit: str | None


def find_figures(text: str, units: frozenset[str]) -> Iterator[FigureSpan]:
    """Each figure's start and end with its bound and unit, and the unit."""
    quoted = [(at.start(), at.end()) for at in _QUOTED.finditer(text)]
    opened = [start for start, _ in quoted]
    ended = 0
    for found in _NUMBER.finditer(text):
        if found.start("number") < ended:
            continue  # the second number of a range
        inside = bisect_left(opened, found.start()) - 1
        if inside >= 0 and found.start() < quoted[inside][1]:
            continue  # the number of a title: “811”专项行动
        if found.start("number") == 0 and text[found.end() : found.end() + 1] in (".", "、"):
            continue
        whole = _with_unit(text, found.end(), units)
        if whole is not None:
            ended = whole[0]
            yield FigureSpan(found.start(), ended, PERCENT if found["share"] else whole[1])


def _with_unit(text: str, end: int, units: frozenset[str]) -> tuple[int, str | None] | None:
    """The end of a figure behind its unit and bound, and the unit; `None` if it is no figure."""
    tail = _tail(text, end)
    if _OF_AN_AGE.match(tail):
        return None
    of_many = _PER_100_000.match(tail)
    unit = of_many[0] if of_many else _unit_of(tail[:_LONGEST_UNIT], units)
    if unit is None and _NO_FIGURE.match(tail):
        return None
    high = _RANGE.match(text, _behind(text, end, unit, tail))
    if high is not None:
        end, tail = high.end(), _tail(text, high.end())
        behind = _unit_of(tail[:_LONGEST_UNIT], units)
        if behind is None and _NO_FIGURE.match(tail):
            return None
        unit = behind or unit
    end = _behind(text, end, unit, tail)
    if (per := _PER.match(text, end)) is not None and unit is not None:
        end, unit = per.end(), unit + per[0]
    bound = _AFTER.match(text, end)
    return end if bound is None else bound.end(), unit


def _tail(text: str, end: int) -> str:
    return text[end : end + 16].lstrip(" ")


def _behind(text: str, end: int, unit: str | None, tail: str) -> int:
    """The place behind the unit, if the tail begins with it."""
    if unit is None or not tail.startswith(unit):
        return end
    return text.index(unit, end) + len(unit)


@lru_cache(maxsize=4096)
def _unit_of(tail: str, units: frozenset[str]) -> str | None:
    """The longest unit with which the text behind a number begins."""
    for length in range(len(tail), 0, -1):
        written = tail[:length]
        if written in units or is_unit(written) or _UNIT_OF_TEXTS.fullmatch(written):
            return written
    return None
