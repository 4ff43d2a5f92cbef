"""Part the text of a web page into tags and text, in linear time whatever it holds.

The parser of the standard library takes quadratic time for some broken pages, and versions of
Python part them differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_BEGINS = re.compile(r"<[A-Za-z/!?]")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>\"']++))?+")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))
"""Elements whose content holds no tags."""
_LONGEST_TAG = 1 << 20
_MOST_BROKEN = 100


class Tag(NamedTuple):
    """A tag, or text if `name` is empty; of an end tag the name begins with `/`.

    `text` is the text, the content of a script or style, or the attributes as written.
    """

    name: str
    text: str
    line: int


class BrokenPageError(Exception):
    """The page has too many tags without an end to be read."""


def tags_of(text: str, line: int = 1) -> Iterator[Tag]:
    """Tags and texts in order. Comments, declarations and processing instructions are left out."""
    at, broken = 0, 0
    while at < len(text):
        found = _BEGINS.search(text, at)
        start = found.start() if found else len(text)
        if start > at:
            yield Tag("", unescape(text[at:start]), line)
            line += text.count("\n", at, start)
        end, tag = _one(text, start)
        if tag is None and end == start < len(text):
            broken += 1
            if broken > _MOST_BROKEN:
                raise BrokenPageError
            end, tag = _broken(text, start)
            if tag is None:
                yield Tag("", text[start:end], line)
        if tag is not None and tag.name in _RAW and not tag.text.rstrip().endswith("/"):
            close = _end_of_raw(text, tag.name, end)
            tag = Tag(tag.name, text[end:close] if tag.name == "style" else "", line)
            yield tag._replace(line=line)
            line += text.count("\n", start, close)
            at = close
            continue
        if tag is not None:
            yield tag._replace(line=line)
        line += text.count("\n", start, end)
        at = end


def _one(text: str, start: int) -> tuple[int, Tag | None]:
    """The end of the tag or comment that begins at `start`, and the tag."""
    sign = text[start + 1 : start + 2]
    if sign in ("!", "?"):
        if text.startswith("<!--", start):
            close = text.find("-->", start + 4)
            return (len(text) if close < 0 else close + 3), None
        close = text.find(">", start)
        return (len(text) if close < 0 else close + 1), None
    match = _TAG.match(text, start, start + _LONGEST_TAG)
    if match is None:
        return start, None
    return match.end(), Tag(match[1] + match[2].lower(), match[3], 0)


def _broken(text: str, start: int) -> tuple[int, Tag | None]:
    """A tag whose quotes do not match: the next sign `>` ends it. Without one, `<` is text."""
    close = text.find(">", start, start + _LONGEST_TAG)
    name = re.match(r"/?[A-Za-z][^\s/>]*", text[start + 1 : start + 40])
    if close < 0 or name is None:
        return start + 1, None
    return close + 1, Tag(name[0].lower(), "", 0)


def _end_of_raw(text: str, name: str, start: int) -> int:
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, start)
    return found.start() if found else len(text)


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag, the first of each name; one without a value is empty."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        found.setdefault(match[1].lower(), unescape(value))
    return found
