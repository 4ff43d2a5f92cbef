"""Render a page as a Word document after GB/T 9704, the standard of Chinese official papers.

The styles and the sheets are those of a base document (`scripts/make_word_base.py`), or those of
the office's own document; here are only paragraphs and tables, each in its style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from shengzhou_quality.formats import Options
from shengzhou_quality.formats.docx.paper import Paper, element
from shengzhou_quality.formats.docx.styles import Style
from shengzhou_quality.formats.docx.tables import Column, put
from shengzhou_quality.formats.docx.template import WordTemplateError
from shengzhou_quality.formats.docx.titles import title_lines
from shengzhou_quality.formats.screen import display_width
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
    ToComplete,
    Tone,
)
from shengzhou_quality.words import Words

__all__ = ["WordTemplateError", "check_template", "render"]

_HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)


class _Place(NamedTuple):
    """Where a block stands: the level of its headings, in an annex or not, on which sheet."""

    level: int = 0
    in_annex: bool = False
    turned: bool = False

    @property
    def below(self) -> _Place:
        return self._replace(level=self.level + 1)

    @property
    def heading(self) -> Style:
        return _HEADINGS[min(self.level, len(_HEADINGS) - 1)]

    @property
    def text(self) -> Style:
        """An annex has names of files and cells, which text set to both edges would tear apart."""
        return Style.LISTED if self.in_annex else Style.TEXT


def check_template(content: bytes) -> bool:
    """Return whether a report would replace text that this document has.

    Raise `WordTemplateError` if no report can be written into it.
    """
    return Paper(content).replaces_text


def render(page: Page, words: Words, options: Options) -> bytes:
    paper = Paper(options.word_template)
    paper.name(page.heading)
    paper.paragraph(title_lines(page.heading), Style.TITLE)
    if page.title:
        paper.paragraph(page.title, Style.SUBTITLE)
    letter = page.letter or page.to_sign
    if letter is not None:
        paper.paragraph(letter.to, Style.TEXT, firstLineChars=0)
    for sentence in (*page.preface, *page.lead):
        paper.paragraph(sentence.text, Style.TEXT)
    body, annexes = page.parts
    _set_all(paper, body, words, _Place())
    paper.turn(turned=False)
    enclosed = page.letter.enclosed if page.letter else _annexes(page.annexes, annexes, words)
    _end(paper, list(enclosed), letter.signed if letter else ())
    _set_all(paper, annexes, words, _Place())
    for text in page.foot:
        paper.paragraph(text, Style.TABLE_NOTE)
    return paper.content()


def _set_all(paper: Paper, blocks: Sequence[Block], words: Words, place: _Place) -> None:
    """Append blocks; a note goes onto the sheet of the table that it is about."""
    for block, following in pairwise([*blocks, None]):
        assert block is not None
        is_note = isinstance(block, Sentence) and block.tone is Tone.QUIET
        on_turned = _is_wide(block) or (is_note and following is not None and _is_wide(following))
        paper.turn(turned=place.turned or on_turned)
        _LAYOUTS[type(block)](paper, block, words, place)


def _is_wide(block: Block) -> bool:
    """Whether a block has a turned sheet: the heading and the sentences stand with their table."""
    if isinstance(block, Section | Details):
        return any(isinstance(one, Table) and one.wide for one in block.blocks)
    return isinstance(block, Table) and block.wide


def _annexes(label: str, annexes: Sequence[Section], words: Words) -> Iterator[str]:
    """附件：1. …: what is attached."""
    for number, annex in enumerate(annexes, 1):
        text = f"{number}. {annex.title}"
        yield words("chain.labelled", label=label, text=text) if number == 1 else text


_LABEL = re.compile("[^：:]*(?:：|: )")
"""附件：, before the first thing that is enclosed."""


def _end(paper: Paper, enclosed: Sequence[str], signed: Sequence[str]) -> None:
    """What is enclosed, a line below the text; then the signature, on the right.

    Each is one paragraph, which the last lines of the text go with: on a sheet of its own it
    would belong to nothing. (LibreOffice loses the thread of several that are kept together.)
    """
    if enclosed:
        named = _LABEL.match(enclosed[0])
        label = 50 * display_width(named[0]) if named else 0
        indent = {"leftChars": 200 + label, "hangingChars": label}
        made = paper.apart(enclosed, lines=1, **indent)
        made.pPr.append(element("w:jc", val="left"))
    if signed:
        made = paper.apart(signed, lines=2, firstLineChars=0, rightChars=400)
        made.pPr.append(element("w:jc", val="right"))


def _sentence(paper: Paper, block: Sentence, _: Words, place: _Place) -> None:
    paper.paragraph(block.text, Style.TABLE_NOTE if block.tone is Tone.QUIET else place.text)


def _sentences(paper: Paper, block: Sentences, _: Words, place: _Place) -> None:
    for text in filter(None, (block.label, *block.texts)):
        paper.paragraph(text, place.text)


def _counts(paper: Paper, block: Counts, _: Words, place: _Place) -> None:
    for clauses in block.rows:
        paper.paragraph("".join(clauses), place.text)


def _section(paper: Paper, block: Section, words: Words, place: _Place) -> None:
    if block.label:
        paper.paragraph(block.label, Style.ANNEX)
        paper.paragraph(title_lines(block.title), Style.ANNEX_TITLE)
        place = place._replace(in_annex=True)
    else:
        paper.paragraph(block.heading, place.heading)
    _set_all(paper, block.blocks, words, place.below._replace(turned=_is_wide(block)))


def _details(paper: Paper, block: Details, words: Words, place: _Place) -> None:
    """Paper cannot be unfolded: the summary heads what it sums up."""
    is_table = len(block.blocks) == 1 and isinstance(block.blocks[0], Table | Findings)
    paper.paragraph(block.summary, Style.CAPTION if is_table else place.heading)
    _set_all(paper, block.blocks, words, place.below)


def _facts(paper: Paper, block: Facts, words: Words, place: _Place) -> None:
    """Labels with their texts; a text without a label stands below the one before it."""
    if block.heading:
        paper.paragraph(block.heading, place.heading)
    below = False
    for one in block.facts:
        indent = {"leftChars": 200} if below and not one.label else {}
        text = _labelled(one, words) if one.label else one.text
        paper.paragraph(text, Style.LISTED, **indent)
        below = below or bool(one.label)


def _labelled(one: Fact, words: Words) -> str:
    if one.is_sum:
        return f"{one.label} {one.text}"
    return words("chain.labelled", label=one.label, text=one.text)


def _findings(paper: Paper, block: Findings, _: Words, place: _Place) -> None:
    if block.heading:
        paper.paragraph(block.heading, place.heading)
    rows = [[one.place, one.code, one.message, one.hint] for one in block.findings]
    put(paper, [Column(head, with_room=at > 1) for at, head in enumerate(block.columns)], rows)


def _table(paper: Paper, block: Table, words: Words, place: _Place) -> None:
    """A table for each group, below its heading."""
    columns = [
        Column(one.heading, one.takes_room, one.merged, one.align is Align.RIGHT)
        for one in block.columns
    ]
    if block.caption:
        paper.paragraph(block.caption, Style.TABLE_NOTE)
    for group in block.groups:
        if group.heading:
            paper.paragraph(group.heading, place.heading)
        if group.note:
            paper.paragraph(group.note, Style.TABLE_NOTE)
        rows = [[_cell(one, block.none, words) for one in row] for row in group.rows]
        put(paper, columns, rows)


def _cell(cell: TableCell, none: str, words: Words) -> str:
    shown = cell.text + cell.mark or none
    return words("clause.separator").join(filter(None, (shown, cell.note)))


def _outline(paper: Paper, block: Outline, words: Words, _: _Place) -> None:
    for node in block.nodes:
        paper.paragraph(_node(node, words), Style.LISTED, leftChars=200 * node.depth)


def _node(node: OutlineRow, words: Words) -> str:
    target = f" · {node.target}" if node.target else ""
    line = f"{node.id} {node.text}{target}".lstrip()
    if node.status:
        line = words("chain.labelled", label=line, text=node.status)
    details = words("list.separator").join(node.details)
    return line + (words("brackets", text=details) if details else "")


def _commands(paper: Paper, block: Commands, _: Words, place: _Place) -> None:
    if block.heading:
        paper.paragraph(block.heading, place.text)
    for line in block.lines:
        paper.paragraph(line, Style.COMMAND)


def _to_complete(paper: Paper, block: ToComplete, words: Words, place: _Place) -> None:
    paper.paragraph(block.heading, place.heading)
    for one in block.facts:
        paper.paragraph(words("chain.labelled", label=one.label, text=one.text), place.text)
    for label in block.open:
        paper.paragraph(words("chain.labelled", label=label, text=block.hint), place.text)


def _left_out(_: Paper, _block: KeyFigures | Chart, _words: Words, _place: _Place) -> None:
    """Leave out what is only to be seen at a glance: the sentences and tables say it too."""


_LAYOUTS: dict[type[Block], Callable[[Paper, Any, Words, _Place], None]] = {
    Sentence: _sentence,
    Sentences: _sentences,
    Counts: _counts,
    Section: _section,
    Details: _details,
    Facts: _facts,
    Findings: _findings,
    Table: _table,
    Outline: _outline,
    Commands: _commands,
    ToComplete: _to_complete,
    KeyFigures: _left_out,
    Chart: _left_out,
}
"""The function that appends each kind of block."""
