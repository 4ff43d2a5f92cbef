"""Find the styles that a report needs in a document; supply those that it lacks.

What an office has defined itself stays as it is. What it has not is copied from the base document,
with the fonts that stand in for fonts that are not installed. A copy is based on no style of the
office: a "Normal" of its own would else change the tables.
"""

from __future__ import annotations

from copy import deepcopy
from enum import StrEnum
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

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


OWN_TEXT: Final = "公文正文"
"""The style of the text in a document whose "Normal" is that of no official paper."""
_SMALLEST_TEXT: Final = 28
"""In half points: "Normal" is meant for official papers from size 4 (14 pt) on.

Word, WPS and LibreOffice begin with 10 to 12 pt, and offices leave that as it is in a letterhead
whose lines are formatted one by one.
"""
_SIZE_OF_WORD: Final = 20
"""The size in half points where neither a style nor the defaults of a document state one."""


def style_ids(document: Any, base: Any) -> dict[Style, str]:
    """The ids of all styles; those that `document` lacks are copied from `base`."""
    supply = _Supply(document, base)
    found = {
        style: supply.text_id() if style is Style.TEXT else supply.id_of(style) for style in Style
    }
    if supply.copied:
        _supply_fonts(document, base)
    return found


class _Supply:
    """The styles of a document by their names, and copies of those of the base document."""

    def __init__(self, document: Any, base: Any) -> None:
        self._styles = document.styles.element
        self._known = _by_name(self._styles)
        self._base = _by_name(base.styles.element)
        self._ids = {one.styleId for one in self._styles.style_lst}
        self.copied = False

    def id_of(self, name: str) -> str:
        """The id of a style of the office, if it is of the same type, else that of a copy."""
        wanted, own = self._base[name.casefold()], self._known.get(name.casefold())
        if own is not None and _type(own) == _type(wanted):
            return str(own.styleId)
        return self._copy(wanted, name)

    def text_id(self) -> str:
        own = self._known.get(OWN_TEXT)
        if own is not None and _type(own) == "paragraph":
            return str(own.styleId)
        normal = self._known.get(Style.TEXT.casefold())
        if normal is not None and _size(normal, self._styles) >= _SMALLEST_TEXT:
            return str(normal.styleId)
        return self._copy(self._base[Style.TEXT.casefold()], OWN_TEXT)

    def _copy(self, wanted: Element, name: str) -> str:
        made = deepcopy(wanted)
        made.attrib.pop(qn("w:default"), None)
        made.remove_all("w:basedOn")
        if made.rPr is not None:
            made.rPr.append(_element("w:lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
        taken = name.casefold() in self._known  # by a style of another type
        made.find(qn("w:name")).set(qn("w:val"), f"{name} (sqc)" if taken else name)
        made.set(qn("w:styleId"), self._free(f"Sqc{wanted.styleId}"))
        self._styles.append(made)
        self._known[made.name_val.casefold()] = made
        self.copied = True
        return str(made.styleId)

    def _free(self, identity: str) -> str:
        number, free = 1, identity
        while free in self._ids:
            number, free = number + 1, f"{identity}{number}"
        self._ids.add(free)
        return free


def _by_name(styles: Element) -> dict[str, Element]:
    return {one.name_val.casefold(): one for one in styles.style_lst if one.name_val}


def _type(style: Element) -> str:
    return str(style.get(qn("w:type"), "paragraph"))


def _size(style: Element, styles: Element) -> int:
    """In half points: of a style, else of the defaults."""
    default = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for properties in (style.rPr, default):
        size = None if properties is None else properties.find(qn("w:sz"))
        if size is not None and str(size.get(qn("w:val"))).isdecimal():
            return int(size.get(qn("w:val")))
    return _SIZE_OF_WORD


def _supply_fonts(document: Any, base: Any) -> None:
    """Name in the document's table of fonts those of the copies, each with its substitute."""
    own = _fonts_part(document)
    if own is None:
        return
    table = parse_xml(own.blob)
    known = {one.get(qn("w:name")) for one in table}
    for one in parse_xml(_fonts_part(base).blob):
        if one.get(qn("w:name")) not in known:
            table.append(one)
    own._blob = serialize_part_xml(table)  # noqa: SLF001 - it has no setter


def _fonts_part(document: Any) -> Any:
    related = document.part.rels.values()
    return next(
        (
            one.target_part
            for one in related
            if one.reltype == RELATIONSHIP_TYPE.FONT_TABLE and not one.is_external
        ),
        None,
    )


def _element(name: str, **attributes: str) -> Element:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
