"""Whether what is reported can be a value of an indicator at all: a growth is no level."""

from __future__ import annotations

from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.reading.tables.header_words import Measure


def form_fits(form: Form | None, indicator: AnyIndicator) -> bool:
    """Of a 口径 that is not stated nothing is known against it."""
    return form is None or not indicator.forms or form in indicator.forms


def measure_fits(measure: Measure | None, indicator: AnyIndicator) -> bool:
    match measure:
        case Measure.GROWTH:
            return indicator.of_growth
        case Measure.ADDITION:
            return indicator.sums_years
        case None:
            return True
