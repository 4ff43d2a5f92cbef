"""Write a report as JUnit XML for CI servers: a test case for each file and each indicator.

Reported commitments and milestones have a test case, too; their verdicts are never failures.

The structure is the one that Jenkins' junit-10.xsd and GitLab accept: one failure a case, whose
text lists the findings. There is no clock, so no time. Control characters are written out
(`\\x1b`), because XML 1.0 cannot hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.evaluation import selections
from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.evaluation.item_result import IndicatorResult, PromiseResult
from shengzhou_quality.evaluation.plan_check import PlanCheck
from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.formats import Options
from shengzhou_quality.formats.screen import visible
from shengzhou_quality.judgement import Verdict
from shengzhou_quality.pages import assessed, promises
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.pages.reasons import explain
from shengzhou_quality.plan.kinds import AnyIndicator
from shengzhou_quality.plan.model import PlanFile
from shengzhou_quality.reported import Source
from shengzhou_quality.words import Words


@dataclass(frozen=True, slots=True)
class _Case:
    """One test case. `failure` is the code of the failure, `message` its sentence."""

    group: str
    name: str
    failure: str = ""
    message: str = ""
    lines: tuple[str, ...] = ()
    skipped: bool = False


def render(report: Report, words: Words, _: Options) -> bytes:
    """Data errors and failing indicators are failures; warnings are only listed.

    The name of the root element ends with the conclusion.
    """
    failing = {result.indicator.id for result in selections.failing(report)}
    files = _files(report.sources, report.told, words, (Severity.ERROR,))
    indicators = [
        _result(result, report, words, fails=result.indicator.id in failing)
        for result in report.indicators
    ]
    opinions = {
        one.plan.id: words("assessed.beside", said=assessed.in_full(one, report, words))
        for one in selections.assessments(report)
    }
    told = (_promise(item, report, opinions, words) for item in selections.promises_of(report))
    tasks = [case for case in told if case is not None]
    groups = {"files": files, "indicators": indicators, "tasks": tasks}
    conclusion = visible(result_line(report, words))
    return _document(f"sqc evaluate: {conclusion}", groups, words)


def render_check(report: CheckReport, words: Words, _: Options) -> bytes:
    """A finding that fails the check fails its own case and the case of its file."""
    fatal = report.fail_on.fatal
    files = _files(report.sources, report.diagnostics, words, fatal)
    indicators = []
    for item in report.indicators:
        mine = [it for it in report.diagnostics if it.indicator == item.indicator.id]
        name = _name(item.indicator, words)
        indicators.append(_found("indicators", name, mine, words, fatal, skipped=not item.years))
    tasks = []
    for item in (*report.commitments, *report.milestones):
        mine = [it for it in report.diagnostics if it.indicator == item.indicator.id]
        if item.matched or mine:
            name = _name(item.indicator, words)
            tasks.append(_found("tasks", name, mine, words, fatal, skipped=not item.years))
    groups = {"files": files, "indicators": indicators, "tasks": tasks}
    return _document("sqc check", groups, words)


def render_plan_check(report: PlanCheck, words: Words, _: Options) -> bytes:
    """A finding that fails the check fails the case of its file."""
    files = _files(report.files, report.diagnostics, words, report.fail_on.fatal)
    return _document("sqc plan check", {"files": files}, words)


def _files(
    sources: Sequence[Source | PlanFile],
    findings: Sequence[Diagnostic],
    words: Words,
    fatal: Sequence[Severity],
) -> list[_Case]:
    """Write a case for each file with all its findings, and one for findings without a file.

    An unreadable file in a folder is not a source, but it also gets a case.
    """
    cases = []
    paths = [source.path for source in sources]
    paths += [it.place.file for it in findings if it.place is not None]
    for path in dict.fromkeys(paths):
        mine = [it for it in findings if it.place is not None and it.place.file == path]
        cases.append(_found("files", path, mine, words, fatal))
    nowhere = [it for it in findings if it.place is None and it.indicator is None]
    if nowhere:
        cases.append(_found("files", words("junit.elsewhere"), nowhere, words, fatal))
    return cases


def _found(
    group: str,
    name: str,
    findings: Sequence[Diagnostic],
    words: Words,
    fatal: Sequence[Severity],
    *,
    skipped: bool = False,
) -> _Case:
    """Build a case that fails with the worst fatal finding and lists all findings."""
    lines = tuple(words.line(finding) for finding in findings)
    by_severity = {finding.severity: finding for finding in reversed(findings)}
    worst = next((by_severity[one] for one in fatal if one in by_severity), None)
    if worst is None:
        return _Case(group, name, lines=lines, skipped=skipped)
    return _Case(group, name, worst.code, words.message(worst), lines)


def _result(result: IndicatorResult, report: Report, words: Words, *, fails: bool) -> _Case:
    name = _name(result.indicator, words)
    mine = [it for it in report.diagnostics if it.indicator == result.indicator.id]
    data = _found("indicators", name, mine, words, (Severity.ERROR,))
    if not fails:
        if data.failure:
            return data
        skipped = result.verdict is Verdict.NO_DATA or result.excluded
        lines = (*assessed.of_result(result, report, words), *data.lines)
        return _Case("indicators", name, lines=lines, skipped=skipped)
    found = explain(result, report, words)
    told = assessed.of_result(result, report, words)
    lines = (*found.said(words), *told, *data.lines)
    return _Case("indicators", name, result.status, found.heading, lines)


def _promise(
    item: PromiseResult, report: Report, opinions: Mapping[str, str], words: Words
) -> _Case | None:
    """Build the case of a commitment or milestone that the data or a person mentions.

    Its verdict never fails the case; bad data does.
    """
    mine = [it for it in report.diagnostics if it.indicator == item.promise.id]
    opinion = opinions.get(item.promise.id)
    if not (item.reported or mine or opinion):
        return None
    name = words("junit.indicator", id=item.promise.id, name=promises.name(item, words))
    data = _found("tasks", name, mine, words, (Severity.ERROR,), skipped=item.excluded)
    told = [opinion] if opinion else []
    if item.result is not None and item.by_itself and item.severity and not data.failure:
        found = explain(item.result, report, words)
        told = [found.heading, *found.said(words), *told]
    return replace(data, lines=(*told, *data.lines))


def _name(indicator: AnyIndicator, words: Words) -> str:
    name = words.of(indicator, "name")
    return words("junit.indicator", id=indicator.id, name=name)


def _document(name: str, groups: Mapping[str, Sequence[_Case]], words: Words) -> bytes:
    """Build a suite for each of `groups`, and one for commitments and milestones if any."""
    every = [case for cases in groups.values() for case in cases]
    root = ET.Element("testsuites", {"name": name, **_counts(every)})
    for group, cases in groups.items():
        if group == "tasks" and not cases:
            continue
        named = words(f"junit.{group}")
        attributes = {"name": named, **_counts(cases), "skipped": str(_skipped(cases))}
        suite = ET.SubElement(root, "testsuite", attributes)
        for case in cases:
            _write(suite, case)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _counts(cases: Iterable[_Case]) -> dict[str, str]:
    failed = [bool(case.failure) for case in cases]
    return {"tests": str(len(failed)), "failures": str(sum(failed)), "errors": "0"}


def _skipped(cases: Iterable[_Case]) -> int:
    return sum(case.skipped for case in cases)


def _write(suite: ET.Element, case: _Case) -> None:
    attributes = {"classname": f"sqc.{case.group}", "name": visible(case.name)}
    element = ET.SubElement(suite, "testcase", attributes)
    text = "\n".join(visible(line) for line in case.lines)
    if case.failure:
        details = {"type": case.failure, "message": visible(case.message)}
        ET.SubElement(element, "failure", details).text = text
        return
    if case.skipped:
        ET.SubElement(element, "skipped")
    if text:
        ET.SubElement(element, "system-out").text = text
