"""Word what differs of one item: its values, its target, and figures that nothing explains."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from shengzhou_quality.decimals import plain
from shengzhou_quality.evaluation.comparison import (
    Comparison,
    Difference,
    Figure,
    ItemChange,
    Presence,
)
from shengzhou_quality.judgement import Status
from shengzhou_quality.pages.figures import quoted
from shengzhou_quality.words import Words

_DERIVED = frozenset(
    {
        "margin", "gap", "progress", "expected_progress", "expected", "pace", "needed_per_year",
        "projected", "severity", "actual", "series", "notes", "target", "unused",
    }
)  # fmt: skip
"""What follows from a value, a target or a status: not told where one of these differs."""

_YEAR = 4
"""The digits of a year; other numbers of a path count entries."""


def name_of(one: ItemChange, compared: Comparison, words: Words) -> str:
    plan = compared.shown_plan
    found = plan.item(one.id) if plan is not None and plan.head.id == compared.new.plan else None
    return (words.of(found, "name") if found is not None else "") or quoted(one.name)


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
            words("diff.judged.year", text=shown_value(text, words), year=side.year)
            for side, text in zip((compared.old, compared.new), one.actual, strict=True)
        )
        yield words("diff.judged", old=old, new=new)
    for value in one.values:
        yield words(
            "diff.value",
            year=value.year,
            old=shown_value(value.old, words),
            new=shown_value(value.new, words),
        )
    if one.presence is not Presence.BOTH:
        return
    if one.has_new_target:
        old, new = (shown_value(text, words) for text in one.target)
        yield words("diff.target", old=old, new=new)
    if one.verdict.old != one.verdict.new and not (one.values or one.has_new_status):
        old, new = (words(f"verdict.{each}") if each else words("none") for each in one.verdict)
        yield words("diff.verdict", old=old, new=new)
    explained = bool(one.values or one.has_new_target)
    for field in one.fields:
        if not (explained and field.field.partition(".")[0] in _DERIVED):
            yield field_change(field, words)


def field_change(one: Difference, words: Words) -> str:
    """A field with its value before and after; one without a name is named as in the JSON."""
    return words(
        "diff.setting",
        what=_name(one.field, words),
        old=shown_value(one.old, words),
        new=shown_value(one.new, words),
    )


def _name(field: str, words: Words) -> str:
    """What a field is called, with its year; one without a name is named as in the JSON."""
    parts = field.split(".")
    key = "diff.field." + ".".join(part for part in parts if not part.isdecimal())
    if not words.knows(key):
        return words("diff.field", field=field)
    year = next((part for part in parts if part.isdecimal() and len(part) == _YEAR), None)
    return words(key) if year is None else words("diff.field.year", year=year, what=words(key))


def shown_value(value: Figure, words: Words) -> str:
    """A value of a report as it is compared; nothing has a word of its own."""
    if value is None:
        return words("diff.nothing")
    if isinstance(value, bool):
        return words(f"diff.{str(value).lower()}")
    if isinstance(value, Decimal):
        return plain(value)
    return quoted(str(value)) if value != "" else words("diff.nothing")
