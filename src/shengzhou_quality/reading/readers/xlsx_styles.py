"""Read the cell styles of an .xlsx: number formats, and which cells are struck out."""

from __future__ import annotations

from typing import NamedTuple

from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.reading.readers.formats import PLAIN, NumberFormat, built_in, format_of
from shengzhou_quality.reading.readers.package import Package, Remembered

_MOST_FORMATS = 100_000
"""The most number formats, fonts and styles together; Excel allows 64,000 cell formats."""
_LISTS = ("numFmts", "fonts", "cellXfs")


class CellStyle(NamedTuple):
    """How a cell shows its value; `struck`: all of its text is struck out."""

    shape: NumberFormat = PLAIN
    struck: bool = False


USUAL_STYLE = CellStyle()


_known: Remembered[tuple[CellStyle, ...]] = Remembered(most=32)


def read_styles(package: Package, member: str) -> tuple[CellStyle, ...]:
    """The styles of cells, in the order in which cells refer to them."""
    reader = _StyleReader(package.file)
    return _known.read(package, member, reader.start, reader.end, reader.styles)


class _StyleReader:
    def __init__(self, file: str) -> None:
        self._file = file
        self._codes: dict[int, str] = {}
        self._struck_fonts: list[bool] = []
        self.cells: list[tuple[int, int]] = []
        self._inside = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _LISTS:
            self._inside = tag
        match self._inside, tag:
            case "numFmts", "numFmt":
                self._codes[int(attributes["numFmtId"])] = attributes["formatCode"]
            case "fonts", "font":
                self._struck_fonts.append(False)
            case "fonts", "strike" if self._struck_fonts:
                self._struck_fonts[-1] = is_on(attributes.get("val", "1"))
            case "cellXfs", "xf":
                number, font = attributes.get("numFmtId", 0), attributes.get("fontId", 0)
                self.cells.append((int(number), int(font)))
        if len(self.cells) + len(self._codes) + len(self._struck_fonts) > _MOST_FORMATS:
            raise refusal("workbook-damaged", Place(self._file))

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def styles(self) -> tuple[CellStyle, ...]:
        return tuple(self._style(number, font) for number, font in self.cells)

    def _style(self, number: int, font: int) -> CellStyle:
        codes, fonts = self._codes, self._struck_fonts
        shape = format_of(codes[number]) if number in codes else built_in(number)
        struck = 0 <= font < len(fonts) and fonts[font]
        return USUAL_STYLE if shape is PLAIN and not struck else CellStyle(shape, struck)


def is_on(value: str | None) -> bool:
    return value in ("1", "true", "on")
