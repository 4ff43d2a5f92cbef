"""Find an indicator by the name that an office writes.

Exact name or alias, else the folded name; never by loose similarity, which only suggests
(design §6). What `unlike` lists is another statistic, whatever it looks like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from shengzhou_quality.plan.ids import spelled
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import Unlike
from shengzhou_quality.plan.spellings import (
    Spelled,
    fold,
    fold_words,
    names_of_work,
    spread,
    without_joining,
)

__all__ = ["NameIndex", "OtherStatistic", "fold"]

_OF_WHICH = "其中"
_NEAR = 0.5
"""How alike what a person typed must be to a name to be worth naming (difflib's ratio)."""

_BEFORE_A_NAME = "全本加积成探深进持建健完优制编出推实落构打设引组创争培开规"
"""全市 may stand before any name, and the verbs of a list of works before a work's."""
_NEAR_ENGLISH = 0.9
_MOST_SMALL_WORDS = 4
_SMALL_WORDS = frozenset("的及与和性等")
"""Characters that carry no content of their own: names may differ in them and still be near."""
_NEVER_A_SLIP = frozenset(
    "率一二三四五六七八九十百千万亿零0123456789不未非无没省市县区镇乡村国级新增减降主"
    "abcdefghijklmnopqrstuvwxyz"
)
"""Characters that change what is counted, however alike the names are: Ⅱ for Ⅲ, GSP for GMP."""
_FIRST_LEVEL = (b"\xb0\xa1", b"\xd7\xf9")
_SAME_SOUND = 8
"""Characters so near to each other in the order of sounds are read alike, or almost."""
_SHORTEST_SLIP = 6
"""In a shorter name one character is too much of it to be a slip."""


class OtherStatistic(NamedTuple):
    """The id of the item that a name looks like, and why it is another statistic."""

    item: str
    unlike: Unlike


class NameIndex:
    """The items of a plan by name, alias and key, by folded name, and by id."""

    def __init__(self, indicators: Iterable[AnyIndicator]) -> None:
        self._by_id: dict[str, AnyIndicator] = {}
        self._by_name: dict[str, AnyIndicator] = {}
        self._items: dict[str, AnyIndicator] = {}
        self._spelled: Spelled[str] = Spelled()
        for indicator in indicators:
            self._items[indicator.id] = indicator
            self._by_id.setdefault(spelled(indicator.id), indicator)
            names = (indicator.name, indicator.key, indicator.name_en)
            for name in (*names, *indicator.aliases):
                self._spelled.add(name, indicator.id)
                if "{" not in name:
                    self._by_name.setdefault(fold(name), indicator)
        for indicator in self._items.values():
            self._add_without_of_which(indicator)

    def _add_without_of_which(self, indicator: AnyIndicator) -> None:
        """An item that the plan calls 其中：… is found without 其中 too, unless another is meant.

        Not the other way round: below another item 其中 narrows what is counted.
        """
        written = (indicator.name, *indicator.aliases)
        for name in (fold(each) for each in written if _OF_WHICH in each):
            bare = name.removeprefix(_OF_WHICH)
            if bare != name and not self._spelled.find(fold_words(bare, whole_area=False)):
                self._spelled.add(bare, indicator.id)
                self._by_name.setdefault(bare, indicator)

    def by_name(self, name: str) -> AnyIndicator | None:
        """By a name as it stands, else by the folded name, while it belongs to one item."""
        written = fold(name)
        found = self._by_name.get(written)
        if found is not None:
            return found
        for whole_area in (False, True):
            owners = self._spelled.find(fold_words(written, whole_area=whole_area))
            # An item of a part of the area is not of the whole: 全市 stays in front of it.
            own = [each for each in owners if not (whole_area and self._items[each].part_of_area)]
            if own:
                excluded = len(own) > 1 or own[0] in self._excluded(written)
                return None if excluded else self._items[own[0]]
        works = filter(None, map(self._work, names_of_work(written)))
        work = next(works, None)
        return self._items[work] if work and work not in self._excluded(written) else None

    def _work(self, written: str) -> str | None:
        """A milestone of tasks by what is left of its name, or of an alias."""
        found = self._works.get(without_joining(written))
        if found is None:
            owners = self._spelled.find(fold_words(written, whole_area=False))
            found = owners[0] if len(owners) == 1 and _is_work(self._items[owners[0]]) else None
        return found

    @cached_property
    def _works(self) -> dict[str, str]:
        """The milestones of tasks by their names, and by the plan's phrases of them alone."""
        works = [one for one in self._items.values() if _is_work(one)]
        names = {without_joining(fold(one.name)): one.id for one in works}
        phrases: dict[str, set[str]] = {}
        for one in works:
            for quote in (one.source, *one.restated):
                phrases.setdefault(without_joining(fold(quote.quote)), set()).add(one.id)
        for phrase, owners in phrases.items():
            others = owners | {work for name, work in names.items() if name in phrase}
            if len(others) == 1:
                names.setdefault(phrase, *owners)
        return names

    def by_id(self, number: str) -> AnyIndicator | None:
        return self._by_id.get(spelled(number))

    def other_statistic(self, name: str) -> OtherStatistic | None:
        """Return the item that `name` could be confused with; `None` if no `unlike` lists it."""
        return next(iter(self._others(fold(name))), None)

    @cached_property
    def _unlike(self) -> Spelled[OtherStatistic]:
        found: Spelled[OtherStatistic] = Spelled()
        for item in self._items.values():
            for unlike in item.unlike:
                for name in unlike.names:
                    found.add(name, OtherStatistic(item.id, unlike))
        return found

    def _others(self, written: str) -> list[OtherStatistic]:
        as_written = self._unlike.find(fold_words(written, whole_area=False))
        return as_written or self._unlike.find(fold_words(written, whole_area=True))

    def _excluded(self, written: str) -> set[str]:
        return {other.item for other in self._others(written)}

    @cached_property
    def first_characters(self) -> frozenset[str]:
        """What the names begin with, folded."""
        named = {name[:1] for name in self._by_name}
        named |= {one.source.quote[0] for one in self._items.values() if _is_work(one)}
        return self._spelled.first_characters | named | set(_BEFORE_A_NAME)

    def nearest(self, name: str) -> AnyIndicator | None:
        """The indicator to suggest to a person who looks for one; `None` if none is near."""
        written = fold(name)
        found = next(iter(self._alike(written, _NEAR)), None)
        return None if found is None or found.id in self._excluded(written) else found

    def misspelt(self, name: str) -> AnyIndicator | None:
        """The item whose name was meant, by a slip of the pen only.

        The same characters in another order, other small words, or one character that was
        left out, doubled or replaced by one that no name of the plan holds and that sounds
        alike or is rare (植 for 值, 恪 for 格). What differs in a word of content (药品 for
        食品, 畜产品 for 农产品, 死亡 for 事故) is another statistic.
        """
        written = fold(name)
        if written.isascii():
            items = {item.id for item in self._alike(written, _NEAR_ENGLISH)}
        else:
            words = fold_words(written, whole_area=False)
            items = {item for known, item in self._as_long_as(words) if self._is_slip(words, known)}
        items -= self._excluded(written)
        return self._items[items.pop()] if len(items) == 1 else None

    def _alike(self, written: str, ratio: float) -> list[AnyIndicator]:
        """The item with the name most like `written`, if one is as alike as `ratio`."""
        from difflib import get_close_matches  # most files hold no name that must be guessed at

        near = get_close_matches(written, list(self._by_name), n=1, cutoff=ratio)
        return [self._by_name[name] for name in near]

    def _as_long_as(self, written: str) -> Iterator[tuple[str, str]]:
        """The names that differ from `written` in no more characters than a slip may."""
        characters = frozenset(written)
        for length in range(len(written) - _MOST_SMALL_WORDS, len(written) + _MOST_SMALL_WORDS + 1):
            for name, of_name, identity in self._names_by_length.get(length, ()):
                if len(characters ^ of_name) <= _MOST_SMALL_WORDS:
                    yield name, identity

    @cached_property
    def _names_by_length(self) -> dict[int, list[tuple[str, frozenset[str], str]]]:
        """Every name, choices written out and folded, with its characters and its item."""
        named = (
            (fold_words(fold(name), whole_area=False), item.id)
            for item in self._items.values()
            for name in spread((item.name, *item.aliases))
        )
        by_length: dict[int, list[tuple[str, frozenset[str], str]]] = {}
        for name, identity in dict.fromkeys(named):
            by_length.setdefault(len(name), []).append((name, frozenset(name), identity))
        return by_length

    def _is_slip(self, written: str, known: str) -> bool:
        """`written` and `known` are folded, and differ in few characters."""
        if len(known) < _SHORTEST_SLIP:
            return False
        one, other = Counter(written), Counter(known)
        added, lost = one - other, other - one
        if set(added) | set(lost) <= _SMALL_WORDS:
            return True
        if added.total() > 1 or lost.total() > 1 or not _one_edit_apart(written, known):
            return False
        differing = set(added) | set(lost)
        doubled = not lost and set(added) <= set(other)
        strange = self._characters.isdisjoint(added) and all(
            _mistyped(character, meant) for character, meant in zip_longest(added, lost)
        )
        return (strange or doubled) and differing.isdisjoint(_NEVER_A_SLIP)

    @cached_property
    def _characters(self) -> frozenset[str]:
        """Every character of the plan's names and of what they are unlike."""
        written: set[str] = set()
        for item in self._items.values():
            written.update(item.name, *item.aliases)
            written.update(*(name for unlike in item.unlike for name in unlike.names))
        return frozenset(written)


def _is_work(item: AnyIndicator) -> bool:
    """A milestone of the tasks, which a list of works names by what is done."""
    return item.of_states and item.constraint is None


def _mistyped(written: str | None, meant: str | None) -> bool:
    """Whether a character was left out, is rare, or sounds like the one that was meant.

    GB 2312 holds the common characters (its first level) in the order of their sounds.
    """
    one = _place_by_sound(written) if written else None
    other = _place_by_sound(meant) if meant else None
    if one is None or other is None:
        return one is None
    return abs(one - other) < _SAME_SOUND


def _place_by_sound(character: str) -> int | None:
    """Where a common character stands in the order of sounds; `None` for a rare one."""
    code = character.encode("gb2312", "replace")
    if len(code) != 2 or not _FIRST_LEVEL[0] <= code <= _FIRST_LEVEL[1]:
        return None
    return (code[0] - 0xA1) * 94 + code[1] - 0xA1


def _one_edit_apart(one: str, other: str) -> bool:
    """Whether one character was inserted, left out or replaced."""
    shorter, longer = sorted((one, other), key=len)
    same = next(
        (at for at, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]),
        len(shorter),
    )
    rest = shorter[same:] if len(shorter) < len(longer) else shorter[same + 1 :]
    return longer[same + 1 :] == rest
