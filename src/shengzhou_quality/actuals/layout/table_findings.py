"""What reading a table has gathered so far: observations, provenance, findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from shengzhou_quality.actuals.limits import USUAL
from shengzhou_quality.actuals.model import (
    Assessment,
    Cell,
    Observation,
    Provenance,
    Settlement,
)
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity, refusal
from shengzhou_quality.plan.kinds import AnyIndicator


@dataclass(slots=True)
class Layout:
    """Everything that the sheets gave, and which indicators have a row in them.

    `assessment_tables` counts the tables of assessments and of settled doubts, those without
    any row too.
    """

    observations: list[Observation] = field(default_factory=list)
    provenance: list[Provenance] = field(default_factory=list)
    assessments: list[Assessment] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)
    assessment_tables: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    matched_rows: int = 0
    matched: dict[str, list[Place]] = field(default_factory=dict)
    empty: dict[tuple[str, int], Place] = field(default_factory=dict)
    """By indicator and year the first cell that has no value."""
    most_values: int = USUAL.values

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
        severity: Severity,
        cell: Cell,
        indicator: AnyIndicator | None = None,
        **parameters: Parameter,
    ) -> None:
        """A finding at `cell`, which quotes its text unless told otherwise."""
        named: dict[str, Parameter] = {"text": cell.text, **parameters}
        if indicator is not None:
            named.setdefault("name", indicator.name)
        identity = indicator.id if indicator else None
        self.diagnostics.append(Diagnostic(code, severity, cell.place, identity, named))
