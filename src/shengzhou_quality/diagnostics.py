"""A finding about an input: its code, its place and its parameters.

This module holds no sentences: the message catalogues turn a code and its parameters
into words, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar, NamedTuple

from shengzhou_quality.contract import IN_WORDS, Rule, Shape, own
from shengzhou_quality.findings import SEVERITIES


class Severity(StrEnum):
    """The severity of a finding or a status. Only `ERROR` alone can make a run fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(NamedTuple):
    """A place in an input: a cell of a sheet, or a line and column of a text.

    `row` and `column` count from 1. With a `sheet` they name a cell (`G7`),
    without one a line and a column.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str | None:
        if self.sheet is None or self.row is None or self.column is None:
            return None
        letters, number = "", self.column
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{letters}{self.row}"

    @property
    def whole(self) -> Place:
        """The sheet of the place, or the file if it has no sheets."""
        return Place(self.file, self.sheet)

    @property
    def line(self) -> int | None:
        return self.row if self.sheet is None else None

    @property
    def line_column(self) -> int | None:
        return self.column if self.sheet is None else None

    def __str__(self) -> str:
        """`data.xlsx:实际值!G7` for a cell, `actuals.yaml:12:9` for a text."""
        if self.sheet is not None:
            return f"{self.file}:{self.sheet}" + (f"!{self.cell}" if self.cell else "")
        return ":".join(str(part) for part in (self.file, self.row, self.column) if part)

    def sort_key(self) -> tuple[str, str, int, int]:
        return (self.file, self.sheet or "", self.row or 0, self.column or 0)


Parameter = str | int | tuple[str, ...]


class Settled(NamedTuple):
    """Why a doubt is settled: who checked it, when, and the cell that records it."""

    reason: str
    by: str | None
    date: str | None
    place: Place


@dataclass(frozen=True, slots=True, init=False)
class Diagnostic:
    """One finding. `indicator` is the id of the indicator it belongs to, if any.

    A parameter value is data, quoted from the input or the plan, never a sentence. The table
    `findings` holds every code with its default severity; `severity` overrides it. A doubt that
    the evaluators have `settled` no longer counts.
    """

    json: ClassVar[Shape] = {
        **own("code", "severity"),
        "message": IN_WORDS,
        "hint": IN_WORDS,
        **own("indicator", "settled"),
        "location": {
            "file": "place.file",
            "sheet": "place.sheet",
            "cell": "place.cell",
            "line": "place.line",
            "column": "place.line_column",
        },
        **own("year", "text"),
    }
    code: Annotated[str, Rule(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    severity: Severity
    place: Place | None
    indicator: str | None
    parameters: dict[str, Parameter] = field(hash=False)
    settled: Settled | None

    def __init__(
        self,
        code: str,
        place: Place | None = None,
        indicator: str | None = None,
        parameters: dict[str, Parameter] | None = None,
        *,
        severity: Severity | None = None,
        settled: Settled | None = None,
    ) -> None:
        possible = SEVERITIES[code]
        if severity not in (None, Severity.INFO, *possible):
            raise ValueError(f"{code} is never of severity {severity}")
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "severity", severity or Severity(possible[0]))
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "indicator", indicator)
        object.__setattr__(self, "parameters", {} if parameters is None else parameters)
        object.__setattr__(self, "settled", settled)

    @property
    def year(self) -> int | None:
        """The year of the value that it is about, if it names one."""
        year = str(self.parameters.get("year", ""))
        return int(year) if year.isascii() and year.isdigit() else None

    @property
    def text(self) -> str | None:
        """The value that it is about, as written: by it the same finding is known again."""
        text = self.parameters.get("text")
        return text if isinstance(text, str) else None

    def sort_key(self) -> tuple[tuple[str, str, int, int], str, tuple[int, str], str]:
        place = self.place.sort_key() if self.place else ("", "", 0, 0)
        number = self.indicator or ""  # "5" comes before "10", as in the plan
        return (place, self.code, (len(number), number), repr(sorted(self.parameters.items())))


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, sheet, row, column, code, then indicator; drop duplicates."""
    once = {finding.sort_key(): finding for finding in diagnostics}
    return tuple(once[key] for key in sorted(once))


def counted(diagnostics: Iterable[Diagnostic], most: int) -> list[Diagnostic]:
    """Keep the first `most` findings per code and file; summarise the rest as a count.

    The summary has the worst severity of the findings that it replaces.
    """
    listed: list[Diagnostic] = []
    by_kind: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in diagnostics:
        kind = (finding.place.file if finding.place else "", finding.code)
        alike = by_kind.setdefault(kind, [])
        alike.append(finding)
        if len(alike) <= most:
            listed.append(finding)
    for (file, code), alike in by_kind.items():
        beyond = alike[most:]
        if beyond:
            worst = min((finding.severity for finding in beyond), key=list(Severity).index)
            details: dict[str, Parameter] = {"kind": code, "count": len(beyond)}
            place = Place(file) if file else None
            listed.append(Diagnostic("more-findings", place, parameters=details, severity=worst))
    return listed


class InputError(Exception):
    """Nothing could be judged: an unreadable file, a broken plan, a wrong option.

    The error carries the findings with the reasons; the command line shows them and exits with 2.
    """

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__(", ".join(finding.code for finding in diagnostics))
        self.diagnostics = in_order(diagnostics)


def refusal(code: str, place: Place, **parameters: Parameter) -> InputError:
    """Build the `InputError` for the single finding that makes a file unusable."""
    return InputError(Diagnostic(code, place, parameters=dict(parameters)))
