"""Assign a year to a state that was reported without one: it holds as of the reporting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Observation


def placed(observations: Iterable[Observation], plan: Plan) -> list[Observation]:
    """Put undated states into the latest plan year for which an indicator has a value.

    Without --year, that is the year judged. If no indicator has a value, use the latest year
    of the other items; if those have none either, use the target year.
    """
    reported = list(observations)
    of_indicators = {indicator.id for indicator in plan.indicators}
    full = [
        seen
        for seen in reported
        if seen.year in plan.years and seen.is_full_year and not seen.undated
    ]
    own = [seen.year for seen in full if seen.indicator in of_indicators]
    latest = max(own or [seen.year for seen in full], default=plan.head.target_year)
    return [replace(seen, year=latest) if seen.undated else seen for seen in reported]
