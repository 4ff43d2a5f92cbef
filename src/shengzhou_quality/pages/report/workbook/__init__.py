"""The results as a workbook: to sort, to filter, to print what each office is asked for.

What it shows and how it is worded is what the document selects and says; a sheet a section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shengzhou_quality.evaluation.report import Report
from shengzhou_quality.evaluation.selections import is_blank
from shengzhou_quality.pages import assessed, summary
from shengzhou_quality.pages.cells import Cells
from shengzhou_quality.pages.conclusion import result_line
from shengzhou_quality.pages.model import Block, Page, Section, Sentence, Sentences, Tone
from shengzhou_quality.pages.report.document import TONES
from shengzhou_quality.pages.report.document.attention import lists
from shengzhou_quality.pages.report.document.method import digests, method
from shengzhou_quality.pages.report.document.overview import overview
from shengzhou_quality.pages.report.document.requests import lines_by_office
from shengzhou_quality.pages.report.document.sources import problems, unused
from shengzhou_quality.pages.report.document.tables import table
from shengzhou_quality.pages.report.document.tasks import tasks
from shengzhou_quality.pages.report.workbook.items import items_table
from shengzhou_quality.words import Words

_REQUESTS = ("item_id", "item", "asked", "sheet", "cell")


def page(report: Report, words: Words) -> Page:
    when = "final" if report.final else "before"
    title = summary.title(report, words)
    blank = report.only is None and is_blank(report)
    parts = _parts(report, words, blank=blank)
    return Page(
        heading=words(f"document.heading.{when}", title=title, year=report.year),
        lead=[Sentence(result_line(report, words), TONES[report.conclusion])],
        blocks=[Section(words(f"workbook.{key}"), list(blocks)) for key, blocks in parts],
    )


def _parts(report: Report, words: Words, *, blank: bool) -> Iterator[tuple[str, Iterable[Block]]]:
    """The same sheets for every report, as programs and people look for them by their names.

    Of a blank form those of the results say that there is nothing to judge.
    """
    nothing = [Sentence(words("document.blank"))]
    yield "summary", nothing if blank else _summary(report, words)
    yield "indicators", nothing if blank else _indicators(report, words)
    when = "final" if report.final else "before"
    yield f"attention.{when}", nothing if blank else _attention(report, words)
    yield "requests", _requests(report, words)
    yield "tasks", nothing if blank else tasks(report, words)
    yield "problems", _problems(report, words)
    yield "method", [digests(report, words)] if blank else method(report, words)


def _summary(report: Report, words: Words) -> Iterator[Block]:
    yield Sentences(summary.opening(report, words))
    if report.since is not None:
        from shengzhou_quality.pages.since import sentence

        yield Sentence(sentence(report.since, words))
    yield from overview(report, words)


def _indicators(report: Report, words: Words) -> Iterator[Block]:
    """All of them in the plan's order, with every year."""
    if not report.indicators:
        yield Sentence(words("indicators.none"))
        return
    if assessed.all_excluded(report):
        yield Sentence(words("indicators.all-excluded"))
    baseline = report.plan.head.baseline_year
    years = [str(year) for year in range(baseline, report.year + 1)]
    paces = [] if report.final else ["pace"]
    keys = ["category", "id", "name", "unit", "constraint", *years, "target", "actual", "margin"]
    before = [] if report.since is None else ["before"]
    keys += ["gap", "progress", *paces, *before, "judged", "office", "source"]
    yield items_table(keys, report.indicators, report, words)
    yield Sentence(words("indicators.read", year=baseline), Tone.QUIET)
    yield from _read(report, words)


def _attention(report: Report, words: Words) -> Iterator[Block]:
    """Those that fail or are worth a warning, the lists of the document one below the other."""
    found = [result for results in lists(report).values() for result in results]
    if not found:
        when = "final" if report.final else "before"
        when = "excluded" if assessed.all_excluded(report) else when
        yield Sentence(words(f"attention.none.{when}"))
        return
    before = [] if report.final else ["expected"]
    later = [] if report.final else ["needed"]
    keys = ["id", "name", "unit", "constraint", "standing", "actual", *before, "target", "gap"]
    keys += [*later, "remarks", "office", "source"]
    yield items_table(keys, found, report, words)
    yield from _read(report, words)


def _read(report: Report, words: Words) -> Iterator[Block]:
    """How to read the columns of differences, and the names of files and cells."""
    yield Sentence(words("workbook.read"), Tone.QUIET)
    for one in Cells(report).legend(words):
        yield Sentence(one.text, Tone.QUIET)


def _requests(report: Report, words: Words) -> Iterator[Block]:
    if report.since is not None:
        from shengzhou_quality.pages.since import still_open

        said = still_open(report, report.since, words)
        if said:
            yield Sentence(said)
    found = lines_by_office(report, words)
    if not found:
        yield Sentence(words("requests.none"))
    for heading, lines in found.items():
        yield Section(heading, [table(_REQUESTS, lines, words)])


def _problems(report: Report, words: Words) -> Iterator[Block]:
    yield from problems(report, words).blocks
    yield from unused(report, words)
