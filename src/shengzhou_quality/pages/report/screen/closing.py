"""Make the closing screen: the conclusion, the counts, the lists, and what to type next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shengzhou_quality.evaluation.plan_marks import counted
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.evaluation.selections import (
    are_promises_listed,
    promises_of,
)
from shengzhou_quality.pages import assessed
from shengzhou_quality.pages.cells import Cells
from shengzhou_quality.pages.model import Banner, Block, Closing, Sentence, Tone
from shengzhou_quality.pages.report.screen import counts, lists, tasks
from shengzhou_quality.pages.report.screen.commands import check_of_plan, commands
from shengzhou_quality.words import Words

_LINES, _LINES_WITH_TASKS = 24, 40
_FEW = 8


def closing(report: Report, new: Report, banner: Banner, words: Words) -> tuple[Closing, Closing]:
    """Return the one below the page, and the one that stands alone.

    `new` is the report without the requests that an earlier one had.
    """
    cells = Cells(report)
    listed = lists.of_indicators(report, cells, words)
    of_tasks = tasks.unfinished(report, cells, words)
    of_both = [listed, [of_tasks] if of_tasks else []]
    every = [one for part in (of_both[::-1] if tasks.alone(report) else of_both) for one in part]
    if report.since is not None:
        every = lists.new_of(every, report, new, words)
    shown = [identity for each in every for identity in each.ids]
    with_tasks = bool(promises_of(report)) and are_promises_listed(report)
    first = next(iter(shown), None)
    if first is None and report.since is None:
        first = next((one.indicator.id for one in report.indicators), None)
    whole = Closing(
        banner,
        list(_counted(report, words)),
        lists.table(every, report, words),
        [Sentence(text) for text in _foot(report, listed, shown, cells, words)],
        cells.legend(words) if len(cells.files) > 1 else (),
        commands(report, first, words),
        _LINES_WITH_TASKS if with_tasks else _LINES,
    )
    table = lists.table(every, report, words, brief=True)
    asked = list(tasks.asked_for(report, {*shown}, words))
    return whole, whole._replace(blocks=[*whole.blocks, *asked], table=table, lines=_LINES)


def _counted(report: Report, words: Words) -> Iterator[Block]:
    """The sentence that counts all, and a line for each constraint, and for what tasks ask for."""
    summary = report.summary
    if report.only is not None:
        key = "screen.only" if len(report.only) <= _FEW else "screen.only.many"
        yield Sentence(words(key, ids=report.only, count=len(report.only)), Tone.WARNING)
    groups: list[tuple[str, Count, bool]] = []
    if tasks.alone(report):
        yield Sentence(words("screen.unreported.indicators", count=summary.everything.total))
    elif summary.everything.total and not _counts_are_known(report):
        yield Sentence(counts.sentence(report, words))
        groups = [
            (words("screen.label.binding"), summary.binding, False),
            (words("screen.label.anticipatory"), summary.anticipatory, False),
        ]
    groups += [] if _counts_are_known(report) else tasks.counted(report, words)
    lines = counts.lines(groups, words, final=report.final)
    if lines.rows:
        yield lines
    if report.marks:
        items = {one.indicator for one in report.marks} - {None}
        command = check_of_plan(report, words)
        of = counted(report.marks)
        key = f"screen.marks{of.variant}"
        said = words(key, **of._asdict(), items=len(items), command=command)
        yield Sentence(said, Tone.WARNING)
    opinions = words.joined(*assessed.opening(report, words))
    if opinions:
        yield Sentence(opinions)
    if report.since is not None:
        from shengzhou_quality.pages.since import sentence, still_open

        said = words.joined(sentence(report.since, words), still_open(report, report.since, words))
        yield Sentence(said)


def _counts_are_known(report: Report) -> bool:
    """Whether an earlier report of the same year, with the same counts, has been on the screen."""
    since = report.since
    if since is None or not since.same_year:
        return False
    fields = [one.field for one in since.counts]
    of_all = any(one.startswith("summary.") and "categories" not in one for one in fields)
    return not of_all and not any(".commitments." in one or ".milestones." in one for one in fields)


def _foot(
    report: Report,
    listed: Sequence[lists.Listed],
    shown: Sequence[str],
    cells: Cells,
    words: Words,
) -> Iterator[str]:
    """How many indicators are in no list; what the star means; where the cells are."""
    named = {identity for each in listed for identity in each.ids}
    total = report.summary.everything.total
    key = "final" if report.final else "before"
    sentences = []
    since = report.since  # its lists may be shorter than what they count
    if total and len(named) < total and (since is None or not (named or since.same_year)):
        all_of = "screen.others" if named else "screen.all"
        sentences.append(words(f"{all_of}.{key}", count=total - len(named)))
    last = []
    if any(
        one.indicator.id in shown and one.indicator.constraint == "binding"
        for one in report.indicators
    ):
        last.append(words("screen.legend.binding"))
    if shown and len(cells.files) == 1:
        first = "" if last else ".first"
        where = cells.where(cells.files[0], words)
        last.append(words(f"screen.legend.cells{first}", where=where))
    if last:
        sentences.append(words("screen.legend", parts=words("clause.separator").join(last)))
    if sentences:
        yield words.joined(*sentences)
