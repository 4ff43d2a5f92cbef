"""Parse JSON into plain data with a place for every node; numbers stay text as written.

The standard library's parser gives no places, turns figures into floats, accepts NaN, and
keeps the last of two equal keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from shengzhou_quality.diagnostics import InputError, Place, refusal
from shengzhou_quality.limits import USUAL, Limits
from shengzhou_quality.sources.tree import Mark, Tree, TreeBuilder

_SPACE = re.compile(r"[ \t\r\n]*+")
_TOKEN = re.compile(
    r"""(?P<sign>[{}\[\],:])
      | (?P<string>"(?:[^"\\\x00-\x1f]++|\\.)*+")
      | (?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![0-9A-Za-z.]))
      | (?P<word>-?[A-Za-z]++)""",
    re.VERBOSE,
)
_WORDS = {"true": "TRUE", "false": "FALSE", "null": None}
_NOT_FINITE = {"NaN", "Infinity", "-Infinity"}


class _Token(NamedTuple):
    kind: str
    text: str
    mark: Mark


def read_json(content: bytes, file: str, limits: Limits = USUAL) -> Tree:
    """Read one value. Raises `InputError` with the place of the fault."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal("not-utf8", Place(file)) from None
    parser = _Parser(TreeBuilder(file, limits), file)
    for token in _tokens(text, file):
        parser.take(token)
    return parser.builder.tree


def _tokens(text: str, file: str) -> Iterator[_Token]:
    at, line, line_start = 0, 1, 0
    while True:
        space = _SPACE.match(text, at)
        assert space is not None
        begin = space.end()
        lines = text.count("\n", at, begin)
        if lines:
            line += lines
            line_start = text.rfind("\n", at, begin) + 1
        mark = (line, begin - line_start + 1)
        if begin == len(text):
            yield _Token("end", "", mark)
            return
        found = _TOKEN.match(text, begin)
        if found is None or found.lastgroup is None:
            raise refusal("json-syntax", Place(file, row=mark[0], column=mark[1]))
        yield _Token(found.lastgroup, found.group(), mark)
        at = found.end()


class _Parser:
    """A state machine: `_next` says which tokens are valid. It does not recurse on nested data."""

    def __init__(self, builder: TreeBuilder, file: str) -> None:
        self.builder = builder
        self._file = file
        self._open: list[str] = []
        self._next = "value"

    def take(self, token: _Token) -> None:
        sign = token.text if token.kind == "sign" else ""
        match self._next:
            case "value" | "first-value" if sign in ("{", "["):
                self.builder.open({} if sign == "{" else [], token.mark)
                self._open.append("}" if sign == "{" else "]")
                self._next = "first-key" if sign == "{" else "first-value"
            case "value" | "first-value" if token.kind in ("string", "number", "word"):
                self.builder.value(self._scalar(token), token.mark)
                self._after_value()
            case "key" | "first-key" if token.kind == "string":
                self.builder.key(self._string(token), token.mark)
                self._next = "colon"
            case "colon" if sign == ":":
                self._next = "value"
            case "comma" if sign == ",":
                self._next = "key" if self._open[-1] == "}" else "value"
            case "comma" | "first-key" | "first-value" if sign and sign == self._open[-1]:
                self.builder.close()
                self._open.pop()
                self._after_value()
            case "end" if token.kind == "end":
                pass
            case _:
                raise self._fault("json-syntax", token)

    def _after_value(self) -> None:
        self._next = "comma" if self._open else "end"

    def _scalar(self, token: _Token) -> str | None:
        if token.kind == "string":
            return self._string(token)
        if token.kind == "number":
            return token.text
        if token.text in _NOT_FINITE:
            raise self._fault("json-not-finite", token)
        if token.text not in _WORDS:
            raise self._fault("json-syntax", token)
        return _WORDS[token.text]

    def _string(self, token: _Token) -> str:
        if "\\" not in token.text:
            return token.text[1:-1]
        try:
            text = str(json.loads(token.text))
            text.encode()  # a lone surrogate is not a character
        except ValueError:
            raise self._fault("json-syntax", token) from None
        return text

    def _fault(self, code: str, token: _Token) -> InputError:
        return refusal(code, Place(self._file, row=token.mark[0], column=token.mark[1]))
