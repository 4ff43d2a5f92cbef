"""The template's look: which cells an office fills in, and how it tells them."""

from __future__ import annotations

from dataclasses import replace

from openpyxl.styles import Alignment

from shengzhou_quality.formats.workbooks.cells import CENTRE, EDGE, LEFT, RIGHT, Style

_KNOWN = "FF1F4E9E"

TITLE = Style(CENTRE, border=False, heading=True, title=True)
PLAIN = Style(EDGE, border=False)
LABEL = Style(RIGHT, border=False)
HEADER = Style(CENTRE, "FFD9E4F0", heading=True)
GROUP = Style(LEFT, "FFE8EEE0", heading=True)
LOCKED = Style(CENTRE, "FFF4F4F4")
LOCKED_TEXT = Style(LEFT, "FFF4F4F4")
FILL_IN = Style(CENTRE, "FFFFF8DC", locked=False)
FILL_IN_TEXT = replace(FILL_IN, alignment=LEFT)
KNOWN = replace(FILL_IN, colour=_KNOWN)
KNOWN_TEXT = replace(KNOWN, alignment=LEFT)
LEGEND = replace(PLAIN, alignment=Alignment(horizontal="left", vertical="center", indent=1))
KNOWN_LEGEND = replace(LEGEND, colour=_KNOWN)
HEADING = Style(LEFT, heading=True)
TEXT = Style(LEFT)
TEXT_CENTRED = Style(CENTRE)

MAX_PROMPT_TITLE, MAX_PROMPT = 32, 255
"""The most characters that a workbook allows for a prompt; a longer one damages the file."""
