"""Find how a text is written: its encoding, and the sign that separates its columns.

A byte order mark gives the encoding, else it is UTF-8, else GB18030; statistics are not used.
The separator is the sign that gives the most lines equal columns.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from typing import NamedTuple

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHUNK = 1 << 16


class Decoded(NamedTuple):
    """The beginning of a text; `fault` says why the content cannot be read as text."""

    text: str
    encoding: str
    fault: str | None = None


def decode_beginning(content: bytes, length: int = 1 << 17) -> Decoded:
    """Find the encoding that fits the whole content, and decode its beginning."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        if b"\x00" in content and encoding != "utf-16":
            return Decoded("", encoding, "unknown-format")
        fault = _fault(content, encoding)
        if fault is None:
            decoder = codecs.getincrementaldecoder(encoding)()
            return Decoded(decoder.decode(content[:length]), encoding)
        if fault == "unknown-format":
            return Decoded("", encoding, fault)
    return Decoded("", "", "unknown-encoding")


def _fault(content: bytes, encoding: str) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), _CHUNK):
            if "\x00" in decoder.decode(content[start : start + _CHUNK]):
                return "unknown-format"
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "unknown-encoding"
    return None


SEPARATORS = (",", "\t", ";")
_SAMPLE = 200
_STATED = re.compile(r"sep=(?P<sign>[,;\t])\r?\n", re.IGNORECASE)


def stated_separator(text: str) -> str | None:
    """The separator in a first line `sep=;`, which Excel writes and reads."""
    match = _STATED.match(text)
    return match["sign"] if match else None


def find_separator(text: str) -> str | None:
    """The separator of the table that begins with `text`; `None` if there is no table."""
    stated = stated_separator(text)
    if stated is not None:
        return stated
    lines = text.splitlines(keepends=True)
    if len(lines) > _SAMPLE:
        lines = lines[:_SAMPLE]
    scores = {sign: _score(lines, sign) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: scores[sign])
    return best if scores[best] > (0, 0) else None


def _score(lines: list[str], sign: str) -> tuple[int, int]:
    """How many lines have the most common number of columns (at least two), and that number."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(lines, delimiter=sign):
            widths[len(record)] += 1
    except csv.Error:
        pass  # Score what was read so far; the reader reports the line at fault.
    del widths[0], widths[1]
    return max(((number, width) for width, number in widths.items()), default=(0, 0))
