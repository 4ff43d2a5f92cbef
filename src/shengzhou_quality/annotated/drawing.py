"""Make the drawing with the boxes of a sheet's comments, or extend the one that it has.

The drawing is VML; buttons and other controls of the sheet stand in it too, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from shengzhou_quality.annotated.boxes import CommentBox, box_beside, box_grown, size_of
from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import (
    Splices,
    attribute_bytes,
    is_empty,
    prefix_of,
    start_tag,
    walk,
)
from shengzhou_quality.annotated.survey import Cell, Survey

_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_PREFIXES = {"xmlns:v": _VML, "xmlns:o": _OFFICE, "xmlns:x": _EXCEL}
_BOX_TYPE = "_x0000_t202"
_SHAPES = 1_024
"""The numbers of shapes in one block of `idmap`."""
_ID = re.compile(r"_x0000_s([0-9]{1,9})")
_BLOCKS = re.compile(rb"<o:idmap[^>]*\bdata=[\"']([0-9, ]*)[\"']")
_NUMBER = re.compile(rb"[0-9]{1,6}")
_BREAK = re.compile(rb"<br>", re.IGNORECASE)
_TOP = re.compile("<v:shape(?:type)?(?= )")
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


def new_drawing(texts: Mapping[Cell, str], survey: Survey, block: int) -> bytes:
    """A drawing with a box for each comment; its shapes are numbered from a block on."""
    blocks = range(block, block + len(texts) // _SHAPES + 1)
    data = ",".join(map(str, blocks))
    shapes = _shapes(texts, survey, block * _SHAPES + 1)
    return (
        f'<xml{_declared(_PREFIXES)}><o:shapelayout v:ext="edit">'
        f'<o:idmap v:ext="edit" data="{data}"/>'
        f"</o:shapelayout>{_SHAPE_TYPE}{shapes}</xml>"
    ).encode()


def last_block(drawing: bytes) -> int:
    """The last block of numbers that a drawing uses for its shapes; 0 if it says none."""
    numbers = [int(each) for found in _BLOCKS.findall(drawing) for each in _NUMBER.findall(found)]
    return max(numbers, default=0)


def extended_drawing(
    content: bytes, part: str, texts: Mapping[Cell, str], old: set[Cell], survey: Survey
) -> bytes:
    """The drawing with a box for each new comment; those of `old` ones grow with their text."""
    found = _Drawing(content, part)
    splices = Splices(content)
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
        shapes = _shapes(new, survey, found.next_number)
        if not found.has_box_type:
            shapes = _SHAPE_TYPE + shapes
        if found.undeclared:  # openpyxl declares them on each element
            shapes = _TOP.sub(lambda tag: f"{tag[0]}{found.undeclared}", shapes)
        splices.insert(found.close, shapes.encode())
    return splices.result()


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
        self.has_box_type = False
        self.next_number = _SHAPES + 1
        self.undeclared = ""
        """Declarations of the prefixes that the root lacks."""
        self.close = 0
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

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        self._text = ""
        if depth == 0:
            tag = start_tag(self._content, at)
            if is_empty(tag):
                raise NotAnnotatedError("unusual-part", part=self._part)
            written = attribute_bytes(tag)
            self.undeclared = _declared(
                {key: uri for key, uri in _PREFIXES.items() if written.get(key) != uri.encode()}
            )
        elif name == f"{_VML} shapetype":
            self.has_box_type |= attributes.get("id") == _BOX_TYPE
        elif name == f"{_VML} shape":
            named = (attributes.get("id", ""), attributes.get(f"{_OFFICE} spid", ""))
            for found in filter(None, map(_ID.fullmatch, named)):
                self.next_number = max(self.next_number, int(found[1]) + 1)
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
