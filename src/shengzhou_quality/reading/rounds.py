"""Let later files replace the values of earlier ones, cell by cell (`--replaces`).

The files of a run stand in rounds: those that the user says are replaced, from the oldest to
the newest, then all others. A value replaces that of an earlier round for the same item and
year; so does a mark that says that there is none (`—`, 无). A blank cell replaces nothing, so an
office may send back only the rows that it corrected.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place
from shengzhou_quality.judgement import Form
from shengzhou_quality.offices import OfficeNames, offices_in
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reading.corrected_files import Files, items_by_file
from shengzhou_quality.reading.later_values import (
    LaterValues,
    is_single_state,
    over,
    says_the_same,
)
from shengzhou_quality.reading.printed import restating
from shengzhou_quality.reading.settle import placed
from shengzhou_quality.reported import MissingMark, Observation, finding_on

Offices = Mapping[str, Mapping[Place, str]]
"""By item: the office that each sheet names for it (责任单位, else 填报单位)."""


@dataclass(slots=True)
class RoundsOutcome:
    """The values that stand, and what became of the others.

    `gone` are the cells of values that were replaced or withdrawn; `changed` those of them that
    differ from what replaced them. `standing` counts the values of each replaced file that are
    still used. `corrects` maps a replaced file to the files that replaced a value of it.
    """

    observations: list[Observation] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    gone: set[Place] = field(default_factory=set)
    changed: set[Place] = field(default_factory=set)
    standing: Counter[str] = field(default_factory=Counter)
    corrects: dict[str, set[str]] = field(default_factory=dict)


class Rounds:
    """The round of each file; `earlier` are the replaced files of each round, oldest first."""

    def __init__(self, earlier: Sequence[Iterable[str]]) -> None:
        self._rounds = {file: number for number, files in enumerate(earlier) for file in files}
        self._last = len(earlier)

    def of(self, place: Place) -> int:
        return self._rounds.get(place.file, self._last)

    def is_replaced(self, place: Place | None) -> bool:
        return place is not None and place.file in self._rounds

    def settle(
        self,
        observations: Iterable[Observation],
        marks: Iterable[MissingMark],
        offices: Offices,
        ruling: Mapping[str, str],
        plan: Plan,
    ) -> RoundsOutcome:
        """Replace the values of each item, round by round.

        `offices` are those that sheets name, `ruling` the responsible office of each item by the
        file with the offices (分工表) or the plan.
        """
        by_item: dict[str, list[Observation]] = defaultdict(list)
        for seen in placed(observations, plan):
            by_item[seen.indicator].append(seen)
        marked: dict[str, list[MissingMark]] = defaultdict(list)
        for mark in marks:
            marked[mark.indicator].append(mark)
        files = Files(items_by_file(by_item), ruling, self.of)
        outcome = RoundsOutcome()
        for indicator in plan.reportable:
            reported = by_item.get(indicator.id, ())
            mine = restating(reported, indicator, plan.head.baseline_year)
            if mine:
                item = _Item(indicator, self, offices.get(indicator.id, {}), files, plan)
                item.settle(mine, marked.get(indicator.id, ()), outcome)
        return outcome


class _Item:
    """The values of one item."""

    def __init__(
        self,
        indicator: AnyIndicator,
        rounds: Rounds,
        offices: Mapping[Place, str],
        files: Files,
        plan: Plan,
    ) -> None:
        self._indicator = indicator
        self._rounds = rounds
        self._offices = offices
        self._files = files
        self._plan = plan
        self._names = OfficeNames(plan.head.area)

    def settle(
        self,
        reported: Sequence[Observation],
        marks: Sequence[MissingMark],
        outcome: RoundsOutcome,
    ) -> None:
        standing: list[Observation] = []
        places = [*(seen.place for seen in reported), *(mark.place for mark in marks)]
        for number in sorted(set(map(self._rounds.of, places))):
            new = [seen for seen in reported if self._rounds.of(seen.place) == number]
            said = [mark for mark in marks if self._rounds.of(mark.place) == number]
            standing = self._next_round(standing, new, said, outcome)
        standing, findings = self._of_one_basis(standing)
        outcome.findings += findings
        outcome.observations += standing
        outcome.standing.update(seen.place.file for seen in standing if not seen.printed)

    def _next_round(
        self,
        earlier: Iterable[Observation],
        new: Sequence[Observation],
        marks: Sequence[MissingMark],
        outcome: RoundsOutcome,
    ) -> list[Observation]:
        kept: list[Observation] = []
        before: dict[int, list[Observation]] = {}
        later = LaterValues(new, self._indicator, self._is_of_another_office)
        withdrawal = self._withdrawals(marks)
        for old in earlier:
            by = None if old.printed else later.successor(old)
            mark = None if by or old.printed else withdrawal(old)
            if by is not None:
                before.setdefault(id(by), []).append(old)
                outcome.corrects.setdefault(old.place.file, set()).add(by.place.file)
                if not says_the_same(old, by):
                    outcome.changed.add(old.place)
                    outcome.findings.append(self._told(old, by))
            elif mark is not None:
                outcome.changed.add(old.place)
                outcome.findings.append(self._withdrawn(old, mark))
            else:
                kept.append(old)
                continue
            outcome.gone.add(old.place)
        replacing = [(seen, before.get(id(seen), [])) for seen in new]
        pairs = [(old, seen) for seen, olds in replacing for old in olds]
        repeated = not kept and all(says_the_same(old, seen) for old, seen in pairs)
        return [*kept, *(over(seen, olds, repeated=repeated) for seen, olds in replacing)]

    def _withdrawals(
        self, marks: Iterable[MissingMark]
    ) -> Callable[[Observation], MissingMark | None]:
        """Make the function that finds the mark that withdraws an old value.

        A form of another office may have 无 in every row that is not its own. So a mark counts
        in a file that corrects the old one: it reports one of its items, or nothing at all.
        """
        by_year: dict[int | None, list[MissingMark]] = defaultdict(list)
        for mark in sorted(marks, key=lambda one: one.place.sort_key()):
            by_year[mark.year].append(mark)

        found: dict[tuple[int, Place, bool], MissingMark | None] = {}

        def find(old: Observation) -> MissingMark | None:
            year, sheet = old.year, old.place.whole
            single = is_single_state(old, self._indicator)
            key = (year, sheet, single)
            if key not in found:
                mine = (*by_year[year], *(by_year[None] if single else ()))
                found[key] = next((mark for mark in mine if self._withdraws(mark, sheet)), None)
            return found[key]

        return find

    def _withdraws(self, mark: MissingMark, sheet: Place) -> bool:
        corrects = self._files.shares(mark.place.file, sheet.file)
        return corrects and not self._is_of_another_office(mark.place, sheet)

    def _is_of_another_office(self, place: Place, old: Place) -> bool:
        """Whether both sheets name an office for the item, and not the same one.

        Where one names none, the list of offices tells a summary of several offices.
        """
        one, another = (self._offices.get(at.whole) for at in (place, old))
        responsible = self._files.responsible(self._indicator.id)
        if one is not None and another is not None:
            if self._are_same(one, another):
                return False
            return responsible is None or not self._is_responsible(one, another, responsible)
        if one is not None and responsible is not None and self._are_same(one, responsible):
            return False
        return self._files.is_of_others(place.file, old.file)

    def _is_responsible(self, new: str, old: str, responsible: str) -> bool:
        """Whether a later sheet is that of the responsible office, and the old one of no other.

        People write a name in short, or add a division. What the list does not know at all is an
        old spelling of the office only where the office itself sends the item again.
        """
        said = {name: self._listed(name, responsible) for name in (new, old)}
        if said[new] != responsible:
            return False
        return said[old] == responsible or (said[old] is None and self._are_same(new, responsible))

    def _listed(self, name: str, responsible: str) -> str | None:
        """The office of the list that a name means, which may be a short form of a single one."""
        known = sorted(self._files.offices)
        same = [office for office in known if self._are_same(name, office)]
        if same:
            return responsible if any(self._are_same(one, responsible) for one in same) else same[0]
        near = [office for office in known if self._names.resemble(name, office)]
        return near[0] if len(near) == 1 else None

    def _are_same(self, one: str, other: str) -> bool:
        pairs = product(offices_in(one), offices_in(other))
        return any(self._names.same(*pair) for pair in pairs)

    def _of_one_basis(
        self, standing: list[Observation]
    ) -> tuple[list[Observation], list[Diagnostic]]:
        """Let later values of a summed item have the basis (口径) of the earlier ones beside them.

        A basis that is not stated again stays as it was; one that differs is an error at the
        later value, because a series of additions and totals has no defined result.
        """
        counted = [seen for seen in standing if self._is_counted(seen)]
        first = min((self._rounds.of(seen.place) for seen in counted), default=0)
        oldest = [seen for seen in counted if self._rounds.of(seen.place) == first]
        bases = {seen.form for seen in oldest}
        if not self._indicator.sums_years or len({basis is Form.TOTAL for basis in bases}) != 1:
            return standing, []
        basis = next(iter(bases)) if len(bases) == 1 else Form.OF_YEAR
        checked: list[Observation] = []
        findings: list[Diagnostic] = []
        for seen in standing:
            later = self._is_counted(seen) and self._rounds.of(seen.place) != first
            if later and seen.form is None:
                seen = seen._replace(form=basis)  # noqa: PLW2901
            elif later and (seen.form is Form.TOTAL) is not (basis is Form.TOTAL):
                old = min(oldest, key=lambda one: one.place.sort_key())
                details: dict[str, Parameter] = {
                    "year": str(seen.year),
                    "form": str(seen.form),
                    "allowed": str(basis or Form.OF_YEAR),
                    "other": old.text,
                    "place": str(old.place),
                }
                finding = finding_on(
                    seen, "replaced-basis-differs", self._indicator.name, **details
                )
                findings.append(finding)
                seen = seen._replace(value=None, implausible=None, form=basis)  # noqa: PLW2901
            checked.append(seen)
        return checked, findings

    def _is_counted(self, seen: Observation) -> bool:
        return (
            seen.is_full_year
            and not seen.printed
            and seen.form is not Form.MEAN
            and seen.year in self._plan.years
        )

    def _told(self, old: Observation, by: Observation) -> Diagnostic:
        details: dict[str, Parameter] = {
            "text": by.text,
            "name": self._indicator.name,
            "year": str(old.year),
            "other": old.text,
            "place": str(old.place),
            "file": old.place.file,
        }
        return Diagnostic("replaced", by.place, None, details)  # its item shows it by itself

    def _withdrawn(self, old: Observation, mark: MissingMark) -> Diagnostic:
        details: dict[str, Parameter] = {
            "text": mark.text,
            "name": self._indicator.name,
            "year": str(old.year),
            "other": old.text,
            "place": str(old.place),
        }
        return Diagnostic("withdrawn", mark.place, self._indicator.id, details)
