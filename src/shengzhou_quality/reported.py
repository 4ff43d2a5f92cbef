"""What offices reported: sheets of cells, then observations and opinions, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NamedTuple

from shengzhou_quality.contract import HowMany, Sha256, Shape, own
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form


class Cell(NamedTuple):
    """One cell with content. Every reader yields these, whatever its format.

    `text` is the cell's text. A number is written in digits, a `percent` cell as its percentage
    (a stored 0.57 shown as 57% is `57`), a date as `2025-12-31`, a date with a time as
    `2025-12-31 08:30:00`, a time as `08:30:00`, a boolean as `TRUE` or `FALSE`.
    `fault` is a code if the cell itself cannot be used as a value (`error-cell`,
    `not-calculated`, `date-cell`, `not-a-number`, `struck-out`, `text-too-long`,
    `format-changes-value`). `shown` is what the cell shows if that differs from `text`: with a
    superscript footnote mark, or as its number format changes it.
    """

    text: str
    place: Place
    percent: bool = False
    fault: str | None = None
    shown: str | None = None


class Span(NamedTuple):
    """A merged area: its first and last row and column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """Rows of cells by column number, from top to bottom; empty cells and rows are left out.

    Each area of `merged` shows one cell, at its top left, and contains no other. Merged areas
    do not overlap, and none reaches beyond the area that holds cells.
    `listed`: the rows come from a list, not from a sheet, and the first row heads the others.
    `follows`: numbers of rows that count as directly below the row before them: in a long file, the
    rows of other entities between the two were left out).
    """

    place: Place
    rows: tuple[Mapping[int, Cell], ...]
    merged: tuple[Span, ...] = ()
    listed: bool = False
    follows: frozenset[int] = frozenset()


PREFILLED_SHEET = "sqc-prefilled"
"""The hidden sheet in which a template lists its prefilled values (`printed.py`)."""


class Source(NamedTuple):
    """A file that was read: its path as typed, the SHA-256 of its bytes in hex, its sheets.

    `of_values`: values are read from it, not only opinions or offices.
    `replaced`: the user says that later files replace it (`--replaces`); `standing` is then how
    many of its values are still used, else `None`.
    """

    path: str
    sha256: Sha256
    sheets: tuple[str, ...] = ()
    of_values: bool = True
    replaced: bool = False
    standing: HowMany | None = None

    @property
    def is_current(self) -> bool:
        """Whether it is a file of values that no other replaces."""
        return self.of_values and not self.replaced


class Replaced(NamedTuple):
    """A value that another one replaces: its text, its place, and how it was read."""

    text: str
    place: Place
    value: Interval | int | None


class Observation(NamedTuple):
    """One reported value for one indicator and one year, with the place it came from.

    `indicator` is the id of an indicator, or of a commitment or milestone judged on its own.

    `value` is an interval in the indicator's unit, or the rank of a milestone's state;
    `None` if the value could not be read. `partial` is the part of the year that it covers, as
    written (1-9月), `None` for a full year; `partial_at` is the place that says so.
    `completed` is the completion date of a milestone, as written. A state without a date is
    `undated`: it is the state at reporting, and `year` is the latest year with data
    (`settle.py`). `printed`: the template's own text, unchanged, so no office reported it.
    `corrects` is the value before correction (更正前) that this value replaces; `replaces` are
    the values of replaced files for which it stands, the oldest first. `part` is the
    population of the indicator that the value covers, if the office reports the populations
    apart; after they are joined, `apart` holds the value of each.

    If the value is not plausible, `implausible` is the value as read, and `value` is every
    possible number until the evaluators settle it. `bare`: the cell names no unit.
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
    replaces: tuple[Replaced, ...] = ()

    @property
    def as_read(self) -> Interval | int | None:
        """The value as written, plausible or not."""
        return self.value if self.implausible is None else self.implausible

    @property
    def is_full_year(self) -> bool:
        """Neither a forecast nor part of a year: only such a value can settle a year."""
        return not (self.forecast or self.partial)


def finding_on(
    seen: Observation,
    code: str,
    name: str,
    **parameters: Parameter,
) -> Diagnostic:
    """A finding at the cell of an observation; `name` is the name of its item."""
    named: dict[str, Parameter] = {"text": seen.text, "name": name, **parameters}
    return Diagnostic(code, seen.place, seen.indicator, named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a row says that its values come from; `year` if they all belong to one year.

    `place` is the first cell that says so, `places` the first of each field by the field's name.
    """

    json: ClassVar[Shape] = own("year", "office", "source", "evidence", "remark", "place")
    indicator: str
    place: Place
    year: int | None = None
    office: str | None = None
    source: str | None = None
    evidence: str | None = None
    remark: str | None = None
    places: Mapping[str, Place] = field(default_factory=dict, hash=False)

    def place_of(self, name: str) -> Place:
        return self.places.get(name, self.place)

    @property
    def text(self) -> str:
        """What it says in its own words, of what is left to people."""
        return self.remark or ""


