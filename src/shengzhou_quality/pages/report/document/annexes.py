"""Number the annexes of a report: one without anything to list is left out."""

from __future__ import annotations

from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages.report.document.requests import asked_items
from shengzhou_quality.pages.report.document.unclear import unclear_places
from shengzhou_quality.words import Words


def annex_numbers(report: Report, words: Words) -> dict[str, int]:
    """The number of each annex that the report has, by its key, in order."""
    there = {
        "sources": True,
        "requests": asked_items(report) > 0,
        "unclear": unclear_places(report, words) > 0,
        "method": True,
    }
    return {key: number for number, key in enumerate(filter(there.get, there), 1)}


def annex_label(key: str, report: Report, words: Words) -> str:
    """附件3: how a sentence refers to an annex; "" of one that the report does not have."""
    number = annex_numbers(report, words).get(key)
    return "" if number is None else words("document.annex.label", number=number)
