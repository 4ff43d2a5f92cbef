"""What an office is asked for, as data: items to send, cells to correct, and its letter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.evaluation.list_entries import MissingEntry
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.tasks import Promise
from shengzhou_quality.reported import Contact

Item = AnyIndicator | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSend:
    """An item to report for `years`; without years its state, its basis or the missing part.

    `cells` are where it is to be filled in, if they are known, else its sheet is `sheet`. `entry`
    is the one of 催报清单; a commitment or milestone that nobody reported has none.
    """

    item: Item
    years: tuple[int, ...]
    cells: tuple[Place, ...]
    sheet: Place | None
    entry: MissingEntry | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCorrect:
    """A cell to correct, or a sheet or file: its text, and the findings that say what is wrong.

    Without findings `entry` says why the value does not do.
    """

    place: Place
    text: str | None
    item: Item | None
    findings: tuple[Diagnostic, ...]
    entry: MissingEntry | None


class Settled(NamedTuple):
    """What an office was asked for and has answered: an item, or of it only these `years`."""

    item: Item
    years: tuple[int, ...] = ()


class Again(NamedTuple):
    """How many items to send, and cells to correct, the office was asked for before."""

    send: int = 0
    correct: int = 0


_NEVER = Again()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one office is asked for; without `office`, what is asked in one `sheet`, or in none.

    `contacts` are those to call there. Compared with an earlier report, `settled` is what the
    office was asked for and has answered, and `again` counts the asks that are that report's too.
    """

    office: str | None
    sheet: Place | None
    to_send: tuple[ToSend, ...]
    to_correct: tuple[ToCorrect, ...]
    contacts: tuple[Contact, ...] = ()
    settled: tuple[Settled, ...] = ()
    again: Again = _NEVER

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it asks for something, in order of the asks: cells, else sheets."""
        send = (place for one in self.to_send for place in one.cells or (one.sheet,) if place)
        return tuple(dict.fromkeys((*send, *(one.place for one in self.to_correct))))

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.file for place in self.places))


class Letters(NamedTuple):
    """All letters; `answered` are the offices that have settled everything that they were asked.

    `settled` is how many requests of an earlier report are settled, `None` without one.
    """

    letters: tuple[Letter, ...]
    answered: tuple[str, ...]
    settled: int | None


def counts(letters: Iterable[Letter]) -> tuple[int, int]:
    """How many items to send and how many places to correct all letters ask for."""
    listed = list(letters)
    return (
        sum(len(one.to_send) for one in listed),
        sum(len(one.to_correct) for one in listed),
    )
