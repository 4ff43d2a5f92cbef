"""Read a Word document (.docx) into paragraphs and tables, as it is printed.

Deleted and hidden text is left out, inserted text is kept, automatic numbers are counted. The
footnotes follow at the end, each with its mark: `[1] …`.
"""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.limits import Limits
from shengzhou_quality.published.document import Paragraph
from shengzhou_quality.published.readers.docx_parts import (
    Numbering,
    WordStyle,
    is_on,
    read_styles,
    value,
    with_run_style,
)
from shengzhou_quality.published.readers.flow import BREAK, Flow
from shengzhou_quality.reading.readers.grid import CellCount
from shengzhou_quality.reading.readers.package import Package
from shengzhou_quality.reading.readers.runs import Run
from shengzhou_quality.reported import Sheet

MAIN = "word/document.xml"
_LEFT_OUT = frozenset(
    ("del", "moveFrom", "Fallback", "instrText", "delText", "rPrChange", "pPrChange", "tcPrChange",
     "tblPrChange", "trPrChange", "sectPr", "rt")
)  # fmt: skip
"""Elements that are not printed, or whose alternative is read."""
_TRACKED = frozenset(("del", "moveFrom", "ins", "moveTo"))
_SIGNS = {
    "br": BREAK,
    "cr": BREAK,
    "tab": " ",
    "ptab": " ",
    "noBreakHyphen": "-",
}
_SYMBOLS = {"f0b3": "≥", "f0a3": "≤", "f0b1": "±", "f0b4": "×", "f0b0": "°", "f0be": "—",
            "f03e": ">", "f03c": "<", "f025": "%", "f02b": "+", "f02d": "-", "f0b2": "″",
            "f0b9": "≠", "f0bb": "≈", "f06d": "μ"}  # fmt: skip
"""Signs of the font Symbol by their code."""
_CHECKS = {"f0fc": "√", "f0fe": "√", "f050": "√", "f0fb": "×", "f04f": "×", "f06c": "●"}
"""Signs of the fonts Wingdings and Wingdings 2."""
_UNKNOWN_SIGN = "\ufffd"


class WordRead(NamedTuple):
    """The blocks of a Word document, and findings about it."""

    blocks: list[Paragraph | Sheet]
    diagnostics: list[Diagnostic]


def read_docx(content: bytes, file: str, limits: Limits) -> WordRead:
    """Raises `InputError` if the document is damaged, encrypted or beyond a limit."""
    package = Package(content, file, limits)
    count = CellCount(file, limits)
    body = _Body(package, count)
    package.parse(MAIN, body.start, body.end, body.text)
    blocks = body.flow.blocks()
    for kind, marks in (("footnote", body.footnotes), ("endnote", body.endnotes)):
        if marks and f"word/{kind}s.xml" in package:
            notes = _Notes(body, kind, marks)
            package.parse(f"word/{kind}s.xml", notes.start, notes.end, notes.text)
            blocks += notes.blocks()
    found = body.flow.diagnostics
    if body.is_tracked:
        found = [*found, Diagnostic("import-tracked-changes", Place(file))]
    return WordRead(blocks, found)


class _WordParagraph:
    """The state of one paragraph while it is being read."""

    def __init__(self, held: list[Run]) -> None:
        self.held = held
        self.style = self.run = WordStyle()
        self.number: str | None = None
        self.level: int | None = None
        self.begun = False


