"""Read the rows of an aligned table as printed rows: names, figures, groups, rows that go on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow
from shengzhou_quality.published.tables.aligned import AlignedRow, AlignedTable
from shengzhou_quality.published.tables.captions import (
    first_words,
    is_note,
    unit_line,
)
from shengzhou_quality.published.tables.cell_forms import (
    are_column_numbers,
    holds_figure,
    is_ditto,
    is_number_mark,
    may_be_name,
)
from shengzhou_quality.published.tables.cell_texts import (
    joined,
    read_name,
)
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.group_words import (
    goes_on,
    group_name,
    has_group_lead,
    is_group_number,
    is_rest_of_name,
    is_total,
)
from shengzhou_quality.published.tables.lines import spaced
from shengzhou_quality.published.tables.printed_headers import ColumnRole
from shengzhou_quality.published.tables.row_names import NameReader
from shengzhou_quality.published.tables.row_parts import RowReader
from shengzhou_quality.published.tables.shared_figures import RowAsRead, shared_figures
from shengzhou_quality.published.tables.weights import group_weight
from shengzhou_quality.reported import Cell


@dataclass
class Body:
    """What was read of a body so far, and what holds for its further rows."""

    rows: list[PrintedRow] = field(default_factory=list)
    marks: list[frozenset[str]] = field(default_factory=list)
    """The footnote marks of each row."""
    notes: list[str] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    category: str | None = None
    weight: str | None = None
    """约束性 where a row above says it of those that follow."""
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
    reader.ask_group_of_one()
    return body


class _BodyReader:
    def __init__(self, table: AlignedTable, rows: RowReader, body: Body) -> None:
        self.table = table
        self.rows = rows
        self.line_unit = rows.line_unit
        self.body = body
        self.dittos: tuple[Doubt, ...] = ()
        self.names = NameReader(table)
        self.guessed: tuple[int, str] | None = None
        """A row taken for a group, and the index of the first row below it."""
        self.added: AlignedRow | None = None
        """The row that was read last."""
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
        if self.names.is_total(row):
            self._left(row)
            return
        row = self._without_dittos(row)
        self._carry_group(row)
        name = self.names.cell_of(row)
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
        if len(said) == 2 and is_group_number(said[0].text):
            return may_be_name(said[1].text)
        return False

    def _read_single(self, row: AlignedRow) -> None:
        body = self.body
        said = [cell for cell in row.line.distinct if not is_missing(cell.text)]
        if not said:
            return
        text = said[-1].text
        weight = group_weight(text)
        if weight is not None:
            body.weight = weight
            return
        if is_note(text) and not has_group_lead(text):
            body.notes.append(joined(text))
            return
        if is_total(text):
            self.settle_pending(row)
            self._left(row)
            return
        columns = [at for at, cell in enumerate(row.cells) if cell is said[-1]]
        at = columns[0] if columns else -1
        rest = at in self.table.names and bool(body.rows) and self._goes_on_from_above(text)
        if not may_be_name(text) and not rest:
            self._left(row)
            return
        self.settle_pending(row)
        spans = sum(cell is said[-1] for cell in row.line.cells) > max(1, len(self.table.names))
        if spans or len(said) == 2 or has_group_lead(text):
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
        return goes_on(self.body.rows[-1].name, text)

    def settle_pending(self, following: AlignedRow | None) -> None:
        """Take a row of a name alone for a group if rows with figures follow, else keep it."""
        pending, self.body.pending = self.body.pending, None
        if pending is None:
            return
        said = [cell for cell in pending.line.distinct if not is_missing(cell.text)]
        text = said[-1].text
        if following is not None and not following.is_single and not self.numbers_go_on(following):
            if self._holds_rest(text, following):
                self.names.first_part = text
                return
            self._begin_group(text)
            if self.names.outer is not None:
                return
            self.names.parent = group_name(text)
            self.guessed = (len(self.body.rows), joined(text))
            at = said[-1].place
            self.body.found.append(
                Diagnostic("import-row-as-group", at, parameters={"text": first_words(text)})
            )
            return
        self._add(pending, said[-1])

    def numbers_go_on(self, following: AlignedRow) -> bool:
        """Whether the row after a name alone is itself without a name: both are one row."""
        return self.names.cell_of(following) is None

    def _holds_rest(self, above: str, following: AlignedRow) -> bool:
        """Whether the name of a row is too short to be one, and goes on from the line above."""
        cell = self.names.cell_of(following)
        return cell is not None and is_rest_of_name(above, read_name(cell).text)

    def ask_group_of_one(self) -> None:
        """Tell of a group of one row that was guessed: it may be the first part of its name."""
        guessed, self.guessed = self.guessed, None
        rows = self.body.rows
        if guessed is not None and len(rows) == guessed[0] + 1:
            doubt = Doubt("import-row-as-group", "category", {"text": first_words(guessed[1])})
            rows[-1] = replace(rows[-1], doubts=(*rows[-1].doubts, doubt))

    def _begin_group(self, text: str) -> None:
        self.ask_group_of_one()
        unit, _ = unit_line([text])
        self.rows.line_unit = unit or self.line_unit
        if not self.names.begin(None if unit else text):
            self.body.category = group_name(text)

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
            group = group_name(said.text)
            if group != self.body.category:
                self.body.category = group
                self.names.begin()

    def _own_number(self, row: AlignedRow) -> Cell | None:
        """The number of a row, if no row above has the same cell."""
        cells = [cell for at in self.numbers if (cell := row.cells[at]) is not None]
        before = self.body.before
        if before is not None:
            cells = [cell for cell in cells if not any(cell is old for old in before.cells)]
        return cells[0] if cells else None

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
        first_part = self.names.first_part
        last = self.body.rows[-1].name if self.body.rows else ""
        has_unit = self.rows.unit_cell(row) is not None
        name = self.names.read(row, cell, self.body.before, last, has_unit, doubts)
        doubts.extend(self.dittos)
        place_of = cell or row.line.distinct[0]
        number = self._own_number(row)
        read = self.rows.read(row, name, place_of, number, self.body.category, doubts)
        given = read.row.constraint or self.body.weight
        quote = " ".join(filter(None, (first_part, read.row.quote)))
        printed = replace(read.row, constraint=given, quote=spaced(quote))
        self.body.rows.append(self._with_shared(row, printed))
        self.body.marks.append(read.marks)
        self.added = row

    def _with_shared(self, row: AlignedRow, printed: PrintedRow) -> PrintedRow:
        """Ask for a figure that the row has in common with the one above, in both of them."""
        if self.added is None:
            return printed
        rows, figures = self.body.rows, self.rows.figures
        above, below = RowAsRead(self.added, rows[-1]), RowAsRead(row, printed)
        asked_above = shared_figures(below, above, figures)
        rows[-1] = replace(rows[-1], doubts=(*rows[-1].doubts, *asked_above))
        return replace(printed, doubts=(*printed.doubts, *shared_figures(above, below, figures)))
