"""The two lists that a bureau acts on, as data: 预警清单 and 催报清单."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shengzhou_quality.diagnostics import Place, Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.status import Status


@dataclass(frozen=True, slots=True)
class WarningEntry:
    """What fails or lags; `assessed` is the status that a person has given it."""

    result: IndicatorResult
    severity: Severity
    assessed: Status | None


class Why(StrEnum):
    """Why something is asked for again."""

    NO_DATA = "no_data"
    YEARS = "years"
    """Years that count are missing."""
    FORM = "form"
    """The 口径 is not stated, and it matters."""
    PACE = "pace"
    """The verdict is settled; the pace is not, because a value is a bound."""
    UNDETERMINED = "undetermined"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class ReportedCell:
    """A value that settles nothing or cannot be used, as reported."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingEntry:
    """What is missing or unusable. `sheet` is where it belongs, as far as the data shows it.

    `years` are those without a value, `cells` those with one that cannot be used.
    """

    result: IndicatorResult
    why: Why
    years: tuple[int, ...]
    cells: tuple[ReportedCell, ...]
    sheet: Place | None
    office: str | None


@dataclass(frozen=True, slots=True)
class Unreported:
    """The commitments and milestones of one task that nobody has reported, by id.

    `sheet` and `office` are of their rows, if they have any.
    """

    task: str
    commitments: tuple[str, ...]
    milestones: tuple[str, ...]
    sheet: Place | None
    office: str | None


def place_order(
    sheet: Place | None, office: str | None
) -> tuple[bool, tuple[str, str, int, int], bool, str]:
    """What belongs to no sheet, and within a sheet to no office, comes last."""
    place = sheet.sort_key() if sheet else ("", "", 0, 0)
    return (sheet is None, place, office is None, office or "")


@dataclass(frozen=True, slots=True)
class Lists:
    """`warnings` by severity, then in the plan's order.

    `missing` by sheet, office, order; `unreported` by sheet, office, task.
    """

    warnings: tuple[WarningEntry, ...]
    missing: tuple[MissingEntry, ...]
    unreported: tuple[Unreported, ...]
