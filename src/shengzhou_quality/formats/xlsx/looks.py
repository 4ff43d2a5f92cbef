"""Choose the look of a cell by its tone, its number and its link; a meaning stands in words too."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from openpyxl.styles import Alignment

from shengzhou_quality.formats.workbooks.cells import CENTRE, LEFT, Style
from shengzhou_quality.formats.xlsx.lines import Cell, Role, Side, Text
from shengzhou_quality.pages.model import Tone

_FILLS = {Tone.GOOD: "FFE2EFDA", Tone.WARNING: "FFFFF2CC", Tone.ERROR: "FFF8CBAD"}
_QUIET, _LINK = "FF595959", "FF0563C1"
_TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
_ACROSS = Alignment(horizontal="left", vertical="center")
_NUMBER = Alignment(horizontal="right", vertical="center")
_SIDES = {
    Side.LEFT: LEFT,
    Side.CENTRE: CENTRE,
    Side.RIGHT: Alignment(horizontal="right", vertical="center", wrap_text=True),
}

_ROLES = {
    Role.TITLE: Style(CENTRE, border=False, heading=True, title=True),
    Role.LEAD: Style(LEFT, border=False, heading=True),
    Role.HEADING: Style(LEFT, border=False, heading=True),
    Role.TEXT: Style(LEFT, border=False),
    Role.NOTE: Style(LEFT, border=False, colour=_QUIET),
    Role.GROUP: Style(LEFT, "FFE8EEE0", heading=True),
}
_HEAD = Style(CENTRE, "FFD9E4F0", heading=True)
_CELL = Style(LEFT)


class Looks:
    """The styles of one workbook, each made once: a style is equal to itself only."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Style] = {}

    def of_text(self, line: Text, *, high: bool = False, alone: bool = False) -> Style:
        """A text too high for one row begins at the top of several.

        One that stands `alone` in its row runs over the empty cells behind its own.
        """
        key = (line.role, line.tone, bool(line.sheet), high, alone)
        if key not in self._made:
            style = _ROLES[line.role]
            if line.role is Role.LEAD:
                style = replace(style, fill=_FILLS.get(line.tone))
            if line.tone is Tone.STRONG:
                style = replace(style, heading=True)
            if line.sheet:
                style = replace(style, colour=_LINK, underlined=True)
            style = replace(style, alignment=_ACROSS) if alone else style
            self._made[key] = replace(style, alignment=_TOP) if high else style
        return self._made[key]

    def of_head(self) -> Style:
        return _HEAD

    def of_cell(
        self, cell: Cell, code: str | None, side: Side, *, linked: bool, high: bool
    ) -> Style:
        """`code` is the number format of a cell that holds a number."""
        key = (cell.tone, code, side, linked, high, cell.indent)
        if key not in self._made:
            self._made[key] = replace(
                _CELL,
                alignment=_alignment(cell, code, side, high=high),
                fill=_FILLS.get(cell.tone),
                heading=cell.tone is Tone.STRONG,
                colour=_LINK if linked else _QUIET if cell.tone is Tone.QUIET else None,
                underlined=linked,
                figure=code,
            )
        return self._made[key]


def _alignment(cell: Cell, code: str | None, side: Side, *, high: bool) -> Alignment:
    if code is not None and side is not Side.CENTRE:
        return _NUMBER
    if cell.indent:
        return Alignment(horizontal="left", vertical="center", wrap_text=True, indent=cell.indent)
    return _TOP if high else _SIDES[side]
