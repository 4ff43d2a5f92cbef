"""Write a report as workflow commands of GitHub Actions, the most important as annotations.

GitHub shows ten errors and ten warnings of a step. Failing indicators come first, the missing
data of a sheet are one annotation, and everything else is written to the log as lines.

One escaping rule: `%`, carriage return and line feed everywhere, and `:` and `,` in a
property, as the runner decodes them. A cell has no line, so the message names the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from shengzhou_quality.diagnostics import Diagnostic, Place, Severity
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.evaluation.item_result import IndicatorResult
from shengzhou_quality.evaluation.plan_check import PlanCheck
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.screen import printable, visible
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import assessed, rows
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.pages.reasons import explain
from shengzhou_quality.words import Words

_MOST = 10
"""The number of annotations of each severity that GitHub shows for a step."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Annotation:
    """A workflow command, and the same text as a log line if there are too many commands."""

    severity: Severity
    command: str
    line: str


def render(report: Report, words: Words, _: Options) -> bytes:
    """Write the failing items, those to watch, the data findings, then the excluded items.

    The conclusion comes first.
    """
    aside = [
        _aside(one, report, words)
        for one in selections.assessments(report)
        if one.assessed.excluded
    ]
    fails = selections.failing(report)
    cause = _causes(fails, report)
    failing = _results(Severity.ERROR, fails, report, words, cause)
    watched = _results(Severity.WARNING, selections.watched(report), report, words)
    others = [
        _result(Severity.WARNING, item.result, report, words)
        for item in selections.warned(report)
        if item.result is not None
    ]
    told = {id(finding) for findings in cause.values() for finding in findings}
    rest = [finding for finding in report.told if id(finding) not in told]
    line = result_line(report, words)
    conclusion = _annotation(Severity.INFO, report.conclusion, None, [line], words)
    found = _findings(rest, words)
    return _encoded([conclusion, *aside, *failing, *watched, *found, *others], words)


def render_check(report: CheckReport, words: Words, _: Options) -> bytes:
    missing = [finding for finding in report.diagnostics if finding.code == "missing-value"]
    others = [finding for finding in report.diagnostics if finding.code != "missing-value"]
    by_sheet = _by_sheet((finding.place, finding) for finding in missing)
    groups = []
    for sheet, same in by_sheet.items():
        if len(same) == 1:
            groups += _findings(same, words)
            continue
        named = [(it.indicator or "", str(it.parameters.get("name", ""))) for it in same]
        year = str(same[0].parameters.get("year", ""))
        groups.append(_missing(same[0].code, same[0].severity, sheet, named, year, words))
    return _encoded([*_findings(others, words), *groups], words)


def render_plan_check(report: PlanCheck, words: Words, _: Options) -> bytes:
    by_severity = sorted(report.diagnostics, key=lambda one: [*Severity].index(one.severity))
    return _encoded(_findings(by_severity, words), words)


def _findings(findings: Iterable[Diagnostic], words: Words) -> list[_Annotation]:
    """Findings of an indicator come before findings of a file or a column."""
    ranked = sorted(findings, key=lambda finding: finding.indicator is None)
    return [
        _annotation(
            finding.severity,
            finding.code,
            finding.place,
            [words.message(finding), words.hint(finding)],
            words,
        )
        for finding in ranked
    ]


Causes = Mapping[str, Sequence[Diagnostic]]


def _causes(results: Iterable[IndicatorResult], report: Report) -> Causes:
    """Group by id the errors that make a result invalid: they are shown with it, at their cell."""
    invalid = {result.indicator.id for result in results if result.verdict is Verdict.INVALID}
    causes: dict[str, list[Diagnostic]] = {}
    for finding in report.diagnostics:
        if finding.indicator in invalid and finding.severity is Severity.ERROR:
            causes.setdefault(finding.indicator, []).append(finding)
    return causes


