"""A page for a terminal: readable at 80 columns, in a pipe, and in any encoding."""

from __future__ import annotations

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.screen import Screen, display_width, encoded, visible
from shengzhou_quality.pages.model import Fact, Facts, Finding, Findings, Page, Sentences, Tone
from shengzhou_quality.words import Words

_NARROWEST, _WIDEST = 60, 100
_WIDEST_LABEL = 20


def render(page: Page, _: Words, options: Options) -> bytes:
    screen = Screen(max(_NARROWEST, min(options.width, _WIDEST)))
    screen.paragraph(page.title, Tone.STRONG if page.closes else Tone.QUIET)
    screen.paragraph(page.heading, Tone.STRONG)
    if page.closes:
        screen.blank()
    else:
        _lead(screen, page)
    for block in page.blocks:
        match block:
            case Sentences():
                _sentences(screen, block)
            case Facts():
                _facts(screen, block)
            case Findings():
                _findings(screen, block)
    screen.blank()
    if page.closes:
        _lead(screen, page)
    for sentence in page.foot:
        screen.paragraph(sentence, Tone.QUIET)
    return encoded(screen.coloured() if options.colour else screen.plain(), options.encoding)


def _lead(screen: Screen, page: Page) -> None:
    for sentence in page.lead:
        screen.paragraph(sentence, page.tone)


def _sentences(screen: Screen, block: Sentences) -> None:
    if block.label:
        screen.paragraph(block.label)
    for text in block.texts:
        screen.paragraph(text, indent=2 if block.label else 0)


def _facts(screen: Screen, block: Facts) -> None:
    screen.blank()
    screen.paragraph(block.heading, Tone.STRONG)
    widest = max((display_width(visible(fact.label)) for fact in block.facts), default=0)
    width = min(widest, _WIDEST_LABEL) + 2 if widest else 0
    for fact in block.facts:
        _fact(screen, fact, width)


def _fact(screen: Screen, fact: Fact, width: int) -> None:
    """A label and its text behind it; a sum is broken before one of its signs first."""
    label, lines = fact.label, _packed(fact.pieces, screen.width - 2 - width)
    if label and display_width(visible(label)) > width - 1:
        screen.labelled(label, "", indent=2, label_width=width)
        label = ""
    for line in lines:
        screen.labelled(label, line, indent=2, label_width=width)
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


def _findings(screen: Screen, block: Findings) -> None:
    """By sheet, what belongs to no file last: the cell and code, what is wrong, the cure."""
    by_sheet: dict[str, list[Finding]] = {}
    for finding in sorted(block.findings, key=lambda finding: not finding.place):
        by_sheet.setdefault(finding.sheet, []).append(finding)
    for sheet, findings in by_sheet.items():
        screen.blank()
        screen.paragraph(sheet, Tone.STRONG)
        for finding in findings:
            spot = f"{finding.spot}  " if finding.spot else ""
            screen.line(("  ", Tone.PLAIN), (spot, Tone.PLAIN), (finding.code, finding.tone))
            screen.paragraph(finding.message, indent=4)
            screen.paragraph(finding.hint, Tone.QUIET, indent=4)
