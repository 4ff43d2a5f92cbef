"""Apply settled doubts: a value that the evaluators confirmed is judged as it was read."""

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
    """Restore implausible values that the evaluators have settled.

    A settlement quotes the same text as the finding in `findings`, which is the value in the
    plan's unit; so a value is settled exactly if its finding is.
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
