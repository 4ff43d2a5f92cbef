"""Finding an indicator by the name that an office writes.

Exact name, alias, or either with spaces, punctuation and case folded away; never by
loose similarity, which only suggests (design §6).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from shengzhou_quality.plan.ids import spelled
from shengzhou_quality.plan.kinds import AnyIndicator

_NEAR = 0.5
"""How alike a name must be to be worth suggesting (difflib's ratio)."""


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """`name` with everything but letters and digits removed, and width and case evened out."""
    evened = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in evened if character.isalnum())


class NameIndex:
    """The indicators of a plan by folded name, alias and key, and by id."""

    def __init__(self, indicators: Iterable[AnyIndicator]) -> None:
        self._by_id: dict[str, AnyIndicator] = {}
        self._by_name: dict[str, AnyIndicator] = {}
        for indicator in indicators:
            self._by_id.setdefault(spelled(indicator.id), indicator)
            for name in (indicator.name, *indicator.aliases, indicator.key, indicator.name_en):
                self._by_name.setdefault(fold(name), indicator)

    def by_name(self, name: str) -> AnyIndicator | None:
        return self._by_name.get(fold(name))

    def by_id(self, number: str) -> AnyIndicator | None:
        return self._by_id.get(spelled(number))

    def nearest(self, name: str) -> AnyIndicator | None:
        """The indicator to suggest for a name that matches none; `None` if none is near."""
        near = get_close_matches(fold(name), list(self._by_name), n=1, cutoff=_NEAR)
        return self._by_name[near[0]] if near else None
