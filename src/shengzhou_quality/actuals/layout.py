"""Sheets of cells to observations: finds the header, knows the columns, matches the rows.

Wide (a row an indicator, a column a year) and long (指标, 年份, 数值). No other module
matches cells to the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from shengzhou_quality.actuals.columns import (
    Columns,
    Row,
    cell_of,
    cells_of,
    columns_of,
    has,
    is_unit_line,
    over_band,
    under_band,
    unit_said,
)
from shengzhou_quality.actuals.headers import Header, Role, is_ratio, read_form, read_header
from shengzhou_quality.actuals.model import Cell, Observation, Sheet
from shengzhou_quality.actuals.naming import find_by_name, form_behind, unit_behind
from shengzhou_quality.actuals.values import read_cell, says_target
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Severity
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import NameIndex
from shengzhou_quality.units import conversion_factor

_SIGN_OFF = re.compile(r"[::]|填报|填表|审核|审签|制表|负责人|联系|签字|盖章|日期")
_SERIAL = re.compile(r"[(（]?(?P<id>[A-Za-z]?[0-9]{1,3})(?:\.0+)?[)）]?[.、．]?")


@dataclass(slots=True)
class Layout:
    """Everything that the sheets gave: observations, findings, and how many rows matched."""

    observations: list[Observation] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    matched_rows: int = 0


def read_layout(sheets: Iterable[Sheet], plan: Plan) -> Layout:
    """Match the rows of all `sheets` to the indicators of `plan`."""
    layout = Layout()
    names = NameIndex(plan.indicators)
    for sheet in sheets:
        _SheetReader(sheet, plan, names, layout).read()
    return layout


class _SheetReader:
    def __init__(self, sheet: Sheet, plan: Plan, names: NameIndex, layout: Layout) -> None:
        self._sheet = sheet
        self._plan = plan
        self._names = names
        self._layout = layout
        self._columns: Columns | None = None
        self._unit_line: str | None = None

    def read(self) -> None:
        above: Row = {}
        header: Row | None = None
        said: str | None = None
        for row in self._sheet.rows:
            columns = columns_of(row, self._columns)
            split = over_band(self._columns, header, row) if header and self._columns else None
            if columns is not None:
                self._columns = under_band(columns, row, above) if header is above else columns
                self._unit_line, said, header = said, None, row
                self._check_header(row, self._columns)
            elif split is not None:
                self._columns, header = split, None
            elif self._columns is None or is_unit_line(row):
                said = unit_said(row) or said
                if header is above:  # between a header and its first row it is that table's
                    self._unit_line = said or self._unit_line
            else:
                header = None
                self._read_row(row, self._columns)
            above = row
        if self._columns is None and self._names_an_indicator():
            self._report("no-header", Severity.WARNING, None)

    def _names_an_indicator(self) -> bool:
        cells = (cell for row in self._sheet.rows for cell in row.values())
        return any(self._names.by_name(cell.text) for cell in cells if len(cell.text) < 100)

    def _check_header(self, row: Row, columns: Columns) -> None:
        """What a header leaves unsaid, and what under it will not be read."""
        dated = has(columns, Role.ACTUAL) or has(columns, Role.YEAR_OF_ROW)
        values = list(cells_of(row, columns, Role.VALUE_OF_ROW))
        if values and not dated:
            self._report("no-year", Severity.ERROR, values[0])
        if len(values) > 1 and has(columns, Role.YEAR_OF_ROW):
            self._report("two-value-columns", Severity.ERROR, values[1], other=values[0].text)
        for extra in values if has(columns, Role.ACTUAL) else ():
            self._report("column-not-read", Severity.INFO, extra)
        for column, header in columns.items():
            if header.role is Role.OTHER and read_form(row[column].text):
                self._report("column-not-read", Severity.INFO, row[column])
            year = re.search(r"(?:19|20)[0-9]{2}", row[column].text)
            if header.role is Role.OTHER and year:
                unread = int(year[0]) in self._plan.years and not is_ratio(row[column].text)
                severity = Severity.WARNING if unread else Severity.INFO
                self._report("column-not-read", severity, row[column])

    def _read_row(self, row: Row, columns: Columns) -> None:
        indicator = self._indicator_of(row, columns)
        if indicator is None:
            return
        self._layout.matched_rows += 1
        context = self._context(row, columns, indicator)
        for column, header in columns.items():
            cell = row.get(column)
            if cell is None:
                continue
            if header.role is Role.ACTUAL:
                self._observe(cell, header, indicator, context)
            elif header.role is Role.TARGET:
                self._check_target(cell, header, indicator)
        self._read_long(row, columns, indicator, context)

    def _read_long(
        self, row: Row, columns: Columns, indicator: AnyIndicator, context: _RowContext
    ) -> None:
        """The one value of a row that names its own year."""
        year_cell = cell_of(row, columns, Role.YEAR_OF_ROW)
        value_cell = cell_of(row, columns, Role.VALUE_OF_ROW)
        if value_cell is None or not has(columns, Role.YEAR_OF_ROW):
            return
        if year_cell is None:
            if not is_missing(value_cell.text):
                self._report("no-year-in-row", Severity.ERROR, value_cell, indicator)
            return
        header = read_header(year_cell.text)
        if header.role is not Role.ACTUAL:
            self._report("not-a-year", Severity.ERROR, year_cell, indicator, text=year_cell.text)
            return
        self._observe(value_cell, header, indicator, context)

    def _indicator_of(self, row: Row, columns: Columns) -> AnyIndicator | None:
        """The name decides; a number identifies a row only when the row has no name."""
        name = cell_of(row, columns, Role.NAME)
        serial = cell_of(row, columns, Role.SERIAL)
        number = _SERIAL.fullmatch(clean(serial.text)) if serial else None
        if name is not None and not is_missing(name.text):
            indicator = find_by_name(self._names, name.text)
            if indicator is None:
                self._report_unread(name, row, columns)
            elif serial and number and number["id"] != indicator.id:
                details = {"number": number["id"], "id": indicator.id, "name": indicator.name}
                self._report("number-differs", Severity.WARNING, serial, indicator, **details)
            return indicator
        indicator = self._names.by_id(number["id"]) if number else None
        if indicator is None:
            self._report_unread(serial, row, columns)
        return indicator

    def _report_unread(self, cell: Cell | None, row: Row, columns: Columns) -> None:
        """A row that matches nothing is passed over unless something was reported in it."""
        valued = [
            row[column]
            for column, header in columns.items()
            if header.role in (Role.ACTUAL, Role.VALUE_OF_ROW) and column in row
        ]
        reported = next((value for value in valued if self._looks_reported(value)), None)
        if reported is None:
            return
        if cell is None:
            self._report("row-without-name", Severity.WARNING, reported)
            return
        nearest = self._names.nearest(cell.text)
        self._report(
            "unknown-indicator",
            Severity.WARNING,
            cell,
            text=cell.text,
            nearest=nearest.name if nearest else "",
        )

    @staticmethod
    def _looks_reported(cell: Cell) -> bool:
        """Anything at all; only a line of signatures reaches under the years of a table."""
        return not is_missing(cell.text) and not _SIGN_OFF.search(cell.text)

    def _context(self, row: Row, columns: Columns, indicator: AnyIndicator) -> _RowContext:
        name = cell_of(row, columns, Role.NAME)
        evidence = cell_of(row, columns, Role.EVIDENCE)
        form_cell = cell_of(row, columns, Role.FORM)
        return _RowContext(
            unit=self._unit(row, columns, indicator, name),
            form=self._form(form_cell, name, indicator),
            form_cell=form_cell,
            name_says_mean=name is not None and "年均" in clean(name.text),
            evidence=evidence.text if evidence and not is_missing(evidence.text) else None,
        )

    def _unit(
        self, row: Row, columns: Columns, indicator: AnyIndicator, name: Cell | None
    ) -> str | None:
        """The row's own unit: of its column, in the bracket behind its name, or of a unit line."""
        cell = cell_of(row, columns, Role.UNIT)
        if cell is not None and not is_missing(cell.text):
            return clean(cell.text)
        behind = unit_behind(name.text, indicator, self._names) if name else None
        if behind is not None:
            return behind
        said = self._unit_line
        return said if said and _converts(said, indicator) else None

    def _form(self, cell: Cell | None, name: Cell | None, indicator: AnyIndicator) -> Form | None:
        """The row's own 口径: of its column, or in the bracket behind its name."""
        if cell is None or is_missing(cell.text) or not indicator.forms:
            return form_behind(name.text, indicator) if name else None
        form = read_form(cell.text)
        if form is None:
            matters = len(indicator.forms) > 1
            severity = Severity.ERROR if matters else Severity.WARNING
            self._report("unknown-form", severity, cell, indicator, text=cell.text)
        return form

    def _observe(
        self, cell: Cell, header: Header, indicator: AnyIndicator, context: _RowContext
    ) -> None:
        read = read_cell(cell, indicator, header.unit or context.unit)
        if read is None or header.year is None:
            return
        self._layout.diagnostics.extend(read.diagnostics)
        form = header.form or context.form
        value = read.value
        if {header.form, context.form} == {Form.TOTAL, Form.OF_YEAR}:
            self._report("mixed-forms", Severity.ERROR, cell, indicator)
            value = None
        if header.since not in (None, self._plan.years[0]):
            first = str(self._plan.years[0])
            since = str(header.since)
            self._report(
                "other-first-year", Severity.ERROR, cell, indicator, since=since, first=first
            )
            value = None
        if form is not None and indicator.forms and form not in indicator.forms:
            at = cell if header.form else context.form_cell or cell
            allowed = tuple(allowed.value for allowed in indicator.forms)
            self._report("form-mismatch", Severity.ERROR, at, indicator, form=form, allowed=allowed)
            value = form = None
        observation = Observation(
            indicator=indicator.id,
            year=header.year,
            text=read.text,
            place=cell.place,
            value=value,
            form=form,
            provisional=read.provisional or header.provisional,
            forecast=read.forecast or header.forecast,
            partial=header.partial,
            name_says_mean=context.name_says_mean,
            evidence=context.evidence,
        )
        self._layout.observations.append(observation)

    def _check_target(self, cell: Cell, header: Header, indicator: AnyIndicator) -> None:
        """A column of targets is never an actual; one that differs is the wrong form or plan."""
        if header.year not in (None, self._plan.head.target_year) or is_missing(cell.text):
            return
        if not says_target(cell, indicator):
            details = {"text": cell.text, "target": indicator.target, "name": indicator.name}
            self._report("target-differs", Severity.WARNING, cell, indicator, **details)

    def _report(
        self,
        code: str,
        severity: Severity,
        cell: Cell | None,
        indicator: AnyIndicator | None = None,
        **parameters: Parameter,
    ) -> None:
        place = cell.place if cell else self._sheet.place
        if cell and "text" not in parameters:
            parameters["text"] = cell.text
        if indicator and "name" not in parameters:
            parameters["name"] = indicator.name
        self._layout.diagnostics.append(
            Diagnostic(code, severity, place, indicator.id if indicator else None, parameters)
        )


@dataclass(frozen=True, slots=True)
class _RowContext:
    """What a row says of all its values."""

    unit: str | None
    form: Form | None
    form_cell: Cell | None
    name_says_mean: bool
    evidence: str | None


def _converts(written: str, indicator: AnyIndicator) -> bool:
    wanted = indicator.unit or ""
    return conversion_factor(written, wanted, indicator.unit_aliases) is not None
