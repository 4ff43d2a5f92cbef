"""Make of what is decided of one item everything that a report says about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from shengzhou_quality.evaluation.assessed import assess
from shengzhou_quality.evaluation.beside import Beside
from shengzhou_quality.evaluation.figures import bounds_of, derived, exact, rounded_out
from shengzhou_quality.evaluation.item_result import (
    ChangeOfTarget,
    ComparedFigure,
    IndicatorResult,
    NumberSet,
    SeriesEntry,
    TargetBeside,
    UnusedValue,
)
from shengzhou_quality.evaluation.sensitivity import JudgedIndicator, sensitivity_notes
from shengzhou_quality.evaluation.series import NOTHING_REPORTED, Reported, notes_on
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Verdict,
    note_of,
)
from shengzhou_quality.notation import write
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.indicator import ConflictType
from shengzhou_quality.plan.model import Plan

if TYPE_CHECKING:  # a ruling makes its own result
    from shengzhou_quality.evaluation.ruling import Ruling


def result_of(ruling: Ruling) -> IndicatorResult:
    """Everything that a report says about one item."""
    finding, reported, plan = ruling.finding, ruling.reported, ruling.plan
    indicator, judgement, period = finding.indicator, finding.judgement, finding.period
    compared = _compared(finding, ruling.other, plan)
    notes = [
        *judgement.notes,
        *ruling.notes_beside,
        *sensitivity_notes(finding),
        *notes_on(reported, ruling.entered, period),
        *_notes_on_other(compared),
    ]
    conflicts = plan.conflicts_of(indicator.id)
    if conflicts:
        contradictions = sum(one.type is ConflictType.CONTRADICTION for one in conflicts)
        counted = {"count": contradictions, "others": len(conflicts) - contradictions}
        notes.append(Note(NoteCode.PLAN_CONFLICT, {**counted}))
    progress = judgement.progress
    return IndicatorResult(
        indicator=indicator,
        target=_target(indicator),
        actual=ruling.actual,
        compared=compared,
        series=_entries(reported, judgement, period),
        unused=tuple(
            UnusedValue(seen.year, seen.text, seen.place, why) for seen, why in reported.unused
        ),
        verdict=judgement.verdict,
        status=finding.status,
        severity=ruling.severity,
        fails=ruling.fails,
        margin=ruling.margin,
        gap=ruling.gap,
        progress=ruling.progress,
        expected_progress=derived(progress.expected_progress),
        expected=derived(progress.expected),
        pace=ruling.pace,
        needed_per_year=derived(progress.needed_per_year),
        projected=derived(progress.projected),
        notes=tuple(sorted(notes, key=lambda note: note.rank)),
        evidence=_evidence(reported),
        provenance=tuple(ruling.provenance),
        assessed=ruling.assessed,
        beside=tuple(map(_beside, ruling.beside)),
        changed=_changed(ruling.printed, period),
        opinions=tuple(filter(None, (assess(one, finding) for one in ruling.opinions))),
        responsible=ruling.offices.of(indicator.id) if ruling.offices is not None else None,
    )


def _beside(one: Beside) -> TargetBeside:
    bounds = bounds_of(one.aimed.target_set, exact)
    return TargetBeside(one.year, one.aimed.target, bounds, one.verdict)


def _changed(printed: AnyIndicator, period: Period) -> ChangeOfTarget | None:
    """The change in force, with the target as the plan prints it."""
    change = None if printed.of_states else printed.change_by(period.year)
    if change is None:
        return None
    return ChangeOfTarget(printed.target, change.date, change.source)


def _target(indicator: AnyIndicator) -> NumberSet | None:
    """The numbers that meet the target; of a target in words there are none to give."""
    if indicator.of_states or indicator.bound is None:
        return None
    return bounds_of(indicator.target_set, exact)


def _compared(finding: JudgedIndicator, reported: Reported, plan: Plan) -> ComparedFigure | None:
    """The figure of the item that it was compared with, and the cells that it came from."""
    other, judgement = plan.other_of(finding.indicator), finding.judgement
    if other is None:
        return None
    figure = judgement.compared
    note = note_of(NoteCode.COMPARED_MISSING, judgement.notes)
    text = bounds = None
    if figure is not None:
        shown = rounded_out(figure) if finding.indicator.is_derived else figure
        bounds, text = bounds_of(shown, exact), write(shown)
    period, is_mean = finding.period, finding.indicator.is_mean
    planned = bool(other.planned(period.years).values)
    entries = [] if planned else list(_entries(reported, judgement, period))
    form = Form.MEAN if is_mean and period.year in reported.means else None
    years = period.years if is_mean and form is None else (period.year,)
    entered = () if planned or figure is None else reported.entering(years, form)
    return ComparedFigure(
        indicator=other,
        text=text,
        bounds=bounds,
        places=tuple(seen.place for seen in entered),
        series=tuple(replace(one, verdict=None) for one in entries),
        missing=tuple(int(year) for year in note.years) if note else (),
    )


def _notes_on_other(other: ComparedFigure | None) -> Iterator[Note]:
    """A note that its figures are provisional, where those that entered are."""
    if other is None:
        return
    entered = (one for one in other.series if one.place in other.places)
    years = tuple(str(one.year) for one in entered if one.provisional)
    if years:
        yield Note(NoteCode.PROVISIONAL, {"id": other.indicator.id, "years": years})


def _entries(reported: Reported, judgement: Judgement, period: Period) -> tuple[SeriesEntry, ...]:
    if reported.is_empty and not judgement.verdict_by_year:
        return _blank_years(period)  # the same for all of which nobody reported anything
    return tuple(_entry(year, reported, judgement) for year in period.years)


@lru_cache(maxsize=16)
def _blank_years(period: Period) -> tuple[SeriesEntry, ...]:
    nothing = Judgement(verdict=Verdict.NO_DATA)
    return tuple(_entry(year, NOTHING_REPORTED, nothing) for year in period.years)


def _entry(year: int, reported: Reported, judgement: Judgement) -> SeriesEntry:
    seen = reported.of_year(year)
    value = seen.value if seen else None
    return SeriesEntry(
        year=year,
        text=seen.text if seen else None,
        place=seen.place if seen else None,
        verdict=judgement.verdict_by_year.get(year),
        readable=seen is None or seen.value is not None,
        provisional=bool(seen and seen.provisional),
        forecast=bool(seen and seen.forecast),
        exact=not isinstance(value, Interval) or value.value is not None,
        doubted=bool(seen and seen.implausible is not None),
        read=value,
    )


def _evidence(reported: Reported) -> tuple[str, ...]:
    """佐证, as reported, each once: shown for a milestone, kept for all."""
    seen = [*reported.values.values(), *reported.means.values()]
    found = [observation.evidence for observation in seen if observation.evidence]
    return tuple(sorted(set(found)))
