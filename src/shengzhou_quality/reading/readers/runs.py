"""Join the runs of text in one cell; find footnote marks and struck-out text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_MARK = r"[0-9a-zA-Z注,，、;；.*＊﹡※†‡#()（）\[\]【】〔〕\s~～–—-]+|[*①-⓿]+|注[①-⓿]+"
"""The text of a raised or lowered run that is a footnote mark; never a unit or a word."""
_IN_NUMBER = re.compile(r"^\s*$|[0-9.]$")
"""Text before a run that lies between digits, or before the first digit."""
_WORD_END = re.compile(r"[A-Za-z]$")
"""After a letter a raised run belongs to the word: PM2.5, CO2, km2."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Run(NamedTuple):
    """`raised` is 1 for superscript, -1 for subscript; `struck` is `None` if the cell decides."""

    text: str
    raised: int = 0
    struck: bool | None = None


class Text(NamedTuple):
    """A text without its footnote marks, and its fault if it has one.

    `shown` is the text with its marks, if it has any. `struck` says for each run whether it is
    struck out; `None` means that the style of the cell decides.
    """

    text: str
    fault: str | None = None
    shown: str | None = None
    struck: frozenset[bool | None] = frozenset()

    @property
    def is_struck(self) -> bool:
        """Whether any run is struck out on its own."""
        return True in self.struck

    def fault_under(self, *, struck: bool) -> str | None:
        """Its fault in a cell whose style does (`struck`) or does not strike out the text."""
        is_struck = self.is_struck or (struck and (None in self.struck or not self.struck))
        return "struck-out" if self.fault is None and is_struck else self.fault


_ONE: dict[bool | None, frozenset[bool | None]] = {
    struck: frozenset((struck,)) for struck in (True, False, None)
}


def plain_text(text: str) -> Text:
    """A text of one run, or of none, without a format of its own."""
    return Text(text, struck=_ONE[None] if text else frozenset())


class RunsSoFar:
    """Collects the runs of one text from a parser, up to `most` characters."""

    __slots__ = ("_most", "_room", "_runs")

    def __init__(self, most: int) -> None:
        self._most = most
        self._room = most + 1
        self._runs: list[tuple[list[str], int, bool | None]] = []

    def add(self, data: str, raised: int = 0, *, struck: bool | None = None) -> None:
        if self._room <= 0 or not data:
            return
        if len(data) > self._room:
            data = data[: self._room]
        self._room -= len(data)
        if self._runs:
            pieces, above, line = self._runs[-1]
            if above == raised and line is struck:
                pieces.append(data)
                return
        self._runs.append(([data], raised, struck))

    def __bool__(self) -> bool:
        return bool(self._runs)

    def __str__(self) -> str:
        return "".join("".join(pieces) for pieces, _, _ in self._runs)

    def text(self) -> Text:
        if self._room <= 0:
            return Text(str(self)[: self._most], "text-too-long")
        if len(self._runs) == 1:
            return Text(str(self), struck=_ONE[self._runs[0][2]])
        return read_runs(
            Run("".join(pieces), raised, struck) for pieces, raised, struck in self._runs
        )


def read_runs(runs: Iterable[Run]) -> Text:
    """Join runs into one text; raised and lowered marks after other text are left out of it."""
    runs = [run for run in runs if run.text]
    struck = frozenset(run.struck for run in runs if not run.text.isspace())
    raised = {run.raised for run in runs if not run.text.isspace()}
    if len(raised) < 2:
        return Text("".join(run.text for run in runs), struck=struck)
    text, shown, marks = "", "", False
    for at, run in enumerate(runs):
        translated = run.text.translate({1: _RAISED, -1: _LOWERED}.get(run.raised, {}))
        behind = "".join(later.text for later in runs[at + 1 :])
        if not run.raised or _WORD_END.search(text) or not re.fullmatch(_MARK, run.text):
            text += run.text
            shown += run.text if _WORD_END.search(text) else translated
        elif _IN_NUMBER.search(text) and re.match(r"[0-9./⁄]", behind):
            text, shown = text + translated, shown + translated  # what it marks is unknown
        else:
            shown, marks = shown + translated, True
    return Text(text, shown=shown if marks else None, struck=struck)
