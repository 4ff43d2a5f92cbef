"""Make the lines of a page on a terminal: display width, wrapping, and optional colour.

A Chinese character is two columns wide. Colour is never the only carrier of a meaning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from shengzhou_quality.pages.model import Tone

_NO_LINE_START = set("、，。；：！？）》”’】」,.;:!?)]}%…")
_NO_LINE_END = set("(“‘（《「[{")
_OF_NUMBERS = set("×≥≤")
_TOGETHER = {"以上", "以下", "以内", "以外", "亿元", "万元"}
_PLAINER = {"—": "-", "–": "-", "≥": ">=", "≤": "<=", "×": "x", "÷": "/", "≈": "~", "…": "..."}
_PLAINER |= {mark: f"[{number}]" for number, mark in enumerate("①②③④⑤⑥⑦⑧⑨⑩", 1)}
_PLAINER |= dict.fromkeys("“”", '"') | dict.fromkeys("‘’", "'")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_LOOKS = {
    Tone.PLAIN: "",
    Tone.QUIET: "dim",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.WARNING: "yellow",
    Tone.ERROR: "bold red",
}
"""Rich's style for each tone."""

_COMMANDS = re.compile(r"::|##(?=\w*\[)")


def visible(text: str) -> str:
    r"""Text that cannot steer a terminal: a control or format character becomes `\x1b`.

    Nor can it command a CI job that reads its log: `::error::` and `##[error]` become
    `:\x3aerror:\x3a` and `#\x23[error]`.
    """
    return printable(_COMMANDS.sub(lambda found: f"{found[0][0]}\\x{ord(found[0][1]):x}", text))


def printable(text: str) -> str:
    """Write out the control and format characters of a text; change nothing else."""
    if text.isprintable():
        return text
    return "".join(
        character.encode("unicode_escape", "backslashreplace").decode("ascii")
        if is_unseen(character)
        else character
        for character in text
    )


def is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN


def encoded(text: str, encoding: str) -> bytes:
    r"""In the encoding of a stream; a sign that it lacks becomes a plainer one, else `\u2265`."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        pieces = []
        for character in text:
            try:
                pieces.append(character.encode(encoding))
            except UnicodeEncodeError:
                plainer = _PLAINER.get(character, character)
                pieces.append(plainer.encode(encoding, "backslashreplace"))
        return b"".join(pieces)


def display_width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))


def wrap(text: str, width: int) -> list[str]:
    """Wrap to at most `width` columns; words stay whole, no line begins with a full stop."""
    lines, line, used = [], "", 0
    for character in text:
        wide = _columns(character)
        if used + wide > width and line:
            kept = _break_before(line, character)
            lines.append(line[:kept].rstrip())
            line = line[kept:].lstrip()
            used = display_width(line)
            if not line and character == " ":
                continue
        line += character
        used += wide
    return [*lines, line]


def _break_before(line: str, following: str) -> int:
    """Return the last position at which `line` may be broken before `following`."""
    text = line + following
    for place in range(len(line), 1, -1):
        if display_width(line[:place]) < display_width(line) // 2:
            break
        before, after = text[place - 1], text[place]
        inside = (_in_word(before) and _in_word(after)) or _in_value(before, after)
        if not inside and after not in _NO_LINE_START and before not in _NO_LINE_END:
            return place
    return len(line)


def _in_word(character: str) -> bool:
    if character.isascii():
        return character != " "
    of_letters = character.isalpha() and _columns(character) == 1  # Cyrillic, Latin with accents
    return of_letters or character in _OF_NUMBERS


def _in_value(before: str, after: str) -> bool:
    """Whether a break would part a number from its unit, or a unit: 37.2亿元, 98%以上."""
    if before + after in _TOGETHER:
        return True
    return (before.isdecimal() or before == "%") and unicodedata.category(after) == "Lo"


@dataclass(slots=True)
class Screen:
    """Wrap (text, tone) spans to lines of at most `width` columns."""

    width: int
    lines: list[list[tuple[str, Tone]]] = field(default_factory=list)

    def line(self, *spans: tuple[str, Tone]) -> None:
        self.lines.append([(visible(text), tone) for text, tone in spans])

    def blank(self) -> None:
        self.lines.append([])

    def apart(self) -> None:
        """Append an empty line, unless there is one already."""
        if self.lines and self.lines[-1]:
            self.blank()

    def paragraph(self, text: str, tone: Tone = Tone.PLAIN, indent: int = 0) -> None:
        """Append wrapped text with every line indented."""
        for part in wrap(visible(text), self.width - indent):
            self.lines.append([(" " * indent + part, tone)])

    def hanging(self, text: str, indent: int, hang: int) -> None:
        """Append wrapped text, with all lines but the first indented further."""
        first, *more = wrap(visible(text), self.width - indent - hang)
        self.lines.append([(" " * indent + first, Tone.PLAIN)])
        self.lines += [[(" " * (indent + hang) + part, Tone.PLAIN)] for part in more]

    def labelled(
        self, label: str, text: str, indent: int, label_width: int, tone: Tone = Tone.PLAIN
    ) -> None:
        """Append wrapped text with a hanging indent after its label."""
        hang = indent + label_width
        parts = wrap(visible(text), self.width - hang)
        self.lines.append([(" " * indent + pad(label, label_width), Tone.QUIET), (parts[0], tone)])
        self.lines += [[(" " * hang + part, tone)] for part in parts[1:]]

    def plain(self) -> str:
        """Join the lines without colour, and without spaces at the ends."""
        return "".join("".join(text for text, _ in spans).rstrip() + "\n" for spans in self.lines)

    def coloured(self) -> str:
        """Join the lines with colour, by rich, which knows what terminals can show."""
        import io

        from rich.console import Console
        from rich.text import Text

        out = io.StringIO()
        console = Console(
            file=out, force_terminal=True, width=self.width, highlight=False, soft_wrap=True
        )
        for spans in self.lines:
            console.print(Text.assemble(*((text, _LOOKS[tone]) for text, tone in spans)))
        return out.getvalue()
