"""Read a text, pasted or written as Markdown, into paragraphs and tables.

A place in it is a line and a field. A table written as HTML inside the text is read as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.published.document import Paragraph
from shengzhou_quality.published.readers.html import read_page
from shengzhou_quality.published.readers.inline import read_inline
from shengzhou_quality.published.readers.spaced_rows import is_header
from shengzhou_quality.published.readers.text_rows import find_tables
from shengzhou_quality.published.readers.text_table import TextTable
from shengzhou_quality.reading.readers.grid import CellCount, SheetBuilder
from shengzhou_quality.reported import Sheet

_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}[ \t]")
_NOTE = re.compile(r"\[\^(?P<mark>[^\]\s]{1,20})\]:(?P<text>.*)")


class TextRead(NamedTuple):
    """The blocks of a text, and findings about it."""

    blocks: list[Paragraph | Sheet]
    diagnostics: list[Diagnostic]


def read_text(text: str, file: str, count: CellCount) -> TextRead:
    """Raises `InputError` beyond a limit."""
    blocks: list[Paragraph | Sheet] = []
    found: list[Diagnostic] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    line, tables = 1, 0
    for part, is_html in _parts(text):
        if is_html:
            page = read_page(part, file, count, line=line, tables=tables)
            blocks += page.blocks
            found += page.diagnostics
            tables = page.tables
        else:
            _read_lines(part, line, file, count, blocks, found)
        line += part.count("\n")
    return TextRead(blocks, found)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, and whether each is a table written as HTML."""
    depth, start, inside = 0, 0, False
    for tag in _TABLE_TAG.finditer(text):
        if tag.start() < start:
            continue
        if tag[1]:
            depth -= depth > 0
            if depth == 0 and inside:
                close = text.find(">", tag.end())
                end = len(text) if close < 0 else close + 1
                yield text[start:end], True
                start, inside = end, False
        else:
            if depth == 0 and tag.start() > start:
                yield text[start : tag.start()], False
                start = tag.start()
            depth, inside = depth + 1, True
    if start < len(text):
        yield text[start:], inside


def _read_lines(
    text: str,
    first_line: int,
    file: str,
    count: CellCount,
    blocks: list[Paragraph | Sheet],
    found: list[Diagnostic],
) -> None:
    lines = _without_comments(text).split("\n")
    if len(lines) > count.limits.cells:
        count.refuse("too-many-cells", count.limits.cells)
    at = 0
    for table in find_tables(lines):
        before = lines[at : table.first]
        blocks += _paragraphs(before, first_line + at, file, count)
        found += _unread_headers(before, first_line + at, file)
        sheet, findings = _sheet(table, first_line, file, count)
        if sheet.rows:
            blocks.append(sheet)
            found += findings
            if table.by_spaces:
                found.append(Diagnostic("import-columns-by-spaces", sheet.place))
                found += _told("import-row-by-spaces", table.open_rows, first_line, file)
                found += _told("import-line-not-read", table.unread, first_line, file)
        at = table.last
    blocks += _paragraphs(lines[at:], first_line + at, file, count)
    found += _unread_headers(lines[at:], first_line + at, file)


def _told(code: str, lines: Iterable[int], first_line: int, file: str) -> Iterator[Diagnostic]:
    return (Diagnostic(code, Place(file, row=first_line + line)) for line in lines)


def _unread_headers(lines: list[str], first_line: int, file: str) -> Iterator[Diagnostic]:
    """The headers over rows whose columns cannot be told apart."""
    unread = (at for at, line in enumerate(lines[:-1]) if is_header(line))
    return _told("import-line-not-read", unread, first_line, file)


def _without_comments(text: str) -> str:
    """The text without `<!-- … -->`, its lines still counted."""
    pieces: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += (text[at:start], "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join((*pieces, text[at:]))


def _sheet(
    table: TextTable, first_line: int, file: str, count: CellCount
) -> tuple[Sheet, list[Diagnostic]]:
    builder = SheetBuilder(Place(file, row=first_line + table.first), count)
    for row in table.rows:
        for column, field in enumerate(row.fields, 1):
            written = field.strip()
            if not written:
                continue
            text, fault, shown, _ = read_inline(written)
            builder.put(
                first_line + row.line,
                column,
                text.strip(),
                fault=fault,
                shown=shown and shown.strip(),
            )
    return builder.sheet()


def _paragraphs(
    lines: list[str], first_line: int, file: str, count: CellCount
) -> Iterator[Paragraph]:
    for line, written in enumerate(lines, first_line):
        plain = written.strip()
        if not plain:
            continue
        count.take_text(plain)
        is_heading = _HEADING.match(plain) is not None
        note = _NOTE.fullmatch(plain)
        if note:
            plain = f"[{note['mark']}] {note['text'].strip()}"
        text = read_inline(plain.strip("#").strip() if is_heading else plain)
        shown = (text.shown or text.text).strip()
        if shown:
            yield Paragraph(shown, Place(file, row=line), is_heading)
