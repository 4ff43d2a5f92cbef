"""How far some words of a text name an indicator of a table: by the characters they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from shengzhou_quality.published.statements.sentences import even_width

_MARKS = re.compile(r"[^\w&+]|的|_")
_LEADS = re.compile(
    r"^(?:(?:五年|5年)?累计|完成|创建)?(?:新增加?|新建|新培育|新|完成|创建)?(?=.{3})"
)
_TRAILS = re.compile(r"(?:数量?|年均增速|年均增长率?|增速|增长率|增长|累计|下降|降低|减少)+$")
_SHORT = (
    ("细颗粒物(PM2.5)", "PM2.5"), ("(PM2.5)", ""), ("细颗粒物", "PM2.5"),
    ("国内生产总值", "GDP"), ("地区生产总值", "GDP"), ("生产总值", "GDP"),
    ("能源消耗", "能耗"), ("能源消费", "能耗"), ("(GDP)", ""), ("(R&D)", ""),
    ("研究与试验发展", "R&D"), ("研究与实验发展", "R&D"), ("研究和试验发展", "R&D"),
    ("研发", "R&D"),
)  # fmt: skip
"""What plans write in full and short in turn."""
_ENDS = (
    ("比例", "比重", "占比", "比率"),
    ("率",),
)
"""What names end in; a name with one of them is not that of a figure without it."""
_OF_RATE = 2
"""So many characters before 率 say which rate it is: 合格率, 覆盖率."""
_PER = re.compile(r"每[一百千万十亿]{1,2}|人均|户均|亩均|单位")
_MOST_BEFORE = 2
"""So many first characters of a name may be missing: what sets it apart stands there."""
_LONGEST = 45


class Likeness(NamedTuple):
    """How like the words are to a name: from 0 to 1.

    `trimmed` leaves out the words around the name, as a text tells more than a name does.
    """

    number: int
    """The place of the name in the table."""
    whole: float
    trimmed: float
    is_qualified: bool
    """Whether the words begin with something that the name does not say: 农村居民, 新增企业."""


class TableNames:
    """The names of a table, prepared so that most of them need no comparison with a text."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [_Name(plain_name(name)) for name in names]
        self._with_pair: dict[str, list[int]] = {}
        for number, name in enumerate(self._names):
            for pair in name.pairs:
                self._with_pair.setdefault(pair, []).append(number)
        self._known: dict[str, tuple[Likeness, ...]] = {}

    def likely(self, words: str) -> tuple[Likeness, ...]:
        """The names that share enough with the words, the likeliest first."""
        text = plain_name(words[-_LONGEST * 2 :])[-_LONGEST:]
        found = self._known.get(text)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[text] = self._compared(text)
        return found

    def _compared(self, text: str) -> tuple[Likeness, ...]:
        shared = Counter(
            number
            for pair in {text[at : at + 2] for at in range(len(text) - 1)}
            for number in self._with_pair.get(pair, ())
        )
        found = []
        for number, pairs in shared.items():
            name = self._names[number]
            if pairs * 3 >= len(name.pairs) and (like := name.like(text, number)) is not None:
                found.append(like)
        return tuple(sorted(found, key=lambda like: (-like.trimmed, -like.whole, like.number)))


_MOST_KNOWN = 20_000


class _Name:
    """One name with what is needed to compare it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pairs = {name[at : at + 2] for at in range(len(name) - 1)}
        self._masks: dict[str, int] = {}
        for at, character in enumerate(name):
            self._masks[character] = self._masks.get(character, 0) | 1 << at

    def like(self, text: str, number: int) -> Likeness | None:
        """`None` if the words name another statistic, however many characters they share."""
        ends = [at for at in range(len(text) - 1) if text[at : at + 2] in self.pairs]
        trimmed = text[ends[0] : ends[-1] + 2]
        at = next((at for at in range(len(self.name)) if self.name[at : at + 2] in trimmed), 0)
        if at > _MOST_BEFORE or _is_of_another(self.name, trimmed, text):
            return None
        common = self._common(trimmed)
        size = len(self.name)
        return Likeness(
            number=number,
            whole=2 * common / (size + len(text)),
            trimmed=2 * common / (size + len(trimmed)),
            is_qualified=ends[0] > 0,
        )

    def _common(self, text: str) -> int:
        """The length of the longest common subsequence, bit by bit."""
        whole = row = (1 << len(self.name)) - 1
        for character in text:
            kept = row & self._masks.get(character, 0)
            row = ((row + kept) | (row - kept)) & whole
        return len(self.name) - row.bit_count()


def plain_name(text: str) -> str:
    """The words without marks, 新增 before them and 数 behind them; 及以上 is 以上."""
    bare = even_width(text)
    for full, short in _SHORT:
        bare = bare.replace(full, short)
    bare = _MARKS.sub("", bare).replace("及以上", "以上")
    return _TRAILS.sub("", _LEADS.sub("", bare))


def _is_of_another(name: str, trimmed: str, text: str) -> bool:
    """Whether the heads differ (合格率, 覆盖率), or only one is of so many people (每千人)."""
    if _head(name) != _head(trimmed):
        return True
    found = {sign[0] for sign in (_PER.search(name), _PER.search(text)) if sign is not None}
    return len(found) > 1 or (_PER.search(name) is None) != (_PER.search(text) is None)


def _head(words: str) -> str | None:
    """合格率 of a rate, 比例 of any share, 数 of what is counted."""
    shares, rates = _ENDS
    if words.endswith(shares):
        return shares[0]
    if words.endswith(rates):
        head = words[-_OF_RATE - 1 :]
        return "不" + head if words[: -_OF_RATE - 1].endswith(("不", "未", "非")) else head
    return None
