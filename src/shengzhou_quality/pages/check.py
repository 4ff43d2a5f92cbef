"""Make the page of a data check: the files read, every finding, and the result."""

from __future__ import annotations

from shengzhou_quality.evaluation.check import CheckReport
from shengzhou_quality.pages.findings import replaced_files, said_of, sections_of
from shengzhou_quality.pages.model import (
    Block,
    Medium,
    Page,
    Sentence,
    Sentences,
    Tone,
)
from shengzhou_quality.pages.whose import titled
from shengzhou_quality.words import Words


def page(report: CheckReport, words: Words, medium: Medium) -> Page:
    """The result first; on a screen also last, where a long list of findings ends."""
    on_screen = medium is Medium.SCREEN
    said = words("check.heading.result", said=_said(report, words))
    blocks: list[Block] = [
        Sentences(_files(report, words), label=words("check.files")),
        Sentences(_coverage(report, words)),
        *sections_of(report.diagnostics, words, medium),
    ]
    return Page(
        title=titled(report.plan, words),
        heading=said if on_screen else words("check.heading"),
        lead=[Sentence(result_line(report, words), Tone.GOOD if report.passed else Tone.ERROR)],
        blocks=blocks,
        closes=on_screen,
    )


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
    return said_of(report.diagnostics, words, passed=report.passed)
