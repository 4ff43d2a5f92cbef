"""Divide a page into sheets: one for each of its sections, the first with what leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.formats.cleaning import clean
from shengzhou_quality.formats.workbooks.cells import cut
from shengzhou_quality.formats.xlsx.lines import Line, Role, Row, Text, lines_of
from shengzhou_quality.pages.model import Block, Page, Section, Tone
from shengzhou_quality.words import Words

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"
"""Excel keeps this name for itself."""


class Sheet(NamedTuple):
    """A sheet of the workbook, from its title on."""

    name: str
    lines: tuple[Line, ...]


def sheets_of(page: Page, words: Words) -> list[Sheet]:
    """The sheets in the order of the page. The first one lists the others."""
    opening, sections = _divided(page, words)
    first = words("xlsx.first")
    if len(opening) == 1 and isinstance(opening[0], Section):
        first, opening = opening[0].heading, opening[0].blocks
    names = sheet_names([first, *(one.heading for one in sections)], words("xlsx.sheet"))
    lead = [*_lead(page), *lines_of(opening, words)]
    below = (*page.letter.enclosed, *page.letter.signed) if page.letter else ()
    foot = [Text(clean(text)) for text in below]
    foot += [Text(clean(text), Role.NOTE) for text in page.foot]
    if not sections:
        return [Sheet(names[0], (*lead, *foot))]
    listed = [
        Text(words("xlsx.contents"), Role.HEADING),
        *(Text(name, sheet=name) for name in names[1:]),
    ]
    return [
        Sheet(names[0], (*lead, *foot, *listed)),
        *(
            Sheet(name, (Text(clean(one.heading), Role.TITLE), *lines_of(one.blocks, words)))
            for name, one in zip(names[1:], sections, strict=True)
        ),
    ]


def _divided(page: Page, words: Words) -> tuple[Sequence[Block], Sequence[Section]]:
    """What the first sheet holds, and the sections with a sheet each.

    A page without any table is a text: it is not torn apart. Nor is the first section from the
    lead of the page, if it comes first. What stands between two sections goes with the first one.
    """
    sections: list[Section] = []
    opening: list[Block] = []
    for number, block in enumerate(page.blocks):
        if isinstance(block, Section) and number and _is_sheet(page, words):
            sections.append(block)
        elif sections:
            last = sections[-1]
            sections[-1] = last._replace(blocks=[*last.blocks, block])
        else:
            opening.append(block)
    return opening, sections


def _is_sheet(page: Page, words: Words) -> bool:
    heads = (
        line.is_head
        for block in page.blocks
        if isinstance(block, Section)
        for line in lines_of([block], words)
        if isinstance(line, Row)
    )
    return any(heads)


def _lead(page: Page) -> Iterator[Text]:
    if page.heading:
        yield Text(clean(page.heading), Role.TITLE)
    if page.title:
        yield Text(clean(page.title), Role.NOTE, Tone.QUIET)
    for sentence in page.lead:
        yield Text(clean(sentence.text), Role.LEAD, sentence.tone)
    if page.letter:
        yield Text(clean(page.letter.to))


def sheet_names(headings: Iterable[str], other: str) -> list[str]:
    """Name the sheets as Excel allows: 31 characters, some of them never, no two alike.

    `other` is the name of a sheet whose heading leaves none.
    """
    taken: set[str] = {_RESERVED}
    names = []
    for heading in headings:
        name = _allowed(heading, _LONGEST) or other
        number = 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = (_allowed(heading, _LONGEST - len(ending)) or other) + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def _allowed(heading: str, most: int) -> str:
    return cut(_FORBIDDEN.sub("-", clean(heading)).strip("' "), most).rstrip("' ")