class Contact(NamedTuple):
    """联系人 of an office, as the file with the offices (分工表) gives it."""

    name: str | None
    phone: str | None


class SaidBy(StrEnum):
    """What says which office is responsible, the first that says so rules."""

    ASSIGNED = "assigned"
    """The file with the offices (分工表)."""
    PLAN = "plan"
    COLUMN = "column"
    """The 责任单位 column of a submitted table."""
    WORKBOOK = "workbook"
    """The 填报单位 line of a workbook that reports the item."""


class Responsible(NamedTuple):
    """责任单位 of one item: the office that leads, and those that support it (配合)."""

    office: str
    said_by: SaidBy
    supporting: tuple[str, ...] = ()
    contact: Contact | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return (self.office, *self.supporting)


class EmptyCell(NamedTuple):
    """An empty cell for the value of `year`, or for a state if `year` is `None`."""

    year: int | None
    place: Place


class MissingMark(NamedTuple):
    """A cell that says that there is no value: `—`, 无. `year` is `None` for a state."""

    indicator: str
    year: int | None
    text: str
    place: Place


class Assessment(NamedTuple):
    """评估意见: a person's judgement of one item, with its reason and its cell.

    `item` is the id of an indicator, a commitment or a milestone. At least one of three fields
    is given: `status`, the code of a status; `excluded`, which excludes the item (不纳入评估);
    `baseline`, a revised baseline, in the item's unit.
    """

    item: str
    place: Place
    reason: str
    status: str | None = None
    excluded: bool = False
    baseline: str | None = None
    by: str | None = None
    date: str | None = None


class Settlement(NamedTuple):
    """数据核实: the evaluators have checked a doubt and confirmed the value as written.

    It settles the findings with this `code` on this item and year that quote this `text`, so
    it ends when the value changes.
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
        """Whether it settles a finding; `year` is `None` if the finding names no year."""
        same_year = self.year == year or (year is None and self.year is not None)
        same_text = "".join(self.text.split()) == "".join(text.split())
        return self.code == code and self.item == item and same_year and same_text


@dataclass(frozen=True, slots=True)
class Actuals:
    """All that was reported in one run, and all findings about it.

    `matched` maps the id of each item with a row, with or without a value, to its places.
    `assessments` has at most one entry for each item. `opinions` come from submitted files:
    they are shown as the office's opinion and change no result. `empty` maps an id to the empty
    cells of its rows, `offices` an id to the office (责任单位) that each sheet names for it.
    `assigned` maps an id to the office that the file with the offices (分工表) gives it,
    `filled_by` a sheet to the office of its 填报单位 line, and `row_offices` the cell of a finding
    to the 责任单位 that its row names, also where the row is of no item. `unread` maps an id to
    the sheets that name it beside a value and of which no value of it was read.
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
    assigned: Mapping[str, Responsible] = field(default_factory=dict)
    filled_by: Mapping[Place, str] = field(default_factory=dict)
    row_offices: Mapping[Place, str] = field(default_factory=dict)
    unread: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
