"""The status report as a document that is handed on: conclusion, five parts, four annexes.

Every format of a document (markdown, Word, HTML) lays out this page. No cell, digest, code or
command stands before the annexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shengzhou_quality.evaluation.report import Conclusion, Report
from shengzhou_quality.evaluation.selections import is_blank
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.pages.model import Block, Page, Section, Sentence, Tone
from shengzhou_quality.pages.report.document.attention import attention
from shengzhou_quality.pages.report.document.indicators import indicators
from shengzhou_quality.pages.report.document.method import digests, method
from shengzhou_quality.pages.report.document.numbering import annex, section
from shengzhou_quality.pages.report.document.overview import basis, key_figures, overview
from shengzhou_quality.pages.report.document.remarks import remarks
from shengzhou_quality.pages.report.document.requests import requests
from shengzhou_quality.pages.report.document.sources import problems, sources
from shengzhou_quality.pages.report.document.tasks import tasks
from shengzhou_quality.pages.report.document.unclear import unclear
from shengzhou_quality.words import Words

TONES = {
    Conclusion.MET: Tone.GOOD,
    Conclusion.FAILING: Tone.ERROR,
    Conclusion.ATTENTION: Tone.WARNING,
    Conclusion.NOT_JUDGED: Tone.WARNING,
}

_Part = Callable[[Report, Words], Iterator[Block]]

_PARTS: tuple[tuple[str, _Part], ...] = (
    ("overview", overview),
    ("indicators", indicators),
    ("attention", attention),
    ("tasks", tasks),
    ("remarks", remarks),
)
_ANNEXES: tuple[tuple[str, _Part], ...] = (
    ("sources", sources),
    ("requests", requests),
    ("unclear", unclear),
    ("method", method),
)


def page(report: Report, words: Words) -> Page:
    when = "final" if report.final else "before"
    title = summary.title(report, words)
    return Page(
        heading=words(f"document.heading.{when}", title=title, year=report.year),
        lead=[Sentence(result_line(report, words), TONES[report.conclusion])],
        blocks=list(
            _blank(report, words)
            if report.only is None and is_blank(report)
            else _whole(report, words)
        ),
        annexes=words("document.annexes"),
    )


def _whole(report: Report, words: Words) -> Iterator[Block]:
    yield Sentence(basis(report, words))
    first, *_ = summary.opening(report, words) or [""]
    if first:
        yield Sentence(first)
    if report.since is not None:
        from shengzhou_quality.pages.since import sentence

        yield Sentence(sentence(report.since, words))
    yield from key_figures(report, words)
    when = "final" if report.final else "before"
    for number, (key, part) in enumerate(_PARTS, 1):
        own = f"document.{key}.{when}"
        heading = words(own if words.knows(own) else f"document.{key}")
        yield Section(section(number, heading, words), list(part(report, words)))
    for number, (key, part) in enumerate(_ANNEXES, 1):
        yield annex(number, words(f"document.{key}"), list(part(report, words)), words)


def _blank(report: Report, words: Words) -> Iterator[Block]:
    """That there is nothing to judge, what was looked at, and what is wrong with it."""
    yield Sentence(words("document.blank"))
    if report.diagnostics:
        yield problems(report, words)
    yield digests(report, words)
