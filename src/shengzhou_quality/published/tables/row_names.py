"""Read the name of each row, with what the rows above give it: its parent, its first part."""

from __future__ import annotations

from shengzhou_quality.notation import is_missing
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.tables.aligned import AlignedRow, AlignedTable, same_text
from shengzhou_quality.published.tables.cell_forms import may_be_name
from shengzhou_quality.published.tables.cell_texts import CellText, joined, read_name
from shengzhou_quality.published.tables.group_words import is_total, part_of
from shengzhou_quality.reported import Cell


class NameReader:
    """Reads names from top to bottom."""

    def __init__(self, table: AlignedTable) -> None:
        self.columns = table.names
        self.first_part: str | None = None
        """The first line of a name, where the next row holds the rest of it and the figures."""
        self.outer: CellText | None = None
        """A row of a name with a unit and without figures, of which the rows below are parts."""
        self.parent: str | None = None
        """The name of which a row 其中：… is a part."""
        self._carried: dict[int, Cell] = {}

    def begin(self, text: str | None = None) -> bool:
        """Begin a group; a text with a unit (减少（%）) is the outer name of the rows below it."""
        read = read_name(text) if text is not None else None
        self.parent = None
        self.outer = read if read is not None and read.unit else None
        return self.outer is not None

    def cell_of(self, row: AlignedRow) -> Cell | None:
        """The deepest cell of the name."""
        cells = [cell for at in self.columns if (cell := row.cells[at]) is not None]
        return next((cell for cell in reversed(cells) if not is_missing(cell.text)), None)

    def is_total(self, row: AlignedRow) -> bool:
        """Whether a row adds up rows above; 合计 below an outer name is a part of that name."""
        cell = self.cell_of(row)
        if cell is None:
            return any(is_total(text) for text in row.line.texts)
        if not is_total(read_name(cell).text):
            return False
        return self.outer is None and self._parent_cell(row, cell) is None

    def read(
        self,
        row: AlignedRow,
        cell: Cell | None,
        before: AlignedRow | None,
        last: str,
        has_unit: bool,
        doubts: list[Doubt],
    ) -> CellText:
        """Read the name in `cell`; `last` is that of the row before. Adds its doubts."""
        if cell is None:
            doubts.append(Doubt("import-name-carried", "name", {"name": last}))
            return CellText(last)
        if last and before is not None and cell is self.cell_of(before):
            doubts.append(Doubt("import-name-carried", "name", {"name": last}))
        name = self._own_name(cell, doubts)
        first = self._parent_cell(row, cell)
        if first is None and (name.unit or has_unit):
            self.outer = None
        outer = read_name(first) if first is not None else self.outer
        if outer is not None:
            parts = f"{outer.text}、{name.text}"
            doubts.append(Doubt("import-name-of-parts", "name", {"parts": parts}))
            return name._replace(
                text=f"{outer.text}：{name.text}",
                unit=name.unit or outer.unit,
                marks=(*outer.marks, *name.marks),
            )
        part = part_of(self.parent, name.text) if name.number is None else None
        if part is not None:
            doubts.append(Doubt("import-part-of", "name", {"parent": self.parent or ""}))
            return name._replace(text=part)
        self.parent = name.text
        return name

    def _own_name(self, cell: Cell, doubts: list[Doubt]) -> CellText:
        first_part, self.first_part = self.first_part, None
        if first_part is not None:
            doubts.append(Doubt("import-name-joined", "name", {"text": joined(cell.text)}))
            name = read_name(first_part + cell.text)
        else:
            name = read_name(cell)
        doubts.extend(name.doubts)
        if first_part is None and not may_be_name(cell.text):
            doubts.append(Doubt("import-cell-misplaced", "name", {"text": joined(cell.text)}))
        return name

    def _parent_cell(self, row: AlignedRow, cell: Cell) -> Cell | None:
        """The cell of a shallower column of names, if the name stands in a deeper one."""
        if len(self.columns) < 2:
            return None
        outer = row.cells[self.columns[0]]
        if outer is not None:
            self._carried[self.columns[0]] = outer
        elif cell is row.cells[self.columns[-1]]:
            outer = self._carried.get(self.columns[0])
        return None if outer is None or same_text(outer, cell) else outer
