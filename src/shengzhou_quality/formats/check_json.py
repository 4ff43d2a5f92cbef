"""A check of the data as JSON: stable names, every field always present."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.check import CheckedIndicator, CheckReport
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.json import diagnostic_data, encoded, head_data
from shengzhou_quality.words import Words


def render(report: CheckReport, words: Words, _: Options) -> bytes:
    return encoded(document(report, words))


def document(report: CheckReport, words: Words) -> dict[str, Any]:
    tally = Counter(finding.severity for finding in report.diagnostics)
    return {
        **head_data(report.plan),
        "sources": [
            {"path": source.path, "sha256": source.sha256, "sheets": list(source.sheets)}
            for source in report.sources
        ],
        "result": {
            "passed": report.passed,
            "exit_code": report.exit_code,
            "fail_on": report.fail_on,
            "errors": tally[Severity.ERROR],
            "warnings": tally[Severity.WARNING],
            "infos": tally[Severity.INFO],
        },
        "checked": {
            "total": len(report.indicators),
            "matched": len(report.matched),
            "indicators": [_checked(item) for item in report.indicators],
            "commitments": [_checked(item) for item in report.commitments],
            "milestones": [_checked(item) for item in report.milestones],
            "years": list(report.years),
            "year": report.year,
            "with_year": len(report.with_year),
            "complete": report.complete,
            "only": None if report.only is None else list(report.only),
        },
        "diagnostics": [diagnostic_data(finding, words) for finding in report.diagnostics],
    }


def _checked(item: CheckedIndicator) -> dict[str, Any]:
    return {
        "id": item.indicator.id,
        "key": item.indicator.key,
        "name": item.indicator.name,
        "matched": item.matched,
        "years": list(item.years),
    }
