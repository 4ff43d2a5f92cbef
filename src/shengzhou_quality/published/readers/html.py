"""Read a web page, also as Word, WPS or Excel saves it, into paragraphs and tables."""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.published.document import Paragraph
from shengzhou_quality.published.readers.flow import BREAK, Flow
from shengzhou_quality.published.readers.html_styles import PLAIN, PageStyle, PageStyles
from shengzhou_quality.published.readers.html_tags import (
    BrokenPageError,
    Tag,
    attributes_of,
    tags_of,
)
from shengzhou_quality.reading.readers.grid import CellCount
from shengzhou_quality.reported import Sheet

_DROPPED = frozenset(
    ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "nav",
     "select", "svg", "template", "object", "button", "canvas", "noscript", "audio", "video")
)  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr",
))  # fmt: skip
_BLOCKS = frozenset((
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6",
    "center", "blockquote", "pre", "section", "article", "header", "footer", "main", "aside",
    "form", "hr", "address", "figure", "figcaption", "fieldset", "body", "html",
))  # fmt: skip
_OF_TABLES = frozenset((
    "table", "tr", "td", "th", "thead", "tbody", "tfoot", "caption",
))  # fmt: skip
_INLINE_SKIPPED = frozenset((
    "span", "font", "a", "b", "i", "u", "em", "strong", "small", "label", "ins", "del", "s",
    "sup", "sub", "p",
))  # fmt: skip
_MOST_SPANNED_COLUMNS, _MOST_SPANNED_ROWS = 1000, 65534
_STYLES = 50
"""Inline elements open at the same time that are followed; real pages have a few."""
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])\n(?=[{_WIDE}])")


class PageRead(NamedTuple):
    """The blocks of a page or a part of it; `tables` counts the tables so far."""

    blocks: list[Paragraph | Sheet]
    diagnostics: list[Diagnostic]
    tables: int


def read_page(
    text: str, file: str, count: CellCount, *, line: int = 1, tables: int = 0
) -> PageRead:
    """Read the text of a page that begins on `line`. Raises `InputError` beyond a limit."""
    page = _Page(file, count, tables)
    elements, most = 0, count.limits.elements
    try:
        for tag in tags_of(text, line):
            elements += 1
            if elements > most:
                count.refuse("too-many-elements", most)
            page.take(tag)
    except BrokenPageError:
        raise refusal("import-damaged", Place(file)) from None
    return page.result()


