"""What would change under another reading, another baseline or another form (design §3, §5).

The table's rules decide; these notes say so where something else in the plan or in the
data would have given another verdict or status.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from shengzhou_quality.evaluation.status import LADDER, Status, status_of
from shengzhou_quality.judgement import Form, Judgement, Note, NoteCode, Period, Series
from shengzhou_quality.notation import Direction, exact_decimal, plain
from shengzhou_quality.plan.kinds import AnyIndicator, Cumulative, Milestone
from shengzhou_quality.plan.kinds.cumulative import could_be_totals
from shengzhou_quality.plan.kinds.indicator import Conflict, MeasuredIndicator
from shengzhou_quality.plan.model import CutOffs


@dataclass(frozen=True, slots=True)
class Finding:
    """One indicator as judged by the table, and what it was judged by."""

    indicator: AnyIndicator
    series: Series[Any]
    period: Period
    assessment: CutOffs
    judgement: Judgement
    status: Status

    def otherwise(
        self, indicator: AnyIndicator, series: Series[Any] | None = None
    ) -> tuple[Judgement, Status]:
        """The same values judged by another indicator, or other values by the same."""
        found = indicator.judge(series or self.series, self.period)
        return found, status_of(found, indicator.course, self.period, self.assessment)


def sensitivity_notes(finding: Finding) -> Iterator[Note]:
    """`reading-sensitive`, `baseline-sensitive`, `form-unclear` and `plan-conflict`."""
    yield from _other_readings(finding)
    yield from _other_baselines(finding)
    yield from _other_form(finding)
    if finding.indicator.conflicts:
        yield Note(NoteCode.PLAN_CONFLICT, {"count": len(finding.indicator.conflicts)})


def _other_readings(finding: Finding) -> Iterator[Note]:
    """Another statement of the text about the same target (表述)."""
    if isinstance(finding.indicator, Milestone):
        return
    for reading in finding.indicator.readings:
        judgement, status = finding.otherwise(finding.indicator.with_target(reading.target))
        if (judgement.verdict, status) != (finding.judgement.verdict, finding.status):
            details = {
                "target": reading.target,
                "section": reading.section,
                "subject": reading.subject or "",
                "modality": reading.modality or "",
                "status": status.value,
            }
            yield Note(NoteCode.READING_SENSITIVE, details)


def _other_baselines(finding: Finding) -> Iterator[Note]:
    """Another base-year value of the text; one that is a bound is taken at its end."""
    indicator = finding.indicator
    if isinstance(indicator, Milestone) or finding.judgement.actual is None:
        return
    for conflict in indicator.conflicts:
        baseline = indicator.with_baseline(conflict.baseline).baseline_value
        if conflict.baseline is None or baseline is None:
            continue
        edge = baseline.low if baseline.low is not None else baseline.high
        assert edge is not None, "a figure has at least one end"
        _, status = finding.otherwise(indicator.with_baseline(plain(exact_decimal(edge))))
        end = "exact" if baseline.value is not None else _end(indicator, baseline.low)
        if _contradicts(finding.status, status, end):
            yield _baseline_note(conflict, indicator, status, end)


def _baseline_note(
    conflict: Conflict, indicator: MeasuredIndicator, status: Status, end: str
) -> Note:
    details = {
        "baseline": conflict.baseline or "",
        "table": indicator.baseline or "",
        "section": conflict.phrases[-1].section,
        "status": status.value,
        "end": end,
    }
    return Note(NoteCode.BASELINE_SENSITIVE, details)


def _contradicts(table: Status, other: Status, end: str) -> bool:
    """Whether the table's status cannot be had from a baseline that gives `other` at its end.

    From 10%以上 at best behind: then slipping is out of the question, regressed is not.
    """
    if end == "exact" or table not in LADDER or other not in LADDER:
        return table is not other
    table_is_better = LADDER.index(table) < LADDER.index(other)
    return table is not other and table_is_better is (end == "best")


def _end(indicator: MeasuredIndicator, low: object) -> str:
    """Whether a baseline that is a bound gives the best or the worst of what is possible.

    From a higher start the same rising value has come less far, and the other way round.
    """
    at_lowest_start = low is not None
    return "best" if at_lowest_start is (indicator.direction is Direction.INCREASE) else "worst"


def _other_form(finding: Finding) -> Iterator[Note]:
    """Undeclared additions that may be running totals: the same verdict, another status."""
    series = finding.series
    if not isinstance(finding.indicator, Cumulative) or series.form or series.mixed:
        return
    noted = any(note.code is NoteCode.FORM_UNCLEAR for note in finding.judgement.notes)
    if noted or not could_be_totals(series, finding.period):
        return
    _, status = finding.otherwise(finding.indicator, replace(series, form=Form.TOTAL))
    if status is not finding.status:
        yield Note(NoteCode.FORM_UNCLEAR, {"status": status.value})
