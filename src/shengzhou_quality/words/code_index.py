"""Every code that a person may meet, in groups: findings about an input, notes, statuses.

The table itself stands in `codes.py` of each language, apart from the catalogues: only
`sqc explain` and its page need it. A code is a word in kebab-case (a status has `_`), which
no id of an indicator is.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module

from shengzhou_quality.words import Words
from shengzhou_quality.words.zh.codes import CODES

GROUPS: Mapping[str, tuple[str, ...]] = {group: tuple(codes) for group, codes in CODES.items()}
"""The codes of each group, in the order in which they are listed."""

CODES_IN_ORDER = tuple(code for codes in GROUPS.values() for code in codes)

_NEAR = 0.6
"""How alike a word must be to be worth suggesting (difflib's ratio)."""


def meaning(code: str, words: Words) -> str:
    return _entry(code, words)[0]


def example(code: str, words: Words) -> str:
    return _entry(code, words)[1]


def cure(code: str, words: Words) -> str:
    """Its own words, else the hint that every finding of this code carries."""
    entry = _entry(code, words)
    return entry[2] if len(entry) > 2 else words(f"hint.{code}")


def group_of(code: str) -> str:
    return next(group for group, codes in GROUPS.items() if code in codes)


def _entry(code: str, words: Words) -> tuple[str, ...]:
    module = import_module(f"shengzhou_quality.words.{words.language}.codes")
    entry: tuple[str, ...] = module.CODES[group_of(code)][code]
    return entry


def find_code(written: str, words: Words) -> str | None:
    """The code that is meant: as such, as in `error[not-a-number]`, or a status in words."""
    asked = written.strip().casefold()
    if asked.endswith("]"):
        asked = asked[:-1].rpartition("[")[2]
    for code in CODES_IN_ORDER:
        if asked.replace("_", "-") == code.replace("_", "-"):
            return code
    for code in GROUPS["status"]:
        for key in (f"status.{code}", f"status.{code}.done"):
            if words.knows(key) and words(key).casefold() == asked:
                return code
    return None


def nearest_code(written: str) -> str | None:
    near = get_close_matches(written.strip().casefold(), CODES_IN_ORDER, n=1, cutoff=_NEAR)
    return near[0] if near else None
