"""Put the English texts of a plan, which stand in a file beside the Chinese one, in their places.

The English file has the shape of the Chinese one and holds only texts: a field `x_en` of a class
is what it calls `x`. Pieces that have an id, or else a key, are found by it in a mapping; those
of other lists follow the order of the Chinese file. All of it may be left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import Enum, auto
from functools import lru_cache
from typing import Any, Final, NamedTuple, get_args, get_origin

from shengzhou_quality.plan.comparisons import ComparedStatistic
from shengzhou_quality.plan.kinds import KINDS
from shengzhou_quality.plan.kinds.fields import PlanText
from shengzhou_quality.plan.kinds.indicator import Conflict
from shengzhou_quality.plan.kinds.states import MilestoneStates
from shengzhou_quality.plan.model import Category, Head
from shengzhou_quality.plan.schema import Fault, shape_in, unknown_key
from shengzhou_quality.plan.tasks import Safeguard, Task
from shengzhou_quality.sources.tree import KeyPath

SUFFIX: Final = "_en"


class By(Enum):
    """How the English file finds the pieces that a field of the Chinese file holds."""

    FIELD = auto()
    NAME = auto()
    ID = auto()
    KEY = auto()
    ORDER = auto()


class Pieces(NamedTuple):
    """What a field holds: pieces of the plan, each of one of these shapes."""

    shapes: tuple[type[PlanText], ...]
    by: By


Known = Mapping[str, Pieces | None]
"""What an English file may say at a place of its own; `None` is a text."""


def texts_of_indicators() -> Known:
    """What the English file beside indicators.yaml may say."""
    return {
        "plan": Pieces((Head,), By.FIELD),
        "states": Pieces((MilestoneStates,), By.NAME),
        "categories": Pieces((Category,), By.KEY),
        "indicators": Pieces(tuple(KINDS.values()), By.ID),
        "comparisons": Pieces((ComparedStatistic,), By.ID),
    }


def texts_of_tasks() -> Known:
    """What the English file beside tasks.yaml may say."""
    return {
        "milestone_states": Pieces((MilestoneStates,), By.FIELD),
        "tasks": Pieces((Task,), By.ID),
        "safeguards": Pieces((Safeguard,), By.ID),
        "conflicts": Pieces((Conflict,), By.ID),
    }


@lru_cache(maxsize=128)
def texts_of(shapes: tuple[type[PlanText], ...]) -> Known:
    """What an English file may say of a piece that has one of these shapes."""
    known: dict[str, Pieces | None] = {}
    for shape in shapes:
        for name, (written, _) in shape.written_keys().items():
            inner = shape_in(written)
            if name.endswith(SUFFIX):
                known[name.removesuffix(SUFFIX)] = None
            elif inner is not None and texts_of((inner,)):
                known[name] = Pieces((inner,), _found_by(inner, written))
    return known


def _found_by(inner: type[PlanText], written: Any) -> By:
    if not _is_list(written):
        return By.FIELD
    keys = inner.written_keys()
    return By.ID if "id" in keys else By.KEY if "key" in keys else By.ORDER


def _is_list(written: Any) -> bool:
    return get_origin(written) is tuple or any(map(_is_list, get_args(written)))


def put_in(own: Any, english: Any, known: Known, path: KeyPath = ()) -> Iterator[Fault]:
    """Add the texts of an English file to `own`, the data of the Chinese one, as fields `x_en`.

    Yields the faults, at their paths in the English file.
    """
    if english is None:
        return
    if not isinstance(english, dict):
        yield _other_form(path, "mapping")
        return
    for key, said in english.items():
        at = (*path, key)
        if key not in known:
            yield unknown_key(at, known)
        elif said is not None and own.get(key) is None:
            yield Fault("plan-english-alone", at, {"nearest": ""}, at_key=True)
        elif said is not None:
            yield from _put_in_field(own, key, said, known[key], at)


def _put_in_field(
    own: dict[str, Any], key: str, said: Any, pieces: Pieces | None, path: KeyPath
) -> Iterator[Fault]:
    if pieces is None:
        if isinstance(said, str) and said:
            own[key + SUFFIX] = said
        else:
            yield _other_form(path, "text")
    elif pieces.by is By.FIELD:
        yield from _put_in_piece(own[key], said, pieces, path)
    elif isinstance(said, dict if pieces.by is not By.ORDER else list):
        yield from _put_in_each(own[key], said, pieces, path)
    else:
        yield _other_form(path, "mapping" if pieces.by is not By.ORDER else "list")


def _put_in_each(held: Any, said: Any, pieces: Pieces, path: KeyPath) -> Iterator[Fault]:
    """Add texts to the pieces of a list or mapping; what is none is reported for its own file."""
    found = _by_their_names(held, pieces.by)
    for name, texts in said.items() if isinstance(said, dict) else enumerate(said):
        if name in found:
            yield from _put_in_piece(found[name], texts, pieces, (*path, name))
        else:
            nearest = get_close_matches(str(name), map(str, found), n=1) if found else []
            said_of = {"nearest": nearest[0]} if nearest else {"nearest": ""}
            yield Fault("plan-english-alone", (*path, name), said_of, at_key=True)


def _by_their_names(held: Any, by: By) -> dict[str | int, Any]:
    if by is By.NAME:
        return held if isinstance(held, dict) else {}
    items = held if isinstance(held, list) else []
    if by is By.ORDER:
        return dict(enumerate(items))
    field = by.name.lower()
    return {str(item.get(field)): item for item in items if isinstance(item, dict)}


def _put_in_piece(piece: Any, said: Any, pieces: Pieces, path: KeyPath) -> Iterator[Fault]:
    if isinstance(piece, dict):
        yield from put_in(piece, said, texts_of(pieces.shapes), path)


def _other_form(path: KeyPath, form: str) -> Fault:
    return Fault("plan-english-form", path, {"variant": form})
