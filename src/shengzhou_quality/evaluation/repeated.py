"""Select what of a report is new since an earlier one, and what that one already said.

A screen shows only what is new; a document, a letter or JSON has everything, or selects for itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.evaluation.comparison import Comparison, ItemChange, Presence
from shengzhou_quality.evaluation.list_entries import MissingEntry, Unreported
from shengzhou_quality.evaluation.recorded import Problem
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.findings import GROUP_OF
from shengzhou_quality.judgement import Status

At = tuple[str, str | None, str | None]


class AlreadySaid(NamedTuple):
    """What the earlier report said and this one would say again, by where it is asked.

    `asked` are requests by item, file and sheet; `problems` findings by their places.
    """

    asked: frozenset[At]
    problems: frozenset[tuple[str | None, ...]]

    def has_asked(self, entry: MissingEntry) -> bool:
        sheet = entry.sheet
        at = (sheet.file, sheet.sheet) if sheet else (None, None)
        return (entry.result.indicator.id, *at) in self.asked

    def has_found(self, finding: Diagnostic) -> bool:
        place = finding.place
        line = [str(one) for one in (place.line, place.line_column) if one] if place else []
        cell = (place.cell if place else None) or ":".join(line) or None
        where = (place.file, place.sheet) if place else (None, None)
        return (finding.code, finding.indicator, *where, cell) in self.problems

    def left_of(self, one: Unreported) -> Unreported:
        """The items of a task that nobody had been asked for."""
        at = (one.sheet.file, one.sheet.sheet) if one.sheet else (None, None)
        left = (
            tuple(identity for identity in ids if (identity, *at) not in self.asked)
            for ids in (one.commitments, one.milestones)
        )
        commitments, milestones = left
        return replace(one, commitments=commitments, milestones=milestones)


def already_said(since: Comparison) -> AlreadySaid:
    return AlreadySaid(
        frozenset(one.at for one in since.requests.open),
        frozenset(one.at for one in since.problems.open),
    )


def new_findings(report: Report) -> tuple[Diagnostic, ...]:
    """The findings that the earlier report did not have; all of them where there is none."""
    if report.since is None:
        return report.diagnostics
    said = already_said(report.since)
    return tuple(one for one in report.diagnostics if not said.has_found(one))


def only_new(report: Report) -> Report:
    """The report with no more requests and findings than are new; its results are whole."""
    if report.since is None:
        return report
    said = already_said(report.since)
    lists = report.lists
    unreported = (said.left_of(one) for one in lists.unreported)
    return replace(
        report,
        lists=lists._replace(
            missing=tuple(one for one in lists.missing if not said.has_asked(one)),
            unreported=tuple(one for one in unreported if one.count),
        ),
        diagnostics=new_findings(report),
    )


def unchanged(report: Report) -> frozenset[str]:
    """The ids of the items that an earlier report of the same year has shown as they are.

    Their status, severity, target and what was judged are the same, and nothing else is asked
    for. A value of another year may differ.
    """
    since = report.since
    if since is None or not since.same_year:
        return frozenset()
    changed = {one.id for one in since.items if _reads_otherwise(one)}
    changed |= {one.now.item for one in since.requests.changed}
    changed |= {one.item for one in since.requests.new}
    return frozenset(identity for identity, _ in since.statuses if identity not in changed)


def _reads_otherwise(one: ItemChange) -> bool:
    pairs = (one.status, one.verdict, one.target, one.actual)
    differ = any(pair.old != pair.new for pair in pairs)
    weighs = any(each.field == "severity" for each in one.fields)
    return differ or weighs or one.presence is not Presence.BOTH


def status_before(identity: str, since: Comparison) -> Status | None:
    """How an item stood; `None` of what was not judged then."""
    return dict(since.statuses).get(identity)


def open_problems(since: Comparison) -> int:
    """How many problems that need something to be done were raised before and are still there."""
    return _to_be_done(since.problems.open)


def solved_problems(since: Comparison) -> int:
    return _to_be_done(since.problems.solved)


def _to_be_done(problems: Iterable[Problem]) -> int:
    """How many are of the data: those of the plan's files are told on their own."""
    of_data = (one for one in problems if GROUP_OF[one.code] != "plan")
    return sum(one.severity is not Severity.INFO for one in of_data)
