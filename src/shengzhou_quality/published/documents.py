"""Open a published document, whatever its format; its content decides, then its suffix.

The place of a cell: in a workbook its sheet and cell, in a text or CSV its line and field, in a
web page or a Word document `#2!C5`: the file's second table, its cell as in a sheet. (The
document's own number, 表2, is another one.) The place of a paragraph is its line, if it has one.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import PurePath

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, refusal
from shengzhou_quality.limits import MEGABYTE, USUAL, Limits
from shengzhou_quality.published.document import Document, Paragraph
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.grid import CellCount
from shengzhou_quality.reported import Sheet
from shengzhou_quality.result_mark import is_result

_REFUSED = {
    "pdf-file": "import-pdf",
    "image-file": "import-image",
    "word-document": "import-old-document",
    "unknown-format": "import-unknown-format",
    "not-a-workbook": "import-unknown-format",
    "unknown-encoding": "unknown-encoding",
    "no-separator": "import-no-table",
    "web-page": "import-no-table",
    "yaml-no-actuals": "import-no-table",
}
"""How a refusal of data is said of a document."""
_UNREADABLE = ("unknown-format", "not-a-workbook", "unknown-encoding", "workbook-damaged")
_OLD_SUFFIXES = (".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt")
_CSV_SUFFIXES = (".csv", ".tsv")
_LISTED_SUFFIXES = (".yaml", ".yml", ".json")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_OTHER_FORMATS = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf",
)  # fmt: skip
_IMAGES = (b"BM", b"II*\x00", b"MM\x00*")
_IMAGE_SUFFIXES = (".bmp", ".tif", ".tiff", ".webp", ".heic", ".jpg", ".jpeg", ".png", ".gif")
_PAGE = re.compile(
    r"<(?:!doctype|html|head|body|table|meta|div|p|tr|td|span|font|style|title|center|section|article|br|h[1-6])\b",
    re.IGNORECASE,
)
_PLAN_KEYS = re.compile(r"^(?:plan|categories|indicators|tasks)[ \t]*:[ \t]*$", re.MULTILINE)

_Blocks = tuple[list[Paragraph | Sheet], list[Diagnostic]]


def read_document(content: bytes, file: str, limits: Limits = USUAL) -> Document:
    """Read paragraphs and tables. Raises `InputError` for what is no document with a table."""
    if len(content) > limits.file_size:
        limit = f"{limits.file_size // MEGABYTE} MB"
        raise refusal("file-too-large", Place(file), limit=limit)
    if is_result(io.BytesIO(content)):
        raise refusal("import-own-result", Place(file))
    try:
        blocks, diagnostics = _read(content, file, limits)
    except InputError as error:
        raise _as_of_a_document(error, file) from None
    if not any(isinstance(block, Sheet) and block.rows for block in blocks):
        unread = (one for one in diagnostics if one.code == "import-line-not-read")
        header = next(unread, None)
        if header is not None:
            raise refusal("import-columns-unclear", header.place or Place(file))
        raise refusal("import-no-table", Place(file))
    diagnostics = [*diagnostics, *_unreadable(blocks)]
    digest = hashlib.sha256(content).hexdigest()
    return Document(file, digest, tuple(blocks), tuple(diagnostics))


def _unreadable(blocks: list[Paragraph | Sheet]) -> Iterator[Diagnostic]:
    """The cells that hold a character that could not be decoded."""
    for sheet in blocks:
        if isinstance(sheet, Sheet):
            for row in sheet.rows:
                for cell in row.values():
                    if "\ufffd" in cell.text:
                        yield Diagnostic("import-unreadable-characters", cell.place)


def _as_of_a_document(error: InputError, file: str) -> InputError:
    """The refusal in words that fit a document."""
    codes = {finding.code for finding in error.diagnostics}
    suffix = PurePath(file).suffix.lower()
    for code in sorted(codes):
        if code in _UNREADABLE and suffix in _OLD_SUFFIXES:
            return refusal("import-old-document", Place(file))
        if code in ("unknown-format", "unknown-encoding") and suffix in _IMAGE_SUFFIXES:
            return refusal("import-image", Place(file))
        if code in _REFUSED:
            return refusal(_REFUSED[code], error.diagnostics[0].place or Place(file))
    return error


def _read(content: bytes, file: str, limits: Limits) -> _Blocks:
    if content.startswith(_PACKED):
        return _read_packed(content, file, limits)
    if not content.strip():
        raise refusal("file-empty", Place(file))
    if content.startswith(_OTHER_FORMATS):
        return _read_workbook(content, file, limits)  # which says what it is
    if content.startswith(_IMAGES) and b"\x00" in content[:64]:
        raise refusal("import-image", Place(file))
    from shengzhou_quality.published.readers.encodings import decode, page_of_archive

    if content.lstrip()[:13].lower() == b"mime-version:":
        return _read_page(page_of_archive(content) or "", file, limits)
    text = decode(content, file)
    _refuse_listing(text, file)
    if is_page(text):
        return _read_page(text, file, limits)
    if text.lstrip().startswith("<?xml"):
        raise refusal("xml-file", Place(file))
    if PurePath(file).suffix.lower() in _CSV_SUFFIXES:
        return _read_workbook(content, file, limits)
    return _read_text(text, content, file, limits)


def _refuse_listing(text: str, file: str) -> None:
    """Refuse a plan file, and other YAML or JSON: neither holds a table as printed."""
    if not text.strip():
        raise refusal("file-empty", Place(file))
    if len(set(_PLAN_KEYS.findall(text))) > 1 and "<table" not in text:
        raise refusal("import-plan-file", Place(file))
    if PurePath(file).suffix.lower() in _LISTED_SUFFIXES:
        raise refusal("import-no-table", Place(file))


def _read_packed(content: bytes, file: str, limits: Limits) -> _Blocks:
    """A zipped or an old Office file."""
    if content.startswith(b"PK\x03\x04"):
        from shengzhou_quality.published.readers.docx import MAIN, read_docx
        from shengzhou_quality.reading.readers.package import Package

        try:
            if MAIN in Package(content, file, limits):
                return read_docx(content, file, limits)
        except InputError as error:
            suffix = PurePath(file).suffix.lower()
            is_damaged = any(one.code == "workbook-damaged" for one in error.diagnostics)
            if is_damaged and not suffix.startswith((".xls", ".ods", ".et")):
                raise refusal("import-damaged", Place(file)) from None
            raise
    return _read_workbook(content, file, limits)


def _read_workbook(content: bytes, file: str, limits: Limits) -> _Blocks:
    workbook = read_workbook(content, file, limits)
    return list(workbook.sheets), list(workbook.diagnostics)


def is_page(text: str) -> bool:
    """Whether a text is a web page or a piece of one: it begins with a tag."""
    beginning = text[: 1 << 16].lstrip()
    while beginning.startswith(("<!--", "<?xml")):
        closing = "-->" if beginning.startswith("<!--") else "?>"
        _, found, beginning = beginning.partition(closing)
        beginning = beginning.lstrip()
        if not found:
            return _PAGE.search(text) is not None
    return beginning.startswith("<") and _PAGE.match(beginning) is not None


def _read_page(text: str, file: str, limits: Limits) -> _Blocks:
    from shengzhou_quality.published.readers.html import read_page

    page = read_page(text, file, CellCount(file, limits))
    if page.tables:
        return page.blocks, page.diagnostics
    # A page of one `<pre>`, or Markdown that begins with a tag, may hold a table as text.
    return _read_as_text(_lines_of(page.blocks), file, limits)


def _lines_of(blocks: list[Paragraph | Sheet]) -> str:
    """The paragraphs of a page, each on its own line as in the file."""
    text = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            text += "\n" * max(1, (block.place.row or 0) - text.count("\n") - 1) + block.text
    return text


def _read_text(text: str, content: bytes, file: str, limits: Limits) -> _Blocks:
    blocks, found = _read_as_text(text, file, limits)
    if not any(isinstance(block, Sheet) for block in blocks) and _is_csv(text):
        return _read_workbook(content, file, limits)
    return blocks, found


def _read_as_text(text: str, file: str, limits: Limits) -> _Blocks:
    from shengzhou_quality.published.readers.text import read_text

    return read_text(text, file, CellCount(file, limits))


def _is_csv(text: str) -> bool:
    """Whether nearly all lines have the same number of fields, as prose with commas has not."""
    from shengzhou_quality.reading.readers.text import find_separator

    lines = [line for line in text[: 1 << 16].splitlines()[:200] if line.strip()]
    sign = find_separator("\n".join(lines))
    if sign is None or len(lines) < 2:
        return False
    numbers = [line.count(sign) for line in lines]
    usual = max(set(numbers), key=numbers.count)
    return usual > 0 and numbers.count(usual) * 5 >= len(lines) * 4
