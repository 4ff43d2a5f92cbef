"""A page as markdown: for a pull request, a wiki, the summary of a CI job, an annex."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.markdown_text import escape, item, table
from shengzhou_quality.pages.model import (
    Block,
    Entries,
    Facts,
    Findings,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    Tone,
)
from shengzhou_quality.words import Words

_UNMARKED = (Tone.PLAIN, Tone.QUIET)


def render(page: Page, words: Words, _: Options) -> bytes:
    lines = [f"# {escape(page.heading)}", ""]
    if page.title:
        lines += [escape(page.title), ""]
    for sentence in page.lead:
        lines += [f"**{escape(sentence.text)}**", ""]
    for block in page.blocks:
        _set(lines, block, words, 2)
    if page.foot:
        lines += [*_apart(lines), "---", ""]
    for text in page.foot:
        lines += [escape(text), ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _set(lines: list[str], block: Block, words: Words, level: int) -> None:
    """A block below the lines so far; what makes a list goes on with a list before it."""
    match block:
        case Sentence():
            text = item(block.text)
            shown = text if block.tone in _UNMARKED else f"**{escape(block.text)}**"
            lines += [*_apart(lines), shown, ""]
        case Sentences():
            lines += [f"- {item(text)}" for text in block.texts]
        case Section():
            lines += [*_apart(lines), *_heading(block.heading, level)]
            for part in block.blocks:
                _set(lines, part, words, level + 1)
        case Facts():
            lines += [*_apart(lines), *_heading(block.heading, level), *_facts(block, words)]
        case Findings():
            rows = ([one.place, one.code, one.message, one.hint] for one in block.findings)
            lines += [*_apart(lines), *_heading(block.heading, level)]
            lines += table(block.columns, rows)
        case Entries():
            for group in block.groups:
                lines += [*_apart(lines), escape(group.heading), ""] if group.heading else []
                lines += [f"- {item(f'{one.label} {one.text}')}" for one in group.entries]
        case Table():
            _table(lines, block, words, level)


def _apart(lines: Sequence[str]) -> list[str]:
    """The empty line that ends a list or a paragraph."""
    return [""] if lines[-1] else []


def _heading(text: str, level: int) -> list[str]:
    return [f"{'#' * level} {escape(text)}", ""] if text else []


def _facts(block: Facts, words: Words) -> Iterable[str]:
    """A list of labels; what has none goes below the label it belongs to."""
    below = False
    for fact in block.facts:
        text = fact.text
        if fact.label and block.punctuated:
            text = f"{fact.label}{text}"
        elif fact.label and fact.is_sum:
            text = f"{fact.label} {text}"
        elif fact.label:
            text = words("chain.labelled", label=fact.label, text=text)
        yield f"{'  ' if below and not fact.label else ''}- {item(text)}"
        below = below or bool(fact.label)


def _table(lines: list[str], block: Table, words: Words, level: int) -> None:
    """A table for each group, below its heading."""
    headings = [column.heading for column in block.columns]
    lines += _apart(lines)
    if block.caption:
        lines += [escape(block.caption), ""]
    for group in block.groups:
        lines += _heading(group.heading, level)
        lines += [escape(group.note), ""] if group.note else []
        lines += table(
            headings, ([_cell(cell, block, words) for cell in row] for row in group.rows)
        )


def _cell(cell: TableCell, block: Table, words: Words) -> str:
    shown = cell.text + cell.mark or block.none
    return words("clause.separator").join(filter(None, (shown, cell.note)))
