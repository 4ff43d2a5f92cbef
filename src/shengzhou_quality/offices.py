"""Read names of offices as people write them: several in a cell, one spelled in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from shengzhou_quality.notation import is_missing

_LAST = "局委办院部心处会司厅室队站所府科)）"
_BETWEEN = rf"[、，；;]|,(?=[^\x00-\x7f])|(?<=[^\x00-\x7f]),|(?<=[{_LAST}])\s*\n"
"""What separates offices. A comma in English may be part of a name, a line may be a part of one."""
_NOT_IN_BRACKETS = r"(?![^（()）]*[)）])"
_LEADS, _SUPPORTS = "牵头|主办|主要责任|责任|lead", "配合|协办|协同|参与|参加|supporting"
_LABEL = rf"\s*(?:(?P<leads>{_LEADS})|(?P<supports>{_SUPPORTS}))(?:单位|部门)?\s*[:：]\s*"
_MARK = rf"[(（]\s*(?:(?P<leads>{_LEADS}|负责)|(?P<supports>{_SUPPORTS}))(?:单位|部门)?\s*[)）]\s*$"
_BEFORE_LABEL = rf"\s+(?=(?:{_LEADS}|{_SUPPORTS})(?:单位|部门)?\s*[:：])"
_PHONE = r"\s*[(（]?\s*(?:(?:联系)?电话|手机)?\s*[:：]?\s*(?<!\d)\d[\d-]{6,}\s*[)）]?\s*$"
_DITTO = frozenset({"同上", "同前", "〃", "″", '"', "“", "”", "ditto"})
_NOBODY = frozenset(
    {
        "待明确", "未明确", "待确定", "未确定", "未定", "待落实", "未落实", "待分配", "未分配",
        "责任单位未定", "责任单位待定", "无责任单位", "tobedecided", "unassigned",
    }
)  # fmt: skip
"""What people write where no office is known yet, beside the signs of a missing value."""
_OF_AREA = "市县区"
_SHORTEST = 3
"""The fewest characters of a name that may follow 市, 县 or 区: 市场 is no 场 of the city."""
_OWN_WORDS = ("市场", "市政", "市容", "市民", "区域", "区划", "县域")


@lru_cache(maxsize=1024)
def offices_in(text: str) -> tuple[str, ...]:
    """The offices that a cell names, each once, the one that leads first.

    Without 牵头 or 配合 the first one leads. Empty if the cell names none.
    """
    leading: list[str] = []
    others: list[str] = []
    supporting: list[str] = []
    group = others
    for part in re.split(f"(?:{_BETWEEN}|{_BEFORE_LABEL}){_NOT_IN_BRACKETS}", text):
        name, mine = part, group
        label = re.match(_LABEL, name, re.IGNORECASE)
        if label:
            group = mine = leading if label["leads"] else supporting
            name = name[label.end() :]
        mark = re.search(_MARK, name, re.IGNORECASE)
        if mark:
            mine = leading if mark["leads"] else supporting
            name = name[: mark.start()]
        name = re.sub(_PHONE, "", " ".join(name.split()))
        if name and not names_nobody(name):
            mine.append(name)
    return tuple(dict.fromkeys((*leading, *others, *supporting)))


def on_one_line(text: str) -> str:
    """What a cell says about offices in one line; a line for each office becomes a list."""
    return " ".join(re.sub(rf"(?<=[{_LAST}])\s*\n\s*", "、", text.strip()).split())


def is_ditto(text: str) -> bool:
    """Whether a cell repeats the one above: 同上, 〃."""
    return _plain(text) in _DITTO


def names_nobody(text: str) -> bool:
    """Whether a cell says that there is no office yet: 待定, —, or nothing at all."""
    return is_missing(text) or _plain(text) in _NOBODY


class OfficeNames:
    """Knows offices by their names, with or without the plan's own area (甲县) before them.

    The first spelling of an office is used for it everywhere.
    """

    def __init__(self, area: Sequence[str] = ()) -> None:
        self._area = sorted((_plain(name) for name in area), key=len, reverse=True)
        self._level = {name[-1] for name in self._area if name[-1:] in _OF_AREA}
        self._spelled: dict[str, str] = {}

    def spelled(self, name: str) -> str:
        """The spelling in which this office was named first."""
        return self._spelled.setdefault(self._key(name), name)

    def all_spelled(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.spelled(name) for name in names))

    def same(self, one: str, other: str) -> bool:
        return self._key(one) == self._key(other)

    def resemble(self, one: str, other: str) -> bool:
        """Whether one name may be the other in short or with a division: 卫健局, 卫生健康局规划科.

        All characters of the shorter one stand in the longer one, in their order. Other offices
        may resemble an office too: ask for the only one of a list.
        """
        shorter, longer = sorted((self._bare(one), self._bare(other)), key=len)
        rest = iter(longer)
        return len(shorter) >= _SHORTEST and all(letter in rest for letter in shorter)

    def _bare(self, name: str) -> str:
        """Without what stands in brackets behind it."""
        return re.sub(r"\([^()]*\)$", "", self._key(name))

    def _key(self, name: str) -> str:
        written = _plain(name)
        for area in self._area:
            rest = written.removeprefix(area)
            if rest != written and len(rest) >= _SHORTEST:
                return rest
        level, rest = written[:1], written[1:]
        if level in self._level and len(rest) >= _SHORTEST and not written.startswith(_OWN_WORDS):
            return rest
        return written


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
