"""The page that explains one item, for a terminal: at 80 columns, in a pipe, in any encoding."""

from __future__ import annotations

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.chain import Chain
from shengzhou_quality.evaluation.status import UNPROVEN
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.page import Page, Style, display_width, encoded, visible
from shengzhou_quality.pages.explain import sheet_of
from shengzhou_quality.pages.explain.sheet import Entry
from shengzhou_quality.words import Words

_NARROWEST, _WIDEST = 60, 100
_WIDEST_LABEL = 20


def render(chain: Chain, words: Words, options: Options) -> bytes:
    page = Page(max(_NARROWEST, min(options.width, _WIDEST)))
    sheet = sheet_of(chain, words)
    page.paragraph(sheet.title, Style.QUIET)
    page.paragraph(sheet.heading, Style.HEADING)
    for sentence in sheet.lead:
        page.paragraph(sentence, _style(chain))
    for part in sheet.parts:
        page.blank()
        page.paragraph(part.heading, Style.HEADING)
        labels = (display_width(visible(entry.label)) for entry in part.entries)
        widest = max(labels, default=0)
        width = min(widest, _WIDEST_LABEL) + 2 if widest else 0
        for entry in part.entries:
            _entry(page, entry, width)
    page.blank()
    for sentence in sheet.foot:
        page.paragraph(sentence, Style.QUIET)
    text = page.coloured() if options.colour else page.plain()
    return encoded(text, options.encoding)


def _entry(page: Page, entry: Entry, label_width: int) -> None:
    """A label and its text behind it; a sum is broken before one of its signs first."""
    label, lines = entry.label, _packed(entry.pieces, page.width - 2 - label_width)
    if label and display_width(visible(label)) > label_width - 1:
        page.labelled(label, "", indent=2, label_width=label_width)
        label = ""
    for line in lines:
        page.labelled(label, line, indent=2, label_width=label_width)
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


def _style(chain: Chain) -> Style:
    if chain.judged is None:
        return Style.PLAIN
    result = chain.judged.result
    if result.severity is Severity.ERROR:
        return Style.ERROR
    if result.severity is Severity.WARNING or result.status in UNPROVEN:
        return Style.WARNING
    return Style.GOOD
