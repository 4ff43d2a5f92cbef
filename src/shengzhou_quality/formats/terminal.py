"""A page for a terminal: readable at 80 columns, in a pipe, and in any encoding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.node_page import add_node
from shengzhou_quality.formats.screen import Screen, display_width, encoded, visible
from shengzhou_quality.formats.screen_tables import set_table
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Entries,
    Fact,
    Facts,
    Finding,
    Findings,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    Tone,
    Tree,
)
from shengzhou_quality.words import Words

_NARROWEST, _WIDEST = 60, 100
_STEP = 2
_WIDEST_LABEL = 20
_NUMBER = 4


def render(page: Page, _: Words, options: Options) -> bytes:
    screen = Screen(max(_NARROWEST, min(options.width, _WIDEST)))
    if page.title:
        screen.paragraph(page.title, Tone.STRONG if page.closes else Tone.QUIET)
    screen.paragraph(page.heading, Tone.STRONG)
    if not page.closes:
        _lead(screen, page)
    screen.blank()
    _blocks(screen, page.blocks, 0)
    if page.foot:
        screen.apart()
    for sentence in page.foot:
        screen.paragraph(sentence, Tone.QUIET)
    if page.closes:
        screen.apart()
        _lead(screen, page)
    return encoded(screen.coloured() if options.colour else screen.plain(), options.encoding)


def _lead(screen: Screen, page: Page) -> None:
    for sentence in page.lead:
        screen.paragraph(sentence.text, sentence.tone)


def _blocks(screen: Screen, blocks: Sequence[Block], indent: int) -> None:
    """One below the other; a line is left free where a block does not go on with the last."""
    before: Block | None = None
    for block in blocks:
        if before is not None and _begins(block, before, indent):
            screen.apart()
        _LAYOUTS[type(block)](screen, block, indent)
        before = block


def _begins(block: Block, before: Block, indent: int) -> bool:
    if indent:
        return isinstance(block, Table)
    return not (isinstance(block, Sentences) and isinstance(before, Sentences))


def _sentence(screen: Screen, block: Sentence, indent: int) -> None:
    screen.paragraph(block.text, block.tone, indent)


def _sentences(screen: Screen, block: Sentences, indent: int) -> None:
    if block.label:
        screen.paragraph(block.label, indent=indent)
        indent += _STEP
    for text in block.texts:
        screen.paragraph(text, block.tone, indent)


def _section(screen: Screen, block: Section, indent: int) -> None:
    screen.paragraph(block.heading, block.tone, indent)
    _blocks(screen, block.blocks, indent + _STEP)


def _facts(screen: Screen, block: Facts, indent: int) -> None:
    if block.heading:
        screen.paragraph(block.heading, Tone.STRONG, indent)
        indent += _STEP
    widest = max((display_width(visible(fact.label)) for fact in block.facts), default=0)
    gap = 1 if block.punctuated else 2
    width = min(widest, _WIDEST_LABEL) + gap if widest else 0
    for fact in block.facts:
        _fact(screen, fact, width, indent)


def _fact(screen: Screen, fact: Fact, width: int, indent: int) -> None:
    """A label and its text behind it; a sum is broken before one of its signs first."""
    label, lines = fact.label, _packed(fact.pieces, screen.width - indent - width)
    if label and display_width(visible(label)) > width - 1:
        screen.labelled(label, "", indent=indent, label_width=width)
        label = ""
    for line in lines:
        screen.labelled(label, line, indent=indent, label_width=width)
        label = ""


def _packed(pieces: tuple[str, ...], room: int) -> list[str]:
    """As many pieces on a line as fit; one that is too long for a line is wrapped later."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]} {piece}"
        if display_width(visible(longer)) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _findings(screen: Screen, block: Findings, indent: int) -> None:
    """By sheet, what belongs to no file last: the cell and code, what is wrong, the cure."""
    by_sheet: dict[str, list[Finding]] = {}
    for finding in sorted(block.findings, key=lambda finding: not finding.place):
        by_sheet.setdefault(finding.sheet, []).append(finding)
    for sheet, findings in by_sheet.items():
        screen.apart()
        screen.paragraph(sheet, Tone.STRONG, indent)
        for finding in findings:
            spot = f"{finding.spot}  " if finding.spot else ""
            screen.line((" " * (indent + _STEP) + spot, Tone.PLAIN), (finding.code, finding.tone))
            screen.paragraph(finding.message, indent=indent + 2 * _STEP)
            screen.paragraph(finding.hint, Tone.QUIET, indent + 2 * _STEP)


def _entries(screen: Screen, block: Entries, indent: int) -> None:
    """Each behind its label; numbers are flush right, as in the table of the indicators."""
    labels = [entry.label for group in block.groups for entry in group.entries]
    right = block.align is Align.RIGHT
    width = _NUMBER if right else max(map(len, labels), default=0)
    for group in block.groups:
        if group.heading:
            screen.paragraph(group.heading, Tone.QUIET, indent)
        for entry in group.entries:
            if not entry.label:
                screen.paragraph(entry.text, entry.tone, indent + 1)
                continue
            label = entry.label.rjust(width) if right else entry.label
            screen.labelled(label, entry.text, indent, width + 1, entry.tone)


def _tree(screen: Screen, block: Tree, _: int) -> None:
    for node in block.nodes:
        add_node(screen, node)


_LAYOUTS: dict[type[Block], Callable[[Screen, Any, int], None]] = {
    Sentence: _sentence,
    Sentences: _sentences,
    Section: _section,
    Facts: _facts,
    Findings: _findings,
    Entries: _entries,
    Table: set_table,
    Tree: _tree,
}
"""How each block is set, so far to the right."""
