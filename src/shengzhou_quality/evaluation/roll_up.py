"""The roll-up of a batch: what all its submissions come to, and the lists that a reader wants.

Outcomes of one plan, judged for one year, are a group: only they can be counted together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

from shengzhou_quality.contract import Each, HowMany, Shape, own
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.entity_standing import Standing
from shengzhou_quality.evaluation.outcome import Ask, EntitySource
from shengzhou_quality.evaluation.report import Conclusion
from shengzhou_quality.evaluation.status import ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import Status
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """How many submissions have each status for an indicator; `total` is their sum.

    `on_schedule` is `None` in the final year, in which `met` is the count of the status.
    """

    json: ClassVar[Shape] = {
        "id": "indicator.id",
        "name": "indicator.name",
        "constraint": "indicator.constraint",
        **own("total", "excluded", "on_schedule", "to_verify"),
        **{status.value: f"statuses.{status}" for status in Status},
    }
    indicator: AnyIndicator
    final: bool
    statuses: Mapping[Status, HowMany]
    excluded: HowMany

    @property
    def total(self) -> HowMany:
        return sum(self.statuses.values())

    @property
    def to_verify(self) -> HowMany:
        return sum(self.statuses[status] for status in TO_VERIFY)

    @property
    def on_schedule(self) -> HowMany | None:
        if self.final:
            return None
        return sum(self.statuses[status] for status in ON_SCHEDULE)


class Spread(NamedTuple):
    """The lowest, the middle and the highest rate of the submissions of a group."""

    lowest: Decimal
    median: Decimal
    highest: Decimal


class BindingCount(NamedTuple):
    """How many submissions have a binding indicator that fails; of the others, of how many not
    one could be judged, so that nothing is concluded; how many have one to verify; how many
    neither."""

    failing: HowMany
    not_judged: HowMany
    to_verify: HowMany
    sound: HowMany


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The submissions judged by one plan for one year; the worst of their `entities` first.

    `rates` are completion rates in the final year, shares of those on schedule before it; `None`
    where no submission has an indicator. `faulty` are those with an error in the data, whatever
    else they come to. `not_listed` entities are left out of the list.
    """

    json: ClassVar[Shape] = {
        "plan": {"id": "plan.head.id", "title": "plan.head.title", "sha256": "plan.sha256"},
        **own("year", "final", "submissions"),
        "conclusions": {one.value: f"conclusions.{one}" for one in Conclusion},
        **own("faulty", "binding", "rates", "indicators", "entities", "not_listed"),
    }
    plan: Plan
    year: int
    final: bool
    submissions: HowMany
    conclusions: Mapping[Conclusion, HowMany]
    faulty: HowMany
    binding: BindingCount
    rates: Spread | None
    indicators: tuple[IndicatorCount, ...]
    entities: tuple[Standing, ...]
    not_listed: HowMany


class WrittenByRun(NamedTuple):
    """What a run writes besides the page on its screen, of which no command need be shown."""

    tables: bool = False
    roll_ups: bool = False
    reports: bool = False


class RefusedSubmission(NamedTuple):
    """A submission that could not be judged, and the first reason; the table has all reasons."""

    entity: str
    files: tuple[str, ...]
    problem: Diagnostic | None


class UnreadFile(NamedTuple):
    """A file of which nothing was read, though its entity was judged by others; the reason."""

    entity: str
    file: str
    problem: Diagnostic


class CodeCount(NamedTuple):
    """How many findings of a code there are, and in how many submissions."""

    code: str
    submissions: HowMany
    findings: HowMany


class EntityAsks(NamedTuple):
    """What the offices of one entity have to send and to correct, the most of it first."""

    entity: str
    said_by: EntitySource
    files: tuple[str, ...]
    to_send: HowMany
    to_correct: HowMany
    offices: tuple[Ask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """What all submissions of a run come to. The lists are bounded; the counts are of all.

    `others` were judged by further plans or for further years than the groups. `refused` are the
    first that could not be judged, in the order of the run; `unwritten` the first reports that
    could not be written, of all that are `not_written`. `unread` are the first files of which
    nothing was read in submissions that were judged by their other files; `partly` counts these
    submissions, `files_unread` the files.
    """

    json: ClassVar[Shape] = {
        **own("submissions", "files", "judged", "not_judged", "exit_code"),
        "reports": {"written": "reports", "not_written": "not_written"},
        **own("groups", "others"),
        "refused": "refused",
        **own("partly", "files_unread"),
        "unread": "unread",
        "findings": Each("found"),
        **own("asks", "asked", "to_send", "to_correct"),
    }
    submissions: HowMany
    files: HowMany
    judged: HowMany
    groups: tuple[Group, ...]
    others: HowMany
    reports: HowMany
    not_written: HowMany
    unwritten: tuple[Diagnostic, ...]
    refused: tuple[RefusedSubmission, ...]
    partly: HowMany
    files_unread: HowMany
    unread: tuple[UnreadFile, ...]
    found: tuple[CodeCount, ...]
    asks: tuple[EntityAsks, ...]
    asked: HowMany
    to_send: HowMany
    to_correct: HowMany
    exit_code: Literal[0, 1, 2]
    kept: WrittenByRun = field(default_factory=WrittenByRun)

    @property
    def not_judged(self) -> HowMany:
        return self.submissions - self.judged
