"""Find the column separator of a text: the sign that gives the most lines equal columns."""

from __future__ import annotations

import csv
import re
from collections import Counter

SEPARATORS = (",", "\t", ";")
_SAMPLE = 200
_STATED = re.compile(r"sep=(?P<sign>[,;\t])\r?\n", re.IGNORECASE)


def stated_separator(text: str) -> str | None:
    """The separator in a first line `sep=;`, which Excel writes and reads."""
    match = _STATED.match(text)
    return match["sign"] if match else None


def find_separator(text: str) -> str | None:
    """The separator of the table that begins with `text`; `None` if there is no table."""
    stated = stated_separator(text)
    if stated is not None:
        return stated
    lines = text.splitlines(keepends=True)
    if len(lines) > _SAMPLE:
        lines = lines[:_SAMPLE]
    scores = {sign: _score(lines, sign) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: scores[sign])
    return best if scores[best] > (0, 0) else None


def _score(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines have the most common number of columns (at least two), and that number."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(lines, delimiter=sign):
            widths[len(record)] += 1
    except csv.Error:
        pass  # Score what was read so far; the reader reports the line at fault.
    del widths[0], widths[1]
    return max(((number, width) for width, number in widths.items()), default=(0, 0))
