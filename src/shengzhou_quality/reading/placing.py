"""The year of a state that was reported without one: it is as of the reporting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shengzhou_quality.plan.model import Plan
from shengzhou_quality.reported import Observation


def placed(observations: Iterable[Observation], plan: Plan) -> list[Observation]:
    """With undated states in the latest plan year for which the indicators have any value.

    That is the year judged, where none is asked for. Where no indicator has a value, it is the
    latest of the others, and without any the target year.
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
