"""What was sent: sheets of cells, then observations and assessments, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something. Every reader yields these, whatever its format.

    `text` is what stands there; of a number its digits, of a `percent` cell those of the
    percentage (a stored 0.57 shown as 57% is `57`), of a date `2025-12-31`, of a date with
    a time `2025-12-31 08:30:00`, of a time `08:30:00`, of a yes or no `TRUE` or `FALSE`.
    `fault` is the code of what makes the cell itself unusable as a value (`error-cell`,
    `not-calculated`, `date-cell`, `not-a-number`, `struck-out`, `text-too-long`,
    `format-changes-value`). `shown` is what the cell shows where `text` is not all of it: with
    a raised footnote mark, or as its number format changes it.
    """

    text: str
    place: Place
    percent: bool = False
    fault: str | None = None
    shown: str | None = None


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


PREFILLED_SHEET = "sqc-prefilled"
"""The hidden sheet in which a form lists the values that it came with (`printed.py`)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path as typed, the SHA-256 of its bytes in hex, its sheets."""

    path: str
    sha256: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value that its own table says is wrong: its text, its place, and what it was read as."""

    text: str
    place: Place
    value: Interval | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One reported value for one indicator and one year, with the place it came from.

    `indicator` is the id also of a commitment or a milestone that is judged by itself.

    `value` is an interval in the indicator's unit, or the rank of a milestone's state;
    `None` is a value that could not be read. `partial` is the part of the year that it
    covers as written (1-9月), `None` for a full year. `completed` is the date on which a
    milestone was completed, as written. A state without one is `undated`: it is as of the
    reporting, and `year` the latest one that the data has (`placing.py`). `printed`: what the
    form itself had in the cell, unchanged: it says nothing new and tells of no office.
    `partial_at` is where a part of the year is said. `corrects` is the value before
    correction (更正前) that this one replaces. `part` is the population of the indicator that
    it is about, where they are reported apart; once they are joined, `apart` is what each of
    them gave.

    `implausible` is the value as read where it is hard to believe: `value` is then any number
    that is possible at all, until the evaluators settle it. `bare`: its cell names no unit.
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
    partial_at: Place | None = None
    name_says_mean: bool = False
    evidence: str | None = None
    completed: str | None = None
    undated: bool = False
    printed: bool = False
    corrects: Replaced | None = None
    implausible: Interval | None = None
    bare: bool = False
    part: str | None = None
    apart: tuple[tuple[str, str | None], ...] = ()

    @property
    def as_read(self) -> Interval | int | None:
        """The value as it stands there, believable or not."""
        return self.value if self.implausible is None else self.implausible

    @property
    def is_full_year(self) -> bool:
        """Neither foreseen nor of a part of the year: what alone can settle a year."""
        return not (self.forecast or self.partial)


def finding_on(
    seen: Observation,
    code: str,
    name: str,
    **parameters: Parameter,
) -> Diagnostic:
    """A finding at the cell of an observation; `name` is that of its item."""
    named: dict[str, Parameter] = {"text": seen.text, "name": name, **parameters}
    return Diagnostic(code, seen.place, seen.indicator, named)


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


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """A cell in which a value could stand: that of `year`, or a state where it is `None`."""

    year: int | None
    place: Place


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """数据核实: the evaluators have looked into a doubt, and the value stands as written.

    It holds for the findings of this `code` on this item and year that quote this `text`,
    so that it ends when the value changes.
    """

    code: str
    place: Place
    reason: str
    item: str | None = None
    year: str | None = None
    text: str = ""
    by: str | None = None
    date: str | None = None

    def is_of(self, code: str, item: str | None, year: str | None, text: str) -> bool:
        """Whether it is of a finding: `year` is `None` where the finding tells of none."""
        same_year = self.year == year or (year is None and self.year is not None)
        same_text = "".join(self.text.split()) == "".join(text.split())
        return self.code == code and self.item == item and same_year and same_text


@dataclass(frozen=True, slots=True)
class Actuals:
    """All that was reported in one run, and what was found wrong with it.

    `matched` holds the ids of what has a row, with a value or without, and where it stands.
    `assessments` are at most one for each item; `opinions` are those that stand in submitted
    files: they are shown as the office's, and count for nothing. By id, too: `empty` holds the
    cells of its rows that hold nothing, `offices` the office (责任单位) that each sheet names
    beside it.
    """

    observations: tuple[Observation, ...]
    sources: tuple[Source, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    matched: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    provenance: tuple[Provenance, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    opinions: tuple[Assessment, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    empty: Mapping[str, tuple[EmptyCell, ...]] = field(default_factory=dict)
    offices: Mapping[str, Mapping[Place, str]] = field(default_factory=dict)
