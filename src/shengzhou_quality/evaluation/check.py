"""Checking what was reported, apart from the plan's targets: a pure function of its arguments.

What reading alone shows (structure, names, units, values) comes with the actuals; here
the values stand beside each other: a year that is missing, a change that is hard to believe.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shengzhou_quality.actuals.model import Actuals, Observation, Source
from shengzhou_quality.diagnostics import Diagnostic, Place, Severity, in_order
from shengzhou_quality.evaluation.scope import choose_indicators, choose_year
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
    """One check. `only` holds the ids that `--only` narrowed it to, else `None`."""

    plan: Plan
    year: int
    complete: bool
    only: tuple[str, ...] | None
    sources: tuple[Source, ...]
    indicators: tuple[CheckedIndicator, ...]
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
        return tuple(sorted({year for checked in self.indicators for year in checked.years}))

    @property
    def passed(self) -> bool:
        """Errors and warnings count; what is only said in passing does not."""
        return all(finding.severity is Severity.INFO for finding in self.diagnostics)

    @property
    def exit_code(self) -> int:
        return 0 if self.passed else 1


def check(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    complete: bool = False,
    only: Collection[str] | None = None,
) -> CheckReport:
    """Check the values of every indicator of `plan` (or those of `only`, by id or key).

    With `complete`, each must have `year`, by default the latest full year with any value.
    Raises `InputError` when `year` is none of the plan's, or `only` names no indicator.
    """
    chosen = choose_indicators(plan, only)
    ids = {indicator.id for indicator in chosen}
    observations = [seen for seen in actuals.observations if seen.indicator in ids]
    checked_year, _, _ = choose_year(plan, observations, year)
    findings = [finding for finding in actuals.diagnostics if finding.indicator in {None, *ids}]
    indicators = []
    for indicator in chosen:
        reported = [seen for seen in observations if seen.indicator == indicator.id]
        years = tuple(sorted({seen.year for seen in reported if _is_full_year(seen)}))
        matched = indicator.id in actuals.matched or bool(reported)
        indicators.append(CheckedIndicator(indicator, matched, years))
        findings += _abrupt_changes(reported, indicator)
        if complete and checked_year not in years:
            findings.append(_missing(indicator, checked_year, reported, actuals.sources))
    return CheckReport(
        plan=plan,
        year=checked_year,
        complete=complete,
        only=None if only is None else tuple(indicator.id for indicator in chosen),
        sources=actuals.sources,
        indicators=tuple(indicators),
        diagnostics=in_order(findings),
    )


def _is_full_year(seen: Observation) -> bool:
    return not (seen.forecast or seen.partial)


def _missing(
    indicator: AnyIndicator, year: int, reported: Sequence[Observation], sources: Sequence[Source]
) -> Diagnostic:
    """Placed on the sheet that has the indicator's other values; an empty cell has no place."""
    place = None
    if len(sources) == 1:
        sheets = sources[0].sheets
        place = Place(sources[0].path, sheets[0] if len(sheets) == 1 else None)
    if reported:
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
    values = [seen for seen in reported if _is_full_year(seen)]
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
