"""Name the sheets as Excel allows: 31 characters, some of them never, no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.workbooks.cells import cut

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"
"""Excel keeps this name for itself."""


def sheet_names(headings: Iterable[str], other: str) -> list[str]:
    """A name for each heading; `other` is the name of a sheet whose heading leaves none."""
    taken: set[str] = {_RESERVED}
    names = []
    for heading in headings:
        name = _allowed(heading, _LONGEST) or other
        number = 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = (_allowed(heading, _LONGEST - len(ending)) or other) + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def _allowed(heading: str, most: int) -> str:
    return cut(_FORBIDDEN.sub("-", clean(heading)).strip("' "), most).rstrip("' ")
