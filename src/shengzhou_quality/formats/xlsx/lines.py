"""Turn the blocks of a page into the lines of a sheet: texts, and rows of tables.

A line says what stands where in words; widths, heights and looks come later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.screen import display_width
from shengzhou_quality.formats.xlsx.figures import Figure, figure_of, plain_figure
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Chart,
    Commands,
    Counts,
    Details,
    Fact,
    Facts,
    Findings,
    KeyFigures,
    Outline,
    OutlineRow,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    ToComplete,
    Tone,
)
from shengzhou_quality.words import Words


class Role(StrEnum):
    """What a text across the sheet is."""

    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    TEXT = "text"
    NOTE = "note"
    GROUP = "group"
    """The heading of some rows of a table."""


class Text(NamedTuple):
    """A text across the sheet. Headings count from level 0; `sheet` is one to go to."""

    text: str
    role: Role = Role.TEXT
    tone: Tone = Tone.PLAIN
    level: int = 0
    sheet: str = ""


class Cell(NamedTuple):
    """A cell of a table: its text, the number that it shows, and where that was reported.

    An `indent` is that of a node of a tree.
    """

    text: str
    tone: Tone = Tone.PLAIN
    figure: Figure | None = None
    place: Place | None = None
    indent: int = 0


class Side(StrEnum):
    """Where the texts of a column stand."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


class Shape(NamedTuple):
    """The columns of a table; tables of one shape stand in the same columns of the sheet."""

    heads: tuple[str, ...]
    sides: tuple[Side, ...]
    with_room: tuple[bool, ...]
    wide: bool = False
    summed: bool = False
    """Some of its rows are sums of others: it is neither sorted nor filtered."""


class Row(NamedTuple):
    """A row of a table; the head comes above its rows, and `again` at the top of a page.

    Groups have headings between rows.
    """

    shape: Shape
    cells: tuple[Cell, ...]
    is_head: bool = False
    grouped: bool = False
    again: bool = False


Line = Text | Row

_FACTS = Shape(("", ""), (Side.LEFT,) * 2, (False, True))
_OUTLINE = {"item": True, "target": False, "status": False, "details": True}
"""The columns of a tree, and whether each may take the room of a page."""
_POINT = "."
_SHORT = {Align.LEFT: 8, Align.RIGHT: 4}
"""A column of texts with at most so many half-widths is centred; decimals are flush."""


def lines_of(blocks: Sequence[Block], words: Words, level: int = 0) -> Iterator[Line]:
    for block in blocks:
        yield from _LINES[type(block)](block, words, level)


def _text(text: str, role: Role = Role.TEXT, tone: Tone = Tone.PLAIN, level: int = 0) -> Text:
    return Text(clean(text), role, tone, level)


def _heading(text: str, level: int) -> Iterator[Line]:
    if text:
        yield _text(text, Role.HEADING, level=level)


def _sentence(block: Sentence, _: Words, level: int) -> Iterator[Line]:
    role = Role.NOTE if block.tone is Tone.QUIET else Role.TEXT
    yield _text(block.text, role, block.tone, level)


def _sentences(block: Sentences, _: Words, level: int) -> Iterator[Line]:
    if block.label:
        yield _text(block.label, tone=Tone.STRONG, level=level)
    for text in block.texts:
        yield _text(text, level=level)


def _counts(block: Counts, _: Words, level: int) -> Iterator[Line]:
    for clauses in block.rows:
        yield _text("".join(clauses), level=level)


def _section(block: Section, words: Words, level: int) -> Iterator[Line]:
    yield from _heading(block.heading, level)
    yield from lines_of(block.blocks, words, level + 1)


def _details(block: Details, words: Words, level: int) -> Iterator[Line]:
    """A sheet is not unfolded: the summary heads what it sums up."""
    yield from _heading(block.summary, level)
    yield from lines_of(block.blocks, words, level + 1)


def _facts(block: Facts, _: Words, level: int) -> Iterator[Line]:
    yield from _heading(block.heading, level)
    for one in block.facts:
        yield _fact(one)


def _fact(one: Fact) -> Row:
    return Row(_FACTS, (Cell(clean(one.label), Tone.STRONG), Cell(clean(one.text))))


def _findings(block: Findings, words: Words, level: int) -> Iterator[Line]:
    """The cell has a column of its own: it is a link, and short."""
    yield from _heading(block.heading, level)
    place, *others = map(clean, block.columns)
    heads = (place, words("document.column.cell"), *others)
    count = len(heads)
    with_room = tuple(at == count - 1 for at in range(count))
    shape = Shape(heads, (Side.LEFT,) * count, with_room, wide=True)
    yield _head(shape)
    for one in block.findings:
        cells = (
            Cell(clean(one.sheet), place=None if one.spot else one.at),
            Cell(clean(one.spot), place=one.at),
            Cell(clean(one.code), one.tone),
            Cell(clean(one.message)),
            Cell(clean(one.hint)),
        )
        yield Row(shape, cells)


