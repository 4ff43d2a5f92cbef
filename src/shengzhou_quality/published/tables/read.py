"""Read the tables of indicators of a document into one printed table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter, Place, refusal
from shengzhou_quality.published.document import Document, Paragraph
from shengzhou_quality.published.doubts import Doubt
from shengzhou_quality.published.printed_table import PrintedRow, PrintedTable
from shengzhou_quality.published.tables.aligned import align, fits
from shengzhou_quality.published.tables.area_columns import (
    choose_area,
    find_area,
    nearest_area,
)
from shengzhou_quality.published.tables.bodies import read_body
from shengzhou_quality.published.tables.candidates import date_by_caption, is_of_indicators
from shengzhou_quality.published.tables.captions import (
    caption_alone,
    caption_among,
    is_continuation,
    is_note,
    plan_title_in,
    unit_line,
)
from shengzhou_quality.published.tables.cell_forms import (
    is_number_mark,
    plain_number,
)
from shengzhou_quality.published.tables.figure_columns import FigureColumns, figure_columns
from shengzhou_quality.published.tables.found_tables import FoundTable
from shengzhou_quality.published.tables.headless import with_guessed_header
from shengzhou_quality.published.tables.joined_tables import joined_tables, mark_units
from shengzhou_quality.published.tables.layouts import (
    Layout,
    UprightTable,
    layout_of,
)
from shengzhou_quality.published.tables.left_out import (
    column_left,
    columns_left,
    is_about,
    part_left,
    table_left,
)
from shengzhou_quality.published.tables.long_tables import with_year_columns
from shengzhou_quality.published.tables.notes import notes_by_mark
from shengzhou_quality.published.tables.one_column_tables import read_one_column
from shengzhou_quality.published.tables.printed_headers import ColumnRole
from shengzhou_quality.published.tables.printed_years import PlannedSpan, period_in
from shengzhou_quality.reported import Sheet

_LEAST_FIT = 0.6


def read_table(document: Document, area: str | None = None) -> PrintedTable:
    """Raises `InputError` where no table has indicators with targets; names the areas to choose."""
    return _Search(document, area).result()


class _Search:
    """The tables of a document from top to bottom: those of indicators, and the others."""

    def __init__(self, document: Document, area: str | None) -> None:
        self.document = document
        self.area = area
        self.found: list[FoundTable] = []
        self.left: list[Diagnostic] = []
        self.areas: dict[str, None] = {}
        self.areas_at: Place | None = None
        self.before: list[str] = []
        self.captions: dict[int, str | None] = {}
        self.headless: list[tuple[Sheet, Layout]] = []
        self.texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
        self.notes: list[str] = []
        told = (one for one in document.diagnostics if one.code == "import-row-by-spaces")
        self.guessed = {one.place.row for one in told if one.place is not None}

    def result(self) -> PrintedTable:
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
            else:
                self.captions[id(block)] = caption_among(self.before)
                self._sheet(block)
                self.before = []
        if not self.found and not self.areas:
            self._guess_headers()
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
        return joined_tables(self.document, self.found, self.notes, self.left)

    def _need_area(self) -> None:
        place = self.areas_at or Place(self.document.path)
        names = tuple(self.areas)
        shown = "、".join(names if len(names) <= 30 else (*names[:30], "…"))
        if self.area is None:
            raise refusal("import-areas", place, areas=shown)
        is_known = find_area(self.area, names) is not None
        if not is_known and not any(found.is_of_area for found in self.found):
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
        previous = self.found[-1] if self.found else None
        read = [self._upright(sheet, table) for table in layout.tables]
        if not layout.tables:
            read.append(self._goes_on(sheet, layout, previous) or self._one_column(sheet, layout))
        if not any(read):
            self._leave(sheet)
            if not layout.tables:
                self.headless.append((sheet, layout))
        else:
            for table, is_read in zip(layout.tables, read, strict=False):
                if not is_read:
                    self.left.extend(part_left(table))

    def _guess_headers(self) -> None:
        """Read tables without a header, for want of others; each row of them is a question."""
        for sheet, layout in self.headless:
            table = with_guessed_header(layout.lines)
            if table is None or not self._body(sheet, table, [], None):
                continue
            body = self.found[-1].body
            doubt = Doubt("import-no-header", "target")
            body.rows = [replace(row, doubts=(*row.doubts, doubt)) for row in body.rows]
            self.left = [found for found in self.left if not is_about(found, sheet)]

    def _leave(self, sheet: Sheet) -> None:
        self.left.append(table_left(sheet, self.captions.get(id(sheet))))

    def _upright(self, sheet: Sheet, table: UprightTable) -> bool:
        above = [*self.before, *table.above]
        caption = caption_among(above)
        choice = choose_area(table, self.area)
        of_area = False
        doubts: list[Doubt] = []
        if choice is not None:
            if choice.table is None:
                if _names_indicators(table):
                    self.areas.update(dict.fromkeys(choice.areas))
                    self.areas_at = self.areas_at or sheet.place
                return False
            self.areas.update(dict.fromkeys(choice.areas))
            table, of_area = choice.table, bool(choice.areas)
            if choice.own is not None:
                said: dict[str, Parameter] = {"areas": choice.areas, "area": choice.own}
                doubts.append(Doubt("import-area-own", "target", said))
            self.left.extend(column_left(sheet.place, text) for text in choice.left)
        return self._body(sheet, table, above, caption, of_area, doubts=doubts)

    def _body(
        self,
        sheet: Sheet,
        table: UprightTable,
        above: list[str],
        caption: str | None,
        of_area: bool = False,
        category: str | None = None,
        doubts: Sequence[Doubt] = (),
    ) -> bool:
        aligned = with_year_columns(align(table))
        if not aligned.names:
            return False
        span = self._span(above, caption)
        figures = figure_columns(aligned.columns, span)
        unknown = aligned.unknown_figures()
        if unknown:
            count = len(unknown)
            figures.row_doubts.append(Doubt("import-column-unknown", "target", {"count": count}))
        date_by_caption(figures, caption, aligned)
        if not is_of_indicators(aligned, figures):
            return False
        unit, units = unit_line([*reversed(above)])
        before = self._continued(table)
        if before is not None and unit is units is None:
            unit, units = before.unit, before.units
        body = read_body(aligned, figures, category or self._category(before), unit)
        if not any(row.targets or row.change for row in body.rows):
            return False
        body.rows = [self._by_spaces(row) for row in body.rows]
        doubts = [*doubts, *figures.doubts]
        if aligned.shifted:
            doubts.append(Doubt("import-header-shifted", None, {"count": aligned.shifted}))
        if units is not None:
            mark_units(body, units)
        self.left.extend(columns_left(aligned, figures))
        self.left.extend(body.found)
        self.notes.extend(body.notes)
        self.found.append(
            FoundTable(
                sheet,
                table,
                figures,
                body,
                caption,
                doubts,
                unit,
                units,
                is_of_area=of_area,
                goes_on=self._is_rest(sheet, before, above, caption),
            )
        )
        return True

    def _by_spaces(self, row: PrintedRow) -> PrintedRow:
        """The row with a mark if its words were brought under the header by a guess."""
        if (row.place.row if row.place.sheet is None else None) not in self.guessed:
            return row
        return replace(row, doubts=(*row.doubts, Doubt("import-row-by-spaces", "target")))

    def _continued(self, table: UprightTable) -> FoundTable | None:
        """The table before, if this one has the same columns."""
        if not self.found or table.beside or _numbered_anew(table):
            return None
        last = self.found[-1]
        texts = [[column.text for column in one.columns] for one in (last.table, table)]
        return last if texts[0] == texts[1] else None

    def _is_rest(
        self, sheet: Sheet, before: FoundTable | None, above: list[str], caption: str | None
    ) -> bool:
        """Whether a table stands under the caption of the one before."""
        last = self.found[-1] if self.found else None
        if last is None:
            return False
        if caption is not None and caption != last.caption and not is_continuation(caption):
            return False
        if last.sheet is sheet:
            return True
        return before is not None and all(map(is_continuation, above))

    def _category(self, before: FoundTable | None) -> str | None:
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

    def _goes_on(self, sheet: Sheet, layout: Layout, previous: FoundTable | None) -> bool:
        """Read a table without a header as the rest of the table before it."""
        if previous is None:
            return False
        columns = previous.table.columns
        lines = [line for line in layout.lines if len(line.distinct) > 1]
        # The cell of a group that began on the page before can be missing from the whole table.
        apart = abs(len(layout.lines[0].cells) - len(columns))
        if not lines or apart > 1:
            return False
        fit = sum(fits(columns, line) for line in lines)
        if fit < (1 if apart else _LEAST_FIT) * len(lines):
            return False
        table = UprightTable((), columns, layout.lines)
        if _numbered_anew(table):
            return self._body(sheet, table, [], None, previous.is_of_area)
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
        caption = caption_alone(read.head) if read.head else None
        self.found.append(FoundTable(sheet, table, figures, read.body, caption, doubts))
        return True

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


def _numbered_anew(table: UprightTable) -> bool:
    """Whether the rows of a table begin again with number one."""
    at = next((at for at, c in enumerate(table.columns) if c.role is ColumnRole.NUMBER), 0)
    lines = [line for line in table.body if len(line.distinct) > 1]
    cell = lines[0].cells[at] if lines and at < len(lines[0].cells) else None
    return cell is not None and is_number_mark(cell.text) and plain_number(cell.text) == "1"


def _names_indicators(table: UprightTable) -> bool:
    return any(
        column.role in (ColumnRole.NAME, ColumnRole.AREA, ColumnRole.GROUP)
        for column in table.columns
    )
