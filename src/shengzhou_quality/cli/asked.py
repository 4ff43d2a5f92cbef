"""What a form is asked for: ids, keys and names of --for, and whole tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from shengzhou_quality.cli.usage import UsageError
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.template.asked import Asked


def read_asked(chosen: Sequence[str], plan: Plan, words: Words) -> Asked:
    """Those of --for; all without it."""
    from shengzhou_quality.template.asked import asked_for

    names = [part.strip() for given in chosen for part in given.split(",") if part.strip()]
    if not chosen:
        return asked_for(plan)
    if not names:
        raise UsageError(words("usage.empty-for"))
    asked = asked_for(plan, {each for name in names for each in _ids(name, plan, words)})
    if not asked.everything:
        raise UsageError(words("usage.nothing-to-report", name=", ".join(names)))
    return asked


def _ids(written: str, plan: Plan, words: Words) -> Iterable[str]:
    """What a name stands for: a task for all that is reported of it, itself or its parts."""
    from shengzhou_quality.plan.names import NameIndex
    from shengzhou_quality.plan.tasks import Commitment, Part, TaskMilestone

    item = plan.item(written)
    if isinstance(item, Part):
        return item.contents
    if isinstance(item, Commitment | TaskMilestone):
        if item.id in {one.id for one in plan.unjudged} and item.restates is None:
            raise UsageError(words("usage.left-to-people", id=item.id, name=item.name))
        return [item.id] if plan.judged(item) else [item.restates or ""]
    found = plan.find_reportable(written)
    names = NameIndex(plan.reportable)
    found = found or names.by_name(written)
    if found is not None:
        return [found.id]
    near = names.nearest(written)
    keys = get_close_matches(written, [one.key for one in plan.indicators], n=1)
    if near or keys:
        nearest = f"{near.id} {near.name}" if near else keys[0]
        raise UsageError(words("usage.no-such-indicator.nearest", name=written, nearest=nearest))
    raise UsageError(words("usage.no-such-indicator", name=written))
