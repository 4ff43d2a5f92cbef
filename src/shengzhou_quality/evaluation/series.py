"""Sort the observations of one indicator: those for its kind, and those only listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from shengzhou_quality.evaluation.item_result import WhyUnused
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import UNKNOWN, Form, Note, NoteCode, Period, Series
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.reported import Observation


class Reported(NamedTuple):
    """An indicator's observations, sorted by whether and how they can be judged."""

    values: dict[int, Observation]
    means: dict[int, Observation]
    forecasts: dict[int, Observation]
    unused: tuple[tuple[Observation, WhyUnused], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.values or self.means or self.unused)

    @property
    def is_exact(self) -> bool:
        """Whether each value is one number or a state, and none is a bound or unreadable."""
        return all(
            isinstance(seen.value, int)
            or (isinstance(seen.value, Interval) and seen.value.value is not None)
            for of in (self.values, self.means, self.forecasts)
            for seen in of.values()
        )

    def entering(self, years: Iterable[int], form: Form | None) -> tuple[Observation, ...]:
        """The observations behind a judgement, in year order."""
        chosen = self.means if form is Form.MEAN else self.values
        return tuple(chosen[year] for year in sorted(years) if year in chosen)

    def of_year(self, year: int) -> Observation | None:
        return self.values.get(year) or self.means.get(year) or self.forecasts.get(year)


NOTHING_REPORTED = Reported({}, {}, {}, ())


def sort_out(observations: Iterable[Observation], period: Period) -> Reported:
    """Values of the plan's years up to the year judged are used; all others are listed."""
    values: dict[int, Observation] = {}
    means: dict[int, Observation] = {}
    forecasts: dict[int, Observation] = {}
    unused: list[tuple[Observation, WhyUnused]] = []
    for seen in observations:
        why = _why_unused(seen, period)
        if why is None:
            (means if seen.form is Form.MEAN else values)[seen.year] = seen
        else:
            unused.append((seen, why))
        if why is WhyUnused.FORECAST and seen.year in period.years:
            forecasts[seen.year] = seen
    unused.sort(key=lambda pair: (pair[0].year, pair[0].place.sort_key()))
    return Reported(values, means, forecasts, tuple(unused))


def _why_unused(seen: Observation, period: Period) -> WhyUnused | None:
    if seen.year == period.baseline_year:
        return WhyUnused.BASELINE_YEAR
    if not period.baseline_year < seen.year <= period.target_year:
        return WhyUnused.OUTSIDE_PERIOD
    if seen.partial:
        return WhyUnused.PARTIAL_PERIOD
    if seen.forecast:
        return WhyUnused.FORECAST
    return WhyUnused.AFTER_YEAR if seen.year > period.year else None


def series_of(reported: Reported, indicator: AnyIndicator) -> Series[Any]:
    """What the kind sees; a value that cannot be at all counts as unreadable."""
    if reported.is_empty:
        return Series()
    values: dict[int, Any] = {}
    means: dict[int, Any] = {}
    has_evidence = name_says_mean = False
    for of, judged in ((reported.values, values), (reported.means, means)):
        for year, seen in of.items():
            judged[year] = indicator.as_judged(seen.value)
            has_evidence = has_evidence or bool(seen.evidence)
            name_says_mean = name_says_mean or seen.name_says_mean
    forms = {seen.form for seen in reported.values.values()}
    completed_in: int | None = None
    if indicator.of_states:
        # A milestone completed after the year judged is worth a note; the kind uses no more.
        values |= {
            seen.year: indicator.as_judged(seen.value)
            for seen, why in reported.unused
            if why in (WhyUnused.AFTER_YEAR, WhyUnused.OUTSIDE_PERIOD) and not seen.undated
        }
        completed_in = min(_years_of_completion(reported), default=None)
    return Series(
        values=values,
        means=means,
        form=next(iter(forms)) if len(forms) == 1 else None,
        mixed=Form.TOTAL in forms and len(forms) > 1,
        name_says_mean=name_says_mean,
        has_evidence=has_evidence,
        completed_in=completed_in,
    )


def compared_series(reported: Reported, other: MeasuredIndicator, years: range) -> Series[Any]:
    """What a kind sees of the item that it is compared with: the plan's own figures, if any."""
    planned = other.planned(years)
    if planned.values:
        return planned
    series = series_of(reported, other)
    if series.form is Form.TOTAL or series.mixed:  # a total is no figure of its year
        return series._replace(values={})
    anything = other.domain.interval  # what words and 约数 are read as: no figure
    return series._replace(
        values={year: UNKNOWN if one == anything else one for year, one in series.values.items()},
        means={year: UNKNOWN if one == anything else one for year, one in series.means.items()},
    )


def _years_of_completion(reported: Reported) -> list[int]:
    """The years of what says when a milestone was completed."""
    seen = [*reported.values.values(), *(one for one, _ in reported.unused)]
    return [one.year for one in seen if one.completed]


def notes_on(reported: Reported, entered: Sequence[Observation], period: Period) -> list[Note]:
    """What a reader must know of the values themselves: provisional, forecast, partial."""
    notes = []
    provisional = tuple(str(seen.year) for seen in entered if seen.provisional)
    if provisional:
        notes.append(Note(NoteCode.PROVISIONAL, {"years": provisional}))
    for seen in entered:
        if seen.apart:
            given = tuple(f"{name}{text}" for name, text in seen.apart if text is not None)
            missing = tuple(name for name, text in seen.apart if text is None)
            notes.append(Note(NoteCode.APART, {"given": given, "missing": missing}))
    for seen, why in reported.unused:
        if seen.undated and why is WhyUnused.AFTER_YEAR:
            details = {"year": str(seen.year), "text": seen.text}
            notes.append(Note(NoteCode.UNDATED, details))
        if seen.year > period.year:
            continue
        if why is WhyUnused.PARTIAL_PERIOD:
            details = {"year": str(seen.year), "part": seen.partial or "", "text": seen.text}
            notes.append(Note(NoteCode.PARTIAL_PERIOD, details))
        elif why is WhyUnused.FORECAST:
            notes.append(Note(NoteCode.FORECAST, {"year": str(seen.year), "text": seen.text}))
    return notes
