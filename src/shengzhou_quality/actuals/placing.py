"""The year of a state that was reported without one: it is as of the reporting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from shengzhou_quality.actuals.model import Observation
from shengzhou_quality.plan.model import Plan


def placed(observations: Iterable[Observation], plan: Plan) -> list[Observation]:
    """With undated states in the latest plan year for which the data has any value.

    So one is never counted for an earlier year. Without any, it is the target year.
    """
    reported = list(observations)
    years = (
        seen.year
        for seen in reported
        if seen.year in plan.years and not (seen.undated or seen.forecast or seen.partial)
    )
    latest = max(years, default=plan.head.target_year)
    return [replace(seen, year=latest) if seen.undated else seen for seen in reported]
