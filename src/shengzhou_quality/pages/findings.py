"""Findings about the data in words: how many there are, and each in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.words import Words


def counts(findings: Iterable[Diagnostic], words: Words) -> str:
    """2个错误、1个提示: how many findings of each severity that occurs."""
    tally = Counter(finding.severity for finding in findings)
    counted = (
        words(f"problems.count.{severity}", count=tally[severity])
        for severity in Severity
        if tally[severity]
    )
    return words("list.separator").join(counted)


def by_sheet(
    findings: Collection[Diagnostic], words: Words
) -> Iterable[tuple[str, list[Diagnostic]]]:
    """The findings of each file and sheet, in order; what belongs to no file comes last."""
    groups: dict[str, list[Diagnostic]] = {}
    for finding in sorted(findings, key=lambda finding: finding.place is None):
        groups.setdefault(_sheet_of(finding.place, words), []).append(finding)
    return groups.items()


def _sheet_of(place: Place | None, words: Words) -> str:
    return words("check.elsewhere") if place is None else str(Place(place.file, place.sheet))


def spot(place: Place | None) -> str:
    """Where in its sheet or file a finding stands: `G7`, `12:9`; empty for the whole of it."""
    if place is None:
        return ""
    return place.cell or ":".join(str(part) for part in (place.line, place.column) if part)
