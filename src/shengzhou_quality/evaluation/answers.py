"""Tell what of the requests of an earlier evaluation is answered, value by value.

A request is of one item; each value that it asks for is looked at by itself, by its item, its year
and its office, so that nothing is called settled, or asked for again, that was not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shengzhou_quality.evaluation.recorded import UNREPORTED, Asked, Recorded
from shengzhou_quality.offices import OfficeNames


class Wanted(NamedTuple):
    """One value that is asked for: a missing one of `year`, or `text` to be corrected.

    `why` is the reason of a request that names no value: a 口径, a state, a commitment.
    """

    item: str
    year: int | None = None
    text: str | None = None
    why: str | None = None


class Answer(NamedTuple):
    """What became of a former request: whether all of it is settled, and of which years."""

    asked: Asked
    whole: bool
    years: tuple[int, ...]
    left: bool
    """Whether some of it is still asked for, of whatever office."""


def wanted(asked: Asked) -> tuple[Wanted, ...]:
    """The values that a request asks for."""
    years = (Wanted(asked.item, year) for year in asked.years)
    cells = (
        Wanted(asked.item, year, text)
        for text, year in zip(asked.texts, asked.text_years, strict=True)
    )
    return (*years, *cells) or (Wanted(asked.item, why=asked.why),)


class Former:
    """The requests of an earlier evaluation, to look a value up in them."""

    def __init__(self, requests: Iterable[Asked], names: OfficeNames) -> None:
        self._names = names
        self._by_item: dict[str, list[tuple[str | None, Wanted]]] = {}
        for one in requests:
            mine = self._by_item.setdefault(one.item, [])
            mine += [(one.office, value) for value in wanted(one)]

    def has(self, value: Wanted, office: str | None) -> bool:
        """Whether exactly this was asked of the office; of `None`, of no office."""
        return any(
            _is_same(value, before) and self._same_office(office, asked_of)
            for asked_of, before in self._by_item.get(value.item, ())
        )

    def has_all(self, now: Asked) -> bool:
        """Whether nothing of a request is new: all was asked, of its office if it has one."""
        return all(self.has(value, now.office) for value in wanted(now)) or (
            now.office is None and all(self._was_asked(value) for value in wanted(now))
        )

    def _was_asked(self, value: Wanted) -> bool:
        return any(_is_same(value, one) for _, one in self._by_item.get(value.item, ()))

    def _same_office(self, one: str | None, other: str | None) -> bool:
        if one is None or other is None:
            return one is other
        return self._names.same(one, other)


def answers(
    before: Iterable[Asked], after: Iterable[Asked], old: Recorded, new: Recorded
) -> Iterator[Answer]:
    """What became of each request in `before`, while `after` is asked for."""
    by_item: dict[str, list[Wanted]] = {}
    for one in after:
        by_item.setdefault(one.item, []).extend(wanted(one))
    for one in before:
        now = by_item.get(one.item, [])
        left, settled = [], []
        for value in wanted(one):
            if any(_is_about(value, other) for other in now):
                left.append(value)
            elif _is_answered(value, old, new):
                settled.append(value)
        years = {value.year for value in settled if value.year is not None}
        whole = len(settled) == len(wanted(one))
        yield Answer(one, whole, tuple(sorted(years)), bool(left))


def _is_same(value: Wanted, before: Wanted) -> bool:
    """Whether it is the same value; the year of a cell that gave no value is not known."""
    year_unknown = value.text is not None and None in (value.year, before.year)
    return value._replace(year=None) == before._replace(year=None) and (
        year_unknown or value.year == before.year
    )


def _is_about(before: Wanted, now: Wanted) -> bool:
    """Whether what is asked for now is about the same value, whatever is wrong with it."""
    if UNREPORTED in (before.why, now.why):
        return True
    if before.why or now.why:
        return before.why == now.why
    if before.year is None or now.year is None:
        return before.text == now.text
    return before.year == now.year


def _is_answered(value: Wanted, old: Recorded, new: Recorded) -> bool:
    """Whether something came, of what is no longer asked for.

    In another year another value may be needed, and the old one be missing as before.
    """
    if old.year == new.year:
        return True
    then, now = (_texts(value.item, of) for of in (old, new))
    if value.year is not None:
        return now.get(value.year) not in (None, then.get(value.year))
    if value.text is not None:
        return bool(now) and value.text not in now.values()
    return value.why == UNREPORTED and bool(now)


def _texts(item: str, of: Recorded) -> dict[int, str]:
    """What was reported of an item, as written, by year."""
    found = of.items.get(item)
    series = found.data["series"] if found else ()
    return {one["year"]: one["text"] for one in series if one["text"] is not None}