def _results(
    severity: Severity,
    results: Iterable[IndicatorResult],
    report: Report,
    words: Words,
    causes: Causes | None = None,
) -> list[_Annotation]:
    """Write each judged item separately, then all items without data by sheet."""
    given = list(results)
    lacking = [result for result in given if result.verdict is Verdict.NO_DATA]
    found = [
        _result(severity, result, report, words, (causes or {}).get(result.indicator.id, ()))
        for result in given
        if result.verdict is not Verdict.NO_DATA
    ]
    sheets = {entry.result.indicator.id: entry.sheet for entry in report.lists.missing}
    placed = ((sheets.get(result.indicator.id), result) for result in lacking)
    for sheet, same in _by_sheet(placed).items():
        if len(same) == 1:
            found.append(_result(severity, same[0], report, words))
            continue
        named = [(one.indicator.id, rows.name(one, words)) for one in same]
        found.append(_missing(Status.NO_DATA, severity, sheet, named, str(report.year), words))
    return found


def _by_sheet(placed: Iterable[tuple[Place | None, T]]) -> dict[Place | None, list[T]]:
    groups: dict[Place | None, list[T]] = {}
    for place, one in placed:
        sheet = Place(place.file, place.sheet) if place else None
        groups.setdefault(sheet, []).append(one)
    return groups


def _missing(
    title: str,
    severity: Severity,
    sheet: Place | None,
    named: Sequence[tuple[str, str]],
    year: str,
    words: Words,
) -> _Annotation:
    """Write what is missing in one sheet."""
    items = tuple(words("github.missing.item", id=id_, name=name) for id_, name in named)
    line = words("github.missing", year=year, count=len(items), items=items)
    return _annotation(severity, title, sheet, [line, words("github.missing.cure")], words)


def _result(
    severity: Severity,
    result: IndicatorResult,
    report: Report,
    words: Words,
    causes: Sequence[Diagnostic] = (),
) -> _Annotation:
    """Write one indicator at its cell, with the errors there and the whole explanation."""
    found = explain(result, report, words)
    lines = [found.heading]
    lines += [words.joined(words.message(cause), words.hint(cause)) for cause in causes]
    lines += found.said(words)
    lines += assessed.of_result(result, report, words)
    place = next((cause.place for cause in causes if cause.place), _cell_of(result, report))
    return _annotation(severity, result.status, place, lines, words)


def _aside(one: selections.AssessedItem, report: Report, words: Words) -> _Annotation:
    """An excluded item does not count, but it must not be overlooked."""
    row = words("assessed.row", id=one.plan.id, name=assessed.name(one, words))
    lines = [row, assessed.in_full(one, report, words)]
    return _annotation(Severity.INFO, "excluded", one.assessed.place, lines, words)


def _cell_of(result: IndicatorResult, report: Report) -> Place | None:
    """Return the last judged cell, else the last reported cell, else the only file."""
    judged = result.actual.places if result.actual else ()
    reported = [entry.place for entry in result.series if entry.place is not None]
    files = [Place(source.path) for source in report.sources if source.is_current]
    return next(iter([*judged[-1:], *reported[-1:], *(files if len(files) == 1 else ())]), None)


def _annotation(
    severity: Severity, title: str, place: Place | None, lines: list[str], words: Words
) -> _Annotation:
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
    where = ""
    if place is not None:  # the first line of a finding in a sheet names its cell
        at = place.file if place.sheet is not None else str(place)
        where = at + words("place.separator")
    code = words("finding.code", severity=words(f"finding.severity.{severity}"), code=title)
    return _Annotation(
        severity,
        f"::{_LEVELS[severity]} {written}::{message}",
        visible("- " + words("diagnostic.line", place=where, code=code, message=" ".join(lines))),
    )


def _line(place: Place) -> dict[str, str]:
    if place.line is None:
        return {}
    line = {"line": str(place.line)}
    return line | ({"col": str(place.column)} if place.column is not None else {})


def _encoded(annotations: Iterable[_Annotation], words: Words) -> bytes:
    """Write as many of each severity as GitHub shows, then the others as lines, worst first."""
    by_severity: dict[Severity, list[_Annotation]] = {severity: [] for severity in Severity}
    lines = []
    for one in annotations:
        by_severity[one.severity].append(one)
        if len(by_severity[one.severity]) <= _MOST:
            lines.append(one.command)
    rest = {severity: same[_MOST:] for severity, same in by_severity.items() if same[_MOST:]}
    if rest:
        counted = tuple(
            words(f"problems.count.{severity}", count=len(same)) for severity, same in rest.items()
        )
        lines.append(words("github.rest", counts=counted))
        lines += (one.line for same in rest.values() for one in same)
    return "".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace")
