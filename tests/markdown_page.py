"""A markdown report as its reader sees it: headings, sentences and tables, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_TAGS = re.compile(r"\s*(?:<details>\s*<summary>([^<>]*)</summary>|</details>)\s*")


@dataclass
class Part:
    """What stands below one heading; `tables` have a row of headings and rows of cells."""

    level: int
    heading: str
    sentences: list[str] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    folded: list[bool] = field(default_factory=list)
    """Whether each of the tables stands in <details>."""

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of its only table, by the heads of the columns."""
        (table,) = self.tables
        return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def parts(text: str) -> list[Part]:
    """Every heading with what stands below it, before the next one."""
    found: list[Part] = []
    inside, depth = "", 0
    for token in _PARSER.parse(text):
        name, _, end = token.type.rpartition("_")
        if token.type == "html_block":
            summary = _summary(token.content)
            depth += -1 if summary is None else 1
            assert depth in (0, 1)
            found[-1].summaries += [] if summary is None else [summary]
        elif token.type == "inline":
            shown = "".join(child.content for child in token.children or ())
            _put(found[-1], inside, shown)
        elif name in ("heading", "table"):
            inside = name if end == "open" else ""
            if token.type == "heading_open":
                found.append(Part(int(token.tag[1]), ""))
            elif token.type == "table_open":
                found[-1].tables.append([])
                found[-1].folded.append(depth == 1)
        elif token.type == "tr_open":
            found[-1].tables[-1].append([])
    assert depth == 0, "<details> is not closed"
    return found


def _summary(tags: str) -> str | None:
    """The summary of a fold that opens; nothing where one closes."""
    match = _TAGS.fullmatch(tags)
    assert match, f"a tag that is not ours: {tags}"
    return match[1]


def _put(part: Part, inside: str, text: str) -> None:
    if inside == "heading":
        part.heading = text
    elif inside == "table":
        part.tables[-1][-1].append(text)
    else:
        part.sentences.append(text)


def without_folds(text: str) -> str:
    """The text without the lines that fold a part: the only tags that are ours."""
    return re.sub(r"(?m)^(?:</?details>|<summary>[^<>]*</summary>)\n", "", text)


def below(found: list[Part], heading: str) -> list[Part]:
    """The part with this heading, then those below it."""
    start = next(number for number, part in enumerate(found) if part.heading.startswith(heading))
    rest = found[start + 1 :]
    ends = [n for n, part in enumerate(rest) if part.level <= found[start].level]
    return [found[start], *rest[: ends[0] if ends else None]]


def numbers(text: str) -> Iterator[str]:
    """The figures in a text."""
    yield from re.findall(r"(?<![0-9.])-?[0-9]+(?:\.[0-9]+)?", text)
