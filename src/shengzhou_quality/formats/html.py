"""Render a page as one HTML file that asks for nothing: every text, figure and chart is in it.

Without script the page is whole: rows open by themselves, and only the filters are missing.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256
from importlib.resources import files
from itertools import count
from typing import Any

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.html_chart import figure
from shengzhou_quality.formats.html_nodes import Content, Node, node, verbatim
from shengzhou_quality.formats.html_tables import Writer, table
from shengzhou_quality.pages.model import (
    Block,
    Chart,
    Commands,
    Counts,
    Details,
    Facts,
    Findings,
    KeyFigures,
    Labels,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    ToComplete,
    Tone,
)
from shengzhou_quality.words import Words

_LOWEST = 6
"""HTML has six levels of headings."""
_MANY = 3
"""A page of more sections has a list of them at its beginning."""


def render(page: Page, words: Words, _: Options) -> bytes:
    style, script = _file("html.css"), _file("html.js")
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    head = node(
        "head",
        node("meta", charset="utf-8"),
        node("meta", http_equiv="Content-Security-Policy", content=policy),
        node("meta", name="viewport", content="width=device-width, initial-scale=1"),
        node("meta", name="color-scheme", content="light dark"),
        node("title", page.heading),
        verbatim("style", style),
    )
    body = node("body", _body(page, words), verbatim("script", script))
    document = node("html", head, body, lang=words.language)
    return f"<!DOCTYPE html>\n{document}\n".encode()


def _file(name: str) -> str:
    return files("shengzhou_quality.formats").joinpath(name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _body(page: Page, words: Words) -> Node:
    writer = _Blocks(words)
    letter, (text, annexes) = page.letter, page.parts
    blocks = writer.all(text, 2)
    lead = [node("p", one.text) for one in page.lead]
    below = (*letter.enclosed, *letter.signed) if letter else ()
    blocks += [*(node("p", line) for line in below), *writer.all(annexes, 2)]
    foot = [node("p", sentence) for sentence in page.foot]
    return node(
        "main",
        node("h1", page.heading),
        node("p", page.title, class_="quiet") if page.title else None,
        node("div", lead, class_=f"lead {page.lead[0].tone}") if lead else None,
        [node("p", one.text) for one in page.preface],
        writer.contents(),
        node("p", letter.to) if letter else None,
        blocks,
        node("footer", foot) if foot else None,
    )


class _Blocks(Writer):
    """Write the blocks of one page; each thing that another names has a name of its own."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._numbers = count(1)
        self._sections: list[tuple[str, str]] = []

    def name(self) -> str:
        return f"n{next(self._numbers)}"

    def all(self, blocks: Sequence[Block], level: int) -> list[Node]:
        return [made for one in blocks if (made := self.block(one, level))]

    def block(self, block: Block, level: int) -> Node:
        return _LAYOUTS[type(block)](self, block, level)

    def contents(self) -> Content:
        if len(self._sections) <= _MANY:
            return None
        links = [
            node("li", node("a", heading, href=f"#{name}")) for name, heading in self._sections
        ]
        return node("nav", node("ul", links), aria_label=self.words("html.contents"))

    def section(self, block: Section, level: int) -> Node:
        name = self.name()
        if level == 2:
            self._sections.append((name, block.heading))
        return node(
            "section",
            _heading(block.heading, level, block.tone),
            self.all(block.blocks, level + 1),
            id=name,
        )

    def details(self, block: Details, level: int) -> Node:
        if block.in_rows:
            return Node("")
        return node(
            "details",
            node("summary", block.summary),
            self.all(block.blocks, level),
            class_="block",
        )

    def facts(self, block: Facts, level: int) -> Node:
        """Labels with their texts; a text without a label belongs to the label before it."""
        rows: list[Node] = []
        for one in block.facts:
            if one.label:
                rows.append(node("dt", one.label.rstrip()))
            rows.append(node("dd", one.text, class_="sum" if one.is_sum else None))
        name = "commands" if block.labels is Labels.COMMANDS else None
        return _with_heading(block.heading, level, node("dl", rows, class_=name))

    def findings(self, block: Findings, level: int) -> Node:
        """A table: its cells are the fields of each finding."""
        columns = [
            TableColumn(one, takes_room=place > 1) for place, one in enumerate(block.columns)
        ]
        rows = [
            [
                TableCell(one.place),
                TableCell(one.code, one.tone),
                TableCell(one.message),
                TableCell(one.hint),
            ]
            for one in block.findings
        ]
        return _with_heading(
            block.heading, level, self.table(Table(columns, [TableGroup(rows)]), level)
        )

    def table(self, block: Table, level: int) -> Node:
        return table(block, self, level)

    def chart(self, block: Chart, _: int) -> Node:
        return figure(block, self.name())

    def outline(self, block: Outline, _: int) -> Node:
        return node("ul", [self._outline_row(one) for one in block.nodes], class_="tree")

    def _outline_row(self, row: OutlineRow) -> Node:
        details = self.words("list.separator").join(row.details)
        return node(
            "li",
            node("b", row.id, " ") if row.id else None,
            row.text,
            f" · {row.target}" if row.target else None,
            [" ", node("span", row.status, class_=f"tone {row.tone}")] if row.status else None,
            self.words("brackets", text=details) if details else None,
            class_=f"depth{min(row.depth, _LOWEST)}",
        )


def _heading(text: str, level: int, tone: Tone = Tone.STRONG) -> Content:
    return node(f"h{min(level, _LOWEST)}", text, class_=tone.value) if text else None


def _with_heading(text: str, level: int, content: Node) -> Node:
    return node("div", _heading(text, level), content) if text else content


def _sentence(_: _Blocks, block: Sentence, _level: int) -> Node:
    return node("p", block.text, class_=block.tone.value)


def _sentences(_: _Blocks, block: Sentences, _level: int) -> Node:
    items = node("ul", [node("li", text) for text in block.texts], class_=block.tone.value)
    return node("div", node("p", block.label), items) if block.label else items


def _counts(_: _Blocks, block: Counts, _level: int) -> Node:
    return node("ul", [node("li", "".join(clauses)) for clauses in block.rows])


def _commands(_: _Blocks, block: Commands, level: int) -> Node:
    lines = [node("li", node("code", line)) for line in block.lines]
    return _with_heading(block.heading, level, node("ul", lines, class_="tree"))


def _key_figures(_: _Blocks, block: KeyFigures, _level: int) -> Node:
    items = [
        node("li", node("b", one.number), " ", one.label, class_=one.tone.value)
        for one in block.figures
    ]
    return node("ul", items, class_="figures")


def _to_complete(_: _Blocks, _block: ToComplete, _level: int) -> Node:
    """A page is read, not written on: the table has the facts."""
    return Node("")


_LAYOUTS: dict[type[Block], Callable[[_Blocks, Any, int], Node]] = {
    Sentence: _sentence,
    Sentences: _sentences,
    Section: _Blocks.section,
    Details: _Blocks.details,
    Facts: _Blocks.facts,
    Findings: _Blocks.findings,
    Table: _Blocks.table,
    Outline: _Blocks.outline,
    Commands: _commands,
    Counts: _counts,
    KeyFigures: _key_figures,
    Chart: _Blocks.chart,
    ToComplete: _to_complete,
}
"""What writes each kind of block, with its heading at a level."""
