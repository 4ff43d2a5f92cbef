"""Check the reported values without the plan's targets: a pure function of its arguments.

Readers already report structure, names, units and single values; this module compares
values with each other: a missing year, an implausible change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from shengzhou_quality.contract import HowMany, Shape, own
from shengzhou_quality.diagnostics import Diagnostic, Parameter, Place, Severity, in_order
from shengzhou_quality.evaluation.addressees import Addressees
from shengzhou_quality.evaluation.assessed import set_aside, weighed
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.evaluation.scope import choose, choose_year
from shengzhou_quality.evaluation.settled import settle_doubts
from shengzhou_quality.falls import falling_totals
from shengzhou_quality.interval import EVERYTHING, Interval
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Actuals, Observation, Source

_FACTOR = 2
"""A rate or a level that changes by more than this factor within a year is doubted."""
_FEW = 10
"""A stock that is counted is doubted only where it changes by at least so many units."""


class CheckGate(StrEnum):
    """Which findings make the exit code of a check 1: errors, also warnings, or none."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"

    @property
    def fatal(self) -> tuple[Severity, ...]:
        """The severities that fail, the worst first."""
        match self:
            case CheckGate.ERROR:
                return (Severity.ERROR,)
            case CheckGate.WARNING:
                return (Severity.ERROR, Severity.WARNING)
            case CheckGate.NEVER:
                return ()


