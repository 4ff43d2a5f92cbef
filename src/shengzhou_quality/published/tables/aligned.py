"""Bring the cells of each row under the columns of the header, and tell columns by what they hold.

A header can stand one column beside its body (the group has a column of its own that the header
does not name), or a row can lack the cell of its group. The forms of the cells show it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from shengzhou_quality.notation import clean, is_missing
from shengzhou_quality.published.tables.cell_forms import (
    holds_figure,
    is_constraint,
    is_ditto,
    is_figure,
    is_number_mark,
    is_unit_form,
    may_be_name,
)
from shengzhou_quality.published.tables.layouts import UprightTable
from shengzhou_quality.published.tables.lines import Line
from shengzhou_quality.published.tables.operators import MODES, SIGNS, are_operators
from shengzhou_quality.published.tables.printed_headers import (
    FIGURES,
    ColumnRole,
    PrintedColumn,
    header_word,
    only_heads,
)
from shengzhou_quality.published.tables.weights import is_weight_sign, tells_weight
from shengzhou_quality.reported import Cell

_SHIFTS = (0, 1, -1)
_YEAR_FIRST = re.compile(r"(?:19|20)[0-9]{2}(?:年|$)")


@dataclass
class AlignedRow:
    """The cells of a row by the index of their column; `lead` stand before the first column."""

    cells: list[Cell | None]
    line: Line
    lead: list[Cell] = field(default_factory=list)

    @property
    def is_single(self) -> bool:
        """Whether the row holds one cell alone: a group, a note, the rest of a name."""
        return self.line.is_single


@dataclass
class AlignedTable:
    """The columns with their roles. `names` are the columns of the name, the last deepest."""

    columns: list[PrintedColumn]
    rows: list[AlignedRow]
    names: list[int]
    shifted: int = 0
    """How many rows stood one column beside the header."""

    def of(self, role: ColumnRole) -> list[int]:
        return [at for at, column in enumerate(self.columns) if column.role is role]

    def unknown_figures(self) -> list[int]:
        """Columns whose header is empty and whose cells are figures."""
        return [
            at
            for at, column in enumerate(self.columns)
            if column.role is None and not column.text and _mostly(self, at, holds_figure)
        ]


def align(table: UprightTable) -> AlignedTable:
    columns = list(table.columns)
    rows, shifted = [], 0
    for line in table.body:
        shift = 0 if len(line.distinct) == 1 else shift_of(columns, line)
        shifted += shift != 0
        rows.append(_moved(line, shift, len(columns)))
    aligned = AlignedTable(columns, rows, [], shifted)
    _settle_roles(aligned)
    return aligned


def _moved(line: Line, shift: int, width: int) -> AlignedRow:
    cells = [
        line.cells[at + shift] if 0 <= at + shift < len(line.cells) else None for at in range(width)
    ]
    lead = [cell for cell in line.cells[: max(shift, 0)] if cell is not None]
    return AlignedRow(cells, line, lead)


def shift_of(columns: list[PrintedColumn], line: Line) -> int:
    """How far the row stands beside the header: 0, 1 or -1, by the forms of its cells."""
    usual = misfits(columns, line, 0)
    if usual < 2:
        return 0
    best = min(_SHIFTS, key=lambda shift: misfits(columns, line, shift))
    return best if misfits(columns, line, best) * 3 <= usual else 0


def fits(columns: Sequence[PrintedColumn], line: Line) -> bool:
    """Whether a line can be a row of these columns: it has figures, and little is out of place."""
    shift = min(_SHIFTS, key=lambda shift: misfits(columns, line, shift))
    cells = _moved(line, shift, len(columns)).cells
    figures = [
        cell
        for column, cell in zip(columns, cells, strict=True)
        if cell is not None and column.role in FIGURES
    ]
    # 2025年底前 says when, and is no figure.
    has_figures = any(
        holds_figure(cell.text) and not _YEAR_FIRST.match(clean(cell.text)) for cell in figures
    )
    return has_figures and misfits(columns, line, shift) < 2


def misfits(columns: Sequence[PrintedColumn], line: Line, shift: int) -> int:
    """How many cells are not of the form that their column's header asks for."""
    count = 0
    for at, column in enumerate(columns):
        inside = 0 <= at + shift < len(line.cells)
        cell = line.cells[at + shift] if inside else None
        if column.role is ColumnRole.NAME:
            count += 2 * (cell is None or not may_be_name(cell.text))
        elif cell is not None and column.role is not None:
            count += not _fits(column.role, cell.text)
    return count


