"""Write out what was judged: exact figures as Decimals, and the actual as a report shows it.

What is reported, and sums of it, stays exact; what is derived is rounded after every comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from shengzhou_quality.decimals import DERIVED_PLACES, exact_decimal, rounded
from shengzhou_quality.evaluation.item_result import Actual, EitherActual, NumberSet
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import ByForm, Judgement, distance
from shengzhou_quality.notation import Figure, Unreadable, read_value, write
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.reported import Observation


def actual_of(
    indicator: AnyIndicator, judgement: Judgement, entered: tuple[Observation, ...]
) -> Actual | None:
    """What was judged, of the observations that `entered`; `None` where nothing could be."""
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
        found = rounded_out(judgement.actual)
        bounds, text = bounds_of(found, exact), write(found)
    else:
        bounds = bounds_of(judgement.actual, exact)
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


def _either(one: ByForm, indicator: AnyIndicator) -> EitherActual:
    assert not indicator.of_states, "only a total has two forms"
    apart = distance(one.actual, indicator.target_set, indicator.direction)
    figure = derived if indicator.is_derived else exact
    total = rounded_out(one.actual) if indicator.is_derived else one.actual
    bounds = bounds_of(total, exact)
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


def rounded_out(found: Interval) -> Interval:
    """A point as all that is derived; the ends of a range outwards, so that it stays true."""
    if found.value is not None:
        return Interval.point(Fraction(rounded(found.value)))
    scale = 10**DERIVED_PLACES
    low = None if found.low is None else Fraction(floor(found.low * scale), scale)
    high = None if found.high is None else Fraction(ceil(found.high * scale), scale)
    return Interval(low, high, found.low_open, found.high_open)


def bounds_of(interval: Interval, figure: Callable[[Fraction | None], Decimal | None]) -> NumberSet:
    """The numbers of an interval, each written out by `figure`."""
    low = figure(interval.low)
    high = low if interval.high is interval.low else figure(interval.high)
    return NumberSet(low, high, interval.low_open, interval.high_open)


def exact(number: Fraction | None) -> Decimal | None:
    """Of what was reported, and of sums of it."""
    return None if number is None else exact_decimal(number)


def derived(number: Fraction | None) -> Decimal | None:
    """Of what was computed otherwise."""
    return None if number is None else rounded(number)
