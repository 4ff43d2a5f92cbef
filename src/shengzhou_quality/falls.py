"""Report a running total that falls, at its cell, wherever the kind would count the fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.diagnostics import Diagnostic
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Form
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.kinds.totals import falls
from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Observation


def falling_totals(
    reported: Iterable[Observation], indicator: AnyIndicator, plan: Plan
) -> Iterator[Diagnostic]:
    """Report each falling total once, against the latest earlier total above it.

    The kind's `falls` decides which totals fall, from the values that it judges. In 5, 50, 6, 7
    the fall from 50 is reported once, at 6.
    """
    if not indicator.sums_years or indicator.may_go_back:
        return
    totals = {
        seen.year: seen
        for seen in reported
        if seen.form is Form.TOTAL and seen.year in plan.years and seen.is_full_year
    }
    values = (
        (year, indicator.possible(seen.value) if isinstance(seen.value, Interval) else None)
        for year, seen in totals.items()
    )
    found = falls({year: value for year, value in values if value is not None})
    first_fall_from = dict(reversed(found))
    for after in sorted(set(first_fall_from.values())):
        before = max(year for year, later in first_fall_from.items() if later == after)
        seen, earlier = totals[after], totals[before]
        yield Diagnostic(
            "total-falls",
            seen.place,
            indicator.id,
            {
                "text": seen.text,
                "name": indicator.name,
                "year": after,
                "before": earlier.text,
                "place": str(earlier.place),
            },
        )
