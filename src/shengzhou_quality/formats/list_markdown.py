"""The two lists and the assessments in the markdown report: a table each."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.formats.markdown_text import escape, item, table
from shengzhou_quality.pages import assessed, lists, promises, rows
from shengzhou_quality.words import Words


def lists_of(report: Report, words: Words) -> list[str]:
    """预警清单, 催报清单 and what of the tasks was not reported."""
    lines = [*_warnings(report, words), *_missing(report, words)]
    if lines:
        return lines
    return [item(lists.none_of_either(report, words)), ""]


def _warnings(report: Report, words: Words) -> list[str]:
    entries = report.lists.warnings
    if not entries:
        return []
    none = words("none")
    keys = ["id", "name", "status", "gap", *([] if report.final else ["needed"]), "assessed"]
    body = []
    for entry in entries:
        result = entry.result
        gap = lists.gap(result, report, words)
        given = assessed.said(result.assessed, result.indicator, words) if result.assessed else ""
        cells = [lists.label(result), rows.name(result, words), lists.standing(result, words)]
        cells += [gap] if report.final else [gap, rows.needed(result, words)]
        body.append([cell or none for cell in (*cells, given)])
    heading = words("lists.warnings", count=len(entries))
    header = [words(f"lists.column.{key}") for key in keys]
    return [f"## {escape(heading)}", "", *table(header, body)]


def _missing(report: Report, words: Words) -> list[str]:
    entries = report.lists.missing
    unreported = _unreported(report, words)
    if not (entries or unreported):
        return []
    body = [
        [
            lists.table_words(entry, words),
            lists.quoted(entry.office) if entry.office else words("none"),
            lists.label(entry.result),
            rows.name(entry.result, words),
            lists.asked(entry, words),
        ]
        for entry in entries
    ]
    keys = ("sheet", "office", "id", "name", "asked")
    header = [words(f"lists.column.{key}") for key in keys]
    heading = words("lists.missing", count=lists.missing_count(report))
    lines = [f"## {escape(heading)}", ""]
    return [*lines, *(table(header, body) if body else []), *unreported]


def _unreported(report: Report, words: Words) -> list[str]:
    """Each commitment and milestone by id; nothing where not one of them was reported."""
    if not promises.worth_asking(report):
        return []
    sentence = lists.unreported(report, words)
    titles = {task.id: words.of(task, "title")
              for task in report.plan.sections}  # fmt: skip
    body = [
        [
            lists.table_words(one, words),
            lists.quoted(one.office) if one.office else words("none"),
            f"{one.task} {titles[one.task]}",
            words("list.separator").join(one.commitments) or words("none"),
            words("list.separator").join(one.milestones) or words("none"),
        ]
        for one in report.lists.unreported
    ]
    keys = ("sheet", "office", "task", "commitments", "milestones")
    header = [words(f"lists.column.{key}") for key in keys]
    return [*([item(sentence), ""] if sentence else []), *table(header, body)]


def assessments(report: Report, words: Words) -> list[str]:
    """Each beside the computed status, with its reason, then those of offices."""
    own = assessed.opinions(report)
    return [
        *_said(words("assessed.heading"), assessed.items(report), report, words),
        *_said(words("assessed.heading.opinions"), own, report, words),
    ]


def _said(heading: str, found: Sequence[assessed.Item], report: Report, words: Words) -> list[str]:
    if not found:
        return []
    keys = ("id", "name", "computed", "said", "reason", "signed")
    body = [
        [
            one.plan.id,
            assessed.name(one, words),
            assessed.computed(one, words),
            assessed.findings(one, report, words),
            one.assessed.reason,
            assessed.signed(one, words),
        ]
        for one in found
    ]
    header = [words(f"assessed.column.{key}") for key in keys]
    return [f"## {heading}", "", *table(header, body)]
