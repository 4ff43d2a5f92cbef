"""What offices reported: sheets of cells, then observations, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shengzhou_quality.diagnostics import Diagnostic, Place
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something. Every reader yields these, whatever its format.

    `text` is what stands there; of a number its digits, of a `percent` cell those of the
    percentage (a stored 0.57 shown as 57% is `57`). `fault` is the code of what makes the
    cell itself unusable (an error value, a formula that was never calculated, a date).
    """

    text: str
    place: Place
    percent: bool = False
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of cells by column number; empty cells are left out."""

    place: Place
    rows: tuple[Mapping[int, Cell], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its path as typed, and the SHA-256 of its bytes in hex."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One reported value for one indicator and one year, with the place it came from.

    `value` is an interval in the indicator's unit, or the rank of a milestone's state;
    `None` is a value that could not be read. `partial` is the part of the year that it
    covers as written (1-9月), `None` for a full year.
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


@dataclass(frozen=True, slots=True)
class Actuals:
    """All that was reported in one run, and what was found wrong with it."""

    observations: tuple[Observation, ...]
    sources: tuple[Source, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
