"""A report as workflow commands of GitHub Actions: an annotation for each finding.

One rule of escaping: `%`, carriage return and line feed everywhere, and `:` and `,` in a
property, as the runner undoes them. A cell has no line, so the message names it.
"""

from __future__ import annotations

from collections.abc import Iterable

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.messages import Words, assessed, promises, summary
from shengzhou_quality.messages.explanations import explain
from shengzhou_quality.renderers import Options
from shengzhou_quality.renderers.page import printable, visible

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, words: Words, _: Options) -> bytes:
    """The findings about the data, what was set aside, what fails, then all that is to watch.

    Last comes the conclusion.
    """
    aside = [_aside(one, report, words) for one in assessed.items(report) if one.assessed.excluded]
    failing = [_result(Severity.ERROR, item, report, words) for item in summary.failing(report)]
    watched = [_result(Severity.WARNING, item, report, words) for item in summary.watched(report)]
    others = [
        _result(Severity.WARNING, item.result, report, words)
        for item in promises.warned(report)
        if item.result is not None
    ]
    found = _findings(report.diagnostics, words)
    line = summary.result_line(report, words)
    conclusion = _command(Severity.INFO, report.conclusion, None, [line], words)
    return _encoded([*found, *aside, *failing, *watched, *others, conclusion])


def render_check(report: CheckReport, words: Words, _: Options) -> bytes:
    return _encoded(_findings(report.diagnostics, words))


def _findings(findings: Iterable[Diagnostic], words: Words) -> list[str]:
    return [
        _command(
            finding.severity,
            finding.code,
            finding.place,
            [words.message(finding), words.hint(finding)],
            words,
        )
        for finding in findings
    ]


def _result(severity: Severity, result: IndicatorResult, report: Report, words: Words) -> str:
    """One indicator at its cell, with the whole explanation."""
    found = explain(result, report, words)
    lines = [found.heading, *(f"{label}{text}" for label, text in found.lines)]
    lines += assessed.of_result(result, report, words)
    return _command(severity, result.status, _cell_of(result, report), lines, words)


def _aside(one: assessed.Item, report: Report, words: Words) -> str:
    """What is set aside weighs nothing, but nobody may overlook it."""
    row = words("assessed.row", id=one.plan.id, name=assessed.name(one, words))
    lines = [row, assessed.in_full(one, report, words)]
    return _command(Severity.INFO, "excluded", one.assessed.place, lines, words)


def _cell_of(result: IndicatorResult, report: Report) -> Place | None:
    """The last cell that was judged, else the last that was reported, else the only file."""
    judged = result.actual.places if result.actual else ()
    reported = [entry.place for entry in result.series if entry.place is not None]
    files = [Place(source.path) for source in report.sources]
    return next(iter([*judged[-1:], *reported[-1:], *(files if len(files) == 1 else ())]), None)


def _command(
    severity: Severity, title: str, place: Place | None, lines: list[str], words: Words
) -> str:
    properties = {"title": title}
    if place is not None:
        properties = {"file": place.file, **_line(place), **properties}
        if place.sheet is not None:
            cell = f"{place.sheet}!{place.cell}" if place.cell else place.sheet
            lines = [words("finding.at", place=cell, message=lines[0]), *lines[1:]]
    written = ",".join(
        f"{name}={printable(value).translate(_PROPERTY)}" for name, value in properties.items()
    )
    message = "\n".join(visible(line) for line in lines).translate(_DATA)
    return f"::{_LEVELS[severity]} {written}::{message}"


def _line(place: Place) -> dict[str, str]:
    if place.line is None:
        return {}
    line = {"line": str(place.line)}
    return line | ({"col": str(place.column)} if place.column is not None else {})


def _encoded(commands: Iterable[str]) -> bytes:
    return "".join(command + "\n" for command in commands).encode("utf-8", "backslashreplace")
