"""The two lists that a bureau acts on, as data: those that fail or lag, and 催报清单."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

from shengzhou_quality.contract import Shape, own
from shengzhou_quality.diagnostics import Place
from shengzhou_quality.evaluation.item_result import IndicatorResult, Weight
from shengzhou_quality.judgement import Status
from shengzhou_quality.reported import Contact, EmptyCell

_ITEM: Shape = {"id": "result.indicator.id", "name": "result.indicator.name"}
_WHOSE: Shape = {
    "file": "sheet.file",
    "sheet": "sheet.sheet",
    **own("office", "found", "rows", "contacts"),
}


@dataclass(frozen=True, slots=True)
class WarningEntry:
    """What fails or lags; `assessed` is the status that a person has given it."""

    json: ClassVar[Shape] = {
        **_ITEM,
        "unit": "result.indicator.unit",
        "severity": "severity",
        "status": "result.status",
        "assessed_status": "assessed",
        "gap": "result.gap",
        "needed_per_year": "result.needed_per_year",
    }
    result: IndicatorResult
    severity: Weight
    assessed: Status | None


class Why(StrEnum):
    """Why an item has to be reported again."""

    NO_DATA = "no_data"
    YEARS = "years"
    """Years that count are missing."""
    FORM = "form"
    """The reporting basis (口径) is not stated, and the result depends on it."""
    PACE = "pace"
    """The verdict is settled; the pace is not, because a value is a bound."""
    UNDETERMINED = "undetermined"
    UNUSABLE = "unusable"


class ReportedCell(NamedTuple):
    """A value, as reported, that does not settle the verdict or cannot be used."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingEntry:
    """What is missing or unusable. `sheet` is where it is asked for, if that is known.

    `years` are those without a value, `empty` the cells where they belong, `cells` those with a
    value that cannot be used. `office` is asked for it, `contacts` (联系人) are to be called.
    `found`: the item has a row in some table; `rows` is the one sheet with rows of what is asked
    of no office.
    """

    json: ClassVar[Shape] = {**_ITEM, **own("why", "years", "cells", "empty"), **_WHOSE}
    result: IndicatorResult
    why: Why
    years: tuple[int, ...]
    cells: tuple[ReportedCell, ...]
    empty: tuple[EmptyCell, ...]
    sheet: Place | None
    office: str | None
    found: bool
    rows: Place | None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreported:
    """The commitments and milestones of one task that nobody has reported, by id.

    `sheet` and `office` are whom they are asked of, if that is known; `found` and `rows` as above.
    """

    json: ClassVar[Shape] = {**own("task", "commitments", "milestones"), **_WHOSE}
    task: str
    commitments: tuple[str, ...]
    milestones: tuple[str, ...]
    sheet: Place | None
    office: str | None
    found: bool
    rows: Place | None
    contacts: tuple[Contact, ...] = ()

    @property
    def count(self) -> int:
        return len(self.commitments) + len(self.milestones)


_NOWHERE = ("", "", 0, 0)

Whose = tuple[Place | None, str | None, bool, Place | None]
"""Sheet, office, whether there are rows, and in which one sheet of nobody's."""


def whose(one: MissingEntry | Unreported) -> Whose:
    """The key by which entries are grouped."""
    return (one.sheet, one.office, one.found or one.sheet is not None, one.rows)


def whose_order(one: Whose) -> tuple[object, ...]:
    """What is asked of no sheet, and within a sheet of no office, comes last.

    After all others comes what stands in no table.
    """
    sheet, office, found, rows = one
    place, other = (spot.sort_key() if spot else _NOWHERE for spot in (sheet, rows))
    return (sheet is None, not found, place, office is None, office or "", rows is None, other)


class Lists(NamedTuple):
    """`warnings` by severity, then in the plan's order.

    `missing` by sheet, office, order; `unreported` by sheet, office, task.
    """

    warnings: tuple[WarningEntry, ...]
    missing: tuple[MissingEntry, ...]
    unreported: tuple[Unreported, ...]
