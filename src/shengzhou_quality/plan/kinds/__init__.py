"""The closed set of kinds: one module a kind, its YAML shape, how it judges and its steps.

A new kind is a module here and its line in this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final, cast

from shengzhou_quality.plan.kinds.measured import MeasuredIndicator
from shengzhou_quality.plan.kinds.states import StatesIndicator

__all__ = ["CLASSES", "KINDS", "LEFT_TO_PEOPLE", "AnyIndicator", "MeasuredIndicator",
           "StatesIndicator"]  # fmt: skip

AnyIndicator = MeasuredIndicator | StatesIndicator
"""An indicator of any kind, with figures or with states."""

LEFT_TO_PEOPLE: Final = "narrative"
"""The kind of an indicator whose target is no form that is known."""

CLASSES: Final[dict[str, str]] = {
    "level": "Level",
    "maintain": "Maintain",
    "cumulative": "Cumulative",
    "average_growth": "AverageGrowth",
    "change": "Change",
    "mean_level": "MeanLevel",
    "yearly": "Yearly",
    "milestone": "Milestone",
    "relative": "Relative",
    "trend": "DeclaredTrend",
    LEFT_TO_PEOPLE: "Narrative",
}
"""The class of each kind, in the module that has the kind's name."""


class _Kinds(Mapping[str, type[AnyIndicator]]):
    """The kinds by name; the module of each is imported when the kind is first asked for."""

    def __getitem__(self, name: str) -> type[AnyIndicator]:
        written = CLASSES[name]
        return cast("type[AnyIndicator]", getattr(import_module(f"{__name__}.{name}"), written))

    def __iter__(self) -> Iterator[str]:
        return iter(CLASSES)

    def __len__(self) -> int:
        return len(CLASSES)

    def __contains__(self, name: object) -> bool:
        return name in CLASSES


KINDS: Final = _Kinds()
