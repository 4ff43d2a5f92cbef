"""An indicator whose target is a change: what it counts in, which way it goes, how it adds up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal

from shengzhou_quality.interval import Interval
from shengzhou_quality.notation import Direction
from shengzhou_quality.plan.kinds.aimed import IN_POINTS, AimedIndicator, ChangeIn
from shengzhou_quality.plan.kinds.defaults import limits_of
from shengzhou_quality.plan.kinds.fields import units_of
from shengzhou_quality.plan.kinds.totals import product_of
from shengzhou_quality.plan.target_text import Phrase, Sort, read_target
from shengzhou_quality.plan.target_words import CHANGES
from shengzhou_quality.units import PERCENT, POINTS

_WHOLE = Fraction(100)
_FALLS, _RISES = (
    "|".join(verb for verb, falls in CHANGES.items() if falls is wanted and len(verb) > 1)
    for wanted in (True, False)
)
_OF_WHICH = r"(?:率|比率|比例|幅度|量|数)?(?:[（(][^（）()]*[）)])?$"
_NAMES_A_FALL = re.compile(rf"(?:{_FALLS}|减排|削减|降幅)值?{_OF_WHICH}")
_NAMES_A_RISE = re.compile(rf"(?:{_RISES}|增速|增量|涨幅|净增){_OF_WHICH}|^新增")
"""工业增加值 names a level."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class ChangingIndicator(AimedIndicator):
    """A figure above 0 is a change in the way that `change` says, below 0 the opposite one.

    Without `change` the words of the target say it (下降18%), else the name (能耗降低). Where it
    matters it has to be said. `change_in` says what it counts in: `rate` compounds, `points` and
    `units` add up.
    """

    change: Literal["rise", "fall"] | None = None
    change_in: ChangeIn | None = None
    reports_changes: ClassVar[bool] = True
    sorts: ClassVar[frozenset[Sort]] = frozenset({Sort.LEVEL, Sort.CHANGE})

    @classmethod
    def limits(cls, data: Mapping[str, Any]) -> dict[str, str]:
        """A rate takes away no more than all there is; of other changes nothing is known."""
        target = data.get("target")
        phrase = read_target(target, units_of(data)) if isinstance(target, str) else None
        if not cls.is_of_changes(data, phrase):
            return limits_of(data, counted_up=False)
        if data.get("change_in") != ChangeIn.RATE:
            return {}
        falls = _falls(data.get("change"), phrase, str(data.get("name", "")))
        return {} if falls is None else {"high": "100"} if falls else {"low": "-100"}

    @classmethod
    def is_of_changes(cls, data: Mapping[str, Any], phrase: Phrase | None) -> bool:  # noqa: ARG003
        """Whether the values that are reported are changes."""
        return True

    def _check_phrase(self, phrase: Phrase) -> None:
        """A change is in the indicator's unit, or in points of a share."""
        super()._check_phrase(phrase)
        unit = phrase.change_unit
        if phrase.change is not None:
            raise ValueError("target-of-another-kind")
        if unit in IN_POINTS and self.unit in (PERCENT, *IN_POINTS):
            return
        self.check_unit(unit)

    @property
    def counts_changes(self) -> bool:
        return True

    @property
    def reports_steps(self) -> bool:
        return True

    @property
    def not_arrived(self) -> Fraction | None:
        """No change at all."""
        return Fraction(0) if self.counts_changes else super().not_arrived

    @property
    def figure_unit(self) -> str | None:
        in_points = self.counts_changes and self.counted_in is ChangeIn.POINTS
        return POINTS if in_points and self.unit == PERCENT else self.unit

    @property
    def reported_unit(self) -> str | None:
        """Of steps from level to level the levels are reported."""
        return self.unit if self.is_of_steps else self.figure_unit

    @cached_property
    def counted_in(self) -> ChangeIn | None:
        """What a change counts in; `None` where neither the plan file nor the words say it."""
        if self.change_in is not None:
            return self.change_in
        if self.phrase.change_unit in IN_POINTS or self.unit in IN_POINTS:
            return ChangeIn.POINTS
        return ChangeIn.UNITS if self.unit not in (None, PERCENT) else None

    def check_counting(self) -> None:
        """Raise `ValueError` if it is open whether changes compound; only % do."""
        compounds = self.counted_in is ChangeIn.RATE
        if self.counted_in is None or (compounds and self.unit not in (None, PERCENT)):
            raise ValueError("change-in-unclear")
        if compounds and self.phrase.change_unit in IN_POINTS:
            raise ValueError("change-in-unclear")

    def check_sense(self) -> None:
        """Raise `ValueError` if it is open, or told in two ways, which way the target goes.

        Only with other words (以内, ≤) is `decrease` a limit of a fall: a person may as well mean
        that of the level less is better.
        """
        phrase, sense = self.phrase, _falls(self.change, self.phrase, self.name)
        if phrase.fall not in (None, sense):
            raise ValueError("target-against-change")
        limits = self.direction is Direction.DECREASE and phrase.direction is None
        is_bracket = phrase.sort is Sort.CHANGE
        if sense is None and (self.compounds or self.is_of_steps or (limits and is_bracket)):
            raise ValueError("change-unclear")
        if limits and (sense or phrase.fall is not None):
            raise ValueError("target-against-direction")

    @property
    def compounds(self) -> bool:
        return self.counted_in is ChangeIn.RATE

    @cached_property
    def falls(self) -> bool:
        """Whether a figure above 0 is a fall."""
        return _falls(self.change, self.phrase, self.name) is True

    @property
    def asks_for_fall(self) -> bool:
        return self.falls and not self.is_of_steps and self.direction is Direction.INCREASE

    def left(self, change: Interval) -> Interval:
        """1 + g of a rate of change, or 1 − g of a fall: what is there after it, of 1 before."""
        signed = change.negated() if self.falls else change
        whole = (signed + Interval.point(_WHOLE)).scaled(1 / _WHOLE)
        return whole.intersection(Interval.at_least(0)) or Interval.point(0)

    def together(self, changes: Iterable[Interval]) -> Interval:
        """The change that several, one after the other, come to."""
        if not self.compounds:
            return sum(changes, start=Interval.point(0))
        rate = (product_of(map(self.left, changes)) + Interval.point(-1)).scaled(_WHOLE)
        return rate.negated() if self.falls else rate

    def left_of(self, change: Fraction) -> Fraction:
        """What is there after a rate of change, of 1 before."""
        return 1 + (-change if self.falls else change) / _WHOLE

    def change_to(self, left: Fraction) -> Fraction:
        """The rate of change, in %, after which so much is there of 1 before."""
        return ((1 - left) if self.falls else (left - 1)) * _WHOLE


def _falls(written: object, phrase: Phrase | None, name: str) -> bool | None:
    """Which way a change goes: as the plan file writes it, as the target says, as it is named."""
    if written is not None:
        return written == "fall"
    if phrase is not None and phrase.fall is not None:
        return phrase.fall
    if _NAMES_A_FALL.search(name):
        return True
    return False if _NAMES_A_RISE.search(name) else None
