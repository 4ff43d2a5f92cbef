"""Evaluate actuals against the plan: a pure function of its arguments.

An evaluation is in two parts: what is judged, and what only a report shows of it, which is made
when a report is asked for. A batch asks for few.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Literal, TypeVar

from shengzhou_quality.diagnostics import Diagnostic, Severity, in_order
from shengzhou_quality.evaluation.assessed import set_aside, weighed
from shengzhou_quality.evaluation.conclusion import conclude
from shengzhou_quality.evaluation.faults import faults_of
from shengzhou_quality.evaluation.item_result import PromiseResult
from shengzhou_quality.evaluation.list_entries import Lists, MissingEntry, Unreported
from shengzhou_quality.evaluation.lists import Item, Weighed, lagging, listed, warnings_of
from shengzhou_quality.evaluation.missing import Requests
from shengzhou_quality.evaluation.promises import PromiseJudge
from shengzhou_quality.evaluation.report import Conclusion, FailOn, Report
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.evaluation.ruling import rule
from shengzhou_quality.evaluation.scope import choose, choose_year, compared_ids
from shengzhou_quality.evaluation.settled import settle_doubts
from shengzhou_quality.evaluation.summary import count_tasks, summarise
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Actuals, Assessment, Observation, Provenance, Source

Kept = TypeVar("Kept", Observation, Provenance)


def evaluate(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    fail_on: FailOn | str = FailOn.BINDING,
    only: Collection[str] | None = None,
) -> Report:
    """Judge every indicator, commitment and milestone of `plan` (or those of `only`) for one year.

    Without `year`, the latest full year with any value is judged. Raises `InputError`
    when `year` is none of the plan's, or `only` names none of them by id or key.
    """
    return Evaluation(plan, actuals, year=year, fail_on=fail_on, only=only).report


class Evaluation:
    """Judges what was reported; `report` shows it. Takes the arguments of `evaluate`.

    `indicators` are judged in the plan's order. `promises` are the commitments and milestones
    that were reported, and those that show an indicator which `only` left out.
    """

    def __init__(
        self,
        plan: Plan,
        actuals: Actuals,
        *,
        year: int | None = None,
        fail_on: FailOn | str = FailOn.BINDING,
        only: Collection[str] | None = None,
    ) -> None:
        self.fail_on = FailOn(fail_on)
        self._plan = plan
        self._actuals = actuals
        self._is_part = only is not None
        self._scope = scope = choose(plan, only)
        ids = {*scope.ids, *scope.restated}
        others = compared_ids(plan, ids)
        ids |= others
        reported = _by_id(seen for seen in actuals.observations if seen.indicator in ids)
        provenance = _by_id(actuals.provenance)
        assessments = {assessment.item: assessment for assessment in actuals.assessments}
        opinions: dict[str, list[Assessment]] = {}
        for opinion in actuals.opinions:
            opinions.setdefault(opinion.item, []).append(opinion)
        self.year, self._choice, doubts = choose_year(plan, actuals.observations, year)
        self._period = period = plan.period(self.year)
        self._offices = offices = Offices(plan, actuals)
        judged = [one for one in (*plan.indicators, *plan.comparisons) if one.id in ids]
        offices.spell(one.id for one in (*judged, *scope.promises))
        self._rulings = {
            indicator.id: rule(
                indicator,
                reported.get(indicator.id, ()),
                period,
                plan,
                self.fail_on,
                provenance.get(indicator.id, ()),
                assessments.get(indicator.id),
                opinions.get(indicator.id, ()),
                of_other=reported.get(of.id, ()) if (of := plan.other_of(indicator)) else (),
                offices=offices,
            )
            for indicator in judged
        }
        self._judge = PromiseJudge(
            plan, period, reported, provenance, assessments, opinions, offices
        )
        self.promises = self._judge.results(
            [
                one
                for one in scope.promises
                if one.id in reported or (scope.restated and one.shown_as in scope.restated)
            ],
            self._rulings,
        )
        self.indicators = tuple(self._rulings[indicator.id] for indicator in scope.indicators)
        beyond = others.difference(scope.ids)
        self._compared = [one for identity, one in self._rulings.items() if identity in beyond]
        mine = [one for one in actuals.diagnostics if one.indicator in ids or not one.indicator]
        own = (one.result for one in self.promises if one.result and one.by_itself)
        mine += faults_of(plan, period, [*self._rulings.values(), *own], reported, mine)
        doubts += (one for one in plan.warnings if one.indicator in ids or not one.indicator)
        settled = settle_doubts([*mine, *doubts], actuals, ids)
        self._findings = in_order(weighed(settled, set_aside(actuals)))
        self._faulty = any(finding.severity is Severity.ERROR for finding in self._findings)

    @property
    def sources(self) -> tuple[Source, ...]:
        return self._actuals.sources

    @property
    def files_held(self) -> frozenset[str]:
        """The files of which a row is an item's, whatever came of it."""
        return frozenset(
            place.file for places in self._actuals.matched.values() for place in places
        )

    @property
    def final(self) -> bool:
        return self._period.is_final

    @property
    def exit_code(self) -> Literal[0, 1]:
        fails = self._faulty or any(one.fails for one in self.indicators)
        return 1 if fails and self.fail_on is not FailOn.NEVER else 0

    @property
    def conclusion(self) -> Conclusion:
        return conclude(self.indicators, self.fail_on, faulty=self._faulty)

    @cached_property
    def _listed(self) -> list[PromiseResult]:
        return listed(self.indicators, self.promises)

    @cached_property
    def lagging(self) -> tuple[Weighed, ...]:
        """What fails or lags, the worst first."""
        return lagging(self.indicators, self._listed)

    @cached_property
    def missing(self) -> tuple[MissingEntry, ...]:
        """What is to be reported again."""
        results = (one.result for one in self._listed if one.result is not None)
        items: list[Item] = [*self.indicators, *results, *self._compared]
        return self._asked.missing([one for one in items if not one.excluded])

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings; where nothing is asked for any more, none on what a replaced file said."""
        replaced = {source.path for source in self.sources if source.replaced}
        if not replaced or self.missing or self._unreported:
            return self._findings
        return _without_unread(self._findings, replaced)

    @cached_property
    def report(self) -> Report:
        plan, scope, final = self._plan, self._scope, self.final
        commitments, milestones = self._commitments, self._milestones
        indicators = tuple(one.result for one in self.indicators)
        return Report(
            plan=plan,
            year=self.year,
            final=final,
            year_choice=self._choice,
            only=scope.ids if self._is_part else None,
            sources=self.sources,
            fail_on=self.fail_on,
            exit_code=self.exit_code,
            conclusion=self.conclusion,
            summary=summarise(plan, indicators, final=final),
            indicators=indicators,
            commitments=commitments,
            milestones=milestones,
            tasks=count_tasks(plan, indicators, commitments, milestones, final=final),
            lists=Lists(warnings_of(self.lagging), self.missing, self._unreported),
            diagnostics=self.diagnostics,
        )

    @cached_property
    def _asked(self) -> Requests:
        return Requests(self.year, self._actuals, self._findings, self._offices)

    @cached_property
    def _commitments(self) -> tuple[PromiseResult, ...]:
        return self._judge.results(self._scope.commitments, self._rulings)

    @cached_property
    def _milestones(self) -> tuple[PromiseResult, ...]:
        return self._judge.results(self._scope.milestones, self._rulings)

    @cached_property
    def _unreported(self) -> tuple[Unreported, ...]:
        return self._asked.unreported(self._plan, self._commitments, self._milestones)


def _without_unread(
    findings: tuple[Diagnostic, ...], replaced: Collection[str]
) -> tuple[Diagnostic, ...]:
    """Without what was not read in the replaced files: later ones gave what stood there."""
    from shengzhou_quality.evaluation.office_findings import is_unread

    return tuple(
        one
        for one in findings
        if one.place is None or one.place.file not in replaced or not is_unread(one)
    )


def _by_id(items: Iterable[Kept]) -> dict[str, list[Kept]]:
    grouped: dict[str, list[Kept]] = {}
    for item in items:
        grouped.setdefault(item.indicator, []).append(item)
    return grouped
