"""Apply settled doubts to the findings: a warning that was checked is not raised again.

Errors cannot be settled, and a settlement ends when the value as written changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from shengzhou_quality.diagnostics import Diagnostic, Place, Settled, Severity
from shengzhou_quality.reported import Actuals, Settlement


def settle_doubts(
    findings: Iterable[Diagnostic],
    actuals: Actuals,
    ids: Collection[str | None],
    *,
    tell_unused: bool = False,
) -> list[Diagnostic]:
    """The findings with their settlements, and what a settlement of `ids` could not do.

    `tell_unused`: all findings there can be are among them, so that a settlement which
    belongs to none of them is out of date.
    """
    found = list(findings)
    if not actuals.settlements:
        return found
    years: dict[Place | None, str] = {seen.place: str(seen.year) for seen in actuals.observations}
    used: set[Settlement] = set()
    weighed: list[Diagnostic] = []
    refused: list[Diagnostic] = []
    for finding in found:
        mine = [one for one in actuals.settlements if _belongs(one, finding, years)]
        used.update(mine)
        if mine and finding.severity is Severity.WARNING:
            first = mine[0]
            settled = Settled(first.reason, first.by, first.date, first.place)
            weighed.append(replace(finding, severity=Severity.INFO, settled=settled))
            continue
        weighed.append(finding)
        if finding.severity is Severity.ERROR:
            refused += (_told("error-not-settled", one) for one in mine)
    if tell_unused:
        refused += (
            _told("settlement-unused", one)
            for one in actuals.settlements
            if one not in used and one.item in ids
        )
    return [*weighed, *refused]


def _belongs(one: Settlement, finding: Diagnostic, years: Mapping[Place | None, str]) -> bool:
    text = finding.parameters.get("text", "")
    year = finding.parameters.get("year") or years.get(finding.place)
    return one.is_of(
        finding.code,
        finding.indicator,
        None if year is None else str(year),
        text if isinstance(text, str) else "",
    )


def _told(code: str, one: Settlement) -> Diagnostic:
    return Diagnostic(code, one.place, one.item, {"kind": one.code, "text": one.text})