def _fits(role: ColumnRole, text: str) -> bool:
    if is_missing(text) or is_ditto(text):
        return True
    match role:
        case ColumnRole.NUMBER:
            return is_number_mark(text)
        case ColumnRole.UNIT:
            return not holds_figure(text) and not is_constraint(text) and len(clean(text)) <= 12
        case ColumnRole.CONSTRAINT:
            return is_constraint(text) or not (is_figure(text) or is_unit_form(text))
        case _ if role in FIGURES:
            return not (is_constraint(text) or is_unit_form(text))
        case _:
            return True


def _settle_roles(table: AlignedTable) -> None:
    for at in range(len(table.columns)):
        table.columns[at] = _settled(table, at)
    _choose_names(table)
    for at, column in enumerate(table.columns):
        if column.role is None and _texts(table, at):
            before = bool(table.names) and at < table.names[0]
            if not _mostly(table, at, holds_figure):
                role = ColumnRole.GROUP if before else ColumnRole.NOTE
                table.columns[at] = column._replace(role=role)


def _texts(table: AlignedTable, at: int) -> list[str]:
    cells = [row.cells[at] for row in table.rows if not row.is_single]
    return [cell.text for cell in cells if cell is not None and not is_missing(cell.text)]


def _mostly(table: AlignedTable, at: int, test: Callable[[str], bool]) -> bool:
    texts = _texts(table, at)
    return bool(texts) and sum(map(test, texts)) * 2 > len(texts)


def _settled(table: AlignedTable, at: int) -> PrintedColumn:
    """The column with the role that its cells show, where its header says none or another."""
    column, texts = table.columns[at], _texts(table, at)
    if not texts:
        return column
    role = column.role
    may_be = role in (None, ColumnRole.OPERATOR, ColumnRole.NOTE, *FIGURES)
    if may_be and are_operators(texts, is_headed=role is ColumnRole.OPERATOR):
        behind = range(at + 1, len(table.columns))
        serves = any(_mostly(table, other, holds_figure) for other in behind)
        return column._replace(role=ColumnRole.OPERATOR if serves else role)
    if role is not None:
        return column._replace(role=_corrected(table, column, at, texts))
    heads_weight = is_constraint(column.text) and all(map(is_weight_sign, texts))
    if heads_weight or all(map(is_constraint, texts)):
        role = ColumnRole.CONSTRAINT
    elif _are_years(texts):
        role = ColumnRole.YEAR
    elif all(map(is_unit_form, texts)) and not table.of(ColumnRole.UNIT):
        role = ColumnRole.UNIT
    elif all(map(is_number_mark, texts)) and all(
        other.role is not ColumnRole.NAME for other in table.columns[:at]
    ):
        role = ColumnRole.NUMBER
    return column._replace(role=role)


