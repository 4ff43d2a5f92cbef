"""创建型: an ordered list of states, of which the last one and any further ones are met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import ClassVar, Literal

from shengzhou_quality.diagnostics import Parameter
from shengzhou_quality.judgement import (
    ANY_STATE,
    UNKNOWN,
    Judgement,
    Note,
    NoteCode,
    Period,
    Series,
    Unknown,
    Verdict,
)
from shengzhou_quality.plan.kinds.states import StatesIndicator
from shengzhou_quality.plan.kinds.steps import Line, Remark, RemarkCode, Rung


class Milestone(StatesIndicator):
    """The latest state up to the year judged; a lower one than before proves nothing (design §5).

    `states` end with the one that is met. `beyond` are further states that are met too: what
    the plan strives for above what it promises. `aside` are states outside the order (已调整),
    neither met nor not met.
    """

    kind: Literal["milestone"]
    is_created: ClassVar[bool] = True

    @property
    def can_be_early(self) -> bool:
        return True

    def judge(self, series: Series[int], period: Period) -> Judgement:
        reported = {year: series.values[year] for year in period.years if year in series.values}
        known = {year: rank for year, rank in reported.items() if not isinstance(rank, Unknown)}
        unsettled = [year for year, rank in reported.items() if rank is ANY_STATE]
        verdict = self._forced_verdict(reported)
        if not known:
            if not reported and series.completed_in and series.completed_in > period.year:
                verdict = Verdict.NOT_MET
            years = (max(unsettled),) if verdict is Verdict.UNDETERMINED else ()
            return Judgement(verdict=verdict, years=years, notes=self._outside(series, period))
        latest = max(known)
        if verdict is Verdict.UNDETERMINED and unsettled and max(unsettled) > latest:
            return Judgement(verdict=verdict, years=(max(unsettled),))
        ordered = {year: rank for year, rank in known.items() if not self.stands_aside(rank)}
        highest = max(ordered, key=lambda year: (ordered[year], year), default=latest)
        went_back = known[highest] > known[latest]
        lost = _lost_again(ordered)
        notes: tuple[Note, ...] = ()
        if self.stands_aside(known[latest]):
            notes += (Note(NoteCode.ADJUSTED, {"year": str(latest)}),)
        elif went_back:
            notes += (
                Note(NoteCode.STATE_WENT_BACK, {"before": str(highest), "after": str(latest)}),
            )
        elif lost is not None:
            before, after = lost
            returned: dict[str, Parameter] = {
                "before": str(before),
                "after": tuple(map(str, after)),
                "returned": str(latest),
            }
            notes += (Note(NoteCode.STATE_WENT_BACK, returned),)
        was_completed = any(self.fulfils(rank) for rank in known.values())
        if verdict is not Verdict.MET and not was_completed:
            notes += self._outside(series, period)
        elif verdict is Verdict.MET and not series.has_evidence:
            notes += (Note(NoteCode.NO_EVIDENCE),)
        return Judgement(
            verdict=verdict,
            state=known[latest],
            years=tuple(sorted({highest, latest})) if went_back else (latest,),
            notes=notes,
        )

    def _forced_verdict(self, reported: Mapping[int, int | Unknown]) -> Verdict:
        """Return the verdict that holds for every possible content of an unreadable cell.

        Otherwise it is invalid, or undetermined if only the meaning of words is unknown.
        """
        ranks = range(len(self.every_state))
        choices = [ranks if isinstance(rank, Unknown) else (rank,) for rank in reported.values()]
        verdicts = {self._verdict(states) for states in product(*choices)}
        if len(verdicts) == 1:
            return verdicts.pop()
        unreadable = UNKNOWN in reported.values()
        return Verdict.INVALID if unreadable else Verdict.UNDETERMINED

    def _verdict(self, ranks: tuple[int, ...]) -> Verdict:
        """The verdict of readable states in the order of their years."""
        if not ranks:
            return Verdict.NO_DATA
        latest = ranks[-1]
        if self.stands_aside(latest):
            return Verdict.UNDETERMINED
        if self.fulfils(latest):
            return Verdict.MET
        highest = max(rank for rank in ranks if not self.stands_aside(rank))
        return Verdict.UNDETERMINED if latest < highest else Verdict.NOT_MET

    def _outside(self, series: Series[int], period: Period) -> tuple[Note, ...]:
        """Completed, but only after the year judged, or before the plan began."""
        known = {year: rank for year, rank in series.values.items() if isinstance(rank, int)}
        done = [year for year, rank in known.items() if self.fulfils(rank)]
        after = [year for year in done if year > period.year]
        before = [year for year in done if year <= period.baseline_year]
        if after:
            return (Note(NoteCode.LATE, {"year": str(min(after))}),)
        return (Note(NoteCode.BEFORE_PLAN, {"year": str(max(before))}),) if before else ()

    def steps(self, series: Series[int], period: Period, judged: Judgement) -> Iterator[Line]:
        """Yield the states in order, with the years that reported each; nothing is computed."""
        last, aside = len(self.states) - 1, len(self.states) + len(self.beyond)
        for rank in range(len(self.every_state)):
            yield Rung(
                rank,
                years=tuple(year for year in period.years if series.values.get(year) == rank),
                is_target=rank == last,
                is_beyond=last < rank < aside,
                is_aside=rank >= aside,
                is_latest=judged.state == rank,
            )
        if judged.state is None and judged.completed_later is None:
            yield Remark(RemarkCode.NO_STATE)
        yield Remark(RemarkCode.STATES_ONLY)

    def to_go(self, series: Series[int], period: Period, judged: Judgement) -> Iterator[Line]:  # noqa: ARG002
        if judged.verdict is Verdict.MET:
            return
        last, before, later = len(self.states) - 1, judged.completed_before, judged.completed_later
        if before is not None:
            yield Remark(RemarkCode.COMPLETED_BEFORE, {"year": int(before)})
        elif later is not None:
            yield Remark(RemarkCode.COMPLETED_LATER, {"year": int(later)})
        elif judged.state is None:
            yield Remark(RemarkCode.REPORT_STATE)
        elif judged.verdict is Verdict.UNDETERMINED:
            yield Remark(RemarkCode.PEOPLE_DECIDE)
        elif judged.state < last:
            yield Remark(RemarkCode.STATE_TO_GO, {"state": judged.state, "target": last})


def _lost_again(states: Mapping[int, int]) -> tuple[int, list[int]] | None:
    """The last year of the highest state that was lost again, and all years below it later."""
    years = sorted(states)
    lost = {
        year: max(states[before] for before in years if before < year)
        for year in years
        if any(states[before] > states[year] for before in years if before < year)
    }
    if not lost:
        return None
    highest = max(lost.values())
    after = [year for year, above in lost.items() if above == highest]
    before = max(year for year in years if year < after[0] and states[year] == highest)
    return before, after
