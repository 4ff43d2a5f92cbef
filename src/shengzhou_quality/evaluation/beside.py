"""What is judged beside the target in force: targets of other years, and the stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.evaluation.sensitivity import JudgedIndicator
from shengzhou_quality.judgement import Judgement, Note, NoteCode, Verdict
from shengzhou_quality.plan.kinds import AnyIndicator, MeasuredIndicator


class Beside(NamedTuple):
    """One more target of an item, and what the same values come to against it.

    `year` is that of a target of another year, `None` of the stretch. `judgement` is `None` of a
    year that has not come yet.
    """

    aimed: MeasuredIndicator
    year: int | None
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
    for year, aimed in indicator.of_other_years.items():
        is_past = period.baseline_year < year <= period.year
        there = replace(period, year=year) if is_past else None
        judgement = None if there is None else aimed.judge(finding.series, there)
        yield Beside(aimed, year, judgement)
    if indicator.stretched is not None:
        aimed = indicator.stretched
        yield Beside(aimed, None, aimed.judge(finding.series, period))


def notes_beside(finding: JudgedIndicator, printed: AnyIndicator) -> Iterator[Note]:
    """`target-changed`, `year-target` and `stretch`; `printed` is the item as the plan prints it."""
    indicator, year = finding.indicator, finding.period.year
    if indicator.of_states or printed.of_states:
        return
    change = printed.change_by(year)
    if change is not None:
        said: dict[str, Parameter] = {"old": printed.target_before(change), "new": change.target, "date": change.date}
        yield Note(NoteCode.TARGET_CHANGED, {**said, "document": change.source.section})
    for beside in targets_beside(finding):
        if beside.judgement is None or beside.year not in (None, year):
            continue
        code = NoteCode.STRETCH if beside.year is None else NoteCode.YEAR_TARGET
        shown: dict[str, Parameter] = {"target": beside.aimed.target}
        if beside.year is not None:
            shown["year"] = str(year)
        if indicator.is_kept and beside.year is not None:
            yield Note(code, {**shown, "final": printed.target, "verdict": "rules"})
        elif beside.judgement.actual is not None:
            yield Note(code, {**shown, "verdict": beside.judgement.verdict.value})
