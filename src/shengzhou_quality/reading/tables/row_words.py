"""Read what a row says about all its values: unit, 口径, target, forecast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shengzhou_quality.diagnostics import Place, Severity
from shengzhou_quality.judgement import Form
from shengzhou_quality.notation import clean, is_blank, is_missing
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.filled_grid import Row
from shengzhou_quality.reading.tables.header_words import BasisMeasure, Role
from shengzhou_quality.reading.tables.headers import (
    Header,
    measure_of,
    read_form,
    read_label,
    says_index,
)
from shengzhou_quality.reading.tables.owners import Owner
from shengzhou_quality.reading.tables.table_findings import Layout
from shengzhou_quality.reading.tables.tables import Table
from shengzhou_quality.reported import Cell, Provenance

_SPEAKING = (Role.OTHER, Role.PASSIVE, Role.NAME, Role.FORM, Role.YEAR_OF_ROW)
_ELSEWHERE = tuple(role for role in Role if role not in _SPEAKING)
_ELSEWHERE_IN_LONG = (*_ELSEWHERE, Role.YEAR_OF_ROW)
"""The columns that say nothing of the values of a row: their own cells are read for that."""


class RowWords(NamedTuple):
    """`role` is `ACTUAL`, or `TARGET` or `DERIVED` for a row that holds no values."""

    role: Role
    said_in: Cell
    units: tuple[str, ...] = ()
    form: Form | None = None
    form_cell: Cell | None = None
    measure: BasisMeasure | None = None
    forecast: bool = False
    provisional: bool = False
    partial: str | None = None
    name_says_mean: bool = False
    of_index: bool = False
    """The name or the unit says 上年=100: the values are indices, not growth rates."""


def read_row_words(row: Row, table: Table, owner: Owner, layout: Layout) -> RowWords:
    """Collect them from the unit and 口径 columns, the brackets of the name and other cells."""
    indicator, named = owner.named.indicator, owner.named
    said = [(owner.cell, named.label)] if named.label else []
    said += labels(row, table, owner)
    told = None
    if said:
        told = next(((cell, label) for cell, label in said if label.role in _NO_VALUES), None)
    form, form_cell, measure = _form(row, table, indicator, layout)
    for cell, label in said:
        if form is None and label.form is not None:
            form, form_cell, measure = label.form, cell, label.measure
    unit = _cell_of(row, table, Role.UNIT)
    written = clean(unit.text) if unit and not is_missing(unit.text) else None
    return RowWords(
        role=told[1].role if told else Role.ACTUAL,
        said_in=told[0] if told else owner.cell,
        units=tuple(each for each in (written, named.unit) if each and not says_index(each)),
        form=form,
        form_cell=form_cell,
        measure=measure,
        forecast=bool(said) and any(label.forecast for _, label in said),
        provisional=bool(said) and any(label.provisional for _, label in said),
        partial=next((label.partial for _, label in said if label.partial), None) if said else None,
        name_says_mean="年均" in clean(owner.cell.text),
        of_index=says_index(owner.cell.text) or (written is not None and says_index(written)),
    )


_NO_VALUES = (Role.TARGET, Role.DERIVED)


def labels(row: Row, table: Table, owner: Owner) -> Iterator[tuple[Cell, Header]]:
    """The cells of a row, other than its name and values, that say what its values are."""
    headed = table.of(*(_ELSEWHERE_IN_LONG if table.is_long else _ELSEWHERE))
    for column, cell in row.items():
        if column in headed:
            continue
        if table.holds(column) and column != owner.column and cell != owner.cell:
            label = read_label(cell.text)
            if label.role is not Role.OTHER:
                yield cell, label


def _form(
    row: Row, table: Table, indicator: AnyIndicator, layout: Layout
) -> tuple[Form | None, Cell | None, BasisMeasure | None]:
    cell = _cell_of(row, table, Role.FORM)
    if cell is None or is_missing(cell.text) or not indicator.forms:
        return None, None, None
    form = read_form(cell.text)
    if form is not None:
        return form, cell, measure_of(cell.text)
    role = read_label(cell.text).role
    if role is Role.DERIVED:  # 同比 is not a 口径, and the row holds no value
        layout.say("unknown-form", cell, indicator)
    elif role is Role.OTHER:
        matters = len(indicator.forms) > 1
        severity = Severity.ERROR if matters else Severity.WARNING
        layout.say("unknown-form", cell, indicator, severity)
    return None, None, None


_FIELDS = {
    Role.OFFICE: "office",
    Role.SOURCE: "source",
    Role.EVIDENCE: "evidence",
    Role.REMARK: "remark",
}


def read_provenance(
    row: Row, table: Table, indicator: AnyIndicator, years: set[int], office: str | None
) -> Provenance | None:
    """Read 备注, 数据来源 and 佐证材料 of a row, whose 责任单位 is `office`; `None` without any."""
    columns = table.of(*_FIELDS)
    if not any(column in row for column in columns):
        return None
    said: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    for column, cell in row.items():
        if column not in columns:
            continue
        name = _FIELDS[table.role(column)]
        if name == "office":
            if office is not None:
                said[name] = [office]
                places.setdefault(name, cell.place)
        elif not is_blank(cell.text):
            said.setdefault(name, []).append(" ".join(cell.text.split()))
            places.setdefault(name, cell.place)
    if not said:
        return None
    return Provenance(
        indicator=indicator.id,
        place=next(iter(places.values())),
        places=places,
        year=next(iter(years)) if len(years) == 1 else None,
        **{name: ";".join(dict.fromkeys(texts)) for name, texts in said.items()},
    )


def _cell_of(row: Row, table: Table, role: Role) -> Cell | None:
    for column in table.of(role):
        if column in row:
            return row[column]
    return None
