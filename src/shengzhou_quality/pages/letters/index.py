"""The index of the letters on a screen: who is asked for how much, and which files were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shengzhou_quality.evaluation.asks import counts
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.letters.asks import Asks
from shengzhou_quality.pages.letters.letter import OfficeLetter
from shengzhou_quality.pages.marks import provisional
from shengzhou_quality.pages.model import (
    Block,
    Medium,
    Page,
    Section,
    Sentence,
    Sentences,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.words import Words


class WrittenLetter(NamedTuple):
    """A letter, the folder of its files below the one of all letters, and their names.

    `not_marked` says of each file of which no marked copy was made why.
    """

    shown: OfficeLetter
    folder: str
    files: Sequence[str]
    not_marked: Sequence[tuple[str, str]] = ()


class Index(NamedTuple):
    """All letters of a run, and the folder that they were written into.

    `settled` counts what was asked for before and no longer is, `None` without an earlier report;
    `answered` are the offices of which nothing is asked any more.
    """

    report: Report
    folder: str
    letters: Sequence[WrittenLetter]
    settled: int | None = None
    answered: Sequence[str] = ()


def page(index: Index, words: Words, _: Medium = Medium.SCREEN) -> Page:
    report = index.report
    return Page(
        title=summary.heading_title(report, words),
        heading=words("letter.index.heading", year=report.year),
        blocks=list(_blocks(index, words)),
        lead=[Sentence(result_line(index, words), Tone.STRONG)],
        closes=True,
    )


def result_line(index: Index, words: Words) -> str:
    """How many letters were written, and what they ask for; or that nothing is to be asked."""
    if not index.letters:
        return words("letter.index.none")
    send, correct = counts(one.shown.letter for one in index.letters)
    return words(
        "letter.index.result",
        count=len(index.letters),
        files=sum(len(one.files) for one in index.letters),
        send=send,
        correct=correct,
        folder=quoted(index.folder),
    )


def _blocks(index: Index, words: Words) -> Iterator[Block]:
    if index.letters:
        yield _table(index, words)
    remarks = list(_remarks(index, words))
    if remarks:
        yield Section(words("letter.index.remarks"), [Sentences(remarks)])


def _table(index: Index, words: Words) -> Table:
    columns = [
        TableColumn(words("letter.index.office"), takes_room=True),
        TableColumn(words("letter.index.send")),
        TableColumn(words("letter.index.correct")),
        TableColumn(words("letter.index.files"), detail=True),
    ]
    rows = [
        [
            TableCell(_whose(one, words)),
            TableCell(_count("send", one.shown.letter.to_send, words)),
            TableCell(_count("correct", one.shown.letter.to_correct, words)),
            TableCell(_files(one, words)),
        ]
        for one in index.letters
    ]
    return Table(columns, [TableGroup(rows)], none=words("none"))


def _whose(one: WrittenLetter, words: Words) -> str:
    letter = one.shown.letter
    if letter.office is not None:
        return quoted(letter.office)
    if letter.sheet is None:
        return words("letter.index.nowhere")
    return words(
        "letter.index.sheet", sheet=Asks(one.shown.report, words).places.sheet(letter.sheet)
    )


def _count(key: str, asked: Sequence[object], words: Words) -> str:
    return words(f"letter.index.{key}.count", count=len(asked)) if asked else ""


def _files(one: WrittenLetter, words: Words) -> str:
    files = words("list.separator").join(quoted(file) for file in one.files)
    named = words("letter.index.in", folder=one.folder, files=files)
    contacts = _contacts(one, words)
    return words("clause.separator").join(filter(None, (named, contacts)))


def _contacts(one: WrittenLetter, words: Words) -> str:
    """Whom to call, where the file with the offices names somebody."""
    called = []
    for contact in one.shown.letter.contacts:
        name, phone = (quoted(text) if text else "" for text in contact)
        both = words("office.contact", name=name, phone=phone) if name and phone else ""
        called.append(both or name or phone)
    return words("office.contacts", contacts=tuple(called)) if called else ""


def _remarks(index: Index, words: Words) -> Iterator[str]:
    """What was settled, where no office is known, and of which files no copy was marked."""
    yield from provisional(index.report.plan, words)
    if index.settled:
        yield words("letter.index.settled", count=index.settled)
    if index.answered:
        yield words("letter.index.answered", offices=tuple(map(quoted, index.answered)))
    unnamed = sum(one.shown.letter.office is None for one in index.letters)
    if unnamed:
        yield words("letter.index.unnamed", count=unnamed)
    told = dict.fromkeys(reason for one in index.letters for reason in one.not_marked)
    for file, reason in told:
        yield words("letter.index.not-marked", file=quoted(file), reason=reason)
