"""Readers: the bytes of one file to sheets of cells. The content decides, not the suffix.

A new reader is a module here and its line in this table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath

from shengzhou_quality.actuals.model import Sheet
from shengzhou_quality.diagnostics import Diagnostic, Place, refusal


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of one file, and what the reader has to say of it (a hidden sheet …)."""

    sheets: tuple[Sheet, ...]
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def _read_xlsx(content: bytes, file: str) -> Workbook:
    from shengzhou_quality.actuals.readers.xlsx import read_xlsx

    return read_xlsx(content, file)


def _read_yaml(content: bytes, file: str) -> Workbook:
    from shengzhou_quality.actuals.readers.yaml import read_yaml_actuals

    return read_yaml_actuals(content, file)


READERS: dict[str, Callable[[bytes, str], Workbook]] = {
    "xlsx": _read_xlsx,
    "yaml": _read_yaml,
}
"""Each imports its library when it is first needed: starting is most of what a run costs."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xltx", ".et", ".ods"}


def read_workbook(content: bytes, file: str) -> Workbook:
    """Read a file by what it is. Raises `InputError` when it is nothing that can be read."""
    return READERS[_format_of(content, file)](content, file)


def _format_of(content: bytes, file: str) -> str:
    suffix = PurePath(file).suffix.lower()
    beginning = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not beginning:
        raise refusal("file-empty", Place(file))
    if content.startswith(_ZIP):
        return "xlsx"
    if content.startswith(_OLE):
        raise refusal("legacy-or-encrypted", Place(file))
    if beginning.startswith(b"<"):
        raise refusal("web-page", Place(file))
    if b"\x00" in content[:4096]:
        raise refusal("unknown-format", Place(file))
    if suffix in _WORKBOOK_SUFFIXES:
        raise refusal("not-a-workbook", Place(file))
    if suffix in {".csv", ".tsv", ".txt"}:
        raise refusal("format-not-supported", Place(file), suffix=suffix)
    return "yaml"
