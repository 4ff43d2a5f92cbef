"""Name the columns of a table without a header by what they hold, as a question to a person."""

from __future__ import annotations

from collections.abc import Callable

from shengzhou_quality.notation import is_missing
from shengzhou_quality.published.tables.cell_forms import (
    holds_figure,
    is_constraint,
    is_number_mark,
    is_unit_form,
    may_be_name,
)
from shengzhou_quality.published.tables.cell_texts import read_name
from shengzhou_quality.published.tables.layouts import UprightTable
from shengzhou_quality.published.tables.lines import Line
from shengzhou_quality.published.tables.printed_headers import ColumnRole, PrintedColumn

_RANK = 6
_LEAST_ROWS = 2


def with_guessed_header(lines: tuple[Line, ...]) -> UprightTable | None:
    """The table with its columns named; `None` unless units or 属性 show what it is of."""
    rows = [line for line in lines if len(line.distinct) > 2]
    if len(rows) < _LEAST_ROWS:
        return None
    roles: list[ColumnRole | None] = []
    for at in range(len(rows[0].cells)):
        cells = [row.cells[at] for row in rows]
        texts = [cell.text for cell in cells if cell is not None]
        roles.append(_role_of(texts, roles))
    if ColumnRole.NAME not in roles:
        return None
    name = roles.index(ColumnRole.NAME)
    names = [cell.text for row in rows if (cell := row.cells[name]) is not None]
    units = sum(read_name(text).unit is not None for text in names) * 2 > len(names)
    figures = [at for at, role in enumerate(roles) if role is ColumnRole.FIGURE]
    if not figures or not (units or {ColumnRole.UNIT, ColumnRole.CONSTRAINT} & set(roles)):
        return None
    for at, role in zip(figures, _sorts(len(figures)), strict=True):
        roles[at] = role
    columns = tuple(PrintedColumn("", role, rank=_RANK) for role in roles)
    return UprightTable((), columns, lines)


def _sorts(count: int) -> list[ColumnRole | None]:
    """What so many columns of figures hold: baseline, target, then what is not known."""
    if count == 1:
        return [ColumnRole.TARGET]
    return [ColumnRole.BASELINE, ColumnRole.TARGET, *([None] * (count - 2))]


def _role_of(texts: list[str], before: list[ColumnRole | None]) -> ColumnRole | None:
    said = [text for text in texts if not is_missing(text)]
    forms: list[tuple[ColumnRole, Callable[[str], bool]]] = [
        (ColumnRole.CONSTRAINT, is_constraint),
        (ColumnRole.UNIT, is_unit_form),
    ]
    for role, test in forms:
        if said and role not in before and all(map(test, said)):
            return role
    if ColumnRole.NAME in before:
        return ColumnRole.FIGURE if sum(map(holds_figure, said)) * 2 > len(texts) else None
    if said and all(map(is_number_mark, said)):
        return ColumnRole.NUMBER
    if said and all(map(may_be_name, said)) and len(set(said)) * 5 > len(texts) * 4:
        return ColumnRole.NAME
    return ColumnRole.GROUP if said else None
