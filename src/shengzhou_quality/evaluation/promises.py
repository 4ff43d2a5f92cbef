"""Judge commitments and milestones in the same way as indicators.

They have no constraint, so they never fail the gate; a failure is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.assessed import assess
from shengzhou_quality.evaluation.effort import EFFORT, effort_notes
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.evaluation.responsible import Offices
from shengzhou_quality.evaluation.ruling import Ruling, rule
from shengzhou_quality.judgement import Note, NoteCode, Period, Verdict
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.plan.tasks import Commitment, TaskMilestone
from shengzhou_quality.reported import Assessment, Observation, Provenance


class PromiseJudge:
    """Judges them for one year, from observations, provenance, assessments and opinions by id."""

    def __init__(
        self,
        plan: Plan,
        period: Period,
        observations: Mapping[str, Sequence[Observation]],
        provenance: Mapping[str, Sequence[Provenance]],
        assessments: Mapping[str, Assessment],
        opinions: Mapping[str, Sequence[Assessment]],
        offices: Offices,
    ) -> None:
        self._plan = plan
        self._period = period
        self._observations = observations
        self._provenance = provenance
        self._assessments = assessments
        self._opinions = opinions
        self._offices = offices
        self._results: dict[str, PromiseResult] = {}

    def results(
        self,
        promises: Iterable[Commitment | TaskMilestone],
        indicators: Mapping[str, Ruling],
    ) -> tuple[PromiseResult, ...]:
        """One for each, in order. What restates one of `indicators` shows its result."""
        return tuple(self._result(promise, indicators) for promise in promises)

    def _result(
        self, promise: Commitment | TaskMilestone, indicators: Mapping[str, Ruling]
    ) -> PromiseResult:
        known = self._results.get(promise.id)
        if known is None:
            of = indicators.get(promise.restates or "")
            known = self._results[promise.id] = self._make(promise, of.result if of else None)
        return known

    def _make(
        self, promise: Commitment | TaskMilestone, restated: IndicatorResult | None
    ) -> PromiseResult:
        judged = self._plan.judged_by_id.get(promise.id)
        result = self._judge(judged, promise) if judged is not None else restated
        assessed = result.assessed if result else None
        opinions = result.opinions if result is not None and judged is not None else ()
        responsible = self._offices.of(promise.id)
        if judged is None:
            assessed = assess(self._assessments.get(promise.id), None) or assessed
            given = self._opinions.get(promise.id, ())
            opinions = tuple(filter(None, (assess(one, None) for one in given)))
            if responsible is None and result is not None:
                responsible = result.responsible
        return PromiseResult(
            promise,
            self._plan.home(promise),
            result,
            self._completed(promise, result),
            assessed,
            beside=restated if judged is not None else None,
            opinions=opinions,
            said=() if result else tuple(self._provenance.get(promise.id, ())),
            responsible=responsible,
        )

    def _judge(self, judged: AnyIndicator, promise: Commitment | TaskMilestone) -> IndicatorResult:
        own = self._observations.get(promise.id, ())
        said = self._provenance.get(promise.id, ())
        assessment = self._assessments.get(promise.id)
        opinions = self._opinions.get(promise.id, ())
        unreported = not (own or said or assessment or opinions)
        if unreported and promise.id in self._unreported:
            return self._unreported[promise.id]
        ruling = rule(
            judged, own, self._period, self._plan, FailOn.NEVER, said, assessment, opinions
        )
        result = _with_remarks(ruling.result, promise, own, self._period)
        if unreported:
            self._unreported[promise.id] = result
        return result

    @cached_property
    def _unreported(self) -> dict[str, IndicatorResult]:
        return _results_of_nothing(self._plan, self._period)

    def _completed(
        self, promise: Commitment | TaskMilestone, result: IndicatorResult | None
    ) -> str | None:
        """The date of completion, as written, of what was judged to be completed."""
        if not isinstance(promise, TaskMilestone) or result is None or result.actual is None:
            return None
        if result.verdict is not Verdict.MET:
            return None
        reported = self._observations.get(result.indicator.id, ())
        dates = (seen.completed for seen in reported if seen.place in result.actual.places)
        return next(filter(None, dates), None)


@lru_cache(maxsize=16)
def _results_of_nothing(_plan: Plan, _period: Period) -> dict[str, IndicatorResult]:
    """By id, as they are made: of most commitments and milestones nobody reports anything."""
    return {}


def _with_remarks(
    result: IndicatorResult,
    promise: Commitment | TaskMilestone,
    own: Sequence[Observation],
    period: Period,
) -> IndicatorResult:
    implied = () if promise.deadline else (Note(NoteCode.DEADLINE_IMPLIED),)
    remarks = (*implied, *effort_notes(result, own, period))
    notes = [note for note in result.notes if not _is_asked_elsewhere(note, promise)]
    severity = result.severity
    if any(note.code in EFFORT for note in remarks) and not result.excluded:
        severity = severity or Severity.WARNING
    notes = sorted((*notes, *remarks), key=lambda note: note.rank)
    return replace(result, notes=tuple(notes), severity=severity)


def _is_asked_elsewhere(note: Note, promise: Commitment | TaskMilestone) -> bool:
    """Earlier years are asked for of the indicator, not again of what restates it."""
    return note.code is NoteCode.YEARS_MISSING and promise.restates is not None
