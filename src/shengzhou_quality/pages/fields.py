"""Word a field of a JSON report that differs: what it is called, and its value before and after.

A path such as `lists.missing.5.office` names a part (催报清单), an entry of it (5) and a field
(责任单位). Each has its own words; a field without any is named as in the JSON.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from shengzhou_quality.decimals import plain
from shengzhou_quality.evaluation.comparison import Difference, Figure
from shengzhou_quality.pages.figures import percentage, quoted, shown
from shengzhou_quality.words import Words

_YEAR: Final = re.compile(r"[0-9]{4}")
_FIELD: Final = re.compile(r"[a-z_]+")
_LISTS: Final = frozenset(
    {
        "notes", "series", "provenance", "unused", "opinions", "warnings", "missing", "unreported",
        "categories", "tasks", "diagnostics", "sources", "cells", "empty", "contacts", "rows",
        "said", "files", "targets",
    }
)  # fmt: skip
"""The step after one of these is the name of an entry, whatever it looks like."""

_CODES: Final = {
    "status": "status", "verdict": "verdict", "severity": "finding.severity",
    "assessed_status": "status", "constraint": "constraint", "kind": "kind", "form": "form",
    "fail_on": "diff.fail-on", "conclusion": "diff.conclusion", "why": "diff.request",
    "office_said_by": "diff.said-by", "rule": "diff.year-rule",
}  # fmt: skip
"""Fields that hold a code, and where its words stand."""

_RATIOS: Final = frozenset(
    {
        "progress", "expected_progress", "completion_rate", "completion_rate_judged",
        "on_schedule_rate",
    }
)  # fmt: skip


def field_change(one: Difference, words: Words) -> str:
    """A field with its value before and after, or the side that has none."""
    what = name_of_field(one.field, words)
    old, new = (_value(value, one, words) for value in (one.old, one.new))
    if one.lacks is None:
        if old == new:
            old, new = (shown_value(value, words) for value in (one.old, one.new))
        return words("diff.setting", what=what, old=old, new=new)
    has = one.new if one.lacks == "old" else one.old
    if has is None or has in ("{…}", "[…]"):
        return words(f"diff.lacks.{one.lacks}", what=what)
    return words(f"diff.lacks.{one.lacks}.value", what=what, value=new if one.new == has else old)


def name_of_field(field: str, words: Words) -> str:
    """What a field is called, with the part and the entry or the year in which it stands."""
    names, entries = _steps(field)
    year = next((one for one in entries if _YEAR.fullmatch(one)), None)
    whose = [one for one in entries if one != year and not (one.isdecimal() and names[0] in
             ("evidence", "supporting_offices"))]  # fmt: skip
    for cut in range(len(names) + 1):
        part, rest = ".".join(names[:cut]), ".".join(names[cut:])
        if (part and not words.knows(f"diff.part.{part}")) or (
            rest and not words.knows(f"diff.field.{rest}")
        ):
            continue
        what = words(f"diff.field.{rest}") if rest else ""
        if year is not None:
            what = words("diff.of-year", year=year, what=what)
        if not part:
            return what
        of = words(f"diff.part.{part}")
        if whose:
            of = words("diff.of-entry", part=of, entry=quoted(" ".join(whose)))
        return words("diff.of", of=of, what=what) if what else of
    return words("diff.field", field=field)


def _steps(field: str) -> tuple[list[str], list[str]]:
    """The names of the fields of a path, and the names of the entries between them."""
    names: list[str] = []
    entries: list[str] = []
    before = ""
    steps: Sequence[str] = field.split(".")
    for step in steps:
        if before in _LISTS or not _FIELD.fullmatch(step):
            entries.append(step)
            before = ""
        else:
            names.append(step)
            before = step
    return names, entries


def _value(value: Figure, one: Difference, words: Words) -> str:
    name = one.field.rpartition(".")[2]
    code = f"{_CODES.get(name, '')}.{value}"
    if isinstance(value, str) and words.knows(code):
        return words(code)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if name in _RATIOS:
            return percentage(Decimal(value))
        other = one.new if value == one.old else one.old
        apart = Decimal(other) if isinstance(other, int | Decimal) else None
        return shown(Decimal(value), apart) if isinstance(value, Decimal) else str(value)
    return shown_value(value, words)


def shown_value(value: Figure, words: Words) -> str:
    """A value of a report as it is compared; nothing has a word of its own."""
    if value is None or value == "":
        return words("diff.nothing")
    if isinstance(value, bool):
        return words(f"diff.{str(value).lower()}")
    return plain(value) if isinstance(value, Decimal) else quoted(str(value))
