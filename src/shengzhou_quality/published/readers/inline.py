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
    r"|(?P<strike>~~)"
    r"|(?P<strong>\*\*|__)(?=\S)"
    r"|(?P<strong_end>(?<=\S)(?:\*\*|__))"
    r"|(?<!\S)\*(?P<emphasis>[^\s*](?:[^*\n]{0,300}[^\s*])?)\*(?!\S)"
    r"|`(?P<code>[^`\n]{1,300})`",
    re.IGNORECASE,
)
_STRUCK_TAGS = ("s", "del", "strike")


def read_inline(written: str) -> Text:
    """The text of a cell without its markup; a footnote mark is only in `shown`."""
    if not any(sign in written for sign in "*_~[<\\`&"):
        return read_marked([Run(written)])
    runs: list[Run] = []
    raised, struck, at = 0, False, 0
    strikes = written.count("~~") // 2 * 2
    strong = {sign: written.count(sign) // 2 * 2 for sign in ("**", "__")}

    def put(text: str, above: int | None = None) -> None:
        runs.append(Run(text, raised if above is None else above, struck or None))

    for found in _MARKUP.finditer(written):
        put(unescape(written[at : found.start()]))
        at = found.end()
        sign = found["strong"] or found["strong_end"]
        if found["escaped"]:
            put(found["escaped"][1:])
        elif found["break"]:
            put("\n")
        elif found["tag"]:
            opens, tag = not found["close"], found["tag"].lower()
            if tag in ("sup", "sub"):
                raised = (1 if tag == "sup" else -1) if opens else 0
            elif tag in _STRUCK_TAGS:
                struck = opens
        elif found["note"]:
            put(found["note"], 1)
        elif found["link"]:
            put(found["link"])
        elif found["strike"]:
            if strikes:
                strikes -= 1
                struck = not struck
            else:
                put("~~")
        elif sign:
            if strong[sign]:
                strong[sign] -= 1
            else:
                put(sign)
        elif found["emphasis"]:
            put(found["emphasis"])
        elif found["code"]:
            put(found["code"])
    put(unescape(written[at:]))
    return read_marked(runs)
