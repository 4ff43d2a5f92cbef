"""Programs compared on the same files: rounds, ratios, tables and budgets."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from commands import NotDoneError, Time

OURS: Final = "sqc batch --jobs 1"
SLOW: Final = ("frictionless", "pandera")


@dataclass
class Report:
    """Tables go to stdout as they are measured; the budgets are kept for the last one."""

    budgets: list[tuple[str, str, str]] = field(default_factory=list)

    def table(self, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{' --- |' * len(head)}")
        for row in rows:
            print(f"| {' | '.join(row)} |")
        sys.stdout.flush()

    def at_least(self, what: str, figure: float, budget: float) -> None:
        self.budget(what, figure, f"at least {budget:g}", met=figure >= budget)

    def at_most(self, what: str, figure: float, budget: float) -> None:
        self.budget(what, figure, f"at most {budget:g}", met=figure <= budget)

    def budget(self, what: str, figure: float, limit: str, *, met: bool) -> None:
        self.budgets.append((f"{what}: {limit}", f"{figure:.2f}", "met" if met else "**missed**"))

    def not_measured(self, what: str, reason: object) -> None:
        self.budgets.append((what, "not measured", str(reason)))


def in_rounds(
    tasks: Mapping[str, Callable[[], Time]], rounds: int
) -> tuple[dict[str, list[Time]], dict[str, str]]:
    """Run all in each round, every second one backwards. Gives the times, and what failed.

    The slow peers run in the first round only.
    """
    found: dict[str, list[Time]] = {name: [] for name in tasks}
    failed: dict[str, str] = {}
    for number in range(rounds):
        for name in list(tasks)[:: -1 if number % 2 else 1]:
            if name in failed or (number and name in SLOW):
                continue
            try:
                found[name].append(tasks[name]())
            except NotDoneError as error:
                failed[name] = str(error)
    return found, failed


def against(reference: Sequence[Time], times: Sequence[Time]) -> tuple[float, float]:
    """Medians of the ratios of each round: how often faster than the reference."""
    pairs = list(zip(reference, times, strict=False))
    return (
        median(one.seconds / other.seconds for one, other in pairs),
        median(one.cpu / other.cpu for one, other in pairs),
    )


def in_mib(peak: float) -> str:
    """A process that is gone before anyone looks has no peak."""
    return f"{peak:.0f}" if peak else "–"