class _Body:
    """Follows the elements of one part of the document."""

    def __init__(self, package: Package, count: CellCount, above: _Body | None = None) -> None:
        self.package = package
        self.count = count
        self.flow = Flow(count.file, count, too_deep="import-too-deep")
        self.styles: dict[str, WordStyle] = above.styles if above else read_styles(package)
        self.numbering: Numbering = above.numbering if above else Numbering(package)
        self.footnotes: dict[str, str] = {}
        self.endnotes: dict[str, str] = {}
        self.own_marks: set[str] = above.own_marks if above else set()
        self.is_tracked: bool = False
        self._open: list[str] = []
        self._skip_from: int | None = None
        self._paragraphs: list[_WordParagraph] = []
        self._in_text = False
        self._cell: dict[str, str] = {}
        self._row: dict[str, str] = {}
        self._begun_cell = self._begun_row = True
        self._held: list[tuple[dict[str, str], dict[str, str], bool, bool]] = []

    # Elements

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        above = self._open[-1] if self._open else ""
        self._open.append(tag)
        if self._skip_from is not None:
            return
        if tag in _LEFT_OUT or (tag in ("ins", "moveTo") and above in ("rPr", "trPr")):
            self.is_tracked |= tag in _TRACKED
            if above == "trPr" and tag == "del":
                self._row["hidden"] = "1"
            self._skip_from = len(self._open)
            return
        self.is_tracked |= tag in _TRACKED
        self._take(tag, above, attributes)

    def _take(self, tag: str, above: str, attributes: dict[str, str]) -> None:
        if tag == "p":
            self._begin_cell()
            self._paragraphs.append(_WordParagraph(self.flow.hold()))
        elif tag == "r" and self._paragraphs:
            self._paragraphs[-1].run = WordStyle()
        elif tag == "t":
            self._in_text = True
        elif tag in ("tbl", "tr", "tc"):
            self._take_of_table(tag, above, attributes)
        elif above in ("rPr", "pPr", "numPr"):
            self._learn(tag, above, attributes)
        elif above == "r":
            self._put_sign(tag, attributes)
        else:
            self._take_of_table(tag, above, attributes)

    def _take_of_table(self, tag: str, above: str, attributes: dict[str, str]) -> None:
        if tag in ("tr", "tc") and not self.flow.depth:
            return  # a row outside a table is read as paragraphs
        if tag == "tbl":
            self._begin_cell()
            self.flow.begin_table()
            self._held.append((self._cell, self._row, self._begun_cell, self._begun_row))
        elif tag == "tr":
            self._row, self._begun_row = {}, False
        elif tag == "tc":
            self._begin_row()
            self._cell, self._begun_cell = {}, False
        elif above == "trPr":
            if tag != "hidden" or is_on(attributes):
                self._row[tag] = value(attributes, "val") or "1"
        elif above == "tcPr":
            self._cell[tag] = value(attributes, "val") or ("continue" if tag == "vMerge" else "")

    def end(self, tag: str) -> None:
        if self._skip_from is not None:
            if len(self._open) == self._skip_from:
                self._skip_from = None
            self._open.pop()
            return
        self._open.pop()
        flow = self.flow
        if tag == "t":
            self._in_text = False
        elif tag == "p" and self._paragraphs:
            self._begin_paragraph()
            one = self._paragraphs.pop()
            flow.heading = bool(one.style.is_heading) and not flow.depth
            flow.resume(one.held)
            flow.heading = False
        elif tag in ("tc", "tr") and not flow.depth:
            return
        elif tag == "tc":
            self._begin_cell()
            flow.end_cell()
        elif tag == "tr":
            self._begin_row()
            flow.end_row()
        elif tag == "tbl":
            flow.end_table()
            self._cell, self._row, self._begun_cell, self._begun_row = self._held.pop()

    def text(self, data: str) -> None:
        if self._in_text and self._skip_from is None:
            self._put(data)

    # Tables

    def _begin_row(self) -> None:
        if not self._begun_row:
            self._begun_row = True
            skipped = self._row.get("gridBefore", "0")
            hidden = "hidden" in self._row
            self.flow.begin_row(hidden=hidden, skipped=min(_spanned(skipped, 0), 1000))

    def _begin_cell(self) -> None:
        """Begin the cell once its properties are known."""
        if not self._begun_cell:
            self._begun_cell = True
            columns = _spanned(self._cell.get("gridSpan", "1"), 1)
            self.flow.begin_cell(min(columns, 1000), merge=self._cell.get("vMerge"))

    # Text

    def _learn(self, tag: str, above: str, attributes: dict[str, str]) -> None:
        """What the properties of a paragraph or a run say."""
        if not self._paragraphs:
            return
        one = self._paragraphs[-1]
        said = value(attributes, "val") or ""
        if tag == "pStyle":
            one.style = self.styles.get(said, WordStyle())
        elif tag == "outlineLvl":
            one.style = one.style._replace(is_heading=(said or "9") < "9")
        elif tag == "numId":
            one.number = said
        elif tag == "ilvl":
            one.level = _spanned(said, 0)
        elif tag == "rStyle":
            one.run = self.styles.get(said, WordStyle())
        elif above == "rPr" and "pPr" not in self._open[-3:]:  # not of the paragraph's end
            one.run = with_run_style(one.run, tag, attributes)

    def _begin_paragraph(self) -> None:
        """Put the automatic number before the first text of a paragraph."""
        one = self._paragraphs[-1]
        if one.begun:
            return
        one.begun = True
        number = one.number if one.number is not None else one.style.number
        if number not in (None, "0"):
            level = one.level if one.level is not None else one.style.level or 0
            text = self.numbering.next(number or "", level)
            if text:
                self.flow.add(f"{text} ")

    def _put(self, text: str, raised: int | None = None) -> None:
        if not self._paragraphs:
            return
        self._begin_paragraph()
        one = self._paragraphs[-1]
        style, run = one.style, one.run
        if style.hidden if run.hidden is None else run.hidden:
            return
        if raised is None:
            raised = (style.raised if run.raised is None else run.raised) or 0
        struck = style.struck if run.struck is None else run.struck
        self.flow.add(text, raised=raised, struck=bool(struck))

    def _put_sign(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _SIGNS:
            self._put(_SIGNS[tag])
        elif tag == "sym":
            font = (value(attributes, "font") or "").casefold()
            code = (value(attributes, "char") or "").casefold()
            signs = _SYMBOLS if font == "symbol" else _CHECKS if "wingdings" in font else {}
            self._put(signs.get(code, _UNKNOWN_SIGN))
        elif tag in ("footnoteReference", "endnoteReference"):
            marks = self.footnotes if tag.startswith("foot") else self.endnotes
            mark = str(len(self.footnotes) + len(self.endnotes) + 1)
            note = value(attributes, "id") or ""
            mark = marks.setdefault(note, mark)
            if value(attributes, "customMarkFollows") in ("1", "true", "on"):
                self.own_marks.add(mark)  # the mark is text, here and in the note
            else:
                self._put(mark, raised=1)


class _Notes(_Body):
    """Follows the part that holds the footnotes or endnotes."""

    def __init__(self, body: _Body, kind: str, marks: dict[str, str]) -> None:
        super().__init__(body.package, body.count, body)
        self._kind = kind
        self._marks = marks
        self._mark = ""
        self._found: dict[str, list[Paragraph]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._kind:
            self._mark = self._marks.get(value(attributes, "id") or "", "")
            self.flow = Flow(self.count.file, self.count, too_deep="import-too-deep")
        super().start(tag, attributes)

    def end(self, tag: str) -> None:
        super().end(tag)
        if tag == self._kind and self._mark:
            lines = [one for one in self.flow.blocks() if isinstance(one, Paragraph)]
            if lines:
                if self._mark not in self.own_marks:
                    lines[0] = lines[0]._replace(text=f"[{self._mark}] {lines[0].text}")
                self._found[self._mark] = lines

    def blocks(self) -> list[Paragraph]:
        """The notes in the order of their marks."""
        marks = sorted(self._found, key=int)
        return [paragraph for mark in marks for paragraph in self._found[mark]]


def _spanned(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
