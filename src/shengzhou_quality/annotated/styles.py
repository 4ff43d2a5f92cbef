"""Add one fill to the styles of a workbook, and a filled variant of each style that needs it.

A fill of an earlier round is taken away again by going back to the style that had none of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from shengzhou_quality.annotated.reasons import NotAnnotatedError
from shengzhou_quality.annotated.splices import (
    Splices,
    attribute_bytes,
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
_NO_FILL = 0


class Styles:
    """The styles of cells by number. Variants keep number format, font, border and protection."""

    def __init__(self, content: bytes, part: str) -> None:
        self._content, self._part = content, part
        self._lists: dict[str, tuple[int, bytes]] = {}
        self._closes: dict[str, int] = {}
        self._counts = dict.fromkeys(_LISTS, 0)
        self._styles: list[int] = []
        self._ends: list[int] = []
        self._fill_of: list[int] = []
        self._ours: set[int] = set()
        self._inside = ""
        self._new: dict[tuple[int, bool], int] = {}
        walk(content, part, MAIN, self._start, self._end)
        if len(self._closes) < len(_LISTS) or not self._styles:
            raise NotAnnotatedError("unusual-part", part=part)

    def is_filled(self, number: int) -> bool:
        """Whether a style has the fill already."""
        return 0 <= number < len(self._styles) and self._fill_of[number] in self._ours

    def filled(self, number: int) -> int:
        """The number of the style that is style `number` with the fill."""
        if not 0 <= number < len(self._styles):
            raise NotAnnotatedError("unusual-part", part=self._part)
        return number if self.is_filled(number) else self._variant_of(number, filled=True)

    def cleared(self, number: int, beside: Mapping[int, int]) -> int:
        """The number of the style that style `number` was before it was filled.

        Where several differ from it in the fill alone, it is the one used most in the column:
        `beside` counts its styles.
        """
        alike = self._but_fill(number)
        found = [
            each
            for each in range(len(self._styles))
            if not self.is_filled(each) and self._but_fill(each) == alike
        ]
        if found:
            return max(found, key=lambda each: (beside.get(each, 0), -each))
        return self._variant_of(number, filled=False)

    def _but_fill(self, number: int) -> tuple[dict[str, bytes], bytes]:
        start = self._styles[number]
        tag = start_tag(self._content, start)
        written = attribute_bytes(tag)
        kept = {key: written[key] for key in written if key not in ("fillId", "applyFill")}
        return kept, self._content[start + len(tag) : self._ends[number]]

    def _variant_of(self, number: int, *, filled: bool) -> int:
        new = self._new.setdefault((number, filled), len(self._styles) + len(self._new))
        if new >= _MOST_STYLES:
            raise NotAnnotatedError("too-many-styles")
        return new

    def result(self) -> bytes:
        """The part with the fill and the variants at the ends of their lists."""
        if not self._new:
            return self._content
        fills, styles = self._counts["fills"], len(self._styles)
        prefix = prefix_of(self._lists["fills"][1])
        fill = (
            f'<{prefix}fill><{prefix}patternFill patternType="solid"><{prefix}fgColor'
            f' rgb="{FILL}"/><{prefix}bgColor indexed="64"/></{prefix}patternFill></{prefix}fill>'
        )
        variants = [
            self._variant(number, fills if filled else _NO_FILL) for number, filled in self._new
        ]
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

    def _start(self, depth: int, name: str, attributes: dict[str, str], at: int) -> None:
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
                self._fill_of.append(int(attributes.get("fillId", _NO_FILL)))
        elif name == "fgColor" and self._inside == "fills" and attributes.get("rgb") == FILL:
            self._ours.add(self._counts["fills"] - 1)

    def _end(self, depth: int, name: str, at: int) -> None:
        if depth == 1 and name == self._inside:
            self._closes[name] = at
            self._inside = ""
        elif depth == 2 and self._inside == "cellXfs":
            tag = start_tag(self._content, self._styles[-1])
            self._ends.append(end_of(self._content, tag, at))
