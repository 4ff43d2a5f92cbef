"""Read the entity of a file from its path by a template: `{entity}/{year}`, `*_{entity}_{year}`.

A template is compared with the end of a path, part by part. `*` stands for anything within a
part, `{year}` for a year of four digits; everything else stands for itself.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from shengzhou_quality.reading.folders import DATA_SUFFIXES, SCAN_SUFFIXES

_PLACE = re.compile(r"\{[^{}]*\}|\*")
_ENTITY, _YEAR = "{entity}", "{year}"
_YEARS = r"(?:19|20)[0-9]{2}(?![0-9])(?:年度?)?"


class PathMatch(NamedTuple):
    """The entity that a path names, and how many of its parts stand above the template."""

    entity: str
    above: int


class PathTemplate:
    """A template, compiled. Raises `ValueError` for one that names no entity, or something else.

    If a text could be divided in two ways, it names no entity: a guess could merge two counties.
    """

    def __init__(self, text: str) -> None:
        parts = [part for part in text.replace("\\", "/").split("/") if part and part != "."]
        places = _PLACE.findall("/".join(parts))
        if places.count(_ENTITY) != 1 or places.count(_YEAR) > 1:
            raise ValueError(text)
        literal = _PLACE.sub("", "".join(parts))
        if {*places} - {_ENTITY, _YEAR, "*"} or "{" in literal or "}" in literal:
            raise ValueError(text)
        self._depth = len(parts)
        suffix = os.path.splitext(parts[-1])[1].lower()  # noqa: PTH122
        self._with_suffix = suffix in DATA_SUFFIXES | SCAN_SUFFIXES or suffix == ".*"
        self._shortest = re.compile("/".join(_pattern(part, "?") for part in parts), re.DOTALL)
        self._longest = re.compile("/".join(_pattern(part, "") for part in parts), re.DOTALL)

    def match(self, parts: Sequence[str]) -> PathMatch | None:
        """What the parts of a path say; the last one is the name of the file."""
        if len(parts) < self._depth:
            return None
        folders, name = parts[len(parts) - self._depth : -1], parts[-1]
        if not self._with_suffix:
            name = os.path.splitext(name)[0]  # noqa: PTH122
        written = unicodedata.normalize("NFC", "/".join((*folders, name)))
        short, long = self._shortest.fullmatch(written), self._longest.fullmatch(written)
        if short is None or long is None or short["entity"] != long["entity"]:
            return None
        entity = short["entity"].strip()
        return PathMatch(entity, len(parts) - self._depth) if entity else None


def _pattern(part: str, lazy: str) -> str:
    pieces: list[str] = []
    at = 0
    for place in _PLACE.finditer(part):
        pieces.append(re.escape(unicodedata.normalize("NFC", part[at : place.start()])))
        pieces.append(
            {
                _ENTITY: f"(?P<entity>[^/]+{lazy})",
                _YEAR: f"(?<![0-9]){_YEARS}",
                "*": f"[^/]*{lazy}",
            }[place[0]]
        )
        at = place.end()
    return "".join((*pieces, re.escape(unicodedata.normalize("NFC", part[at:]))))
