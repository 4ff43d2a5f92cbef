"""Collect what a reader meets in a page: paragraphs, and tables with cells that span others.

Readers of web pages and of Word call one method for each event. A table inside a cell is a table
of its own; the table around it only lays out the page, unless it has rows of figures itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.published.document import Paragraph
from shengzhou_quality.published.readers.marks import read_marked
from shengzhou_quality.reading.readers.grid import CellCount, SheetBuilder
from shengzhou_quality.reading.readers.runs import Run
from shengzhou_quality.reported import Sheet

BREAK = "\u2028"
"""A line break inside a text, apart from the line ends of the file."""
_LAYOUT_UNTIL = 2
"""A table around another one is a table itself if more rows than this have three texts."""


class PageLine(NamedTuple):
    """One line of text, with the marks in it."""

    text: str
    shown: str | None
    fault: str | None
    place: Place
    is_heading: bool


@dataclass(slots=True)
class PageCell:
    """A cell while its table is being read; it spans up to `bottom` and `right`."""

    row: int
    column: int
    bottom: int
    right: int
    is_hidden: bool = False
    items: list[PageLine | PageTable] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table while it is being read; `taken` maps a column to the last row that a cell spans."""

    around: list[PageLine | PageTable]
    row: int = 0
    cells: list[PageCell] = field(default_factory=list)
    cell: PageCell | None = None
    column: int = 1
    caption: list[PageLine | PageTable] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    spanning: list[PageCell] = field(default_factory=list)
    joined: dict[int, PageCell] = field(default_factory=dict)
    in_row: bool = False


