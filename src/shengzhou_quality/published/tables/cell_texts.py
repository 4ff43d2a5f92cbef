"""What one cell of a table says, cleaned, with its footnote marks in one spelling."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from shengzhou_quality.notation import is_missing
from shengzhou_quality.published.cells.names import Cleaned, clean_figure, clean_name
from shengzhou_quality.published.cells.unit_text import read_unit
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.tables.cell_forms import is_unit_form
from shengzhou_quality.reported import Cell

_BETWEEN_HAN = re.compile(
    r"(?<=[一-鿿“”、，（）])\s+(?=[一-鿿“”、，（）A-Za-z0-9])|(?<=[A-Za-z0-9%])\s+(?=[一-鿿])"
)
_LAST_BRACKET = re.compile(r"[(（]([^()（）]{1,8}(?:[(（][^()（）]*[)）])?)[)）]$")
_NESTED = re.compile(
    r"(?P<head>.+)[(（](?P<unit>[^()（）]+)[(（](?P<note>[^()（）]+)[)）][)）]$", re.DOTALL
)


class CellText(NamedTuple):
    """What a cell says. `bracket` is one behind a name that may be its unit."""

    text: str
    unit: str | None = None
    number: str | None = None
    year: int | None = None
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    bracket: str | None = None
    doubts: tuple[Doubt, ...] = ()


def joined(text: str) -> str:
    """A text on one line, without spaces beside Han characters."""
    return _BETWEEN_HAN.sub("", " ".join(text.split()))


def read_name(cell: Cell | str) -> CellText:
    """Part a name from the number before it, the unit behind it, and footnote marks."""
    read = _of(clean_name(cell))
    nested = None if read.unit else _NESTED.match(read.text)
    if nested is not None and is_unit_form(nested["unit"]):
        # The year of its prices stands within the bracket of the unit.
        notes = (*read.notes, nested["note"])
        read = read._replace(text=nested["head"], unit=nested["unit"], notes=notes)
    bracket = _LAST_BRACKET.search(read.text)
    return read._replace(bracket=bracket[1] if bracket is not None and not read.unit else None)


def read_value(
    cell: Cell, units: Collection[str], field: str | None, *, comma_is_point: bool = False
) -> CellText:
    """Read a figure; its text is empty if the cell says that there is none."""
    read = _of(clean_figure(cell, units, field=field, comma_is_point=comma_is_point))
    return read._replace(text="") if is_missing(read.text) else read


def read_words(text: str) -> str:
    """The text of a cell that holds words: a unit, a category, an office."""
    return "" if is_missing(text) else joined(text)


def read_unit_cell(text: str) -> str:
    """The unit in a column of units; 无量纲 and words that are no known unit as printed."""
    words = read_words(text)
    known = read_unit(words) if words else None
    return known.unit if known is not None and known.note is None else words


def _of(cleaned: Cleaned) -> CellText:
    return CellText(
        cleaned.text,
        cleaned.unit,
        cleaned.number,
        cleaned.year,
        tuple(plain_mark(mark) for mark in cleaned.marks),
        cleaned.notes,
        None,
        cleaned.doubts,
    )


def plain_mark(mark: str) -> str:
    """One spelling of a footnote mark: 1 for ①, [1], 注1 and ¹."""
    plain = "".join(mark.split()).strip("[]〔〕【】()（）").replace("＊", "*")
    if len(plain) > 1 and plain.startswith("注"):
        plain = plain[1:]
    if len(plain) == 1 and "①" <= plain <= "⑳":
        return str(ord(plain) - ord("①") + 1)
    return plain.translate(str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789"))
