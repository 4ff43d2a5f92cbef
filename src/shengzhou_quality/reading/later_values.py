"""Decide whether a later value says what an earlier one said, and what it keeps of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.replaced import agree
from shengzhou_quality.reported import Observation, Replaced


def over(new: Observation, olds: Sequence[Observation], *, repeated: bool) -> Observation:
    """A value with those that it replaces, and with what a value that it repeats said of itself.

    `repeated`: all values of the item are as before, and so is their basis (口径).
    """
    before: list[Replaced] = []
    for old in olds:
        before += old.replaces
        if says_the_same(old, new):
            form = new.form or (old.form if repeated else None)
            new = new._replace(evidence=new.evidence or old.evidence, form=form)
        else:
            before.append(Replaced(old.text, old.place, old.as_read))
    return new._replace(replaces=tuple(before))


class LaterValues:
    """The values of one item in one round, found by what they replace.

    `is_of_others` tells whether the cell of a later value is of another office than an old one.
    A file may repeat a row thousands of times: what was looked for once is kept.
    """

    def __init__(
        self,
        reported: Iterable[Observation],
        indicator: AnyIndicator,
        is_of_others: Callable[[Place, Place], bool],
    ) -> None:
        self._indicator = indicator
        self._is_of_others = is_of_others
        own = (seen for seen in reported if not seen.printed)
        self._all = sorted(own, key=lambda seen: seen.place.sort_key())
        self._by_year: dict[int, list[Observation]] = defaultdict(list)
        self._equal: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
        for seen in self._all:
            self._by_year[seen.year].append(seen)
            self._equal[seen.year, _said(seen)].append(seen)
        self._found: dict[tuple[object, ...], Observation | None] = {}

    def successor(self, old: Observation) -> Observation | None:
        """The value that replaces an old one: one of its year that is equal, else the first.

        It is of the same year, population and kind of mean. What is now a forecast replaces a
        figure; what is now a part of the year only one that is equal, or of the same part: it
        says nothing about the full year. A milestone with one state replaces its later years.
        """
        slot = (old.year, old.form is Form.MEAN, old.part, old.partial, old.place.whole)
        single = is_single_state(old, self._indicator)
        equal = self._once((*slot, single, _said(old)), old, self._equal[old.year, _said(old)])
        if equal is not None:
            return equal
        of_year = self._by_year.get(old.year, [])
        others = self._all if self._indicator.of_states else []
        return self._once((*slot, single), old, of_year, others)

    def _once(
        self, key: tuple[object, ...], old: Observation, *candidates: Iterable[Observation]
    ) -> Observation | None:
        if key not in self._found:
            equal = len(candidates) == 1
            self._found[key] = next(
                (seen for several in candidates for seen in several
                 if self._replaces(seen, old, equal=equal)),
                None,
            )  # fmt: skip
        return self._found[key]

    def _replaces(self, new: Observation, old: Observation, *, equal: bool) -> bool:
        return self._is_of_the_same(new, old, equal=equal) and not self._is_of_others(
            new.place, old.place
        )

    def _is_of_the_same(self, new: Observation, old: Observation, *, equal: bool) -> bool:
        if is_single_state(old, self._indicator):
            return True
        if is_single_state(new, self._indicator):
            return old.year >= new.year
        if new.year != old.year or (new.form is Form.MEAN) is not (old.form is Form.MEAN):
            return False
        if new.part not in (None, old.part):
            return False
        return equal or new.partial in (None, old.partial)


def _said(seen: Observation) -> object:
    """What `agree` compares: the value as read, or the text of one that could not be read."""
    return (seen.text,) if seen.value is None else seen.as_read


def is_single_state(seen: Observation, indicator: AnyIndicator) -> bool:
    """A milestone with one state, at reporting or with its date, not one state a year."""
    return indicator.of_states and (seen.undated or seen.completed is not None)


def says_the_same(old: Observation, new: Observation) -> bool:
    """Whether nothing that a reader would see has changed."""
    same_basis = new.form is None or (new.form is Form.TOTAL) is (old.form is Form.TOTAL)
    marks = [(seen.year, seen.partial, seen.forecast, seen.provisional) for seen in (old, new)]
    return same_basis and agree(old, new) and marks[0] == marks[1]
