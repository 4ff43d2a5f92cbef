"""Open the document that a report is written into: its place for the text, its sheets.

That is the base document that ships with the package, or the one an office gives. Where the
office's document has a paragraph 【正文】 or [report], the report takes the place of that alone:
a letterhead above it and a distribution list below it stay. A place where no report can stand is
refused: otherwise the letterhead would be lost.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from shengzhou_quality.formats.docx.styles import Element

PLACES: Final = ("【正文】", "[report]")
"""The texts of a paragraph that a report takes the place of."""
_LARGEST: Final = 200 * 2**20
"""So many bytes a document may have when it is unpacked."""
_BEFORE_SIZE: Final = frozenset(
    qn(f"w:{name}")
    for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
)
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Unusable(StrEnum):
    """Why no report can be written into a document."""

    NOT_DOCX = "not-docx"
    PLACE_NOT_ALONE = "place-not-alone"
    """The place has other text in its paragraph, or is in a table, a text box or a control."""
    SEVERAL_PLACES = "several-places"


class WordTemplateError(ValueError):
    """A document that no report can be written into; `place` is the text of the place."""

    def __init__(self, why: Unusable = Unusable.NOT_DOCX, place: str = "") -> None:
        super().__init__(
            {
                Unusable.NOT_DOCX: "not a Word document",
                Unusable.PLACE_NOT_ALONE: f"{place} is not a paragraph of its own",
                Unusable.SEVERAL_PLACES: f"more than one {place}",
            }[why]
        )
        self.why, self.place = why, place


def base() -> Any:
    """The document that ships with the package."""
    content = files("shengzhou_quality.formats.docx").joinpath("base.docx").read_bytes()
    return docx.Document(io.BytesIO(content))


def opened(template: bytes) -> Any:
    """The document that an office gives, if it is a Word document of at most that size."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        document = docx.Document(io.BytesIO(template)) if size <= _LARGEST else None
    except Exception as error:  # a broken package raises a dozen types
        raise WordTemplateError from error
    if document is None:
        raise WordTemplateError
    return document


def find_place(body: Element) -> Element | None:
    """The paragraph that the report takes the place of, if there is one."""
    found = [(one, place) for one in body.iter(qn("w:p")) if (place := _place_in(one))]
    if not found:
        return None
    if len(found) > 1:
        raise WordTemplateError(Unusable.SEVERAL_PLACES, found[0][1])
    (made, place) = found[0]
    if made.getparent() is not body or _squeezed(made) != place.casefold():
        raise WordTemplateError(Unusable.PLACE_NOT_ALONE, place)
    return made


def _place_in(made: Element) -> str:
    """A text box stands twice in a document: the second is for old programs."""
    text = _squeezed(made)
    place = next((one for one in PLACES if one.casefold() in text), "")
    return "" if place and next(made.iterancestors(_FALLBACK), None) is not None else place


def _squeezed(made: Element) -> str:
    """The text of a paragraph without spaces, and without that of a text box in it."""
    own = (one.text or "" for one in made.iter(qn("w:t")) if _paragraph_of(one) is made)
    return "".join("".join(own).split()).casefold()


def _paragraph_of(made: Element) -> Element:
    return next(made.iterancestors(qn("w:p")))


def has_text(body: Element) -> bool:
    """Whether there is anything that a report would take the place of: a text or a picture."""
    return any((one.text or "").strip() for one in body.iter(qn("w:t"))) or any(
        True for _ in body.iter(qn("w:drawing"), qn("w:pict"))
    )


def sheets_of(document: Any, base_document: Any, place: Element | None) -> tuple[Element, Element]:
    """The upright sheet that the report begins with, and the turned one, with all measures."""
    body = document.element.body
    of_base = sheet_after(base_document.element.body[0])
    if body.find(qn("w:sectPr")) is None:  # Word then takes a sheet of its own
        body.append(_without_footers(of_base))
    all_sheets = list(body.iter(qn("w:sectPr")))
    for one in all_sheets:
        _complete(one, of_base)
    candidates = all_sheets if place is None else [sheet_after(place), *all_sheets]
    upright = next((one for one in candidates if not is_turned(one)), candidates[0])
    turned = next(filter(is_turned, all_sheets), None)
    both = document.settings.odd_and_even_pages_header_footer
    made = deepcopy(upright), _turn(upright) if turned is None else deepcopy(turned)
    for one in made if both else ():
        _give_even_pages(one)
    return made


def sheet_after(made: Element) -> Element | None:
    """The sheet of the section that a part of the body stands in."""
    for one in _from(made):
        if one.tag == qn("w:sectPr"):
            return one
        sheet = sheet_of(one)
        if sheet is not None:
            return sheet
    return None


def _from(made: Element) -> Iterator[Element]:
    yield made
    yield from made.itersiblings()


def sheet_of(made: Element) -> Element | None:
    """The sheet of the section that a paragraph ends, if it ends one."""
    return made.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")


def is_turned(sheet: Element) -> bool:
    size = sheet.find(qn("w:pgSz"))
    return int(size.get(qn("w:w"))) > int(size.get(qn("w:h")))


def go_on(sheet: Element) -> None:
    """Neither a first page nor a first number: a section that goes on has its own sheet."""
    for name in ("w:titlePg", "w:pgNumType", "w:type"):
        for one in sheet.findall(qn(name)):
            sheet.remove(one)


def _complete(sheet: Element, of_base: Element) -> None:
    """Take the size or the margins of the base document where a sheet states none."""
    for name, keys in (("pgSz", ("w", "h")), ("pgMar", ("top", "right", "bottom", "left"))):
        own = sheet.find(qn(f"w:{name}"))
        if own is not None and all(_is_whole(own.get(qn(f"w:{key}"))) for key in keys):
            continue
        if own is not None:
            sheet.remove(own)
        before = _BEFORE_SIZE | {qn("w:pgSz")}
        at = sum(1 for one in sheet if one.tag in before)
        sheet.insert(at, deepcopy(of_base.find(qn(f"w:{name}"))))


def _is_whole(text: str | None) -> bool:
    return text is not None and text.lstrip("-").isdecimal()


def _without_footers(sheet: Element) -> Element:
    """The footers of the base document are no parts of another one."""
    made = deepcopy(sheet)
    for one in made.findall(qn("w:footerReference")):
        made.remove(one)
    return made


def _give_even_pages(sheet: Element) -> None:
    """Where an office has changed one header only, even pages have it too."""
    for kind in ("headerReference", "footerReference"):
        own = {one.get(qn("w:type")): one for one in sheet.findall(qn(f"w:{kind}"))}
        if "default" in own and "even" not in own:
            made = deepcopy(own["default"])
            made.set(qn("w:type"), "even")
            own["default"].addnext(made)


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
