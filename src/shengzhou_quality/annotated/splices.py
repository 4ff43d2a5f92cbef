"""Walk through XML with the byte offset of every tag; replace and insert bytes at offsets.

Nothing is parsed and written again: what is not spliced keeps its quotes, spaces, prefixes,
line ends and byte order mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.limits import USUAL

_DEEPEST = 200
_NAME = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_UTF8 = {None, "utf-8", "utf8"}

OnStart = Callable[[int, str, dict[str, str], int], None]
"""Depth from 0, name, attributes, offset of the tag."""
OnEnd = Callable[[int, str, int], None]
"""Depth, name, and the offset of the end tag; of an element without one, where it ends."""


class Splices:
    """What to replace in one part; offsets are those of the original."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._made: list[tuple[int, int, bytes]] = []

    def replace(self, start: int, end: int, new: bytes) -> None:
        self._made.append((start, end, new))

    def insert(self, at: int, new: bytes) -> None:
        self.replace(at, at, new)

    def result(self) -> bytes:
        """The content with all splices made; those at one offset in the order given."""
        pieces: list[bytes] = []
        done = 0
        for start, end, new in sorted(self._made, key=lambda made: made[:2]):
            assert start >= done
            pieces += (self._content[done:start], new)
            done = end
        return b"".join((*pieces, self._content[done:]))


def walk(
    content: bytes,
    part: str,
    namespace: str,
    start: OnStart,
    end: OnEnd | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call back for each element; one of another namespace is named `namespace name`.

    Raises `NotAnnotatedError` for XML that is malformed, not UTF-8, too deep or has a DTD, and
    where a callback finds an attribute missing (`KeyError`) or not readable (`ValueError`).
    """
    if b"\0" in content[:4]:
        raise NotAnnotatedError("encoding", part=part)
    parser = _parser_of(part)
    depth = count = 0
    own = f"{namespace} "

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        count += 1
        if depth > _DEEPEST or count > USUAL.elements:
            raise NotAnnotatedError("too-large")
        start(depth, name.removeprefix(own), attributes, parser.CurrentByteIndex)
        depth += 1

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(depth, name.removeprefix(own), parser.CurrentByteIndex)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - in a single piece, so that offsets are final
    except (expat.ExpatError, ValueError, KeyError, OverflowError):
        # Not well-formed, or a number or a cell that is none.
        raise NotAnnotatedError("damaged", part=part) from None


def _parser_of(part: str) -> expat.XMLParserType:
    """A parser that refuses what the offsets or the memory could not bear."""

    def declared(_: str, encoding: str | None, __: int) -> None:
        if (encoding and encoding.lower()) not in _UTF8:
            raise NotAnnotatedError("encoding", part=part)

    def refuse(*_: object) -> NoReturn:
        raise NotAnnotatedError("entities", part=part)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = refuse
    return parser


def start_tag(content: bytes, at: int) -> bytes:
    """The bytes of the start tag at an offset that `walk` gave."""
    found = _TAG.match(content, at)
    assert found is not None
    return found[0]


def is_empty(tag: bytes) -> bool:
    """Whether the tag is a whole element: `<row/>`."""
    return tag.endswith(b"/>")


def opened(tag: bytes) -> bytes:
    """The tag of an empty element as a start tag: `<row/>` → `<row>`."""
    return tag[:-2].rstrip() + b">" if is_empty(tag) else tag


def end_tag(tag: bytes) -> bytes:
    """The end tag that belongs to a start tag, with its prefix."""
    return b"</" + _name(tag)[1:] + b">"


def prefix_of(tag: bytes) -> str:
    """`x:` of `<x:row r="1">`, or an empty text."""
    prefix, colon, _ = _name(tag)[1:].rpartition(b":")
    return (prefix + colon).decode()


def attribute_bytes(tag: bytes) -> dict[str, bytes]:
    """The attributes of a tag as written, namespace declarations included."""
    return {
        found[1].decode(): found[3] if found[2] is None else found[2]
        for found in _ATTRIBUTE.finditer(tag, len(_name(tag)))
    }


def with_attributes(tag: bytes, values: Mapping[str, str | int]) -> bytes:
    """The tag with these attributes set; values are numbers, ranges or names, never text."""
    splices, name = Splices(tag), _name(tag)
    left = {key: str(value).encode("ascii") for key, value in values.items()}
    for found in _ATTRIBUTE.finditer(tag, len(name)):
        value = left.pop(found[1].decode(), None)
        if value is not None:
            splices.replace(*found.span(3 if found[2] is None else 2), value)
    for key, value in left.items():
        splices.insert(len(name), b" " + key.encode("ascii") + b'="' + value + b'"')
    return splices.result()


def end_of(content: bytes, tag: bytes, at: int) -> int:
    """Where an element ends: behind its end tag at `at`, or at `at` if it has none."""
    return at if is_empty(tag) else content.index(b">", at) + 1


def put_at_end(splices: Splices, tag: tuple[int, bytes], close: int, new: bytes) -> None:
    """Insert as the last children of an element, whose start tag stands at an offset."""
    at, written = tag
    if is_empty(written):
        splices.replace(at, at + len(written), opened(written) + new + end_tag(written))
    else:
        splices.insert(close, new)


def _name(tag: bytes) -> bytes:
    found = _NAME.match(tag)
    assert found is not None
    return found[0]
