"""Find what stands in tables that were not read, so that not it is asked for but the cause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.reported import Actuals

_CAUSES = frozenset({"no-header", "no-name-column", "no-year", "values-not-read"})
"""Why no value of a table was read at all."""


class UnreadSheets:
    """The items with a value in a table that was not read, by sheet, where a finding says why."""

    def __init__(self, actuals: Actuals, findings: Iterable[Diagnostic]) -> None:
        self.causes = [one for one in findings if one.code in _CAUSES and one.place is not None]
        sheets = {one.place.whole for one in self.causes if one.place is not None}
        self._items: dict[Place, set[str]] = {}
        read = {(one.indicator, one.place.whole) for one in actuals.observations if not one.printed}
        for identity, places in actuals.unread.items():
            for sheet in places:
                if sheet in sheets and (identity, sheet) not in read:
                    self._items.setdefault(sheet, set()).add(identity)

    def causes_of(self, identity: str) -> Iterator[tuple[Diagnostic, Place]]:
        """Why a value of an item was not read, and in which sheet."""
        for cause in self.causes:
            if cause.place is not None and identity in self.items(cause.place.whole):
                yield cause, cause.place.whole

    def items(self, sheet: Place) -> set[str]:
        return self._items.get(sheet, set())
