"""Read the tables of indicators of a document into one printed table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, refusal
from shengzhou_quality.published.document import Document, Paragraph
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable
from shengzhou_quality.published.tables.aligned import AlignedTable, align, misfits
from shengzhou_quality.published.tables.area_columns import choose_area, nearest_area
from shengzhou_quality.published.tables.bodies import Body, read_body
from shengzhou_quality.published.tables.captions import (
    caption_among,
    first_words,
    is_continuation,
    is_note,
    notes_by_mark,
    plan_title_in,
    unit_line,
)
from shengzhou_quality.published.tables.cell_forms import holds_figure, is_constraint
from shengzhou_quality.published.tables.figure_columns import FigureColumns, figure_columns
from shengzhou_quality.published.tables.layouts import (
    Layout,
    UprightTable,
    header_words_in,
    layout_of,
)
from shengzhou_quality.published.tables.lines import spaced
from shengzhou_quality.published.tables.long_tables import with_year_columns
from shengzhou_quality.published.tables.one_column_tables import read_one_column
from shengzhou_quality.published.tables.printed_headers import ColumnRole
from shengzhou_quality.published.tables.printed_years import PlannedSpan, period_in, years_in
from shengzhou_quality.reported import Sheet

_SURE_NAME = 3
_NOT_INDICATORS = ("投资", "资金", "预算", "经费", "工期", "建设期", "开工")
_LEAST_FIT = 0.6


@dataclass
class _Found:
    """One table of indicators as read, with what stands around it."""

    sheet: Sheet
    table: UprightTable
    figures: FigureColumns
    body: Body
    caption: str | None
    doubts: list[Doubt]
    unit: str | None = None
    units: str | None = None
    """The one unit, or the text of several, that a line above the table names."""
    is_of_area: bool = False

    @property
    def years(self) -> list[int]:
        """The years of its targets: of its header, and of its cells."""
        keys = [year for row in self.body.rows for year in row.targets]
        return [year for year in (self.figures.target_year, *keys) if year is not None]


def read_table(document: Document, area: str | None = None) -> PrintedTable:
    """Raises `InputError` where no table has indicators with targets; names the areas to choose."""
    return _Search(document, area).result()


class _Search:
    """The tables of a document from top to bottom: those of indicators, and the others."""

    def __init__(self, document: Document, area: str | None) -> None:
        self.document = document
        self.area = area
        self.found: list[_Found] = []
        self.left: list[Diagnostic] = []
        self.areas: dict[str, None] = {}
        self.areas_at: Place | None = None
        self.before: list[str] = []
        self.texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
        self.notes: list[str] = []

    def result(self) -> PrintedTable:
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self._sheet(block)
                self.before = []
        self._leave_past()
        if self.areas and (self.area is not None or not self.found):
            self._need_area()
        if self.area is not None and any(found.is_of_area for found in self.found):
            for found in [found for found in self.found if not found.is_of_area]:
                self.found.remove(found)
                self._leave(found.sheet)
        if not self.found:
            raise InputError(
                *self.document.diagnostics, Diagnostic("import-no-table", Place(self.document.path))
            )
        if self.area is not None and not self.areas:
            self.left.append(
                Diagnostic(
                    "import-area-unused", self.found[0].sheet.place, parameters={"area": self.area}
                )
            )
        return self._together()

    def _need_area(self) -> None:
        place = self.areas_at or Place(self.document.path)
        names = tuple(self.areas)
        shown = "、".join(names if len(names) <= 30 else (*names[:30], "…"))
        if self.area is None:
            raise refusal("import-areas", place, areas=shown)
        if not any(found.is_of_area for found in self.found):
            near = nearest_area(self.area, names)
            details = {"nearest": near} if near else {}
            raise refusal("import-unknown-area", place, area=self.area, areas=shown, **details)

    # -- one block ----------------------------------------------------------------------------

    def _paragraph(self, block: Paragraph) -> None:
        text = block.text.strip()
        if not text:
            return
        last = self.found[-1] if self.found else None
        if last is not None and not self.before and (is_note(text) or self._note_goes_on(text)):
            self.notes.append(text)
            return
        self.before.append(text)

    def _note_goes_on(self, text: str) -> bool:
        return bool(self.notes) and bool(notes_by_mark([text])) and not text[:1].isalpha()

    def _sheet(self, sheet: Sheet) -> None:
        layout = layout_of(sheet)
        if not layout.lines:
            return
        read = [False]
        previous: _Found | None = self.found[-1] if self.found else None
        for table in layout.tables:
            read.append(self._upright(sheet, table))
        if not layout.tables:
            read.append(self._goes_on(sheet, layout, previous) or self._one_column(sheet, layout))
        if not any(read):
            self._leave(sheet)
        elif not all(read[1:]):
            for table, is_read in zip(layout.tables, read[1:], strict=True):
                if not is_read:
                    self._leave_part(table)

    def _leave(self, sheet: Sheet) -> None:
        cells = [cell for row in sheet.rows for cell in row.values() if cell.text.strip()]
        words = first_words(" ".join(spaced(cell.text) for cell in cells[:4]))
        place = cells[0].place if cells else sheet.place
        self.left.append(Diagnostic("import-table-left-out", place, parameters={"text": words}))

    def _leave_part(self, table: UprightTable) -> None:
        """Tell of one table of a sheet that was not read while others of it were."""
        cells = [cell for line in table.body for cell in line.distinct]
        words = first_words(" ".join((*table.above, *(column.text for column in table.columns))))
        if cells:
            self.left.append(
                Diagnostic("import-table-left-out", cells[0].place, parameters={"text": words})
            )

    def _upright(self, sheet: Sheet, table: UprightTable) -> bool:
        above = [*self.before, *table.above]
        caption = caption_among(above)
        choice = choose_area(table, self.area)
        of_area = False
        if choice is not None:
            if choice.table is None:
                if _names_indicators(table):
                    self.areas.update(dict.fromkeys(choice.areas))
                    self.areas_at = self.areas_at or sheet.place
                return False
            self.areas.update(dict.fromkeys(choice.areas))
            table, of_area = choice.table, True
        return self._body(sheet, table, above, caption, of_area)

    def _body(
        self,
        sheet: Sheet,
        table: UprightTable,
        above: list[str],
        caption: str | None,
        of_area: bool = False,
        category: str | None = None,
    ) -> bool:
        aligned = with_year_columns(align(table))
        if not aligned.names:
            return False
        span = self._span(above, caption)
        figures = figure_columns(aligned.columns, span)
        _date_by_caption(figures, caption)
        if not _is_of_indicators(aligned, figures):
            return False
        unit, units = unit_line([*reversed(above)])
        before = self._continued(table)
        if before is not None and unit is units is None:
            unit, units = before.unit, before.units
        body = read_body(aligned, figures, category or self._category(before), unit)
        if not any(row.targets or row.change for row in body.rows):
            return False
        doubts = list(figures.doubts)
        if aligned.shifted:
            doubts.append(Doubt("import-header-shifted", None, {"count": aligned.shifted}))
        if units is not None:
            _mark_units(body, units)
        self._columns_left(aligned, figures)
        self.left.extend(body.found)
        self.notes.extend(body.notes)
        self.found.append(
            _Found(sheet, table, figures, body, caption, doubts, unit, units, is_of_area=of_area)
        )
        return True

    def _continued(self, table: UprightTable) -> _Found | None:
        """The table before, if this one has the same columns."""
        if not self.found or table.beside:
            return None
        last = self.found[-1]
        texts = [[column.text for column in one.columns] for one in (last.table, table)]
        return last if texts[0] == texts[1] else None

    def _category(self, before: _Found | None) -> str | None:
        """The group that the table before ended in, if this one goes on with it."""
        if before is None or any(not is_continuation(text) for text in self.before):
            return None
        return before.body.category

    def _span(self, above: list[str], caption: str | None) -> PlannedSpan | None:
        title = plan_title_in(self.texts, caption)
        for text in (caption, *reversed(above), title):
            span = period_in(text) if text else None
            if span is not None:
                return span
        return None

    def _goes_on(self, sheet: Sheet, layout: Layout, previous: _Found | None) -> bool:
        """Read a table without a header as the rest of the table before it."""
        if previous is None:
            return False
        columns = previous.table.columns
        lines = [line for line in layout.lines if len(line.distinct) > 1]
        if not lines or len(layout.lines[0].cells) != len(columns):
            return False
        fit = [
            min(misfits(list(columns), line, shift) for shift in (0, 1, -1)) < 2 for line in lines
        ]
        if sum(fit) < _LEAST_FIT * len(fit):
            return False
        table = UprightTable((), columns, layout.lines)
        return self._body(
            sheet, table, [], previous.caption, previous.is_of_area, previous.body.category
        )

    def _one_column(self, sheet: Sheet, layout: Layout) -> bool:
        read = read_one_column(layout.lines, caption_among(self.before))
        if read is None:
            return False
        figures = FigureColumns()
        doubts = []
        if read.year is not None:
            doubts.append(Doubt("import-year-from-title", "target_year", {"year": read.year}))
        self.left.extend(read.body.found)
        self.notes.extend(read.body.notes)
        table = UprightTable((), (), layout.lines)
        self.found.append(_Found(sheet, table, figures, read.body, read.head, doubts))
        return True

    def _columns_left(self, aligned: AlignedTable, figures: FigureColumns) -> None:
        """Tell of columns with figures that were not read."""
        for at, column in enumerate(aligned.columns):
            cells = [row.cells[at] for row in aligned.rows if not row.is_single]
            filled = [cell for cell in cells if cell is not None]
            if filled and (at in figures.left or column.role in (None, ColumnRole.FIGURE)):
                used = at == figures.baseline or any(
                    at == other for other, _ in (*figures.targets, *figures.facts)
                )
                if not used and any(holds_figure(cell.text) for cell in filled):
                    self.left.append(
                        Diagnostic(
                            "import-column-left-out",
                            filled[0].place,
                            parameters={"text": first_words(column.text or filled[0].text)},
                        )
                    )

    # -- all tables together ------------------------------------------------------------------

    def _leave_past(self) -> None:
        """Leave out tables of how an earlier plan ended, where a later plan's targets stand."""
        years = [
            found.figures.target_year or 0 for found in self.found if not found.figures.is_past
        ]
        for found in [found for found in self.found if found.figures.is_past]:
            if years and max(years) > (found.figures.target_year or 0):
                self.found.remove(found)
                self._leave(found.sheet)

    def _together(self) -> PrintedTable:
        first = self.found[0]
        notes = tuple(dict.fromkeys(self.notes))
        by_mark = notes_by_mark(notes)
        rows: list[PrintedRow] = []
        for found in self.found:
            rows.extend(
                _with_notes(row, marks, dict(by_mark))
                for row, marks in zip(found.body.rows, found.body.marks, strict=True)
            )
        rows = self._once(
            _by_number(rows) if any(found.table.beside for found in self.found) else rows
        )
        baselines = [found.figures.baseline_year for found in self.found]
        targets = [year for found in self.found for year in found.years]
        doubts = dict.fromkeys(
            (doubt.code, doubt.field, tuple(doubt.parameters.items()))
            for found in self.found
            for doubt in found.doubts
        )
        return PrintedTable(
            place=first.sheet.place,
            rows=tuple(rows),
            title=first.caption,
            plan_title=plan_title_in(self._titles(), first.caption),
            baseline_year=next((year for year in baselines if year is not None), None),
            target_year=max(targets, default=None),
            has_constraints=any(is_constraint(row.constraint or "") for row in rows),
            notes=notes,
            doubts=tuple(Doubt(code, key, dict(told)) for code, key, told in doubts),
            diagnostics=(*self.document.diagnostics, *self.left),
        )

    def _titles(self) -> list[str]:
        headings = [
            block.text
            for block in self.document.blocks
            if isinstance(block, Paragraph) and block.is_heading
        ]
        return [*headings, *self.texts[:10]]

    def _once(self, rows: Iterable[PrintedRow]) -> list[PrintedRow]:
        """Drop a row that says the same as one before: a table printed twice, in parts and whole."""
        seen: set[tuple[object, ...]] = set()
        kept = []
        for row in rows:
            key = (
                row.name,
                row.unit,
                row.baseline,
                tuple(row.targets.items()),
                row.change,
                row.category,
            )
            if key in seen and (row.targets or row.change):
                self.left.append(
                    Diagnostic("import-row-twice", row.place, parameters={"text": row.name})
                )
                continue
            seen.add(key)
            kept.append(row)
        return kept


