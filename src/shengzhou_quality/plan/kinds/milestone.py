"""创建型: an ordered list of states, of which only the last one is met."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from shengzhou_quality.judgement import (
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
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds.indicator import Indicator, PlanText, Slug, Words


class State(PlanText):
    """One state and every whole spelling that means it (未完成创建 is not 完成创建)."""

    key: Slug
    name: Words
    name_en: Words
    spellings: tuple[Words, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """All that an office may write for it."""
        return (self.name, self.name_en, *self.spellings)


class Milestone(Indicator):
    """The latest state up to the year judged; a lower one than before proves nothing (design §5)."""

    kind: Literal["milestone"]
    target: Words
    states: Annotated[tuple[State, ...], Field(min_length=2)]
    course: ClassVar[Course] = Course.REACH
    forms: ClassVar[tuple[Form, ...]] = ()

    @model_validator(mode="after")
    def _target_is_the_last_state(self) -> Self:
        last = self.states[-1]
        if self.target not in (last.name, *last.spellings):
            raise ValueError("target-not-last-state")
        return self

    @model_validator(mode="after")
    def _spellings_are_apart(self) -> Self:
        """A spelling that means two states would mean neither."""
        owner: dict[str, str] = {}
        for state in self.states:
            for spelling in state.written:
                if owner.setdefault(_evened(spelling), state.key) != state.key:
                    raise ValueError("spelling-of-two-states")
        return self

    def rank_of(self, text: str) -> int | None:
        """The place of a state in the list, by one of its whole spellings."""
        written = _evened(text)
        for rank, state in enumerate(self.states):
            if any(written == _evened(spelling) for spelling in state.written):
                return rank
        return None

    def judge(self, series: Series[int], period: Period) -> Judgement:
        reported = {year: series.values[year] for year in period.years if year in series.values}
        known = {year: rank for year, rank in reported.items() if not isinstance(rank, Unknown)}
        verdict = self._forced_verdict(reported)
        if not known:
            return Judgement(verdict=verdict, notes=self._late(series, period))
        latest = max(known)
        highest = max(known, key=lambda year: (known[year], year))
        went_back = known[highest] > known[latest]
        notes: tuple[Note, ...] = ()
        if went_back:
            notes += (Note(NoteCode.STATE_WENT_BACK, {"before": str(highest), "after": str(latest)}),)
        if verdict is not Verdict.MET:
            notes += self._late(series, period)
        elif not series.has_evidence:
            notes += (Note(NoteCode.NO_EVIDENCE),)
        return Judgement(
            verdict=verdict,
            state=known[latest],
            years=tuple(sorted({highest, latest})) if went_back else (latest,),
            notes=notes,
        )

    def _forced_verdict(self, reported: Mapping[int, int | Unknown]) -> Verdict:
        """The verdict that holds whatever an unreadable cell may have said, else invalid."""
        ranks = range(len(self.states))
        choices = [ranks if isinstance(rank, Unknown) else (rank,) for rank in reported.values()]
        verdicts = {self._verdict(states) for states in product(*choices)}
        return verdicts.pop() if len(verdicts) == 1 else Verdict.INVALID

    def _verdict(self, ranks: tuple[int, ...]) -> Verdict:
        """The verdict of readable states in the order of their years."""
        if not ranks:
            return Verdict.NO_DATA
        if ranks[-1] < max(ranks):
            return Verdict.UNDETERMINED
        return Verdict.MET if ranks[-1] == len(self.states) - 1 else Verdict.NOT_MET

    def _late(self, series: Series[int], period: Period) -> tuple[Note, ...]:
        """Completed, but only after the year judged."""
        last = len(self.states) - 1
        completed = [year for year, rank in series.values.items() if rank == last]
        after = [year for year in completed if year > period.year]
        return (Note(NoteCode.LATE, {"year": str(min(after))}),) if after else ()


def _evened(text: str) -> str:
    return clean(text).casefold().strip("。.;,")
