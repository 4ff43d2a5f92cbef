"""Make the part with a sheet's comments, or add remarks to the one it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import (
    Splices,
    end_of,
    is_empty,
    prefix_of,
    put_at_end,
    start_tag,
    walk,
)
from shengzhou_quality.annotated.styles import MAIN
from shengzhou_quality.annotated.survey import Cell, cell_name, read_cell

AUTHOR = "sqc"
LONGEST = 32_767
"""Excel's limit of a text, counted in UTF-16."""
_CUT = "…"
_LEAST = 200
"""A remark that is longer must have room for so much of it at least."""
_RULE = "\n————\n"
"""Between what stood in a comment and the remark behind it."""
_DEPTH_OF_RUNS = 4
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FONT = (
    '<{0}sz val="9"/><{0}color indexed="81"/><{0}rFont val="宋体"/><{0}family val="3"/>'
    '<{0}charset val="134"/>'
)
_NEW = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{MAIN}"><authors></authors><commentList></commentList></comments>'
)


class Comments:
    """The comments of one sheet, old ones and `remarks`; `texts` holds both together by cell."""

    def __init__(
        self, content: bytes | None, part: str, sheet: str, remarks: Mapping[Cell, str]
    ) -> None:
        """`content` is None if the sheet has no comments yet."""
        self._content, self._part = content or _NEW.encode(), part
        self._lists: dict[str, tuple[int, bytes]] = {}
        self._closes: dict[str, int] = {}
        self._authors: list[str] = []
        self._found: dict[Cell, _Comment] = {}
        self._comment: _Comment | None = None
        self._taking = self._in_author = False
        walk(self._content, part, MAIN, self._start, self._end, self._take)
        if set(self._closes) != {"authors", "commentList"}:
            raise NotAnnotatedError("unusual-part", part=part)
        self.extended = {cell for cell in remarks if cell in self._found}
        self.texts: dict[Cell, str] = {}
        self._splices = Splices(self._content)
        prefix = prefix_of(self._lists["commentList"][1])
        is_known = AUTHOR in self._authors
        author = self._authors.index(AUTHOR) if is_known else len(self._authors)
        new = ""
        for cell, remark in remarks.items():
            old = self._found.get(cell)
            before = "" if old is None else old.text + _RULE
            room = LONGEST - _length(before)
            if room < min(_length(remark), _LEAST):
                raise NotAnnotatedError("comment-full", sheet=sheet, cell=cell_name(cell))
            text = cut(remark, room)
            self.texts[cell] = before + text
            if old is not None:
                old.extend(self._splices, _RULE + text, part)
            else:
                new += _comment(cell, text, author, prefix)
        if new:
            self._put("commentList", new)
            if not is_known:
                self._put("authors", f"<{prefix}author>{AUTHOR}</{prefix}author>")

    def result(self) -> bytes:
        return self._splices.result()

    def _put(self, name: str, new: str) -> None:
        put_at_end(self._splices, self._lists[name], self._closes[name], new.encode())

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
        match depth, name:
            case 0, _ if name != "comments":
                raise NotAnnotatedError("unusual-part", part=self._part)
            case 1, "authors" | "commentList":
                if name in self._lists:
                    raise NotAnnotatedError("unusual-part", part=self._part)
                self._lists[name] = (at, start_tag(self._content, at))
            case 2, "author":
                self._authors.append("")
                self._in_author = True
            case 2, "comment":
                cell = read_cell(attributes["ref"])
                if cell in self._found:
                    raise NotAnnotatedError("unusual-part", part=self._part)
                self._comment = self._found[cell] = _Comment(self._content)
            case _ if self._comment is not None and depth > 2:
                self._comment.start(depth, name, at)
                self._taking = name == "t"

    def _take(self, text: str) -> None:
        if self._in_author:
            self._authors[-1] += text
        elif self._taking and self._comment is not None:
            self._comment.text += text

    def _end(self, depth: int, name: str, at: int) -> None:
        self._taking = self._in_author = False
        if depth == 1 and name in self._lists:
            self._closes[name] = at
        elif depth == 2:
            self._comment = None
        elif self._comment is not None:
            self._comment.end(depth, name, at)


class _Comment:
    """A comment of the office: its text so far, and the last run of it, or its only text."""

    def __init__(self, content: bytes) -> None:
        self.text = ""
        self._content = content
        self._last: tuple[str, bytes] | None = None
        self._end = 0

    def start(self, depth: int, name: str, at: int) -> None:
        if depth == _DEPTH_OF_RUNS and name in ("t", "r"):
            self._last = (name, start_tag(self._content, at))

    def end(self, depth: int, name: str, at: int) -> None:
        if depth == _DEPTH_OF_RUNS and self._last is not None and name == self._last[0]:
            self._end = at

    def extend(self, splices: Splices, text: str, part: str) -> None:
        """Put a text into its only text, or as a run behind its last one."""
        if self._last is None or (self._last[0] == "t" and is_empty(self._last[1])):
            raise NotAnnotatedError("unusual-part", part=part)
        name, tag = self._last
        if name == "t":
            splices.insert(self._end, _escaped(text).encode())
        else:
            behind = end_of(self._content, tag, self._end)
            splices.insert(behind, _run(text, prefix_of(tag)).encode())


def cut(text: str, room: int) -> str:
    """The text, or so much of it as has room in UTF-16, with a mark."""
    if _length(text) <= room:
        return text
    kept = text.encode("utf-16-le")[: (room - len(_CUT)) * 2]
    return kept.decode("utf-16-le", "ignore") + _CUT


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _comment(cell: Cell, text: str, author: int, prefix: str) -> str:
    run = _run(text, prefix)
    opening = f'<{prefix}comment ref="{cell_name(cell)}" authorId="{author}"><{prefix}text>'
    return f"{opening}{run}</{prefix}text></{prefix}comment>"


def _run(text: str, prefix: str) -> str:
    font = _FONT.format(prefix)
    return (
        f"<{prefix}r><{prefix}rPr>{font}</{prefix}rPr>"
        f'<{prefix}t xml:space="preserve">{_escaped(text)}</{prefix}t></{prefix}r>'
    )


def _escaped(text: str) -> str:
    """`_x0041_` would be read as a letter, so its first sign is written as a code itself."""
    return escape(_CODE.sub("_x005F_", text))
