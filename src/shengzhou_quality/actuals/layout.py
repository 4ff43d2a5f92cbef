"""Sheets of cells to observations: finds the header, knows the columns, matches the rows.

Wide (a row an indicator, a column a year) and long (指标, 年份, 数值). No other module
matches cells to the plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shengzhou_quality.actuals.headers import Header, Role, read_form, read_header
from shengzhou_quality.actuals.model import Cell, Observation, Sheet
from shengzhou_quality.actuals.values import read_cell
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Severity
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import Figure, clean, is_missing, read_value
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import MeasuredIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.names import NameIndex, fold
from shengzhou_quality.units import conversion_factor

Columns = Mapping[int, Header]
Row = Mapping[int, Cell]

_LEADING_NUMBER = re.compile(r"[(（]?[0-9]{1,3}[)）]?[.、．\s]\s*(?P<name>\D.*)", re.DOTALL)
_TRAILING_NOTE = re.compile(r"(?P<name>.+?)[(（](?P<note>[^()（）]*)[)）]", re.DOTALL)
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

    def read(self) -> None:
        for row in self._sheet.rows:
            columns = _columns(row)
            if columns is not None:
                self._columns = columns
                self._check_header(row, columns)
            elif self._columns is not None:
                self._read_row(row, self._columns)
        if self._columns is None and self._names_an_indicator():
            self._report("no-header", Severity.WARNING, None)

    def _names_an_indicator(self) -> bool:
        cells = (cell for row in self._sheet.rows for cell in row.values())
        return any(self._names.by_name(cell.text) for cell in cells if len(cell.text) < 100)

    def _check_header(self, row: Row, columns: Columns) -> None:
        roles = {header.role for header in columns.values()}
        for column, header in columns.items():
            if header.role is Role.VALUE_OF_ROW and Role.YEAR_OF_ROW not in roles:
                self._report("no-year", Severity.ERROR, row[column])
            if header.role is Role.OTHER and re.search(r"(?:19|20)[0-9]{2}", row[column].text):
                self._report("column-not-read", Severity.INFO, row[column])

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
        year_cell = _cell_of(row, columns, Role.YEAR_OF_ROW)
        value_cell = _cell_of(row, columns, Role.VALUE_OF_ROW)
        if value_cell is None or not _has(columns, Role.YEAR_OF_ROW):
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
        name = _cell_of(row, columns, Role.NAME)
        serial = _cell_of(row, columns, Role.SERIAL)
        number = _SERIAL.fullmatch(clean(serial.text)) if serial else None
        if name is not None and not is_missing(name.text):
            indicator = self._by_name(name.text)
            if indicator is None:
                self._report_unknown(name, row, columns)
            elif serial and number and number["id"] != indicator.id:
                details = {"number": number["id"], "id": indicator.id, "name": indicator.name}
                self._report("number-differs", Severity.WARNING, serial, indicator, **details)
            return indicator
        indicator = self._names.by_id(number["id"]) if number else None
        if serial and indicator is None:
            self._report_unknown(serial, row, columns)
        return indicator

    def _by_name(self, name: str) -> AnyIndicator | None:
        """By the name as written, else without a number before it or a bracket after it."""
        found = self._names.by_name(name)
        for pattern in (_LEADING_NUMBER, _TRAILING_NOTE):
            if found is None and (match := pattern.fullmatch(name.strip())):
                found = self._by_name(match["name"])
        return found

    def _report_unknown(self, cell: Cell, row: Row, columns: Columns) -> None:
        """A row that matches nothing is passed over unless it holds values."""
        valued = [
            row[column]
            for column, header in columns.items()
            if header.role in (Role.ACTUAL, Role.VALUE_OF_ROW) and column in row
        ]
        if not any(isinstance(read_value(value.text), Figure) for value in valued):
            return
        nearest = self._names.nearest(cell.text)
        self._report(
            "unknown-indicator",
            Severity.WARNING,
            cell,
            text=cell.text,
            nearest=nearest.name if nearest else "",
        )

    def _context(self, row: Row, columns: Columns, indicator: AnyIndicator) -> _RowContext:
        name = _cell_of(row, columns, Role.NAME)
        evidence = _cell_of(row, columns, Role.EVIDENCE)
        form_cell = _cell_of(row, columns, Role.FORM)
        return _RowContext(
            unit=self._unit(row, columns, indicator, name),
            form=self._form(form_cell, indicator),
            form_cell=form_cell,
            name_says_mean=name is not None and "年均" in clean(name.text),
            evidence=evidence.text if evidence and not is_missing(evidence.text) else None,
        )

    def _unit(
        self, row: Row, columns: Columns, indicator: AnyIndicator, name: Cell | None
    ) -> str | None:
        """The row's own unit: of its column, or in the brackets behind its name."""
        cell = _cell_of(row, columns, Role.UNIT)
        if cell is not None and not is_missing(cell.text):
            return clean(cell.text)
        bracket = _TRAILING_NOTE.fullmatch(name.text.strip()) if name else None
        written = clean(bracket["note"]).removeprefix("单位:") if bracket else ""
        if not written or indicator.unit is None or self._names.by_name(name.text if name else ""):
            return None
        known = conversion_factor(written, indicator.unit, indicator.unit_aliases) is not None
        return written if known else None

    def _form(self, cell: Cell | None, indicator: AnyIndicator) -> Form | None:
        if cell is None or is_missing(cell.text) or not indicator.forms:
            return None
        form = read_form(cell.text)
        if form is None:
            matters = len(indicator.forms) > 1
            severity = Severity.ERROR if matters else Severity.WARNING
            self._report("unknown-form", severity, cell, indicator, text=cell.text)
        return form

    def _observe(
        self, cell: Cell, header: Header, indicator: AnyIndicator, context: _RowContext
    ) -> None:
        read = read_cell(cell, indicator, context.unit)
        if read is None or header.year is None:
            return
        self._layout.diagnostics.extend(read.diagnostics)
        form = header.form or context.form
        value = read.value
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
        if not _same_target(cell, indicator):
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


def _columns(row: Row) -> Columns | None:
    """The columns under `row` if it is a header: it names indicators, and years or values."""
    columns = {column: read_header(cell.text) for column, cell in row.items() if _short(cell)}
    names_rows = _has(columns, Role.NAME) or _has(columns, Role.SERIAL)
    holds_values = _has(columns, Role.ACTUAL) or _has(columns, Role.VALUE_OF_ROW)
    return columns if names_rows and holds_values else None


def _short(cell: Cell) -> bool:
    return len(cell.text) <= 60


def _has(columns: Columns, role: Role) -> bool:
    return any(header.role is role for header in columns.values())


def _cells_of(row: Row, columns: Columns, role: Role) -> Iterator[Cell]:
    return (
        row[column] for column, header in columns.items() if header.role is role and column in row
    )


def _cell_of(row: Row, columns: Columns, role: Role) -> Cell | None:
    return next(_cells_of(row, columns, role), None)


def _same_target(cell: Cell, indicator: AnyIndicator) -> bool:
    if not isinstance(indicator, MeasuredIndicator):
        return indicator.rank_of(cell.text) == indicator.rank_of(indicator.target)
    figure = read_value(cell.text)
    if not isinstance(figure, Figure):
        return fold(cell.text) == fold(indicator.target)
    asked = figure.as_target(indicator.direction).intersection(indicator.domain.interval)
    return asked == indicator.target_set
