"""Find the pairs of two lists whose entries have no name in common: the surest sign first."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def matched(
    before: Iterable[T], after: Iterable[T], keys: Sequence[Callable[[T], Hashable]]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pairs by the first key that both have; then what is left of each side, in its order.

    Nothing is in two pairs: of two equal ones before and one after, one is left.
    """
    left, right = list(enumerate(before)), list(enumerate(after))
    pairs: list[tuple[int, T, T]] = []
    for key in keys:
        waiting: dict[Hashable, list[tuple[int, T]]] = {}
        for numbered in left:
            waiting.setdefault(key(numbered[1]), []).append(numbered)
        unmatched = []
        for number, one in right:
            found = waiting.get(key(one))
            if found:
                pairs.append((number, found.pop(0)[1], one))
            else:
                unmatched.append((number, one))
        left = sorted((each for of in waiting.values() for each in of), key=lambda each: each[0])
        right = unmatched
    pairs.sort(key=lambda pair: pair[0])
    return [pair[1:] for pair in pairs], [one for _, one in left], [one for _, one in right]
