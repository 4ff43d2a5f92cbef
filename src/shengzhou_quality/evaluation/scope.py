"""Select the items and the year to evaluate."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from shengzhou_quality.diagnostics import Diagnostic, InputError
from shengzhou_quality.evaluation.report import YearChoice, YearRule
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.reported import Observation


@dataclass(frozen=True)
class Scope:
    """The selected items, in the plan's order."""

    indicators: tuple[AnyIndicator, ...]
    commitments: tuple[Commitment, ...]
    milestones: tuple[TaskMilestone, ...]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in (*self.indicators, *self.promises))

    @cached_property
    def promises(self) -> tuple[Commitment | TaskMilestone, ...]:
        return (*self.commitments, *self.milestones)

    @cached_property
    def restated(self) -> frozenset[str]:
        """The indicators outside it whose results its commitments and milestones show."""
        shown = {one.shown_as for one in self.promises if one.shown_as is not None}
        return frozenset(shown - {indicator.id for indicator in self.indicators})


def compared_ids(plan: Plan, ids: Collection[str]) -> frozenset[str]:
    """The ids of what the indicators with these `ids` are compared with."""
    others = (plan.other_of(indicator) for indicator in plan.indicators if indicator.id in ids)
    return frozenset(other.id for other in others if other is not None)


def choose(plan: Plan, only: Collection[str] | None) -> Scope:
    """Those of `only`: an id or key, a range of ids, or all of a task or box; all without it."""
    if only is None:
        return _whole(plan)
    wanted = {name: plan.ids_of(name) for name in only}
    ids = {identity for found in wanted.values() for identity in found}
    unknown = tuple(name for name, found in wanted.items() if not found)
    if unknown or not wanted:
        raise InputError(Diagnostic("only-unknown", parameters={"written": unknown}))
    return Scope(
        tuple(one for one in plan.indicators if one.id in ids),
        tuple(one for one in plan.commitments if one.id in ids),
        tuple(one for one in plan.milestones if one.id in ids),
    )


@lru_cache(maxsize=16)
def _whole(plan: Plan) -> Scope:
    """The same for every submission of a batch."""
    return Scope(plan.indicators, plan.commitments, plan.milestones)


def check_asked(plan: Plan, year: int | None, only: Collection[str] | None) -> None:
    """Raise `InputError` if the plan has not the year or the items, before any file is read."""
    choose(plan, only)
    if year is not None:
        check_year(plan, year)


def choose_year(
    plan: Plan, observations: Sequence[Observation], given: int | None
) -> tuple[int, YearChoice, list[Diagnostic]]:
    """The year judged: as given, else the latest full year with any value (design §4).

    The values of all indicators decide, and only where there are none those of commitments and
    milestones. `--only` changes neither, so that it never gives another status.
    """
    of_indicators = {indicator.id for indicator in plan.indicators}
    own = [seen for seen in observations if seen.indicator in of_indicators]
    rule, having = YearRule.LATEST, _by_year(plan, own)
    if not having:
        rule, having = YearRule.LATEST_OF_OTHERS, _by_year(plan, observations)
    with_data = len(set().union(*having.values()))
    if given is not None:
        check_year(plan, given)
        with_value = len(having.get(given, ()))
        return given, YearChoice(YearRule.GIVEN, with_value, with_data), []
    if not having:
        return plan.head.target_year, YearChoice(YearRule.NO_VALUES, 0, 0), []
    latest = max(having)
    choice = YearChoice(rule, len(having[latest]), with_data)
    doubts = []
    # A milestone that was completed years ago is no sign of a year that is not full.
    if rule is YearRule.LATEST and 2 * choice.with_value < choice.with_data:
        details = {
            "year": str(latest),
            "with_value": str(choice.with_value),
            "with_data": str(choice.with_data),
        }
        doubts.append(Diagnostic("year-has-few", parameters=dict(details)))
    return latest, choice, doubts


def check_year(plan: Plan, year: int) -> None:
    """Raise `InputError` when `year` is not a year of the plan."""
    if year not in plan.years:
        first, last = str(plan.years[0]), str(plan.years[-1])
        details = {"year": str(year), "first": first, "last": last}
        raise InputError(Diagnostic("year-outside-period", parameters=dict(details)))


def _by_year(plan: Plan, observations: Iterable[Observation]) -> dict[int, set[str]]:
    """The ids that have a value for each full year of the plan.

    A cell that cannot be read does not choose the year. A whole column of them does: more than
    one, and of at least half of what has data.
    """
    years = plan.years
    having: dict[int, set[str]] = {}
    unreadable: dict[int, set[str]] = {}
    for seen in observations:
        # A state without a date tells of no year: it is placed in the year of the others.
        if seen.year in years and seen.is_full_year and not seen.undated:
            found = unreadable if seen.value is None else having
            found.setdefault(seen.year, set()).add(seen.indicator)
    with_data = set().union(*having.values(), *unreadable.values())
    columns = {
        year: ids
        for year, ids in unreadable.items()
        if year not in having and len(ids) > 1 and 2 * len(ids) >= len(with_data)
    }
    return having | columns or unreadable
