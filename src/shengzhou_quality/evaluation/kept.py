"""The first entries of a list that is too long to be kept whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Keeps the `most` entries that come first in an order, in whatever order they are added.

    At most twice as many are held: sorting now and then costs less than a heap of wrapped keys.
    """

    def __init__(self, most: int, order: Callable[[T], Any]) -> None:
        self._most = most
        self._order = order
        self._held: list[T] = []

    def add(self, entry: T) -> None:
        self._held.append(entry)
        if len(self._held) >= 2 * self._most:
            self._held = self.first()

    def first(self) -> list[T]:
        return sorted(self._held, key=self._order)[: self._most]
