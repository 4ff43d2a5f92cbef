"""The report: everything that a page shows, computed once. Codes and figures, no sentences.

Figures are Decimals: reported values, their sums and differences exactly, all others
rounded half-even to six places after every comparison. Ratios (`progress`, `expected_progress`,
`pace`, completion rates) are shares of 1; the rest is in the indicator's unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from shengzhou_quality.contract import Each, HowMany, Shape, own, under
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.list_entries import Lists
from shengzhou_quality.evaluation.plan_marks import marks_among, told_together
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.reported import Source

if TYPE_CHECKING:  # only a run that compares needs it
    from shengzhou_quality.evaluation.comparison import Comparison


class FailOn(StrEnum):
    """What makes the exit code 1 (design §5)."""

    BINDING = "binding"
    ANY = "any"
    NEVER = "never"


class Conclusion(StrEnum):
    """What the evaluation comes to, whatever the exit code is made to be."""

    MET = "met"
    """Nothing fails, and nothing is to be watched."""
    FAILING = "failing"
    """An indicator that the gate counts fails or lags, or the data has an error."""
    ATTENTION = "attention"
    """Nothing fails; some indicators are to be watched."""
    NOT_JUDGED = "not_judged"
    """No indicator that the gate counts could be judged."""


class YearRule(StrEnum):
    """How the year judged was chosen."""

    GIVEN = "given"
    LATEST = "latest"
    LATEST_OF_OTHERS = "latest_of_others"
    """No indicator has a value; the latest year of the commitments and milestones."""
    NO_VALUES = "no_values"


class YearChoice(NamedTuple):
    """The rule, and how many of the indicators that have data have it for that year.

    Where no indicator has data, they are the commitments and milestones that have it.
    """

    rule: YearRule
    with_value: HowMany
    with_data: HowMany


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a group: met (verdict), judged (met or not met), and of each status.

    `completion_rate` is met / total, `completion_rate_judged` met / judged, `on_schedule_rate`
    on_schedule / total; each is `None` where it would divide by zero. `on_schedule` are those
    achieved, maintained, ahead or on track before the final year; in the final year both are
    `None`. `to_verify` are those undetermined, without data or with invalid data. Items that a
    person excluded are counted only in `excluded`. Of the undetermined ones `open_paces` have a
    verdict; only their pace is not settled, and `for_evaluators` wait for no office: their target
    gives no figure to judge by; `decided` of them have an opinion on the record. Of those
    maintained `outside` were not within the target in some year before.
    """

    json: ClassVar[Shape] = {
        **own("total", "excluded", "met"),
        "not_met": "verdicts.not_met",
        **own("judged", "completion_rate", "completion_rate_judged"),
        **own("on_schedule", "on_schedule_rate", "to_verify", "for_evaluators"),
        **{status.value: f"statuses.{status}" for status in Status if status is not Status.MET},
    }
    """`met` is the count of the verdict, which in the final year is also that of the status."""
    total: HowMany
    excluded: HowMany
    met: HowMany
    judged: HowMany
    completion_rate: Decimal | None
    completion_rate_judged: Decimal | None
    on_schedule: HowMany | None
    on_schedule_rate: Decimal | None
    to_verify: HowMany
    statuses: Mapping[Status, HowMany]
    verdicts: Mapping[Verdict, HowMany]
    for_evaluators: HowMany = 0
    decided: int = 0
    open_paces: int = 0
    outside: int = 0


@dataclass(frozen=True, slots=True)
class CategoryCount:
    json: ClassVar[Shape] = {**own("key", "name"), **under("count", Count)}
    key: str
    name: str
    name_en: str
    count: Count


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How the indicators, commitments and milestones of a task or safeguard stand; never a score.

    `milestones` are those that the plan demands, `encouraged` those that it only encourages.
    What restates another item is counted there and nowhere else. `left_to_people` commitments
    have no verdict and are in no count.
    """

    json: ClassVar[Shape] = {
        "id": "task.id",
        "title": "task.title",
        **under("count", Count),
        "commitments": {**under("commitments", Count), "left_to_people": "left_to_people"},
        **own("milestones", "encouraged"),
    }
    task: Task | Safeguard
    count: Count
    commitments: Count
    milestones: Count
    encouraged: Count
    left_to_people: HowMany


@dataclass(frozen=True, slots=True)
class Summary:
    json: ClassVar[Shape] = {
        **under("everything", Count),
        **own("binding", "anticipatory", "categories"),
    }
    everything: Count
    binding: Count
    anticipatory: Count
    categories: tuple[CategoryCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One evaluation. `area` is given if the figures are of another area than the plan's own.

    `only` holds the ids that `--only` narrowed it to, else `None`."""

    json: ClassVar[Shape] = {
        "plan": "plan",
        "area": "plan.other_area",
        **own("year", "year_choice", "final", "only"),
        "sources": Each("sources", own("path", "sha256", "replaced", "standing")),
        "result": own("passed", "exit_code", "fail_on", "conclusion"),
        "summary": "summary",
        "assessment": {
            "ahead": "plan.cut_offs.exact.ahead",
            "on_track": "plan.cut_offs.exact.on_track",
            "slipping": "plan.cut_offs.exact.slipping",
        },
        "indicators": "indicators",
        "commitments": Each("commitments", PromiseResult.of_commitment),
        "milestones": Each("milestones", PromiseResult.of_milestone),
        **own("tasks", "lists", "diagnostics", "since"),
    }
    plan: Plan
    year: int
    final: bool
    year_choice: YearChoice
    only: tuple[str, ...] | None
    sources: tuple[Source, ...]
    fail_on: FailOn
    exit_code: Literal[0, 1]
    conclusion: Conclusion
    summary: Summary
    indicators: tuple[IndicatorResult, ...]
    commitments: tuple[PromiseResult, ...]
    milestones: tuple[PromiseResult, ...]
    tasks: tuple[TaskCount, ...]
    lists: Lists
    diagnostics: tuple[Diagnostic, ...]
    typed: str | None = None
    """The inputs and options as a shell takes them, for the commands that repeat this run."""
    since: Comparison | None = None
    """The comparison with an earlier evaluation, where one was given."""

    @property
    def passed(self) -> bool:
        return self.exit_code == 0

    @property
    def of_plan(self) -> tuple[Diagnostic, ...]:
        """What is doubtful in the files of the plan: no fault of what was reported."""
        doubts = {(one.code, one.place) for one in self.plan.warnings}
        return tuple(one for one in self.diagnostics if (one.code, one.place) in doubts)

    @property
    def told(self) -> tuple[Diagnostic, ...]:
        """All findings as a reader of the report is told them: the marks of the plan together."""
        return told_together(self.diagnostics, self.plan.files[0].path)

    @property
    def told_of_plan(self) -> tuple[Diagnostic, ...]:
        return told_together(self.of_plan, self.plan.files[0].path)

    @property
    def marks(self) -> tuple[Diagnostic, ...]:
        """What the files of the plan mark as not settled (待定)."""
        return marks_among(self.diagnostics)

    @property
    def faulty_in_plan(self) -> tuple[str, ...]:
        """The items that are not judged, as the plan file has an error there."""
        left = (one.indicator for one in self.of_plan if "left" in one.parameters)
        return tuple(dict.fromkeys(filter(None, left)))

    @property
    def of_data(self) -> tuple[Diagnostic, ...]:
        """What is wrong with, or to be said of, what was reported."""
        doubts = self.of_plan
        return tuple(one for one in self.diagnostics if one not in doubts)
