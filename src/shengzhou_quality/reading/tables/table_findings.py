"""Collect what the tables yield: observations, provenance, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity, refusal
from shengzhou_quality.limits import USUAL, quoted
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.areas import Areas
from shengzhou_quality.reported import (
    Assessment,
    Cell,
    EmptyCell,
    MissingMark,
    Observation,
    Provenance,
    Settlement,
)


class OfAnotherArea(NamedTuple):
    """A row of another area: the cell that names the area, and the header of its column."""

    cell: Cell
    area: str
    head: Cell | None = None


class OtherNumber(NamedTuple):
    """A row whose number is not the number of the item that it names."""

    cell: Cell
    number: str
    indicator: AnyIndicator


@dataclass(slots=True)
class Layout:
    """Everything that the sheets gave, and which indicators have a row in them.

    `assessment_tables` counts the tables of assessments and of settled doubts, those without
    any row too. `empty` has the first empty cell of each item, year and sheet, `marks` those
    that say that there is no value.
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
    marks: list[MissingMark] = field(default_factory=list)
    most_values: int = USUAL.values
    areas: Areas = field(default_factory=Areas)
    other_areas: list[OfAnotherArea] = field(default_factory=list)
    """Rows of other areas in the current sheet, until they are reported."""
    numbers: list[OtherNumber] = field(default_factory=list)
    """Numbers in the current sheet that differ from its names, until they are reported."""
    numbered: int = 0
    """How many rows of the current sheet name an item and have a number."""

    filled_by: Mapping[Place, str] = field(default_factory=dict)
    """The office of the 填报单位 line of each sheet."""

    row_offices: dict[Place, str] = field(default_factory=dict)
    """The 责任单位 of the row of each cell that a finding is about."""

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
        """Add a finding at `cell`; it quotes the text of the cell unless `text` is given.

        `severity` is given where it depends on the case.
        """
        named: dict[str, Parameter] = {"text": quoted(cell.text), **parameters}
        if indicator is not None:
            named.setdefault("name", indicator.name)
        identity = indicator.id if indicator else None
        self.diagnostics.append(Diagnostic(code, cell.place, identity, named, severity=severity))


_REASONS = frozenset({"another-area", "no-name-column"})
"""Findings that explain why no row was read; errors if the file holds nothing else."""


def why_nothing(layout: Layout, file: Place) -> list[Diagnostic]:
    """Explain why a file has no row of the plan: other names, another area, or no table at all.

    Many unknown names become one finding, which replaces the findings about each of them; a
    single unknown name is the reason itself.
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
