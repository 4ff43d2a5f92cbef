"""Tell what the text of a cell is by its form: a figure, a unit, a number of a row, a sign."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.target_text import read_target
from shengzhou_quality.published.cells.unit_text import is_unit_text
from shengzhou_quality.published.tables.operators import is_operator
from shengzhou_quality.published.tables.printed_years import year_alone
from shengzhou_quality.units import is_unit

_NUMBER_MARK = re.compile(
    r"(?:[0-9]{1,3}(?:\.[0-9]{1,2}){0,2}\.?|\(?[0-9]{1,3}\)|[0-9]{1,3}[、)]|[①-⑳㉑-㉟⑴-⒇⒈-⒛]"
    r"|\(?[一二三四五六七八九十]{1,3}\)?[、.]?|[ivx]{1,5}\.?|[a-z]\.?)",
    re.IGNORECASE,
)
_CONSTRAINT = re.compile(
    r"[“\"‘']?(?:指导|约束|预期|引导|监测|参考|特色|必选|强制|刚性|規範|約束|預期|预测)(?:性|型)?(?:指标|类)?[”\"’']?(?:\([^()]{1,8}\))?|binding|anticipatory|obligatory"
    r"|indicative|约束性[/、]预期性",
    re.IGNORECASE,
)
_DITTO = frozenset(("〃", "″", "”", '"', "''", "同上", "同左", "同前", "同上行", "ditto", "々"))
_AREA = re.compile(
    r"(?:全|我|本|各)[国省市县区州]|[A-Za-z一-鿿]{1,8}(?:[省市县区州盟旗镇乡]|街道|新区|开发区|高新区|度假区|本级)|合计|总计|全域|市直"
)
_DIGIT = re.compile(r"[0-9]")


def is_number_mark(text: str) -> bool:
    """Whether a text can number a row: 1, 1., （2）, ③, 四, 1.2."""
    return bool(_NUMBER_MARK.fullmatch(clean(text)))


def plain_number(text: str) -> str:
    """The number of a row without its dot and brackets: （1） and ① are 1."""
    cleaned = clean(text).strip("().、")
    if len(cleaned) == 1 and "①" <= cleaned <= "⑳":
        return str(ord(cleaned) - ord("①") + 1)
    if len(cleaned) == 1 and "⑴" <= cleaned <= "⒇":
        return str(ord(cleaned) - ord("⑴") + 1)
    return cleaned


def is_constraint(text: str) -> bool:
    return bool(_CONSTRAINT.fullmatch(clean(text)))


def is_ditto(text: str) -> bool:
    return "".join(text.split()).casefold() in _DITTO


@lru_cache(maxsize=4096)
def is_unit_form(text: str) -> bool:
    """Whether a text can only be a unit: %, 亿元, 个/万人, /10万, 吨标准煤/万元. Never a number."""
    cleaned = clean(text)
    if not cleaned or len(cleaned) > 16 or cleaned[0].isdigit():
        return False
    return is_unit(cleaned) or is_unit_text(cleaned)


def names_area(text: str) -> bool:
    """Whether a text can be the name of an area: 越城区, 全市, 市本级, 合计."""
    return bool(_AREA.fullmatch(clean(text)))


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """Whether a text is a figure or a sign for none: what a column of values holds."""
    cleaned = clean(text)
    if is_missing(text):
        return True
    if is_unit_form(text) or is_constraint(text):
        return False
    has_digit = bool(_DIGIT.search(cleaned))
    if has_digit and len(cleaned) <= 12 and len(re.findall(r"[一-鿿]", cleaned)) <= 4:
        return True
    return has_digit and read_target(text) is not None


_WORDS = re.compile(r"[㐀-鿿ぁ-ヿ]{2}|[A-Za-zА-Яа-яЁё]{3}|[A-Z]&[A-Z]|[A-Z]{2}")
_FIGURE_ALONE = re.compile(
    r"[≥≤<>=约近+-]?[0-9](?:[0-9.,]*[0-9])?(?:[~—–-][0-9.,]+)?(?:[%‰]|个?百分点|[一-鿿]{0,4})?(?:左右|以上|以下|以内)?"
)


_NUMBER_BEFORE = re.compile(r"^(?:[0-9]{1,2}[.、]|[(][0-9]{1,2}[)])(?![0-9])")
"""The number of a row in front of its name: 4.城镇化率."""


def may_be_name(text: str) -> bool:
    """Whether a text has words and is not a figure with its unit: 5岁以下儿童死亡率, GDP."""
    cleaned = _NUMBER_BEFORE.sub("", clean(text))
    if is_missing(text) or is_constraint(text) or is_unit_form(text) or is_operator(text):
        return False
    return bool(_WORDS.search(cleaned)) and not _FIGURE_ALONE.fullmatch(cleaned)


def holds_figure(text: str) -> bool:
    """Whether a text is a figure with a digit; a year alone is none."""
    if year_alone(text) is not None and len(clean(text)) > 4:
        return False
    return bool(_DIGIT.search(clean(text))) and is_figure(text)


def are_column_numbers(texts: list[str]) -> bool:
    """Whether a row only numbers the columns: 1 2 3 4, （1）（2）（3）, 甲 乙 1 2."""
    if len(texts) < 3:
        return False
    cleaned = [clean(text).strip("().栏列") for text in texts]
    cleaned = [
        str(ord(t) - ord("①") + 1) if "①" <= t <= "⑳" and len(t) == 1 else t for t in cleaned
    ]
    while cleaned and cleaned[0] in ("甲", "乙", "丙", "丁", "А", "Б", "a", "b", "A", "B"):
        cleaned = cleaned[1:]
    if len(cleaned) < 2 or not all(text.isascii() and text.isdigit() for text in cleaned):
        return False
    numbers = [int(text) for text in cleaned]
    in_order = all(after == before + 1 for before, after in pairwise(numbers))
    return in_order and numbers[0] in (0, 1, 2)
