"""Add one fill to the styles of a workbook, and a filled variant of each style that needs it."""

from __future__ import annotations

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import (
    Splices,
    end_of,
    end_tag,
    is_empty,
    opened,
    prefix_of,
    start_tag,
    walk,
    with_attributes,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FILL = "FFFFC7CE"
"""Light red: no colour of the template, and grey, not black, on paper."""
_MOST_STYLES = 64_000
"""Excel's limit of cell formats in a workbook."""
_LISTS = ("fills", "cellXfs")


class Styles:
    """The styles of cells by number. Variants keep number format, font, border and protection."""

    def __init__(self, content: bytes, part: str) -> None:
        self._content, self._part = content, part
        self._lists: dict[str, tuple[int, bytes]] = {}
        self._closes: dict[str, int] = {}
        self._counts = dict.fromkeys(_LISTS, 0)
        self._styles: list[int] = []
        self._ends: list[int] = []
        self._inside = ""
        self._filled: dict[int, int] = {}
        walk(content, part, MAIN, self._start, self._end)
        if len(self._closes) < len(_LISTS) or not self._styles:
            raise NotAnnotatedError("unusual-part", part=part)

    def filled(self, number: int) -> int:
        """The number of the style that is style `number` with the fill."""
        if not 0 <= number < len(self._styles):
            raise NotAnnotatedError("unusual-part", part=self._part)
        if number not in self._filled:
            self._filled[number] = len(self._styles) + len(self._filled)
            if self._filled[number] >= _MOST_STYLES:
                raise NotAnnotatedError("too-many-styles")
        return self._filled[number]

    def result(self) -> bytes:
        """The part with the fill and the variants at the ends of their lists."""
        fills, styles = self._counts["fills"], len(self._styles)
        prefix = prefix_of(self._lists["fills"][1])
        fill = (
            f'<{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor'
            f' rgb="{FILL}"/><{prefix}bgColor indexed="64"/></{prefix}patternFill></{prefix}fill>'
        )
        variants = [self._variant(number, fills) for number in self._filled]
        splices = Splices(self._content)
        self._extend(splices, "fills", fills + 1, fill.encode())
        self._extend(splices, "cellXfs", styles + len(variants), b"".join(variants))
        return splices.result()

    def _variant(self, number: int, fill: int) -> bytes:
        start = self._styles[number]
        tag = start_tag(self._content, start)
        rest = self._content[start + len(tag) : self._ends[number]]
        return with_attributes(tag, {"fillId": fill, "applyFill": 1}) + rest

    def _extend(self, splices: Splices, name: str, count: int, new: bytes) -> None:
        at, tag = self._lists[name]
        counted = with_attributes(tag, {"count": count})
        if is_empty(tag):
            splices.replace(at, at + len(tag), opened(counted) + new + end_tag(tag))
        else:
            splices.replace(at, at + len(tag), counted)
            splices.insert(self._closes[name], new)

    def _start(self, depth: int, name: str, _: dict[str, str], at: int) -> None:
        if depth == 0 and name != "styleSheet":
            raise NotAnnotatedError("unusual-part", part=self._part)
        if depth == 1 and name in _LISTS:
            if name in self._lists:
                raise NotAnnotatedError("unusual-part", part=self._part)
            self._inside = name
            self._lists[name] = (at, start_tag(self._content, at))
        elif depth == 2 and self._inside:
            if name != ("fill" if self._inside == "fills" else "xf"):
                raise NotAnnotatedError("unusual-part", part=self._part)
            self._counts[self._inside] += 1
            if self._inside == "cellXfs":
                self._styles.append(at)

    def _end(self, depth: int, name: str, at: int) -> None:
        if depth == 1 and name == self._inside:
            self._closes[name] = at
            self._inside = ""
        elif depth == 2 and self._inside == "cellXfs":
            tag = start_tag(self._content, self._styles[-1])
            self._ends.append(end_of(self._content, tag, at))
