"""Finding what a person asks for: an indicator, commitment or milestone by id, key or name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.chain import Traceable
    from shengzhou_quality.plan.model import Plan

_ID = re.compile(r"(?P<letter>[A-Za-z]?)(?P<number>[0-9]{1,6})")
_NEAR = 0.5
"""How alike a name must be to be worth suggesting (difflib's ratio)."""


_BESIDE = 2
"""How far an id may be from those that there are to be a slip of one of them."""


def find_item(written: str, plan: Plan, words: Words, *, or_code: bool) -> Traceable:
    """The item of an id, a key or a name; a usage error suggests the item or code that is near."""
    from shengzhou_quality.plan.names import NameIndex, fold

    asked = written.strip()
    known = list(_known(plan))
    wanted = plan.item(asked)
    for item in known:
        if item is wanted:
            return item
    names = {fold(name): item for item in reversed(known) for name in (item.name, item.name_en)}
    found = NameIndex(plan.indicators).by_name(asked) or names.get(fold(asked))
    if found is None:
        raise UsageError(_problem(written, plan, known, names, words, or_code=or_code))
    return found


def _known(plan: Plan) -> Iterator[Traceable]:
    yield from plan.indicators
    yield from plan.commitments
    yield from plan.milestones


def _problem(
    written: str,
    plan: Plan,
    known: list[Traceable],
    names: dict[str, Traceable],
    words: Words,
    *,
    or_code: bool,
) -> str:
    """What is wrong with `written`, and what may have been meant."""
    from shengzhou_quality.words.code_index import nearest

    if plan.item(written.strip()) is not None:
        return words("usage.not-explained", name=written)
    likeness, near = _nearest(written.strip(), known, names)
    code = nearest(written) if or_code else None
    if code is not None and _likeness(written, code) > likeness:
        return words("usage.no-such-code.nearest", name=written, nearest=code)
    ids = [indicator.id for indicator in plan.indicators]
    if re.fullmatch(r"[0-9]{1,6}", written.strip()) and ids:
        beside = near is not None and abs(int(near.id) - int(written)) <= _BESIDE
        key = "usage.no-such-item.range.nearest" if beside else "usage.no-such-item.range"
        named = _named(near, words) if near else ""
        return words(key, name=written, first=ids[0], last=ids[-1], nearest=named)
    if near is None:
        return words("usage.no-such-item", name=written)
    return words("usage.no-such-item.nearest", name=written, nearest=_named(near, words))


def _named(item: Traceable, words: Words) -> str:
    return f"{item.id} {words.of(item, 'name')}"


def _nearest(
    asked: str, known: list[Traceable], names: dict[str, Traceable]
) -> tuple[float, Traceable | None]:
    """Of an id the one with the nearest number, else the item whose name or key is most alike."""
    from shengzhou_quality.plan.names import fold

    if wanted := _ID.fullmatch(asked):
        same = [
            (abs(int(found["number"]) - int(wanted["number"])), item)
            for item in known
            if (found := _ID.fullmatch(item.id))
            and found["letter"].upper() == wanted["letter"].upper()
        ]
        return (1, min(same, key=lambda pair: pair[0])[1]) if same else (0, None)
    keys = {getattr(item, "key", item.id): item for item in known}
    candidates = [
        (_likeness(text, likely[0]), items[likely[0]])
        for text, items in ((fold(asked), names), (asked.casefold(), keys))
        if (likely := get_close_matches(text, items, n=1, cutoff=_NEAR))
    ]
    return max(candidates, key=lambda pair: pair[0], default=(0, None))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
