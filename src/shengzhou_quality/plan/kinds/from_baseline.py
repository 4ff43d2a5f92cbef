"""An indicator whose target may be so far from its baseline: 下降18%, 〔1〕, 翻一番, 1.3倍以内."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import Verdict, excess
from shengzhou_quality.notation import Direction, towards
from shengzhou_quality.plan.kinds.aimed import IN_POINTS, AimedIndicator, ChangeIn
from shengzhou_quality.plan.kinds.steps import Formula, Measure, Percent, Quantity, Step
from shengzhou_quality.plan.target_text import Phrase, Sort
from shengzhou_quality.units import PERCENT

_ONE_WAY = {Direction.INCREASE, Direction.DECREASE}
_GOAL = Quantity("goal", Measure.UNIT, exact=True)
_RAISED, _LOWERED = Formula(_GOAL, "{start} + {increment}"), Formula(_GOAL, "{start} - {decrement}")
_GROWN = Formula(_GOAL, "{start} × (1 + {rise_rate})")
_SHRUNK = Formula(_GOAL, "{start} × (1 - {fall_rate})")
_MULTIPLIED = Formula(_GOAL, "{start} × {times}")


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class FromBaselineIndicator(AimedIndicator):
    """`change_in` says in what a change counts, where the words of the target do not."""

    change_in: ChangeIn | None = None
    sorts: ClassVar[frozenset[Sort]] = frozenset(Sort)

    @property
    def takes_arrival(self) -> bool:
        return True

    @classmethod
    def direction_of(cls, phrase: Phrase) -> Direction:
        """Of a fall by at least so much the level is to be at most so much."""
        if phrase.change is not None and phrase.direction is None:
            return cls.direction_of(phrase.change)  # 30〔-5〕
        said = super().direction_of(phrase)
        if phrase.sort is not Sort.CHANGE or not phrase.fall or said is Direction.WITHIN:
            return said
        return Direction.INCREASE if said is Direction.DECREASE else Direction.DECREASE

    def check(self) -> None:
        """A target that is a change needs the number from which it changes, and its unit."""
        relative = self.phrase.change or self.phrase
        start = self.baseline_point
        if relative.sort is not Sort.LEVEL and start is None:
            raise ValueError("change-without-baseline")
        if start is not None and start <= 0 and self._is_share(relative):
            raise ValueError("share-of-nothing")
        super().check()
        if relative.sort is Sort.CHANGE:
            self._check_change(relative)

    def _check_change(self, change: Phrase) -> None:
        """It is in the item's unit, in % or in points of a share, and goes the better way."""
        of_share = self.unit in (PERCENT, *IN_POINTS)
        written = change.change_unit
        if not (written == PERCENT or (written in IN_POINTS and of_share)):
            self.check_unit(written)
        is_rate = self._counted_in(change) is ChangeIn.RATE
        in_points = self.change_in is ChangeIn.POINTS
        if (is_rate and written not in (None, PERCENT)) or (in_points and not of_share):
            raise ValueError("change-in-unclear")
        if not is_rate and written == PERCENT and not of_share:
            raise ValueError("change-in-unclear")
        said = None if change.fall is None else self.direction_of(change)
        if said is not None and {said, self.direction} == _ONE_WAY:
            raise ValueError("target-against-direction")
        level, start = self.phrase.interval.value, self.baseline_point
        if self.phrase.change is None or level is None or start is None or self.is_undecided:
            return
        if excess(level, start, self.direction) < 0:  # 30〔5〕, from 36
            raise ValueError("target-against-direction")

    def _is_share(self, phrase: Phrase) -> bool:
        """Whether it is counted as a share of the baseline, or as a multiple of it."""
        of_rate = phrase.sort is Sort.CHANGE and self._counted_in(phrase) is ChangeIn.RATE
        return of_rate or phrase.sort is Sort.RATIO

    def _figures(self, phrase: Phrase) -> Interval:
        """Levels: a change is counted from the baseline; of both, the one that asks for more."""
        levels = phrase.interval
        if phrase.sort is not Sort.LEVEL:
            levels = self._from_baseline(phrase)
        if phrase.change is None:
            return levels
        stricter = towards(self._from_baseline(phrase.change), self.direction)
        return stricter.intersection(towards(levels, self.direction)) or levels

    @property
    def changed_to(self) -> Fraction | None:
        change = self.phrase.change
        return None if change is None else self._from_baseline(change).value

    def _from_baseline(self, phrase: Phrase) -> Interval:
        start = self.baseline_point
        assert start is not None, "checked when the plan was read"
        if phrase.sort is Sort.RATIO:
            return phrase.interval.scaled(start)
        change = phrase.interval
        if self._counted_in(phrase) is ChangeIn.RATE:
            change = change.scaled(abs(start) / 100)
        return Interval.point(start) + (change.negated() if self._falls(phrase) else change)

    def verdict_of(self, actual: Interval) -> Verdict:
        """Of what may be a rise or a fall no level is certain."""
        return Verdict.UNDETERMINED if self.goes_either_way else super().verdict_of(actual)

    @property
    def goes_either_way(self) -> bool:
        """Where less is better 〔5〕 is a fall of 5."""
        if not self.is_undecided:
            return False
        relative = self.phrase.change or self.phrase
        return relative.sort is Sort.CHANGE and relative.fall is None

    def _counted_in(self, phrase: Phrase) -> ChangeIn:
        return self.change_in or ChangeIn.of(phrase.change_unit, self.unit)

    def _falls(self, phrase: Phrase) -> bool:
        return self.direction is Direction.DECREASE if phrase.fall is None else phrase.fall

    @property
    def counts_from_baseline(self) -> bool:
        return self.phrase.sort is not Sort.LEVEL and not self.goes_either_way

    def aim(self) -> Iterator[Step]:
        """A target that is a change, or that prints one beside it, from the baseline."""
        relative = self.phrase.change or self.phrase
        if relative.sort is not Sort.LEVEL and not self.goes_either_way:
            ends = (relative.interval.low, relative.interval.high)
            for number in dict.fromkeys(end for end in ends if end is not None):
                yield self._level_after(number, relative)
        yield from super().aim()

    def _level_after(self, number: Fraction, phrase: Phrase) -> Step:
        """The level that a change or a multiple leads to from the baseline."""
        start = self.baseline_point
        assert start is not None, "checked when the plan was read"
        if phrase.sort is Sort.RATIO:
            return _MULTIPLIED.step(start * number, start=start, times=number)
        falls = self._falls(phrase)
        if self._counted_in(phrase) is not ChangeIn.RATE:
            level = start - number if falls else start + number
            formula, name = (_LOWERED, "decrement") if falls else (_RAISED, "increment")
            return formula.step(level, start=start, **{name: number})
        level = start + abs(start) * number / 100 * (-1 if falls else 1)
        shrinks = falls is (start > 0)  # a negative level rises when its figure gets smaller
        formula, name = (_SHRUNK, "fall_rate") if shrinks else (_GROWN, "rise_rate")
        return formula.step(level, start=start, **{name: Percent(number)})
