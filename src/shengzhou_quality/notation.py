"""Read a figure as written (“>96”, “96.5%”, “40%以上”, “95–97”, “—”) into a value, and write it.

Inclusive and strict words follow Civil Code art. 1259 (以上, 以下, 以内 include the
number; 超过, 不满, 以外 do not) and the usage of limit values in GB/T 8170 (至少,
不低于 … include it; 高于, 低于 … do not), both by analogy.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.interval import Interval

MAX_DIGITS = 30
"""A figure with more digits is refused, not rounded."""


class Direction(StrEnum):
    """Which way is better; `WITHIN` a range neither is.

    `UNDECIDED`: nobody has said yet whether a bare number is a floor or a ceiling.
    """

    INCREASE = "increase"
    DECREASE = "decrease"
    WITHIN = "within"
    UNDECIDED = "undecided"


class Relation(StrEnum):
    AT_LEAST = "≥"
    MORE_THAN = ">"
    AT_MOST = "≤"
    LESS_THAN = "<"


class Figure(NamedTuple):
    """A figure as written. `relation` is `None` for a bare number or a range."""

    interval: Interval
    relation: Relation | None = None
    unit: str | None = None
    provisional: bool = False
    forecast: bool = False
    footnote: bool = False
    """Whether a footnote mark follows the figure: 12家①, 426.3*, 426.3[1]."""


class Missing(NamedTuple):
    """No value was reported: an empty cell, a dash, 无, 暂无, 未统计, N/A, TBD. Never 0."""


class Unreadable(NamedTuple):
    """The text is not a figure; `code` says why.

    约430(预计) cannot be read as a figure, but it is known to be a forecast.
    """

    code: str
    provisional: bool = False
    forecast: bool = False


Value = Figure | Missing | Unreadable

_INVISIBLE = "\u00ad\u180e\u200b\u200c\u200d\u200e\u202a\u202c\u2060\ufeff\ufe0f"
"""Zero-width characters that travel with copied text and never change its meaning.

