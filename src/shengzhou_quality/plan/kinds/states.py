"""The states of a milestone, and how a cell names one: whole, never by a part of its words.

Punctuation, spaces and 了 are folded away, and 已 in front may be written or left out
where the plan file leaves it out. 未完成创建 and 基本完成 are states of their own, written
in the plan file; nothing is derived from 完成 standing in them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from shengzhou_quality.notation import clean
from shengzhou_quality.plan.kinds.fields import PlanText, Rule, Slug, Words


@dataclass(frozen=True, kw_only=True)
class State(PlanText):
    """One state and every whole spelling that means it (未完成创建 is not 完成创建)."""

    key: Slug
    name: Words
    name_en: Words = ""
    spellings: tuple[Words, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """All that an office may write for it."""
        return (self.name, self.name_en, *self.spellings)


@dataclass(frozen=True, kw_only=True)
class MilestoneStates(PlanText):
    """A named list of states: in order, and aside from it (已调整)."""

    states: Annotated[tuple[State, ...], Rule(shortest=2)]
    aside: tuple[State, ...] = ()


_SIGNS = re.compile(r"[\s,，.。;；:：!！、()（）\[\]【】〔〕“”\"'‘’《》·—–_/\\|~～-]")
_PARTS = re.compile(r"[,，;；、。()（）\[\]【】/\s]+|并且|并|且")
_DONE = "已"
_WHOLLY = re.compile("已(?:全面|全部|正式)(?!已)")
"""Words behind 已 that take nothing from it: 已全面推行. 基本 does, and stays."""


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


def rank_in(ranks: Mapping[str, int], text: str) -> int | None:
    """The state that `text` means: whole, or in parts that all mean the same one."""
    whole = _rank(ranks, fold_state(text))
    if whole is not None:
        return whole
    parts = [part for part in map(fold_state, _PARTS.split(clean(text))) if part]
    if len(parts) < 2:  # noqa: PLR2004
        return _joined(ranks, fold_state(text))
    done = _DONE if parts[0].startswith(_DONE) else ""
    found = {_rank(ranks, part, done) for part in parts}
    return found.pop() if len(found) == 1 else None


def _joined(ranks: Mapping[str, int], written: str) -> int | None:
    """已印发实施: two spellings of one state without a sign between them, after one 已."""
    if not written.startswith(_DONE):
        return None
    found = {
        rank
        for at in range(3, len(written) - 1)
        if (rank := _rank(ranks, written[:at])) is not None
        and _rank(ranks, written[at:], _DONE) == rank
    }
    return found.pop() if len(found) == 1 else None


def _rank(ranks: Mapping[str, int], written: str, done: str = "") -> int | None:
    """已 may stand before a spelling without it; 已建立并实施 says 已 once for both."""
    found = ranks.get(written)
    if found is None and written.startswith(_DONE):
        found = ranks.get(written[1:])
    if found is None and (whole := _WHOLLY.match(written)):
        found = _rank(ranks, _DONE + written[whole.end() :])
    return ranks.get(done + written) if found is None and done else found
