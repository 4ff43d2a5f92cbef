"""Split a plan's full text into sentences, each with its line and the headings above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SENTENCE = re.compile(r"(?:[^。;!?\x00-\x08\x0b-\x1f\x7f-\x9f]|(?<=[0-9])。(?=[0-9]))+")
"""No control character gets into a quote: a plan file may not hold one."""
_HAN = "一二三四五六七八九十百零〇"
_HEADINGS = (
    re.compile(rf"第[{_HAN}0-9]{{1,5}}[篇编章](?=\s|[^\s,]{{0,40}}$)"),
    re.compile(rf"第[{_HAN}0-9]{{1,5}}节(?=\s|[^\s,]{{0,40}}$)"),
    re.compile(rf"[{_HAN}]{{1,3}}(?=、)"),
    re.compile(rf"\([{_HAN}]{{1,3}}\)"),
    re.compile(r"[0-9]{1,2}(?=[.、](?![0-9]))"),
)
"""What a heading or a numbered paragraph begins with, from the widest to the narrowest."""
_PARAGRAPH = 4
_BOX = re.compile(rf"专栏\s*(?:[0-9]{{1,3}}|[{_HAN}]{{1,3}})?(?![\u4e00-\u9fff]{{0,6}}[,。])")
_MARKDOWN = re.compile(r"#{1,6}\s+")
_LONGEST_TITLE = 40
_ITEM_OF_BOX = re.compile(rf"\s*(?:[0-9]{{1,2}}[.、]|\(?[0-9{_HAN}]{{1,2}}\)|[-•·◆●—])")
_CONSTRAINTS = ("约束性", "预期性")


class PlanSentence(NamedTuple):
    """One sentence as printed. `section` is 三(五) 专栏5, or else the heading or the line."""

    text: str
    line: int
    section: str
    titles: tuple[str, ...]
    """The headings above it, as printed, from the widest to the narrowest."""


def even_width(text: str) -> str:
    """Full-width signs and digits as half-width ones; no character moves."""
    return text.translate(_HALF_WIDTH)


def read_sentences(text: str, path: str) -> Iterator[PlanSentence]:
    """Yield the sentences of the running text; rows of tables are left out.

    Where no heading says the section, the line of the file `path` does.
    """
    outline = _Outline()
    for number, line in enumerate(text.splitlines(), 1):
        printed = line.strip().strip("|").strip()
        evened = even_width(printed)
        if not printed or _is_row(evened):
            continue
        outline.read_line(printed, evened, in_cell=line.strip().endswith("|"))
        section, titles = outline.section or f"{path}:{number}", outline.titles
        for found in _SENTENCE.finditer(evened):
            yield PlanSentence(printed[found.start() : found.end()], number, section, titles)


def _is_row(line: str) -> bool:
    """Whether the line is a row of a table: cells between bars, tabs or wide gaps."""
    if sum(1 for cell in re.split(r"[|\t]", line) if cell.strip()) >= 3:
        return True
    pieces = line.split(maxsplit=20)
    return len(pieces) >= 4 and pieces[-1] in _CONSTRAINTS


class _Outline:
    """The headings that are in force while the lines are read one by one."""

    def __init__(self) -> None:
        self._labels: list[str | None] = [None] * len(_HEADINGS)
        self._titles: list[str | None] = [None] * len(_HEADINGS)
        self._box: str | None = None
        self._box_in_cell = False
        self._in_box = 0
        self._named: str | None = None

    @property
    def section(self) -> str | None:
        chapter, part, *numbers = self._labels
        joined = "".join(filter(None, numbers[:-1]))
        if self._box is None:
            joined += numbers[-1] or ""
        return " ".join(filter(None, (self._named, chapter, part, joined, self._box))) or None

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(filter(None, (self._named, *self._titles, self._box)))

    def read_line(self, printed: str, evened: str, *, in_cell: bool) -> None:
        marked = _MARKDOWN.match(evened)
        if marked is not None:
            printed, evened = printed[marked.end() :], evened[marked.end() :]
        self._leave_box(evened, in_cell=in_cell)
        if (box := _BOX.match(evened)) is not None and len(evened) <= _LONGEST_TITLE * 2:
            self._box, self._box_in_cell, self._in_box = box[0].strip(), in_cell, 0
            return
        for level, pattern in enumerate(_HEADINGS):
            found = pattern.match(evened)
            if found is None or (level == _PARAGRAPH and self._box is not None):
                continue
            if level < _PARAGRAPH:
                self._box = None
            self._set(level, printed[: found.end()], _title(printed))
            return
        if marked is not None:
            self._labels = [None] * len(_HEADINGS)
            self._titles = [None] * len(_HEADINGS)
            self._named = printed[:_LONGEST_TITLE] or None

    def _leave_box(self, evened: str, *, in_cell: bool) -> None:
        """A box lasts as long as its cells; without cells one paragraph and its numbered items."""
        if self._box is None:
            return
        self._in_box += 1
        if self._box_in_cell:
            lasts = in_cell
        else:
            lasts = self._in_box == 1 or _ITEM_OF_BOX.match(evened) is not None
        if not lasts:
            self._box = None

    def _set(self, level: int, label: str, title: str) -> None:
        self._labels[level], self._titles[level] = label, title
        for below in range(level + 1, len(_HEADINGS)):
            self._labels[below] = self._titles[below] = None


def _title(printed: str) -> str:
    return re.split("[。:：]", printed[:_LONGEST_TITLE], maxsplit=1)[0]
