"""创建型: an ordered list of states, of which the last one is met, and what goes beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Annotated, ClassVar, Literal

from shengzhou_quality.contract import Rule
from shengzhou_quality.judgement import (
    ANY_STATE,
    UNKNOWN,
    Course,
    Form,
    Judgement,
    Note,
    NoteCode,
    Period,
    Series,
    Unknown,
    Verdict,
)
from shengzhou_quality.plan.kinds.fields import Words
from shengzhou_quality.plan.kinds.indicator import Indicator
from shengzhou_quality.plan.kinds.states import State, head_of, rank_in, ranks_of


@dataclass(frozen=True, kw_only=True)
class Milestone(Indicator):
    """The latest state up to the year judged; a lower one than before proves nothing (design §5).

    `states` end with the one that is met. `beyond` are further states that are met too: what
    the plan strives for above what it promises. `aside` are states outside the order (已调整),
    neither met nor not met.
    """

    kind: Literal["milestone"]
    target: Words
    states: Annotated[tuple[State, ...], Rule(shortest=2)]
    beyond: tuple[State, ...] = ()
    aside: tuple[State, ...] = ()
    course: ClassVar[Course] = Course.REACH
    forms: ClassVar[tuple[Form, ...]] = ()

    def check(self) -> None:
        """The target is the last state; a spelling that means two states would mean neither."""
        last = self.states[-1]
        if self.target not in (last.name, *last.spellings):
            raise ValueError("target-not-last-state")
        ranks_of(self.every_state)

    @property
    def every_state(self) -> tuple[State, ...]:
        """By rank: the order up to the target, what goes beyond it, and what stands aside."""
        return (*self.states, *self.beyond, *self.aside)

    def rank_of(self, text: str) -> int | None:
        """The place of a state in `every_state`, by one of its whole spellings."""
        return rank_in(ranks_of(self.every_state), text, head_of(self.name))

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
        ordered = {year: rank for year, rank in known.items() if not self._stands_aside(rank)}
        highest = max(ordered, key=lambda year: (ordered[year], year), default=latest)
        went_back = known[highest] > known[latest]
        lost = _lost_again(ordered)
        notes: tuple[Note, ...] = ()
        if self._stands_aside(known[latest]):
            notes += (Note(NoteCode.ADJUSTED, {"year": str(latest)}),)
        elif went_back:
            notes += (
                Note(NoteCode.STATE_WENT_BACK, {"before": str(highest), "after": str(latest)}),
            )
        elif lost is not None:
            before, after = map(str, lost)
            returned = {"before": before, "after": after, "returned": str(latest)}
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
        """The verdict that holds whatever an unreadable cell may have said.

        Else it is invalid, or undetermined where all that is unknown is what words mean.
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
        if self._stands_aside(latest):
            return Verdict.UNDETERMINED
        if self.fulfils(latest):
            return Verdict.MET
        highest = max(rank for rank in ranks if not self._stands_aside(rank))
        return Verdict.UNDETERMINED if latest < highest else Verdict.NOT_MET

    def fulfils(self, rank: int) -> bool:
        """Whether this state is the target, or goes beyond it."""
        return rank >= len(self.states) - 1 and not self._stands_aside(rank)

    def _stands_aside(self, rank: int) -> bool:
        return rank >= len(self.states) + len(self.beyond)

    def _outside(self, series: Series[int], period: Period) -> tuple[Note, ...]:
        """Completed, but only after the year judged, or before the plan began."""
        known = {year: rank for year, rank in series.values.items() if isinstance(rank, int)}
        done = [year for year, rank in known.items() if self.fulfils(rank)]
        after = [year for year in done if year > period.year]
        before = [year for year in done if year <= period.baseline_year]
        if after:
            return (Note(NoteCode.LATE, {"year": str(min(after))}),)
        return (Note(NoteCode.BEFORE_PLAN, {"year": str(max(before))}),) if before else ()


def _lost_again(states: Mapping[int, int]) -> tuple[int, int] | None:
    """The last year whose state was below an earlier one, and the latest year of the highest."""
    lost = None
    for year, rank in sorted(states.items()):
        earlier = {before: one for before, one in states.items() if before < year}
        highest = max(earlier, key=lambda before: (earlier[before], before), default=None)
        if highest is not None and earlier[highest] > rank:
            lost = (highest, year)
    return lost