class _Page:
    """Follows the tags of one page."""

    def __init__(self, file: str, count: CellCount, tables: int) -> None:
        self._place = Place(file)
        self._limits: Limits = count.limits
        self._flow = Flow(file, count, tables=tables, too_deep="import-too-deep")
        self._styles = PageStyles()
        self._open: list[tuple[str, PageStyle]] = []
        self._struck_cell = self._struck_row = False
        self._last, self._pending = "", ""
        self._skipped: tuple[str, int] | None = None
        self._preformatted = 0
        self._lists: list[int | None] = []
        self._tracked = False

    def result(self) -> PageRead:
        blocks = self._flow.blocks()
        found = self._flow.diagnostics
        if self._tracked:
            found = [*found, Diagnostic("import-tracked-changes", self._place)]
        return PageRead(blocks, found, self._flow.tables_made)

    def take(self, tag: Tag) -> None:
        name = tag.name
        if self._skipped is not None and self._skip(name):
            return
        if not name:
            self._add(tag.text, tag.line)
        elif name.startswith("/"):
            self._end(name[1:])
        elif name == "style":
            self._styles.learn(tag.text)
        else:
            self._start(name, tag)

    # Hidden and dropped elements

    def _skip(self, name: str) -> bool:
        """Whether a tag lies inside an element that is left out, up to its end tag."""
        assert self._skipped is not None
        skipped, depth = self._skipped
        if name == f"/{skipped}":
            self._skipped = (skipped, depth - 1) if depth > 1 else None
            return True
        # An end tag is missing if a cell or a table ends inside a word, or a paragraph begins.
        is_new = skipped in _INLINE_SKIPPED and name.lstrip("/") in _OF_TABLES
        if is_new or name == skipped == "p":
            self._skipped = None
            return False
        if name == skipped:
            self._skipped = (skipped, depth + 1)
        return True

    # Text

    def _add(self, text: str, line: int) -> None:
        if self._preformatted:
            self._put(text.replace("\r\n", "\n").replace("\n", BREAK), line)
            return
        text = _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", self._pending + text)
        self._pending = ""
        if self._last in ("", " ", BREAK):
            text = text.lstrip(" \n")
        if text.endswith("\n"):
            text, self._pending = text[:-1], "\n"
        # The file's own line ends: a space between words, nothing between Chinese characters.
        joined = _BETWEEN_WIDE.sub("", self._last + text).replace("\n", " ")
        self._put(joined[len(self._last) :], line)

    def _put(self, text: str, line: int) -> None:
        if not text:
            return
        self._last = text[-1]
        raised, struck = 0, self._struck_cell or self._struck_row
        for _, style in self._open:
            raised = style.raised if style.raised is not None else raised
            struck = style.struck if style.struck is not None else struck
        self._flow.add(text, line, raised, struck=struck)

    def _end_paragraph(self) -> None:
        self._flow.end_paragraph()
        self._last = self._pending = ""

    # Tags

    def _start(self, name: str, tag: Tag) -> None:
        attributes = attributes_of(tag.text) if tag.text else {}
        style = self._styles.style_of(name, attributes)
        if name == "br":
            self._pending = ""
            self._put(BREAK, tag.line)
            return
        is_deleted = name == "del" and "datetime" in attributes
        self._tracked |= is_deleted
        if name in _OF_TABLES:
            self._start_of_table(name, attributes, style)
            return
        if name in _BLOCKS:
            self._start_block(name)
        if name in ("ol", "ul", "li"):
            self._start_list(name, attributes, tag.line)
        if name in _VOID or tag.text.endswith("/"):
            return
        if name in _DROPPED or style.hidden or is_deleted:
            self._skipped = (name, 1)
            return
        if len(self._open) < _STYLES and (style != PLAIN or name in _INLINE_SKIPPED):
            self._open.append((name, style))

    def _start_block(self, name: str) -> None:
        self._end_paragraph()
        if name == "p":
            self._close("p")
        if name[0] == "h" and name[1:].isdigit():
            self._flow.heading = True
        self._preformatted += name == "pre"

    def _start_list(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Put the number of an item before it, as it is printed."""
        if name != "li":
            is_numbered = name == "ol" and attributes.get("type", "1") == "1"
            first = _spanned(attributes.get("start"), 0, _MOST_SPANNED_ROWS)
            if len(self._lists) < _STYLES:
                self._lists.append(first if is_numbered else None)
            return
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._put(f"{number}. ", line)
            self._lists[-1] = number + 1

    def _start_of_table(self, name: str, attributes: dict[str, str], style: PageStyle) -> None:
        flow = self._flow
        self._open.clear()
        if name == "table":
            if style.hidden:
                self._skipped = ("table", 1)
                return
            if flow.depth and not flow.in_cell:
                flow.end_table()
            self._end_paragraph()
            flow.begin_table()
        elif not flow.depth:
            self._end_paragraph()
        elif name == "caption":
            flow.begin_caption()
        elif name in ("td", "th"):
            self._struck_cell = bool(style.struck)
            columns = _spanned(attributes.get("colspan"), 1, _MOST_SPANNED_COLUMNS)
            rows = _spanned(attributes.get("rowspan"), _MOST_SPANNED_ROWS, _MOST_SPANNED_ROWS)
            flow.begin_cell(columns, rows, hidden=style.hidden)
        elif name == "tr":
            self._struck_row, self._struck_cell = bool(style.struck), False
            flow.begin_row(hidden=style.hidden)
        else:
            flow.end_row_group()
            if style.hidden:
                self._skipped = (name, 1)
        self._last = self._pending = ""

    def _end(self, name: str) -> None:
        flow = self._flow
        if name in _OF_TABLES:
            self._end_of_table(name)
        elif name in _BLOCKS:
            self._end_paragraph()
            if name == "p":
                self._close("p")
            if name[0] == "h" and name[1:].isdigit():
                flow.heading = False
            self._preformatted = max(0, self._preformatted - (name == "pre"))
            if name in ("ol", "ul") and self._lists:
                self._lists.pop()
        else:
            self._close(name)

    def _end_of_table(self, name: str) -> None:
        flow = self._flow
        self._end_paragraph()
        if not flow.depth:
            return
        if name == "table":
            flow.end_table()
            self._struck_cell = self._struck_row = False
            self._open.clear()
        elif name == "caption":
            flow.end_caption()
        elif name in ("td", "th"):
            flow.end_cell()
            self._struck_cell = False
            self._open.clear()
        elif name == "tr":
            flow.end_row()
            self._struck_row = False
        else:
            flow.end_row_group()

    def _close(self, name: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == name:
                del self._open[at:]
                return


def _spanned(written: str | None, of_zero: int, most: int) -> int:
    """How many columns or rows a cell spans, as browsers read the attribute."""
    found = re.match(r"\s*\+?(\d{1,9})", written or "")
    if found is None:
        return 1
    return min(int(found[1]), most) or of_zero