def _head(shape: Shape, *, grouped: bool = False) -> Row:
    return Row(shape, tuple(map(Cell, shape.heads)), is_head=True, grouped=grouped)


def _table(block: Table, words: Words, level: int) -> Iterator[Line]:
    """One table, with the headings of its groups between the rows."""
    if block.caption:
        yield _text(block.caption, Role.NOTE, level=level)
    shape = Shape(
        tuple(clean(one.heading) for one in block.columns),
        tuple(_side(at, block) for at in range(len(block.columns))),
        tuple(one.takes_room for one in block.columns),
        block.wide,
        block.summed,
    )
    grouped = any(group.heading for group in block.groups)
    yield _head(shape, grouped=grouped)
    for group in block.groups:
        if group.heading:
            heading = " ".join(filter(None, (group.heading, group.note, group.elsewhere)))
            yield _text(heading, Role.GROUP, level=level)
        elif group.note:
            yield _text(group.note, Role.NOTE, level=level)
        for row in group.rows:
            pairs = zip(row, block.columns, strict=True)
            cells = [_cell(cell, column, block.none, words) for cell, column in pairs]
            yield Row(shape, tuple(_apart(cells, shape)), grouped=grouped)


def _apart(cells: Sequence[Cell], shape: Shape) -> Iterator[Cell]:
    """A text behind a number stands a little apart from it, or it reads as its unit."""
    before = Side.LEFT
    for cell, side in zip(cells, shape.sides, strict=True):
        follows = before is Side.RIGHT and side is Side.LEFT and cell.figure is None
        yield cell._replace(indent=1) if follows else cell
        before = side


def _side(at: int, block: Table) -> Side:
    align = block.columns[at].align
    texts = [row[at].text for row in block.rows]
    flush = align is Align.RIGHT and any(_POINT in text for text in texts)
    if not flush and max(map(display_width, texts), default=0) <= _SHORT[align]:
        return Side.CENTRE
    return Side.RIGHT if align is Align.RIGHT else Side.LEFT


def _cell(cell: TableCell, column: TableColumn, none: str, words: Words) -> Cell:
    shown = cell.text + cell.mark or none
    text = clean(words("clause.separator").join(filter(None, (shown, cell.note))))
    figure = figure_of(text, cell.number)
    if figure is None and cell.number is None and column.align is Align.RIGHT:
        figure = plain_figure(text)
    tone = cell.tone if cell.text else Tone.PLAIN
    return Cell(text, tone, figure, cell.place if cell.text else None)


def _outline(block: Outline, words: Words, _: int) -> Iterator[Line]:
    """A row a node, indented; what is to be reached and what it came to stand beside it."""
    lines = [_node(node, words) for node in block.nodes]
    keys = [key for key in _OUTLINE if any(cells[key].text for cells in lines)]
    heads = tuple(words(f"xlsx.outline.{key}") for key in keys)
    shape = Shape(heads, (Side.LEFT,) * len(keys), tuple(_OUTLINE[key] for key in keys))
    if lines:
        yield _head(shape)
    for cells in lines:
        yield Row(shape, tuple(cells[key] for key in keys))


def _node(node: OutlineRow, words: Words) -> dict[str, Cell]:
    tone = node.tone if node.status else Tone.PLAIN
    return {
        "item": Cell(clean(f"{node.id} {node.text}".lstrip()), indent=node.depth),
        "target": Cell(clean(node.target)),
        "status": Cell(clean(node.status), tone),
        "details": Cell(clean(words("list.separator").join(node.details))),
    }


def _commands(block: Commands, _: Words, level: int) -> Iterator[Line]:
    yield from _heading(block.heading, level)
    for line in block.lines:
        yield _text(line, level=level)


def _to_complete(block: ToComplete, _: Words, level: int) -> Iterator[Line]:
    yield from _heading(block.heading, level)
    for one in block.facts:
        yield _fact(one)
    for label in block.open:
        yield _fact(Fact(label, (block.hint,)))


def _left_out(_: KeyFigures | Chart, _words: Words, _level: int) -> Iterator[Line]:
    """Leave out what is only to be seen at a glance: the sentences and tables say it too."""
    return iter(())


_LINES: dict[type[Block], Callable[[Any, Words, int], Iterator[Line]]] = {
    Sentence: _sentence,
    Sentences: _sentences,
    Counts: _counts,
    Section: _section,
    Details: _details,
    Facts: _facts,
    Findings: _findings,
    Table: _table,
    Outline: _outline,
    Commands: _commands,
    ToComplete: _to_complete,
    KeyFigures: _left_out,
    Chart: _left_out,
}
"""The function that makes the lines of each kind of block."""
