"""Make the screen of an evaluation: the table of all, then the closing screen, which stays in view.

The closing screen alone says what the run came to, what fails and by how much, whom to ask for
which cell, and what to type next.
"""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.decimals import rounded
from shengzhou_quality.evaluation.report import Conclusion, Report
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.conclusion import in_brief
from shengzhou_quality.pages.figures import percentage
from shengzhou_quality.pages.model import Banner, Block, Page, Sentences, Tone
from shengzhou_quality.pages.report.screen import blank, told
from shengzhou_quality.pages.report.screen.closing import closing
from shengzhou_quality.pages.report.screen.table import indicators
from shengzhou_quality.pages.report.screen.tasks import nothing_reported, tasks
from shengzhou_quality.pages.report.screen.tasks import remarks as remarks_on_tasks
from shengzhou_quality.words import Words

_TONES = {
    Conclusion.MET: Tone.GOOD,
    Conclusion.FAILING: Tone.ERROR,
    Conclusion.ATTENTION: Tone.WARNING,
    Conclusion.NOT_JUDGED: Tone.WARNING,
}


def page(report: Report, words: Words) -> Page:
    """Compared with an earlier report, requests and findings that it had are not shown again."""
    banner = _banner(report, words)
    new = report
    if report.since is not None:
        from shengzhou_quality.evaluation.repeated import only_new

        new = only_new(report)
    if blank.is_blank(report):
        blocks: list[Block] = []
        whole = brief = blank.closing(report, banner, words)
    else:
        blocks = list(_body(report, new, words))
        whole, brief = closing(report, new, banner, words)
    told_of = told.findings(new, words)
    return Page(banner.text, blocks, told=told_of, closing=whole, brief=brief)


def _banner(report: Report, words: Words) -> Banner:
    """What was evaluated for which year, and what it came to."""
    period = report.plan.period(report.year)
    heading = words(
        "heading.final" if report.final else "screen.heading.before",
        year=report.year,
        share=percentage(rounded(period.time_share)),
    )
    titled = words("screen.title", title=summary.heading_title(report, words), heading=heading)
    concluded = words("screen.conclusion", conclusion=in_brief(report, words))
    return Banner(titled, concluded, _TONES[report.conclusion])


def _body(report: Report, new: Report, words: Words) -> Iterator[Block]:
    """Everything that is too long to stay in view; of the requests those that are `new`.

    What does not change from round to round an earlier screen of the same year had.
    """
    yield from indicators(report, words)
    if report.since is not None and report.since.same_year:
        remarks = list(remarks_on_tasks(new, words))
    else:
        yield from tasks(report, words)
        remarks = [*nothing_reported(report, words), *told.remarks(new, words)]
    if remarks:
        yield Sentences(remarks, tone=Tone.QUIET)
