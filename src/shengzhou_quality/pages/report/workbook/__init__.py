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
from shengzhou_quality.pages.model import (
    Block,
    Page,
    Section,
    Sentence,
    Sentences,
    TableCell,
    TableGroup,
    Tone,
)
from shengzhou_quality.pages.report.document import TONES
from shengzhou_quality.pages.report.document.attention import lists
from shengzhou_quality.pages.report.document.indicators import other_baselines
from shengzhou_quality.pages.report.document.method import digests, method
from shengzhou_quality.pages.report.document.overview import overview
from shengzhou_quality.pages.report.document.requests import Line, lines_by_office
from shengzhou_quality.pages.report.document.sources import (
    plan_doubts,
    problems,
    unused,
)
from shengzhou_quality.pages.report.document.tables import table
from shengzhou_quality.pages.report.document.tasks import every_item, progress
from shengzhou_quality.pages.report.workbook.items import items_table
from shengzhou_quality.words import Words

_REQUESTS = ("item_id", "item", "asked", "office", "sheet", "cell")


def page(report: Report, words: Words) -> Page:
    when = "final" if report.final else "before"
    title = summary.heading_title(report, words)
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
    yield "tasks", nothing if blank else progress(report, words)
    for key, (_, shown) in every_item(report, words).items():
        yield key, [shown._replace(wide=True)]
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
    read = words.joined(words("indicators.read", year=baseline), *other_baselines(report, words))
    yield Sentence(read, Tone.QUIET)
    yield Sentence(words("workbook.read"), Tone.QUIET)
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
    yield Sentence(words("workbook.read.gap"), Tone.QUIET)
    yield from _read(report, words)


def _read(report: Report, words: Words) -> Iterator[Block]:
    """In which files the cells of the column of sources are."""
    files = tuple(one.text for one in Cells(report).legend(words))
    if files:
        yield Sentence(words("workbook.source", files=files), Tone.QUIET)


def _requests(report: Report, words: Words) -> Iterator[Block]:
    """One table, in blocks an office: its head is true of all of them, on screen and on paper."""
    if report.since is not None:
        from shengzhou_quality.pages.since import still_open

        said = still_open(report, report.since, words)
        if said:
            yield Sentence(said)
    found = lines_by_office(report, words)
    if not found:
        yield Sentence(words("requests.none"))
        return
    cells = Cells(report)
    shown = table(
        _REQUESTS,
        [_beside(line, cells, words) for lines in found.values() for line in lines],
        words,
    )
    rows = iter(shown.groups[0].rows)
    groups = [
        TableGroup([next(rows) for _ in lines], heading=heading) for heading, lines in found.items()
    ]
    yield shown._replace(groups=groups, wide=True)


def _beside(line: Line, cells: Cells, words: Words) -> Line:
    """The line beside its column of cells, with the sheet as people call it."""
    place = line["sheet"].place
    sheet = TableCell("" if place is None else cells.sheet(place, words), place=place)
    return {**line, "asked": line["asked_apart"], "sheet": sheet}


def _problems(report: Report, words: Words) -> Iterator[Block]:
    yield from problems(report, words).blocks
    yield from plan_doubts(report, words)
    yield from unused(report, words)
