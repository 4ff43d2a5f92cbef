"""Make the drawing with the boxes of a sheet's comments, or extend the one that it has.

The drawing is VML; buttons and other controls of the sheet stand in it too, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from shengzhou_quality.annotated.boxes import CommentBox, box_beside, box_grown
from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import Splices, attribute_bytes, start_tag, walk
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
_SHAPE_TYPE = (
    f'<v:shapetype id="{_BOX_TYPE}" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#{type}" style="position:absolute;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
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
    declared = "".join(f' {name}="{uri}"' for name, uri in _PREFIXES.items())
    shapes = _shapes(texts, survey, block * _SHAPES + 1)
    return (
        f'<xml{declared}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{data}"/>'
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
        start, end, written = found.boxes[cell]
        try:
            box = CommentBox(*map(int, written.split(",")))
        except (ValueError, TypeError):
            raise NotAnnotatedError("unusual-part", part=part) from None
        splices.replace(start, end, str(box_grown(box, texts[cell], survey)).encode())
    new = {cell: text for cell, text in texts.items() if cell not in old}
    if new:
        kind = "" if found.has_box_type else _SHAPE_TYPE
        splices.insert(found.close, (kind + _shapes(new, survey, found.next_number)).encode())
    return splices.result()


def _shapes(texts: Mapping[Cell, str], survey: Survey, number: int) -> str:
    return "".join(
        _SHAPE.format(
            number=number + place, type=_BOX_TYPE, box=box_beside(cell, text, survey),
            row=cell[0] - 1, column=cell[1] - 1,
        )
        for place, (cell, text) in enumerate(texts.items())
    )  # fmt: skip


class _Drawing:
    """What stands in a drawing: the anchors of its comments, its numbers, its end."""

    def __init__(self, content: bytes, part: str) -> None:
        self.boxes: dict[Cell, tuple[int, int, str]] = {}
        self.has_box_type = False
        self.next_number = _SHAPES + 1
        self.close = 0
        # Excel leaves `<br>` open in the labels of buttons: for the parser it is blanked, so that
        # every offset stays what it was.
        self._content, self._part = content, part
        masked = _BREAK.sub(lambda found: b" " * len(found[0]), content)
        self._note = False
        self._values: dict[str, str] = {}
        self._text = ""
        self._anchor: tuple[int, int] | None = None
        walk(masked, part, _EXCEL, self._start, self._end, self._take)

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        if depth == 0:
            tag = start_tag(self._content, at)
            written = attribute_bytes(tag)
            if tag.endswith(b"/>") or any(
                written.get(key) != uri.encode() for key, uri in _PREFIXES.items()
            ):
                raise NotAnnotatedError("unusual-part", part=self._part)
        elif name == f"{_VML} shapetype":
            self.has_box_type |= attributes.get("id") == _BOX_TYPE
        elif name == f"{_VML} shape":
            named = (attributes.get("id", ""), attributes.get(f"{_OFFICE} spid", ""))
            for found in filter(None, map(_ID.fullmatch, named)):
                self.next_number = max(self.next_number, int(found[1]) + 1)
        elif name == "ClientData":
            self._note = attributes.get("ObjectType") == "Note"
            self._values, self._anchor = {}, None
        elif name == "Anchor":
            start = at + len(start_tag(self._content, at))
            self._anchor = (start, start)
        self._text = ""

    def _take(self, text: str) -> None:
        self._text += text

    def _end(self, depth: int, name: str, at: int) -> None:
        if depth == 0:
            self.close = at
        elif name in ("Row", "Column", "Anchor"):
            self._values[name] = self._text.strip()
            if name == "Anchor" and self._anchor is not None:
                self._anchor = (self._anchor[0], at)
        elif name == "ClientData" and self._note and self._anchor is not None:
            try:
                cell = (int(self._values["Row"]) + 1, int(self._values["Column"]) + 1)
            except (KeyError, ValueError):
                return
            self.boxes[cell] = (*self._anchor, self._values["Anchor"])


_BREAK = re.compile(rb"<br>", re.IGNORECASE)
_NUMBER = re.compile(rb"[0-9]{1,6}")
