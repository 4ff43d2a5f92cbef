"""Rows that a sheet numbers by itself: the names are followed, and that is said once."""

from __future__ import annotations

from collections.abc import Collection

from shengzhou_quality.plan.names import NameIndex
from shengzhou_quality.reading.tables.table_findings import Layout

_FEWEST = 5
"""In a shorter sheet two rows that have each other's number are more than half of them."""


def tell_numbers(layout: Layout, index: NameIndex, reported: Collection[str]) -> None:
    """Say what the numbers of a sheet come to, and forget them. `reported` are its items.

    A sheet most of whose numbers are not the plan's numbers its rows by itself. Else a number
    that is another reported item's, of the same unit, may be the right one of a row with a
    wrong name.
    """
    numbers, layout.numbers = layout.numbers, []
    numbered, layout.numbered = layout.numbered, 0
    by_itself = numbered >= _FEWEST and len(numbers) * 2 > numbered
    own = []
    for one in numbers:
        other = index.by_id(one.number)
        confusable = other is not None and other.id in reported and other.unit == one.indicator.unit
        if by_itself or not confusable:
            own.append(one)
            continue
        details = {"number": one.number, "id": one.indicator.id}
        layout.say("number-differs", one.cell, one.indicator, **details)
    if own:
        layout.say("own-numbers", own[0].cell, None, count=len(own))
