"""What differs between two evaluations: codes, figures and texts, no sentences.

Everything here is written to JSON as it stands (`contract.py`). A class without a declaration
of its own has every field in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from shengzhou_quality.contract import HowMany, Sha256, Shape, own
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.answers import Answer
from shengzhou_quality.evaluation.recorded import Asked, Problem
from shengzhou_quality.judgement import Status, Verdict

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan

Figure = str | int | Decimal | bool | None
"""A value as a JSON report has it: a text, a number, true or false, or null."""


class Direction(StrEnum):
    """Whether an item stands better or worse than before; `neither` is no judgement."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


class Side(NamedTuple):
    """One of the two evaluations: its report, or the data that was judged, and what it judged.

    `judged`: this run judged the data; else it was read from a report. `only` are the ids to which
    it was narrowed, `version` is that of the sqc that made it.
    """

    path: str
    judged: bool
    version: str
    plan: str
    title: str
    year: int
    final: bool
    only: tuple[str, ...] | None


class Difference(NamedTuple):
    """A field of the report that differs, by its path: `summary.binding.met`.

    `lacks` is the side that has no such field or entry at all; an object or a list that the other
    one has is `{…}` or `[…]`.
    """

    field: str
    old: Figure
    new: Figure
    lacks: Literal["old", "new"] | None = None


class FileDifference(NamedTuple):
    """A file of the plan or of the data that is not the same; a digest is null where it lacks.

    Files with the same bytes are the same, whatever their names.
    """

    of: Literal["plan", "data"]
    path: str
    old: Sha256 | None
    new: Sha256 | None


class Texts(NamedTuple):
    """A text before and after."""

    old: str | None
    new: str | None


class Statuses(NamedTuple):
    old: Status | None
    new: Status | None


class Verdicts(NamedTuple):
    old: Verdict | None
    new: Verdict | None


class YearTexts(NamedTuple):
    """The value of a year, as it was written, before and after; null where nothing was reported."""

    year: int
    old: str | None
    new: str | None


class Presence(StrEnum):
    BOTH = "both"
    ADDED = "added"
    """The item stands only in the newer report."""
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """An indicator, commitment or milestone of which something differs.

    `created`: it is completed (完成), not met (达标). `values` are the reported values of the
    years that both sides judged, `actual` is what was judged. `fields` is every other field that
    differs; cells are compared without the name of the file.
    """

    id: str
    name: str
    unit: str | None
    group: str
    created: bool
    presence: Presence
    direction: Direction
    status: Statuses
    verdict: Verdicts
    target: Texts
    actual: Texts
    values: tuple[YearTexts, ...]
    fields: tuple[Difference, ...]

    @property
    def has_new_status(self) -> bool:
        return self.status.old != self.status.new

    @property
    def has_new_target(self) -> bool:
        return self.target.old != self.target.new


class AskedAgain(NamedTuple):
    """What is asked for of the same item as before: `now` differs from what was asked `before`."""

    before: Asked
    now: Asked


@dataclass(frozen=True, slots=True)
class Requests:
    """What is asked for, compared with what had been asked for.

    `open` is still asked for and was asked for before of the same office, all of it. `changed`
    was answered in part or in another way, and more or something else is now asked for. `settled`
    was answered, all of it. `dropped` was not, and is no longer asked for: another year is judged.
    `answers` tell of each former request what became of it.
    """

    json: ClassVar[Shape] = own("new", "changed", "open", "settled", "dropped")
    new: tuple[Asked, ...]
    changed: tuple[AskedAgain, ...]
    open: tuple[Asked, ...]
    settled: tuple[Asked, ...]
    dropped: tuple[Asked, ...]
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Problems:
    """The data problems that are new, still there and solved.

    A problem is the same one if its code, item, year and value are, wherever the cell is now.
    """

    new: tuple[Problem, ...]
    open: tuple[Problem, ...]
    solved: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """Which indicators moved which way, by id; `total` are those in both evaluations.

    `met` are newly met, maintained or achieved, `to_verify` newly to be verified, `better` and
    `worse` all the others that moved on the order of the statuses; `other` have another status
    that is neither, and `same` is the number of the rest, which are met as they were or not.
    """

    json: ClassVar[Shape] = own("total", "met", "better", "worse", "to_verify", "other", "same")
    total: HowMany
    met: tuple[str, ...]
    better: tuple[str, ...]
    worse: tuple[str, ...]
    to_verify: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def same(self) -> HowMany:
        moved = (self.met, self.better, self.worse, self.to_verify, self.other)
        return self.total - sum(map(len, moved))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two evaluations compared. Without `same_plan` no item is: an id means another thing there.

    If they are not of the same year, the status, the target and the years that both have are
    compared, and no figure or count of the year itself. `moved` are items of which nothing but
    the cells differ. `statuses` has the former status of every item that was judged before.

    With `same_inputs` the same version of sqc made both of files with the same bytes: every field
    is compared, and what differs came from an option that a report does not record, or by hand.
    """

    json: ClassVar[Shape] = own(
        "old", "new", "same_plan", "same_year", "same_inputs", "same", "changed", "better", "worse",
        "new_errors", "movement", "files", "settings", "items", "moved", "counts", "others",
        "problems", "requests",
    )  # fmt: skip
    old: Side
    new: Side
    same_inputs: bool
    files: tuple[FileDifference, ...]
    settings: tuple[Difference, ...]
    items: tuple[ItemChange, ...]
    moved: tuple[str, ...]
    counts: tuple[Difference, ...]
    others: tuple[Difference, ...]
    problems: Problems
    requests: Requests
    movement: Movement
    statuses: tuple[tuple[str, Status | None], ...]
    shown_plan: Plan | None = None
    """The plan by which a page names the items, if it is that of both."""

    @property
    def same_plan(self) -> bool:
        return self.old.plan == self.new.plan

    @property
    def same_plan_files(self) -> bool:
        """Whether the targets and all else that the plan says are the same."""
        return self.same_plan and all(one.of != "plan" for one in self.files)

    @property
    def same_year(self) -> bool:
        return self.old.year == self.new.year

    @property
    def same(self) -> bool:
        """Whether nothing at all differs."""
        requests, problems = self.requests, self.problems
        differ = (
            *(self.files, self.settings, self.items, self.moved, self.counts, self.others),
            *(requests.new, requests.changed, requests.settled, requests.dropped),
            *(problems.new, problems.solved),
        )
        return self.same_plan and self.same_year and not any(differ)

    @property
    def changed(self) -> HowMany:
        """How many items differ in anything but their cells."""
        return len(self.items)

    @property
    def better(self) -> HowMany:
        return sum(one.direction is Direction.BETTER for one in self.items)

    @property
    def worse(self) -> HowMany:
        return sum(one.direction is Direction.WORSE for one in self.items)

    @property
    def new_errors(self) -> HowMany:
        """How many new data problems are errors."""
        return sum(one.severity is Severity.ERROR for one in self.problems.new)

    @property
    def is_worse(self) -> bool:
        """What --fail-on-worse refuses; nothing is proved where the plan is not the same."""
        return not self.same_plan_files or self.worse > 0 or self.new_errors > 0
