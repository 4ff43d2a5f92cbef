"""Plan and actuals to a report: a pure function of its arguments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from fractions import Fraction

from shengzhou_quality.actuals.model import Actuals, Observation
from shengzhou_quality.diagnostics import Diagnostic, InputError, Severity, in_order
from shengzhou_quality.evaluation.report import (
    Actual,
    Bounds,
    CategoryCount,
    FailOn,
    IndicatorResult,
    Report,
    SeriesEntry,
    Summary,
    TaskCount,
    UnusedValue,
    WhyUnused,
    YearChoice,
    YearRule,
)
from shengzhou_quality.evaluation.sensitivity import sensitivity_notes
from shengzhou_quality.evaluation.series import Reported, notes_on, series_of, sort_out
from shengzhou_quality.evaluation.status import (
    FAILING,
    UNPROVEN,
    Status,
    severity_of,
    status_of,
)
from shengzhou_quality.evaluation.summary import count
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Course, Judgement, Period
from shengzhou_quality.notation import exact_decimal, rounded, write
from shengzhou_quality.plan.kinds import AnyIndicator, Milestone
from shengzhou_quality.plan.kinds.indicator import Constraint, MeasuredIndicator
from shengzhou_quality.plan.model import Plan


def evaluate(
    plan: Plan,
    actuals: Actuals,
    *,
    year: int | None = None,
    fail_on: FailOn | str = FailOn.BINDING,
    only: Collection[str] | None = None,
) -> Report:
    """Judge every indicator of `plan` (or those of `only`, by id or key) for one year.

    Without `year`, the latest full year with any value is judged. Raises `InputError`
    when `year` is none of the plan's, or `only` names what is no indicator.
    """
    fail_on = FailOn(fail_on)
    chosen = _chosen(plan, only)
    ids = {indicator.id for indicator in chosen}
    observations = [seen for seen in actuals.observations if seen.indicator in ids]
    judged_year, choice, doubts = _year(plan, observations, year)
    period = plan.period(judged_year)
    results = tuple(
        _judge(
            indicator,
            [seen for seen in observations if seen.indicator == indicator.id],
            period,
            plan,
            fail_on,
        )
        for indicator in chosen
    )
    mine = [finding for finding in actuals.diagnostics if finding.indicator in {None, *ids}]
    diagnostics = in_order([*mine, *doubts])
    faulty = any(finding.severity is Severity.ERROR for finding in diagnostics)
    fails = fail_on is not FailOn.NEVER and (faulty or any(result.fails for result in results))
    return Report(
        plan=plan,
        year=judged_year,
        final=period.is_final,
        year_choice=choice,
        only=None if only is None else tuple(indicator.id for indicator in chosen),
        sources=actuals.sources,
        fail_on=fail_on,
        exit_code=1 if fails else 0,
        summary=_summary(plan, results),
        indicators=results,
        tasks=_tasks(plan, results),
        diagnostics=diagnostics,
    )


def _chosen(plan: Plan, only: Collection[str] | None) -> tuple[AnyIndicator, ...]:
    if only is None:
        return plan.indicators
    wanted = [(name, plan.indicator(name)) for name in only]
    unknown = tuple(name for name, indicator in wanted if indicator is None)
    if unknown or not wanted:
        raise InputError(
            Diagnostic("only-unknown", Severity.ERROR, parameters={"written": unknown})
        )
    ids = {indicator.id for _, indicator in wanted if indicator is not None}
    return tuple(indicator for indicator in plan.indicators if indicator.id in ids)


def _year(
    plan: Plan, observations: Iterable[Observation], given: int | None
) -> tuple[int, YearChoice, list[Diagnostic]]:
    """The year judged: as given, else the latest full year with any value (design §4)."""
    having: dict[int, set[str]] = {}
    with_data: set[str] = set()
    for seen in observations:
        if seen.year in plan.years and not seen.forecast and not seen.partial:
            having.setdefault(seen.year, set()).add(seen.indicator)
            with_data.add(seen.indicator)
    if given is not None:
        if given not in plan.years:
            first, last = str(plan.years[0]), str(plan.years[-1])
            details = {"year": str(given), "first": first, "last": last}
            raise InputError(
                Diagnostic("year-outside-period", Severity.ERROR, parameters=dict(details))
            )
        with_value = len(having.get(given, ()))
        return given, YearChoice(YearRule.GIVEN, with_value, len(with_data)), []
    if not having:
        return plan.head.target_year, YearChoice(YearRule.NO_VALUES, 0, 0), []
    latest = max(having)
    choice = YearChoice(YearRule.LATEST, len(having[latest]), len(with_data))
    doubts = []
    if 2 * choice.with_value < choice.with_data:
        details = {
            "year": str(latest),
            "with_value": str(choice.with_value),
            "with_data": str(choice.with_data),
        }
        doubts.append(Diagnostic("year-has-few", Severity.WARNING, parameters=dict(details)))
    return latest, choice, doubts


def _judge(
    indicator: AnyIndicator,
    observations: Iterable[Observation],
    period: Period,
    plan: Plan,
    fail_on: FailOn,
) -> IndicatorResult:
    reported = sort_out(observations, period)
    series = series_of(reported, indicator, period)
    judgement = indicator.judge(series, period)
    status = status_of(judgement, indicator.course, period, plan.assessment)
    severity = severity_of(status, indicator.constraint, judgement, period)
    entered = reported.entering(judgement.years, judgement.form)
    notes = [
        *judgement.notes,
        *sensitivity_notes(indicator, series, judgement, status, period, plan.assessment),
        *notes_on(reported, entered, period),
    ]
    progress = judgement.progress
    # A mean is derived; everything else judged is a reported value or a sum of them.
    exact = _derived if indicator.course is Course.AVERAGE else _exact
    return IndicatorResult(
        indicator=indicator,
        course=indicator.course,
        target=None if isinstance(indicator, Milestone) else _bounds(indicator.target_set, _exact),
        actual=_actual(indicator, judgement, entered),
        series=tuple(_entry(year, reported, judgement) for year in period.years),
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
        evidence=_evidence(indicator, reported),
    )


def _fails(
    status: Status, severity: Severity | None, fail_on: FailOn, period: Period
) -> bool:
    """Whether this indicator alone makes the run fail, as `fail_on` counts it."""
    if fail_on is FailOn.NEVER:
        return False
    if severity is Severity.ERROR:
        return True
    unproven = period.is_final and status in UNPROVEN
    return fail_on is FailOn.ANY and (status in FAILING or unproven)


def _actual(
    indicator: AnyIndicator, judgement: Judgement, entered: tuple[Observation, ...]
) -> Actual | None:
    state = bounds = None
    if isinstance(indicator, Milestone):
        if judgement.state is None:
            return None
        state = indicator.states[judgement.state].key
        text = indicator.states[judgement.state].name
    elif judgement.actual is None:
        return None
    elif indicator.course is Course.AVERAGE:
        bounds = _bounds(judgement.actual, _derived)
        text = _write_rounded(judgement.actual)
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
    )


def _text_as_reported(
    indicator: MeasuredIndicator, actual: Interval, entered: tuple[Observation, ...]
) -> str:
    """The text of the one value that was judged as it stands, else the figure they came to."""
    if len(entered) == 1 and isinstance(entered[0].value, Interval):
        if indicator.possible(entered[0].value) == actual:
            return entered[0].text
    return write(actual)


def _write_rounded(mean: Interval) -> str:
    low, high = _derived(mean.low), _derived(mean.high)
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return write(Interval(ends[0], ends[1], mean.low_open, mean.high_open))


def _entry(year: int, reported: Reported, judgement: Judgement) -> SeriesEntry:
    seen = reported.of_year(year)
    return SeriesEntry(
        year=year,
        text=seen.text if seen else None,
        place=seen.place if seen else None,
        verdict=judgement.verdict_by_year.get(year),
        provisional=bool(seen and seen.provisional),
        forecast=bool(seen and seen.forecast),
    )


def _evidence(indicator: AnyIndicator, reported: Reported) -> tuple[str, ...]:
    """佐证, as reported, each once: shown for a milestone, kept for all."""
    seen = [*reported.values.values(), *reported.means.values()]
    found = [observation.evidence for observation in seen if observation.evidence]
    return tuple(sorted(set(found)))


def _bounds(interval: Interval, figure: Callable[[Fraction | None], Decimal | None]) -> Bounds:
    low, high = figure(interval.low), figure(interval.high)
    return Bounds(low, high, interval.low_open, interval.high_open)


def _exact(number: Fraction | None) -> Decimal | None:
    return None if number is None else exact_decimal(number)


def _derived(number: Fraction | None) -> Decimal | None:
    return None if number is None else rounded(number)


def _summary(plan: Plan, results: tuple[IndicatorResult, ...]) -> Summary:
    def of(constraint: Constraint) -> list[IndicatorResult]:
        return [result for result in results if result.indicator.constraint is constraint]

    categories = []
    for category in plan.categories:
        mine = [result for result in results if result.indicator.category == category.key]
        if mine:
            counted = count(mine)
            categories.append(
                CategoryCount(category.key, category.name, category.name_en, counted)
            )
    return Summary(
        everything=count(results),
        binding=count(of(Constraint.BINDING)),
        anticipatory=count(of(Constraint.ANTICIPATORY)),
        categories=tuple(categories),
    )


def _tasks(plan: Plan, results: tuple[IndicatorResult, ...]) -> tuple[TaskCount, ...]:
    return tuple(
        TaskCount(
            task,
            count([result for result in results if result.indicator.id in task.indicators]),
        )
        for task in plan.tasks
    )
