"""Tables that stand side by side under one header."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from shengzhou_quality.reading.tables.header_words import VALUES, Role
from shengzhou_quality.reading.tables.tables import Table


def panels(table: Table) -> Iterator[Table]:
    """The table itself, or each of its panels: a name, its values, again a name, its values."""
    names = table.of(Role.NAME) or table.of(Role.SERIAL)
    order = list(table.columns)
    starts = [order[0]]
    for before, name in pairwise(names):
        between = [column for column in order if before < column < name]
        if any(table.role(column) in VALUES for column in between):
            serials = [column for column in between if table.role(column) is Role.SERIAL]
            starts.append(serials[-1] if serials else name)
    if len(starts) == 1:
        yield table
        return
    for start, end in pairwise([*starts, sys.maxsize]):
        mine = {column: table.columns[column] for column in order if start <= column < end}
        yield replace(table, columns=mine, panel=(start, end - 1))
