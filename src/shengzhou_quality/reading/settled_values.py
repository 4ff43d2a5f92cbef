"""Settled doubts applied to the values: what was looked into stands as it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.reported import Observation, Settlement


def with_settled_values(
    observations: Iterable[Observation],
    settlements: Sequence[Settlement],
    findings: Iterable[Diagnostic] = (),
) -> list[Observation]:
    """An implausible value that the evaluators have settled is judged as any other.

    A settlement quotes what the doubt among `findings` quotes, which is the value in the plan's
    unit: a value is settled where its doubt is.
    """
    quoted = {
        finding.place: str(finding.parameters.get("text", ""))
        for finding in findings
        if finding.code == "implausible"
    }
    return [
        replace(seen, value=seen.implausible, implausible=None)
        if seen.implausible is not None
        and any(
            one.is_of(
                "implausible", seen.indicator, str(seen.year), quoted.get(seen.place, seen.text)
            )
            for one in settlements
        )
        else seen
        for seen in observations
    ]
