"""The status report as a document that is handed on: conclusion, five parts, four annexes.

A part or an annex with nothing to say is left out, and the others are numbered on.

Every format of a document (markdown, Word, HTML) lays out this page. No cell, digest, code or
command stands before the annexes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shengzhou_quality.evaluation.report import Conclusion, Report
from shengzhou_quality.evaluation.selections import is_blank
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.conclusion import stated
from shengzhou_quality.pages.model import Block, Correspondence, Page, Section, Sentence, Tone
from shengzhou_quality.pages.report.document.annexes import annex_numbers
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
_ANNEXES: dict[str, _Part] = {
    "sources": sources,
    "requests": requests,
    "unclear": unclear,
    "method": method,
}


def page(report: Report, words: Words) -> Page:
    when = "final" if report.final else "before"
    title = summary.heading_title(report, words)
    blank = report.only is None and is_blank(report)
    return Page(
        heading=words(f"document.heading.{when}", title=title, year=report.year),
        preface=[] if blank else [Sentence(basis(report, words))],
        lead=[Sentence(stated(report, words), TONES[report.conclusion])],
        blocks=list(_blank(report, words) if blank else _whole(report, words)),
        annexes=words("document.annexes"),
        to_sign=None if blank else _to_sign(words),
    )


def _to_sign(words: Words) -> Correspondence:
    """To whom it goes, who issues it and when: known to nobody but the office that signs it."""
    signed = words("document.sign.issuer"), words("document.sign.date")
    return Correspondence(to=words("document.sign.to"), enclosed=(), signed=signed)


def _whole(report: Report, words: Words) -> Iterator[Block]:
    first, *_ = summary.opening(report, words) or [""]
    if first:
        yield Sentence(first)
    if report.since is not None:
        from shengzhou_quality.pages.since import sentence

        yield Sentence(sentence(report.since, words))
    yield from key_figures(report, words)
    when = "final" if report.final else "before"
    parts = ((key, list(part(report, words))) for key, part in _PARTS)
    for number, (key, blocks) in enumerate(((key, found) for key, found in parts if found), 1):
        own = f"document.{key}.{when}"
        heading = words(own if words.knows(own) else f"document.{key}")
        yield Section(section(number, heading, words), blocks)
    for key, number in annex_numbers(report, words).items():
        blocks = list(_ANNEXES[key](report, words))
        yield annex(number, words(f"document.{key}"), blocks, words)


def _blank(report: Report, words: Words) -> Iterator[Block]:
    """That there is nothing to judge; in the annex what was looked at and is wrong with it."""
    yield Sentence(words("document.blank"))
    found = [problems(report, words)] if report.of_data else []
    yield annex(1, words("document.sources"), [*found, digests(report, words)], words)
