"""Check a plan's files: what was read of them, and every finding; a pure function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, NamedTuple

from shengzhou_quality.contract import HowMany, Rule, Shape, own
from shengzhou_quality.diagnostics import Diagnostic, Severity, in_order
from shengzhou_quality.evaluation.check import CheckGate
from shengzhou_quality.evaluation.plan_marks import Counted, counted, marks_among
from shengzhou_quality.plan.checks import without_plausible
from shengzhou_quality.plan.inspected import InspectedPlan
from shengzhou_quality.plan.model import PlanFile
from shengzhou_quality.plan.quotes import check_quotes
from shengzhou_quality.plan.tasks import Safeguard, Task


class SourceText(NamedTuple):
    """The printed text of the plan, with which its quotes are compared."""

    path: str
    text: str


class OfKind(NamedTuple):
    """How many sound indicators are of a kind."""

    kind: str
    total: HowMany


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCounts:
    """How many sound pieces were read, and how many findings there are; marks are warnings."""

    indicators: HowMany
    tasks: HowMany
    commitments: HowMany
    milestones: HowMany
    errors: HowMany
    warnings: HowMany
    infos: HowMany
    marks: HowMany
    proposed: HowMany
    """Of the marks, those that only ask to look at what a rule proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCheck:
    """One check of a plan. `title` is empty if the file has none."""

    json: ClassVar[Shape] = {
        **own("title", "files", "source"),
        "result": {
            **own("passed", "exit_code", "fail_on"),
            **{
                name: f"counts.{name}"
                for name in ("errors", "warnings", "infos", "marks", "proposed")
            },
        },
        "read": {
            **{
                name: f"counts.{name}"
                for name in ("indicators", "tasks", "commitments", "milestones")
            },
            "kinds": "kinds",
        },
        "diagnostics": "diagnostics",
    }
    title: str
    files: tuple[PlanFile, ...]
    source: str | None
    kinds: tuple[OfKind, ...]
    tasks: HowMany
    commitments: HowMany
    milestones: HowMany
    diagnostics: tuple[Diagnostic, ...]
    fail_on: CheckGate = CheckGate.WARNING

    @property
    def counts(self) -> PlanCounts:
        found = Counter(finding.severity for finding in self.diagnostics)
        return PlanCounts(
            indicators=sum(of_kind.total for of_kind in self.kinds),
            tasks=self.tasks,
            commitments=self.commitments,
            milestones=self.milestones,
            errors=found[Severity.ERROR],
            warnings=found[Severity.WARNING],
            infos=found[Severity.INFO],
            marks=self.marks.marks,
            proposed=self.marks.proposed,
        )

    @property
    def marks(self) -> Counted:
        return counted(marks_among(self.diagnostics))

    @property
    def passed(self) -> bool:
        return not any(found.severity in self.fail_on.fatal for found in self.diagnostics)

    @property
    def exit_code(self) -> Annotated[int, Rule(lowest=0, highest=1)]:
        return 0 if self.passed else 1


def check_plan(
    seen: InspectedPlan, source: SourceText | None = None, *, fail_on: str = CheckGate.WARNING
) -> PlanCheck:
    """Gather the findings of a plan's files, and those that only a check looks for."""
    kinds = Counter(indicator.kind for indicator in seen.indicators.values())
    sections: list[Task | Safeguard] = [*seen.tasks.values(), *seen.safeguards.values()]
    parts = [part for section in sections for part in section.parts]
    return PlanCheck(
        title=_title(seen),
        files=seen.files,
        source=source.path if source else None,
        kinds=tuple(OfKind(kind, count) for kind, count in kinds.items()),
        tasks=len(seen.tasks),
        commitments=sum(len(part.commitments) for part in parts),
        milestones=sum(len(part.milestones) for part in parts),
        diagnostics=in_order([*seen.faults, *seen.warnings, *_more(seen, source)]),
        fail_on=CheckGate(fail_on),
    )


def _title(seen: InspectedPlan) -> str:
    """As it is written, also where the head of the plan has a fault."""
    data = seen.trees[0].data
    head = data.get("plan") if isinstance(data, dict) else None
    title = head.get("title") if isinstance(head, dict) else None
    return title if isinstance(title, str) else ""


def _more(seen: InspectedPlan, source: SourceText | None) -> Iterator[Diagnostic]:
    faulty = {fault.indicator for fault in seen.faults}
    for path, indicator in without_plausible(seen.indicators):
        if indicator.id in faulty:
            continue  # what is at fault may be its baseline
        details = {"name": indicator.name, "unit": indicator.unit or ""}
        place = seen.trees[0].place(*path)
        yield Diagnostic("plan-no-plausible", place, indicator.id, {**details})
    if source is not None:
        for tree in seen.trees:
            yield from check_quotes(tree, source.text, source.path)
