"""Make the part with a sheet's comments, or add remarks to the one it has.

Remarks of an earlier round are taken out: what they say of a cell may be settled by now.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
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
_RULE_WRITTEN = re.compile(
    r"(?:\r?\n|&#(?:10|13|x[aAdD]);|_x000[aAdD]_)*————(?=\s|&#|_x000).*\Z".encode(), re.DOTALL
)
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


def may_hold_ours(content: bytes) -> bool:
    """Whether a part with comments can hold remarks of an earlier round."""
    return AUTHOR.encode() in content or _RULE.strip().encode() in content


class Comments:
    """The comments of one sheet, old ones and `remarks`; `texts` holds both together by cell.

    `cleared` are the cells that had a remark of an earlier round; of those in `removed` it was
    the whole comment, which is gone.
    """

    def __init__(
        self,
        content: bytes | None,
        part: str,
        sheet: str,
        remarks: Mapping[Cell, str],
        marked: Collection[Cell] = (),
    ) -> None:
        """`content` is None if the sheet has no comments yet; `marked` cells have our fill."""
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
        self._splices = Splices(self._content)
        self.removed: set[Cell] = set()
        self.cleared: set[Cell] = set()
        self._take_ours_out(marked)
        self.extended = {cell for cell in remarks if cell in self._found}
        self.texts: dict[Cell, str] = {}
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

    def _take_ours_out(self, marked: Collection[Cell]) -> None:
        for cell, comment in list(self._found.items()):
            author = comment.author
            if 0 <= author < len(self._authors) and self._authors[author] == AUTHOR:
                self._splices.replace(*comment.span, b"")
                self.removed.add(cell)
                del self._found[cell]
            elif cell not in marked or not comment.cut(self._splices):
                continue
            self.cleared.add(cell)

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
                author = int(attributes.get("authorId", 0))
                self._comment = self._found[cell] = _Comment(self._content, author, at)
            case _ if self._comment is not None and depth > 2:
                self._comment.start(depth, name, at)
                self._taking = name == "t"

    def _take(self, text: str) -> None:
        if self._in_author:
            self._authors[-1] += text
        elif self._taking and self._comment is not None:
            self._comment.take(text)

    def _end(self, depth: int, name: str, at: int) -> None:
        self._taking = self._in_author = False
        if depth == 1 and name in self._lists:
            self._closes[name] = at
        elif depth == 2 and self._comment is not None:
            self._comment.close(at)
            self._comment = None
        elif self._comment is not None:
            self._comment.end(depth, name, at)


class _Run(NamedTuple):
    """A run of a comment (`r`), or its only text (`t`): its start tag, its ends, what it says."""

    name: str
    tag: bytes
    start: int
    end: int
    text: str


class _Comment:
    """A comment that the sheet has: its text, and the runs of it."""

    def __init__(self, content: bytes, author: int, at: int) -> None:
        self.text = ""
        self.author = author
        self._content, self._at = content, at
        self._open: _Run | None = None
        self._runs: list[_Run] = []
        self.span = (at, at)

    def start(self, depth: int, name: str, at: int) -> None:
        if depth == _DEPTH_OF_RUNS and name in ("t", "r"):
            self._open = _Run(name, start_tag(self._content, at), at, at, "")

    def take(self, text: str) -> None:
        self.text += text
        if self._open is not None:
            self._open = self._open._replace(text=self._open.text + text)

    def end(self, depth: int, name: str, at: int) -> None:
        if depth == _DEPTH_OF_RUNS and self._open is not None and name == self._open.name:
            self._runs.append(self._open._replace(end=at))
            self._open = None

    def close(self, at: int) -> None:
        self.span = (self._at, end_of(self._content, start_tag(self._content, self._at), at))

    def cut(self, splices: Splices) -> bool:
        """Take our own remarks out of a comment of the office, if it has any."""
        ours = list(self._ours())
        for start, end in ours:
            splices.replace(start, end, b"")
        self.text = self.text.partition(_RULE)[0] if ours else self.text
        return bool(ours)

    def _ours(self) -> Iterator[tuple[int, int]]:
        rule = _RULE.strip()
        for run in self._runs:
            if run.name == "r" and run.text.lstrip().startswith(rule):
                yield run.start, end_of(self._content, run.tag, run.end)
            elif run.name == "t":
                found = _RULE_WRITTEN.search(self._content, run.start + len(run.tag), run.end)
                if found:
                    yield found.start(), run.end

    def extend(self, splices: Splices, text: str, part: str) -> None:
        """Put a text into its only text, or as a run behind its last one."""
        last = self._runs[-1] if self._runs else None
        if last is None or (last.name == "t" and is_empty(last.tag)):
            raise NotAnnotatedError("unusual-part", part=part)
        if last.name == "t":
            splices.insert(last.end, _escaped(text).encode())
        else:
            behind = end_of(self._content, last.tag, last.end)
            splices.insert(behind, _run(text, prefix_of(last.tag)).encode())


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
