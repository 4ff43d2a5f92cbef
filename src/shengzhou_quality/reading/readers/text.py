"""Find the encoding of a text: a byte order mark, else UTF-8, else GB18030; never by statistics."""

from __future__ import annotations

import codecs
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
