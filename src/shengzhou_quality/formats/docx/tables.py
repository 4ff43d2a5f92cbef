"""Make the tables of a Word document: rows that stay whole, heads that are repeated, own widths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from docx.oxml.ns import qn

from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.column_widths import widths
from shengzhou_quality.formats.docx.paper import (
    Paper,
    element,
    keep_with_next,
    paragraph,
)
from shengzhou_quality.formats.docx.styles import Element, Style
from shengzhou_quality.formats.screen import display_width

_HALF_WIDTH = 90
"""In twips: half a character of 9 points, the size of a table's text."""
_MARGIN = 57
"""In twips: left and right of the text of a cell."""
_AROUND = 2 * _MARGIN + 26
"""In twips: left and right of the text of a cell, and what rounding takes."""
_FEW = 12
"""A table of so many rows stays on one sheet."""
_SHORT = 16
"""Columns whose texts have at most so many half-widths are centred."""


class Column(NamedTuple):
    """The head of a column; one `with_room` takes what others leave, a `merged` one joins cells.

    `numbers` are centred, and so are short texts.
    """

    head: str
    with_room: bool = False
    merged: bool = False
    numbers: bool = False


def put(paper: Paper, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Append a table over the whole width of the sheet, and the paragraph that must follow it."""
    texts = [[clean(text) for text in row] for row in rows]
    down = [[clean(one.head), *(row[at] for row in texts)] for at, one in enumerate(columns)]
    available = (paper.room - _AROUND * len(columns)) // _HALF_WIDTH
    shares = widths(down, [one.with_room for one in columns], available)
    twips = [share * _HALF_WIDTH + _AROUND for share in shares]
    paper.keep_last_with_next()
    table = _table(paper, twips)
    paper.append(table)
    head = [paper.style_id(Style.TABLE_HEAD)] * len(columns)
    table.append(_row([one[0] for one in down], twips, head, is_head=True))
    styles = [
        paper.style_id(_alignment(one, texts[1:])) for one, texts in zip(columns, down, strict=True)
    ]
    merged = [one.merged for one in columns]
    above: Sequence[str] = ()
    for row, following in pairwise([*texts, None]):
        assert row is not None
        made = _row(row, twips, styles, together=len(texts) <= _FEW and following is not None)
        if any(merged):
            _merge(made, merged, row, above, following or ())
        table.append(made)
        above = row
    paper.paragraph("", Style.TABLE_END)


def _alignment(column: Column, texts: Sequence[str]) -> Style:
    short = max(map(display_width, texts), default=0) <= _SHORT
    return Style.TABLE_CENTRED if short or column.numbers else Style.TABLE_TEXT


def _table(paper: Paper, twips: Sequence[int]) -> Element:
    table, properties = element("w:tbl"), element("w:tblPr")
    table.append(properties)
    properties.append(element("w:tblStyle", val=paper.style_id(Style.TABLE)))
    properties.append(element("w:tblW", w=sum(twips), type="dxa"))
    properties.append(element("w:jc", val="center"))
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")  # those of an office's own style may be twice as wide
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=_MARGIN, type="dxa"))
    properties.append(margins)
    grid = element("w:tblGrid")
    for width in twips:
        grid.append(element("w:gridCol", w=width))
    table.append(grid)
    return table


def _row(
    texts: Sequence[str],
    twips: Sequence[int],
    styles: Sequence[str],
    *,
    is_head: bool = False,
    together: bool = False,
) -> Element:
    """A row that no page break cuts; one that is kept `together` stays with the next."""
    row, properties = element("w:tr"), element("w:trPr")
    properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    for text, width, style in zip(texts, twips, styles, strict=True):
        cell, about = element("w:tc"), element("w:tcPr")
        about.append(element("w:tcW", w=width, type="dxa"))
        about.append(element("w:vAlign", val="center"))
        cell.append(about)
        inside = paragraph(text, style)
        if together:
            keep_with_next(inside)
        cell.append(inside)
        row.append(cell)
    return row


def _merge(
    row: Element,
    merged: Sequence[bool],
    texts: Sequence[str],
    above: Sequence[str],
    below: Sequence[str],
) -> None:
    """Join a cell with those above and below that say the same; its text stands in the first."""
    for at, cell in enumerate(row.iterchildren(qn("w:tc"))):
        goes_on = bool(above) and above[at] == texts[at]
        begins = bool(below) and below[at] == texts[at]
        if not merged[at] or not (goes_on or begins):
            continue
        joined = element("w:vMerge", **({} if goes_on else {"val": "restart"}))
        cell.tcPr.find(qn("w:vAlign")).addprevious(joined)
        if goes_on:
            for run in list(cell.p_lst[0].r_lst):
                cell.p_lst[0].remove(run)
