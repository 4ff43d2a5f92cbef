"""Checking what was reported, apart from the plan's targets: a pure function of its arguments.

What reading alone shows (structure, names, units, values) comes with the actuals; here
the values stand beside each other: a year that is missing, a change that is hard to believe.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shengzhou_quality.actuals.model import Actuals, Observation, Source
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity, in_order
from shengzhou_quality.evaluation.assessed import set_aside, weighed
from shengzhou_quality.evaluation.scope import choose, choose_year
from shengzhou_quality.interval import Interval
from shengzhou_quality.plan.kinds import AnyIndicator, Level, Maintain
from shengzhou_quality.plan.model import Plan

_FACTOR = 2
"""A rate or a level that changes by more than this from one year to the next is doubted."""


@dataclass(frozen=True, slots=True)
class CheckedIndicator:
    """One indicator: whether any row is its own, and the full years it was reported for."""

    indicator: AnyIndicator
    matched: bool
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """One check. `only` holds the ids that `--only` narrowed it to, else `None`.

    Of commitments and milestones those are listed that are reported in a row of their own.
    """

    plan: Plan
    year: int
    complete: bool
    only: tuple[str, ...] | None
    sources: tuple[Source, ...]
    indicators: tuple[CheckedIndicator, ...]
    commitments: tuple[CheckedIndicator, ...]
    milestones: tuple[CheckedIndicator, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def matched(self) -> tuple[CheckedIndicator, ...]:
        return tuple(checked for checked in self.indicators if checked.matched)

    @property
    def with_year(self) -> tuple[CheckedIndicator, ...]:
        """The indicators that have the year."""
        return tuple(checked for checked in self.indicators if self.year in checked.years)

    @property
    def years(self) -> tuple[int, ...]:
        """Those that any indicator was reported for."""
        return _years(self.indicators)

    @property
    def years_of_promises(self) -> tuple[int, ...]:
        """Those that any commitment or milestone was reported for."""
        return _years((*self.commitments, *self.milestones))

    @property
    def passed(self) -> bool:
        """Errors and warnings count; what is only said in passing does not."""
        return all(finding.severity is Severity.INFO for finding in self.diagnostics)

    @property
    def exit_code(self) -> int:
        return 0 if self.passed else 1


def _years(items: Iterable[CheckedIndicator]) -> tuple[int, ...]:
    return tuple(sorted({year for checked in items for year in checked.years}))


def check(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    complete: bool = False,
    only: Collection[str] | None = None,
) -> CheckReport:
    """Check the values of every indicator, commitment and milestone (or of `only`, by id or key).

    With `complete`, each indicator must have `year`, by default the latest full year with any
    value; so must each commitment where the data has a row for any, and each milestone a state.
    Raises `InputError` when `year` is none of the plan's, or `only` names none of them.
    """
    scope = choose(plan, only)
    ids = {None, *scope.ids}
    reported: dict[str, list[Observation]] = {identity: [] for identity in scope.ids}
    for seen in actuals.observations:
        if seen.indicator in reported:
            reported[seen.indicator].append(seen)
    checked_year, _, _ = choose_year(plan, actuals.observations, year)
    aside = set_aside(actuals)
    findings = [finding for finding in actuals.diagnostics if finding.indicator in ids]

    judged = {one.id: one for one in plan.judged_promises}
    indicators, commitments, milestones = (
        tuple(_checked(one, reported[one.id], actuals) for one in chosen)
        for chosen in (
            scope.indicators,
            [judged[one.id] for one in scope.commitments if one.id in judged],
            [judged[one.id] for one in scope.milestones if one.id in judged],
        )
    )
    asked = [
        *((checked, checked_year in checked.years) for checked in indicators),
        *_asked_of(commitments, lambda checked: checked_year in checked.years),
        # A milestone of the tasks is reported once: its state holds for the years behind it.
        *_asked_of(milestones, lambda checked: bool(checked.years)),
    ]
    for checked in (*indicators, *commitments, *milestones):
        findings += _abrupt_changes(reported[checked.indicator.id], checked.indicator)
    if complete:
        promises = (*plan.commitments, *plan.milestones)
        elsewhere = aside | {one.id for one in promises if one.restates}
        findings += (
            _missing(
                one.indicator,
                checked_year,
                reported[one.indicator.id],
                next(iter(actuals.matched.get(one.indicator.id, ())), None),
                actuals.sources,
            )
            for one, has in asked
            if not has and one.indicator.id not in elsewhere
        )
    return CheckReport(
        plan=plan,
        year=checked_year,
        complete=complete,
        only=None if only is None else scope.ids,
        sources=actuals.sources,
        indicators=indicators,
        commitments=commitments,
        milestones=milestones,
        diagnostics=in_order(weighed(findings, aside)),
    )


def _checked(
    indicator: AnyIndicator, reported: Sequence[Observation], actuals: Actuals
) -> CheckedIndicator:
    years = tuple(sorted({seen.year for seen in reported if seen.is_full_year}))
    matched = indicator.id in actuals.matched or bool(reported)
    return CheckedIndicator(indicator, matched, years)


def _asked_of(
    items: Iterable[CheckedIndicator], has: Callable[[CheckedIndicator], bool]
) -> list[tuple[CheckedIndicator, bool]]:
    """Each with whether it has what is asked for; nothing is asked where none has a row."""
    found = [(item, has(item)) for item in items]
    return found if any(item.matched for item, _ in found) else []


def _missing(
    indicator: AnyIndicator,
    year: int,
    reported: Sequence[Observation],
    row: Place | None,
    sources: Sequence[Source],
) -> Diagnostic:
    """Placed where its row stands, else on the sheet that has its other values."""
    place = row
    if place is None and len(sources) == 1:
        sheets = sources[0].sheets
        place = Place(sources[0].path, sheets[0] if len(sheets) == 1 else None)
    if place is None and reported:
        latest = max(reported, key=lambda seen: seen.year).place
        place = Place(latest.file, latest.sheet)
    details = {"name": indicator.name, "year": str(year)}
    return Diagnostic("missing-value", Severity.ERROR, place, indicator.id, dict(details))


def _abrupt_changes(
    reported: Sequence[Observation], indicator: AnyIndicator
) -> Iterator[Diagnostic]:
    """A rate or a level that more than doubles or halves within a year; counts may.

    A yearly growth is a change already, and may halve or double as it likes.
    """
    if not isinstance(indicator, Level | Maintain) or indicator.whole:
        return
    values = [seen for seen in reported if seen.is_full_year]
    for before, after in pairwise(sorted(values, key=lambda seen: seen.year)):
        if after.year != before.year + 1:
            continue
        if not isinstance(before.value, Interval) or not isinstance(after.value, Interval):
            continue
        if _is_abrupt(before.value, after.value):
            details = {
                "name": indicator.name,
                "text": after.text,
                "year": str(after.year),
                "before": before.text,
                "place": str(before.place),
            }
            yield Diagnostic(
                "abrupt-change", Severity.WARNING, after.place, indicator.id, dict(details)
            )


def _is_abrupt(before: Interval, after: Interval) -> bool:
    """Certainly by more than the factor, whatever the numbers behind two bounds are."""
    if before.low is None or before.low <= 0:
        return False  # there is no factor from nothing, nor from below it
    more = before.high is not None and after.low is not None and after.low > before.high * _FACTOR
    less = after.high is not None and after.high * _FACTOR < before.low
    return more or less
