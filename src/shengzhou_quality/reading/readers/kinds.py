"""Find a file's format from its content; refuse each unreadable format with its own code.

The suffix decides only if the content is ambiguous (prose, or YAML written like JSON).
"""

from __future__ import annotations

import re
from pathlib import PurePath

from shengzhou_quality.diagnostics import InputError, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.reading.readers import ole
from shengzhou_quality.reading.readers.package import Package
from shengzhou_quality.reading.readers.text import Decoded, decode_beginning, find_separator

_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_OTHER_FORMATS = {
    b"%PDF-": "pdf-file",
    b"\x89PNG": "image-file",
    b"\xff\xd8\xff": "image-file",
    b"GIF8": "image-file",
    b"Rar!": "archive-file",
    b"7z\xbc\xaf\x27\x1c": "archive-file",
    b"\x1f\x8b": "archive-file",
    b"{\\rtf": "word-document",
}
_DATA_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".yaml", ".yml", ".json")
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xls", ".xlt", ".et", ".ett", ".ods"}
_LOCKS = ("~$", ".~lock.")
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b", re.IGNORECASE)
_LISTING = re.compile(r"^[\"']?(?:actuals|实际值)[\"']?[ \t]*:(?:\s|$)", re.MULTILINE)
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]]")
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."


def kind_of(content: bytes, file: str, limits: Limits) -> str:
    """A key of `READERS`. Raises `InputError` for any other format."""
    name = PurePath(file).name
    if content.startswith(_ZIP):
        return _kind_of_zip(content, file, limits)
    if content.startswith(ole.MAGIC):
        return _kind_of_ole(content, file)
    if name.startswith(_LOCKS):
        raise refusal("lock-file", Place(file))
    if content.startswith(_EMPTY_ZIP):
        raise refusal("not-a-workbook", Place(file))
    for magic, code in _OTHER_FORMATS.items():
        if content.startswith(magic):
            raise refusal(code, Place(file))
    return _kind_of_text(decode_beginning(content), file)


def _kind_of_zip(content: bytes, file: str, limits: Limits) -> str:
    package = Package(content, file, limits)
    names = package.names
    mimetype = package.beginning("mimetype")
    if mimetype.startswith(_OPENDOCUMENT):
        if mimetype.startswith(_OPENDOCUMENT + b"spreadsheet"):
            return "ods"
        text = mimetype.startswith(_OPENDOCUMENT + b"text")
        raise refusal("word-document" if text else "not-a-workbook", Place(file))
    if any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    if any(name.endswith("workbook.bin") for name in names):
        raise refusal("binary-workbook", Place(file))
    if "word/document.xml" in names:
        raise refusal("word-document", Place(file))
    if any(name.endswith((".iwa", "index.zip")) for name in names):
        raise refusal("numbers-file", Place(file))
    if any(name.endswith(_DATA_SUFFIXES) for name in names):
        raise refusal("archive-file", Place(file))
    raise refusal("not-a-workbook", Place(file))


def _kind_of_ole(content: bytes, file: str) -> str:
    suffix = PurePath(file).suffix.lower()
    try:
        names = ole.stream_names(content)
    except ole.DamagedError:
        raise refusal("workbook-damaged", Place(file)) from None
    if "EncryptedPackage" in names:
        raise refusal("encrypted", Place(file))
    if "WordDocument" in names or suffix in {".wps", ".wpt"}:
        raise refusal("word-document", Place(file))
    if suffix in {".et", ".ett"}:
        raise refusal("wps-workbook", Place(file))
    if not {"Workbook", "Book"} & names:
        raise refusal("not-a-workbook", Place(file))
    return "xls"


def _kind_of_text(decoded: Decoded, file: str) -> str:
    suffix = PurePath(file).suffix.lower()
    text = decoded.text.lstrip()
    if not text and not decoded.fault:
        raise refusal("file-empty", Place(file))
    if decoded.fault and suffix not in {".yaml", ".yml", ".json"}:
        raise refusal(decoded.fault, Place(file))
    if decoded.fault == "unknown-format":
        raise refusal(decoded.fault, Place(file))
    if text.startswith("<") or text[:13].lower() == "mime-version:":
        page = _PAGE.search(text) or not text.startswith("<")
        raise refusal("web-page" if page else "xml-file", Place(file))
    if suffix in {".yaml", ".yml"}:
        return "yaml"
    if suffix == ".json" or _JSON.match(text):
        return "json"
    if text.startswith("{") or _LISTING.search(text):
        return "yaml"
    if find_separator(text) is not None or suffix in {".csv", ".tsv", ".txt"}:
        return "csv"
    raise _no_table(suffix, file)


def _no_table(suffix: str, file: str) -> InputError:
    code = "not-a-workbook" if suffix in _WORKBOOK_SUFFIXES else "unknown-format"
    return refusal(code, Place(file))
