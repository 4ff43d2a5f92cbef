"""The columns under a header row, the cells of a row by what their column is, unit lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from shengzhou_quality.actuals.headers import Header, Role, read_header
from shengzhou_quality.actuals.model import Cell
from shengzhou_quality.notation import clean
from shengzhou_quality.units import is_unit

Columns = Mapping[int, Header]
Row = Mapping[int, Cell]

_UNIT_LINE = re.compile(r"[((]?(?:计量)?单位[::](?P<unit>[^,、;]{1,6}?)[))]?")


def columns_of(row: Row) -> Columns | None:
    """The columns under `row` if it is a header.

    It names its rows (指标), or numbers them and holds values. One without values still
    ends the table above it: nothing below is read under that table's years.
    """
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


def is_unit_line(row: Row) -> bool:
    return len(row) == 1 and unit_said(row) is not None


def unit_said(row: Row) -> str | None:
    """The one unit that a line such as 单位:万元 says."""
    for cell in row.values():
        found = _UNIT_LINE.fullmatch(clean(cell.text))
        if found and is_unit(found["unit"]):
            return found["unit"]
    return None
