"""Tell the marks of a plan (待定) as one finding, where a report is about the data.

An imported plan has dozens of them. `sqc plan check` and JSON list each, and the annex of a report
does; `sqc explain` has those of its item. A direction that is undecided is one, whether or not a
comment says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from shengzhou_quality.diagnostics import Diagnostic, Parameter
from shengzhou_quality.plan.marks import MARK_CODE, is_proposal

UNDECIDED_CODE = "plan-direction-undecided"
_VARIANTS = {
    "plan": ("many-plan", "many-plan-proposed"),
    "items": ("many-bare", "many-bare-proposed"),
    "reason": ("many", "many-proposed"),
}
"""How they are worded by what is known of them: all open, or some only to be checked."""


class Counted(NamedTuple):
    """How many places of a plan file are open, and how many of them are only to be looked at."""

    marks: int
    proposed: int

    @property
    def variant(self) -> str:
        return ".proposed" if self.proposed else ""


def marks_among(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in findings if one.code in (MARK_CODE, UNDECIDED_CODE))


def counted(marks: Iterable[Diagnostic]) -> Counted:
    sorts = [is_proposal(one) for one in marks]
    return Counted(len(sorts), sum(sorts))


def marks_of(findings: Iterable[Diagnostic], item: str) -> tuple[Diagnostic, ...]:
    """The marks that stand in the lines of one item."""
    return tuple(one for one in findings if one.code == MARK_CODE and one.indicator == item)


def open_constraints(marks: Iterable[Diagnostic]) -> frozenset[str]:
    """The items of which nobody has settled whether they are binding or anticipatory."""
    of = (one.indicator for one in marks if one.parameters.get("key") == "constraint")
    return frozenset(filter(None, of))


def told_together(findings: Iterable[Diagnostic], file: str) -> tuple[Diagnostic, ...]:
    """The findings, with all marks as the first of them; a single one stays as it is.

    `file` is what `sqc plan check` takes.
    """
    found = tuple(findings)
    marks = marks_among(found)
    if len(marks) < 2:
        return found
    one, first = _together(marks, file), found.index(marks[0])
    after = (other for other in found[first:] if other not in marks)
    return (*found[:first], one, *after)


def _together(marks: tuple[Diagnostic, ...], file: str) -> Diagnostic:
    """How many, of which items, the reason of one, and where all are listed."""
    items = tuple(dict.fromkeys(one.indicator for one in marks if one.indicator is not None))
    counts = counted(marks)
    details: dict[str, Parameter] = {"marks": counts.marks, "marked": items, "place": file}
    with_reason = [one for one in marks if one.indicator and "reason" in one.parameters]
    example = next(iter(sorted(with_reason, key=is_proposal)), None)  # an open one, if there is any
    if example is not None:
        details |= {"first": example.indicator or "", "reason": example.parameters["reason"]}
    if counts.proposed:
        details["proposed"] = counts.proposed
    known = "plan" if not items else "items" if example is None else "reason"
    variant = _VARIANTS[known][counts.proposed > 0]
    place = (example or marks[0]).place
    return Diagnostic(MARK_CODE, place, None, {**details, "variant": variant})
