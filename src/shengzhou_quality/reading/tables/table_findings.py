"""What reading a table has gathered so far: observations, provenance, findings."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity, refusal
from shengzhou_quality.limits import USUAL, quoted
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reported import (
    Assessment,
    Cell,
    EmptyCell,
    Observation,
    Provenance,
    Settlement,
)


@dataclass(frozen=True, slots=True)
class OfAnotherArea:
    """A row that is not read: the cell that says whose it is, and the head of its column."""

    cell: Cell
    area: str
    head: Cell | None = None


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A row whose number is not that of the item which it names."""

    cell: Cell
    number: str
    indicator: AnyIndicator


@dataclass(slots=True)
class Layout:
    """Everything that the sheets gave, and which indicators have a row in them.

    `assessment_tables` counts the tables of assessments and of settled doubts, those without
    any row too. `empty` has the first empty cell of each item, year and sheet.
    """

    observations: list[Observation] = field(default_factory=list)
    provenance: list[Provenance] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)
    assessment_tables: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    matched_rows: int = 0
    matched: dict[str, list[Place]] = field(default_factory=dict)
    empty: dict[tuple[str, int | None, Place], EmptyCell] = field(default_factory=dict)
    most_values: int = USUAL.values
    areas: Areas = field(default_factory=Areas)
    other_areas: list[OfAnotherArea] = field(default_factory=list)
    """Rows of the sheet at hand that are of other areas, until they are told."""
    numbers: list[OtherNumber] = field(default_factory=list)
    """The numbers of the sheet at hand that differ from its names, until they are told."""
    numbered: int = 0
    """How many rows of the sheet at hand name an item and have a number."""

    values: int = 0

    def count_value(self, cell: Cell) -> None:
        """Raises `InputError` when there are more values than any collection has."""
        self.values += 1
        if self.values > self.most_values:
            limit = f"{self.most_values:,}"
            raise refusal("too-many-values", Place(cell.place.file), limit=limit)

    def say(
        self,
        code: str,
        cell: Cell,
        indicator: AnyIndicator | None = None,
        severity: Severity | None = None,
        /,
        **parameters: Parameter,
    ) -> None:
        """A finding at `cell`, which quotes its text unless told otherwise.

        `severity` where that depends on the case.
        """
        named: dict[str, Parameter] = {"text": quoted(cell.text), **parameters}
        if indicator is not None:
            named.setdefault("name", indicator.name)
        identity = indicator.id if indicator else None
        self.diagnostics.append(Diagnostic(code, cell.place, identity, named, severity=severity))


_REASONS = frozenset({"another-area", "no-name-column"})
"""Findings that say themselves why no row was read: errors, where a file holds nothing else."""


def why_nothing(layout: Layout, file: Place) -> list[Diagnostic]:
    """What to say of a file without a row of the plan, beside the findings that it has.

    Many unknown names are one finding, which takes the place of those about each of them; a
    single one is the reason itself.
    """
    unknown = [one for one in layout.diagnostics if one.code == "unknown-indicator"]
    names = {str(one.parameters["text"]) for one in unknown}
    others = [one for one in layout.diagnostics if one.code != "unknown-indicator"]
    if len(names) == 1:
        layout.diagnostics = [*others, *(replace(one, severity=Severity.ERROR) for one in unknown)]
        return []
    if names:
        layout.diagnostics = others
        first = str(unknown[0].parameters["text"])
        details: dict[str, Parameter] = {"count": len(names), "text": first, "variant": "names"}
        return [Diagnostic("nothing-to-judge", file, None, details)]
    reasons = {one.code for one in others if one.severity is not Severity.INFO}
    if reasons & _REASONS:
        layout.diagnostics = [
            replace(one, severity=Severity.ERROR) if one.code in _REASONS else one for one in others
        ]
        return []
    details = {"variant": "columns"} if reasons & {"column-not-read", "row-not-read"} else {}
    return [Diagnostic("nothing-to-judge", file, None, {**details})]
