"""The tasks, commitments and milestones as markdown tables."""

from __future__ import annotations

from collections.abc import Sequence

from shengzhou_quality.evaluation.item_result import PromiseResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.formats.markdown_text import escape, table
from shengzhou_quality.pages import promises
from shengzhou_quality.pages.figures import with_unit
from shengzhou_quality.pages.rows import actual_words, difference, status_words
from shengzhou_quality.plan.tasks import Commitment, Safeguard
from shengzhou_quality.words import Words


def sections(report: Report, words: Words) -> list[str]:
    """The tasks by what stands where, then every commitment and milestone; never a score."""
    lines = _tasks(report, words)
    if not promises.in_scope(report):
        return lines
    if not promises.worth_listing(report):
        return [*lines, f"- {escape(promises.nothing_reported(report, words))}", ""]
    said = (*promises.opening(report, words), *promises.closing(report, words))
    lines += [*(f"- {escape(sentence)}" for sentence in said), ""]
    if report.commitments:
        lines += [f"## {words('promises.column.commitments')}", ""]
        lines += table(
            _header("commitment", _COMMITMENT_COLUMNS, words),
            (_commitment(item, report, words) for item in report.commitments),
        )
    if report.milestones:
        lines += [f"## {words('promises.column.milestones')}", ""]
        lines += table(
            _header("milestone", _MILESTONE_COLUMNS, words),
            (_milestone(item, words) for item in report.milestones),
        )
    return lines


def _tasks(report: Report, words: Words) -> list[str]:
    if not report.tasks:
        return []
    keys = ["indicators", "commitments", "milestones", "encouraged"]
    if not promises.worth_listing(report):
        keys = keys[:1]
    header = [words("promises.column.id"), words("column.task")]
    body = []
    for item in report.tasks:
        if isinstance(item.task, Safeguard) and len(keys) == 1:
            continue  # no indicator stands under one
        counts = (
            promises.counts_of(item.count, words),
            promises.counts_of(item.commitments, words),
            promises.counts_of(item.milestones, words, created=True),
            promises.counts_of(item.encouraged, words, created=True),
        )
        title = words.of(item.task, "title")
        body.append([item.task.id, title, *counts[: len(keys)]])
    header += [words(f"promises.column.{key}") for key in keys]
    return [f"## {words('report.tasks')}", "", *table(header, body)]


_COMMITMENT_COLUMNS = (
    "id", "name", "place", "status", "actual", "target", "difference", "deadline", "remarks",
)  # fmt: skip
_MILESTONE_COLUMNS = (
    "id", "name", "place", "status", "state", "completed", "evidence", "deadline", "remarks",
)  # fmt: skip


def _header(kind: str, keys: Sequence[str], words: Words) -> list[str]:
    named = {"name": f"promises.column.{kind}s"}
    known = {key: f"column.{key}" for key in ("status", "actual", "target", "difference")}
    return [words((named | known).get(key, f"promises.column.{key}")) for key in keys]


def _commitment(item: PromiseResult, report: Report, words: Words) -> list[str]:
    none, result, commitment = words("none"), item.result, item.promise
    assert isinstance(commitment, Commitment)
    target = with_unit(commitment.target, commitment.unit, words) if commitment.target else none
    return [
        commitment.id,
        promises.name(item, words),
        item.home.part.id,
        _status(item, words),
        actual_words(result, words) if result else none,
        target,
        (difference(result, words, final=report.final) if result and item.by_itself else "")
        or none,
        promises.deadline(item, words),
        promises.explanation(item, words),
    ]


def _milestone(item: PromiseResult, words: Words) -> list[str]:
    none, result = words("none"), item.result
    evidence = words("clause.separator").join(result.evidence) if result else ""
    return [
        item.promise.id,
        promises.name(item, words),
        item.home.part.id,
        _status(item, words),
        actual_words(result, words) if result else none,
        item.completed or none,
        evidence or none,
        promises.deadline(item, words),
        promises.explanation(item, words),
    ]


def _status(item: PromiseResult, words: Words) -> str:
    return status_words(item.result, words) if item.result else words("promises.by-people")
