"""Parse YAML into plain data with a place for every node, from the parser's events.

Composing or loading would apply YAML 1.1 (`no` is False, `1:30` is 90), keep duplicate
keys silently, expand alias bombs and build tags. Events do none of that: scalars stay
text. Features that a data file does not need are refused with their line and column.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from shengzhou_quality.diagnostics import Diagnostic, InputError, Place, refusal
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.sources.tree import KeyPath, Tree, TreeBuilder

__all__ = ["Comment", "KeyPath", "Tree", "comments_of", "decoded", "read_text", "read_yaml"]

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(content: bytes, file: str, limits: Limits = USUAL) -> Tree:
    """Read one document. Raises `InputError` with the place of the fault."""
    return read_text(decoded(content, file), file, limits)


def decoded(content: bytes, file: str) -> str:
    if content.startswith(b"PK\x03\x04"):
        raise refusal("not-utf8", Place(file), variant="package")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal("not-utf8", Place(file)) from None


def read_text(
    text: str, file: str, limits: Limits = USUAL, duplicates: list[Diagnostic] | None = None
) -> Tree:
    """As `read_yaml`; a duplicate key is no fault but a finding in the list `duplicates`."""
    try:
        return _parse(text, file, limits, duplicates)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, row=mark.line + 1, column=mark.column + 1) if mark else Place(file)
        if mark and "nesting" in (error.problem or ""):
            raise _too_deep(text[: mark.index], place, limits) from None
        raise _syntax_fault(text, place) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise refusal("yaml-syntax", Place(file)) from None


def _parse(
    text: str, file: str, limits: Limits, duplicates: list[Diagnostic] | None = None
) -> Tree:
    events = _Events(TreeBuilder(file, limits, duplicates))
    parser = _Parser(text)
    while (event := parser.get_event()) is not None:
        events.take(event)
    return events.builder.tree


def _too_deep(allowed: str, place: Place, limits: Limits) -> InputError:
    """Find where the nesting exceeds our own limit, after libyaml refused it.

    libyaml looks ahead for a key: from 0.2.6 it refuses 1,000 levels before it emits their
    events. For the text before the refused level it emits them, so parse that text alone.
    """
    try:
        _parse(allowed, place.file, limits)
    except InputError as error:
        return error
    except yaml.YAMLError:
        pass
    return refusal("yaml-too-deep", place)


class Comment(NamedTuple):
    """A comment of a text: its place, the words behind `#`, and whether the line holds no more."""

    row: int
    column: int
    words: str
    alone: bool


def comments_of(text: str, word: str) -> Iterator[Comment]:
    """Yield the comments that begin or end with a word, of a text that was read without a fault.

    The parser drops comments, so they are looked for in the text. Only a quoted text or a block
    of text may hold the same signs; the parser is asked where these are if there is anything.
    Lines below that are set in (`#   …`) belong to the comment.
    """
    # The words are looked ahead at: a quoted `# …` may stand before the comment of a line.
    sought, end = re.escape(word), r"[ \t。）)]*(?:[\r\n]|\Z)"
    said = rf"{sought}[^\r\n]*|[^#\r\n]{{1,200}}?{sought}(?={end})"
    sign = rf"(?:^|(?<=[\s\"'}}\]]))#(?=[ \t]*({said}))"
    found = list(re.finditer(sign, text, re.MULTILINE))
    reached = 0
    texts: list[tuple[int, int]] = []
    if found:
        parser = _Parser(text)
        while (event := parser.get_event()) is not None:
            if type(event) is yaml.ScalarEvent and event.style:
                texts.append(_span(event))
    row, counted = 1, 0
    for one in found:
        at = one.start()
        before = bisect_left(texts, (at, 0)) - 1  # of the texts in their order the one that begins
        if at < reached or (before >= 0 and at < texts[before][1]):
            continue
        row, counted = row + text.count("\n", counted, at), at
        begun = text.rfind("\n", 0, at) + 1
        alone = not text[begun:at].strip()
        words = one[1].rstrip()
        if alone and words.startswith(word):
            more = _FOLDED.match(text, one.end(1))
            reached = more.end() if more else 0
            words = _joined([words, *_FOLD.split(more[0])[1:]]) if more else words
        yield Comment(row, at - begun + 1, words, alone)


_FOLD = re.compile(r"[ \t]*\r?\n[ \t]*#[ ]{3,}(?=\S)")
_FOLDED = re.compile(r"(?:[ \t]*\r?\n[ \t]*#[ ]{3,}(?=\S)[^\r\n]*)+")
"""The lines in which a long comment goes on: they are set in."""


def _joined(pieces: list[str]) -> str:
    """A comment that was folded; only between two Latin words the fold was a space."""
    text = ""
    for piece in map(str.strip, pieces):
        text += " " * (text[-1:].isascii() and piece[:1].isascii() and bool(text)) + piece
    return text


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SPECIAL = re.compile(r"(?:^|[:,\[{-])\s*(?P<value>[>|%@`*&!])")
_LONGEST_LINE = 2_000


def _syntax_fault(text: str, place: Place) -> InputError:
    """Report `target: >96`, which begins a block of text in YAML, as its own code: the most
    common mistake."""
    lines = text.splitlines()
    line = lines[place.row - 1] if place.row and place.row <= len(lines) else ""
    seen = _SPECIAL.finditer(line[:_LONGEST_LINE])
    before = [found for found in seen if found.start() < (place.column or 1)]
    if not before:
        return refusal("yaml-syntax", place)
    column = before[-1].start("value") + 1
    return refusal("yaml-quote-it", Place(place.file, row=place.row, column=column))


class _Events:
    """Pass the parser's events to the tree; refuse what a data file does not need."""

    def __init__(self, builder: TreeBuilder) -> None:
        self.builder = builder
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Handle one event. Scalars come first because they are the most frequent."""
        sort = type(event)
        if sort is yaml.ScalarEvent:
            self._scalar(event, self._accepted(event))
        elif sort is yaml.MappingStartEvent:
            self._open({}, self._accepted(event))
        elif sort is yaml.SequenceStartEvent:
            self._open([], self._accepted(event))
        elif sort is yaml.MappingEndEvent or sort is yaml.SequenceEndEvent:
            self.builder.close()
        elif sort is yaml.AliasEvent:
            self._accepted(event)
        elif sort is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._refusal("yaml-second-document", _mark(event))

    def _accepted(self, event: Any) -> tuple[int, int]:
        """The event's place; anchors, aliases and tags are refused, as no data file needs them."""
        mark = _mark(event)
        if event.anchor:
            raise self._refusal("yaml-anchor", mark)
        if type(event) is not yaml.AliasEvent and event.tag:
            raise self._refusal("yaml-tag", mark)
        return mark

    def _scalar(self, event: Any, mark: tuple[int, int]) -> None:
        value, style = event.value, event.style
        if self.builder.wants_key:
            if value == "<<":
                raise self._refusal("yaml-anchor", mark)
            self.builder.key(value, mark)
            return
        if not value and style in (">", "|"):
            # `target: >9` is an empty block of text, indented by 9.
            raise self._refusal("yaml-quote-it", mark)
        # A plain scalar has style `None`, or `""` from libyaml.
        self.builder.value(None if not style and value in _NULLS else value, mark)

    def _open(self, node: dict[str, Any] | list[Any], mark: tuple[int, int]) -> None:
        if self.builder.wants_key:
            raise self._refusal("yaml-syntax", mark)
        self.builder.open(node, mark)

    def _refusal(self, code: str, mark: tuple[int, int]) -> InputError:
        return refusal(code, Place(self.builder.tree.file, row=mark[0], column=mark[1]))


def _span(event: Any) -> tuple[int, int]:
    return (event.start_mark.index, event.end_mark.index)


def _mark(event: Any) -> tuple[int, int]:
    start = event.start_mark
    return (start.line + 1, start.column + 1)