class Flow:
    """The paragraphs and tables of one document, from top to bottom."""

    def __init__(self, file: str, count: CellCount, *, tables: int = 0, too_deep: str) -> None:
        self._file = file
        self._count = count
        self._limits = count.limits
        self._items: list[PageLine | PageTable] = []
        self._into = self._items
        self._tables: list[PageTable] = []
        self._made = tables
        self._spots = 0
        self._runs: list[Run] = []
        self._line = 0
        self._too_deep = too_deep
        self.heading = False
        self.diagnostics: list[Diagnostic] = []

    # Text

    def add(self, text: str, line: int = 0, raised: int = 0, *, struck: bool = False) -> None:
        if not self._runs:
            self._line = line
        self._count.take_text(text)
        self._runs.append(Run(text, raised, struck))

    def end_paragraph(self) -> None:
        """Put what was added since the last end into the cell or the page."""
        if not self._runs:
            return
        for runs in _lines(self._runs):
            text, fault, shown, _ = read_marked(runs)
            if not text.isspace() and text:
                place = Place(self._file, row=self._line or None)
                self._into.append(
                    PageLine(text.strip(), shown and shown.strip(), fault, place, self.heading)
                )
        self._runs = []

    def hold(self) -> list[Run]:
        """Put the paragraph aside for a text box in it; `resume` goes on with it."""
        held, self._runs = self._runs, []
        return held

    def resume(self, held: list[Run]) -> None:
        self.end_paragraph()
        self._runs = held

    # Tables

    @property
    def depth(self) -> int:
        return len(self._tables)

    @property
    def in_cell(self) -> bool:
        return bool(self._tables) and self._tables[-1].cell is not None

    def begin_table(self) -> None:
        self.end_paragraph()
        if len(self._tables) >= self._limits.nesting:
            self._count.refuse(self._too_deep, self._limits.nesting)
        self._tables.append(PageTable(self._into))

    def begin_caption(self) -> None:
        self.end_cell()
        if self._tables:
            self._into = self._tables[-1].caption

    def end_caption(self) -> None:
        self.end_paragraph()
        if self._tables and self._into is self._tables[-1].caption:
            self._into = self._tables[-1].around

    def begin_row(self, *, hidden: bool = False, skipped: int = 0) -> None:
        self.end_row()
        table = self._tables[-1]
        table.row += 1
        table.column = 1 + skipped
        table.in_row = True
        self._take_spot()
        if hidden:
            table.hidden_rows.append(table.row)

    def end_row(self) -> None:
        self.end_cell()
        self._tables[-1].in_row = False

    def begin_cell(
        self, columns: int = 1, rows: int = 1, *, hidden: bool = False, merge: str | None = None
    ) -> None:
        """Begin a cell. Of a cell that spans rows Word writes each row: `merge` is `restart` for
        the first, `continue` for the others."""
        self.end_cell()
        table = self._tables[-1]
        if not table.in_row:
            self.begin_row()
        self._take_spot()
        column, most = table.column, self._limits.columns + 1
        if not hidden:
            while column <= most and table.taken.get(column, 0) >= table.row:
                column += 1
        right = column
        last = min(column + columns - 1, max(most, column))
        while right < last and table.taken.get(right + 1, 0) < table.row:
            right += 1
        bottom = table.row + rows - 1
        cell = PageCell(table.row, column, bottom, right, is_hidden=hidden)
        above = table.joined.get(column) if merge == "continue" else None
        if above is not None and above.bottom == table.row - 1 and above.right == right:
            above.bottom = table.row
            cell.is_hidden = True  # what it holds is not printed
        elif merge:
            table.joined[column] = cell
        else:
            table.joined.pop(column, None)
        if not hidden:
            table.column = right + 1
            if rows > 1:
                table.spanning.append(cell)
                for spot in range(column, right + 1):
                    table.taken[spot] = bottom
        table.cells.append(cell)
        table.cell = cell
        self._into = cell.items

    def end_cell(self) -> None:
        self.end_paragraph()
        if self._tables:
            table = self._tables[-1]
            table.cell = None
            self._into = table.around

    def end_row_group(self) -> None:
        """No cell spans rows beyond the end of its group (thead, tbody)."""
        self.end_row()
        table = self._tables[-1]
        table.taken.clear()
        for cell in table.spanning:
            cell.bottom = min(cell.bottom, max(table.row, cell.row))
        table.spanning.clear()

    def end_table(self) -> None:
        self.end_cell()
        table = self._tables.pop()
        self._into = table.around
        self._into += table.caption
        cells = [cell for cell in table.cells if not cell.is_hidden]
        inner = [one for cell in cells for one in cell.items if isinstance(one, PageTable)]
        if (inner and not _has_figures(cells)) or len(cells) == 1:
            hidden = set(table.hidden_rows)
            for cell in (one for one in cells if one.row not in hidden):
                self._into += cell.items
            return
        table.cells = cells
        if any(cell.items for cell in cells):
            self._into.append(table)
        self._into += inner

    def _sheet(self, table: PageTable) -> Sheet | None:
        builder = SheetBuilder(Place(self._file, f"#{self._made + 1}"), self._count)
        for cell in table.cells:
            lines = [item for item in cell.items if isinstance(item, PageLine)]
            text = "\n".join(line.text for line in lines)
            shown = None
            if any(line.shown is not None for line in lines):
                shown = "\n".join(line.shown or line.text for line in lines)
            fault = next((line.fault for line in lines if line.fault), None)
            builder.put(cell.row, cell.column, text, fault=fault, counted=True, shown=shown)
            if cell.bottom > cell.row or cell.right > cell.column:
                builder.merge(cell.row, cell.column, min(cell.bottom, table.row), cell.right)
        for row in table.hidden_rows:
            builder.hide_rows(row, row)
        sheet, findings = builder.sheet()
        if not sheet.rows:
            return None
        self._made += 1
        if self._made > self._limits.tables:
            self._count.refuse("too-many-tables", self._limits.tables)
        self.diagnostics += findings
        return sheet

    def _take_spot(self) -> None:
        """Count rows and cells, also empty ones: they cost as much as others."""
        self._spots += 1
        if self._spots > self._limits.cells:
            self._count.refuse("too-many-cells", self._limits.cells)

    # Result

    @property
    def tables_made(self) -> int:
        return self._made

    def blocks(self) -> list[Paragraph | Sheet]:
        """All blocks, after closing what the file left open."""
        while self._tables:
            self.end_table()
        self.end_paragraph()
        blocks: list[Paragraph | Sheet] = []
        for item in self._items:
            if isinstance(item, PageLine):
                blocks.append(Paragraph(item.shown or item.text, item.place, item.is_heading))
            elif (sheet := self._sheet(item)) is not None:
                blocks.append(sheet)
        return blocks


def _has_figures(cells: list[PageCell]) -> bool:
    """Whether rows without a table inside have at least three texts each."""
    texts: dict[int, int] = {}
    for cell in cells:
        if any(isinstance(item, PageTable) for item in cell.items):
            texts[cell.row] = -len(cells)
        elif cell.items:
            texts[cell.row] = texts.get(cell.row, 0) + 1
    return sum(number >= 3 for number in texts.values()) > _LAYOUT_UNTIL


def _lines(runs: list[Run]) -> list[list[Run]]:
    """The runs of each line, parted at the breaks."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split(BREAK)
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=other)] for other in others]
    return lines
