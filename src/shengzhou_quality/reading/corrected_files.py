"""Tell which files may be corrections of which, from what they report and who is responsible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.reported import Observation


class Files:
    """What each file reports, and which files may be corrections of which."""

    def __init__(
        self,
        items: Mapping[str, set[str]],
        ruling: Mapping[str, str],
        round_of: Callable[[Place], int],
    ) -> None:
        self._items = items
        self._ruling = ruling
        self._round_of = round_of
        self._offices = {
            file: {ruling[item] for item in mine if item in ruling} for file, mine in items.items()
        }
        self._own: dict[str, set[str]] = {}

    def responsible(self, item: str) -> str | None:
        return self._ruling.get(item)

    @property
    def offices(self) -> frozenset[str]:
        """All offices that are responsible for some item."""
        return frozenset(self._ruling.values())

    def shares(self, file: str, old: str) -> bool:
        """Whether a file reports an item of an old one, or nothing at all."""
        mine = self._items.get(file, set())
        return not mine or bool(mine & self._items.get(old, set()))

    def is_of_others(self, file: str, old: str) -> bool:
        """Whether a file is of more offices than the old one, and another file is not.

        A summary of several offices beside a later table of one of them is no correction of it.
        """
        own = self._own.get(old)
        if own is None:
            before, theirs = self._round_of(Place(old)), self._offices.get(old, set())
            own = self._own[old] = {
                each
                for each in self._items
                if self._round_of(Place(each)) > before and self._offices[each] <= theirs
            }
        return bool(own) and bool(self._ruling) and file not in own and file in self._items


def items_by_file(by_item: Mapping[str, Iterable[Observation]]) -> dict[str, set[str]]:
    """The items that each file reports; what the template printed is no report."""
    found: dict[str, set[str]] = defaultdict(set)
    for item, reported in by_item.items():
        for seen in reported:
            if not seen.printed:
                found[seen.place.file].add(item)
    return found
