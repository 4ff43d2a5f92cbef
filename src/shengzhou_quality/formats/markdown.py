"""Render a page as markdown for a pull request, a wiki, the summary of a CI job, an annex."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.markdown_text import escape, in_tag, item, table
from shengzhou_quality.formats.screen import visible
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Chart,
    Commands,
    Counts,
    Details,
    Fact,
    Facts,
    Findings,
    KeyFigures,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    ToComplete,
    Tone,
)
from shengzhou_quality.words import Words


def render(page: Page, words: Words, _: Options) -> bytes:
    lines = [f"# {escape(page.heading)}", ""]
    if page.title:
        lines += [escape(page.title), ""]
    for sentence in page.lead:
        lines += [f"**{escape(sentence.text)}**", ""]
    for sentence in page.preface:
        lines += [escape(sentence.text), ""]
    for block in page.blocks:
        _set(lines, block, words, 2)
    if page.foot:
        lines += [*_apart(lines), "---", ""]
    for text in page.foot:
        lines += [escape(text), ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _set(lines: list[str], block: Block, words: Words, level: int) -> None:
    """Append a block to the lines; a list block continues a list before it."""
    _LAYOUTS[type(block)](lines, block, words, level)


def _sentence(lines: list[str], block: Sentence, _: Words, _level: int) -> None:
    marked = block.tone not in (Tone.PLAIN, Tone.QUIET)
    shown = f"**{escape(block.text)}**" if marked else item(block.text)
    lines += [*_apart(lines), shown, ""]


def _sentences(lines: list[str], block: Sentences, _: Words, _level: int) -> None:
    lines += [f"- {item(text)}" for text in block.texts]


def _counts(lines: list[str], block: Counts, _: Words, _level: int) -> None:
    lines += [f"- {item(''.join(clauses))}" for clauses in block.rows]


def _section(lines: list[str], block: Section, words: Words, level: int) -> None:
    lines += [*_apart(lines), *_heading(block.heading, level)]
    for part in block.blocks:
        _set(lines, part, words, level + 1)


def _details(lines: list[str], block: Details, words: Words, level: int) -> None:
    """Write the tags that GitHub and GitLab fold; an empty line lets markdown begin again."""
    lines += [*_apart(lines), "<details>", f"<summary>{in_tag(block.summary)}</summary>", ""]
    for part in block.blocks:
        _set(lines, part, words, level + 1)
    lines += [*_apart(lines), "</details>", ""]


def _findings(lines: list[str], block: Findings, _: Words, level: int) -> None:
    rows = ([one.place, one.code, one.message, one.hint] for one in block.findings)
    lines += [*_apart(lines), *_heading(block.heading, level), *table(block.columns, rows)]


def _commands(lines: list[str], block: Commands, _: Words, level: int) -> None:
    lines += [*_apart(lines), *_heading(block.heading, level)]
    lines += [f"    {visible(line)}" for line in block.lines]


def _tree(lines: list[str], block: Outline, words: Words, _level: int) -> None:
    lines += [*_apart(lines), *(_node(node, words) for node in block.nodes)]


def _node(node: OutlineRow, words: Words) -> str:
    target = f" · {node.target}" if node.target else ""
    line = item(f"{node.id} {node.text}{target}".lstrip())
    if node.status:
        line = words("chain.labelled", label=line, text=f"**{escape(node.status)}**")
    if node.details:
        line += words("brackets", text=escape(words("list.separator").join(node.details)))
    return f"{'  ' * node.depth}- {line}"


def _apart(lines: Sequence[str]) -> list[str]:
    """Append the empty line that ends a list or a paragraph."""
    return [""] if lines[-1] else []


def _heading(text: str, level: int) -> list[str]:
    return [f"{'#' * level} {escape(text)}", ""] if text else []


def _facts(lines: list[str], block: Facts, words: Words, level: int) -> None:
    """Write a list of labels; text without a label goes below the label before it."""
    lines += [*_apart(lines), *_heading(block.heading, level)]
    below = False
    for fact in block.facts:
        text = _labelled(fact, words) if fact.label else fact.text
        lines.append(f"{'  ' if below and not fact.label else ''}- {item(text)}")
        below = below or bool(fact.label)


def _labelled(fact: Fact, words: Words) -> str:
    if fact.is_sum:
        return f"{fact.label} {fact.text}"
    return words("chain.labelled", label=fact.label, text=fact.text)


def _table(lines: list[str], block: Table, words: Words, level: int) -> None:
    """Write a table for each group, below its heading."""
    headings = [column.heading for column in block.columns]
    right = [place for place, one in enumerate(block.columns) if one.align is Align.RIGHT]
    lines += _apart(lines)
    if block.caption:
        lines += [escape(block.caption), ""]
    for group in block.groups:
        lines += _heading(group.heading, level)
        lines += [escape(group.note), ""] if group.note else []
        cells = [[_cell(each, block.none, words) for each in row] for row in group.rows]
        lines += table(headings, _merged(cells, block.columns), right)


def _merged(
    cells: Sequence[Sequence[str]], columns: Sequence[TableColumn]
) -> Iterator[Sequence[str]]:
    """Leave a cell of a merged column empty where the one above it says the same."""
    above: Sequence[str] = [""] * len(columns)
    for row in cells:
        pairs = zip(row, above, columns, strict=True)
        yield ["" if column.merged and cell == over else cell for cell, over, column in pairs]
        above = row


def _cell(cell: TableCell, none: str, words: Words) -> str:
    shown = cell.text + cell.mark or none
    return words("clause.separator").join(filter(None, (shown, cell.note)))


def _left_out(
    _: list[str], _block: KeyFigures | Chart | ToComplete, _words: Words, _level: int
) -> None:
    """Leave out what a table says too, and what only a person can write on."""


_LAYOUTS: dict[type[Block], Callable[[list[str], Any, Words, int], None]] = {
    Sentence: _sentence,
    Sentences: _sentences,
    Section: _section,
    Details: _details,
    Counts: _counts,
    Facts: _facts,
    Findings: _findings,
    Table: _table,
    Outline: _tree,
    Commands: _commands,
    KeyFigures: _left_out,
    Chart: _left_out,
    ToComplete: _left_out,
}
"""The function that appends each kind of block, with its heading at a level."""
