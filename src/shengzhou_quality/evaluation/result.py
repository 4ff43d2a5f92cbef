"""Judge the observations of one indicator: everything that a report says about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from shengzhou_quality.decimals import DERIVED_PLACES, exact_decimal, rounded
from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.assessed import assess
from shengzhou_quality.evaluation.beside import Beside, notes_beside, targets_beside
from shengzhou_quality.evaluation.item_result import (
    Actual,
    ChangeOfTarget,
    ComparedFigure,
    EitherActual,
    IndicatorResult,
    NumberSet,
    SeriesEntry,
    TargetBeside,
    UnusedValue,
)
from shengzhou_quality.evaluation.report import FailOn
from shengzhou_quality.evaluation.sensitivity import JudgedIndicator, sensitivity_notes
from shengzhou_quality.evaluation.series import (
    NOTHING_REPORTED,
    Reported,
    compared_series,
    notes_on,
    series_of,
    sort_out,
)
from shengzhou_quality.evaluation.status import FAILING, UNPROVEN, severity_of, status_of
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import (
    ByForm,
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Status,
    Verdict,
    distance,
    note_of,
)
from shengzhou_quality.notation import Figure, Unreadable, read_value, write
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.kinds.indicator import ConflictType
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Assessment, Observation, Provenance


def judge(
    indicator: AnyIndicator,
    observations: Iterable[Observation],
    period: Period,
    plan: Plan,
    fail_on: FailOn,
    provenance: Iterable[Provenance] = (),
    assessment: Assessment | None = None,
    opinions: Iterable[Assessment] = (),
    of_other: Iterable[Observation] = (),
) -> IndicatorResult:
    """Judge one indicator by its own observations, as `fail_on` counts what fails.

    `of_other` are the observations of the item that it is compared with.

    An `assessment` changes no verdict and no figure; an excluded indicator does not count.
    `opinions` of offices are shown and change nothing.
    """
    reported = sort_out(observations, period)
    printed, indicator = indicator, indicator.in_force(period.year)
    other = sort_out(of_other, period)
    finding = find(indicator, reported, period, plan, other)
    judgement, status = finding.judgement, finding.status
    beside = tuple(notes_beside(finding, printed))
    severity = severity_of(status, indicator.constraint, judgement.notes + beside, period)
    assessed = assess(assessment, finding)
    if assessed is not None and assessed.excluded:
        severity, fail_on = None, FailOn.NEVER
    entered = reported.entering(judgement.years, judgement.form)
    compared = _compared(finding, other, plan)
    notes = [
        *judgement.notes,
        *beside,
        *sensitivity_notes(finding),
        *notes_on(reported, entered, period),
        *_notes_on_other(compared),
    ]
    conflicts = plan.conflicts_of(indicator.id)
    if conflicts:
        contradictions = sum(one.type is ConflictType.CONTRADICTION for one in conflicts)
        counted = {"count": contradictions, "others": len(conflicts) - contradictions}
        notes.append(Note(NoteCode.PLAN_CONFLICT, {**counted}))
    progress = judgement.progress
    # What is judged is a reported value or a sum of them, unless its kind derives it.
    exact = _derived if indicator.is_derived else _exact
    return IndicatorResult(
        indicator=indicator,
        target=_target(indicator),
        actual=_actual(indicator, judgement, entered),
        compared=compared,
        series=_entries(reported, judgement, period),
        unused=tuple(
            UnusedValue(seen.year, seen.text, seen.place, why) for seen, why in reported.unused
        ),
        verdict=judgement.verdict,
        status=status,
        severity=severity,
        fails=_fails(status, severity, fail_on, period),
        margin=exact(judgement.margin),
        gap=exact(judgement.gap),
        progress=_derived(progress.progress),
        expected_progress=_derived(progress.expected_progress),
        expected=_derived(progress.expected),
        pace=_derived(progress.pace),
        needed_per_year=_derived(progress.needed_per_year),
        projected=_derived(progress.projected),
        notes=tuple(sorted(notes, key=lambda note: note.rank)),
        evidence=_evidence(reported),
        provenance=tuple(provenance),
        assessed=assessed,
        beside=tuple(_beside(one) for one in targets_beside(finding)),
        changed=_changed(printed, period),
        opinions=tuple(filter(None, (assess(opinion, finding) for opinion in opinions))),
    )


def find(
    indicator: AnyIndicator,
    reported: Reported,
    period: Period,
    plan: Plan,
    of_other: Reported = NOTHING_REPORTED,
) -> JudgedIndicator:
    """The exact judgement behind a result, and what it was judged by."""
    series = series_of(reported, indicator)
    other = plan.other_of(indicator)
    if other is not None:
        series = series._replace(compared=compared_series(of_other, other, period.years))
    judgement = indicator.judge(series, period)
    status = status_of(judgement, indicator, period, plan.cut_offs)
    return JudgedIndicator(indicator, series, period, plan.cut_offs, judgement, status)


def _fails(status: Status, severity: Severity | None, fail_on: FailOn, period: Period) -> bool:
    """Whether this indicator alone makes the run fail, as `fail_on` counts it."""
    if fail_on is FailOn.NEVER:
        return False
    if severity is Severity.ERROR:
        return True
    unproven = period.is_final and status in UNPROVEN
    return fail_on is FailOn.ANY and (status in FAILING or unproven)


def _beside(one: Beside) -> TargetBeside:
    bounds = _bounds(one.aimed.target_set, _exact)
    return TargetBeside(one.year, one.aimed.target, bounds, one.verdict)


def _changed(printed: AnyIndicator, period: Period) -> ChangeOfTarget | None:
    """The change in force, with the target as the plan prints it."""
    change = None if printed.of_states else printed.change_by(period.year)
    if change is None:
        return None
    return ChangeOfTarget(printed.target, change.date, change.source)


def _actual(
    indicator: AnyIndicator, judgement: Judgement, entered: tuple[Observation, ...]
) -> Actual | None:
    state = bounds = None
    if indicator.of_states:
        if not entered:
            return None
        text = entered[-1].text  # as the office wrote it; `state` is how it was read
        if judgement.state is not None:
            state = indicator.every_state[judgement.state].key
    elif judgement.actual is None:
        return None
    elif indicator.is_derived:
        found = _rounded(judgement.actual)
        bounds, text = _bounds(found, _exact), write(found)
    else:
        bounds = _bounds(judgement.actual, _exact)
        text = _text_as_reported(indicator, judgement.actual, entered)
    return Actual(
        text=text,
        bounds=bounds,
        state=state,
        form=judgement.form,
        provisional=any(seen.provisional for seen in entered),
        places=tuple(seen.place for seen in entered),
        either=tuple(_either(one, indicator) for one in judgement.either),
    )


def _target(indicator: AnyIndicator) -> NumberSet | None:
    """The numbers that meet the target; of a target in words there are none to give."""
    if indicator.of_states or indicator.bound is None:
        return None
    return _bounds(indicator.target_set, _exact)


def _compared(finding: JudgedIndicator, reported: Reported, plan: Plan) -> ComparedFigure | None:
    """The figure of the item that it was compared with, and the cells that it came from."""
    other, judgement = plan.other_of(finding.indicator), finding.judgement
    if other is None:
        return None
    figure = judgement.compared
    note = note_of(NoteCode.COMPARED_MISSING, judgement.notes)
    text = bounds = None
    if figure is not None:
        shown = _rounded(figure) if finding.indicator.is_derived else figure
        bounds, text = _bounds(shown, _exact), write(shown)
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


def _either(one: ByForm, indicator: AnyIndicator) -> EitherActual:
    assert not indicator.of_states, "only a total has two forms"
    apart = distance(one.actual, indicator.target_set, indicator.direction)
    figure = _derived if indicator.is_derived else _exact
    total = _rounded(one.actual) if indicator.is_derived else one.actual
    bounds = _bounds(total, _exact)
    return EitherActual(one.form, write(total), bounds, figure(apart.margin), figure(apart.gap))


def _text_as_reported(
    indicator: MeasuredIndicator, actual: Interval, entered: tuple[Observation, ...]
) -> str:
    """The text of the one value that was judged as it stands, else what it all came to."""
    alone = entered[0] if len(entered) == 1 else None
    if alone is None or not isinstance(alone.value, Interval):
        return write(actual)
    if alone.implausible is not None or indicator.takes_words:
        return alone.text
    figure = read_value(alone.text)
    if figure == Unreadable("approximate", alone.provisional, alone.forecast):
        return alone.text  # the reported value, not the whole interval that it allows
    converted = not isinstance(figure, Figure) or figure.interval != alone.value
    as_it_stands = indicator.possible(alone.value) == actual and not converted
    return alone.text if as_it_stands else write(actual)


def _rounded(found: Interval) -> Interval:
    """A point as all that is derived; the ends of a range outwards, so that it stays true."""
    if found.value is not None:
        return Interval.point(Fraction(rounded(found.value)))
    scale = 10**DERIVED_PLACES
    low = None if found.low is None else Fraction(floor(found.low * scale), scale)
    high = None if found.high is None else Fraction(ceil(found.high * scale), scale)
    return Interval(low, high, found.low_open, found.high_open)


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


def _bounds(interval: Interval, figure: Callable[[Fraction | None], Decimal | None]) -> NumberSet:
    low, high = figure(interval.low), figure(interval.high)
    return NumberSet(low, high, interval.low_open, interval.high_open)


def _exact(number: Fraction | None) -> Decimal | None:
    return None if number is None else exact_decimal(number)


def _derived(number: Fraction | None) -> Decimal | None:
    return None if number is None else rounded(number)
