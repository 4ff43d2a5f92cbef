"""Make the screen of files in which nothing is filled in: that, and how to go on."""

from __future__ import annotations

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import WhyUnused
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import promises_of
from shengzhou_quality.pages.model import Banner, Closing, Sentence, Tone
from shengzhou_quality.pages.report.screen.commands import files_typed, labelled
from shengzhou_quality.words import Words


def is_blank(report: Report) -> bool:
    """Whether nothing was reported of any item, readable or not, for any year."""
    if report.only is not None:
        return False  # what was not asked for may be filled in
    if any(one.severity is Severity.ERROR for one in report.diagnostics):
        return False
    results = [*report.indicators, *(one.result for one in promises_of(report) if one.result)]
    said = any(one.said for one in promises_of(report))
    return not said and not any(
        any(value.why is not WhyUnused.BASELINE_YEAR for value in result.unused)
        or any(entry.text is not None for entry in result.series)
        for result in results
    )


def closing(report: Report, banner: Banner, words: Words) -> Closing:
    """At most ten lines."""
    total = len(report.indicators)
    promised = len(promises_of(report))
    nothing = (
        words("screen.blank", total=total) if total else words("screen.blank.tasks", total=promised)
    )
    typed = files_typed(report)
    commands = [
        (labelled("screen.blank.check", words), f"sqc check {typed}"),
        (labelled("screen.blank.evaluate", words), f"sqc evaluate {typed}"),
        (labelled("screen.blank.template", words), words("screen.blank.template.line")),
    ]
    return Closing(
        banner,
        [Sentence(nothing, Tone.WARNING), Sentence(words("screen.blank.how"))],
        commands=commands,
    )
