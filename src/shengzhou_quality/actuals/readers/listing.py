"""Reported values as YAML or JSON, laid out as a long table whose places are lines and columns.

    actuals:
      - indicator: 装配式建筑占新建建筑比例     # name, alias, key, or `id: 5`
        form: 当年值                            # 口径, may be left out
        values: {2021: 34.1, 2022: "≥36.5"}

or, shorter, a mapping of names to values by year. A milestone may say instead

      - indicator: 品牌培育规划完善
        state: 已完成
        completed: 2024-06-30                   # may be left out

which is laid out as a table of states. Keys may be Chinese (指标, 数值, 状态, 完成日期, 口径,
单位, 佐证, 备注, 数据来源, 责任单位).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shengzhou_quality.actuals.limits import Limits
from shengzhou_quality.actuals.model import Cell, Sheet
from shengzhou_quality.actuals.readers import Workbook
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity, refusal
from shengzhou_quality.tree import Path, Tree

_TOP = ("actuals", "实际值")
_VALUES = ("values", "数值")
_FIELDS = {
    "指标": ("indicator", "指标"),
    "序号": ("id", "序号"),
    "口径": ("form", "口径"),
    "单位": ("unit", "单位"),
    "佐证": ("evidence", "佐证"),
    "备注": ("note", "备注", "说明"),
    "数据来源": ("source", "数据来源"),
    "责任单位": ("department", "责任单位"),
}
_COLUMNS = (*_FIELDS, "年份", "数值")
_STATES = {"状态": ("state", "状态"), "完成日期": ("completed", "完成日期")}
_STATE_COLUMNS = (*_FIELDS, *_STATES)
_IGNORED = ("note", "备注", "说明")


def read_yaml_actuals(content: bytes, file: str, limits: Limits) -> Workbook:
    """The values of one YAML file. Raises `InputError` when it does not have this shape."""
    from shengzhou_quality.yaml_tree import read_yaml

    return _laid_out(read_yaml(content, file, limits))


def read_json_actuals(content: bytes, file: str, limits: Limits) -> Workbook:
    """The same for JSON."""
    from shengzhou_quality.json_tree import read_json

    return _laid_out(read_json(content, file, limits))


def _laid_out(tree: Tree) -> Workbook:
    top = tree.data if isinstance(tree.data, dict) else {}
    key = next((name for name in _TOP if name in top), None)
    if all(name in top for name in _TOP):
        raise refusal("yaml-said-twice", tree.key_place(_TOP[1]), key=_TOP[1], other=_TOP[0])
    if key is None:
        raise refusal("yaml-no-actuals", tree.place())
    reader = _Reader(tree)
    for other in top:
        if other not in (key, *_IGNORED):
            reader.unknown_key((other,))
    rows = [reader.header(_COLUMNS), *reader.items(top[key], (key,))]
    sheets = [Sheet(Place(tree.file), tuple(rows))]
    if reader.states:
        states = (reader.header(_STATE_COLUMNS), *reader.states)
        sheets.append(Sheet(Place(tree.file), states))
    return Workbook(tuple(sheets), tuple(reader.diagnostics))


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.diagnostics: list[Diagnostic] = []
        self.states: list[Mapping[int, Cell]] = []

    def header(self, columns: tuple[str, ...]) -> Mapping[int, Cell]:
        place = Place(self._tree.file)
        return {number: Cell(name, place) for number, name in enumerate(columns, 1)}

    def items(self, items: object, path: Path) -> Iterator[Mapping[int, Cell]]:
        if isinstance(items, list):
            for number, item in enumerate(items):
                if isinstance(item, dict):
                    yield from self._item(item, (*path, number))
                else:
                    self._report("yaml-not-an-item", (*path, number))
        elif isinstance(items, dict):
            for name, values in items.items():
                named = {1: Cell(name, self._tree.key_place(*path, name))}
                if isinstance(values, dict) and not _is_item(values):
                    yield from self._by_year(values, (*path, name), named)
                elif isinstance(values, dict):
                    yield from self._item({"indicator": name, **values}, (*path, name), named)
                else:
                    self._report("yaml-not-an-item", (*path, name))
        else:
            self._report("yaml-not-an-item", path)

    def _item(
        self, item: dict[str, Any], path: Path, named: Mapping[int, Cell] | None = None
    ) -> Iterator[Mapping[int, Cell]]:
        cells = self._cells(_FIELDS, item, path, dict(named or {}))
        said = self._cells(_STATES, item, path, {}, first=len(_FIELDS) + 1)
        known = {key for keys in (*_FIELDS.values(), *_STATES.values(), _VALUES) for key in keys}
        for written in item:
            if written not in known:
                self.unknown_key((*path, written))
        if said:
            self.states.append(cells | said)
        key = self._one_of(_VALUES, item, path)
        if said and key is None:
            return
        if key is None or not isinstance(item[key], dict):
            self._report("yaml-no-values", path)
            return
        yield from self._by_year(item[key], (*path, key), cells)

    def _cells(
        self,
        fields: Mapping[str, tuple[str, ...]],
        item: dict[str, Any],
        path: Path,
        cells: dict[int, Cell],
        first: int = 1,
    ) -> dict[int, Cell]:
        """`cells` with what `item` says under the keys of `fields`."""
        for number, keys in enumerate(fields.values(), first):
            key = self._one_of(keys, item, path)
            if key is None or item[key] is None or number in cells:
                continue
            if isinstance(item[key], str):
                cells[number] = Cell(item[key], self._tree.place(*path, key))
            else:
                self._report("yaml-not-text", (*path, key))
        return cells

    def _by_year(
        self, values: dict[str, Any], path: Path, cells: Mapping[int, Cell]
    ) -> Iterator[Mapping[int, Cell]]:
        for year, value in values.items():
            at = (*path, year)
            if value is not None and not isinstance(value, str):
                self._report("yaml-not-text", at)
                continue
            row = dict(cells)
            row[len(_COLUMNS) - 1] = Cell(year, self._tree.key_place(*at))
            if value:
                row[len(_COLUMNS)] = Cell(value, self._tree.place(*at))
            yield row

    def _one_of(self, keys: tuple[str, ...], item: Mapping[str, Any], path: Path) -> str | None:
        """The key that is there; a second one that means the same is never passed over."""
        found = [key for key in item if key in keys]
        for key in found[1:]:
            self._report("yaml-said-twice", (*path, key), other=found[0])
        return found[0] if found else None

    def unknown_key(self, path: Path) -> None:
        place = self._tree.key_place(*path)
        parameters = {"key": str(path[-1])}
        finding = Diagnostic(
            "yaml-unknown-key", Severity.WARNING, place, parameters=dict(parameters)
        )
        self.diagnostics.append(finding)

    def _report(self, code: str, path: Path, **parameters: str) -> None:
        place = self._tree.place(*path)
        named = {"key": str(path[-1]) if path else "", **parameters}
        self.diagnostics.append(Diagnostic(code, Severity.ERROR, place, parameters={**named}))


def _is_item(item: Mapping[str, Any]) -> bool:
    """Whether what stands under a name is more than values by year."""
    return any(key in item for key in (*_VALUES, *_STATES["状态"]))
