"""Select the items that fail or lag, and those that 催报清单 (to be reported again) looks at.

Judged items belong to the first, items that cannot be judged to the second; none is in both.
Excluded items are in neither.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.list_entries import WarningEntry
from shengzhou_quality.evaluation.ruling import Ruling, result_in
from shengzhou_quality.evaluation.status import UNPROVEN
from shengzhou_quality.judgement import Status

_ORDER = tuple(Severity)
Item = Ruling | IndicatorResult
Weighed = tuple[Item, Severity]


def lagging(indicators: Sequence[Ruling], promises: Sequence[PromiseResult]) -> tuple[Weighed, ...]:
    """What fails or lags, by severity, then in the plan's order."""
    weighed: list[tuple[Item, Severity | None]] = [
        *((one, one.severity) for one in indicators),
        *((one.result, one.severity) for one in promises if one.result is not None),
    ]
    found = [
        (one, severity)
        for one, severity in weighed
        if severity is not None and one.status not in (*UNPROVEN, Status.INVALID)
    ]
    return tuple(sorted(found, key=lambda pair: _ORDER.index(pair[1])))


def warnings_of(found: Iterable[Weighed]) -> tuple[WarningEntry, ...]:
    """The entries of what fails or lags."""
    return tuple(
        WarningEntry(result_in(one), severity, one.assessed.status if one.assessed else None)
        for one, severity in found
    )


def listed(indicators: Sequence[Ruling], promises: Sequence[PromiseResult]) -> list[PromiseResult]:
    """Those of `promises` that the lists name: what was reported, and what stands for others."""
    shown = _shown(promises, {one.indicator.id for one in indicators})
    return [*shown, *(one for one in promises if one.reported)]


def _shown(promises: Sequence[PromiseResult], listed: Collection[str]) -> list[PromiseResult]:
    """Those that show an indicator which `--only` left out; it is `listed` once."""
    of_others = {
        one.result.indicator.id: one
        for one in promises
        if one.result is not None and not one.by_itself
    }
    return [one for identity, one in of_others.items() if identity not in listed]
