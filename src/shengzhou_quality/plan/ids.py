"""Normalise an id of the plan as people write it: C06, c06, C6, or in full width."""

from __future__ import annotations

import re
import unicodedata

_ID = re.compile(r"(?P<letter>[A-Z]?)0*(?P<number>[0-9]+)(?P<part>(?:\.[0-9]+)?)")


def spelled(written: str) -> str:
    """Return the same text for every way to write one id; other text unchanged."""
    found = _read(written)
    return f"{found['letter']}{found['number']}{found['part']}" if found else written


def looks_like_id(written: str) -> bool:
    return _read(written) is not None


def _read(written: str) -> re.Match[str] | None:
    return _ID.fullmatch(unicodedata.normalize("NFKC", written).strip().upper())
