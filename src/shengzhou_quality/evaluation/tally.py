"""Count outcomes together, one after the other, without keeping them.

Of lists the entries are kept that a reader wants first, up to a bound, so that a million
submissions take no more memory than some thousands.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from shengzhou_quality.decimals import rounded
from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.evaluation.entity_standing import MOST_FILES, Standing, standing_of
from shengzhou_quality.evaluation.kept import Kept
from shengzhou_quality.evaluation.outcome import Ask, EntitySource, Outcome
from shengzhou_quality.evaluation.report import Conclusion, FailOn
from shengzhou_quality.evaluation.roll_up import (
    BindingCount,
    CodeCount,
    EntityAsks,
    Group,
    IndicatorCount,
    RefusedSubmission,
    RollUp,
    Spread,
    UnreadFile,
)
from shengzhou_quality.findings import SEVERITIES
from shengzhou_quality.judgement import Status
from shengzhou_quality.plan.model import Plan

MOST_LISTED = 3000
"""So many entities, refusals and requests are listed; the table of results (-o) has all."""
MOST_UNWRITTEN = 10
"""So many reports that could not be written are named."""
MOST_GROUPS = 12
"""So many plans and years are counted apart; submissions of others are only counted."""


class _Grouped:
    """Counts the outcomes of one group. Few pairs of met and all occur, however many they are."""

    def __init__(self, plan: Plan, year: int, *, final: bool) -> None:
        self.plan, self.year, self.final = plan, year, final
        self.submissions = 0
        self.conclusions: Counter[Conclusion] = Counter()
        self.shares: Counter[Fraction] = Counter()
        self.failing = self.not_judged = self.to_verify = self.faulty = 0
        self._by_id: dict[str, Counter[Status]] = {}
        self._excluded: Counter[str] = Counter()

    def add(self, outcome: Outcome, standing: Standing) -> None:
        self.submissions += 1
        self.conclusions[standing.conclusion] += 1
        if standing.share is not None:
            self.shares[standing.share] += 1
        self.faulty += bool(standing.errors)
        if standing.binding.failing:
            self.failing += 1
        elif standing.is_not_judged:
            self.not_judged += 1
        else:
            self.to_verify += bool(standing.binding.to_verify)
        self._excluded.update(outcome.excluded)
        for one in outcome.indicators:
            if one.id not in outcome.excluded:
                self._by_id.setdefault(one.id, Counter())[one.status] += 1

    def group(self, entities: tuple[Standing, ...]) -> Group:
        sound = self.submissions - self.failing - self.not_judged - self.to_verify
        return Group(
            plan=self.plan,
            year=self.year,
            final=self.final,
            submissions=self.submissions,
            conclusions={one: self.conclusions[one] for one in Conclusion},
            faulty=self.faulty,
            binding=BindingCount(self.failing, self.not_judged, self.to_verify, sound),
            rates=self._rates(),
            indicators=tuple(self._counts()),
            entities=entities,
            not_listed=self.submissions - len(entities),
        )

    def _rates(self) -> Spread | None:
        """The median of an even number is the mean of the two in the middle."""
        if not self.shares:
            return None
        ordered = sorted(self.shares)
        count = self.shares.total()
        middle = (self._at((count - 1) // 2, ordered) + self._at(count // 2, ordered)) / 2
        return Spread(rounded(ordered[0]), rounded(middle), rounded(ordered[-1]))

    def _at(self, place: int, ordered: list[Fraction]) -> Fraction:
        """The share of the submission at a place, counted from 0, if they stood in order."""
        for share in ordered:
            place -= self.shares[share]
            if place < 0:
                return share
        raise IndexError(place)

    def _counts(self) -> list[IndicatorCount]:
        """In the order of the plan; those that no submission was judged by are left out."""
        return [
            IndicatorCount(
                one,
                self.final,
                {status: self._by_id.get(one.id, Counter())[status] for status in Status},
                self._excluded[one.id],
            )
            for one in self.plan.indicators
            if one.id in self._by_id or one.id in self._excluded
        ]


@dataclass(slots=True)
class Tally:
    """Counts outcomes as they come. `plan` is that of the run; a submission may have its own."""

    plan: Plan
    fail_on: FailOn = FailOn.BINDING
    _submissions: int = 0
    _files: int = 0
    _long_files: set[str] = field(default_factory=set)
    _reports: int = 0
    _not_written: int = 0
    _unwritten: list[Diagnostic] = field(default_factory=list)
    _others: int = 0
    _exit_codes: Counter[int] = field(default_factory=Counter)
    _groups: dict[tuple[str, int, bool], _Grouped] = field(default_factory=dict)
    _entities: Kept[tuple[tuple[str, int, bool], Standing]] = field(
        default_factory=lambda: Kept(MOST_LISTED, lambda one: one[1].order)
    )
    _refused: list[RefusedSubmission] = field(default_factory=list)
    _partly: int = 0
    _files_unread: int = 0
    _unread: list[UnreadFile] = field(default_factory=list)
    _in: Counter[str] = field(default_factory=Counter)
    _found: Counter[str] = field(default_factory=Counter)
    _asks: Kept[EntityAsks] = field(default_factory=lambda: Kept(MOST_LISTED, _by_amount))
    _asked: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome, plan: Plan | None = None) -> None:
        """`plan` is that of the submission's own folder, if it has one."""
        self._submissions += 1
        self._count_files(outcome)
        self._reports += len(outcome.reports)
        self._not_written += len(outcome.unwritten)
        self._unwritten += outcome.unwritten[: MOST_UNWRITTEN - len(self._unwritten)]
        self._exit_codes[outcome.exit_code] += 1
        self._in.update(outcome.found.keys())
        self._found.update(outcome.found)
        if standing := standing_of(outcome):
            self._add_judged(outcome, standing, plan or self.plan)
        elif len(self._refused) < MOST_LISTED:
            refused = RefusedSubmission(outcome.entity, _paths(outcome), outcome.reason)
            self._refused.append(refused)
        if outcome.unread:
            self._add_unread(outcome)
        if outcome.asks:
            self._add_asks(outcome)

    def _count_files(self, outcome: Outcome) -> None:
        """A long file has many entities, and is one file."""
        if outcome.said_by is EntitySource.COLUMN:
            self._long_files.update(one.path for one in outcome.files)
        else:
            self._files += len(outcome.files)

    def _add_unread(self, outcome: Outcome) -> None:
        self._partly += 1
        self._files_unread += len(outcome.unread)
        self._unread += (
            UnreadFile(outcome.entity, one.place.file, one)
            for one in outcome.unread[: MOST_LISTED - len(self._unread)]
            if one.place is not None
        )

    def _add_judged(self, outcome: Outcome, standing: Standing, plan: Plan) -> None:
        key = (plan.sha256, standing.year, standing.final)
        if key not in self._groups and len(self._groups) < MOST_GROUPS:
            self._groups[key] = _Grouped(plan, standing.year, final=standing.final)
        if key in self._groups:
            self._groups[key].add(outcome, standing)
            self._entities.add((key, standing))
        else:
            self._others += 1

    def _add_asks(self, outcome: Outcome) -> None:
        asks = tuple(sorted(outcome.asks, key=_of_office))
        to_send = sum(one.to_send for one in asks)
        to_correct = sum(one.to_correct for one in asks)
        self._asked.update(entities=1, to_send=to_send, to_correct=to_correct)
        whose = outcome.entity, outcome.said_by, _paths(outcome)
        self._asks.add(EntityAsks(*whose, to_send, to_correct, asks))

    def roll_up(self) -> RollUp:
        """The exit code is that of the worst submission; 2 only where nothing could be judged."""
        codes = self._exit_codes
        refusals_fail = self.fail_on is not FailOn.NEVER and codes[2] > 0
        judged = codes[0] + codes[1]
        return RollUp(
            submissions=self._submissions,
            files=self._files + len(self._long_files.difference(self._files_refused())),
            judged=judged,
            groups=tuple(self._in_groups()),
            others=self._others,
            reports=self._reports,
            not_written=self._not_written,
            unwritten=tuple(self._unwritten),
            refused=tuple(self._refused),
            partly=self._partly,
            files_unread=self._files_unread,
            unread=tuple(self._unread),
            found=tuple(
                CodeCount(code, self._in[code], count)
                for code, count in sorted(self._found.items(), key=lambda one: (-one[1], one[0]))
                if code in SEVERITIES  # a record may have been edited
            ),
            asks=tuple(self._asks.first()),
            asked=self._asked["entities"],
            to_send=self._asked["to_send"],
            to_correct=self._asked["to_correct"],
            exit_code=(1 if codes[1] or refusals_fail else 0) if judged else 2,
        )

    def _files_refused(self) -> set[str]:
        """Rows of a long file may be refused beside what is read of it."""
        return {path for one in self._refused for path in one.files}

    def _in_groups(self) -> list[Group]:
        """The group with the most submissions first, then the latest year."""
        entities: dict[tuple[str, int, bool], list[Standing]] = {key: [] for key in self._groups}
        for key, standing in self._entities.first():
            entities[key].append(standing)
        made = [one.group(tuple(entities[key])) for key, one in self._groups.items()]
        return sorted(made, key=lambda one: (-one.submissions, -one.year, one.plan.sha256))


def _paths(outcome: Outcome) -> tuple[str, ...]:
    return outcome.files_read[:MOST_FILES]


def _of_office(ask: Ask) -> tuple[object, ...]:
    return (ask.office is None, -ask.to_send - ask.to_correct, ask.office or "")


def _by_amount(asks: EntityAsks) -> tuple[object, ...]:
    return (-asks.to_send - asks.to_correct, asks.entity, asks.files)
