"""Render a page for a terminal: readable at 80 columns, in a pipe, and in any encoding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.screen import Screen, display_width, encoded, pad, visible, wrap
from shengzhou_quality.formats.screen_closing import (
    set_banner,
    set_closing,
    set_counts,
    set_few,
)
from shengzhou_quality.formats.screen_tables import set_table
from shengzhou_quality.pages.model import (
    Block,
    Closing,
    Commands,
    Counts,
    Details,
    Fact,
    Facts,
    Finding,
    Findings,
    Labels,
    Outline,
    OutlineRow,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    Tone,
    space_before,
)
from shengzhou_quality.words import Words

_NARROWEST, _WIDEST, _WIDEST_TABLE, _WIDEST_OF_ALL = 48, 100, 120, 140
_STEP = 2
_WIDEST_LABEL = 20
_LABELS = {Labels.FIELDS: 12, Labels.CODES: 24, Labels.OPTIONS: 26, Labels.COMMANDS: 33}
_ID = 5


def render(page: Page, _: Words, options: Options) -> bytes:
    if page.closing is not None:
        return _in_two_parts(page, page.closing, options)
    widest = _WIDEST_TABLE if page.wide else _WIDEST
    screen = Screen(max(_NARROWEST, min(options.width, widest)))
    if page.title:
        screen.paragraph(page.title, Tone.STRONG if page.closes else Tone.QUIET)
    if page.heading:
        screen.paragraph(page.heading, Tone.STRONG)
    if not page.closes:
        _lead(screen, page)
    if page.closes or page.lead:
        screen.blank()
    _blocks(screen, page.blocks, 0)
    if page.foot:
        screen.apart()
    for sentence in page.foot:
        screen.paragraph(sentence, Tone.QUIET)
    if page.closes:
        screen.apart()
        _lead(screen, page)
    return _bytes(screen, options)


def _in_two_parts(page: Page, closing: Closing, options: Options) -> bytes:
    """Write everything, then the closing screen; or that alone."""
    screen = Screen(max(_NARROWEST, min(options.width, _WIDEST_OF_ALL)))
    if not options.brief and (page.blocks or page.told):
        set_banner(screen, closing.banner)
        _blocks(screen, page.blocks, 0)
        if page.told and options.tells_all:
            screen.apart()
            set_few(screen, page.told)
        screen.apart()
    if options.brief:
        closing = page.brief or closing
    set_closing(screen, closing, lambda part: _blocks(part, closing.blocks, 0))
    return _bytes(screen, options)


def _bytes(screen: Screen, options: Options) -> bytes:
    return encoded(screen.coloured() if options.colour else screen.plain(), options.encoding)


def _lead(screen: Screen, page: Page) -> None:
    for sentence in page.lead:
        screen.paragraph(sentence.text, sentence.tone)
    for sentence in page.preface:
        screen.paragraph(sentence.text, sentence.tone)


def _blocks(screen: Screen, blocks: Sequence[Block], indent: int) -> None:
    """Write blocks one below the other, with an empty line where a block starts anew."""
    before: Block | None = None
    for block in blocks:
        if before is not None and _begins(block, before, indent):
            screen.apart()
        _LAYOUTS[type(block)](screen, block, indent)
        before = block


def _begins(block: Block, before: Block, indent: int) -> bool:
    if indent:
        return isinstance(block, Table)
    goes_on = isinstance(block, Sentences) and isinstance(before, Sentences | Table)
    return not (goes_on or isinstance(block, Outline | Counts) or isinstance(before, Counts))


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


def _details(screen: Screen, block: Details, indent: int) -> None:
    """Write it open: nothing on a terminal folds."""
    screen.paragraph(block.summary, Tone.STRONG, indent)
    _blocks(screen, block.blocks, indent + _STEP)


def _commands(screen: Screen, block: Commands, indent: int) -> None:
    """Write each command on one line, so that a person can copy it."""
    screen.paragraph(block.heading, Tone.STRONG, indent)
    for line in block.lines:
        screen.line((" " * (indent + _STEP) + line, Tone.PLAIN))


def _facts(screen: Screen, block: Facts, indent: int) -> None:
    if block.heading:
        screen.paragraph(block.heading, Tone.STRONG, indent)
    if block.heading or not indent:  # below its own heading, or the heading of the page
        indent += _STEP
    width = _label_width(block)
    for fact in block.facts:
        _fact(screen, fact, width, indent)


def _label_width(block: Facts) -> int:
    if block.labels:
        return _LABELS[block.labels]
    widest = max((display_width(visible(fact.label)) for fact in block.facts), default=0)
    return min(widest, _WIDEST_LABEL) + _STEP if widest else 0


def _fact(screen: Screen, fact: Fact, width: int, indent: int) -> None:
    """Write a label and its text; a sum is preferably broken before one of its signs."""
    label, lines = fact.label, _packed(fact.pieces, screen.width - indent - width)
    if label and display_width(visible(label)) > width - _STEP:
        screen.labelled(label, "", indent=indent, label_width=width)
        label = ""
    for line in lines:
        screen.labelled(label, line, indent=indent, label_width=width)
        label = ""


def _packed(pieces: tuple[str, ...], room: int) -> list[str]:
    """Put as many pieces on a line as fit; a piece that is too long is wrapped later."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = lines[-1] + space_before(piece) + piece
        if display_width(visible(longer)) <= room:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _findings(screen: Screen, block: Findings, indent: int) -> None:
    """Write findings by sheet, those without a file last: cell and code, message, cure."""
    by_sheet: dict[str, list[Finding]] = {}
    for finding in sorted(block.findings, key=lambda finding: not finding.place):
        by_sheet.setdefault(finding.sheet, []).append(finding)
    for number, (sheet, findings) in enumerate(by_sheet.items()):
        if number or not indent:  # the first goes on below the heading of its section
            screen.apart()
        screen.paragraph(sheet, Tone.STRONG, indent)
        for finding in findings:
            spot = f"{finding.spot}  " if finding.spot else ""
            screen.line((" " * (indent + _STEP) + spot, Tone.PLAIN), (finding.code, finding.tone))
            screen.paragraph(finding.message, indent=indent + 2 * _STEP)
            if finding.hint:
                screen.paragraph(finding.hint, Tone.QUIET, indent + 2 * _STEP)


def _tree(screen: Screen, block: Outline, indent: int) -> None:
    """Write one line a node, ending with its target or result; details below."""
    for node in block.nodes:
        inside = (indent or _STEP) + _STEP * node.depth
        if node.id:
            _node(screen, node, inside)
            inside += _ID
        else:
            screen.paragraph(node.text, indent=inside)
        if node.details:
            screen.paragraph("  ".join(node.details), Tone.QUIET, inside)


def _node(screen: Screen, node: OutlineRow, indent: int) -> None:
    end = visible(node.status or node.target)
    room = screen.width - indent - _ID - (display_width(end) + _STEP if end else 0)
    first, *more = wrap(visible(node.text), room)
    screen.line(
        (" " * indent + pad(node.id, _ID), Tone.QUIET),
        (pad(first, room) + " " * _STEP if end else first, Tone.PLAIN),
        (end, node.tone),
    )
    for part in more:
        screen.line((" " * (indent + _ID) + part, Tone.PLAIN))


_LAYOUTS: dict[type[Block], Callable[[Screen, Any, int], None]] = {
    Sentence: _sentence,
    Sentences: _sentences,
    Section: _section,
    Details: _details,
    Facts: _facts,
    Findings: _findings,
    Table: set_table,
    Outline: _tree,
    Commands: _commands,
    Counts: set_counts,
}
"""The function that lays out each kind of block at an indent."""
