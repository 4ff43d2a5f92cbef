"""The 退回 workbook of a letter: each cell to correct or to fill in, with a link to it.

The links lead to the office's own file, or to its marked copy, in the folder of the workbook.
"""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.diagnostics import Place
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.pages.letters.letter import OfficeLetter, addressee
from shengzhou_quality.pages.letters.lists import correct_table, send_table
from shengzhou_quality.pages.letters.places import own_name
from shengzhou_quality.pages.model import Block, Medium, Page, Section, Sentence, Table
from shengzhou_quality.pages.whose import area_words, of_area
from shengzhou_quality.words import Words


def page(shown: OfficeLetter, words: Words, _: Medium = Medium.WORKBOOK) -> Page:
    report, letter = shown.report, shown.letter
    asks = Asks(report, words)
    sections: list[Block] = []
    if letter.to_correct:
        table = correct_table(letter.to_correct, asks, words, every_place=True)
        sections.append(Section(words("letter.sheet.correct"), [_linked(table, shown)]))
    if letter.to_send:
        table = send_table(letter.to_send, asks, words, every_place=True)
        sections.append(Section(words("letter.sheet.send"), [_linked(table, shown)]))
    named = letter.office is not None
    whom = addressee(letter, words) if named else asks.places.sheet(letter.sheet)
    title = summary.title(report, words)
    return Page(
        heading=words("letter.returned.heading", whom=whom),
        title=words(
            of_area("letter.returned.title", report.plan),
            area=area_words(report.plan),
            title=title,
            year=report.year,
        ),
        lead=[Sentence(words.joined(*_how(shown, words)))],
        blocks=sections,
        comes_back=True,
    )


def _how(shown: OfficeLetter, words: Words) -> Iterator[str]:
    yield words("letter.returned.how")
    if shown.template:
        yield words("letter.returned.template", file=shown.template)


def _linked(table: Table, shown: OfficeLetter) -> Table:
    """The places as they are reached from the folder of the workbook."""
    groups = [
        group._replace(
            rows=[
                [cell._replace(place=_beside(cell.place, shown)) for cell in row]
                for row in group.rows
            ]
        )
        for group in table.groups
    ]
    return table._replace(groups=groups)


def _beside(place: Place | None, shown: OfficeLetter) -> Place | None:
    if place is None:
        return None
    return place._replace(file=shown.copies.get(place.file, own_name(place.file)))
