"""Write text from a document as YAML: scalars that are read back as they are, and comments.

A text is left plain only where no YAML tool reads it as anything else; else it stands in double
quotes with escapes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_COMMENT: Final = 400
"""A remark from a document is quoted up to this many characters."""

_UNREADABLE = "\ufffd"
_REFUSED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no plan file may hold, not even escaped: control characters and halves of characters."""
_PLAIN = re.compile(
    r"[A-Za-z\u4e00-\u9fff（《][-A-Za-z0-9\u4e00-\u9fff（）《》·—./%]*"
    r"(?: [A-Za-z0-9\u4e00-\u9fff（《][-A-Za-z0-9\u4e00-\u9fff（）《》·—./%]*)*"
)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
_WORDS_OF_YAML: Final = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
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
    """The text as one comment; nothing in it begins another comment or another line."""
    printable = "".join(sign if sign.isprintable() else " " for sign in clean(text))
    words = " ".join(printable.split()).replace("#", "＃")
    cut = words if len(words) <= LONGEST_COMMENT else words[: LONGEST_COMMENT - 1] + "…"
    return f"# {cut}".rstrip()


def width(text: str) -> int:
    """The columns that an editor needs for it: a Han character takes two."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
