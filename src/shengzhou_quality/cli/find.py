"""Find the item of the plan that a person names by id, key or name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING

from shengzhou_quality.cli.options import read_names
from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.evaluation.chain import Traceable
    from shengzhou_quality.plan.model import Item, Plan
    from shengzhou_quality.plan.tasks import Commitment, Part, TaskMilestone
    from shengzhou_quality.template.asked import Asked

_ID = re.compile(r"(?P<letter>[A-Za-z]?)(?P<number>[0-9]{1,6})")

_NEAR = 0.5
"""Names below this similarity are not suggested (difflib's ratio)."""
_SLIP = 2
"""A number this close to an id may be a typing error for it."""


_SEVERAL, _FEW = 2, 6
"""From so many names on none is suggested; and up to so many are listed."""


def find_item(written: str, plan: Plan, words: Words) -> Item:
    """Find anything in the plan by id, key or name, for `sqc plan show`."""
    found = _look_up(written, plan)
    if found is None:
        raise UsageError(_no_such_indicator(written, plan, words))
    return found


def find_traceable(written: str, plan: Plan, words: Words, *, or_code: bool) -> Traceable:
    """Find an indicator, commitment or milestone for `sqc explain`; `or_code`: else a code."""
    from shengzhou_quality.plan.kinds.indicator import Conflict
    from shengzhou_quality.plan.tasks import Part

    found = _look_up(written, plan)
    if isinstance(found, Part | Conflict):
        unclear = isinstance(found, Conflict)
        key = "usage.not-explained.conflict" if unclear else "usage.not-explained"
        raise UsageError(words(key, name=written.strip()))
    if found is None:
        raise UsageError(_nothing_to_explain(written, plan, words, or_code=or_code))
    return found


def find_asked(chosen: Sequence[str], plan: Plan, words: Words) -> Asked:
    """Resolve `sqc template --for` to items; a task or a range means all of it; nothing, all."""
    from shengzhou_quality.template.asked import asked_for

    if not chosen:
        return asked_for(plan)
    names = read_names(chosen)
    if not names:
        raise UsageError(words("usage.empty-for"))
    asked = asked_for(plan, {each for name in names for each in _ids(name, plan, words)})
    if not asked.everything:
        raise UsageError(words("usage.nothing-to-report", name=", ".join(names)))
    return asked


def find_part(written: str, plan: Plan, words: Words) -> Part | None:
    """Find a task, action or box by id, for `sqc tasks`; `None` if the text is a file name."""
    from shengzhou_quality.plan.ids import looks_like_id
    from shengzhou_quality.plan.kinds.indicator import Conflict
    from shengzhou_quality.plan.tasks import Part

    found = plan.item(written)
    if found is None and looks_like_id(written) and not os.path.lexists(written):
        raise UsageError(words("usage.no-such-part", name=written))
    if found is None or isinstance(found, Part):
        return found
    shown = isinstance(found, Conflict)
    key = "usage.not-a-task.shown" if shown else "usage.not-a-task"
    raise UsageError(words(key, name=written))


def _look_up(written: str, plan: Plan) -> Item | None:
    from shengzhou_quality.plan.ids import read_span
    from shengzhou_quality.plan.names import fold

    asked = written.strip()
    found = plan.item(asked)
    if found is not None or read_span(asked):  # names are read without signs: 1-5 is not 15
        return found
    named = plan.names.by_name(asked)
    if named is not None:
        return plan.item(named.id)
    return _unjudged(plan).get(fold(asked))


def _unjudged(plan: Plan) -> dict[str, Commitment | TaskMilestone]:
    """Index by folded name the items without a row: offices do not report them, people ask."""
    from shengzhou_quality.plan.names import fold

    return {fold(name): one for one in plan.unjudged for name in (one.name, one.name_en)}


def _ids(written: str, plan: Plan, words: Words) -> Iterable[str]:
    """Return the ids under which offices report an item; those of all of a part or a range."""
    from shengzhou_quality.plan.tasks import Commitment, TaskMilestone

    item = _look_up(written, plan)
    if isinstance(item, Commitment | TaskMilestone) and not plan.judged(item):
        if item.restates is None:
            raise UsageError(words("usage.left-to-people", id=item.id, name=item.name))
        return [item.restates]
    ids = plan.ids_of(item.id if item else written)
    if not ids:
        raise UsageError(_no_such_indicator(written, plan, words))
    return ids


def _no_such_indicator(written: str, plan: Plan, words: Words) -> str:
    asked = written.strip()
    several = _several(asked, plan, words)
    if several:
        return several
    near = _nearest(asked, plan)
    if _is_of_numbers(asked):
        return _outside(asked, near, plan, words)
    if near is None:
        return words("usage.no-such-indicator", name=written)
    return words("usage.no-such-indicator.nearest", name=written, nearest=_named(near, words))


def _nothing_to_explain(written: str, plan: Plan, words: Words, *, or_code: bool) -> str:
    """Build the usage error for `written`, with the item or code that may have been meant."""
    from shengzhou_quality.words.code_index import nearest as nearest_code

    asked = written.strip()
    near = _nearest(asked, plan)
    code = nearest_code(asked) if or_code else None
    if code is not None and (near is None or _likeness(asked, code) > _likeness_to(near, asked)):
        return words("usage.no-such-code.nearest", name=written, nearest=code)
    several = _several(asked, plan, words)
    if several:
        return several
    if _is_of_numbers(asked):
        return _outside(asked, near, plan, words)
    key = "usage.no-such-item.nearest" if near else "usage.no-such-item"
    return words(key, name=written, nearest=_named(near, words) if near else "")


def _is_of_numbers(asked: str) -> bool:
    """Whether this is a number or a range of numbers: no part of a name."""
    return any(each.isdecimal() for each in asked) and not any(each.isalpha() for each in asked)


def _outside(asked: str, near: Traceable | None, plan: Plan, words: Words) -> str:
    """Name the range of the numbers, and the nearest one where it may be a typing error."""
    numbers = (near.id, asked) if near is not None else ("", "")
    slip = all(map(str.isdecimal, numbers)) and abs(int(numbers[0]) - int(numbers[1])) <= _SLIP
    key = "usage.no-such-item.range.nearest" if slip else "usage.no-such-item.range"
    ids = [indicator.id for indicator in plan.indicators]
    nearest = _named(near, words) if near else ""
    return words(key, name=asked, first=ids[0], last=ids[-1], nearest=nearest)


def _named(item: Traceable, words: Words) -> str:
    return f"{item.id} {words.of(item, 'name')}"


def _several(asked: str, plan: Plan, words: Words) -> str:
    """Name the items whose names contain what was asked, where that is more than one."""
    from shengzhou_quality.plan.names import fold

    wanted = fold(asked)
    items = (*plan.indicators, *plan.commitments, *plan.milestones)
    found = [
        _named(item, words)
        for item in items
        if len(wanted) > 1 and wanted in fold(words.of(item, "name"))
    ]
    if len(found) < _SEVERAL:
        return ""
    key = "several" if len(found) <= _FEW else "many"
    shown = tuple(found[:_FEW])
    return words(f"usage.no-such-item.{key}", name=asked, count=len(found), names=shown)


def _nearest(asked: str, plan: Plan) -> Traceable | None:
    """Return the item with the nearest id, else the one with the most similar name."""
    from shengzhou_quality.plan.ids import read_span
    from shengzhou_quality.plan.names import fold

    wanted = _ID.fullmatch(asked)
    if wanted is None and (_is_of_numbers(asked) or read_span(asked)):
        return None
    if wanted is None:
        others = _unjudged(plan)
        likely = get_close_matches(fold(asked), others, n=1, cutoff=_NEAR)
        return plan.names.nearest(asked) or (others[likely[0]] if likely else None)
    same = [
        (abs(int(found["number"]) - int(wanted["number"])), item)
        for item in (*plan.indicators, *plan.commitments, *plan.milestones)
        if (found := _ID.fullmatch(item.id)) and found["letter"] == wanted["letter"].upper()
    ]
    return min(same, key=lambda pair: pair[0], default=(0, None))[1]


def _likeness_to(item: Traceable, asked: str) -> float:
    """Return the similarity of `asked` to the closest name or key of an item."""
    names = (item.id, item.name, item.name_en, getattr(item, "key", ""))
    return max(_likeness(asked, name) for name in names)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
