"""Settled doubts applied to the values: what was looked into stands as it was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shengzhou_quality.actuals.model import Observation, Settlement


def with_settled_values(
    observations: Iterable[Observation], settlements: Sequence[Settlement]
) -> list[Observation]:
    """An implausible value that the evaluators have settled is judged as any other."""
    return [
        replace(seen, value=seen.implausible, implausible=None)
        if seen.implausible is not None
        and any(
            one.is_of("implausible", seen.indicator, str(seen.year), seen.text)
            for one in settlements
        )
        else seen
        for seen in observations
    ]
