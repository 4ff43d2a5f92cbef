"""Read the words of each code from the text files of a language: one entry a code.

An unindented line is a code and the message of its findings; the indented lines below it are
`cure`, `means`, `example` and their variants. Notes and statuses have no message here: their
sentences depend on the figures and are in the catalogue. A file is read when a code of its
group is first needed, so a run without findings reads none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def entries(language: str, group: str) -> Mapping[str, Mapping[str, str]]:
    """Return the words of each code of the group: `says`, `says.VARIANT`, `many`, `cure`, …"""
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
