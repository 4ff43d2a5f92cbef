"""A Word document that is being written: its styles, its upright and turned sheets, its bytes.

Styles, sheets, headers and footers are those of the base document, or of the one an office gives;
the report takes the place of its text, or of one paragraph of it (see `template`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.docx.styles import Element, Style, style_ids
from shengzhou_quality.formats.docx.template import (
    base,
    find_place,
    go_on,
    has_text,
    opened,
    sheet_after,
    sheet_of,
    sheets_of,
)
from shengzhou_quality.result_mark import RESULT_MARK

_FIRST_DAY_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY: Final = 255
_LINE: Final = 579
"""In twips: a line of text, of which a sheet has 22."""
_NOT_OF_THE_REPORT: Final = (
    "dcterms:created", "dcterms:modified", "dc:creator", "cp:lastModifiedBy", "cp:lastPrinted",
    "cp:revision",
)  # fmt: skip
"""Properties of the office's document, or of a clock: nobody has signed the report yet."""


class Paper:
    """The document so far. Text comes after what is there; sheets turn between paragraphs.

    `replaces_text` says whether the office's document had text that is there no more.
    """

    def __init__(self, template: bytes | None = None) -> None:
        own = base()
        self._document = own if template is None else opened(template)
        self._styles = style_ids(self._document, own)
        body = self._document.element.body
        place = find_place(body)
        self.replaces_text = place is None and has_text(body)
        self._upright, self._turned = sheets_of(self._document, own, place)
        self._is_turned = False
        self._is_first = True
        self._end = _emptied(body, self._upright) if place is None else place

    def name(self, title: str) -> None:
        """Write the title into the document's properties, and that it is a result of sqc.

        It has no author and no date.
        """
        properties = self._document.core_properties
        for name in _NOT_OF_THE_REPORT:
            properties._element.remove_all(name)  # noqa: SLF001 - a property cannot be deleted
        properties.title = clean(title)[:_LONGEST_PROPERTY]
        properties.category = RESULT_MARK

    def style_id(self, style: Style) -> str:
        return self._styles[style]

    def paragraph(self, text: str | Sequence[str], style: Style, **indent: int) -> Element:
        """Append a paragraph, of several lines if they are given.

        `indent` counts hundredths of characters (leftChars=200).
        """
        made = paragraph(text, self._styles[style])
        if indent:
            twips = {name.removesuffix("Chars"): each * 32 // 10 for name, each in indent.items()}
            made.pPr.append(element("w:ind", **indent, **twips))
        self.append(made)
        return made

    def apart(self, text: Sequence[str], lines: int, **indent: int) -> Element:
        """Append a paragraph of text, so many lines below the one that it stays on a sheet with."""
        self.keep_last_with_next()
        made = self.paragraph(text, Style.TEXT, **indent)
        made.pPr.insert(1, element("w:keepLines"))
        made.pPr.insert(2, element("w:spacing", before=lines * _LINE))
        return made

    def append(self, element: Element) -> None:
        self._end.addprevious(element)

    def keep_last_with_next(self) -> None:
        """Keep the last text on the sheet of what follows, unless a sheet ends with it."""
        last = self._end.getprevious()
        if last is None or last.tag != qn("w:p") or last.pPr is None or sheet_of(last) is not None:
            return
        if last.style not in (None, self._styles[Style.TABLE_END]):
            keep_with_next(last)

    def turn(self, *, turned: bool) -> None:
        """Go on with a sheet that is turned on its side, or upright; the same one goes on."""
        if turned is not self._is_turned:
            self._end_section()
            self._is_turned = turned

    @property
    def room(self) -> int:
        """The width between the margins of the sheet, in twips."""
        sheet = self._turned if self._is_turned else self._upright
        margins = sheet.find(qn("w:pgMar"))
        around = sum(int(margins.get(qn(f"w:{side}"))) for side in ("left", "right"))
        return int(sheet.find(qn("w:pgSz")).get(qn("w:w"))) - around

    def content(self) -> bytes:
        """The bytes of the document: the same for the same text."""
        self._finish()
        saved, packed = io.BytesIO(), io.BytesIO()
        self._document.save(saved)
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
            for name in source.namelist():
                part = zipfile.ZipInfo(name, _FIRST_DAY_OF_ZIP)
                part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 3
                target.writestr(part, source.read(name))
        return packed.getvalue()

    def _end_section(self) -> None:
        """Put what the sheets so far look like into the last paragraph."""
        last = self._end.getprevious()
        if last is None or last.tag != qn("w:p") or last.pPr is None or sheet_of(last) is not None:
            last = self.paragraph("", Style.TABLE_END)
        last.pPr.append(self._sheet())
        self._is_first = False

    def _sheet(self) -> Element:
        """The present sheet; a first page and a first number are those of the first section."""
        sheet = deepcopy(self._turned if self._is_turned else self._upright)
        if not self._is_first:
            go_on(sheet)
        return sheet

    def _finish(self) -> None:
        body = self._document.element.body
        if self._end is body[-1]:
            body.replace(self._end, self._sheet())
            return
        self.turn(turned=False)
        if sheet_of(self._end) is not None:  # the section ends where the report does
            self._end_section()
        elif not self._is_first:
            go_on(sheet_after(self._end))
        body.remove(self._end)


def paragraph(text: str | Sequence[str], style_id: str) -> Element:
    """A paragraph of one run. Among Chinese text a quotation mark is as wide as a character."""
    made, properties = element("w:p"), element("w:pPr")
    properties.append(element("w:pStyle", val=style_id))
    made.append(properties)
    lines = [clean(line) for line in ([text] if isinstance(text, str) else text)]
    if not any(lines):
        return made
    run = element("w:r")
    made.append(run)
    if any(map(_is_han, "".join(lines))):
        run.append(element("w:rPr"))
        run.rPr.append(element("w:rFonts", hint="eastAsia"))
    for number, line in enumerate(lines):
        if number:
            run.append(element("w:br"))
        run.add_t(line)
    return made


def keep_with_next(made: Element) -> None:
    """Keep a paragraph, or its last lines, on the sheet of what follows."""
    if made.pPr.find(qn("w:keepNext")) is None:
        made.pPr.insert(1, element("w:keepNext"))


def element(name: str, **attributes: int | str) -> Element:
    """An element of Word with attributes of Word."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _emptied(body: Element, upright: Element) -> Element:
    """Take the text out of a document; return the element that what is written stands before."""
    last = deepcopy(upright)
    for one in list(body):
        body.remove(one)
    body.append(last)
    return last
