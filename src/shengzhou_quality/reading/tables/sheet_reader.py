"""Turn sheets of cells into observations: find the tables, their direction and their values.

A table is wide (a row for each indicator, a column for each year), long (指标, 年份, 数值), or lies
across (a column for each indicator). No other part of the program matches cells to the plan.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.judgement import Form
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.tables.area_rows import tell_other_areas
from shengzhou_quality.reading.tables.areas import areas_of
from shengzhou_quality.reading.tables.captions import (
    captions_across,
    captions_of,
    units_of,
)
from shengzhou_quality.reading.tables.filled_by import filled_by
from shengzhou_quality.reading.tables.filled_grid import Grid, grid_of
from shengzhou_quality.reading.tables.header_words import VALUES
from shengzhou_quality.reading.tables.naming import Named, Naming
from shengzhou_quality.reading.tables.opinions import OpinionReader
from shengzhou_quality.reading.tables.orientation import panels, parts_of
from shengzhou_quality.reading.tables.owners import tell_numbers
from shengzhou_quality.reading.tables.rows import TableReader
from shengzhou_quality.reading.tables.settlements import SettlementReader, heads_settlements
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table, TableFinder, table_of_list
from shengzhou_quality.reading.tables.values import holds_value
from shengzhou_quality.reading.tables.works import head_works
from shengzhou_quality.reported import Sheet


def read_layout(
    sheets: Iterable[Sheet],
    plan: Plan,
    forms: Mapping[str, Form] | None = None,
    limits: Limits = USUAL,
    *,
    assessments_only: bool = False,
    accept_assessments: bool = True,
) -> Layout:
    """Match the rows of all `sheets` to what `plan` asks to be reported.

    Tables of opinions are recognised; `assessments_only` reads nothing else, and if opinions are
    not accepted, the findings about them are informational. `forms` gives the 口径 of indicators,
    by id, where a sheet does not say it. Raises `InputError` if there are more tables or values
    than `limits` allows.
    """
    layout = Layout(most_values=limits.values, areas=areas_of(tuple(plan.head.area)))
    naming = Naming(plan)
    sheets = tuple(sheets)
    if not assessments_only:
        layout.filled_by = filled_by(sheets)
    for sheet in sheets:
        assessments = OpinionReader(
            sheet.place,
            naming,
            plan,
            layout,
            alone=assessments_only,
            counted=accept_assessments or assessments_only,
        )
        settlements = SettlementReader(
            naming, plan, layout, counted=accept_assessments or assessments_only
        )
        readers = (assessments, settlements)
        reader = _SheetReader(sheet, plan, naming, forms or {}, layout, limits, readers)
        grid = grid_of(sheet)
        seen_before = len(layout.observations)
        before = {item: len(places) for item, places in layout.matched.items()}
        if sheet.listed:
            reader.read_table(grid, table_of_list(grid))
        else:
            for part in parts_of(grid, naming):
                reader.read(part.grid, part.names)
            reader.tell_unheaded()
        reported = {
            item for item, places in layout.matched.items() if len(places) > before.get(item, 0)
        }
        reader.note_unread({one.indicator for one in layout.observations[seen_before:]})
        tell_numbers(layout, naming.index, reported)
        tell_other_areas(layout)
    return layout


class _SheetReader:
    def __init__(
        self,
        sheet: Sheet,
        plan: Plan,
        naming: Naming,
        forms: Mapping[str, Form],
        layout: Layout,
        limits: Limits,
        of_evaluators: tuple[OpinionReader, SettlementReader],
    ) -> None:
        self._sheet = sheet
        self._limits = limits
        self._plan = plan
        self._naming = naming
        self._forms = forms
        self._layout = layout
        self._unheaded = False
        self._parts: list[tuple[Grid, list[dict[int, Named]]]] = []
        self._assessments, self._settlements = of_evaluators

    def read(self, part: Grid, names: Sequence[Mapping[int, Named]]) -> None:
        """Read one part of the sheet; a part that lies across is turned first."""
        grid, across = part, False
        finder = self._finder(grid, names)
        named = finder.named
        tables = finder.tables()
        if any(finder.named) and not self._covers_all(finder, tables):
            turned = self._finder(part.turned())
            other = turned.tables()
            self._parts.append((turned.grid, turned.named))
            nothing = not any(table.has(*VALUES) for table in tables)
            if self._covers_all(turned, other) or (
                nothing and any(one.has(*VALUES) for one in other)
            ):
                grid, finder, tables, across = turned.grid, turned, other, True
        if not across:
            tables = head_works(grid, finder.named, tables, self._layout.areas)
        if across:
            captions = [captions_across(part, named, self._sheet.place)] * len(tables)
        else:
            extents = [table.extent() for table in tables]
            captions = captions_of(grid, finder.named, extents, self._sheet.place)
        if not across:
            self._parts.append((grid, finder.named))
        for table, words in zip(tables, captions, strict=True):
            table.captions, table.units = words, units_of(words)
            own = self._is_of_evaluators(table)
            for panel in (table,) if own else panels(table):
                self.read_table(grid, panel)
        self._unheaded = self._unheaded or _has_unheaded_values(grid, finder, tables)

    def read_table(self, grid: Grid, table: Table) -> None:
        if heads_settlements(table):
            self._settlements.read(grid, table)
            return
        if self._assessments.takes(table):
            self._assessments.read(grid, table)
            return
        TableReader(grid, table, self._naming, self._plan, self._forms, self._layout).read()

    def _is_of_evaluators(self, table: Table) -> bool:
        return heads_settlements(table) or self._assessments.takes(table)

    def _covers_all(self, finder: TableFinder, tables: list[Table]) -> bool:
        """Whether every row that names an indicator is in a table with values."""
        covered = {
            row
            for table in tables
            if table.has(*VALUES) or self._is_of_evaluators(table)
            for row in range(table.first, table.last)
        }
        named = [row for row, found in enumerate(finder.named) if found]
        return bool(covered) and covered.issuperset(named)

    def _finder(
        self, grid: Grid, names: Sequence[Mapping[int, Named]] | None = None
    ) -> TableFinder:
        file, most = Place(self._sheet.place.file), self._limits.tables
        areas = self._layout.areas
        return TableFinder(grid, self._naming.find, file, most, areas, names)

    def note_unread(self, read: Collection[str]) -> None:
        """Note the items that stand beside a value and that are not among those `read`."""
        for grid, named in self._parts:
            for row, found in enumerate(named):
                for one in found.values():
                    sheets = self._layout.unread.get(one.indicator.id, ())
                    is_known = one.indicator.id in read or self._sheet.place in sheets
                    if not is_known and _holds_value(grid, row, found, one):
                        self._layout.unread[one.indicator.id] = [*sheets, self._sheet.place]

    def tell_unheaded(self) -> None:
        """Report indicators with figures next to them but without a header."""
        if self._assessments.tell_unheaded(empty=not self._sheet.rows):
            return
        if self._unheaded:
            self._layout.diagnostics.append(Diagnostic("no-header", self._sheet.place))


def _has_unheaded_values(grid: Grid, finder: TableFinder, tables: list[Table]) -> bool:
    """Whether a row outside all tables names an indicator and holds a value next to it."""
    covered = {row for table in tables for row in range(table.top, table.last)}
    for row in range(len(grid)):
        if row in covered or not finder.named[row]:
            continue
        if _holds_value(grid, row, finder.named[row], next(iter(finder.named[row].values()))):
            return True
    return False


def _holds_value(grid: Grid, row: int, named: Mapping[int, Named], one: Named) -> bool:
    """Whether a row that names an item holds a value next to its names."""
    beside = [
        cell
        for column, cell in grid.own[row].items()
        if column not in named and cell.text != one.indicator.id
    ]
    return any(holds_value(cell, one.indicator) for cell in beside)
