"""How the names of a plan are spelled: folded for comparison, and choices in braces.

In a plan file {研发|R&D}经费 is two names. They are matched without being written out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

_WHOLE_AREA = ("全市", "本市")
_WHOLE_SOCIETY = "全社会"
_BEHIND = re.compile(r"(?<=.)完成情况$")
# 数 behind what is counted; behind a counting word (家数, 天数) or in a word of its own
# (指数, 系数, 总数) it tells another thing.
_COUNT = re.compile(r"(?<=[^家个件项天人张户次起台总指系参分倍基级])数量?$")
_SHARE = re.compile(r"(?:比率|比例|比重|占比|率)$")
_CHOICE = re.compile(r"\{([^{}]*)\}")

T = TypeVar("T")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """`name` with everything but letters and digits removed, and width and case evened out."""
    evened = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in evened if character.isalnum())


def fold_words(folded: str, *, whole_area: bool) -> str:
    """A folded name without the words that change nothing: the second, wider folding.

    的 is left out, 数 and 完成情况 behind, 全社会 in front, where `whole_area` allows it
    全市 too; 率, 比率, 比例, 比重 and 占比 are one. 情况 alone stays: it is no count.
    """
    written = folded
    if whole_area and written.startswith(_WHOLE_AREA):
        written = written[2:]
    return _fold_end(written.removeprefix(_WHOLE_SOCIETY))


def _fold_end(written: str) -> str:
    written = _BEHIND.sub("", written.replace("的", ""))
    return _SHARE.sub("率", _COUNT.sub("", written))


_VERBS = re.compile(
    r"(?:加快|积极|成功|全面|探索|深入|进一步|持续)?(?:建立|健全|完善|优化|制定|制订|编制|出台|推行|实施|实行|落实|推进|构建|打造"
    r"|建设|建成|设立|引入|组建|创建|争创|培育|开展|开设|推动|创新|规划建设|探索)(?:健全|完善|并完善|实施)?"
)
_NOUNS = re.compile(
    r"(?:培育建设|优化完善|建设|建立|创建|落实|推行|实施|制定|完善|优化)?(?:项目|工作|任务)?$"
)


def names_of_work(written: str) -> Iterator[str]:
    """A folded name in a list of works, without what is done to the work: 建立…, …建设工作."""
    begun = _VERBS.match(written)
    for start in dict.fromkeys((0, begun.end() if begun else 0)):
        rest = written[start:]
        yield rest
        yield _NOUNS.sub("", rest, count=1)


_JOINING = re.compile("以及|[和与及]")


def without_joining(written: str) -> str:
    """A folded name of works in which 甲、乙和丙 is 甲、乙、丙."""
    return _JOINING.sub("", written)


def spread(names: Iterable[str]) -> Iterator[str]:
    """Each name once for every choice in braces."""
    for name in names:
        found = _CHOICE.search(name)
        if found is None:
            yield name
            continue
        before, behind = name[: found.start()], name[found.end() :]
        yield from spread(before + choice + behind for choice in found[1].split("|"))


class Spelled(Generic[T]):
    """Who owns the names that a text folds into; a name may have several owners."""

    def __init__(self) -> None:
        self._plain: dict[str, list[T]] = {}
        self._chosen: dict[str, list[tuple[tuple[tuple[str, ...], ...], T]]] = {}

    def add(self, name: str, owner: T) -> None:
        if "{" not in name:
            owners = self._plain.setdefault(fold_words(fold(name), whole_area=False), [])
            if owner not in owners:
                owners.append(owner)
            return
        parts = _parts(name)
        for first in _first_characters(parts):
            self._chosen.setdefault(first, []).append((parts, owner))

    def find(self, words: str) -> list[T]:
        """The owners of the names that fold into `words`."""
        owners = list(self._plain.get(words, ()))
        for parts, owner in self._chosen.get(words[:1], ()):
            if owner not in owners and _matches(words, 0, parts):
                owners.append(owner)
        return owners

    def find_name(self, name: str) -> T | None:
        """The one owner of `name`, of the whole area too; `None` where several have it."""
        written = fold(name)
        for whole_area in (False, True):
            owners = self.find(fold_words(written, whole_area=whole_area))
            if owners:
                return owners[0] if len(owners) == 1 else None
        return None

    @property
    def first_characters(self) -> frozenset[str]:
        return frozenset(name[:1] for name in self._plain) | frozenset(self._chosen)


def _parts(name: str) -> tuple[tuple[str, ...], ...]:
    """A name with choices as one part after the other, each folded, the end as an end."""
    pieces = _CHOICE.split(name)  # literal, choices, literal, …
    parts = [
        tuple(fold(choice).replace("的", "") for choice in piece.split("|"))
        for piece in pieces
        if piece
    ]
    parts = [part for part in parts if set(part) != {""}]
    for at in range(len(parts) - 1, -1, -1):  # whatever may stand at the end is folded as an end
        ends = [*parts[at], *map(_fold_end, parts[at])]
        if at and not {"数", "数量"}.isdisjoint(ends):
            ends.append("")  # 数 is folded away with what stands before it
        parts[at] = tuple(dict.fromkeys(ends))
        if "" not in ends:
            break
    return tuple(parts)


def _first_characters(parts: tuple[tuple[str, ...], ...]) -> set[str]:
    found: set[str] = set()
    for choices in parts:
        found |= {choice[:1] for choice in choices if choice}
        if "" not in choices:
            break
    return found


def _matches(text: str, at: int, parts: tuple[tuple[str, ...], ...]) -> bool:
    """Whether the rest of `text` is one choice of each of `parts`."""
    if not parts:
        return at == len(text)
    return any(
        text.startswith(choice, at) and _matches(text, at + len(choice), parts[1:])
        for choice in parts[0]
    )
