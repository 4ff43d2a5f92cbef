"""Make the drawing with the boxes of a sheet's comments, or extend the one that it has.

The drawing is VML; buttons and other controls of the sheet stand in it too, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from shengzhou_quality.annotated.boxes import CommentBox, box_beside, box_grown, size_of
from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import (
    Splices,
    attribute_bytes,
    end_of,
    is_empty,
    prefix_of,
    start_tag,
    walk,
    with_attributes,
)
from shengzhou_quality.annotated.survey import Cell, Survey

_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_PREFIXES = {"xmlns:v": _VML, "xmlns:o": _OFFICE, "xmlns:x": _EXCEL}
_BOX_TYPE = "_x0000_t202"
_SHAPES = 1_024
"""The numbers of shapes in one block. Excel wants each drawing of a workbook to have its own."""
_ID = re.compile(r"_x0000_s([0-9]{1,9})")
_ANY_ID = re.compile(rb"\b_x0000_s([0-9]{1,9})\b")
_ANY_BLOCKS = re.compile(rb"idmap\b[^>]*\bdata=[\"']([0-9, ]*)[\"']")
_NUMBER = re.compile("[0-9]{1,6}")
_BREAK = re.compile(rb"<br>", re.IGNORECASE)
_TOP = re.compile("<(?:v:shape|v:shapetype|o:shapelayout)(?= )")
_SHAPE_TYPE = (
    f'<v:shapetype id="{_BOX_TYPE}" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#{type}" style="position:absolute;'
    'width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1"'
    ' o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{box}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def new_drawing(texts: Mapping[Cell, str], survey: Survey, taken: set[int]) -> bytes:
    """A drawing with a box for each comment; `taken` are the blocks of numbers of all others."""
    first = (max(taken, default=0) + 1) * _SHAPES + 1
    layout = _layout(_blocks(first, len(texts)))
    shapes = _shapes(texts, survey, first)
    return f"<xml{_declared(_PREFIXES)}>{layout}{_SHAPE_TYPE}{shapes}</xml>".encode()


def blocks_of(drawing: bytes) -> set[int]:
    """The blocks of numbers that a drawing declares or uses for its shapes."""
    declared = (found.decode() for found in _ANY_BLOCKS.findall(drawing))
    return {int(each) for found in declared for each in _NUMBER.findall(found)} | {
        int(each) // _SHAPES for each in _ANY_ID.findall(drawing)
    }


def extended_drawing(
    content: bytes,
    part: str,
    texts: Mapping[Cell, str],
    old: set[Cell],
    survey: Survey,
    taken: set[int],
    removed: Iterable[Cell] = (),
) -> bytes:
    """The drawing with a box for each new comment; those of `old` ones grow with their text.

    `taken` are the blocks of numbers of the other drawings; the boxes of `removed` are left out.
    """
    found = _Drawing(content, part)
    splices = Splices(content)
    for span in (found.shapes[cell] for cell in removed if cell in found.shapes):
        splices.replace(*span, b"")
    for cell in sorted(old):
        if cell not in found.boxes:
            raise NotAnnotatedError("unusual-part", part=part)
        old_box = found.boxes[cell]
        if old_box.box is None:  # its size is a style, which an anchor overrules
            box, prefix = box_beside(cell, texts[cell], survey), old_box.prefix
            splices.insert(old_box.start, f"<{prefix}Anchor>{box}</{prefix}Anchor>".encode())
        else:
            box = box_grown(old_box.box, texts[cell], survey)
            splices.replace(old_box.start, old_box.end, str(box).encode())
    new = {cell: text for cell, text in texts.items() if cell not in old}
    if new:
        first = found.first_number(len(new), taken)
        shapes = _shapes(new, survey, first)
        if not found.has_box_type:
            shapes = _SHAPE_TYPE + shapes
        found.declare(splices, _blocks(first, len(new)))
        splices.insert(found.close, found.with_prefixes(shapes))
    return splices.result()


def _blocks(first: int, count: int) -> set[int]:
    return set(range(first // _SHAPES, (first + count - 1) // _SHAPES + 1))


def _layout(blocks: set[int]) -> str:
    data = ",".join(map(str, sorted(blocks)))
    return f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{data}"/></o:shapelayout>'


def _shapes(texts: Mapping[Cell, str], survey: Survey, number: int) -> str:
    shapes = ""
    for place, (cell, text) in enumerate(texts.items()):
        width, height = (pixels * 3 // 4 for pixels in size_of(text))
        shapes += _SHAPE.format(
            number=number + place, type=_BOX_TYPE, box=box_beside(cell, text, survey),
            width=width, height=height, row=cell[0] - 1, column=cell[1] - 1,
        )  # fmt: skip
    return shapes


class _OldBox(NamedTuple):
    """The anchor of a comment: where its text stands, or where one is to be inserted."""

    start: int
    end: int
    box: CommentBox | None
    prefix: str


class _Drawing:
    """What stands in a drawing: the boxes of its comments, its numbers, its end."""

    def __init__(self, content: bytes, part: str) -> None:
        self.boxes: dict[Cell, _OldBox] = {}
        self.shapes: dict[Cell, tuple[int, int]] = {}
        self._shape: tuple[int, bytes] = (0, b"")
        self._cell: Cell | None = None
        self.has_box_type = False
        self.close = 0
        self._undeclared = ""
        self._root_end = 0
        self._map: tuple[int, bytes] | None = None
        self._blocks: set[int] = set()
        self._numbers: set[int] = set()
        # Excel leaves `<br>` open in the labels of buttons: for the parser it is blanked, so that
        # every offset stays what it was.
        self._content, self._part = content, part
        masked = _BREAK.sub(lambda found: b" " * len(found[0]), content)
        self._note = False
        self._values: dict[str, str] = {}
        self._text = ""
        self._data: tuple[int, bytes] = (0, b"")
        self._anchor: tuple[int, int] | None = None
        walk(masked, part, _EXCEL, self._start, self._end, self._take)

    def first_number(self, count: int, taken: set[int]) -> int:
        """The first of so many free numbers: of the drawing's own last block, or of a new one."""
        own = self._blocks - taken
        if own:
            block = max(own)
            used = (number for number in self._numbers if number // _SHAPES == block)
            last = max(used, default=block * _SHAPES)
            if last + count < (block + 1) * _SHAPES:
                return last + 1
        used_blocks = {number // _SHAPES for number in self._numbers}
        return (max(self._blocks | used_blocks | taken, default=0) + 1) * _SHAPES + 1

    def declare(self, splices: Splices, blocks: set[int]) -> None:
        """State that the drawing uses these blocks of numbers."""
        if blocks <= self._blocks:
            return
        if self._map is None:
            splices.insert(self._root_end, self.with_prefixes(_layout(blocks)))
        else:
            at, tag = self._map
            data = ",".join(map(str, sorted(self._blocks | blocks)))
            splices.replace(at, at + len(tag), with_attributes(tag, {"data": data}))

    def with_prefixes(self, elements: str) -> bytes:
        """Elements with the prefixes declared that the root lacks, as openpyxl writes them."""
        return _TOP.sub(lambda tag: f"{tag[0]}{self._undeclared}", elements).encode()

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        self._text = ""
        if depth == 0:
            tag = start_tag(self._content, at)
            if is_empty(tag):
                raise NotAnnotatedError("unusual-part", part=self._part)
            written = attribute_bytes(tag)
            self._root_end = at + len(tag)
            self._undeclared = _declared(
                {key: uri for key, uri in _PREFIXES.items() if written.get(key) != uri.encode()}
            )
        elif name == f"{_VML} shapetype":
            self.has_box_type |= attributes.get("id") == _BOX_TYPE
        elif name == f"{_VML} shape":
            self._shape, self._cell = (at, start_tag(self._content, at)), None
            named = (attributes.get("id", ""), attributes.get(f"{_OFFICE} spid", ""))
            self._numbers |= {int(found[1]) for found in map(_ID.fullmatch, named) if found}
        elif name == f"{_OFFICE} idmap":
            self._map = (at, start_tag(self._content, at))
            self._blocks = {int(each) for each in _NUMBER.findall(attributes.get("data", ""))}
        elif name == "ClientData":
            self._note = attributes.get("ObjectType") == "Note"
            self._data = (at, start_tag(self._content, at))
            self._values, self._anchor = {}, None
        elif name == "Anchor":
            start = at + len(start_tag(self._content, at))
            self._anchor = (start, start)

    def _take(self, text: str) -> None:
        self._text += text

    def _end(self, depth: int, name: str, at: int) -> None:
        if depth == 0:
            self.close = at
        elif name in ("Row", "Column", "Anchor"):
            self._values[name] = self._text.strip()
            if name == "Anchor" and self._anchor is not None:
                self._anchor = (self._anchor[0], at)
        elif name == "ClientData" and self._note:
            cell = (int(self._values["Row"]) + 1, int(self._values["Column"]) + 1)
            self.boxes[cell] = self._old_box()
            self._cell = cell
        elif name == f"{_VML} shape" and self._cell is not None:
            start, tag = self._shape
            self.shapes[self._cell] = (start, end_of(self._content, tag, at))

    def _old_box(self) -> _OldBox:
        at, tag = self._data
        if self._anchor is None:
            return _OldBox(at + len(tag), at + len(tag), None, prefix_of(tag))
        numbers = [int(each) for each in self._values["Anchor"].split(",")]
        if len(numbers) != len(CommentBox._fields):
            raise NotAnnotatedError("unusual-part", part=self._part)
        return _OldBox(*self._anchor, CommentBox(*numbers), prefix_of(tag))


def _declared(prefixes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{uri}"' for name, uri in prefixes.items())
