"""The columns under a header row, the cells of a row by what their column is, unit lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shengzhou_quality.actuals.headers import Header, Role, is_ratio, read_header
from shengzhou_quality.actuals.model import Cell
from shengzhou_quality.notation import clean
from shengzhou_quality.units import is_unit

Columns = Mapping[int, Header]
Row = Mapping[int, Cell]

_UNIT_LINE = re.compile(r"[((]?(?:计量)?单位[::](?P<unit>[^,、;]{1,6}?)[))]?")


def columns_of(row: Row, current: Columns | None = None) -> Columns | None:
    """The columns under `row` if it is a header.

    It names its rows (指标), or numbers them and holds values. One without values still
    ends the table above it: nothing below is read under that table's years. A row that
    has a name under the `current` header is none, whatever its other cells say.
    """
    if current is not None and _is_row_of(row, current):
        return None
    columns = {column: read_header(cell.text) for column, cell in row.items() if _short(cell)}
    names = [column for column, header in columns.items() if header.role is Role.NAME]
    holds_values = has(columns, Role.ACTUAL) or has(columns, Role.VALUE_OF_ROW)
    if not names and not (has(columns, Role.SERIAL) and holds_values):
        return None
    # 项目 beside 指标 is a group: the column that says indicator holds the names.
    best = min(names, key=lambda column: "指标" not in row[column].text, default=None)
    return {
        column: header if header.role is not Role.NAME or column == best else Header(Role.OTHER)
        for column, header in columns.items()
    }


def _short(cell: Cell) -> bool:
    return len(cell.text) <= 60


def has(columns: Columns, role: Role) -> bool:
    return any(header.role is role for header in columns.values())


def cells_of(row: Row, columns: Columns, role: Role) -> Iterator[Cell]:
    return (
        row[column] for column, header in columns.items() if header.role is role and column in row
    )


def cell_of(row: Row, columns: Columns, role: Role) -> Cell | None:
    return next(cells_of(row, columns, role), None)


def _is_row_of(row: Row, current: Columns) -> bool:
    name = cell_of(row, current, Role.NAME)
    return name is not None and read_header(name.text).role is Role.OTHER


def under_band(columns: Columns, header: Row, band: Row) -> Columns:
    """A header's years under a row of 目标 and 实际 above it, which may be merged across."""
    refined = dict(columns)
    for column, found in columns.items():
        above = _at_or_left(band, column)
        if found.role is Role.ACTUAL and above is not None:
            refined[column] = _together(header[column], above)
    return refined


def over_band(columns: Columns, header: Row, band: Row) -> Columns | None:
    """The columns of a header whose years are split by a row of 目标 and 实际 below it."""
    parts = {column: read_header(cell.text) for column, cell in band.items()}
    splits = [part.role in (Role.TARGET, Role.VALUE_OF_ROW) for part in parts.values()]
    if not splits or not all(splits):
        return None
    refined = dict(columns)
    for column, cell in band.items():
        above = _at_or_left(header, column)
        if above is not None and read_header(above.text).year is not None:
            refined[column] = _together(above, cell)
    return refined


def _at_or_left(row: Row, column: int) -> Cell | None:
    """The cell of a column, or of the merged one that reaches over it."""
    before = [number for number in row if number <= column]
    return row[max(before)] if before else None


def _together(year: Cell, kind: Cell) -> Header:
    """2025 and 目标值 are 2025目标值; what makes no sense together is not read."""
    plain = read_header(year.text)
    if read_header(kind.text).role is Role.TARGET:
        return Header(Role.TARGET, year=plain.year)
    return Header(Role.OTHER) if is_ratio(kind.text) else plain


def is_unit_line(row: Row) -> bool:
    return len(row) == 1 and unit_said(row) is not None


def unit_said(row: Row) -> str | None:
    """The one unit that a line such as 单位:万元 says."""
    for cell in row.values():
        found = _UNIT_LINE.fullmatch(clean(cell.text))
        if found and is_unit(found["unit"]):
            return found["unit"]
    return None
