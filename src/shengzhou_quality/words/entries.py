"""The words of each code, as the text files of a language hold them: one entry a code.

A line at the margin is a code and what a finding of it says; the indented lines below it are
`cure`, `means`, `example` and their variants. Notes and statuses say nothing here: what they
say depends on the figures, and stands in the catalogue. A file is read when a code of its
group is first said, so that a run without findings reads none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def entries(language: str, group: str) -> Mapping[str, Mapping[str, str]]:
    """Of each code of the group its words: `says`, `says.VARIANT`, `many`, `cure`, …"""
    text = (_FOLDER / language / "codes" / f"{group}.txt").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    entry: dict[str, str] = {}
    for line in text.splitlines():
        key, _, words = line.partition(":")
        if line.startswith(" "):
            entry[key.strip()] = words.strip()
        else:
            entry = found[key] = {"says": words.strip()}
    return found
