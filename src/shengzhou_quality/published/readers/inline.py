"""Read the markup inside one cell or line of Markdown: emphasis, links, footnotes, line breaks."""

from __future__ import annotations

import re
from html import unescape

from shengzhou_quality.published.readers.marks import read_marked
from shengzhou_quality.reading.readers.runs import Run, Text

_MARKUP = re.compile(
    r"(?P<escaped>\\[\\`*_{}\[\]()#+\-.!|<>~^=%&])"
    r"|(?P<break><br\s*/?>)"
    r"|<(?P<close>/?)(?P<tag>sup|sub|s|del|strike|b|i|em|strong|u|span|font|ins|a|o:p)\b[^<>]{0,300}>"
    r"|\[\^(?P<note>[^\]\s]{1,20})\]"
    r"|!\[[^\[\]\n]{0,200}\]\([^()\s]{0,500}\)"
    r"|\[(?P<link>[^\[\]\n]{1,500})\]\([^()\s]{0,500}\)"
    r"|(?P<pair>~~|(?:\*\*|__)(?=\S)|(?<=\S)(?:\*\*|__))"
    r"|(?<!\S)\*(?P<emphasis>[^\s*](?:[^*\n]{0,300}[^\s*])?)\*(?!\S)"
    r"|`(?P<code>[^`\n]{1,300})`",
    re.IGNORECASE,
)
_STRUCK_TAGS = ("s", "del", "strike")


def read_inline(written: str) -> Text:
    """The text of a cell without its markup; a footnote mark is only in `shown`."""
    if not any(sign in written for sign in "*_~[<\\`&"):
        return read_marked([Run(written)])
    return _Markup(written).read()


class _Markup:
    """The state of one text while its markup is read."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._runs: list[Run] = []
        self._raised = 0
        self._struck = False
        # A sign without a partner is text.
        self._paired = {sign: written.count(sign) // 2 * 2 for sign in ("**", "__", "~~")}

    def read(self) -> Text:
        at = 0
        for found in _MARKUP.finditer(self._written):
            self._put(unescape(self._written[at : found.start()]))
            at = found.end()
            if found["tag"]:
                self._take_tag(found["tag"].lower(), opens=not found["close"])
            elif found["pair"]:
                self._take_pair(found["pair"])
            elif found["note"]:
                self._runs.append(Run(found["note"], 1, self._struck or None))
            else:
                self._put(_plain_text(found))
        self._put(unescape(self._written[at:]))
        return read_marked(self._runs)

    def _put(self, text: str) -> None:
        self._runs.append(Run(text, self._raised, self._struck or None))

    def _take_tag(self, tag: str, *, opens: bool) -> None:
        if tag in ("sup", "sub"):
            self._raised = (1 if tag == "sup" else -1) if opens else 0
        elif tag in _STRUCK_TAGS:
            self._struck = opens

    def _take_pair(self, sign: str) -> None:
        if not self._paired[sign]:
            self._put(sign)
            return
        self._paired[sign] -= 1
        if sign == "~~":
            self._struck = not self._struck


def _plain_text(found: re.Match[str]) -> str:
    if found["break"]:
        return "\n"
    if found["escaped"]:
        return found["escaped"][1:]
    return found["link"] or found["emphasis"] or found["code"] or ""
