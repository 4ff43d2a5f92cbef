"""What a person has to settle after an import: a question, or a proposal by a written rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.findings import SEVERITIES

OPEN = "warning"
"""The severity of a question; a proposal is an info."""


class Doubt(NamedTuple):
    """One doubt. Its code is of the group `import` in findings.py, whose words say it.

    `field` is the key of the plan file that it concerns (`target`, `direction`, `unit` …).
    """

    code: str
    field: str | None = None
    parameters: Mapping[str, Parameter] = {}

    @property
    def is_open(self) -> bool:
        """Whether a person has to decide; else a rule proposed something that may be right."""
        return SEVERITIES[self.code][0] == OPEN

    def at(self, place: Place | None, indicator: str | None = None) -> Diagnostic:
        """The doubt as a finding of the row at `place`."""
        return Diagnostic(self.code, place, indicator, dict(self.parameters))
