"""What a check says of the whole: what was read, what was found, and the result."""

from __future__ import annotations

from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.messages import Words
from shengzhou_quality.messages.findings import counts


def title(report: CheckReport, words: Words) -> str:
    head = report.plan.head
    return head.title if words.language == "zh" else head.title_en


def files(report: CheckReport, words: Words) -> list[str]:
    """Each file that was read, with its sheets where it has any."""
    return [
        words("check.file.sheets", path=source.path, sheets=source.sheets)
        if source.sheets
        else words("check.file", path=source.path)
        for source in report.sources
    ]


def coverage(report: CheckReport, words: Words) -> list[str]:
    """Which indicators and years were found."""
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
    else:
        sentences.append(words("check.years.none"))
    if report.complete:
        sentences.append(words("check.complete", year=report.year))
    if report.only is not None:
        sentences.append(words("check.only", ids=report.only))
    return sentences


def result_line(report: CheckReport, words: Words) -> str:
    if not report.diagnostics:
        return words("check.result.clean")
    key = "check.result.clean.info" if report.passed else "check.result.found"
    return words(key, counts=counts(report.diagnostics, words))
