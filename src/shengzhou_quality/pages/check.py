"""Make the page of a data check: the files read, every finding, and the result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shengzhou_quality.diagnostics import Diagnostic, Severity
from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.pages.findings import counts, findings_of, replaced_files
from shengzhou_quality.pages.model import (
    Block,
    Finding,
    Findings,
    Medium,
    Page,
    Section,
    Sentence,
    Sentences,
    Tone,
)
from shengzhou_quality.words import Words


def page(report: CheckReport, words: Words, medium: Medium) -> Page:
    """The result first; on a screen also last, where a long list of findings ends."""
    on_screen = medium is Medium.SCREEN
    said = words("check.heading.result", said=_said(report, words))
    found = report.diagnostics
    blocks: list[Block] = [
        Sentences(_files(report, words), label=words("check.files")),
        Sentences(_coverage(report, words)),
        *(_of_severity(severity, found, words, medium) for severity in _occurring(found)),
    ]
    return Page(
        title=words.of(report.plan.head, "title"),
        heading=said if on_screen else words("check.heading"),
        lead=[Sentence(result_line(report, words), Tone.GOOD if report.passed else Tone.ERROR)],
        blocks=blocks,
        closes=on_screen,
    )


def _occurring(found: Iterable[Diagnostic]) -> list[Severity]:
    """The severities that occur, the most severe first."""
    severities = {finding.severity for finding in found}
    return [severity for severity in Severity if severity in severities]


def _of_severity(
    severity: Severity, found: Iterable[Diagnostic], words: Words, medium: Medium
) -> Section:
    """The findings of one severity, in the order of the files."""
    of_it = [finding for finding in found if finding.severity is severity]
    columns = [words(f"check.{key}") for key in ("place", "code", "message", "hint")]
    heading = words(f"check.heading.{severity}", count=len(of_it))
    findings = findings_of(of_it, words)
    if medium is Medium.SCREEN:
        findings = _with_each_cure_once(findings)
    return Section(heading, [Findings("", columns, findings)])


def _with_each_cure_once(findings: Sequence[Finding]) -> list[Finding]:
    """Where the same cure follows for the next finding of a sheet, say it behind the last one."""
    following = [*findings[1:], None]
    return [
        one._replace(hint="")
        if after and (after.sheet, after.code, after.hint) == (one.sheet, one.code, one.hint)
        else one
        for one, after in zip(findings, following, strict=True)
    ]


def _files(report: CheckReport, words: Words) -> list[str]:
    """Each file that was read, with its sheets where it has any; then those that are replaced."""
    current = [
        words("check.file.sheets", path=source.path, sheets=source.sheets)
        if source.sheets
        else words("check.file", path=source.path)
        for source in report.sources
        if not source.replaced
    ]
    replaced = replaced_files(report.sources, words)
    return [*current, *(words("check.files.replaced", file=file) for file in replaced)]


def _coverage(report: CheckReport, words: Words) -> list[str]:
    """Which indicators, commitments and milestones were found, and which years."""
    sentences = _indicators(report, words) if report.indicators else []
    sentences += _promises(report, words)
    if report.years_of_promises:
        years = tuple(str(year) for year in report.years_of_promises)
        sentences.append(words("check.years.promises", years=years))
    elif not report.years:
        sentences.append(words("check.years.none"))
    if report.complete:
        sentences.append(words("check.complete", year=report.year))
        sentences += _asked_of_promises(report, words)
    if report.only is not None:
        sentences.append(words("check.only", ids=report.only))
    return sentences


def _indicators(report: CheckReport, words: Words) -> list[str]:
    matched = len(report.matched)
    sentences = [words("check.matched", matched=matched, total=len(report.indicators))]
    absent = tuple(item.indicator.id for item in report.indicators if not item.matched)
    if absent:
        sentences.append(words("check.absent", ids=absent))
    if report.years:
        years = tuple(str(year) for year in report.years)
        sentences.append(words("check.years", years=years))
        count = len(report.with_year)
        sentences.append(words("check.with-year", year=report.year, count=count))
    return sentences


def _promises(report: CheckReport, words: Words) -> list[str]:
    """Of commitments and milestones, where any of them has a row."""
    sentences = []
    for key, items in (("commitments", report.commitments), ("milestones", report.milestones)):
        absent = tuple(item.indicator.id for item in items if not item.matched)
        if len(absent) < len(items):
            matched = len(items) - len(absent)
            sentences.append(words(f"check.{key}", matched=matched, total=len(items)))
            if 0 < len(absent) <= matched:  # few: the data names its own items
                sentences.append(words(f"check.{key}.absent", ids=absent))
    return sentences


def _asked_of_promises(report: CheckReport, words: Words) -> list[str]:
    """Say what --complete requires besides the indicators: items with rows in the data."""
    return [
        words(f"check.complete.{key}" if asked else f"check.complete.{key}.not", year=report.year)
        for key, items in (("commitments", report.commitments), ("milestones", report.milestones))
        if items
        for asked in [any(item.matched for item in items)]
    ]


def result_line(report: CheckReport, words: Words) -> str:
    return words("check.result", said=_said(report, words))


def _said(report: CheckReport, words: Words) -> str:
    """Whether the data is in order, and how many findings of each severity there are."""
    if not report.diagnostics:
        return words("check.said.clean")
    found = counts(report.diagnostics, words)
    if all(finding.severity is Severity.INFO for finding in report.diagnostics):
        return words("check.said.clean.info", counts=found)
    return words("check.said.passed" if report.passed else "check.said.found", counts=found)
