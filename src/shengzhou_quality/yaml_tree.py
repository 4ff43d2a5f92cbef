"""YAML as plain data with a place for every node, read from the parser's events.

Composing or loading YAML runs into YAML 1.1 (`no` is False, `1:30` is 90), silent
duplicate keys, alias bombs and tags. The events know none of that: scalars stay
text, and whatever a data file has no use for is refused with its line and column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from shengzhou_quality.diagnostics import InputError, Place, refusal

MAX_DEPTH = 20
MAX_BYTES = 4 * 1024 * 1024

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]
Node = dict[str, Any] | list[Any] | str | None


@dataclass(slots=True)
class Tree:
    """Plain data (`dict`, `list`, text, `None`) and where each path of it stands."""

    file: str
    data: Node = None
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """The place of a value, or of the nearest one above it."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Place(self.file, row=line, column=column)

    def key_place(self, *path: str | int) -> Place:
        line, column = self.keys.get(path) or self.places.get(path) or (1, 1)
        return Place(self.file, row=line, column=column)


def read_yaml(content: bytes, file: str) -> Tree:
    """Read one document. Raises `InputError` with the place of what cannot be read."""
    if len(content) > MAX_BYTES:
        raise refusal("file-too-large", Place(file), limit=str(MAX_BYTES // 2**20) + " MB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal("not-utf8", Place(file)) from None
    builder = _Builder(Tree(file))
    try:
        parser = _Parser(text)
        while (event := parser.get_event()) is not None:
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, row=mark.line + 1, column=mark.column + 1) if mark else Place(file)
        raise _syntax_fault(text, place) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise refusal("yaml-syntax", Place(file)) from None
    return builder.tree


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SPECIAL = re.compile(r"(?:^|[:,\[{-])\s*(?P<value>[>|%@`*&!])")


def _syntax_fault(text: str, place: Place) -> InputError:
    """`target: >96` begins a block of text in YAML: say so, it is the commonest slip."""
    lines = text.splitlines()
    line = lines[place.row - 1] if place.row and place.row <= len(lines) else ""
    before = [found for found in _SPECIAL.finditer(line) if found.start() < (place.column or 1)]
    if not before:
        return refusal("yaml-syntax", place)
    column = before[-1].start("value") + 1
    return refusal("yaml-quote-it", Place(place.file, row=place.row, column=column))


class _Builder:
    """Builds the tree from events; one frame a collection that is still open."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._frames: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """One event. Most are scalars, so they come first."""
        sort = type(event)
        if sort is yaml.ScalarEvent:
            self._accept(event)
            self._scalar(event)
        elif sort is yaml.MappingStartEvent or sort is yaml.SequenceStartEvent:
            self._accept(event)
            self._open({} if sort is yaml.MappingStartEvent else [], event)
        elif sort is yaml.MappingEndEvent or sort is yaml.SequenceEndEvent:
            self._frames.pop()
        elif sort is yaml.AliasEvent:
            self._accept(event)
        elif sort is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._refusal("yaml-second-document", event)

    def _accept(self, event: Any) -> None:
        """Refuses what a data file has no use for: anchors, aliases and tags."""
        if event.anchor:
            raise self._refusal("yaml-anchor", event)
        if type(event) is not yaml.AliasEvent and event.tag:
            raise self._refusal("yaml-tag", event)

    def _scalar(self, event: Any) -> None:
        frame = self._frames[-1] if self._frames else None
        value, style = event.value, event.style
        if frame and frame.wants_key:
            self._key(frame, event)
            return
        if not value and style in (">", "|"):
            # `target: >9` is a block of text, indented by 9 and empty.
            raise self._refusal("yaml-quote-it", event)
        # A plain scalar has no style or, from libyaml, an empty text.
        self._put(None if not style and value in _NULLS else value, event)

    def _key(self, frame: _Frame, event: Any) -> None:
        key = event.value
        if key == "<<":
            raise self._refusal("yaml-anchor", event)
        if key in frame.node:
            raise self._refusal("yaml-duplicate-key", event, key=key)
        frame.key = key
        mark = event.start_mark
        self.tree.keys[(*frame.path, key)] = (mark.line + 1, mark.column + 1)

    def _open(self, node: dict[str, Any] | list[Any], event: Any) -> None:
        if len(self._frames) >= MAX_DEPTH:
            raise self._refusal("yaml-too-deep", event, limit=str(MAX_DEPTH))
        if self._frames and self._frames[-1].wants_key:
            raise self._refusal("yaml-syntax", event)
        path = self._put(node, event)
        self._frames.append(_Frame(node, path))

    def _put(self, value: Node, event: Any) -> Path:
        path: Path = ()
        if not self._frames:
            self.tree.data = value
        else:
            frame = self._frames[-1]
            if isinstance(frame.node, list):
                path = (*frame.path, len(frame.node))
                frame.node.append(value)
            else:
                assert frame.key is not None
                path = (*frame.path, frame.key)
                frame.node[frame.key] = value
                frame.key = None
        mark = event.start_mark
        self.tree.places[path] = (mark.line + 1, mark.column + 1)
        return path

    def _refusal(self, code: str, event: Any, **parameters: str) -> InputError:
        mark = event.start_mark
        place = Place(self.tree.file, row=mark.line + 1, column=mark.column + 1)
        return refusal(code, place, **parameters)


@dataclass(slots=True)
class _Frame:
    node: Any
    path: Path
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return self.key is None and isinstance(self.node, dict)
