"""Break a title into lines of about the same length, where its sense has a break."""

from __future__ import annotations

import re

from shengzhou_quality.formats.screen import display_width

_LINE = 40
"""A line of a title has room for twenty Chinese characters."""

_MOST = 5
"""A title of more lines than this is no title any more, and is broken wherever a line is full."""

_AT_A_WORD = 4
"""So many half-widths off the middle, a break where a clause ends is still the better one."""

_IN_A_WORD = 20
"""And so many off the middle, any break that is known to tear no word apart."""

_IN_QUOTATION = 16
"""And so many, a break outside a quotation."""

_ENDS_WORD = re.compile(
    r"(?:[的占等]|规划|纲要|[国省市]家?级|体系|安全|工作|建设|工程|行动|企业|行业|品牌|经费|支出"
    r"|空气|产品|服务|发明|专利|医疗机构|增加值|总额|以上)$"
)
"""Chinese has no spaces; these words are frequent in titles, and a line may end after them."""
_BEGINS_WORD = re.compile(
    r"[占和与及]|终期评估|跟踪评估|年度评估|实施情况|完成情况|(?:检测|抽检|抽查)?合格率|覆盖率|参保率|年均"
    r"|优良|断面|床位数|拥有量|企业数|创建|建设|试点|示范"
)
"""And before these."""

_GOES_ON = ("规划", "纲要")
"""These belong to the name before them: “十四五”规划纲要."""

_WORD = re.compile(r"[\x21-\x7e]+\s?|[^\x21-\x7e]")
_CLOSING = "”’》）】，、；："
_OPENING = "“‘《（【"


def title_lines(title: str) -> list[str]:
    """The lines of a title: one if it fits, else as few as hold it."""
    count = -(-display_width(title) // _LINE)
    if count > _MOST:
        return [title]
    pieces = _WORD.findall(title)
    lines = []
    while count > 1:
        share = display_width("".join(pieces)) / count
        at = min(range(1, len(pieces)), key=lambda place: _cost(pieces, place, share), default=0)
        if not at:
            break
        lines.append("".join(pieces[:at]).rstrip())
        pieces, count = pieces[at:], count - 1
    return [*lines, "".join(pieces).rstrip()]


def _cost(pieces: list[str], place: int, share: float) -> float:
    """How far from its share a line would end, and whether it would tear something apart."""
    line, rest = "".join(pieces[:place]), "".join(pieces[place:])
    before, after = pieces[place - 1][-1], rest[0]
    of_number = before.isdecimal() and not after.isascii()  # 2025年
    torn = after in _CLOSING or before in _OPENING or of_number
    in_quotation = line.count("“") > line.count("”")
    width = display_width(line.rstrip())
    too_long = width > _LINE
    worse = 99 * (torn + too_long) + _IN_QUOTATION * in_quotation
    return abs(width - share) + worse + _torn(before, after, line, rest)


def _torn(before: str, after: str, line: str, rest: str) -> int:
    """0 where a clause, a number or a word of Latin letters begins or ends."""
    if rest.startswith(_GOES_ON):
        return _IN_A_WORD
    if before == " " or before in _CLOSING or after in _OPENING:
        return 0
    if after.isdecimal() and not before.isascii():
        return 0
    if _ENDS_WORD.search(line) or _BEGINS_WORD.match(rest):
        return _AT_A_WORD
    return _IN_A_WORD
