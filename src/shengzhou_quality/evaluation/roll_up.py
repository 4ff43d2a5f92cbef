"""The roll-up of a batch: outcomes counted together, one after the other, never kept whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from shengzhou_quality.contract import Shape, own
from shengzhou_quality.evaluation.outcome import Outcome
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.judgement import Status
from shengzhou_quality.plan.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """What all submissions of a run come to. `by_indicator` counts the statuses of each by id."""

    json: ClassVar[Shape] = own("submissions", "files", "exit_code")
    plan: Plan
    submissions: int
    files: int
    conclusions: Mapping[Conclusion | None, int]
    by_indicator: Mapping[str, Mapping[Status, int]]
    exit_code: int


@dataclass(slots=True)
class Tally:
    """Counts outcomes as they come."""

    plan: Plan
    submissions: int = 0
    files: int = 0
    conclusions: Counter[Conclusion | None] = field(default_factory=Counter)
    by_indicator: dict[str, Counter[Status]] = field(default_factory=dict)
    exit_codes: Counter[int] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        self.submissions += 1
        self.files += len(outcome.files)
        self.conclusions[outcome.conclusion] += 1
        self.exit_codes[outcome.exit_code] += 1
        for one in outcome.indicators:
            self.by_indicator.setdefault(one.id, Counter())[one.status] += 1

    def roll_up(self) -> RollUp:
        """The exit code is that of the worst file; 2 only where nothing could be judged."""
        judged = self.exit_codes[0] + self.exit_codes[1]
        worst = 1 if self.exit_codes[1] or self.exit_codes[2] else 0
        return RollUp(
            plan=self.plan,
            submissions=self.submissions,
            files=self.files,
            conclusions=self.conclusions,
            by_indicator=self.by_indicator,
            exit_code=worst if judged else 2,
        )