def _corrected(
    table: AlignedTable, column: PrintedColumn, at: int, texts: list[str]
) -> ColumnRole | None:
    """The role by the cells, where a word of the header has two meanings."""
    match column.role:
        case ColumnRole.OPERATOR:
            return ColumnRole.NOTE
        case ColumnRole.CONSTRAINT | ColumnRole.GROUP if _hold_signs(texts):
            return ColumnRole.OPERATOR  # 指标类型: 定性, 定量
        case ColumnRole.CONSTRAINT if not any(map(tells_weight, texts)):
            return ColumnRole.NOTE
        case ColumnRole.NAME if all(map(is_unit_form, texts)):
            return ColumnRole.UNIT  # 指标 heads both the name and its unit
        case ColumnRole.NAME if all(map(is_number_mark, texts)):
            return ColumnRole.NUMBER
        case ColumnRole.GROUP if all(map(is_constraint, texts)):
            return ColumnRole.CONSTRAINT
        case ColumnRole.AREA if _are_years(texts):
            return ColumnRole.YEAR
        case ColumnRole.TARGET if column.is_wish and not _mostly(table, at, is_figure):
            others = any(o.role in FIGURES and o is not column for o in table.columns)
            return ColumnRole.NOTE if others else column.role
        case role:
            return role


def _hold_signs(texts: list[str]) -> bool:
    """Whether cells under a word of two meanings are operators; 约 is short for 约束性 too."""
    signs = any(clean(text) in SIGNS or clean(text) in MODES for text in texts)
    return signs and are_operators(texts, is_headed=False)


def _are_years(texts: list[str]) -> bool:
    return all(header_word(text).year is not None and only_heads(text) for text in texts)


def _choose_names(table: AlignedTable) -> None:
    """Choose the columns of the name: 三级指标 before 二级指标, 指标 before 项目, or the group."""
    ranks = {
        at: column.rank for at, column in enumerate(table.columns) if column.role is ColumnRole.NAME
    }
    if not ranks:
        groups = table.of(ColumnRole.GROUP) or table.of(ColumnRole.AREA)
        if not groups:
            groups = _unheaded_names(table)
        if not groups:
            return
        ranks = {groups[-1]: 1}
    best = max(ranks.values())
    chosen = [at for at, rank in ranks.items() if rank == best]
    if len({table.columns[at].text for at in chosen}) > 1:
        # 指标 beside another word with 指标: the names are all different.
        chosen = [max(chosen, key=lambda at: len(set(_texts(table, at))))]
    last = chosen[-1] + 1
    if last < len(table.columns) and table.columns[last].role is None and _is_deeper(table, last):
        chosen.append(last)
    for at in ranks:
        if at not in chosen:
            role = ColumnRole.GROUP if at < chosen[0] else ColumnRole.NOTE
            table.columns[at] = table.columns[at]._replace(role=role)
    while len(chosen) > 1 and _is_group_beside(table, chosen[0], chosen[1]):
        table.columns[chosen[0]] = table.columns[chosen[0]]._replace(role=ColumnRole.GROUP)
        chosen = chosen[1:]
    for at in chosen:
        table.columns[at] = table.columns[at]._replace(role=ColumnRole.NAME)
    table.names = chosen


def _unheaded_names(table: AlignedTable) -> list[int]:
    """The first column under an empty header, if its cells are names."""
    for at, column in enumerate(table.columns):
        if column.role is None and not column.text and _mostly(table, at, may_be_name):
            return [at]
        if column.role in FIGURES:
            break
    return []


def _is_deeper(table: AlignedTable, at: int) -> bool:
    """Whether a column without a header holds the names of which the one before has the groups."""
    rows = [row for row in table.rows if not row.is_single]
    filled = [row.cells[at] for row in rows if row.cells[at] is not None]
    words = [cell for cell in filled if cell is not None and may_be_name(cell.text)]
    parted = any(row.cells[at] is not row.cells[at - 1] for row in rows)
    return parted and len(words) * 5 >= len(rows) * 4 and len(words) == len(filled)


def _is_group_beside(table: AlignedTable, first: int, second: int) -> bool:
    """Whether the first of two columns of names groups the second in every row."""
    pairs = [(row.cells[first], row.cells[second]) for row in table.rows if not row.is_single]
    return bool(pairs) and not any(same_text(a, b) for a, b in pairs)


def same_text(one: Cell | None, other: Cell | None) -> bool:
    """Whether two cells of a row say one name: merged, printed twice, or the deeper one empty."""
    if one is None or other is None:
        return other is None
    return one is other or clean(one.text) == clean(other.text)
