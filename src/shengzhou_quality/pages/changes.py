"""Word what differs of one item: its values, its target, and figures that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from shengzhou_quality.evaluation.comparison import Comparison, ItemChange, Presence
from shengzhou_quality.judgement import NoteCode, Status
from shengzhou_quality.pages.fields import field_change
from shengzhou_quality.pages.figures import quoted, shown, with_unit
from shengzhou_quality.words import Words

if TYPE_CHECKING:
    from shengzhou_quality.plan.kinds import AnyIndicator
    from shengzhou_quality.plan.model import Plan
    from shengzhou_quality.plan.tasks import Commitment, TaskMilestone

_DERIVED = frozenset(
    {
        "margin", "gap", "progress", "expected_progress", "expected", "pace", "needed_per_year",
        "projected", "severity", "actual", "series", "notes", "target", "unused",
    }
)  # fmt: skip
"""What follows from a value, a target or a status: not told where one of these differs."""

_SHORTFALL = f"notes.{NoteCode.YEAR_OUTSIDE}.code"
"""A past year failed: the status is the same, and a value that was corrected settles it."""

_LONG = re.compile(r"-?[0-9]+\.[0-9]{4,}")
"""A figure that was worked out, which a page rounds; nobody reports one of so many digits."""


def name_of(one: ItemChange, compared: Comparison, words: Words) -> str:
    return name_by_id(one.id, one.name, compared, words)


def name_by_id(identity: str, name: str, compared: Comparison, words: Words) -> str:
    """In the reader's language where the plan has the item, else as the report has it."""
    plan = compared.shown_plan
    if plan is None or plan.head.id != compared.new.plan:
        return quoted(name)
    found = next((one for one in _all_items(plan) if one.id == identity), None)
    return (words.of(found, "name") if found is not None else "") or quoted(name)


def _all_items(plan: Plan) -> Iterator[AnyIndicator | Commitment | TaskMilestone]:
    yield from plan.indicators
    yield from plan.commitments
    yield from plan.milestones


def status_words(status: Status | None, one: ItemChange, words: Words) -> str:
    """The status as a table has it: 完成 of what is created."""
    if status is None:
        return words("none")
    done = f"screen.status.{status}.done"
    if one.created and words.knows(done):
        return words(done)
    key = f"screen.status.{status}"
    return words(key if words.knows(key) else f"status.{status}")


def changes_of(one: ItemChange, compared: Comparison, words: Words) -> Iterator[str]:
    """Each value by year, the target, the verdict, then what follows from none of them.

    Of different years first what was judged in each.
    """
    if not compared.same_year and one.has_new_status and one.actual.old != one.actual.new:
        old, new = (
            words("diff.judged.year", text=_figure(text, one, words), year=side.year)
            for side, text in zip((compared.old, compared.new), one.actual, strict=True)
        )
        yield words("diff.judged", old=old, new=new)
    for value in one.values:
        yield words(
            "diff.value",
            year=value.year,
            old=_as_written(value.old, words),
            new=_as_written(value.new, words),
        )
    if one.presence is not Presence.BOTH:
        return
    if one.has_new_target:
        old, new = (_figure(text, one, words) for text in one.target)
        yield words("diff.target", old=old, new=new)
    if one.verdict.old != one.verdict.new and not (one.values or one.has_new_status):
        old, new = (words(f"verdict.{each}") if each else words("none") for each in one.verdict)
        yield words("diff.verdict", old=old, new=new)
    explained = bool(one.values or one.has_new_target)
    for field in one.fields:
        if field.field == _SHORTFALL:
            yield words(f"diff.shortfall.{'new' if field.old is None else 'gone'}")
        elif not (explained and field.field.partition(".")[0] in _DERIVED):
            yield field_change(field, words)


def _as_written(text: str | None, words: Words) -> str:
    """A reported value: with a unit 0.0336 would say something that nobody reported."""
    return words("diff.no-value") if text is None else quoted(text)


def _figure(text: str | None, one: ItemChange, words: Words) -> str:
    """A target or a value judged, with its unit; a figure that was worked out is rounded."""
    if text is None:
        return words("diff.no-value")
    rounded = shown(Decimal(text)) if _LONG.fullmatch(text) else text
    return with_unit(quoted(rounded), one.unit, words)
