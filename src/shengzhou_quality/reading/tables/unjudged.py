"""Report rows for commitments and milestones that have no row of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.limits import quoted
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.ids import spelled
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.names import NameIndex
from shengzhou_quality.plan.spellings import Spelled, fold
from shengzhou_quality.plan.tasks import Commitment, Promise
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reported import Cell, Provenance

_UNIT_BEHIND = re.compile(r"[(（][^()（）]{1,6}[)）]\s*$")
_LONGEST, _MOST_KNOWN = 160, 20_000
"""A longer text is not remembered, and no more texts are: foreign tables have no end of names."""
_SAME_START = 4
"""If this many first characters of a name are in the item's, the row is about the whole item."""


class Unjudged:
    """Promises that restate an indicator, which is reported instead, or that people evaluate."""

    def __init__(self, promises: Sequence[Promise]) -> None:
        self._by_id = {spelled(promise.id): promise for promise in promises}
        self._spelled: Spelled[str] = Spelled()
        self._known: dict[str, Promise | None] = {}
        for promise in promises:
            aliases = promise.aliases if isinstance(promise, Commitment) else ()
            for name in filter(None, (promise.name, promise.name_en, *aliases)):
                self._spelled.add(name, spelled(promise.id))

    def find(self, text: str) -> Promise | None:
        """By its id or a name of its own; each short text is looked up once, in all files."""
        if len(text) > _LONGEST:
            return self._look_up(text)
        if text not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[text] = self._look_up(text)
        return self._known[text]

    def _look_up(self, text: str) -> Promise | None:
        written = clean(text)
        for name in (written, _UNIT_BEHIND.sub("", written)):
            identity = self._spelled.find_name(name) or spelled(name)
            if identity in self._by_id:
                return self._by_id[identity]
        return None

    def asks(self, text: str) -> str | None:
        """The target of the commitment that `text` names, if it restates an indicator."""
        promise = self.find(text)
        if not isinstance(promise, Commitment) or promise.restates is None:
            return None
        return promise.target

    def restates(self, number: str | None, indicator: AnyIndicator) -> bool:
        """Whether `number` is that of a promise which is reported as `indicator`."""
        promise = self.find(number) if number else None
        return promise is not None and promise.restates == indicator.id

    def say(
        self,
        named: Cell,
        serial: Cell | None,
        written: Iterable[tuple[int | None, Cell]],
        index: NameIndex,
        layout: Layout,
    ) -> bool:
        """Report where to put the row instead; return false for any other row.

        For a promise that people evaluate, all that is `written` is kept by year and shown.
        """
        for cell in (named, serial):
            promise = self.find(cell.text) if cell else None
            if promise is None or cell is None:
                continue
            indicator = index.by_id(promise.restates) if promise.restates else None
            details = {"text": cell.text, "id": promise.id, "name": promise.name}
            if indicator is not None:
                details |= {"other": indicator.id, "meant": indicator.name}
            layout.diagnostics.append(
                Diagnostic(
                    "reported-elsewhere" if indicator else "left-to-people",
                    cell.place,
                    promise.id,
                    {**details},
                )
            )
            if indicator is None:
                # 秸秆综合利用率 is only a part of C22, so the name is shown with the figure.
                own = cell is serial or fold(cell.text)[:_SAME_START] in fold(promise.name)
                name = "" if own else f"{quoted(cell.text)}："
                layout.provenance += (
                    Provenance(
                        indicator=promise.id,
                        place=said.place,
                        year=year,
                        remark=f"{name}{said.text}",
                    )
                    for year, said in written
                )
            return True
        return False
