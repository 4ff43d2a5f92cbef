"""What a rule proposes for the kind of a row."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum, auto
from typing import Any, NamedTuple

from shengzhou_quality.published.doubts import Doubt


class ProposedKind(StrEnum):
    """The kinds of a plan file that the rules propose."""

    LEVEL = auto()
    MAINTAIN = auto()
    CUMULATIVE = auto()
    AVERAGE_GROWTH = auto()
    MEAN_LEVEL = auto()
    CHANGE = auto()
    YEARLY = auto()
    MILESTONE = auto()
    RELATIVE = auto()
    TREND = auto()
    NARRATIVE = auto()


class KindProposal(NamedTuple):
    """A kind with the keys that it needs; a key of `None` takes one away.

    `asks_direction`: a bare number of this kind may be a floor or a ceiling.
    """

    kind: ProposedKind
    keys: Mapping[str, Any] = {}
    doubts: tuple[Doubt, ...] = ()
    asks_direction: bool = False


def as_words(code: str, **said: str) -> KindProposal:
    """The row is listed, and a person says what its target is."""
    return KindProposal(ProposedKind.NARRATIVE, doubts=(Doubt(code, "kind", said),))
