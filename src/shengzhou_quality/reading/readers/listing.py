"""Read values from YAML or JSON into a long table whose places are lines and columns.

    actuals:
      - indicator: 装配式建筑占新建建筑比例     # name, alias, key, or `id: 5`
        form: 当年值                            # 口径, optional
        values: {2021: 34.1, 2022: "≥36.5"}

or, shorter, a mapping of names or numbers to values by year, with those keys among the
years: `服务业增加值: {unit: 万元, 2025: 4300000}`. A milestone may instead have

      - indicator: 品牌培育规划完善
        state: 已完成
        completed: 2024-06-30                   # optional

which becomes a row in a table of states. Keys may be Chinese (指标, 数值, 状态, 完成日期, 口径,
单位, 佐证, 备注, 数据来源, 责任单位).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, refusal
from shengzhou_quality.limits import Limits
from shengzhou_quality.notation import clean
from shengzhou_quality.reading.readers.workbook import Workbook
from shengzhou_quality.reported import Cell, Sheet
from shengzhou_quality.sources.tree import KeyPath, Tree

TOP = ("actuals", "实际值")
VALUES = ("values", "数值")
FIELDS = {
    "指标": ("indicator", "指标"),
    "序号": ("id", "序号"),
    "口径": ("form", "口径"),
    "单位": ("unit", "单位"),
    "佐证": ("evidence", "佐证"),
    "备注": ("note", "备注", "说明"),
    "数据来源": ("source", "数据来源"),
    "责任单位": ("department", "责任单位"),
}
STATES = {"状态": ("state", "状态"), "完成日期": ("completed", "完成日期")}
_COLUMN = {name: column for column, name in enumerate((*FIELDS, "年份", "数值"), 1)}
_STATE_COLUMN = {name: column for column, name in enumerate((*FIELDS, *STATES), 1)}
NOTES = FIELDS["备注"]
_KEYS = frozenset(key for keys in (*FIELDS.values(), *STATES.values(), VALUES) for key in keys)


_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}(?:\.0+)?")
_HOLDS_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}|[〇零○]")


def _may_be_year(key: str, *, has_value: bool) -> bool:
    """Whether a key among the values can be read as a year; the table layout reads the year itself.

    A bare number must have four digits. A word without a year and without a value is a wrong key.
    """
    written = clean(key)
    if re.fullmatch(r"[+-]?[0-9.,]+", written):
        return _YEAR.fullmatch(written) is not None
    return has_value or _HOLDS_YEAR.search(written) is not None


def read_yaml_actuals(content: bytes, file: str, limits: Limits) -> Workbook:
    """The values of one YAML file. Raises `InputError` if it does not have this shape."""
    from shengzhou_quality.sources.yaml import read_yaml

    return _laid_out(read_yaml(content, file, limits), limits, commas_split=True)


def read_json_actuals(content: bytes, file: str, limits: Limits) -> Workbook:
    """The values of one JSON file. Raises `InputError` if it does not have this shape."""
    from shengzhou_quality.sources.json import read_json

    return _laid_out(read_json(content, file, limits), limits)


def _laid_out(tree: Tree, limits: Limits, *, commas_split: bool = False) -> Workbook:
    """`commas_split`: in this format a comma in an unquoted number begins another key."""
    top = tree.data if isinstance(tree.data, dict) else {}
    key = next((name for name in TOP if name in top), None)
    if all(name in top for name in TOP):
        raise refusal("yaml-said-twice", tree.key_place(TOP[1]), key=TOP[1], other=TOP[0])
    if key is None:
        raise refusal("yaml-no-actuals", tree.place())
    reader = _Reader(tree, limits, commas_split=commas_split)
    for other in top:
        if other not in (key, *NOTES):
            reader.diagnostics.append(unknown_key(tree, (other,)))
    rows = [reader.header(_COLUMN), *reader.items(top[key], (key,))]
    tables = [rows, [reader.header(_STATE_COLUMN), *reader.states]] if reader.states else [rows]
    sheets = tuple(Sheet(Place(tree.file), tuple(table), listed=True) for table in tables)
    return Workbook(sheets, tuple(reader.diagnostics))


def unknown_key(tree: Tree, path: KeyPath) -> Diagnostic:
    """Report an unknown key; the text differs for a key at the top and a key in an item."""
    parameters: dict[str, Parameter] = {"key": str(path[-1])}
    if len(path) == 1:
        parameters["variant"] = "top"
    place = tree.key_place(*path)
    return Diagnostic("yaml-unknown-key", place, parameters=parameters)


class _Reader:
    def __init__(self, tree: Tree, limits: Limits, *, commas_split: bool) -> None:
        self._tree = tree
        self._commas_split = commas_split
        self._longest = limits.cell_text
        self.diagnostics: list[Diagnostic] = []
        self.states: list[Mapping[int, Cell]] = []

    def header(self, columns: Mapping[str, int]) -> Mapping[int, Cell]:
        place = Place(self._tree.file)
        return {column: Cell(name, place) for name, column in columns.items()}

    def items(self, items: object, path: KeyPath) -> Iterator[Mapping[int, Cell]]:
        if isinstance(items, list):
            for number, item in enumerate(items):
                if isinstance(item, dict):
                    yield from self._item(item, (*path, number))
                else:
                    self._report("yaml-not-an-item", (*path, number))
        elif isinstance(items, dict):
            for name, values in items.items():
                if isinstance(values, dict):
                    place = self._tree.key_place(*path, name)
                    column = _COLUMN["序号" if name.isdecimal() else "指标"]
                    named = {column: Cell(name, place)}
                    yield from self._item(values, (*path, name), named)
                else:
                    self._report("yaml-not-an-item", (*path, name))
        else:
            self._report("yaml-not-an-item", path)

    def _item(
        self, item: dict[str, Any], path: KeyPath, named: Mapping[int, Cell] | None = None
    ) -> Iterator[Mapping[int, Cell]]:
        """The rows of one indicator; under its name (`named`) the years need no `values` key."""
        cells = self._said(FIELDS, item, path, dict(named or {}))
        states = self._said(STATES, item, path, {})
        if states:
            self.states.append(cells | states)
        others = [key for key in item if key not in _KEYS]
        key = self._one_of(VALUES, item, path)
        if key is None and named is not None and (others or not item):
            yield from self._by_year({year: item[year] for year in others}, path, cells)
            return
        for other in others:
            self.diagnostics.append(unknown_key(self._tree, (*path, other)))
        if key is None and states:
            return
        if key is None or not isinstance(item[key], dict):
            self._report("yaml-no-values", path)
            return
        yield from self._by_year(item[key], (*path, key), cells)

    def _said(
        self,
        fields: Mapping[str, tuple[str, ...]],
        item: Mapping[str, Any],
        path: KeyPath,
        cells: dict[int, Cell],
    ) -> dict[int, Cell]:
        """Add the item's entries under the keys of `fields` to `cells`."""
        for field, keys in fields.items():
            key = self._one_of(keys, item, path)
            if key is None or item[key] is None:
                continue
            column = _STATE_COLUMN[field]  # the columns of FIELDS come first in both tables
            if column in cells:
                self._report("yaml-said-twice", (*path, key), other=str(path[-1]))
            elif isinstance(item[key], str):
                cells[column] = self._cell(item[key], (*path, key))
            else:
                self._report("yaml-not-text", (*path, key))
        return cells

    def _by_year(
        self, values: dict[str, Any], path: KeyPath, cells: Mapping[int, Cell]
    ) -> Iterator[Mapping[int, Cell]]:
        rows: list[dict[int, Cell]] = []
        for year, value in values.items():
            at = (*path, year)
            if not _may_be_year(year, has_value=value is not None):
                self._report_key("yaml-not-a-year", at)
                if value is None and rows and clean(year)[:1].isdigit():
                    self._rejoin(rows[-1], at)
                rows = rows or [dict(cells)]
                continue
            if value is not None and not isinstance(value, str):
                self._report("yaml-not-text", at)
                continue
            row = dict(cells)
            row[_COLUMN["年份"]] = Cell(year, self._tree.key_place(*at))
            if value:
                row[_COLUMN["数值"]] = self._cell(value, at)
            rows.append(row)
        yield from rows

    def _cell(self, text: str, path: KeyPath) -> Cell:
        """A cell, cut at the same length as in every other format."""
        fault = "text-too-long" if len(text) > self._longest else None
        return Cell(text[: self._longest], self._tree.place(*path), fault=fault)

    def _rejoin(self, row: dict[int, Cell], path: KeyPath) -> None:
        """YAML reads `{2025: 425,3}` as 425 and a key 3: mark the value before it invalid."""
        value, key = row.get(_COLUMN["数值"]), self._tree.key_place(*path)
        if self._commas_split and value and value.place.row == key.row:
            text = f"{value.text},{path[-1]}"
            row[_COLUMN["数值"]] = Cell(text, value.place, fault="not-a-number")

    def _one_of(self, keys: tuple[str, ...], item: Mapping[str, Any], path: KeyPath) -> str | None:
        """The key that is present; a second key with the same meaning is reported."""
        found = [key for key in item if key in keys]
        for key in found[1:]:
            self._report("yaml-said-twice", (*path, key), other=found[0])
        return found[0] if found else None

    def _report_key(self, code: str, path: KeyPath) -> None:
        place, key = self._tree.key_place(*path), str(path[-1])
        self.diagnostics.append(Diagnostic(code, place, parameters={"key": key}))

    def _report(self, code: str, path: KeyPath, **parameters: str) -> None:
        place = self._tree.place(*path)
        named = {"key": str(path[-1]) if path else "", **parameters}
        self.diagnostics.append(Diagnostic(code, place, parameters={**named}))
