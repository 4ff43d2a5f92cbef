"""A Word document that is being written: its styles, its upright and turned sheets, its bytes.

The base document that ships with the package, or the one an office gives, has the styles, the
size and the margins of the sheets, their headers and footers; the report takes the place of its
text. Where the office's document has a paragraph 【正文】 or [report], the report takes the place
of that alone, and a letterhead above it or a distribution list below it stay.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from shengzhou_quality.formats.cleaning import clean

_MADE: Final = datetime(2026, 1, 1, tzinfo=UTC)
_FIRST_DAY_OF_ZIP: Final = (1980, 1, 1, 0, 0, 0)
_PLACES = ("【正文】", "[report]")
_LARGEST = 200 * 2**20
"""So many bytes a document may have when it is unpacked."""
_LONGEST_PROPERTY = 255

Element = Any
"""An element of the document's XML."""


class Style(StrEnum):
    """The styles that a report uses, by their names in Word."""

    TEXT = "Normal"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    CAPTION = "caption"
    ANNEX = "附件"
    ANNEX_TITLE = "附件标题"
    LISTED = "附件正文"
    COMMAND = "命令"
    TABLE_HEAD = "表头"
    TABLE_TEXT = "表格文字"
    TABLE_CENTRED = "表格居中"
    TABLE_NOTE = "表注"
    TABLE_END = "表尾"
    TABLE = "Table Grid"


class WordTemplateError(ValueError):
    """A document that no report can be written into; `missing` are the styles that it lacks."""

    def __init__(self, missing: tuple[str, ...] = ()) -> None:
        super().__init__(", ".join(missing) or "not a Word document")
        self.missing = missing


class Paper:
    """The document so far. Text comes after what is there; sheets turn between paragraphs."""

    def __init__(self, template: bytes | None = None) -> None:
        self._document = _opened(template)
        self._styles = _style_ids(self._document)
        body = self._document.element.body
        sheets = list(body.iter(qn("w:sectPr")))
        self._upright = deepcopy(next((one for one in sheets if not _is_turned(one)), sheets[-1]))
        turned = next(filter(_is_turned, sheets), None)
        self._turned = _turn(self._upright) if turned is None else deepcopy(turned)
        self._is_turned = False
        self._is_first = True
        self._end = _emptied(body, self._upright)

    def name(self, title: str) -> None:
        """Write the title into the document's properties, and no clock."""
        properties = self._document.core_properties
        properties.title = clean(title)[:_LONGEST_PROPERTY]
        properties.modified = _MADE

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

    def append(self, element: Element) -> None:
        self._end.addprevious(element)

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
        if last is None or last.tag != qn("w:p") or last.pPr is None or _sheet_of(last) is not None:
            last = self.paragraph("", Style.TABLE_END)
        last.pPr.append(self._sheet())
        self._is_first = False

    def _sheet(self) -> Element:
        """The present sheet; a first page and a first number are those of the first section."""
        sheet = deepcopy(self._turned if self._is_turned else self._upright)
        if not self._is_first:
            _go_on(sheet)
        return sheet

    def _finish(self) -> None:
        body = self._document.element.body
        if self._end is body[-1]:
            body.replace(self._end, self._sheet())
            return
        self.turn(turned=False)
        body.remove(self._end)
        if not self._is_first:
            _go_on(body[-1])


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
    """Keep a paragraph on the sheet of the next one."""
    made.pPr.insert(1, element("w:keepNext"))


def element(name: str, **attributes: int | str) -> Element:
    """An element of Word with attributes of Word."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _opened(template: bytes | None) -> Any:
    """The base document, or the one given, if it is a Word document of at most that size."""
    if template is None:
        template = files("shengzhou_quality.formats.docx").joinpath("base.docx").read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        document = docx.Document(io.BytesIO(template)) if size <= _LARGEST else None
    except Exception as error:  # a broken package raises a dozen types
        raise WordTemplateError from error
    if document is None:
        raise WordTemplateError
    return document


def _style_ids(document: Any) -> dict[Style, str]:
    known = {one.name_val.casefold(): one.styleId for one in document.styles.element.style_lst}
    missing = tuple(str(style) for style in Style if style.casefold() not in known)
    if missing:
        raise WordTemplateError(missing)
    return {style: known[style.casefold()] for style in Style}


def _emptied(body: Element, upright: Element) -> Element:
    """Take the text out of a document; return the element that what is written stands before."""
    for one in body.iterchildren(qn("w:p")):
        if "".join(one.itertext(qn("w:t"))).strip() in _PLACES:
            return one
    last = deepcopy(upright)
    for one in list(body):
        body.remove(one)
    body.append(last)
    return last


def _is_turned(sheet: Element) -> bool:
    size = sheet.find(qn("w:pgSz"))
    return size is not None and int(size.get(qn("w:w"))) > int(size.get(qn("w:h")))


def _turn(upright: Element) -> Element:
    """The sheet on its side, its upper edge on the right; headers and footers are the same."""
    turned = deepcopy(upright)
    size, margins = turned.find(qn("w:pgSz")), turned.find(qn("w:pgMar"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")
    before = {side: margins.get(qn(f"w:{side}")) for side in ("top", "right", "bottom", "left")}
    for side, old in (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom")):
        margins.set(qn(f"w:{side}"), before[old])
    return turned


def _go_on(sheet: Element) -> None:
    """Neither a first page nor a first number: a section that goes on has its own sheet."""
    for name in ("w:titlePg", "w:pgNumType", "w:type"):
        for one in sheet.findall(qn(name)):
            sheet.remove(one)


def _sheet_of(made: Element) -> Element | None:
    return made.pPr.find(qn("w:sectPr"))
