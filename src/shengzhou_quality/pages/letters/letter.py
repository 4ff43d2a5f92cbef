"""催报函: the letter that asks one office for what is missing and for what it must correct.

The sender, the day by which to answer and the signature are left open: nobody but the office that
sends the letter knows them. A long list is an annex, so that the letter itself takes one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from shengzhou_quality.evaluation.asks import Letter
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.figures import quoted, year_runs
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.pages.letters.lists import correct_table, send_table
from shengzhou_quality.pages.model import (
    Block,
    Correspondence,
    Medium,
    Page,
    Section,
    Sentence,
    Table,
    Tone,
)
from shengzhou_quality.pages.whose import area_words, of_area
from shengzhou_quality.words import Words

_PAGE = 44
"""The lines of a sheet in halves: 22 lines, and a line of a table takes about half of one."""
_TITLE, _TEXT, _ENCLOSED, _CELL, _NOTE = 34, 52, 44, 26, 92
"""The half-widths of a line of the title, the text, what is enclosed, a wide cell and a note."""
_FEW = 3
"""Up to so many settled items are named."""
_TABLE = 4
"""The caption, the head and the end of a table, in halves."""
_ENDS = 14
"""What stands on every letter, in halves: around the title, the addressee, what is enclosed."""


class OfficeLetter(NamedTuple):
    """A letter of a report, and the files that go with it by their names.

    `returned` is the workbook with the list, `template` the one to fill in what has no place in
    a table of the office; `copies` are the marked copies of its own files, by those.
    """

    report: Report
    letter: Letter
    returned: str | None = None
    copies: Mapping[str, str] = MappingProxyType({})
    template: str | None = None


def page(shown: OfficeLetter, words: Words, _: Medium = Medium.DOCUMENT) -> Page:
    """The lists stand in the letter where that leaves it on one page, else in an annex."""
    short = _page(shown, words, in_annex=False)
    return short if _fits(short) else _page(shown, words, in_annex=True)


def _page(shown: OfficeLetter, words: Words, *, in_annex: bool) -> Page:
    report, letter = shown.report, shown.letter
    asks, what = Asks(report, words), _what(letter)
    lists = list(_lists(letter, asks, words))
    opening = _opening(report, letter, words, in_annex=in_annex)
    blocks: list[Block] = [*_note(letter, asks, words), Sentence(opening)]
    blocks += [] if in_annex else lists
    blocks += [Sentence(text) for text in _closing(shown, words)]
    if in_annex:
        label, title = words("letter.annex.label"), words(f"letter.annex.{what}")
        heading = words("letter.annex", title=title)
        blocks.append(Section(heading, lists, label=label, title=title))
    return Page(
        heading=words(f"letter.heading.{what}", year=report.year),
        blocks=blocks,
        letter=Correspondence(
            to=words("letter.to", office=addressee(letter, words)),
            enclosed=_enclosed(shown, words, what if in_annex else ""),
            signed=(words("letter.signed"), words("letter.date")),
        ),
    )


def addressee(letter: Letter, words: Words) -> str:
    """The office, or an open line where the data names none."""
    return words("letter.blank") if letter.office is None else quoted(letter.office)


def _what(letter: Letter) -> str:
    """Whether it asks to send, to correct, or both: a key of words."""
    return "both" if letter.to_send and letter.to_correct else _one(letter)


def _one(letter: Letter) -> str:
    return "send" if letter.to_send else "correct"


def _note(letter: Letter, asks: Asks, words: Words) -> Iterator[Block]:
    """For the sender, where no office is named: what the letter is about instead."""
    if letter.office is None:
        key = "letter.unnamed" if letter.sheet else "letter.unnamed.nowhere"
        yield Sentence(words(key, sheet=asks.places.sheet(letter.sheet)), Tone.QUIET)


def _opening(report: Report, letter: Letter, words: Words, *, in_annex: bool) -> str:
    when = "final" if report.final else "before"
    parts = [
        words(f"letter.count.{key}", count=len(asked))
        for key, asked in (("send", letter.to_send), ("correct", letter.to_correct))
        if asked
    ]
    asked = words("letter.count.separator").join(parts)
    opening = words(
        of_area(f"letter.opening.{when}", report.plan),
        area=area_words(report.plan),
        title=summary.title(report, words),
        year=report.year,
        parts=words("letter.annexed", asked=asked) if in_annex else asked,
    )
    below = "" if in_annex else words("letter.below")
    return words.joined(opening, *_again(letter, words), *_settled(letter, words), below)


def _again(letter: Letter, words: Words) -> Iterator[str]:
    """What the last evaluation had listed already; that it was sent to the office is not known."""
    again = letter.again
    if again == (len(letter.to_send), len(letter.to_correct)):
        yield words("letter.again.all")
    elif any(again):
        parts = (
            words(f"letter.again.{key}", count=count)
            for key, count in zip(again._fields, again, strict=True)
            if count
        )
        yield words("letter.again", parts=words("letter.count.separator").join(parts))


def _settled(letter: Letter, words: Words) -> Iterator[str]:
    """What the office has settled since the last evaluation; of an item perhaps some years."""
    names = [
        words(
            "letter.settled.years",
            name=words.of(one.item, "name"),
            years=tuple(year_runs(one.years, words)),
        )
        if one.years
        else words.of(one.item, "name")
        for one in letter.settled
    ]
    if names:
        key = "letter.settled.many" if len(names) > _FEW else "letter.settled"
        yield words(key, items=tuple(names[:_FEW]), count=len(names))


def _lists(letter: Letter, asks: Asks, words: Words) -> Iterator[Table]:
    if letter.to_send:
        yield send_table(letter.to_send, asks, words)
    if letter.to_correct:
        yield correct_table(letter.to_correct, asks, words)


def _fits(made: Page) -> bool:
    """Whether a letter takes one page, about: a sheet has 22 lines of 28 characters."""
    halves = _ENDS + 2 * _lines(made.heading, _TITLE)
    enclosed = made.letter.enclosed if made.letter else ()
    halves += 2 * sum(_lines(text, _ENCLOSED) for text in enclosed)
    for block in made.blocks:
        if isinstance(block, Table):
            halves += _TABLE + sum(
                max(_lines(each.text, _CELL) for each in row) for row in block.rows
            )
        elif isinstance(block, Sentence):
            is_note = block.tone is Tone.QUIET
            halves += _lines(block.text, _NOTE) if is_note else 2 * _lines(block.text, _TEXT)
    return halves <= _PAGE


def _lines(text: str, width: int) -> int:
    return -(-_width(text) // width)


def _width(text: str) -> int:
    """About how many half-widths a text takes: a Chinese character is as wide as two."""
    return sum(2 if character >= "\u2e80" else 1 for character in text)


def _closing(shown: OfficeLetter, words: Words) -> Iterator[str]:
    """By when and how to answer, and whom to ask: each is left open for the sender."""
    closing = words(f"letter.closing.{_how(shown)}", date=words("letter.date"))
    yield words.joined(closing, words("letter.thanks"))
    yield words(
        "letter.contact", name=words("letter.blank.short"), phone=words("letter.blank.phone")
    )


def _how(shown: OfficeLetter) -> str:
    """How to answer: in the office's own tables, in the template, or in both: a key of words."""
    what, to_send = _what(shown.letter), shown.letter.to_send
    if not to_send and all(one.place.row is None for one in shown.letter.to_correct):
        return f"{what}.whole"  # files and sheets have no value that may be right
    if shown.template is None:
        return what
    return f"{what}.mixed" if any(one.cells for one in to_send) else f"{what}.template"


def _enclosed(shown: OfficeLetter, words: Words, annex: str) -> list[str]:
    """What is attached, in the order of the text: the annex, then the files."""
    listed = [words(f"letter.annex.{annex}")] if annex else []
    if shown.template:
        listed.append(words("letter.enclosed.template", file=shown.template))
    if shown.returned:
        listed.append(words("letter.enclosed.returned", file=shown.returned))
    listed += [
        words("letter.enclosed.annotated", file=quoted(file)) for file in shown.copies.values()
    ]
    if len(listed) == 1:
        return [words("letter.enclosed", text=listed[0])]
    numbered = [
        words("document.point", number=at, heading=text) for at, text in enumerate(listed, 1)
    ]
    return [words("letter.enclosed", text=numbered[0]), *numbered[1:]] if numbered else []
