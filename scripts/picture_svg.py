"""Draw rows of a terminal as an SVG: every character has its own x, so columns stay aligned.

A Han character takes two cells whatever font the reader's machine has. The picture has its own
dark ground, which can be read on a light page and on a dark one; it holds no style sheet, no
script and no address, so nothing is fetched. Its text is text: it can be searched and compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from picture_screen import Look, Row, Run

from shengzhou_quality.formats.screen import display_width

_CELL, _LINE, _SIZE = 8, 20, 14
_MARGIN, _BAR = 16, 32
_BASE = 15
"""How far below the top of a row its characters stand."""

_WORDS = re.compile(r"[^ ]+(?: [^ ]+)*")
_AS_WIDE_AS_HAN = re.compile(r"([\u2160-\u217f\u2460-\u24ff])")
"""Ⅲ and ①: of one cell, and drawn two cells wide by the fonts that have them."""

_FONTS = (
    "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', monospace"
)
_GROUND, _EDGE, _BAR_GROUND = "#161b22", "#3d444d", "#21262d"
_PLAIN, _DIM = "#e6edf3", "#9198a1"
_COLOURS = {"red": "#ff7b72", "green": "#56d364", "yellow": "#e3b341"}


def draw(title: str, rows: Sequence[Row], columns: int) -> str:
    """The picture of a window: `title` in its bar, `rows` below."""
    width = 2 * _MARGIN + columns * _CELL
    height = _BAR + 2 * _MARGIN + len(rows) * _LINE - (_LINE - _SIZE) // 2
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="8"'
        f' fill="{_GROUND}" stroke="{_EDGE}"/>',
        f'<path d="M1 {_BAR}V8a7 7 0 0 1 7-7H{width - 8}a7 7 0 0 1 7 7V{_BAR}z"'
        f' fill="{_BAR_GROUND}"/>',
        f'<g font-family="{_FONTS}" font-size="{_SIZE}" fill="{_PLAIN}">',
        f'<text y="21" x="{_positions(title)}" fill="{_DIM}">{escape(title)}</text>',
        *_lines(rows),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    """Write one element a row, and in it one for each piece of a run."""
    for number, row in enumerate(rows):
        y = _BAR + _MARGIN + number * _LINE + _BASE - (_LINE - _SIZE) // 2
        column = 0
        pieces: list[str] = []
        for run in row:
            pieces += _pieces(run, column)
            column += display_width(run.text)
        if pieces:
            yield f'<text y="{y}">{"".join(pieces)}</text>'


def _pieces(run: Run, column: int) -> Iterator[str]:
    """Split a run where it has several spaces, which may be drawn as one, and at narrowed signs."""
    looks = "".join(f' {name}="{value}"' for name, value in _attributes(run.look))
    for words in _WORDS.finditer(run.text):
        at = column + display_width(run.text[: words.start()])
        for place, piece in enumerate(_AS_WIDE_AS_HAN.split(words[0])):
            narrowed = f' textLength="{_CELL}" lengthAdjust="spacingAndGlyphs"' if place % 2 else ""
            if piece:
                x = _positions(piece, at)
                yield f'<tspan x="{x}"{narrowed}{looks}>{escape(piece)}</tspan>'
            at += display_width(piece)


def _attributes(look: Look) -> Iterator[tuple[str, str]]:
    if look.colour or look.dim:
        yield "fill", _COLOURS[look.colour] if look.colour else _DIM
    if look.bold:
        yield "font-weight", "bold"


def _positions(text: str, column: int = 0) -> str:
    """The x of each character: its column, in cells."""
    places = []
    for character in text:
        places.append(str(_MARGIN + _CELL * column))
        column += display_width(character)
    return " ".join(places)
