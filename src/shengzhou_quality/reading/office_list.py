"""Read a file with the offices (分工表) to records: a table of a workbook or CSV, YAML or JSON.

A table has a column 编号 or 指标 and a column 责任单位; 配合单位, 联系人 and 电话 are optional.
YAML and JSON hold a mapping of items to offices, or a list with the same words as keys:

    offices:
      5: 住建局
      15-20: {office: 市场监管局, supporting: 发改局, contact: 张三, phone: 0575-83012345}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, InputError, Parameter, Place, refusal
from shengzhou_quality.limits import MEGABYTE, Limits, quoted
from shengzhou_quality.notation import is_missing
from shengzhou_quality.offices import is_ditto
from shengzhou_quality.plan.spellings import fold
from shengzhou_quality.reading.readers import read_workbook
from shengzhou_quality.reading.readers.kinds import kind_of
from shengzhou_quality.reading.tables.filled_grid import Grid, Row, grid_of
from shengzhou_quality.reading.tables.header_words import ROLE_WORDS, Role
from shengzhou_quality.reported import Cell

if TYPE_CHECKING:
    from shengzhou_quality.sources.tree import KeyPath, Tree


class OfficeColumn(StrEnum):
    """What a column of the list of offices holds; also the key of YAML and JSON."""

    SERIAL = "serial"
    NAME = "name"
    TASK = "task"
    OFFICE = "office"
    SUPPORTING = "supporting"
    CONTACT = "contact"
    PHONE = "phone"


SERIAL, NAME, TASK = OfficeColumn.SERIAL, OfficeColumn.NAME, OfficeColumn.TASK
OFFICE = OfficeColumn.OFFICE

TOP = ("offices", "分工", "分工表", "责任单位")
_TASK_WORDS = (
    "重点任务", "主要任务", "任务", "任务名称", "任务内容", "任务事项", "重点工作任务", "工作任务",
    "建设任务", "task",
)  # fmt: skip
COLUMNS: Final[Mapping[OfficeColumn, tuple[str, ...]]] = {
    OfficeColumn.SERIAL: ROLE_WORDS[Role.SERIAL],
    OfficeColumn.NAME: (
        *(word for word in ROLE_WORDS[Role.NAME] if word not in _TASK_WORDS),
        "指标和任务", "item", "itemortask",
    ),
    OfficeColumn.TASK: _TASK_WORDS,
    OfficeColumn.OFFICE: (*ROLE_WORDS[Role.OFFICE], "responsibleoffice"),
    OfficeColumn.SUPPORTING: (
        "配合单位", "配合部门", "协办单位", "协办部门", "参与单位", "参加单位", "supporting",
        "supportingoffice", "supportingoffices",
    ),
    OfficeColumn.CONTACT: (
        "联系人", "联络员", "联络人", "经办人", "填报联系人", "contact", "contactperson",
    ),
    OfficeColumn.PHONE: (
        "电话", "联系电话", "联系方式", "手机", "手机号", "办公电话", "电话号码", "phone",
        "telephone",
    ),
}  # fmt: skip
"""The headers of each column, folded; they may be keys of YAML and JSON too."""

_MOST_HEADS = 8
"""So many heads of a row are quoted."""
_HEADER_ROWS = 30
"""A table of offices begins in one of the first rows of its sheet."""


_FORMULA_SIGNS = ("=", "+", "-", "@")
_QUOTE = "'"
"""Before a text in CSV that a spreadsheet would take for a formula: =1+1, +86-575-83012345."""


def as_text(text: str) -> str:
    """A text for a cell of CSV that no spreadsheet calculates; reading gives it back as it was."""
    return _QUOTE + text if text.startswith(_FORMULA_SIGNS) else text


def _as_written(cell: Cell) -> Cell:
    quoted = cell.text.startswith(_QUOTE) and cell.text[1:].startswith(_FORMULA_SIGNS)
    return cell._replace(text=cell.text[1:]) if quoted else cell


class Record(NamedTuple):
    """One row: the cells with the number, the name and the task of its item, and its office.

    At least one of the first three is given; the others have a cell for each column or entry.
    """

    serial: Cell | None
    name: Cell | None
    office: tuple[Cell, ...] = ()
    supporting: tuple[Cell, ...] = ()
    contact: tuple[Cell, ...] = ()
    phone: tuple[Cell, ...] = ()
    task: Cell | None = None


class OfficeList(NamedTuple):
    """The records of one file, what is wrong with the file, and the names of its sheets."""

    records: tuple[Record, ...]
    diagnostics: tuple[Diagnostic, ...]
    sheets: tuple[str, ...] = ()


def read_office_list(content: bytes, file: str, limits: Limits) -> OfficeList:
    """The records of a file. Raises `InputError` if it is no list of offices at all."""
    if len(content) > limits.file_size:
        limit = f"{limits.file_size // MEGABYTE} MB"
        raise refusal("file-too-large", Place(file), limit=limit)
    kind = kind_of(content, file, limits)
    if kind == "yaml":
        from shengzhou_quality.sources.yaml import read_yaml

        return _of_tree(read_yaml(content, file, limits))
    if kind == "json":
        from shengzhou_quality.sources.json import read_json

        return _of_tree(read_json(content, file, limits))
    workbook = read_workbook(content, file, limits)
    tables = [table for sheet in workbook.sheets if (table := _table_of(grid_of(sheet)))]
    if not tables:
        grids = (grid_of(sheet) for sheet in workbook.sheets)
        nearest = next(filter(None, map(_nearly_headers, grids)), None)
        raise InputError(
            *workbook.diagnostics, nearest or Diagnostic("office-no-columns", Place(file))
        )
    sheets = tuple(sheet.place.sheet for sheet in workbook.sheets if sheet.place.sheet)
    return OfficeList(tuple(one for table in tables for one in table), workbook.diagnostics, sheets)


# ---- tables

_Columns = Mapping[OfficeColumn, Sequence[int]]


def _table_of(grid: Grid) -> list[Record] | None:
    """The records of the first table of a sheet; `None` if no row has the headers of one."""
    for row in range(min(len(grid), _HEADER_ROWS)):
        columns = _columns_of(grid.own[row])
        if OfficeColumn.OFFICE in columns and (not columns.keys().isdisjoint((SERIAL, NAME, TASK))):
            return list(_records(grid, row + 1, columns))
    return None


def _nearly_headers(grid: Grid) -> Diagnostic | None:
    """The finding at the row that has one of the two headers, with the heads found there."""
    for row in range(min(len(grid), _HEADER_ROWS)):
        columns, cells = _columns_of(grid.own[row]), list(grid.own[row].values())
        if columns and len(cells) > 1:
            heads = tuple(quoted(" ".join(cell.text.split())) for cell in cells[:_MOST_HEADS])
            variant = "items" if OFFICE in columns else "office"
            details: dict[str, Parameter] = {"heads": heads, "variant": variant}
            return Diagnostic("office-no-columns", cells[0].place, parameters=details)
    return None


def _columns_of(row: Row) -> dict[OfficeColumn, list[int]]:
    found: dict[OfficeColumn, list[int]] = {}
    for number, cell in row.items():
        name = _column_named(cell.text)
        if name is not None:
            found.setdefault(name, []).append(number)
    return found


def _column_named(text: str) -> OfficeColumn | None:
    written = fold(text)
    return next((name for name, words in COLUMNS.items() if written in words), None)


def _records(grid: Grid, first: int, columns: _Columns) -> Iterator[Record]:
    above: dict[int, Cell] = {}
    for row in grid.rows[first:]:
        cells = {
            number: _as_written(cell) for number, cell in row.items() if not is_missing(cell.text)
        }
        for number, cell in cells.items():
            if is_ditto(cell.text) and number in above:
                cells[number] = above[number]
        above |= cells
        found = {
            name: tuple(cells[number] for number in numbers if number in cells)
            for name, numbers in columns.items()
        }
        items = [_first(found.get(column, ())) for column in (SERIAL, NAME, TASK)]
        offices = {cell.place for cell in found[OFFICE]}
        # A heading or a note is one cell across the whole table.
        if any(cell is not None and cell.place not in offices for cell in items):
            yield _record(found, *items)


def _record(
    found: Mapping[OfficeColumn, Sequence[Cell]],
    serial: Cell | None,
    name: Cell | None,
    task: Cell | None,
) -> Record:
    columns = (OFFICE, OfficeColumn.SUPPORTING, OfficeColumn.CONTACT, OfficeColumn.PHONE)
    office, supporting, contact, phone = (_once(found.get(column, ())) for column in columns)
    return Record(serial, name, office, supporting, contact, phone, task)


def _first(cells: Sequence[Cell]) -> Cell | None:
    return cells[0] if cells else None


def _once(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple({cell.place: cell for cell in cells}.values())


# ---- YAML and JSON


def _of_tree(tree: Tree) -> OfficeList:
    top = tree.data if isinstance(tree.data, dict) else {}
    keys = [key for key in top if key in TOP]
    if not keys or not isinstance(top[keys[0]], dict | list):
        raise refusal("office-no-columns", tree.place(*keys[:1]), variant="yaml")
    reader = _TreeReader(tree)
    for key in top:
        if key != keys[0]:
            reader.say("office-unknown-key", (key,), known=TOP[:1])
    records = tuple(reader.records(top[keys[0]], (keys[0],)))
    return OfficeList(records, tuple(reader.diagnostics))


@dataclass(slots=True)
class _TreeReader:
    tree: Tree
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def records(self, items: object, path: KeyPath) -> Iterator[Record]:
        if isinstance(items, dict):
            for name, said in items.items():
                named = Cell(name, self.tree.key_place(*path, name))
                yield from self._record(said, (*path, name), named)
        elif isinstance(items, list):
            for number, said in enumerate(items):
                yield from self._record(said, (*path, number), None)

    def _record(self, said: object, path: KeyPath, named: Cell | None) -> Iterator[Record]:
        if named is not None and not isinstance(said, dict):
            yield Record(named, None, self._cells(said, path))
            return
        if not isinstance(said, dict):
            self.say("office-not-text", path)
            return
        found: dict[OfficeColumn, tuple[Cell, ...]] = (
            {OfficeColumn.SERIAL: (named,)} if named else {}
        )
        keys = {OfficeColumn.SERIAL: named.text} if named else {}
        for key, value in said.items():
            name = _column_named(key)
            if name is None:
                self.say("office-unknown-key", (*path, key), known=tuple(COLUMNS))
            elif name in keys:
                self.say("yaml-said-twice", (*path, key), other=keys[name])
            else:
                keys[name] = key
                found[name] = self._cells(value, (*path, key))
        serials, *named_by = (found.get(column, ()) for column in (SERIAL, NAME, TASK))
        if not (serials or any(named_by)):
            self.say("office-not-text", path)
        elif any(len(cells) > 1 for cells in (serials, *named_by)):
            names, tasks = named_by
            yield from (_record(found, cell, None, None) for cell in serials)
            yield from (_record(found, None, cell, None) for cell in names)
            yield from (_record(found, None, None, cell) for cell in tasks)
        else:
            yield _record(found, _first(serials), *map(_first, named_by))

    def _cells(self, value: object, path: KeyPath) -> tuple[Cell, ...]:
        """The texts of a value: one, or those of a list."""
        if isinstance(value, str):
            place = self.tree.place(*path)
            return () if is_missing(value) else (Cell(value, place),)
        if isinstance(value, list):
            parts = (self._cells(one, (*path, number)) for number, one in enumerate(value))
            return tuple(cell for part in parts for cell in part)
        if value is not None:
            self.say("office-not-text", path)
        return ()

    def say(self, code: str, path: KeyPath, **parameters: Parameter) -> None:
        place = self.tree.key_place(*path)
        self.diagnostics.append(
            Diagnostic(code, place, parameters={"key": str(path[-1]), **parameters})
        )
