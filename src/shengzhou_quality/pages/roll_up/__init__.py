"""Make the page of a roll-up: a screen that closes with its result, a document, a workbook."""

from __future__ import annotations

from shengzhou_quality.evaluation.roll_up import RollUp
from shengzhou_quality.pages.model import Medium, Page
from shengzhou_quality.words import Words


def page(rolled: RollUp, words: Words, medium: Medium) -> Page:
    """Import the one that is asked for, as for a report."""
    if medium is Medium.SCREEN:
        from shengzhou_quality.pages.roll_up import screen

        return screen.page(rolled, words)
    if medium is Medium.WORKBOOK:
        from shengzhou_quality.pages.roll_up import workbook

        return workbook.page(rolled, words)
    from shengzhou_quality.pages.roll_up import document

    return document.page(rolled, words)
