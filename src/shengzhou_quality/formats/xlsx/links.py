"""Make links: to another sheet of the workbook, and to the cells of the submitted files.

A link to a file is relative to the folder where the workbook will stand. Nothing of a file's
name can make it a link to anything else: all but letters, digits and separators is escaped.
"""

from __future__ import annotations

import os.path
import re
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.formats.screen import is_unseen

_LONGEST = 2_000
"""The most characters of a link that Excel follows."""
_RESERVED = re.compile(r"[^\w./\\-]")
_BEFORE_NAME = "./"


class Link(NamedTuple):
    """A file, escaped (empty for this workbook itself), and a cell in it."""

    file: str
    location: str | None


def to_sheet(name: str) -> Link:
    return Link("", f"{_quoted(name)}!A1")


def to_place(place: Place, folder: str) -> Link | None:
    """The link to a cell, or to the file where it has no sheets; none to what is no file."""
    path = _relative(place.file, folder)
    if path is None or any(map(is_unseen, f"{path}{place.sheet}")):
        return None
    target = _RESERVED.sub(_escaped, path)
    if len(target) > _LONGEST:
        return None
    return Link(target, f"{_quoted(place.sheet)}!{place.cell or 'A1'}" if place.sheet else None)


def _relative(file: str, folder: str) -> str | None:
    """The path from the folder; none from one drive to another, or of a stream."""
    if file.startswith("<"):
        return None
    try:
        path = os.path.relpath(file, folder or ".")
    except (OSError, ValueError):
        return None
    return _BEFORE_NAME + path.replace(os.sep, "/") if not path.startswith("..") else path


def _escaped(found: re.Match[str]) -> str:
    """Only what is not a letter of any script: Excel writes those into a link as they are."""
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))


def _quoted(sheet: str) -> str:
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"
