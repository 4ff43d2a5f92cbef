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
        while parser.check_event():
            builder.take(parser.get_event())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, row=mark.line + 1, column=mark.column + 1) if mark else Place(file)
        raise _syntax_fault(text, place) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise refusal("yaml-syntax", Place(file)) from None
    return builder.tree


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
        mark = event.start_mark
        place = Place(self.tree.file)
        if mark is not None:
            place = Place(self.tree.file, row=mark.line + 1, column=mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refusal("yaml-anchor", place)
        if getattr(event, "tag", None):
            raise refusal("yaml-tag", place)
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise refusal("yaml-second-document", place)
            case yaml.ScalarEvent():
                self._scalar(event, place)
            case yaml.MappingStartEvent():
                self._open({}, place)
            case yaml.SequenceStartEvent():
                self._open([], place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._frames.pop()

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> None:
        plain = not event.style  # None or, from libyaml, an empty text
        frame = self._frames[-1] if self._frames else None
        if frame and isinstance(frame.node, dict) and frame.key is None:
            self._key(frame, event.value, place)
            return
        if event.style in (">", "|") and not event.value:
            # `target: >9` is a block of text, indented by 9 and empty.
            raise refusal("yaml-quote-it", place)
        empty = plain and event.value in ("", "~", "null", "Null", "NULL")
        self._put(None if empty else event.value, place)

    def _key(self, frame: _Frame, key: str, place: Place) -> None:
        if key == "<<":
            raise refusal("yaml-anchor", place)
        if key in frame.node:
            raise refusal("yaml-duplicate-key", place, key=key)
        frame.key = key
        self.tree.keys[(*frame.path, key)] = (place.row or 1, place.column or 1)

    def _open(self, node: dict[str, Any] | list[Any], place: Place) -> None:
        if len(self._frames) >= MAX_DEPTH:
            raise refusal("yaml-too-deep", place, limit=str(MAX_DEPTH))
        frame = self._frames[-1] if self._frames else None
        if frame and isinstance(frame.node, dict) and frame.key is None:
            raise refusal("yaml-syntax", place)
        path = self._put(node, place)
        self._frames.append(_Frame(node, path))

    def _put(self, value: Node, place: Place) -> Path:
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
        self.tree.places[path] = (place.row or 1, place.column or 1)
        return path


@dataclass(slots=True)
class _Frame:
    node: Any
    path: Path
    key: str | None = None
