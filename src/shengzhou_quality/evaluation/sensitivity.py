"""What would change under another reading, another baseline or another form (design §3, §5).

The table's rules decide; these say so where something else in the plan or in the data
would have given another verdict or status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from shengzhou_quality.evaluation.status import Status, status_of
from shengzhou_quality.judgement import (
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Series,
    Verdict,
)
from shengzhou_quality.notation import Direction, exact_decimal, plain
from shengzhou_quality.plan.kinds import AnyIndicator, Cumulative, Milestone
from shengzhou_quality.plan.kinds.cumulative import could_be_totals
from shengzhou_quality.plan.model import Assessment

Judge = Callable[[AnyIndicator, Series[Any]], tuple[Judgement, Status]]


def sensitivity_notes(
    indicator: AnyIndicator,
    series: Series[Any],
    judgement: Judgement,
    status: Status,
    period: Period,
    assessment: Assessment,
) -> Iterator[Note]:
    """The notes `reading-sensitive`, `baseline-sensitive`, `form-unclear`, `plan-conflict`."""

    def judge(other: AnyIndicator, seen: Series[Any] = series) -> tuple[Verdict, Status]:
        found = other.judge(seen, period)
        return found.verdict, status_of(found, other.course, period, assessment)

    if not isinstance(indicator, Milestone):
        for reading in indicator.readings:
            verdict, other = judge(indicator.with_target(reading.target))
            if (verdict, other) != (judgement.verdict, status):
                details = {
                    "target": reading.target,
                    "section": reading.section,
                    "subject": reading.subject or "",
                    "modality": reading.modality or "",
                    "status": other.value,
                }
                yield Note(NoteCode.READING_SENSITIVE, details)
        for conflict in indicator.conflicts:
            if conflict.baseline is None or judgement.actual is None:
                continue
            other_base = indicator.with_baseline(conflict.baseline)
            base = other_base.baseline_value
            assert base is not None, "checked when the plan was read"
            edge = base.low if base.low is not None else base.high
            assert edge is not None
            _, other = judge(indicator.with_baseline(plain(exact_decimal(edge))))
            if other is not status:
                yield Note(
                    NoteCode.BASELINE_SENSITIVE,
                    {
                        "baseline": conflict.baseline,
                        "status": other.value,
                        "table": indicator.baseline or "",
                        "end": _which_end(indicator.direction, base.low, base.high),
                        "section": conflict.phrases[-1].section,
                    },
                )
    if isinstance(indicator, Cumulative) and series.form is None and not series.mixed:
        unclear = any(note.code is NoteCode.FORM_UNCLEAR for note in judgement.notes)
        if not unclear and could_be_totals(series, period):
            _, other = judge(indicator, replace(series, form=Form.TOTAL))
            if other is not status:
                yield Note(NoteCode.FORM_UNCLEAR, {"status": other.value})
    if indicator.conflicts:
        yield Note(NoteCode.PLAN_CONFLICT, {"count": len(indicator.conflicts)})


def _which_end(direction: Direction, low: object, high: object) -> str:
    """Whether a baseline that is a bound gives the best or the worst of what is possible.

    From a higher start the same rising value has come less far, and the other way round.
    """
    if low is not None and high is not None:
        return "exact"
    at_lowest_start = low is not None
    return "best" if at_lowest_start is (direction is Direction.INCREASE) else "worst"
