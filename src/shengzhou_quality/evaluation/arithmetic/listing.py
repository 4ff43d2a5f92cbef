"""What is not computed but looked through: each year of what is kept, each state of a milestone."""

from __future__ import annotations

from collections.abc import Iterator

from shengzhou_quality.evaluation.sensitivity import Finding
from shengzhou_quality.evaluation.steps import Check, Line, Remark, RemarkCode, Rung
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import NoteCode, note_of
from shengzhou_quality.plan.kinds import Milestone


def year_lines(finding: Finding) -> Iterator[Line]:
    """保持型: every reported year against the target."""
    for year, verdict in finding.judgement.verdict_by_year.items():
        value = finding.series.values[year]
        if isinstance(value, Interval):
            yield Check(year, value, verdict)
    if finding.judgement.actual is None:
        yield Remark(RemarkCode.NOTHING_USABLE)
    yield Remark(RemarkCode.NO_PATH)


def completed_later(finding: Finding) -> str | None:
    """The year in which a milestone was completed, where that is after the year judged."""
    return _year_of(NoteCode.LATE, finding)


def completed_before(finding: Finding) -> str | None:
    """The year in which it was completed, where that is before the plan began."""
    return _year_of(NoteCode.BEFORE_PLAN, finding)


def _year_of(code: NoteCode, finding: Finding) -> str | None:
    note = note_of(code, finding.judgement.notes)
    return None if note is None else str(note.parameters["year"])


def state_lines(indicator: Milestone, finding: Finding) -> Iterator[Line]:
    """创建型: the states in their order, and the years that reported each."""
    last, beyond = len(indicator.states) - 1, len(indicator.states) + len(indicator.beyond)
    values, judged = finding.series.values, finding.period.years
    for rank in range(len(indicator.every_state)):
        yield Rung(
            rank,
            years=tuple(year for year in judged if values.get(year) == rank),
            is_target=rank == last,
            is_beyond=last < rank < beyond,
            is_aside=rank >= beyond,
            is_latest=finding.judgement.state == rank,
        )
    if finding.judgement.state is None and not completed_later(finding):
        yield Remark(RemarkCode.NO_STATE)
    yield Remark(RemarkCode.STATES_ONLY)
