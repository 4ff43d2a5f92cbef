"""Read the cells of one aligned row: figures with their signs, unit, change, notes, quote."""

from __future__ import annotations

import re
from typing import NamedTuple

from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.published.cells.names import (
    decimal_comma,
    may_be_thousands,
    shows_decimal_comma,
)
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import SAY_TARGET, ChangeBasis, PrintedRow
from shengzhou_quality.published.tables.aligned import AlignedRow, AlignedTable
from shengzhou_quality.published.tables.cell_forms import (
    is_constraint,
    is_unit_form,
    plain_number,
)
from shengzhou_quality.published.tables.cell_texts import (
    CellText,
    joined,
    read_unit_cell,
    read_value,
    read_words,
)
from shengzhou_quality.published.tables.figure_columns import FigureColumns
from shengzhou_quality.published.tables.lines import spaced
from shengzhou_quality.published.tables.operators import MODES, bounded
from shengzhou_quality.published.tables.printed_headers import ColumnRole
from shengzhou_quality.published.tables.usual_units import fits_name
from shengzhou_quality.published.tables.weights import is_weight_sign, part_mark, plain_weight
from shengzhou_quality.reported import Cell

_BRACKETED_FIGURE = re.compile(r"[\[〔【(（﹝].*[\]〕】)）﹞]|[\[〔【(（].*")
_BARE = re.compile(r"[≥≤<>＞＜]?\s*[0-9.,]+")


class ReadRow(NamedTuple):
    """A row with the footnote marks of its cells."""

    row: PrintedRow
    marks: frozenset[str]