@dataclass(frozen=True, slots=True)
class CheckedIndicator:
    """One indicator: whether any row is its own, and the full years it was reported for."""

    json: ClassVar[Shape] = {
        "id": "indicator.id",
        "key": "indicator.key",
        "name": "indicator.name",
        **own("matched", "years"),
    }
    indicator: AnyIndicator
    matched: bool
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCounts:
    """How many indicators were looked for, have a row, have the year; and how many findings."""

    total: HowMany
    matched: HowMany
    with_year: HowMany
    errors: HowMany
    warnings: HowMany
    infos: HowMany


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """One check. `only` holds the ids that `--only` narrowed it to, else `None`.

    Of commitments and milestones those are listed that are reported in a row of their own.
    """

    json: ClassVar[Shape] = {
        **own("plan", "sources"),
        "result": {
            **own("passed", "exit_code", "fail_on"),
            "errors": "counts.errors",
            "warnings": "counts.warnings",
            "infos": "counts.infos",
        },
        "checked": {
            "total": "counts.total",
            "matched": "counts.matched",
            **own("indicators", "commitments", "milestones", "years", "year"),
            "with_year": "counts.with_year",
            **own("complete", "only"),
        },
        "diagnostics": "diagnostics",
    }
    plan: Plan
    year: int
    complete: bool
    only: tuple[str, ...] | None
    sources: tuple[Source, ...]
    indicators: tuple[CheckedIndicator, ...]
    commitments: tuple[CheckedIndicator, ...]
    milestones: tuple[CheckedIndicator, ...]
    diagnostics: tuple[Diagnostic, ...]
    fail_on: CheckGate = CheckGate.WARNING

    @property
    def matched(self) -> tuple[CheckedIndicator, ...]:
        return tuple(checked for checked in self.indicators if checked.matched)

    @property
    def with_year(self) -> tuple[CheckedIndicator, ...]:
        """The indicators that have the year."""
        return tuple(checked for checked in self.indicators if self.year in checked.years)

    @property
    def counts(self) -> CheckCounts:
        severities = Counter(finding.severity for finding in self.diagnostics)
        return CheckCounts(
            total=len(self.indicators),
            matched=len(self.matched),
            with_year=len(self.with_year),
            errors=severities[Severity.ERROR],
            warnings=severities[Severity.WARNING],
            infos=severities[Severity.INFO],
        )

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
        """By default errors and warnings count; information does not."""
        return not any(finding.severity in self.fail_on.fatal for finding in self.diagnostics)

    @property
    def exit_code(self) -> Literal[0, 1]:
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
    fail_on: CheckGate | str = CheckGate.WARNING,
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
    asked_about = {finding.place for finding in findings if finding.code == "implausible"}

    judged = {one.id: one for one in plan.judged_promises}
    indicators, commitments, milestones = (
        tuple(_checked(one, reported[one.id], actuals, plan) for one in chosen)
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
        mine = reported[checked.indicator.id]
        findings += _abrupt_changes(
            [seen for seen in mine if seen.place not in asked_about], checked.indicator
        )
        findings += falling_totals(mine, checked.indicator, plan)
    if complete:
        addressees = Addressees(actuals, Offices(plan, actuals))
        promises = (*plan.commitments, *plan.milestones)
        elsewhere = aside | {one.id for one in promises if one.restates}
        findings += (
            _missing(one.indicator, checked_year, addressees, actuals.sources)
            for one, has in asked
            if not has and one.indicator.id not in elsewhere
        )
    settled = settle_doubts(findings, actuals, ids, tell_unused=True)
    return CheckReport(
        plan=plan,
        year=checked_year,
        complete=complete,
        only=None if only is None else scope.ids,
        sources=actuals.sources,
        indicators=indicators,
        commitments=commitments,
        milestones=milestones,
        diagnostics=in_order(weighed(settled, aside)),
        fail_on=CheckGate(fail_on),
    )


def _checked(
    indicator: AnyIndicator, reported: Sequence[Observation], actuals: Actuals, plan: Plan
) -> CheckedIndicator:
    full = [seen for seen in reported if seen.is_full_year]
    base = plan.head.baseline_year
    if all(seen.printed and seen.year == base for seen in full):
        full = []  # only the plan's own figure, as the template prints it
    years = tuple(sorted({seen.year for seen in full}))
    matched = indicator.id in actuals.matched or bool(reported)
    return CheckedIndicator(indicator, matched, years)


def _asked_of(
    items: Iterable[CheckedIndicator], has: Callable[[CheckedIndicator], bool]
) -> list[tuple[CheckedIndicator, bool]]:
    """Return each item and whether it has the data required; nothing if no item has a row."""
    found = [(item, has(item)) for item in items]
    return found if any(item.matched for item, _ in found) else []


def _missing(
    indicator: AnyIndicator, year: int, addressees: Addressees, sources: Sequence[Source]
) -> Diagnostic:
    """Place the finding at the cell to fill in; say so if the item is in no table."""
    files = (Place(source.path) for source in sources if source.is_current)
    place = addressees.place(indicator.id, year, files)
    details: dict[str, Parameter] = {"name": indicator.name, "year": str(year)}
    if not addressees.addressee(indicator.id).found:
        details["nowhere"] = 1
    if indicator.of_states or indicator.of_growth:
        details["variant"] = "state" if indicator.of_states else "growth"
    return Diagnostic("missing-value", place, indicator.id, details)


def _abrupt_changes(
    reported: Sequence[Observation], indicator: AnyIndicator
) -> Iterator[Diagnostic]:
    """A rate, a level or a stock that more than doubles or halves within a year.

    A yearly growth, or an addition, is a change already, and may halve or double as it likes.
    An implausible value is not among `reported`, settled or not: it is one question, and who
    answers it has seen the jump.
    """
    if indicator.of_states or (indicator.reports_changes and not indicator.is_of_steps):
        return
    values = {
        seen.year: seen
        for seen in reported
        if seen.is_full_year and isinstance(seen.value, Interval)
    }
    doubted: set[int] = set()
    for year in sorted(values):
        if year - 1 not in values or year - 1 in doubted:
            continue
        if not _is_abrupt(values[year - 1], values[year], indicator):
            continue
        wrong = _wrong_one(values, year, indicator)
        if wrong in doubted:
            continue
        doubted.add(wrong)
        seen, other = values[wrong], values[year if wrong == year - 1 else year - 1]
        details = {
            "name": indicator.name,
            "text": seen.text,
            "year": str(seen.year),
            "before": other.text,
            "other_year": str(other.year),
            "place": str(other.place),
        }
        yield Diagnostic("abrupt-change", seen.place, indicator.id, dict(details))


def _wrong_one(values: Mapping[int, Observation], year: int, indicator: MeasuredIndicator) -> int:
    """Which of `year` and the year before it is to be checked: usually the later one.

    It is the earlier one where nothing comes before it and only the later one lies near what
    the plan starts from and aims at (2200, 250 on the way from 181 to 411).
    """
    if year - 2 in values:
        return year
    known = indicator.printed_figures
    if not known:
        return year
    near = Interval.between(min(known) / _FACTOR, max(known) * _FACTOR)
    earlier_is_near, later_is_near = (
        not _interval(values[each]).is_disjoint_from(near) for each in (year - 1, year)
    )
    return year - 1 if later_is_near and not earlier_is_near else year


def _interval(seen: Observation) -> Interval:
    return seen.value if isinstance(seen.value, Interval) else EVERYTHING


def _is_abrupt(before: Observation, after: Observation, indicator: MeasuredIndicator) -> bool:
    """Certainly by more than the factor, whatever the numbers behind two bounds are."""
    one, other = _interval(before), _interval(after)
    if one.low is None or one.low <= 0:
        return False  # a factor needs a value above zero
    more = one.high is not None and other.low is not None and other.low > one.high * _FACTOR
    less = other.high is not None and other.high * _FACTOR < one.low
    if not (more or less):
        return False
    # With only a few units, a change of a few more is plausible.
    span = one.hull(other)
    return (
        not indicator.whole
        or span.low is None
        or span.high is None
        or (span.high - span.low >= _FEW)
    )