U+202E is not listed: it reverses the text after it, so that the reader sees other digits.
"""

_SAME = {
    "−": "-", "﹣": "-", "﹥": ">", "﹤": "<", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
    "￥": "¥", "﹡": "*",
}  # fmt: skip
_EVENED = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},  # full width to half width
    **{ord(sign): ord(same) for sign, same in _SAME.items()},
    **dict.fromkeys(map(ord, _INVISIBLE)),
}

_NOTHING = {
    "", "/", "\\", "无", "暂无", "n/a", "na", "暂缺", "缺", "暂无数据", "无数据",
    "没有", "没有数据", "没数据", "尚无", "尚无数据",
}  # fmt: skip
_DASHES = re.compile(r"[-—–―‐‑‒─]+")
_NOT_YET = re.compile(
    # 未统计, 数据暂未公布, 尚未出数, 待核定, 待定 …: the figure is not available yet.
    r"(?:(?:相关|该项?|全年|年度|本年)?(?:统计|官方)?(?:数据|数值|数字|数|结果))?"
    r"(?:(?:暂|尚|还|目前|暂时)*(?:未|没有?|无法|不)|(?:有|尚|暂)?(?:待|等待?))"
    r"(?:进行|正式|对外|完成|作)?"
    r"(?:统计|公布|发布|核定|核算|核实|核准|确定|确认|反馈|提供|报送|上报|填报|填|补充|补报|补|更新"
    r"|出来|出具|出数|出|定|测算|汇总|产生|形成|掌握|开展|评定|监测|检测|调查|报|查|获取|获得|取得)"
    r"(?:统计)?(?:数据|数|结果)?"
    r"|(?:数据|结果)暂缺|(?:正在|尚在)?(?:统计|核算|汇总|核定)中"
    r"|(?:正在|尚在)(?:统计|核算|汇总|核定)|暂无统计(?:数据)?|不适用|不涉及|无此项|缺失|空缺|空白|tbd|t\.b\.d\.?|tba|n\.a\.?|null|none|nil|\?+"
)
"""Words for a missing value. States that the plan lists are looked up before these."""

WORDS_BEFORE = {
    "≥": Relation.AT_LEAST, ">=": Relation.AT_LEAST, "=>": Relation.AT_LEAST,
    "至少": Relation.AT_LEAST, "不低于": Relation.AT_LEAST, "不少于": Relation.AT_LEAST,
    "不小于": Relation.AT_LEAST, "不得低于": Relation.AT_LEAST, "不得少于": Relation.AT_LEAST,
    "大于等于": Relation.AT_LEAST, "大于或等于": Relation.AT_LEAST,
    ">": Relation.MORE_THAN, "超过": Relation.MORE_THAN, "高于": Relation.MORE_THAN,
    "大于": Relation.MORE_THAN, "多于": Relation.MORE_THAN,
    "≤": Relation.AT_MOST, "<=": Relation.AT_MOST, "=<": Relation.AT_MOST,
    "至多": Relation.AT_MOST, "不超过": Relation.AT_MOST, "不高于": Relation.AT_MOST,
    "不大于": Relation.AT_MOST, "不多于": Relation.AT_MOST,
    "不得超过": Relation.AT_MOST, "不得高于": Relation.AT_MOST,
    "小于等于": Relation.AT_MOST, "小于或等于": Relation.AT_MOST,
    "<": Relation.LESS_THAN, "不满": Relation.LESS_THAN, "不足": Relation.LESS_THAN,
    "低于": Relation.LESS_THAN, "小于": Relation.LESS_THAN, "少于": Relation.LESS_THAN,
}  # fmt: skip
WORDS_AFTER = {
    "以上": Relation.AT_LEAST, "及以上": Relation.AT_LEAST, "(含)以上": Relation.AT_LEAST,
    "以上(含)": Relation.AT_LEAST,
    "以下": Relation.AT_MOST, "及以下": Relation.AT_MOST, "(含)以下": Relation.AT_MOST,
    "以下(含)": Relation.AT_MOST,
    "以内": Relation.AT_MOST,
    "以外": Relation.MORE_THAN,
}  # fmt: skip

_PROVISIONAL = r"(?:初步核算|初步统计|初步|快报|初核)(?:数据|[数值])?"
_FORECAST = r"(?:预计|预测|预估|估计)(?:数据|[数值])?"
MARK = rf"(?:{_PROVISIONAL}|{_FORECAST})"
FINAL = r"(?:最终(?:核实|核定)?|核定|核实|终核|终审|年报|决算)(?:数据|[数值])?"
"""Words that say a value is final. They do not change how the value is read."""
# A group of thousands never follows 0: 0,965 is a decimal comma and is refused.
_NUMBER = r"[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# A unit holds no digit, superscript, circled digit or fraction: 10² must not be read as 10.
# The one digit in a unit is that of 人/10万 (in 100,000 people).
_IN_UNIT = r"[^0-9²³¹⁰-₉¼-¾⅐-ↈ①-⓿\s<>≥≤=()\[\]〔〕【】*※†‡+,.~–—-]"
_UNIT = rf"(?:{_IN_UNIT}{{0,6}}?|{_IN_UNIT}{{0,2}}/10万人?)"


def _any_of(words: dict[str, Relation]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FIGURE = re.compile(
    rf"(?P<mark>{MARK})?(?:完成|达到|达)?"
    rf"(?P<before>{_any_of(WORDS_BEFORE)})?(?P<currency>¥|US\$|\$|€|£)?"
    rf"(?P<low>{_NUMBER})(?P<unit>{_UNIT})"
    rf"(?:(?:[~–—-]|至|到)(?P<high>{_NUMBER})(?P<high_unit>{_UNIT}))?"
    rf"(?P<after>{_any_of(WORDS_AFTER)})?"
    rf"(?:(?P<mark_after>{MARK})|\((?:(?P<mark_in>{MARK})|{FINAL})\))?"
)
_LONGEST_FIGURE = 100
_DIGITS = frozenset("0123456789")
_BARE = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
"""A figure without a unit, a mark or a comma, of no more than `MAX_DIGITS` digits."""
_TWO_NUMBERS = re.compile(r"[0-9０-９]\s+[0-9０-９]")
_APPROXIMATE = re.compile(r"大约为?|约为|约|将近|接近|近|左右|上下|(?<=[0-9])[余多](?=\D{0,6}$)")
_WIDE_POINT = re.compile(r"(?<=[0-9])[。｡](?=[0-9])")
_EXPONENT = r"[+-]?[0-9.,]+(?:[eE][+-]?[0-9]+|[x×X*·]10(?:\^|\*\*)?[+-]?[0-9⁰¹²³⁴-⁹⁻]+).*"
_DITTO = r"[〃″”\"]|''|同上年?|同左|同前|同上行|ditto"
_ERROR = r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|FIELD!)|Err:[0-9]+"
_TOO_NARROW = r"#{2,}"
"""What a spreadsheet shows, and exports to text files, if the column is too narrow."""
_FOOTNOTE = (
    r"(?P<figure>.*[0-9%‰\u4e00-\u9fff])"
    r"(?:\*{1,3}|[※†‡]|(?<![0-9])[①-⑳]|[\[〔【](?:注?[0-9]{1,2}|注?[①-⑳]|注|[a-z*])[\]〕】]"
    r"|\((?:注[0-9]{0,2}|注?[①-⑳]|\*)\)|注(?:[0-9]{1,2}|[①-⑳]))"
)
"""Footnote marks. A superscript or circled digit right after a digit could be part of the
figure, so it is not taken as a mark."""


def clean(text: str) -> str:
    """Remove all white space; make full-width signs and digits half-width.

    Do not normalise further: NFKC would turn `10²` into 102.
    """
    return _clean(text) if len(text) <= _LONGEST_FIGURE else _clean.__wrapped__(text)


@lru_cache(maxsize=8192)  # a name, a unit or a word of a header is cleaned by each that asks
def _clean(text: str) -> str:
    return "".join(text.split()).translate(_EVENED)


def as_figure(text: str) -> str | None:
    """`text` cleaned, 76。7 as 76.7; `None` where only a space parts two numbers (12 34)."""
    return None if _TWO_NUMBERS.search(text) else _WIDE_POINT.sub(".", clean(text))


def is_missing(text: str) -> bool:
    if text[:1] in _DIGITS:  # most cells are figures, and no word for a missing value is one
        return False
    if len(text) > _LONGEST_FIGURE:
        return len(text.strip()) <= _LONGEST_FIGURE and _says_missing(text.strip())
    return _says_missing(text)


def is_blank(text: str) -> bool:
    """Empty, or a sign or word for “nothing”. 未统计 and 待公布 say more, so they are not blank."""
    cleaned = clean(text)
    return cleaned.casefold() in _NOTHING or bool(_DASHES.fullmatch(cleaned))


@lru_cache(maxsize=4096)  # the names and words of a table are asked again for every column
def _says_missing(text: str) -> bool:
    return is_blank(text) or bool(_NOT_YET.fullmatch(clean(text).casefold()))


def marks_forecast(text: str) -> bool:
    """Whether a header or a cell contains 预计 or 预测."""
    return bool(text) and bool(re.search(_FORECAST, clean(text)))


def marks_provisional(text: str) -> bool:
    """Whether a header or a cell contains 初步核算, 初步统计 or 快报."""
    return bool(text) and bool(re.search(_PROVISIONAL, clean(text)))


@lru_cache(maxsize=4096)
def read_value(text: str) -> Value:
    """Read `text` as a figure, a missing value or an unreadable one, without guessing."""
    if _BARE.fullmatch(text):  # most cells: nothing but digits and a point
        number = _decimal(text)
        return Figure(Interval(number, number))
    if is_missing(text):
        return Missing()
    cleaned = as_figure(text)
    if cleaned is None:
        return Unreadable("not-a-number")
    match = _FIGURE.fullmatch(cleaned)
    if match is None or _APPROXIMATE.search(cleaned):
        return _unreadable(cleaned)
    mark = match["mark"] or match["mark_after"] or match["mark_in"] or ""
    before, after = match["before"], match["after"]
    if match["high"] is not None and (before or after):
        return Unreadable("not-a-number")
    if before and after:
        return Unreadable("not-a-number")
    if any(_too_long(match[name]) for name in ("low", "high")):
        return Unreadable("too-many-digits")
    relation = WORDS_BEFORE[before] if before else WORDS_AFTER[after] if after else None
    unit, high_unit = match["unit"] or match["currency"], match["high_unit"]
    if unit and high_unit and unit != high_unit:
        return Unreadable("not-a-number")
    interval = _interval(_number(match["low"]), relation, match["high"])
    if interval is None:
        return Unreadable("not-a-number")
    return Figure(
        interval=interval,
        relation=relation,
        unit=high_unit or unit or None,
        provisional=marks_provisional(mark),
        forecast=marks_forecast(mark),
    )


def _unreadable(cleaned: str) -> Value:
    """Explain why `cleaned` is not a figure (约423 is only approximate).

    A figure with a footnote mark (426.3*) is returned as a figure.
    """
    if re.fullmatch(_ERROR, cleaned):
        return Unreadable("error-cell")
    if re.fullmatch(_TOO_NARROW, cleaned):
        return Unreadable("column-too-narrow")
    if re.fullmatch(_DITTO, cleaned, re.IGNORECASE):
        return Unreadable("ditto")
    if _DIGITS.isdisjoint(cleaned):
        return Unreadable("not-a-number")
    if re.fullmatch(_EXPONENT, cleaned):
        return Unreadable("exponent")
    marked = re.fullmatch(_FOOTNOTE, cleaned) if len(cleaned) <= _LONGEST_FIGURE else None
    bare = read_value(marked["figure"]) if marked else None
    if isinstance(bare, Figure):
        return bare._replace(footnote=True)
    sharp, blurred = _APPROXIMATE.subn("", cleaned)
    figure = read_value(sharp) if blurred and len(cleaned) <= _LONGEST_FIGURE else None
    if isinstance(figure, Figure):
        return Unreadable("approximate", figure.provisional, figure.forecast)
    return Unreadable("not-a-number")


def _too_long(number: str | None) -> bool:
    return number is not None and sum(character.isdigit() for character in number) > MAX_DIGITS


def _number(written: str) -> Fraction:
    return Fraction(Decimal(written.replace(",", "")))


def _decimal(written: str) -> Fraction:
    whole, _, part = written.partition(".")
    return Fraction(int(whole + part), 10 ** len(part)) if part else Fraction(int(whole))


def _interval(low: Fraction, relation: Relation | None, high: str | None) -> Interval | None:
    if high is not None:
        end = _number(high)
        return Interval.between(low, end) if low <= end else None
    match relation:
        case None:
            return Interval.point(low)
        case Relation.AT_LEAST | Relation.MORE_THAN:
            return Interval.at_least(low, strict=relation is Relation.MORE_THAN)
        case Relation.AT_MOST | Relation.LESS_THAN:
            return Interval.at_most(low, strict=relation is Relation.LESS_THAN)


def towards(figures: Interval, direction: Direction) -> Interval:
    """The set that figures with two ends (15, 4.5–5, 14–16) ask for, open to the better side."""
    if figures.low is None or figures.high is None:
        return figures
    match direction:
        case Direction.INCREASE:
            return Interval.at_least(figures.low, strict=figures.low_open)
        case Direction.DECREASE:
            return Interval.at_most(figures.high, strict=figures.high_open)
        case Direction.WITHIN | Direction.UNDECIDED:
            return figures


def write(interval: Interval) -> str:
    """Write an interval in the notation: `96`, `>96`, `≤5`, `95–97`; otherwise as `(95, 97]`."""
    low, high = interval.low, interval.high
    if interval.value is not None:
        return plain(exact_decimal(interval.value))
    if low is not None and high is None:
        return (">" if interval.low_open else "≥") + plain(exact_decimal(low))
    if high is not None and low is None:
        return ("<" if interval.high_open else "≤") + plain(exact_decimal(high))
    if low is None or high is None:
        return "—"
    ends = plain(exact_decimal(low)), plain(exact_decimal(high))
    if not interval.low_open and not interval.high_open:
        return f"{ends[0]}–{ends[1]}"
    left, right = "(" if interval.low_open else "[", ")" if interval.high_open else "]"
    return f"{left}{ends[0]}, {ends[1]}{right}"
