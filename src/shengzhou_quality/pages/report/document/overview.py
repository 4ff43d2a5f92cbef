"""一、总体情况: how many of each group stand where; and what the evaluation rests on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from shengzhou_quality.decimals import rounded
from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.evaluation.status import LAGGING
from shengzhou_quality.judgement import Status, Verdict
from shengzhou_quality.pages import summary
from shengzhou_quality.pages.figures import percentage
from shengzhou_quality.pages.model import (
    Block,
    KeyFigure,
    KeyFigures,
    Sentence,
    TableCell,
    Tone,
)
from shengzhou_quality.pages.ranges import section_words
from shengzhou_quality.pages.report.document.tables import table
from shengzhou_quality.pages.whose import area_words, of_area
from shengzhou_quality.words import Words

_FINAL = ("group", "total", "met", "not_met", "to_verify", "rate")
_BEFORE = (
    "group", "total", "on_schedule", "slipping", "lagging", "pending", "to_verify", "share",
)  # fmt: skip

_TONES = {
    "met": Tone.GOOD,
    "on_schedule": Tone.GOOD,
    "not_met": Tone.ERROR,
    "lagging": Tone.ERROR,
    "slipping": Tone.WARNING,
    "to_verify": Tone.WARNING,
}


def overview(report: Report, words: Words) -> Iterator[Block]:
    yield Sentence(_when(report, words))
    only = summary.only(report, words)
    if only:
        yield Sentence(only)
    yield from _counts(report, words)


def basis(report: Report, words: Words) -> str:
    """What the evaluation rests on: the paper opens with it."""
    head, title = report.plan.head, summary.title(report, words)
    first = report.plan.years[0]
    when = "final" if report.final else "first" if report.year == first else "before"
    done = words(
        of_area(f"overview.done.{when}", report.plan),
        first=first,
        year=report.year,
        area=area_words(report.plan),
    )
    if head.evaluation is None:
        return words("overview.basis.table", title=title, done=done)
    section = section_words(head.evaluation.section, words)
    return words("overview.basis", title=title, section=section, done=done)


def _when(report: Report, words: Words) -> str:
    """How much of the time is over."""
    if report.final:
        return words("overview.final", year=report.year)
    period = report.plan.period(report.year)
    share = percentage(rounded(period.time_share))
    return words("overview.before", year=report.year, elapsed=period.elapsed, share=share)


def _counts(report: Report, words: Words) -> Iterator[Block]:
    """By constraint and category; together with the opening sentence they add up."""
    everything = report.summary.everything
    if not (everything.total or everything.excluded):
        return
    keys = [*(_FINAL if report.final else _BEFORE)]
    keys += ["excluded"] if everything.excluded else []
    groups = (
        (words("constraint.binding"), report.summary.binding),
        (words("constraint.anticipatory"), report.summary.anticipatory),
        *((words.of(one, "name"), one.count) for one in report.summary.categories),
        (words("overview.all"), everything),
    )
    lines = [
        {"group": TableCell(text=name), **_numbers(count)}
        for name, count in groups
        if count.total or count.excluded
    ]
    yield table(keys, lines, words)._replace(summed=True)


def key_figures(report: Report, words: Words) -> Iterator[Block]:
    """The counts of all indicators and their rate; of what there is none, nothing."""
    everything = report.summary.everything
    if not everything.total:
        return
    cells = _numbers(everything)
    *_, rate = keys = _FINAL[2:] if report.final else _BEFORE[2:]
    yield KeyFigures(
        [
            KeyFigure(cells[key].text, words(f"document.column.{key}"), _TONES.get(key, Tone.PLAIN))
            for key in keys
            if key == rate or cells[key].number
        ]
    )


def _numbers(count: Count) -> dict[str, TableCell]:
    statuses = count.statuses
    numbers = {
        "total": count.total,
        "met": count.met,
        "not_met": count.verdicts[Verdict.NOT_MET],
        "on_schedule": count.on_schedule,
        "slipping": statuses[Status.SLIPPING],
        "lagging": sum(statuses[status] for status in LAGGING),
        "pending": statuses[Status.PENDING],
        "to_verify": count.to_verify,
        "excluded": count.excluded,
    }
    known = count.to_verify < count.total  # of none that can be judged there is no rate to tell
    rates = {
        "rate": count.completion_rate if known else None,
        "share": count.on_schedule_rate if known else None,
    }
    return {
        **{
            key: TableCell(text=str(number), number=Decimal(number))
            for key, number in numbers.items()
            if number is not None
        },
        **{
            key: TableCell(text="" if rate is None else percentage(rate), number=rate)
            for key, rate in rates.items()
        },
    }
