"""Read the ids of the plan as people write them: C06, c06, C6, in full width; or 15-20."""

from __future__ import annotations

import re
import unicodedata

_ID = re.compile(r"(?P<letter>[A-Z]?)0*(?P<number>[0-9]+)(?P<part>(?:\.[0-9]+)?)")
_LONGEST = 3
"""Digits of a number in a range: no plan has a thousand items."""
_TO = re.compile(r"[-‐–—~至到]+")


def spelled(written: str) -> str:
    """Return the same text for every way to write one id; other text unchanged."""
    found = _read(written)
    return f"{found['letter']}{found['number']}{found['part']}" if found else written


def looks_like_id(written: str) -> bool:
    return _read(written) is not None


def read_span(written: str) -> tuple[str, range] | None:
    """Read a range of ids, such as 15-20 or C01—C05: its letter and its numbers."""
    ends = [_read(end) for end in _TO.split(unicodedata.normalize("NFKC", written))]
    if len(ends) != 2:
        return None
    first, last = ends
    if not first or not last or first["part"] or last["part"]:
        return None
    if last["letter"] not in {first["letter"], ""}:  # C01-05 is C01-C05
        return None
    if max(len(first["number"]), len(last["number"])) > _LONGEST:
        return None
    return first["letter"], range(int(first["number"]), int(last["number"]) + 1)


def _read(written: str) -> re.Match[str] | None:
    return _ID.fullmatch(unicodedata.normalize("NFKC", written).strip().upper())
