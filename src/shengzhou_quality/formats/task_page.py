"""The tasks in the report for a terminal: a line each, then the milestones that are not done.

Commitments that fail or lag stand in 预警清单. What `--only` names is shown item by item.
"""

from __future__ import annotations

from shengzhou_quality.evaluation.item_result import PromiseResult
from shengzhou_quality.evaluation.report import Report, TaskCount
from shengzhou_quality.formats.node_page import add_node
from shengzhou_quality.formats.screen import Screen, display_width, pad, visible, wrap
from shengzhou_quality.pages import promises
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.pages.task_state import each_asked_for
from shengzhou_quality.words import Words

_INDENT = 2
_GAP = 3


def add_tasks(page: Screen, report: Report, words: Words) -> None:
    """Nothing where the selection holds no commitment or milestone."""
    if not promises.in_scope(report):
        return
    page.blank()
    if not promises.worth_listing(report):
        page.paragraph(promises.nothing_reported(report, words), Tone.QUIET)
        return
    page.line((words("promises.heading"), Tone.STRONG))
    if report.only is None:
        _overview(page, report, words)
    else:
        for node in each_asked_for(report, words):
            add_node(page, node)
    page.blank()
    for sentence in promises.closing(report, words):
        page.paragraph(sentence, Tone.QUIET)


def _overview(page: Screen, report: Report, words: Words) -> None:
    for sentence in promises.opening(report, words):
        page.paragraph(sentence, indent=_INDENT)
    _table(page, report, words)
    lists = (
        ("promises.undone", promises.undone(report), promises.milestone_line),
        ("promises.unsettled", promises.unsettled(report), promises.milestone_line),
        ("promises.levels", promises.at_the_floor(report), promises.level_line),
        ("promises.told", promises.told(report), promises.told_line),
    )
    for heading, items, line_of in lists:
        if items:
            page.blank()
            page.line((words(heading), Tone.STRONG))
        for item in items:
            _item(page, item, line_of(item, words))


def _item(page: Screen, item: PromiseResult, text: str) -> None:
    page.labelled(item.promise.id, text, indent=_INDENT, label_width=len(item.promise.id) + 1)


def _table(page: Screen, report: Report, words: Words) -> None:
    """A line a task, with how many of its indicators, commitments and milestones are met."""
    heads = [words(f"promises.column.{key}") for key in ("indicators", "commitments", "milestones")]
    widths = [display_width(head) + _GAP for head in heads]
    label = max((len(item.task.id) for item in report.tasks), default=0) + 1
    room = page.width - _INDENT - label - sum(widths)
    page.blank()
    page.paragraph(words("promises.shares"), indent=_INDENT)
    head = pad(words("promises.column.task"), label + room) + _columns(heads, widths)
    page.line((" " * _INDENT + head, Tone.QUIET))
    for item in report.tasks:
        cells = _cells(item, words)
        if all(cell == words("none") for cell in cells):
            continue
        title = words.of(item.task, "title")
        parts = wrap(visible(title), room)
        line = f"{pad(item.task.id, label)}{pad(parts[0], room)}{_columns(cells, widths)}"
        page.line((" " * _INDENT + line, Tone.PLAIN))
        for more in parts[1:]:
            page.line((" " * (_INDENT + label) + more, Tone.PLAIN))


def _cells(item: TaskCount, words: Words) -> list[str]:
    return [
        promises.share(count, words) for count in (item.count, item.commitments, item.milestones)
    ]


def _columns(cells: list[str], widths: list[int]) -> str:
    return "".join(
        " " * (width - display_width(cell)) + cell
        for cell, width in zip(cells, widths, strict=True)
    )
