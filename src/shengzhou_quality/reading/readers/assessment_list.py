"""Read opinions from YAML or JSON (`assessments:`) into a table whose places are lines and columns.

    assessments:
      - id: 6                     # or `name`
        status: 基本符合时序进度  # a status, or 不纳入评估
        baseline: 7.2             # a revised baseline; optional, or without a status
        reason: 普查后口径有调整
        by: 张三
        date: 2024-03-15

or a mapping of ids or names to the other fields; and the settled doubts (数据核实):

    settled:
      - {code: implausible, id: 7, year: 2024, text: 4179000, reason: 已与统计局核对, by: 张三}

Keys may be Chinese (编号, 名称, 状态, 代码, 原文, …).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.limits import Limits
from shengzhou_quality.reported import Cell, Sheet

if TYPE_CHECKING:
    from shengzhou_quality.sources.tree import KeyPath, Tree

KEYS = ("assessments", "评估意见")
SETTLED_KEYS = ("settled", "数据核实")
FIELDS = {
    "编号": ("id", "编号", "序号"),
    "名称": ("name", "名称", "indicator", "指标"),
    "状态": ("status", "状态"),
    "理由": ("reason", "理由"),
    "评估人": ("by", "评估人"),
    "日期": ("date", "日期"),
    "修订基期值": ("baseline", "修订基期值"),
}
SETTLED_FIELDS = {
    "代码": ("code", "代码"),
    "指标": ("id", "编号", "序号", "name", "名称", "indicator", "指标"),
    "年份": ("year", "年份"),
    "原文": ("text", "原文"),
    "理由": ("reason", "理由"),
    "认定人": ("by", "认定人"),
    "日期": ("date", "日期"),
}
# JSON may write Chinese text as escapes.
_MAY_HOLD = re.compile(
    rb"assessments|settled|\xe8\xaf\x84\xe4\xbc\xb0|\\u8bc4\\u4f30"
    rb"|\xe6\xa0\xb8\xe5\xae\x9e|\\u6838\\u5b9e",
    re.IGNORECASE,
)


class Listed(NamedTuple):
    """The evaluators' opinions and settlements in one file, their keys' places, and the findings.

    `strays` are findings on the other top-level keys, if they are unknown or hold values. The
    reader of values reports the same keys if the file has values.
    """

    sheets: tuple[Sheet, ...] = ()
    key_places: tuple[Place, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    strays: tuple[Diagnostic, ...] = ()

    def explains(self, finding: Diagnostic) -> bool:
        """Whether the reader of values reported a key of the opinions as unknown."""
        return finding.code == "yaml-unknown-key" and finding.place in self.key_places


def list_assessments(
    content: bytes, file: str, limits: Limits, *, asked_for: bool = False
) -> Listed | None:
    """The opinions of a YAML or JSON file; `None` if they may only be in sheets.

    `asked_for`: the user named the file for opinions. Raises `InputError` if it cannot be read.
    """
    from shengzhou_quality.reading.readers.kinds import kind_of

    if content.startswith(b"PK\x03\x04") or len(content) > limits.file_size:
        return None
    if not (asked_for or _MAY_HOLD.search(content)):
        return None
    match kind_of(content, file, limits):
        case "yaml":
            from shengzhou_quality.sources.yaml import read_yaml

            return _laid_out(read_yaml(content, file, limits))
        case "json":
            from shengzhou_quality.sources.json import read_json

            return _laid_out(read_json(content, file, limits))
        case _:
            return None


def _laid_out(tree: Tree) -> Listed:
    top = tree.data if isinstance(tree.data, dict) else {}
    sheets: list[Sheet] = []
    places: list[Place] = []
    diagnostics: list[Diagnostic] = []
    for keys, fields in ((KEYS, FIELDS), (SETTLED_KEYS, SETTLED_FIELDS)):
        found = [key for key in top if key in keys]
        if not found:
            continue
        reader = _Reader(tree, fields)
        for second in found[1:]:
            reader.say("yaml-said-twice", (second,), key=second, other=found[0])
        rows = tuple(reader.rows(top[found[0]], (found[0],)))
        sheets.append(Sheet(Place(tree.file), (reader.header(), *rows), listed=True))
        places.append(tree.key_place(found[0]))
        diagnostics += reader.diagnostics
    return Listed(tuple(sheets), tuple(places), tuple(diagnostics), tuple(_strays(tree, top)))


def _strays(tree: Tree, top: Iterable[str]) -> Iterator[Diagnostic]:
    from shengzhou_quality.reading.readers.listing import NOTES, TOP, unknown_key

    for key in top:
        if key in TOP:
            yield Diagnostic("values-not-read", tree.key_place(key))
        elif key not in (*KEYS, *SETTLED_KEYS, *NOTES):
            yield unknown_key(tree, (key,))


@dataclass(slots=True)
class _Reader:
    tree: Tree
    fields: Mapping[str, tuple[str, ...]]
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def header(self) -> Mapping[int, Cell]:
        place = Place(self.tree.file)
        return {column: Cell(name, place) for column, name in enumerate(self.fields, 1)}

    def _column(self, name: str) -> int:
        return list(self.fields).index(name) + 1

    def rows(self, items: object, path: KeyPath) -> Iterator[Mapping[int, Cell]]:
        if isinstance(items, list):
            for number, item in enumerate(items):
                yield from self._row(item, (*path, number), {})
        elif isinstance(items, dict):
            for name, item in items.items():
                named = Cell(name, self.tree.key_place(*path, name))
                by_name = "名称" if "名称" in self.fields else "指标"
                yield from self._row(item, (*path, name), {self._column(by_name): named})
        elif items is not None:
            self.say("assessments-not-a-list", path)

    def _row(
        self, item: object, path: KeyPath, cells: dict[int, Cell]
    ) -> Iterator[Mapping[int, Cell]]:
        if not isinstance(item, dict):
            self.say("assessments-not-a-list", path)
            return
        for key, value in item.items():
            at = (*path, key)
            name = next((name for name, keys in self.fields.items() if key in keys), None)
            if name is None:
                known = tuple(keys[0] for keys in self.fields.values())
                self.say("assessment-unknown-key", at, key=key, known=known)
            elif self._column(name) in cells:
                other = cells[self._column(name)].text
                self.say("yaml-said-twice", at, key=key, other=other)
            elif isinstance(value, str):
                cells[self._column(name)] = Cell(value, self.tree.place(*at))
            elif value is not None:
                self.say("assessments-not-a-list", at)
        if cells:
            yield dict(sorted(cells.items()))

    def say(self, code: str, path: KeyPath, **parameters: str | tuple[str, ...]) -> None:
        place = self.tree.key_place(*path)
        self.diagnostics.append(
            Diagnostic(code, place, parameters={"key": str(path[-1]), **parameters})
        )
