"""Collect the text of one OpenDocument cell from its paragraphs and their runs."""

from __future__ import annotations

from shengzhou_quality.reading.readers.ods_styles import OdsStyles
from shengzhou_quality.reading.readers.runs import RunsSoFar, Text

_FAMILIES = {"p": "paragraph", "span": "text"}


class OdsText:
    """Follows the elements inside a cell; `depth` tells where a run ends."""

    def __init__(self, styles: OdsStyles, longest: int) -> None:
        self._styles = styles
        self._longest = longest
        self.begin()

    def begin(self) -> None:
        """Start a new cell."""
        self._runs = RunsSoFar(self._longest)
        self._styled: list[tuple[int, int, bool | None]] = []
        self.has_paragraphs = self.has_styles = False

    def start(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        space = self._space(tag, attributes)
        if space:
            self._runs.add(space)
        if not attributes:
            return
        name = attributes.get("text:style-name")
        if name is None or tag not in _FAMILIES:
            return
        raised, struck = self._styles.of_text(_FAMILIES[tag], name)
        if raised is None and struck is None:
            return
        above_raised, above_struck = self._current()
        self.has_styles = True
        self._styled.append(
            (
                depth,
                above_raised if raised is None else raised,
                above_struck if struck is None else struck,
            )
        )

    def _space(self, tag: str, attributes: dict[str, str]) -> str:
        if tag == "s":
            return " " * min(int(attributes.get("text:c", 1)), self._longest)
        if tag == "p":
            self.has_paragraphs = True
            return "\n" if self._runs else ""
        return {"tab": "\t", "line-break": "\n"}.get(tag, "")

    def take(self, data: str) -> None:
        if self._styled:
            raised, struck = self._current()
            self._runs.add(data, raised, struck=struck)
        else:
            self._runs.add(data)

    def end(self, depth: int) -> None:
        if self._styled and depth == self._styled[-1][0]:
            self._styled.pop()

    def _current(self) -> tuple[int, bool | None]:
        return self._styled[-1][1:] if self._styled else (0, None)

    def result(self) -> Text:
        return self._runs.text()

    def __str__(self) -> str:
        return str(self._runs)
