"""The report for a terminal: readable at 80 columns, in a pipe, and in any encoding."""

from __future__ import annotations

from decimal import Decimal

from shengzhou_quality.diagnostics import Severity
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Conclusion, Report
from shengzhou_quality.evaluation.status import UNPROVEN
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.list_page import add_assessments, add_lists
from shengzhou_quality.formats.screen import Screen, display_width, encoded, pad, visible, wrap
from shengzhou_quality.formats.task_page import add_tasks
from shengzhou_quality.pages import assessed, rows, summary
from shengzhou_quality.pages.model import Tone
from shengzhou_quality.pages.reasons import explain
from shengzhou_quality.plan.kinds.indicator import Constraint
from shengzhou_quality.words import Words

_NARROWEST, _WIDEST = 60, 100
_INDENT = 6
_COLUMNS = (17, 15, 22)
_BAR = 10
_CONCLUSIONS = {
    Conclusion.MET: Tone.GOOD,
    Conclusion.FAILING: Tone.ERROR,
    Conclusion.ATTENTION: Tone.WARNING,
    Conclusion.NOT_JUDGED: Tone.WARNING,
}


def render(report: Report, words: Words, options: Options) -> bytes:
    page = Screen(max(_NARROWEST, min(options.width, _WIDEST)))
    _head(page, report, words)
    add_lists(page, report, words)
    for category in report.summary.categories:
        name = words.of(category, "name")
        counted = (
            summary.counts(category.count, words),
            assessed.count_aside(category.count, words),
        )
        counts = words("clause.separator").join(filter(None, counted))
        page.blank()
        if display_width(f"{name}  {counts}") <= page.width:
            page.line((name, Tone.STRONG), ("  ", Tone.PLAIN), (counts, Tone.QUIET))
        else:
            page.line((name, Tone.STRONG))
            page.paragraph(counts, Tone.QUIET, indent=2)
        for result in report.indicators:
            if result.indicator.category == category.key:
                _indicator(page, result, report, words)
    _explanations(page, report, words)
    add_assessments(page, report, words)
    _remarks(page, report, words)
    add_tasks(page, report, words)
    page.blank()
    page.paragraph(summary.year_choice(report, words), Tone.QUIET)
    page.paragraph(words("method.pace", **summary.cut_offs(report)), Tone.QUIET)
    page.paragraph(words("method.whole"), Tone.QUIET)
    page.paragraph(words("legend.pace"), Tone.QUIET)
    page.blank()
    if report.diagnostics:
        page.paragraph(
            words("problems.heading.counts", counts=summary.problem_counts(report, words))
        )
    page.paragraph(summary.result_line(report, words), _CONCLUSIONS[report.conclusion])
    text = page.coloured() if options.colour else page.plain()
    return encoded(text, options.encoding)


def _head(page: Screen, report: Report, words: Words) -> None:
    page.paragraph(summary.title(report, words), Tone.STRONG)
    page.paragraph(summary.heading(report, words), Tone.STRONG)
    page.blank()
    for sentence in summary.opening(report, words):
        page.paragraph(sentence)
    only = summary.only(report, words)
    if only:
        page.paragraph(only, Tone.WARNING)


def _indicator(page: Screen, result: IndicatorResult, report: Report, words: Words) -> None:
    """Two lines: number, name and status; then actual, target, difference and pace."""
    binding = result.indicator.constraint is Constraint.BINDING
    number = pad(f"{result.indicator.id:>3}{'*' if binding else ' '}", _INDENT - 1) + " "
    status = rows.status_words(result, words)
    room = page.width - _INDENT - display_width(status) - 2
    name = wrap(visible(rows.name(result, words)), room)
    style = _style(result)
    page.line(
        (number, Tone.QUIET),
        (pad(name[0], room) + "  ", Tone.PLAIN),
        (status, style),
    )
    for more in name[1:]:
        page.line((" " * _INDENT + more, Tone.PLAIN))
    cells = [
        f"{words('field.actual')} {rows.actual_words(result, words)}",
        f"{words('field.target')} {rows.target_words(result, words)}",
        rows.difference(result, words, final=report.final),
    ]
    line = "".join(
        pad(visible(cell), width - 2) + "  " for cell, width in zip(cells, _COLUMNS, strict=True)
    )
    room, bar = page.width - _INDENT, _bar(result, report)
    if display_width(line + bar) > room:
        for part in wrap(line.rstrip(), room):
            page.line((" " * _INDENT + part, Tone.QUIET))
        line = " " * min(sum(_COLUMNS), room - display_width(bar))
    if bar or line.strip():
        page.line((" " * _INDENT + (line + bar).rstrip(), Tone.QUIET))
    beside = assessed.beside(result, words)
    if beside:
        for part in wrap(visible(beside), page.width - _INDENT):
            page.line((" " * _INDENT + part, Tone.PLAIN))


def _remarks(page: Screen, report: Report, words: Words) -> None:
    for heading, lines in (
        ("report.remarks", summary.remarks(report, words)),
        ("report.unused", summary.unused(report, words)),
    ):
        if lines:
            page.blank()
            page.line((words(heading), Tone.STRONG))
        for line in lines:
            page.paragraph(line, indent=2)


def _style(result: IndicatorResult) -> Tone:
    if result.excluded:
        return Tone.QUIET
    if result.severity is Severity.ERROR:
        return Tone.ERROR
    if result.severity is Severity.WARNING or result.status in UNPROVEN:
        return Tone.WARNING
    return Tone.GOOD


def _bar(result: IndicatorResult, report: Report) -> str:
    """Pace as a bar of signs that every encoding has: full is on schedule."""
    if result.pace is None:
        return ""
    filled = int(max(Decimal(0), min(result.pace, Decimal(1))) * _BAR)
    return f"[{'#' * filled}{'-' * (_BAR - filled)}] {rows.pace(result, report)}"


def _explanations(page: Screen, report: Report, words: Words) -> None:
    final = "final" if report.final else "before"
    for heading, results in (
        (f"explain.failing.{final}", summary.failing(report)),
        ("explain.watch", summary.watched(report)),
    ):
        if not results:
            continue
        page.blank()
        page.line((words(heading), Tone.STRONG))
        for result in results:
            found = explain(result, report, words)
            page.paragraph(found.heading, _style(result), indent=2)
            label_width = max(display_width(label) for label, _ in found.lines) + 1
            for label, text in found.lines:
                page.labelled(label, text, indent=4, label_width=label_width)
