"""Assessments in YAML or JSON (`assessments:`), laid out as a table of lines and columns.

    assessments:
      - id: 6                     # or `name`
        status: 基本符合时序进度  # a status, or 不纳入评估
        baseline: 7.2             # a revised one; may be left out, or stand alone
        reason: 普查后口径有调整
        by: 张三
        date: 2024-03-15

or a mapping of ids or names to the rest. Keys may be Chinese (编号, 名称, 状态, …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shengzhou_quality.actuals.limits import Limits
from shengzhou_quality.actuals.model import Cell, Sheet
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.tree import Path, Tree

KEYS = ("assessments", "评估意见")
FIELDS = {
    "编号": ("id", "编号", "序号"),
    "名称": ("name", "名称", "indicator", "指标"),
    "状态": ("status", "状态"),
    "理由": ("reason", "理由"),
    "评估人": ("by", "评估人"),
    "日期": ("date", "日期"),
    "修订基期值": ("baseline", "修订基期值"),
}
_COLUMN = {name: column for column, name in enumerate(FIELDS, 1)}
_FIELD_OF = {key: name for name, keys in FIELDS.items() for key in keys}
# JSON may write its Chinese in escapes.
_MAY_HOLD = re.compile(rb"assessments|\xe8\xaf\x84\xe4\xbc\xb0|\\u8bc4\\u4f30", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """The assessments of one file, where its key stands, and what is wrong with its shape."""

    sheet: Sheet | None = None
    key_place: Place | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def explains(self, finding: Diagnostic) -> bool:
        """Whether the reader of values took the key of the assessments for a wrong one."""
        return finding.code == "yaml-unknown-key" and finding.place == self.key_place


def list_assessments(
    content: bytes, file: str, limits: Limits, *, asked_for: bool = False
) -> Listed | None:
    """Those of a YAML or JSON file; `None` where they are to be looked for in sheets.

    `asked_for`: the file was given for them. Raises `InputError` when it cannot be read.
    """
    from shengzhou_quality.actuals.readers.kinds import kind_of

    if len(content) > limits.file_size or not (asked_for or _MAY_HOLD.search(content)):
        return None
    match kind_of(content, file, limits):
        case "yaml":
            from shengzhou_quality.yaml_tree import read_yaml

            return _laid_out(read_yaml(content, file, limits))
        case "json":
            from shengzhou_quality.json_tree import read_json

            return _laid_out(read_json(content, file, limits))
        case _:
            return None


def _laid_out(tree: Tree) -> Listed:
    top = tree.data if isinstance(tree.data, dict) else {}
    found = [key for key in top if key in KEYS]
    if not found:
        return Listed()
    reader = _Reader(tree)
    for second in found[1:]:
        reader.say("yaml-said-twice", (second,), key=second, other=found[0])
    place = Place(tree.file)
    header = {column: Cell(name, place) for name, column in _COLUMN.items()}
    rows = tuple(reader.rows(top[found[0]], (found[0],)))
    sheet = Sheet(place, (header, *rows), listed=True)
    return Listed(sheet, tree.key_place(found[0]), tuple(reader.diagnostics))


@dataclass(slots=True)
class _Reader:
    tree: Tree
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def rows(self, items: object, path: Path) -> Iterator[Mapping[int, Cell]]:
        if isinstance(items, list):
            for number, item in enumerate(items):
                yield from self._row(item, (*path, number), {})
        elif isinstance(items, dict):
            for name, item in items.items():
                named = Cell(name, self.tree.key_place(*path, name))
                yield from self._row(item, (*path, name), {_COLUMN["名称"]: named})
        elif items is not None:
            self.say("assessments-not-a-list", path)

    def _row(
        self, item: object, path: Path, cells: dict[int, Cell]
    ) -> Iterator[Mapping[int, Cell]]:
        if not isinstance(item, dict):
            self.say("assessments-not-a-list", path)
            return
        for key, value in item.items():
            at = (*path, key)
            name = _FIELD_OF.get(key)
            if name is None:
                known = tuple(keys[0] for keys in FIELDS.values())
                self.say("assessment-unknown-key", at, key=key, known=known)
            elif _COLUMN[name] in cells:
                other = cells[_COLUMN[name]].text
                self.say("yaml-said-twice", at, key=key, other=other)
            elif isinstance(value, str):
                cells[_COLUMN[name]] = Cell(value, self.tree.place(*at))
            elif value is not None:
                self.say("assessments-not-a-list", at)
        if cells:
            yield dict(sorted(cells.items()))

    def say(self, code: str, path: Path, **parameters: str | tuple[str, ...]) -> None:
        place = self.tree.key_place(*path)
        self.diagnostics.append(
            Diagnostic(code, Severity.ERROR, place, parameters={"key": str(path[-1]), **parameters})
        )
