"""Build plain data, with a place for every node, from the events of a YAML or JSON parser.

It refuses duplicate keys and data that is too deep or too large, for both formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shengzhou_quality.diagnostics import Diagnostic, Place, refusal
from shengzhou_quality.limits import USUAL, Limits

KeyPath = tuple[str | int, ...]
TreeNode = dict[str, Any] | list[Any] | str | None
Mark = tuple[int, int]


@dataclass(slots=True)
class Tree:
    """Plain data (`dict`, `list`, text, `None`), and the place of each of its paths."""

    file: str
    data: TreeNode = None
    places: dict[KeyPath, Mark] = field(default_factory=dict)
    keys: dict[KeyPath, Mark] = field(default_factory=dict)

    def at(self, path: KeyPath) -> Any:
        """The value at a path; `None` where nothing is, as below a duplicate key."""
        found: Any = self.data
        for step in path:
            try:
                found = found[step]
            except (LookupError, TypeError):
                return None
        return found

    def place(self, *path: str | int) -> Place:
        """The place of a value, or of its nearest parent that has one."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Place(self.file, row=line, column=column)

    def key_place(self, *path: str | int) -> Place:
        line, column = self.keys.get(path) or self.places.get(path) or (1, 1)
        return Place(self.file, row=line, column=column)


class TreeBuilder:
    """Builds the tree from the top down, with one frame for each collection still open.

    With a list of `duplicates` the first duplicate key of a mapping is a finding in it, and the
    earlier value counts.
    """

    def __init__(
        self, file: str, limits: Limits = USUAL, duplicates: list[Diagnostic] | None = None
    ) -> None:
        self.tree = Tree(file)
        self._duplicates = duplicates
        self._limits = limits
        self._frames: list[_Frame] = []
        self._nodes = 0

    @property
    def wants_key(self) -> bool:
        frame = self._frames[-1] if self._frames else None
        return frame is not None and isinstance(frame.node, dict) and frame.path_of_key is None

    def key(self, key: str, mark: Mark) -> None:
        self._count(mark)
        frame = self._frames[-1]
        if key in frame.node:
            found = refusal("yaml-duplicate-key", self._place(mark), key=key)
            if self._duplicates is None:
                raise found
            if not frame.has_duplicates:  # one that lacks its “- ” repeats all keys of its list
                self._duplicates += found.diagnostics
            frame.has_duplicates = True
        frame.path_of_key = (*frame.path, key)
        self.tree.keys.setdefault(frame.path_of_key, mark)

    def value(self, value: TreeNode, mark: Mark) -> KeyPath:
        self._count(mark)
        path: KeyPath = ()
        if not self._frames:
            self.tree.data = value
        else:
            frame = self._frames[-1]
            if isinstance(frame.node, list):
                path = (*frame.path, len(frame.node))
                frame.node.append(value)
            else:
                assert frame.path_of_key is not None
                path = frame.path_of_key
                frame.node.setdefault(path[-1], value)
                frame.path_of_key = None
        self.tree.places.setdefault(path, mark)
        return path

    def open(self, node: dict[str, Any] | list[Any], mark: Mark) -> None:
        limit = self._limits.nesting
        if len(self._frames) >= limit:
            raise refusal("yaml-too-deep", self._place(mark), limit=str(limit))
        self._frames.append(_Frame(node, self.value(node, mark)))

    def close(self) -> None:
        self._frames.pop()

    def _count(self, mark: Mark) -> None:
        self._nodes += 1
        limit = self._limits.nodes
        if self._nodes > limit:
            raise refusal("too-many-nodes", self._place(mark), limit=f"{limit:,}")

    def _place(self, mark: Mark) -> Place:
        return Place(self.tree.file, row=mark[0], column=mark[1])


@dataclass(slots=True)
class _Frame:
    node: Any
    path: KeyPath
    path_of_key: KeyPath | None = None
    has_duplicates: bool = False
