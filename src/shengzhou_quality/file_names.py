"""Make names of files from names of offices or areas: safe on every system, each of them once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
"""What Windows refuses, separators of paths, control characters, marks that no one sees."""
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE
)
_LEADING = (".", "-", "~", "@", "=", "+")
"""A hidden file, an option of a command, a lock file, the start of a formula."""
_LONGEST = 60
"""Characters of a name without its suffix: at most 240 bytes of UTF-8 with its number."""


def file_names(offices: Iterable[str], suffix: str) -> dict[str, str]:
    """A file name for each office, in order; the same offices give the same names.

    Names that differ only in case, or not at all once they are safe, get a number.
    """
    stems = FileStems()
    return {office: stems.of(office) + suffix for office in dict.fromkeys(offices)}


class FileStems:
    """Gives names without a suffix, one after the other; no two that a system takes for one."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}
        """Each name as a system sees it, with the last number that was put behind it."""

    def of(self, name: str) -> str:
        """The name made safe; one that was given before gets a number."""
        stem = given = _safe(name)
        number = self._given.get(_seen_as(stem), 1)
        while _seen_as(given) in self._given:
            number += 1
            given = f"{stem}-{number}"
        self._given[_seen_as(given)] = 1
        self._given[_seen_as(stem)] = number
        return given


def _safe(office: str) -> str:
    written = "".join(" " if 0xD800 <= ord(each) < 0xE000 else each for each in office)
    written = unicodedata.normalize("NFC", _UNSAFE.sub("_", written))
    written = " ".join(written.split())[:_LONGEST].rstrip(". ")
    if not written or written.startswith(_LEADING) or _RESERVED.fullmatch(written):
        written = f"_{written}"
    return written


def _seen_as(name: str) -> str:
    """How a file system that ignores case sees it."""
    return unicodedata.normalize("NFKC", name).casefold()
