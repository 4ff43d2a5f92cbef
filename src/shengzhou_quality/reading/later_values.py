"""Decide whether a later value says what an earlier one said, and what it keeps of it."""

from __future__ import annotations

from collections.abc import Sequence

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


def is_of_the_same(new: Observation, old: Observation, indicator: AnyIndicator) -> bool:
    """Whether `new` says what `old` said before: of the same year, population and kind of mean.

    What is now a forecast replaces a figure; what is now a part of the year only one that is
    equal, or of the same part: it says nothing about the full year.
    """
    if is_single_state(old, indicator):
        return True
    if is_single_state(new, indicator):
        return old.year >= new.year
    if new.year != old.year or (new.form is Form.MEAN) is not (old.form is Form.MEAN):
        return False
    if new.part not in (None, old.part):
        return False
    return new.partial in (None, old.partial) or agree(new, old)


def is_single_state(seen: Observation, indicator: AnyIndicator) -> bool:
    """A milestone with one state, at reporting or with its date, not one state a year."""
    return indicator.of_states and (seen.undated or seen.completed is not None)


def says_the_same(old: Observation, new: Observation) -> bool:
    """Whether nothing that a reader would see has changed."""
    same_basis = new.form is None or (new.form is Form.TOTAL) is (old.form is Form.TOTAL)
    marks = [(seen.year, seen.partial, seen.forecast, seen.provisional) for seen in (old, new)]
    return same_basis and agree(old, new) and marks[0] == marks[1]
