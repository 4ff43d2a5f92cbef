"""Make the page of an evaluation: its conclusion, the two lists, every indicator, the tasks.

A screen is read from its end, so the conclusion comes last. A document opens with it, and has
the method and the digests at its end.
"""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.report import Conclusion, Report
from shengzhou_quality.evaluation.selections import are_promises_listed, missing_count
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.model import Block, Medium, Page, Section, Sentence, Sentences, Tone
from shengzhou_quality.pages.report.indicators import counts_table, explanations, indicators
from shengzhou_quality.pages.report.missing import missing
from shengzhou_quality.pages.report.remarks import assessments_of, problems, remarks
from shengzhou_quality.pages.report.tasks import tasks
from shengzhou_quality.pages.report.warnings import warnings
from shengzhou_quality.words import Words

_TONES = {
    Conclusion.MET: Tone.GOOD,
    Conclusion.FAILING: Tone.ERROR,
    Conclusion.ATTENTION: Tone.WARNING,
    Conclusion.NOT_JUDGED: Tone.WARNING,
}


def page(report: Report, words: Words, medium: Medium) -> Page:
    """Import the one that is asked for: start-up is most of a run."""
    if medium is Medium.SCREEN:
        from shengzhou_quality.pages.report import screen

        return screen.page(report, words)
    return _document(report, words)


def _document(report: Report, words: Words) -> Page:
    return Page(
        title="",
        heading=summary.title(report, words),
        lead=[Sentence(summary.heading(report, words))],
        blocks=[
            _opening(report, words),
            *_results(report, words, Medium.DOCUMENT),
            *tasks(report, words, Medium.DOCUMENT),
            problems(report, words),
            *remarks(report, words),
            Section(words("method.heading"), [Sentences(list(_method(report, words)))]),
        ],
    )


def _results(report: Report, words: Words, medium: Medium) -> Iterator[Block]:
    """The two lists, the indicators with what fails explained, and what people said of them."""
    if report.lists.warnings or missing_count(report):
        yield from warnings(report, words, medium)
        yield from missing(report, words, medium)
    else:
        yield Sentence(none_of_either(report, words))
    yield from indicators(report, words, medium)
    yield from explanations(report, words, medium)
    yield from assessments_of(report, words, medium)


def none_of_either(report: Report, words: Words) -> str:
    """Where both are empty; commitments and milestones of which nothing was sent are apart."""
    apart = report.lists.unreported and not are_promises_listed(report)
    return words("lists.none.indicators" if apart else "lists.none")


def _result(report: Report, words: Words) -> Sentence:
    return Sentence(summary.result_line(report, words), _TONES[report.conclusion])


def _opening(report: Report, words: Words) -> Section:
    only = summary.only(report, words)
    sentences = [*summary.opening(report, words), summary.year_choice(report, words)]
    sentences += [only] if only else []
    return Section(
        words("report.summary"),
        [Sentences(sentences), _result(report, words), *counts_table(report, words)],
    )


def _method(report: Report, words: Words) -> Iterator[str]:
    """How it was judged, so that every verdict can be repeated."""
    head = report.plan.head
    yield words(
        "method.plan",
        title=summary.title(report, words),
        issuer=head.issuer or words("plan.not-printed"),
        adopted=head.adopted or words("plan.not-printed"),
    )
    for file in report.plan.files:
        yield words("method.plan-file", path=file.path, sha256=file.sha256)
    yield words("method.verdict")
    yield words("method.words")
    yield from _how_paces_count(report, words)
    yield words("method.rate")
    yield words("method.gate", fail_on=report.fail_on.value)
    for source in report.sources:
        yield words("method.sources", path=source.path, sha256=source.sha256)


def _how_paces_count(report: Report, words: Words) -> Iterator[str]:
    """Return the cut-offs of the pace, as the plan file writes them."""
    bands = report.plan.cut_offs
    cut_offs = {"ahead": bands.ahead, "on_track": bands.on_track, "slipping": bands.slipping}
    yield words("method.pace", **cut_offs)
    yield words("method.whole")
