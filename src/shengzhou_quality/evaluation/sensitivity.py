"""Find what would change under another reading or baseline of the plan (design §3, §5).

The table decides; these notes name the other statements of the plan that would give
another verdict or status.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from shengzhou_quality.decimals import exact_decimal, plain
from shengzhou_quality.evaluation.status import status_of
from shengzhou_quality.judgement import Judgement, Note, NoteCode, Period, Series, Status
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator
from shengzhou_quality.plan.kinds.indicator import Conflict, Reading
from shengzhou_quality.plan.model import CutOffs


class JudgedIndicator(NamedTuple):
    """One indicator as judged by the table, and what it was judged by."""

    indicator: AnyIndicator
    series: Series[Any]
    period: Period
    cut_offs: CutOffs
    judgement: Judgement
    status: Status

    def otherwise(
        self, indicator: AnyIndicator, series: Series[Any] | None = None
    ) -> JudgedIndicator:
        """The same values judged by another indicator, or other values by the same."""
        chosen = series or self.series
        found = indicator.judge(chosen, self.period)
        status = status_of(found, indicator, self.period, self.cut_offs)
        return JudgedIndicator(indicator, chosen, self.period, self.cut_offs, found, status)


class End(StrEnum):
    """What a baseline that is a bound gives when it is taken at its end."""

    EXACT = "exact"
    BEST = "best"
    WORST = "worst"


class Alternative(NamedTuple):
    """The same values under another reading, or from another baseline; `differs` if it matters."""

    source: Reading | Conflict
    finding: JudgedIndicator
    end: End
    differs: bool


def sensitivity_notes(finding: JudgedIndicator) -> Iterator[Note]:
    """`reading-sensitive` and `baseline-sensitive`."""
    yield from (_note(other, finding) for other in other_readings(finding) if other.differs)
    yield from (_note(other, finding) for other in other_baselines(finding) if other.differs)


def other_readings(finding: JudgedIndicator) -> Iterator[Alternative]:
    """Another statement of the text about the same target (表述)."""
    if finding.indicator.of_states:
        return
    for reading in finding.indicator.readings:
        other = finding.otherwise(finding.indicator.with_target(reading.target))
        here = (finding.judgement.verdict, finding.status)
        differs = (other.judgement.verdict, other.status) != here
        yield Alternative(reading, other, End.EXACT, differs)


def other_baselines(finding: JudgedIndicator) -> Iterator[Alternative]:
    """Another base-year value of the text; one that is a bound is taken at its end."""
    indicator = finding.indicator
    if indicator.of_states or finding.judgement.actual is None:
        return
    for conflict in indicator.conflicts:
        baseline = indicator.with_baseline(conflict.baseline).baseline_value
        if conflict.baseline is None or baseline is None:
            continue
        edge = baseline.low if baseline.low is not None else baseline.high
        assert edge is not None, "a figure has at least one end"
        other = finding.otherwise(indicator.with_baseline(plain(exact_decimal(edge))))
        end = End.EXACT if baseline.value is not None else _end(indicator, baseline.low)
        differs = other.status is not finding.status
        yield Alternative(conflict, other, end, differs)


def _note(other: Alternative, finding: JudgedIndicator) -> Note:
    source, status = other.source, other.finding.status
    if isinstance(source, Reading):
        details = {
            "target": source.target,
            "section": source.section,
            "subject": source.subject or "",
            "modality": source.modality or "",
            "status": status.value,
        }
        return Note(NoteCode.READING_SENSITIVE, details)
    assert not finding.indicator.of_states, "a milestone has no baseline"
    details = {
        "baseline": source.baseline or "",
        "table": finding.indicator.baseline or "",
        "section": source.phrases[-1].section,
        "status": status.value,
        "end": other.end.value,
    }
    return Note(NoteCode.BASELINE_SENSITIVE, details)


def _end(indicator: MeasuredIndicator, low: object) -> End:
    """Whether a baseline that is a bound gives the best or the worst of what is possible.

    From a higher start the same rising value has come less far, and the other way round.
    """
    at_lowest_start = low is not None
    rising = indicator.direction is Direction.INCREASE
    return End.BEST if at_lowest_start is rising else End.WORST
