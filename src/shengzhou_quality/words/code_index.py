"""Every code that a person may meet, in groups: findings about an input, notes, statuses.

A code is a word in kebab-case (a status has `_`), which no id of an indicator is.
"""

from __future__ import annotations

from collections.abc import Mapping

from shengzhou_quality.findings import FINDINGS, nearest_code
from shengzhou_quality.words import DEFAULT_LANGUAGE, Words
from shengzhou_quality.words.entries import entries

_OF_RESULTS = ("note", "status")
"""The groups of what is said of a result, which has no severity of its own."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    group: tuple(codes) for group, codes in FINDINGS.items()
} | {group: tuple(entries(DEFAULT_LANGUAGE, group)) for group in _OF_RESULTS}
"""The codes of each group, in the order in which they are listed."""

CODES_IN_ORDER = tuple(code for codes in GROUPS.values() for code in codes)


def meaning(code: str, words: Words) -> str:
    return _entry(code, words)["means"]


def example(code: str, words: Words) -> str:
    return _entry(code, words)["example"]


def cure(code: str, words: Words) -> str:
    """The cure that every finding of this code carries, without the figures of one."""
    entry = _entry(code, words)
    return entry.get("cure.general") or entry["cure"].format()


def group_of(code: str) -> str:
    return next(group for group, codes in GROUPS.items() if code in codes)


def _entry(code: str, words: Words) -> Mapping[str, str]:
    return entries(words.language, group_of(code))[code]


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


def nearest(written: str) -> str | None:
    return nearest_code(written, CODES_IN_ORDER)
