"""Why nothing in a file belongs to the plan: other names, another area, or no table at all."""

from __future__ import annotations

from dataclasses import replace

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity
from shengzhou_quality.reading.tables.table_findings import Layout

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
