"""A page as text that a reviewer reads: what it says, however a format may lay it out.

Each block is a few lines, each row of a table is one, and each sign that nobody can see is
written out. A tone that stands for something to act on is named behind its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from shengzhou_quality.formats.screen import visible
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Closing,
    Counts,
    Details,
    Facts,
    Findings,
    KeyFigures,
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

_UNMARKED = (Tone.PLAIN, Tone.QUIET, Tone.STRONG)


def merged(screen: Page, document: Page) -> str:
    """Both pages of one thing: S begins a line of the screen alone, D one of the document."""
    seen, kept = list(lines(screen)), list(lines(document))
    found = []
    matcher = SequenceMatcher(None, seen, kept, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            found += [f"  {line}" for line in seen[start:end]]
        else:
            found += [f"S {line}" for line in seen[start:end]]
            found += [f"D {line}" for line in kept[first:last]]
    return "".join(f"{line.rstrip()}\n" for line in found)


def lines(page: Page) -> Iterator[str]:
    for name in ("title", "heading", "closes", "wide", "annexes"):
        if getattr(page, name):
            yield f"{name}: {visible(str(getattr(page, name)))}"
    yield from (f"preface: {_toned(one.text, one.tone)}" for one in page.preface)
    yield from (f"lead: {_toned(one.text, one.tone)}" for one in page.lead)
    for block in page.blocks:
        yield from _of_block(block)
    yield from (f"foot: {visible(text)}" for text in page.foot)
    if page.told:
        yield from (f"told: {_toned(one.text, one.tone)}" for one in page.told.sentences)
    if page.closing:
        yield from (f"closing: {line}" for line in _of_closing(page.closing))


def _of_closing(closing: Closing) -> Iterator[str]:
    yield f"{closing.banner.text} | {_toned(closing.banner.end, closing.banner.tone)}"
    for block in closing.blocks:
        yield from _of_block(block)
    if closing.table:
        yield from _of_table(closing.table)
    yield from (_toned(one.text, one.tone) for one in closing.foot)
    yield from (visible(one.text) for one in closing.files)
    yield from (visible(what + line) for what, line in closing.commands)
    yield f"in {closing.lines} lines"


def _of_block(block: Block) -> Iterator[str]:  # noqa: C901 - a branch for each
    if isinstance(block, Sentence):
        yield _toned(block.text, block.tone)
    elif isinstance(block, Sentences):
        yield from _headed(block.label)
        yield from (f"- {_toned(text, block.tone)}" for text in block.texts)
    elif isinstance(block, Facts):
        yield from _headed(block.heading)
        yield from (f"  {one.label} {visible(' ¦ '.join(one.pieces))}" for one in block.facts)
    elif isinstance(block, Findings):
        yield f"{block.heading}: {' | '.join(block.columns)}"
        for one in block.findings:
            yield f"  {visible(f'{one.place} | {one.code} | {one.message} | {one.hint}')}"
    elif isinstance(block, KeyFigures):
        yield " · ".join(_toned(f"{one.number} {one.label}", one.tone) for one in block.figures)
    elif isinstance(block, Counts):
        yield from (f"  {visible(' ¦ '.join(row))}" for row in block.rows)
    elif isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, ToComplete):
        yield f"? {visible(block.heading)}"
        yield from (f"  {one.label} {visible(one.text)}" for one in block.facts)
        yield from (f"  {label} {visible(block.hint)}" for label in block.open)
    elif isinstance(block, (Section, Details)):
        yield _opening(block)
        for inner in block.blocks:
            yield from (f"  {line}" for line in _of_block(inner))
    else:
        raise TypeError(f"no report has a {type(block).__name__} yet: say how it reads")


def _opening(block: Section | Details) -> str:
    if isinstance(block, Details):
        return f"> {visible(block.summary)}"
    annex = f" [{block.label} | {block.title}]" if block.label else ""
    return f"# {_toned(block.heading, block.tone)}{annex}"


def _headed(text: str, end: str = "") -> Iterator[str]:
    if text:
        yield f"{visible(text)}{end}"


def _of_table(table: Table) -> Iterator[str]:
    yield from _headed(table.caption)
    yield from _headed("(wide)" if table.wide else "")
    yield " | ".join(map(_column, table.columns))
    for group in table.groups:
        heading = " · ".join(filter(None, (group.heading, group.note)))
        yield from _headed(heading, ":")
        yield from (f"  {' | '.join(map(_cell, row))}" for row in group.rows)


def _column(column: TableColumn) -> str:
    """Its heading, and what a format is told of it."""
    told = [name for name in column._fields if getattr(column, name) is True]
    told += ["right"] if column.align is Align.RIGHT else []
    told += [f"labelled {column.label}"] if column.label else []
    return column.heading + (f" ({', '.join(told)})" if told else "")


def _cell(cell: TableCell) -> str:
    shown = _toned(f"{cell.text}{cell.mark}", cell.tone)
    return f"{shown} ({visible(cell.note)})" if cell.note else shown


def _toned(text: str, tone: Tone) -> str:
    return visible(text) + ("" if tone in _UNMARKED else f" [{tone}]")
