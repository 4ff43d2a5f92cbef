"""Count the items for a screen: one sentence for all, and aligned lines for each constraint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from shengzhou_quality.evaluation.report import Count, Report
from shengzhou_quality.evaluation.status import LAGGING, ON_SCHEDULE, TO_VERIFY
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.figures import percentage
from shengzhou_quality.words import Words

_FINAL = {"met": (Status.MET,), "not-met": (Status.MISSED,), "to-verify": tuple(TO_VERIFY)}
_BEFORE = {
    "on-schedule": ON_SCHEDULE,
    "slipping": (Status.SLIPPING,),
    "late": LAGGING,
    "pending": (Status.PENDING,),
    "to-verify": tuple(TO_VERIFY),
}
"""The parts of a count, which add up to all."""


def parts(final: bool) -> Mapping[str, tuple[Status, ...]]:
    return _FINAL if final else _BEFORE


def number(count: Count, part: str, *, final: bool) -> int:
    return sum(count.statuses[status] for status in parts(final)[part])


def sentence(report: Report, words: Words) -> str:
    """指标23项：完成17项，未完成2项，待核实4项；指标完成率73.9%."""
    everything, final = report.summary.everything, report.final
    key = "final" if final else "before"
    found = [
        words(f"screen.counted.{key}.{part}", count=number(everything, part, final=final))
        for part in parts(final)
        if part in ("met", "not-met") or number(everything, part, final=final)
    ]
    rate = everything.completion_rate or Decimal(0)
    if not final:
        on_schedule, rate = everything.on_schedule or 0, everything.on_schedule_rate or Decimal(0)
        first = words("screen.counted.share", count=on_schedule, rate=percentage(rate))
        found = [first, *(found[1:] if on_schedule else found)]
    separator = words("screen.sentence.separator")
    return words(
        f"screen.sentence.{key}",
        total=everything.total,
        counts=separator.join(found),
        rate=percentage(rate),
    )


def lines(
    counted: Sequence[tuple[str, Count, bool]], words: Words, *, final: bool
) -> list[list[str]]:
    """A line for each label and count, with the parts that any of them has; created or not."""
    shown = [
        part
        for part in parts(final)
        if any(number(count, part, final=final) for _, count, _ in counted)
    ]
    return [
        [label, *_clauses(count, shown, words, final=final, created=created)]
        for label, count, created in counted
        if count.total
    ]


def _clauses(
    count: Count, shown: Sequence[str], words: Words, *, final: bool, created: bool
) -> Iterator[str]:
    yield words("screen.line.total", count=count.total) + words("screen.line.separator")
    for place, part in enumerate(shown, 1):
        done = f"screen.line.{part}.done"
        key = done if created and words.knows(done) else f"screen.line.{part}"
        clause = words(key, count=number(count, part, final=final))
        yield clause + (words("screen.separator") if place < len(shown) else "")


def clauses(count: Count, words: Words, *, final: bool) -> str:
    """达标10项，未达标2项: the parts of a count that occur; with what is excluded."""
    found = [
        words(f"screen.line.{part}", count=number(count, part, final=final))
        for part in parts(final)
        if number(count, part, final=final)
    ]
    found += [words("screen.line.excluded", count=count.excluded)] if count.excluded else []
    return words("screen.separator").join(found)
