"""Ordered states, an indicator of states, and matching a cell to a state: whole, never in part.

Punctuation, spaces and 了 are folded away, and 已 in front may be written or left out
where the plan file leaves it out; so may 正式, 全面 and the like, and the word for what the
milestone is (平台已上线). 未完成创建 and 基本完成 are states of their own, written in the plan
file; nothing is derived from 完成 standing in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, ClassVar, Literal

from shengzhou_quality.contract import Rule
from shengzhou_quality.interval import Interval
from shengzhou_quality.judgement import ANY_STATE, UNKNOWN, Unknown
from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds.fields import PlanText, PlanWords, Slug
from shengzhou_quality.plan.kinds.indicator import Indicator


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class State(PlanText):
    """One state and every whole spelling that means it (未完成创建 is not 完成创建)."""

    key: Slug
    name: PlanWords
    name_en: PlanWords = ""
    spellings: tuple[PlanWords, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """All that an office may write for it."""
        return (self.name, self.name_en, *self.spellings)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MilestoneStates(PlanText):
    """A named list of states: in order, and aside from it (已调整)."""

    states: Annotated[tuple[State, ...], Rule(shortest=2)]
    aside: tuple[State, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class StatesIndicator(Indicator):
    """An indicator for which offices report states, not figures."""

    kind: str
    target: PlanWords
    states: Annotated[tuple[State, ...], Rule(shortest=2)]
    beyond: tuple[State, ...] = ()
    aside: tuple[State, ...] = ()
    of_states: ClassVar[Literal[True]] = True
    starts_from_baseline: ClassVar[Literal[False]] = False
    sums_years: ClassVar[Literal[False]] = False
    is_mean: ClassVar[Literal[False]] = False
    of_growth: ClassVar[Literal[False]] = False

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

    def fulfils(self, rank: int) -> bool:
        """Whether this state is the target, or goes beyond it."""
        return rank >= len(self.states) - 1 and not self.stands_aside(rank)

    def stands_aside(self, rank: int) -> bool:
        """Whether this state is outside the order."""
        return rank >= len(self.states) + len(self.beyond)

    def as_judged(self, value: Interval | int | None) -> int | Unknown:
        """A reported value as this kind is given it: of a figure any state may be meant."""
        if isinstance(value, Interval):
            return ANY_STATE
        return UNKNOWN if value is None else value


_SIGNS = re.compile(r"[\s,，.。;；:：!！、()（）\[\]【】〔〕“”\"'‘’《》·—–_/\\|~～-]")
_PARTS = re.compile(r"[,，;；、。()（）\[\]【】/\s]+|并且|并|且")
_MARKS = re.compile("([√✓✔☑×✗✘❌])")
_DONE = "已"
_ADVERBS = re.compile(r"(?<=^)(已?)(?:正式|全面|全部|成功|顺利|如期|按期)(?=..)")
"""They strengthen a state and change none; 基本 and 初步 do, and stay."""
_SHORTEST_PART = 2
HEADS = ("制度", "机制", "平台", "系统", "清单", "方案", "基金")
"""What a milestone's name ends with may stand beside its state: 平台已上线, 已建立机制."""


@lru_cache(maxsize=4096)
def fold_state(text: str) -> str:
    written = _SIGNS.sub("", clean(text).casefold())
    return written.replace("已经", _DONE).replace("了", "")


@lru_cache(maxsize=64)
def ranks_of(states: tuple[State, ...]) -> Mapping[str, int]:
    """The place of each state by its folded spellings; one of two states would mean neither."""
    ranks: dict[str, int] = {}
    for rank, state in enumerate(states):
        for spelling in state.written:
            folded = fold_state(spelling)
            if folded and ranks.setdefault(folded, rank) != rank:
                raise ValueError("spelling-of-two-states")
    return ranks


def head_of(name: str) -> str:
    """The word that says what sort of thing the milestone of this name is; empty for others."""
    return next((head for head in HEADS if name.endswith(head)), "")


def rank_in(ranks: Mapping[str, int], text: str, head: str = "") -> int | None:
    """The state that `text` means: whole, or in parts that all mean the same one."""
    whole = _rank(ranks, _without_head(fold_state(text), head))
    if whole is not None:
        return whole
    parts = [
        part for part in map(fold_state, _PARTS.split(_MARKS.sub(r" \1 ", clean(text)))) if part
    ]
    if len(parts) < 2:
        return None
    done = _DONE if parts[0].startswith(_DONE) else ""
    found = {_rank(ranks, _without_head(part, head), done) for part in parts}
    return found.pop() if len(found) == 1 else None


def _without_head(written: str, head: str) -> str:
    if head and written.startswith(head + _DONE):
        return written.removeprefix(head)
    if head and written.startswith(_DONE):
        return written.removesuffix(head)
    return written


def _rank(ranks: Mapping[str, int], written: str, done: str = "") -> int | None:
    """已 may stand before a spelling without it; 已建立并实施 says 已 once for both."""
    for said in dict.fromkeys((written, done + written, _ADVERBS.sub(r"\1", written))):
        found = _rank_of_spelling(ranks, said)
        if found is None and said.startswith(_DONE):
            found = _rank_of_two(ranks, said.removeprefix(_DONE))
        if found is not None:
            return found
    return None


def _rank_of_spelling(ranks: Mapping[str, int], written: str) -> int | None:
    found = ranks.get(written)
    if found is None and written.startswith(_DONE):
        return ranks.get(written.removeprefix(_DONE))
    return found


def _rank_of_two(ranks: Mapping[str, int], written: str) -> int | None:
    """已印发实施 is 已印发 and 已实施; of two different states it would mean neither."""
    for at in range(_SHORTEST_PART, len(written) - _SHORTEST_PART + 1):
        first = _rank_of_spelling(ranks, _DONE + written[:at])
        if first is not None and first == _rank_of_spelling(ranks, _DONE + written[at:]):
            return first
    return None