class RowReader:
    """Reads rows of one table, whose figures stand in `figures`."""

    def __init__(self, table: AlignedTable, figures: FigureColumns, line_unit: str | None) -> None:
        self.table = table
        self.figures = figures
        self.line_unit = line_unit
        self.units = table.of(ColumnRole.UNIT)
        self.values = [
            at
            for at in (
                figures.baseline,
                *(at for at, _ in figures.targets),
                *figures.changes,
                *(at for at, _ in figures.facts),
            )
            if at is not None
        ]
        texts = [
            cell.text
            for row in table.rows
            for at in self.values
            if (cell := row.cells[at]) is not None
        ]
        self.comma_is_point = decimal_comma(texts)
        self.comma_is_unclear = not self.comma_is_point and shows_decimal_comma(texts)

    def read(
        self,
        row: AlignedRow,
        name: CellText,
        place_of: Cell,
        own_number: Cell | None,
        category: str | None,
        doubts: list[Doubt],
    ) -> ReadRow:
        """Read the row whose name is known; `doubts` of the name come first."""
        number = read_words(own_number.text) if own_number is not None else ""
        marks = set(name.marks)
        baseline = self._value(row, self.figures.baseline, marks, doubts, "baseline")
        targets = self._targets(row, marks, doubts)
        facts = {
            year: text
            for at, year in self.figures.facts
            if (text := self._value(row, at, marks, doubts, None).text)
        }
        change, basis, headed = self._change(row, marks, doubts)
        is_unusable = any(
            doubt.code == "import-cell-unusable" and doubt.field in SAY_TARGET for doubt in doubts
        )
        if not targets and change is None and not is_unusable:
            doubts.append(Doubt("import-no-target", "target"))
        unit = self._unit(row, name, targets, doubts)
        constraint, notes = self._constraint(row, name, marks), []
        for at in self.table.of(ColumnRole.NOTE):
            remark = cell.text if (cell := row.cells[at]) is not None else ""
            if is_weight_sign(remark):
                marks.add(clean(remark)[:1])  # its legend stands in the notes
            else:
                notes.append(read_words(remark))
        printed_weight = self._text(row, self.table.of(ColumnRole.CONSTRAINT))
        if printed_weight is not None and "(" in clean(printed_weight):
            notes.append(printed_weight)
        printed = PrintedRow(
            name=name.text,
            place=place_of.place,
            quote=self._quote(row),
            number=plain_number(number) if number else name.number,
            unit=unit,
            category=category,
            baseline=baseline.text or None,
            baseline_year=baseline.year or self.figures.baseline_year,
            change_header=headed,
            targets=targets,
            facts=facts,
            change=change,
            change_basis=basis,
            constraint=constraint,
            office=self._text(row, self.table.of(ColumnRole.OFFICE)),
            modes=self._modes(row),
            notes=(
                *name.notes,
                *(note for note in notes if note),
                *self._further_targets(row),
                *self._further_offices(row),
            ),
            doubts=(*doubts, *self.figures.row_doubts),
        )
        return ReadRow(printed, frozenset(marks))

    def _targets(
        self, row: AlignedRow, marks: set[str], doubts: list[Doubt]
    ) -> dict[int | None, str]:
        targets: dict[int | None, str] = {}
        for at, headed in self.figures.targets:
            read = self._value(row, at, marks, doubts, "target")
            year = read.year or headed
            if read.text and targets.setdefault(year, read.text) != read.text:
                texts = f"{targets[year]}、{read.text}"
                doubts.append(Doubt("import-two-targets", "target", {"texts": texts}))
        return targets

    def _text(self, row: AlignedRow, columns: list[int]) -> str | None:
        for at in columns:
            cell = row.cells[at]
            if cell is not None and (text := read_words(cell.text)):
                return text
        return None

    def _constraint(self, row: AlignedRow, name: CellText, marks: set[str]) -> str | None:
        """The weight by its column, a sign under the header 约束性, or the bracket of the name."""
        for at in self.table.of(ColumnRole.CONSTRAINT):
            text = self._text(row, [at])
            if text is not None:
                headed = self.table.columns[at].text
                if is_weight_sign(text) and is_constraint(headed):
                    return headed
                weight, mark = part_mark(text)
                marks.update(() if mark is None else (mark,))
                return plain_weight(weight)
        return next((note for note in name.notes if is_constraint(note)), None)

    def _further_targets(self, row: AlignedRow) -> list[str]:
        """Targets after the plan's period (2035年展望), with the header."""
        told = []
        for at, _ in self.figures.further:
            cell = row.cells[at]
            if cell is not None and not is_missing(cell.text):
                header = joined(self.table.columns[at].text)
                told.append(f"{header}：{read_words(cell.text)}")
        return told

    def _further_offices(self, row: AlignedRow) -> list[str]:
        """Offices of a second column (配合单位), with its header."""
        told = []
        for at in self.table.of(ColumnRole.OFFICE)[1:]:
            cell = row.cells[at]
            if cell is not None and (text := read_words(cell.text)):
                told.append(f"{joined(self.table.columns[at].text)}：{text}")
        return told

    def _value(
        self,
        row: AlignedRow,
        at: int | None,
        marks: set[str],
        doubts: list[Doubt],
        key: str | None,
    ) -> CellText:
        """The text of a figure, the sign of its column of operators in front."""
        found = row.cells[at] if at is not None else None
        if found is None or at is None:
            return CellText("")
        if is_constraint(found.text) or is_unit_form(found.text):
            told = {"text": read_words(found.text)}
            doubts.append(Doubt("import-cell-misplaced", key, {**told}))
            return CellText("")
        if at != self.figures.baseline and found is self._baseline_cell(row) and key is not None:
            told = {"text": read_words(found.text)}
            doubts.append(Doubt("import-merged-figures", "baseline", {**told}))
        unit = self.unit_cell(row)
        units = [unit.text] if unit is not None else []
        read = read_value(found, units, key, comma_is_point=self.comma_is_point)
        marks.update(read.marks)
        if key is not None:
            doubts.extend(read.doubts)
            if self.comma_is_unclear and may_be_thousands(read.text):
                doubts.append(Doubt("import-comma", key, {"text": read.text}))
        word = self._operator(row, at)
        if not read.text or not word:
            return read
        both = bounded(read.text, word, units)
        if both.against is not None:
            told = {"texts": f"{both.against}、{both.text}"}
            doubts.append(Doubt("import-two-targets", key, {**told}))
        if not both.is_read:
            doubts.append(Doubt("import-cell-misplaced", key, {"text": read_words(word)}))
        return read._replace(text=both.text)

    def _baseline_cell(self, row: AlignedRow) -> Cell | None:
        return row.cells[self.figures.baseline] if self.figures.baseline is not None else None

    def _operator(self, row: AlignedRow, at: int) -> str:
        """The operator for the figure at `at`: of the column before it, or of the only one."""
        signs = self.table.of(ColumnRole.OPERATOR)
        targets = [target for target, _ in self.figures.targets]
        chosen = at - 1 if at - 1 in signs else None
        if len(signs) == 1:
            chosen = signs[0] if at in targets else None
        cell = row.cells[chosen] if chosen is not None else None
        return cell.text if cell is not None else ""

    def _modes(self, row: AlignedRow) -> tuple[str, ...]:
        cells = [row.cells[at] for at in self.table.of(ColumnRole.OPERATOR)]
        texts = [clean(cell.text) for cell in cells if cell is not None]
        return tuple(text for text in texts if text in MODES)

    def _change(
        self, row: AlignedRow, marks: set[str], doubts: list[Doubt]
    ) -> tuple[str | None, ChangeBasis | None, str | None]:
        for at in self.figures.changes:
            text = self._value(row, at, marks, doubts, "change").text
            if not text:
                continue
            column = self.table.columns[at]
            basis = column.basis
            if basis is ChangeBasis.EITHER:
                bracketed = bool(_BRACKETED_FIGURE.fullmatch(text))
                if bracketed:
                    basis = ChangeBasis.TOTAL
                elif column.brackets_are_totals:
                    basis = ChangeBasis.YEARLY_MEAN
            return text, basis, column.text
        return None, None, None

    def unit_cell(self, row: AlignedRow) -> Cell | None:
        """The cell of the row in a column of units; a name that covers it too is no unit."""
        names = [row.cells[at] for at in self.table.names]
        cells = (row.cells[at] for at in self.units)
        own = (cell for cell in cells if not any(cell is name for name in names))
        return next((cell for cell in own if cell is not None), None)

    def _unit(
        self, row: AlignedRow, name: CellText, targets: dict[int | None, str], doubts: list[Doubt]
    ) -> str | None:
        printed = self.unit_cell(row)
        if printed is not None and printed.fault is not None:
            shown = printed.shown or printed.text
            doubts.append(Doubt("import-cell-unusable", "unit", {"text": shown}))
            return name.unit
        if printed is not None:
            text = read_unit_cell(printed.text)
            if text and name.unit and text != name.unit:
                doubts.append(Doubt("import-two-units", "unit", {"units": f"{text}、{name.unit}"}))
            return text or name.unit
        if name.unit:
            return name.unit
        headed = [self.table.columns[at].unit for at, _ in self.figures.targets]
        own = next(filter(None, headed), None)
        if own is not None:
            return own
        if self.line_unit is not None:
            if fits_name(self.line_unit, name.text):
                return self.line_unit
            doubts.append(Doubt("import-unit-open", "unit", {"text": self.line_unit}))
            return None
        bare = any(_BARE.fullmatch(text) for text in targets.values())
        if name.bracket and bare and not self.units:
            doubts.append(Doubt("import-unit-bracket", "unit", {"text": name.bracket}))
        return None

    def _quote(self, row: AlignedRow) -> str:
        """The row as printed, from the name on: neither its number nor its group."""
        skipped = [
            row.cells[at]
            for at in (*self.table.of(ColumnRole.NUMBER), *self.table.of(ColumnRole.GROUP))
        ]
        skipped += list(row.lead)
        names = [row.cells[at] for at in self.table.names]
        cells = [
            cell
            for cell in row.line.distinct
            if any(cell is name for name in names) or not any(cell is other for other in skipped)
        ]
        return " | ".join(spaced(cell.text) for cell in cells)
