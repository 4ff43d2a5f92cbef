"""Read the rows of an aligned table as printed rows: names, figures, groups, rows that go on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.tables.aligned import AlignedRow, AlignedTable, same_text
from shengzhou_quality.published.tables.captions import first_words, is_note
from shengzhou_quality.published.tables.cell_forms import (
    are_column_numbers,
    holds_figure,
    is_constraint,
    is_ditto,
    is_figure,
    is_number_mark,
    is_operator,
    is_unit_form,
    may_be_name,
)
from shengzhou_quality.published.tables.cell_texts import (
    CellText,
    joined,
    read_name,
)
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.lines import spaced
from shengzhou_quality.published.tables.printed_headers import ColumnRole
from shengzhou_quality.published.tables.row_parts import RowReader
from shengzhou_quality.reported import Cell

_GROUP_LEAD = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|[IVX]{1,4}[.、]|第[一二三四五六七八九十]"
    r"|Цель|Задача|Подпрограмма|Раздел",
)
_GROUP_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|[0-9]{1,2}[、.．](?![0-9]))\s*"
)
_GROUP_NUMBER = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?|[IVX]{1,4}\.?")
_PART = re.compile(r"\s*(?:其中|#|——|--|—|－|-|·)\s*[:：]?\s*(?=\S)")
_WHOLE_NAME = re.compile(
    r"(?:率|数|量|额|值|比例|比重|面积|投入|收入|产量|占比|水平|规模|强度)(?:[（(].*)?$"
)


@dataclass
class Body:
    """What was read of a body so far, and what holds for its further rows."""

    rows: list[PrintedRow] = field(default_factory=list)
    marks: list[frozenset[str]] = field(default_factory=list)
    """The footnote marks of each row."""
    notes: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    category: str | None = None
    parent: str | None = None
    outer: CellText | None = None
    """A name alone with its unit, 主要污染物排放减少（%）: the rows below complete it."""
    names_carried: dict[int, Cell] = field(default_factory=dict)
    before: AlignedRow | None = None
    pending: AlignedRow | None = None
    """A row of a name alone, of which the next row shows whether it is a group."""


def read_body(
    table: AlignedTable,
    figures: FigureColumns,
    category: str | None,
    line_unit: str | None,
) -> Body:
    """Read all rows. `category` is that of the table which this one continues."""
    body = Body(category=category)
    reader = _BodyReader(table, RowReader(table, figures, line_unit), body)
    for row in table.rows:
        reader.read(row)
    reader.settle_pending(None)
    return body


class _BodyReader:
    def __init__(self, table: AlignedTable, rows: RowReader, body: Body) -> None:
        self.table = table
        self.rows = rows
        self.body = body
        self.dittos: tuple[Doubt, ...] = ()
        self.numbers = table.of(ColumnRole.NUMBER)
        self.groups = table.of(ColumnRole.GROUP)

    def read(self, row: AlignedRow) -> None:
        body = self.body
        texts = row.line.texts
        if are_column_numbers(texts):
            return
        if row.is_single or self._is_name_alone(row):
            self._read_single(row)
            return
        self.settle_pending(row)
        row = self._without_dittos(row)
        self._carry_group(row)
        name = self._name_cell(row)
        has_figures = any(
            (cell := row.cells[at]) is not None and not is_missing(cell.text)
            for at in self.rows.values
        )
        is_own = not body.rows or self._own_number(row) is not None
        if name is None and (is_own or not has_figures):
            self._left(row)
        else:
            self._add(row, name)
        body.before = row
        self.dittos = ()

    # -- rows of one cell ---------------------------------------------------------------------

    def _is_name_alone(self, row: AlignedRow) -> bool:
        """Whether a row says a name, and at most a number of a group, but no value of it."""
        said = [cell for cell in row.line.distinct if not is_missing(cell.text)]
        if len(said) == 1:
            return True
        if len(said) == 2 and _GROUP_NUMBER.fullmatch(clean(said[0].text)):
            return may_be_name(said[1].text)
        return False

    def _read_single(self, row: AlignedRow) -> None:
        body = self.body
        said = [cell for cell in row.line.distinct if not is_missing(cell.text)]
        if not said:
            return
        text = said[-1].text
        if is_note(text) and not _GROUP_LEAD.match(text.strip()):
            body.notes.append(joined(text))
            return
        columns = [at for at, cell in enumerate(row.cells) if cell is said[-1]]
        at = columns[0] if columns else -1
        rest = at in self.table.names and bool(body.rows) and self._goes_on_from_above(text)
        if not may_be_name(text) and not rest:
            self._left(row)
            return
        self.settle_pending(row)
        spans = sum(cell is said[-1] for cell in row.line.cells) > max(1, len(self.table.names))
        if spans or len(said) == 2 or _GROUP_LEAD.match(text.strip()):
            self._begin_group(text)
            return
        if rest:
            last = body.rows[-1]
            name = read_name(last.name + joined(text))
            doubt = Doubt("import-name-joined", "name", {"text": joined(text)})
            body.rows[-1] = replace(
                last,
                name=name.text,
                unit=last.unit or name.unit,
                doubts=(*last.doubts, doubt),
                quote=f"{last.quote} {spaced(text)}",
            )
            return
        if at in self.table.names or at in self.groups or at == -1:
            body.pending = row
            return
        self._left(row)

    def _goes_on_from_above(self, text: str) -> bool:
        plain = joined(text)
        if is_figure(text) or is_constraint(text) or is_operator(text) or is_unit_form(text):
            return False
        last = self.body.rows[-1].name
        opened = sum(last.count(sign) for sign in "（(") - sum(last.count(s) for s in "）)")
        begins = plain.startswith(("（", "(", "）", ")", "、", "，", "率", "的", "和", "及", "与"))
        return (
            opened > 0 or begins or len(plain) <= 2 or last.endswith(("、", "，", "和", "及", "的"))
        )

    def settle_pending(self, following: AlignedRow | None) -> None:
        """Take a row of a name alone for a group if rows with figures follow, else keep it."""
        pending, self.body.pending = self.body.pending, None
        if pending is None:
            return
        said = [cell for cell in pending.line.distinct if not is_missing(cell.text)]
        text = said[-1].text
        if following is not None and not following.is_single and not self.numbers_go_on(following):
            self._begin_group(text)
            if self.body.outer is not None:
                return
            at = said[-1].place
            self.body.found.append(
                Diagnostic("import-row-as-group", at, parameters={"text": first_words(text)})
            )
            return
        self._add(pending, said[-1])

    def numbers_go_on(self, following: AlignedRow) -> bool:
        """Whether the row after a name alone is itself without a name: both are one row."""
        return self._name_cell(following) is None

    def _begin_group(self, text: str) -> None:
        name = read_name(text)
        self.body.parent = None
        self.body.outer = name if name.unit is not None else None
        if name.unit is None:
            self.body.category = _GROUP_ORDINAL.sub("", joined(text)).rstrip(":：")

    # -- rows of several cells ----------------------------------------------------------------

    def _without_dittos(self, row: AlignedRow) -> AlignedRow:
        """The row with the cell above where it says 同上 or 〃; the texts are told as doubts."""
        before = self.body.before
        self.dittos = ()
        if before is None or not any(c is not None and is_ditto(c.text) for c in row.cells):
            return row
        cells = [
            before.cells[at] if cell is not None and is_ditto(cell.text) else cell
            for at, cell in enumerate(row.cells)
        ]
        self.dittos = tuple(
            Doubt("import-ditto", None, {"text": spaced(above.text)})
            for above, cell in zip(cells, row.cells, strict=True)
            if above is not cell and above is not None
        )
        return AlignedRow(cells, row.line, row.lead)

    def _carry_group(self, row: AlignedRow) -> None:
        said = next(
            (cell for at in self.groups if (cell := row.cells[at]) is not None), None
        ) or next(iter(row.lead), None)
        if said is not None and not is_missing(said.text) and not is_number_mark(said.text):
            group = _GROUP_ORDINAL.sub("", joined(said.text))
            if group != self.body.category:
                self.body.category, self.body.parent, self.body.outer = group, None, None

    def _own_number(self, row: AlignedRow) -> Cell | None:
        """The number of a row, if no row above has the same cell."""
        cells = [cell for at in self.numbers if (cell := row.cells[at]) is not None]
        before = self.body.before
        if before is not None:
            cells = [cell for cell in cells if not any(cell is old for old in before.cells)]
        return cells[0] if cells else None

    def _name_cell(self, row: AlignedRow) -> Cell | None:
        found = None
        for at in self.table.names:
            cell = row.cells[at]
            if cell is not None and not is_missing(cell.text):
                found = cell
        return found

    def _left(self, row: AlignedRow) -> None:
        """Tell of a row that has figures and no name."""
        if not any(holds_figure(text) for text in row.line.texts):
            text = " | ".join(row.line.texts)
            if len(clean(text)) <= 1:
                return
        place = row.line.distinct[0].place
        words = first_words(" | ".join(spaced(text) for text in row.line.texts))
        self.body.found.append(
            Diagnostic("import-row-without-name", place, parameters={"text": words})
        )

    def _add(self, row: AlignedRow, cell: Cell | None) -> None:
        doubts: list[Doubt] = []
        name = self._name(row, cell, doubts)
        doubts.extend(self.dittos)
        place_of = cell or row.line.distinct[0]
        number = self._own_number(row)
        read = self.rows.read(row, name, place_of, number, self.body.category, doubts)
        self.body.rows.append(read.row)
        self.body.marks.append(read.marks)

    def _name(self, row: AlignedRow, cell: Cell | None, doubts: list[Doubt]) -> CellText:
        body = self.body
        if cell is None:
            last = body.rows[-1]
            doubts.append(Doubt("import-name-carried", "name", {"name": last.name}))
            return CellText(last.name)
        if body.rows and body.before is not None and cell is self._name_cell(body.before):
            doubts.append(Doubt("import-name-carried", "name", {"name": body.rows[-1].name}))
        name = read_name(cell)
        doubts.extend(name.doubts)
        if not may_be_name(cell.text):
            doubts.append(Doubt("import-cell-misplaced", "name", {"text": joined(cell.text)}))
        first = self._parent_cell(row, cell)
        outer = read_name(first) if first is not None else self._outer_of(row, name)
        if outer is not None:
            doubts.append(
                Doubt("import-name-of-parts", "name", {"parts": f"{outer.text}、{name.text}"})
            )
            return name._replace(
                text=f"{outer.text}：{name.text}",
                unit=name.unit or outer.unit,
                marks=(*outer.marks, *name.marks),
            )
        found = _PART.match(name.text)
        if found is not None and body.parent is not None and name.number is None:
            rest = name.text[found.end() :]
            if _WHOLE_NAME.search(rest) and len(rest) >= 5:
                doubts.append(Doubt("import-part-of", "name", {"parent": body.parent}))
                return name._replace(text=rest)
            doubts.append(Doubt("import-part-of", "name", {"parent": body.parent}))
            return name._replace(text=f"{body.parent}（{rest}）")
        body.parent = name.text
        return name

    def _outer_of(self, row: AlignedRow, name: CellText) -> CellText | None:
        """The name alone above, as long as the rows below have no unit of their own."""
        units = [cell for at in self.rows.units if (cell := row.cells[at]) is not None]
        if name.unit is not None or any(not is_missing(cell.text) for cell in units):
            self.body.outer = None
        return self.body.outer

    def _parent_cell(self, row: AlignedRow, cell: Cell) -> Cell | None:
        """The cell of a shallower column of names, if the name stands in a deeper one."""
        names = self.table.names
        if len(names) < 2:
            return None
        outer = row.cells[names[0]]
        if outer is not None:
            self.body.names_carried[names[0]] = outer
        elif cell is row.cells[names[-1]]:
            outer = self.body.names_carried.get(names[0])
        return None if outer is None or same_text(outer, cell) else outer
