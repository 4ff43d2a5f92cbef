"""Write text from a document as YAML: scalars that are read back as they are, and comments.

A text is left plain only where no YAML tool reads it as anything else; else it stands in double
quotes with escapes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from shengzhou_quality.plan.marks import MARK

LONGEST_COMMENT: Final = 1200
"""A remark from a document is quoted up to this many characters."""

_UNREADABLE = "\ufffd"
_REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no plan file may hold, not even escaped: control characters and halves of characters."""
_BEGINS: Final = "A-Za-z\u4e00-\u9fff（《〔‰℃"
_SAFE: Final = "-A-Za-z0-9_\u4e00-\u9fff（）()《》“”〔〕、，；·—./%‰℃"
_PLAIN = re.compile(
    rf"(?:[{_BEGINS}]|[0-9]+(?=[\u4e00-\u9fff]))[{_SAFE}]*(?: [{_BEGINS}0-9][{_SAFE}]*)*"
)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_WORDS_OF_YAML: Final = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
_GOES_ON: Final = "#   "
_NOT_FIRST: Final = " ，。；：、！？）》”’〕】…,.;:)]%"
_NOT_LAST: Final = "（《“‘〔【([#"
_LEAST: Final = 8
"""A line is not broken before so many characters."""
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def clean(text: str) -> str:
    """The text without what would make a plan file unreadable; each such sign stays visible."""
    return _REFUSED.sub(_UNREADABLE, text)


def scalar(text: str, *, as_number: bool = False) -> str:
    """The text as a scalar; a number is left plain only where the key holds figures."""
    text = clean(text)
    if as_number and _NUMBER.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_YAML:
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign == " " or sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def comment(text: str) -> str:
    """The text as one comment; nothing in it begins another mark or another line."""
    printable = "".join(sign if sign.isprintable() else " " for sign in clean(text))
    before, mark, after = " ".join(printable.split()).rpartition(MARK)
    words = before.replace("#", "＃") + mark + after
    cut = words if len(words) <= LONGEST_COMMENT else words[: LONGEST_COMMENT - 1] + "…"
    return f"# {cut}".rstrip()


def comment_lines(text: str, room: int) -> list[str]:
    """The comment in lines of so many columns. Those that go on are set in, to be joined again."""
    rest = comment(text)
    if rest.rstrip("。）) ").endswith(MARK):  # a piece that ends with the mark would be another
        return [rest]
    lines = []
    begun = ""
    while width(begun + rest) > room:
        at = _fold(rest, room - width(begun))
        lines.append(begun + rest[:at].rstrip())
        rest, begun = rest[at:].lstrip(), _GOES_ON
        if not rest:
            return lines
    return [*lines, begun + rest]


def _fold(text: str, room: int) -> int:
    """Where to break: behind a space or a Han sign, and neither before a stop nor at a mark.

    What cannot be broken, such as an address, makes a longer line.
    """
    fits = len(text)
    while width(text[:fits]) > room:
        fits -= 1
    nearer, further = range(fits, _LEAST, -1), range(fits + 1, len(text))
    return next((at for at in (*nearer, *further) if _breaks_at(text, at)), len(text))


def _breaks_at(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if text[:at].rstrip().endswith(MARK) or text[at:].startswith(MARK):
        return False
    return before == " " or not (before.isascii() and after.isascii())


def width(text: str) -> int:
    """The columns that an editor needs for it: a Han character takes two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
