"""The two lists and the assessments in the report for a terminal: a line an item."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.formats.screen import Screen
from shengzhou_quality.pages import assessed, lists
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.words import Words

_INDENT, _LABEL = 2, 5


def add_lists(page: Screen, report: Report, words: Words) -> None:
    """预警清单, then 催报清单; one sentence where both are empty."""
    warnings, groups = report.lists.warnings, lists.groups(report)
    unreported = lists.unreported(report, words)
    if not (warnings or groups or unreported):
        page.blank()
        page.paragraph(lists.none_of_either(report, words))
        return
    if warnings:
        page.blank()
        page.line((words("lists.warnings", count=len(warnings)), Tone.STRONG))
    for entry in lists.each_by_line(report):
        style = Tone.ERROR if entry.severity is Severity.ERROR else Tone.WARNING
        _item(page, lists.label(entry.result), lists.warning_line(entry, report, words), style)
    milestones = lists.milestones_counted(report, words)
    if milestones:
        page.paragraph(milestones, Tone.WARNING, indent=_INDENT)
    if groups or unreported:
        page.blank()
        heading = words("lists.missing", count=lists.missing_count(report))
        page.line((heading, Tone.STRONG))
    for group in groups:
        page.paragraph(lists.group_heading(group, words), Tone.QUIET, indent=_INDENT)
        for asked in group.entries:
            line = lists.missing_line(asked, words)
            _item(page, lists.label(asked.result), line, Tone.PLAIN)
        if group.unreported:
            page.paragraph(lists.unreported_ids(group, words), indent=_INDENT + 1)
    if unreported:
        page.paragraph(unreported, indent=_INDENT)


def add_assessments(page: Screen, report: Report, words: Words) -> None:
    """Each in full, with its reason, then those of offices; nothing where there is none."""
    _add_said(page, words("assessed.heading"), assessed.items(report), report, words)
    own = assessed.opinions(report)
    _add_said(page, words("assessed.heading.opinions"), own, report, words)


def _add_said(
    page: Screen, heading: str, items: Sequence[assessed.Item], report: Report, words: Words
) -> None:
    if not items:
        return
    page.blank()
    page.line((heading, Tone.STRONG))
    for one in items:
        row = words("assessed.row", id=one.plan.id, name=assessed.name(one, words))
        page.paragraph(row, indent=_INDENT)
        page.paragraph(assessed.in_full(one, report, words), indent=2 * _INDENT)


def _item(page: Screen, label: str, text: str, style: Tone) -> None:
    page.labelled(f"{label:>4}", text, indent=_INDENT, label_width=_LABEL, tone=style)
