"""Decode a web page or a text: by its byte order mark, by what it declares, else as any text."""

from __future__ import annotations

import re

from shengzhou_quality.diagnostics import Place, refusal
from shengzhou_quality.reading.readers.text import decode_beginning

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE
)
_BEGINNING = 8192
_AS_GB18030 = frozenset(("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030"))
_KNOWN = _AS_GB18030 | {
    "utf-8", "utf8", "big5", "big5-hkscs", "shift_jis", "sjis", "x-sjis", "euc-jp", "euc-kr",
    "windows-1251", "koi8-r", "windows-1252", "iso-8859-1", "iso-8859-5",
}  # fmt: skip


def decode(content: bytes, file: str, declared: str | None = None) -> str:
    """The whole text. Raises `InputError` if no encoding fits, or it holds NUL characters."""
    if not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        found = _DECLARED.search(content[:_BEGINNING])
        name = (declared or (found[1].decode("ascii", "ignore") if found else "")).lower()
        if name in _KNOWN and b"\x00" not in content:
            try:
                return content.decode("gb18030" if name in _AS_GB18030 else _python_name(name))
            except UnicodeDecodeError:
                pass  # declared wrongly, as pages that were saved again are
        mended = _mended(content)
        if mended is not None:
            return mended
    decoded = decode_beginning(content, len(content))
    if decoded.fault:
        raise refusal(decoded.fault, Place(file))
    return decoded.text


def _mended(content: bytes) -> str | None:
    """UTF-8 of which a copy lost a few bytes: each becomes U+FFFD, which is told of its cell.

    Text in another encoding breaks at nearly every character, so it is never read so.
    """
    if b"\x00" in content or content.isascii():
        return None
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    wide = len(content) - len(text)  # at least one byte more for each character beyond ASCII
    return text if broken * 50 <= wide else None


def _python_name(name: str) -> str:
    return {"x-sjis": "shift_jis", "sjis": "shift_jis", "iso-8859-1": "windows-1252"}.get(
        name, name
    )


def page_of_archive(content: bytes) -> str | None:
    """The first web page of a page saved as one file (.mht), or `None`."""
    from email import message_from_bytes

    parts = message_from_bytes(content).walk()
    for part in parts:
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return decode(body, "", part.get_content_charset())
    return None
