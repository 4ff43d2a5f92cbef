"""Read a plan's full text: a text, a web page or a Word document, as lines of text.

A row of a table is one line with a bar behind each cell; a box of one cell stays running text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import InputError, Place, refusal
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.published.document import Paragraph
from shengzhou_quality.published.documents import is_page
from shengzhou_quality.published.readers.docx import MAIN, read_docx
from shengzhou_quality.published.readers.encodings import decode, page_of_archive
from shengzhou_quality.published.readers.html import read_page
from shengzhou_quality.published.readers.text import read_text
from shengzhou_quality.reading.readers.grid import CellCount
from shengzhou_quality.reading.readers.package import Package
from shengzhou_quality.reported import Sheet

_ZIPPED, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORKBOOK = "xl/workbook.xml"
_WORKBOOKS = (".xls", ".xlt", ".et", ".ett", ".xlsx", ".xlsm", ".ods")
_BEGINNINGS = (
    (b"%PDF-", "pdf"),
    *((image, "image") for image in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")),
    (b"{\\rtf", None),
)
"""What begins so is no text, and the variant of the words that say it."""
_MAIL = b"mime-version:"

_Blocks = Iterable[Paragraph | Sheet]


def read_plan_text(content: bytes, file: str, limits: Limits = USUAL) -> str:
    """The text, one line for a paragraph. Raises `InputError` for what is no text, or empty."""
    text = _read(content, file, limits)
    if not text.strip():
        raise refusal("file-empty", Place(file))
    return text


def _read(content: bytes, file: str, limits: Limits) -> str:
    if content.startswith(_ZIPPED):
        return _read_zipped(content, file, limits)
    if content.startswith(_OLD_OFFICE):
        raise _no_text(file, "workbook" if file.lower().endswith(_WORKBOOKS) else None)
    for beginning, variant in _BEGINNINGS:
        if content.startswith(beginning):
            raise _no_text(file, variant)
    if content.lstrip()[: len(_MAIL)].lower() == _MAIL:
        text = page_of_archive(content) or ""
    else:
        try:
            text = decode(content, file)
        except InputError as error:
            if any(finding.code == "unknown-format" for finding in error.diagnostics):
                raise _no_text(file, None) from None
            raise
    if is_page(text):
        return _as_lines(read_page(text, file, CellCount(file, limits)).blocks)
    if "<table" in text.lower():
        return _as_lines(read_text(text, file, CellCount(file, limits)).blocks)
    return text


def _read_zipped(content: bytes, file: str, limits: Limits) -> str:
    """A Word document; its headings stand as those of Markdown, for they may have no number."""
    try:
        package = Package(content, file, limits)
        if MAIN not in package:
            is_workbook = _WORKBOOK in package or file.lower().endswith(_WORKBOOKS)
            raise _no_text(file, "workbook" if is_workbook else None)
        blocks, _ = read_docx(content, file, limits)
    except InputError as error:
        if any(finding.code == "workbook-damaged" for finding in error.diagnostics):
            raise refusal("import-damaged", Place(file)) from None
        raise
    return _as_lines(blocks)


def _no_text(file: str, variant: str | None) -> InputError:
    parameters = {"variant": variant} if variant else {}
    return refusal("import-text-format", Place(file), **parameters)


def _as_lines(blocks: _Blocks) -> str:
    """The blocks as lines; a paragraph keeps the number of its line if the file has lines."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [""] * ((block.place.row or 0) - len(lines) - 1)
            mark = "# " if block.is_heading and not block.text.startswith("#") else ""
            lines.append(mark + " ".join(block.text.split("\n")))
        else:
            lines += _rows(block)
    return "\n".join(lines)


def _rows(table: Sheet) -> Iterator[str]:
    """Its rows; the paragraphs of one cell are lines of their own, as in running text."""
    for row in table.rows:
        cells = [cell.text for cell in row.values() if cell.text.strip()]
        if len(cells) == 1:
            yield from (f"{line} |" for line in cells[0].split("\n"))
        else:
            yield " | ".join(" ".join(cell.split("\n")) for cell in cells) + " |"
