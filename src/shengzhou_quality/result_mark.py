"""Recognise a file that sqc itself wrote as a result: it is never read as data.

In a workbook and in a Word document the mark is the category of its properties (`RESULT_MARK`);
a JSON report and a record of `sqc batch` begin with the name of the tool, and a table in CSV has
a head that names it. A template has no mark: once filled in, it is data.
A 退回 workbook is sealed too, with fingerprints of its texts: offices correct values in it by
mistake.
"""

from __future__ import annotations

import re
from typing import BinaryIO

RESULT_MARK = "sqc-result"
"""The category of a result (docProps/core.xml)."""

SEAL = "sqc"
"""How the names of the properties begin that hold fingerprints: sqc-D-1 of column D."""

_PROPERTIES = "docProps/core.xml"
_SEALS = "docProps/custom.xml"
_MOST_PROPERTIES = 64 * 1024
_BEGINNING = 1024
_CATEGORY = re.compile(rb"<(?:\w+:)?category>\s*" + RESULT_MARK.encode() + rb"\s*<")
_TABLE = rb"\A\xef\xbb\xbf[^\r\n]*,sqc:status\r\n"
_REPORT = rb'\A\s*\{\s*"schema_version":\s*\d+,\s*"tool":\s*\{\s*"name":\s*"sqc"'


_SEALED = re.compile(
    rf'name="{SEAL}-([A-Z]+)-\d+"[^>]*>\s*<(?:\w+:)?lpwstr(?:\s[^>]*)?>([0-9a-f ]*)<'.encode()
)
_MOST_SEALS = 1024 * 1024
_LENGTH = 6


def fingerprint(text: str) -> str:
    """A few hex digits that stand for a text, whatever its spaces and the notation of a number."""
    from hashlib import sha256

    written = " ".join(text.split())
    number = re.fullmatch(r"(-?)0*(\d+)(?:\.(\d*?)0*)?", written)
    if number:
        sign, whole, part = number.groups()
        written = f"{sign}{whole}" + (f".{part}" if part else "")
    return sha256(written.encode("utf-8", "replace")).hexdigest()[:_LENGTH]


def seals_of(file: BinaryIO) -> dict[str, frozenset[str]]:
    """The fingerprints in a sealed result, by the letters of a column; else empty."""
    import zipfile
    import zlib

    found: dict[str, set[str]] = {}
    try:
        with zipfile.ZipFile(file) as package, package.open(_SEALS) as properties:
            for column, prints in _SEALED.findall(properties.read(_MOST_SEALS)):
                found.setdefault(column.decode(), set()).update(prints.decode().split())
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, RuntimeError):
        return {}
    return {column: frozenset(prints) for column, prints in found.items()}


def is_result(file: BinaryIO) -> bool:
    """Whether the file carries the mark; a file that cannot be read does not."""
    beginning = file.read(_BEGINNING)
    if not beginning.startswith(b"PK"):
        return re.match(_REPORT, beginning) is not None or re.match(_TABLE, beginning) is not None
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(file) as package, package.open(_PROPERTIES) as properties:
            return _CATEGORY.search(properties.read(_MOST_PROPERTIES)) is not None
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, RuntimeError):
        # Damaged, encrypted or packed in an unknown way: reading it will say what is wrong.
        return False
