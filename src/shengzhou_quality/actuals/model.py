"""What was sent: sheets of cells, then observations and assessments, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something. Every reader yields these, whatever its format.

    `text` is what stands there; of a number its digits, of a `percent` cell those of the
    percentage (a stored 0.57 shown as 57% is `57`), of a date `2025-12-31`, of a date with
    a time `2025-12-31 08:30:00`, of a time `08:30:00`, of a yes or no `TRUE` or `FALSE`.
    `fault` is the code of what makes the cell itself unusable as a value (`error-cell`,
    `not-calculated`, `date-cell`, `not-a-number`, `struck-out`, `text-too-long`).
    """

    text: str
    place: Place
    percent: bool = False
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A merged area: its first and last row and column, all counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells by column number, from top to bottom; empty cells and rows are left out.

    `merged` are the areas that show one cell, which stands at their top left: no other cell
    lies in them, they do not overlap, and none reaches beyond the area that holds cells.
    `listed`: the rows come from no sheet but from a list, and the first heads all others.
    """

    place: Place
    rows: tuple[Mapping[int, Cell], ...]
    merged: tuple[Span, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path as typed, the SHA-256 of its bytes in hex, its sheets."""

    path: str
    sha256: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One reported value for one indicator and one year, with the place it came from.

    `indicator` is the id also of a commitment or a milestone that is judged by itself.

    `value` is an interval in the indicator's unit, or the rank of a milestone's state;
    `None` is a value that could not be read. `partial` is the part of the year that it
    covers as written (1-9月), `None` for a full year. `completed` is the date on which a
    milestone was completed, as written. A state without one is `undated`: it is as of the
    reporting, and `year` the latest one that the data has (`placing.py`). `part` is the
    population of the indicator that it is about, where they are reported apart; once they
    are joined, `apart` is what each of them gave.
    """

    indicator: str
    year: int
    text: str
    place: Place
    value: Interval | int | None
    form: Form | None = None
    provisional: bool = False
    forecast: bool = False
    partial: str | None = None
    name_says_mean: bool = False
    evidence: str | None = None
    completed: str | None = None
    undated: bool = False
    part: str | None = None
    apart: tuple[tuple[str, str | None], ...] = ()

    @property
    def is_full_year(self) -> bool:
        """Neither foreseen nor of a part of the year: what alone can settle a year."""
        return not (self.forecast or self.partial)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a row says of where its values come from; `year` where they are of one year only.

    `place` is the first of the cells that say it.
    """

    indicator: str
    place: Place
    year: int | None = None
    office: str | None = None
    source: str | None = None
    evidence: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """评估意见: a person's judgement of one item, with its reason and the cell it stands in.

    `item` is the id of an indicator, a commitment or a milestone. At least one of three is
    given: `status`, the code of a status; `excluded`, which sets the item aside (不纳入评估);
    `baseline`, a revised one, a figure in the item's unit.
    """

    item: str
    place: Place
    reason: str
    status: str | None = None
    excluded: bool = False
    baseline: str | None = None
    by: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Actuals:
    """All that was reported in one run, and what was found wrong with it.

    `matched` holds the ids of what has a row, with a value or without, and where it stands.
    `assessments` are at most one for each item.
    """

    observations: tuple[Observation, ...]
    sources: tuple[Source, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    matched: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()
    assessments: tuple[Assessment, ...] = ()
