"""Recognise a file that sqc itself wrote as a result: it is never read as data.

In a workbook the mark is the category of its properties (`RESULT_MARK`); a JSON report
begins with the name of the tool. A template has no mark: once filled in, it is data.
"""

from __future__ import annotations

import re
from typing import BinaryIO

RESULT_MARK = "sqc-result"
"""The category of a result workbook (docProps/core.xml)."""

_PROPERTIES = "docProps/core.xml"
_MOST_PROPERTIES = 64 * 1024
_BEGINNING = 512
_CATEGORY = re.compile(rb"<(?:\w+:)?category>\s*" + RESULT_MARK.encode() + rb"\s*<")
_REPORT = rb'\A\s*\{\s*"schema_version":\s*\d+,\s*"tool":\s*\{\s*"name":\s*"sqc"'


def is_result(file: BinaryIO) -> bool:
    """Whether the file carries the mark; a file that cannot be read does not."""
    beginning = file.read(_BEGINNING)
    if not beginning.startswith(b"PK"):
        return re.match(_REPORT, beginning) is not None
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(file) as package, package.open(_PROPERTIES) as properties:
            return _CATEGORY.search(properties.read(_MOST_PROPERTIES)) is not None
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, ValueError, RuntimeError):
        # Damaged, encrypted or packed in an unknown way: reading it will say what is wrong.
        return False
