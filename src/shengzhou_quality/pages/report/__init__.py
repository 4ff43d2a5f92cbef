"""Make the page of an evaluation: a screen that closes with its result, a document, a workbook.

Each is a package of its own: they show the same results, selected and arranged anew.
"""

from __future__ import annotations

from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.pages.model import Medium, Page
from shengzhou_quality.words import Words


def page(report: Report, words: Words, medium: Medium) -> Page:
    """Import the one that is asked for: start-up is most of a run."""
    if medium is Medium.SCREEN:
        from shengzhou_quality.pages.report import screen

        return screen.page(report, words)
    if medium is Medium.WORKBOOK:
        from shengzhou_quality.pages.report import workbook

        return workbook.page(report, words)
    from shengzhou_quality.pages.report import document

    return document.page(report, words)
