"""The lists of all submissions: what could not be judged, whom to ask, which problems there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from shengzhou_quality.evaluation.outcome import Ask
from shengzhou_quality.evaluation.roll_up import (
    CodeCount,
    EntityAsks,
    RefusedSubmission,
    RollUp,
    UnreadFile,
)
from shengzhou_quality.findings import SEVERITIES
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.pages.model import (
    Align,
    Block,
    Sentence,
    Table,
    TableCell,
    TableColumn,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.roll_up.concluded import reason
from shengzhou_quality.pages.roll_up.tables import files_cell, first_file_cell
from shengzhou_quality.words import Words
from shengzhou_quality.words.code_index import meaning

_FEW, _FEWER = 6, 3
"""Of an entity the offices that are asked for the most; a workbook has a row for each of all."""


def refused_table(refused: Sequence[RefusedSubmission], words: Words, *, brief: bool) -> Table:
    keys = ("entity", "files", "reason", "cure")[:: 2 if brief else 1]
    columns = [
        TableColumn(
            words(f"roll-up.column.{key}"), takes_room=not brief and key in ("reason", "cure")
        )
        for key in keys
    ]
    rows = []
    for one in refused:
        cells = {
            "entity": TableCell(quoted(one.entity), Tone.WARNING),
            "files": files_cell(one.files, words),
            "reason": TableCell(reason(one.problem, one.files, words)),
            "cure": TableCell("" if one.problem is None else words.hint(one.problem)),
        }
        rows.append([cells[key] for key in keys])
    return Table(columns, [TableGroup(rows)], none=words("none"))


def unread_table(unread: Sequence[UnreadFile], words: Words, *, brief: bool) -> Table:
    """Files of which nothing was read, of entities that were judged by others."""
    keys = ("entity", "files", "reason", "cure")[: 3 if brief else 4]
    columns = [
        TableColumn(
            words(f"roll-up.column.{key}"), takes_room=not brief and key in ("reason", "cure")
        )
        for key in keys
    ]
    rows = [
        [
            TableCell(quoted(one.entity), Tone.WARNING),
            files_cell((one.file,), words),
            TableCell(reason(one.problem, (one.file,), words)),
            TableCell(words.hint(one.problem)),
        ][: len(keys)]
        for one in unread
    ]
    return Table(columns, [TableGroup(rows)], none=words("none"))


def cures(refused: Sequence[RefusedSubmission], words: Words) -> Iterator[str]:
    """What to do about those shown, each once: a narrow table has no room for it."""
    yield from dict.fromkeys(words.hint(one.problem) for one in refused if one.problem)


def not_listed(listed: int, count: int, words: Words) -> Iterator[Block]:
    """How many entries a document leaves out."""
    if count > listed:
        yield Sentence(words("roll-up.not-listed", count=count - listed), Tone.QUIET)


def asks_table(asks: Sequence[EntityAsks], words: Words, *, brief: bool) -> Table:
    """An entity a row, with its offices; a `brief` one only names them."""
    columns = [
        TableColumn(words("roll-up.column.entity")),
        TableColumn(words("roll-up.column.to-send"), Align.RIGHT),
        TableColumn(words("roll-up.column.to-correct"), Align.RIGHT),
        TableColumn(words("roll-up.column.offices"), takes_room=not brief),
    ]
    rows = [
        [
            TableCell(quoted(one.entity)),
            _number(one.to_send),
            _number(one.to_correct),
            TableCell(_offices(one.offices, words, brief=brief)),
        ]
        for one in asks
    ]
    return Table(columns, [TableGroup(rows)], none=words("none"))


def asks_by_office(asks: Sequence[EntityAsks], words: Words) -> Table:
    """An office of an entity a row, to be sorted and filtered."""
    keys = ("entity", "office", "to-send", "to-correct", "files")
    columns = [
        TableColumn(
            words(f"roll-up.column.{key}"),
            Align.RIGHT if key.startswith("to-") else Align.LEFT,
            takes_room=key == "files",
        )
        for key in keys
    ]
    rows = [
        [
            TableCell(quoted(one.entity)),
            TableCell(_named(ask, words)),
            _number(ask.to_send),
            _number(ask.to_correct),
            first_file_cell(one.files, words),
        ]
        for one in asks
        for ask in one.offices
    ]
    return Table(columns, [TableGroup(rows)], none=words("none"), wide=True)


def asked(rolled: RollUp, words: Words) -> str:
    """What has to be sent and corrected in all submissions; what is not asked is left out."""
    counts = (("send", rolled.to_send), ("correct", rolled.to_correct))
    parts = [words(f"roll-up.asks.all.{key}", count=count) for key, count in counts if count]
    said = words("roll-up.asks.all", asked=words("list.separator").join(parts), count=rolled.asked)
    return said[:1].upper() + said[1:]


def _offices(offices: Sequence[Ask], words: Words, *, brief: bool) -> str:
    """Each with what it is asked for, unless it is the only one; last what no office answers."""
    named = [one for one in offices if one.office is not None]
    nobodys = sum(one.to_send + one.to_correct for one in offices if one.office is None)
    if not named:
        return words("roll-up.asks.nobody")
    worded, most = (_named, _FEWER) if brief or len(offices) == 1 else (_asked, _FEW)
    said = words("list.separator").join(worded(one, words) for one in named[:most])
    if len(named) > most:
        said = words("roll-up.asks.more", offices=said, count=len(named))
    return words("roll-up.asks.and-nobody", offices=said, count=nobodys) if nobodys else said


def _asked(ask: Ask, words: Words) -> str:
    parts = [words("roll-up.asks.send", count=ask.to_send)] if ask.to_send else []
    parts += [words("roll-up.asks.correct", count=ask.to_correct)] if ask.to_correct else []
    what = words("list.separator").join(parts)
    return words("roll-up.asks.office", office=_named(ask, words), what=what)


def _named(ask: Ask, words: Words) -> str:
    return words("roll-up.asks.nobody") if ask.office is None else quoted(ask.office)


def findings_table(found: Sequence[CodeCount], words: Words, *, with_codes: bool) -> Table:
    """A kind of problem a row, as the list of codes explains it; errors first."""
    keys = ["problem", "severity", "submissions", "findings", *(["code"] if with_codes else [])]
    columns = [
        TableColumn(
            words(f"roll-up.column.{key}"),
            Align.RIGHT if key in ("submissions", "findings") else Align.LEFT,
            takes_room=key == "problem",
        )
        for key in keys
    ]
    rows = [
        [
            TableCell(meaning(one.code, words)),
            TableCell(_severity(one.code, words)),
            _number(one.submissions),
            _number(one.findings),
            TableCell(one.code),
        ][: len(keys)]
        for one in sorted(found, key=lambda one: SEVERITIES[one.code][0] != "error")
    ]
    return Table(columns, [TableGroup(rows)], none=words("none"))


def _severity(code: str, words: Words) -> str:
    """Of a code that may be either, both."""
    named = [one for one in SEVERITIES[code] if words.knows(f"roll-up.severity.{one}")]
    said = [words(f"roll-up.severity.{one}") for one in named]
    if len(said) == 2:
        return words("roll-up.severities", first=said[0], second=said[1])
    return words("list.separator").join(said)


def _number(count: int) -> TableCell:
    return TableCell(str(count), Tone.PLAIN if count else Tone.QUIET, number=Decimal(count))
