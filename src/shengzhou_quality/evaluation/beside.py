"""What is judged beside the target in force: targets of other years, and the stretch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.evaluation.sensitivity import JudgedIndicator
from shengzhou_quality.judgement import Judgement, Note, NoteCode, Period, Verdict
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator


class Beside(NamedTuple):
    """One more target of an item, and what the same values come to against it.

    `year` is that of a target of another year than the plan's last, `None` of the stretch.
    `judgement` is `None` of a year that has not come yet; `period` ends in the year of the target.
    """

    aimed: MeasuredIndicator
    year: int | None
    period: Period
    judgement: Judgement | None

    @property
    def verdict(self) -> Verdict | None:
        return None if self.judgement is None else self.judgement.verdict


def targets_beside(finding: JudgedIndicator) -> tuple[Beside, ...]:
    """The targets of other years in their order, each judged in its own, then the stretch."""
    return tuple(_beside(finding))


def _beside(finding: JudgedIndicator) -> Iterator[Beside]:
    indicator, period = finding.indicator, finding.period
    if indicator.of_states:
        return
    for year, aimed in indicator.by_year.items():
        if year <= period.year and year != period.target_year:
            there = Period(period.baseline_year, year, year)
            yield Beside(aimed, year, there, aimed.judge_year(finding.series, there))
        elif year != period.target_year:
            yield Beside(aimed, year, period, None)
    if indicator.stretched is not None:
        aimed = indicator.stretched
        yield Beside(aimed, None, period, aimed.judge(finding.series, period))


def notes_beside(
    finding: JudgedIndicator, printed: AnyIndicator, targets: Iterable[Beside]
) -> Iterator[Note]:
    """`target-changed`, `year-target` and `stretch` of the `targets` beside the one in force.

    `printed` is the item as in the plan.
    """
    if printed.of_states or finding.indicator.of_states:
        return
    if not (printed.changes or printed.by_year or targets):
        return
    period = finding.period
    change = printed.change_by(period.year)
    if change is not None:
        old = printed.target_before(change)
        said: dict[str, Parameter] = {"old": old, "new": change.target}
        if old != printed.target:
            said["printed"] = printed.target
        document = change.source.section
        yield Note(NoteCode.TARGET_CHANGED, said | {"date": change.date, "document": document})
    ruled_by = printed.ruled_by(period.year)
    final = printed.in_force(period.target_year).target
    if ruled_by is not None and finding.indicator.target != final:
        said = {"year": str(period.year), "of": str(ruled_by), "verdict": "rules"}
        yield Note(
            NoteCode.YEAR_TARGET, said | {"target": finding.indicator.target, "final": final}
        )
    for beside in targets:
        if beside.year is None:
            yield from _note(NoteCode.STRETCH, beside)
        elif beside.year == period.year and ruled_by is None:
            yield from _note(NoteCode.YEAR_TARGET, beside)


def _note(code: NoteCode, beside: Beside) -> Iterator[Note]:
    """Nothing where nothing could be judged at all: the status says so."""
    if beside.judgement is None or beside.judgement.actual is None:
        return
    settled = beside.judgement.verdict in (Verdict.MET, Verdict.NOT_MET)
    verdict = beside.judgement.verdict if settled else Verdict.UNDETERMINED
    said: dict[str, Parameter] = {"target": beside.aimed.target, "verdict": verdict.value}
    yield Note(code, said if beside.year is None else said | {"year": str(beside.year)})