def _names_indicators(table: UprightTable) -> bool:
    return any(
        column.role in (ColumnRole.NAME, ColumnRole.AREA, ColumnRole.GROUP)
        for column in table.columns
    )


def _date_by_caption(figures: FigureColumns, caption: str | None) -> None:
    """Take the one year of the caption for targets whose header says none."""
    years = years_in(caption or "")
    if len(set(years)) != 1 or not any(year is None for _, year in figures.targets):
        return
    figures.targets = [(at, years[0] if year is None else year) for at, year in figures.targets]
    figures.doubts.append(Doubt("import-year-from-title", "target_year", {"year": years[0]}))


def _is_of_indicators(table: AlignedTable, figures: FigureColumns) -> bool:
    """Whether names of indicators stand beside targets, and not projects beside their cost."""
    if not figures.reads_targets:
        return False
    texts = [
        cell.text
        for row in table.rows
        if not row.is_single and (cell := row.cells[table.names[-1]]) is not None
    ]
    if not texts or header_words_in(texts) * 2 > len(texts):
        return False
    if all(holds_figure(text) for text in texts):
        return False
    sure = max(table.columns[at].rank for at in table.names) >= _SURE_NAME
    aimed = any(table.columns[at].role is ColumnRole.TARGET for at, _ in figures.targets)
    constrained = bool(table.of(ColumnRole.CONSTRAINT))
    area_names = any(table.columns[at].text and column_is_area(table, at) for at in table.names)
    if sure or constrained or area_names:
        return True
    costs = any(word in column.text for column in table.columns for word in _NOT_INDICATORS)
    return aimed and not costs


def column_is_area(table: AlignedTable, at: int) -> bool:
    """Whether the names stand under 地区: rows and columns of a matrix of areas were turned."""
    return any(word in table.columns[at].text for word in ("地区", "区县", "县区", "市县", "区域"))


def _mark_units(body: Body, units: str) -> None:
    body.rows = [
        row
        if row.unit is not None
        else replace(row, doubts=(*row.doubts, Doubt("import-unit-open", "unit", {"text": units})))
        for row in body.rows
    ]


def _with_notes(row: PrintedRow, marks: Iterable[str], by_mark: dict[str, str]) -> PrintedRow:
    notes = [by_mark[mark] for mark in sorted(marks) if mark in by_mark]
    missing = tuple(
        Doubt("import-note-missing", None, {"mark": mark})
        for mark in sorted(marks)
        if mark not in by_mark
    )
    return replace(row, notes=(*row.notes, *notes), doubts=(*row.doubts, *missing))


def _by_number(rows: list[PrintedRow]) -> list[PrintedRow]:
    """Rows of blocks side by side in the order of their numbers, if each has its own."""
    numbers = [row.number or "" for row in rows]
    if len(set(numbers)) < len(numbers) or not all(number.isdigit() for number in numbers):
        return rows
    return sorted(rows, key=lambda row: int(row.number or 0))
